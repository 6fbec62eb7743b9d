// SPDX-License-Identifier: MPL-2.0
// What packaging/try does once everything is there.
import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Compose } from "../tests/thunderbird/support/compose.mjs";
import { Display } from "../tests/thunderbird/support/display.mjs";
import { Page } from "../tests/thunderbird/support/page.mjs";
import { Thunderbird } from "../tests/thunderbird/support/thunderbird.mjs";
import { MESSAGE } from "./demo-message.mjs";

const OUTPUT = fileURLToPath(new URL("../try-output", import.meta.url));

// What the user's own display needs; Thunderbird gets nothing else of the user's.
const DISPLAY_VARIABLES = ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "GDK_BACKEND", "GTK_IM_MODULE", "XMODIFIERS"];

function ownDisplay() {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return null;
  }
  const environment = Object.fromEntries(DISPLAY_VARIABLES.filter((name) => process.env[name]).map((name) => [name, process.env[name]]));
  return { XAUTHORITY: path.join(os.homedir(), ".Xauthority"), ...environment };
}

function tell(message) {
  console.log(`Arrived at the local sink: “${message.subject}” to ${message.to.join(", ")}`);
}

/** Tells what arrives until Thunderbird is closed. */
async function watch(thunderbird) {
  let told = 0;
  let closed = false;
  thunderbird.exited.then(() => (closed = true));
  while (!closed) {
    const messages = await thunderbird.sink.messages();
    messages.slice(told).forEach(tell);
    told = messages.length;
    await Promise.race([thunderbird.exited, sleep(500)]);
  }
}

/** Presses Send, prints what the window says, and saves a picture of it. */
async function pressSend(thunderbird, compose, display) {
  await compose.send();
  const page = new Page(thunderbird, "verdict.html");
  for (const finding of await page.findings()) {
    console.log(`\n[${finding.severity}] ${finding.code}\n${finding.text.replace(/^/gm, "    ")}`);
  }
  await mkdir(OUTPUT, { recursive: true });
  const file = path.join(OUTPUT, "send-window.png");
  await page.settled();
  await display.picture(file);
  const sent = await thunderbird.sink.messages();
  console.log(`\nThunderbird holds the message until the user decides; messages sent: ${sent.length}.\nThe picture is ${file}`);
  sent.forEach(tell);
  return sent.length === 0 ? 0 : 1;
}

async function main() {
  const { values } = parseArgs({ options: { locale: { type: "string" }, "no-display": { type: "boolean" } } });
  const own = values["no-display"] ? null : ownDisplay();
  const running = [];
  const end = async () => {
    for (const part of running.splice(0).reverse()) {
      await part.stop();
    }
  };
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupted = true;
      end().then(() => process.exit(130));
    });
  }
  try {
    const display = own ? null : await Display.start();
    if (display) {
      running.push(display);
    }
    const thunderbird = new Thunderbird();
    running.push(thunderbird);
    await thunderbird.start({
      headless: false,
      environment: own ?? { DISPLAY: display.name },
      prefs: values.locale ? { "intl.locale.requested": values.locale } : {},
    });
    const compose = await Compose.open(thunderbird, MESSAGE);
    if (own) {
      console.log("Thunderbird is open, with a message that holds three mistakes. Press its Send button.");
      console.log("What is sent ends in a local sink. To end, close Thunderbird, or press Ctrl-C here.");
      await watch(thunderbird);
    } else {
      process.exitCode = await pressSend(thunderbird, compose, display);
    }
  } catch (error) {
    if (!interrupted) {
      console.error(`packaging/try: ${error.message}`);
      process.exitCode = 1;
    }
  } finally {
    await end();
  }
}

await main();

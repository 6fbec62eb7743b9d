// SPDX-License-Identifier: MPL-2.0
// The host fails, in each way it can; the message is never held hostage, and never sent behind the user's back.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { writeNativeManifest } from "./support/profile.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";
import { BUILD } from "./support/thunderbird.mjs";

const REAL = path.join(BUILD, "lastmile-host");
const FAULTY = fileURLToPath(new URL("support/faulty-host", import.meta.url));
const FOLDER = await mkdtemp(path.join(os.tmpdir(), "lastmile-fault-"));
const FAULT = path.join(FOLDER, "fault");
const TO = "bob@rothwell-pumps.com";

after(() => rm(FOLDER, { recursive: true }));

/** Waits for the notice, which says nothing about the message. */
async function notice(thunderbird) {
  const page = sendWindow(thunderbird);
  await page.waitFor("#send-anyway", 20000);
  assert.equal(await page.count(".finding"), 0, "a fault of the host is no finding about the message");
  return page;
}

describe("no host", () => {
  const scenario = scenariosIn({ host: null });

  scenario("the first-run page shows the command that mends it", async (thunderbird) => {
    assert.deepEqual(await new Page(thunderbird, "firstrun.html").texts("#command"), ["packaging/install --user"]);
  });

  scenario("the user is told, and goes back; told once, the next Send goes unchecked", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: [TO] });
    await compose.send();
    const page = await notice(thunderbird);
    await page.click("#back");
    assert.equal(await page.waitClosed(), true);
    await assertHeld(thunderbird, compose);
    await compose.send();
    await assertSentOnce(thunderbird, compose, [TO]);
  });

  scenario("once it is installed, the options page's test finds it, and Send is checked", async (thunderbird) => {
    await thunderbird.openOptions();
    const options = new Page(thunderbird, "options.html");
    await options.waitFor("#host-state[data-state=missing]");
    await writeNativeManifest(thunderbird.home, REAL);
    await options.click("#retest");
    await options.waitFor("#host-state[data-state=ready]");
    const compose = await Compose.open(thunderbird, { to: ["john_doe@company_com"] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.deepEqual(await codes(page), ["format_underscore_in_domain"]);
    await page.click("#back");
    await page.waitClosed();
    await assertHeld(thunderbird, compose);
    await rm(path.join(thunderbird.home, ".mozilla"), { recursive: true });
  });
});

describe("a host that fails", () => {
  const scenario = scenariosIn({ host: FAULTY, environment: { LASTMILE_FAULT: FAULT, LASTMILE_REAL_HOST: REAL } });

  for (const [fault, what] of Object.entries({
    mute: "says nothing at all",
    hang: "hangs in the check",
    die: "dies in the check",
    dead: "dies at once",
    broken: "answers with what is no JSON",
    endless: "announces an endless frame",
    nonsense: "answers with what is no report",
  })) {
    scenario(`the host ${what}: the user is told, and can send`, async (thunderbird) => {
      await writeFile(FAULT, fault);
      await thunderbird.reloadExtension();
      const compose = await Compose.open(thunderbird, { to: [TO] });
      await compose.waitButton();
      await compose.send();
      const page = await notice(thunderbird);
      await assertHeld(thunderbird, compose);
      await page.click("#send-anyway");
      await assertSentOnce(thunderbird, compose, [TO]);
    });
  }
});

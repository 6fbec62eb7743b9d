// SPDX-License-Identifier: MPL-2.0
// Writes send-window-*.png, popup-*.png, returned-*.png, review-*.png, sender-*.png, journal-*.png, charts-*.png and options-*.png, in the folder given or beside this file.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { MESSAGE } from "../demo-message.mjs";
import { fillJournal } from "./journal.mjs";
import { Compose } from "../../tests/thunderbird/support/compose.mjs";
import { Display } from "../../tests/thunderbird/support/display.mjs";
import { serveZone } from "../../tests/thunderbird/support/dns.mjs";
import { Mailbox } from "../../tests/thunderbird/support/mailbox.mjs";
import { Page } from "../../tests/thunderbird/support/page.mjs";
import { openReturned, postfix } from "../../tests/thunderbird/support/returned.mjs";
import { Thunderbird } from "../../tests/thunderbird/support/thunderbird.mjs";

const FOLDER = path.resolve(process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url)));
/** The two o behind "t" are Cyrillic; the policy says that both are important. */
const REVIEWED = "zahlung@nordwind-tооls.de";
const POLICY = { important: ["nordwind-tools.de", "xn--nordwind-tls-egka.de"], directory: [{ company: "Nordwind Tools GmbH", country: "DE", domains: ["nordwind-tools.de"] }] };
/** Takes mail. @param {string} domain */
const receiver = (domain) => ({ [domain]: [{ MX: [10, `mx.${domain}`] }], [`mx.${domain}`]: [{ A: "8.8.8.8" }] });
/** What the DNS of the pictures says of the user's own domain, and of those that the message goes to. */
const ZONE = {
  "hengda-valves.cn": [{ MX: [10, "mx.hengda-valves.cn"] }, { TXT: "v=spf1 ip4:203.0.113.7 +all" }],
  "_dmarc.hengda-valves.cn": [{ TXT: "v=DMARC1; p=none" }],
  "mx.hengda-valves.cn": [{ A: "203.0.113.7" }],
  ...receiver("company.com"),
  ...receiver("mueller.jp"),
};
/** The display has no window manager, so the main window gets no focus, and a panel over it would close at once. */
const PREFS = { "ui.popup.disable_autohide": true };
const LANGUAGES = { en: "en-US", zh: "zh-CN" };

/** The least area that holds both. */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

async function take(thunderbird, display, language) {
  const save = (name, area) => display.picture(path.join(FOLDER, `${name}-${language}.png`), area);

  const compose = await Compose.open(thunderbird, MESSAGE);
  await compose.waitButton();
  await compose.resize(1100, 640);
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  await popup.findings();
  await popup.settled();
  await save("popup", around(await compose.area(), await popup.area()));
  await popup.closePanel();

  await compose.send();
  const page = new Page(thunderbird, "verdict.html");
  await page.findings();
  await page.settled();
  await save("send-window", await page.area());
  await page.click("#back");
  await page.waitClosed();
  await thunderbird.reset();

  const mailbox = new Mailbox(thunderbird);
  await mailbox.addContact("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob Miller\r\nORG:Rothwell Pumps Ltd\r\nEMAIL;PREF=1:bob.miler@rothwell-pumps.com\r\nEND:VCARD");
  await mailbox.addContact("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Carol Rothwell\r\nEMAIL;PREF=1:carol@rothwell-pumps.com\r\nEND:VCARD");
  const { page: returned } = await openReturned(thunderbird, postfix("bob.miler@rothwell-pumps.com", "550 5.1.1 <bob.miler@rothwell-pumps.com>: User unknown", "returned@mx.hengda-valves.cn"));
  await returned.settled();
  const [whole, panel] = [await thunderbird.area(), await returned.area()];
  await save("returned", { ...whole, height: panel.y + panel.height + 20 - whole.y });
  await returned.closePanel();
  await mailbox.closeTabs();

  const important = await Compose.open(thunderbird, { to: [REVIEWED] });
  await important.send();
  await page.click("button.review");
  const review = new Page(thunderbird, "review.html");
  await review.waitFor("#word #confirm");
  await review.settled();
  await save("review", await review.area());
  await review.closeWindow();
  await page.click("#back");
  await thunderbird.reset();

  await thunderbird.openOptions();
  await new Page(thunderbird, "options.html").click("#report");
  const report = new Page(thunderbird, "sender.html");
  await report.waitFor("body[data-state=ready] .point");
  await report.settled();
  await save("sender", await report.area());
  await thunderbird.reset();

  await thunderbird.openOptions();
  fillJournal(thunderbird.data);
  await new Page(thunderbird, "options.html").evaluate(async (window) => {
    await (window.wrappedJSObject ?? window).browser.runtime.sendMessage({ topic: "journal", act: "open" });
  });
  const journal = new Page(thunderbird, "journal.html");
  await journal.waitFor("body[data-state=ready] #rows tr");
  await journal.settled();
  await save("journal", await journal.area());
  await journal.click("#tab-charts");
  await journal.waitFor("#chart-domains svg");
  await journal.settled();
  await save("charts", await journal.area());
  await thunderbird.reset();

  await thunderbird.openOptions();
  const options = new Page(thunderbird, "options.html");
  await options.waitFor("#host-state[data-state=ready]");
  await options.settled();
  await save("options", await options.area());
}

await mkdir(FOLDER, { recursive: true });
const scratch = await mkdtemp(path.join(os.tmpdir(), "lastmile-pictures-"));
await writeFile(path.join(scratch, "zone.json"), JSON.stringify(ZONE));
const dns = await serveZone(path.join(scratch, "zone.json"));
for (const [language, locale] of Object.entries(LANGUAGES)) {
  const display = await Display.start(1100, 900);
  const thunderbird = new Thunderbird();
  try {
    await thunderbird.start({ headless: false, policy: POLICY, environment: { DISPLAY: display.name, LASTMILE_RESOLVER: dns.address }, prefs: { ...PREFS, "intl.locale.requested": locale } });
    await take(thunderbird, display, language);
  } finally {
    await thunderbird.stop();
    display.stop();
  }
}
dns.server.kill();
await rm(scratch, { recursive: true });

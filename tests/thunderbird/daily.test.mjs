// SPDX-License-Identifier: MPL-2.0
// The daily look at the domain that the user sends from: turned on in the options, told when the DNS (a real Knot DNS) says something else
// on another day, and the report with what changed and since when.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Desktop } from "./support/desktop.mjs";
import { Page } from "./support/page.mjs";
import { scenariosIn } from "./support/scenario.mjs";

const { changingKnot } = createRequire(import.meta.url)("../network/real_dns.js");

const DOMAIN = "hengda-valves.cn"; // of the profile's identity
const SPF = `${DOMAIN}. TXT "v=spf1 ip4:203.0.113.7 -all"`;
const ALWAYS = [
  `${DOMAIN}. MX 10 mx.${DOMAIN}.`,
  `mx.${DOMAIN}. A 203.0.113.7`,
  `7.113.0.203.in-addr.arpa. PTR mx.${DOMAIN}.`,
  `_dmarc.${DOMAIN}. TXT "v=DMARC1; p=reject"`,
  "2.0.0.127.bl.spamcop.net. A 127.0.0.2", // what every list has (RFC 5782 5)
];
const LISTED = "7.113.0.203.bl.spamcop.net. A 127.0.0.2";
/** The server that the user sends through; nothing is ever handed in there. */
const PREFS = { "mail.smtpserver.smtp1.hostname": `mx.${DOMAIN}` };
/** Instead of five minutes. */
const DELAY_MS = 300;

const closing = [];
const options = { environment: {} };
let zone;
before(async () => {
  zone = await changingKnot({ after: (close) => closing.push(close) }, ".", [...ALWAYS, SPF]);
  options.environment.LASTMILE_RESOLVER = zone.address;
});
after(async () => {
  for (const close of closing.reverse()) {
    await close();
  }
});

/** Runs `async (storage, ...args) => value` with the extension's storage.local. */
function withStorage(page, body, ...args) {
  return page.evaluate(`async (window, ...args) => (${body.toString()})((window.wrappedJSObject ?? window).browser.storage.local, ...args)`, ...args);
}

/** Opens the options and returns them once they are there. */
async function openOptions(thunderbird) {
  await thunderbird.openOptions();
  const page = new Page(thunderbird, "options.html");
  await page.waitFor("#sender-daily");
  return page;
}

/** Waits until a look has been made that another than the one of the moment @before. */
async function waitLook(page, before) {
  for (const end = Date.now() + 30000; ; await sleep(100)) {
    const told = await withStorage(page, async (storage, domain) => (await storage.get("sender:daily"))["sender:daily"]?.told[domain] ?? "", DOMAIN);
    if (told !== before) {
      return told;
    }
    assert.ok(Date.now() < end, "no look was made");
  }
}

async function turnOn(thunderbird) {
  const page = await openOptions(thunderbird);
  await withStorage(page, async (storage, delay) => storage.set({ "sender:delay_ms": delay }), DELAY_MS);
  assert.deepEqual(await page.evaluate(async (window) => window.document.getElementById("sender-daily").checked), false, "off until the user wants it");
  await page.click("#sender-daily");
  await page.waitFor("#saved:not(:empty)");
  return page;
}

/** @param {Record<"worse" | "line" | "changed" | "since" | "was" | "fine" | "listed" | "better", RegExp>} said what is read where */
function tellsWhatChanged(scenario, said) {
  scenario("turned on, it tells on another day what got worse, opens the report with it, and tells nothing where nothing changed", async (thunderbird) => {
    const desktop = new Desktop(thunderbird);
    zone.change([...ALWAYS, SPF]);
    const first = await waitLook(await turnOn(thunderbird), "");
    assert.equal(await desktop.isShown(), false, "there is nothing to compare with");

    zone.change([...ALWAYS, LISTED]);
    await thunderbird.restart(1);
    const { title, text } = await desktop.notification();
    assert.match(title, said.worse);
    assert.match(text, said.line);
    await desktop.click();
    const page = new Page(thunderbird, "sender.html");
    await page.waitFor("body[data-state=ready] #changes-list li[data-change=worse][data-code=sender_spf_missing]", 30000);
    assert.match((await page.texts("#changes-line"))[0], said.changed);
    const history = await page.texts(".point[data-code=sender_spf_missing] .history");
    assert.match(history[0], said.since);
    assert.match(history[1], said.was);
    assert.match((await page.texts(".point[data-code=sender_dmarc_fine] .history"))[0], said.fine);
    assert.match((await page.texts(".point[data-code=sender_blocklist_listed] .history"))[0], said.listed);
    assert.match((await page.texts("#changes-list li[data-code=sender_blocklist_listed]"))[0], /203\.0\.113\.7.*bl\.spamcop\.net/);
    await page.click("#again"); // asked again, it still says what changed
    await page.waitFor("body[data-state=ready] #changes-list li[data-change=worse]", 30000);
    await thunderbird.reset();

    const second = await waitLook(await openOptions(thunderbird), first);
    await thunderbird.restart(2);
    await waitLook(await openOptions(thunderbird), second);
    assert.equal(await desktop.isShown(), false, "nothing has changed");

    zone.change([...ALWAYS, SPF]);
    await thunderbird.restart(3);
    assert.match((await desktop.notification()).title, said.better);
    await thunderbird.reset();
  });
}

describe("in English", () => {
  const scenario = scenariosIn({ ...options, prefs: PREFS });
  tellsWhatChanged(scenario, {
    worse: /^Mail from hengda-valves\.cn: something got worse$/,
    line: /^Worse: SPF: hengda-valves\.cn has no SPF record$/m,
    listed: /^Listed since today at \d\d:\d\d\.$/,
    changed: /^Changed since \w+day, \w+ \d+.*:$/,
    since: /^Wrong since today at \d\d:\d\d\.$/,
    was: /^Until \w+day, \w+ \d+.*: the record is well formed: v=spf1 ip4:203\.0\.113\.7 -all$/,
    fine: /^In order since \w+day, \w+ \d+.*\.$/,
    better: /^Mail from hengda-valves\.cn: something got better$/,
  });
});

describe("in Chinese", () => {
  const scenario = scenariosIn({ ...options, prefs: { ...PREFS, "intl.locale.requested": "zh-CN" } });
  tellsWhatChanged(scenario, {
    worse: /^hengda-valves\.cn 的发信状况变差了$/,
    line: /^变差：SPF：hengda-valves\.cn 没有 SPF 记录$/m,
    listed: /^自今天 \d\d:\d\d起在名单上。$/,
    changed: /^自\d+月\d+日星期.以来的变化：$/,
    since: /^自今天 \d\d:\d\d起有问题。$/,
    was: /^\d+月\d+日星期.为止：记录正确：v=spf1 ip4:203\.0\.113\.7 -all$/,
    fine: /^自\d+月\d+日星期.起正常。$/,
    better: /^hengda-valves\.cn 的发信状况好转了$/,
  });
});

describe("under an administrator's policy", () => {
  const scenario = scenariosIn({ ...options, policy: { sender_daily: false } });
  scenario("that forbids it, it cannot be turned on", async (thunderbird) => {
    const page = await openOptions(thunderbird);
    assert.equal(await page.evaluate(async (window) => window.document.getElementById("sender-daily").disabled), true);
    assert.match((await page.texts("#daily"))[0], /🔒/u);
  });
});

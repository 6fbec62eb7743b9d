// SPDX-License-Identifier: MPL-2.0
// While composing: what has settled is checked, the badge says what was found, and the list under the button checks on demand.

import assert from "node:assert";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { finding, goodHost, report } from "./support/fake.js";
import { FakeThunderbird } from "./support/thunderbird.js";

console.warn = () => {};

const WRONG = "bob@gmial.com";
const find = ({ to }) => to.flatMap((entry, i) => (entry.includes(WRONG) ? [finding({ subject: `to[${i}]`, suggestion: "bob@gmail.com" })] : []));
/** Two looks and a check, with the machine's other work in mind. */
const SETTLED_MS = 4500;

/** The looks go on while a window is open; a test that is over leaves none. */
const open = [];
after(() => open.forEach((thunderbird) => thunderbird.composing.clear()));

async function world(host, details) {
  const thunderbird = new FakeThunderbird(host);
  open.push(thunderbird);
  await thunderbird.start();
  return { thunderbird, tabId: thunderbird.compose(details) };
}

test("recipients are checked as they settle, once for each state they settle in", async () => {
  const { thunderbird, tabId } = await world(goodHost(find), { to: [WRONG] });
  thunderbird.browser.tabs.onCreated.fire({});
  await sleep(SETTLED_MS);
  assert.strictEqual(thunderbird.badges.get(tabId).text, "1");
  await sleep(2000);
  assert.deepStrictEqual(thunderbird.requests("check").map(({ reason }) => reason), ["compose"]);
  thunderbird.composing.get(tabId).details.to = ["bob@gmail.com"];
  await sleep(SETTLED_MS);
  assert.strictEqual(thunderbird.badges.get(tabId).text, "");
  assert.strictEqual(thunderbird.requests("check").length, 2);
  thunderbird.composing.clear();
});

test("a new message without recipients is not checked", async () => {
  const { thunderbird } = await world(goodHost(find), {});
  thunderbird.browser.tabs.onCreated.fire({});
  await sleep(SETTLED_MS);
  assert.deepStrictEqual(thunderbird.requests("check"), []);
  thunderbird.composing.clear();
});

/** findings, mode => text and colour of the badge */
const badges = [
  [[], "enforce", "", undefined],
  [["info"], "enforce", "", undefined],
  [["notice", "info"], "enforce", "1", "#b06000"],
  [["notice", "warning"], "enforce", "2", "#c5221f"],
  [["warning", "block"], "enforce", "2", "#8b0000"],
  [["warning", "block"], "monitor", "", undefined],
];
for (const [severities, mode, expected, colour] of badges) {
  test(`the badge for ${severities.join(", ") || "nothing"} in mode ${mode}`, async () => {
    const answer = report(severities.map((severity) => finding({ severity })), { mode });
    const host = (request, reply) => (request.type === "check" ? reply({ ...answer, id: request.id }) : goodHost()(request, reply));
    const { thunderbird, tabId } = await world(host, { to: ["x@x.example"] });
    const shown = await thunderbird.tell({ topic: "demand", act: "check", tabId });
    assert.strictEqual(shown.report.findings.length, severities.length);
    await sleep(5);
    assert.strictEqual(thunderbird.badges.get(tabId).text, expected);
    if (colour) assert.strictEqual(thunderbird.badges.get(tabId).colour, colour);
    assert.strictEqual(thunderbird.requests("check")[0].reason, "demand");
  });
}

test("the list mends in place and checks again", async () => {
  const { thunderbird, tabId } = await world(goodHost(find), { to: [`Bob <${WRONG}>`] });
  await thunderbird.tell({ topic: "demand", act: "check", tabId });
  const after = await thunderbird.tell({ topic: "demand", act: "mend", tabId, index: 0 });
  assert.deepStrictEqual(after.report.findings, []);
  assert.deepStrictEqual(thunderbird.composing.get(tabId).details.to, ["Bob <bob@gmail.com>"]);
});

test("what was sent is told to the host, and so are the address books", async () => {
  const { thunderbird, tabId } = await world(goodHost(), { to: ["a@x.example"], bcc: ["b@x.example"] });
  thunderbird.addressBook = ["BEGIN:VCARD\nEMAIL:anna@mueller.de\nEMAIL:a.mueller@mueller.de\nEND:VCARD"];
  await thunderbird.press(tabId);
  thunderbird.browser.runtime.onStartup.fire();
  await sleep(50);
  assert.deepStrictEqual(thunderbird.requests("learn"), [], "before the user has said yes");
  thunderbird.local.set({ learn: "yes" });
  thunderbird.browser.runtime.onStartup.fire();
  await sleep(50);
  assert.deepStrictEqual(thunderbird.requests("sent").map(({ recipients, message_id }) => [recipients, message_id]), [[["a@x.example", "b@x.example"], "1@x"]]);
  assert.deepStrictEqual(thunderbird.requests("learn").map(({ addresses }) => addresses), [["anna@mueller.de", "a.mueller@mueller.de"]]);
});

test("what failed is not learned; older Thunderbirds tell of the copies alone; who wrote is told, but not of junk", async () => {
  const { thunderbird } = await world(goodHost(), {});
  const { onAfterSend } = thunderbird.browser.compose;
  onAfterSend.fire({ id: 1 }, { mode: "sendNow", error: "no server", messages: [], details: { to: ["lost@x.example"] } });
  onAfterSend.fire({ id: 1 }, { mode: "sendNow", messages: [], details: { to: ["refused@x.example"] } });
  onAfterSend.fire({ id: 1 }, { mode: "sendNow", headerMessageId: "2@x", messages: [{ recipients: ["a@x.example"], ccList: ["b@x.example"], bccList: [] }] });
  const mail = (author, more) => ({ author, junk: false, date: new Date(1700000000000), ...more });
  thunderbird.browser.messages.onNewMailReceived.fire({ specialUse: ["inbox"] }, { id: null, messages: [mail("Anna <anna@mueller.de>"), mail("spam@x.example", { junk: true })] });
  thunderbird.browser.messages.onNewMailReceived.fire({ specialUse: ["junk"] }, { id: null, messages: [mail("more@x.example")] });
  await sleep(50);
  assert.deepStrictEqual(thunderbird.requests("sent").map(({ recipients }) => recipients), [["a@x.example", "b@x.example"]]);
  assert.deepStrictEqual(thunderbird.requests("heard").map(({ addresses, at }) => [addresses, at]), [[["Anna <anna@mueller.de>"], "2023-11-14T22:13:20.000Z"]]);
});

test("the first-run page opens where the host is missing, and once to ask what may be learned", async () => {
  const page = ["/firstrun/firstrun.html"];
  for (const [host, reason, learn, expected] of [[null, "update", "yes", page], [goodHost(), "install", undefined, page], [goodHost(), "install", "no", []], [goodHost(), "update", undefined, []]]) {
    const { thunderbird } = await world(host, {});
    thunderbird.local.values = learn ? { learn } : {};
    thunderbird.browser.runtime.onInstalled.fire({ reason });
    await sleep(50);
    assert.deepStrictEqual(thunderbird.tabsOpened, expected);
    thunderbird.composing.clear();
  }
});

// SPDX-License-Identifier: MPL-2.0
// Returned mail: the badge over it, what is read as it arrives, reminders, and the address book's entry.

import assert from "node:assert";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { goodHost } from "./support/fake.js";
import { FakeThunderbird, freshModule } from "./support/thunderbird.js";

console.warn = () => {};

const MISSING = { recipient: "bob@b.example", original_recipient: null, class: "status", reason: "mailbox_missing", permanent: true, confidence: "sure", status: "5.1.1", reply: 550, remote_server: null, line: "550 no such user" };
const NONE = { ...MISSING, recipient: null, class: null, reason: "not_a_bounce", permanent: false, status: null, reply: null, line: null };
const header = (id, more = {}) => ({ id, headerMessageId: `${id}@x.example`, subject: "Undelivered", author: "MAILER-DAEMON@b.example", date: new Date("2026-11-20T08:00:00Z"), size: 3000, junk: false, ...more });

/** A host that takes a mail with "gone" in it for a bounce. */
const host = (request, reply) => {
  if (request.type !== "bounce") return goodHost()(request, reply);
  const bounces = atob(request.mail).includes("gone") ? [MISSING] : [NONE];
  return reply({ id: request.id, type: "bounce", bounces, mail_services: [], logged: request.log && bounces[0] === MISSING ? 1 : 0 });
};

async function world(mails) {
  const thunderbird = new FakeThunderbird(host);
  Object.entries(mails).forEach(([id, text]) => thunderbird.raw.set(Number(id), text));
  await thunderbird.start();
  return thunderbird;
}
const show = (thunderbird, ...headers) => {
  thunderbird.displayed = headers;
  return thunderbird.browser.messageDisplay.onMessagesDisplayed.fire({ id: 7 }, { id: null, messages: headers });
};

test("a displayed bounce has a button with a badge, another mail has none", async () => {
  const thunderbird = await world({ 1: "gone", 2: "hello" });
  show(thunderbird, header(1));
  await sleep(30);
  assert.deepStrictEqual([thunderbird.badges.get(7).text, thunderbird.badges.get(7).enabled], ["1", true]);
  show(thunderbird, header(2));
  await sleep(30);
  assert.deepStrictEqual([thunderbird.badges.get(7).text, thunderbird.badges.get(7).enabled], ["", false]);
  show(thunderbird, header(1), header(2));
  await sleep(30);
  assert.strictEqual(thunderbird.badges.get(7).enabled, false);
});

test("an opened bounce is logged, once, with its id and its date, and asked for once a session", async () => {
  const thunderbird = await world({ 1: "gone" });
  show(thunderbird, header(1));
  await sleep(30);
  const { reply } = await thunderbird.tell({ topic: "bounce", tabId: 7 });
  assert.strictEqual(reply.bounces[0].recipient, "bob@b.example");
  assert.deepStrictEqual(
    thunderbird.requests("bounce").map(({ log, message_id, at }) => [log, message_id, at]),
    [[true, "1@x.example", "2026-11-20T08:00:00.000Z"]],
  );
});

test("of a long mail the beginning is read", async () => {
  const thunderbird = await world({ 1: `gone${"x".repeat(3_000_000)}` });
  show(thunderbird, header(1, { size: 3_000_004 }));
  await sleep(100);
  assert.strictEqual(atob(thunderbird.requests("bounce")[0].mail).length, 1024 * 1024);
});

test("arriving mail is read, unless the user does not want it, it is junk, or large", async () => {
  const thunderbird = await world({ 1: "gone", 2: "hello", 3: "gone", 4: "gone" });
  const arrive = async (folder, ...messages) => {
    thunderbird.browser.messages.onNewMailReceived.fire(folder, { id: null, messages });
    await sleep(40);
  };
  await arrive({}, header(1), header(2), header(3, { size: 20_000_000 }), header(4, { junk: true }));
  assert.deepStrictEqual(thunderbird.requests("bounce").map(({ message_id }) => message_id), ["1@x.example", "2@x.example"]);
  await arrive({ specialUse: ["junk"] }, header(1));
  assert.deepStrictEqual(await thunderbird.tell({ topic: "bounce settings", arriving: false }), { arriving: false });
  await arrive({}, header(1));
  assert.strictEqual(thunderbird.requests("bounce").length, 2);
});

test("where the host is missing the page is told why", async () => {
  const thunderbird = new FakeThunderbird(null);
  thunderbird.raw.set(1, "gone");
  await thunderbird.start();
  thunderbird.displayed = [header(1)];
  assert.deepStrictEqual((({ reply, cause }) => [reply, cause])(await thunderbird.tell({ topic: "bounce", tabId: 7 })), [null, "missing"]);
});

test("a reminder outlives Thunderbird, is told once when the clock says so, and opens the mail", async (context) => {
  const hour = 3_600_000;
  const thunderbird = await world({});
  let now = Date.now();
  context.mock.method(Date, "now", () => now);
  await thunderbird.tell({ topic: "remind", headerMessageId: "1@x.example", address: "bob@b.example", days: 2 });
  await thunderbird.tell({ topic: "remind", headerMessageId: "1@x.example", address: "bob@b.example", days: 3 });
  const reminderAlarms = () => [...thunderbird.alarms].filter(([alarm]) => alarm.startsWith("reminder:"));
  const [[name, when]] = reminderAlarms();
  assert.strictEqual(when, now + hour, "the clock is looked at every hour, whether the machine slept or not");
  thunderbird.alarms.clear();
  await thunderbird.start();
  await sleep(20);
  assert.deepStrictEqual(reminderAlarms(), [[name, when]]);
  thunderbird.browser.alarms.onAlarm.fire({ name: "another" });
  now += 3 * 24 * hour - 1000;
  thunderbird.browser.alarms.onAlarm.fire({ name });
  await sleep(20);
  assert.deepStrictEqual([...thunderbird.notifications.keys()], []);
  assert.strictEqual(thunderbird.alarms.get(name), now + 1000);
  now += 1000;
  thunderbird.browser.alarms.onAlarm.fire({ name });
  thunderbird.browser.alarms.onAlarm.fire({ name });
  await sleep(20);
  const [told, ...others] = thunderbird.notifications.keys();
  assert.deepStrictEqual(others, []);
  thunderbird.browser.notifications.onClicked.fire(told);
  await sleep(20);
  assert.deepStrictEqual(thunderbird.opened.map(({ headerMessageId }) => headerMessageId), ["1@x.example"]);
  thunderbird.alarms.clear();
  await thunderbird.start();
  await sleep(20);
  assert.deepStrictEqual(reminderAlarms(), []);
});

test("a click on a reminder whose mail was deleted begins a new message to the address", async (context) => {
  const thunderbird = await world({});
  let now = Date.now();
  context.mock.method(Date, "now", () => now);
  for (const [headerMessageId, address] of [["1@x.example", "bob@b.example"], ["2@x.example", "a recipient that it does not name"]]) {
    await thunderbird.tell({ topic: "remind", headerMessageId, address, days: 2 });
    thunderbird.deleted.add(headerMessageId);
  }
  now += 2 * 24 * 3_600_000;
  for (const name of [...thunderbird.alarms.keys()].filter((alarm) => alarm.startsWith("reminder:"))) {
    thunderbird.browser.alarms.onAlarm.fire({ name });
  }
  await sleep(20);
  await thunderbird.start();
  for (const name of [...thunderbird.notifications.keys()]) {
    thunderbird.browser.notifications.onClicked.fire(name);
  }
  await sleep(20);
  assert.deepStrictEqual(thunderbird.opened, []);
  assert.deepStrictEqual(thunderbird.begun, [{ to: ["bob@b.example"] }, {}]);
  assert.deepStrictEqual([...thunderbird.notifications.keys()], []);
});

test("an address that is forgotten is not reminded of", async (context) => {
  const thunderbird = await world({});
  let now = Date.now();
  context.mock.method(Date, "now", () => now);
  await thunderbird.tell({ topic: "remind", headerMessageId: "1@x.example", address: "Bob@b.example", days: 2 });
  await thunderbird.tell({ topic: "remind", headerMessageId: "2@x.example", address: "ann@b.example", days: 2 });
  assert.strictEqual((await thunderbird.tell({ topic: "journal", act: "forget", address: "bob@b.example" })).reply?.type, "done");
  now += 2 * 24 * 3_600_000;
  for (const name of ["reminder:1@x.example", "reminder:2@x.example"]) {
    thunderbird.browser.alarms.onAlarm.fire({ name });
  }
  await sleep(20);
  assert.deepStrictEqual([...thunderbird.notifications.keys()].map((name) => name.includes("ann@b.example")), [true]);
});

test("one address of a vCard is replaced, and nothing else", async () => {
  const { replaceEmail } = await freshModule("modules/vcard.js");
  const card = "BEGIN:VCARD\r\nFN:Bob\r\nEMAIL;PREF=1:bob@b.example\r\nitem1.EMAIL;TYPE=work:BOB.MILLER@b.exa\r\n mple\r\nNOTE:EMAIL:bob@b.example\r\nEND:VCARD";
  assert.match(replaceEmail(card, "Bob@B.example", "rob@b.example"), /EMAIL;PREF=1:rob@b\.example\r\nitem1/);
  assert.match(replaceEmail(card, "bob.miller@b.example", "rob@b.example"), /EMAIL;PREF=1:bob@b\.example\r\nitem1\.EMAIL;TYPE=work:rob@b\.example\r\nNOTE:EMAIL:bob@b\.example/);
  assert.strictEqual(replaceEmail(card, "ann@b.example", "x@b.example").includes("x@b.example"), false);
});

test("old mail is read from where it was stopped, in the chosen folders, and the counts are of all of it", async () => {
  const thunderbird = await world({ 1: "gone", 2: "hello", 3: "gone", 4: "gone" });
  thunderbird.sentFolders = { a: [[header(1), header(2)], [header(3, { size: 9_000_000 })]], b: [[header(4)]] };
  thunderbird.browser.messages.get = async (id) => header(id);
  const { readOldBounces, isUnfinished } = await freshModule("modules/old_bounces.js");
  const looked = [];
  const read = (stopAfter) => {
    const stop = new AbortController();
    const look = async (id) => {
      looked.push(id);
      if (looked.length >= stopAfter) stop.abort();
      return thunderbird.tell({ topic: "old mail", id });
    };
    return readOldBounces({ chosen: ["a", "b"], look, onProgress: () => {}, signal: stop.signal });
  };
  assert.strictEqual(await read(1), null);
  assert.strictEqual(await isUnfinished(), true);
  assert.deepStrictEqual(await read(Infinity), { found: 2, logged: 2 });
  assert.deepStrictEqual(looked, [1, 2, 4]);
  assert.strictEqual(await isUnfinished(), false);
});

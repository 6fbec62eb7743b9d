// SPDX-License-Identifier: MPL-2.0
// The daily look at the own domains, by a clock that the test turns: once a day, whatever sleeps or ends in between, and only what got worse or
// better is told.

import assert from "node:assert";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, test } from "node:test";
import { goodHost, hello } from "./support/fake.js";
import { FakeThunderbird } from "./support/thunderbird.js";

const EXTENSION = new URL("../../extension/", import.meta.url);
const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NAME = "sender:daily";
const SENDER = "li.wei@hengda-valves.cn";
const MORNING = new Date(2026, 10, 24, 9, 0).getTime();

const RealDate = Date;
let now = MORNING;
class TurnedDate extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [now]));
  }
  static now() {
    return now;
  }
}

const messages = {};
for (const language of ["en", "zh_CN"]) {
  messages[language] = JSON.parse(await readFile(new URL(`_locales/${language}/messages.json`, EXTENSION), "utf8"));
}

let online = true;
beforeEach(() => {
  now = MORNING;
  online = true;
  globalThis.Date = TurnedDate;
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { get onLine() { return online; } } });
  globalThis.fetch = async (url) => ({ json: async () => messages[url.includes("zh_CN") ? "zh_CN" : "en"] });
});
afterEach(() => {
  globalThis.Date = RealDate;
});

const POINTS = {
  fine: { code: "sender_spf_fine", area: "spf", state: "fine", params: { record: "v=spf1 -all" } },
  listed: { code: "sender_blocklist_listed", area: "blocklist", subject: "192.0.2.9 bl.spamcop.net", state: "fault", params: { server: "192.0.2.9", zone: "bl.spamcop.net" } },
  unlisted: { code: "sender_blocklist_fine", area: "blocklist", subject: "192.0.2.9 bl.spamcop.net", state: "fine", params: { server: "192.0.2.9", zone: "bl.spamcop.net" } },
  syntax: { code: "sender_spf_syntax", area: "spf", state: "fault", params: { fault: "ip4:300.1.1.1", domain: "hengda-valves.cn" } },
  timeout: { code: "sender_spf_not_checked", area: "spf", state: "not_checked", why: "timeout", params: {} },
  freeMail: { code: "sender_domain_free_mail", area: "domain", state: "not_checked", params: { domain: "163.com" } },
};

/** A Thunderbird whose host gives the reports that @answer (request) makes of points. */
async function world(answer, { policy = { sender_daily: true }, identities = [SENDER] } = {}) {
  const says = hello({ policy: { ...hello().policy, in_force: { network: { deadline_ms: 0, dns: true }, ...policy } } });
  const good = goodHost(() => [], says);
  const host = (request, reply, port) => {
    if (request.type === "settings") {
      return reply({ ...says, id: request.id });
    }
    if (request.type !== "sender") {
      return good(request, reply, port);
    }
    const points = answer(request);
    if (points === null) {
      return port.die();
    }
    const checked = new TurnedDate().toISOString();
    reply({ id: request.id, type: "sender", domain: request.sender.split("@").pop(), score: 10, parts: [], checked, history: "kept", changes: { since: request.since ?? "2026-11-20T08:00:00Z", better: 0, worse: 0, other: 0, new: 0 }, points });
  };
  const thunderbird = new FakeThunderbird(host);
  thunderbird.identities = identities;
  await thunderbird.start();
  await settle(() => true);
  /** Lets time pass, minute by minute of the machine being awake: alarms that are due go off. */
  const pass = async (milliseconds) => {
    for (const end = now + milliseconds; now < end; ) {
      now = Math.min(end, now + 10 * MINUTE);
      await ring();
    }
  };
  const ring = async () => {
    for (const [name, when] of [...thunderbird.alarms]) {
      if (when <= now) {
        thunderbird.alarms.delete(name);
        await thunderbird.browser.alarms.onAlarm.fire({ name });
        await settle(() => thunderbird.alarms.has(name) || name !== NAME);
      }
    }
  };
  /** Thunderbird ends, and is started again: its alarms are gone. */
  const restart = async () => {
    thunderbird.alarms.clear();
    await thunderbird.start();
    await settle(() => thunderbird.alarms.has(NAME));
  };
  const asked = () => thunderbird.requests("sender").map(({ sender, since }) => (since ? `${sender} since ${since}` : sender));
  return { thunderbird, says, pass, ring, restart, asked };
}

/** Until @done, or no more comes of it. */
async function settle(done) {
  for (let turn = 0; turn < 20 || (!done() && turn < 200); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("once a day, some minutes after the start, and at the first hour of another day", async () => {
  const { asked, pass } = await world(() => [POINTS.fine]);
  await pass(4 * MINUTE);
  assert.deepStrictEqual(asked(), [], "not at once");
  await pass(10 * MINUTE);
  assert.deepStrictEqual(asked(), [SENDER]);
  await pass(14 * HOUR);
  assert.strictEqual(asked().length, 1, "once on that day");
  await pass(2 * HOUR);
  assert.strictEqual(asked().length, 2, "another day");
  await pass(3 * DAY);
  assert.strictEqual(asked().length, 5);
});

test("started again on the same day it looks at nothing; on another day it does", async () => {
  const { asked, pass, restart } = await world(() => [POINTS.fine]);
  await pass(HOUR);
  for (let i = 0; i < 3; i++) {
    await restart();
    await pass(HOUR);
  }
  assert.strictEqual(asked().length, 1);
  now += DAY;
  await restart();
  await pass(4 * MINUTE);
  assert.strictEqual(asked().length, 1);
  await pass(10 * MINUTE);
  assert.strictEqual(asked().length, 2);
});

test("a background page that is started again and again does not put the look off", async () => {
  const { asked, pass, thunderbird } = await world(() => [POINTS.fine]);
  for (let i = 0; i < 8; i++) {
    await pass(MINUTE);
    await thunderbird.start();
    await settle(() => true);
  }
  assert.strictEqual(asked().length, 1);
});

test("a machine that slept over the day looks when it is awake, once", async () => {
  const { asked, pass, ring } = await world(() => [POINTS.fine]);
  await pass(HOUR);
  now += 3 * DAY;
  await ring();
  await pass(2 * HOUR);
  assert.strictEqual(asked().length, 2);
});

test("off, it asks nothing, and rests for the day; turned on in the options it looks soon", async () => {
  const { asked, pass, says, thunderbird } = await world(() => [POINTS.fine], { policy: { sender_daily: false } });
  await pass(DAY / 2);
  assert.deepStrictEqual(asked(), []);
  assert.strictEqual(thunderbird.alarms.has(NAME), false, "nothing wakes the page for it");
  await thunderbird.start();
  await settle(() => true);
  assert.strictEqual(thunderbird.alarms.has(NAME), false);
  says.policy.in_force.sender_daily = true;
  await thunderbird.tell({ topic: "settings", settings: { sender_daily: true } });
  await pass(20 * MINUTE);
  assert.strictEqual(asked().length, 1);
});

test("where the policy forbids the DNS nothing is asked", async () => {
  const { asked, pass } = await world(() => [POINTS.fine], { policy: { sender_daily: true, network: { dns: false } } });
  await pass(2 * HOUR);
  assert.deepStrictEqual(asked(), []);
});

test("offline it waits, and looks within the hour when the network is back", async () => {
  const { asked, pass } = await world(() => [POINTS.fine]);
  online = false;
  await pass(3 * HOUR);
  assert.deepStrictEqual(asked(), []);
  online = true;
  await pass(HOUR);
  assert.strictEqual(asked().length, 1);
});

test("a look that nothing came of is none: tried again within the hour, and told to nobody", async () => {
  let answer = [POINTS.timeout];
  const { asked, pass, thunderbird } = await world(() => answer);
  await pass(10 * MINUTE);
  assert.strictEqual(asked().length, 1);
  await pass(HOUR);
  assert.strictEqual(asked().length, 2);
  answer = [POINTS.fine, POINTS.timeout];
  await pass(HOUR);
  assert.strictEqual(asked().length, 3);
  await pass(5 * HOUR);
  assert.strictEqual(asked().length, 3, "something came of that one");
  assert.strictEqual(thunderbird.notifications.size, 0);
});

test("a host that dies is asked again later", async () => {
  let alive = false;
  const { asked, pass } = await world(() => (alive ? [POINTS.fine] : null));
  await pass(10 * MINUTE);
  alive = true;
  await pass(HOUR);
  assert.strictEqual(asked().length, 2);
  await pass(5 * HOUR);
  assert.strictEqual(asked().length, 2);
});

test("one address a domain is asked about, none twice; of free mail nothing comes, and that is no failure", async () => {
  const { asked, pass } = await world(({ sender }) => [sender.endsWith("163.com") ? POINTS.freeMail : POINTS.fine], { identities: [SENDER, "sales@Hengda-Valves.cn", "", "li@163.com"] });
  await pass(5 * HOUR);
  assert.deepStrictEqual(asked(), [SENDER, "li@163.com"]);
  const only = await world(() => [POINTS.freeMail], { identities: ["li@163.com"] });
  await only.pass(5 * HOUR);
  assert.strictEqual(only.asked().length, 1);
});

test("what got worse is told in a notification, which opens the report with the changes since then", async () => {
  let points = [POINTS.fine, POINTS.unlisted];
  const { pass, thunderbird } = await world(() => points);
  await pass(HOUR);
  assert.strictEqual(thunderbird.notifications.size, 0, "nothing changed");
  points = [POINTS.fine, { ...POINTS.listed, change: "worse" }];
  await pass(DAY);
  const [[name, told]] = thunderbird.notifications;
  assert.deepStrictEqual(told, { title: "Mail from hengda-valves.cn: something got worse", message: "Worse: Blocklists: 192.0.2.9 is on the blocklist bl.spamcop.net" });
  const [first, second] = thunderbird.requests("sender");
  assert.strictEqual(first.since, undefined);
  assert.strictEqual(second.since, new RealDate(MORNING + 10 * MINUTE).toISOString(), "counted from the look before");
  await thunderbird.browser.notifications.onClicked.fire(name);
  await settle(() => thunderbird.windows.size > 0);
  const url = new URL([...thunderbird.windows.values()].at(-1).url, "moz-extension://x/");
  assert.deepStrictEqual([url.pathname, url.searchParams.get("sender"), url.searchParams.get("since")], ["/sender/sender.html", SENDER, second.since]);
  assert.strictEqual(thunderbird.notifications.size, 0);
});

test("what got better is told as such; another fault for the old one is not told; many are counted", async () => {
  let points = [POINTS.fine];
  const { pass, thunderbird } = await world(() => points);
  const tellAt = async (others) => {
    points = others;
    thunderbird.notifications.clear();
    await pass(DAY);
    return [...thunderbird.notifications.values()][0];
  };
  await pass(HOUR);
  assert.strictEqual((await tellAt([{ ...POINTS.unlisted, change: "better" }])).title, "Mail from hengda-valves.cn: something got better");
  assert.strictEqual(await tellAt([{ ...POINTS.syntax, change: "other" }]), undefined);
  assert.match((await tellAt([{ ...POINTS.syntax, change: "new" }])).message, /^New: SPF: The SPF record of hengda-valves\.cn has a mistake$/);
  const { message } = await tellAt(Array.from({ length: 5 }, () => ({ ...POINTS.listed, change: "worse" })));
  assert.deepStrictEqual([message.split("\n").length, message.split("\n").at(-1)], [4, "and 2 more"]);
});

test("what Thunderbird's end kept from being told is told the next day", async () => {
  let points = [POINTS.fine];
  const { pass, restart, thunderbird } = await world(() => points);
  await pass(HOUR);
  points = [{ ...POINTS.listed, change: "worse" }];
  const create = thunderbird.browser.notifications.create;
  thunderbird.browser.notifications.create = () => new Promise(() => {}); // ended in the middle
  now += DAY;
  await pass(HOUR);
  assert.strictEqual(create === thunderbird.browser.notifications.create, false);
  await restart();
  await pass(DAY);
  const requests = thunderbird.requests("sender");
  assert.strictEqual(requests.length, 3);
  assert.strictEqual(requests[2].since, requests[1].since, "from where something was told last");
  assert.strictEqual(thunderbird.notifications.size, 1);
});

test("the outgoing server is never named, let alone tried", async () => {
  const { pass, thunderbird } = await world(() => [POINTS.fine]);
  await pass(HOUR);
  assert.deepStrictEqual(Object.keys(thunderbird.requests("sender")[0]).sort(), ["id", "sender", "type"]);
});

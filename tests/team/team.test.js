// SPDX-License-Identifier: MPL-2.0
// Two machines of a team share what they know through a real PostgreSQL.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { after, test } = require("node:test");
const { setTimeout: sleep } = require("node:timers/promises");
const { Host, program } = require("../protocol/host");
const { Postgres } = require("./postgres");

const postgres = new Postgres();
after(() => postgres.end());

const ADDRESS = "cfo@nordwind-tools.de";
const TEAM = path.join(path.dirname(program), "lastmile-team");

/** One machine: its own store, the team's policy. */
class Machine {
  constructor(database = postgres.database) {
    this.host = new Host();
    this.id = 0;
    fs.writeFileSync(path.join(this.host.home, "policy.json"), JSON.stringify({ important: [ADDRESS], team: { database } }));
  }

  ask(type, more = {}) {
    return this.host.ask({ id: ++this.id, type, ...more });
  }

  async unconfirmed() {
    const report = await this.host.check(++this.id, { to: [ADDRESS] });
    return report.findings.find(({ code }) => code === "recipient_unconfirmed");
  }

  /** Brings it into step at once, as the host does every now and then; resolves with the answer. @kill: after so many ms. */
  share(kill) {
    return new Promise((resolve) => {
      const child = spawn(TEAM, { env: { PATH: process.env.PATH, HOME: this.host.home } });
      let text = "";
      child.stdout.on("data", (chunk) => (text += chunk));
      child.on("close", () => resolve(text === "" ? null : JSON.parse(text)));
      child.stdin.end(JSON.stringify({ database: postgres.database, folder: path.join(this.host.home, "data") }));
      if (kill !== undefined) {
        setTimeout(() => child.kill("SIGKILL"), kill);
      }
    });
  }

  /** What is on stderr is the test's matter: a server that is away is said there. */
  async end() {
    this.host.child.stdin.end();
    await this.host.exit;
    fs.rmSync(this.host.home, { recursive: true, force: true });
    return this.host.stderr;
  }
}

async function eventually(look) {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
    const found = await look();
    if (found) {
      return found;
    }
  }
  assert.fail(`not in time: ${look}`);
}

test("asked for at one machine, seen and confirmed at another; one person has one word across machines", async () => {
  const [first, second] = [new Machine(), new Machine()];
  await first.ask("hello", { protocol: 1 });
  await first.ask("sent", { recipients: ["bob@rothwell-pumps.com"], message_id: "1@x" });
  const { review } = await first.ask("review_request", { address: ADDRESS, name: "Li Wei", from: "li.wei@hengda-valves.cn" });
  await eventually(() => postgres.query("SELECT to_regclass('lastmile_row')")[0] !== "" && postgres.query("SELECT count(*) FROM lastmile_row WHERE kind = 'review'")[0] === "1");

  await second.share();
  await second.ask("hello", { protocol: 1 });
  const seen = await eventually(async () => (await second.ask("review_list")).reviews[0]);
  assert.deepStrictEqual([seen.review, seen.requester, seen.state], [review.review, "Li Wei", "requested"]);
  const own = await second.ask("review_decide", { review: seen.review, name: "wei li", confirmed: true });
  assert.strictEqual(own.code, "review_own");
  await second.ask("review_decide", { review: seen.review, name: "Chen Jing", confirmed: true, note: "by phone" });
  await eventually(() => postgres.query("SELECT count(*) FROM lastmile_row WHERE kind = 'review_word'")[0] === "1");

  assert.strictEqual((await first.unconfirmed()).variant, "requested");
  await first.share();
  assert.strictEqual(await first.unconfirmed(), undefined);
  assert.strictEqual(await second.unconfirmed(), undefined);
  const twice = await first.ask("review_decide", { review: review.review, name: "CHEN Jing", confirmed: false });
  assert.strictEqual(twice.code, "review_twice");
  const known = await second.host.check(++second.id, { to: ["bob@rothwe11-pumps.com"] });
  assert.ok(known.findings.some(({ code }) => code === "recipient_lookalike"), "whom a colleague writes to is known");
  assert.deepStrictEqual([await first.end(), await second.end()], ["", ""]);
});

test("one person at two machines that have not heard of each other: the first word stands at both", async () => {
  const [first, second] = [new Machine(), new Machine()];
  const address = "ceo@ferri.it";
  const { review } = await first.ask("review_request", { address, name: "Li Wei", from: "li.wei@hengda-valves.cn" });
  await first.share();
  await second.ask("heard", { addresses: [] });
  await second.share();
  await first.ask("review_decide", { review: review.review, name: "Chen Jing", confirmed: false });
  await second.ask("review_decide", { review: review.review, name: "Chen Jing", confirmed: true });
  for (const machine of [second, first, second, first]) {
    assert.strictEqual((await machine.share()).error, undefined);
  }
  for (const machine of [first, second]) {
    const found = (await machine.ask("review", { address })).review;
    assert.deepStrictEqual([found.state, found.reviewer], ["refused", "Chen Jing"]);
  }
  assert.deepStrictEqual(postgres.query(`SELECT count(*) FROM lastmile_row WHERE kind = 'review_word' AND id LIKE '${review.review}/%'`), ["1"]);
  await eventually(async () => {
    const { pushed, pulled } = await first.share();
    return pushed === 0 && pulled === 0;
  });
  await first.end();
  await second.end();
});

test("the server is away: everything goes on here, it is said without a secret, and later it catches up", async () => {
  const machine = new Machine();
  postgres.stop();
  await machine.ask("hello", { protocol: 1 });
  await machine.ask("review_request", { address: "away@ferri.it", name: "Li Wei", from: "li.wei@hengda-valves.cn" });
  assert.match((await machine.share()).error, /connection|socket/i);
  assert.strictEqual((await machine.ask("review", { address: "away@ferri.it" })).review.state, "requested");
  await eventually(() => /^lastmile-host: team: .*(connection|socket)/i.test(machine.host.stderr));
  postgres.start();
  assert.deepStrictEqual((await machine.ask("status")).team, { away: true });
  assert.strictEqual((await machine.share()).error, undefined);
  assert.ok(Date.now() - Date.parse((await machine.ask("status")).team.shared) < 60_000);
  assert.deepStrictEqual(postgres.query("SELECT count(*) FROM lastmile_row WHERE kind = 'review' AND body->>'address' = 'away@ferri.it'"), ["1"]);
  await machine.end();
});

test("killed in the middle, again and again, nothing is lost, doubled or half there", async () => {
  const [from, to] = [new Machine(), new Machine()];
  const mails = Array.from({ length: 900 }, (_, i) => ({ recipients: [`buyer${i}@firm.example.com`], message_id: `${i}@many` }));
  await from.ask("learn_sent", { mails });
  await to.ask("learn", { addresses: ["anna@a.example.com"] });
  for (let kill = 2; kill < 60; kill += 6) {
    await from.share(kill);
    await to.share(kill);
  }
  assert.strictEqual((await from.share()).error, undefined);
  assert.strictEqual((await to.share()).error, undefined);
  assert.deepStrictEqual(postgres.query("SELECT count(*) FROM lastmile_row WHERE id LIKE '%@firm.example.com'"), ["900"]);
  const report = await to.host.check(++to.id, { to: ["buyer899@firm.example.com"] });
  assert.ok(!report.findings.some(({ code }) => code === "recipient_first_contact"));
  await eventually(async () => {
    const { pushed, pulled } = await to.share();
    return pushed === 0 && pulled === 0;
  });
  await from.end();
  await to.end();
});

test("what is known of a failure is known to all: where the address is from, the next message, and the answer", async () => {
  const [first, second] = [new Machine(), new Machine()];
  const address = "dora@nordwind-tools.de";
  const row = `Address,Failed,Reason,Source channel\n${address},2026-01-05,mailbox_missing,Canton fair\n`;
  const imported = await first.ask("journal_import", { format: "csv", data: Buffer.from(row).toString("base64") });
  assert.strictEqual(imported.added, 1, JSON.stringify(imported));
  await first.share();
  await second.ask("learn", { addresses: [address], channel: "All customers" });
  await second.share();
  const entry = async (machine) => (await machine.ask("journal", { search: address })).entries[0];
  assert.deepStrictEqual([(await entry(second)).channel, (await entry(second)).answered], ["Canton fair", undefined]);
  const finding = async (machine) => (await machine.host.check(++machine.id, { to: [address] })).findings.find(({ code }) => code === "status_bounced_before");
  assert.notStrictEqual(await finding(first), undefined);

  await first.ask("journal_edit", { entry: (await entry(first)).entry, remedy: "asked" });
  await second.ask("sent", { recipients: [address], message_id: "again@x" });
  await second.ask("heard", { addresses: [address] });
  for (const machine of [second, first, second]) {
    assert.strictEqual((await machine.share()).error, undefined);
  }
  assert.strictEqual(await finding(first), undefined, "a colleague was answered");
  const [here, there] = [await entry(first), await entry(second)];
  assert.deepStrictEqual([here.remedy, here.answered, here.retried], ["asked", there.answered, there.retried]);
  assert.deepStrictEqual([there.remedy, typeof there.answered, typeof there.retried], ["asked", "string", "string"]);

  await second.ask("journal_edit", { entry: there.entry, channel: "Card" });
  for (const machine of [second, first]) {
    await machine.share();
  }
  assert.strictEqual((await entry(first)).channel, "Card", "the user's word outweighs a list's");
  const third = new Machine();
  await third.ask("learn", { addresses: ["anna@a.example.com"] });
  await third.share();
  const fresh = await entry(third);
  assert.deepStrictEqual([fresh.channel, fresh.answered, fresh.remedy], ["Card", here.answered, "asked"]);
  await eventually(async () => {
    const { pushed, pulled } = await first.share();
    return pushed === 0 && pulled === 0;
  });
  await first.ask("forget", { address });
  await first.share();
  assert.deepStrictEqual(postgres.query(`SELECT count(*) FROM lastmile_row WHERE body::text LIKE '%${address}%'`), ["0"]);
  await Promise.all([first, second, third].map((machine) => machine.end()));
});

test("what is forgotten at one machine is gone at the server and at the others", async () => {
  const [first, second] = [new Machine(), new Machine()];
  const address = "gone@ferri.it";
  await first.ask("review_request", { address, name: "Li Wei", from: "li.wei@hengda-valves.cn" });
  await first.share();
  await second.ask("learn", { addresses: ["anna@a.example.com"] });
  await second.share();
  assert.strictEqual((await second.ask("review", { address })).review.state, "requested");
  await first.ask("sent", { recipients: [address], message_id: "gone@x" });
  await first.share();
  const traces = () => postgres.query(`SELECT count(*) FROM lastmile_row WHERE id LIKE '%${address}%' OR body::text LIKE '%${address}%'`)[0];
  assert.strictEqual(traces(), "2", "as one who is written to, and to be looked at");
  await first.ask("forget", { address });
  await first.share();
  assert.strictEqual(traces(), "0");
  assert.ok(!fs.readFileSync(path.join(first.host.home, "data", "store.sqlite")).includes(address));
  await second.share();
  assert.strictEqual((await second.ask("review", { address })).review, undefined);
  await first.end();
  await second.end();
});

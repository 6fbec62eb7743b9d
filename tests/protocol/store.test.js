// SPDX-License-Identifier: MPL-2.0
// What the host remembers between messages and between its lives.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");

const code = "recipient_reserved_domain";

async function find(host, id, address) {
  const report = await host.check(id, { to: [address] });
  return report.findings.find((finding) => finding.code === code);
}

test("what was dismissed is info from then on, for this address alone, until it is undone", async () => {
  let host = new Host();
  assert.strictEqual((await find(host, 1, "anna@printer.test")).severity, "notice");
  assert.deepStrictEqual(await host.ask({ id: 2, type: "dismiss", address: "anna@printer.test", codes: [code] }), { id: 2, type: "done" });
  const finding = await find(host, 3, "Anna <ANNA@printer.test>");
  assert.strictEqual(finding.severity, "info");
  assert.strictEqual(finding.dismissed, true);
  assert.strictEqual((await find(host, 4, "anne@printer.test")).severity, "notice");
  await host.end({ keep: true });

  host = new Host({ home: host.home });
  assert.strictEqual((await find(host, 1, "anna@printer.test")).severity, "info");
  const { dismissals } = await host.ask({ id: 2, type: "dismissals" });
  assert.deepStrictEqual(dismissals.map(({ address, code: each }) => [address, each]), [["anna@printer.test", code]]);
  assert.ok(Math.abs(Date.parse(dismissals[0].since) - Date.now()) < 60_000, dismissals[0].since);
  await host.ask({ id: 3, type: "dismiss", address: "anna@printer.test", codes: [code], undo: true });
  assert.strictEqual((await find(host, 4, "anna@printer.test")).severity, "notice");
  await host.end();
});

test("whom mail went to, and who stands in an address book, is no first contact", async () => {
  const host = new Host();
  const first = async (id, address) =>
    (await host.check(id, { to: [address] })).findings.some((finding) => finding.code === "recipient_first_contact");
  await host.ask({ id: 1, type: "sent", recipients: ["Bob <bob@rothwell-pumps.com>"], message_id: "<1@x>" });
  await host.ask({ id: 2, type: "learn", addresses: ["carla@ferri.example.it"] });
  assert.strictEqual(await first(3, "BOB@rothwell-pumps.com"), false);
  assert.strictEqual(await first(4, "carla@ferri.example.it"), false);
  assert.strictEqual(await first(5, "dora@rothwell-pumps.com"), true);
  const status = await host.ask({ id: 6, type: "status" });
  assert.strictEqual(status.correspondents, 2);
  assert.deepStrictEqual(status.problems.filter((problem) => !/profile/i.test(problem)), []);
  assert.strictEqual(status.store, path.join(host.home, "data", "store.sqlite"));
  assert.strictEqual(fs.statSync(status.store).mode & 0o777, 0o600);
  await host.end();
});

test("Sent folders are learned from, each message once; who only wrote to the user stays a stranger", async () => {
  const host = new Host();
  const first = async (id, address) =>
    (await host.check(id, { to: [address] })).findings.find((finding) => finding.code === "recipient_first_contact");
  const mails = [
    { recipients: ["Bob <bob@rothwell-pumps.com>", "Team: a@ferri.it, b@ferri.it;"], message_id: "1@x", at: "2024-02-29T08:00:00Z" },
    { recipients: ["no address at all"], message_id: "2@x" },
  ];
  for (let time = 0; time < 2; time++) {
    assert.deepStrictEqual(await host.ask({ id: 1, type: "learn_sent", mails }), { id: 1, type: "done" });
  }
  await host.ask({ id: 2, type: "heard", addresses: ["eve@rothwe11-pumps.com"] });
  assert.strictEqual(await first(3, "bob@rothwell-pumps.com"), undefined);
  assert.strictEqual(await first(4, "b@ferri.it"), undefined);
  assert.strictEqual((await first(5, "c@ferri.it")).variant, undefined);
  const heard = await first(6, "eve@rothwe11-pumps.com");
  assert.deepStrictEqual([heard.variant, heard.params.count], ["heard", "1"]);
  assert.ok((await host.check(7, { to: ["eve@rothwe11-pumps.com"] })).findings.some((finding) => finding.code === "recipient_lookalike"));
  assert.strictEqual((await host.ask({ id: 8, type: "status" })).correspondents, 3);
  await host.end();
});

test("a notice about the sender's own address is told until a mail has left with it", async () => {
  const host = new Host();
  const free = async (id, from) =>
    (await host.check(id, { from: { address: from }, to: ["bob@rothwell-pumps.com"] })).findings.find(({ code: each }) => each === "sender_free_mail");
  assert.strictEqual((await free(1, "li.wei@163.com")).severity, "notice");
  assert.strictEqual((await free(2, "li.wei@163.com")).severity, "notice");
  await host.ask({ id: 3, type: "sent", recipients: ["bob@rothwell-pumps.com"], message_id: "<1@x>" });
  assert.strictEqual((await free(4, "li.wei@163.com")).severity, "info");
  assert.strictEqual((await free(5, "li.wei@126.com")).severity, "notice");
  const { dismissals } = await host.ask({ id: 6, type: "dismissals" });
  assert.deepStrictEqual(dismissals.map(({ address, code: each }) => [address, each]), [["li.wei@163.com", "sender_free_mail"]]);
  await host.end();
});

test("what was shown and chosen is kept", async () => {
  const host = new Host();
  const shown = [{ code, address: "anna@printer.test", severity: "notice", suggestion: "anna@printer.com" }, { code: "sender_smtp_port" }];
  assert.deepStrictEqual(await host.ask({ id: 1, type: "chosen", choice: "sent_anyway", shown }), { id: 1, type: "done" });
  await host.end();
});

test("without a data folder checks go on, and what cannot be kept is refused", async () => {
  const host = new Host();
  fs.writeFileSync(path.join(host.home, "data"), "no folder");
  const report = await host.check(1, { to: ["anna@printer.test"] });
  assert.ok(report.findings.some((finding) => finding.code === code));
  const reply = await host.ask({ id: 2, type: "dismiss", address: "anna@printer.test", codes: [code] });
  assert.strictEqual(reply.code, "store_failed");
  assert.strictEqual(reply.id, 2);
  await host.end();
});

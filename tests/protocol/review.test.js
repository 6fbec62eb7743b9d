// SPDX-License-Identifier: MPL-2.0
// A second pair of eyes: from the request to the confirmed address.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");

const ADDRESS = "anna@nordwind-too1s.de";

async function withPolicy(policy) {
  const first = new Host();
  fs.writeFileSync(path.join(first.home, "policy.json"), JSON.stringify(policy));
  await first.end({ keep: true });
  return new Host({ home: first.home });
}

async function unconfirmed(host, id, address = ADDRESS) {
  return (await host.check(id, { from: { address: "li.wei@hengda-valves.cn" }, to: [address] })).findings.find(({ code }) => code === "recipient_unconfirmed");
}

test("asked for, looked at by a colleague, confirmed: then nothing is said any more", async () => {
  const host = await withPolicy({ important: ["nordwind-too1s.de"], severity: { recipient_unconfirmed: "block" } });
  assert.strictEqual((await unconfirmed(host, 1)).severity, "block");
  await host.ask({ id: 2, type: "sent", recipients: ["anna@nordwind-tools.de"], message_id: "1@x" });
  const shown = await host.ask({ id: 3, type: "review", address: ADDRESS });
  assert.deepStrictEqual(shown, { id: 3, type: "review", address: ADDRESS, written: 0, near: [{ address: "anna@nordwind-tools.de", marks: [[17, 1]], known_marks: [[17, 1]] }] });
  const { review } = await host.ask({ id: 4, type: "review_request", address: ADDRESS, name: "Li Wei", from: "li.wei@hengda-valves.cn" });
  assert.deepStrictEqual([review.state, review.requester, review.reviewer], ["requested", "Li Wei", undefined]);
  assert.strictEqual((await unconfirmed(host, 5)).variant, "requested");

  const own = await host.ask({ id: 6, type: "review_decide", review: review.review, name: "wei LI", confirmed: true });
  assert.deepStrictEqual([own.code, own.field], ["review_own", "name"]);
  const nobody = await host.ask({ id: 7, type: "review_decide", review: review.review, name: " - ", confirmed: true });
  assert.deepStrictEqual([nobody.code, nobody.field], ["field_value", "name"]);
  const unknown = await host.ask({ id: 8, type: "review_decide", review: "none", name: "Chen Jing", confirmed: true });
  assert.deepStrictEqual([unknown.code, unknown.field], ["entry_unknown", "review"]);
  const decided = await host.ask({ id: 9, type: "review_decide", review: review.review, name: "Chen Jing", confirmed: true, note: "by phone" });
  assert.deepStrictEqual([decided.review.state, decided.review.reviewer, decided.review.note], ["confirmed", "Chen Jing", "by phone"]);
  const twice = await host.ask({ id: 10, type: "review_decide", review: review.review, name: "chen jing", confirmed: false });
  assert.deepStrictEqual([twice.code, twice.field], ["review_twice", "name"]);
  assert.strictEqual(await unconfirmed(host, 11), undefined);
  assert.strictEqual((await unconfirmed(host, 12, "anne@nordwind-too1s.de")).severity, "block");
  const { reviews } = await host.ask({ id: 13, type: "review_list" });
  assert.deepStrictEqual(reviews.map(({ address, state }) => [address, state]), [[ADDRESS, "confirmed"]]);
  await host.end();
});

test("the user marks addresses, and the policy adds first contacts and the directory", async () => {
  const host = await withPolicy({ review: { directory: true }, directory: [{ company: "Ferri", domains: ["ferri.it"] }] });
  assert.strictEqual((await unconfirmed(host, 1, "carla@ferri.it")).severity, "warning");
  assert.strictEqual(await unconfirmed(host, 2, "bob@rothwell-pumps.com"), undefined);
  const { policy } = await host.ask({ id: 3, type: "settings", settings: { important: ["Bob@rothwell-pumps.com"], review: { directory: false } } });
  assert.deepStrictEqual(policy.in_force.important, ["bob@rothwell-pumps.com"]);
  assert.deepStrictEqual(policy.in_force.review, { first_contact: false, directory: true });
  assert.strictEqual((await unconfirmed(host, 4, "bob@rothwell-pumps.com")).severity, "warning");
  await host.ask({ id: 5, type: "settings", settings: { review: { first_contact: true } } });
  assert.strictEqual((await unconfirmed(host, 6, "new@elsewhere.com")).severity, "warning");
  await host.ask({ id: 7, type: "sent", recipients: ["new@elsewhere.com"], message_id: "1@x" });
  assert.strictEqual(await unconfirmed(host, 8, "new@elsewhere.com"), undefined);
  await host.end();
});

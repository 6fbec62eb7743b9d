// SPDX-License-Identifier: MPL-2.0
// The sender's report over the wire: the object that the command line prints, made while other requests are answered.

const assert = require("node:assert");
const dgram = require("node:dgram");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");
const { dnsServer, lastmile } = require("../network/support");

const ZONE = {
  "rothwell-pumps.com": [{ TXT: "v=spf1 a:smtp.rothwell-pumps.com -all" }, { MX: [10, "smtp.rothwell-pumps.com"] }],
  "_dmarc.rothwell-pumps.com": [{ TXT: "v=DMARC1; p=quarantine" }],
  "smtp.rothwell-pumps.com": [{ A: "192.0.2.9" }, { AAAA: "2001:db8::9" }],
  "9.2.0.192.in-addr.arpa": [{ PTR: "smtp.rothwell-pumps.com" }],
};

const states = ({ points }) => points.map(({ code, state }) => `${code} ${state}`);

test("the report is the object that the command line prints", async (t) => {
  const resolver = await dnsServer(t, ZONE);
  const host = new Host({ env: { LASTMILE_RESOLVER: resolver } });
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ remember: false }));
  const { id, type, checked, ...report } = await host.ask({ id: 4, type: "sender", sender: "li@rothwell-pumps.com", server: "192.0.2.9" });
  assert.deepStrictEqual({ id, type }, { id: 4, type: "sender" });
  const { objects } = await lastmile(["sender", "--json", "--resolver", resolver, "--ip", "192.0.2.9", "rothwell-pumps.com"], [], { policy: { remember: false } });
  const { checked: later, ...printed } = objects[0];
  assert.deepStrictEqual(report, printed);
  assert.ok(Date.parse(later) >= Date.parse(checked));
  await host.end();
});

test("a server that is named is looked up, and each of its addresses judged", async (t) => {
  const host = new Host({ env: { LASTMILE_RESOLVER: await dnsServer(t, ZONE) } });
  const report = await host.ask({ id: 1, type: "sender", sender: "rothwell-pumps.com", server: "smtp.rothwell-pumps.com" });
  assert.deepStrictEqual(states(report).filter((state) => !/blocklist/.test(state)), [
    "sender_domain_fine fine",
    "sender_spf_fine fine",
    "sender_server_fine fine",
    "sender_spf_server_authorised fine",
    "sender_spf_server_authorised fine",
    "sender_dmarc_fine fine",
    "sender_dkim_not_found not_checked",
    "sender_alignment_not_learned not_checked",
    "sender_ptr_fine fine",
    "sender_ptr_missing fault",
  ]);
  const gone = await host.ask({ id: 2, type: "sender", sender: "rothwell-pumps.com", server: "smpt.rothwell-pumps.com" });
  assert.ok(states(gone).includes("sender_server_not_found fault"), states(gone).join());
  await host.end();
});

test("a message is checked while a report waits for the DNS", async (t) => {
  const hole = dgram.createSocket("udp4"); // bound, and never read
  await new Promise((resolve) => hole.bind(0, "127.0.0.1", resolve));
  t.after(() => hole.close());
  const host = new Host({ env: { LASTMILE_RESOLVER: `127.0.0.1:${hole.address().port}` } });
  host.send({ id: 1, type: "sender", sender: "rothwell-pumps.com" });
  host.send({ id: 2, type: "sender", sender: "nordwind-tools.de" });
  const report = await host.check(3, { to: ["anna@printer.test"] }, { deadline_ms: 0 });
  assert.strictEqual(report.id, 3);
  const waiting = [await host.next(), await host.next()];
  assert.deepStrictEqual(new Set(waiting.map(({ domain }) => domain)), new Set(["rothwell-pumps.com", "nordwind-tools.de"]));
  for (const { points, score } of waiting) {
    points.forEach((point) => assert.strictEqual(point.state, "not_checked", JSON.stringify(point)));
    assert.strictEqual(score, null);
  }
  await host.end();
});

test("a host that ends does not wait for a report", async (t) => {
  const hole = dgram.createSocket("udp4");
  await new Promise((resolve) => hole.bind(0, "127.0.0.1", resolve));
  t.after(() => hole.close());
  const host = new Host({ env: { LASTMILE_RESOLVER: `127.0.0.1:${hole.address().port}` } });
  host.send({ id: 1, type: "sender", sender: "rothwell-pumps.com" });
  await host.ask({ id: 2, type: "status" });
  await host.end();
});

test("where the policy forbids the DNS, nothing is asked and nothing is a fault", async (t) => {
  const host = new Host({ env: { LASTMILE_RESOLVER: await dnsServer(t, ZONE) } });
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ network: { dns: false } }));
  const { points } = await host.ask({ id: 1, type: "sender", sender: "rothwell-pumps.com" });
  const learned = points.find(({ code }) => code === "sender_alignment_not_learned"); // from nothing that came back: not the DNS's matter
  assert.strictEqual(learned.state, "not_checked");
  points.filter((point) => point !== learned).forEach((point) => assert.deepStrictEqual([point.state, point.why], ["not_checked", "off"], JSON.stringify(point)));
  await host.end();
});

test("of free mail and of reserved names nothing is judged", async () => {
  const host = new Host();
  const only = async (id, sender) => states(await host.ask({ id, type: "sender", sender }));
  assert.deepStrictEqual(await only(1, "li.wei@163.com"), ["sender_domain_free_mail not_checked"]);
  assert.deepStrictEqual(await only(2, "li@printer.test"), ["sender_domain_reserved not_checked"]);
  await host.end();
});

test("blocklists are those of the policy, and Send does not wait for them unless it would be interrupted", async (t) => {
  const host = new Host({ env: { LASTMILE_RESOLVER: await dnsServer(t, { ...ZONE, "test.dbl.firms.com": [{ A: "127.0.0.2" }], "rothwell-pumps.com.dbl.firms.com": [{ A: "127.0.0.2" }] }) } });
  const write = (policy) => fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify(policy));
  const blocklists = { addresses: [], domains: ["dbl.firms.com"] };
  const said = async (id, reason) => {
    const { findings } = await host.check(id, { from: { address: "li@rothwell-pumps.com" }, to: ["anna@printer.test"] }, { reason, deadline_ms: 20000 });
    return findings.filter(({ code }) => code === "sender_blocklisted").map(({ severity, variant, params }) => `${severity}@${variant} ${params.zone}`);
  };
  write({ blocklists });
  assert.deepStrictEqual(states(await host.ask({ id: 1, type: "sender", sender: "rothwell-pumps.com" })).filter((state) => /blocklist/.test(state)), ["sender_blocklist_domain_listed fault"]);
  assert.deepStrictEqual(await said(2, "compose"), ["notice@domain dbl.firms.com"]);
  assert.deepStrictEqual(await said(3, "send"), []);
  write({ blocklists, severity: { sender_blocklisted: "warning" } });
  assert.deepStrictEqual(await said(4, "send"), ["warning@domain dbl.firms.com"]);
  write({ blocklists: { domains: [] } });
  assert.deepStrictEqual(await said(5, "compose"), []);
  await host.end();
});

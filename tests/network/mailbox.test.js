// SPDX-License-Identifier: MPL-2.0
// A recipient's mail server is asked for a mailbox where a policy wants that, and nowhere else. The servers are real (exim), and have
// the addresses and the port of real ones, in a network of their own.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { test } = require("node:test");
const { Host } = require("../protocol/host");
const { certificates } = require("./certificates");
const { connectionsTried, mailServers, network } = require("./mail_servers");
const { dnsServerIn, folder, program } = require("./support");

const tls = certificates();

// Each domain has the mail servers that it names, in this order.
const SERVERS = {
  "8.8.1.1": { certificate: "good" },
  "8.8.1.2": { certificate: "old" },
  "8.8.1.3": { certificate: "other" },
  "8.8.1.4": { fault: "stripped" },
  "8.8.1.5": { fault: "refused", certificate: "good" },
  "8.8.1.6": { fault: "hang" },
  "8.8.1.7": { fault: "reject" },
  "8.8.1.8": { fault: "busy" },
  "8.8.1.9": { fault: "slow" },
};
const SHUT = "8.8.2.1"; // nobody listens
const HOLE = "8.8.3.1"; // nothing comes back
const DOMAINS = {
  "firm.com": ["8.8.1.1"],
  "catch-all.com": ["8.8.1.1"],
  "expired.com": ["8.8.1.2"],
  "misnamed.com": ["8.8.1.3"],
  "plain.com": ["8.8.1.4"],
  "unwilling.com": ["8.8.1.5"],
  "hanging.com": ["8.8.1.6"],
  "rejecting.com": ["8.8.1.7"],
  "busy.com": ["8.8.1.8"],
  "relieved.com": ["8.8.1.8", "8.8.1.1"],
  "fallen.com": [SHUT, HOLE, "8.8.1.1"],
  "shut.com": [SHUT],
  "hole.com": [HOLE],
  "slow.com": ["8.8.1.9"],
};
const zone = Object.fromEntries(
  Object.entries(DOMAINS).flatMap(([domain, addresses]) => [
    [domain, addresses.map((_, i) => ({ MX: [10 * (i + 1), `mx${i}.${domain}`] }))],
    ...addresses.map((address, i) => [`mx${i}.${domain}`, [{ A: address }]]),
  ])
);

/** What the tests share: a network with all servers, and its DNS. */
async function world(t) {
  const mine = [...Object.keys(SERVERS), SHUT].map((address) => `ip address add ${address}/32 dev lo`);
  const through = await network(t, ["ip link set lo up", ...mine, `ip route add ${HOLE}/32 dev lo`].join("; "));
  const servers = Object.entries(SERVERS).map(([address, { fault, certificate }]) => ({ address, port: 25, fault, ...(certificate && { certificate: tls.of(certificate), key: tls.key }) }));
  const { heard } = await mailServers(t, servers, through);
  const resolver = await dnsServerIn(t, through, zone);
  return { through, heard, resolver, tried: () => connectionsTried(through) };
}

/** `lastmile check --json` in that network; @data: a folder that several runs share. */
function check({ through, resolver }, data, addresses, verify, network_ = {}) {
  const policy = path.join(data, "policy.json");
  fs.writeFileSync(policy, JSON.stringify({ ...(verify && { verify }), network: { deadline_ms: 60_000, ...network_ } }));
  const [command, ...args] = [...through, program, "check", "--json", "--resolver", resolver, "-"];
  const child = spawn(command, args, { env: { ...process.env, HOME: data, LASTMILE_DATA_DIR: path.join(data, "data"), LASTMILE_POLICY: policy }, stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stdin.end(addresses.map((address) => `${address}\n`).join(""));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(out.split("\n").filter(Boolean).map((line) => JSON.parse(line))));
  });
}

/** "status_mailbox_missing", with "@variant", or why it was not checked; "" where nothing is said. */
function said({ findings, not_checked: notChecked = [] }) {
  const told = findings.filter(({ code }) => code.startsWith("status_")).map(({ code, variant }) => (variant ? `${code}@${variant}` : code));
  return [...told, ...notChecked.filter(({ code }) => code.startsWith("status_")).map(({ why }) => why)].join(" ");
}

const EXPECTED = {
  "bob@firm.com": "",
  "missing@firm.com": "status_mailbox_missing",
  "disabled@firm.com": "status_mailbox_missing@disabled",
  "full@firm.com": "status_mailbox_full",
  "filling@firm.com": "status_mailbox_full",
  "grey@firm.com": "mailbox_temporary",
  "policy@firm.com": "mailbox_refused",
  "blocked@firm.com": "mailbox_refused",
  "mute@firm.com": "mailbox_unclear",
  "bob@catch-all.com": "mailbox_catch_all",
  "nobody.at.all@catch-all.com": "mailbox_catch_all",
  "missing@catch-all.com": "status_mailbox_missing",
  "missing@expired.com": "status_mailbox_missing",
  "missing@misnamed.com": "status_mailbox_missing",
  "missing@plain.com": "status_mailbox_missing",
  "missing@unwilling.com": "status_mailbox_missing",
  "missing@relieved.com": "status_mailbox_missing",
  "missing@fallen.com": "status_mailbox_missing",
  "bob@fallen.com": "",
  "missing@hanging.com": "mailbox_silent",
  "missing@rejecting.com": "mailbox_refused",
  "missing@busy.com": "mailbox_temporary",
  "missing@shut.com": "mailbox_unreachable",
  "missing@hole.com": "mailbox_unreachable",
};

test("each server's word is worth what it says of the mailbox, and nothing more", async (t) => {
  const here = await world(t);
  const objects = await check(here, folder(t), Object.keys(EXPECTED), { probe: true, per_hour: 1000 });
  assert.deepStrictEqual(Object.fromEntries(objects.map((object) => [object.input, said(object)])), EXPECTED);

  const missing = objects.find(({ input }) => input === "missing@firm.com").findings.find(({ code }) => code === "status_mailbox_missing");
  assert.strictEqual(missing.severity, "warning");
  assert.deepStrictEqual(missing.params, { server: "mx0.firm.com", reply: "550 5.1.1 <missing@firm.com>: Recipient address rejected: User unknown" });

  const heard = here.heard();
  assert.ok(!heard.includes("DATA"), "no mail is sent");
  assert.ok(heard.filter((line) => line === "QUIT").length >= 15, "each conversation is taken leave of");
  assert.ok(heard.includes("RCPT bob@firm.com from=<> tls=yes") && heard.includes("RCPT missing@plain.com from=<> tls=no"));
  assert.ok(heard.includes("RCPT missing@expired.com from=<> tls=yes") && heard.includes("RCPT missing@misnamed.com from=<> tls=yes"), "any certificate will do");
  const nobodies = heard.filter((line) => /^RCPT [a-z0-9]{16}@firm\.com /.test(line));
  assert.strictEqual(nobodies.length, 1, "a made-up mailbox is tried only after a yes");
});

test("with the default policy not one connection is tried", async (t) => {
  const here = await world(t);
  const objects = await check(here, folder(t), Object.keys(EXPECTED), undefined);
  assert.deepStrictEqual(objects.map(said).filter(Boolean), []);
  assert.strictEqual(here.tried(), 0);
  assert.deepStrictEqual(here.heard(), []);

  const host = new Host({ env: { LASTMILE_RESOLVER: here.resolver }, through: here.through });
  const report = await host.check(1, { to: Object.keys(EXPECTED) });
  assert.strictEqual(said(report), "");
  await host.end();
  assert.strictEqual(here.tried(), 0);
});

test("one mailbox is asked for once a day, and so many an hour, whichever process asks", async (t) => {
  const here = await world(t);
  const data = folder(t);
  const verify = { probe: true, per_hour: 3, mail_from: "postmaster@rothwell-pumps.com" };
  const first = await check(here, data, ["missing@firm.com", "grey@firm.com"], verify);
  assert.deepStrictEqual(first.map(said), ["status_mailbox_missing", "mailbox_temporary"]);
  assert.ok(here.heard().includes("RCPT missing@firm.com from=<postmaster@rothwell-pumps.com> tls=yes"));
  const tried = here.tried();

  const again = await check(here, data, ["Missing@firm.com", "grey@firm.com"], verify);
  assert.deepStrictEqual(again.map(said), ["status_mailbox_missing", "mailbox_temporary"]);
  assert.strictEqual(here.tried(), tried, "what is known is not asked");

  const third = await check(here, data, ["full@firm.com", "bob@firm.com"], verify);
  assert.deepStrictEqual(third.map(said).sort(), ["mailbox_limit", "status_mailbox_full"].sort());
  assert.strictEqual(here.tried(), tried + 1);
});

test("what there is no need to ask for is never asked for", async (t) => {
  const here = await world(t);
  const data = folder(t);
  const host = new Host({ env: { LASTMILE_RESOLVER: here.resolver, LASTMILE_POLICY: path.join(data, "policy.json") }, through: here.through });
  fs.writeFileSync(path.join(data, "policy.json"), JSON.stringify({ verify: { probe: true }, own_domains: ["plain.com"], trusted: ["busy.com"], network: { deadline_ms: 60_000 } }));
  await host.ask({ id: 1, type: "sent", message_id: "<1@misnamed.com>", recipients: ["missing@expired.com"] });
  const message = { from: { address: "me@misnamed.com" }, to: ["missing@plain.com", "missing@misnamed.com", "missing@busy.com", "missing@expired.com", "missing@example.com", "missing..dots@firm.com", "jürgen@firm.com"] };
  const report = await host.check(2, message);
  assert.deepStrictEqual(report.findings.filter(({ code }) => code.startsWith("status_mailbox")), []);
  assert.strictEqual(here.tried(), 0);
  assert.strictEqual(said(await host.check(3, { to: ["missing@firm.com"] })), "status_mailbox_missing", "but this one is");
  assert.strictEqual(here.tried(), 1);
  await host.end();
});

test("what was begun while composing is there at Send", async (t) => {
  const here = await world(t);
  const data = folder(t);
  fs.writeFileSync(path.join(data, "policy.json"), JSON.stringify({ verify: { probe: true } }));
  const host = new Host({ env: { LASTMILE_RESOLVER: here.resolver, LASTMILE_POLICY: path.join(data, "policy.json") }, through: here.through });
  const early = await host.check(1, { to: ["missing@slow.com"] }, { deadline_ms: 200 });
  assert.deepStrictEqual(early.not_checked.map(({ code, why }) => `${code} ${why}`).filter((line) => line.startsWith("status_")), ["status_mailbox_missing deadline", "status_mailbox_full deadline"]);

  // A second check waits for the same question; a third has nothing to wait for.
  const second = await host.check(2, { to: ["missing@slow.com"] }, { deadline_ms: 60_000 });
  assert.strictEqual(said(second), "status_mailbox_missing");
  const third = await host.check(3, { to: ["missing@slow.com"] }, { deadline_ms: 0 });
  assert.strictEqual(said(third), "status_mailbox_missing");
  assert.strictEqual(here.heard().filter((line) => line === "CONNECT").length, 1);

  // Nobody is known any more who was forgotten.
  await host.ask({ id: 4, type: "forget", address: "missing@slow.com" });
  assert.strictEqual(said(await host.check(5, { to: ["missing@slow.com"] }, { deadline_ms: 60_000 })), "status_mailbox_missing");
  assert.strictEqual(here.heard().filter((line) => line === "CONNECT").length, 2);
  await host.end();
});

test("where no mail server can be reached, it is not tried again and again, and Send does not wait for it", async (t) => {
  const here = await world(t);
  const data = folder(t);
  fs.writeFileSync(path.join(data, "policy.json"), JSON.stringify({ verify: { probe: true } }));
  const host = new Host({ env: { LASTMILE_RESOLVER: here.resolver, LASTMILE_POLICY: path.join(data, "policy.json") }, through: here.through });
  const ask = async (id, address) => said(await host.check(id, { to: [address] }, { deadline_ms: 60_000 }));
  assert.strictEqual(await ask(1, "missing@hole.com"), "mailbox_unreachable");
  const tried = here.tried();
  assert.strictEqual(await ask(2, "bob@hole.com"), "mailbox_unreachable");
  assert.strictEqual(here.tried(), tried, "not this domain");
  assert.strictEqual(await ask(3, "missing@firm.com"), "status_mailbox_missing", "but another");
  assert.strictEqual(await ask(4, "missing@shut.com"), "mailbox_unreachable");
  await host.end();

  const other = new Host({ env: { LASTMILE_RESOLVER: here.resolver, LASTMILE_POLICY: path.join(data, "policy.json") }, through: here.through });
  const asked = await other.check(1, { to: ["missing@hole.com", "missing@shut.com"] }, { deadline_ms: 60_000 });
  assert.strictEqual(said(asked), "mailbox_unreachable mailbox_unreachable");
  const again = here.tried();
  assert.strictEqual(said(await other.check(2, { to: ["full@firm.com"] }, { deadline_ms: 60_000 })), "mailbox_unreachable", "two in a row: it is this network");
  assert.strictEqual(here.tried(), again);
  await other.end();
});

test("a DNS that is wrong makes no mailbox missing, and sends nobody to another server", async (t) => {
  const here = await world(t);
  const faults = ["dead", "servfail", "refused", "nxdomain", "nodata", "wildcard", "sold", "garbage", "truncated", "stuck", "wrong_id", "wrong_question", "half"];
  const told = await Promise.all(
    faults.map(async (fault) => {
      const resolver = await dnsServerIn(t, here.through, zone, "--fault", fault);
      const [object] = await check({ through: here.through, resolver }, folder(t), ["missing@firm.com"], { probe: true });
      return [fault, object.findings.filter(({ code }) => code.startsWith("status_mailbox")).length];
    })
  );
  assert.deepStrictEqual(Object.fromEntries(told), Object.fromEntries(faults.map((fault) => [fault, 0])));
  assert.deepStrictEqual(here.heard(), [], "no server is asked that the DNS does not name for certain");
});

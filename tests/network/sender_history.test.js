// SPDX-License-Identifier: MPL-2.0
// The sender's report tells what changed: a real authoritative server (Knot DNS) whose zone is another at the next look.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { setTimeout: sleep } = require("node:timers/promises");
const { changingKnot } = require("./real_dns");
const { dnsServer, folder, lastmile, program } = require("./support");
const { Host } = require("../protocol/host");

const DOMAIN = "rothwell-pumps.com";
const SPF = `${DOMAIN}. TXT "v=spf1 ip4:192.0.2.9 -all"`;
// What every list has (RFC 5782 5): the one that is always listed.
const ALWAYS = [
  `${DOMAIN}. MX 10 mx.${DOMAIN}.`,
  `_dmarc.${DOMAIN}. TXT "v=DMARC1; p=reject"`,
  "9.2.0.192.in-addr.arpa. PTR mx.rothwell-pumps.com.",
  `mx.${DOMAIN}. A 192.0.2.9`,
  "2.0.0.127.bl.spamcop.net. A 127.0.0.2",
];
const LISTED = "9.2.0.192.bl.spamcop.net. A 127.0.0.2";

const changes = ({ points }) => points.filter(({ change }) => change).map(({ code, change, was }) => `${change} ${was?.code ?? "-"} -> ${code}`);

/** Runs SQL on the store as another program would. */
function changeStore(data, text) {
  const script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).executescript(sys.argv[2])";
  const { status, stderr } = spawnSync("/usr/bin/python3", ["-c", script, path.join(data, "store.sqlite"), text], { encoding: "utf8" });
  assert.strictEqual(status, 0, stderr);
}

/** One look by the command line: the report. */
async function look(data, server, options = {}) {
  const { objects } = await lastmile(["sender", "--json", "--resolver", server, "--ip", "192.0.2.9", DOMAIN], [], { data, ...options });
  return objects[0];
}

test("not listed, listed, not listed; SPF missing, there: each look tells what became of it", async (t) => {
  const data = folder(t);
  const { address, change } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  const first = await look(data, address);
  assert.strictEqual(first.history, "kept");
  assert.strictEqual(first.changes, undefined);
  assert.deepStrictEqual(changes(first), []);
  first.points.filter(({ state }) => state !== "not_checked").forEach(({ code, since }) => assert.strictEqual(since, first.checked, code));

  const same = await look(data, address);
  assert.deepStrictEqual(same.changes, { since: first.checked, better: 0, worse: 0, other: 0, new: 0 });
  same.points.filter(({ state }) => state !== "not_checked").forEach(({ code, since }) => assert.strictEqual(since, first.checked, code));

  change([...ALWAYS, LISTED]);
  const worse = await look(data, address);
  assert.deepStrictEqual(changes(worse), ["worse sender_spf_fine -> sender_spf_missing", "worse sender_spf_server_authorised -> sender_spf_server_not_authorised", "worse sender_blocklist_fine -> sender_blocklist_listed"]);
  assert.deepStrictEqual(worse.changes, { since: same.checked, better: 0, worse: 3, other: 0, new: 0 });
  const listed = worse.points.find(({ code }) => code === "sender_blocklist_listed");
  assert.deepStrictEqual([listed.since, listed.was.since, listed.was.until], [worse.checked, first.checked, same.checked]);

  change([...ALWAYS, SPF]);
  const better = await look(data, address);
  assert.deepStrictEqual(better.changes, { since: worse.checked, better: 3, worse: 0, other: 0, new: 0 });

  const { objects: stretches } = await lastmile(["sender", "--history", "--json", DOMAIN], [], { data });
  assert.deepStrictEqual(
    stretches.filter(({ area, subject }) => area === "blocklist" && subject === "192.0.2.9 bl.spamcop.net").map(({ code, since, until }) => [code, since, until]),
    [
      ["sender_blocklist_fine", better.checked, better.checked],
      ["sender_blocklist_listed", worse.checked, worse.checked],
      ["sender_blocklist_fine", first.checked, same.checked],
    ]
  );
  assert.ok(stretches.every(({ state }) => state !== "not_checked"));

  await lastmile(["sender", "--forget", DOMAIN], [], { data });
  assert.deepStrictEqual((await lastmile(["sender", "--history", "--json", DOMAIN], [], { data })).objects, []);
  assert.strictEqual((await look(data, address)).changes, undefined);
});

test("a resolver that is dead in between changes nothing, and ends nothing", async (t) => {
  const data = folder(t);
  const { address, change } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  const first = await look(data, address);
  const dead = await look(data, await dnsServer(t, {}, "--fault", "refused"));
  assert.deepStrictEqual([dead.score, dead.changes, dead.history], [null, undefined, "kept"]);
  change([...ALWAYS, SPF, LISTED]);
  const after = await look(data, address);
  assert.deepStrictEqual(changes(after), ["worse sender_blocklist_fine -> sender_blocklist_listed"]);
  assert.strictEqual(after.changes.since, first.checked);
});

test("where the policy wants nothing kept, nothing is", async (t) => {
  const { address } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  for (const policy of [{ remember: false }, { limits: { sender_days: 0 } }]) {
    const data = folder(t);
    const report = await look(data, address, { policy });
    assert.deepStrictEqual([report.history, report.points[0].since], ["off", undefined]);
    assert.deepStrictEqual(fs.readdirSync(data), []);
  }
});

test("a store that cannot be written costs the history, not the report", async (t) => {
  const { address } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  const data = folder(t);
  fs.writeFileSync(path.join(data, "store.sqlite"), "x".repeat(5000));
  const { stdout, stderr } = spawnSync(program, ["sender", "--json", "--resolver", address, DOMAIN], { encoding: "utf8", env: { ...process.env, LASTMILE_DATA_DIR: data } });
  const report = JSON.parse(stdout);
  assert.strictEqual(report.history, "failed");
  assert.ok(report.points.length > 1);
  assert.match(stderr, /^lastmile: what earlier reports said: .*damaged/);
});

test("the host keeps and compares what the command line does, and counts from what the user knows", async (t) => {
  const { address, change } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  const ask = async (home, fields) => {
    const host = new Host({ home, env: { LASTMILE_RESOLVER: address } });
    const report = await host.ask({ id: 1, type: "sender", sender: `li@${DOMAIN}`, server: "192.0.2.9", ...fields });
    await host.end({ keep: true });
    return { report, home: host.home };
  };
  const { report: first, home } = await ask();
  t.after(() => fs.rmSync(home, { recursive: true, force: true }));
  change([...ALWAYS, SPF, LISTED]);
  await sleep(1100); // moments are whole seconds
  const told = await look(path.join(home, "data"), address);
  assert.deepStrictEqual(changes(told), ["worse sender_blocklist_fine -> sender_blocklist_listed"]);
  // The last look has told it; who knows only the first is told again.
  assert.deepStrictEqual(changes((await ask(home)).report), []);
  const { report } = await ask(home, { since: first.checked });
  assert.deepStrictEqual(changes(report), ["worse sender_blocklist_fine -> sender_blocklist_listed"]);
});

test("a person reads since when and what it was, with the date as the language has it", async (t) => {
  const data = folder(t);
  const { address, change } = await changingKnot(t, ".", [...ALWAYS, SPF]);
  await look(data, address);
  change([...ALWAYS, SPF, LISTED]);
  await look(data, address);
  // Some days go by.
  const at = (text) => Date.parse(text) / 1000;
  changeStore(
    data,
    `UPDATE sender_stretch SET checked_at = ${at("2025-11-24T12:00:00Z")}, since = ${at("2025-11-20T12:00:00Z")};
     UPDATE sender_stretch SET checked_at = ${at("2025-11-25T12:00:00Z")}, since = ${at("2025-11-25T12:00:00Z")} WHERE outcome = 'listed'`
  );
  const read = (language, ...args) => spawnSync(program, ["sender", "--lang", language, ...args, DOMAIN], { encoding: "utf8", env: { ...process.env, LASTMILE_DATA_DIR: data } }).stdout;
  const report = ["--resolver", address, "--ip", "192.0.2.9"];
  const history = read("en", "--history");
  assert.match(history, /^Blocklists 192\.0\.2\.9 bl\.spamcop\.net\n {4}✗ Tuesday 25 November 2025 {2}192\.0\.2\.9 is on the blocklist bl\.spamcop\.net\n {4}✓ Thursday 20 November 2025 to Monday 24 November 2025 {2}/m);
  assert.match(read("zh_CN", "--history"), /^ {4}✗ 2025年11月25日星期二 {2}192\.0\.2\.9 在黑名单 bl\.spamcop\.net 中\n {4}✓ 2025年11月20日星期四 至 2025年11月24日星期一 {2}/m);
  const english = read("en", ...report);
  assert.match(english, /^Nothing has changed since Tuesday 25 November 2025\.$/m);
  assert.match(english, /^✗ Blocklists: .*\n {4}Listed since Tuesday 25 November 2025\.\n {4}Until Monday 24 November 2025: 192\.0\.2\.9 is not on bl\.spamcop\.net\.$/m);
  assert.match(english, /^✓ SPF: .*\n {4}In order since Thursday 20 November 2025\.$/m);
  assert.match(read("zh_CN", ...report), /^ {4}自2025年11月25日星期二起在名单上。\n {4}2025年11月24日星期一为止：192\.0\.2\.9 不在 bl\.spamcop\.net 中。$/m);
});

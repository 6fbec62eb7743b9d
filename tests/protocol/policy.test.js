// SPDX-License-Identifier: MPL-2.0
// What an administrator and a user set, as the extension sees it.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");

const code = "recipient_reserved_domain"; // notice by default
const message = { to: ["anna@printer.test"] };

const hello = (host, id, managed) => host.ask({ id, type: "hello", protocol: 1, ...(managed && { managed }) });
const settings = (host, id, value) => host.ask({ id, type: "settings", settings: value });
const write = (host, policy) =>
  fs.writeFileSync(path.join(host.home, "policy.json"), typeof policy === "string" ? policy : JSON.stringify(policy));
const severityOf = async (host, id) =>
  (await host.check(id, message)).findings.find((finding) => finding.code === code)?.severity;
const row = (reply) => reply.checks.find((check) => check.code === code);
const stateOf = (reply, origin) => reply.policy.origins.find((each) => each.origin === origin).state;

test("without any layer the defaults hold", async () => {
  const host = new Host();
  const reply = await hello(host, 1);
  assert.strictEqual(reply.policy.in_force.mode, "enforce");
  assert.deepStrictEqual(reply.policy.locked, []);
  assert.deepStrictEqual(reply.policy.problems, []);
  assert.deepStrictEqual(reply.policy.origins.map(({ origin, state }) => [origin, state]), [
    ["file", "absent"],
    ["managed", "absent"],
    ["user", "absent"],
  ]);
  assert.strictEqual(reply.policy.user, undefined);
  await host.end();
});

test("the stricter of user and managed storage wins, the file above both", async () => {
  const host = new Host();
  await settings(host, 1, { severity: { [code]: "off" } });
  assert.strictEqual(await severityOf(host, 2), undefined);
  let reply = await hello(host, 3, { severity: { recipient: "warning" } });
  assert.strictEqual(row(reply).severity, "warning");
  assert.strictEqual(row(reply).default, "notice");
  assert.strictEqual(row(reply).locked, false);
  assert.strictEqual(await severityOf(host, 4), "warning");
  reply = await settings(host, 5, { severity: { [code]: "info" } });
  assert.strictEqual(row(reply).severity, "warning");
  assert.deepStrictEqual(reply.policy.user, { severity: { [code]: "info" } });
  write(host, { severity: { [code]: "info" } });
  assert.strictEqual(await severityOf(host, 6), "info");
  reply = await hello(host, 7, { severity: { recipient: "warning" } });
  assert.strictEqual(row(reply).locked, true);
  assert.deepStrictEqual(reply.policy.locked, [`severity.${code}`]);
  await host.end();
});

test("only an administrator blocks, and what is blocked cannot be dismissed or trusted away", async () => {
  const host = new Host();
  let reply = await settings(host, 1, { severity: { [code]: "block" }, trusted: ["example.org"] });
  assert.strictEqual(row(reply).severity, "warning");
  assert.deepStrictEqual(reply.policy.problems.map(({ origin, key, fatal }) => [origin, key, fatal]), [["user", `severity.${code}`, false]]);
  await hello(host, 2, { severity: { [code]: "block" } });
  assert.strictEqual((await host.check(3, message)).verdict, "block");
  await host.ask({ id: 4, type: "dismiss", address: "anna@printer.test", codes: [code] });
  assert.strictEqual((await host.check(5, message)).verdict, "block");
  await settings(host, 6, { trusted: ["printer.test"] });
  assert.strictEqual((await host.check(7, message)).verdict, "block");
  write(host, { trusted: ["printer.test"] });
  assert.strictEqual(await severityOf(host, 8), undefined);
  await host.end();
});

test("a user's trust silences what is not blocked, but never what is untrusted", async () => {
  const host = new Host();
  await settings(host, 1, { trusted: ["printer.test"] });
  assert.strictEqual(await severityOf(host, 2), undefined);
  await hello(host, 3, { untrusted: ["printer.test"] });
  const { findings } = await host.check(4, message);
  assert.ok(findings.some((finding) => finding.code === "recipient_untrusted"));
  assert.ok(findings.some((finding) => finding.code === code));
  await host.end();
});

test("what is locked is kept, does not count, and counts again when the lock goes", async () => {
  const host = new Host();
  write(host, { locked: true });
  let reply = await settings(host, 1, { sensitivity: "strict", severity: { [code]: "off" } });
  assert.strictEqual(reply.type, "hello");
  assert.strictEqual(reply.policy.in_force.sensitivity, "normal");
  assert.ok(reply.checks.every((check) => check.locked));
  assert.ok(reply.policy.locked.includes("severity") && reply.policy.locked.includes("sensitivity"));
  assert.strictEqual(await severityOf(host, 2), "notice");
  fs.unlinkSync(path.join(host.home, "policy.json"));
  assert.strictEqual(await severityOf(host, 3), undefined);
  await host.end();
});

test("settings that are not valid are refused, and the old ones hold", async () => {
  const host = new Host();
  await settings(host, 1, { severity: { [code]: "warning" } });
  host.sendText(JSON.stringify({ id: 2, type: "settings", settings: { severity: { format_dotz: "off" } } }));
  const reply = await host.next();
  assert.deepStrictEqual([reply.type, reply.code, reply.field], ["error", "settings_failed", "settings.severity.format_dotz"]);
  assert.strictEqual(await severityOf(host, 3), "warning");
  await host.end();
});

test("monitor mode is in every report", async () => {
  const host = new Host();
  assert.strictEqual((await host.check(1, message)).mode, "enforce");
  await hello(host, 2, { mode: "monitor" });
  const report = await host.check(3, message);
  assert.strictEqual(report.mode, "monitor");
  assert.ok(report.findings.length > 0);
  await host.end();
});

test("a file that changes between two requests is in force at the second; a broken one is told and the last good one holds", async () => {
  let host = new Host();
  write(host, { severity: { [code]: "warning" } });
  assert.strictEqual(await severityOf(host, 1), "warning");
  write(host, { severity: { [code]: "block" } });
  assert.strictEqual(await severityOf(host, 2), "block");
  write(host, `{\n  "severity": { "${code}x": "off" }\n}`);
  assert.strictEqual(await severityOf(host, 3), "block");
  let reply = await hello(host, 4);
  assert.strictEqual(stateOf(reply, "file"), "last_good");
  assert.deepStrictEqual(reply.policy.problems, [
    {
      origin: "file",
      path: path.join(host.home, "policy.json"),
      line: 2,
      column: 17,
      key: `severity.${code}x`,
      detail: "is neither a code nor a class of findings",
      fatal: true,
    },
  ]);
  await host.end({ keep: true });

  host = new Host({ home: host.home });
  assert.strictEqual(await severityOf(host, 1), "block");
  write(host, {});
  assert.strictEqual(await severityOf(host, 2), "notice");
  reply = await hello(host, 3);
  assert.strictEqual(stateOf(reply, "file"), "in_force");
  await host.end();
});

test("managed storage that is broken is told, and what it held last is in force", async () => {
  const host = new Host();
  await hello(host, 1, { mode: "monitor" });
  host.sendText(JSON.stringify({ id: 2, type: "hello", protocol: 1, managed: { mode: "silent" } }));
  const reply = await host.next();
  assert.strictEqual(stateOf(reply, "managed"), "last_good");
  assert.strictEqual(reply.policy.in_force.mode, "monitor");
  assert.strictEqual(reply.policy.problems[0].key, "mode");
  assert.strictEqual((await hello(host, 3)).policy.in_force.mode, "enforce");
  await host.end();
});

test("where nothing may be remembered, answers are refused and earlier ones do not count", async () => {
  const host = new Host();
  const dismiss = { type: "dismiss", address: "anna@printer.test", codes: [code] };
  await host.ask({ id: 1, ...dismiss });
  assert.strictEqual(await severityOf(host, 2), "info");
  await hello(host, 3, { remember: false });
  assert.strictEqual(await severityOf(host, 4), "notice");
  assert.strictEqual((await host.ask({ id: 5, ...dismiss })).code, "policy_forbids");
  assert.strictEqual((await host.ask({ id: 6, ...dismiss, undo: true })).type, "done");
  await host.end();
});

test("a directory of many companies does not make a reply too long", async () => {
  const host = new Host();
  const lines = Array.from({ length: 40_000 }, (_, i) => `Company number ${i},DE,company-${i}.example`);
  fs.writeFileSync(path.join(host.home, "firms.csv"), ["company,country,domains", ...lines].join("\r\n"));
  write(host, { directory_file: "firms.csv", trusted: ["printer.test"] });
  const reply = await hello(host, 1);
  assert.strictEqual(stateOf(reply, "file"), "in_force");
  assert.strictEqual(reply.policy.in_force.directory, undefined);
  assert.deepStrictEqual(reply.policy.in_force.trusted, ["printer.test"]);
  await host.end();
});

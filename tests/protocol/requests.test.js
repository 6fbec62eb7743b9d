// SPDX-License-Identifier: MPL-2.0
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { test } = require("node:test");
const { Host, program } = require("./host");

const fine = { to: ["Bob Rothwell <bob@rothwell-pumps.com>"] };

function codes(report) {
  return report.findings.map((finding) => `${finding.subject} ${finding.code}`);
}

test("hello names protocol, capabilities, every check and the policy in force", async () => {
  const host = new Host();
  const reply = await host.ask({ id: 1, type: "hello", protocol: 1, extension: "0.1.0" });
  assert.strictEqual(reply.type, "hello");
  assert.strictEqual(reply.protocol, 1);
  assert.strictEqual(reply.version, execFileSync(program, ["--version"], { encoding: "utf8" }).trim().split(" ")[1]);
  const rows = fs.readFileSync(path.join(__dirname, "..", "..", "host", "checks.def"), "utf8").matchAll(/^CHECK \((\w+),/gm);
  assert.deepStrictEqual(reply.checks.map((check) => check.code), [...rows].map((row) => row[1]));
  const requests = fs.readFileSync(path.join(__dirname, "..", "..", "host", "wire", "request.def"), "utf8");
  assert.deepStrictEqual(reply.capabilities, [...requests.matchAll(/^REQUEST \((\w+)\)/gm)].map((row) => row[1]));
  await host.end();
});

test("a fine message gets one final report without findings", async () => {
  const host = new Host();
  const report = await host.check(7, fine, { reason: "send" });
  assert.strictEqual(report.verdict === "ok" || report.verdict === "info", true, report.verdict);
  assert.strictEqual(report.mode, "enforce");
  await host.end();
});

test("what needs no waiting is in the first frame", async () => {
  const host = new Host();
  host.send({ id: 1, type: "check", message: { to: ["anna@printer.test", fine.to[0]], cc: ["no-reply@rothwell-pumps.com"] } });
  const report = await host.next();
  assert.ok(codes(report).includes("to[0] recipient_reserved_domain"), codes(report).join());
  assert.ok(codes(report).includes("cc[0] recipient_no_reply"), codes(report).join());
  assert.strictEqual(report.verdict, "notice");
  await host.end();
});

test("many checks under way are each answered under their own id", async () => {
  const host = new Host();
  const count = 300;
  for (let id = 0; id < count; id++) host.send({ id, type: "check", message: { to: [`u${id}@printer.test`] } });
  const seen = new Map();
  while (seen.size < count) {
    const report = await host.next();
    if (report.final) seen.set(report.id, report.findings[0]?.address);
  }
  for (const [id, address] of seen) assert.strictEqual(address, `u${id}@printer.test`);
  await host.end();
});

test("a cancel of what is over is done, and the id can be used again", async () => {
  const host = new Host();
  await host.check(5, fine);
  assert.deepStrictEqual(await host.ask({ id: 6, type: "cancel", target: 5 }), { id: 6, type: "done" });
  assert.strictEqual((await host.check(5, fine)).id, 5);
  await host.end();
});

test("the largest id is repeated exactly", async () => {
  const host = new Host();
  const id = Number.MAX_SAFE_INTEGER;
  assert.strictEqual((await host.ask({ id, type: "status" })).id, id);
  await host.end();
});

test("a report of 5,000 faulty recipients comes in pages below 1 MiB and loses none", async () => {
  const host = new Host();
  const to = Array.from({ length: 5000 }, (_, i) => `"Recipient number ${i}" <number-${i}@the-rather-long-name-of-the-company-${i}.test>`);
  const report = await host.check(1, { to });
  assert.ok(report.pages > 1, `${report.pages} page`);
  const faulty = new Set(report.findings.filter((each) => each.code === "recipient_reserved_domain").map((each) => each.subject));
  assert.strictEqual(faulty.size, 5000);
  await host.end();
});

test("run by hand it prints its own manifest", () => {
  const manifest = JSON.parse(execFileSync(program, ["--manifest"], { encoding: "utf8" }));
  assert.strictEqual(manifest.name, "lastmile");
  assert.strictEqual(manifest.path, fs.realpathSync(program));
  assert.deepStrictEqual(manifest.allowed_extensions, ["lastmile@lastmile.invalid"]);
  assert.match(execFileSync(program, ["--help"], { encoding: "utf8" }), /native messaging/);
});

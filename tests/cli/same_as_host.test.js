// SPDX-License-Identifier: MPL-2.0
// One library under two programs: the same input gets the same verdict and the same findings from both.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("../protocol/host");
const { check, makeHome } = require("./lastmile");

const examples = path.join(__dirname, "..", "..", "schemas", "examples");

/** Recipients of every case file of the checks, as a person may have typed them. */
const recipients = fs
  .readdirSync(path.join(__dirname, "..", "cases", "checks"))
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => fs.readFileSync(path.join(__dirname, "..", "cases", "checks", name), "utf8").split("\n"))
  .flatMap((line) => /^(?:to|cc|bcc): *(.+)$/.exec(line)?.[1] ?? []);

test("messages", async () => {
  const host = new Host();
  const files = fs.readdirSync(examples).filter((name) => name.startsWith("valid-message"));
  assert.ok(files.length > 0);
  for (const [id, name] of files.entries()) {
    const file = path.join(examples, name);
    const report = await host.check(id, JSON.parse(fs.readFileSync(file, "utf8")));
    const [object] = check(["--message", file], { home: makeHome() }).objects;
    assert.deepStrictEqual(object.findings, report.findings, name);
    assert.strictEqual(object.verdict, report.verdict, name);
  }
  await host.end();
});

test("recipients", async () => {
  const host = new Host();
  assert.ok(recipients.length > 50);
  const { objects } = check(["-"], { input: recipients.join("\n") });
  for (const [id, input] of recipients.entries()) {
    const report = await host.check(id, { to: [input] });
    const findings = report.findings.filter((finding) => finding.class !== "sender");
    assert.deepStrictEqual(objects[id].findings, findings, input);
  }
  await host.end();
});

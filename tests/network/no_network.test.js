// SPDX-License-Identifier: MPL-2.0
// A machine without any network: in a namespace that has not even loopback, host and command line say what they say offline, and only
// what the DNS would have told is "not checked".

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { spawnSync } = require("node:child_process");
const { Host } = require("../protocol/host");
const { folder, namespace, program } = require("./support");

const ADDRESSES = fs
  .readFileSync(path.join(__dirname, "../cases/addresses.txt"), "utf8")
  .split("\n")
  .filter((line) => line.includes(" => "))
  .map((line) => line.split(" => ")[0].trim());
const LIST = [...ADDRESSES.slice(0, 200), "bob@gmial.com", "bob@rothwell-pumps.com", "bob@firm.comm"];

/** The verdicts of `lastmile check` on the list, without what was not checked. */
function verdicts(t, through, ...args) {
  const home = folder(t);
  const [command, ...rest] = [...through, program, "check", "--json", "--no-store", ...args, "-"];
  const { stdout, error } = spawnSync(command, rest, {
    input: LIST.map((line) => `${line}\n`).join(""),
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: home, LASTMILE_POLICY: path.join(home, "none.json"), LASTMILE_RESOLVER: "127.0.0.1:53" },
  });
  assert.ifError(error);
  const objects = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return { findings: objects.map(({ input, findings }) => ({ input, findings })), notChecked: objects.flatMap((object) => object.not_checked ?? []) };
}

test("the command line gives the same verdicts", (t) => {
  const without = verdicts(t, namespace());
  assert.deepStrictEqual(without.findings, verdicts(t, [], "--offline").findings);
  assert.ok(without.findings.some(({ findings }) => findings.length > 0));
  assert.ok(without.notChecked.length > 0);
  without.notChecked.forEach(({ code, why }) => assert.match(`${code} ${why}`, /^status_domain_not_found (dns_|deadline)/));
});

test("the host says what it knows, and what it could not find out", async () => {
  const host = new Host({ env: { LASTMILE_RESOLVER: "" }, through: namespace() });
  const { findings, not_checked: notChecked } = await host.check(1, { to: ["bob@gmial.com", "bob@firm.comm", "bob@rothwell-pumps.com"] });
  assert.deepStrictEqual(findings.map(({ code }) => code).filter((code) => code.startsWith("status_")), []);
  assert.ok(findings.some(({ code }) => code === "format_unknown_tld"));
  assert.ok(notChecked.some(({ code, why }) => code === "status_domain_not_found" && why.startsWith("dns_")));
  await host.end();
});

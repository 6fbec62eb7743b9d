// SPDX-License-Identifier: MPL-2.0
// `lastmile policy check` and `show`.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { makeHome, run } = require("./lastmile");

const broken = `{
  "mode": "enforced",
  "severity": { "format_dotz": "block" },
  "directory_file": "firms.csv"
}
`;

function homeWith(files) {
  const home = makeHome();
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(home, name), text);
  return home;
}

const show = (home, args = []) => run(["policy", "show", ...args], { home, env: { LASTMILE_DATA_DIR: path.join(home, "data") } });
const rows = (home) =>
  Object.fromEntries(
    show(home, ["--json"])
      .stdout.trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map(({ key, ...rest }) => [key, rest]),
  );

test("check names file, line, column and key of every fault", () => {
  const home = homeWith({ "policy.json": broken, "firms.csv": "company;domains\nBosch;bosch.de\nHaier;\n" });
  const file = path.join(home, "policy.json");
  const { status, stdout, stderr } = run(["policy", "check", file]);
  assert.strictEqual(stderr, "");
  assert.deepStrictEqual(stdout.trim().split("\n"), [
    `${file}:2:3: mode: must be one of enforce, monitor`,
    `${file}:3:17: severity.format_dotz: is neither a code nor a class of findings`,
    `${path.join(home, "firms.csv")}:3: domains: the company has no domain`,
  ]);
  assert.strictEqual(status, 2);
});

test("a policy named from its own folder finds its files beside it", () => {
  const home = homeWith({
    "policy.json": '{"network":{"ca_file":"own.pem"},"verify":{"service":{"kind":"hunter","key_file":"hunter.key"}},"directory_file":"firms.csv"}',
    "firms.csv": "company;domains\nHaier;\n",
  });
  const { status, stdout, stderr } = run(["policy", "check", "policy.json"], { home, cwd: home });
  assert.strictEqual(stderr, "");
  assert.match(stdout, new RegExp(`ca_file: ${home}/own\\.pem: .*\n.*key_file: ${home}/hunter\\.key`));
  assert.match(stdout, /firms\.csv:2: domains: the company has no domain/);
  assert.strictEqual(status, 2);
});

test("check --json gives one object a line", () => {
  const file = path.join(homeWith({ "policy.json": broken, "firms.csv": "company,domains\n" }), "policy.json");
  const { status, stdout } = run(["policy", "check", "--json", file]);
  const problems = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepStrictEqual(problems.map(({ line, column, key }) => [line, column, key]), [
    [2, 3, "mode"],
    [3, 17, "severity.format_dotz"],
  ]);
  assert.strictEqual(status, 2);
});

test("a file in order is said to be; with --json nothing is said", () => {
  const file = path.join(homeWith({ "policy.json": '{"mode":"monitor"}' }), "policy.json");
  assert.deepStrictEqual(run(["policy", "check", file]), { status: 0, stdout: `${file} is in order.\n`, stderr: "" });
  assert.deepStrictEqual(run(["policy", "check", "--json", file]), { status: 0, stdout: "", stderr: "" });
});

test("check keeps no copy of what it looks at", () => {
  const home = homeWith({ "policy.json": '{"mode":"monitor"}' });
  run(["policy", "check", path.join(home, "policy.json")], { home, env: { LASTMILE_DATA_DIR: path.join(home, "data") } });
  assert.deepStrictEqual(fs.readdirSync(home), ["policy.json"]);
});

test("a command that works under a broken policy says so, and one that is named has to be there", () => {
  const home = homeWith({ "policy.json": broken });
  const file = path.join(home, "policy.json");
  for (const args of [["check", "anna@siemens.com"], ["check", "--json", "anna@siemens.com"], ["review", "show", "anna@siemens.com"], ["sender", "gmail.com"]]) {
    const { status, stderr } = run(args, { home });
    assert.strictEqual(stderr, `lastmile: The administrator's policy ${file} is broken, and nothing of it is in force.\n\`lastmile policy check ${file}\` names each fault.\n`, args.join(" "));
    assert.strictEqual(status, 0);
  }
  const absent = run(["check", "--policy", path.join(home, "polcy.json"), "anna@siemens.com"], { home });
  assert.deepStrictEqual([absent.status, absent.stdout], [2, ""]);
  assert.match(absent.stderr, /polcy\.json is not there/);
  assert.strictEqual(run(["check", "anna@siemens.com"]).stderr, "", "no policy is none that is broken");
});

test("a file that is not there, and arguments that are wrong", () => {
  for (const args of [["check", "/nowhere/policy.json"], ["check"], ["show", "x"], ["look"], [], ["show", "--loud"]]) {
    const { status, stdout, stderr } = run(["policy", ...args]);
    assert.strictEqual(status, 2, args.join(" "));
    assert.strictEqual(stdout, "");
    assert.match(stderr, /^lastmile: .+\n/);
  }
});

test("show tells where each value is from", () => {
  const home = homeWith({ "policy.json": '{"severity":{"sender":"off"},"trusted":["b.com"],"locked":["limits"]}' });
  fs.mkdirSync(path.join(home, "data"));
  fs.writeFileSync(path.join(home, "data", "settings.json"), '{"sensitivity":"strict","trusted":["a.com"],"limits":{"audit_days":1}}');
  const found = rows(home);
  assert.deepStrictEqual(found.mode, { value: "enforce", origins: ["default"], locked: false });
  assert.deepStrictEqual(found.sensitivity, { value: "strict", origins: ["user"], locked: false });
  assert.deepStrictEqual(found["limits.audit_days"], { value: 365, origins: ["default"], locked: true });
  assert.deepStrictEqual(found["severity.sender_free_mail"], { value: "off", origins: ["file"], locked: true });
  assert.deepStrictEqual(found["severity.format_dots"], { value: "warning", origins: ["default"], locked: false });
  assert.deepStrictEqual(found.trusted, { value: ["a.com", "b.com"], origins: ["file", "user"], locked: false });
  assert.strictEqual(found.untrusted, undefined);

  const { status, stdout } = show(home);
  assert.strictEqual(status, 0);
  assert.match(stdout, /^administrator's file \(.*policy\.json\): in force$/m);
  assert.match(stdout, /^sensitivity +your settings +strict$/m);
  assert.match(stdout, /^trusted +administrator's file, your settings +a\.com\n +b\.com$/m);
  assert.match(stdout, /^limits\.audit_days +default \(locked\) +365$/m);
});

test("show tells of a broken file, and of what is in force meanwhile", () => {
  const home = homeWith({ "policy.json": '{"mode":"monitor"}' });
  assert.strictEqual(rows(home).mode.value, "monitor");
  fs.writeFileSync(path.join(home, "policy.json"), '{"mode":"enforce"');
  const { stdout, stderr } = show(home);
  assert.match(stdout, /policy\.json\): broken; what it said when it was last whole is in force$/m);
  assert.match(stdout, /^mode .* monitor$/m);
  assert.match(stderr, /policy\.json:1:18: .+/);
});

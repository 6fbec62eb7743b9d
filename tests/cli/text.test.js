// SPDX-License-Identifier: MPL-2.0
// What a person reads: both languages, marks, nothing that a terminal would obey.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { spawnSync } = require("node:child_process");
const { makeHome, program, run } = require("./lastmile");

const mismatch = ["check", "--country", "DE", "info@mueller.jp"];

/** The output of a run on a terminal of its own, as script (1) makes one. */
function onTerminal(args, env = {}) {
  const command = [program, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawnSync("script", ["-qec", command, "/dev/null"], {
    env: { PATH: process.env.PATH, HOME: makeHome(), LANG: "en_GB.UTF-8", TERM: "xterm", ...env },
    timeout: 60_000,
  });
  if (child.error) throw child.error;
  return child.stdout.toString();
}

test("title, what it means, what to do, and the wrong characters marked", () => {
  const { status, stdout } = run(mismatch);
  assert.strictEqual(status, 1);
  const lines = stdout.split("\n");
  assert.strictEqual(lines[0], "! info@mueller.jp");
  assert.strictEqual(lines[1], "               ^^");
  assert.match(lines[2], /^ {2}warning {2}mueller\.jp is in Japan, the company in Germany$/);
  assert.match(lines[3], /^ {4}Your address book has this contact in Germany/);
  assert.match(lines[4], /^ {4}What to do: Compare the address/);
  assert.doesNotMatch(stdout, /[{}]/, "nothing is left to be filled in");
});

test("the carets stand under what is wrong, however wide it is", () => {
  const [address, carets] = run(["check", "ｊohn.doe＠company。com，"]).stdout.split("\n");
  assert.strictEqual(address, "! ｊohn.doe＠company。com，");
  assert.strictEqual(carets, "  ^^       ^^       ^^   ^^");
  const [unseen, under] = run(["check", "anna\u200b@siemens.com"]).stdout.split("\n");
  assert.strictEqual(unseen, "! anna<U+200B>@siemens.com");
  assert.strictEqual(under, "      ^^^^^^^^");
});

test("the suggestion can be copied", () => {
  assert.match(run(["check", "john_doe@company_com"]).stdout, /^ {4}Suggestion: john_doe@company\.com$/m);
  assert.match(run(["check", "--lang", "zh_CN", "wang＠siemens。com"]).stdout, /^ {4}建议改为：wang@siemens\.com$/m);
});

test("a message is told by whom each finding is about", () => {
  const input = JSON.stringify({ from: { address: "li@hengda.cn" }, to: ["anna@siemens.com"], cc: ["bob@mailinator.com"] });
  assert.match(run(["check", "--message", "-"], { input }).stdout, /^• -\n {2}Cc\n {2}bob@mailinator\.com\n {2}notice {2}/);
  const profile = path.join(__dirname, "..", "cases", "profiles", "no_server");
  assert.match(run(["check", "--prefs", profile, "--lang", "zh_CN"]).stdout, /^! id1.*\n {2}发件服务器\n/);
});

test("what is in order takes one line", () => {
  assert.strictEqual(run(["check", "anna@siemens.com"]).stdout, "✓ anna@siemens.com\n");
});

test("the language is that of --lang, else of LC_ALL, LC_MESSAGES, LANG, in this order", () => {
  const chinese = (args, env) => /德国/.test(run(args, { env }).stdout);
  assert.ok(!chinese(mismatch, {}));
  assert.ok(chinese([...mismatch, "--lang", "zh_CN"], {}));
  assert.ok(chinese(["check", "--lang=zh-CN", ...mismatch.slice(1)], {}));
  assert.ok(chinese(mismatch, { LANG: "zh_CN.UTF-8" }));
  assert.ok(!chinese(mismatch, { LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_US.UTF-8" }));
  assert.ok(chinese(mismatch, { LANG: "en_US.UTF-8", LC_MESSAGES: "zh_CN.UTF-8" }));
  assert.ok(!chinese(mismatch, { LC_MESSAGES: "zh_CN.UTF-8", LC_ALL: "C" }));
  assert.ok(!chinese(mismatch, { LANG: "zh_CN.UTF-8", LC_ALL: "de_DE.UTF-8" }), "English where there is no other");
  assert.ok(!chinese([...mismatch, "--lang", "en"], { LANG: "zh_CN.UTF-8" }));
});

test("a complaint comes in the language, too", () => {
  assert.match(run(["--lang", "zh_CN"]).stderr, /缺少命令/);
  assert.match(run(["chek"], { env: { LANG: "zh_CN.UTF-8" } }).stderr, /没有 "chek" 这个命令/);
  assert.match(run(["--lang=zh_CN", "check", "bob@mailinator.com"]).stdout, /怎么办：/, "--lang may stand before the command");
});

test("colour is for terminals alone, and not where NO_COLOR is set", () => {
  assert.doesNotMatch(run(mismatch).stdout, /\x1b/);
  assert.match(onTerminal(mismatch), /\x1b\[/);
  assert.doesNotMatch(onTerminal(mismatch, { NO_COLOR: "1" }), /\x1b/);
  assert.doesNotMatch(onTerminal(mismatch, { TERM: "dumb" }), /\x1b/);
});

test("a terminal is never told anything by what is checked", () => {
  const hostile = ["\x1b[31mbob@siemens.com", "bob\u0007@siemens.com", "bob@sie\u200bmens.com", "\u202ebob@siemens.com", "b\u009b1mb@siemens.com"];
  for (const address of hostile) {
    const { stdout } = run(["check", "--all", address]);
    assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]/, JSON.stringify(stdout));
    assert.match(stdout, /<U\+[0-9A-F]{4,}>/);
  }
});

test("what an option does stands in its column, also where its name is long", () => {
  const { stdout } = run(["help", "sender"]);
  assert.match(stdout, /^ {2}--security tls\|starttls\|none\n {26}How to connect/m);
  const options = stdout.split("Options:\n")[1].trimEnd().split("\n");
  options.forEach((line) => assert.match(line, /^( {2}--| {26})/, line));
});

test("output that could not be written is not said to be", () => {
  for (const args of [["--version"], ["help"], ["policy", "show"], ["check", "anna@siemens.com"], ["sender", "gmail.com"]]) {
    const full = fs.openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(program, args, { env: { HOME: makeHome(), LANG: "C.UTF-8", LASTMILE_RESOLVER: "off" }, stdio: ["ignore", full, "pipe"], timeout: 60_000 });
    fs.closeSync(full);
    assert.deepStrictEqual([status, stderr.toString()], [2, "lastmile: Not all of the output could be written: the disk is full, or whatever it went to has ended.\n"], args.join(" "));
  }
});

test("--version and --help go to standard output with status 0", () => {
  assert.match(run(["--version"]).stdout, /^lastmile \d+\.\d+\.\d+\n$/);
  for (const args of [["--help"], ["help"], ["check", "--help"], ["help", "check"], ["--lang", "zh_CN", "--help"]]) {
    const { status, stdout, stderr } = run(args);
    assert.strictEqual(status, 0, args.join(" "));
    assert.match(stdout, /lastmile/);
    assert.strictEqual(stderr, "");
  }
  assert.strictEqual(run(["check", "--help"]).stdout, run(["help", "check"]).stdout);
  assert.notStrictEqual(run(["check", "--help"]).stdout, run(["help", "check", "--lang", "zh_CN"]).stdout);
});

// SPDX-License-Identifier: MPL-2.0
// `lastmile doctor` in made-up homes: nothing there, something wrong, all right.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { makeHome, program, run } = require("./lastmile");

const host = process.env.LASTMILE_HOST || path.join(path.dirname(program), "lastmile-host");
const ID = "lastmile@lastmile.invalid";
const version = /(\d\S*)/.exec(run(["--version"]).stdout)[1];

/** A home, with a folder that stands for /usr/lib/mozilla, and files given as {path: text or object}. */
function home(files = {}) {
  const folder = makeHome();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const options = (folder, env = {}) => ({ home: folder, env: { LASTMILE_MOZILLA_DIR: path.join(folder, "usr"), ...env } });

/** {status, said: {code: params}, faults: [code]} */
function doctor(folder, args = [], env = {}) {
  const { status, stdout, stderr } = run(["doctor", "--json", ...args], options(folder, env));
  assert.strictEqual(stderr, "");
  const objects = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  const said = Object.fromEntries(objects.map(({ code, params }) => [code, params]));
  const faults = objects.filter(({ state }) => state === "fault").map(({ code }) => code);
  assert.strictEqual(status, faults.length > 0 ? 1 : 0);
  return { status, said, faults };
}

const manifest = (changes = {}) => ({
  name: "lastmile",
  description: "Lastmile",
  path: host,
  type: "stdio",
  allowed_extensions: [ID],
  ...changes,
});
const MINE = ".mozilla/native-messaging-hosts/lastmile.json";
const COMMON = "usr/native-messaging-hosts/lastmile.json";

test("nothing is there", () => {
  const { faults, said } = doctor(home());
  assert.deepStrictEqual(faults, ["manifest_none"]);
  assert.ok("profile_none" in said && "policy_none" in said && "data_none" in said);
});

test("what is wrong with a policy is told as a line to correct, a file that it names, or a file that cannot be read", () => {
  const service = { verify: { service: { kind: "hunter", key_file: "hunter.key" } } };
  for (const [policy, code, file, detail] of [
    [{ mode: "strict" }, "policy_problem", "policy.json", /enforce/],
    [service, "policy_file_unusable", "policy.json", /hunter\.key is not there/],
    [{ directory_file: "firms.csv" }, "policy_file_unread", "firms.csv", /./],
  ]) {
    const folder = home({ [MINE]: manifest(), "policy.json": policy });
    const { faults, said } = doctor(folder);
    assert.deepStrictEqual(faults.filter((fault) => fault !== "policy_refused"), [code]);
    assert.strictEqual(said[code].path, path.join(folder, file));
    assert.match(said[code].detail, detail);
  }
});

test("the user's manifest, and the system's, lead to a host that answers", () => {
  for (const place of [MINE, COMMON]) {
    const folder = home({ [place]: manifest() });
    const { faults, said } = doctor(folder);
    assert.deepStrictEqual(faults, []);
    assert.strictEqual(said.manifest_fine.path, path.join(folder, place));
    assert.deepStrictEqual(said.host_answers, { host, version, own: version });
  }
});

test("a manifest that Thunderbird would pass over is told for what is wrong with it", () => {
  for (const [content, fault, detail] of [
    ["{", "manifest_not_json", /./],
    ["", "manifest_not_json", /./],
    [[], "manifest_wrong_key", /^name$/],
    [manifest({ name: "other" }), "manifest_wrong_key", /^name$/],
    [manifest({ type: "pipe" }), "manifest_wrong_key", /^type$/],
    [manifest({ allowed_extensions: ["somebody@else"] }), "manifest_wrong_key", /^allowed_extensions$/],
    [manifest({ allowed_extensions: ID }), "manifest_wrong_key", /^allowed_extensions$/],
    [manifest({ path: 7 }), "manifest_wrong_key", /^path$/],
    [manifest({ path: "lastmile-host" }), "manifest_host_relative", /^$/],
    [manifest({ path: "/nonexistent/lastmile-host" }), "manifest_host_missing", /^$/],
    [manifest({ path: __filename }), "manifest_host_no_program", /^$/],
    [manifest({ path: "/" }), "manifest_host_no_program", /^$/],
  ]) {
    const { faults, said } = doctor(home({ [MINE]: content }));
    assert.deepStrictEqual(faults, [fault], JSON.stringify(content));
    assert.match(said[fault].detail, detail);
  }
});

test("the user's manifest goes before the system's", () => {
  const both = doctor(home({ [MINE]: manifest(), [COMMON]: manifest({ path: "/nonexistent" }) }));
  assert.deepStrictEqual(both.faults, []);
  assert.ok("manifest_overridden" in both.said);
});

test("a host that is none is found out", () => {
  for (const [script, name] of [["#!/bin/sh\nexit 0\n", "ends at once"], ["#!/bin/sh\necho hello world\ncat >/dev/null\n", "speaks garbage"]]) {
    const folder = home({ "bin/host": script });
    fs.chmodSync(path.join(folder, "bin/host"), 0o755);
    fs.mkdirSync(path.join(folder, path.dirname(MINE)), { recursive: true });
    fs.writeFileSync(path.join(folder, MINE), JSON.stringify(manifest({ path: path.join(folder, "bin/host") })));
    assert.deepStrictEqual(doctor(folder).faults, ["host_silent"], name);
  }
});

test("--fix writes the user's manifest where one is missing or wrong, and leaves a right one alone", () => {
  for (const files of [{}, { [MINE]: "{" }, { [MINE]: manifest({ path: "/nonexistent" }) }, { [MINE]: manifest({ name: "x" }), [COMMON]: manifest() }]) {
    const folder = home(files);
    const { faults, said } = doctor(folder, ["--fix"]);
    assert.deepStrictEqual(faults, []);
    assert.ok("manifest_written" in said && "host_answers" in said);
    assert.strictEqual(JSON.parse(fs.readFileSync(path.join(folder, MINE))).path, host);
  }
  const right = home({ [COMMON]: manifest() });
  assert.ok(!("manifest_written" in doctor(right, ["--fix"]).said));
  assert.ok(!fs.existsSync(path.join(right, MINE)));
});

test("--fix says when it cannot", () => {
  const { faults } = doctor(home({ ".mozilla": "a file where a folder should be" }), ["--fix"]);
  assert.ok(faults.includes("manifest_not_written"), faults.join());
});

const PROFILE = ".thunderbird/abc.default";
const profiles = "[Profile0]\nName=default\nIsRelative=1\nPath=abc.default\nDefault=1\n";
const withExtensions = (addons, more = {}) =>
  home({ [MINE]: manifest(), ".thunderbird/profiles.ini": profiles, [`${PROFILE}/prefs.js`]: "", [`${PROFILE}/extensions.json`]: { schemaVersion: 36, addons }, ...more });

test("the extension is looked for in the profile that Thunderbird starts with", () => {
  const other = { id: "other@example.org", version: "9", active: true };
  const xpi = { [`usr/extensions/{3550f703-e582-4d05-9a08-453d09bdfdc6}/${ID}.xpi`]: "PK" };
  for (const [addons, more, code] of [
    [[other, { id: ID, version, active: true }], {}, "extension_active"],
    [[{ id: ID, version: "0.0.1", active: true }], {}, "extension_other_version"],
    [[{ id: ID, version, active: false, userDisabled: true }], {}, "extension_disabled"],
    [[other], {}, "extension_missing"],
    [[other], xpi, "extension_waiting"],
  ]) {
    const { said, faults } = doctor(withExtensions(addons, more));
    assert.ok(code in said, `${code}: ${Object.keys(said)}`);
    assert.strictEqual(said[code].profile.endsWith("abc.default"), true);
    assert.deepStrictEqual(faults, ["extension_active", "extension_waiting"].includes(code) ? [] : [code]);
  }
});

test("another profile may do without the extension", () => {
  const second = `${profiles}[Profile1]\nName=old\nIsRelative=1\nPath=old\n`;
  const { said, faults } = doctor(withExtensions([{ id: ID, version, active: true }], { ".thunderbird/profiles.ini": second, ".thunderbird/old/prefs.js": "" }));
  assert.deepStrictEqual(faults, []);
  assert.ok("profile_other" in said && "extension_active" in said);
});

test("data that others could read, and a store that is none, are told", () => {
  const data = ".local/share/lastmile";
  const folder = home({ [MINE]: manifest(), [`${data}/store.sqlite`]: "this is no database, whatever its name says. ".repeat(100) });
  fs.chmodSync(path.join(folder, data), 0o755);
  assert.deepStrictEqual(doctor(folder).faults, ["data_mode"]);
  fs.chmodSync(path.join(folder, data), 0o700);
  assert.deepStrictEqual(doctor(folder).faults, ["data_mode"]);
  fs.chmodSync(path.join(folder, data, "store.sqlite"), 0o600);
  assert.deepStrictEqual(doctor(folder).faults, ["data_unusable"]);
  fs.rmSync(path.join(folder, data, "store.sqlite"));
  const { faults, said } = doctor(folder);
  assert.deepStrictEqual(faults, []);
  assert.ok("data_fine" in said);
});

test("a Flatpak or a Snap of Thunderbird is told of", () => {
  const folder = home({ [MINE]: manifest(), ".var/app/org.mozilla.Thunderbird/x": "", "snap/thunderbird/x": "" });
  const { said } = doctor(folder);
  assert.ok("sandbox_flatpak" in said && "sandbox_snap" in said);
});

test("a person reads it with the mend, in both languages", () => {
  for (const [lang, sign] of [["en", /What to do: Run `lastmile doctor --fix`/], ["zh_CN", /怎么办：运行 `lastmile doctor --fix`/]]) {
    const { status, stdout } = run(["doctor", "--lang", lang], options(home()));
    assert.strictEqual(status, 1);
    assert.match(stdout, sign);
    assert.doesNotMatch(stdout, /[{}\x1b]/);
  }
  assert.match(run(["doctor"], options(home({ [MINE]: manifest() }))).stdout, /\nAll is well\.\n$/);
});

test("arguments that cannot be used end with status 2", () => {
  assert.strictEqual(run(["doctor", "now"]).status, 2);
  assert.strictEqual(run(["doctor", "--json=1"]).status, 2);
});

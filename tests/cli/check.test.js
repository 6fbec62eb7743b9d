// SPDX-License-Identifier: MPL-2.0
// `lastmile check` as a script uses it: options, order, exit status.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { makeHome, run, check, start } = require("./lastmile");
const schemas = require("../protocol/schemas");
const { Host } = require("../protocol/host");

const profiles = path.join(__dirname, "..", "cases", "profiles");
const examples = path.join(__dirname, "..", "..", "schemas", "examples");
const codes = (object) => object.findings.map((finding) => finding.code);


/** A home whose administrator has set this policy. */
function homeWithPolicy(policy) {
  const home = makeHome();
  fs.writeFileSync(path.join(home, "policy.json"), JSON.stringify(policy));
  return home;
}

test("one object an address, in order, with findings of the protocol's form", () => {
  const { status, objects } = check(["bob@mailinator.com", "anna@siemens.com", "Bob <noreply@siemens.com>"]);
  assert.deepStrictEqual(
    objects.map(({ input, address, verdict }) => ({ input, address, verdict })),
    [
      { input: "bob@mailinator.com", address: "bob@mailinator.com", verdict: "notice" },
      { input: "anna@siemens.com", address: "anna@siemens.com", verdict: "ok" },
      { input: "Bob <noreply@siemens.com>", address: "noreply@siemens.com", verdict: "notice" },
    ],
  );
  assert.deepStrictEqual(codes(objects[0]), ["recipient_disposable"]);
  for (const finding of objects.flatMap((object) => object.findings)) assert.ok(schemas.follows("finding", finding), schemas.faults("finding"));
  assert.strictEqual(status, 0, "a notice is below the default of --fail-on");
});

test("what the address book says of the recipient is taken into account", () => {
  const about = (...facts) => codes(check([...facts, "info@mueller.jp"]).objects[0]);
  assert.deepStrictEqual(about(), []);
  assert.deepStrictEqual(about("--country", "DE"), ["recipient_country_mismatch"]);
  assert.deepStrictEqual(about("--country", "Japan"), []);
  assert.deepStrictEqual(about("--org", "Müller Maschinenbau GmbH"), ["recipient_country_mismatch"]);
  assert.deepStrictEqual(about("--phone", "+49 711 1234567"), ["recipient_country_mismatch"]);
  assert.deepStrictEqual(about("--phone", "+81 3 1234 5678"), []);
  const named = check(["--name", "Müller Maschinenbau GmbH", "info@mueller.jp"]).objects[0];
  const displayed = check(["Müller Maschinenbau GmbH <info@mueller.jp>"]).objects[0];
  assert.deepStrictEqual(codes(named), ["recipient_country_mismatch"]);
  assert.deepStrictEqual(named.findings, displayed.findings, "--name is the name shown with the address");
});

test("the exit status follows --fail-on", () => {
  const status = (...args) => check(args).status;
  assert.strictEqual(status("--country", "DE", "info@mueller.jp"), 1);
  assert.strictEqual(status("--country", "DE", "--fail-on", "block", "info@mueller.jp"), 0);
  assert.strictEqual(status("--fail-on", "notice", "bob@mailinator.com"), 1);
  assert.strictEqual(status("--fail-on=notice", "anna@siemens.com"), 0);
  assert.strictEqual(status("--country", "DE", "info@mueller.jp", "anna@siemens.com"), 1, "the worst of all counts");
});

test("every line of standard input is answered in its place, whatever it holds", () => {
  const long = "x".repeat(1 << 20);
  const input = Buffer.concat([
    Buffer.from("anna@siemens.com\r\n"),
    Buffer.from("\n"),
    Buffer.from([0x78, 0xff, 0x40, 0x79, 0x0a]),
    Buffer.from("a\0b@siemens.com\n"),
    Buffer.from(`${long}@siemens.com\n`),
    Buffer.from("  \t\n"),
    Buffer.from("bob@mailinator.com"),
  ]);
  const { status, stderr, objects } = check(["-"], { input });
  assert.deepStrictEqual(
    objects.map(({ verdict, error }) => error ?? verdict),
    ["ok", "empty", "not_utf8", "nul", "too_long", "empty", "notice"],
  );
  assert.strictEqual(objects[0].input, "anna@siemens.com", "CR LF ends a line, too");
  assert.ok(objects[4].input.length < 300, "an overlong line is not given back whole");
  assert.strictEqual(stderr, "");
  assert.strictEqual(status, 2);
});

test("lines around the buffer's and the limit's ends are told apart", () => {
  const lengths = [1, 2, 9_000, 9_988, 10_001, 39_999, 40_000, 40_001, 40_002, 131_072, 262_143, 262_144, 262_145, 700_000];
  const lines = lengths.flatMap((length) => ["anna@siemens.com", "x".repeat(length)]);
  for (const end of ["\n", "\r\n"]) {
    const { objects } = check(["-"], { input: lines.join(end) });
    assert.strictEqual(objects.length, lines.length);
    objects.forEach((object, i) => {
      if (i % 2 === 0) assert.strictEqual(object.address, "anna@siemens.com");
      else assert.strictEqual(object.error === "too_long", lines[i].length > 10_000, `a line of ${lines[i].length}`);
    });
  }
});

test("arguments and standard input may be mixed; nothing on standard input is nothing to say", () => {
  const { objects } = check(["a@siemens.com", "-", "c@siemens.com"], { input: "b@siemens.com\n" });
  assert.deepStrictEqual(objects.map(({ input }) => input), ["a@siemens.com", "b@siemens.com", "c@siemens.com"]);
  assert.deepStrictEqual(check(["-"], { input: "" }), { status: 0, stderr: "", objects: [] });
});

test("each line is a message of its own: the same address twice is no duplicate", () => {
  const { objects } = check(["-"], { input: "a@siemens.com\na@siemens.com\n" });
  assert.deepStrictEqual(objects.map(codes), [[], []]);
});

test("whoever writes line by line reads the answer to each before the next", async () => {
  const child = start(["check", "--json", "-"]);
  for (const name of ["anna", "bob", "carl"]) {
    const answer = new Promise((resolve) => child.stdout.once("data", (chunk) => resolve(JSON.parse(chunk))));
    child.stdin.write(`${name}@siemens.com\n`);
    assert.strictEqual((await answer).input, `${name}@siemens.com`);
  }
  child.stdin.end();
  assert.strictEqual(await new Promise((resolve) => child.on("close", resolve)), 0);
});

test("a whole message is answered by one object", () => {
  const file = path.join(examples, "valid-message-full.json");
  const { status, objects } = check(["--message", file]);
  assert.strictEqual(objects.length, 1);
  assert.strictEqual(objects[0].input, file);
  assert.ok(codes(objects[0]).includes("recipient_new_in_reply"));
  assert.ok(Array.isArray(objects[0].not_checked));
  assert.strictEqual(status, 0);
  const piped = check(["--message", "-"], { input: fs.readFileSync(file) });
  assert.deepStrictEqual(piped.objects[0], { ...objects[0], input: "-" });
});

test("a message that is none is told by the protocol's code and field", () => {
  const { status, objects } = check(["--message", path.join(examples, "invalid-message-kind.json")]);
  assert.strictEqual(objects[0].verdict, "error");
  assert.strictEqual(objects[0].error, "field_value");
  assert.match(objects[0].detail, /^kind: /);
  assert.strictEqual(status, 2);
  const absent = check(["--message", "/nonexistent"]);
  assert.strictEqual(absent.objects[0].error, "unreadable");
  assert.strictEqual(absent.status, 2);
  const folder = check(["--message", "/"]);
  assert.strictEqual(folder.objects[0].error, "unreadable");
});

test("every identity of a profile is checked with its outgoing server", () => {
  const { objects } = check(["--prefs", path.join(profiles, "two_accounts")]);
  assert.deepStrictEqual(objects.map(({ input, address }) => [input, address]), [
    ["id1", "li.wei@qq.com"],
    ["id2", "li.wei@hengda-valves.cn"],
    ["id3", undefined],
  ]);
  const file = check(["--prefs", path.join(profiles, "two_accounts", "prefs.js")]);
  assert.deepStrictEqual(file.objects, objects, "its prefs.js is named as well as its folder");
  const none = check(["--prefs", path.join(profiles, "no_server")]);
  assert.ok(none.objects.every(({ findings }) => findings.some(({ code }) => code === "sender_smtp_missing")));
  assert.strictEqual(none.status, 1);
  const bare = path.join(profiles, "odd_writing");
  assert.deepStrictEqual(check(["--prefs", bare]).objects.map(({ input }) => input), [bare], "a profile without identities has its default server");
  const other = makeHome();
  for (const [name, text] of [["empty", ""], ["list.csv", "email\nanna@siemens.com\n"], ["picture", "\x89PNG\r\n\x1a\n\0"]]) {
    fs.writeFileSync(path.join(other, name), text);
    const { status, objects: [object] } = check(["--prefs", path.join(other, name)]);
    assert.deepStrictEqual([status, object.error], [2, "profile"], `${name} is no profile: its server is not missing`);
  }
  const absent = check(["--prefs", "/nonexistent"]);
  assert.deepStrictEqual([absent.status, absent.objects[0].error], [2, "profile"]);
});

test("the policy in force is the administrator's, or the one that --policy names", () => {
  const verdict = (args, home) => check([...args, "bob@rival.com"], { home }).objects[0].verdict;
  const home = homeWithPolicy({ untrusted: ["rival.com"], severity: { recipient_untrusted: "block" } });
  assert.strictEqual(verdict([], makeHome()), "ok");
  assert.strictEqual(verdict([], home), "block");
  const milder = path.join(homeWithPolicy({ untrusted: ["rival.com"], severity: { recipient_untrusted: "notice" } }), "policy.json");
  assert.strictEqual(verdict(["--policy", milder], home), "notice");
  assert.strictEqual(check(["--fail-on", "block", "bob@rival.com"], { home }).status, 1);
});

test("whom the user knows is read from the store, where it is and unless it is left out", async () => {
  const host = new Host();
  const learned = path.join(host.home, "data");
  await host.ask({ id: 1, type: "sent", recipients: ["anna@siemens.com"] });
  await host.end({ keep: true });
  const first = (args, address) => codes(check([...args, address]).objects[0]).includes("recipient_first_contact");
  assert.ok(first(["--data", learned], "bob@bosch.com"));
  assert.ok(!first(["--data", learned], "anna@siemens.com"));
  assert.ok(!first(["--data", learned, "--no-store"], "bob@bosch.com"));
  assert.ok(!first([], "bob@bosch.com"), "who has no store yet writes to everybody for the first time");
  fs.rmSync(host.home, { recursive: true });
});

test("nothing is made in the home of whom it checks for", () => {
  const home = makeHome();
  check(["anna@siemens.com"], { home });
  assert.deepStrictEqual(fs.readdirSync(home), []);
  const administered = homeWithPolicy({ untrusted: ["rival.com"] });
  check(["anna@siemens.com"], { home: administered });
  run(["doctor"], { home: administered });
  assert.deepStrictEqual(fs.readdirSync(administered), ["policy.json"]);
});

test("arguments that cannot be used end with status 2 and say where to read on", () => {
  for (const [args, said] of [
    [[], /command is missing/],
    [["chek"], /no command "chek"/],
    [["--frobnicate"], /no command "--frobnicate"/],
    [["help", "chek"], /no command "chek"/],
    [["sender", "--selector", "s=2026; d=siemens.com", "siemens.com"], /behind s= in a mail's DKIM-Signature/],
    [["sender", "--history", "--forget", "siemens.com"], /give one of them/],
    [["check"], /nothing to check/],
    [["check", "--frobnicate", "a@b.de"], /no option "--frobnicate"/],
    [["check", "--countr", "DE", "a@b.de"], /no option "--countr"/],
    [["check", "--js", "a@b.de"], /no option "--js"/],
    [["check", "--la=zh_CN", "a@b.de"], /no option "--la=zh_CN"/],
    [["check", "--country"], /--country needs a value/],
    [["check", "--json=yes", "a@b.de"], /takes no value/],
    [["check", "--fail-on", "fatal", "a@b.de"], /"fatal" is no severity/],
    [["check", "--fail-on", "off", "a@b.de"], /"off" is no severity/],
    [["check", "--message", "x.json", "a@b.de"], /one at a time/],
    [["--lang", "fr", "check", "a@b.de"], /--lang takes/],
    [["check", "--lang=fr", "a@b.de"], /--lang takes/],
  ]) {
    const { status, stdout, stderr } = run(args);
    assert.strictEqual(status, 2, args.join(" "));
    assert.strictEqual(stdout, "", args.join(" "));
    assert.match(stderr, said);
    assert.match(stderr, /`lastmile .*help/, args.join(" "));
  }
});

test("an address that begins with a dash follows --", () => {
  const { objects } = check(["--", "--bob@siemens.com"]);
  assert.strictEqual(objects[0].input, "--bob@siemens.com");
});


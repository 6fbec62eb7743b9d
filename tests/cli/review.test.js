// SPDX-License-Identifier: MPL-2.0
// `lastmile review`: a second pair of eyes at the command line, over the same store and by the same rules as in Thunderbird.

const assert = require("node:assert");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { Host } = require("../protocol/host");
const { makeHome, program, run } = require("./lastmile");

const KNOWN = "anna@nordwind-tools.de";
const ADDRESS = "anna@nordwind-too1s.de";

/** Runs `lastmile review ARGS... --json`: [exit status, ...objects]. */
function review(args, home, env) {
  const { status, stdout } = run(["review", "--json", ...args], { home, env });
  return [status, ...stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line))];
}

async function homeThatKnows(address) {
  const host = new Host({ home: makeHome() });
  await host.ask({ id: 1, type: "sent", recipients: [address], message_id: "1@x" });
  await host.end({ keep: true });
  return { home: host.home, data: ["--data", path.join(host.home, "data")] };
}

test("asked for, shown letter by letter, refused to who asked, confirmed by somebody else, and that once", async () => {
  const { home, data } = await homeThatKnows(KNOWN);
  const said = (...args) => review([...args, ...data], home);
  assert.deepStrictEqual(said("list"), [0]);
  const near = [{ address: KNOWN, marks: [[17, 1]], known_marks: [[17, 1]] }];
  assert.deepStrictEqual(said("show", ADDRESS), [0, { address: ADDRESS, written: 0, near }]);
  assert.deepStrictEqual(said("confirm", ADDRESS, "--as", "Chen Jing"), [1, { error: "entry_unknown" }]);

  const [status, asked] = said("request", ADDRESS, "--as", "Li Wei", "--from", "li.wei@hengda-valves.cn");
  assert.deepStrictEqual([status, asked.review.state, asked.review.requester], [0, "requested", "Li Wei"]);
  assert.deepStrictEqual(said("list").slice(1), [asked.review]);
  assert.deepStrictEqual(said("confirm", ADDRESS, "--as", "wei  LI"), [1, { error: "review_own" }]);
  assert.deepStrictEqual(said("confirm", ADDRESS, "--as", " - "), [1, { error: "field_value" }]);

  const [, decided] = said("confirm", asked.review.review, "--as", "Chen Jing", "--note", "by phone");
  assert.deepStrictEqual([decided.review.state, decided.review.reviewer, decided.review.note], ["confirmed", "Chen Jing", "by phone"]);
  assert.deepStrictEqual(said("refuse", ADDRESS, "--as", "CHEN Jing"), [1, { error: "review_twice" }]);
  assert.deepStrictEqual(said("list"), [0], "nothing waits any more");
  assert.deepStrictEqual(said("list", "--all-reviews").slice(1), [decided.review]);
});

test("a name that a terminal in GBK sends is refused, and nothing is kept of it", () => {
  const home = makeHome();
  const command = `exec "$0" review request ${ADDRESS} --as "$(printf '\\300\\356\\316\\260')" --data "$1"`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command, program, home], { env: { PATH: process.env.PATH, HOME: home }, encoding: "utf8" });
  assert.deepStrictEqual([status, stdout], [2, ""]);
  assert.match(stderr, /the value of --as is not UTF-8/);
  assert.deepStrictEqual(review(["list", "--data", home], home), [0]);
});

test("the host says the same of an address, and hears what was said here", async () => {
  const { home, data } = await homeThatKnows(KNOWN);
  const said = (...args) => review([...args, ...data], home)[1];
  const asked = said("request", ADDRESS, "--as", "Li Wei");
  said("refuse", ADDRESS, "--as", "Chen Jing", "--note", "that is a one");
  const host = new Host({ home });
  const { id, type, ...shown } = await host.ask({ id: 2, type: "review", address: ADDRESS });
  assert.deepStrictEqual(shown, said("show", ADDRESS));
  assert.deepStrictEqual([shown.review.review, shown.review.state], [asked.review.review, "refused"]);
  const { reviews } = await host.ask({ id: 3, type: "review_list" });
  assert.deepStrictEqual(reviews, review(["list", "--all-reviews", ...data], home).slice(1));
  await host.end();
});

test("a person reads what is foreign by its code, what differs is marked, in both languages", async () => {
  const { home, data } = await homeThatKnows(KNOWN);
  const text = (...args) => run(["review", ...args, ...data], { home }).stdout;
  assert.match(text("show", "anna@nordwind-tооls.de"), /t о\(U\+043E\) о\(U\+043E\) l s \. d e/);
  const shown = text("show", ADDRESS).split("\n");
  const at = shown.indexOf(`    ${ADDRESS}`);
  assert.strictEqual(shown[at + 1], `${" ".repeat(4 + 17)}^`);
  text("request", ADDRESS, "--as", "Li Wei");
  assert.match(text("list"), /anna@nordwind-too1s\.de\n +Asked for by Li Wei, .*Nobody else has looked yet/);
  assert.match(text("list", "--lang", "zh_CN"), /Li Wei/);
  const own = run(["review", "confirm", ADDRESS, "--as", "Li Wei", ...data], { home });
  assert.deepStrictEqual([own.status, own.stdout], [1, ""]);
  assert.match(own.stderr, /Somebody else has to look/);
});

test("what cannot be used is told", () => {
  for (const args of [[], ["show"], ["list", "x"], ["approve", ADDRESS], ["confirm", ADDRESS], ["request", ADDRESS, "--as", ""], ["request", ADDRESS, "--as", "  "], ["request", "", "--as", "Li Wei"], ["request", "the boss", "--as", "Li Wei"]]) {
    assert.strictEqual(run(["review", ...args]).status, 2, args.join(" "));
  }
});

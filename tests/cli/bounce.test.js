// SPDX-License-Identifier: MPL-2.0
// `lastmile bounce`: messages, mailbox files, folders, standard input; what is no bounce, and what is no mail at all.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { makeHome, run } = require("./lastmile");
const schemas = require("../protocol/schemas");

const mails = path.join(__dirname, "..", "cases", "bounces");
const mail = (name) => fs.readFileSync(path.join(mails, `${name}.eml`));

function bounce(args, options) {
  const { status, stdout, stderr } = run(["bounce", "--json", ...args], options);
  const objects = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  for (const object of objects) assert.ok(schemas.follows("bounce", object), `${schemas.faults("bounce")}: ${JSON.stringify(object)}`);
  return { status, stderr, objects };
}
const brief = ({ objects }) => objects.map(({ message, recipient, reason }) => [message, recipient, reason]);

test("a message", () => {
  const answer = bounce([path.join(mails, "postfix_missing.eml")]);
  assert.strictEqual(answer.status, 0);
  const [{ file, message, class: kind, reason, permanent, status, status_meaning, reply, line }] = answer.objects;
  assert.deepStrictEqual([path.basename(file), message, kind, reason, permanent, status, reply], ["postfix_missing.eml", undefined, "status", "mailbox_missing", true, "5.1.1", 550]);
  assert.ok(status_meaning.length > 5 && line.includes("550"));
});

test("one object a recipient", () => {
  const { objects } = bounce([path.join(mails, "postfix_two_recipients.eml")]);
  assert.strictEqual(objects.length, 2);
  assert.notStrictEqual(objects[0].recipient, objects[1].recipient);
});

test("standard input", () => {
  assert.deepStrictEqual(brief(bounce(["-"], { input: mail("dovecot_rejected") })), [[undefined, "bob@rothwell-pumps.example", "mailbox_full"]]);
});

test("a mailbox file, its messages numbered", () => {
  const file = path.join(makeHome(), "box");
  const from = "From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n";
  fs.writeFileSync(file, ["dovecot_rejected", "newsletter", "imail_label"].map((name) => `${from}${mail(name)}\n`).join(""));
  assert.deepStrictEqual(brief(bounce([file])), [
    [1, "bob@rothwell-pumps.example", "mailbox_full"],
    [2, null, "not_a_bounce"],
    [3, "bob@rothwell-pumps.example", "temporary"],
  ]);
});

test("a maildir: what is new, then what was seen", () => {
  const folder = makeHome();
  for (const part of ["new", "cur", "tmp"]) fs.mkdirSync(path.join(folder, part));
  fs.writeFileSync(path.join(folder, "cur", "1.a:2,S"), mail("imail_label"));
  fs.writeFileSync(path.join(folder, "new", "2.a"), mail("dovecot_rejected"));
  fs.writeFileSync(path.join(folder, "tmp", "3.a"), "From: half");
  assert.deepStrictEqual(brief(bounce([folder])).map(([, , reason]) => reason), ["mailbox_full", "temporary"]);
});

test("what is no bounce, is empty or broken is said to be none", () => {
  for (const input of [mail("newsletter"), "", "\0\0\0", Buffer.from([0xff, 0xfe, 0xfd]), "Content-Type: multipart/report; boundary=", mail("postfix_missing").subarray(0, 40)]) {
    assert.deepStrictEqual(brief(bounce(["-"], { input })), [[undefined, null, "not_a_bounce"]], String(input).slice(0, 60));
  }
});

test("a folder without a message is not passed over in silence", () => {
  const { status, stdout, stderr } = run(["bounce", "."], { cwd: makeHome() });
  assert.deepStrictEqual([status, stdout, stderr], [0, "", "lastmile: . holds no message.\n"]);
});

test("a message that is longer than is read is read as far as that", () => {
  const input = Buffer.concat([mail("postfix_missing"), Buffer.alloc(12 * 1024 * 1024, "x\n")]);
  assert.deepStrictEqual(brief(bounce(["-"], { input })).map(([, , reason]) => reason), ["mailbox_missing"]);
});

test("a file that is not there is unusable input, and the others are read all the same", () => {
  const answer = bounce([path.join(makeHome(), "nowhere.eml"), path.join(mails, "postfix_missing.eml")]);
  assert.strictEqual(answer.status, 2);
  assert.match(answer.stderr, /nowhere\.eml/);
  assert.strictEqual(answer.objects.length, 1);
  assert.strictEqual(run(["bounce"]).status, 2);
});

test("for a person: what happened, whose matter it is, what to do, in both languages", () => {
  const file = path.join(mails, "postfix_missing.eml");
  assert.match(run(["bounce", file], { env: { LC_ALL: "C.UTF-8" } }).stdout, /address/i);
  assert.match(run(["bounce", file], { env: { LC_ALL: "zh_CN.UTF-8", LANGUAGE: "zh_CN" } }).stdout, /地址/);
});

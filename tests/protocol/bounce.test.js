// SPDX-License-Identifier: MPL-2.0
// The request `bounce`: mails that came back, friendly and hostile ones, and what goes into the error log.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { Host } = require("./host");

const mails = path.join(__dirname, "..", "cases", "bounces");
const read = (name) => fs.readFileSync(path.join(mails, name));
const ask = (host, id, mail, members) => host.ask({ id, type: "bounce", mail: Buffer.from(mail).toString("base64"), ...members });

test("the host and the command line say the same of every mail", async () => {
  const host = new Host();
  let id = 0;
  for (const name of fs.readdirSync(mails).filter((file) => file.endsWith(".eml"))) {
    const { type, bounces } = await ask(host, ++id, read(name));
    assert.strictEqual(type, "bounce", name);
    const { stdout } = spawnSync(process.env.LASTMILE, ["bounce", "--json", path.join(mails, name)]);
    const told = stdout.toString().trim().split("\n").map((line) => JSON.parse(line));
    for (const object of told) for (const key of ["file", "message", "status_meaning", "reply_meaning"]) delete object[key];
    assert.deepStrictEqual(bounces, told, name);
  }
  assert.ok(id >= 30);
  await host.end();
});

test("what failed is logged once a mail, and told before the next mail to it", async () => {
  const host = new Host();
  const mail = read("postfix_missing.eml");
  const first = await ask(host, 1, mail, { log: true, message_id: "1@mx.example", at: "2026-11-20T08:00:00Z" });
  assert.strictEqual(first.logged, 1);
  assert.strictEqual((await ask(host, 2, mail, { log: true, message_id: "1@mx.example" })).logged, 0);
  assert.strictEqual((await ask(host, 3, mail)).logged, 0);
  assert.strictEqual((await ask(host, 4, read("newsletter.eml"), { log: true })).logged, 0);
  const { entries } = await host.ask({ id: 5, type: "journal" });
  assert.deepStrictEqual(
    entries.map(({ address, reason, failed, message_id }) => [address, reason, failed, message_id]),
    [[first.bounces[0].recipient, "mailbox_missing", "2026-11-20T08:00:00Z", "1@mx.example"]],
  );
  await host.end();
});

test("where the policy lets nothing be remembered, nothing is logged", async () => {
  const host = new Host();
  fs.writeFileSync(path.join(host.home, "policy.json"), '{"remember": false}');
  const { bounces, logged } = await ask(host, 1, read("postfix_missing.eml"), { log: true });
  assert.strictEqual(bounces[0].reason, "mailbox_missing");
  assert.strictEqual(logged, 0);
  await host.end();
});

/** Multiparts within each other, each with a delimiter of its own. */
function nested(depth) {
  let mail = "From: mailer-daemon@b.example\nSubject: failure notice\n";
  for (let i = 0; i < depth; i++) mail += `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`;
  return mail;
}

const report = "From: mailer-daemon@b.example\nContent-Type: message/delivery-status\n\n";
const hostile = {
  nothing: "",
  "zeros alone": Buffer.alloc(1_000_000),
  "random bytes": Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251)),
  "a line that does not end": report + "Final-Recipient: rfc822;" + "a".repeat(3_000_000),
  "a header without end": "X: y\n".repeat(600_000),
  "a hundred thousand parts": "From: mailer-daemon@b.example\nContent-Type: multipart/report; boundary=b\n\n" + "--b\n\nx\n".repeat(100_000),
  "deep nesting": nested(50_000),
  "many delimiters that are nearly right": "From: mailer-daemon@b.example\nContent-Type: multipart/mixed; boundary=" + "-".repeat(70) + "x\n\n" + "-".repeat(3_000_000),
  "a million at signs": "From: mailer-daemon@b.example\nSubject: failure notice\n\n" + "@".repeat(1_000_000),
  "a hundred thousand recipients": report + Array.from({ length: 40_000 }, (_, i) => `Final-Recipient: rfc822; a${i}@b.example\nAction: failed\n\n`).join(""),
  "addresses without end": report + `Final-Recipient: rfc822; ${"\u0001".repeat(8000)}@b.example\nAction: failed\n\n`.repeat(300),
  "html without end": "From: mailer-daemon@b.example\nContent-Type: text/html\n\n" + "<style><".repeat(300_000),
  "a charset that is a path": "From: mailer-daemon@b.example\nContent-Type: text/plain; charset=../../../../etc/passwd\n\nuser unknown: ann@b.example",
  "base64 of base64": "From: mailer-daemon@b.example\nContent-Transfer-Encoding: base64\n\n" + "QUJD".repeat(700_000),
};

test("hostile mails are answered within the frame's bound, and the host lives on", { timeout: 120_000 }, async () => {
  const host = new Host();
  let id = 0;
  for (const [name, mail] of Object.entries(hostile)) {
    const reply = await ask(host, ++id, mail, { log: true });
    assert.ok(reply.type === "bounce" || reply.code === "mail_unreadable", `${name}: ${JSON.stringify(reply).slice(0, 200)}`);
  }
  assert.strictEqual((await host.ask({ id: 99, type: "status" })).type, "status");
  await host.end();
});

test("so many mails at a time are read, one more is told to wait", async () => {
  const host = new Host();
  const mail = read("postfix_missing.eml").toString("base64");
  for (let id = 1; id <= 40; id++) host.send({ id, type: "bounce", mail });
  const replies = [];
  while (replies.length < 40) replies.push(await host.next());
  assert.deepStrictEqual([...new Set(replies.map(({ id }) => id))].length, 40);
  for (const reply of replies) assert.ok(reply.type === "bounce" || reply.code === "busy", JSON.stringify(reply));
  assert.ok(replies.filter(({ type }) => type === "bounce").length >= 8);
  await host.end();
});

test("a host that is told to end does not wait for what it reads", async () => {
  const host = new Host();
  host.send({ id: 1, type: "bounce", mail: Buffer.from(hostile["deep nesting"]).toString("base64") });
  await host.end();
});

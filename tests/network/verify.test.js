// SPDX-License-Identifier: MPL-2.0
// lastmile-verify asks a service over HTTPS: what each answer says of an address, and that nothing which goes wrong says anything.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { describe, test } = require("node:test");
const { certificates } = require("./certificates");
const { folder, freePort, namespace, program } = require("./support");
const { KEY, verifyService } = require("./verify_service");

const verify = path.join(path.dirname(program), "lastmile-verify");
const tls = certificates();

function keyFile(t, text = `${KEY}\n`, mode = 0o600) {
  const file = path.join(folder(t), "hunter.key");
  fs.writeFileSync(file, text, { mode });
  fs.chmodSync(file, mode);
  return file;
}

/** What lastmile-verify answers: a verdict (host/mail/mailbox_verdict.def), and for how long it wants to be left alone. */
async function ask(t, url, { address = "vertrieb@rothwell-pumps.com", key = keyFile(t), ca = tls.ca, deadline = 20_000, env = {}, through = [] } = {}) {
  const [command, ...args] = [...through, verify];
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  let out = "";
  let said = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (said += data));
  child.stdin.end(JSON.stringify({ kind: "hunter", url, key_file: key, ...(ca ? { ca_file: ca } : {}), address, deadline_ms: deadline }));
  const status = await new Promise((resolve) => child.on("close", resolve));
  assert.strictEqual(status, 0, said);
  const answer = JSON.parse(out);
  assert.ok(!`${out}${said}`.includes(KEY), "the key is shown to nobody");
  return { verdict: answer.verdict, pause: answer.pause ?? 0, said };
}

const ANSWERS = {
  valid: "takes",
  invalid: "missing",
  looking: "missing",
  accept_all: "service_unsure",
  webmail: "service_unsure",
  disposable: "service_unsure",
  unknown: "service_unsure",
  no_result: "service_unsure",
  other_address: "service_garbage",
  too_fast: "service_limit",
  refused: "service_refused",
  claimed: "service_refused",
  failed: "service_failed",
  garbage: "service_garbage",
  empty: "service_garbage",
  page: "service_garbage",
  huge: "service_garbage",
  endless: "service_garbage",
  headers: "service_garbage",
  close: "service_garbage",
};

describe("what a service answers", { concurrency: 4 }, () => {
  for (const [behaviour, verdict] of Object.entries(ANSWERS)) {
    test(`${behaviour}: ${verdict}`, async (t) => {
      const { url } = await verifyService(t, tls, behaviour);
      assert.strictEqual((await ask(t, url)).verdict, verdict);
    });
  }

  for (const behaviour of ["hang", "drip", "always_looking"]) {
    test(`${behaviour}: it is not waited for`, async (t) => {
      const { url } = await verifyService(t, tls, behaviour);
      assert.strictEqual((await ask(t, url, { deadline: 1500 })).verdict, "service_late");
    });
  }
});

test("too many questions: how long to leave it alone", async (t) => {
  const { url } = await verifyService(t, tls, "limit");
  const { verdict, pause } = await ask(t, url);
  assert.deepStrictEqual({ verdict, pause }, { verdict: "service_limit", pause: 90 });
});

test("the address is asked as it is written, and the key is in no address of a page", async (t) => {
  const { url, questions } = await verifyService(t, tls, "valid");
  const address = "o'brien+a&b=c#d@rothwell-pumps.com";
  assert.strictEqual((await ask(t, `${url}?tag=x`, { address })).verdict, "takes");
  assert.strictEqual(questions.length, 1);
  const asked = new URL(questions[0].url, url).searchParams;
  assert.deepStrictEqual([...asked], [["tag", "x"], ["email", address]]);
  assert.strictEqual(questions[0].headers["x-api-key"], KEY);
  assert.ok(!questions[0].url.includes(KEY));
});

for (const [kind, ca] of [["other", tls.ca], ["old", tls.ca], ["early", tls.ca], ["self", tls.ca], ["good", null]]) {
  test(`a certificate that is ${ca ? kind : "signed by nobody known"}: the key is not shown`, async (t) => {
    const { url, questions } = await verifyService(t, tls, "invalid", { kind });
    assert.strictEqual((await ask(t, url, { ca })).verdict, "service_certificate");
    assert.deepStrictEqual(questions, []);
  });
}

test("a file of authorities that cannot be read", async (t) => {
  const { url, questions } = await verifyService(t, tls, "valid");
  assert.strictEqual((await ask(t, url, { ca: "/nonexistent/ca.pem" })).verdict, "service_certificate");
  assert.deepStrictEqual(questions, []);
});

test("a redirection is not followed", async (t) => {
  const other = await verifyService(t, tls, "invalid");
  const { url, questions } = await verifyService(t, tls, "redirect", { elsewhere: other.url });
  assert.strictEqual((await ask(t, url)).verdict, "service_moved");
  assert.strictEqual(questions.length, 1);
  assert.deepStrictEqual(other.questions, []);
});

test("only HTTPS is spoken", async (t) => {
  for (const url of ["http://localhost/", "file:///etc/passwd", "no address"]) {
    assert.strictEqual((await ask(t, url)).verdict, "service_garbage", url);
  }
});

test("nobody listens, and no network", async (t) => {
  const url = `https://localhost:${await freePort()}/`;
  assert.strictEqual((await ask(t, url)).verdict, "service_unreachable");
  assert.strictEqual((await ask(t, "https://api.hunter.io/", { through: namespace() })).verdict, "service_unreachable");
});

test("a key that the service does not know", async (t) => {
  const { url } = await verifyService(t, tls, "valid");
  assert.strictEqual((await ask(t, url, { key: keyFile(t, "wrong") })).verdict, "service_denied");
});

test("a file that holds no key, or holds it for everybody to read, is not used", async (t) => {
  const { url, questions } = await verifyService(t, tls, "valid");
  const files = {
    "is not there": "/nonexistent/hunter.key",
    "is no regular file": folder(t),
    "is open to everybody": keyFile(t, KEY, 0o644),
    "holds no key: one line": keyFile(t, ""),
    "holds no key: one line is": keyFile(t, `${KEY}\nX-Other: header\n`),
    "holds no key: one line is expected": keyFile(t, `${KEY}\0x`),
    "holds no key: one": keyFile(t, "x".repeat(5000)),
  };
  for (const [what, key] of Object.entries(files)) {
    const { verdict, said } = await ask(t, url, { key });
    assert.strictEqual(verdict, "service_key", what);
    assert.ok(said.includes(what), said);
  }
  assert.deepStrictEqual(questions, []);
  assert.strictEqual((await ask(t, url, { key: keyFile(t, ` ${KEY}\r\n`, 0o640) })).verdict, "takes", "a group may read it");
});

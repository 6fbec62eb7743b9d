// SPDX-License-Identifier: MPL-2.0
// An outgoing server is tried as Thunderbird would use it: each way of being no use is told by its name, and none holds the try.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { before, describe, test } = require("node:test");
const { dnsServer, folder, freePort, lastmile, start } = require("./support");

const DAY = 24 * 60 * 60 * 1000;
const home = folder({ after: (f) => process.on("exit", f) });
const file = (name) => path.join(home, name);
const certtool = (...args) => execFileSync("certtool", args, { stdio: ["ignore", "ignore", "pipe"] });
const day = (offset) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);

/** @param {string} name of the files @param {string[]} lines of certtool's template @param {boolean} [alone] signed by itself */
function certificate(name, lines, alone = false) {
  fs.writeFileSync(file(`${name}.cfg`), [...lines, "tls_www_server", "signing_key", ""].join("\n"));
  const signer = alone ? ["--generate-self-signed"] : ["--generate-certificate", "--load-ca-certificate", file("ca.pem"), "--load-ca-privkey", file("key.pem")];
  certtool(...signer, "--load-privkey", file("key.pem"), "--template", file(`${name}.cfg`), "--outfile", file(`${name}.pem`));
}

before(() => {
  certtool("--generate-privkey", "--key-type=ecdsa", "--outfile", file("key.pem"));
  fs.writeFileSync(file("ca.cfg"), "cn=Made-up authority\nca\ncert_signing_key\nexpiration_days=30\n");
  certtool("--generate-self-signed", "--load-privkey", file("key.pem"), "--template", file("ca.cfg"), "--outfile", file("ca.pem"));
  certificate("good", ["cn=localhost", "dns_name=localhost", "expiration_days=10"]);
  certificate("other", ["cn=mail.elsewhere.test", "dns_name=mail.elsewhere.test", "expiration_days=10"]);
  certificate("old", ["cn=localhost", "dns_name=localhost", `activation_date="${day(-20)} 00:00:00"`, `expiration_date="${day(-2)} 00:00:00"`]);
  certificate("early", ["cn=localhost", "dns_name=localhost", `activation_date="${day(3)} 00:00:00"`, `expiration_date="${day(9)} 00:00:00"`]);
  certificate("self", ["cn=localhost", "dns_name=localhost", "expiration_days=10"], true);
});

/** Its port. */
function mailServer(t, fault, name = "good") {
  const child = start(t, "/usr/bin/python3", [path.join(__dirname, "mail_server.py"), fault, file(`${name}.pem`), file("key.pem")]);
  return new Promise((resolve) => child.stdout.once("data", (data) => resolve(Number(data))));
}

/** The points about the server, "code state" or "code state@variant". */
async function attempt(t, port, security, { ca = file("ca.pem"), host = "localhost" } = {}) {
  const resolver = await dnsServer(t, { "fine.com": [{ A: "8.8.8.8" }] });
  const { objects } = await lastmile(["sender", "--json", "--resolver", resolver, "--smtp", `${host}:${port}`, "--security", security, ...(ca ? ["--ca", ca] : []), "fine.com"]);
  const points = objects[0].points.filter((point) => point.code.startsWith("sender_smtp_"));
  return { points, codes: points.map((point) => `${point.code} ${point.state}${point.variant ? `@${point.variant}` : ""}`) };
}

const ENDED = "sender_smtp_not_checked not_checked";
const REACHED = "sender_smtp_reached fine";
const WELL = [REACHED, "sender_smtp_encrypted fine", "sender_smtp_trusted fine", "sender_smtp_login_offered fine", "sender_smtp_size fine"];

for (const [fault, security] of [["none", "starttls"], ["tls", "tls"]]) {
  test(`a server that is well, by ${security}`, async (t) => {
    const { points, codes } = await attempt(t, await mailServer(t, fault), security);
    assert.deepStrictEqual(codes, WELL);
    assert.strictEqual(points[2].params.names, "localhost");
    assert.strictEqual(points[3].params.auth, "PLAIN, LOGIN");
    assert.strictEqual(points[4].params.size, "20.0");
  });
}

for (const [name, variant, ca] of [["other", "wrong_name"], ["old", "expired"], ["early", "not_yet_valid"], ["self", "self_signed"], ["good", "unknown_ca", null]]) {
  test(`a certificate that is ${variant} is told, and what else there is`, async (t) => {
    const { codes } = await attempt(t, await mailServer(t, "none", name), "starttls", ca === null ? { ca } : {});
    assert.deepStrictEqual(codes, WELL.map((code) => (code === "sender_smtp_trusted fine" ? `sender_smtp_certificate fault@${variant}` : code)));
  });
}

const UNREACHABLE = { close: "closed", garbage: "not_smtp", endless: "not_smtp", reject: "rejected", busy: "busy", hang: "silent", drip: "silent" };

// Several at once, for some of them are about waiting.
describe("a server that is of no use", { concurrency: 6 }, () => {
  for (const [fault, variant] of Object.entries(UNREACHABLE)) {
    test(`a server that does ${fault} is ${variant}`, async (t) => {
      const { codes } = await attempt(t, await mailServer(t, fault), "starttls");
      assert.deepStrictEqual(codes, [`sender_smtp_unreachable fault@${variant}`, ENDED, ENDED, ENDED, ENDED]);
    });
  }

  for (const [fault, security, variant] of [["stripped", "starttls", "no_starttls"], ["refused", "starttls", "starttls_refused"], ["tls", "starttls", "expects_tls"], ["none", "tls", "expects_plain"]]) {
    test(`no encryption comes about: ${variant}`, async (t) => {
      const { codes } = await attempt(t, await mailServer(t, fault), security);
      assert.deepStrictEqual(codes, [REACHED, `sender_smtp_tls fault@${variant}`, ENDED, ENDED, ENDED]);
    });
  }
});

test("nobody listens", async (t) => {
  assert.strictEqual((await attempt(t, await freePort(), "tls")).codes[0], "sender_smtp_unreachable fault@refused");
});

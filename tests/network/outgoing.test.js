// SPDX-License-Identifier: MPL-2.0
// An outgoing server is tried as Thunderbird would use it: each way of being no use is told by its name, and none holds the try.

const assert = require("node:assert");
const path = require("node:path");
const { describe, test } = require("node:test");
const { certificates } = require("./certificates");
const { mailServers } = require("./mail_servers");
const { dnsServer, freePort, lastmile, start } = require("./support");

const made = certificates();

/** No real mail server does these. */
const SCRIPTED = ["close", "garbage", "endless", "drip"];

/** Its port. */
async function mailServer(t, fault, name = "good") {
  if (!SCRIPTED.includes(fault)) {
    const { ports } = await mailServers(t, [{ address: "127.0.0.1", port: 0, fault, certificate: made.of(name), key: made.key }]);
    return ports[0];
  }
  const child = start(t, "/usr/bin/python3", [path.join(__dirname, "mail_server.py"), fault]);
  return new Promise((resolve) => child.stdout.once("data", (data) => resolve(Number(data))));
}

/** The points about the server, "code state" or "code state@variant". */
async function attempt(t, port, security, { ca = made.ca, host = "localhost", policy = {} } = {}) {
  const resolver = await dnsServer(t, { "fine.com": [{ A: "8.8.8.8" }] });
  const { objects } = await lastmile(["sender", "--json", "--resolver", resolver, "--smtp", `${host}:${port}`, "--security", security, ...(ca ? ["--ca", ca] : []), "fine.com"], [], { policy });
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

test("the policy's authorities are trusted, too; a file of them that cannot be used is told", async (t) => {
  const port = await mailServer(t, "none");
  const by = async (ca_file) => (await attempt(t, port, "starttls", { ca: null, policy: { network: { ca_file } } })).points;
  assert.deepStrictEqual((await by(made.ca)).map(({ code, state }) => `${code} ${state}`), WELL);
  assert.deepStrictEqual([...new Set((await by("/nonexistent/ca.pem")).map(({ why }) => why))], ["authorities"]);
});

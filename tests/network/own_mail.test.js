// SPDX-License-Identifier: MPL-2.0
// The sender's report of a domain whose mail was seen to be signed and sent, from a real DNS server: while the key is there, when it is
// gone, and when another took its place.

const assert = require("node:assert");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { learned, signature } = require("../protocol/own_mail");
const { changingKnot } = require("./real_dns");
const { folder, lastmile, program } = require("./support");

const DOMAIN = "hengda-valves.cn";
// Made for these tests with openssl, of 512 and 1024 bits.
const KEY_512 = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJtuoFRX3jDobK3dXBWo659+95/Yocs6UkVnpoEIRZTT3FckZVT/SGTDbJAvbE2uYxK0rzgYa25lh/XwbdJqpzMCAwEAAQ==";
const KEY_1024 =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDmPp6+UKQAxNV2TUv/rxgu53UvxjEF9ueKMst+EF1IwXtRkdoGD4pYYqlqlwFqaSpC3GTtIsAW6+GcjAuHHqfllGjCWFdT6e/FSIJoJJj3ajcOMw3w1dAWKGxn36Js6tLQDTnhDFNkkfQUXWvQrHCKshLXj6qzEkPly6FSRD7qiwIDAQAB";

const records = (...keys) => [`${DOMAIN} TXT "v=spf1 -all"`, `_dmarc.${DOMAIN} TXT "v=DMARC1; p=reject"`, ...keys.map(([selector, text]) => `${selector}._domainkey.${DOMAIN} TXT "${text}"`)];
const GOOD = `v=DKIM1; k=rsa; p=${KEY_1024}`;

/** The codes and states of these areas, as a new process has them from server and store. */
async function report(server, data, areas, ...args) {
  const { objects } = await lastmile(["sender", "--json", "--resolver", server, ...args, DOMAIN], [], { env: { LASTMILE_DATA_DIR: data } });
  return objects[0].points.filter(({ area }) => areas.includes(area)).map(({ code, state }) => `${code} ${state}`);
}

/** keys that the zone has, and what is said of the key "mx2026", which the last mail was signed with. */
const ZONES = [
  [[["mx2026", GOOD]], "sender_dkim_fine fine"],
  [[], "sender_dkim_missing fault"],
  [[["mx2026", "v=DKIM1; p="]], "sender_dkim_revoked fault"],
  [[["mx2026", `v=DKIM1; p=${KEY_512}`]], "sender_dkim_weak_key fault"],
  [[["mx2026", `v=DKIM1; p=${KEY_1024.slice(0, 100)}`]], "sender_dkim_syntax fault"],
  [[["mx2026", `v=DKIM1; t=y; p=${KEY_1024}`]], "sender_dkim_testing note"],
  [[["default", GOOD]], "sender_dkim_replaced not_checked"],
  [[["mx2026", GOOD], ["default", `v=DKIM1; p=${KEY_512}`]], "sender_dkim_weak_key fault"], // somebody could sign with it
];

test("a learned key is judged by what the DNS says of it, and said in both languages", async (t) => {
  const { address, change } = await changingKnot(t, ".", records(...ZONES[0][0]));
  const data = await learned(folder(t), { [DOMAIN]: [`Return-Path: <li.wei@${DOMAIN}>\n${signature(DOMAIN, "mx2026")}`] });
  for (const [keys, expected] of ZONES) {
    change(records(...keys));
    assert.deepStrictEqual(await report(address, data, ["dkim", "alignment"]), [expected, "sender_alignment_by_both fine"]);
    for (const language of ["en", "zh_CN"]) {
      const { stdout } = spawnSync(program, ["sender", "--lang", language, "--resolver", address, DOMAIN], { encoding: "utf8", env: { ...process.env, LASTMILE_DATA_DIR: data } });
      assert.doesNotMatch(stdout, /\(null\)|[{}]|^. [^:]*: *$/m);
      assert.match(stdout, expected.startsWith("sender_dkim_weak_key") ? /512/ : /mx2026/);
    }
  }
});

test("a key that was rotated out is no fault once a mail signed with the new one was seen", async (t) => {
  const { address } = await changingKnot(t, ".", records(["mx2027", GOOD]));
  const home = folder(t);
  const data = await learned(home, { [DOMAIN]: [signature(DOMAIN, "mx2026")] });
  assert.deepStrictEqual(await report(address, data, ["dkim"]), ["sender_dkim_missing fault"]);
  await new Promise((resolve) => setTimeout(resolve, 1100)); // the store knows seconds
  await learned(home, { [DOMAIN]: [signature(DOMAIN, "mx2027")] });
  assert.deepStrictEqual(await report(address, data, ["dkim"]), ["sender_dkim_fine fine"]);
});

test("mail in another name is a fault of a domain that wants it refused, and of nobody else's", async (t) => {
  const { address } = await changingKnot(t, ".", records());
  const service = "Return-Path: <0100@eu-west-1.amazonses.com>\n" + signature("amazonses.com", "a1");
  assert.deepStrictEqual(await report(address, await learned(folder(t), { [DOMAIN]: [service] }), ["alignment"]), ["sender_alignment_neither fault"]);
  const own = `Return-Path: <li.wei@${DOMAIN}>\n`;
  assert.deepStrictEqual(await report(address, await learned(folder(t), { [DOMAIN]: [own, service] }), ["alignment"]), ["sender_alignment_not_by_dkim note"]);
});

test("a server is not judged by From's SPF record where another domain's counts", async (t) => {
  const { address } = await changingKnot(t, ".", records());
  const said = async (trace) => report(address, await learned(folder(t), { [DOMAIN]: [trace] }), ["spf"], "--ip", "192.0.2.9");
  assert.deepStrictEqual(await said("Return-Path: <0100@eu-west-1.amazonses.com>\n"), ["sender_spf_fine fine", "sender_spf_other_envelope not_checked"]);
  assert.deepStrictEqual(await said(`Return-Path: <li.wei@${DOMAIN}>\n`), ["sender_spf_fine fine", "sender_spf_server_not_authorised fault"]);
});

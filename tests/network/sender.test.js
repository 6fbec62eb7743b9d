// SPDX-License-Identifier: MPL-2.0
// The sender's report over a real socket: each point of it right. What it says when the resolver fails is in
// fault_matrix.test.js.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { dnsServer, folder, lastmile, profileOf, program } = require("./support");

// Made for these tests with openssl, of 512 and 1024 bits.
const KEY_512 = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJtuoFRX3jDobK3dXBWo659+95/Yocs6UkVnpoEIRZTT3FckZVT/SGTDbJAvbE2uYxK0rzgYa25lh/XwbdJqpzMCAwEAAQ==";
const KEY_1024 =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDmPp6+UKQAxNV2TUv/rxgu53UvxjEF9ueKMst+EF1IwXtRkdoGD4pYYqlqlwFqaSpC3GTtIsAW6+GcjAuHHqfllGjCWFdT6e/FSIJoJJj3ajcOMw3w1dAWKGxn36Js6tLQDTnhDFNkkfQUXWvQrHCKshLXj6qzEkPly6FSRD7qiwIDAQAB";

const ZONE = {
  "fine.com": [{ TXT: "v=spf1 ip4:192.0.2.9 -all" }],
  "_dmarc.fine.com": [{ TXT: "v=DMARC1; p=reject; rua=mailto:dmarc@fine.com" }],
  "default._domainkey.fine.com": [{ TXT: `v=DKIM1; k=rsa; p=${KEY_1024}` }],
  "old._domainkey.fine.com": [{ TXT: "v=DKIM1; p=" }],
  "test._domainkey.fine.com": [{ TXT: `v=DKIM1; t=y; p=${KEY_1024}` }],
  "cut._domainkey.fine.com": [{ TXT: `v=DKIM1; p=${KEY_1024.slice(0, 100)}` }],
  "mx.fine.com": [{ A: "192.0.2.9" }],
  "9.2.0.192.in-addr.arpa": [{ PTR: "mx.fine.com" }],
  "bare.com": [{ MX: [10, "mxbiz1.qq.com"] }],
  "weak.com": [{ TXT: "v=spf1 +all" }],
  "_dmarc.weak.com": [{ TXT: "v=DMARC1; p=none" }],
  "google._domainkey.weak.com": [{ TXT: `v=DKIM1; p=${KEY_512}` }],
  "revoked.com": [{ TXT: "v=spf1 -all" }],
  "s1._domainkey.revoked.com": [{ TXT: "v=DKIM1; p=" }],
  "8.2.0.192.in-addr.arpa": [{ PTR: "mx.fine.com" }],
  "2.0.0.127.bl.spamcop.net": [{ A: "127.0.0.2" }],
  "test.dbl.nordspam.com": [{ A: "127.0.0.2" }],
  "weak.com.dbl.nordspam.com": [{ A: "127.0.0.2" }],
  "8.2.0.192.bl.spamcop.net": [{ A: "127.0.0.2" }],
  // Refuses this resolver: everything is answered, and nothing of it is a listing.
  "1.0.0.127.psbl.surriel.com": [{ A: "127.255.255.254" }],
  "2.0.0.127.psbl.surriel.com": [{ A: "127.255.255.254" }],
  "8.2.0.192.psbl.surriel.com": [{ A: "127.255.255.254" }],
  "9.2.0.192.psbl.surriel.com": [{ A: "127.255.255.254" }],
};

async function report(server, ...args) {
  const { objects, status } = await lastmile(["sender", "--json", "--resolver", server, ...args]);
  assert.strictEqual(objects.length, 1);
  const places = objects[0].points.map(({ area, subject = "" }) => `${area} ${subject}`);
  assert.deepStrictEqual(places, [...new Set(places)], "the history knows a point by its area and subject");
  return { ...objects[0], status, codes: objects[0].points.map((point) => `${point.code} ${point.state}`) };
}

test("a domain that does everything right has ten of ten", async (t) => {
  const { codes, score, status, domain } = await report(await dnsServer(t, ZONE), "--ip", "192.0.2.9", "Li@Fine.com");
  assert.deepStrictEqual(codes, [
    "sender_domain_fine fine",
    "sender_spf_fine fine",
    "sender_spf_server_authorised fine",
    "sender_dmarc_fine fine",
    "sender_dkim_fine fine",
    "sender_alignment_not_learned not_checked",
    "sender_ptr_fine fine",
    "sender_blocklist_fine fine",
    "sender_blocklist_refused not_checked",
    "sender_blocklist_domain_fine fine",
  ]);
  assert.deepStrictEqual({ score, status, domain }, { score: 10, status: 0, domain: "fine.com" });
});

test("a domain without records is given those to add", async (t) => {
  const { codes, points, score, status } = await report(await dnsServer(t, ZONE), "bare.com");
  assert.deepStrictEqual(codes, ["sender_domain_fine fine", "sender_spf_missing fault", "sender_dmarc_missing fault", "sender_dkim_not_found not_checked", "sender_alignment_not_learned not_checked", "sender_blocklist_domain_fine fine"]);
  assert.strictEqual(points[1].params.right_record, "v=spf1 include:spf.mail.qq.com ~all");
  assert.strictEqual(points[2].params.name, "_dmarc.bare.com");
  assert.match(points[2].params.right_record, /^v=DMARC1; p=none; rua=mailto:/);
  assert.deepStrictEqual({ score, status }, { score: 1.7, status: 1 });
});

test("faults are told with their evidence, and the score shows its parts", async (t) => {
  const { codes, points, parts, score } = await report(await dnsServer(t, ZONE), "--ip", "192.0.2.8,192.0.2.7", "weak.com");
  assert.deepStrictEqual(codes, [
    "sender_domain_fine fine",
    "sender_spf_pass_all fault",
    "sender_spf_server_authorised fine",
    "sender_spf_server_authorised fine",
    "sender_dmarc_policy_none note",
    "sender_dkim_weak_key fault",
    "sender_alignment_not_learned not_checked",
    "sender_ptr_unconfirmed fault",
    "sender_ptr_missing fault",
    "sender_blocklist_listed fault",
    "sender_blocklist_refused not_checked",
    "sender_blocklist_fine fine",
    "sender_blocklist_refused not_checked",
    "sender_blocklist_domain_listed fault",
  ]);
  assert.strictEqual(points[5].params.bits, "512");
  assert.deepStrictEqual(parts.map(({ area, got, of }) => `${area} ${got}/${of}`), ["spf 0/3", "dmarc 1/2", "dkim 0/2", "alignment 0/0", "ptr 0/1", "blocklist 0/1"]);
  assert.strictEqual(score, 1.1);
});

test("a provider is judged by what it has its customers include, not by where mail is handed in", async (t) => {
  const server = await dnsServer(t, {
    ...ZONE,
    "smtp.qiye.163.com": [{ A: "192.0.2.7" }],
    "spf.qiye.163.com": [{ TXT: "v=spf1 ip4:192.0.2.64/26 -all" }],
    "hengda-valves.cn": [{ TXT: "v=spf1 include:spf.qiye.163.com -all" }],
  });
  const spf = async (domain, smtp = "smtp.qiye.163.com:465") => (await report(server, "--smtp", smtp, domain)).points.filter(({ code }) => /^sender_(spf_(server|provider)|ptr|blocklist_[^d])/.test(code));
  const codes = async (...args) => (await spf(...args)).map(({ code, state }) => `${code} ${state}`);
  assert.deepStrictEqual(await codes("hengda-valves.cn"), ["sender_spf_server_authorised fine"]);
  assert.deepStrictEqual(await codes("hengda-valves.cn", "smtp.strato.de:465"), ["sender_spf_provider_unknown not_checked"]);
  const [lacking] = await spf("fine.com");
  assert.strictEqual(lacking.variant, "provider");
  assert.strictEqual(lacking.params.right_record, "v=spf1 include:spf.qiye.163.com ip4:192.0.2.9 -all");
});

/** What `lastmile check` says of SPF, with the record to have, for a message of @from that leaves through @host. */
async function spfAtSend(t, server, from, host) {
  const scratch = folder(t);
  fs.writeFileSync(path.join(scratch, "message.json"), JSON.stringify({ from: { address: from }, to: ["bob@printer.test"] }));
  const { objects } = await lastmile(["check", "--json", "--all", "--no-store", "--resolver", server, "--prefs", profileOf(scratch, host, { username: from }), "--message", path.join(scratch, "message.json")]);
  return objects[0].findings.filter(({ code }) => code.startsWith("sender_spf_")).map(({ code, params }) => `${code}: ${params.right_record}`);
}

test("the record to have lets the mail provider send through whose server Thunderbird sends", async (t) => {
  const server = await dnsServer(t, {
    ...ZONE,
    "netease-mx.com": [{ MX: [10, "mx.qiye163mx01.mxmail.netease.com"] }],
    "no-mx.com": [{ TXT: "nothing" }],
    "handed-over.com": [{ TXT: "v=spf1 redirect=fine.com" }],
    "spf.qiye.163.com": [{ TXT: "v=spf1 ip4:192.0.2.64/26 -all" }],
    "mail.fine.com": [{ A: "192.0.2.8" }],
  });
  const said = (from, host) => spfAtSend(t, server, from, host);
  assert.deepStrictEqual(await said("li@bare.com", "smtp.exmail.qq.com"), ["sender_spf_missing: v=spf1 include:spf.mail.qq.com ~all"]);
  assert.deepStrictEqual(await said("li@bare.com", "smtp.qiye.163.com"), ["sender_spf_missing: v=spf1 include:spf.qiye.163.com include:spf.mail.qq.com ~all"]);
  assert.deepStrictEqual(await said("li@netease-mx.com", "smtp.qiye.163.com"), ["sender_spf_missing: v=spf1 include:spf.qiye.163.com ~all"]);
  assert.deepStrictEqual(await said("li@no-mx.com", "smtp.qiye.163.com"), ["sender_spf_missing: v=spf1 include:spf.qiye.163.com ~all"]);
  assert.deepStrictEqual(await said("li@no-mx.com", "mail.fine.com"), ["sender_spf_missing: undefined"]);
  assert.deepStrictEqual(await said("li@fine.com", "smtp.qiye.163.com"), ["sender_spf_server_not_authorised: v=spf1 include:spf.qiye.163.com ip4:192.0.2.9 -all"]);
  assert.deepStrictEqual(await said("li@handed-over.com", "smtp.qiye.163.com"), ["sender_spf_server_not_authorised: v=spf1 include:spf.qiye.163.com redirect=fine.com"]);
  assert.deepStrictEqual(await said("li@fine.com", "mail.fine.com"), ["sender_spf_server_not_authorised: v=spf1 a:mail.fine.com ip4:192.0.2.9 -all"]);
});

test("a list is not believed about addresses of a kind that it does not know", async (t) => {
  const { codes } = await report(await dnsServer(t, ZONE), "--ip", "2001:db8::1", "fine.com");
  assert.deepStrictEqual(codes.slice(-3, -1), ["sender_blocklist_refused not_checked", "sender_blocklist_refused not_checked"]);
});

test("the policy says which lists are asked, and which answers of theirs are a listing", async (t) => {
  const server = await dnsServer(t, {
    ...ZONE,
    "2.0.0.127.bl.firms.com": [{ A: "127.0.1.4" }],
    "9.2.0.192.bl.firms.com": [{ A: "127.0.0.10" }],
    "7.2.0.192.bl.firms.com": [{ A: "127.0.1.255" }],
    "6.2.0.192.bl.firms.com": [{ A: "127.0.0.1" }],
    "test.dbl.firms.com": [{ A: "127.0.1.2" }],
    "fine.com.dbl.firms.com": [{ A: "127.0.1.2" }],
    "test.wild.firms.com": [{ A: "127.0.0.2" }],
    "invalid.wild.firms.com": [{ A: "127.0.0.2" }],
    "fine.com.wild.firms.com": [{ A: "127.0.0.2" }],
  });
  const said = async (blocklists, ip) => {
    const { objects } = await lastmile(["sender", "--json", "--resolver", server, "--ip", ip, "fine.com"], [], { policy: { blocklists } });
    return objects[0].points.filter(({ area }) => area === "blocklist").map(({ code, params }) => `${code} ${params.zone}`);
  };
  assert.deepStrictEqual(await said({ addresses: ["bl.firms.com"], domains: ["dbl.firms.com", "wild.firms.com"] }, "192.0.2.9"), [
    "sender_blocklist_listed bl.firms.com",
    "sender_blocklist_domain_listed dbl.firms.com",
    "sender_blocklist_domain_refused wild.firms.com",
  ]);
  assert.deepStrictEqual(await said({ addresses: ["bl.firms.com"], domains: [] }, "192.0.2.7"), ["sender_blocklist_refused bl.firms.com"]);
  assert.deepStrictEqual(await said({ addresses: ["bl.firms.com"], domains: [] }, "192.0.2.6"), ["sender_blocklist_refused bl.firms.com"]);
  assert.deepStrictEqual(await said({ addresses: ["bl.firms.com"], domains: [] }, "192.0.2.5"), ["sender_blocklist_fine bl.firms.com"]);
  assert.deepStrictEqual(await said({ addresses: [{ zone: "bl.firms.com", codes: "127.0.1.2-127.0.1.9" }], domains: [] }, "192.0.2.9"), ["sender_blocklist_refused bl.firms.com"]);
  assert.deepStrictEqual(await said({ addresses: [], domains: [] }, "192.0.2.9"), []);
});

test("a selector that is named is judged; one that is guessed is not missing", async (t) => {
  const server = await dnsServer(t, ZONE);
  const dkim = async (domain, ...args) => (await report(server, ...args, domain)).codes.find((code) => code.startsWith("sender_dkim"));
  assert.strictEqual(await dkim("fine.com", "--selector", "old"), "sender_dkim_revoked fault");
  assert.strictEqual(await dkim("fine.com", "--selector", "test"), "sender_dkim_testing note");
  assert.strictEqual(await dkim("fine.com", "--selector", "cut"), "sender_dkim_syntax fault");
  assert.strictEqual(await dkim("fine.com", "--selector", "gone"), "sender_dkim_missing fault");
  assert.strictEqual(await dkim("revoked.com"), "sender_dkim_not_found not_checked");
});

test("of a domain that does not exist nothing else is said", async (t) => {
  const { codes, score } = await report(await dnsServer(t, ZONE), "--ip", "192.0.2.9", "gone.com");
  assert.deepStrictEqual({ codes, score }, { codes: ["sender_domain_not_found fault"], score: null });
});

test("a slow resolver is waited for", async (t) => {
  const { score } = await report(await dnsServer(t, ZONE, "--delay", "200"), "--ip", "192.0.2.9", "fine.com");
  assert.strictEqual(score, 10);
});

test("a person reads every point, in both languages, with the record to copy", async (t) => {
  const server = await dnsServer(t, ZONE);
  for (const language of ["en", "zh_CN"]) {
    for (const domain of ["fine.com", "bare.com", "weak.com", "gone.com"]) {
      const { stdout } = spawnSync(program, ["sender", "--lang", language, "--resolver", server, "--ip", "192.0.2.8,192.0.2.7", domain], { encoding: "utf8" });
      assert.ok(stdout.startsWith(`${domain}\n`), stdout);
      assert.doesNotMatch(stdout, /\(null\)|[{}]|^. [^:]*: *$/m);
      assert.ok(domain !== "bare.com" || stdout.includes('\n    bare.com. TXT "v=spf1 include:spf.mail.qq.com ~all"\n'), stdout);
    }
  }
});

test("what is no domain is refused; of one that nobody but its service looks after, nothing is judged", async () => {
  for (const name of ["not a domain", "a@b@c"]) {
    assert.strictEqual((await lastmile(["sender", "--json", name])).status, 2, name);
  }
  for (const [name, code] of [["li@gmail.com", "sender_domain_free_mail"], ["firm.example", "sender_domain_reserved"]]) {
    const { objects, status } = await lastmile(["sender", "--json", name]);
    assert.deepStrictEqual([objects[0].points.map((point) => point.code), objects[0].score, status], [[code], null, 0]);
  }
});

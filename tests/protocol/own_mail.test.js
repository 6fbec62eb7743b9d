// SPDX-License-Identifier: MPL-2.0
// How the user's own mail is sent, learned from what comes back: what of it is believed, what is not, and what is said then.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");
const { copy: copyOf, read, signature } = require("./own_mail");
const { dnsServer, lastmile } = require("../network/support");

const DOMAIN = "hengda-valves.cn";
// Made for these tests with openssl, of 1024 bits.
const KEY =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDmPp6+UKQAxNV2TUv/rxgu53UvxjEF9ueKMst+EF1IwXtRkdoGD4pYYqlqlwFqaSpC3GTtIsAW6+GcjAuHHqfllGjCWFdT6e/FSIJoJJj3ajcOMw3w1dAWKGxn36Js6tLQDTnhDFNkkfQUXWvQrHCKshLXj6qzEkPly6FSRD7qiwIDAQAB";
const ZONE = {
  [DOMAIN]: [{ TXT: "v=spf1 ip4:203.0.113.4 -all" }],
  [`_dmarc.${DOMAIN}`]: [{ TXT: "v=DMARC1; p=reject" }],
  [`mx2026._domainkey.${DOMAIN}`]: [{ TXT: `v=DKIM1; k=rsa; p=${KEY}` }],
  "rothwell-pumps.com": [{ MX: [10, "mx.rothwell-pumps.com"] }],
  "mx.rothwell-pumps.com": [{ A: "8.8.8.8" }],
};

const SIGNED = signature(DOMAIN, "mx2026");
const PATH = `Return-Path: <li.wei@${DOMAIN}>\n`;
const copy = ({ trace = PATH + SIGNED, ...others } = {}) => copyOf(DOMAIN, trace, others);

const bounce = (returned) => `From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: li.wei@${DOMAIN}
Subject: Undelivered Mail Returned to Sender
Message-ID: <b1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<bob@rothwell-pumps.com>: 550 5.1.1 no such user

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; bob@rothwell-pumps.com
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

${returned}
--b--
`;

async function open(t, { zone = ZONE, policy = {} } = {}) {
  const resolver = await dnsServer(t, zone);
  const host = new Host({ env: { LASTMILE_RESOLVER: resolver } });
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ own_domains: [DOMAIN], ...policy }));
  await host.ask({ id: 1, type: "sent", recipients: [`li.wei@${DOMAIN}`], message_id: `1@${DOMAIN}` });
  return { host, resolver };
}

/** What the report says of an area. */
async function point(host, area, domain = DOMAIN) {
  const { points } = await host.ask({ id: 3, type: "sender", sender: `li.wei@${domain}` });
  return points.find((one) => one.area === area);
}

const LEARNS = {
  "a mail to oneself": copy() + "\nx\n",
  "what a bounce returns": bounce(copy()),
  "a mailing list's copy": copy({ trace: `Return-Path: <sales-bounces@lists.example.org>\nList-Id: <sales.lists.example.org>\n${signature("lists.example.org", "l1")}${SIGNED}` }) + "\nx\n",
  "a copy that was forwarded": copy({ trace: `Return-Path: <SRS0=ab=XY=${DOMAIN}=li.wei@forwarder.example>\n${signature("forwarder.example", "f1")}${SIGNED}` }) + "\nx\n",
};

test("the selector is learned, and its key is the one that is judged", async (t) => {
  for (const [name, mail] of Object.entries(LEARNS)) {
    const { host, resolver } = await open(t);
    assert.strictEqual((await point(host, "dkim")).code, "sender_dkim_not_found", name);
    await read(host, mail, { log: true, at: new Date().toISOString() });
    const { code, state, variant, params } = await point(host, "dkim");
    assert.deepStrictEqual({ code, state, variant, selector: params.selector }, { code: "sender_dkim_fine", state: "fine", variant: "learned", selector: "mx2026" }, name);
    assert.match(params.seen, /^20\d\d-\d\d-\d\d$/);
    const { objects } = await lastmile(["sender", "--json", "--resolver", resolver, DOMAIN], [], { env: { LASTMILE_DATA_DIR: path.join(host.home, "data") } });
    const printed = objects[0].points.find(({ area }) => area === "dkim");
    assert.deepStrictEqual([printed.code, printed.state, printed.variant, printed.params], [code, state, variant, params], name);
    await host.end();
  }
});

const STRANGERS = {
  "a mail that the user did not send": copy({ id: "2@evil.example" }) + "\nx\n",
  "a mail without an id": `${SIGNED}From: li.wei@${DOMAIN}\n\nx\n`,
  "from a domain that is not the user's": copy({ from: "li.wei@rothwell-pumps.com", trace: signature("rothwell-pumps.com", "mx2026") }) + "\nx\n",
  "a stranger's signature": copy({ trace: signature("evil.example", "mx2026") }) + "\nx\n",
  "a signature of a domain that only ends the same": copy({ trace: signature(`not${DOMAIN}`, "mx2026") }) + "\nx\n",
  "a signature of the public suffix": copy({ trace: signature("cn", "mx2026") }) + "\nx\n",
  "a bounce of a mail that the user did not send": bounce(copy({ id: "2@evil.example" })),
  "a signature of the bounce itself": SIGNED + bounce(copy({ trace: "" })),
  "a selector that is no name": copy({ trace: signature(DOMAIN, "mx2026/../x") }) + "\nx\n",
  "a signature in the text": copy({ trace: "" }) + `\n${SIGNED}\n`,
};

test("what anybody can write is not believed", async (t) => {
  for (const [name, mail] of Object.entries(STRANGERS)) {
    const { host } = await open(t);
    await read(host, mail);
    for (const domain of [DOMAIN, "rothwell-pumps.com"]) {
      assert.strictEqual((await point(host, "dkim", domain)).code, "sender_dkim_not_found", `${name}, ${domain}`);
    }
    await host.end();
  }
});

test("nothing is kept unless the mail is for the log and the policy lets things be remembered", async (t) => {
  const { host } = await open(t);
  await read(host, copy(), { log: false });
  assert.strictEqual((await point(host, "dkim")).code, "sender_dkim_not_found");
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ own_domains: [DOMAIN], remember: false }));
  await read(host, copy());
  assert.strictEqual((await point(host, "dkim")).code, "sender_dkim_not_found");
  await host.end();
});

const { [`mx2026._domainkey.${DOMAIN}`]: key, ...KEYLESS } = ZONE;

test("a key that mail is signed with and that is not there is a fault, in the report and once before Send", async (t) => {
  const { host } = await open(t, { zone: KEYLESS });
  const said = async (id) => (await host.check(id, { from: { address: `li.wei@${DOMAIN}` }, to: ["bob@rothwell-pumps.com"] })).findings.filter(({ code }) => code.startsWith("sender_dkim_")).map(({ code, severity, variant, params }) => [code, severity, variant, params.selector]);
  assert.deepStrictEqual(await said(10), []);
  await read(host, copy());
  const { code, state, params } = await point(host, "dkim");
  assert.deepStrictEqual([code, state, params.selector, params.domain], ["sender_dkim_missing", "fault", "mx2026", DOMAIN]);
  assert.deepStrictEqual(await said(11), [["sender_dkim_missing", "notice", "learned", "mx2026"]]);
  await host.ask({ id: 12, type: "sent", recipients: ["bob@rothwell-pumps.com"], message_id: `3@${DOMAIN}` });
  assert.deepStrictEqual(await said(13), [["sender_dkim_missing", "info", "learned", "mx2026"]]);
  await host.end();
});

test("a mail of long ago, and a key that was changed since, are no fault", async (t) => {
  const { host } = await open(t, { zone: KEYLESS });
  await read(host, copy(), { log: true, at: "2020-01-01T00:00:00Z" });
  assert.strictEqual((await point(host, "dkim")).code, "sender_dkim_not_found");
  await read(host, copy(), { log: true, at: new Date(Date.now() - 86400_000).toISOString() });
  assert.strictEqual((await point(host, "dkim")).code, "sender_dkim_missing");
  await host.end();

  const changed = await open(t, { zone: { ...KEYLESS, [`selector2._domainkey.${DOMAIN}`]: key } });
  await read(changed.host, copy());
  const { code, state, params } = await point(changed.host, "dkim");
  assert.deepStrictEqual([code, state, params.other_selector], ["sender_dkim_replaced", "not_checked", "selector2"]);
  await changed.host.end();
});

/** What a mail says of how it was sent, and what the report makes of that: the code, its state, and the variant. */
const ALIGNMENTS = [
  ["", "sender_alignment_not_learned not_checked"],
  [PATH + SIGNED, "sender_alignment_by_both fine"],
  [SIGNED, "sender_alignment_by_dkim fine"],
  [PATH, "sender_alignment_by_spf fine"],
  [PATH + signature("hengda.onmicrosoft.com", "selector1"), "sender_alignment_not_by_dkim note"],
  [signature("hengda.onmicrosoft.com", "selector1"), "sender_alignment_not_by_dkim note assumed"],
  ["Return-Path: <0100@eu-west-1.amazonses.com>\n" + signature("amazonses.com", "a1") + SIGNED, "sender_alignment_not_by_spf note"],
  ["Return-Path: <0100@eu-west-1.amazonses.com>\n", "sender_alignment_dkim_not_learned not_checked"],
  ["Return-Path: <0100@eu-west-1.amazonses.com>\n" + signature("amazonses.com", "a1"), "sender_alignment_neither fault"],
  [`Return-Path: <SRS0=ab=XY=${DOMAIN}=li.wei@forwarder.example>\n` + signature("forwarder.example", "f1"), "sender_alignment_not_learned not_checked"],
  ["Return-Path: <sales-bounces@lists.example.org>\nList-Id: <sales.lists.example.org>\n" + signature("lists.example.org", "l1"), "sender_alignment_not_learned not_checked"],
  ["Return-Path: <>\n", "sender_alignment_not_learned not_checked"],
];

test("in whose name mail is sent and signed is told, and doubted where somebody sent it on", async (t) => {
  for (const [trace, expected] of ALIGNMENTS) {
    const { host } = await open(t);
    await read(host, copy({ trace }) + "\nx\n");
    const { code, state, variant } = await point(host, "alignment");
    assert.strictEqual([code, state, variant].filter(Boolean).join(" "), expected, trace);
    const { findings } = await host.check(11, { from: { address: `li.wei@${DOMAIN}` }, to: ["bob@rothwell-pumps.com"] });
    assert.strictEqual(findings.some((finding) => finding.code === "sender_alignment_neither"), state === "fault", trace);
    await host.end();
  }
});

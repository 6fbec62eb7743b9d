// SPDX-License-Identifier: MPL-2.0
// Every way in which a resolver can fail, against everything that asks it. Each cell is what was said of a subject: its truth, or
// "not checked"; never a "missing", "listed" or "does not exist" that is not so, and never a "fine" that nobody found out. Both tables
// are data, and the test prints the outcome.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { learned, signature } = require("../protocol/own_mail");
const { blackHole, dnsServer, folder, lastmile, profileOf } = require("./support");

const PUBLIC = "8.8.8.8";
const KEY = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJtuoFRX3jDobK3dXBWo659+95/Yocs6UkVnpoEIRZTT3FckZVT/SGTDbJAvbE2uYxK0rzgYa25lh/XwbdJqpzMCAwEAAQ=="; // made for these tests
const ZONE = {
  "good.firms.com": [{ MX: [10, "mx.good.firms.com"] }],
  "mx.good.firms.com": [{ A: PUBLIC }],
  "address.firms.com": [{ A: PUBLIC }],
  "null.firms.com": [{ MX: [0, ""] }],
  "nothing.firms.com": [{ TXT: "nothing" }],
  "dangling.firms.com": [{ MX: [10, "gone.firms.com"] }],
  "private.firms.com": [{ MX: [10, "mx.private.firms.com"] }],
  "mx.private.firms.com": [{ A: "192.168.1.5" }],
  "parked.firms.com": [{ MX: [10, "park-mx.above.com"] }],
  "park-mx.above.com": [{ A: PUBLIC }],
  "foxmai.com": [{ A: PUBLIC }],
  "fxmail.com": [{ MX: [10, "mx.good.firms.com"] }],
  "bareip.firms.com": [{ MX: [10, PUBLIC] }],
  "fine.com": [{ TXT: "v=spf1 include:spf.fine.com -all" }],
  "spf.fine.com": [{ TXT: "v=spf1 ip4:192.0.2.9 -all" }],
  "_dmarc.fine.com": [{ TXT: "v=DMARC1; p=reject" }],
  "default._domainkey.fine.com": [{ TXT: `v=DKIM1; k=rsa; p=${KEY}` }],
  "mx2026._domainkey.fine.com": [{ TXT: `v=DKIM1; k=rsa; p=${KEY}` }],
  "rotated.com": [{ TXT: "v=spf1 -all" }],
  "_dmarc.rotated.com": [{ TXT: "v=DMARC1; p=reject" }],
  "s1._domainkey.rotated.com": [{ TXT: `v=DKIM1; k=rsa; p=${KEY}` }],
  "lent.com": [{ TXT: "v=spf1 -all" }],
  "_dmarc.lent.com": [{ TXT: "v=DMARC1; p=reject" }],
  "partly.com": [{ TXT: "v=spf1 -all" }],
  "_dmarc.partly.com": [{ TXT: "v=DMARC1; p=reject" }],
  "mx.fine.com": [{ A: "192.0.2.9" }],
  "9.2.0.192.in-addr.arpa": [{ PTR: "mx.fine.com" }],
  "mail.fine.com": [{ A: "192.0.2.8" }],
  "alone.com": [{ TXT: "v=spf1 ip4:192.0.2.9 -all" }],
  "mail.alone.com": [{ A: "192.0.2.8" }],
  "spf.mail.qq.com": [{ TXT: "v=spf1 include:qq.fine.com -all" }],
  "qq.fine.com": [{ TXT: "v=spf1 ip4:192.0.2.64/26 -all" }],
  "tencent.com": [{ TXT: "v=spf1 include:spf.mail.qq.com -all" }],
  "spammer.com": [{ TXT: "v=spf1 ip4:192.0.2.8 ip4:192.0.2.7 -all" }],
  "mail.spammer.com": [{ A: "192.0.2.8" }],
  "8.2.0.192.in-addr.arpa": [{ PTR: "mail.spammer.com" }],
  "nameless.spammer.com": [{ A: "192.0.2.7" }],
  "misnamed.spammer.com": [{ A: "192.0.2.6" }],
  "misnamed.com": [{ TXT: "v=spf1 ip4:192.0.2.6 -all" }],
  "6.2.0.192.in-addr.arpa": [{ PTR: "mx.fine.com" }],
  "bare.com": [{ MX: [10, "mxbiz1.qq.com"] }],
  "broken.com": [{ TXT: "v=spf1 include:gone.firms.com -all" }],
  "void.com": [{ TXT: "v=spf1 a:a.gone.com a:b.gone.com a:c.gone.com -all" }],
  "2.0.0.127.bl.spamcop.net": [{ A: "127.0.0.2" }],
  "2.0.0.127.psbl.surriel.com": [{ A: "127.0.0.2" }],
  "test.dbl.nordspam.com": [{ A: "127.0.0.2" }],
  "listed.com": [{ TXT: "v=spf1 -all" }],
  "listed.com.dbl.nordspam.com": [{ A: "127.0.0.2" }],
  "8.2.0.192.bl.spamcop.net": [{ A: "127.0.0.2" }],
};

/** How mail of the user's own was seen to go, domain by domain: a store that has learned it is at hand to what asks. */
const SERVICE = "Return-Path: <0100@eu-west-1.amazonses.com>\n";
const OWN_MAIL = {
  "fine.com": [`Return-Path: <li.wei@fine.com>\n${signature("fine.com", "mx2026")}`],
  "broken.com": [signature("broken.com", "mx2026")],
  "rotated.com": [signature("rotated.com", "mx2025")],
  "lent.com": [SERVICE + signature("amazonses.com", "a1")],
  "partly.com": [SERVICE + signature("partly.com", "mx2026")],
};

// --- What asks ---

/** What a report of `lastmile check` says of the class @prefix. */
const saidOf = (object, prefix) => {
  assert.strictEqual(object.error, undefined, JSON.stringify(object));
  const codes = object.findings.map(({ code }) => code).filter((code) => code.startsWith(prefix));
  const missed = (object.not_checked ?? []).filter(({ code }) => code.startsWith(prefix)).map(({ why }) => `not checked: ${why}`);
  return codes.concat(missed.slice(0, 1)).join(", ") || "fine";
};

const recipient = (domain) => async (server, scratch, policy) => saidOf((await lastmile(["check", "--json", "--no-store", "--resolver", server, `bob@${domain}`], [], { policy })).objects[0], "status_");

/** A message from there to a domain that takes mail. */
const messageFrom = (domain, scratch) => {
  const file = path.join(fs.mkdtempSync(path.join(scratch, "message-")), "message.json");
  fs.writeFileSync(file, JSON.stringify({ from: { address: `li@${domain}` }, to: ["bob@good.firms.com"] }));
  return file;
};

/** Whether a slip of a provider interrupts, as one that names no mail server does. */
const slip = (domain) => async (server) => {
  const { findings } = (await lastmile(["check", "--json", "--no-store", "--resolver", server, `bob@${domain}`])).objects[0];
  const { severity } = findings.find(({ code }) => code === "recipient_domain_typo");
  return severity === "warning" ? severity : "not checked: it stays a guess";
};

const atSend = (domain, prefix, outgoing) => async (server, scratch, policy) =>
  saidOf((await lastmile(["check", "--json", "--all", "--no-store", "--resolver", server, ...(outgoing ? ["--prefs", profileOf(scratch, outgoing)] : []), "--message", messageFrom(domain, scratch)], [], { policy })).objects[0], prefix);

/** A copy of the store that has learned. */
const storeOf = (scratch) => {
  const copy = fs.mkdtempSync(path.join(scratch, "store-"));
  fs.cpSync(path.join(scratch, "learned", "data"), copy, { recursive: true });
  return { LASTMILE_DATA_DIR: copy };
};

const ownAtSend = (domain, prefix) => async (server, scratch, policy) =>
  saidOf((await lastmile(["check", "--json", "--all", "--resolver", server, "--message", messageFrom(domain, scratch)], [], { policy, env: storeOf(scratch) })).objects[0], prefix);

const ownPoint = (domain, area) => async (server, scratch, policy) => {
  const { points } = (await lastmile(["sender", "--json", "--resolver", server, domain], [], { policy, env: storeOf(scratch) })).objects[0];
  const { code, why } = points.find((one) => one.area === area) ?? { code: "nothing" };
  return why ? `not checked: ${why}` : code;
};

const point = (domain, area, ...args) => async (server) => {
  const { points } = (await lastmile(["sender", "--json", "--resolver", server, ...args, domain])).objects[0];
  const said = points.filter(({ code }) => code.startsWith(`sender_${area}_`)).map(({ code, why }) => (why ? `not checked: ${why}` : code));
  return [...new Set(said)].join(", ") || "nothing";
};

const evaluator = (domain) => async (server) => {
  const { result, why } = (await lastmile(["sender", "spf", "--json", "--resolver", server, "--ip", "192.0.2.9", "--mail-from", `li@${domain}`])).objects[0];
  return result === "temperror" ? `not checked: ${why}` : result;
};

/** subject: who answers it, and what is true of it. */
const SUBJECTS = [
  ["takes mail", recipient("good.firms.com"), "fine"],
  ["an address only", recipient("address.firms.com"), "fine"],
  ["null MX", recipient("null.firms.com"), "status_null_mx"],
  ["no mail server", recipient("nothing.firms.com"), "status_no_mail_server"],
  ["MX to nothing", recipient("dangling.firms.com"), "status_server_unreachable"],
  ["MX to a private address", recipient("private.firms.com"), "status_server_unreachable"],
  ["MX to a bare address", recipient("bareip.firms.com"), "status_server_unreachable"],
  ["parked", recipient("parked.firms.com"), "status_no_mail_server"],
  ["slip that names no mail server", slip("foxmai.com"), "warning"],
  ["slip that takes mail", slip("fxmail.com"), "not checked: it stays a guess"],
  ["no such domain", recipient("missing.firms.com"), "status_domain_not_found"],
  ["SPF there", atSend("fine.com", "sender_spf_"), "fine"],
  ["SPF missing", atSend("bare.com", "sender_spf_"), "sender_spf_missing"],
  ["SPF leads nowhere", atSend("broken.com", "sender_spf_"), "sender_spf_broken_include"],
  ["SPF names what is gone", atSend("void.com", "sender_spf_"), "sender_spf_too_many_void"],
  ["SPF lets the provider send", atSend("tencent.com", "sender_spf_", "smtp.exmail.qq.com"), "fine"],
  ["SPF lacks the provider", atSend("fine.com", "sender_spf_", "smtp.exmail.qq.com"), "sender_spf_server_not_authorised"],
  ["SPF lacks the own server", atSend("alone.com", "sender_spf_", "mail.alone.com"), "sender_spf_server_not_authorised"],
  ["domain listed", atSend("listed.com", "sender_blocklisted"), "sender_blocklisted"],
  ["server listed", atSend("spammer.com", "sender_blocklisted", "mail.spammer.com"), "sender_blocklisted"],
  ["server without a name", atSend("spammer.com", "sender_ptr_", "nameless.spammer.com"), "sender_ptr_missing"],
  ["server's name elsewhere", atSend("misnamed.com", "sender_ptr_", "misnamed.spammer.com"), "sender_ptr_unconfirmed"],
  ["DMARC there", atSend("fine.com", "sender_dmarc_"), "fine"],
  ["DMARC missing", atSend("bare.com", "sender_dmarc_"), "sender_dmarc_missing"],
  ["report: domain", point("fine.com", "domain"), "sender_domain_fine"],
  ["report: no domain", point("gone.com", "domain"), "sender_domain_not_found"],
  ["report: SPF", point("fine.com", "spf"), "sender_spf_fine"],
  ["report: SPF missing", point("bare.com", "spf"), "sender_spf_missing"],
  ["report: server authorised", point("fine.com", "spf", "--ip", "192.0.2.9"), "sender_spf_fine, sender_spf_server_authorised"],
  ["report: not authorised", point("fine.com", "spf", "--ip", "192.0.2.8"), "sender_spf_fine, sender_spf_server_not_authorised"],
  ["report: provider", point("tencent.com", "spf", "--smtp", "smtp.exmail.qq.com:465"), "sender_spf_fine, sender_spf_server_authorised"],
  ["report: provider lacks", point("fine.com", "spf", "--smtp", "smtp.exmail.qq.com:465"), "sender_spf_fine, sender_spf_server_not_authorised"],
  ["report: DMARC", point("fine.com", "dmarc"), "sender_dmarc_fine"],
  ["report: DMARC missing", point("bare.com", "dmarc"), "sender_dmarc_missing"],
  ["report: DKIM", point("fine.com", "dkim"), "sender_dkim_weak_key"],
  ["DKIM key there", ownAtSend("fine.com", "sender_dkim_"), "sender_dkim_weak_key"],
  ["DKIM key missing", ownAtSend("broken.com", "sender_dkim_"), "sender_dkim_missing"],
  ["sent in another name", ownAtSend("lent.com", "sender_alignment_"), "sender_alignment_neither"],
  ["report: DKIM, learned", ownPoint("fine.com", "dkim"), "sender_dkim_weak_key"],
  ["report: DKIM, gone", ownPoint("broken.com", "dkim"), "sender_dkim_missing"],
  ["report: DKIM, rotated", ownPoint("rotated.com", "dkim"), "sender_dkim_replaced"],
  ["report: in another name", ownPoint("lent.com", "alignment"), "sender_alignment_neither"],
  ["report: signed in the own", ownPoint("partly.com", "alignment"), "sender_alignment_not_by_spf"],
  ["report: DKIM, named", point("fine.com", "dkim", "--selector", "gone"), "sender_dkim_missing"],
  ["report: reverse name", point("fine.com", "ptr", "--ip", "192.0.2.9"), "sender_ptr_fine"],
  ["report: no reverse name", point("fine.com", "ptr", "--ip", "192.0.2.7"), "sender_ptr_missing"],
  ["report: not listed", point("fine.com", "blocklist", "--ip", "192.0.2.9"), "sender_blocklist_fine, sender_blocklist_domain_fine"],
  ["report: listed", point("fine.com", "blocklist", "--ip", "192.0.2.8"), "sender_blocklist_listed, sender_blocklist_fine, sender_blocklist_domain_fine"],
  ["report: domain not listed", point("fine.com", "blocklist"), "sender_blocklist_domain_fine"],
  ["report: domain listed", point("listed.com", "blocklist"), "sender_blocklist_domain_listed"],
  ["sender spf: pass", evaluator("fine.com"), "pass"],
  ["sender spf: none", evaluator("bare.com"), "none"],
];

// --- How it fails ---

const wrong = (...args) => (t) => dnsServer(t, ZONE, ...args);
/** What is said of a subject, point by point: the truth, nothing found out, or for each point one of the two. */
const MUST = {
  truth: (said, truth) => said === truth,
  notChecked: (said) => said.split(", ").every((one) => one.startsWith("not checked: ")),
  either: (said, truth) => said.split(", ").every((one) => truth.split(", ").includes(one) || one.startsWith("not checked: ")),
};

/** Where the truth must come out, a busy machine has time for it. */
const POLICY = { truth: { network: { deadline_ms: 60000 } } };

/** fault: the server, and what each cell of its column must be. Those of "truth" come first. */
const FAULTS = [
  ["well", wrong(), "truth"],
  ["slow", wrong("--delay", "150"), "truth"],
  ["dead", wrong("--fault", "dead"), "notChecked"],
  ["black hole", blackHole, "notChecked"],
  ["half dead", wrong("--fault", "half_dead"), "either"],
  ["SERVFAIL", wrong("--fault", "servfail"), "notChecked"],
  ["REFUSED", wrong("--fault", "refused"), "notChecked"],
  ["NXDOMAIN", wrong("--fault", "nxdomain"), "notChecked"],
  ["empty", wrong("--fault", "nodata"), "notChecked"],
  ["wildcard", wrong("--fault", "wildcard"), "notChecked"],
  ["sells missing", wrong("--fault", "sold"), "notChecked"],
  ["garbage", wrong("--fault", "garbage"), "notChecked"],
  ["cut in half", wrong("--fault", "half"), "notChecked"],
  ["TC, no TCP", wrong("--fault", "truncated"), "notChecked"],
  ["TC, TCP hangs", wrong("--fault", "stuck"), "notChecked"],
  ["wrong id", wrong("--fault", "wrong_id"), "notChecked"],
  ["other question", wrong("--fault", "wrong_question"), "notChecked"],
];

/** What @work makes of each of @list, @limit at a time. */
async function inTurns(list, limit, work) {
  const made = [];
  const left = [...list.entries()];
  const worker = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      made[one[0]] = await work(one[1]);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return made;
}

test("no cell says what is not so", { timeout: 240_000 }, async (t) => {
  const scratch = folder(t);
  fs.mkdirSync(path.join(scratch, "learned"));
  await learned(path.join(scratch, "learned"), OWN_MAIL);
  const wrongCells = [];
  const fill = async ([fault, open, must]) => {
    const server = await open(t);
    const cells = await inTurns(SUBJECTS, must === "truth" ? 8 : SUBJECTS.length, ([, ask]) => ask(server, scratch, POLICY[must]));
    cells.forEach((said, i) => MUST[must](said, SUBJECTS[i][2]) || wrongCells.push(`${fault} / ${SUBJECTS[i][0]}: ${said}`));
    return cells;
  };
  const columns = [];
  // One after the other, and a few cells at a time, where the truth must come out: all at once, they would wait for the machine.
  for (const fault of FAULTS.filter(([, , must]) => must === "truth")) {
    columns.push(await fill(fault));
  }
  columns.push(...(await Promise.all(FAULTS.filter(([, , must]) => must !== "truth").map(fill))));
  const short = (said, truth) => (said === truth ? "true" : said.replace("not checked: ", "- "));
  SUBJECTS.forEach(([subject, , truth], row) => t.diagnostic(`${subject} | ${FAULTS.map(([fault], column) => `${fault}: ${short(columns[column][row], truth)}`).join(" | ")}`));
  assert.deepStrictEqual(wrongCells, []);
});

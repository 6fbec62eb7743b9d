// SPDX-License-Identifier: MPL-2.0
// Compose details to messages that the protocol allows, and suggestions back into compose details.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, test } from "node:test";
import { FakeThunderbird, freshModule } from "./support/thunderbird.js";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020").default;
const schema = JSON.parse(readFileSync(new URL("../../schemas/message.schema.json", import.meta.url), "utf8"));
const isMessage = new Ajv({ strict: false }).compile(schema);

const ANNA = ["BEGIN:VCARD", "VERSION:4.0", "FN:Anna Müller", "EMAIL;PREF=1:Anna@Mueller.de", "item1.ORG:Müller\\, Söhne GmbH;Sales", "ADR;TYPE=work:;;Weg 1;Stuttg", " art;;70173;Germany", "TEL;VALUE=URI:tel:+49 711 1234", "END:VCARD"].join("\r\n");

let thunderbird, draft, mend;
beforeEach(async () => {
  thunderbird = new FakeThunderbird(null);
  thunderbird.addressBook = [ANNA];
  await thunderbird.start();
  draft = await freshModule("modules/draft.js");
  mend = await freshModule("modules/mend.js");
});

const read = async (details) => {
  const { message, places } = await draft.readDraft({ type: "new", subject: "S", plainTextBody: "B", ...details });
  assert.ok(isMessage(message), JSON.stringify(isMessage.errors));
  return { message, places };
};

test("a whole message, with what the address book knows", async () => {
  const { message } = await read({ identityId: "id1", from: "Li Wei <li@x.cn>", to: ["Anna <anna@mueller.de>"], cc: ["b@x.example"], replyTo: "c@x.example", type: "reply", relatedMessageId: 3 });
  assert.deepStrictEqual(message, {
    from: { identity: "id1", name: "Li Wei", address: "li@x.cn" },
    to: ["Anna <anna@mueller.de>"],
    cc: ["b@x.example"],
    bcc: [],
    reply_to: ["c@x.example"],
    subject: "S",
    body: "B",
    kind: "reply",
    original: ["a@x.example", "b@x.example"],
    contacts: [{ address: "anna@mueller.de", name: "Anna Müller", organisation: "Müller, Söhne GmbH", country: "Germany", phone: "+49 711 1234" }],
  });
});

test("kinds", async () => {
  for (const [type, kind] of [["new", "new"], ["draft", "new"], ["reply", "reply"], ["forward", "forward"], ["redirect", "forward"]]) {
    assert.strictEqual((await read({ type })).message.kind, kind);
  }
});

test("contacts and mailing lists are expanded, and each string keeps the place of its entry", async () => {
  const { message, places } = await read({ to: ["x@x.example", { type: "contact", nodeId: "0" }, { type: "mailingList", nodeId: "9" }, "y@x.example"] });
  assert.deepStrictEqual(message.to, ["x@x.example", '"Anna Müller" <Anna@Mueller.de>', '"Anna Müller" <Anna@Mueller.de>', "y@x.example"]);
  assert.deepStrictEqual(places.to, [0, 1, 2, 3]);
});

test("what is typed wrong goes to the host as it was typed", async () => {
  const typed = ["wang＠gmial。com", "john doe", "a@b@c", "@", "Team <Team>"];
  assert.deepStrictEqual((await read({ to: typed })).message.to, typed);
});

test("what JSON cannot carry is replaced, and lengths are bounded", async () => {
  const { message } = await read({ to: ["a\uD800b@x.example", "c\0@x.example"], subject: "s".repeat(20000), plainTextBody: "x".repeat(400000) });
  assert.deepStrictEqual(message.to, ["a\uFFFDb@x.example", "c\uFFFD@x.example"]);
  assert.strictEqual(message.subject.length, 10000);
  assert.strictEqual(message.body.length, 262144);
});

test("a body is cut between characters, at 256 KiB of UTF-8", async () => {
  const { message } = await read({ plainTextBody: `a${"好".repeat(200000)}` });
  assert.ok(Buffer.byteLength(message.body) <= 262144 && Buffer.byteLength(message.body) > 262141);
  assert.ok(!message.body.includes("\uFFFD"));
});

test("an HTML body without a plain text goes converted", async () => {
  assert.strictEqual((await read({ plainTextBody: undefined, body: "<p>Dear Bob</p>" })).message.body, "Dear Bob");
});

test("address books and messages that do not answer well hold nothing up", async () => {
  thunderbird.browser.addressBooks.contacts.query = () => Promise.reject(new Error("no"));
  thunderbird.browser.messages.get = () => Promise.reject(new Error("no"));
  const { message } = await read({ to: ["anna@mueller.de", { type: "contact", nodeId: "7" }], relatedMessageId: 1 });
  assert.deepStrictEqual([message.contacts, message.original], [[], []]);
});

test("the print changes with what a check reads, and with nothing else", async () => {
  const base = { identityId: "id1", from: "a@x.example", to: ["b@x.example"], subject: "S", plainTextBody: "B", isPlainText: true };
  const print = (more) => draft.contentPrint({ ...base, ...more });
  const same = await print({});
  for (const more of [{ priority: "high" }, { cc: [] }, { attachVCard: true }]) assert.strictEqual(await print(more), same);
  for (const more of [{ to: ["b@x.example", "c@x.example"] }, { cc: ["b@x.example"] }, { bcc: ["b@x.example"] }, { replyTo: ["q@x.example"] }, { from: "z@x.example" }, { identityId: "id2" }, { subject: "T" }, { plainTextBody: "C" }])
    assert.notStrictEqual(await print(more), same, JSON.stringify(more));
});

/** entry, address, suggestion => entries */
const mends = [
  ["wang＠gmial。com", "wang＠gmial。com", "wang@gmail.com", ["wang@gmail.com"]],
  ["Wang <wang@gmial.com>", "wang@gmial.com", "wang@gmail.com", ["Wang <wang@gmail.com>"]],
  ['"wang@gmial.com" <wang@gmial.com>', "wang@gmial.com", "wang@gmail.com", ['"wang@gmial.com" <wang@gmail.com>']],
  ["a@x.example b@y.example", "a@x.example b@y.example", "a@x.example, b@y.example", ["a@x.example", "b@y.example"]],
  ["<a@x.con>,", "a@x.con", "a@x.com", ["<a@x.com>,"]],
  ["other@x.example", "wang@gmial.com", "wang@gmail.com", null],
];
for (const [entry, address, suggestion, expected] of mends) {
  test(`mending ${entry}`, () => assert.deepStrictEqual(mend.replaceAddress(entry, address, suggestion), expected));
}

test("a mend finds the address where the user has moved it, and touches no other field", async () => {
  const tabId = thunderbird.compose({ to: ["new@x.example", "Bob <bob@gmial.com>"], cc: ["bob@gmial.com"] });
  const found = { code: "recipient_domain_typo", subject: "to[0]", address: "bob@gmial.com", suggestion: "bob@gmail.com" };
  assert.strictEqual(await mend.mend(tabId, found, { to: [0], cc: [], bcc: [], reply_to: [] }), true);
  const { to, cc } = thunderbird.composing.get(tabId).details;
  assert.deepStrictEqual([to, cc], [["new@x.example", "Bob <bob@gmail.com>"], ["bob@gmial.com"]]);
  assert.strictEqual(await mend.mend(tabId, found, { to: [0], cc: [], bcc: [], reply_to: [] }), false);
});

// SPDX-License-Identifier: MPL-2.0
// Frames that no honest extension sends. Each is answered by an error that names the byte or the field, by one host
// that has to live through all of them.

const assert = require("node:assert");
const { test } = require("node:test");
const { Host, frame } = require("./host");

const nested = (depth) => `{"id":1,"type":"status","x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const check = (message, rest = "") => `{"id":9,"type":"check","message":${message}${rest}}`;

// [what is sent, id of the reply, code, field (undefined: not looked at)]
const texts = [
  ["", null, "frame_empty"],
  [" ", null, "json_end"],
  ["x", null, "json_syntax"],
  ["null", null, "field_type"],
  ["[]", null, "field_type"],
  ["{}", null, "field_missing", "id"],
  ['{"type":"status"}', null, "field_missing", "id"],
  ['{"id":1}', 1, "field_missing", "type"],
  ['{"id":"1","type":"status"}', null, "field_type", "id"],
  ['{"id":-1,"type":"status"}', null, "field_range", "id"],
  ['{"id":1.5,"type":"status"}', null, "field_type", "id"],
  ['{"id":9007199254740992,"type":"status"}', null, "field_range", "id"],
  ['{"id":1e999,"type":"status"}', null, "json_number", "id"],
  ['{"id":01,"type":"status"}', null, "json_number", "id"],
  ['{"id":1,"type":"nonsense"}', 1, "request_unknown", "type"],
  ['{"id":1,"type":"Status"}', 1, "request_unknown", "type"],
  ['{"id":1,"type":7}', 1, "field_type", "type"],
  ['{"id":1,"ID":2,"type":"status"}', 1, "field_unknown", "ID"],
  ['{"id":1,"type":"status","extra":1}', 1, "field_unknown", "extra"],
  ['{"id":1,"type":"status"}}', null, "json_trailing"],
  ['{"id":1,"type":"status"}\0', null, "json_trailing"],
  ['{"id":1,"type":"status"} {"id":2,"type":"status"}', null, "json_trailing"],
  ['\uFEFF{"id":1,"type":"status"}', null, "json_bom"],
  ['{"id":1,"id":2,"type":"status"}', null, "json_duplicate_key", "id"],
  ['{"id":1,"\\u0069d":2,"type":"status"}', null, "json_duplicate_key", "id"],
  ['{"id":1,"type":"sta\\u0000tus"}', null, "json_nul", "type"],
  ['{"id":1,"type":"sta\0tus"}', null, "json_nul", "type"],
  ['{"id":1,"type":"sta\ntus"}', null, "json_control_character", "type"],
  ['{"id":1,"type":"\\ud800"}', null, "json_surrogate", "type"],
  ['{"id":1,"type":"\\x41"}', null, "json_escape", "type"],
  [Buffer.from('{"id":1,"type":"\xff"}', "latin1"), null, "json_encoding", "type"],
  [Buffer.from('{"id":1,"type":"\xc0\xaf"}', "latin1"), null, "json_encoding", "type"],
  [Buffer.from('{"id":1,"type":"\xed\xa0\x80"}', "latin1"), null, "json_encoding", "type"],
  [Buffer.from([0, 1, 2, 3, 255]), null, "json_nul"],
  [nested(31), 1, "field_unknown", "x"],
  [nested(32), null, "json_depth"],
  ["[".repeat(1_000_000), null, "json_depth"],
  [`{"id":1,"type":"learn","addresses":[${"1,".repeat(600_000)}1]}`, null, "json_values"],
  [`{"id":1,"type":"${"x".repeat(2_000_000)}"}`, 1, "request_unknown", "type"],
  [`{"id":1,"type":"status","${"k".repeat(2_000_000)}":1}`, 1, "field_unknown"],
  ['{"id":1,"type":"hello"}', 1, "field_missing", "protocol"],
  ['{"id":1,"type":"hello","protocol":0}', 1, "field_range", "protocol"],
  ['{"id":1,"type":"hello","protocol":1,"managed":[]}', 1, "field_type", "managed"],
  ['{"id":9,"type":"check"}', 9, "field_missing", "message"],
  [check("[]"), 9, "field_type", "message"],
  [check("{}", ',"deadline_ms":-1'), 9, "field_range", "deadline_ms"],
  [check("{}", ',"deadline_ms":60001'), 9, "field_range", "deadline_ms"],
  [check("{}", ',"reason":"because"'), 9, "field_value", "reason"],
  [check('{"to":"a@b.com"}'), 9, "field_type", "message.to"],
  [check('{"to":["a@b.com",1]}'), 9, "field_type", "message.to[1]"],
  [check('{"to":["a@b.com",null]}'), 9, "field_type", "message.to[1]"],
  [check(`{"cc":["${"x".repeat(10_001)}"]}`), 9, "field_length", "message.cc[0]"],
  [check(`{"to":[${'"",'.repeat(5000)}""]}`), 9, "field_length", "message.to"],
  [check('{"TO":[]}'), 9, "field_unknown", "message.TO"],
  [check('{"kind":"letter"}'), 9, "field_value", "message.kind"],
  [check(`{"body":"${"x".repeat(262_145)}"}`), 9, "field_length", "message.body"],
  [check('{"from":"me@b.com"}'), 9, "field_type", "message.from"],
  [check('{"from":{"mail":"me@b.com"}}'), 9, "field_unknown", "message.from.mail"],
  [check('{"contacts":[{"address":"a@b.com"},{"name":"x"}]}'), 9, "field_missing", "message.contacts[1].address"],
  [check('{"original":[[]]}'), 9, "field_type", "message.original[0]"],
  ['{"id":1,"type":"cancel"}', 1, "field_missing", "target"],
  ['{"id":1,"type":"dismiss","address":"a@b.com","codes":[]}', 1, "field_length", "codes"],
  ['{"id":1,"type":"dismiss","address":"","codes":["format_dots"]}', 1, "field_length", "address"],
  ['{"id":1,"type":"dismiss","address":"a@b.com","codes":["format_dots","dots"]}', 1, "field_value", "codes[1]"],
  ['{"id":1,"type":"dismiss","address":"a@b.com","codes":["format_dots"],"undo":1}', 1, "field_type", "undo"],
  ['{"id":1,"type":"chosen","choice":"shrugged","shown":[]}', 1, "field_value", "choice"],
  ['{"id":1,"type":"chosen","choice":"mended","shown":[{"code":"format_dots","severity":"off"}]}', 1, "field_value", "shown[0].severity"],
  ['{"id":1,"type":"chosen","choice":"mended","shown":[{"code":"Format"}]}', 1, "field_value", "shown[0].code"],
  ['{"id":1,"type":"sent","recipients":[1]}', 1, "field_type", "recipients[0]"],
  ['{"id":1,"type":"learn","addresses":[""]}', 1, "field_length", "addresses[0]"],
  ['{"id":1,"type":"settings","settings":7}', 1, "field_type", "settings"],
];

test("every hostile frame is answered by an error that names what is wrong, and the host lives on", async () => {
  const host = new Host();
  for (const [text, id, code, field] of texts) {
    const shown = String(text).slice(0, 100);
    host.sendText(text);
    const reply = await host.next();
    assert.strictEqual(reply.type, "error", `${shown}: ${JSON.stringify(reply).slice(0, 300)}`);
    assert.strictEqual(reply.code, code, `${shown}: ${JSON.stringify(reply).slice(0, 300)}`);
    assert.strictEqual(reply.id, id, shown);
    if (field !== undefined) assert.strictEqual(reply.field, field, shown);
    if (code.startsWith("json_")) assert.ok(Number.isInteger(reply.offset) && reply.offset <= Buffer.byteLength(text), shown);
    if (code.startsWith("field_") && code !== "field_type") assert.ok(reply.field.length > 0, shown);
  }
  assert.strictEqual((await host.ask({ id: 1, type: "status" })).type, "status");
  await host.end();
});

test("a frame that is too long is skipped, however it arrives", async () => {
  const host = new Host({ args: ["--max-frame", "1000"] });
  const long = frame("x".repeat(100_000));
  host.sendRaw(long.subarray(0, 3));
  host.sendRaw(long.subarray(3, 700));
  assert.strictEqual((await host.next()).code, "frame_too_long");
  host.sendRaw(long.subarray(700));
  assert.strictEqual((await host.ask({ id: 1, type: "status" })).type, "status");
  host.sendText(JSON.stringify({ id: 2, type: "status" }).padEnd(1000));
  assert.strictEqual((await host.next()).id, 2);
  await host.end();
});

test("the default bound is 8 MiB", async () => {
  const host = new Host();
  host.sendText(JSON.stringify({ id: 1, type: "status" }).padEnd(8 * 1024 * 1024));
  assert.strictEqual((await host.next()).type, "status");
  host.sendText(JSON.stringify({ id: 1, type: "status" }).padEnd(8 * 1024 * 1024 + 1));
  assert.strictEqual((await host.next()).code, "frame_too_long");
  assert.strictEqual((await host.ask({ id: 3, type: "status" })).id, 3);
  await host.end();
});

test("frames are read whatever the pieces they come in", async () => {
  const host = new Host();
  const bytes = Buffer.concat([1, 2, 3].map((id) => frame(JSON.stringify({ id, type: "status" }))));
  for (const byte of bytes) {
    host.sendRaw(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  for (const id of [1, 2, 3]) assert.strictEqual((await host.next()).id, id);
  await host.end();
});

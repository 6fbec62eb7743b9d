// SPDX-License-Identifier: MPL-2.0
// The error log over the wire: in, out, noted in, counted, forgotten.

const assert = require("node:assert");
const { test } = require("node:test");
const { Host } = require("./host");

const list = "email,date,reason,source\nbob@rothwell-pumps.com,2026-11-20,mailbox_missing,card\neva@rothwell-pumps.com,,,card\nnobody,,,\n";
const base64 = (text) => Buffer.from(text).toString("base64");

async function filled() {
  const host = new Host();
  const imported = await host.ask({ id: 1, type: "journal_import", format: "csv", data: base64(list) });
  assert.deepStrictEqual(imported, { id: 1, type: "journal_import", added: 1, known: 0, contacts: 1, passed: 0, faults: [{ line: 4, what: "address", value: "nobody" }] });
  return host;
}

test("an entry is listed, noted in, counted, and told at the next message", async () => {
  const host = await filled();
  const { entries, total } = await host.ask({ id: 2, type: "journal", search: "bob" });
  assert.strictEqual(total, 1);
  assert.strictEqual(entries[0].reason, "mailbox_missing");
  await host.ask({ id: 3, type: "journal_edit", entry: entries[0].entry, remedy: "asked", replacement: "robert@rothwell-pumps.com" });
  const stats = await host.ask({ id: 4, type: "journal_stats" });
  assert.deepStrictEqual(stats.channels, [{ channel: "card", failures: 1, addresses: 1, known: 2 }]);
  const report = await host.check(5, { to: ["Bob <BOB@rothwell-pumps.com>"] });
  const finding = report.findings.find(({ code }) => code === "status_bounced_before");
  assert.strictEqual(finding.suggestion, "robert@rothwell-pumps.com");
  await host.ask({ id: 6, type: "heard", addresses: ["bob@rothwell-pumps.com"] });
  const again = await host.check(7, { to: ["bob@rothwell-pumps.com"] });
  assert.ok(!again.findings.some(({ code }) => code === "status_bounced_before"));
  await host.end();
});

test("a file goes out as it can come in, and a forgotten address is in none", async () => {
  const host = await filled();
  for (const format of ["csv", "xlsx"]) {
    const { data, pages } = await host.ask({ id: 2, type: "journal_export", format, language: "zh_CN" });
    assert.strictEqual(pages, 1);
    const again = await host.ask({ id: 3, type: "journal_import", format, data });
    assert.deepStrictEqual([again.added, again.known, again.faults], [0, 1, []], format);
  }
  await host.ask({ id: 4, type: "forget", address: "bob@rothwell-pumps.com" });
  const { data } = await host.ask({ id: 5, type: "journal_export", format: "csv", language: "en" });
  assert.ok(!Buffer.from(data, "base64").toString().includes("bob@"));
  const refused = await host.ask({ id: 6, type: "journal_import", format: "xlsx", data: base64(list) });
  assert.strictEqual(refused.code, "journal_file");
  await host.end();
});

test("what was shown and chosen can be read", async () => {
  const host = new Host();
  const shown = [{ code: "recipient_domain_typo", address: "bob@gmial.com", severity: "warning", suggestion: "bob@gmail.com" }];
  await host.ask({ id: 1, type: "chosen", choice: "mended", shown });
  const { entries, total } = await host.ask({ id: 2, type: "audit" });
  assert.strictEqual(total, 1);
  const [{ shown: at, ...row }] = entries;
  assert.deepStrictEqual(row, { choice: "mended", ...shown[0] });
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000, at);
  await host.end();
});

test("a file larger than a frame comes in parts; one of which a part is missing is refused, and the next one is whole", async () => {
  const host = new Host();
  const [head, ...rows] = list.split(/(?<=\n)/);
  await host.ask({ id: 1, type: "journal_part", part: 1, data: base64("of another file") });
  await host.ask({ id: 2, type: "journal_part", part: 1, data: base64(head.slice(0, 5)) });
  await host.ask({ id: 3, type: "journal_part", part: 2, data: base64(head.slice(5)) });
  const imported = await host.ask({ id: 4, type: "journal_import", format: "csv", parts: 2, data: base64(rows.join("")) });
  assert.deepStrictEqual([imported.added, imported.contacts, imported.faults.length], [1, 1, 1]);
  for (const wrong of [{ type: "journal_part", part: 3, data: "" }, { type: "journal_import", format: "csv", parts: 1, data: base64(list) }]) {
    await host.ask({ id: 5, type: "journal_part", part: 1, data: base64(head) });
    await host.ask({ id: 6, type: "journal_part", part: 2, data: "" });
    await host.ask({ id: 7, type: "journal_part", part: 1, data: base64(head) });
    assert.strictEqual((await host.ask({ id: 8, ...wrong, ...(wrong.parts && { parts: 2 }) })).code, "journal_file");
    assert.strictEqual((await host.ask({ id: 9, type: "journal_import", format: "csv", parts: 1, data: base64(list) })).code, "journal_file");
    assert.strictEqual((await host.ask({ id: 10, type: "journal_import", format: "csv", data: base64(list) })).known, 1);
  }
  await host.end();
});

test("a list in which next to nothing can be read is answered within a frame", async () => {
  const host = new Host();
  const bad = `email\n${`${"no address ".repeat(100)}\n`.repeat(2000)}`;
  const { faults, more_faults } = await host.ask({ id: 1, type: "journal_import", format: "csv", data: base64(bad) });
  assert.strictEqual(faults.length + more_faults, 2000);
  assert.ok(faults.every(({ value }) => value.length === 200));
  await host.end();
});

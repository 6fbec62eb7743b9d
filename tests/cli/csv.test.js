// SPDX-License-Identifier: MPL-2.0
// `lastmile check --csv`: a customer list as a spreadsheet writes it.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { makeHome, check, run } = require("./lastmile");

const customers = [
  { email: "info@mueller.jp", company: "Müller Maschinenbau GmbH", country: "Germany", phone: "+49 711 1234567", name: "Anna Müller" },
  { email: "sales@rothwell-pumps.com", company: "Rothwell, Pumps", country: "GB", phone: "", name: "" },
  { email: "li@hengda.cn", company: "", country: "中国", phone: "", name: "李伟" },
];
const quoted = (value) => `"${value.replaceAll('"', '""')}"`;
const table = (columns, separator = ",") =>
  [columns.join(separator), ...customers.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(separator)), ""].join("\r\n");
const brief = ({ objects }) => objects.map(({ input, line, verdict, findings }) => [input, line, verdict, findings.map(({ code }) => code)]);

const expected = [
  ["info@mueller.jp", 2, "warning", ["recipient_country_mismatch"]],
  ["sales@rothwell-pumps.com", 3, "ok", []],
  ["li@hengda.cn", 4, "ok", []],
];

test("one object a row, whatever the order of the columns", () => {
  const columns = Object.keys(customers[0]);
  for (let turn = 0; turn < columns.length; turn++) {
    columns.push(columns.shift());
    const answer = check(["--csv", "-"], { input: table(columns) });
    assert.deepStrictEqual(brief(answer), expected, columns.join());
    assert.strictEqual(answer.status, 1);
  }
});

test("columns may be lacking, foreign, or parted by semicolons", () => {
  assert.deepStrictEqual(brief(check(["--csv", "-"], { input: table(["email"]) })).map(([, , verdict]) => verdict), ["ok", "ok", "ok"]);
  assert.deepStrictEqual(brief(check(["--csv", "-"], { input: table(["discount", "country", "email"], ";") })), expected);
});

test("the header line may be in Chinese or German, and have two telephones, but not two addresses", () => {
  const rows = "\n李伟,info@mueller.jp,Müller Maschinenbau GmbH,德国,139,+49 711 1234567\n";
  for (const header of ["联系人,邮箱,公司名称,国家,手机,电话", "Ansprechpartner,E-Mail,Firma,Land,Mobile,Telefon", "Full Name,E-mail Address,Organization,Country/Region,Phone,Mobile"]) {
    assert.deepStrictEqual(brief(check(["--csv", "-"], { input: header + rows })), expected.slice(0, 1), header);
  }
  const { objects, status } = check(["--csv", "-"], { input: "邮箱,电子邮箱\na@siemens.com,b@siemens.com\n" });
  assert.strictEqual(status, 2);
  assert.match(objects[0].detail, /twice/);
});

test("a file is read as standard input is", () => {
  const file = path.join(makeHome(), "customers.csv");
  fs.writeFileSync(file, table(["country", "email"]));
  assert.deepStrictEqual(brief(check(["--csv", file])), expected);
});

test("what a row does not say, an option says for all", () => {
  const answer = check(["--country", "DE", "--csv", "-"], { input: "email,country\ninfo@mueller.jp,\ninfo@mueller.jp,Japan\n" });
  assert.deepStrictEqual(brief(answer).map(([, , verdict]) => verdict), ["warning", "ok"]);
});

test("a row without an address is told in its place", () => {
  const answer = check(["--csv", "-"], { input: "email,company\na@siemens.com,x\n,Nobody\nb@siemens.com,y\n" });
  assert.deepStrictEqual(answer.objects.map(({ line, verdict, error }) => [line, error ?? verdict]), [[2, "ok"], [3, "empty"], [4, "ok"]]);
  assert.strictEqual(answer.status, 2);
});

test("a person is told the line of a row that has to be looked at, and of no other", () => {
  const input = "email,company\nanna@siemens.com,\nbob@mailinator.com,\n,x\n";
  const said = (...args) => run(["check", "--csv", "-", ...args], { input }).stdout.split("\n");
  assert.deepStrictEqual(said().slice(0, 3), ["✓ anna@siemens.com", "• bob@mailinator.com", "  Line 3"]);
  assert.ok(said().join("\n").includes("? \n  Line 4\n"));
  assert.ok(said("--lang", "zh_CN").includes("  第 3 行"));
});

test("a file that is no such list is refused as a whole, with the reason", () => {
  for (const [input, said] of [
    ["name,company\nx,y\n", /email/],
    ["", /./],
    ["email,company\na@siemens.com,x,too,many\n", /line 2/],
  ]) {
    const { status, objects } = check(["--csv", "-"], { input });
    assert.strictEqual(status, 2, input);
    const last = objects.at(-1);
    assert.strictEqual(last.verdict, "error", input);
    assert.match(last.detail, said);
  }
  assert.strictEqual(check(["--csv", "/nonexistent"]).objects[0].error, "unreadable");
});

test("with --list-channel the list says where its addresses are from, and without it nothing is remembered", () => {
  const home = makeHome();
  const stats = () => JSON.parse(run(["journal", "stats", "--json"], { home }).stdout).channels;
  const input = "email,company\nBob@Rothwell-Pumps.com,x\nnobody,y\nann@siemens.com,z\n";
  check(["--csv", "-"], { home, input });
  assert.deepStrictEqual(stats(), []);
  assert.strictEqual(check(["--csv", "-", "--list-channel", "广交会 2026"], { home, input }).objects.length, 3);
  assert.deepStrictEqual(stats().map(({ channel, known, failures }) => [channel, known, failures]), [["广交会 2026", 2, 0]]);
  for (const wrong of [["--list-channel", "x", "a@b.com"], ["--csv", "-", "--list-channel", "x", "--no-store"]]) {
    assert.strictEqual(run(["check", ...wrong], { home, input }).status, 2);
  }
});

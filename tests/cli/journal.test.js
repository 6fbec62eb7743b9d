// SPDX-License-Identifier: MPL-2.0
// `lastmile journal`: the error log as a list, out and in, as CSV and as a workbook that another program opens.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { AS_CSV, convert } = require("../support/office");
const { makeHome, run } = require("./lastmile");

const list = [
  "邮箱,日期,退信原因,来源,服务器原文,处理方式",
  "王芳@恒达.cn,2026/11/20 08:30,对方邮箱已满,广交会,452 over quota,等待中",
  "bob@rothwell-pumps.com,20.11.2026,There is no such mailbox,card,,=1+1",
  "eva@rothwell-pumps.com,,,card,,",
  "",
].join("\r\n");

/** A home with the list imported. */
function filled() {
  const home = makeHome();
  const { status, stdout, stderr } = run(["journal", "import", "--json", "--format", "csv", "-"], { home, input: list });
  assert.strictEqual(status, 0, stderr);
  assert.deepStrictEqual(JSON.parse(stdout), { added: 2, known: 0, contacts: 1, passed: 0, faults: [] });
  return home;
}

const entries = (home, ...args) =>
  run(["journal", "list", "--json", ...args], { home })
    .stdout.split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test("a list in Chinese is imported, listed, filtered and counted", () => {
  const home = filled();
  const [wang] = entries(home, "--search", "恒达");
  assert.strictEqual(wang.reason, "mailbox_full");
  assert.strictEqual(wang.remedy, "waited");
  assert.strictEqual(wang.channel, "广交会");
  assert.deepStrictEqual(entries(home, "--reason", "mailbox_missing").map(({ address }) => address), ["bob@rothwell-pumps.com"]);
  assert.deepStrictEqual(entries(home, "--lang", "zh-CN", "--search", "已满").map(({ address }) => address), ["王芳@恒达.cn"]);
  assert.deepStrictEqual(entries(home, "--search", "such MAILBOX").map(({ address }) => address), ["bob@rothwell-pumps.com"]);
  assert.deepStrictEqual(entries(home, "--search", "\uffff"), []);
  assert.deepStrictEqual(entries(home, "--since", "2026-11-20 01:00").map(({ address }) => address), ["王芳@恒达.cn"]);
  const stats = JSON.parse(run(["journal", "stats", "--json"], { home }).stdout);
  assert.deepStrictEqual(stats.channels, [
    { channel: "广交会", failures: 1, addresses: 1, known: 1 },
    { channel: "card", failures: 1, addresses: 1, known: 2 },
  ]);
  assert.deepStrictEqual(stats.domains.map(({ domain }) => domain).sort(), ["rothwell-pumps.com", "恒达.cn"]);
  assert.match(run(["journal", "list", "--lang", "zh-CN"], { home }).stdout, /没有这个邮箱/);
});

for (const language of ["en", "zh-CN"])
  for (const kind of ["csv", "xlsx"])
    test(`what is exported as ${kind} in ${language} is imported equal`, () => {
      const home = filled();
      const file = path.join(home, `journal.${kind}`);
      assert.strictEqual(run(["journal", "export", "--lang", language, file], { home }).status, 0);
      assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600);
      const other = makeHome();
      assert.deepStrictEqual(JSON.parse(run(["journal", "import", "--json", file], { home: other }).stdout).faults, []);
      assert.deepStrictEqual(entries(other), entries(home));
      assert.strictEqual(JSON.parse(run(["journal", "import", "--json", file], { home }).stdout).added, 0);
    });

test("a spreadsheet opens the CSV as Chinese and takes nothing for a formula", () => {
  const { stdout } = run(["journal", "export", "--lang", "zh-CN", "-"], { home: filled() });
  assert.ok(stdout.startsWith("\ufeff邮箱地址,退信时间,"), stdout.slice(0, 40));
  assert.match(stdout, /,"'=1\+1",/);
});

test("LibreOffice opens the workbook, and what it saves is imported equal", () => {
  const home = filled();
  const file = path.join(home, "journal.xlsx");
  run(["journal", "export", "--lang", "zh-CN", file], { home });
  const csv = convert(home, AS_CSV, file);
  const cells = fs.readFileSync(csv, "utf8");
  assert.match(cells, /^邮箱地址,退信时间,/);
  assert.match(cells, /王芳@恒达\.cn,2026-11-20 08:30:00,状态,对方邮箱已满,暂时,,,,452 over quota,等待中,,广交会,/);
  assert.match(cells, /,=1\+1,/);
  for (const saved of [csv, convert(home, "xlsx", file)]) {
    const other = makeHome();
    assert.deepStrictEqual(JSON.parse(run(["journal", "import", "--json", saved], { home: other }).stdout).faults, [], saved);
    assert.deepStrictEqual(entries(other), entries(home), saved);
  }
});

test("what cannot be read is told with its line, and the rest is kept", () => {
  const home = makeHome();
  const { status, stderr } = run(["journal", "import", "-"], { home, input: "email,date,reason\nbob@a.com,2026-11-20,spam\nbob,2026-11-20,spam\neva@a.com,3/4/2026,spam\n" });
  assert.strictEqual(status, 1);
  assert.match(stderr, /line 3: “bob” is no address/);
  assert.match(stderr, /line 4: “3\/4\/2026” is no date/);
  assert.deepStrictEqual(entries(home).map(({ address }) => address), ["bob@a.com"]);
});

test("notes that were made in the spreadsheet are taken over", () => {
  const home = filled();
  const [, { entry }] = entries(home);
  const input = `email,date,reason,remedy,id\nbob@rothwell-pumps.com,2026-11-20,mailbox_missing,Asked there,${entry}\n`;
  assert.strictEqual(JSON.parse(run(["journal", "import", "--json", "-"], { home, input }).stdout).known, 1);
  assert.strictEqual(entries(home, "--search", "bob")[0].remedy, "asked");
});

test("a forgotten address is gone, and unusable input is refused", () => {
  const home = filled();
  assert.strictEqual(run(["journal", "forget", "Bob@rothwell-pumps.com"], { home }).status, 0);
  assert.deepStrictEqual(entries(home, "--search", "bob"), []);
  for (const args of [["nonsense"], ["list", "more"], ["export"], ["list", "--since", "soon"], ["list", "--limit", "0"], ["list", "--sort", "luck"], ["export", "--format", "pdf", path.join(home, "failures.pdf")], ["import", path.join(home, "absent.csv")]])
    assert.strictEqual(run(["journal", ...args], { home }).status, 2, args.join(" "));
  assert.ok(!fs.existsSync(path.join(home, "failures.pdf")));
  assert.strictEqual(run(["journal", "import", "--format", "xlsx", "-"], { home, input: list }).status, 2);
});

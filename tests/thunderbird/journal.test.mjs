// SPDX-License-Identifier: MPL-2.0
// The error log's page: looked through, noted in, over a restart and without its host; counted, handed out and taken in; an address forgotten.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import office from "../support/office.js";
import { Compose } from "./support/compose.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Page } from "./support/page.mjs";
import { scenariosIn, sendWindow } from "./support/scenario.mjs";
import { BUILD } from "./support/thunderbird.mjs";

/** The day @ago days before today, "2026-11-20", as the machine's clock has it. */
function day(ago) {
  const [date] = new Date(Date.now() - ago * 86400000 - new Date().getTimezoneOffset() * 60000).toISOString().split("T");
  return date;
}

/** 120 failures of many, one of 王芳's at a full mailbox, and one of Bob's; and two addresses from the fair that did not fail. */
const LIST = [
  "email,date,reason,source,line,remedy",
  ...Array.from({ length: 120 }, (_, i) => `buyer${String(i).padStart(3, "0")}@nordwind-tools.de,${day(20 + 30 * (i % 6))} 10:${10 + (i % 50)},${i % 3 ? "mailbox_missing" : "spf"},${i % 2 ? "fair" : "card"},550 no,`),
  `王芳@恒达.cn,${day(9)} 08:30,mailbox_full,广交会,452 over quota,`,
  `bob@rothwell-pumps.com,${day(8)} 09:00,mailbox_missing,card,550 5.1.1 no such user,`,
  "eva@rothwell-pumps.com,,,fair,,",
  "jo@rothwell-pumps.com,,,fair,,",
  "",
].join("\n");

const downloads = mkdtempSync(path.join(os.tmpdir(), "lastmile-downloads-"));
after(() => rmSync(downloads, { recursive: true, force: true }));
const scenario = scenariosIn({ prefs: { "browser.download.useDownloadDir": true, "browser.download.folderList": 2, "browser.download.dir": downloads } });
const journal = (thunderbird) => new Page(thunderbird, "journal.html");

/** `lastmile journal ARGS...` over a data folder: what it prints. */
function lastmile(data, args, input = "") {
  const { status, stdout, stderr } = spawnSync(path.join(BUILD, "lastmile"), ["journal", ...args, "--data", data], { input, timeout: 60000 });
  assert.ok(status === 0 || status === 1, String(stderr));
  return String(stdout);
}

/** Puts a list into the error log behind the page's back; nothing is there twice. */
const fill = (thunderbird, list = LIST) => lastmile(thunderbird.data, ["import", "-"], list);
const entries = (data) => lastmile(data, ["list", "--json"]).split("\n").filter(Boolean).map((line) => JSON.parse(line));

async function open(thunderbird) {
  await new Mailbox(thunderbird).closeTabs();
  await thunderbird.openOptions();
  await new Page(thunderbird, "options.html").click("#journal");
  const page = journal(thunderbird);
  await page.waitFor("body[data-state=ready] #count");
  return page;
}

/** Sets a field as a hand does, and waits until the table is at rest with @total failures. */
async function filter(page, values, total) {
  await page.evaluate(async (window, wanted) => {
    for (const [id, value] of Object.entries(wanted)) {
      const field = window.document.getElementById(id);
      field.value = value;
      field.dispatchEvent(new window.Event("input", { bubbles: true }));
    }
  }, values);
  await waitTotal(page, total);
}

const waitTotal = (page, total) =>
  page.evaluate(async (window, wanted) => {
    const said = window.document.getElementById("count").innerText;
    const busy = window.document.getElementById("table").getAttribute("aria-busy") === "true";
    if (busy || !(wanted === 0 ? /No failure fits/ : new RegExp(` of ${wanted}$`)).test(said)) throw new Error(`not there yet: ${wanted} failures; ${said}`);
  }, total);

const addresses = (page) => page.texts("#rows td[data-column=address] bdi");

/** Chooses in a cell of the row that shows @address. */
const choose = (page, address, field, value) =>
  page.evaluate(
    async (window, whose, name, wanted) => {
      const row = [...window.document.querySelectorAll("#rows tr[data-entry]")].find((one) => one.innerText.includes(whose));
      const select = row.querySelector(`select[data-field=${name}]`);
      select.value = wanted;
      if (select.value !== wanted) throw new Error(`no choice ${wanted}`);
      select.dispatchEvent(new window.Event("change", { bubbles: true }));
    },
    address,
    field,
    value
  );

/** Takes "Other words…" in a cell, types and presses Enter. */
const write = (page, address, field, words) =>
  page.evaluate(
    async (window, whose, name, typed) => {
      const row = [...window.document.querySelectorAll("#rows tr[data-entry]")].find((one) => one.innerText.includes(whose));
      const select = row.querySelector(`select[data-field=${name}]`);
      select.selectedIndex = select.options.length - 1;
      select.dispatchEvent(new window.Event("change", { bubbles: true }));
      const input = row.querySelector(`input[data-field=${name}]`);
      input.value = typed;
      input.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    },
    address,
    field,
    words
  );

/** { remedy, outcome, channel } as the row of @address shows them, when nothing is being saved. */
const notes = (page, address) =>
  page.evaluate(async (window, whose) => {
    const row = [...window.document.querySelectorAll("#rows tr[data-entry]")].find((one) => one.innerText.includes(whose));
    if (!row || row.querySelector(".edit-state[data-state=saving]")) throw new Error("not there yet: a row at rest");
    return Object.fromEntries([...row.querySelectorAll("select")].map((select) => [select.dataset.field, select.selectedOptions[0].innerText]));
  }, address);

scenario("an empty log says so; then failures are listed, searched, filtered, sorted and paged", async (thunderbird) => {
  const page = await open(thunderbird);
  assert.match((await page.texts("#count"))[0], /No mail has come back yet/);
  assert.equal(await page.has("#table"), false);
  fill(thunderbird, LIST);
  await page.evaluate(async (window) => window.location.reload());
  await waitTotal(page, 122);
  assert.deepEqual((await addresses(page)).slice(0, 2), ["bob@rothwell-pumps.com", "王芳@恒达.cn"]);
  assert.equal(await page.count("#rows tr[data-entry]"), 50);
  assert.equal((await page.texts("#pager .page"))[0], "Page 1 of 3");
  await page.click("#pager .last");
  await page.evaluate(async (window) => {
    if (window.document.querySelectorAll("#rows tr[data-entry]").length !== 22) throw new Error("not there yet: the last page");
  });

  await page.click("#headings [data-order=address]");
  await page.waitFor("th[data-column=address][aria-sort=ascending]");
  assert.equal((await addresses(page))[0], "bob@rothwell-pumps.com");
  await page.click("#headings [data-order=address]");
  await page.waitFor("th[data-column=address][aria-sort=descending]");
  assert.equal((await addresses(page))[0], "王芳@恒达.cn");

  await filter(page, { search: "恒达" }, 1);
  assert.deepEqual(await page.texts("#rows td[data-column=reason]"), ["The mailbox is full\nfor now"]);
  await filter(page, { search: "mailbox is FULL" }, 1);
  await filter(page, { search: "", class: "policy" }, 40);
  await filter(page, { channel: "=card" }, 20);
  await filter(page, { class: "", channel: "=", reason: "" }, 0);
  await filter(page, { channel: "=广交会" }, 1);
  await page.click("#reset");
  await waitTotal(page, 122);
  await filter(page, { span: "own", from: day(9), to: day(9) }, 1);
  assert.deepEqual(await addresses(page), ["王芳@恒达.cn"]);
});

scenario("what is noted survives a restart of Thunderbird, in the user's words or in ours", async (thunderbird) => {
  const page = await open(thunderbird);
  await filter(page, { search: "bob@" }, 1);
  await choose(page, "bob@", "remedy", "asked");
  await choose(page, "bob@", "outcome", "given_up");
  await write(page, "bob@", "channel", "汉诺威展会");
  const noted = { remedy: "Asked there", outcome: "Given up", channel: "汉诺威展会" };
  await page.evaluate(async (window) => {
    if (window.document.querySelector(".edit-state")) throw new Error("not there yet: saved");
  });
  assert.deepEqual(await notes(page, "bob@"), noted);
  await thunderbird.restart();

  const compose = await Compose.open(thunderbird, { to: ["bob@rothwell-pumps.com"] });
  await compose.waitButton();
  await compose.pressButton();
  await new Page(thunderbird, "popup.html").click(".finding[data-code=status_bounced_before] button.journal");
  const again = new Page(thunderbird, "journal.html?address=");
  await again.waitFor("body[data-state=ready] #rows tr");
  assert.deepEqual(await addresses(again), ["bob@rothwell-pumps.com"]);
  assert.deepEqual(await notes(again, "bob@"), noted);
  await filter(again, { channel: "=汉诺威展会", search: "" }, 1);

  await again.evaluate(async (window) => window.document.getElementById("tab-failures").focus());
  await again.key("ArrowRight");
  await again.waitFocused("#tab-charts");
  await again.waitFor("#chart-domains svg");
  await again.key("ArrowLeft");
  await again.waitFocused("#tab-failures");
  await again.waitFor("#rows tr");
});

scenario("a returned mail leads to what is noted of its address", async (thunderbird) => {
  const mailbox = new Mailbox(thunderbird);
  await mailbox.closeTabs();
  await mailbox.open(await mailbox.deliver(`Message-ID: <returned@mx.example>\n${readFileSync(new URL("../cases/bounces/exim_prose.eml", import.meta.url), "utf8")}`));
  await mailbox.waitBadge("1");
  await mailbox.pressButton();
  const popup = new Page(thunderbird, "bounce/bounce.html");
  const [address] = await popup.texts("#recipients bdi.address");
  await popup.click("#recipients button.journal");
  const page = new Page(thunderbird, "journal.html?address=");
  await page.waitFor("body[data-state=ready] #rows tr");
  assert.deepEqual(await addresses(page), [address]);
  await popup.closePanel();
});

/** Turns to a part of the page. */
const turn = (page, part) => page.click(`#tab-${part}`);

scenario("charts are drawn from the log, each with a title and the same figures as a table", async (thunderbird) => {
  fill(thunderbird);
  const page = await open(thunderbird);
  await turn(page, "charts");
  await page.waitFor("#chart-domains svg");
  const stats = JSON.parse(lastmile(thunderbird.data, ["stats", "--json"]));
  assert.match((await page.texts("#chart-total"))[0], new RegExp(`^Failures: ${stats.failures}, of different addresses: ${stats.addresses}$`));
  const drawn = await page.evaluate(async (window) => {
    const area = (rect) => Number(rect.getAttribute("height"));
    const rects = [...window.document.querySelectorAll("#chart-classes rect.part")];
    return {
      parts: rects.map((rect) => [rect.getAttribute("class"), Number(/: (\d+)$/.exec(rect.textContent)[1]), area(rect)]),
      titles: [...window.document.querySelectorAll("svg")].map((svg) => svg.getAttribute("aria-labelledby").split(" ").map((id) => window.document.getElementById(id).textContent.length > 0)),
      table: [...window.document.querySelectorAll("#chart-classes tbody tr")].map((row) => [...row.cells].slice(1).map((cell) => Number(cell.textContent))),
      bars: [...window.document.querySelectorAll("#chart-channels rect.bar")].map((rect) => Number(rect.getAttribute("width"))),
      said: [...window.document.querySelectorAll("#chart-channels g > title")].map((title) => title.textContent),
    };
  });
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  for (const [column, name] of ["format", "status", "policy"].entries()) {
    const wanted = sum(stats.months.filter((month) => month.class === name).map(({ failures }) => failures));
    assert.equal(sum(drawn.parts.filter(([kind]) => kind === `part ${name}`).map(([, count]) => count)), wanted, name);
    assert.equal(sum(drawn.table.map((row) => row[column])), wanted, name);
  }
  const [, count, height] = drawn.parts[0];
  drawn.parts.forEach(([, one, high]) => assert.ok(Math.abs(high / one - height / count) < 0.01, "as high as it counts"));
  assert.deepEqual(drawn.titles, [[true, true], [true, true], [true, true]]);
  assert.deepEqual(drawn.said, stats.channels.map(({ channel, addresses, known }) => `${channel}: ${Math.round((1000 * addresses) / known) / 10}% (${addresses} of ${known})`));
  assert.deepEqual([...drawn.bars].sort((a, b) => b - a), drawn.bars);
});

/** The one new file among the downloads, when it is whole. */
async function downloaded(kind) {
  for (const end = Date.now() + 30000; Date.now() < end; await sleep(100)) {
    const names = readdirSync(downloads);
    const [name] = names.filter((one) => one.endsWith(`.${kind}`));
    if (name && !names.some((one) => one.endsWith(".part")) && readFileSync(path.join(downloads, name)).length > 0) {
      return path.join(downloads, name);
    }
  }
  throw new Error(`no .${kind} among ${readdirSync(downloads)}`);
}

scenario("the log is saved as a workbook that LibreOffice opens and gives back equal, and as CSV", async (thunderbird) => {
  fill(thunderbird);
  const page = await open(thunderbird);
  await turn(page, "files");
  await page.click("#export-xlsx");
  const workbook = await downloaded("xlsx");
  await page.click("#export-csv");
  const list = await downloaded("csv");
  assert.ok(readFileSync(list, "utf8").startsWith("\ufeffAddress,Failed on,"));
  const asCsv = office.convert(thunderbird.home, office.AS_CSV, workbook);
  assert.match(readFileSync(asCsv, "utf8"), /王芳@恒达\.cn,.*The mailbox is full,/);
  for (const file of [list, asCsv, office.convert(thunderbird.home, "xlsx", workbook)]) {
    const data = mkdtempSync(path.join(thunderbird.folder, "again-"));
    assert.deepEqual(JSON.parse(lastmile(data, ["import", "--json", file])).faults, [], file);
    assert.deepEqual(entries(data), entries(thunderbird.data), file);
  }
});

/** Chooses a file of these bytes, with so many times @line behind them, and imports it. */
const importFile = (page, name, bytes, times = 0, line = "") =>
  page.evaluate(
    async (window, called, base64, many, more) => {
      const begin = Uint8Array.from(window.atob(base64), (character) => character.charCodeAt(0));
      const transfer = new window.DataTransfer();
      transfer.items.add(new window.File([begin, more.repeat(many)], called));
      window.document.getElementById("file").files = transfer.files;
      window.document.getElementById("import-now").click();
    },
    name,
    Buffer.from(bytes).toString("base64"),
    times,
    line
  );

scenario("a list is imported, rows that cannot be read are told, and what is no list is refused", async (thunderbird) => {
  const page = await open(thunderbird);
  await turn(page, "files");
  await page.evaluate(async (window, folder) => {
    if (!window.document.getElementById("where-path").innerText.startsWith(folder)) throw new Error("not there yet: where the data lies");
  }, thunderbird.data);
  await importFile(page, "客户.csv", `邮箱,日期,退信原因,来源\n李娜@恒达.cn,${day(3)},对方邮箱已满,名片\nnobody,${day(3)},,\nann@ferri-valvole.it,,,名片\n`);
  await page.waitFor("#faults-list li");
  assert.deepEqual(await page.texts("#imported li"), ["Failures added: 1", "Addresses that now have their source channel: 1"]);
  assert.deepEqual(await page.texts("#faults-list li"), ["Line 3: “nobody” is no address"]);
  assert.deepEqual(entries(thunderbird.data).filter(({ address }) => address === "李娜@恒达.cn").map(({ reason, channel }) => [reason, channel]), [["mailbox_full", "名片"]]);
  // 7 MB, in two parts.
  await importFile(page, "large.csv", `email,date,reason\npi@ferri-valvole.it,${day(3)},spf\n`, 35000, `${"nobody ".repeat(28)},,\n`);
  await page.evaluate(async (window) => {
    if (window.document.getElementById("faults-title").innerText !== "Rows that could not be read and were left out: 35000") throw new Error(`not there yet: an answer, but ${window.document.getElementById("import-state").innerText}`);
  });
  assert.deepEqual(await page.texts("#imported li"), ["Failures added: 1"]);
  assert.equal((await page.texts("#faults-list li")).at(-1), "and 34800 more");
  for (const [name, bytes, said, times = 0] of [["a.csv", "name,town\nBob,Hull\n", /could not be taken in/], ["a.xls", [0xd0, 0xcf, 0x11, 0xe0, 1], /old format/], ["b.xlsx", [0x50, 0x4b, 3, 4, 9, 9], /could not be taken in/], ["large.csv", "", /larger than 30 MB/, 30000001]]) {
    await importFile(page, name, bytes, times, "a");
    await page.evaluate(async (window, wanted) => {
      if (!new RegExp(wanted).test(window.document.getElementById("import-state").innerText)) throw new Error(`not there yet: ${wanted}`);
    }, said.source);
    assert.equal(await page.has("#faults"), false);
  }
});

scenario("what was shown at Send and chosen can be read", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: ["bob@gmial.com"] });
  await compose.send();
  await sendWindow(thunderbird).click("#back");
  const page = await open(thunderbird);
  await turn(page, "audit");
  await page.waitFor("#audit-rows tr");
  const [first] = await page.texts("#audit-rows tr");
  assert.match(first, /bob@gmial\.com\s+\S.*\s+bob@gmail\.com\s+Went back to the mail/);
});

scenario("an address is forgotten wholly, after one question", async (thunderbird) => {
  fill(thunderbird);
  const page = await open(thunderbird);
  await filter(page, { search: "王芳" }, 1);
  await page.click("#rows .more");
  await page.click("#rows .forget");
  await page.waitFocused("#forget-keep");
  assert.match((await page.texts("#forget"))[0], /^Forget 王芳@恒达\.cn\?[\s\S]*cannot be undone/);
  await page.click("#forget-keep");
  assert.equal(entries(thunderbird.data).filter(({ address }) => address === "王芳@恒达.cn").length, 1);
  await page.click("#rows .forget");
  await page.click("#forget-now");
  await waitTotal(page, 0);
  assert.match((await page.texts("#said"))[0], /王芳@恒达\.cn is forgotten/);
  assert.equal(entries(thunderbird.data).filter(({ address }) => address === "王芳@恒达.cn").length, 0);
});

/** Ends the native host that this Thunderbird has started. */
function killHost(thunderbird) {
  const { stdout } = spawnSync("pgrep", ["-P", String(thunderbird.process.pid), "-x", "lastmile-host"]);
  for (const pid of String(stdout).split("\n").filter(Boolean)) {
    process.kill(Number(pid), "SIGKILL");
  }
}

scenario("without its host the page says so; what was noted meanwhile stays, over the page's end too, and is saved when the host is back", async (thunderbird) => {
  fill(thunderbird);
  const manifest = path.join(thunderbird.home, ".mozilla", "native-messaging-hosts", "lastmile.json");
  const page = await open(thunderbird);
  await filter(page, { search: "bob@" }, 1);
  renameSync(manifest, `${manifest}.away`);
  killHost(thunderbird);
  await choose(page, "bob@", "remedy", "removed");
  await page.waitFor("#rows .edit-state[data-state=failed]");
  assert.match((await page.texts("#unsaved-text"))[0], /not saved: 1\..*(Not installed|Ended unexpectedly)/);
  assert.equal((await notes(page, "bob@")).remedy, "Address removed");
  await page.evaluate(async (window) => window.location.reload());
  await page.waitFor("body[data-state=away] #away");
  assert.match((await page.texts("#away-text"))[0], /Not installed/);
  assert.equal(await page.has("#unsaved"), true);

  renameSync(`${manifest}.away`, manifest);
  await page.click("#again");
  await filter(page, { search: "bob@" }, 1);
  assert.equal(await page.has("#away"), false);
  assert.equal((await notes(page, "bob@")).remedy, "Address removed");
  await page.click("#retry");
  await page.evaluate(async (window) => {
    if (!window.document.getElementById("unsaved").hidden) throw new Error("not there yet: saved");
  });
  assert.equal(entries(thunderbird.data).find(({ address }) => address === "bob@rothwell-pumps.com").remedy, "removed");
});

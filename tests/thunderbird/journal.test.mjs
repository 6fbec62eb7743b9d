// SPDX-License-Identifier: MPL-2.0
// The error log's page: looked through, noted in, over a restart and without its host; counted, handed out and taken in; an address forgotten.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { Compose } from "./support/compose.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Page } from "./support/page.mjs";
import { scenariosIn } from "./support/scenario.mjs";
import { BUILD } from "./support/thunderbird.mjs";

/** 120 failures of many, one of 王芳's at a full mailbox, and one of Bob's. */
const LIST = [
  "email,date,reason,source,line,remedy",
  ...Array.from({ length: 120 }, (_, i) => `buyer${String(i).padStart(3, "0")}@nordwind-tools.de,2026-0${1 + (i % 6)}-1${i % 9} 10:00,${i % 3 ? "mailbox_missing" : "spf"},${i % 2 ? "fair" : "card"},550 no,`),
  "王芳@恒达.cn,2026-11-20 08:30,mailbox_full,广交会,452 over quota,",
  "bob@rothwell-pumps.com,2026-11-21 09:00,mailbox_missing,card,550 5.1.1 no such user,",
  "",
].join("\n");

const scenario = scenariosIn();
const journal = (thunderbird) => new Page(thunderbird, "journal.html");

/** Puts a list into the error log behind the page's back. */
function fill(thunderbird, list) {
  const { status, stderr } = spawnSync(path.join(BUILD, "lastmile"), ["journal", "import", "--data", thunderbird.data, "-"], { input: list, timeout: 60000 });
  assert.equal(status, 0, String(stderr));
}

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
  assert.equal((await page.texts("#page"))[0], "Page 1 of 3");
  await page.click("#last");
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
  await filter(page, { search: "", class: "policy" }, 40);
  await filter(page, { channel: "=card" }, 20);
  await filter(page, { class: "", channel: "=", reason: "" }, 0);
  await filter(page, { channel: "=广交会" }, 1);
  await page.click("#reset");
  await waitTotal(page, 122);
  await filter(page, { span: "own", from: "2026-11-20", to: "2026-11-20" }, 1);
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
});

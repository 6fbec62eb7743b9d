// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The failures: looked through, filtered, sorted, page by page, and noted in.

import { byId, element } from "../modules/dom.js";
import { keep, recall } from "../modules/session.js";
import { bounceReason, fill, text } from "../modules/texts.js";
import { ask, tellAway, whyNot } from "./ask.js";
import { REASONS, searchWords } from "./notes.js";
import { makePager } from "./pager.js";
import { direction, everything, isFiltered, pageCount, PAGE_SIZE, queryOf, sortedBy } from "./query.js";
import { COLUMNS, entryRows, redrawField } from "./rows.js";
import { CLASSES } from "./series.js";
import { Unsaved } from "./unsaved.js";
/** @import { JournalEntry } from "../types/protocol.js" */
/** @import { Edit } from "./unsaved.js" */
/** @import { View } from "./query.js" */

const TYPING_MS = 250;
/** More are typed, not chosen. */
const MAX_CHANNELS = 200;
const FILTERS = /** @type {const} */ (["search", "class", "reason", "channel", "span", "from", "to"]);

/** @type {View} */
let view = everything();
/** @type {{ entries: JournalEntry[], total: number }} */
let shown = { entries: [], total: 0 };
/** Entries whose details are open. @type {Set<string>} */
const open = new Set();
/** Counts the questions: an answer to an older one is not shown. */
let asked = 0;

const unsaved = new Unsaved({
  save: ({ entry, field, value }) => ask("edit", { entry, edit: { [field]: value } }),
  changed: editChanged,
  kept: (edits) => void keep("journal", "unsaved", edits),
});

/** @type {import("./rows.js").World} */
const world = { unsaved, channels: [], onOnly: (address) => showOnly(everything(address)), onForget: () => {} };

/** @param {string} field @param {Edit} edit */
const sameChannel = (field, edit) => (/** @type {JournalEntry} */ { address }) => field === "channel" && address.toLowerCase() === edit.address.toLowerCase();

/** @param {Edit} edit @param {boolean} saved */
function editChanged(edit, saved) {
  const { entry, field, value } = edit;
  const ofAddress = sameChannel(field, edit);
  for (const row of shown.entries) {
    if (saved && (row.entry === entry || ofAddress(row))) {
      row[field] = value;
    }
    if (row.entry === entry || (saved && ofAddress(row))) {
      redrawField(byId("rows"), row, field, world);
    }
  }
  if (saved && field === "channel" && value !== "" && !world.channels.includes(value)) {
    setChannels([...world.channels, value]);
  }
  tellUnsaved();
}

function tellUnsaved() {
  const { failed } = unsaved;
  byId("unsaved").hidden = failed.length === 0;
  byId("unsaved-text").textContent = failed.length > 0 ? fill(text("log_unsaved"), { count: String(failed.length), why: failed[0].failure ? whyNot(failed[0].failure) : "" }) : "";
}

/** @param {string[]} channels */
function setChannels(channels) {
  world.channels = [...channels].sort((a, b) => a.localeCompare(b)).slice(0, MAX_CHANNELS);
  const options = [["", text("log_all_channels")], ["=", text("log_no_channel")], ...world.channels.map((channel) => [`=${channel}`, channel])];
  const chosen = byId("channel").value;
  byId("channel").replaceChildren(...options.map(([value, label]) => element("option", { value }, [label])));
  const isThere = options.some(([value]) => value === chosen);
  byId("channel").value = isThere ? chosen : "";
  view = isThere ? view : { ...view, channel: "" };
}

function drawHeadings() {
  byId("headings").replaceChildren(
    ...COLUMNS.map(({ name, order }) => {
      const button = element("button", { type: "button", "data-order": order }, [name === "status" ? text("log_column_code") : text(`journal_column_${name}`)]);
      button.addEventListener("click", async () => {
        await show(sortedBy(view, order));
        /** @type {HTMLElement} */ (document.querySelector(`#headings [data-order="${order}"]`)).focus();
      });
      return element("th", { scope: "col", "data-column": name, "aria-sort": direction(view, order) }, [button]);
    })
  );
}

/** @type {(page: number, total: number) => void} */
let drawPager;

function drawCount() {
  const from = view.page * PAGE_SIZE;
  byId("count").textContent =
    shown.total > 0
      ? fill(text("log_count"), { from: String(from + 1), to: String(from + shown.entries.length), total: String(shown.total) })
      : text(isFiltered(view) ? "log_none_fits" : "log_empty");
  drawPager(view.page, shown.total);
}

/** What hangs on the filters; they themselves are the user's, who may be typing. */
function drawFilters() {
  byId("own-span").hidden = view.span !== "own";
  byId("reset").hidden = !isFiltered(view);
}

/** @param {View} wanted */
async function show(wanted) {
  view = wanted;
  const question = ++asked;
  drawFilters();
  byId("table").setAttribute("aria-busy", "true");
  const words = searchWords(view.search);
  const answer = await ask("list", { ...queryOf(view, new Date()), ...(words && { words }) });
  if (question !== asked) {
    return;
  }
  byId("table").setAttribute("aria-busy", "false");
  tellAway(answer, showFailures);
  document.body.dataset.state = answer.reply ? "ready" : "away";
  if (!answer.reply) {
    return;
  }
  if (answer.reply.entries.length === 0 && view.page > 0) {
    await show({ ...view, page: pageCount(answer.reply.total) - 1 });
    return;
  }
  shown = answer.reply;
  drawHeadings();
  drawCount();
  byId("table").hidden = shown.total === 0;
  byId("rows").replaceChildren(...shown.entries.flatMap((entry) => entryRows(entry, world, open)));
}

/** Sets the filters, and shows what fits. @param {View} wanted */
function showOnly(wanted) {
  FILTERS.forEach((name) => (byId(name).value = wanted[name]));
  return show(wanted);
}

/** @param {number} page */
async function turn(page) {
  await show({ ...view, page });
  byId("count").scrollIntoView({ block: "nearest" });
}

/** The filters as they stand in the form. @returns {View} */
function filtered() {
  const values = Object.fromEntries(FILTERS.map((name) => [name, byId(name).value]));
  return { ...view, ...values, page: 0 };
}

/** At first, and after the log was changed as a whole. */
export async function showFailures() {
  const { reply } = await ask("stats");
  if (reply) {
    setChannels(reply.channels.map((/** @type {{ channel: string }} */ { channel }) => channel));
  }
  await show(view);
}

function fillChoices() {
  const fillIn = (/** @type {string} */ id, /** @type {string} */ all, /** @type {string[][]} */ options) => byId(id).append(...[["", all], ...options].map(([value, label]) => element("option", { value }, [label])));
  fillIn("class", text("log_all_classes"), CLASSES.map((name) => [name, text(`journal_class_${name}`)]));
  fillIn("reason", text("log_all_reasons"), REASONS.map((name) => [name, bounceReason(name)]));
  setChannels([]);
}

function listen() {
  /** @type {any} */
  let typing = null;
  byId("filters").addEventListener("input", (/** @type {any} */ { target }) => {
    clearTimeout(typing);
    typing = setTimeout(() => show(filtered()), target.type === "search" ? TYPING_MS : 0);
  });
  byId("filters").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    clearTimeout(typing);
    show(filtered());
  });
  byId("reset").addEventListener("click", () => {
    showOnly({ ...everything(), order: view.order, reverse: view.reverse });
    byId("search").focus();
  });
  byId("retry").addEventListener("click", () => unsaved.retry());
  byId("discard").addEventListener("click", () => unsaved.discard());
}

/** @param {string} address whose failures are shown at first; "" for all @param {(address: string) => void} onForget */
export async function listenFailures(address, onForget) {
  world.onForget = onForget;
  view = everything(address);
  fillChoices();
  byId("search").value = address;
  listen();
  drawPager = makePager(byId("pager"), turn);
  unsaved.restore((await recall("journal", "unsaved")) ?? []);
  tellUnsaved();
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The failures as rows of a table: what is known of each, and what the user notes in it.

import { element } from "../modules/dom.js";
import { bounceReason, fill, locale, text } from "../modules/texts.js";
import { noteCell } from "./notes.js";
/** @import { JournalEntry, JournalOrder } from "../types/protocol.js" */
/** @import { Field, Unsaved } from "./unsaved.js" */

/** @type {{ name: string, order: JournalOrder }[]} */
export const COLUMNS = [
  { name: "address", order: "address" },
  { name: "failed", order: "time" },
  { name: "class", order: "class" },
  { name: "reason", order: "reason" },
  { name: "status", order: "status" },
  { name: "remedy", order: "remedy" },
  { name: "outcome", order: "outcome" },
  { name: "channel", order: "channel" },
];
const MAX_LENGTH = { remedy: 2000, outcome: 2000, channel: 200, replacement: 320 };

/**
 * @typedef {object} World
 * @property {Unsaved} unsaved
 * @property {string[]} channels
 * @property {(address: string) => void} onOnly shows the failures of that address alone
 * @property {(address: string) => void} onForget
 */

/** @param {string} at @param {Intl.DateTimeFormatOptions} style */
function moment(at, style) {
  return new Intl.DateTimeFormat([locale()], style).format(new Date(at));
}

/** @param {string} at */
export function dayAndTime(at) {
  return moment(at, { dateStyle: "medium", timeStyle: "short" });
}

/** What stands in a field: what the user wrote, saved or not. @param {JournalEntry} entry @param {Field} field @param {Unsaved} unsaved */
function valueOf(entry, field, unsaved) {
  return unsaved.get(entry.entry, field)?.value ?? entry[field] ?? "";
}

/** The state of an edit, beside its field. @param {JournalEntry} entry @param {Field} field @param {Unsaved} unsaved @returns {HTMLElement[]} */
function editState(entry, field, unsaved) {
  const edit = unsaved.get(entry.entry, field);
  if (!edit) {
    return [];
  }
  return [element("span", { class: "edit-state", "data-state": edit.state }, [edit.state === "saving" ? text("log_saving") : text("log_not_saved")])];
}

/** What the log itself knows of how it ended, where the user has noted nothing. @param {JournalEntry} entry @param {Field} field */
function emptyText({ answered, retried }, field) {
  if (field !== "outcome") {
    return undefined;
  }
  return answered ? text("log_seems_answered") : retried ? text("log_seems_retried") : undefined;
}

/** @param {JournalEntry} entry @param {Field} field @param {World} world */
function noteColumn(entry, field, { unsaved, channels }) {
  const value = valueOf(entry, field, unsaved);
  const label = fill(text("log_field"), { field: text(`journal_column_${field}`), address: entry.address });
  const cell = noteCell({ field, value, channels, label, empty: emptyText(entry, field), maxLength: MAX_LENGTH[field] }, (chosen) => unsaved.set({ entry: entry.entry, address: entry.address, field, value: chosen }));
  return element("td", { class: "editable", "data-column": field }, [cell, ...editState(entry, field, unsaved)]);
}

/** @param {JournalEntry} entry */
function codeColumn({ status, reply }) {
  const meaning = status ? text(`bounce_status_${status.split(".").slice(1).join("_")}`) : reply ? text(`bounce_reply_${reply}`) : "";
  const code = [status, reply].filter((one) => one !== undefined).map((one) => element("span", {}, [String(one)]));
  return element("td", { "data-column": "status", ...(meaning && { title: meaning }) }, code);
}

/** @param {JournalEntry} entry @param {World} world @param {() => void} toggle */
function row(entry, world, toggle) {
  const more = element("button", { type: "button", class: "more", "aria-expanded": "false", "aria-label": fill(text("log_details"), { address: entry.address }) }, ["▸"]);
  more.addEventListener("click", toggle);
  const reason = entry.class === "format" ? text("bounce_address_format@title") : bounceReason(entry.reason);
  const lasting = text(entry.permanent ? "journal_lasting_permanent" : "journal_lasting_temporary");
  return element("tr", { "data-entry": entry.entry, "data-class": entry.class }, [
    element("td", { "data-column": "address" }, [element("div", {}, [more, element("bdi", { dir: "ltr" }, [entry.address])])]),
    element("td", { "data-column": "failed" }, [element("time", { datetime: entry.failed }, [moment(entry.failed, { dateStyle: "medium" }), element("small", {}, [moment(entry.failed, { timeStyle: "short" })])])]),
    element("td", { "data-column": "class" }, [element("span", { class: "class" }, [text(`journal_class_${entry.class}`) || entry.class])]),
    element("td", { "data-column": "reason" }, [reason, element("small", {}, [lasting])]),
    codeColumn(entry),
    noteColumn(entry, "remedy", world),
    noteColumn(entry, "outcome", world),
    noteColumn(entry, "channel", world),
  ]);
}

/** @param {string} label @param {(Node | string)[]} said */
const line = (label, said) => [element("dt", {}, [label]), element("dd", {}, said)];

/** The address to use instead. @param {JournalEntry} entry @param {Unsaved} unsaved */
function replacementForm(entry, unsaved) {
  const field = "replacement";
  const input = element("input", { type: "email", class: "replacement", "data-field": field, maxlength: String(MAX_LENGTH.replacement), "aria-label": text("journal_column_replacement") });
  input.value = valueOf(entry, field, unsaved);
  const form = element("form", { novalidate: "" }, [input, element("button", { type: "submit" }, [text("log_keep")]), ...editState(entry, field, unsaved)]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    unsaved.set({ entry: entry.entry, address: entry.address, field, value: input.value.trim() });
  });
  return form;
}

/** @param {JournalEntry} entry @param {World} world */
function detailRow(entry, { unsaved, onOnly, onForget }) {
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ pressed) => {
    const made = element("button", { type: "button", class: name }, [label]);
    made.addEventListener("click", pressed);
    return made;
  };
  const lines = [
    entry.line && line(text("journal_column_line"), [element("q", { lang: "" }, [entry.line])]),
    entry.server && line(text("journal_column_server"), [entry.server]),
    entry.message_id && line(text("journal_column_message_id"), [entry.message_id]),
    entry.retried && line(text("log_retried"), [dayAndTime(entry.retried)]),
    entry.answered && line(text("log_answered"), [dayAndTime(entry.answered)]),
    line(text("journal_column_replacement"), [replacementForm(entry, unsaved), element("small", {}, [text("log_replacement_means")])]),
  ];
  return element("tr", { class: "details", "data-of": entry.entry }, [
    element("td", { colspan: String(COLUMNS.length) }, [
      element("dl", {}, lines.flatMap((one) => one || [])),
      element("div", { class: "row" }, [button("only", text("log_only"), () => onOnly(entry.address)), button("forget", text("log_forget_this"), () => onForget(entry.address))]),
    ]),
  ]);
}

/** The rows of an entry; those of one that is looked at closely stay open over drawing. @param {JournalEntry} entry @param {World} world @param {Set<string>} open */
export function entryRows(entry, world, open) {
  const toggle = () => {
    const opens = !open.delete(entry.entry);
    if (opens) {
      open.add(entry.entry);
      first.after(detailRow(entry, world));
    } else {
      first.nextElementSibling?.remove();
    }
    first.querySelector(".more")?.setAttribute("aria-expanded", String(opens));
  };
  const first = row(entry, world, toggle);
  if (!open.has(entry.entry)) {
    return [first];
  }
  first.querySelector(".more")?.setAttribute("aria-expanded", "true");
  return [first, detailRow(entry, world)];
}

/** Draws one field anew, after its edit's state has changed. @param {HTMLElement} body of the table @param {JournalEntry} entry @param {Field} field @param {World} world */
export function redrawField(body, entry, field, world) {
  const holder = [...body.querySelectorAll("tr")].find(({ dataset }) => (field === "replacement" ? dataset.of : dataset.entry) === entry.entry);
  const old = holder?.querySelector(field === "replacement" ? "form" : `td[data-column="${field}"]`);
  const focused = !!old?.contains(document.activeElement);
  const made = field === "replacement" ? replacementForm(entry, world.unsaved) : noteColumn(entry, field, world);
  old?.replaceWith(made);
  if (focused) {
    /** @type {HTMLElement | null} */ (made.querySelector("select, input"))?.focus();
  }
}

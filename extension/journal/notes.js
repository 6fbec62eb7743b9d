// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the user notes of a failure: one of a few words that have texts in both languages, or words of their own.

import { element } from "../modules/dom.js";
import { bounceReason, text } from "../modules/texts.js";
import { CLASSES } from "./series.js";
/** @import { Field } from "./unsaved.js" */

/** As host/knowledge/bounce_reason.def has them. */
export const REASONS = ["mailbox_missing", "mailbox_full", "mailbox_disabled", "domain_not_found", "server_unreachable", "refused", "spam", "blocklisted", "spf", "dkim", "dmarc", "reverse_dns", "rate_limited", "too_large", "relay_or_login", "temporary", "other"];
/** As host/journal.c has them. */
const REMEDIES = ["corrected", "replaced", "asked", "resent", "waited", "it_asked", "reworded", "removed"];
const OUTCOMES = ["open", "delivered", "answered", "failed_again", "given_up"];
const OTHER = "\n";
const NOTHING = "—";

/** @param {Field} field @returns {string[]} identifiers */
function identifiers(field) {
  return field === "remedy" ? REMEDIES : field === "outcome" ? OUTCOMES : [];
}

/** As a person reads it. @param {Field} field @param {string} value */
export function noteText(field, value) {
  return identifiers(field).includes(value) ? (field === "remedy" ? text(`journal_remedy_${value}`) : text(`journal_outcome_${value}`)) : value;
}

/** What a search for words that stand in the table means to the host, as in "reason:mailbox_full remedy:waited"; "" for nothing. @param {string} search @returns {string} */
export function searchWords(search) {
  const wanted = search.trim().toLowerCase();
  const kinds = /** @type {[string, string[], (identifier: string) => string][]} */ ([
    ["class", CLASSES, (name) => (name === "format" ? `${text("journal_class_format")}\n${text("bounce_address_format@title")}` : text(`journal_class_${name}`))],
    ["reason", REASONS, bounceReason],
    ["remedy", REMEDIES, (name) => noteText("remedy", name)],
    ["outcome", OUTCOMES, (name) => noteText("outcome", name)],
  ]);
  const found = kinds.flatMap(([kind, names, textOf]) => names.filter((name) => textOf(name).toLowerCase().includes(wanted)).map((name) => `${kind}:${name}`));
  return wanted === "" ? "" : found.join(" ");
}

/** Words that are those of an identifier are the identifier. @param {Field} field @param {string} words */
export function noteOf(field, words) {
  const said = words.trim();
  return identifiers(field).find((identifier) => noteText(field, identifier).toLowerCase() === said.toLowerCase()) ?? said;
}

/**
 * A list to choose from; its last line takes other words.
 *
 * @param {{ field: Field, value: string, channels: string[], label: string, empty?: string, maxLength: number }} cell
 * @param {(value: string) => void} chosen
 * @returns {HTMLElement}
 */
export function noteCell(cell, chosen) {
  const { field, value, channels, label, empty = NOTHING } = cell;
  const known = field === "channel" ? channels : identifiers(field);
  const all = ["", ...known, ...(value !== "" && !known.includes(value) ? [value] : [])];
  const options = all.map((one) => element("option", { value: one }, [one === "" ? empty : noteText(field, one)]));
  const select = element("select", { class: "note", "aria-label": label, "data-field": field }, [...options, element("option", { value: OTHER }, [text("log_other_words")])]);
  select.value = value;
  select.dataset.empty = String(value === "");
  select.addEventListener("change", () => {
    if (select.value === OTHER) {
      select.value = value;
      typeWords(select, cell, chosen);
    } else {
      chosen(select.value);
    }
  });
  return select;
}

/** Enter or leaving the field keeps the words, Escape does not. @param {HTMLElement} select @param {{ field: Field, value: string, label: string, maxLength: number }} cell @param {(value: string) => void} chosen */
function typeWords(select, { field, value, label, maxLength }, chosen) {
  const input = element("input", { class: "note", type: "text", "aria-label": label, "data-field": field, maxlength: String(maxLength) });
  let over = false;
  const end = (/** @type {boolean} */ keep) => {
    if (over) {
      return;
    }
    over = true;
    const words = noteOf(field, input.value);
    const focused = document.activeElement === input;
    input.replaceWith(select);
    if (focused) {
      select.focus();
    }
    if (keep && words !== value) {
      chosen(words);
    }
  };
  input.value = noteText(field, value);
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      end(event.key === "Enter");
    }
  });
  input.addEventListener("blur", () => end(true));
  select.replaceWith(input);
  input.focus();
  input.select();
}

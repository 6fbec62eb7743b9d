// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Puts a suggestion into the compose window, where the address it mends still stands.

import { entriesOf, FIELDS } from "./draft.js";
/** @import { Field, Finding } from "../types/protocol.js" */

/** The field and place that a finding speaks of, or null. @param {Finding} finding @returns {{ field: Field, index: number } | null} */
export function placeOf(finding) {
  const found = /^(to|cc|bcc|reply_to)\[(\d+)\]$/.exec(finding.subject);
  return found ? { field: /** @type {Field} */ (found[1]), index: Number(found[2]) } : null;
}

/** @param {Finding} finding */
export function canMend(finding) {
  return !!finding.suggestion && !!finding.address && placeOf(finding) !== null;
}

/**
 * The entry of a field with the address replaced, its display name kept; an array where the suggestion is of several addresses.
 *
 * @param {string} entry @param {string} address @param {string} suggestion @returns {string[] | null} null: the address is not there
 */
export function replaceAddress(entry, address, suggestion) {
  const several = suggestion.split(/,\s+/);
  if (several.length > 1 && entry.includes(address)) {
    return several;
  }
  const angle = entry.lastIndexOf(`<${address}>`);
  if (angle >= 0) {
    return [`${entry.slice(0, angle)}<${suggestion}>${entry.slice(angle + address.length + 2)}`];
  }
  const at = entry.indexOf(address);
  return at >= 0 ? [entry.slice(0, at) + suggestion + entry.slice(at + address.length)] : null;
}

/**
 * Mends the compose window. The place is where the finding saw the address; where the user has moved it since, the field is searched.
 *
 * @param {number} tabId @param {Finding} finding @param {Record<Field, number[]>} places of the checked draft
 * @returns {Promise<boolean>} whether the window now holds the suggestion
 */
export async function mend(tabId, finding, places) {
  const place = placeOf(finding);
  if (!place || !canMend(finding)) {
    return false;
  }
  const name = FIELDS[place.field];
  const entries = entriesOf((await browser.compose.getComposeDetails(tabId))[name]);
  const seen = places[place.field][place.index];
  const order = [seen, ...entries.keys()].filter((at) => typeof entries[at] === "string");
  for (const at of order) {
    const mended = replaceAddress(entries[at], finding.address ?? "", finding.suggestion ?? "");
    if (mended) {
      await browser.compose.setComposeDetails(tabId, { [name]: [...entries.slice(0, at), ...mended, ...entries.slice(at + 1)] });
      return true;
    }
  }
  return false;
}

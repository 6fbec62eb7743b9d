// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The few facts of a vCard (RFC 6350) that a check can use.

/** @import { ContactFacts } from "../types/protocol.js" */

/** Splits at separators that no backslash escapes, and takes the escapes away. @param {string} value @param {string} separator */
function split(value, separator) {
  const parts = [""];
  for (let i = 0; i < value.length; i++) {
    if (value[i] === "\\" && i + 1 < value.length) {
      const next = value[++i];
      parts[parts.length - 1] += next === "n" || next === "N" ? "\n" : next;
    } else if (value[i] === separator) {
      parts.push("");
    } else {
      parts[parts.length - 1] += value[i];
    }
  }
  return parts.map((part) => part.trim());
}

/** Its properties in order: names in upper case without group, values as written. @param {string} text @returns {[string, string][]} */
function properties(text) {
  const unfolded = text.replace(/\r?\n[ \t]/g, "");
  return unfolded.split(/\r?\n/).flatMap((line) => {
    const found = /^(?:[^.:;]+\.)?([A-Za-z0-9-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(line);
    return found ? [/** @type {[string, string]} */ ([found[1].toUpperCase(), found[2]])] : [];
  });
}

/**
 * The vCard with one address in place of another; everything else stays as it is written.
 *
 * @param {string} text @param {string} address @param {string} corrected
 */
export function replaceEmail(text, address, corrected) {
  const escaped = corrected.replace(/[\\,;]/g, "\\$&");
  return text.replace(/\r?\n[ \t]/g, "").replace(/^((?:[^.:;\r\n]+\.)?EMAIL(?:;[^:\r\n]*)?:)(.*)$/gim, (line, name, value) =>
    split(value.trim(), "\u0000")[0].toLowerCase() === address.toLowerCase() ? name + escaped : line
  );
}

/** @param {string} text @returns {{ emails: string[], facts: Omit<ContactFacts, "address"> }} */
export function readVCard(text) {
  const all = properties(text);
  const first = (/** @type {string} */ name) => all.find(([key, value]) => key === name && value.replace(/[;\s]/g, "") !== "")?.[1];
  const organisation = split(first("ORG") ?? "", ";")[0];
  // ADR: post office box; extended address; street; locality; region; code; country (6.3.1).
  const country = all.filter(([key]) => key === "ADR").map(([, value]) => split(value, ";")[6])
    .find((value) => !!value);
  const phone = (first("TEL") ?? "").replace(/^tel:/i, "").trim();
  const name = split(first("FN") ?? "", "\u0000")[0];
  return {
    emails: all.filter(([key]) => key === "EMAIL").map(([, value]) => split(value, "\u0000")[0]).filter((value) => value !== ""),
    facts: { ...(name && { name }), ...(organisation && { organisation }), ...(country && { country }), ...(phone && { phone }) },
  };
}

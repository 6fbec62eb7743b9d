// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Texts by key, and what a finding says: texts by code and variant, with their parameters filled in (schemas/README.md, "Reports").

/** @import { Finding } from "../types/protocol.js" */

/** The keys that there are, where a page has read them: Thunderbird logs an error for each that is asked for in vain. @type {Set<string> | null} */
let keys = null;

/** @param {string} key @returns {string} "" if there is none */
export function text(key) {
  return keys === null || keys.has(key) ? browser.i18n.getMessage(key) : "";
}

async function readKeys() {
  const file = await fetch(browser.runtime.getURL("_locales/en/messages.json"));
  return new Set(Object.keys(await file.json()));
}

/** The locale that the texts are in; it also decides how lists are joined and which forms Chinese characters take. */
export function locale() {
  return text("locale") || "en";
}

/** @param {string} code */
function countryName(code) {
  try {
    return new Intl.DisplayNames([locale()], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Why mail came back, in a few words. @param {string} reason */
export function bounceReason(reason) {
  return text(`bounce_${reason}@title`) || reason;
}

/** A parameter as a person reads it. @param {string} name @param {string | string[]} value */
export function shown(name, value) {
  const values = Array.isArray(value) ? value : [value];
  const named = name.endsWith("country") ? values.map(countryName) : name === "reason" ? values.map(bounceReason) : values;
  return new Intl.ListFormat([locale()], { type: "conjunction" }).format(named);
}

/** Fills `{name}`; one that is not known stays as it is, to be seen. @param {string} pattern @param {Record<string, string | string[]>} params */
export function fill(pattern, params) {
  return pattern.replace(/\{([a-z0-9_]+)\}/g, (whole, name) => (Object.hasOwn(params, name) ? shown(name, params[name]) : whole));
}

/** @param {Finding} finding @param {"title" | "means" | "do"} part */
function findingText(finding, part) {
  const key = `check_${finding.code}@${part}`;
  const pattern = (finding.variant && text(`${key}@${finding.variant}`)) || text(key);
  const params = { ...finding.params, address: finding.address ?? "", suggestion: finding.suggestion ?? "" };
  return fill(pattern, params);
}

/** @param {Finding} finding @returns {{ title: string, means: string, todo: string }} */
export function findingTexts(finding) {
  return { title: findingText(finding, "title") || finding.code, means: findingText(finding, "means"), todo: findingText(finding, "do") };
}

/** What a check is called in a list: its name, or its title where that needs no finding to be filled in. @param {string} code @param {string} [summary] */
export function checkName(code, summary) {
  const title = text(`check_${code}@title`);
  return text(`name_${code}`) || (title.includes("{") ? "" : title) || summary || code;
}

/** Puts the texts of a page in: `data-text` names an element's text. @param {Document} page */
export async function localise(page) {
  keys = await readKeys().catch(() => null);
  page.documentElement.lang = locale();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-text]"))) {
    element.textContent = text(element.dataset.text ?? "");
  }
}

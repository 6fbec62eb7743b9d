// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What of the error log is looked at, and how that is asked for.

/** @import { JournalOrder, JournalQuery } from "../types/protocol.js" */

export const PAGE_SIZE = 50;
const MAX_SEARCH = 200;

/** Days back from now; "own" is from one day to another. @type {Record<string, number>} */
export const SPANS = { month: 30, quarter: 91, year: 365 };

/**
 * @typedef {object} View
 * @property {string} search
 * @property {string} class "" for all
 * @property {string} reason "" for all
 * @property {string} channel "" for all, "=" for those without one, "=fair" for that one
 * @property {string} span "all", "own", or one of SPANS
 * @property {string} from "2026-11-03" or ""
 * @property {string} to that day, too; or ""
 * @property {JournalOrder} order
 * @property {boolean} reverse
 * @property {number} page from 0
 */

/** @param {string} [search] @returns {View} */
export function everything(search = "") {
  return { search, class: "", reason: "", channel: "", span: "all", from: "", to: "", order: "time", reverse: false, page: 0 };
}

/** Whether something is left out. @param {View} view */
export function isFiltered(view) {
  const all = everything();
  return /** @type {const} */ (["search", "class", "reason", "channel"]).some((name) => view[name].trim() !== all[name]) || Object.keys(boundsOf(view, new Date())).length > 0;
}

/** The first moment of a day where the user is, @days later. @param {string} day @param {number} [days] @returns {string | undefined} undefined: that is no day */
function midnight(day, days = 0) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.slice(1).map(Number);
  return parts && new Date(parts[0], parts[1] - 1, parts[2] + days).toISOString();
}

/** @param {Pick<View, "span" | "from" | "to">} view @param {Date} now @returns {{ since?: string, until?: string }} */
export function boundsOf({ span, from, to }, now) {
  if (span !== "own") {
    return Object.hasOwn(SPANS, span) ? { since: new Date(now.getTime() - SPANS[span] * 86400000).toISOString() } : {};
  }
  const [since, until] = [midnight(from), midnight(to, 1)];
  return { ...(since && { since }), ...(until && { until }) };
}

/** @param {View} view @param {Date} now @returns {JournalQuery} */
export function queryOf(view, now) {
  const search = view.search.trim().slice(0, MAX_SEARCH);
  return {
    ...(search && { search }),
    ...(view.class && { class: view.class }),
    ...(view.reason && { reason: view.reason }),
    ...(view.channel && { channel: view.channel.slice(1) }),
    ...boundsOf(view, now),
    order: view.order,
    reverse: view.reverse,
    offset: view.page * PAGE_SIZE,
    limit: PAGE_SIZE,
  };
}

/** The same sorted by that; once more: the other way round. @param {View} view @param {JournalOrder} order @returns {View} */
export function sortedBy(view, order) {
  return { ...view, order, reverse: view.order === order && !view.reverse, page: 0 };
}

/** For aria-sort: time begins with the newest. @param {View} view @param {JournalOrder} order */
export function direction(view, order) {
  if (view.order !== order) {
    return "none";
  }
  return view.reverse === (order === "time") ? "ascending" : "descending";
}

/** At least one. @param {number} total */
export function pageCount(total) {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// From the host's figures to what is drawn: months without a failure have their place, axes end at round numbers, long names are cut.

/** @import { JournalClass, JournalStats } from "../types/protocol.js" */

export const CLASSES = /** @type {JournalClass[]} */ (["format", "status", "policy"]);
const MAX_MONTHS = 36;

/** @typedef {{ month: string, total: number } & Record<JournalClass, number>} Month */

/** @param {string} month "2026-11" @returns {string} the one after it */
function nextMonth(month) {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Every month from the first failure to @now, the last three years at most. @param {JournalStats["months"]} figures @param {string} now "2026-11" @returns {Month[]} */
export function filledMonths(figures, now) {
  if (figures.length === 0) {
    return [];
  }
  const months = [];
  const last = figures[figures.length - 1].month > now ? figures[figures.length - 1].month : now;
  for (let month = figures[0].month; month <= last; month = nextMonth(month)) {
    const of = (/** @type {JournalClass} */ name) => figures.find((figure) => figure.month === month && figure.class === name)?.failures ?? 0;
    const [format, status, policy] = CLASSES.map(of);
    months.push({ month, format, status, policy, total: format + status + policy });
  }
  return months.slice(-MAX_MONTHS);
}

/** Whole numbers from 0 to at least @most, four steps or fewer. @param {number} most @returns {number[]} */
export function ticks(most) {
  const least = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= least && Number.isInteger(one)) ?? 1;
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step);
}

/** As much of it as fits into @width Latin letters; a Chinese character takes two. @param {string} name @param {number} width */
export function cut(name, width) {
  const widths = Array.from(name, (character) => (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1));
  if (widths.reduce((sum, one) => sum + one, 0) <= width) {
    return name;
  }
  let taken = 0;
  const kept = Array.from(name).filter((_, i) => (taken += widths[i]) < width);
  return `${kept.join("")}…`;
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Days as a person says them, in the language of the texts.

import { fill, locale, text } from "./texts.js";

/** "2026-11-29", where the user is. */
export function isoToday() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** @param {Date} date */
const isToday = (date) => date.toDateString() === new Date().toDateString();

/** "Tuesday, November 24", with the year where it is another than this one's; of today the time. @param {string | number} moment */
export function dayText(moment) {
  const date = new Date(moment);
  if (isToday(date)) {
    return fill(text("cli_today"), { time: new Intl.DateTimeFormat([locale()], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date) });
  }
  const year = date.getFullYear() === new Date().getFullYear() ? {} : /** @type {const} */ ({ year: "numeric" });
  return new Intl.DateTimeFormat([locale()], { weekday: "long", day: "numeric", month: "long", ...year }).format(date);
}

/** Whether it is of a day before this one. @param {string | number} moment */
export function isEarlier(moment) {
  return !isToday(new Date(moment));
}

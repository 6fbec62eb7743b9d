// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the sender's report says, in a language of choice: whoever runs the DNS may read another one than the user.

import { dayText, isEarlier } from "../modules/dates.js";
import { fill } from "../modules/texts.js";
/** @import { SenderPoint, SenderReport, SenderVerdict } from "../types/protocol.js" */

/** @typedef {(key: string) => string} Lookup "" for a key that there is none of */

/** The texts of a language, whichever Thunderbird itself speaks. @param {string} language "en", "zh_CN" @returns {Promise<Lookup>} */
export async function textsIn(language) {
  const file = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
  const messages = await file.json();
  return (key) => messages[key]?.message ?? "";
}

/** @param {Lookup} text @param {SenderVerdict} verdict @param {"title" | "means" | "do"} part */
export function pointText(text, { code, variant, why, params }, part) {
  if (why !== undefined) {
    return part === "title" ? fill(text("cli_sender_not_checked"), { why: text(`cli_why_${why}`) || why }) : "";
  }
  const keys = ["", "check_"].map((prefix) => `${prefix}${code}@${part}`).flatMap((key) => (variant ? [`${key}@${variant}`, key] : [key]));
  return fill(keys.map(text).find((found) => found !== "") ?? "", params);
}

/** The line of a zone file to copy, where there is one. @param {SenderPoint} point @param {string} domain */
export function rightRecord({ params }, domain) {
  return params.right_record ? `${params.name ?? domain}. TXT "${params.right_record}"` : "";
}

/** "SPF: …" @param {Lookup} text @param {SenderPoint} point */
export function pointTitle(text, point) {
  return fill(text("report_point"), { area: text(`sender_area_${point.area}`), title: pointText(text, point, "title") });
}

/** Since when it is so, and how it was before: "Listed since …", "Until …: …"; nothing where that would only say "since now". @param {Lookup} text @param {SenderPoint} point @returns {string[]} */
export function pointHistory(text, { code, state, since, was }) {
  if (since === undefined || (!was && !isEarlier(since))) {
    return [];
  }
  const begun = fill(text(`${code}@since`) || text(`cli_sender_since_${state}`), { date: dayText(since) });
  return was ? [begun, fill(text("cli_sender_was"), { date: dayText(was.until), title: pointText(text, was, "title") })] : [begun];
}

/** "Worse: SPF: …" @param {Lookup} text @param {SenderPoint} point */
export function changeLine(text, point) {
  return fill(text(`cli_sender_change_${point.change}`), { area: text(`sender_area_${point.area}`), title: pointText(text, point, "title") });
}

/** What is to be mended, for whoever runs the DNS; "" if nothing is. @param {Lookup} text @param {SenderReport} report */
export function handOn(text, { domain, points }) {
  const open = points.filter(({ state }) => state === "fault" || state === "note");
  const lines = open.flatMap((point) => ["", pointTitle(text, point), pointText(text, point, "means"), pointText(text, point, "do"), rightRecord(point, domain)].filter((line, i) => i === 0 || line !== ""));
  return open.length > 0 ? [fill(text("report_mail_begin"), { domain }), ...lines, "", text("report_mail_end"), ""].join("\n") : "";
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Findings as elements, grouped by whom they speak of: for the Send window and the list under the compose button.

import { element } from "./dom.js";
import { bareAddress } from "./draft.js";
import { canMend, placeOf } from "./mend.js";
import { fill, findingTexts, text } from "./texts.js";
/** @import { Field, Finding, Message, NotChecked } from "../types/protocol.js" */

/** What no font shows: blanks, joiners, marks of direction, controls. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]$/u;

/** @param {string} character */
function seen(character) {
  if (!UNSEEN.test(character)) {
    return character;
  }
  return element("span", { class: "unseen" }, [character === " " ? "␣" : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`]);
}

/** The address with its marked characters in <mark>. @param {string} address @param {[number, number][]} marks in code points */
export function markedAddress(address, marks) {
  const characters = Array.from(address);
  const holder = element("bdi", { class: "address", dir: "ltr" });
  let at = 0;
  for (const [start, length] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < at || length === 0 || start + length > characters.length) {
      continue;
    }
    holder.append(characters.slice(at, start).join(""), element("mark", {}, characters.slice(start, start + length).map(seen)));
    at = start + length;
  }
  holder.append(characters.slice(at).join(""));
  return holder;
}

/** @param {Finding} finding @param {number} index @param {Options} options */
function mendButton(finding, index, { onMend }) {
  const suggestion = finding.suggestion ?? "";
  const label = fill(text("finding_mend"), { suggestion });
  const button = element("button", { type: "button", class: "mend" }, [label]);
  button.addEventListener("click", () => onMend(index));
  return button;
}

/** @param {Finding} finding */
function reviewButton({ address }, /** @type {(address: string) => void} */ onReview) {
  const button = element("button", { type: "button", class: "review" }, [text("finding_review")]);
  button.addEventListener("click", () => onReview(address ?? ""));
  return button;
}

/** A finding of the sending domain, whose report says what to mend. @param {Finding} finding */
const isOfDomain = ({ code }) => /^sender_(spf|dkim|dmarc)_/.test(code);

/** @param {Finding} finding */
function reportButton({ address }, /** @type {(address: string) => void} */ onReport) {
  const button = element("button", { type: "button", class: "report" }, [text("report_open")]);
  button.addEventListener("click", () => onReport(address ?? ""));
  return button;
}

/** What came back from there before, and what was done about it. @param {Finding} finding */
function journalButton({ address }, /** @type {(address: string) => void} */ onJournal) {
  const button = element("button", { type: "button", class: "journal" }, [text("log_open")]);
  button.addEventListener("click", () => onJournal(address ?? ""));
  return button;
}

/** @param {Finding} finding @param {number} index @param {Options} options */
function dismissBox(finding, index, { onDismiss }) {
  const box = element("input", { type: "checkbox", class: "dismiss" });
  box.checked = finding.dismissed === true;
  box.addEventListener("change", () => onDismiss(index, !box.checked));
  return element("label", { class: "dismiss-label" }, [box, element("span", {}, [text("finding_dismiss")])]);
}

/** @param {Finding} finding @param {number} index @param {Options} options */
function findingElement(finding, index, options) {
  const { title, means, todo } = findingTexts(finding);
  const holder = element("article", { class: "finding", "data-code": finding.code, "data-severity": finding.severity });
  const severity = element("span", { class: "severity", role: "img", "aria-label": text(`severity_${finding.severity}`), title: text(`severity_${finding.severity}`) });
  holder.append(element("h3", {}, [severity, element("span", {}, [title])]));
  if (finding.marks?.length && finding.address) {
    holder.append(element("p", { class: "marked" }, [markedAddress(finding.address, finding.marks)]));
  }
  [means, todo].filter((line) => line !== "").forEach((line) => holder.append(element("p", {}, [line])));
  const actions = element("div", { class: "actions" });
  if (canMend(finding)) {
    actions.append(mendButton(finding, index, options));
  }
  if (finding.code === "recipient_unconfirmed") {
    actions.append(reviewButton(finding, options.onReview));
  }
  if (isOfDomain(finding)) {
    actions.append(reportButton(finding, options.onReport));
  }
  if (finding.code === "status_bounced_before") {
    actions.append(journalButton(finding, options.onJournal));
  }
  if (options.remember && finding.address && finding.severity !== "block" && (finding.severity !== "info" || finding.dismissed)) {
    actions.append(dismissBox(finding, index, options));
  }
  if (actions.childElementCount > 0) {
    holder.append(actions);
  }
  return holder;
}

/** The heading of a group. @param {Finding | NotChecked} finding @param {Pick<Message, Field> | null} recipients */
function groupHeading(finding, recipients) {
  const place = placeOf(/** @type {Finding} */ (finding));
  if (!place) {
    return element("h2", {}, [text(`subject_${finding.subject}`), ...(finding.address ? [" ", element("bdi", { class: "whom" }, [finding.address])] : [])]);
  }
  const whole = recipients?.[place.field]?.[place.index] ?? "";
  const name = bareAddress(whole) === finding.address && whole !== finding.address ? whole : (finding.address ?? whole);
  return element("h2", {}, [element("span", { class: "field" }, [text(`subject_${place.field}`)]), " ", element("bdi", { class: "whom" }, [name])]);
}

/**
 * @typedef {object} Options
 * @property {Pick<Message, Field> | null} recipients
 * @property {boolean} remember
 * @property {(index: number) => void} onMend
 * @property {(index: number, undo: boolean) => void} onDismiss
 * @property {(address: string) => void} onReview
 * @property {(address: string) => void} onReport
 * @property {(address: string) => void} onJournal
 */

const RANK = ["block", "warning", "notice", "info"];

/**
 * One section a recipient; those with the gravest findings first, otherwise in the order of the findings.
 *
 * @param {Finding[]} findings @param {Options} options
 */
export function findingGroups(findings, options) {
  /** @type {Map<string, { section: HTMLElement, rank: number }>} */
  const groups = new Map();
  findings.forEach((finding, index) => {
    const key = `${finding.subject} ${placeOf(finding) ? finding.address : ""}`;
    const group = groups.get(key) ?? { section: element("section", { class: "group" }, [groupHeading(finding, options.recipients)]), rank: RANK.length };
    groups.set(key, group);
    group.rank = Math.min(group.rank, RANK.indexOf(finding.severity));
    group.section.append(findingElement(finding, index, options));
  });
  return [...groups.values()].sort((a, b) => a.rank - b.rank).map(({ section }) => section);
}

/** What could not be found out, one line a reason; null if nothing. @param {NotChecked[]} entries */
export function notCheckedElement(entries) {
  const told = entries.filter(({ why }) => why !== "off");
  if (told.length === 0) {
    return null;
  }
  const reasons = [...new Set(told.map(({ why }) => why))];
  const lines = reasons.map((why) => element("li", {}, [text(`why_${why}`) || text("why_other")]));
  return element("section", { class: "not-checked" }, [element("h2", {}, [text("not_checked_title")]), element("ul", {}, lines)]);
}

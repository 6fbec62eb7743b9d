// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The badge of the compose button: how many findings, in the colour of the worst.

import { fill, text } from "./texts.js";
/** @import { Outcome } from "./checking.js" */

const COLOURS = { notice: "#b06000", warning: "#c5221f", block: "#8b0000" };
const NOT_CHECKED = "#5f6368";

/** @param {Outcome} outcome @returns {{ text: string, colour: string, title: string }} */
export function badgeOf({ report }) {
  if (!report) {
    return { text: "?", colour: NOT_CHECKED, title: text("badge_not_checked") };
  }
  const told = report.mode === "monitor" ? [] : report.findings.filter(({ severity }) => severity !== "info");
  if (told.length === 0) {
    return { text: "", colour: NOT_CHECKED, title: text("badge_fine") };
  }
  const worst = told.some(({ severity }) => severity === "block") ? "block" : told.some(({ severity }) => severity === "warning") ? "warning" : "notice";
  return { text: String(told.length), colour: COLOURS[worst], title: told.length === 1 ? text("badge_one") : fill(text("badge_many"), { count: String(told.length) }) };
}

/** @param {number} tabId @param {Outcome} outcome */
export async function showBadge(tabId, outcome) {
  const badge = badgeOf(outcome);
  try {
    await Promise.all([
      browser.composeAction.setBadgeText({ tabId, text: badge.text }),
      browser.composeAction.setBadgeBackgroundColor({ tabId, color: badge.colour }),
      browser.composeAction.setBadgeTextColor({ tabId, color: "#ffffff" }),
      browser.composeAction.setTitle({ tabId, title: badge.title }),
    ]);
  } catch {
    // the compose window is gone
  }
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The list under the compose button: checks now, mends in place.

import { showBadge } from "./badge.js";
import { checkDetails } from "./checking.js";
import { host } from "./host.js";
import { mend } from "./mend.js";
import { dismiss } from "./verdict.js";
/** @import { Outcome } from "./checking.js" */

/** What the list showed last, by tab. @type {Map<number, Outcome>} */
const shown = new Map();

/** @param {number} tabId */
async function checkNow(tabId) {
  const outcome = await checkDetails(await browser.compose.getComposeDetails(tabId), "demand");
  shown.set(tabId, outcome);
  showBadge(tabId, outcome);
  return { ...outcome, remember: host.hello?.policy.in_force.remember !== false };
}

/**
 * @param {{ act: string, tabId: number, index?: number, undo?: boolean }} message
 * @returns {Promise<any>} the outcome to show
 */
export async function onDemand({ act, tabId, index = -1, undo = false }) {
  const before = shown.get(tabId);
  const finding = before?.report?.findings[index];
  if (act === "mend" && finding && before?.draft) {
    await mend(tabId, finding, before.draft.places);
  }
  if (act === "dismiss") {
    await dismiss(finding, undo);
    return null;
  }
  return checkNow(tabId);
}

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

/** What is under way, by tab. @type {Map<number, AbortController>} */
const underWay = new Map();

/** @param {number} tabId @param {Outcome} outcome */
function toShow(tabId, outcome) {
  shown.set(tabId, outcome);
  showBadge(tabId, outcome);
  return { ...outcome, remember: host.hello?.policy.in_force.remember !== false };
}

/** What is found meanwhile is shown by the list, if it is still open. @param {number} tabId @param {Outcome} outcome */
function tellMeanwhile(tabId, outcome) {
  browser.runtime.sendMessage({ topic: "demand meanwhile", tabId, outcome: toShow(tabId, outcome) }).catch(() => {});
}

/** @param {number} tabId @returns {Promise<any>} null: asked again meanwhile */
async function checkNow(tabId) {
  const asked = new AbortController();
  const isLast = () => underWay.get(tabId) === asked;
  underWay.get(tabId)?.abort();
  underWay.set(tabId, asked);
  const details = await browser.compose.getComposeDetails(tabId);
  const outcome = await checkDetails(details, "demand", { signal: asked.signal, onOutcome: (found) => isLast() && tellMeanwhile(tabId, found) });
  if (!isLast()) {
    return null;
  }
  underWay.delete(tabId);
  return toShow(tabId, outcome);
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

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// While composing. Thunderbird has no event for changed recipients, so compose windows are looked at: the one in use often, the
// others now and then, each less often the longer a look takes. What has stood still for one look is checked.

import { showBadge } from "./badge.js";
import { checkDetails } from "./checking.js";
import { addressPrint, contentPrint } from "./draft.js";

const LOOK_MS = 800;
/** A window that is not in use is looked at every so many looks. */
const RARELY = 5;
/** A look takes at most this share of the time. */
const SHARE = 1 / 20;

/**
 * @typedef {object} Watched
 * @property {string} addresses print at the last look
 * @property {string} content print at the last look
 * @property {string} checkedAddresses print at the last check
 * @property {string} checkedContent
 * @property {AbortController | null} checking
 */

/** @type {Map<number, Watched>} */
const watched = new Map();
/** @type {any} */
let timer = null;
let looks = 0;

/** @param {number} tabId @returns {Watched} */
function watch(tabId) {
  const known = watched.get(tabId) ?? { addresses: "", content: "", checkedAddresses: "", checkedContent: "", checking: null };
  watched.set(tabId, known);
  return known;
}

/** @param {number} tabId @param {Watched} state @param {any} details */
async function check(tabId, state, details) {
  state.checking?.abort();
  const checking = new AbortController();
  state.checking = checking;
  state.checkedAddresses = state.addresses;
  state.checkedContent = state.content;
  const outcome = await checkDetails(details, "compose", { signal: checking.signal });
  if (state.checking === checking) {
    state.checking = null;
    await showBadge(tabId, outcome);
  }
}

/** @param {any} details */
function isEmpty(details) {
  return JSON.parse(addressPrint(details)).slice(2).flat().length === 0;
}

/** @param {number} tabId */
async function look(tabId) {
  const details = await browser.compose.getComposeDetails(tabId);
  const state = watch(tabId);
  const addresses = addressPrint(details);
  const content = await contentPrint(details);
  const settled = addresses === state.addresses && (addresses !== state.checkedAddresses || (content === state.content && content !== state.checkedContent));
  state.addresses = addresses;
  state.content = content;
  if (settled && (!isEmpty(details) || state.checkedAddresses !== "")) {
    check(tabId, state, details).catch((error) => console.warn("Lastmile:", String(error)));
  }
}

/** Looks at the windows that are due. @returns {Promise<boolean>} whether there are any windows at all */
async function lookAround() {
  const tabs = await browser.tabs.query({ type: "messageCompose" });
  const { id: inUse } = await browser.windows.getLastFocused().catch(() => ({ id: -1 }));
  const rarely = looks++ % RARELY === 0;
  for (const tab of tabs) {
    if (rarely || tab.windowId === inUse) {
      await look(tab.id).catch(() => watched.delete(tab.id));
    }
  }
  return tabs.length > 0;
}

async function tick() {
  const start = Date.now();
  const any = await lookAround().catch(() => true);
  timer = any ? setTimeout(tick, Math.max(LOOK_MS, (Date.now() - start) / SHARE)) : null;
}

/** Something happened in or around a compose window: look, and go on looking. */
export function wake() {
  timer ??= setTimeout(tick, LOOK_MS / 2);
}

/** What was checked counts no more: the settings changed, or the host is back. */
export function checkAnew() {
  watched.clear();
  wake();
}

/** @param {number} tabId */
export function forgetWindow(tabId) {
  watched.get(tabId)?.checking?.abort();
  watched.delete(tabId);
}

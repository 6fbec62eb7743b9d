// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The window that asks, as a window: where it opens and how large.

import { FRAME_HEIGHT, fittingHeight, openPage } from "./page_window.js";

const WIDTH = 640;
const BARE_HEIGHT = 250;
const FINDING_HEIGHT = 190;
const MAX_HEIGHT = 760;

/** Over the compose window, as far down as the screen allows. @param {any} over @param {number} height */
function placeOver(over, height) {
  return { left: Math.max(0, over.left + Math.round((over.width - WIDTH) / 2)), top: Math.max(0, Math.min(over.top + FRAME_HEIGHT, fittingHeight(Infinity) - height)) };
}

/** @param {any} tab the compose tab @param {number} findings @returns {Promise<number>} its id */
export async function openWindow(tab, findings) {
  const over = await browser.windows.get(tab.windowId).catch(() => null);
  const height = fittingHeight(Math.min(MAX_HEIGHT, BARE_HEIGHT + FINDING_HEIGHT * findings));
  const place = over && over.width >= WIDTH ? placeOver(over, height) : {};
  return openPage(`/verdict/verdict.html?tab=${tab.id}`, { width: WIDTH, height, ...place });
}

/** @param {number} windowId @returns {Promise<boolean>} whether it is there */
export async function raiseWindow(windowId) {
  try {
    await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/** @param {number} windowId */
export async function closeWindow(windowId) {
  await browser.windows.remove(windowId).catch(() => {});
}

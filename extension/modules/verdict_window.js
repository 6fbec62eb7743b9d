// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The window that asks, as a window: where it opens and how large.

const WIDTH = 640;
const BARE_HEIGHT = 250;
const FINDING_HEIGHT = 190;
const MAX_HEIGHT = 760;

/** @param {any} tab the compose tab @param {number} findings @returns {Promise<number>} its id */
export async function openWindow(tab, findings) {
  const height = Math.min(MAX_HEIGHT, BARE_HEIGHT + FINDING_HEIGHT * findings);
  const over = await browser.windows.get(tab.windowId).catch(() => null);
  const place = over && over.width >= WIDTH ? { left: Math.max(0, over.left + Math.round((over.width - WIDTH) / 2)), top: Math.max(0, over.top + 60) } : {};
  const created = await browser.windows.create({ type: "popup", url: `/verdict/verdict.html?tab=${tab.id}`, width: WIDTH, height, ...place });
  return created.id;
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

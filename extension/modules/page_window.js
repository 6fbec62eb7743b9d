// SPDX-License-Identifier: MPL-2.0
// @ts-check
// A page of ours in a window of its own, no higher than the screen lets it be.

/** What panels and the title bar take of a small screen. */
export const FRAME_HEIGHT = 60;

/** The height that a window can have, at most what is wanted. @param {number} wanted */
export function fittingHeight(wanted) {
  const { availHeight } = globalThis.screen ?? {};
  return availHeight ? Math.min(wanted, availHeight - FRAME_HEIGHT) : wanted;
}

/**
 * @param {string} page its path with its query
 * @param {{ width: number, height: number, left?: number, top?: number }} wanted
 * @returns {Promise<number>} the window's id
 */
export async function openPage(page, { height, ...place }) {
  const created = await browser.windows.create({ type: "popup", url: page, height: fittingHeight(height), ...place });
  return created.id;
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The button over a displayed mail: how many recipients did not get it, and nothing to press where it is no bounce.

import { fill, text } from "./texts.js";
/** @import { Bounce } from "../types/protocol.js" */

const FOR_GOOD = "#c5221f";
const FOR_NOW = "#b06000";

/** @param {Bounce[]} bounces none: it is no bounce */
export function bounceBadgeOf(bounces) {
  if (bounces.length === 0) {
    return { text: "", colour: FOR_NOW, title: text("returned_button_none") };
  }
  const count = String(bounces.length);
  const title = bounces.length === 1 ? text("returned_button_one") : fill(text("returned_button_many"), { count });
  return { text: count, colour: bounces.some(({ permanent }) => permanent) ? FOR_GOOD : FOR_NOW, title };
}

/** @param {number} tabId @param {Bounce[]} bounces */
export async function showBounceBadge(tabId, bounces) {
  const badge = bounceBadgeOf(bounces);
  const action = browser.messageDisplayAction;
  try {
    await Promise.all([
      bounces.length > 0 ? action.enable(tabId) : action.disable(tabId),
      action.setBadgeText({ tabId, text: badge.text }),
      action.setBadgeBackgroundColor({ tabId, color: badge.colour }),
      action.setTitle({ tabId, title: badge.title }),
    ]);
  } catch {
    // the tab is gone
  }
}

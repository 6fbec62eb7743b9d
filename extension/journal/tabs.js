// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The parts of the page under tabs: arrow keys go from one to the next, and a part is filled with what is known whenever it is turned to.

import { byId } from "../modules/dom.js";

/** @param {Record<string, () => unknown>} parts by the id of the part: what fills it */
export function listenTabs(parts) {
  const names = Object.keys(parts);
  let shown = "";
  const select = (/** @type {string} */ wanted) => {
    for (const name of names) {
      const chosen = name === wanted;
      byId(name).hidden = !chosen;
      byId(`tab-${name}`).setAttribute("aria-selected", String(chosen));
      byId(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    }
    if (shown !== wanted) {
      shown = wanted;
      parts[wanted]();
    }
  };
  names.forEach((name, at) => {
    byId(`tab-${name}`).addEventListener("click", () => select(name));
    byId(`tab-${name}`).addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const next = names[(at + step + names.length) % names.length];
        select(next);
        byId(`tab-${next}`).focus();
      }
    });
  });
  select(names[0]);
  /** Fills anew what is seen. */
  return () => parts[shown]();
}

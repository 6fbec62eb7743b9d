// SPDX-License-Identifier: MPL-2.0
// @ts-check
// First, previous, next, last.

import { element } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
import { pageCount } from "./query.js";

/** @param {HTMLElement} holder @param {(page: number) => unknown} turn @returns {(page: number, total: number) => void} draws it */
export function makePager(holder, turn) {
  let [page, last] = [0, 0];
  const where = element("span", { class: "page", role: "status" });
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => number} */ target) => {
    const made = element("button", { type: "button", class: name }, [label]);
    made.addEventListener("click", () => turn(target()));
    return made;
  };
  const back = [button("first", text("log_first"), () => 0), button("previous", text("log_previous"), () => page - 1)];
  const forth = [button("next", text("log_next"), () => page + 1), button("last", text("log_last"), () => last)];
  holder.replaceChildren(...back, where, ...forth);
  return (now, total) => {
    [page, last] = [now, pageCount(total) - 1];
    holder.hidden = last === 0;
    where.textContent = fill(text("log_page"), { page: String(page + 1), pages: String(last + 1) });
    back.forEach((one) => (one.disabled = page === 0));
    forth.forEach((one) => (one.disabled = page >= last));
  };
}

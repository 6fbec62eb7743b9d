// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The addresses that were shown, or are to be shown, to a second person.

import { element } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
/** @import { Review } from "../types/protocol.js" */

/** @param {Review} review */
function line({ address, state, requester, reviewer = "" }) {
  const said = state === "requested" ? fill(text("review_list_requested"), { requester }) : fill(state === "confirmed" ? text("review_list_confirmed") : text("review_list_refused"), { reviewer });
  const look = element("button", { type: "button" }, [text("review_look")]);
  look.addEventListener("click", () => browser.runtime.sendMessage({ topic: "review", act: "open", address }));
  return element("li", { class: "line", "data-state": state }, [element("span", {}, [element("bdi", {}, [address]), element("br"), element("span", { class: "soft" }, [said])]), look]);
}

/** @param {HTMLElement} holder a list @param {HTMLElement} nothing shown where it is empty */
export async function drawReviews(holder, nothing) {
  const { reviews = [] } = await browser.runtime.sendMessage({ topic: "review", act: "list" });
  nothing.hidden = reviews.length > 0;
  holder.replaceChildren(...reviews.map(line));
}

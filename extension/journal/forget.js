// SPDX-License-Identifier: MPL-2.0
// @ts-check
// An address is forgotten wholly: asked once, with what that erases.

import { byId } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
import { ask, whyNot } from "./ask.js";

/** The one that is asked about. */
let address = "";

/** @param {string} whom */
export function askToForget(whom) {
  address = whom;
  byId("forget-title").textContent = fill(text("log_forget_title"), { address });
  byId("forget-failed").textContent = "";
  byId("forget").showModal();
  byId("forget-keep").focus();
}

/** @param {() => unknown} forgotten */
export function listenForget(forgotten) {
  byId("forget-whom").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const field = byId("forget-address");
    field.value = field.value.trim();
    if (field.reportValidity()) {
      askToForget(field.value);
    }
  });
  byId("forget-keep").addEventListener("click", () => byId("forget").close());
  byId("forget-now").addEventListener("click", async () => {
    byId("forget-now").disabled = true;
    const answer = await ask("forget", { address });
    byId("forget-now").disabled = false;
    byId("forget-failed").textContent = answer.reply ? "" : whyNot(answer);
    if (answer.reply) {
      byId("forget").close();
      byId("forget-address").value = "";
      byId("said").textContent = fill(text("log_forgotten"), { address });
      await forgotten();
    }
  });
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The page's questions to the background page, and how a question that was not answered is told.

import { byId } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
/** @import { JournalAnswer } from "../modules/journal.js" */

/** @param {string} act @param {object} [fields] @returns {Promise<JournalAnswer>} */
export async function ask(act, fields = {}) {
  try {
    return (await browser.runtime.sendMessage({ topic: "journal", act, ...fields })) ?? { cause: "failed", code: "", detail: "" };
  } catch (error) {
    return { cause: "failed", code: "", detail: String(error) };
  }
}

/** Why there is no answer. @param {JournalAnswer} answer */
export function whyNot({ cause = "failed", code }) {
  return code === "entry_unknown" ? text("log_entry_gone") : fill(text("log_away"), { state: text(`state_${cause}`) });
}

/** What is asked again when the user says so. @type {() => void} */
let again = () => {};

/** Tells that a list or a figure could not be read, or that it can be. @param {JournalAnswer} answer @param {() => void} retry */
export function tellAway(answer, retry) {
  again = retry;
  byId("away").hidden = !!answer.reply;
  byId("away-text").textContent = answer.reply ? "" : whyNot(answer);
  byId("mend-host").hidden = answer.cause !== "missing" && answer.cause !== "incompatible";
}

export function listenAway() {
  byId("again").addEventListener("click", () => again());
}

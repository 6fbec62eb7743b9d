// SPDX-License-Identifier: MPL-2.0
// @ts-check
// "Whom do you know?": asks whether the Sent folders and the address books may be read, and shows how that goes.

import { element } from "./dom.js";
import { forgetPosition, isUnfinished, readSentFolders } from "./history.js";
import { showReadingPanel } from "./reading_panel.js";
import { fill, text } from "./texts.js";
/** @import { SentMail } from "./history.js" */
/** @import { Job } from "./reading_panel.js" */

/** @param {string} topic @param {object} [more] */
const tell = (topic, more = {}) => browser.runtime.sendMessage({ topic, ...more });

/** @type {Job["read"]} */
async function read({ onProgress, signal }) {
  await browser.storage.local.set({ learn: "yes" });
  await tell("learn books");
  return readSentFolders({ learn: (/** @type {SentMail[]} */ mails) => tell("learn sent", { mails }), onProgress, signal });
}

async function done() {
  const { status } = await tell("host", { anew: false });
  return fill(text("learn_done"), { count: String(status?.correspondents ?? 0) });
}

/** @returns {Job} */
function job() {
  return {
    label: text("learn_title"),
    intro: [element("p", {}, [text("learn_why")]), element("p", { class: "soft" }, [text("learn_means")])],
    say: (name) => text(`learn_${name}`),
    progress: ({ done: read, total }) => fill(text("learn_progress"), { done: String(read), total: String(total) }),
    buttons: { ask: ["start", "later"], later: ["start"], running: ["pause", "cancel"], paused: ["resume", "cancel"], done: ["again"], failed: ["resume", "cancel"] },
    later: () => browser.storage.local.set({ learn: "no" }),
    read,
    isUnfinished,
    forget: forgetPosition,
    done,
  };
}

/** Puts the panel into @holder. @param {HTMLElement} holder */
export function showHistoryPanel(holder) {
  return showReadingPanel(holder, job());
}

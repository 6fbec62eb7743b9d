// SPDX-License-Identifier: MPL-2.0
// @ts-check
// A second pair of eyes: opens the page on which a colleague reads an address, and carries the words to the host.

import { readDraft } from "./draft.js";
import { host, HostError } from "./host.js";
import { checkAnew } from "./live.js";
import { openPage } from "./page_window.js";
import { act as actAtSend } from "./verdict.js";
/** @import { ReviewReply, Status } from "../types/protocol.js" */

/** @typedef {{ shown?: ReviewReply, team?: Status["team"], refused?: string }} Answer what the page shows, or the code of what was refused */

const SIZE = { width: 760, height: 720 };

/** @param {string} address @param {number | null} tabId of the message that is to go there */
export async function openReview(address, tabId) {
  const query = new URLSearchParams({ address, ...(tabId !== null && { tab: String(tabId) }) });
  await openPage(`/review/review.html?${query}`, SIZE);
}

/** Who writes the message of a compose tab. @param {number} tabId @returns {Promise<{ name?: string, address?: string } | undefined>} */
async function senderOf(tabId) {
  try {
    return (await readDraft(await browser.compose.getComposeDetails(tabId))).message.from;
  } catch {
    return undefined; // its window was closed
  }
}

/** Whoever opens the page for a message asks; for any other address it is only shown. @param {{ address: string, tabId: number | null }} press */
async function show({ address, tabId }) {
  const from = tabId === null ? undefined : await senderOf(tabId);
  return from?.address ? host.request("review_request", { address, from: from.address, ...(from.name && { name: from.name.slice(0, 200) }) }) : host.request("review", { address });
}

/** @param {{ review: string, name: string, confirmed: boolean, note: string, tabId: number | null }} word */
async function decide({ review, name, confirmed, note, tabId }) {
  const shown = await host.request("review_decide", { review, name, confirmed, ...(note !== "" && { note }) });
  checkAnew();
  if (tabId !== null) {
    await actAtSend({ tabId, act: "recheck" });
  }
  return shown;
}

/** @param {any} message @returns {Promise<any>} */
export async function onReview({ act, ...more }) {
  if (act === "open") {
    return openReview(more.address, more.tabId ?? null);
  }
  try {
    if (act === "list") {
      return await host.request("review_list");
    }
    const shown = await (act === "decide" ? decide(more) : show(more));
    // What was decided is decided, whether or not this is answered.
    const { team } = await host.request("status").catch(() => ({}));
    return { shown, team };
  } catch (error) {
    return { refused: (error instanceof HostError && error.code) || "failed" };
  }
}

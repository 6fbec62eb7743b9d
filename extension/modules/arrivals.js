// SPDX-License-Identifier: MPL-2.0
// @ts-check
// New mail, a page of it at a time: who wrote is heard, and what came back is read.

import { bouncesArrived } from "./bounces.js";
import { learnHeard } from "./learn.js";

/** Junk is from nobody that anybody knows, and what the user wrote does not arrive. */
const PASSED_OVER = ["junk", "trash", "sent", "drafts", "templates", "outbox"];
const MAX_ARRIVED = 1000;

/** onNewMailReceived @param {any} folder @param {any} list the messages, a page of them at a time */
export async function mailArrived(folder, list) {
  if (PASSED_OVER.some((use) => folder.specialUse?.includes(use))) {
    return;
  }
  let arrived = 0;
  for (let page = list; ; page = await browser.messages.continueList(page.id)) {
    const messages = page.messages.slice(0, MAX_ARRIVED - arrived);
    arrived += messages.length;
    await Promise.all([learnHeard(messages), bouncesArrived(messages)]);
    if (!page.id) {
      return;
    }
  }
}

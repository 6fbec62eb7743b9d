// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Whom the user knows: what was sent, and the address books.

import { contactVCard, forgetContacts } from "./contacts.js";
import { readDraft } from "./draft.js";
import { host } from "./host.js";
import { keep, recall } from "./session.js";

const MAX_LEARNED = 100000;
const SETTLE_MS = 3000;

/** onAfterSend: the recipients of a message that went (or waits in the outbox) are correspondents now. @param {any} info */
export async function learnSent(info) {
  if (info.error || !info.details) {
    return;
  }
  const { message } = await readDraft(info.details);
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  if (recipients.length > 0) {
    await host.request("sent", { recipients, ...(info.headerMessageId && { message_id: info.headerMessageId }) });
  }
}

async function addressesOfBooks() {
  const addresses = new Set();
  for (const book of await browser.addressBooks.list()) {
    for (const node of await browser.addressBooks.contacts.list(book.id)) {
      contactVCard(node).emails.forEach((email) => addresses.add(email.slice(0, MAX_LEARNED)));
    }
  }
  return [...addresses].slice(0, MAX_LEARNED);
}

/** Once a session, and after an address book has changed. */
export async function learnAddressBooks() {
  if ((await recall("learned", "books")) !== null) {
    return;
  }
  await host.request("learn", { addresses: await addressesOfBooks() });
  await keep("learned", "books", Date.now());
}

/** @type {any} */
let settling = null;

export function addressBooksChanged() {
  forgetContacts();
  clearTimeout(settling);
  settling = setTimeout(async () => {
    await browser.storage.session.remove("learned:books");
    await learnAddressBooks().catch(() => {});
  }, SETTLE_MS);
}

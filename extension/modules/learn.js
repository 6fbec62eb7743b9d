// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Whom the user knows: what was sent, and the address books.

import { contactVCard, forgetContacts } from "./contacts.js";
import { readDraft } from "./draft.js";
import { host } from "./host.js";
import { keep, recall } from "./session.js";

const MAX_LEARNED = 100000;
const MAX_ADDRESS = 10000;
const MAX_CHANNEL = 200;
const SETTLE_MS = 3000;

/** Whom a message went to, as it left: onBeforeSend of another add-on may have changed it since it was checked. @param {any} info @returns {Promise<string[]>} */
async function recipientsOf({ details, messages = [] }) {
  if (details) {
    const { message } = await readDraft(details);
    return [...message.to, ...message.cc, ...message.bcc];
  }
  // Older Thunderbirds tell of the copies alone.
  const [{ recipients = [], ccList = [], bccList = [] } = {}] = messages;
  return [...recipients, ...ccList, ...bccList];
}

/** onAfterSend: the recipients of a message that went (or waits in the outbox) are correspondents now. @param {any} info */
export async function learnSent(info) {
  // What the outgoing server refused comes without an error, but without an id, too.
  if (info.error || (info.mode === "sendNow" && !info.headerMessageId)) {
    return;
  }
  const recipients = await recipientsOf(info);
  if (recipients.length > 0) {
    await host.request("sent", { recipients, ...(info.headerMessageId && { message_id: info.headerMessageId }) });
  }
}

/** Who wrote the messages that have arrived. @param {any[]} messages */
export async function learnHeard(messages) {
  for (const { author, junk, date } of messages) {
    if (author && !junk) {
      await host.request("heard", { addresses: [author], ...(date instanceof Date && date.getTime() > 0 && { at: date.toISOString() }) });
    }
  }
}

/** @param {object[]} mails of a Sent folder */
export async function learnFromFolder(mails) {
  return host.request("learn_sent", { mails });
}

/**
 * The address books with what only they have. An address of several is the smallest one's: "Canton fair 2026" says more of where it is
 * from than the book that has everybody.
 *
 * @returns {Promise<{ name: string, addresses: string[] }[]>}
 */
async function readBooks() {
  const books = [];
  for (const { id, name } of await browser.addressBooks.list()) {
    const emails = (await browser.addressBooks.contacts.list(id)).flatMap((/** @type {any} */ node) => contactVCard(node).emails);
    books.push({ name: name ?? "", addresses: [...new Set(emails.map((/** @type {string} */ email) => email.slice(0, MAX_ADDRESS)))] });
  }
  books.sort((a, b) => a.addresses.length - b.addresses.length || a.name.localeCompare(b.name));
  const taken = new Set();
  const isNew = (/** @type {string} */ email) => taken.size < MAX_LEARNED && taken.size < taken.add(email.toLowerCase()).size;
  return books.map(({ name, addresses }) => ({ name, addresses: addresses.filter(isNew) }));
}

/** If the user lets it: once a session, and after an address book has changed. A book's name is the source channel of its addresses. */
export async function learnAddressBooks() {
  const { learn } = await browser.storage.local.get("learn");
  if (learn !== "yes" || (await recall("learned", "books")) !== null) {
    return;
  }
  for (const { name, addresses } of await readBooks()) {
    const channel = name.trim().slice(0, MAX_CHANNEL);
    if (addresses.length > 0) {
      await host.request("learn", { addresses, ...(channel !== "" && { channel }) });
    }
  }
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

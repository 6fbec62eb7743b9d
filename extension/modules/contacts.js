// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the address books say of a recipient. Answers are kept until an address book changes.

import { readVCard } from "./vcard.js";
/** @import { ContactFacts } from "../types/protocol.js" */

const MAX_ASKED = 300;
const PATIENCE_MS = 800;

/** @type {Map<string, Promise<ContactFacts | null>>} */
const known = new Map();

/** An address book changed. */
export function forgetContacts() {
  known.clear();
}

/** @param {any} node a contact of Thunderbird's API, whose vCard is text (newer) or in its properties (older) */
export function contactVCard(node) {
  return readVCard(node?.vCard ?? node?.properties?.vCard ?? "");
}

/** @param {string} address lower case @returns {Promise<ContactFacts | null>} */
async function look(address) {
  const found = await browser.addressBooks.contacts.query({ searchString: address, includeRemote: false });
  for (const node of found) {
    const { emails, facts } = contactVCard(node);
    if (emails.some((email) => email.toLowerCase() === address)) {
      return { address, ...facts };
    }
  }
  return null;
}

/**
 * The facts of those addresses that a contact has. What does not answer in time is left out: facts help a check, none waits for them.
 *
 * @param {string[]} addresses @returns {Promise<ContactFacts[]>}
 */
export async function contactFacts(addresses) {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))].slice(0, MAX_ASKED);
  /** @type {ContactFacts[]} */
  const facts = [];
  const asked = wanted.map((address) => {
    if (!known.has(address)) {
      known.set(address, look(address).catch(() => null));
    }
    return known.get(address)?.then((found) => found && facts.push(found));
  });
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const order = new Map(wanted.map((address, place) => [address, place]));
  return facts.sort((a, b) => (order.get(a.address) ?? 0) - (order.get(b.address) ?? 0));
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the address books have about an address that failed: its own entry, to be corrected, and others at the same company.

import { contactVCard } from "./contacts.js";
import { replaceEmail } from "./vcard.js";

const MAX_COLLEAGUES = 8;

/** @typedef {{ id: string, vCard: string, name: string, organisation: string }} Entry */
/** @typedef {{ address: string, name: string }} Colleague */

/** @param {string} address */
const domainOf = (address) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** @param {string} searchString */
const find = (searchString) => browser.addressBooks.contacts.query({ searchString, includeRemote: false });

/** @param {string} address @returns {Promise<Entry | null>} */
export async function entryOf(address) {
  for (const node of await find(address)) {
    const { emails, facts } = contactVCard(node);
    if (emails.some((email) => email.toLowerCase() === address.toLowerCase())) {
      return { id: node.id, vCard: node.vCard ?? node.properties?.vCard, name: facts.name ?? "", organisation: facts.organisation ?? "" };
    }
  }
  return null;
}

/** @param {Entry} entry @param {string} address @param {string} corrected */
export async function correctEntry(entry, address, corrected) {
  await browser.addressBooks.contacts.update(entry.id, replaceEmail(entry.vCard, address, corrected));
}

/** Others of the user's address books at the domain of @address. @param {string} address @returns {Promise<Colleague[]>} */
export async function colleaguesOf(address) {
  const domain = domainOf(address);
  const colleagues = [];
  for (const node of await find(`@${domain}`)) {
    const { emails, facts } = contactVCard(node);
    const other = emails.find((email) => domainOf(email) === domain && email.toLowerCase() !== address.toLowerCase());
    if (other && colleagues.length < MAX_COLLEAGUES) {
      colleagues.push({ address: other, name: facts.name ?? "" });
    }
  }
  return colleagues;
}

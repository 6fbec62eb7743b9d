// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Compose details to the message of the protocol. A field's strings go as Thunderbird gives them; what is no string (contacts,
// mailing lists) is expanded, so each string remembers the place of the entry it came from.

import { contactFacts, contactVCard } from "./contacts.js";
/** @import { Field, Message } from "../types/protocol.js" */

/** The names of a field in the protocol and in compose details. @type {Record<Field, "to" | "cc" | "bcc" | "replyTo">} */
export const FIELDS = { to: "to", cc: "cc", bcc: "bcc", reply_to: "replyTo" };

const MAX_BODY_BYTES = 256 * 1024;
const MAX_RECIPIENTS = 5000;
const MAX_STRING = 10000;

/** What JSON between programs can carry: no half surrogate pairs, no NUL. @param {unknown} value @param {number} max @returns {string} */
function clean(value, max) {
  return String(value ?? "").slice(0, max).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD").replaceAll("\0", "\uFFFD");
}

/** Cuts text to so many bytes of UTF-8, between characters. @param {string} text @param {number} max */
export function cutBytes(text, max) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= max) {
    return text;
  }
  let end = max;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) {
    end--;
  }
  return new TextDecoder().decode(bytes.subarray(0, end));
}

/** @param {string} name @param {string} address */
function mailbox(name, address) {
  return name && name !== address ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}

/** @param {any} node @returns {Promise<string[]>} */
async function expandNode(node) {
  const id = node.nodeId ?? node.id;
  const contacts = node.type === "mailingList" ? await browser.addressBooks.mailingLists.listMembers(id) : [await browser.addressBooks.contacts.get(id)];
  return contacts.map((/** @type {any} */ contact) => {
    const { emails, facts } = contactVCard(contact);
    return mailbox(facts.name ?? "", emails[0] ?? "");
  });
}

/** A mailing list of the address book stands in a field as `Name <Name>`. @param {string} text @returns {Promise<string[]>} */
async function expandText(text) {
  if (text.includes("@") || !/<[^<>]+>\s*$/.test(text)) {
    return [text];
  }
  /** @type {{ name?: string, email: string }[]} */
  const members = await browser.messengerUtilities.parseMailboxString(text, { expandMailingLists: true });
  const real = members.filter(({ email }) => email?.includes("@"));
  return real.length > 0 ? real.map(({ name, email }) => mailbox(name ?? "", email)) : [text];
}

/** @param {string | object} entry @returns {Promise<string[]>} */
async function expand(entry) {
  try {
    return await (typeof entry === "string" ? expandText(entry) : expandNode(entry));
  } catch {
    return typeof entry === "string" ? [entry] : [];
  }
}

/** @param {any} value what compose details hold of a field @returns {any[]} */
export function entriesOf(value) {
  return value === undefined || value === null || value === "" ? [] : Array.isArray(value) ? value : [value];
}

/** @param {any} value @returns {Promise<{ strings: string[], places: number[] }>} */
async function readField(value) {
  const expanded = await Promise.all(entriesOf(value).map(expand));
  const pairs = expanded.flatMap((strings, place) => strings.map((text) => ({ text: clean(text, MAX_STRING), place }))).slice(0, MAX_RECIPIENTS);
  return { strings: pairs.map(({ text }) => text), places: pairs.map(({ place }) => place) };
}

/** @param {any} details */
async function readFrom(details) {
  const [text] = (await readField(details.from)).strings;
  if (!text) {
    return details.identityId ? { identity: details.identityId } : undefined;
  }
  const [parsed] = await browser.messengerUtilities.parseMailboxString(text).catch(() => []);
  return {
    ...(details.identityId && { identity: clean(details.identityId, 200) }),
    ...(parsed?.name && { name: clean(parsed.name, 1000) }),
    address: clean(parsed?.email ?? text, 2000),
  };
}

/** @param {any} details */
async function readBody(details) {
  let text = details.plainTextBody;
  if (text === undefined || text === null) {
    text = details.body ? await browser.messengerUtilities.convertToPlainText(details.body) : "";
  }
  return cutBytes(clean(text, MAX_BODY_BYTES), MAX_BODY_BYTES);
}

/** Who wrote and got the message that is replied to or forwarded. @param {any} details @returns {Promise<string[]>} */
async function readOriginal(details) {
  if (details.relatedMessageId === undefined) {
    return [];
  }
  try {
    const header = await browser.messages.get(details.relatedMessageId);
    return [header.author, ...header.recipients, ...header.ccList].filter(Boolean).slice(0, MAX_RECIPIENTS).map((text) => clean(text, MAX_STRING));
  } catch {
    return [];
  }
}

/** @param {string} type @returns {"new" | "reply" | "forward"} */
function kindOf(type) {
  return type === "reply" ? "reply" : type === "forward" || type === "redirect" ? "forward" : "new";
}

/** The bare address in a mailbox. @param {string} text */
export function bareAddress(text) {
  return (/<([^<>]*)>[^<>]*$/.exec(text)?.[1] ?? text).trim();
}

/**
 * @typedef {{ message: Message, places: Record<Field, number[]> }} Draft
 *   `places`: for each string of a field, the place of its entry in the compose details.
 */

/** @param {any} details @returns {Promise<Draft>} */
export async function readDraft(details) {
  const names = /** @type {Field[]} */ (Object.keys(FIELDS));
  const [fields, from, body, original] = await Promise.all([
    Promise.all(names.map((name) => readField(details[FIELDS[name]]))),
    readFrom(details),
    readBody(details),
    readOriginal(details),
  ]);
  const strings = /** @type {Record<Field, string[]>} */ (Object.fromEntries(names.map((name, i) => [name, fields[i].strings])));
  const places = /** @type {Record<Field, number[]>} */ (Object.fromEntries(names.map((name, i) => [name, fields[i].places])));
  const contacts = await contactFacts([...strings.to, ...strings.cc, ...strings.bcc].map(bareAddress));
  return {
    message: { ...(from && { from }), ...strings, subject: clean(details.subject, MAX_STRING), body, kind: kindOf(details.type), original, contacts },
    places,
  };
}

/** What a check depends on, as one short string: equal prints, equal content. @param {any} details @returns {Promise<string>} */
export async function contentPrint(details) {
  const parts = [details.identityId, details.from, ...Object.values(FIELDS).map((name) => entriesOf(details[name])), details.subject, details.isPlainText ? details.plainTextBody : details.body];
  const bytes = new TextEncoder().encode(JSON.stringify(parts.map((part) => part ?? null)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same for the addresses alone. @param {any} details */
export function addressPrint(details) {
  return JSON.stringify([details.identityId, details.from, ...Object.values(FIELDS).map((name) => entriesOf(details[name]))]);
}

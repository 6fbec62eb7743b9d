// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Mails that came back: read from Thunderbird, handed to the host, which says who did not get them and why, and logs it.

import { encodeBase64 } from "./base64.js";
import { showBounceBadge } from "./bounce_badge.js";
import { host, HostError } from "./host.js";
import { keep, recall } from "./session.js";
/** @import { BounceReply, JournalEntry } from "../types/protocol.js" */

/** A report stands in front of the mail that it returns, so this much of a mail tells all. */
const MAX_READ = 1024 * 1024;
const MAX_ID = 1000;
const MAX_SEARCH = 200;
const MAX_FOUND = 100;
const READ_MS = 10000;
const ARRIVING = "bounces:arriving";

/** @typedef {{ id: number, headerMessageId: string, subject: string, author: string, date: Date, size: number, folder?: any }} Header */

/** Whether returned mail is looked for as it arrives: on, until the user says otherwise. */
export async function readsArriving() {
  return (await browser.storage.local.get(ARRIVING))[ARRIVING] !== false;
}

/** @param {boolean} on */
export async function setReadsArriving(on) {
  await browser.storage.local.set({ [ARRIVING]: on });
}

/** @param {Header} header */
async function readMail({ id }) {
  const file = await browser.messages.getRaw(id, { data_format: "File" });
  return encodeBase64(new Uint8Array(await file.slice(0, MAX_READ).arrayBuffer()));
}

/** One mail after the other, however many are asked for. @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * What the host says of a mail; what failed goes into the error log with @log.
 *
 * @param {Header} header @param {boolean} log @returns {Promise<BounceReply>}
 */
export function readBounce(header, log) {
  const ask = async () => {
    const mail = await readMail(header);
    const at = header.date instanceof Date && header.date.getTime() > 0 ? { at: header.date.toISOString() } : {};
    const id = header.headerMessageId ? { message_id: header.headerMessageId.slice(0, MAX_ID) } : {};
    return host.request("bounce", { mail, log, ...id, ...at }, READ_MS);
  };
  const asked = last.then(ask, ask);
  last = asked.catch(() => {});
  return asked;
}

/** @param {BounceReply} reply */
export function isBounce({ bounces }) {
  return bounces[0].reason !== "not_a_bounce";
}

/** The same, remembered for this session. @param {Header} header */
async function recallBounce(header) {
  const known = header.headerMessageId && (await recall("bounce", header.headerMessageId));
  if (known) {
    return known;
  }
  const reply = await readBounce(header, true);
  if (header.headerMessageId && isBounce(reply)) {
    await keep("bounce", header.headerMessageId, reply);
  }
  return reply;
}

/** @param {any} list a page of messages, or an array of them */
const messagesOf = (list) => /** @type {Header[]} */ (list?.messages ?? list ?? []);

/** messageDisplay.onMessagesDisplayed @param {any} tab @param {any} list */
export async function bounceDisplayed(tab, list) {
  const messages = messagesOf(list);
  const reply = messages.length === 1 ? await recallBounce(messages[0]) : null;
  await showBounceBadge(tab.id, reply && isBounce(reply) ? reply.bounces : []);
}

/** Messages that have arrived; what is larger than a report is by itself is fetched when it is opened, not before. @param {any[]} messages */
export async function bouncesArrived(messages) {
  if (!(await readsArriving())) {
    return;
  }
  for (const header of messages) {
    if (header.size <= MAX_READ && !header.junk) {
      await readBounce(header, true).catch((error) => console.warn("Lastmile:", String(error)));
    }
  }
}

/**
 * For the page under the button: what the host says of the mail that the tab shows.
 *
 * @param {{ tabId: number }} message
 * @returns {Promise<{ header: any, reply: BounceReply | null, cause: string | null }>}
 */
export async function bounceOfTab({ tabId }) {
  const [header] = messagesOf(await browser.messageDisplay.getDisplayedMessages(tabId));
  if (!header) {
    return { header: null, reply: null, cause: null };
  }
  const shown = { id: header.id, headerMessageId: header.headerMessageId, subject: header.subject, date: header.date.toISOString() };
  try {
    return { header: shown, reply: await recallBounce(header), cause: null };
  } catch (error) {
    return { header: shown, reply: null, cause: error instanceof HostError ? error.cause : "failed" };
  }
}

/** The search is in every field: the entry is one of this very address. @param {string} address @returns {Promise<JournalEntry | undefined>} */
async function lastFailure(address) {
  const { entries } = await host.request("journal", { search: address.slice(0, MAX_SEARCH), limit: MAX_FOUND });
  return entries.find((/** @type {JournalEntry} */ entry) => entry.address.toLowerCase() === address.toLowerCase());
}

/** Notes in the error log what the user did about a failure. @param {{ address: string, edit: object }} message */
export async function noteRemedy({ address, edit }) {
  const last = await lastFailure(address);
  if (last) {
    await host.request("journal_edit", { entry: last.entry, ...edit });
  }
}

/** For the page: where the user has an address from, and from where others are. @param {{ address: string }} message */
export async function sourceOf({ address }) {
  const [last, { channels }] = await Promise.all([lastFailure(address), host.request("journal_stats")]);
  return { logged: last !== undefined, channel: last?.channel ?? "", channels: channels.map((/** @type {{ channel: string }} */ { channel }) => channel) };
}

/** For the options: whether arriving mail is looked at, and a change of that. @param {{ arriving?: boolean }} message */
export async function bounceSettings({ arriving }) {
  if (arriving !== undefined) {
    await setReadsArriving(arriving);
  }
  return { arriving: await readsArriving() };
}

/** For the page that reads old mail: whether it is a bounce, and how many failures are new. @param {{ id: number }} message */
export async function readOldMail({ id }) {
  const reply = await readBounce(await browser.messages.get(id), true);
  return { bounce: isBounce(reply), logged: reply.logged };
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Reads the Sent folders, a page of headers at a time: to whom each message went, when, and its id; never its text. Where it
// stopped it goes on, and the host counts each message once, so nothing is counted twice however often it is read.

/** @typedef {{ recipients: string[], message_id: string, at?: string }} SentMail */
/** @import { Progress } from "./reading_panel.js" */

/** Of one folder; what lies beyond tells nothing new. */
const MAX_MESSAGES = 200000;
const MAX_RECIPIENTS = 5000;
const MAX_ID = 1000;
const POSITION = "history:position";

/** How many messages of each folder have been read. @returns {Promise<Record<string, number>>} */
async function readPosition() {
  return (await browser.storage.local.get(POSITION))[POSITION] ?? {};
}

export async function forgetPosition() {
  await browser.storage.local.remove(POSITION);
}

/** Whether a reading was begun and not ended. */
export async function isUnfinished() {
  return Object.keys(await readPosition()).length > 0;
}

/** @returns {Promise<{ id: string, count: number }[]>} */
async function sentFolders() {
  const folders = await browser.folders.query({ specialUse: ["sent"] });
  const counted = folders.map(async (/** @type {any} */ { id }) => ({ id, count: Math.min(MAX_MESSAGES, (await browser.folders.getFolderInfo(id)).totalMessageCount ?? 0) }));
  return Promise.all(counted);
}

/** The messages of a folder. @param {string} folderId @returns {AsyncGenerator<any[]>} */
export async function* pagesOf(folderId) {
  let page = await browser.messages.list(folderId);
  try {
    for (;;) {
      yield page.messages;
      if (!page.id) {
        return;
      }
      page = await browser.messages.continueList(page.id);
    }
  } finally {
    if (page.id) {
      await browser.messages.abortList(page.id);
    }
  }
}

/** @param {any} header @returns {SentMail[]} nothing for a message that has no id to be known by */
function mailOf({ recipients = [], ccList = [], bccList = [], headerMessageId, date }) {
  const at = date instanceof Date && !Number.isNaN(date.getTime()) && date.getTime() > 0 ? date.toISOString() : null;
  const all = [...recipients, ...ccList, ...bccList].slice(0, MAX_RECIPIENTS);
  return headerMessageId ? [{ recipients: all, message_id: headerMessageId.slice(0, MAX_ID), ...(at && { at }) }] : [];
}

/**
 * Reads on from where it stopped; resolves with whether it came to the end.
 *
 * @param {{ learn: (mails: SentMail[]) => Promise<unknown>, onProgress: (progress: Progress) => void, signal: AbortSignal }} options
 * @returns {Promise<boolean>} false: stopped by @signal
 */
export async function readSentFolders({ learn, onProgress, signal }) {
  const position = await readPosition();
  const folders = await sentFolders();
  const total = folders.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  for (const { id, count } of folders) {
    let seen = 0;
    for await (const messages of pagesOf(id)) {
      if (signal.aborted) {
        return false;
      }
      seen += messages.length;
      if (seen > (position[id] ?? 0)) {
        await learn(messages.flatMap(mailOf));
        position[id] = seen;
        await browser.storage.local.set({ [POSITION]: position });
      }
      onProgress({ done: Math.min(before + seen, total), total });
      if (seen >= MAX_MESSAGES) {
        break;
      }
    }
    before += count;
  }
  await forgetPosition();
  return true;
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Looks for returned mail in folders that the user chose. Where it stopped it goes on; the host logs each mail once, so nothing is
// counted twice however often it is read.

import { pagesOf } from "./history.js";
/** @import { Progress } from "./reading_panel.js" */

/** Of these nothing comes back to the user. */
const NOT_OFFERED = ["sent", "drafts", "templates", "outbox", "junk", "trash"];
const STATE = "old bounces";
const MAX_BYTES = 1024 * 1024;

/** @typedef {{ id: string, name: string, count: number }} Folder */
/** @typedef {{ folders: string[], position: Record<string, number>, found: number, logged: number }} State */

/** @returns {Promise<State>} */
async function readState() {
  return (await browser.storage.local.get(STATE))[STATE] ?? { folders: [], position: {}, found: 0, logged: 0 };
}

/** @param {State} state */
const writeState = (state) => browser.storage.local.set({ [STATE]: state });

export const forgetState = () => browser.storage.local.remove(STATE);

/** Whether a reading was begun and not ended. */
export async function isUnfinished() {
  return (await readState()).folders.length > 0;
}

/** The folders that can be chosen, those with mail in them. @returns {Promise<Folder[]>} */
export async function foldersToChoose() {
  const accounts = new Map((await browser.accounts.list(false)).map((/** @type {any} */ { id, name }) => [id, name]));
  const folders = await browser.folders.query({ isRoot: false, isVirtual: false });
  const offered = folders.filter((/** @type {any} */ { specialUse = [] }) => !specialUse.some((/** @type {string} */ use) => NOT_OFFERED.includes(use)));
  const counted = await Promise.all(
    offered.map(async (/** @type {any} */ { id, accountId, path }) => ({
      id,
      name: `${accounts.get(accountId) ?? ""}${path}`,
      count: (await browser.folders.getFolderInfo(id)).totalMessageCount ?? 0,
    }))
  );
  return counted.filter(({ count }) => count > 0);
}

/**
 * Reads the folders chosen, or those of a reading that was stopped; resolves with what was found, null if @signal stopped it.
 *
 * @param {{ chosen: string[], look: (id: number) => Promise<{ bounce: boolean, logged: number }>, onProgress: (progress: Progress) => void, signal: AbortSignal }} options
 * @returns {Promise<{ found: number, logged: number } | null>}
 */
export async function readOldBounces({ chosen, look, onProgress, signal }) {
  const state = await readState();
  state.folders = state.folders.length > 0 ? state.folders : chosen;
  const counts = await Promise.all(state.folders.map(async (id) => (await browser.folders.getFolderInfo(id)).totalMessageCount ?? 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  for (const [i, folder] of state.folders.entries()) {
    let seen = 0;
    for await (const messages of pagesOf(folder)) {
      for (const { id, size } of messages) {
        if (signal.aborted) {
          await writeState(state);
          return null;
        }
        if (++seen > (state.position[folder] ?? 0)) {
          const { bounce, logged } = size <= MAX_BYTES ? await look(id) : { bounce: false, logged: 0 };
          state.position[folder] = seen;
          state.found += bounce ? 1 : 0;
          state.logged += logged;
        }
        onProgress({ done: Math.min(before + seen, total), total });
      }
      await writeState(state);
    }
    before += counts[i];
  }
  await forgetState();
  return { found: state.found, logged: state.logged };
}

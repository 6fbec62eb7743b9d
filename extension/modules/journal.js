// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The error log: opens its page, and carries what the page asks for to the host.

import { host, HostError } from "./host.js";
import { checkAnew } from "./live.js";
import { openPage } from "./page_window.js";
import { forgetReminders } from "./reminders.js";
/** @import { Cause } from "./host.js" */

/**
 * What the page gets: the host's reply, or why there is none.
 *
 * @typedef {{ reply?: any, cause?: Cause, code?: string, detail?: string }} JournalAnswer
 */

const WIDTH = 1240;
const HEIGHT = 860;
/** The host gives the program that reads and writes files three minutes. */
const FILE_MS = 190000;
const QUERY_MS = 10000;

/** Opens the page, with the failures of one address if it is given. @param {string} address "" for all */
async function openJournal(address) {
  const width = Math.min(WIDTH, globalThis.screen?.availWidth || WIDTH);
  await openPage(`/journal/journal.html?${new URLSearchParams(address === "" ? {} : { address })}`, { width, height: HEIGHT });
}

/** A page of a list, as long as was asked for: the host's own pages are as long as a frame holds. @param {string} type @param {{ offset: number, limit: number }} query */
async function wholePage(type, { offset, limit, ...query }) {
  const entries = [];
  for (;;) {
    const part = await host.request(type, { ...query, offset: offset + entries.length, limit: limit - entries.length }, QUERY_MS);
    entries.push(...part.entries);
    if (entries.length >= limit || part.entries.length === 0 || offset + entries.length >= part.total) {
      return { ...part, entries, offset };
    }
  }
}

/** What changes the log changes what is told of recipients. @param {string} type @param {object} fields @param {number} [deadline] */
async function change(type, fields, deadline) {
  const reply = await host.request(type, fields, deadline);
  checkAnew();
  return reply;
}

/** A reminder still to come would name the address. @param {{ address: string }} fields */
async function forget({ address }) {
  const reply = await change("forget", { address }, QUERY_MS);
  await forgetReminders(address);
  return reply;
}

/** One file after the other, for the host keeps the parts of one. @type {Promise<unknown>} */
let lastImport = Promise.resolve();

/** @param {{ format: string, channel?: string, parts: string[] }} file its parts, each as base64 */
function importFile({ parts, ...fields }) {
  const last = parts.length - 1;
  const send = async () => {
    for (const [i, data] of parts.slice(0, last).entries()) {
      await host.request("journal_part", { part: i + 1, data }, FILE_MS);
    }
    return change("journal_import", { ...fields, ...(last > 0 && { parts: last }), data: parts[last] }, FILE_MS);
  };
  const imported = lastImport.then(send, send);
  lastImport = imported.catch(() => {});
  return imported;
}

/** @type {Record<string, (fields: any) => Promise<any>>} */
const acts = {
  list: (query) => wholePage("journal", query),
  audit: (query) => wholePage("audit", query),
  stats: (fields) => host.request("journal_stats", fields, QUERY_MS),
  edit: ({ entry, edit }) => change("journal_edit", { entry, ...edit }),
  export: (fields) => host.request("journal_export", fields, FILE_MS),
  import: importFile,
  forget,
  where: () => host.request("status"),
};

/** @param {any} message @returns {Promise<JournalAnswer | void>} */
export async function onJournal({ topic, act, ...fields }) {
  if (act === "open") {
    return openJournal(fields.address ?? "");
  }
  try {
    return { reply: await acts[act](fields) };
  } catch (error) {
    return error instanceof HostError ? { cause: error.cause, code: error.code, detail: error.detail } : { cause: "failed", code: "", detail: String(error) };
  }
}

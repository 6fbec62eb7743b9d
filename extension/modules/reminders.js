// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Reminders of returned mail: kept until they have been told, whatever ends in between. Thunderbird forgets its alarms when it ends, so
// they are set anew from what is kept; one whose time has passed meanwhile is told at once. While the machine sleeps an alarm's time stands
// still, so the clock is looked at every hour.

import { fill, text } from "./texts.js";

const KEPT = "reminders";
const PREFIX = "reminder:";
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** @typedef {{ headerMessageId: string, address: string, at: number }} Reminder at: milliseconds since 1970 */

/** @returns {Promise<Reminder[]>} */
export async function reminders() {
  return (await browser.storage.local.get(KEPT))[KEPT] ?? [];
}

/** One change after the other: each reads what the one before has written. @type {Promise<unknown>} */
let changing = Promise.resolve();

/** @param {(kept: Reminder[]) => Reminder[] | Promise<Reminder[]>} change */
function change(change) {
  const changed = changing.then(async () => browser.storage.local.set({ [KEPT]: await change(await reminders()) }));
  changing = changed.catch(() => {});
  return changed;
}

/** @param {Reminder} reminder */
const setAlarm = ({ headerMessageId, at }) => browser.alarms.create(PREFIX + headerMessageId, { when: Math.min(at, Date.now() + HOUR_MS) });

/** One a mail; a later one replaces it. @param {{ headerMessageId: string, address: string, days: number }} wanted @returns {Promise<Reminder>} */
export async function remind({ headerMessageId, address, days }) {
  const reminder = { headerMessageId, address, at: Date.now() + days * DAY_MS };
  await change((kept) => [...kept.filter((other) => other.headerMessageId !== headerMessageId), reminder]);
  await setAlarm(reminder);
  return reminder;
}

/** Nothing of that address is told any more; an alarm for what is not kept does nothing. @param {string} address */
export async function forgetReminders(address) {
  await change((kept) => kept.filter((other) => other.address.toLowerCase() !== address.toLowerCase()));
}

/** The alarms again, once the background page has started. */
export async function restoreReminders() {
  for (const reminder of await reminders()) {
    await setAlarm(reminder);
  }
}

/** The notification's name carries what a click needs: the reminder itself is not kept once it is told. @param {Reminder} reminder */
function notify({ headerMessageId, address }) {
  return browser.notifications.create(PREFIX + JSON.stringify([headerMessageId, address]), {
    type: "basic",
    iconUrl: browser.runtime.getURL("icons/lastmile.svg"),
    title: text("returned_reminder_title"),
    message: fill(text("returned_reminder_means"), { address }),
  });
}

/** alarms.onAlarm @param {{ name: string }} alarm */
export async function reminderDue({ name }) {
  if (!name.startsWith(PREFIX)) {
    return;
  }
  const id = name.slice(PREFIX.length);
  await change(async (kept) => {
    const due = kept.find(({ headerMessageId }) => headerMessageId === id);
    if (due && due.at > Date.now()) {
      await setAlarm(due);
      return kept;
    }
    if (due) {
      await notify(due);
    }
    return kept.filter((other) => other !== due);
  });
}

/** notifications.onClicked: the mail again; where it was deleted meanwhile, a new message to whom it was for. @param {string} name */
export async function reminderClicked(name) {
  if (name.startsWith(PREFIX)) {
    const [headerMessageId, address] = JSON.parse(name.slice(PREFIX.length));
    try {
      await browser.messageDisplay.open({ headerMessageId, location: "tab", active: true });
    } catch {
      // Some bounces name no recipient.
      await browser.compose.beginNew(address.includes("@") ? { to: [address] } : {});
    }
    await browser.notifications.clear(name);
  }
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Registers the listeners, at top level so that Thunderbird can wake this page for them, and does nothing else.

import { mailArrived } from "./modules/arrivals.js";
import { bounceDisplayed, bounceOfTab, bounceSettings, noteRemedy, readOldMail, sourceOf } from "./modules/bounces.js";
import { installed } from "./modules/first_run.js";
import { onJournal } from "./modules/journal.js";
import { addressBooksChanged, learnAddressBooks, learnFromFolder, learnSent } from "./modules/learn.js";
import { forgetWindow, wake } from "./modules/live.js";
import { onDemand } from "./modules/on_demand.js";
import { remind, reminderClicked, reminderDue, restoreReminders } from "./modules/reminders.js";
import { onReview } from "./modules/review.js";
import { onSender } from "./modules/sender.js";
import { dailyClicked, dailyDue, planDaily } from "./modules/sender_daily.js";
import { askAgain, hostState, markImportant, saveSettings } from "./modules/settings.js";
import { act, afterSend, beforeSend, composeClosed, windowClosed } from "./modules/verdict.js";

/** @param {Promise<unknown>} work what nobody waits for */
const quietly = (work) => void work.catch((error) => console.warn("Lastmile:", String(error)));

browser.compose.onBeforeSend.addListener(beforeSend);
browser.compose.onAfterSend.addListener((/** @type {any} */ tab, /** @type {any} */ info) => {
  quietly(afterSend(tab, info));
  quietly(learnSent(info));
});

browser.messageDisplay.onMessagesDisplayed.addListener((/** @type {any} */ tab, /** @type {any} */ list) => quietly(bounceDisplayed(tab, list)));
browser.messages.onNewMailReceived.addListener((/** @type {any} */ folder, /** @type {any} */ list) => quietly(mailArrived(folder, list)));
browser.alarms.onAlarm.addListener((/** @type {any} */ alarm) => {
  quietly(reminderDue(alarm));
  quietly(dailyDue(alarm));
});
browser.notifications.onClicked.addListener((/** @type {string} */ name) => {
  quietly(reminderClicked(name));
  quietly(dailyClicked(name));
});

browser.tabs.onCreated.addListener(wake);
browser.compose.onComposeStateChanged.addListener(wake);
browser.compose.onIdentityChanged.addListener(wake);
browser.windows.onFocusChanged.addListener(wake);
browser.tabs.onRemoved.addListener((/** @type {number} */ tabId) => {
  forgetWindow(tabId);
  quietly(composeClosed(tabId));
});
browser.windows.onRemoved.addListener((/** @type {number} */ windowId) => quietly(windowClosed(windowId)));

for (const changed of [browser.addressBooks.contacts.onCreated, browser.addressBooks.contacts.onUpdated, browser.addressBooks.contacts.onDeleted]) {
  changed.addListener(addressBooksChanged);
}

/** What the pages ask for: one function a topic. @type {Record<string, (message: any) => Promise<unknown>>} */
const topics = {
  verdict: act,
  demand: onDemand,
  host: ({ anew }) => hostState(anew),
  settings: ({ settings }) => saveSettings(settings),
  "learn books": learnAddressBooks,
  "learn sent": ({ mails }) => learnFromFolder(mails),
  bounce: bounceOfTab,
  "bounce settings": bounceSettings,
  "old mail": readOldMail,
  remedy: noteRemedy,
  source: sourceOf,
  remind,
  review: onReview,
  sender: onSender,
  journal: onJournal,
  important: ({ address, important }) => markImportant(address, important),
  "ask again": ({ dismissal }) => askAgain(dismissal),
};
browser.runtime.onMessage.addListener((/** @type {any} */ message) => topics[message?.topic]?.(message));

browser.runtime.onInstalled.addListener((/** @type {any} */ { reason }) => {
  quietly(installed(reason));
  quietly(learnAddressBooks());
  wake();
});
browser.runtime.onStartup.addListener(() => quietly(learnAddressBooks()));

// Thunderbird forgets alarms when it ends and when the extension is switched off, and not each beginning has an event.
quietly(restoreReminders());
quietly(planDaily());

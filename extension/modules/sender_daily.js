// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The daily look at the domains that the user sends from: once a day, where the setting says so, and only what got worse or better is told.
// Thunderbird forgets its alarms when it ends, and their time stands still while the machine sleeps: so when the last look was is kept,
// and an hourly alarm looks at the clock. A look that is due at the start waits some minutes, for the network and for the user.

import { changeLine, textsIn } from "../sender/report_text.js";
import { isoToday } from "./dates.js";
import { host } from "./host.js";
import { askReport, domainOf, isChecked, openReport } from "./sender.js";
import { fill, locale } from "./texts.js";
/** @import { SenderReport } from "../types/protocol.js" */

const NAME = "sender:daily";
const PREFIX = "sender:";
const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
/** A test makes it shorter, in storage.local. */
const DELAY = "sender:delay_ms";
const DELAY_MS = 5 * MINUTE_MS;
/** Lines of a notification; a desktop shows few. */
const MAX_LINES = 3;

/**
 * What is kept in storage.local.
 *
 * @typedef {object} Kept
 * @property {string} day of the last look, "2026-11-24" in local time; "": none yet
 * @property {string} [off] the day on which the setting was found to be off: it is not asked for again on that day
 * @property {Record<string, string>} told by domain, the moment of the report whose changes were told last
 */

/** @returns {Promise<Kept>} */
async function kept() {
  return (await browser.storage.local.get(NAME))[NAME] ?? { day: "", told: {} };
}

/** @param {Partial<Kept>} change */
async function keep(change) {
  await browser.storage.local.set({ [NAME]: { ...(await kept()), ...change } });
}

/** @param {number} delay milliseconds */
const setAlarm = (delay) => browser.alarms.create(NAME, { when: Date.now() + delay });

/** The alarm, once the background page has started, unless it is set; with @anew even then, since the settings are others. @param {boolean} [anew] */
export async function planDaily(anew = false) {
  const { day, off } = await kept();
  if (anew || (off !== isoToday() && !(await browser.alarms.get(NAME)))) {
    const delay = (await browser.storage.local.get(DELAY))[DELAY] ?? DELAY_MS;
    await setAlarm(day === isoToday() ? HOUR_MS : delay);
  }
}

/** The addresses that the user sends from, one a domain. @returns {Promise<string[]>} */
async function ownSenders() {
  const accounts = await browser.accounts.list(false);
  const addresses = accounts.flatMap((/** @type {any} */ { identities }) => identities.map((/** @type {any} */ { email }) => email)).filter(Boolean);
  return [...new Map(addresses.reverse().map((/** @type {string} */ address) => [domainOf(address), address])).values()].reverse();
}

/** What is worth a word: better, worse, or a fault of what was not looked at before. @param {SenderReport} report */
const news = ({ points }) => points.filter(({ change }) => change && change !== "other");

/** @param {string} sender @param {SenderReport} report */
async function notify(sender, report) {
  const text = await textsIn(locale().startsWith("zh") ? "zh_CN" : "en");
  const told = news(report);
  const worst = told.some(({ change }) => change !== "better") ? "worse" : "better";
  const rest = told.length - MAX_LINES;
  const lines = [...told.slice(0, MAX_LINES).map((point) => changeLine(text, point)), ...(rest > 0 ? [fill(text("daily_more"), { count: String(rest) })] : [])];
  await browser.notifications.create(`${PREFIX}${report.changes?.since} ${sender}`, {
    type: "basic",
    iconUrl: browser.runtime.getURL("icons/lastmile.svg"),
    title: fill(text(`daily_title_${worst}`), { domain: report.domain }),
    message: lines.join("\n"),
  });
}

/** Looks at one domain, and tells what changed since the last time that something could be told. @param {string} sender @returns {Promise<SenderReport | null>} */
async function lookAt(sender) {
  const domain = domainOf(sender);
  const report = await askReport(sender, (await kept()).told[domain]).catch(() => null);
  if (report?.history === "kept" && isChecked(report)) {
    if (news(report).length > 0) {
      await notify(sender, report);
    }
    await keep({ told: { ...(await kept()).told, [domain]: report.checked } });
  }
  return report;
}

/** Whether nothing came of it because there was no network, or no host. @param {SenderReport | null} report */
const isOpen = (report) => report === null || (!isChecked(report) && report.points.some(({ why }) => why));

/** The look of the day, if it is due. A look that nothing came of is none. */
async function look() {
  const before = await kept();
  if (before.day === isoToday() || !navigator.onLine) {
    return;
  }
  const { in_force } = (await host.ready()).policy;
  if (!in_force.sender_daily || in_force.network?.dns === false) {
    await keep({ off: isoToday() });
    await browser.alarms.clear(NAME);
    return;
  }
  await keep({ day: isoToday() });
  const senders = await ownSenders();
  const reports = [];
  for (const sender of senders) {
    reports.push(await lookAt(sender));
  }
  if (reports.length > 0 && reports.every(isOpen)) {
    await keep({ day: before.day });
  }
}

/** alarms.onAlarm @param {{ name: string }} alarm */
export async function dailyDue({ name }) {
  if (name === NAME) {
    await setAlarm(HOUR_MS);
    await look();
  }
}

/** notifications.onClicked: the report, with the changes on top. @param {string} name */
export async function dailyClicked(name) {
  if (name.startsWith(PREFIX)) {
    const [since, sender] = name.slice(PREFIX.length).split(" ");
    await openReport(sender, since);
    await browser.notifications.clear(name);
  }
}

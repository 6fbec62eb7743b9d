// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The sender's report: opens its page, and asks the host for it. What changed is counted from what the user has seen on that page.

import { host, HostError } from "./host.js";
import { openPage } from "./page_window.js";
/** @import { SenderReport } from "../types/protocol.js" */

/** @typedef {{ report?: SenderReport, cause?: string }} SenderAnswer the report, or why there is none */

const SIZE = { width: 820, height: 760 };
/** The host gives a report twenty seconds; what is not known by then stands in it as not checked. */
const REPORT_MS = 25000;
const SEEN = "sender:seen";
const MAX_SEEN = 20;

/** @param {string} address or a domain alone */
export const domainOf = (address) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** Whether anything in it could be checked. @param {SenderReport} report */
export const isChecked = ({ points }) => points.some(({ state }) => state !== "not_checked");

/** @param {string} sender @param {string} [since] what the user knows; without it changes are counted from the last report @returns {Promise<SenderReport>} */
export function askReport(sender, since) {
  return host.request("sender", { sender, ...(since && { since }) }, REPORT_MS);
}

/** @param {string} sender @param {string} [since] */
export async function openReport(sender, since) {
  await openPage(`/sender/sender.html?${new URLSearchParams({ sender, ...(since && { since }) })}`, SIZE);
}

/** When the user last saw a report, by domain, the last ones last. @returns {Promise<[string, string][]>} */
async function allSeen() {
  return (await browser.storage.local.get(SEEN))[SEEN] ?? [];
}

/** @param {string} domain @param {SenderReport} report */
async function noteSeen(domain, report) {
  if (report.history === "kept" && isChecked(report)) {
    const others = (await allSeen()).filter(([other]) => other !== domain);
    await browser.storage.local.set({ [SEEN]: [...others, [domain, report.checked]].slice(-MAX_SEEN) });
  }
}

/** @param {{ act: string, sender: string, since?: string }} message @returns {Promise<SenderAnswer | void>} */
export async function onSender({ act, sender, since }) {
  if (act === "open") {
    await openReport(sender);
    return;
  }
  try {
    const domain = domainOf(sender);
    const seen = (await allSeen()).find(([other]) => other === domain)?.[1];
    const report = await askReport(sender, since ?? seen);
    await noteSeen(domain, report);
    return { report };
  } catch (error) {
    return { cause: error instanceof HostError ? error.cause : "failed" };
  }
}

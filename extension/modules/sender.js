// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The sender's report: opens its page, and asks the host for it.

import { host, HostError } from "./host.js";
import { openPage } from "./page_window.js";
/** @import { SenderReport } from "../types/protocol.js" */

/** @typedef {{ report?: SenderReport, cause?: string }} SenderAnswer the report, or why there is none */

const SIZE = { width: 820, height: 760 };
/** The host gives a report twenty seconds; what is not known by then stands in it as not checked. */
const REPORT_MS = 25000;

/** @param {{ act: string, sender: string }} message @returns {Promise<SenderAnswer | void>} */
export async function onSender({ act, sender }) {
  if (act === "open") {
    await openPage(`/sender/sender.html?${new URLSearchParams({ sender })}`, SIZE);
    return;
  }
  try {
    return { report: await host.request("sender", { sender }, REPORT_MS) };
  } catch (error) {
    return { cause: error instanceof HostError ? error.cause : "failed" };
  }
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// After installation: the page that says how to get the host where it is missing, and asks what may be learned where it is there.

import { host, HostError } from "./host.js";

/** Whether there is a host, or one that says why it is not in order. */
async function isThere() {
  try {
    await host.ready();
    return true;
  } catch (error) {
    return !(error instanceof HostError && error.cause === "missing");
  }
}

/** runtime.onInstalled @param {string} reason "install", "update", ... */
export async function installed(reason) {
  const { learn } = await browser.storage.local.get("learn");
  if (!(await isThere()) || (reason === "install" && learn === undefined)) {
    await browser.tabs.create({ url: "/firstrun/firstrun.html" });
  }
}

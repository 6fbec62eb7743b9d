// SPDX-License-Identifier: MPL-2.0
// @ts-check
// After installation: where the host is missing, the page that says how to get it.

import { host, HostError } from "./host.js";

/** runtime.onInstalled */
export async function installed() {
  try {
    await host.ready();
  } catch (error) {
    if (error instanceof HostError && error.cause === "missing") {
      await browser.tabs.create({ url: "/firstrun/firstrun.html" });
    }
  }
}

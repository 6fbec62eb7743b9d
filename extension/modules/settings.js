// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the options page shows and changes. The host keeps the settings; here they are asked for and handed on.

import { host, HostError } from "./host.js";
import { checkAnew } from "./live.js";
import { planDaily } from "./sender_daily.js";
/** @import { Dismissal, Hello, Policy, Status } from "../types/protocol.js" */
/** @import { Cause } from "./host.js" */

/** @typedef {{ cause: Cause | null, hello: Hello | null, status: Status | null, dismissals: Dismissal[] }} State */

/** @param {unknown} error @returns {State} */
function broken(error) {
  return { cause: error instanceof HostError ? error.cause : "failed", hello: null, status: null, dismissals: [] };
}

/** The host's state. With @anew a host that runs is ended first, so that the answer is of one that starts. @param {boolean} anew @returns {Promise<State>} */
export async function hostState(anew) {
  try {
    if (anew) {
      host.reset();
      checkAnew();
    }
    const hello = await host.ready();
    const [status, { dismissals }] = await Promise.all([host.request("status"), host.request("dismissals")]);
    return { cause: null, hello, status, dismissals };
  } catch (error) {
    return broken(error);
  }
}

/** @param {Policy} settings the user's, whole @returns {Promise<State>} */
export async function saveSettings(settings) {
  try {
    await host.request("settings", { settings });
    checkAnew();
    await planDaily(true);
  } catch (error) {
    return broken(error);
  }
  return hostState(false);
}

/** Whether a second person has to confirm an address, among the user's own settings. @param {string} address @param {boolean} important @returns {Promise<State>} */
export async function markImportant(address, important) {
  const { policy } = await host.ready();
  const others = (policy.user?.important ?? []).filter((entry) => entry.toLowerCase() !== address.toLowerCase());
  return saveSettings({ ...policy.user, important: important ? [...others, address] : others });
}

/** @param {Dismissal} dismissal @returns {Promise<State>} */
export async function askAgain({ code, address }) {
  try {
    await host.request("dismiss", { address, codes: [code], undo: true });
    checkAnew();
  } catch (error) {
    return broken(error);
  }
  return hostState(false);
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the administrator has taken from the user.

/** @import { Hello } from "../types/protocol.js" */

/** Whether the user may not change a setting: it, or what holds it, is locked. @param {Hello["policy"]} policy @param {string} key */
export function isLocked(policy, key) {
  return policy.locked.includes(key) || policy.locked.includes(key.split(".")[0]);
}

// SPDX-License-Identifier: MPL-2.0
// @ts-check
// One check of a compose window's content, whatever the host does: the outcome is a report or the reason why there is none.

import { contentPrint, readDraft } from "./draft.js";
import { host, HostError } from "./host.js";
/** @import { Draft } from "./draft.js" */
/** @import { Cause } from "./host.js" */
/** @import { Report } from "../types/protocol.js" */

/** How long the host may gather evidence where no policy is known, and how much longer we wait for it than it waits itself. */
const DEFAULT_DEADLINE_MS = 2500;
const GRACE_MS = 1500;
/** Nothing here may hold a message longer. */
const LIMIT_MS = 30000;

/**
 * @typedef {object} Outcome
 * @property {string} content print of what was checked
 * @property {Draft | null} draft
 * @property {Report | null} report null: not checked
 * @property {Cause | null} cause why not
 */

/** Milliseconds after which the host is held to hang. */
export function hostDeadline() {
  return Math.min((host.hello?.policy.in_force.network?.deadline_ms ?? DEFAULT_DEADLINE_MS) + GRACE_MS, LIMIT_MS);
}

/**
 * @param {any} details compose details
 * @param {"compose" | "demand" | "send"} reason
 * @param {AbortSignal} [signal]
 * @returns {Promise<Outcome>}
 */
export async function checkDetails(details, reason, signal) {
  const content = await contentPrint(details);
  let draft = null;
  try {
    draft = await readDraft(details);
    const report = await host.check(draft.message, { reason, deadline: hostDeadline(), signal });
    return { content, draft, report, cause: null };
  } catch (error) {
    console.warn("Lastmile: not checked:", String(error));
    return { content, draft, report: null, cause: error instanceof HostError ? error.cause : "failed" };
  }
}

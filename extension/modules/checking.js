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
/** Who asked sits and looks: the host may take as long as an outgoing server that does not answer takes to be told by its name. */
const DEMAND_MS = 20000;

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

/** How long a check may take: the host, where that is not the policy's deadline, and we. @param {string} reason */
function deadlines(reason) {
  return reason === "demand" ? { allow: DEMAND_MS, deadline: DEMAND_MS + GRACE_MS } : { deadline: hostDeadline() };
}

/**
 * @param {any} details compose details
 * @param {"compose" | "demand" | "send"} reason
 * @param {{ signal?: AbortSignal, onOutcome?: (outcome: Outcome) => void }} [options] onOutcome: told what is found meanwhile
 * @returns {Promise<Outcome>}
 */
export async function checkDetails(details, reason, { signal, onOutcome } = {}) {
  const content = await contentPrint(details);
  let draft = null;
  try {
    const read = await readDraft(details);
    draft = read;
    const onReport = (/** @type {Report} */ report) => report.final || onOutcome?.({ content, draft: read, report, cause: null });
    const report = await host.check(read.message, { reason, ...deadlines(reason), onReport, signal });
    return { content, draft, report, cause: null };
  } catch (error) {
    console.warn("Lastmile: not checked:", String(error));
    return { content, draft, report: null, cause: error instanceof HostError ? error.cause : "failed" };
  }
}

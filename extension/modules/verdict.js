// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What happens at Send. Thunderbird's onBeforeSend waits for ever and locks the compose window while it does, so it is never kept
// waiting for a person: a message with a warning is cancelled, one window asks, and "Send anyway" sends again with a token that is
// good for one passage of exactly the content that was checked.
//
// onBeforeSend does not tell Send from Send Later, but a cancelled send ends in onAfterSend with its mode and an error: so the
// window knows which it was before anybody can have read it, and sends in that mode.
//
// What is known of a window lies in storage.session ("ask:<tab>"), for Thunderbird may end the background page while it is open.

import { showBadge } from "./badge.js";
import { checkDetails } from "./checking.js";
import { contentPrint } from "./draft.js";
import { host } from "./host.js";
import { mend } from "./mend.js";
import { forget, keep, recall, take } from "./session.js";
import { closeWindow, openWindow, raiseWindow } from "./verdict_window.js";
/** @import { Outcome } from "./checking.js" */
/** @import { Cause } from "./host.js" */
/** @import { Choice, Field, Finding, Message, Report } from "../types/protocol.js" */

/**
 * What a Send window shows.
 *
 * @typedef {object} Ask
 * @property {"findings" | "not_checked" | "clear"} phase clear: everything was mended
 * @property {string} content print of what was checked
 * @property {"sendNow" | "sendLater" | null} mode null: not told yet
 * @property {number | null} windowId
 * @property {Report | null} report
 * @property {Cause | null} cause
 * @property {Pick<Message, Field> | null} recipients
 * @property {Record<Field, number[]> | null} places
 * @property {boolean} remember whether "do not ask again" is offered
 * @property {string} contact whom to ask about what is refused
 */

const TOKEN_MS = 60000;
const START_MS = 5000;

/** Sends under way: resolves when onBeforeSend has let the tab's message pass. @type {Map<number, () => void>} */
const passing = new Map();

/** @param {Report} report */
function interrupts(report) {
  return report.verdict === "warning" || report.verdict === "block";
}

/** @param {Finding[]} findings @returns {Finding[]} what the Send window tells */
function told(findings) {
  return findings.filter(({ severity }) => severity !== "info");
}

/** Logs what was shown and chosen; a host that cannot keep it holds nobody up. @param {Choice} choice @param {Finding[]} findings */
function log(choice, findings) {
  const shown = findings.map(({ code, address, severity, suggestion }) => ({ code, ...(address && { address }), severity, ...(suggestion && { suggestion }) }));
  host.request("chosen", { choice, shown }).catch((error) => console.warn("Lastmile: not logged:", String(error)));
}

/** @param {Outcome} outcome @returns {Omit<Ask, "mode" | "windowId">} */
function askOf({ content, draft, report, cause }) {
  const policy = host.hello?.policy.in_force;
  const { to = [], cc = [], bcc = [], reply_to = [] } = draft?.message ?? {};
  return {
    phase: !report ? "not_checked" : interrupts(report) ? "findings" : "clear",
    content,
    report: report && { ...report, findings: told(report.findings) },
    cause,
    recipients: draft && { to, cc, bcc, reply_to },
    places: draft?.places ?? null,
    remember: policy?.remember !== false,
    contact: policy?.contact ?? "",
  };
}

/** @param {number} tabId @param {string} content @returns {Promise<boolean>} whether the user has let exactly this pass */
async function mayPass(tabId, content) {
  const token = await take("token", tabId);
  return token !== null && token.content === content && Date.now() - token.since < TOKEN_MS;
}

/** That this host does not work is told once a session for each way of it, and by the badge every time. @param {Cause} cause */
async function alreadyTold(cause) {
  return (await recall("told", cause)) !== null;
}

/** Opens the tab's window, or shows the new state in the one that is open. @param {any} tab @param {Outcome} outcome */
async function ask(tab, outcome) {
  const open = await recall("ask", tab.id);
  const next = { ...askOf(outcome), mode: null };
  if (open?.windowId && (await raiseWindow(open.windowId))) {
    await keep("ask", tab.id, { ...next, windowId: open.windowId });
    return;
  }
  await keep("ask", tab.id, { ...next, windowId: null });
  const windowId = await openWindow(tab, next.report?.findings.length ?? 0);
  await keep("ask", tab.id, { ...(await recall("ask", tab.id)), windowId });
}

/** The message goes: a window that still asks about it has nothing to ask. @param {number} tabId */
async function letGo(tabId) {
  const open = await take("ask", tabId);
  passing.get(tabId)?.();
  if (open?.windowId) {
    closeWindow(open.windowId);
  }
  return {};
}

/** @param {any} tab @param {any} details */
async function decide(tab, details) {
  const outcome = await checkDetails(details, "send");
  showBadge(tab.id, outcome);
  const { report, cause } = outcome;
  if (report?.mode === "monitor") {
    log("monitored", told(report.findings));
    return letGo(tab.id);
  }
  if (report ? !interrupts(report) : await alreadyTold(/** @type {Cause} */ (cause))) {
    return letGo(tab.id);
  }
  try {
    await ask(tab, outcome);
  } catch (error) {
    console.error("Lastmile: no window to ask in:", String(error));
    await forget("ask", tab.id);
    return report?.verdict === "block" ? { cancel: true } : letGo(tab.id);
  }
  if (cause) {
    await keep("told", cause, Date.now());
  }
  return { cancel: true };
}

/** onBeforeSend: answers within the host's deadline, and never fails. @param {any} tab @param {any} details */
export async function beforeSend(tab, details) {
  try {
    if (await mayPass(tab.id, await contentPrint(details))) {
      return await letGo(tab.id);
    }
    return await decide(tab, details);
  } catch (error) {
    console.error("Lastmile: sent unchecked:", error);
    return {};
  }
}

/** onAfterSend of a send that was cancelled tells which command it was. @param {any} tab @param {any} info */
export async function afterSend(tab, info) {
  const asking = await recall("ask", tab.id);
  if (info.error && asking && asking.mode === null && (info.mode === "sendNow" || info.mode === "sendLater")) {
    await keep("ask", tab.id, { ...asking, mode: info.mode });
  }
}

/** @param {number} tabId @param {Ask} asking @returns {Promise<Ask | { failed: string }>} */
async function sendAnyway(tabId, asking) {
  const { windowId, report, phase } = asking;
  await keep("token", tabId, { content: asking.content, since: Date.now() });
  const passed = new Promise((resolve) => passing.set(tabId, () => resolve("passed")));
  const sent = browser.compose.sendMessage(tabId, { mode: asking.mode ?? "default" }).then(
    () => "passed",
    (/** @type {unknown} */ error) => String(error)
  );
  const late = new Promise((resolve) => setTimeout(() => resolve("late"), START_MS));
  const how = await Promise.race([passed, sent, late]);
  passing.delete(tabId);
  if (how !== "passed") {
    await forget("token", tabId);
    console.warn("Lastmile: not sent:", how);
    const changed = await recall("ask", tabId);
    return changed && changed.content !== asking.content ? changed : { failed: "verdict_not_ready" };
  }
  if (phase !== "not_checked") {
    log(phase === "clear" ? "mended" : "sent_anyway", report?.findings ?? []);
  }
  if (windowId) {
    await closeWindow(windowId);
  }
  return asking;
}

/** @param {number} tabId @param {Ask} asking */
async function goBack(tabId, asking) {
  await forget("ask", tabId);
  log(asking.report?.verdict === "block" ? "blocked" : "went_back", asking.report?.findings ?? []);
  if (asking.windowId) {
    await closeWindow(asking.windowId);
  }
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (tab) {
    await raiseWindow(tab.windowId);
  }
  return null;
}

/** Checks the compose window again and shows what holds now. @param {number} tabId @param {Ask} asking */
async function checkAgain(tabId, asking) {
  const outcome = await checkDetails(await browser.compose.getComposeDetails(tabId), "send");
  const next = { ...asking, ...askOf(outcome) };
  await keep("ask", tabId, next);
  showBadge(tabId, outcome);
  return next;
}

/** @param {number} tabId @param {Ask} asking @param {number} index of the finding */
async function mendOne(tabId, asking, index) {
  const finding = asking.report?.findings[index];
  if (!finding || !asking.places || !(await mend(tabId, finding, asking.places))) {
    return { ...(await checkAgain(tabId, asking)), failed: "verdict_not_mended" };
  }
  log("mended", [finding]);
  return checkAgain(tabId, asking);
}

/** @param {Finding | undefined} finding @param {boolean} undo */
export async function dismiss(finding, undo) {
  if (finding?.address) {
    await host.request("dismiss", { address: finding.address, codes: [finding.code], undo });
  }
}

/** @param {number} tabId @param {{ act: string, index?: number, undo?: boolean }} press @returns {Promise<any>} */
async function actNow(tabId, { act: name, index = -1, undo = false }) {
  /** @type {Ask | null} */
  const asking = await recall("ask", tabId);
  if (!asking) {
    return null;
  }
  switch (name) {
    case "send":
      return asking.report?.verdict === "block" ? asking : sendAnyway(tabId, asking);
    case "back":
      return goBack(tabId, asking);
    case "mend":
      return mendOne(tabId, asking, index);
    case "recheck":
      return checkAgain(tabId, asking);
    case "dismiss":
      await dismiss(asking.report?.findings[index], undo);
      return asking;
    default:
      return asking;
  }
}

/** The last press under way, by tab. @type {Map<number, Promise<any>>} */
const turns = new Map();

/**
 * A button of the Send window. Presses of one window are acted upon one after the other, each on what the one before has left.
 *
 * @param {{ act: string, tabId: number, index?: number, undo?: boolean }} press "show" only asks
 * @returns {Promise<any>} what the window shows now; null: nothing more; `failed`: the key of a text that says why it could not be done
 */
export async function act({ tabId, ...press }) {
  const before = turns.get(tabId) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => actNow(tabId, press));
  turns.set(tabId, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(tabId) === turn) {
      turns.delete(tabId);
    }
  }
}

/** The Send window was closed by its title bar: back to editing. @param {number} windowId */
export async function windowClosed(windowId) {
  for (const [name, asking] of Object.entries(await browser.storage.session.get(null))) {
    if (name.startsWith("ask:") && asking.windowId === windowId) {
      await browser.storage.session.remove(name);
      log("closed", asking.report?.findings ?? []);
    }
  }
}

/** The compose window is gone: nothing is left to ask. @param {number} tabId */
export async function composeClosed(tabId) {
  await forget("token", tabId);
  const open = await take("ask", tabId);
  if (open?.windowId) {
    await closeWindow(open.windowId);
  }
}

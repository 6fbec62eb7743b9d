// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The window that asks at Send. It shows what the background page knows of its compose tab, and hands every press on to it.

import { byId } from "../modules/dom.js";
import { findingGroups, notCheckedElement } from "../modules/findings_view.js";
import { fill, localise, text } from "../modules/texts.js";
/** @import { Ask } from "../modules/verdict.js" */

const tabId = Number(new URLSearchParams(location.search).get("tab"));
const back = /** @type {HTMLButtonElement} */ (byId("back"));
const send = /** @type {HTMLButtonElement} */ (byId("send-anyway"));

/** @param {string} act @param {object} [more] */
function tell(act, more = {}) {
  return browser.runtime.sendMessage({ topic: "verdict", act, tabId, ...more });
}

/** @param {Ask} asking */
function isRefused({ phase, report }) {
  return phase === "findings" && report?.verdict === "block";
}

/** @param {Ask} asking @returns {[string, string]} title and lead */
function heading(asking) {
  if (asking.phase === "not_checked") {
    return [text("verdict_not_checked_title"), text(`cause_${asking.cause}`)];
  }
  if (asking.phase === "clear") {
    return [text(asking.report?.findings.length ? "verdict_notices_title" : "verdict_clear_title"), text("verdict_clear_lead")];
  }
  if (isRefused(asking)) {
    return [text("verdict_block_title"), asking.contact ? fill(text("verdict_block_contact"), { contact: asking.contact }) : text("verdict_block_lead")];
  }
  const count = asking.report?.findings.length ?? 0;
  return [count === 1 ? text("verdict_title_one") : fill(text("verdict_title_many"), { count: String(count) }), text("verdict_lead")];
}

/** @param {Ask} asking */
function labelSend({ phase, mode }) {
  const later = mode === "sendLater";
  send.textContent = phase === "clear" ? text(later ? "verdict_send_later" : "verdict_send") : text(later ? "verdict_send_later_anyway" : "verdict_send_anyway");
}

/** @param {Ask} asking */
function showButtons(asking) {
  send.hidden = isRefused(asking);
  labelSend(asking);
  const main = asking.phase === "clear" ? send : back;
  send.classList.toggle("primary", main === send);
  back.classList.toggle("primary", main === back);
  main.focus();
}

/** What the window shows. @type {Ask | null} */
let current = null;

/** @param {Ask & { failed?: string }} asking */
function show(asking) {
  current = asking;
  const [title, lead] = heading(asking);
  byId("title").textContent = title;
  document.title = title;
  byId("lead").textContent = lead;
  byId("once").hidden = asking.phase !== "not_checked";
  byId("mend-host").hidden = asking.cause !== "missing" && asking.cause !== "incompatible";
  byId("note").textContent = asking.failed ? text(asking.failed) : "";
  document.body.dataset.phase = asking.phase;
  const list = byId("findings");
  list.replaceChildren(
    ...findingGroups(asking.report?.findings ?? [], {
      recipients: asking.recipients,
      remember: asking.remember,
      onMend: (index) => press("mend", { index }),
      onDismiss: (index, undo) => quietPress("dismiss", { index, undo }),
      onReview: (address) => browser.runtime.sendMessage({ topic: "review", act: "open", address, tabId }),
      onReport: (sender) => browser.runtime.sendMessage({ topic: "sender", act: "open", sender }),
      onJournal: (address) => browser.runtime.sendMessage({ topic: "journal", act: "open", address }),
    })
  );
  const unknown = notCheckedElement(asking.report?.not_checked ?? []);
  if (unknown) {
    list.append(unknown);
  }
  showButtons(asking);
}

/** @param {boolean} busy */
function setBusy(busy) {
  document.body.setAttribute("aria-busy", String(busy));
  document.querySelectorAll("button").forEach((button) => (button.disabled = busy));
}

/** A press that changes what is shown. @param {string} act @param {object} [more] */
async function press(act, more) {
  setBusy(true);
  let next;
  try {
    next = await tell(act, more);
  } catch (error) {
    console.error(error);
    next = { failed: "verdict_not_ready" };
  }
  setBusy(false);
  if (next?.phase) {
    show(next);
  } else if (next?.failed) {
    byId("note").textContent = text(next.failed);
    back.focus();
  }
}

/** One that does not. @param {string} act @param {object} more */
async function quietPress(act, more) {
  try {
    await tell(act, more);
  } catch (error) {
    console.error(error);
    byId("note").textContent = text("verdict_not_kept");
  }
}

/** Nothing is known of this tab any more: there is nothing to ask. */
async function closeOwnWindow() {
  const { id } = await browser.windows.getCurrent();
  await browser.windows.remove(id);
}

async function refresh() {
  const asking = await tell("show");
  if (asking) {
    show(asking);
  } else {
    await closeOwnWindow();
  }
}

await localise(document);
back.addEventListener("click", () => press("back"));
send.addEventListener("click", () => press("send"));
byId("mend-host").addEventListener("click", (/** @type {Event} */ event) => {
  event.preventDefault();
  browser.tabs.create({ url: "/firstrun/firstrun.html" });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    press("back");
  }
});
browser.storage.session.onChanged.addListener((/** @type {Record<string, any>} */ changes) => {
  const asking = changes[`ask:${tabId}`]?.newValue;
  if (!asking || document.body.getAttribute("aria-busy") === "true") {
    return;
  }
  if (current && asking.content === current.content && asking.phase === current.phase && JSON.stringify(asking.report) === JSON.stringify(current.report)) {
    current = asking;
    labelSend(asking);
  } else {
    show(asking);
  }
});
refresh();

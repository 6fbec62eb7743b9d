// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The list under the compose button: checks when it is opened, and shows also what is in order.

import { byId, element } from "../modules/dom.js";
import { bareAddress } from "../modules/draft.js";
import { findingGroups, notCheckedElement } from "../modules/findings_view.js";
import { isLocked } from "../modules/policy_lock.js";
import { fill, localise, text } from "../modules/texts.js";
/** @import { Outcome } from "../modules/checking.js" */
/** @import { State } from "../modules/settings.js" */
/** @import { Field } from "../types/protocol.js" */

/** @type {Promise<number>} */
const tab = browser.tabs.query({ active: true, currentWindow: true }).then((/** @type {any[]} */ [{ id }]) => id);

/** @param {string} act @param {object} [more] @returns {Promise<(Outcome & { remember: boolean }) | null>} */
async function tell(act, more = {}) {
  return browser.runtime.sendMessage({ topic: "demand", act, tabId: await tab, ...more });
}

/** @param {Outcome} outcome @returns {[string, string]} */
function heading({ report, cause }) {
  if (!report) {
    return [text("popup_not_checked"), text(`cause_${cause}`)];
  }
  if (!report.final && isBusy()) {
    return [text("popup_checking"), text("popup_meanwhile")];
  }
  const count = report.findings.filter(({ severity }) => severity !== "info").length;
  const mode = report.mode === "monitor" ? text("popup_monitor") : "";
  if (count === 0) {
    return [text("popup_fine"), mode];
  }
  return [count === 1 ? text("popup_one") : fill(text("popup_many"), { count: String(count) }), mode];
}

/** Whether the user may say which addresses are important. */
let mayMark = false;

const locks = browser.runtime.sendMessage({ topic: "host", anew: false }).then(
  (/** @type {State} */ { hello }) => void (mayMark = !!hello && !isLocked(hello.policy, "important")),
  () => {}
);

/** @param {string} address */
async function review(address) {
  await browser.runtime.sendMessage({ topic: "review", act: "open", address, tabId: await tab });
  window.close();
}

/** A recipient, and a button that asks for a second person to confirm its address from now on. @param {string} entry */
function fineLine(entry) {
  if (!mayMark) {
    return element("li", {}, [element("bdi", {}, [entry])]);
  }
  const button = element("button", { type: "button", class: "important", title: text("popup_important_means") }, [text("popup_important")]);
  button.addEventListener("click", async () => {
    await browser.runtime.sendMessage({ topic: "important", address: bareAddress(entry), important: true });
    await run("check");
  });
  return element("li", {}, [element("bdi", {}, [entry]), " ", button]);
}

/** The recipients about whom nothing was said. @param {Outcome} outcome */
function showFine({ draft, report }) {
  const spoken = new Set(report?.findings.filter(({ severity }) => severity !== "info").map(({ subject, address }) => `${subject} ${address}`));
  const fields = /** @type {Field[]} */ (["to", "cc", "bcc", "reply_to"]);
  const fine = fields.flatMap((field) => (draft?.message[field] ?? []).filter((entry, i) => !spoken.has(`${field}[${i}] ${bareAddress(entry)}`)));
  byId("fine").hidden = !report || fine.length === 0;
  byId("fine-list").replaceChildren(...fine.map(fineLine));
}

/** @param {Outcome & { remember: boolean }} outcome */
function show(outcome) {
  const [title, lead] = heading(outcome);
  byId("title").textContent = title;
  byId("lead").textContent = lead;
  const { report, draft, remember } = outcome;
  const groups = findingGroups(report?.findings ?? [], {
    recipients: draft?.message ?? null,
    remember,
    onMend: (index) => run("mend", { index }),
    onDismiss: (index, undo) => tell("dismiss", { index, undo }).catch(console.error),
    onReview: review,
    onReport: (sender) => browser.runtime.sendMessage({ topic: "sender", act: "open", sender }),
    onJournal: (address) => browser.runtime.sendMessage({ topic: "journal", act: "open", address }),
  });
  const unknown = notCheckedElement(report?.not_checked ?? []);
  byId("findings").replaceChildren(...groups, ...(unknown ? [unknown] : []));
  showFine(outcome);
}

const isBusy = () => document.body.getAttribute("aria-busy") === "true";
let runs = 0;

/** The last that was asked for is what is shown. @param {string} act @param {object} [more] */
async function run(act, more) {
  const mine = ++runs;
  document.body.setAttribute("aria-busy", "true");
  const [outcome] = await Promise.all([tell(act, more).catch((error) => void console.error(error)), locks]);
  if (mine !== runs) {
    return;
  }
  document.body.setAttribute("aria-busy", "false");
  if (outcome) {
    show(outcome);
  }
  byId("title").focus();
}

/** @param {{ topic: string, tabId: number, outcome: Outcome & { remember: boolean } }} message */
async function meanwhile({ topic, tabId, outcome }) {
  if (topic === "demand meanwhile" && tabId === (await tab) && isBusy()) {
    show(outcome);
  }
}

await localise(document);
browser.runtime.onMessage.addListener((/** @type {any} */ message) => void meanwhile(message));
byId("check-again").addEventListener("click", () => run("check"));
byId("options").addEventListener("click", () => {
  browser.runtime.openOptionsPage();
  window.close();
});
run("check");

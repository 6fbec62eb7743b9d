// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The sender's report: how a domain stands as a sender of mail, what to mend, and the words for whoever can mend it.

import { dayText } from "../modules/dates.js";
import { byId, element } from "../modules/dom.js";
import { fill, localise, locale, text } from "../modules/texts.js";
import { changeLine, handOn, pointHistory, pointText, pointTitle, rightRecord, textsIn } from "./report_text.js";
/** @import { SenderAnswer } from "../modules/sender.js" */
/** @import { SenderPoint, SenderReport } from "../types/protocol.js" */

/** The order of speaking: what is to be mended comes first. */
const STATES = ["fault", "note", "not_checked", "fine"];

/** Of which changes it speaks, where that was said when the page was opened. */
const opened = new URLSearchParams(location.search);

/** What is shown, and in which language it is handed on; asked again, its changes are counted from the same look. @type {{ report: SenderReport | null, sender: string, since: string | undefined, language: string }} */
const shown = { report: null, sender: opened.get("sender") ?? "", since: opened.get("since") ?? undefined, language: "en" };

/** @param {string} line to copy */
function copyLine(line) {
  const button = element("button", { type: "button", class: "copy-record" }, [text("returned_copy")]);
  button.addEventListener("click", () => copy(line));
  return element("div", { class: "row" }, [element("code", {}, [line]), button]);
}

/** @param {SenderPoint} point @param {string} domain */
function pointElement(point, domain) {
  const holder = element("article", { class: "point", "data-state": point.state, "data-code": point.code }, [element("h3", {}, [pointTitle(text, point)])]);
  const lines = [pointText(text, point, "means"), pointText(text, point, "do")].filter((line) => line !== "");
  holder.append(...pointHistory(text, point).map((line) => element("p", { class: "soft history" }, [line])), ...lines.map((line) => element("p", {}, [line])));
  const { record } = point.params;
  if (record && point.state !== "fine" && !holder.textContent?.includes(record)) {
    holder.append(element("code", { class: "evidence" }, [record]));
  }
  const right = rightRecord(point, domain);
  if (right !== "") {
    holder.append(copyLine(right));
  }
  return holder;
}

/** @param {string} words */
async function copy(words) {
  await navigator.clipboard.writeText(words);
  byId("copied").textContent = text("returned_copied");
}

async function drawHandOn() {
  const words = shown.report ? handOn(await textsIn(shown.language), shown.report) : "";
  byId("words").value = words;
  byId("hand-on").hidden = words === "";
  document.querySelectorAll("button.language").forEach((button) => button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.language === shown.language)));
}

/** @param {SenderReport} report */
function drawChanges({ points, changes, history }) {
  const changed = points.filter(({ change }) => change);
  const line = changes ? fill(text(changed.length > 0 ? "cli_sender_changed" : "cli_sender_unchanged"), { date: dayText(changes.since) }) : history === "failed" ? text("report_no_history") : "";
  byId("changes-line").textContent = line;
  byId("changes-list").replaceChildren(...changed.map((point) => element("li", { "data-state": point.state, "data-change": point.change ?? "", "data-code": point.code }, [changeLine(text, point)])));
  byId("changes").hidden = line === "";
  byId("changes").dataset.changed = String(changed.length > 0);
}

/** @param {SenderReport} report */
function drawReport(report) {
  const { domain, score, parts, points } = report;
  drawChanges(report);
  byId("score").textContent = score === null ? text("cli_sender_no_score") : fill(text("report_score"), { domain, score: String(score) });
  byId("parts").replaceChildren(...parts.map(({ area, got, of }) => element("li", {}, [`${text(`sender_area_${area}`)} ${of > 0 ? `${got}/${of}` : text("report_part_open")}`])));
  const inOrder = STATES.flatMap((state) => points.filter((point) => point.state === state));
  byId("points").replaceChildren(...inOrder.map((point) => pointElement(point, domain)));
}

/** @param {SenderAnswer} answer */
async function draw({ report, cause }) {
  shown.report = report ?? null;
  byId("report").hidden = !report;
  byId("state").textContent = report ? "" : cause === "refused" ? text("report_no_domain") : text(`state_${cause}`) || text("report_failed");
  document.body.dataset.state = report ? "ready" : "failed";
  if (report) {
    drawReport(report);
  }
  await drawHandOn();
}

async function ask() {
  byId("again").disabled = true;
  byId("state").textContent = text("report_asking");
  document.body.dataset.state = "asking";
  byId("copied").textContent = "";
  const sender = byId("sender").value.trim();
  try {
    const answer = await browser.runtime.sendMessage({ topic: "sender", act: "report", sender, since: sender === shown.sender ? shown.since : undefined }).catch(() => ({ cause: "failed" }));
    shown.sender = sender;
    shown.since = answer.report?.changes?.since ?? answer.report?.checked;
    await draw(answer);
  } finally {
    byId("again").disabled = false;
  }
}

/** The addresses that the user sends from, each once. @returns {Promise<string[]>} */
async function ownAddresses() {
  const accounts = await browser.accounts.list(false);
  return [...new Set(accounts.flatMap((/** @type {any} */ { identities }) => identities.map((/** @type {any} */ { email }) => email)).filter(Boolean))];
}

await localise(document);
document.title = text("report_title");
shown.language = locale().startsWith("zh") ? "zh_CN" : "en";
const own = await ownAddresses();
byId("own").replaceChildren(...own.map((address) => element("option", { value: address })));
byId("sender").value = shown.sender || (own[0] ?? "");
byId("whom").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  ask();
});
byId("copy").addEventListener("click", () => copy(byId("words").value));
document.querySelectorAll("button.language").forEach((button) =>
  button.addEventListener("click", () => {
    shown.language = /** @type {HTMLElement} */ (button).dataset.language ?? "en";
    drawHandOn();
  })
);
if (byId("sender").value !== "") {
  ask();
} else {
  byId("again").disabled = false;
}

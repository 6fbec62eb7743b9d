// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The page under the button of a returned mail: for each recipient what happened, whose matter it is, and what to do now.

import { byId, element } from "../modules/dom.js";
import { fill, localise, text } from "../modules/texts.js";
import { remedies } from "./remedies.js";
/** @import { Bounce } from "../types/protocol.js" */

const UNSURE = ["likely", "guess"];

/** @param {object} message @returns {Promise<any>} */
const tell = (message) => browser.runtime.sendMessage(message);

/** The form of an address that is written wrong has texts of its own, whatever the server called it. @param {Bounce} bounce @param {string} part */
function textOf(bounce, part) {
  const reason = bounce.class === "format" ? "address_format" : bounce.reason;
  const address = bounce.recipient ?? text("returned_nobody");
  return fill(text(`bounce_${reason}@${part}`), { address, domain: address.slice(address.lastIndexOf("@") + 1) });
}

/** @param {string} label @param {string} said */
const part = (label, said) => element("p", { class: "part" }, [element("span", {}, [label]), element("span", {}, [said])]);

/** Codes and servers, for who wants to know. @param {Bounce} bounce */
function details(bounce) {
  const status = bounce.status ? text(`bounce_status_${bounce.status.split(".").slice(1).join("_")}`) : "";
  const lines = [
    bounce.original_recipient && fill(text("returned_for"), { address: bounce.original_recipient }),
    bounce.remote_server && fill(text("returned_server"), { server: bounce.remote_server }),
    bounce.status && (status ? `${bounce.status}: ${status}` : bounce.status),
    bounce.reply && [String(bounce.reply), text(`bounce_reply_${bounce.reply}`)].filter(Boolean).join(": "),
    UNSURE.includes(bounce.confidence) && text(`returned_${bounce.confidence}`),
  ].filter((line) => typeof line === "string");
  const list = element("ul", {}, lines.map((line) => element("li", {}, [line])));
  return lines.length > 0 ? [element("details", {}, [element("summary", {}, [text("returned_details")]), list])] : [];
}

/** @param {Bounce} bounce */
function severity({ permanent, class: kind }) {
  return permanent || kind === "format" ? "warning" : "notice";
}

/** What was noted of this and earlier failures. @param {Bounce} bounce */
function journalButton({ recipient }) {
  const open = element("button", { type: "button", class: "journal" }, [text("log_open")]);
  open.addEventListener("click", () => tell({ topic: "journal", act: "open", address: recipient ?? "" }));
  return element("div", { class: "actions" }, [open]);
}

/** @param {Bounce} bounce @param {any} world what the remedies need to know */
async function card(bounce, world) {
  const quoted = bounce.line ? [element("p", { class: "quoted", lang: "" }, [bounce.line])] : [];
  const heading = element("h3", {}, [element("span", { class: "severity" }), element("span", {}, [textOf(bounce, "title")])]);
  return element("section", { class: "finding", "data-severity": severity(bounce), "data-reason": bounce.reason }, [
    heading,
    element("p", {}, [element("bdi", { class: "address" }, [bounce.recipient ?? text("returned_nobody")])]),
    part(text("returned_happened"), textOf(bounce, "means")),
    part(text("returned_whose"), textOf(bounce, "whose")),
    part(text("returned_do"), textOf(bounce, "do")),
    part(text("returned_again"), bounce.permanent ? text("returned_again_no") : text("returned_again_yes")),
    ...(bounce.reason === "spam" && bounce.line ? [element("p", {}, [text("returned_spam_quoted")])] : []),
    ...quoted,
    ...details(bounce),
    ...(await remedies(bounce, world)),
    journalButton(bounce),
  ]);
}

/** @param {{ header: any, reply: any, cause: string | null }} found */
async function show({ header, reply, cause }) {
  if (!reply) {
    byId("title").textContent = text("returned_not_read");
    byId("lead").textContent = cause ? text(`cause_${cause}`) : "";
    return;
  }
  if (reply.bounces[0].reason === "not_a_bounce") {
    byId("title").textContent = text("bounce_not_a_bounce@title");
    byId("lead").textContent = text("bounce_not_a_bounce@means");
    return;
  }
  const count = reply.bounces.length;
  byId("title").textContent = count === 1 ? text("returned_button_one") : fill(text("returned_button_many"), { count: String(count) });
  const world = { header, mailServices: reply.mail_services, tell, say: (/** @type {string} */ said) => (byId("said").textContent = said) };
  byId("recipients").replaceChildren(...(await Promise.all(reply.bounces.map((/** @type {Bounce} */ bounce) => card(bounce, world)))));
}

await localise(document);
try {
  const [{ id: tabId }] = await browser.tabs.query({ active: true, currentWindow: true });
  await show(await tell({ topic: "bounce", tabId }));
} finally {
  document.body.setAttribute("aria-busy", "false");
  byId("title").focus();
}

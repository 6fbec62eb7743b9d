// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The options: how the host is, what the administrator decided, and what the user may decide. The host keeps the settings; every
// change is handed on at once and the page is drawn anew from what is in force then.

import { byId, element } from "../modules/dom.js";
import { showHistoryPanel } from "../modules/history_panel.js";
import { showOldBouncesPanel } from "../modules/old_bounces_panel.js";
import { showTeam } from "../modules/team.js";
import { checkName, fill, localise, text } from "../modules/texts.js";
import { drawReviews } from "./draw_reviews.js";
import { drawDaily, drawLists, drawSensitivity, drawSeverities } from "./draw_settings.js";
import { policyLines } from "./draw_policy.js";
import { drawVerify } from "./draw_verify.js";
/** @import { State } from "../modules/settings.js" */
/** @import { Dismissal, Hello, OutgoingServer, Policy } from "../types/protocol.js" */

const SAVED_MS = 2500;

/** @param {string} topic @param {object} [more] @returns {Promise<State>} */
function ask(topic, more = {}) {
  return browser.runtime.sendMessage({ topic, ...more });
}

/** @param {OutgoingServer} server */
function serverText({ hostname = "", port, security }) {
  return fill(text("options_outgoing_server"), { host: hostname, port: port ? String(port) : text("options_default_port"), security: text(`security_${security}`) });
}

/** @param {State} state */
function drawHost({ cause, hello, status }) {
  const state = byId("host-state");
  state.dataset.state = cause ?? "ready";
  state.textContent = hello ? fill(text("options_host_works"), { version: hello.version }) : text(`state_${cause}`);
  byId("mend-host").hidden = cause !== "missing" && cause !== "incompatible";
  const servers = (status?.outgoing ?? []).map(serverText);
  showTeam(status?.team);
  byId("host-outgoing").textContent = servers.length > 0 ? fill(text("options_outgoing"), { servers }) : "";
}

/** @param {Hello} hello */
function drawPolicy(hello) {
  const lines = policyLines(hello);
  byId("policy").hidden = lines.length === 0;
  byId("policy-list").replaceChildren(...lines.map(({ line, problem }) => element("li", problem ? { class: "problem" } : {}, [line])));
}

/** @param {Dismissal} dismissal */
function dismissalLine(dismissal) {
  const undo = element("button", { type: "button", "aria-label": fill(text("options_ask_again_about"), { address: dismissal.address }) }, [text("options_ask_again")]);
  undo.addEventListener("click", () => change("ask again", { dismissal }));
  return element("li", { class: "line" }, [element("span", {}, [element("bdi", {}, [dismissal.address]), element("br"), element("span", { class: "soft" }, [checkName(dismissal.code)])]), undo]);
}

/** @param {State} state */
function drawData({ status, dismissals }) {
  byId("no-dismissals").hidden = dismissals.length > 0;
  byId("dismissals").replaceChildren(...dismissals.map(dismissalLine));
  byId("data").textContent = fill(text("options_data_where"), { path: status?.store ?? "", correspondents: String(status?.correspondents ?? 0) });
}

/** @param {State} state */
function draw(state) {
  drawHost(state);
  const { hello } = state;
  byId("settings").hidden = !hello;
  if (!hello) {
    byId("policy").hidden = true;
    return;
  }
  /** @param {Policy} settings */
  const save = (settings) => change("settings", { settings: { ...hello.policy.user, ...settings } });
  drawPolicy(hello);
  drawSensitivity(byId("sensitivity"), hello, save);
  drawSeverities(byId("severity"), hello, save);
  drawLists(byId("lists"), hello, save);
  drawVerify(byId("verify"), hello, save);
  drawDaily(byId("daily"), hello, save);
  drawData(state);
  drawReviews(byId("reviews"), byId("no-reviews"));
}

/** @type {any} */
let fading = null;

/** @param {string} topic @param {object} more */
async function change(topic, more) {
  const state = await ask(topic, more);
  draw(state);
  byId("saved").textContent = text(state.cause ? "options_not_saved" : "options_saved");
  clearTimeout(fading);
  fading = setTimeout(() => (byId("saved").textContent = ""), SAVED_MS);
}

/** @param {boolean} anew */
async function test(anew) {
  byId("host-state").dataset.state = "";
  byId("host-state").textContent = text("popup_checking");
  byId("retest").disabled = true;
  try {
    draw(await ask("host", { anew }));
  } finally {
    byId("retest").disabled = false;
  }
}

await localise(document);
document.title = text("options_title");
showHistoryPanel(byId("history"));
showOldBouncesPanel(byId("old-bounces"));
byId("retest").addEventListener("click", () => test(true));
test(false);

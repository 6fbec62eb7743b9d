// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The settings that the user may change, drawn from the host's table of checks.

import { element } from "../modules/dom.js";
import { isLocked } from "../modules/policy_lock.js";
import { checkName, fill, text } from "../modules/texts.js";
import { lockNote } from "./draw_policy.js";
/** @import { CheckRow, Hello, Policy, Setting } from "../types/protocol.js" */

/** @typedef {(settings: Policy) => void} Save */

const SETTINGS = ["off", "info", "notice", "warning"];
const LISTS = /** @type {const} */ (["own_domains", "trusted", "untrusted", "important"]);

/** @param {HTMLElement} holder @param {Hello} hello @param {Save} save */
export function drawSensitivity(holder, hello, save) {
  const locked = isLocked(hello.policy, "sensitivity");
  const inForce = hello.policy.in_force.sensitivity ?? "normal";
  const choices = /** @type {const} */ (["relaxed", "normal", "strict"]).map((value) => {
    const radio = element("input", { type: "radio", name: "sensitivity", value });
    radio.checked = value === inForce;
    radio.disabled = locked;
    radio.addEventListener("change", () => save({ sensitivity: value }));
    return element("label", {}, [radio, element("span", {}, [text(`sensitivity_${value}`)])]);
  });
  holder.replaceChildren(...choices, ...lockNote(hello, locked));
}

/** The daily look at the domains that the user sends from. @param {HTMLElement} holder @param {Hello} hello @param {Save} save */
export function drawDaily(holder, hello, save) {
  const { in_force: inForce, user } = hello.policy;
  const locked = isLocked(hello.policy, "sender_daily");
  const daily = inForce.sender_daily === true;
  // What the administrator decided holds over what the user chose, even if it is not locked.
  const overruled = (user?.sender_daily ?? daily) !== daily;
  const box = element("input", { type: "checkbox", id: "sender-daily" });
  box.checked = daily;
  box.disabled = locked;
  box.addEventListener("change", () => save({ sender_daily: box.checked }));
  holder.replaceChildren(element("label", { class: "choice" }, [box, element("span", {}, [text("setting_sender_daily")])]), ...lockNote(hello, locked || overruled));
}

/**
 * One select for a code or a class.
 *
 * @param {Hello} hello @param {string} key code or class @param {string} label @param {Setting | undefined} inForce @param {boolean} locked @param {Save} save
 */
function severityLine(hello, key, label, inForce, locked, save) {
  const own = hello.policy.user?.severity ?? {};
  const select = element("select", { "aria-label": label }, [
    element("option", { value: "" }, [inForce && !(key in own) ? fill(text("options_default_is"), { setting: text(`setting_${inForce}`) }) : text("options_default")]),
    ...SETTINGS.map((value) => element("option", { value }, [text(`setting_${value}`)])),
  ]);
  select.value = own[key] ?? "";
  select.disabled = locked;
  select.addEventListener("change", () => {
    const { [key]: _, ...others } = own;
    save({ severity: select.value === "" ? others : { ...others, [key]: /** @type {Setting} */ (select.value) } });
  });
  return element("div", { class: "line" }, [element("span", {}, [label, " ", ...lockNote(hello, locked)]), select]);
}

/** @param {HTMLElement} holder @param {Hello} hello @param {Save} save */
export function drawSeverities(holder, hello, save) {
  const open = new Set([...holder.querySelectorAll("details[open]")].map((element) => /** @type {HTMLElement} */ (element).dataset.class));
  /** @type {Map<string, CheckRow[]>} */
  const classes = new Map();
  hello.checks.forEach((row) => classes.set(row.class, [...(classes.get(row.class) ?? []), row]));
  const groups = [...classes].map(([name, rows]) => {
    const label = text(`class_${name}`);
    const lines = rows.map((row) => severityLine(hello, row.code, checkName(row.code, row.summary), row.severity, row.locked, save));
    const group = element("details", { "data-class": name }, [
      element("summary", {}, [label]),
      element("div", {}, [severityLine(hello, name, text("options_whole_class"), undefined, rows.every((row) => row.locked), save), ...lines]),
    ]);
    group.open = open.has(name);
    return group;
  });
  holder.replaceChildren(...groups);
}

/** @param {string} typed @returns {string[]} */
function entries(typed) {
  return typed.split(/[\s,;，；、]+/u).filter((entry) => entry !== "");
}

/** @param {HTMLElement} holder @param {Hello} hello @param {Save} save */
export function drawLists(holder, hello, save) {
  const lists = LISTS.map((key) => {
    const area = element("textarea", { rows: "2", spellcheck: "false" });
    area.value = (hello.policy.user?.[key] ?? []).join("\n");
    const locked = isLocked(hello.policy, key);
    area.disabled = locked;
    area.addEventListener("change", () => save({ [key]: entries(area.value) }));
    return element("label", { class: "list" }, [text(`setting_${key}`), " ", ...lockNote(hello, locked), area]);
  });
  holder.replaceChildren(...lists);
}

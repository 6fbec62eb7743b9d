// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the administrator's policy says, in plain lines.

import { element } from "../modules/dom.js";
import { checkName, fill, text } from "../modules/texts.js";
/** @import { CheckRow, Hello, Problem } from "../types/protocol.js" */

/** @typedef {{ line: string, problem: boolean }} Line */

/** @param {Hello["policy"]} policy @returns {string[]} the administrator's sources in force */
function sources({ origins }) {
  const ruling = origins.filter(({ origin, state }) => origin !== "user" && (state === "in_force" || state === "last_good"));
  return ruling.map(({ origin, path }) => fill(text(`origin_${origin}`), { path: path ?? "" }));
}

/** @param {string} key "mode", "limits.audit_days" */
function keyName(key) {
  return text(`setting_${key.split(".")[0]}`) || key;
}

/** The names of the checks that are locked; a class whose checks all are stands for them. @param {CheckRow[]} checks @returns {string[]} */
function lockedChecks(checks) {
  const classes = [...new Set(checks.map((row) => row.class))];
  return classes.flatMap((name) => {
    const rows = checks.filter((row) => row.class === name);
    const locked = rows.filter((row) => row.locked);
    return locked.length === rows.length ? [text(`class_${name}`)] : locked.map(({ code, summary }) => checkName(code, summary));
  });
}

/** What is locked and by whom, in one line; "" if nothing is. @param {Hello} hello */
function lockLine({ policy, checks }) {
  const all = policy.locked.includes("severity");
  const plain = policy.locked.filter((key) => !key.startsWith("severity.")).map(keyName);
  const keys = [...new Set([...plain, ...(all ? [] : lockedChecks(checks))])];
  return keys.length > 0 ? fill(text("options_policy_locks"), { keys, sources: sources(policy) }) : "";
}

/** Who locked it. @param {Hello["policy"]} policy */
function lockedBy(policy) {
  const by = sources(policy);
  return by.length > 0 ? fill(text("options_locked_by"), { sources: by }) : text("options_locked");
}

/** What stands beside a setting that is locked; nothing otherwise. @param {Hello} hello @param {boolean} locked @returns {HTMLElement[]} */
export function lockNote(hello, locked) {
  return locked ? [element("span", { class: "lock" }, [`🔒 ${lockedBy(hello.policy)}`])] : [];
}

/** @param {Problem} problem */
function problemLine({ origin, path, line, key, detail }) {
  const where = fill(text(`origin_${origin}`), { path: path ?? "" });
  const place = line ? fill(text("options_problem_line"), { line: String(line) }) : "";
  const what = key ? fill(text("options_problem_key"), { key, detail }) : detail;
  return fill(text("options_problem"), { where: place ? `${where}${place}` : where, what });
}

/** @param {Hello} hello @returns {Line[]} */
export function policyLines(hello) {
  const { policy } = hello;
  const problems = policy.problems.map((problem) => ({ line: problemLine(problem), problem: true }));
  const refused = policy.origins.filter(({ state }) => state === "refused" || state === "last_good");
  const fallback = refused.map(({ origin, path, state }) => ({ line: fill(text(`options_policy_${state}`), { source: fill(text(`origin_${origin}`), { path: path ?? "" }) }), problem: true }));
  const ruling = sources(policy);
  const plain = [
    ruling.length > 0 ? fill(text("options_policy_in_force"), { sources: ruling }) : "",
    policy.in_force.mode === "monitor" ? text("popup_monitor") : "",
    lockLine(hello),
    policy.in_force.contact ? fill(text("options_policy_contact"), { contact: policy.in_force.contact }) : "",
  ];
  return [...fallback, ...problems, ...plain.filter((line) => line !== "").map((line) => ({ line, problem: false }))];
}

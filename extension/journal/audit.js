// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What was shown at Send and what the user chose, the newest first.

import { byId, element } from "../modules/dom.js";
import { checkName, fill, text } from "../modules/texts.js";
import { ask, tellAway } from "./ask.js";
import { makePager } from "./pager.js";
import { PAGE_SIZE } from "./query.js";
import { dayAndTime } from "./rows.js";
/** @import { AuditEntry } from "../types/protocol.js" */

/** @param {AuditEntry} entry */
function row({ shown, choice, code, address = "", severity, suggestion = "" }) {
  return element("tr", { "data-choice": choice }, [
    element("td", { "data-column": "failed" }, [element("time", { datetime: shown }, [dayAndTime(shown)])]),
    element("td", {}, [code ? checkName(code) : text("log_audit_nothing")]),
    element("td", {}, [element("bdi", { dir: "ltr" }, [address])]),
    element("td", {}, [severity ? text(`severity_${severity}`) : ""]),
    element("td", {}, [element("bdi", { dir: "ltr" }, [suggestion])]),
    element("td", {}, [text(`log_choice_${choice}`) || choice]),
  ]);
}

/** @type {(page: number, total: number) => void} */
let drawPager;

/** @param {number} page */
async function show(page) {
  const answer = await ask("audit", { offset: page * PAGE_SIZE, limit: PAGE_SIZE });
  tellAway(answer, () => show(page));
  if (answer.reply) {
    const { entries, total } = answer.reply;
    byId("audit-count").textContent = total > 0 ? fill(text("log_audit_count"), { from: String(page * PAGE_SIZE + 1), to: String(page * PAGE_SIZE + entries.length), total: String(total) }) : text("log_audit_empty");
    byId("audit-table").hidden = total === 0;
    byId("audit-rows").replaceChildren(...entries.map(row));
    drawPager(page, total);
  }
}

export function showAudit() {
  drawPager ??= makePager(byId("audit-pager"), show);
  return show(0);
}

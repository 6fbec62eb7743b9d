// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The error log as a file, out and in; and where it lies.

import { decodeBase64, encodeBase64 } from "../modules/base64.js";
import { isoToday } from "../modules/dates.js";
import { byId, element } from "../modules/dom.js";
import { fill, locale, text } from "../modules/texts.js";
import { ask, whyNot } from "./ask.js";
import { formatOf, MAX_FILE, partsOf } from "./file_format.js";
/** @import { JournalAnswer } from "../modules/journal.js" */
/** @import { JournalImport } from "../types/protocol.js" */

const MAX_FAULTS = 200;
const TYPES = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
/** What the program itself says is in English. @param {JournalAnswer} answer */
const saidBy = ({ code = "", detail = "" }) => (code === "journal_file" ? fill(text("log_file_detail"), { detail: detail.slice(code.length).trim() }) : "");

/** @param {JournalAnswer} answer @param {string} refused what is said where the program could not do it */
function failure(answer, refused) {
  return answer.code === "journal_file" ? `${refused} ${saidBy(answer)}` : whyNot(answer);
}

/** Thunderbird asks its user where to. @param {Blob} file @param {string} name */
function save(file, name) {
  const url = URL.createObjectURL(file);
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** @param {"csv" | "xlsx"} format */
async function exportAs(format) {
  const state = byId("export-state");
  state.textContent = text("log_exporting");
  const answer = await ask("export", { format, language: locale().startsWith("zh") ? "zh_CN" : "en" });
  if (!answer.reply) {
    state.textContent = failure(answer, text("log_export_failed"));
    return;
  }
  save(new Blob(answer.reply.data.map(decodeBase64), { type: TYPES[format] }), `${text("log_file_name")}-${isoToday()}.${format}`);
  state.textContent = text("log_exported");
}

/** @param {JournalImport} imported */
function importedLines({ added, known, contacts, passed }) {
  const told = /** @type {[string, number][]} */ ([
    [text("journal_import_added"), added],
    [text("journal_import_known"), known],
    [text("journal_import_contacts"), contacts],
    [text("journal_import_passed"), passed],
  ]);
  return told.filter(([, count], i) => i === 0 || count > 0).map(([said, count]) => element("li", {}, [fill(said, { count: String(count) })]));
}

/** @param {JournalImport["faults"]} faults @param {number} untold */
function faultLines(faults, untold) {
  const lines = faults.slice(0, MAX_FAULTS).map(({ line, what, value }) => element("li", { "data-line": String(line) }, [fill(text("log_import_fault"), { line: String(line), what: fill(text(`journal_fault_${what}`), { value }) })]));
  const more = faults.length - lines.length + untold;
  return more > 0 ? [...lines, element("li", {}, [fill(text("log_import_more_faults"), { count: String(more) })])] : lines;
}

/** @param {string} said @param {JournalImport | null} imported */
function tellImported(said, imported) {
  byId("import-state").textContent = said;
  byId("imported").replaceChildren(...(imported ? importedLines(imported) : []));
  const faults = imported?.faults ?? [];
  byId("faults").hidden = faults.length === 0;
  const untold = imported?.more_faults ?? 0;
  byId("faults-title").textContent = fill(text("log_import_faults"), { count: String(faults.length + untold) });
  byId("faults-list").replaceChildren(...faultLines(faults, untold));
}

/** @param {File | undefined} file @param {string} channel @returns {Promise<boolean>} whether the log may have changed */
async function importFile(file, channel) {
  if (!file) {
    tellImported(text("log_import_choose"), null);
    return false;
  }
  if (file.size > MAX_FILE) {
    tellImported(text("log_import_too_large"), null);
    return false;
  }
  const bytes = await file.arrayBuffer().then((read) => new Uint8Array(read), () => null);
  if (!bytes) {
    tellImported(text("log_import_unreadable"), null);
    return false;
  }
  const format = formatOf(bytes);
  if (format === "xls") {
    tellImported(text("log_import_xls"), null);
    return false;
  }
  tellImported(text("log_importing"), null);
  const answer = await ask("import", { format, parts: partsOf(bytes).map(encodeBase64), ...(channel && { channel }) });
  tellImported(answer.reply ? text("log_imported") : failure(answer, text("log_import_failed")), answer.reply ?? null);
  return true;
}

export async function showWhere() {
  const answer = await ask("where");
  byId("where-path").textContent = answer.reply?.store ?? "";
  byId("where-state").textContent = answer.reply ? (answer.reply.store ? text("log_where_means") : text("log_where_nothing")) : whyNot(answer);
}

/** @param {() => unknown} changed called after the log has changed */
export function listenFiles(changed) {
  /** @param {string} id @param {() => Promise<unknown>} work */
  const busyWhile = async (id, work) => {
    byId(id).disabled = true;
    try {
      await work();
    } finally {
      byId(id).disabled = false;
    }
  };
  byId("export-csv").addEventListener("click", () => busyWhile("export-csv", () => exportAs("csv")));
  byId("export-xlsx").addEventListener("click", () => busyWhile("export-xlsx", () => exportAs("xlsx")));
  byId("import").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    busyWhile("import-now", async () => {
      if (await importFile(byId("file").files[0], byId("import-channel").value.trim())) {
        await changed();
      }
    });
  });
}

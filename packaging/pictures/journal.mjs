// SPDX-License-Identifier: MPL-2.0
// An error log for the pictures: a year of returned mail, the same each time but for the day on which it ends.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { BUILD } from "../../tests/thunderbird/support/thunderbird.mjs";

const PEOPLE = ["j.mueller", "wang.fang", "bob", "采购部", "info", "m.rossi", "anna"];
const DOMAINS = ["nordwind-tools.de", "rothwell-pumps.com", "恒达阀门.cn", "ferri-valvole.it", "aso-trading.co.jp"];
const CHANNELS = ["广交会", "Hannover Messe", "名片", "LinkedIn", "Website"];
/** Reason, reply, status code, what the server said. */
const REASONS = [
  ["mailbox_missing", 550, "5.1.1", "550 5.1.1 Recipient address rejected: User unknown"],
  ["mailbox_full", 452, "4.2.2", "452 4.2.2 The recipient's inbox is out of storage space"],
  ["mailbox_missing", 550, "5.1.1", "550 5.1.1 User unknown"],
  ["spf", 550, "5.7.23", "550 5.7.23 SPF validation failed"],
  ["domain_not_found", "", "5.1.2", "Host or domain name not found"],
  ["spam", 554, "5.7.1", "554 5.7.1 Message rejected as spam"],
  ["server_unreachable", "", "4.4.1", "connect: Connection timed out"],
];
const REMEDIES = ["asked", "corrected", "", "waited", "replaced"];
const OUTCOMES = ["answered", "open", "", "delivered", "given_up"];

function rows() {
  const failures = Array.from({ length: 160 }, (_, i) => {
    const at = new Date(Date.now() - (((i * i * 3) % 364) + 1) * 86400000 - i * 3700000).toISOString().slice(0, 16).replace("T", " ");
    const [reason, reply, status, line] = REASONS[(i * 5) % 7];
    const kind = reason === "mailbox_missing" && i % 5 === 0 ? "format" : "";
    const channel = CHANNELS[[0, 0, 1, 2, 3, 3, 3, 4][(i * 3) % 8]];
    return [`${PEOPLE[i % 7]}${i > 20 ? i : ""}@${DOMAINS[[0, 0, 0, 1, 1, 2, 2, 3, 4][(i + Math.floor(i / 5)) % 9]]}`, at, reason, kind, reply, status, line, REMEDIES[(i * 2) % 5], OUTCOMES[(i * 3) % 5], channel];
  });
  const others = Array.from({ length: 400 }, (_, i) => [`known${i}@${DOMAINS[i % 5]}`, "", "", "", "", "", "", "", "", CHANNELS[[0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 4, 4][i % 13]]]);
  return [...failures, ...others];
}

/** Fills the error log in @folder. */
export function fillJournal(folder) {
  const list = ["email,date,reason,class,reply,code,line,remedy,outcome,source", ...rows().map((row) => row.join(","))].join("\n");
  const { status, stderr } = spawnSync(path.join(BUILD, "lastmile"), ["journal", "import", "--data", folder, "-"], { input: `${list}\n` });
  if (status !== 0) {
    throw new Error(`the error log is not filled: ${stderr}`);
  }
}

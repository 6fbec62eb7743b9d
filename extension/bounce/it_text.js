// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the IT colleague needs to know about a failure, ready to be sent on.

import { fill, locale, text } from "../modules/texts.js";
/** @import { Bounce } from "../types/protocol.js" */

/** What there is to be looked at, where the reason says it. */
const TO_CHECK = ["spf", "dkim", "dmarc", "blocklisted", "reverse_dns", "relay_or_login"];

/** @param {Bounce} bounce @param {{ own: string, date: string }} of own: the user's domain @returns {string} */
export function itText(bounce, { own, date }) {
  const day = new Intl.DateTimeFormat([locale()], { dateStyle: "long", timeStyle: "short" }).format(new Date(date));
  const codes = [bounce.reply, bounce.status].filter(Boolean).join(" ");
  const lines = [
    fill(text("returned_it_begin"), { address: bounce.recipient ?? text("returned_nobody"), day, domain: own }),
    fill(text("returned_it_reason"), { title: text(`bounce_${bounce.reason}@title`) }),
    bounce.line ? fill(text("returned_it_line"), { line: bounce.line }) : "",
    bounce.remote_server ? fill(text("returned_it_server"), { server: bounce.remote_server }) : "",
    codes ? fill(text("returned_it_codes"), { codes }) : "",
    TO_CHECK.includes(bounce.reason) ? `\n${fill(text(`returned_it_${bounce.reason}`), { domain: own })}` : "",
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

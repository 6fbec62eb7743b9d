// SPDX-License-Identifier: MPL-2.0
// @ts-check
// How sharing with the team stands, in a line.

import { byId } from "./dom.js";
import { fill, locale, text } from "./texts.js";
/** @import { Status } from "../types/protocol.js" */

/** @param {Status["team"]} team @returns {string} "" where there is nothing to say */
function teamLine({ away, shared } = { away: false }) {
  const when = shared ? new Intl.DateTimeFormat([locale()], { dateStyle: "medium", timeStyle: "short" }).format(new Date(shared)) : "";
  if (away) {
    return when ? fill(text("team_away"), { when }) : text("team_never");
  }
  return when ? fill(text("team_shared"), { when }) : "";
}

/** Into the page's element #team. @param {Status["team"]} team @param {boolean} [alone] only that it is away */
export function showTeam(team, alone = false) {
  const line = byId("team");
  line.textContent = alone && !team?.away ? "" : teamLine(team);
  line.classList.toggle("away", !!team?.away);
}

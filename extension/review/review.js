// SPDX-License-Identifier: MPL-2.0
// @ts-check
// An address to be read letter by letter by a second person, beside the known ones that look most like it.

import { byId, element } from "../modules/dom.js";
import { showTeam } from "../modules/team.js";
import { fill, localise, locale, text } from "../modules/texts.js";
/** @import { Answer } from "../modules/review.js" */
/** @import { ReviewReply } from "../types/protocol.js" */

const query = new URLSearchParams(location.search);
const address = query.get("address") ?? "";
const tabId = query.has("tab") ? Number(query.get("tab")) : null;
/** The review in hand. @type {string} */
let review = "";

/** @param {string} act @param {object} [more] @returns {Promise<Answer>} */
function tell(act, more = {}) {
  return browser.runtime.sendMessage({ topic: "review", act, address, tabId, ...more });
}

/** What stands under a character: its code where it is no ASCII or cannot be seen, and that a digit is one. @param {string} character */
function caption(character) {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0x20 || code >= 0x7f) {
    return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return /[0-9]/.test(character) ? text("review_digit") : "";
}

/** @param {string} character @param {boolean} differs */
function cell(character, differs) {
  const code = character.codePointAt(0) ?? 0;
  const classes = ["cell", ...(code <= 0x20 || code >= 0x7f ? ["foreign"] : []), ...(differs ? ["differs"] : [])];
  return element("span", { class: classes.join(" "), dir: "ltr" }, [element("b", {}, [character]), element("small", {}, [caption(character)])]);
}

/** The address in cells, the part behind the @ on a line of its own. @param {string} whole @param {[number, number][]} marks in code points */
function letters(whole, marks) {
  const characters = Array.from(whole);
  const at = characters.lastIndexOf("@");
  const parts = [element("div", { class: "part" }), element("div", { class: "part" })];
  const gap = () => element("span", { class: "cell differs gap" }, [element("b", {}, [" "]), element("small")]);
  characters.forEach((character, i) => {
    const part = parts[at >= 0 && i > at ? 1 : 0];
    if (marks.some(([start, length]) => length === 0 && start === i)) {
      part.append(gap());
    }
    part.append(cell(character, marks.some(([start, length]) => i >= start && i < start + length)));
  });
  if (marks.some(([start, length]) => length === 0 && start === characters.length)) {
    parts[1].append(gap());
  }
  return parts;
}

/** @param {ReviewReply["near"][number]} near */
function pair(near) {
  const line = (/** @type {string} */ whole, /** @type {[number, number][]} */ marks) => element("div", { class: "letters" }, letters(whole, marks));
  return element("div", { class: "pair" }, [element("p", { class: "soft" }, [fill(text("review_known"), { address: near.address })]), line(near.address, near.known_marks), line(address, near.marks)]);
}

/** @param {string} moment */
function when(moment) {
  return new Intl.DateTimeFormat([locale()], { dateStyle: "medium", timeStyle: "short" }).format(new Date(moment));
}

/** @param {NonNullable<ReviewReply["review"]>} about */
function stateLine({ state, requester, requested, reviewer = "", decided = "", note = "" }) {
  if (state === "requested") {
    return fill(text("review_requested"), { requester, when: when(requested) });
  }
  const line = fill(state === "confirmed" ? text("review_confirmed") : text("review_refused"), { reviewer, when: when(decided) });
  return note === "" ? line : `${line} ${fill(text("review_with_note"), { note })}`;
}

/** @param {ReviewReply} shown */
function show({ review: about, written, near }) {
  byId("letters").replaceChildren(...letters(address, []));
  byId("written").textContent = written > 0 ? fill(text("review_written"), { count: String(written) }) : text("review_never_written");
  byId("near").replaceChildren(...(near.length > 0 ? near.map(pair) : [element("p", { class: "soft" }, [text("review_no_near")])]));
  review = about?.review ?? "";
  byId("lead").textContent = about ? fill(text("review_lead"), { requester: about.requester }) : text("review_lead_nobody");
  byId("state").textContent = about ? stateLine(about) : "";
  byId("state").dataset.state = about?.state ?? "";
  byId("word").hidden = about?.state !== "requested";
  document.body.dataset.state = about?.state ?? "none";
}

/** @param {Answer} answer */
function draw({ shown, refused, team }) {
  showTeam(team, true);
  byId("refused").textContent = refused === "review_own" ? text("review_own") : refused === "review_twice" ? text("review_twice") : refused === "field_value" ? text("review_no_name") : refused ? text("review_failed") : "";
  if (shown) {
    show(shown);
  } else if (byId("word").hidden) {
    byId("state").textContent = text("review_failed");
  }
}

async function closeOwnWindow() {
  const { id } = await browser.windows.getCurrent();
  await browser.windows.remove(id);
}

await localise(document);
document.title = text("review_title");
byId("word").addEventListener("submit", async (/** @type {any} */ event) => {
  event.preventDefault();
  const confirmed = event.submitter?.value === "confirm";
  draw(await tell("decide", { review, name: byId("name").value.trim(), note: byId("note").value.trim(), confirmed }));
});
byId("later").addEventListener("click", closeOwnWindow);
draw(await tell("show"));

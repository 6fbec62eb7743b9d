// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Where the user has an address from: a business card, a fair, a list. The log counts failures by it.

import { element } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
/** @import { Bounce } from "../types/protocol.js" */
/** @import { World } from "./remedies.js" */

const USUAL = ["card", "fair", "site", "list"];
const MAX_OFFERED = 8;
const MAX_LENGTH = 200;

/** A field to write into, with the usual answers and the user's own earlier ones beside it; nothing where the failure is not in the log. @param {Bounce} bounce @param {World} world @returns {Promise<Node[]>} */
export async function source(bounce, world) {
  const address = bounce.recipient;
  const known = address ? await world.tell({ topic: "source", address }) : null;
  if (!known?.logged) {
    return [];
  }
  const label = text("returned_source");
  const input = element("input", { type: "text", maxlength: String(MAX_LENGTH), "aria-label": label });
  input.value = known.channel;
  const keep = async () => {
    try {
      await world.tell({ topic: "remedy", address, edit: { channel: input.value.trim() } });
      world.say(fill(text("returned_source_kept"), { address: address ?? "" }));
    } catch {
      world.say(text("returned_source_not_kept"));
    }
  };
  const offered = [...new Set([...known.channels, ...USUAL.map((name) => text(`returned_source_${name}`))])].slice(0, MAX_OFFERED).map((channel) => {
    const button = element("button", { type: "button", class: "channel" }, [channel]);
    button.addEventListener("click", () => {
      input.value = channel;
      keep();
    });
    return button;
  });
  const form = element("form", { class: "source" }, [element("label", {}, [label]), element("div", {}, [input, element("button", { type: "submit" }, [text("returned_source_keep")])]), element("div", { class: "offered" }, offered)]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
  return [form];
}

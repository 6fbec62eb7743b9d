// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Whether others are asked for a recipient's mailbox, and what each of them learns by that.

import { element } from "../modules/dom.js";
import { isLocked } from "../modules/policy_lock.js";
import { fill, text } from "../modules/texts.js";
import { lockNote } from "./draw_policy.js";
/** @import { Hello } from "../types/protocol.js" */
/** @import { Save } from "./draw_settings.js" */

/** What the recipient's server learns. @param {NonNullable<Hello["policy"]["in_force"]["verify"]>} verify */
function revealed({ mail_from: sender, per_hour: count = 0 }) {
  const teller = sender ? fill(text("options_verify_sender"), { sender }) : text("options_verify_no_sender");
  return [text("options_verify_reveals"), teller, fill(text("options_verify_limit"), { count: String(count) })];
}

/** @param {string[]} lines */
const list = (lines) => element("ul", { class: "soft" }, lines.map((line) => element("li", {}, [line])));

/** A service is the administrator's word, and asked instead of the mail servers. @param {Hello} hello @param {string} kind @param {number} count */
function service(hello, kind, count) {
  const named = fill(text("options_verify_service"), { service: text(`service_${kind}`) });
  return [
    element("p", {}, [named, " ", ...lockNote(hello, true)]),
    list([text("options_verify_service_reveals"), fill(text("options_verify_service_limit"), { count: String(count) })]),
  ];
}

/** @param {HTMLElement} holder @param {Hello} hello @param {Save} save */
export function drawVerify(holder, hello, save) {
  const { in_force: inForce, user } = hello.policy;
  const verify = inForce.verify ?? {};
  if (verify.service) {
    holder.replaceChildren(...service(hello, verify.service.kind, verify.per_hour ?? 0));
    return;
  }
  const box = element("input", { type: "checkbox", id: "verify-probe" });
  const locked = isLocked(hello.policy, "verify.probe");
  // A no of the administrator's outranks the user's yes.
  const overruled = !verify.probe && user?.verify?.probe === true;
  box.checked = verify.probe === true;
  box.disabled = locked;
  box.addEventListener("change", () => save({ verify: { ...user?.verify, probe: box.checked } }));
  holder.replaceChildren(
    element("label", { class: "choice" }, [box, element("span", {}, [text("options_verify_probe"), " ", ...lockNote(hello, locked || overruled)])]),
    list(revealed(verify))
  );
}

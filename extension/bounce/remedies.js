// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What can be done about a failure, by its reason. Nothing goes out before it is pressed.

import { colleaguesOf, correctEntry, entryOf } from "../modules/bounce_contacts.js";
import { dayText } from "../modules/dates.js";
import { element } from "../modules/dom.js";
import { fill, text } from "../modules/texts.js";
import { itText } from "./it_text.js";
import { source } from "./source.js";
/** @import { Bounce } from "../types/protocol.js" */

/**
 * @typedef {object} World
 * @property {any} header the displayed mail: headerMessageId, date
 * @property {string[]} mailServices domains that are open to everybody
 * @property {(message: object) => Promise<any>} tell asks the background page
 * @property {(said: string) => void} say tells the user what was done
 */

const SEARCH = "https://www.bing.com/search?q=";
const REMINDER_DAYS = [2, 3];

/** @param {string} address */
const domainOf = (address) => address.slice(address.lastIndexOf("@") + 1);

/** @param {string} label @param {() => unknown} pressed @param {string} [name] */
function button(label, pressed, name = "") {
  const made = element("button", { type: "button", ...(name && { class: name }) }, [label]);
  made.addEventListener("click", pressed);
  return made;
}

/** @param {(Node | string)[]} children */
const actions = (...children) => element("div", { class: "actions" }, children);

/** @param {string} url */
const openSite = (url) => browser.windows.openDefaultBrowser(url);

/** @param {string} address @param {any} entry @param {World} world */
function correction(address, entry, world) {
  const input = element("input", { type: "email", value: address, "aria-label": text("returned_corrected_address") });
  const form = element("form", { class: "correct" }, [
    element("label", {}, [fill(text("returned_entry"), { name: entry.name || address })]),
    element("div", {}, [input, element("button", { type: "submit", class: "mend" }, [text("returned_correct")])]),
  ]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const corrected = input.value.trim();
    if (corrected === "" || corrected.toLowerCase() === address.toLowerCase()) {
      world.say(text("returned_correct_first"));
      return;
    }
    try {
      await correctEntry(entry, address, corrected);
      world.say(fill(text("returned_corrected"), { address: corrected }));
      await world.tell({ topic: "remedy", address, edit: { remedy: "corrected", replacement: corrected } });
    } catch {
      world.say(text("returned_not_corrected"));
    }
  });
  return form;
}

/** @param {string} address */
async function colleagues(address) {
  const found = await colleaguesOf(address);
  if (found.length === 0) {
    return [];
  }
  const rows = found.map((colleague) => {
    const write = () => browser.compose.beginNew({ to: [colleague.name ? `"${colleague.name.replace(/["\\]/g, "\\$&")}" <${colleague.address}>` : colleague.address] });
    return element("li", {}, [button(fill(text("returned_write"), { name: colleague.name || colleague.address }), write, "colleague")]);
  });
  return [element("div", { class: "colleagues" }, [element("p", {}, [text("returned_colleagues")]), element("ul", {}, rows)])];
}

/** The site, a search for who it was, the entry to correct, others there. @param {Bounce} bounce @param {World} world */
async function findAddress(bounce, world) {
  const address = bounce.original_recipient ?? bounce.recipient;
  if (!address) {
    return [];
  }
  const domain = domainOf(address);
  const entry = await entryOf(address).catch(() => null);
  const isCompany = !world.mailServices.includes(domain.toLowerCase());
  const words = [entry?.name || address.slice(0, address.lastIndexOf("@")), entry?.organisation || (isCompany ? domain : ""), "email"].filter(Boolean).join(" ");
  const site = isCompany ? [button(fill(text("returned_site"), { domain }), () => openSite(`https://${domain}/`), "site")] : [];
  return [
    ...(entry ? [correction(address, entry, world)] : []),
    actions(...site, button(fill(text("returned_search"), { words }), () => openSite(SEARCH + encodeURIComponent(words)), "search")),
    ...(isCompany ? await colleagues(address).catch(() => []) : []),
  ];
}

/** @param {Bounce} bounce @param {World} world */
async function remindLater(bounce, world) {
  const address = bounce.recipient ?? text("returned_nobody");
  const press = async (/** @type {number} */ days) => {
    const { at } = await world.tell({ topic: "remind", headerMessageId: world.header.headerMessageId, address, days });
    world.say(fill(text("returned_reminded"), { day: dayText(at) }));
    await world.tell({ topic: "remedy", address, edit: { remedy: "waited" } });
  };
  const buttons = REMINDER_DAYS.map((days) => button(fill(text("returned_remind"), { days: String(days) }), () => press(days), "remind"));
  return world.header.headerMessageId ? [actions(...buttons)] : [];
}

/** @param {Bounce} bounce @param {World} world */
async function askIt(bounce, world) {
  const [identity] = (await browser.accounts.list(false)).flatMap((/** @type {any} */ { identities }) => identities);
  const own = identity?.email ? domainOf(identity.email) : "";
  const words = element("textarea", { readonly: "", "aria-label": text("returned_it_label") });
  words.value = itText(bounce, { own, date: world.header.date });
  const copy = async () => {
    await navigator.clipboard.writeText(words.value);
    world.say(text("returned_copied"));
    await world.tell({ topic: "remedy", address: bounce.recipient ?? "", edit: { remedy: "it_asked" } });
  };
  const report = button(text("report_open"), () => world.tell({ topic: "sender", act: "open", sender: own }), "report");
  return [element("details", { class: "it" }, [element("summary", {}, [text("returned_it")]), words]), actions(button(text("returned_copy"), copy, "copy"), ...(own ? [report] : []))];
}

/** By reason; the others have what their text says. @type {Record<string, (bounce: Bounce, world: World) => Promise<Node[]>>} */
const byReason = {
  mailbox_missing: findAddress,
  mailbox_disabled: findAddress,
  domain_not_found: findAddress,
  mailbox_full: remindLater,
  server_unreachable: remindLater,
  rate_limited: remindLater,
  temporary: remindLater,
  spf: askIt,
  dkim: askIt,
  dmarc: askIt,
  blocklisted: askIt,
  reverse_dns: askIt,
  relay_or_login: askIt,
  refused: askIt,
  spam: askIt,
  other: askIt,
};

/** @param {Bounce} bounce @param {World} world @returns {Promise<Node[]>} */
export async function remedies(bounce, world) {
  return [...((await byReason[bounce.reason]?.(bounce, world)) ?? []), ...(await source(bounce, world).catch(() => []))];
}

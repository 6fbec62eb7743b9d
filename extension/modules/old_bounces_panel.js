// SPDX-License-Identifier: MPL-2.0
// @ts-check
// "Mail that came back": whether it is looked for as it arrives, and a reading of what came earlier, in folders to be chosen.

import { element } from "./dom.js";
import { foldersToChoose, forgetState, isUnfinished, readOldBounces } from "./old_bounces.js";
import { showReadingPanel } from "./reading_panel.js";
import { fill, text } from "./texts.js";
/** @import { Folder } from "./old_bounces.js" */
/** @import { Job } from "./reading_panel.js" */

/** @param {string} topic @param {object} [more] */
const tell = (topic, more = {}) => browser.runtime.sendMessage({ topic, ...more });

async function arrivingSwitch() {
  const box = element("input", { type: "checkbox", id: "arriving" });
  box.checked = (await tell("bounce settings")).arriving;
  box.addEventListener("change", () => tell("bounce settings", { arriving: box.checked }));
  return element("label", { class: "choice" }, [box, element("span", {}, [text("old_bounces_arriving")])]);
}

/** @param {Folder} folder */
function folderChoice({ id, name, count }) {
  const box = element("input", { type: "checkbox", value: id });
  return element("label", { class: "choice folder" }, [box, element("span", {}, [fill(text("old_bounces_folder"), { name, count: String(count) })])]);
}

/** @returns {Promise<Job>} */
async function job() {
  const folders = element("fieldset", { class: "folders" }, [element("legend", {}, [text("old_bounces_choose")]), ...(await foldersToChoose()).map(folderChoice)]);
  /** @type {{ found: number, logged: number }} */
  let result = { found: 0, logged: 0 };
  const chosen = () => [...folders.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value);
  return {
    label: text("old_bounces_title"),
    intro: [await arrivingSwitch(), element("p", { class: "soft" }, [text("old_bounces_means")]), folders],
    say: (name) => text(`old_bounces_${name}`),
    progress: ({ done, total }) => fill(text("old_bounces_progress"), { done: String(done), total: String(total) }),
    buttons: { ask: ["start"], later: ["start"], running: ["pause", "cancel"], paused: ["resume", "cancel"], done: ["again"], failed: ["resume", "cancel"] },
    missing: async () => (chosen().length > 0 || (await isUnfinished()) ? "" : text("old_bounces_none_chosen")),
    read: async ({ onProgress, signal }) => {
      const found = await readOldBounces({ chosen: chosen(), look: (id) => tell("old mail", { id }), onProgress, signal });
      result = found ?? result;
      return found !== null;
    },
    isUnfinished,
    forget: forgetState,
    done: async () => fill(text("old_bounces_done"), { found: String(result.found), logged: String(result.logged) }),
  };
}

/** Puts the panel into @holder. @param {HTMLElement} holder */
export async function showOldBouncesPanel(holder) {
  await showReadingPanel(holder, await job());
}

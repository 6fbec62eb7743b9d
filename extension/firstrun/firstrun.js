// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Where the host is missing: why it is needed, the one command that installs it, and whether it is there now. Where it is there:
// what Lastmile may learn from.

import { byId } from "../modules/dom.js";
import { showHistoryPanel } from "../modules/history_panel.js";
import { showOldBouncesPanel } from "../modules/old_bounces_panel.js";
import { fill, localise, text } from "../modules/texts.js";
/** @import { State } from "../modules/settings.js" */

/** @param {boolean} there */
function show(there) {
  byId("title").textContent = document.title = there ? text("firstrun_ready") : text("firstrun_title");
  byId("install").hidden = there;
  byId("learn").hidden = !there;
  if (there && !byId("history").dataset.phase) {
    showHistoryPanel(byId("history"));
    showOldBouncesPanel(byId("old-bounces"));
  }
}

/** @param {boolean} anew */
async function test(anew) {
  byId("retest").disabled = true;
  byId("host-state").textContent = text("popup_checking");
  try {
    /** @type {State} */
    const { hello, cause } = await browser.runtime.sendMessage({ topic: "host", anew });
    byId("host-state").dataset.state = cause ?? "ready";
    byId("host-state").textContent = hello ? fill(text("options_host_works"), { version: hello.version }) : text(`state_${cause}`);
    show(!!hello);
  } finally {
    byId("retest").disabled = false;
  }
}

await localise(document);
byId("retest").addEventListener("click", () => test(true));
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("command").textContent);
  byId("copy").textContent = text("firstrun_copied");
});
test(false);

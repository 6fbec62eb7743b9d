// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The host is missing: why it is needed, the one command that installs it, and whether it is there now.

import { byId } from "../modules/dom.js";
import { fill, localise, text } from "../modules/texts.js";
/** @import { State } from "../modules/settings.js" */

/** @param {boolean} anew */
async function test(anew) {
  byId("retest").disabled = true;
  byId("host-state").textContent = text("popup_checking");
  try {
    /** @type {State} */
    const { hello, cause } = await browser.runtime.sendMessage({ topic: "host", anew });
    byId("host-state").dataset.state = cause ?? "ready";
    byId("host-state").textContent = hello ? fill(text("options_host_works"), { version: hello.version }) : text(`state_${cause}`);
  } finally {
    byId("retest").disabled = false;
  }
}

await localise(document);
document.title = text("firstrun_title");
byId("retest").addEventListener("click", () => test(true));
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("command").textContent);
  byId("copy").textContent = text("firstrun_copied");
});
test(false);

// SPDX-License-Identifier: MPL-2.0
// packaging/install --user, and then Thunderbird as the user starts it: it asks once whether it may run the extension.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Compose } from "./support/compose.mjs";
import { assertHeld, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const INSTALL = fileURLToPath(new URL("../../packaging/install", import.meta.url));
const build = await mkdtemp(path.join(os.tmpdir(), "lastmile-install-"));
after(() => rm(build, { recursive: true, force: true }));

const scenario = scenariosIn({
  host: null,
  extension: null,
  prefs: { "extensions.autoDisableScopes": null },
  prepare: (home) => promisify(execFile)(INSTALL, ["--user", "--build", build], { env: { ...process.env, HOME: home } }),
});

scenario("Thunderbird offers it in its menu; allowed, it checks", async (thunderbird) => {
  await thunderbird.chrome.run(async () => {
    const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
    const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
    const window = Services.wm.getMostRecentWindow("mail:3pane");
    const pressed = new Set();
    for (let tries = 0; tries < 400; tries++) {
      const addon = await AddonManager.getAddonByID("lastmile@lastmile.invalid");
      if (addon?.isActive) {
        return;
      }
      const offer = window.document.querySelector("#appMenu-addon-banners > .addon-banner-item");
      const question = window.document.getElementById("addon-webext-permissions-notification");
      const button = question && !question.hidden && question.querySelector(".popup-notification-primary-button");
      for (const element of [offer, button]) {
        if (element && !pressed.has(element)) {
          pressed.add(element);
          element.click();
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the extension is not running");
  });
  const compose = await Compose.open(thunderbird, { to: ["john_doe@company_com"] });
  await compose.waitButton();
  await compose.send();
  const page = sendWindow(thunderbird);
  assert.deepEqual(await codes(page), ["format_underscore_in_domain"]);
  await page.click("#back");
  await page.waitClosed();
  await assertHeld(thunderbird, compose);
});

// SPDX-License-Identifier: MPL-2.0
// The extension's background page and Thunderbird itself end while the window at Send is open.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Compose } from "./support/compose.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const WRONG = "john_doe@company_com";
const CLEAN = "bob@rothwell-pumps.com";

const scenario = scenariosIn();

scenario("the background page was stopped before Send: the message is checked all the same", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await thunderbird.stopBackground();
  await compose.send();
  assert.deepEqual(await codes(sendWindow(thunderbird)), ["format_underscore_in_domain"]);
  await sendWindow(thunderbird).click("#back");
  await assertHeld(thunderbird, compose);
});

scenario("the background page stops while the window is open: “Send anyway” sends once", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  await sendWindow(thunderbird).findings();
  await thunderbird.stopBackground();
  await sendWindow(thunderbird).click("#send-anyway");
  await assertSentOnce(thunderbird, compose, [WRONG]);
});

scenario("the background page stops while the window is open: “back” holds the message, and the next Send asks again", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  const page = sendWindow(thunderbird);
  await compose.send();
  await page.findings();
  await thunderbird.stopBackground();
  await page.click("#back");
  assert.equal(await page.waitClosed(), true);
  await assertHeld(thunderbird, compose);
  await compose.send();
  assert.deepEqual(await codes(page), ["format_underscore_in_domain"]);
  await page.click("#back");
});

scenario("the background page was stopped: a clean message goes without a window", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN] });
  await thunderbird.stopBackground();
  await compose.send();
  await assertSentOnce(thunderbird, compose, [CLEAN]);
});

// The last one: it ends Thunderbird.
scenario("Thunderbird quits with the window open: it ends, and nothing was sent", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  await sendWindow(thunderbird).findings();
  await compose.waitUnlocked();
  await compose.forgetChanges();
  await thunderbird.quit();
  assert.equal(await Promise.race([thunderbird.exited, sleep(20000, "still there")]), 0);
  assert.deepEqual(await thunderbird.sink.messages(), []);
});

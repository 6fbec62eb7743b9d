// SPDX-License-Identifier: MPL-2.0
// While composing: the badge on the compose button, and the list under it.
import assert from "node:assert/strict";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertHeld, codes, scenariosIn } from "./support/scenario.mjs";

const WRONG = "john_doe@company_com";
const CLEAN = "bob@rothwell-pumps.com";

const scenario = scenariosIn();

scenario("the badge follows the recipients as they change", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN] });
  await compose.waitBadge("");
  await compose.setRecipients("To", [CLEAN, WRONG]);
  await compose.waitBadge("1");
  await compose.setRecipients("To", [WRONG, "anna@company_com"]);
  await compose.waitBadge("2");
  await compose.setRecipients("To", [CLEAN]);
  await compose.waitBadge("");
  await assertHeld(thunderbird, compose);
});

scenario("the button checks on demand, lists the findings, and mends by a click", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG, CLEAN] });
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  assert.deepEqual(await codes(popup), ["format_underscore_in_domain"]);
  await popup.click("button.mend");
  await compose.waitRecipients("To", ["john_doe@company.com", CLEAN]);
  await compose.waitBadge("");
  await assertHeld(thunderbird, compose);
});

scenario("the button tells what was found in order", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN] });
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  assert.deepEqual(await popup.texts("#fine-list li bdi"), [CLEAN]);
  await assertHeld(thunderbird, compose);
});

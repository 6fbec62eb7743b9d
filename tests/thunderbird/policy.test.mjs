// SPDX-License-Identifier: MPL-2.0
// An administrator's policy, from the file and from Thunderbird's managed storage.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertHeld, assertSentOnce, scenariosIn, sendWindow } from "./support/scenario.mjs";

const WRONG = "john_doe@company_com";
const CLEAN = "bob@rothwell-pumps.com";

async function assertBlocked(thunderbird, wanted) {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  const page = sendWindow(thunderbird);
  const findings = await page.findings();
  assert.deepEqual(
    findings.map(({ code, severity }) => ({ code, severity })),
    [{ code: "format_underscore_in_domain", severity: "block" }]
  );
  for (const text of wanted) {
    assert.match((await page.texts("body")).join(), text);
  }
  assert.equal(await page.has("#send-anyway"), false);
  await page.click("#back");
  assert.equal(await page.waitClosed(), true);
  await assertHeld(thunderbird, compose);
}

/** A scenario under a policy file of its own. */
function under(scenario, policy) {
  return (name, body) =>
    scenario(name, async (thunderbird) => {
      await thunderbird.writePolicy(policy);
      await thunderbird.reloadExtension();
      await body(thunderbird);
    });
}

describe("the policy file", () => {
  const scenario = scenariosIn();
  const blocking = under(scenario, { severity: { format: "block" }, contact: "Frau Weber, Tel. 4711" });
  const monitoring = under(scenario, { mode: "monitor" });
  const broken = under(scenario, '{"severity": {"format": "blok"}}');

  blocking("blocks: no “Send anyway”, and the window says whom to ask", (thunderbird) => assertBlocked(thunderbird, [/Frau Weber, Tel\. 4711/]));

  blocking("blocks, and what is in order goes all the same", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: [CLEAN] });
    await compose.send();
    await assertSentOnce(thunderbird, compose, [CLEAN]);
  });

  broken("is broken: the last good one stays in force", (thunderbird) => assertBlocked(thunderbird, []));

  monitoring("monitors: nobody is interrupted, and it is sent", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: [WRONG] });
    await compose.send();
    await assertSentOnce(thunderbird, compose, [WRONG]);
  });
});

describe("a list that the policy locks", () => {
  for (const [policy, marks] of [
    [{}, 1],
    [{ locked: ["important"] }, 0],
  ]) {
    under(scenariosIn(), policy)(`${JSON.stringify(policy)}: an address can be marked as important ${marks} times`, async (thunderbird) => {
      const compose = await Compose.open(thunderbird, { to: [CLEAN] });
      await compose.waitButton();
      await compose.pressButton();
      const popup = new Page(thunderbird, "popup.html");
      await popup.waitFor("#fine-list li");
      await popup.settled();
      assert.equal(await popup.count("#fine-list button.important"), marks);
      await popup.closePanel();
    });
  }
});

describe("managed storage", () => {
  const scenario = scenariosIn({ managed: { severity: { format_underscore_in_domain: "block" } } });

  scenario("blocks", (thunderbird) => assertBlocked(thunderbird, []));
});

// SPDX-License-Identifier: MPL-2.0
// The options' word on asking for mailboxes: off unless the user or the administrator wants it, and who learns what by it.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { Page } from "./support/page.mjs";
import { scenariosIn } from "./support/scenario.mjs";

/** The options, with the box drawn. */
async function openOptions(thunderbird) {
  await thunderbird.openOptions();
  const page = new Page(thunderbird, "options.html");
  await page.waitFor("#verify-probe");
  return page;
}

const box = (page) => page.evaluate(async (window) => (({ checked, disabled }) => ({ checked, disabled }))(window.document.getElementById("verify-probe")));

/** Waits until the box is as wanted. */
const waitBox = (page, checked) =>
  page.evaluate(async (window, wanted) => {
    if (window.document.getElementById("verify-probe").checked !== wanted) throw new Error("not there yet: the box");
  }, checked);

const section = async (page) => (await page.texts("section[aria-labelledby=verify-heading]"))[0];

describe("without a policy", () => {
  const scenario = scenariosIn();

  scenario("nobody is asked until the user wants it, and the page says who then learns what", async (thunderbird) => {
    const page = await openOptions(thunderbird);
    assert.deepEqual(await box(page), { checked: false, disabled: false });
    for (const wanted of [/network address/, /asks for this mailbox/, /not told who you are/, /At most 30 mailboxes/]) {
      assert.match(await section(page), wanted);
    }
    await page.click("#verify-probe");
    await page.waitFor("#saved:not(:empty)");
    await waitBox(page, true);

    await thunderbird.reloadExtension();
    await page.waitClosed();
    const again = await openOptions(thunderbird);
    assert.deepEqual(await box(again), { checked: true, disabled: false });
    await again.click("#verify-probe");
    await waitBox(again, false);
  });
});

describe("the administrator's file", () => {
  const scenario = scenariosIn();

  scenario("has it switched on: the user cannot change it, and sees in whose name is asked", async (thunderbird) => {
    await thunderbird.writePolicy({ verify: { probe: true, mail_from: "postmaster@rothwell-pumps.com", per_hour: 12 }, locked: ["verify"] });
    await thunderbird.reloadExtension();
    const page = await openOptions(thunderbird);
    assert.deepEqual(await box(page), { checked: true, disabled: true });
    const told = await section(page);
    assert.match(told, /🔒/u);
    assert.match(told, /postmaster@rothwell-pumps\.com/);
    assert.match(told, /At most 12 mailboxes/);
  });
});

describe("managed storage", () => {
  const scenario = scenariosIn({ managed: { verify: { probe: false } }, prefs: { "intl.locale.requested": "zh-CN" } });

  scenario("has it switched off: the user's yes does not count, and the page says so", async (thunderbird) => {
    const page = await openOptions(thunderbird);
    assert.match(await section(page), /网络地址/);
    await page.click("#verify-probe");
    await page.waitFor("#verify .lock");
    assert.deepEqual(await box(page), { checked: false, disabled: false });
  });
});

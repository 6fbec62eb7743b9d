// SPDX-License-Identifier: MPL-2.0
// A second pair of eyes: an important address is held until a colleague has read it and said so.
import assert from "node:assert/strict";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const IMPORTANT = "cfo@nordwind-tооls.de"; // the two o are Cyrillic
const KNOWN = "cfo@nordwind-tools.de";

const scenario = scenariosIn({ policy: { important: ["xn--nordwind-tls-egka.de", "nordwind-tools.de"], severity: { recipient_unconfirmed: "block", recipient_lookalike: "notice" } } });

/** Types into a field of the page and presses a button. */
const say = (page, name, note, button) =>
  page.evaluate(
    async (window, typed, added, pressed) => {
      window.document.getElementById("name").value = typed;
      window.document.getElementById("note").value = added;
      window.document.getElementById(pressed).click();
    },
    name,
    note,
    button
  );

scenario("a colleague reads the address at this screen, confirms it under another name, and it goes", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [KNOWN] });
  await compose.send();
  const atSend = sendWindow(thunderbird);
  assert.deepEqual(await codes(atSend), ["recipient_unconfirmed"]);
  assert.equal(await atSend.has("#send-anyway"), false);
  await atSend.click("button.review");

  const page = new Page(thunderbird, "review.html");
  await page.waitFor("#word #confirm");
  assert.equal((await page.texts("#letters .cell b")).join(""), KNOWN);
  await say(page, "wei  LI", "", "confirm");
  await page.evaluate(async (window) => {
    if (window.document.getElementById("refused").textContent === "") throw new Error("not there yet: the refusal");
  });
  assert.match((await page.texts("#refused"))[0], /Somebody else has to look/);
  await say(page, "Chen Jing", "read out by phone", "confirm");
  await page.waitFor("body[data-state=confirmed]");
  assert.match((await page.texts("#state"))[0], /Confirmed by Chen Jing.*read out by phone/);
  await page.closeWindow();

  await atSend.waitFor("body[data-phase=clear] #send-anyway");
  await atSend.click("#send-anyway");
  await assertSentOnce(thunderbird, compose, [KNOWN]);

  await thunderbird.reset();
  const next = await Compose.open(thunderbird, { to: [KNOWN] });
  await next.send();
  await assertSentOnce(thunderbird, next, [KNOWN]);
});

scenario("beside the known one the foreign letters stand out; refused, it stays held, and says by whom and why", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [IMPORTANT] });
  await compose.send();
  const atSend = sendWindow(thunderbird);
  assert.ok((await codes(atSend)).includes("recipient_unconfirmed"));
  await atSend.click("button.review");
  const page = new Page(thunderbird, "review.html");
  await page.waitFor("#word #refuse");
  assert.deepEqual(await page.texts("#letters .foreign"), ["о\nU+043E", "о\nU+043E"]);
  assert.deepEqual(await page.texts(".pair .differs b"), ["o", "o", "о", "о"]);
  await say(page, "Chen Jing", "two letters are Cyrillic", "refuse");
  await page.waitFor("body[data-state=refused]");
  await page.closeWindow();
  await atSend.evaluate(async (window) => {
    if (!window.document.body.innerText.includes("is wrong")) throw new Error("not there yet: the refusal");
  });
  const [told] = (await atSend.findings()).filter(({ code }) => code === "recipient_unconfirmed");
  assert.match(told.text, /Chen Jing says that .* is wrong[\s\S]*two letters are Cyrillic/);
  await atSend.click("#back");
  await assertHeld(thunderbird, compose);
});

scenario("marked as important in the list under the compose button, an address asks at Send; the options list what was looked at", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: ["bob@rothwell-pumps.com"] });
  await compose.waitButton();
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  await popup.click("#fine-list button.important");
  await popup.waitFor(".finding[data-code=recipient_unconfirmed]");
  await popup.closePanel();
  await compose.send();
  assert.deepEqual(await codes(sendWindow(thunderbird)), ["recipient_unconfirmed"]);
  await sendWindow(thunderbird).click("#back");

  await thunderbird.openOptions();
  const options = new Page(thunderbird, "options.html");
  await options.waitFor("#reviews li");
  assert.deepEqual((await options.texts("#reviews li span.soft")).sort(), ["Confirmed by Chen Jing", "Refused by Chen Jing"]);
});

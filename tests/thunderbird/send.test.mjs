// SPDX-License-Identifier: MPL-2.0
// What happens at Send, and what reached the outgoing server afterwards.
import assert from "node:assert/strict";
import { Compose } from "./support/compose.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const WRONG = "john_doe@company_com";
const MENDED = "john_doe@company.com";
const CLEAN = "bob@rothwell-pumps.com";

const scenario = scenariosIn();

scenario("a clean message goes without a window", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN] });
  await compose.send();
  await assertSentOnce(thunderbird, compose, [CLEAN]);
});

scenario("warned, the user goes back, and nothing is sent", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG, CLEAN] });
  await compose.send();
  const page = sendWindow(thunderbird);
  assert.deepEqual(await codes(page), ["format_underscore_in_domain"]);
  await page.click("#back");
  assert.equal(await page.waitClosed(), true);
  await assertHeld(thunderbird, compose);
  assert.deepEqual(await compose.recipients(), [WRONG, CLEAN]);
});

scenario("the safe button has the focus, and Escape goes back", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  const page = sendWindow(thunderbird);
  await page.findings();
  await page.waitFocused("#back");
  await page.key("Escape");
  assert.equal(await page.waitClosed(), true);
  await assertHeld(thunderbird, compose);
});

scenario("keyboard alone: Tab reaches “Send anyway”, and Enter presses it", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  const page = sendWindow(thunderbird);
  await page.findings();
  await page.waitFocused("#back");
  for (let presses = 0; (await page.focused()) !== "send-anyway"; presses++) {
    assert.ok(presses < 20, "Tab goes round without reaching “Send anyway”");
    await page.key("Tab");
  }
  await page.key("Enter");
  await assertSentOnce(thunderbird, compose, [WRONG]);
});

scenario("sent anyway, it goes once", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN], cc: [WRONG] });
  await compose.send();
  await sendWindow(thunderbird).click("#send-anyway");
  await assertSentOnce(thunderbird, compose, [CLEAN, WRONG]);
});

scenario("mended by a click, it goes to the mended address", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [`"John Doe" <${WRONG}>`, CLEAN] });
  await compose.send();
  const page = sendWindow(thunderbird);
  await page.click("button.mend");
  await compose.waitRecipients("To", [`John Doe <${MENDED}>`, CLEAN]);
  assert.deepEqual(await thunderbird.sink.messages(), []);
  await page.waitFor("body[data-phase=clear] #send-anyway");
  await page.click("#send-anyway");
  await assertSentOnce(thunderbird, compose, [MENDED, CLEAN]);
});

scenario("the window closed by its title bar is “back”", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  const page = sendWindow(thunderbird);
  await page.findings();
  await page.closeWindow();
  await assertHeld(thunderbird, compose);
  await compose.send();
  await page.click("#send-anyway");
  await assertSentOnce(thunderbird, compose, [WRONG]);
});

scenario("an answer for one content does not serve another: changed after “back”, it is asked again", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.send();
  const page = sendWindow(thunderbird);
  await page.click("#back");
  await page.waitClosed();
  await compose.waitUnlocked();
  await compose.setRecipients("To", [CLEAN, "wang＠gmail。com"]);
  await compose.send();
  assert.ok((await codes(page)).includes("format_fullwidth"));
  await page.click("#back");
  await page.waitClosed();
  await assertHeld(thunderbird, compose);
});

scenario("two compose windows at once: each has its own window and its own answer", async (thunderbird) => {
  const first = await Compose.open(thunderbird, { to: [WRONG], subject: "first" });
  const second = await Compose.open(thunderbird, { to: ["ann@example_shop.com"], subject: "second" });
  await first.send();
  const firstPage = sendWindow(thunderbird).showing("company_com");
  assert.deepEqual(await codes(firstPage), ["format_underscore_in_domain"]);
  await second.send();
  const secondPage = sendWindow(thunderbird).showing("example_shop");
  assert.deepEqual(await codes(secondPage), ["format_underscore_in_domain"]);
  await secondPage.click("#send-anyway");
  const messages = await thunderbird.sink.waitFor(1);
  assert.deepEqual(messages.map((message) => message.subject), ["second"]);
  assert.equal(await second.waitClosed(), true);
  await firstPage.click("#back");
  await first.waitUnlocked();
  assert.equal(await first.isOpen(), true);
  assert.equal((await thunderbird.sink.messages()).length, 1);
});

scenario("“do not ask again” holds for this address, and not when one letter changes", async (thunderbird) => {
  const kept = "anna@never_again.com";
  const page = sendWindow(thunderbird);
  const first = await Compose.open(thunderbird, { to: [kept] });
  await first.send();
  await page.click("input.dismiss");
  await page.click("#send-anyway");
  await assertSentOnce(thunderbird, first, [kept]);

  await thunderbird.reset();
  const again = await Compose.open(thunderbird, { to: [kept] });
  await again.send();
  await assertSentOnce(thunderbird, again, [kept]);

  await thunderbird.reset();
  const other = await Compose.open(thunderbird, { to: ["anne@never_again.com"] });
  await other.send();
  assert.deepEqual(await codes(page), ["format_underscore_in_domain"]);
  await page.click("#back");
  await page.waitClosed();
  await assertHeld(thunderbird, other);
});

scenario("Send Later with a clean message goes to the outbox, without a window", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [CLEAN] });
  await compose.sendLater();
  assert.equal(await compose.waitClosed(), true);
  assert.equal(await thunderbird.outbox(), 1);
  assert.deepEqual(await thunderbird.sink.messages(), []);
});

scenario("Send Later, sent anyway, stays Send Later", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: [WRONG] });
  await compose.sendLater();
  const page = sendWindow(thunderbird);
  await page.click("#send-anyway");
  assert.equal(await compose.waitClosed(), true);
  assert.equal(await thunderbird.outbox(), 1);
  assert.deepEqual(await thunderbird.sink.messages(), []);
});

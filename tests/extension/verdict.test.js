// SPDX-License-Identifier: MPL-2.0
// Send, in every order of events: never held, never doubled, never locked, never sent with a warning that nobody answered.

import assert from "node:assert";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { finding, goodHost, hello, report } from "./support/fake.js";
import { FakeThunderbird } from "./support/thunderbird.js";

const WRONG = "bob@gmial.com";
const RIGHT = "bob@gmail.com";

/** Finds a typo wherever it stands. */
const findTypos = ({ to }) =>
  to.flatMap((entry, i) => (entry.includes(WRONG) ? [finding({ subject: `to[${i}]`, address: WRONG, suggestion: RIGHT, marks: [[4, 5]] })] : []));

console.warn = () => {};
console.error = () => {};

async function world(host = goodHost(findTypos), to = [WRONG]) {
  const thunderbird = new FakeThunderbird(host);
  await thunderbird.start();
  return { thunderbird, tabId: thunderbird.compose({ to }) };
}

const act = (thunderbird, tabId, name, more) => thunderbird.tell({ topic: "verdict", act: name, tabId, ...more });

test("a clean message goes at once, without a window", async () => {
  const { thunderbird, tabId } = await world(goodHost(), [RIGHT]);
  assert.strictEqual(await thunderbird.press(tabId), "sent");
  assert.strictEqual(thunderbird.requests("check").length, 1);
  assert.strictEqual(thunderbird.requests("check")[0].reason, "send");
});

test("a notice does not interrupt", async () => {
  const { thunderbird, tabId } = await world(goodHost(() => [finding({ severity: "notice" })]));
  assert.strictEqual(await thunderbird.press(tabId), "sent");
});

test("a warning asks once, and Send anyway sends once, in the mode of the command", async () => {
  for (const mode of ["sendNow", "sendLater"]) {
    const { thunderbird, tabId } = await world();
    assert.strictEqual(await thunderbird.press(tabId, mode), "cancelled");
    await sleep(5);
    assert.strictEqual(thunderbird.asking.length, 1);
    await act(thunderbird, tabId, "send");
    await sleep(5);
    assert.deepStrictEqual(thunderbird.sent.map((one) => one.mode), [mode]);
    assert.deepStrictEqual(thunderbird.asking, []);
    assert.deepStrictEqual(thunderbird.requests("chosen").map(({ choice }) => choice), ["sent_anyway"]);
    assert.strictEqual(thunderbird.requests("sent").length, 1);
  }
});

test("Send anyway pressed twice sends once", async () => {
  const { thunderbird, tabId } = await world();
  await thunderbird.press(tabId);
  await Promise.all([act(thunderbird, tabId, "send"), act(thunderbird, tabId, "send")]);
  await sleep(5);
  assert.strictEqual(thunderbird.sent.length, 1);
});

test("what is edited after the check is checked again", async () => {
  for (const change of [{ to: [WRONG, "eve@gmial.com"] }, { subject: "Other" }, { plainTextBody: "Other" }, { from: "x@y.example" }, { bcc: ["z@y.example"] }]) {
    const { thunderbird, tabId } = await world();
    await thunderbird.press(tabId);
    await thunderbird.browser.compose.setComposeDetails(tabId, change);
    await act(thunderbird, tabId, "send");
    assert.strictEqual(thunderbird.sent.length, 0, JSON.stringify(change));
    assert.strictEqual(thunderbird.asking.length, 1);
    await act(thunderbird, tabId, "send");
    assert.strictEqual(thunderbird.sent.length, 1);
  }
});

test("a mend changes the compose window and keeps the display name; then the message goes", async () => {
  const { thunderbird, tabId } = await world(undefined, [RIGHT, `Bob Miller <${WRONG}>`]);
  await thunderbird.press(tabId);
  const after = await act(thunderbird, tabId, "mend", { index: 0 });
  assert.strictEqual(after.phase, "clear");
  assert.deepStrictEqual(thunderbird.composing.get(tabId).details.to, [RIGHT, `Bob Miller <${RIGHT}>`]);
  await act(thunderbird, tabId, "send");
  assert.deepStrictEqual(thunderbird.sent.map(({ to }) => to), [[RIGHT, `Bob Miller <${RIGHT}>`]]);
});

test("after a mend the message can also go by Send in its own window", async () => {
  const { thunderbird, tabId } = await world();
  await thunderbird.press(tabId);
  await act(thunderbird, tabId, "mend", { index: 0 });
  assert.strictEqual(await thunderbird.press(tabId), "sent");
  await sleep(5);
  assert.deepStrictEqual(thunderbird.asking, []);
});

test("a block cannot be sent, whatever the page says; back is logged as blocked", async () => {
  const { thunderbird, tabId } = await world(goodHost(() => [finding({ severity: "block" })]));
  await thunderbird.press(tabId);
  await act(thunderbird, tabId, "send");
  assert.strictEqual(thunderbird.sent.length, 0);
  await act(thunderbird, tabId, "back");
  await sleep(5);
  assert.deepStrictEqual(thunderbird.requests("chosen").map(({ choice }) => choice), ["blocked"]);
  assert.deepStrictEqual(thunderbird.asking, []);
});

test("in monitor mode nobody is interrupted, and it is logged", async () => {
  const host = (request, reply) => (request.type === "check" ? reply({ ...report([finding()], { mode: "monitor" }), id: request.id }) : goodHost()(request, reply));
  const { thunderbird, tabId } = await world(host);
  assert.strictEqual(await thunderbird.press(tabId), "sent");
  await sleep(5);
  assert.deepStrictEqual(thunderbird.requests("chosen").map(({ choice, shown }) => [choice, shown.length]), [["monitored", 1]]);
});

test("do not ask again goes to the host as code and address, and can be taken back", async () => {
  const { thunderbird, tabId } = await world();
  await thunderbird.press(tabId);
  await act(thunderbird, tabId, "dismiss", { index: 0, undo: false });
  await act(thunderbird, tabId, "dismiss", { index: 0, undo: true });
  assert.deepStrictEqual(
    thunderbird.requests("dismiss").map(({ address, codes, undo }) => [address, codes, undo]),
    [[WRONG, ["recipient_domain_typo"], false], [WRONG, ["recipient_domain_typo"], true]]
  );
});

test("an answer that is still on its way loses no press after it", async () => {
  const { thunderbird, tabId } = await world();
  await thunderbird.press(tabId);
  await Promise.all([act(thunderbird, tabId, "dismiss", { index: 0 }), act(thunderbird, tabId, "send")]);
  assert.strictEqual(thunderbird.sent.length, 1);
  assert.strictEqual(thunderbird.requests("dismiss").length, 1);
});

test("two compose windows ask on their own", async () => {
  const { thunderbird, tabId } = await world();
  const other = thunderbird.compose({ to: [WRONG], subject: "Other" });
  await Promise.all([thunderbird.press(tabId), thunderbird.press(other)]);
  assert.strictEqual(thunderbird.asking.length, 2);
  await act(thunderbird, other, "back");
  await act(thunderbird, tabId, "send");
  assert.deepStrictEqual(thunderbird.sent.map(({ details }) => details.subject), ["Offer"]);
  assert.ok(thunderbird.composing.has(other));
});

test("a window that cannot be opened holds no message", async () => {
  const { thunderbird, tabId } = await world();
  thunderbird.browser.windows.create = async () => Promise.reject(new Error("no"));
  assert.strictEqual(await thunderbird.press(tabId), "sent");
});

/** What a host can do wrong at a check. */
const badHosts = {
  "is missing": null,
  "ends at once": (request, reply, port) => port.die(),
  "dies in the middle": (request, reply, port) => (request.type === "check" ? port.die() : goodHost()(request, reply)),
  hangs: (request, reply) => (request.type === "check" ? undefined : goodHost()(request, reply)),
  "never greets": () => {},
  "speaks garbage": (request, reply) => reply("garbage"),
  "answers a check with nonsense": (request, reply) => (request.type === "check" ? reply({ id: request.id, type: "report", findings: 7 }) : goodHost()(request, reply)),
  "refuses the message": (request, reply) => (request.type === "check" ? reply({ id: request.id, type: "error", code: "field_type", detail: "" }) : goodHost()(request, reply)),
  "is of another protocol": goodHost(undefined, hello({ protocol: 2 })),
};
for (const [name, host] of Object.entries(badHosts)) {
  test(`a host that ${name} is told in a window once, and the message goes once`, async () => {
    const { thunderbird, tabId } = await world(host);
    assert.strictEqual(await thunderbird.press(tabId), "cancelled");
    assert.strictEqual((await act(thunderbird, tabId, "show")).phase, "not_checked");
    assert.strictEqual(thunderbird.badges.get(tabId).text, "?");
    await act(thunderbird, tabId, "send");
    assert.strictEqual(thunderbird.sent.length, 1);
    const next = thunderbird.compose({ to: [RIGHT] });
    assert.strictEqual(await thunderbird.press(next), "sent");
    assert.strictEqual(thunderbird.badges.get(next).text, "?");
  });
}

/** Everything that can happen after Send, one step each. */
const steps = {
  send: (thunderbird, tabId) => act(thunderbird, tabId, "send"),
  back: (thunderbird, tabId) => act(thunderbird, tabId, "back"),
  mend: (thunderbird, tabId) => act(thunderbird, tabId, "mend", { index: 0 }),
  press: (thunderbird, tabId) => thunderbird.press(tabId),
  close: (thunderbird) => thunderbird.asking.forEach((id) => thunderbird.closeWindow(id)),
  edit: (thunderbird, tabId) => thunderbird.composing.has(tabId) && thunderbird.browser.compose.setComposeDetails(tabId, { subject: `Edited ${Math.random()}` }),
  restart: (thunderbird) => thunderbird.start(),
};

/** Sent at most once; a warning only goes by the step "send"; nothing stays locked; and it can always be sent in the end. */
async function checkOrder(order) {
  const { thunderbird, tabId } = await world();
  await thunderbird.press(tabId);
  for (const name of order) {
    const before = thunderbird.sent.length;
    await steps[name](thunderbird, tabId);
    await sleep(2);
    if (thunderbird.sent.length > before && thunderbird.sent.at(-1).to.includes(WRONG)) {
      assert.strictEqual(name, "send", `${order}: a warning went by ${name}`);
    }
  }
  if (thunderbird.composing.has(tabId)) {
    assert.strictEqual(thunderbird.composing.get(tabId).locked, false, `${order}: locked`);
    await thunderbird.press(tabId);
    await act(thunderbird, tabId, "send");
    await sleep(2);
  }
  assert.strictEqual(thunderbird.sent.length, 1, `${order}: sent ${thunderbird.sent.length} times`);
  assert.deepStrictEqual(thunderbird.asking, [], `${order}: a window is left`);
}

test("every order of events after Send: all pairs, and all triples of those that lose or change something", async () => {
  const pairs = Object.keys(steps).flatMap((a) => Object.keys(steps).map((b) => [a, b]));
  const losing = ["send", "press", "close", "edit", "restart"];
  const triples = losing.flatMap((a) => losing.flatMap((b) => losing.map((c) => [a, b, c])));
  for (const order of [...pairs, ...triples]) {
    await checkOrder(order);
  }
});

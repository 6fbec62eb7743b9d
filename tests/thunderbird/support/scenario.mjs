// SPDX-License-Identifier: MPL-2.0
// One Thunderbird serves several scenarios; each finds no compose window, nothing at the sink, and nothing in the outbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Page } from "./page.mjs";
import { Thunderbird } from "./thunderbird.mjs";

/**
 * Starts a Thunderbird for the scenarios around the call (of the file, or of a describe ()).
 * Returns scenario (name, async (thunderbird) => {}); one that fails shows Thunderbird's log.
 */
export function scenariosIn(options) {
  let thunderbird;
  before(async () => (thunderbird = await Thunderbird.start(options)), { timeout: 120000 });
  after(() => thunderbird?.stop(), { timeout: 60000 });
  return (name, body) =>
    test(name, { timeout: 120000 }, async () => {
      try {
        await body(thunderbird);
      } catch (error) {
        console.error(`--- Thunderbird's log of “${name}” ---\n${(await thunderbird.log()).slice(-6000)}\n---`);
        throw error;
      } finally {
        await thunderbird.reset();
      }
    });
}

export const sendWindow = (thunderbird) => new Page(thunderbird, "verdict.html");

/** The codes that the window at Send shows, sorted. */
export async function codes(page) {
  return (await page.findings()).map((finding) => finding.code).sort();
}

/** The message was not sent and can be worked on: the window is there and not locked, and nothing is at the sink or in the outbox. */
export async function assertHeld(thunderbird, ...composes) {
  for (const compose of composes) {
    await compose.waitUnlocked();
  }
  assert.deepEqual(await thunderbird.sink.messages(), []);
  assert.equal(await thunderbird.outbox(), 0);
}

/** Exactly one message left, to @to; its compose window is gone, and no window of ours is left behind. */
export async function assertSentOnce(thunderbird, compose, to) {
  const messages = await thunderbird.sink.waitFor(1);
  assert.equal(await compose.waitClosed(), true, "the compose window closes after sending");
  assert.deepEqual(
    messages.map((message) => message.to.sort()),
    [[...to].sort()]
  );
  assert.equal(await sendWindow(thunderbird).waitClosed(), true, "the window at Send closes");
  assert.equal((await thunderbird.sink.messages()).length, 1, "sent once");
}

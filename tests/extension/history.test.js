// SPDX-License-Identifier: MPL-2.0
// Sent folders are read a page at a time, from where the last reading stopped.

import assert from "node:assert";
import { test } from "node:test";
import { goodHost } from "./support/fake.js";
import { FakeThunderbird, freshModule } from "./support/thunderbird.js";

const mail = (number) => ({ recipients: [`to${number}@x.example`], ccList: [`cc${number}@x.example`], bccList: [], headerMessageId: `${number}@x`, date: new Date(1700000000000 + number) });
const idsOf = (batches) => batches.map((mails) => mails.map(({ message_id }) => message_id));

async function world(folders) {
  const thunderbird = new FakeThunderbird(goodHost());
  await thunderbird.start();
  thunderbird.sentFolders = folders;
  const { readSentFolders, isUnfinished, forgetPosition } = await freshModule("modules/history.js");
  const batches = [];
  const progress = [];
  const read = (stopAfter = Infinity) => {
    const stop = new AbortController();
    const learn = async (mails) => {
      batches.push(mails);
      if (batches.length >= stopAfter) stop.abort();
    };
    return readSentFolders({ learn, onProgress: ({ done, total }) => progress.push(`${done}/${total}`), signal: stop.signal });
  };
  return { thunderbird, batches, progress, read, isUnfinished, forgetPosition };
}

test("every page of every Sent folder is learned once, and the progress ends where the total is", async () => {
  const { batches, progress, read, isUnfinished } = await world({ one: [[mail(1), mail(2)], [mail(3)]], two: [[mail(4)]], empty: [[]] });
  assert.strictEqual(await read(), true);
  assert.deepStrictEqual(idsOf(batches), [["1@x", "2@x"], ["3@x"], ["4@x"]]);
  assert.deepStrictEqual(batches[0][0], { recipients: ["to1@x.example", "cc1@x.example"], message_id: "1@x", at: "2023-11-14T22:13:20.001Z" });
  assert.deepStrictEqual(progress, ["2/4", "3/4", "4/4", "4/4"]);
  assert.strictEqual(await isUnfinished(), false);
});

test("stopped, it lets go of the list and goes on behind what was learned", async () => {
  const { thunderbird, batches, read, isUnfinished } = await world({ one: [[mail(1)], [mail(2)], [mail(3)]], two: [[mail(4)]] });
  assert.strictEqual(await read(1), false);
  assert.deepStrictEqual(thunderbird.aborted, ["one:1"]);
  assert.strictEqual(await isUnfinished(), true);
  assert.strictEqual(await read(), true);
  assert.deepStrictEqual(idsOf(batches), [["1@x"], ["2@x"], ["3@x"], ["4@x"]]);
});

test("cancelled, the next reading begins at the beginning", async () => {
  const { batches, read, forgetPosition } = await world({ one: [[mail(1)], [mail(2)]] });
  await read(1);
  await forgetPosition();
  await read();
  assert.deepStrictEqual(idsOf(batches), [["1@x"], ["1@x"], ["2@x"]]);
});

test("what cannot be told apart or dated is left out, not made up", async () => {
  const { batches, read } = await world({ one: [[{ ...mail(1), headerMessageId: "" }, { ...mail(2), date: new Date(NaN) }]] });
  await read();
  assert.deepStrictEqual(batches, [[{ recipients: ["to2@x.example", "cc2@x.example"], message_id: "2@x" }]]);
});

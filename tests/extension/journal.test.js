// SPDX-License-Identifier: MPL-2.0
// What of the error log is asked for, and what the user noted while the host was away.

import assert from "node:assert";
import { test } from "node:test";
import { boundsOf, direction, everything, isFiltered, pageCount, queryOf, sortedBy } from "../../extension/journal/query.js";
import { decodeBase64, encodeBase64 } from "../../extension/modules/base64.js";
import { formatOf, partsOf } from "../../extension/journal/file_format.js";
import { cut, filledMonths, ticks } from "../../extension/journal/series.js";
import { Unsaved } from "../../extension/journal/unsaved.js";

const now = new Date("2026-11-29T12:00:00Z");

test("everything is asked for without a filter, and each filter adds its own", () => {
  assert.deepStrictEqual(queryOf(everything(), now), { order: "time", reverse: false, offset: 0, limit: 50 });
  const view = { ...everything(" 恒达 "), class: "policy", reason: "spf", channel: "=", page: 2 };
  assert.deepStrictEqual(queryOf(view, now), { search: "恒达", class: "policy", reason: "spf", channel: "", order: "time", reverse: false, offset: 100, limit: 50 });
  assert.strictEqual(queryOf({ ...view, channel: "==fair" }, now).channel, "=fair");
  assert.strictEqual(queryOf(everything("x".repeat(300)), now).search?.length, 200);
});

test("a span goes back from now; days of one's own are whole days where the user is", () => {
  assert.deepStrictEqual(boundsOf({ span: "month", from: "", to: "" }, now), { since: "2026-10-30T12:00:00.000Z" });
  assert.deepStrictEqual(boundsOf({ span: "all", from: "2026-01-01", to: "" }, now), {});
  const { since, until } = boundsOf({ span: "own", from: "2026-03-01", to: "2026-12-31" }, now);
  assert.strictEqual(since, new Date(2026, 2, 1).toISOString());
  assert.strictEqual(until, new Date(2027, 0, 1).toISOString());
  assert.deepStrictEqual(boundsOf({ span: "own", from: "soon", to: "" }, now), {});
});

test("only what leaves something out is a filter", () => {
  assert.strictEqual(isFiltered(everything()), false);
  assert.strictEqual(isFiltered({ ...everything(), span: "own", order: "address", reverse: true }), false);
  for (const one of [{ search: "x" }, { class: "format" }, { reason: "spf" }, { channel: "=" }, { span: "year" }, { span: "own", to: "2026-01-01" }]) {
    assert.strictEqual(isFiltered({ ...everything(), ...one }), true, JSON.stringify(one));
  }
});

test("a heading sorts, and pressed again the other way round; time begins with the newest", () => {
  const first = sortedBy({ ...everything(), page: 3 }, "address");
  assert.deepStrictEqual([first.order, first.reverse, first.page, direction(first, "address"), direction(first, "time")], ["address", false, 0, "ascending", "none"]);
  const second = sortedBy(first, "address");
  assert.deepStrictEqual([second.reverse, direction(second, "address")], [true, "descending"]);
  assert.deepStrictEqual([direction(everything(), "time"), direction(sortedBy(everything(), "time"), "time")], ["descending", "ascending"]);
  assert.deepStrictEqual([0, 1, 50, 51, 10000].map(pageCount), [1, 1, 1, 2, 200]);
});

/** A world whose host answers as @answers says, one after the other. */
function world(...answers) {
  const saved = [];
  const states = [];
  let kept = [];
  const unsaved = new Unsaved({
    save: async ({ value }) => {
      saved.push(value);
      const answer = await answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    changed: ({ field, value }, done) => states.push(`${field} ${value} ${done ? "saved" : (unsaved.get("e1", field)?.state ?? "gone")}`),
    kept: (edits) => (kept = edits),
  });
  return { unsaved, saved, states, kept: () => kept };
}
const edit = (value, field = "remedy") => ({ entry: "e1", address: "bob@x.example", field, value });
const done = { reply: { type: "done" } };

test("an edit is shown at once, and gone from what is unsaved when it is acknowledged", async () => {
  const { unsaved, states, kept } = world(done);
  const saving = unsaved.set(edit("asked"));
  assert.strictEqual(unsaved.get("e1", "remedy")?.value, "asked");
  await saving;
  assert.strictEqual(unsaved.get("e1", "remedy"), undefined);
  assert.deepStrictEqual(states, ["remedy asked saving", "remedy asked saved"]);
  assert.deepStrictEqual(kept(), []);
});

test("what the host did not take stays, is kept over the page's end, and can be tried again or given up", async () => {
  const { unsaved, kept } = world({ cause: "crashed" }, new Error("no background page"), { cause: "hung" }, done);
  await unsaved.set(edit("asked"));
  assert.deepStrictEqual(unsaved.failed.map(({ value, state, failure }) => [value, state, failure?.cause]), [["asked", "failed", "crashed"]]);
  await unsaved.set(edit("打过电话", "outcome"));
  assert.strictEqual(kept().length, 2);

  const next = world(done, { cause: "missing" });
  next.unsaved.restore(kept());
  assert.deepStrictEqual(next.unsaved.failed.map(({ value }) => value), ["asked", "打过电话"]);
  await next.unsaved.retry();
  assert.deepStrictEqual(next.unsaved.failed.map(({ value }) => value), ["打过电话"]);
  next.unsaved.discard();
  assert.deepStrictEqual([next.unsaved.failed, next.kept()], [[], []]);
});

test("of two edits of one field under way the later one is the last that is saved", async () => {
  let answer;
  const { unsaved, saved, states } = world(new Promise((resolve) => (answer = resolve)), done);
  const first = unsaved.set(edit("asked"));
  const second = unsaved.set(edit("waited"));
  answer(done);
  await Promise.all([first, second]);
  assert.deepStrictEqual(saved, ["asked", "waited"]);
  assert.strictEqual(states.at(-1), "remedy waited saved");
  assert.strictEqual(unsaved.get("e1", "remedy"), undefined);
});

test("months without a failure have their place, up to now, three years at most", () => {
  const figures = [
    { month: "2025-11", class: "policy", failures: 2 },
    { month: "2026-01", class: "format", failures: 1 },
    { month: "2026-01", class: "status", failures: 4 },
  ];
  assert.deepStrictEqual(
    filledMonths(figures, "2026-02").map(({ month, format, status, policy, total }) => [month, format, status, policy, total]),
    [["2025-11", 0, 0, 2, 2], ["2025-12", 0, 0, 0, 0], ["2026-01", 1, 4, 0, 5], ["2026-02", 0, 0, 0, 0]]
  );
  assert.deepStrictEqual(filledMonths([], "2026-02"), []);
  const long = filledMonths([{ month: "2001-01", class: "format", failures: 1 }], "2026-02");
  assert.deepStrictEqual([long.length, long[0].month, long[35].month], [36, "2023-03", "2026-02"]);
});

test("an axis ends at a round number that is not below the highest column", () => {
  for (const [most, expected] of [[0, [0, 1]], [1, [0, 1]], [3, [0, 1, 2, 3]], [5, [0, 2, 4, 6]], [22, [0, 10, 20, 30]], [100, [0, 50, 100]], [10000, [0, 5000, 10000]]]) {
    assert.deepStrictEqual(ticks(most), expected, String(most));
  }
});

test("a long name is cut where its room ends; a Chinese character takes two places", () => {
  assert.deepStrictEqual([cut("hannover", 8), cut("hannover-messe", 8), cut("广交会春季展", 8), cut("广交会", 6)], ["hannover", "hannove…", "广交会…", "广交会"]);
});

test("a file is what its first bytes say", () => {
  const bytes = (...list) => new Uint8Array(list);
  assert.deepStrictEqual([bytes(0x50, 0x4b, 3, 4, 9), bytes(0xd0, 0xcf, 0x11, 0xe0), bytes(0x50, 0x4b), bytes(), new TextEncoder().encode("email\n")].map(formatOf), ["xlsx", "xls", "csv", "csv", "csv"]);
});

test("a file goes in parts that a frame holds", () => {
  for (const [length, expected] of [[0, [0]], [6000000, [6000000]], [6000001, [6000000, 1]], [18000000, [6000000, 6000000, 6000000]]]) {
    assert.deepStrictEqual(partsOf(new Uint8Array(length)).map((part) => part.length), expected);
  }
});

test("bytes of any length go through base64 and back", () => {
  for (const length of [0, 1, 2, 3, 0x6000, 0x6001, 0x12345]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    assert.strictEqual(encodeBase64(bytes), Buffer.from(bytes).toString("base64"));
    assert.deepStrictEqual(decodeBase64(encodeBase64(bytes)), bytes);
  }
});

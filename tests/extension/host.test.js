// SPDX-License-Identifier: MPL-2.0
// The port to the host, against a host that does everything right and one for each thing it can do wrong.

import assert from "node:assert";
import { beforeEach, test } from "node:test";
import { FakePort, finding, goodHost, hello, report, strict } from "./support/fake.js";
import { freshModule } from "./support/thunderbird.js";

console.warn = () => {};

const message = { to: ["bob@rothwell-pumps.com"], cc: [], bcc: [], reply_to: [], subject: "", body: "", kind: "new" };
const options = { reason: "send", deadline: 300 };
let ports, talk, managed, Host;

beforeEach(async () => {
  ports = [];
  talk = goodHost();
  managed = () => Promise.reject(new Error("Managed storage manifest not found"));
  globalThis.browser = strict({
    runtime: {
      getManifest: () => ({ version: "0.1.0" }),
      connectNative: () => {
        ports.push(new FakePort((...args) => talk(...args)));
        return ports.at(-1);
      },
    },
    storage: { managed: { get: () => managed() } },
  });
  ({ Host } = await freshModule("modules/host.js"));
});

/** A host that greets well and does @what with a check. */
const onCheck = (what) => (request, reply, port) => (request.type === "check" ? what(request, (more) => reply({ id: request.id, ...more }), port) : goodHost()(request, reply));
const causeOf = (promise) => promise.then(() => "none", (error) => error.cause);

test("one hello, then any number of requests; ids are never used twice", async () => {
  const host = new Host();
  await Promise.all([host.check(message, options), host.check(message, options), host.request("status")]);
  const [first, ...others] = ports[0].posted.map(({ type }) => type);
  assert.deepStrictEqual([first, ...others.sort()], ["hello", "check", "check", "status"]);
  assert.strictEqual(new Set(ports[0].posted.map(({ id }) => id)).size, 4);
  assert.strictEqual(ports.length, 1);
});

test("hello carries managed storage where there is some, and leaves it out where it is empty, absent or never answers", async () => {
  for (const [answer, expected] of [
    [() => Promise.resolve({ mode: "monitor" }), { mode: "monitor" }],
    [() => Promise.resolve({}), undefined],
    [() => Promise.reject(new Error("none")), undefined],
    [() => new Promise(() => {}), undefined],
    [() => { throw new Error("not there"); }, undefined],
  ]) {
    managed = answer;
    await new Host().ready();
    assert.deepStrictEqual(ports.at(-1).posted[0].managed, expected);
  }
});

test("changed settings are in force for whoever asks afterwards", async () => {
  const changed = hello({ policy: { ...hello().policy, in_force: { sender_daily: true } } });
  talk = (request, reply, port) => (request.type === "settings" ? reply({ ...changed, id: request.id }) : goodHost()(request, reply, port));
  const host = new Host();
  assert.strictEqual((await host.ready()).policy.in_force.sender_daily, undefined);
  await host.request("settings", { settings: { sender_daily: true } });
  assert.strictEqual((await host.ready()).policy.in_force.sender_daily, true);
  assert.strictEqual(host.hello.policy.in_force.sender_daily, true);
});

test("answers in another order find their questions", async () => {
  const held = [];
  talk = onCheck((request, reply) => {
    held.push(() => reply(report([finding({ address: request.message.to[0] })])));
    if (held.length === 2) held.reverse().forEach((answer) => answer());
  });
  const host = new Host();
  const both = await Promise.all(["a@x.example", "b@x.example"].map((address) => host.check({ ...message, to: [address] }, options)));
  assert.deepStrictEqual(both.map(({ findings }) => findings[0].address), ["a@x.example", "b@x.example"]);
});

test("pages are joined, and a later report replaces an earlier one", async () => {
  const page = (n, pages, code, final) => report([finding({ code })], { page: n, pages, final });
  talk = onCheck((request, reply) => {
    reply(page(1, 2, "format_dots", false));
    reply(page(2, 2, "format_too_long", false));
    reply(page(1, 3, "format_a", true));
    reply(page(2, 3, "format_b", true));
    reply(page(3, 3, "format_c", true));
  });
  const seen = [];
  const last = await new Host().check(message, { ...options, onReport: ({ findings }) => seen.push(findings.map(({ code }) => code)) });
  assert.deepStrictEqual(seen, [["format_dots", "format_too_long"], ["format_a", "format_b", "format_c"]]);
  assert.deepStrictEqual(last.findings.map(({ code }) => code), ["format_a", "format_b", "format_c"]);
});

test("a file that comes in pages is handed on whole, page by page; a page out of its turn is none", async () => {
  const page = (n, pages) => ({ type: "journal_export", page: n, pages, data: `data${n}` });
  const answer = (...pages) => (request, reply) => (request.type === "journal_export" ? pages.forEach((one) => reply({ ...one, id: request.id })) : goodHost()(request, reply));
  talk = answer(page(1, 3), page(2, 3), page(3, 3));
  assert.deepStrictEqual((await new Host().request("journal_export")).data, ["data1", "data2", "data3"]);
  for (const wrong of [answer(page(1, 3), page(3, 3)), answer(page(2, 1)), answer({ type: "journal_export", page: 1, pages: 1 })]) {
    talk = wrong;
    assert.strictEqual(await causeOf(new Host().request("journal_export")), "garbage");
  }
});

test("past the deadline what has come by then counts, and the host is started anew", async () => {
  talk = onCheck((request, reply) => reply(report([finding()], { final: false })));
  const host = new Host();
  const interim = await host.check(message, { ...options, deadline: 100 });
  assert.strictEqual(interim.final, false);
  assert.strictEqual(interim.findings.length, 1);
  talk = goodHost();
  assert.strictEqual((await host.check(message, options)).final, true);
  assert.strictEqual(ports.length, 2);
});

test("an aborted check is cancelled at the host", async () => {
  const stop = new AbortController();
  let check;
  talk = (request, reply) => {
    if (request.type === "check") check = request;
    if (request.type === "cancel") reply({ ...report([], { cancelled: true }), id: request.target });
    if (request.type !== "check") goodHost()(request, reply);
  };
  const host = new Host();
  const checking = host.check(message, { ...options, signal: stop.signal });
  await new Promise((resolve) => setTimeout(resolve, 30));
  stop.abort();
  assert.strictEqual((await checking).cancelled, true);
  assert.strictEqual(ports[0].posted.at(-1).target, check.id);
});

/** Behaviour -> cause. */
const wrong = {
  "is not installed": [(request, reply, port) => port.die("No such native application lastmile"), "missing"],
  "ends before it greets": [(request, reply, port) => port.die(), "failed"],
  "ends at a check": [onCheck((request, reply, port) => port.die()), "crashed"],
  "never greets": [() => {}, "hung"],
  "never answers": [onCheck(() => {}), "hung"],
  "sends a string": [(request, reply) => reply("hello"), "garbage"],
  "sends null": [(request, reply) => reply(null), "garbage"],
  "greets with half a hello": [(request, reply) => reply({ id: request.id, type: "hello", protocol: 1 }), "garbage"],
  "answers an id that nobody asked": [(request, reply) => reply({ id: 999, type: "done" }), "garbage"],
  "answers a check with done": [onCheck((request, reply) => reply({ type: "done" })), "garbage"],
  "sends findings that are none": [onCheck((request, reply) => reply(report([{ code: 7 }]))), "garbage"],
  "knows a severity that we do not": [onCheck((request, reply) => reply({ ...report(), findings: [finding({ severity: "fatal" })] })), "garbage"],
  "skips a page": [onCheck((request, reply) => reply(report([], { page: 2, pages: 2 }))), "garbage"],
  "begins with page 0": [onCheck((request, reply) => reply(report([], { page: 0, pages: 1 }))), "garbage"],
  "speaks another protocol": [(request, reply) => reply({ ...hello({ protocol: 2 }), id: request.id }), "incompatible"],
  "cannot check": [(request, reply) => reply({ ...hello({ capabilities: ["hello"] }), id: request.id }), "incompatible"],
  "refuses": [onCheck((request, reply) => reply({ type: "error", code: "field_type", field: "message.to", detail: "" })), "refused"],
};
for (const [name, [behaviour, cause]] of Object.entries(wrong)) {
  test(`a host that ${name}: ${cause}, everything that waits is told, and the next host is asked afresh`, async () => {
    talk = behaviour;
    const host = new Host();
    const causes = await Promise.all([causeOf(host.check(message, options)), causeOf(host.check(message, options))]);
    assert.strictEqual(causes[0], cause);
    assert.notStrictEqual(causes[1], "none");
    talk = goodHost();
    assert.strictEqual((await host.check(message, options)).verdict, "ok");
  });
}

test("a late answer to a question that is over harms nothing", async () => {
  let late;
  talk = onCheck((request, reply) => {
    reply(report());
    late = () => reply(report());
  });
  const host = new Host();
  await host.check(message, options);
  late();
  assert.strictEqual((await host.check(message, options)).verdict, "ok");
  assert.strictEqual(ports.length, 1);
});

test("a port that is gone when it is written to counts as crashed", async () => {
  const host = new Host();
  await host.ready();
  ports[0].closed = true;
  assert.strictEqual(await causeOf(host.check(message, options)), "crashed");
  assert.strictEqual((await host.check(message, options)).verdict, "ok");
});

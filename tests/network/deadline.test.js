// SPDX-License-Identifier: MPL-2.0
// At Send the host's last word comes by the deadline, whatever the resolver does, and what was not found out is told as such.

const assert = require("node:assert");
const { describe, test } = require("node:test");
const { Host } = require("../protocol/host");
const { blackHole, dnsServer, lastmile, namespace, statusCodes } = require("./support");

const DEFAULT_MS = 2500;
const SHARE = 1.1; // of the deadline that the answer may take
const MARGIN_MS = 150; // for the frames to go to and fro; how late this test's own timer is comes on top, so a busy machine is no fault

const FIRMS = Array.from({ length: 30 }, (_, i) => `firm-${i}.com`);
const ZONE = {
  "haoyun-trading.com": [{ TXT: "v=spf1 include:a.haoyun-trading.com -all" }],
  ...Object.fromEntries(FIRMS.flatMap((firm) => [[firm, [{ MX: [10, `mx.${firm}`] }]], [`mx.${firm}`, [{ A: "8.8.8.8" }]]])),
};
const MESSAGE = { from: { address: "li@haoyun-trading.com" }, to: FIRMS.map((firm) => `bob@${firm}`) };

/** resolver: opens one and says how the host gets at it. */
const RESOLVERS = [
  { name: "a socket that nobody reads", resolver: async (t) => ({ server: await blackHole(t) }) },
  // A route that leads nowhere: what is sent to it is dropped, and nothing comes back, no refusal either.
  { name: "a black-holed address", resolver: async () => ({ server: "192.0.2.53:53", through: namespace("ip link set lo up; ip route add 192.0.2.0/24 dev lo") }) },
  { name: "slower than the deadline", resolver: async (t) => ({ server: await dnsServer(t, ZONE, "--delay", "5000") }) },
  { name: "slow at each step", resolver: async (t) => ({ server: await dnsServer(t, ZONE, "--delay", "900") }) },
  { name: "one that lies", resolver: async (t) => ({ server: await dnsServer(t, ZONE, "--fault", "wildcard", "--delay", "300") }) },
  { name: "half dead", resolver: async (t) => ({ server: await dnsServer(t, ZONE, "--fault", "half_dead") }) },
  { name: "TCP that hangs", resolver: async (t) => ({ server: await dnsServer(t, ZONE, "--fault", "stuck") }) },
];

/** Milliseconds that a timer of @wait takes here and now. */
async function timer(wait) {
  const begun = performance.now();
  await new Promise((resolve) => setTimeout(resolve, wait));
  return performance.now() - begun;
}

/** The last report under @deadline, which came in time. */
async function checkWithin(t, deadline, { server, through }) {
  const host = new Host({ env: { LASTMILE_RESOLVER: server }, through });
  await host.ask({ id: 1, type: "hello", protocol: 1 });
  const measured = timer(deadline);
  const begun = performance.now();
  const report = await host.check(2, MESSAGE, deadline === DEFAULT_MS ? {} : { deadline_ms: deadline });
  const took = performance.now() - begun;
  const limit = deadline * SHARE + MARGIN_MS + ((await measured) - deadline);
  t.diagnostic(`${deadline} ms: ${took.toFixed(0)}, at most ${limit.toFixed(0)}`);
  assert.ok(took <= limit, `${took.toFixed(0)} ms of ${deadline}, at most ${limit.toFixed(0)}`);
  await host.end();
  return report;
}

describe("the deadline holds", { concurrency: true }, () => {
  for (const { name, resolver } of RESOLVERS) {
    test(name, async (t) => {
      const reached = await resolver(t);
      for (const deadline of [DEFAULT_MS, 800]) {
        const report = await checkWithin(t, deadline, reached);
        assert.deepStrictEqual(report.findings.filter(({ code }) => code.startsWith("status_")), []);
        assert.ok(report.not_checked.length > 0, "what was not found out is told");
      }
    });
  }
});

test("a black hole costs a long list one wait, not one a line", async (t) => {
  const lines = Array.from({ length: 2000 }, (_, i) => `bob@firm-${i}.com`);
  const { objects, milliseconds } = await lastmile(["check", "--json", "--no-store", "--resolver", await blackHole(t), "-"], lines);
  assert.strictEqual(objects.length, 2000);
  objects.forEach((object) => {
    assert.deepStrictEqual(statusCodes(object), []);
    assert.strictEqual(object.not_checked.length, 1);
  });
  t.diagnostic(`${milliseconds.toFixed(0)} ms`);
});

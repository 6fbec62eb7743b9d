// SPDX-License-Identifier: MPL-2.0
// Ten includes, the most that RFC 7208 allows, at 20 ms a look-up: well within the deadline at Send, because what stands side by side is
// asked for at once.

const assert = require("node:assert");
const { test } = require("node:test");
const { dnsServer, lastmile } = require("./support");

const DEADLINE_MS = 2500;
const names = Array.from({ length: 10 }, (_, i) => `s${i}.wide.com`);
const ZONE = {
  "wide.com": [{ TXT: `v=spf1 ${names.map((name) => `include:${name}`).join(" ")} -all` }],
  ...Object.fromEntries(names.map((name, i) => [name, [{ TXT: `v=spf1 ip4:192.0.2.${i} -all` }]])),
  "deep.com": [{ TXT: "v=spf1 include:d0.deep.com -all" }],
  ...Object.fromEntries(names.map((_, i) => [`d${i}.deep.com`, [{ TXT: i < 9 ? `v=spf1 include:d${i + 1}.deep.com -all` : "v=spf1 ip4:192.0.2.9 -all" }]])),
};

test("ten includes, side by side and one behind the other", async (t) => {
  const server = await dnsServer(t, ZONE, "--delay", "20");
  const evaluate = async (domain) => {
    const { objects, milliseconds } = await lastmile(["sender", "spf", "--json", "--resolver", server, "--ip", "192.0.2.9", "--mail-from", `li@${domain}`]);
    assert.deepStrictEqual({ result: objects[0].result, lookups: objects[0].lookups }, { result: "pass", lookups: 10 });
    return milliseconds;
  };
  const wide = await evaluate("wide.com");
  const deep = await evaluate("deep.com");
  t.diagnostic(`side by side: ${wide.toFixed(0)} ms, one behind the other: ${deep.toFixed(0)} ms`);
  assert.ok(deep < DEADLINE_MS, `${deep} ms`);
  assert.ok(wide < deep, "side by side is one round, not ten");
});

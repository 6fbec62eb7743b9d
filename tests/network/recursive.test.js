// SPDX-License-Identifier: MPL-2.0
// Through a real resolver (Unbound) in front of a real authoritative server (Knot DNS), as a user's questions go: it follows aliases,
// cuts what is too long for a datagram, and says SERVFAIL for what it cannot or must not believe.

const assert = require("node:assert");
const { test } = require("node:test");
const { KINDS, PUBLIC, knot, unbound, zoneText } = require("./real_dns");
const { blackHole, lastmile, statusCodes } = require("./support");

const EXCHANGES = 60;

function zones() {
  const kinds = KINDS.flatMap(({ kind, records }) => records(kind));
  // More exchangers than a datagram takes; only the last in order is there.
  const crowd = Array.from({ length: EXCHANGES }, (_, i) => `crowd MX ${i} exchange-${String(i).padStart(3, "0")}.crowd`);
  const chain = ["chain-0 CNAME chain-1", "chain-1 CNAME chain-2", "chain-2 CNAME chain-3", "chain-3 MX 5 mx.chain-3", `mx.chain-3 A ${PUBLIC}`];
  return {
    "firms.com": zoneText("firms.com", [...kinds, ...crowd, `exchange-${String(EXCHANGES - 1).padStart(3, "0")}.crowd A ${PUBLIC}`, ...chain]),
    "forged.com": zoneText("forged.com", ["@ TXT none"]),
    // Of the rest of the world, what every resolver knows: there is a root, and not every name is there.
    com: zoneText("com", []),
    ".": zoneText(".", []),
  };
}

async function resolver(t) {
  const server = await knot(t, zones());
  const dead = await blackHole(t);
  return unbound(t, { ".": server, com: server, "firms.com": server, "forged.com": server, "dead.com": dead }, [
    "edns-buffer-size: 512",
    "max-udp-size: 512",
    // The parent promises a signed zone, and it is not: whoever answers is not who should.
    `trust-anchor: "forged.com. DS 12345 13 2 ${"ab".repeat(32)}"`,
  ]);
}

const check = (server, domains, policy) =>
  lastmile(["check", "--json", "--no-store", "--resolver", server, "-"], domains.map((domain) => `bob@${domain}`), { policy });

test("the verdict is right on every sort of domain", async (t) => {
  const { objects } = await check(await resolver(t), KINDS.map(({ kind }) => `${kind}.firms.com`));

  KINDS.forEach(({ kind, codes }, i) => {
    assert.deepStrictEqual(statusCodes(objects[i]), codes, `${kind}: ${JSON.stringify(objects[i])}`);
    assert.ok(!objects[i].not_checked?.length, `${kind}: ${JSON.stringify(objects[i])}`);
  });
});

test("an answer that is cut is asked for again over TCP, and an alias of an alias is followed", async (t) => {
  const { objects } = await check(await resolver(t), ["crowd.firms.com", "chain-0.firms.com"], { network: { deadline_ms: 10000 } });

  for (const object of objects) {
    assert.deepStrictEqual(statusCodes(object), [], JSON.stringify(object));
    assert.ok(!object.not_checked?.length, JSON.stringify(object));
  }
});

test("of a domain whose servers are dead, and of one whose signature is missing, nothing is concluded", async (t) => {
  const { objects } = await check(await resolver(t), ["dead.com", "forged.com", "mx.firms.com"]);

  for (const object of objects.slice(0, 2)) {
    assert.deepStrictEqual(statusCodes(object), [], JSON.stringify(object));
    assert.ok(object.not_checked?.some(({ code }) => code.startsWith("status_")), JSON.stringify(object));
  }
  assert.ok(!objects[2].not_checked?.length, "a dead domain does not keep the others from being checked");
});

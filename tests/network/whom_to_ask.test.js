// SPDX-License-Identifier: MPL-2.0
// Whose word it is which server is asked: --resolver above $LASTMILE_RESOLVER above the policy, in the command line and in the host.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("../protocol/host");
const { dnsServer, lastmile, statusCodes } = require("./support");

// One server knows the domain, the other does not: the answer tells which was asked.
const ADDRESS = "bob@rothwell-pumps.com";
const MISSING = ["status_domain_not_found"];
const servers = async (t) => [await dnsServer(t, { "rothwell-pumps.com": [{ A: "8.8.8.8" }] }), await dnsServer(t, { "com": [{ TXT: "" }] })];
const policyOf = (resolver) => ({ network: { resolver } });

test("the command line", async (t) => {
  const [knows, knowsNot] = await servers(t);
  const ask = async (args, policy, env) => statusCodes((await lastmile(["check", "--json", ...args, ADDRESS], [], { policy, env })).objects[0]);
  assert.deepStrictEqual(await ask([], policyOf(knows), {}), []);
  assert.deepStrictEqual(await ask([], policyOf(knowsNot), {}), MISSING);
  assert.deepStrictEqual(await ask([], policyOf(knows), { LASTMILE_RESOLVER: knowsNot }), MISSING);
  assert.deepStrictEqual(await ask(["--resolver", knowsNot], policyOf(knows), { LASTMILE_RESOLVER: knows }), MISSING);
  assert.deepStrictEqual(await ask([], { network: { resolver: knowsNot, dns: false } }, {}), []);
});

test("lastmile sender", async (t) => {
  const [knows, knowsNot] = await servers(t);
  const ask = async (policy) => (await lastmile(["sender", "--json", "rothwell-pumps.com"], [], { policy })).objects[0].points[0].code;
  assert.strictEqual(await ask(policyOf(knows)), "sender_domain_fine");
  assert.strictEqual(await ask(policyOf(knowsNot)), "sender_domain_not_found");
});

test("a server that is none is refused, not passed over", async () => {
  const { status, objects } = await lastmile(["check", "--json", "--resolver", "elsewhere", ADDRESS]);
  assert.deepStrictEqual({ status, objects }, { status: 2, objects: [] });
});

test("a variable that names no server is told, unless it does not count", async () => {
  for (const value of ["elsewhere", "resolver.example:53", "OFF", "127.0.0.1:port"]) {
    const env = { LASTMILE_RESOLVER: value };
    for (const command of [["check", ADDRESS], ["sender", "rothwell-pumps.com"], ["sender", "spf", "--ip", "192.0.2.1", "--helo", "a.example"]]) {
      const { status, objects, said } = await lastmile(command, [], { env });
      assert.deepStrictEqual({ status, objects }, { status: 2, objects: [] }, command.join(" "));
      assert.ok(said.includes(`LASTMILE_RESOLVER takes ADDRESS:PORT or off; "${value}" is neither.`), said);
    }
    assert.strictEqual((await lastmile(["check", "--json", "--offline", ADDRESS], [], { env })).status, 0);
    assert.strictEqual((await lastmile(["check", "--json", ADDRESS], [], { env, policy: { network: { dns: false } } })).status, 0);
  }
});

test("the host tells of such a variable instead of being silently offline", async () => {
  const host = new Host({ env: { LASTMILE_RESOLVER: "elsewhere" } });
  const whys = async (id) => {
    const { not_checked: left } = await host.check(id, { to: [ADDRESS] });
    return [...new Set(left.filter(({ code }) => code.startsWith("status_")).map(({ why }) => why))];
  };
  assert.deepStrictEqual(await whys(1), ["dns_misnamed"]);
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ network: { dns: false } }));
  assert.deepStrictEqual(await whys(2), []);
  await host.end();
});

test("the host, and a policy that changes while it runs", async (t) => {
  const [knows, knowsNot] = await servers(t);
  const host = new Host({ env: { LASTMILE_RESOLVER: "" } });
  const write = (policy) => fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify(policy));
  const ask = async (id) => statusCodes(await host.check(id, { to: [ADDRESS] }));
  write(policyOf(knows));
  assert.deepStrictEqual(await ask(1), []);
  write(policyOf(knowsNot));
  assert.deepStrictEqual(await ask(2), MISSING);
  write({ ...policyOf(knows), sensitivity: "strict" });
  assert.deepStrictEqual(await ask(3), []);
  await host.end();
});

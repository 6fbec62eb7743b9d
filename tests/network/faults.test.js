// SPDX-License-Identifier: MPL-2.0
// Every way in which a resolver can fail, against domains of every sort: what could not be found out is told as "not checked", and
// nothing is ever called missing that is not. A black hole is a real one: a bound socket that nobody reads.

const assert = require("node:assert");
const dgram = require("node:dgram");
const { test } = require("node:test");
const { dnsServer, lastmile, statusCodes } = require("./support");

const PUBLIC = "8.8.8.8";
const ZONE = {
  "good.firms.com": [{ MX: [10, "mx.good.firms.com"] }],
  "mx.good.firms.com": [{ A: PUBLIC }],
  "address.firms.com": [{ A: PUBLIC }],
  "null.firms.com": [{ MX: [0, ""] }],
  "nothing.firms.com": [{ TXT: "nothing" }],
  "dangling.firms.com": [{ MX: [10, "gone.firms.com"] }],
};
const DOMAINS = ["good", "address", "null", "nothing", "dangling", "missing"].map((name) => `${name}.firms.com`);
const check = (server) => lastmile(["check", "--json", "--no-store", "--resolver", server, "-"], DOMAINS.map((domain) => `bob@${domain}`));

test("a server that is well has everything told", async (t) => {
  const { objects } = await check(await dnsServer(t, ZONE));
  assert.deepStrictEqual(objects.map(statusCodes), [[], [], ["status_null_mx"], ["status_no_mail_server"], ["status_server_unreachable"], ["status_domain_not_found"]]);
  objects.forEach((object) => assert.ok(!object.not_checked?.length));
});

const faults = { dead: "dns_timeout", servfail: "dns_refused", refused: "dns_refused", nxdomain: "dns_lies", wildcard: "dns_lies", garbage: null, half: null, truncated: null, wrong_id: "dns_timeout" };

for (const [fault, why] of Object.entries(faults)) {
  test(`a server that is ${fault} makes nobody missing`, async (t) => {
    const { objects, milliseconds } = await check(await dnsServer(t, ZONE, "--fault", fault));
    for (const object of objects) {
      assert.deepStrictEqual(statusCodes(object), [], JSON.stringify(object));
      assert.strictEqual(object.not_checked?.length, 1, JSON.stringify(object));
      assert.strictEqual(object.not_checked[0].code, "status_domain_not_found");
      assert.match(object.not_checked[0].why, why ? new RegExp(`^(${why}|deadline)$`) : /^(dns_|deadline)/);
    }
    t.diagnostic(`${milliseconds.toFixed(0)} ms`);
  });
}

test("a slow server is heard if it answers within the deadline", async (t) => {
  const { objects } = await check(await dnsServer(t, ZONE, "--delay", "300"));
  assert.deepStrictEqual(objects.map(statusCodes), [[], [], ["status_null_mx"], ["status_no_mail_server"], ["status_server_unreachable"], ["status_domain_not_found"]]);
});

test("a black hole costs a long list one wait, not one a line", async (t) => {
  const hole = dgram.createSocket("udp4");
  await new Promise((resolve) => hole.bind(0, "127.0.0.1", resolve));
  t.after(() => hole.close());
  const lines = Array.from({ length: 2000 }, (_, i) => `bob@firm-${i}.com`);
  const { objects, milliseconds } = await lastmile(["check", "--json", "--no-store", "--resolver", `127.0.0.1:${hole.address().port}`, "-"], lines);
  assert.strictEqual(objects.length, 2000);
  objects.forEach((object) => {
    assert.deepStrictEqual(statusCodes(object), []);
    assert.strictEqual(object.not_checked.length, 1);
  });
  t.diagnostic(`${milliseconds.toFixed(0)} ms`);
});

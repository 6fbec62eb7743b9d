// SPDX-License-Identifier: MPL-2.0
// Ten thousand domains of every sort, served by a real authoritative server (Knot DNS): each verdict is right.

const assert = require("node:assert");
const { test } = require("node:test");
const { KINDS, knot, zoneText } = require("./real_dns");
const { lastmile, statusCodes } = require("./support");

const COUNT = 10000;

test("the verdict is right on all of 10,000 domains", async (t) => {
  const firms = Array.from({ length: COUNT }, (_, i) => ({ ...KINDS[i % KINDS.length], name: `firm-${i}.firms.com` }));
  const records = firms.flatMap((firm) => firm.records(`firm-${firm.name.slice(5, -10)}`));
  const server = await knot(t, { "firms.com": zoneText("firms.com", records) });
  const { objects } = await lastmile(["check", "--json", "--no-store", "--resolver", server, "-"], firms.map((firm) => `bob@${firm.name}`));

  assert.strictEqual(objects.length, COUNT);
  objects.forEach((object, i) => {
    assert.strictEqual(object.input, `bob@${firms[i].name}`);
    assert.deepStrictEqual(statusCodes(object), firms[i].codes, `${firms[i].kind}: ${JSON.stringify(object)}`);
    assert.ok(!object.not_checked?.length, JSON.stringify(object));
  });
});

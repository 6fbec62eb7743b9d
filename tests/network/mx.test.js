// SPDX-License-Identifier: MPL-2.0
// Ten thousand domains of every sort, served by a real authoritative server (Knot DNS): each verdict is right.

const assert = require("node:assert");
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const { test } = require("node:test");
const { setTimeout: sleep } = require("node:timers/promises");
const { folder, freePort, lastmile, start, statusCodes } = require("./support");

const COUNT = 10000;
// Addresses that the public Internet could reach; nothing is ever sent to them.
const PUBLIC = "8.8.8.8";
const KINDS = [
  { kind: "mx", records: (name) => [`${name} MX 10 mx.${name}`, `mx.${name} A ${PUBLIC}`], codes: [] },
  { kind: "mx6", records: (name) => [`${name} MX 10 mx.${name}`, `mx.${name} AAAA 2a00:1450::1`], codes: [] },
  { kind: "a-only", records: (name) => [`${name} A ${PUBLIC}`], codes: [] },
  { kind: "null-mx", records: (name) => [`${name} MX 0 .`], codes: ["status_null_mx"] },
  { kind: "nxdomain", records: () => [], codes: ["status_domain_not_found"] },
  { kind: "nodata", records: (name) => [`${name} TXT "nothing here"`], codes: ["status_no_mail_server"] },
  { kind: "cname", records: (name) => [`${name} CNAME target.${name}`, `target.${name} MX 10 mx.target.${name}`, `mx.target.${name} A ${PUBLIC}`], codes: [] },
  { kind: "cname-nowhere", records: (name) => [`${name} CNAME gone.${name}`], codes: ["status_domain_not_found"] },
  { kind: "dangling", records: (name) => [`${name} MX 10 gone.${name}`], codes: ["status_server_unreachable"] },
  { kind: "private", records: (name) => [`${name} MX 10 mx.${name}`, `mx.${name} A 10.1.2.3`], codes: ["status_server_unreachable"] },
  { kind: "reserved", records: (name) => [`${name} MX 10 mx.${name}`, `mx.${name} A 127.0.0.1`], codes: ["status_server_unreachable"] },
  { kind: "ip-literal", records: (name) => [`${name} MX 10 8.8.8.8.`], codes: ["status_server_unreachable"] },
  { kind: "second-works", records: (name) => [`${name} MX 10 gone.${name}`, `${name} MX 20 mx.${name}`, `mx.${name} A ${PUBLIC}`], codes: [] },
];

async function knot(t, zone) {
  const home = folder(t);
  const port = await freePort();
  fs.writeFileSync(path.join(home, "zone"), zone);
  fs.writeFileSync(
    path.join(home, "knot.conf"),
    `server:\n    listen: 127.0.0.1@${port}\n    rundir: ${home}\ndatabase:\n    storage: ${home}\nlog:\n  - target: stderr\n    any: error\nzone:\n  - domain: firms.com\n    file: ${home}/zone\n`
  );
  start(t, "/usr/sbin/knotd", ["-c", path.join(home, "knot.conf")]);
  for (let tries = 0; ; tries++) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.end(() => resolve(true))).on("error", () => resolve(false));
    });
    if (open) {
      return `127.0.0.1:${port}`;
    }
    assert.ok(tries < 100, "knotd does not start: is knot installed?");
    await sleep(100);
  }
}

test("the verdict is right on all of 10,000 domains", async (t) => {
  const firms = Array.from({ length: COUNT }, (_, i) => ({ ...KINDS[i % KINDS.length], name: `firm-${i}.firms.com` }));
  const records = firms.flatMap((firm) => firm.records(`firm-${firm.name.slice(5, -10)}`));
  const server = await knot(t, `$ORIGIN firms.com.\n$TTL 300\n@ SOA ns h 1 3600 600 86400 60\n@ NS ns\nns A ${PUBLIC}\n${records.join("\n")}\n`);
  const { objects } = await lastmile(["check", "--json", "--no-store", "--resolver", server, "-"], firms.map((firm) => `bob@${firm.name}`));

  assert.strictEqual(objects.length, COUNT);
  objects.forEach((object, i) => {
    assert.strictEqual(object.input, `bob@${firms[i].name}`);
    assert.deepStrictEqual(statusCodes(object), firms[i].codes, `${firms[i].kind}: ${JSON.stringify(object)}`);
    assert.ok(!object.not_checked?.length, JSON.stringify(object));
  });
});

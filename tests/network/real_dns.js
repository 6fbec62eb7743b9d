// SPDX-License-Identifier: MPL-2.0
// Real DNS servers on loopback: Knot DNS has the zones, Unbound asks it as a company's or a provider's resolver would.

const assert = require("node:assert");
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { setTimeout: sleep } = require("node:timers/promises");
const { folder, freePort, start } = require("./support");

// Addresses that the public Internet could reach; nothing is ever sent to them.
const PUBLIC = "8.8.8.8";
/** The sorts of domains that there are: their records (names relative to the zone), and the status codes that are right for them. */
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

/** A zone of these records, lines of a zone file relative to it. @param {string} origin @param {string[]} records @param {number} [serial] higher for each change of a zone */
const zoneText = (origin, records, serial = 1) => `$ORIGIN ${origin.replace(/\.?$/, ".")}\n$TTL 300\n@ SOA ns h ${serial} 3600 600 86400 60\n@ NS ns\nns A ${PUBLIC}\n${records.join("\n")}\n`;

async function untilItListens(port, what) {
  for (let tries = 0; ; tries++) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.end(() => resolve(true))).on("error", () => resolve(false));
    });
    if (open) {
      return `127.0.0.1:${port}`;
    }
    assert.ok(tries < 300, what);
    await sleep(100);
  }
}

/** Knot DNS with these zones, name to text; resolves to "127.0.0.1:PORT". */
async function knot(t, zones) {
  return startKnot(t, folder(t), zones);
}

/** The same with one zone ("." for everything) of @records; resolves to its `address`, and `change (records)`, after which it serves others. */
async function changingKnot(t, origin, records) {
  const home = folder(t);
  const address = await startKnot(t, home, { [origin]: zoneText(origin, records) });
  let serial = 1;
  const change = (others) => {
    fs.writeFileSync(path.join(home, "0.zone"), zoneText(origin, others, ++serial));
    const { status, stdout, stderr } = spawnSync("/usr/sbin/knotc", ["-c", path.join(home, "knot.conf"), "-b", "zone-reload", origin], { encoding: "utf8" });
    assert.strictEqual(status, 0, stdout + stderr);
  };
  return { address, change };
}

async function startKnot(t, home, zones) {
  const port = await freePort();
  const rows = Object.entries(zones).map(([origin, text], i) => {
    const file = path.join(home, `${i}.zone`);
    fs.writeFileSync(file, text);
    return `  - domain: ${origin}\n    file: ${file}\n`;
  });
  fs.writeFileSync(
    path.join(home, "knot.conf"),
    `server:\n    listen: 127.0.0.1@${port}\n    rundir: ${home}\ndatabase:\n    storage: ${home}\nlog:\n  - target: stderr\n    any: error\nzone:\n${rows.join("")}`
  );
  start(t, "/usr/sbin/knotd", ["-c", path.join(home, "knot.conf")]);
  return untilItListens(port, "knotd does not start: is knot installed?");
}

/** Unbound, which asks @stubs (zone to "ADDR:PORT") and nobody else; @more is for its server clause. */
async function unbound(t, stubs, more = []) {
  const home = folder(t);
  const port = await freePort();
  const file = path.join(home, "unbound.conf");
  const server = [
    `directory: "${home}"`,
    `chroot: ""`,
    `username: ""`,
    `pidfile: ""`,
    "use-syslog: no",
    "verbosity: 0",
    `interface: 127.0.0.1@${port}`,
    "do-ip6: no",
    "do-not-query-localhost: no",
    "num-threads: 1",
    ...more,
  ];
  const zones = Object.entries(stubs).map(([zone, at]) => `stub-zone:\n  name: "${zone}"\n  stub-addr: ${at.replace(":", "@")}\n`);
  fs.writeFileSync(file, `server:\n  ${server.join("\n  ")}\nremote-control:\n  control-enable: no\n${zones.join("")}`);
  start(t, "/usr/sbin/unbound", ["-d", "-c", file]);
  return untilItListens(port, "unbound does not start: is it installed?");
}

module.exports = { KINDS, PUBLIC, changingKnot, knot, unbound, zoneText };

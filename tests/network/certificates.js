// SPDX-License-Identifier: MPL-2.0
// A made-up authority and certificates for localhost, good and bad, as certtool makes them.

const fs = require("node:fs");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { folder } = require("./support");

const DAY = 24 * 60 * 60 * 1000;
const day = (offset) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);

const LOCALHOST = ["cn=localhost", "dns_name=localhost"];
const KINDS = {
  good: [...LOCALHOST, "expiration_days=10"],
  other: ["cn=mail.elsewhere.test", "dns_name=mail.elsewhere.test", "expiration_days=10"],
  old: [...LOCALHOST, `activation_date="${day(-20)} 00:00:00"`, `expiration_date="${day(-2)} 00:00:00"`],
  early: [...LOCALHOST, `activation_date="${day(3)} 00:00:00"`, `expiration_date="${day(9)} 00:00:00"`],
  self: [...LOCALHOST, "expiration_days=10"],
};

/** The files, which go when the process ends: `ca` of the authority, `key` of all, `of (kind)` of a certificate: good, other (for another
 * host), old, early, self (signed by itself). */
function certificates() {
  const home = folder({ after: (remove) => process.on("exit", remove) });
  const file = (name) => path.join(home, name);
  const certtool = (...args) => execFileSync("certtool", args, { stdio: ["ignore", "ignore", "pipe"] });

  certtool("--generate-privkey", "--key-type=ecdsa", "--outfile", file("key.pem"));
  fs.writeFileSync(file("ca.cfg"), "cn=Made-up authority\nca\ncert_signing_key\nexpiration_days=30\n");
  certtool("--generate-self-signed", "--load-privkey", file("key.pem"), "--template", file("ca.cfg"), "--outfile", file("ca.pem"));
  for (const [name, lines] of Object.entries(KINDS)) {
    fs.writeFileSync(file(`${name}.cfg`), [...lines, "tls_www_server", "signing_key", ""].join("\n"));
    const signer = name === "self" ? ["--generate-self-signed"] : ["--generate-certificate", "--load-ca-certificate", file("ca.pem"), "--load-ca-privkey", file("key.pem")];
    certtool(...signer, "--load-privkey", file("key.pem"), "--template", file(`${name}.cfg`), "--outfile", file(`${name}.pem`));
  }
  return { ca: file("ca.pem"), key: file("key.pem"), of: (name) => file(`${name}.pem`) };
}

module.exports = { certificates };

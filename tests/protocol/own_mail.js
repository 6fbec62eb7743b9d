// SPDX-License-Identifier: MPL-2.0
// Mails of the user's own that come back, and a store that has learned from some.

const fs = require("node:fs");
const path = require("node:path");
const { Host } = require("./host");

const signature = (domain, selector) => `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};\n\th=from:to:subject; bh=abc=;\n\tb=def\n`;

/** The header of a mail from li.wei@@domain, which has the id 1@@domain; @trace is what servers put before it. */
const copy = (domain, trace, { id = `1@${domain}`, from = `li.wei@${domain}` } = {}) =>
  `${trace}From: Li Wei <${from}>\nTo: li.wei@${domain}\nMessage-ID: <${id}>\nSubject: note\n`;

const read = (host, mail, members = { log: true }) => host.ask({ id: 2, type: "bounce", mail: Buffer.from(mail).toString("base64"), ...members });

/** The data folder of a user who sent that mail from each of the domains, and had it back with these traces: { domain: [trace, ...] }. @returns {Promise<string>} it lies in @home */
async function learned(home, traces) {
  const host = new Host({ home });
  fs.writeFileSync(path.join(home, "policy.json"), JSON.stringify({ own_domains: Object.keys(traces) }));
  for (const [domain, list] of Object.entries(traces)) {
    await host.ask({ id: 1, type: "sent", recipients: [`li.wei@${domain}`], message_id: `1@${domain}` });
    for (const trace of list) {
      await read(host, copy(domain, trace) + "\nx\n", { log: true, at: new Date().toISOString() });
    }
  }
  await host.end({ keep: true });
  return path.join(home, "data");
}

module.exports = { copy, learned, read, signature };

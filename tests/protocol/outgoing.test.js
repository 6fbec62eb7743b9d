// SPDX-License-Identifier: MPL-2.0
// The outgoing server of a session: tried when the user asks, and once by itself when the settings are no longer those that went well.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");
const { certificates } = require("../network/certificates");
const { mailServers } = require("../network/mail_servers");
const { freePort } = require("../network/support");

const MESSAGE = { from: { address: "li.wei@hengda-valves.cn" }, to: ["bob@rothwell-pumps.com"] };
const STARTTLS = 2;

const made = certificates();

async function mailServer(t, fault) {
  const { ports } = await mailServers(t, [{ address: "127.0.0.1", port: 0, fault, certificate: made.of("good"), key: made.key }]);
  return ports[0];
}

/** A session whose profile can be changed: { host, setPort, said: what is told of the server in a check for that reason }. The made-up
 * authority is trusted by $LASTMILE_CA_FILE, or else @ca_file of the policy. */
function session(ca_file) {
  const host = new Host({ env: { LASTMILE_RESOLVER: "off", LASTMILE_CA_FILE: ca_file === undefined ? made.ca : "" } });
  if (ca_file) fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify({ network: { ca_file } }));
  const root = path.join(host.home, ".thunderbird");
  fs.mkdirSync(path.join(root, "own"), { recursive: true });
  fs.writeFileSync(path.join(root, "profiles.ini"), "[Profile0]\nName=own\nIsRelative=1\nPath=own\n");
  fs.symlinkSync(`127.0.0.1:+${process.pid}`, path.join(root, "own", "lock")); // this process stands for Thunderbird
  const setPort = (port) => {
    const prefs = { "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1", "mail.smtpserver.smtp1.hostname": "localhost", "mail.smtpserver.smtp1.port": port, "mail.smtpserver.smtp1.try_ssl": STARTTLS, "mail.smtpserver.smtp1.authMethod": 3, "mail.smtpserver.smtp1.username": "li.wei@hengda-valves.cn" };
    const lines = Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    fs.writeFileSync(path.join(root, "own", "prefs.js"), lines.join(""));
  };
  let id = 1;
  const said = async (reason, members = {}) => {
    const { findings, not_checked: missed } = await host.check(id++, MESSAGE, { reason, ...members });
    const isTry = ({ code }) => /^sender_smtp_(unreachable|tls|certificate|login)$/.test(code);
    return [...findings.filter(isTry).map(({ code, variant }) => `${code}@${variant}`), ...missed.filter(isTry).map(({ code, why }) => `${code} not checked: ${why}`)];
  };
  return { host, setPort, said };
}

test("settings that changed after a try that went well are tried once, and the user is told", async (t) => {
  const { host, setPort, said } = session();
  const good = await mailServer(t, "none");
  setPort(await freePort());
  assert.deepStrictEqual(await said("send"), [], "nothing went well yet, and nobody asked");
  assert.deepStrictEqual(await said("demand"), ["sender_smtp_unreachable@refused"]);
  setPort(good);
  assert.deepStrictEqual(await said("send"), [], "still nothing to compare with");
  assert.deepStrictEqual(await said("demand"), [], "this goes well");
  assert.deepStrictEqual(await said("compose"), []);

  setPort(await freePort());
  assert.deepStrictEqual(await said("compose"), ["sender_smtp_unreachable@refused"], "other settings");
  assert.deepStrictEqual(await said("send"), [], "which are not tried at every mail");
  setPort(good);
  assert.deepStrictEqual(await said("send"), [], "and back");
  await host.end();
});

test("a server that says nothing is told by its name to whom asked, and is not waited for at Send", async (t) => {
  const { host, setPort, said } = session();
  setPort(await mailServer(t, "hang"));
  assert.deepStrictEqual(await said("demand", { deadline_ms: 1000 }), ["sender_smtp_unreachable not checked: deadline"].concat(["tls", "certificate", "login"].map((name) => `sender_smtp_${name} not checked: deadline`)));
  assert.deepStrictEqual(await said("demand", { deadline_ms: 20000 }), ["sender_smtp_unreachable@silent"]);
  assert.deepStrictEqual(await said("send"), []);
  await host.end();
});

test("whose certificates are trusted, the policy may say", async (t) => {
  const port = await mailServer(t, "none");
  const told = async (ca_file) => {
    const { host, setPort, said } = session(ca_file);
    setPort(port);
    const heard = await said("demand");
    await host.end();
    return heard;
  };
  assert.deepStrictEqual(await told(""), ["sender_smtp_certificate@unknown_ca"]);
  assert.deepStrictEqual(await told(made.ca), []);
  assert.deepStrictEqual(await told("/nonexistent/ca.pem"), ["sender_smtp_unreachable not checked: authorities"]);
});

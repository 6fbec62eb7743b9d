// SPDX-License-Identifier: MPL-2.0
// What tests of the network share: servers of their own on loopback, and the command line that asks them.

const assert = require("node:assert");
const dgram = require("node:dgram");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { spawn, spawnSync } = require("node:child_process");

const program = process.env.LASTMILE || path.join(__dirname, "..", "..", "build", "lastmile");

function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "lastmile-network-"));
  t.after(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Ends with the test. */
function start(t, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], ...options });
  child.on("error", (error) => assert.fail(`${command} cannot be started: ${error.message}`));
  t.after(
    () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          return resolve();
        }
        child.on("exit", resolve);
        child.kill("SIGKILL");
      })
  );
  return child;
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** dns_server.py with that zone; resolves to "127.0.0.1:PORT". */
function dnsServer(t, zone, ...args) {
  return dnsServerIn(t, [], zone, ...args);
}

/** The same, started by the command @through, as one that leads to another network. */
async function dnsServerIn(t, through, zone, ...args) {
  const file = path.join(folder(t), "zone.json");
  fs.writeFileSync(file, JSON.stringify(zone));
  const [command, ...rest] = [...through, "/usr/bin/python3", path.join(__dirname, "dns_server.py"), file, ...args];
  const child = start(t, command, rest);
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(Number(data.toString())));
    child.once("exit", () => reject(new Error("dns_server.py does not start: is python3-dnspython installed?")));
  });
  return `127.0.0.1:${port}`;
}

/** A UDP socket that nobody reads: "127.0.0.1:PORT". */
async function blackHole(t) {
  const hole = dgram.createSocket("udp4");
  await new Promise((resolve) => hole.bind(0, "127.0.0.1", resolve));
  t.after(() => hole.close());
  return `127.0.0.1:${hole.address().port}`;
}

/** The command that starts another in a network namespace of its own, after @script (sh) has set that up. */
function namespace(script = "") {
  const user = process.getuid() === 0 ? [] : ["--user", "--map-root-user"];
  const through = ["unshare", "--net", ...user, "sh", "-c", `set -e; ${script}\nexec "$@"`, "sh"];
  const tried = spawnSync(through[0], [...through.slice(1), "true"], { encoding: "utf8" });
  assert.strictEqual(
    tried.status,
    0,
    `no network namespace can be made here: ${tried.error ?? tried.stderr}\nThis test needs unshare (util-linux), ip (iproute2) and either root or user namespaces for everybody.`
  );
  return through;
}

/** Runs the command line with @lines as its input and @policy (an object) in force: { objects, said (on stderr), milliseconds, status }; @data: a folder that stays. */
function lastmile(args, lines = [], { policy = {}, env = {}, data } = {}) {
  const begun = process.hrtime.bigint();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "lastmile-home-"));
  const policyFile = path.join(home, "policy.json");
  fs.writeFileSync(policyFile, JSON.stringify(policy));
  const child = spawn(program, args, { env: { ...process.env, HOME: home, LASTMILE_DATA_DIR: data ?? path.join(home, "data"), LASTMILE_POLICY: policyFile, LASTMILE_RESOLVER: "", ...env } });
  let out = "";
  let said = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (said += data));
  child.stdin.on("error", () => {});
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      fs.rmSync(home, { recursive: true, force: true });
      const objects = out.split("\n").filter(Boolean).map((line) => JSON.parse(line));
      resolve({ objects, said, status, milliseconds: Number(process.hrtime.bigint() - begun) / 1e6 });
    });
  });
}

/** A new folder below @within that is a profile whose mail leaves through @host; @more are prefs of that server, as its username. */
function profileOf(within, host, more = {}) {
  const profile = fs.mkdtempSync(path.join(within, "profile-"));
  const server = Object.entries({ hostname: host, port: 465, try_ssl: 3, authMethod: 3, ...more }).map(([name, value]) => [`mail.smtpserver.smtp1.${name}`, value]);
  const prefs = [["mail.smtpservers", "smtp1"], ["mail.smtp.defaultserver", "smtp1"], ...server];
  fs.writeFileSync(path.join(profile, "prefs.js"), prefs.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
  return profile;
}

/** The codes of class status that an object of `lastmile check` has. */
const statusCodes = (object) => object.findings.map((finding) => finding.code).filter((code) => code.startsWith("status_"));

module.exports = { blackHole, dnsServer, dnsServerIn, folder, freePort, lastmile, namespace, profileOf, program, start, statusCodes };

// SPDX-License-Identifier: MPL-2.0
// Real mail servers (Debian's exim), and networks of their own for them to have any address and port in.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { folder, namespace, start } = require("./support");

const unpacked = process.env.LASTMILE_EXIM || path.join(__dirname, "..", "..", "build", "tests", "exim");

/** A network that lives as long as the test, set up by @script: the command that starts another in it. */
async function network(t, script) {
  const [command, ...args] = namespace(script);
  const child = start(t, command, [...args, "sh", "-c", "echo ready; exec sleep infinity"]);
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("the network cannot be made")));
  });
  const user = process.getuid() === 0 ? [] : ["--user", "--preserve-credentials"];
  return ["nsenter", `--target=${child.pid}`, "--net", ...user, "--"];
}

/** How many TCP connections were tried in the network that @through leads to, answered or not. */
function connectionsTried(through) {
  const { stdout } = spawnSync(through[0], [...through.slice(1), "cat", "/proc/net/snmp"], { encoding: "utf8" });
  const [names, values] = stdout.split("\n").filter((line) => line.startsWith("Tcp:")).map((line) => line.split(" "));
  return Number(values[names.indexOf("ActiveOpens")]);
}

/** Servers as exim.py has them; { ports, heard: what they heard, line by line }. */
async function mailServers(t, servers, through = []) {
  assert.ok(fs.existsSync(path.join(unpacked, "exim")), `${unpacked}/exim is not there: tests/network/unpack-exim ${unpacked} gets it`);
  const own = folder(t);
  const [command, ...args] = [...through, "/usr/bin/python3", path.join(__dirname, "exim.py"), path.join(unpacked, "exim"), own, JSON.stringify(servers)];
  const child = start(t, command, args);
  const ports = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(JSON.parse(data.toString())));
    child.once("exit", () => reject(new Error("exim.py does not start")));
  });
  const log = (i) => path.join(own, String(i), "mainlog");
  return { ports, heard: () => servers.flatMap((_, i) => (fs.existsSync(log(i)) ? fs.readFileSync(log(i), "utf8").split("\n").filter(Boolean) : [])).map((line) => line.slice("2000-01-01 00:00:00 ".length)) };
}

module.exports = { connectionsTried, mailServers, network };

// SPDX-License-Identifier: MPL-2.0
// The real command line as a child process, in a home of its own.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { spawn, spawnSync } = require("node:child_process");
const { after } = require("node:test");

const program = process.env.LASTMILE || path.join(__dirname, "..", "..", "build", "lastmile");
const PATIENCE_MS = 120_000;

const homes = [];
after(() => homes.forEach((home) => fs.rmSync(home, { recursive: true, force: true })));

/** An empty home; it goes when the tests of the file are over. */
function makeHome() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "lastmile-cli-"));
  homes.push(home);
  return home;
}

function environment(home, env) {
  return {
    PATH: process.env.PATH,
    HOME: home,
    LASTMILE_POLICY: path.join(home, "policy.json"),
    LASTMILE_RESOLVER: "off",
    ASAN_OPTIONS: "detect_leaks=1",
    ...env,
  };
}

/** Runs `lastmile ARGS...` to its end: {status, stdout, stderr}. */
function run(args, { home = makeHome(), env = {}, input = "", cwd = undefined } = {}) {
  const child = spawnSync(program, args, { env: environment(home, env), cwd, input, timeout: PATIENCE_MS, maxBuffer: 1 << 30 });
  // Who refuses its arguments ends without reading what it is given.
  if (child.error && child.error.code !== "EPIPE") throw child.error;
  if (child.signal) throw new Error(`lastmile was killed by ${child.signal}: ${child.stderr}`);
  return { status: child.status, stdout: child.stdout.toString(), stderr: child.stderr.toString() };
}

/** Runs `lastmile check --json ARGS...`: {status, stderr, objects}. */
function check(args, options) {
  const { status, stdout, stderr } = run(["check", "--json", ...args], options);
  const lines = stdout.split("\n");
  if (lines.pop() !== "") throw new Error(`the last line does not end: ${stdout}`);
  return { status, stderr, objects: lines.map((line) => JSON.parse(line)) };
}

/** Starts it and leaves it running. */
function start(args, { home = makeHome(), env = {} } = {}) {
  return spawn(program, args, { env: environment(home, env) });
}

module.exports = { program, makeHome, run, check, start };

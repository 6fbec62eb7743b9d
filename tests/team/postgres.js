// SPDX-License-Identifier: MPL-2.0
// A real PostgreSQL in a scratch folder, on a Unix socket alone. It does not run as root: as its own user then.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { execFileSync } = require("node:child_process");

/** Debian's newest. */
function programs() {
  const all = "/usr/lib/postgresql";
  const version = fs.readdirSync(all).sort((a, b) => Number(b) - Number(a))[0];
  return path.join(all, version, "bin");
}

class Postgres {
  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "lastmile-team-"));
    this.data = path.join(this.folder, "data");
    this.root = process.getuid() === 0;
    if (this.root) {
      execFileSync("chown", ["postgres", this.folder]);
    }
    this.#run("initdb", "-D", this.data, "-A", "trust", "-U", "team", "--no-sync", "-E", "UTF8", "--locale=C");
    this.start();
  }

  #run(program, ...args) {
    const command = [path.join(programs(), program), ...args];
    const whole = this.root ? ["runuser", "-u", "postgres", "--", ...command] : command;
    return execFileSync(whole[0], whole.slice(1), { encoding: "utf8", cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  }

  start() {
    this.#run("pg_ctl", "-D", this.data, "-w", "-s", "-l", path.join(this.folder, "log"), "-o", `-k ${this.folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB`, "start");
  }

  stop() {
    this.#run("pg_ctl", "-D", this.data, "-w", "-s", "-m", "immediate", "stop");
  }

  end() {
    try {
      this.stop();
    } catch {
      // it was stopped already
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** libpq's connection string. */
  get database() {
    return `host=${this.folder} dbname=postgres user=team`;
  }

  /** Rows of a query, their columns apart by "|". */
  query(text) {
    return execFileSync("psql", ["-AtqX", "-h", this.folder, "-U", "team", "-d", "postgres", "-c", text], { encoding: "utf8" }).trim().split("\n");
  }
}

module.exports = { Postgres };

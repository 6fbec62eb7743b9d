// SPDX-License-Identifier: MPL-2.0
// The real host as a child process, spoken to in frames.

const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { after } = require("node:test");
const schemas = require("./schemas");

const program = process.env.LASTMILE_HOST || path.join(__dirname, "..", "..", "build", "lastmile-host");
const MAX_REPLY = 1024 * 1024;
const PATIENCE_MS = 60_000;

/* A test that failed leaves its host behind. */
const alive = new Set();
after(() => alive.forEach((child) => child.kill("SIGKILL")));

function frame(bytes) {
  const head = Buffer.alloc(4);
  const length = Buffer.byteLength(bytes);
  if (os.endianness() === "LE") head.writeUInt32LE(length);
  else head.writeUInt32BE(length);
  return Buffer.concat([head, Buffer.from(bytes)]);
}

class Host {
  #replies = [];
  #waiting = [];
  #pending = [];
  #pendingLength = 0;

  /** @param {{args?: string[], env?: object, read?: boolean, home?: string, through?: string[]}} options
   *    read: false leaves what the host writes unread; home: that of an earlier host, whose end () was told to keep it; through: the
   *    command that starts it, as one that gives it another network */
  constructor({ args = [], env = {}, read = true, home, through = [] } = {}) {
    this.home = home ?? fs.mkdtempSync(path.join(os.tmpdir(), "lastmile-protocol-"));
    const [command, ...rest] = [...through, program, "/manifest.json", "lastmile@lastmile.invalid", ...args];
    this.child = spawn(command, rest, {
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        LASTMILE_DATA_DIR: path.join(this.home, "data"),
        LASTMILE_POLICY: path.join(this.home, "policy.json"),
        ASAN_OPTIONS: "detect_leaks=1:quarantine_size_mb=16",
        ...env,
      },
    });
    alive.add(this.child);
    this.stderr = "";
    this.child.stderr.on("data", (chunk) => (this.stderr += chunk));
    this.child.stdin.on("error", () => {});
    this.exit = new Promise((resolve) => this.child.on("close", (code, signal) => resolve({ code, signal })));
    this.exit.then(() => alive.delete(this.child));
    this.exit.then(() => this.#waiting.splice(0).forEach(({ reject }) => reject(new Error(`the host ended: ${this.stderr}`))));
    if (read) this.read();
  }

  read() {
    this.child.stdout.on("data", (chunk) => this.#take(chunk));
  }

  #take(chunk) {
    this.#pending.push(chunk);
    this.#pendingLength += chunk.length;
    while (this.#pendingLength >= 4) {
      let bytes = Buffer.concat(this.#pending);
      const length = os.endianness() === "LE" ? bytes.readUInt32LE() : bytes.readUInt32BE();
      this.#pending = [bytes];
      if (bytes.length < 4 + length) return;
      this.#pending = [bytes.subarray(4 + length)];
      this.#pendingLength -= 4 + length;
      this.#deliver(bytes.subarray(4, 4 + length));
    }
  }

  #deliver(bytes) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve(bytes);
    else this.#replies.push(bytes);
  }

  /** Sends bytes as they are, without a frame around them. */
  sendRaw(bytes) {
    this.child.stdin.write(bytes);
  }

  /** Sends a text as a frame, whatever it holds. */
  sendText(text) {
    this.sendRaw(frame(text));
  }

  /** Sends a request that follows the contract. */
  send(request) {
    assert.ok(schemas.follows("request", request), `request: ${schemas.faults("request")}`);
    this.sendText(JSON.stringify(request));
  }

  async #arriving() {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no reply; stderr: ${this.stderr}`)), PATIENCE_MS);
    });
    const reply = new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    return Promise.race([reply, late]).finally(() => clearTimeout(timer));
  }

  /** The next reply, held against the contract. */
  async next() {
    const bytes = this.#replies.shift() ?? (await this.#arriving());
    assert.ok(bytes.length < MAX_REPLY, `a reply of ${bytes.length} bytes`);
    const reply = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    assert.ok(schemas.follows("reply", reply), `reply: ${schemas.faults("reply")} in ${JSON.stringify(reply).slice(0, 500)}`);
    return reply;
  }

  async ask(request) {
    this.send(request);
    return this.next();
  }

  /** Asks for a check and returns its last report, with the findings of all pages in one list. */
  async check(id, message, members = {}) {
    this.send({ id, type: "check", message, ...members });
    for (;;) {
      const report = await this.lastPage(id);
      if (report.final) return report;
    }
  }

  async lastPage(id) {
    const findings = [];
    const notChecked = [];
    for (let page = 1; ; page++) {
      const report = await this.next();
      assert.strictEqual(report.type, "report", JSON.stringify(report));
      assert.strictEqual(report.id, id);
      assert.strictEqual(report.page, page);
      findings.push(...report.findings);
      notChecked.push(...report.not_checked);
      if (page === report.pages) return { ...report, findings, not_checked: notChecked };
    }
  }

  /** Ends the input and waits for the host's quiet end. */
  async end({ keep = false } = {}) {
    this.child.stdin.end();
    const { code, signal } = await this.exit;
    if (!keep) fs.rmSync(this.home, { recursive: true, force: true });
    assert.strictEqual(this.stderr, "");
    assert.deepStrictEqual({ code, signal }, { code: 0, signal: null });
  }

  /** Resident memory in KiB. */
  residentKiB() {
    const status = fs.readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]);
  }
}

module.exports = { Host, frame, program };

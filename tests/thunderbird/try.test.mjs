// SPDX-License-Identifier: MPL-2.0
// packaging/try as a newcomer runs it on a machine without a display: what it says, and that it leaves nothing behind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../..", import.meta.url));
const PICTURE = path.join(SOURCE, "try-output", "send-window.png");

let scratch;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), "lastmile-try-"));
  await mkdir(path.join(scratch, "home"));
  await mkdir(path.join(scratch, "tmp"));
  await rm(PICTURE, { force: true });
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

function start(...args) {
  const environment = { ...process.env, HOME: path.join(scratch, "home"), TMPDIR: path.join(scratch, "tmp") };
  const child = spawn(path.join(SOURCE, "packaging/try"), ["--no-display", ...args], { env: environment, detached: true });
  const run = { child, said: "" };
  child.stdout.on("data", (data) => (run.said += data));
  child.stderr.on("data", (data) => (run.said += data));
  run.ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
  return run;
}

async function assertNothingLeft() {
  assert.deepEqual(await readdir(path.join(scratch, "home")), [], "the user's home is untouched");
  assert.deepEqual(await readdir(path.join(scratch, "tmp")), [], "nothing is left behind");
}

for (const [locale, words] of Object.entries({ "en-US": /full-width/i, "zh-CN": /全角/ })) {
  test(`it shows the three mistakes, and saves a picture (${locale})`, { timeout: 120000 }, async () => {
    const run = start("--locale", locale);
    assert.equal(await run.ended, 0, run.said);
    for (const code of ["format_underscore_in_domain", "format_fullwidth", "recipient_country_mismatch"]) {
      assert.match(run.said, new RegExp(`^\\[warning\\] ${code}$`, "m"));
    }
    assert.match(run.said, words);
    assert.match(run.said, /messages sent: 0/);
    assert.equal((await readFile(PICTURE)).subarray(1, 4).toString(), "PNG");
    await assertNothingLeft();
  });
}

test("Ctrl-C ends it, and it cleans up", { timeout: 120000 }, async () => {
  const run = start();
  const temporary = path.join(scratch, "tmp");
  // The file by which Thunderbird says that it is up.
  const up = async () => {
    for (const name of await readdir(temporary)) {
      if ((await readdir(path.join(temporary, name, "profile")).catch(() => [])).includes("MarionetteActivePort")) {
        return true;
      }
    }
    return false;
  };
  while (!(await up())) {
    assert.equal(run.child.exitCode, null, run.said);
    await sleep(50);
  }
  process.kill(-run.child.pid, "SIGINT");
  assert.equal(await run.ended, 130, run.said);
  await assertNothingLeft();
});

// SPDX-License-Identifier: MPL-2.0
// The manual pages say what the programs do: every command and option of --help, and no other.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { test } = require("node:test");
const { program, run } = require("./lastmile");

const pages = path.join(__dirname, "..", "..", "packaging");
const host = process.env.LASTMILE_HOST || path.join(path.dirname(program), "lastmile-host");
const read = (name) => fs.readFileSync(path.join(pages, name), "utf8");
const optionsOfHelp = (text) => [...text.matchAll(/^ +(?:-\w, )?--([a-z-]+)/gm)].map((match) => match[1]);
const optionsOfPage = (text) => [...text.matchAll(/^\.It Fl -([a-z-]+)/gm)].map((match) => match[1]);
const commands = [...run(["--help"]).stdout.split("\n\n")[2].matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]).filter((name) => name !== "help");

/** The part of the page about a command. */
function section(page, command) {
  const parts = page.split(new RegExp(`^\\.Ss ${command}$`, "m"));
  assert.strictEqual(parts.length, 2, `no section on ${command}`);
  return parts[1].split(/^\.S[hs] /m)[0];
}

test("mandoc has nothing to say of the pages", () => {
  for (const name of ["lastmile.1", "lastmile-host.1"]) {
    const lint = spawnSync("mandoc", ["-Tlint", "-Wwarning", path.join(pages, name)]);
    assert.ifError(lint.error);
    assert.strictEqual(lint.stdout.toString(), "");
    assert.strictEqual(lint.status, 0);
  }
});

test("each command has its section with exactly its options", () => {
  const page = read("lastmile.1");
  const common = optionsOfPage(page.split(/^\.Ss /m)[0]);
  assert.ok(commands.includes("check") && commands.includes("doctor"));
  for (const command of commands) {
    const own = optionsOfHelp(run(["help", command]).stdout).filter((name) => !common.includes(name));
    assert.deepStrictEqual([...new Set(optionsOfPage(section(page, command)))].sort(), [...new Set(own)].sort(), command);
    assert.match(page, new RegExp(`^\\.Cm ${command}$`, "m"), `${command} is not in the synopsis`);
  }
  assert.deepStrictEqual(common.sort(), optionsOfHelp(run(["--help"]).stdout).filter((name) => name !== "version").sort());
});

test("the host's page has the host's options", () => {
  const help = spawnSync(host, ["--help"]);
  assert.ifError(help.error);
  assert.deepStrictEqual(optionsOfPage(read("lastmile-host.1")).sort(), optionsOfHelp(help.stdout.toString()).sort());
});

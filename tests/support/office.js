// SPDX-License-Identifier: MPL-2.0
// LibreOffice, as the other program that opens what Lastmile writes.

const assert = require("node:assert");
const path = require("node:path");
const { spawnSync } = require("node:child_process");

/** How LibreOffice writes a sheet as it shows it, in UTF-8. */
const AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76";

/** Opens @source and saves it in another form ("xlsx", AS_CSV), below @home; the new file's path. */
function convert(home, form, source) {
  const folder = path.join(home, "converted");
  const made = spawnSync("soffice", [`-env:UserInstallation=file://${home}/office`, "--headless", "--convert-to", form, "--outdir", folder, source], {
    env: { ...process.env, HOME: home },
    timeout: 100_000,
  });
  assert.ifError(made.error);
  return path.join(folder, `${path.parse(source).name}.${form.split(":")[0]}`);
}

module.exports = { AS_CSV, convert };

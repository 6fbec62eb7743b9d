// SPDX-License-Identifier: MPL-2.0
// The contract, compiled: every frame that a test sends or receives is held against schemas/.

const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv/dist/2020").default;

const folder = path.join(__dirname, "..", "..", "schemas");
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const ajv = new Ajv({
  strict: true,
  strictTypes: false, // branches of a oneOf speak of properties whose type stands beside the oneOf
  strictRequired: false,
  allErrors: false,
  formats: { "date-time": dateTime },
});
for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".schema.json"))) {
  ajv.addSchema(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")));
}

/** Whether `value` follows schemas/<name>.schema.json; faults() then tells why not. */
function follows(name, value) {
  return validator(name)(value);
}

function faults(name) {
  return ajv.errorsText(validator(name).errors);
}

function validator(name) {
  return ajv.getSchema(`https://lastmile.invalid/schemas/${name}.schema.json`);
}

module.exports = { follows, faults, folder };

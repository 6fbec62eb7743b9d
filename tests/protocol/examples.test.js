// SPDX-License-Identifier: MPL-2.0
// schemas/examples/: <valid|invalid>-<request|message>-<what>.json is accepted or refused by the schema and by the host
// alike. JSON.parse keeps the last of two equal keys, so no schema can see that fault; those files are named "unseen".

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("./host");
const schemas = require("./schemas");

const folder = path.join(schemas.folder, "examples");
const names = fs.readdirSync(folder).filter((name) => /^(valid|invalid)-(request|message)-.*\.json$/.test(name));

test("there are examples of both kinds for both forms", () => {
  for (const kind of ["valid-request", "invalid-request", "valid-message", "invalid-message"]) {
    assert.ok(names.filter((name) => name.startsWith(kind)).length >= 3, kind);
  }
});

test("schema and host agree on every example", async () => {
  const host = new Host();
  for (const name of names) {
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    const valid = name.startsWith("valid-");
    const form = name.split("-")[1];
    const value = JSON.parse(text);
    if (!name.includes("-unseen-")) assert.strictEqual(schemas.follows(form, value), valid, `${name}: ${schemas.faults(form)}`);

    host.sendText(form === "request" ? text : `{"id":1,"type":"check","message":${text}}`);
    let reply = await host.next();
    if (valid) assert.notStrictEqual(reply.type, "error", `${name}: ${JSON.stringify(reply)}`);
    else assert.match(reply.code ?? "accepted", /^(json|field|request)_/, `${name}: ${JSON.stringify(reply)}`);
    while (reply.type === "report" && !(reply.final && reply.page === reply.pages)) reply = await host.next();
  }
  await host.end();
});

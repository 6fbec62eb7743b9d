// SPDX-License-Identifier: MPL-2.0
// schemas/examples/: <valid|invalid>-<request|message|policy>-<what>.json is accepted or refused by the schema and by the
// host alike. What no schema can see (JSON.parse keeps the last of two equal keys; which codes there are) is named "unseen".

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

/** Whether the host takes the text as the administrator's file; what it says if not. */
async function takePolicy(text) {
  const host = new Host();
  fs.writeFileSync(path.join(host.home, "policy.json"), text);
  const { policy } = await host.ask({ id: 1, type: "hello", protocol: 1 });
  await host.end();
  const { state } = policy.origins.find(({ origin }) => origin === "file");
  return { state, problems: policy.problems };
}

test("schema and host agree on every example of a policy", async () => {
  const policies = fs.readdirSync(folder).filter((name) => /^(valid|invalid)-policy-.*\.json$/.test(name));
  assert.ok(policies.filter((name) => name.startsWith("valid-")).length >= 3);
  assert.ok(policies.filter((name) => name.startsWith("invalid-")).length >= 10);
  for (const name of policies) {
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    const valid = name.startsWith("valid-");
    if (!name.includes("-unseen-")) assert.strictEqual(schemas.follows("policy", JSON.parse(text)), valid, `${name}: ${schemas.faults("policy")}`);
    const { state, problems } = await takePolicy(text);
    assert.strictEqual(state, valid ? "in_force" : "refused", `${name}: ${JSON.stringify(problems)}`);
    assert.strictEqual(problems.some(({ fatal }) => fatal), !valid, name);
  }
});

test("the example that an administrator starts from is valid", async () => {
  const text = fs.readFileSync(path.join(__dirname, "..", "..", "packaging", "policy.example.json"), "utf8");
  assert.ok(schemas.follows("policy", JSON.parse(text)), schemas.faults("policy"));
  assert.deepStrictEqual(await takePolicy(text), { state: "in_force", problems: [] });
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
    // What it names need not be there: that is no fault of its form.
    if (valid) assert.ok(reply.type !== "error" || reply.code === "entry_unknown", `${name}: ${JSON.stringify(reply)}`);
    else assert.match(reply.code ?? "accepted", /^(json|field|request)_/, `${name}: ${JSON.stringify(reply)}`);
    while (reply.type === "report" && !(reply.final && reply.page === reply.pages)) reply = await host.next();
  }
  await host.end();
});

// SPDX-License-Identifier: MPL-2.0
// A policy names a service: recipients whom the user does not know are verified there, by the host and by the command line, and nobody
// else is; what it says becomes a warning, what it cannot say is "not checked", and the key stays where it is.

const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { Host } = require("../protocol/host");
const { certificates } = require("./certificates");
const { dnsServer, folder, lastmile } = require("./support");
const { KEY, verifyService } = require("./verify_service");

const tls = certificates();
const DOMAIN = "rothwell-pumps.com";
const ZONE = { [DOMAIN]: [{ MX: [10, `mx.${DOMAIN}`] }], [`mx.${DOMAIN}`]: [{ A: "8.8.8.8" }] };

/** A service whose answer is what the local part says, the policy that names it, and a DNS. */
async function world(t, { mode = 0o600, ca = tls.ca, verify = {} } = {}) {
  const key = path.join(folder(t), "hunter.key");
  fs.writeFileSync(key, KEY);
  fs.chmodSync(key, mode);
  const { url, questions } = await verifyService(t, tls, "by_name");
  const policy = { network: { deadline_ms: 60_000, ...(ca && { ca_file: ca }) }, verify: { service: { kind: "hunter", url, key_file: key }, ...verify } };
  return { policy, key, questions, resolver: await dnsServer(t, ZONE) };
}

/** What is said of a mailbox: the code with its variant, or why nothing is. */
const said = ({ findings, not_checked: left = [] }) =>
  [...findings.filter(({ code }) => code.startsWith("status_")).map(({ code, severity, variant }) => `${severity} ${code}@${variant}`), ...left.filter(({ code }) => code.startsWith("status_")).map(({ why }) => why)].join(" ");

const asked = (questions) => questions.map(({ url }) => new URL(url, "https://localhost").searchParams.get("email").split("@")[0]);

/** Several commands that share what they remember. */
function commands(t, { policy, resolver }) {
  const data = folder(t);
  return async (...names) => {
    const { objects, status } = await lastmile(["check", "--json", "--data", data, "--resolver", resolver, "-"], names.map((name) => `${name}@${DOMAIN}`), { policy });
    return { status, told: Object.fromEntries(objects.map((object) => [object.input.split("@")[0], said(object)])), objects };
  };
}

function hostOf(t, { policy, resolver }) {
  const host = new Host({ env: { LASTMILE_RESOLVER: resolver } });
  t.after(() => host.child.kill("SIGKILL"));
  fs.writeFileSync(path.join(host.home, "policy.json"), JSON.stringify(policy));
  let id = 0;
  return { host, check: async (name) => said(await host.check(++id, { to: [`${name}@${DOMAIN}`] })) };
}

const TOLD = {
  valid: "",
  invalid: "warning status_mailbox_missing@service",
  accept_all: "mailbox_service_unsure",
  webmail: "mailbox_service_unsure",
  unknown: "mailbox_service_unsure",
  garbage: "mailbox_service_garbage",
  claimed: "mailbox_service_refused",
};

test("the command line: each answer, and nobody is asked for twice", async (t) => {
  const here = await world(t);
  const check = commands(t, here);
  const first = await check(...Object.keys(TOLD));
  assert.deepStrictEqual(first.told, TOLD);
  assert.strictEqual(first.status, 1, "a mailbox that is not there is a finding");
  const { params } = first.objects[1].findings.find(({ code }) => code === "status_mailbox_missing");
  assert.strictEqual(params.server, "Hunter");
  assert.deepStrictEqual(asked(here.questions).sort(), Object.keys(TOLD).sort());
  assert.deepStrictEqual((await check(...Object.keys(TOLD))).told, TOLD);
  assert.strictEqual(here.questions.length, Object.keys(TOLD).length, "it is remembered");
});

test("the host: each answer, and nobody is asked for twice", async (t) => {
  const here = await world(t);
  const { check } = hostOf(t, here);
  for (let round = 0; round < 2; round++) {
    for (const [name, expected] of Object.entries(TOLD)) assert.strictEqual(await check(name), expected, name);
  }
  assert.strictEqual(here.questions.length, Object.keys(TOLD).length);
});

test("so many an hour, and no more", async (t) => {
  const here = await world(t, { verify: { per_hour: 2 } });
  const { told } = await commands(t, here)("valid", "invalid", "unknown");
  assert.strictEqual(Object.values(told).filter((word) => word === "mailbox_limit").length, 1, JSON.stringify(told));
  assert.strictEqual(here.questions.length, 2);
});

test("a service that has had enough is left alone, and asked again later", async (t) => {
  const here = await world(t);
  const { check } = hostOf(t, here);
  assert.strictEqual(await check("limit"), "mailbox_service_limit");
  assert.strictEqual(await check("invalid"), "mailbox_service_limit");
  assert.deepStrictEqual(asked(here.questions), ["limit"]);
  assert.strictEqual((await commands(t, here)("invalid")).told.invalid, TOLD.invalid, "what was not asked does not count as asked");
});

test("without the company's authority the service is told nothing", async (t) => {
  const here = await world(t, { ca: null });
  assert.deepStrictEqual((await commands(t, here)("invalid")).told, { invalid: "mailbox_service_certificate" });
  assert.deepStrictEqual(here.questions, []);
});

test("a key that is open to everybody is told, not used, and used once it is mended", async (t) => {
  const here = await world(t, { mode: 0o644 });
  const check = commands(t, here);
  const file = path.join(folder(t), "policy.json");
  fs.writeFileSync(file, JSON.stringify(here.policy));
  const looked = async () => lastmile(["policy", "check", "--json", file]);
  const before = await looked();
  assert.strictEqual(before.status, 1);
  assert.deepStrictEqual(before.objects.map(({ key, fatal }) => [key, fatal]), [["verify.service.key_file", false]]);
  assert.match(before.objects[0].detail, /is open to everybody on this machine: chmod o= it/);
  const { objects } = await lastmile(["doctor", "--json"], [], { policy: here.policy });
  assert.match(objects.find(({ code }) => code === "policy_file_unusable").params.detail, /is open to everybody/);

  assert.deepStrictEqual((await check("invalid")).told, { invalid: "mailbox_service_key" });
  assert.deepStrictEqual(here.questions, []);
  fs.chmodSync(here.key, 0o640);
  const { status, objects: left } = await looked();
  assert.deepStrictEqual({ status, left }, { status: 0, left: [] });
  assert.deepStrictEqual((await check("invalid")).told, { invalid: TOLD.invalid });
});

test("nobody is asked where the policy names no service, or there is no network to use", async (t) => {
  const here = await world(t);
  const none = { ...here, policy: { network: here.policy.network } };
  assert.deepStrictEqual((await commands(t, none)("invalid")).told, { invalid: "" });
  const { objects } = await lastmile(["check", "--json", "--offline", `invalid@${DOMAIN}`], [], { policy: here.policy });
  assert.strictEqual(said(objects[0]), "");
  const off = { ...here, policy: { ...here.policy, network: { ...here.policy.network, dns: false } } };
  assert.strictEqual(await hostOf(t, off).check("invalid"), "");
  assert.deepStrictEqual(here.questions, []);
});

/** Whether the memory that @pid may write holds @text. */
function holds(pid, text) {
  const memory = fs.openSync(`/proc/${pid}/mem`, "r");
  const wanted = Buffer.from(text);
  for (const line of fs.readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || line.includes("[v")) continue;
    const length = Number(BigInt(`0x${to}`) - BigInt(`0x${from}`));
    if (length > 256 * 1024 * 1024) continue; // the shadow of a sanitizer
    const bytes = Buffer.alloc(length);
    fs.readSync(memory, bytes, 0, bytes.length, BigInt(`0x${from}`));
    if (bytes.includes(wanted)) return true;
  }
  fs.closeSync(memory);
  return false;
}

const children = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);

test("the key is in no argument, no variable and not in the host", async (t) => {
  const here = await world(t);
  const { host } = hostOf(t, here);
  host.send({ id: 1, type: "check", message: { to: [`hang@${DOMAIN}`] } });
  while (here.questions.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.strictEqual(here.questions[0].headers["x-api-key"], KEY);
  const programs = [host.child.pid, ...children(host.child.pid)];
  assert.ok(programs.length >= 2, "lastmile-verify is at work");
  for (const pid of programs) assert.ok(!fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(KEY));
  assert.ok(!fs.readFileSync(`/proc/${host.child.pid}/environ`, "utf8").includes(KEY));
  assert.ok(holds(host.child.pid, here.key), "its memory is looked at: it knows where the key is");
  assert.ok(!holds(host.child.pid, KEY), "and not what it is");
  for (const pid of children(host.child.pid)) assert.match(fs.readFileSync(`/proc/${pid}/limits`, "utf8"), /Max core file size +0 +0/);
});

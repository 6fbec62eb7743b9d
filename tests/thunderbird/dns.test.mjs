// SPDX-License-Identifier: MPL-2.0
// What the DNS says of recipients at Send, from servers of the test's own on loopback; and what happens when it says nothing.
import assert from "node:assert/strict";
import dgram from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe } from "node:test";
import { Compose } from "./support/compose.mjs";
import { serveZone } from "./support/dns.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const CLEAN = "bob@rothwell-pumps.com";
const GONE = "bob@rothwell-pumpen.com";
const DEADLINE_MS = 2500; // of the policy that comes with the program

const folder = mkdtempSync(path.join(os.tmpdir(), "lastmile-dns-"));
const zone = path.join(folder, "zone.json");
writeFileSync(zone, JSON.stringify({ "rothwell-pumps.com": [{ MX: [10, "mx.rothwell-pumps.com"] }], "mx.rothwell-pumps.com": [{ A: "8.8.8.8" }] }));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Milliseconds from Send to the message at the outgoing server. */
async function timeToSink(thunderbird, compose) {
  const begun = performance.now();
  await compose.send();
  await thunderbird.sink.waitFor(1);
  return performance.now() - begun;
}

describe("a DNS that answers", () => {
  const options = { environment: {} };
  let running;
  before(async () => {
    running = await serveZone(zone, "--delay", "200");
    options.environment.LASTMILE_RESOLVER = running.address;
  });
  after(() => running.server.kill());
  const scenario = scenariosIn(options);

  scenario("a domain that does not exist is told before the message goes", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: [CLEAN, GONE] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.deepEqual(await codes(page), ["status_domain_not_found"]);
    await page.click("#back");
    await assertHeld(thunderbird, compose);
  });

  scenario("a domain that takes mail goes without a window", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: [CLEAN] });
    await compose.send();
    await assertSentOnce(thunderbird, compose, [CLEAN]);
  });
});

describe("a DNS that is a black hole", () => {
  const options = { environment: {} };
  const hole = dgram.createSocket("udp4"); // bound, and never read
  before(async () => {
    await new Promise((resolve) => hole.bind(0, "127.0.0.1", resolve));
    options.environment.LASTMILE_RESOLVER = `127.0.0.1:${hole.address().port}`;
  });
  after(() => hole.close());
  const scenario = scenariosIn(options);

  scenario("what is sent at once waits no longer than the deadline, and what was prepared waits for nothing", async (thunderbird) => {
    const hasty = await Compose.open(thunderbird, { to: [CLEAN] });
    const hastyMs = await timeToSink(thunderbird, hasty);
    await assertSentOnce(thunderbird, hasty, [CLEAN]);
    await thunderbird.reset();

    const prepared = await Compose.open(thunderbird, { to: ["anna@nordwind-tools.de"] });
    await new Promise((resolve) => setTimeout(resolve, DEADLINE_MS + 2000)); // a person writes
    const preparedMs = await timeToSink(thunderbird, prepared);
    await assertSentOnce(thunderbird, prepared, ["anna@nordwind-tools.de"]);
    console.log(`Send to sink with a dead DNS: ${hastyMs.toFixed(0)} ms at once, ${preparedMs.toFixed(0)} ms prepared`);
    assert.ok(hastyMs < DEADLINE_MS * 2 + 5000, "the deadline bounds the wait"); // the machine's own slowness apart
    assert.ok(preparedMs < hastyMs / 2, "what was found out while composing is not waited for again");
  });
});

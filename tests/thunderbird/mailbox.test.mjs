// SPDX-License-Identifier: MPL-2.0
// Asking for mailboxes: off unless the user or the administrator wants it, said on the options page with who learns what by it, and told at
// Send. The mail server is a real one, in a network of its own, into which the host alone is put; the verification service is a mock
// (../network/verify_service.js) behind real HTTPS.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe } from "node:test";
import { certificates } from "../network/certificates.js";
import mailServers from "../network/mail_servers.js";
import network from "../network/support.js";
import { KEY, verifyService } from "../network/verify_service.js";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";
import { BUILD } from "./support/thunderbird.mjs";

/** The options, with the box drawn. */
async function openOptions(thunderbird) {
  await thunderbird.openOptions();
  const page = new Page(thunderbird, "options.html");
  await page.waitFor("#verify-probe");
  return page;
}

const box = (page) => page.evaluate(async (window) => (({ checked, disabled }) => ({ checked, disabled }))(window.document.getElementById("verify-probe")));

/** Waits until the box is as wanted. */
const waitBox = (page, checked) =>
  page.evaluate(async (window, wanted) => {
    if (window.document.getElementById("verify-probe").checked !== wanted) throw new Error("not there yet: the box");
  }, checked);

const section = async (page) => (await page.texts("section[aria-labelledby=verify-heading]"))[0];

describe("a recipient's mail server", () => {
  const options = { environment: {}, policy: { verify: { probe: true }, network: { deadline_ms: 20_000 } } };
  const endings = [];
  const folder = mkdtempSync(path.join(os.tmpdir(), "lastmile-host-"));
  let servers;
  before(async () => {
    const t = { after: (end) => endings.unshift(end) };
    const through = await mailServers.network(t, "ip link set lo up; ip address add 8.8.1.1/32 dev lo");
    servers = await mailServers.mailServers(t, [{ address: "8.8.1.1", port: 25 }], through);
    options.environment.LASTMILE_RESOLVER = await network.dnsServerIn(t, through, { "firm.com": [{ MX: [10, "mx.firm.com"] }], "mx.firm.com": [{ A: "8.8.1.1" }] });
    options.host = path.join(folder, "host");
    writeFileSync(options.host, `#!/bin/sh\nexec ${through.join(" ")} ${path.join(BUILD, "lastmile-host")} "$@"\n`);
    chmodSync(options.host, 0o755);
  });
  after(async () => {
    for (const end of endings) {
      await end();
    }
    rmSync(folder, { recursive: true });
  });
  const scenario = scenariosIn(options);

  scenario("says while one writes that there is no such mailbox, and Send asks", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: ["missing@firm.com"] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.deepEqual(await codes(page), ["status_mailbox_missing"]);
    assert.match((await page.findings())[0].text, /There is no mailbox missing@firm\.com[\s\S]*mx\.firm\.com[\s\S]*User unknown/);
    assert.equal(await page.has("#send-anyway"), true, "what a server says blocks nothing");
    await page.click("#back");
    await assertHeld(thunderbird, compose);
  });

  scenario("takes it, or does not say: it goes without a window", async (thunderbird) => {
    for (const to of ["bob@firm.com", "grey@firm.com"]) {
      const compose = await Compose.open(thunderbird, { to: [to] });
      await compose.send();
      await assertSentOnce(thunderbird, compose, [to]);
      await thunderbird.reset();
    }
    assert.ok(servers.heard().some((line) => line.startsWith("RCPT bob@firm.com ")));
  });
});

describe("a verification service", () => {
  const options = { environment: {} };
  const endings = [];
  let service;
  before(async () => {
    const t = { after: (end) => endings.unshift(end) };
    const tls = certificates();
    const key = path.join(network.folder(t), "hunter.key");
    writeFileSync(key, KEY, { mode: 0o600 });
    service = await verifyService(t, tls, "by_name");
    options.policy = { network: { deadline_ms: 20_000, ca_file: tls.ca }, verify: { per_hour: 12, service: { kind: "hunter", url: service.url, key_file: key } } };
    options.environment.LASTMILE_RESOLVER = await network.dnsServer(t, { "firm.com": [{ MX: [10, "mx.firm.com"] }], "mx.firm.com": [{ A: "8.8.8.8" }] });
  });
  after(async () => {
    for (const end of endings) {
      await end();
    }
  });
  const scenario = scenariosIn(options);

  scenario("says that there is no such mailbox, and Send asks; where it is not sure, the mail goes", async (thunderbird) => {
    const compose = await Compose.open(thunderbird, { to: ["invalid@firm.com"] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.deepEqual(await codes(page), ["status_mailbox_missing"]);
    assert.match((await page.findings())[0].text, /There is no mailbox invalid@firm\.com, says Hunter/);
    assert.equal(await page.has("#send-anyway"), true, "what a service says blocks nothing");
    await page.click("#back");
    await assertHeld(thunderbird, compose);
    await thunderbird.reset();

    const other = await Compose.open(thunderbird, { to: ["accept_all@firm.com"] });
    await other.send();
    await assertSentOnce(thunderbird, other, ["accept_all@firm.com"]);
    assert.equal(service.questions.length, 2, "each is asked for once");
  });

  scenario("is named in the options, with what it learns; there is nothing to switch", async (thunderbird) => {
    await thunderbird.openOptions();
    const page = new Page(thunderbird, "options.html");
    await page.waitFor("#verify .lock");
    const told = await section(page);
    for (const wanted of [/Hunter \(hunter\.io\)/, /told the address of each recipient/, /At most 12 addresses/, /🔒/u]) {
      assert.match(told, wanted);
    }
    assert.equal(await page.has("#verify-probe"), false);
  });
});

describe("without a policy", () => {
  const scenario = scenariosIn();

  scenario("nobody is asked until the user wants it, and the page says who then learns what", async (thunderbird) => {
    const page = await openOptions(thunderbird);
    assert.deepEqual(await box(page), { checked: false, disabled: false });
    for (const wanted of [/network address/, /asks for this mailbox/, /not told who you are/, /At most 30 mailboxes/]) {
      assert.match(await section(page), wanted);
    }
    await page.click("#verify-probe");
    await page.waitFor("#saved:not(:empty)");
    await waitBox(page, true);

    await thunderbird.reloadExtension();
    await page.waitClosed();
    const again = await openOptions(thunderbird);
    assert.deepEqual(await box(again), { checked: true, disabled: false });
    await again.click("#verify-probe");
    await waitBox(again, false);
  });
});

describe("the administrator's file", () => {
  const scenario = scenariosIn();

  scenario("has it switched on: the user cannot change it, and sees in whose name is asked", async (thunderbird) => {
    await thunderbird.writePolicy({ verify: { probe: true, mail_from: "postmaster@rothwell-pumps.com", per_hour: 12 }, locked: ["verify"] });
    await thunderbird.reloadExtension();
    const page = await openOptions(thunderbird);
    assert.deepEqual(await box(page), { checked: true, disabled: true });
    const told = await section(page);
    assert.match(told, /🔒/u);
    assert.match(told, /postmaster@rothwell-pumps\.com/);
    assert.match(told, /At most 12 mailboxes/);
  });
});

describe("managed storage", () => {
  const scenario = scenariosIn({ managed: { verify: { probe: false } }, prefs: { "intl.locale.requested": "zh-CN" } });

  scenario("has it switched off: the user's yes does not count, and the page says so", async (thunderbird) => {
    const page = await openOptions(thunderbird);
    assert.match(await section(page), /网络地址/);
    await page.click("#verify-probe");
    await page.waitFor("#verify .lock");
    assert.deepEqual(await box(page), { checked: false, disabled: false });
  });
});

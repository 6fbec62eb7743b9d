// SPDX-License-Identifier: MPL-2.0
// The sender's report on its page: from the options, and from what is told of the own domain while composing.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { Compose } from "./support/compose.mjs";
import { serveZone } from "./support/dns.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Page } from "./support/page.mjs";
import { assertSentOnce, scenariosIn } from "./support/scenario.mjs";

const SPF = "v=spf1 ip4:192.0.2.1 ip4:300.1.1.1 -all"; // no such address

const folder = mkdtempSync(path.join(os.tmpdir(), "lastmile-sender-"));
const zone = path.join(folder, "zone.json");
const server = { MX: [10, "mx.rothwell-pumps.com"] };
writeFileSync(
  zone,
  JSON.stringify({
    "rothwell-pumps.com": [server, { TXT: SPF }],
    "_dmarc.rothwell-pumps.com": [{ TXT: "v=DMARC1; p=reject" }],
    "mx.rothwell-pumps.com": [{ A: "8.8.8.8" }],
    "hengda-valves.cn": [server],
    // Made for these tests with openssl, of 1024 bits.
    "mx2026._domainkey.hengda-valves.cn": [{ TXT: "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDmPp6+UKQAxNV2TUv/rxgu53UvxjEF9ueKMst+EF1IwXtRkdoGD4pYYqlqlwFqaSpC3GTtIsAW6+GcjAuHHqfllGjCWFdT6e/FSIJoJJj3ajcOMw3w1dAWKGxn36Js6tLQDTnhDFNkkfQUXWvQrHCKshLXj6qzEkPly6FSRD7qiwIDAQAB" }],
  })
);
const options = { environment: {} };
let running;
before(async () => {
  running = await serveZone(zone);
  options.environment.LASTMILE_RESOLVER = running.address;
});
after(() => {
  running?.server.kill();
  rmSync(folder, { recursive: true, force: true });
});
const scenario = scenariosIn(options);
const report = (thunderbird) => new Page(thunderbird, "sender.html");

/** Types a domain and asks. */
const ask = (page, whom) =>
  page.evaluate(async (window, typed) => {
    const field = window.document.getElementById("sender");
    const button = window.document.getElementById("again");
    if (button.disabled) throw new Error("not there yet: a page at rest");
    field.value = typed;
    button.click();
  }, whom);

scenario("from the options: the fault stands first, in both languages, ready to hand on", async (thunderbird) => {
  await thunderbird.openOptions();
  await new Page(thunderbird, "options.html").click("#report");
  const page = report(thunderbird);
  await page.waitFor("#whom #again");
  await ask(page, "sales@rothwell-pumps.com");
  await page.waitFor("body[data-state=ready] .point[data-code=sender_spf_syntax]");
  assert.match((await page.texts("#score"))[0], /^rothwell-pumps\.com: [0-9.]+ of 10$/);
  assert.match((await page.texts(".point"))[0], /SPF: .*300\.1\.1\.1/s);
  assert.ok((await page.texts(".point[data-state=fine] h3")).some((line) => line.startsWith("DMARC: ")));
  const words = () => page.evaluate(async (window) => window.document.getElementById("words").value);
  assert.match(await words(), /^Hello,[\s\S]*rothwell-pumps\.com[\s\S]*300\.1\.1\.1/);
  await page.click("button.language[data-language=zh_CN]");
  await page.waitFor("button.language[data-language=zh_CN][aria-pressed=true]");
  assert.match(await words(), /^您好：[\s\S]*rothwell-pumps\.com[\s\S]*300\.1\.1\.1/);

  await ask(page, "not a domain");
  await page.waitFor("body[data-state=failed]");
  assert.match((await page.texts("#state"))[0], /neither an address nor a domain/);
  await new Mailbox(thunderbird).closeTabs();
});

scenario("from a finding of the own domain in the list under the compose button", async (thunderbird) => {
  const compose = await Compose.open(thunderbird, { to: ["bob@rothwell-pumps.com"] });
  await compose.waitButton();
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  await popup.click(".finding[data-code^=sender_] button.report");
  const page = report(thunderbird);
  await page.waitFor("body[data-state=ready] .point[data-code=sender_spf_missing]");
  await page.closeWindow();
});

scenario("a mail to oneself that comes back tells which key is in use, and in whose name mail is sent", async (thunderbird) => {
  const mailbox = new Mailbox(thunderbird);
  const own = "li.wei@hengda-valves.cn";
  const said = async (code) => {
    const page = report(thunderbird);
    assert.equal(await page.waitClosed(), true, "the page before is gone");
    await thunderbird.openOptions();
    await new Page(thunderbird, "options.html").click("#report");
    await page.waitFor("#whom #again");
    for (let tries = 0; ; tries++) {
      await ask(page, own);
      await page.waitFor("body[data-state=ready] .point[data-code^=sender_dkim_]");
      if ((await page.count(`.point[data-code=${code}]`)) === 1 || tries === 20) {
        break;
      }
    }
    const texts = [...(await page.texts(`.point[data-code=${code}]`)), ...(await page.texts(".point[data-code^=sender_alignment_]"))];
    await mailbox.closeTabs();
    return texts;
  };
  const [before, unknown] = await said("sender_dkim_not_found");
  assert.match(before, /^DKIM: not checked[\s\S]*Send a mail to yourself/);
  assert.doesNotMatch(before, /--selector/);
  assert.match(unknown, /^Alignment: not checked/);

  const compose = await Compose.open(thunderbird, { to: [own], subject: "Note to self" });
  await compose.send();
  await assertSentOnce(thunderbird, compose, [own]);
  const [{ text }] = await thunderbird.sink.messages();
  const header = text.replace(/^X-(?:Peer|MailFrom|RcptTo): .*\r?\n/gim, "");
  const id = /^Message-ID: <(.*)>/im.exec(header)[1];
  const signature = "DKIM-Signature: v=1; a=rsa-sha256; d=hengda-valves.cn; s=mx2026;\n\th=from:to:subject; bh=abc=; b=def\n";
  // One that nobody here sent comes first, and is not believed.
  await mailbox.deliver(`${signature.replace("mx2026", "forged")}${header.replace(id, "forged@hengda-valves.cn")}`, { arrives: true });
  await mailbox.deliver(`Return-Path: <${own}>\n${signature}${header}`, { arrives: true });
  const [key, name] = await said("sender_dkim_fine");
  assert.match(key, /“mx2026”, which your mail of 20\d\d-\d\d-\d\d is signed with/);
  assert.match(name, /^Alignment: SPF and DKIM both speak for hengda-valves\.cn/);
});

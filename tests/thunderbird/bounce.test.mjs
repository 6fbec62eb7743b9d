// SPDX-License-Identifier: MPL-2.0
// Mail that came back, in a real Thunderbird: the button over it, what the page under it says and does, and what is remembered.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe } from "node:test";
import { Compose } from "./support/compose.mjs";
import { Desktop } from "./support/desktop.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Page } from "./support/page.mjs";
import { bouncedBefore } from "./support/remembered.mjs";
import { openReturned as opened, postfix } from "./support/returned.mjs";
import { codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const mail = (name) => readFile(new URL(`../cases/bounces/${name}.eml`, import.meta.url), "utf8");

describe("in English", () => {
  const scenario = scenariosIn();

  scenario("an ordinary mail has no badge and no button to press", async (thunderbird) => {
    const mailbox = new Mailbox(thunderbird);
    const id = await mailbox.deliver(`Message-ID: <news@x.example>\n${await mail("newsletter")}`);
    await mailbox.open(id);
    await mailbox.waitBadge("");
    await mailbox.closeTabs();
  });

  scenario("a missing mailbox: what happened, the entry corrected, colleagues; and the next mail to it is warned of", async (thunderbird) => {
    const setup = new Mailbox(thunderbird);
    await setup.addContact("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob Rothwell\r\nORG:Rothwell Pumps Ltd\r\nEMAIL;PREF=1:bobb@rothwell-pumps.com\r\nEND:VCARD");
    await setup.addContact("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Carol Rothwell\r\nEMAIL;PREF=1:carol@rothwell-pumps.com\r\nEND:VCARD");
    const { mailbox, page } = await opened(thunderbird, postfix("bobb@rothwell-pumps.com", "550 5.1.1 no such user here", "m1"));
    const [told] = await page.texts("#recipients .finding");
    for (const said of ["There is no such mailbox", "bobb@rothwell-pumps.com", "It is the address", "550 5.1.1 no such user here"]) {
      assert.ok(told.includes(said), `${said}: ${told}`);
    }
    assert.deepEqual(await page.texts(".colleague"), ["Write to Carol Rothwell"]);
    assert.deepEqual(await page.texts(".site"), ["Open rothwell-pumps.com"]);
    assert.match((await page.texts(".search"))[0], /Bob Rothwell Rothwell Pumps Ltd/);
    await page.evaluate(async (window) => void (window.document.querySelector(".correct input").value = "bob@rothwell-pumps.com"));
    await page.click(".correct button");
    await page.waitFor("#said:not(:empty)");
    assert.match((await page.texts("#said"))[0], /now has bob@rothwell-pumps\.com/);
    assert.deepEqual((await mailbox.addresses()).sort(), ["bob@rothwell-pumps.com", "carol@rothwell-pumps.com"]);
    await page.click(".source .channel:nth-child(2)");
    await page.evaluate(async (window) => {
      if (!window.document.getElementById("said").textContent.includes("which sources give bad addresses")) throw new Error("not there yet: noted");
    });
    await page.closePanel();
    await mailbox.pressButton();
    assert.equal(await page.evaluate(async (window) => window.document.querySelector(".source input")?.value ?? (() => { throw new Error("not there yet: the source"); })()), "Trade fair");
    await page.closePanel();
    await mailbox.closeTabs();

    const compose = await Compose.open(thunderbird, { to: ["bobb@rothwell-pumps.com"] });
    await compose.send();
    assert.ok((await codes(sendWindow(thunderbird))).includes("status_bounced_before"));
    await sendWindow(thunderbird).click("#back");
  });

  scenario("a full mailbox: a reminder, kept over the background page's end, told when it is due, and a click opens the mail", async (thunderbird) => {
    const desktop = new Desktop(thunderbird);
    const { mailbox, page, id } = await opened(thunderbird, postfix("ann@rothwell-pumps.com", "552 5.2.2 mailbox full", "f1"));
    assert.deepEqual(await page.texts(".remind"), ["Remind me in 2 days", "Remind me in 3 days"]);
    await page.click(".remind");
    await page.waitFor("#said:not(:empty)");
    assert.match((await page.texts("#said"))[0], /You will be reminded on/);
    // Two days later: the time of what is kept is put back, and Thunderbird starts anew for the extension.
    await page.evaluate(async (window) => {
      const { browser } = window.wrappedJSObject ?? window;
      const { reminders } = await browser.storage.local.get("reminders");
      reminders[0].at = Date.now() + 1500;
      await browser.storage.local.set({ reminders });
    });
    await page.closePanel();
    await mailbox.closeTabs();
    await thunderbird.reloadExtension();
    assert.match((await desktop.notification()).text, /ann@rothwell-pumps\.com/);
    await desktop.click();
    for (const end = Date.now() + 10000; (await mailbox.shown()) !== id; await new Promise((resolve) => setTimeout(resolve, 100))) {
      assert.ok(Date.now() < end, "the mail is opened again");
    }
    await mailbox.closeTabs();
  });

  scenario("SPF: a text for the IT colleague", async (thunderbird) => {
    const { mailbox, page } = await opened(thunderbird, postfix("ann@ferri-valvole.it", "550 5.7.23 SPF check failed for hengda-valves.cn", "s1"));
    const words = await page.evaluate(async (window) => window.document.querySelector("textarea").value);
    for (const said of ["hengda-valves.cn", "ann@ferri-valvole.it", "550 5.7.23 SPF check failed", "mx.ferri-valvole.it", "SPF record"]) {
      assert.ok(words.includes(said), `${said}: ${words}`);
    }
    await page.closePanel();
    await mailbox.closeTabs();
  });

  scenario("a bounce that arrives is logged without being opened", async (thunderbird) => {
    const mailbox = new Mailbox(thunderbird);
    const warned = async (address) => (await bouncedBefore(thunderbird, address)).length === 1;
    await mailbox.deliver(postfix("dora@rothwell-pumps.com", "550 5.1.1 no such user here", "a1"), { arrives: true });
    let told = false;
    for (let tries = 0; !told && tries < 10; tries++) {
      told = await warned("dora@rothwell-pumps.com");
    }
    assert.ok(told);
  });

  scenario("turned off, what arrives is not logged; old ones are read from a chosen folder in the options", async (thunderbird) => {
    const mailbox = new Mailbox(thunderbird);
    await thunderbird.openOptions();
    const page = new Page(thunderbird, "options.html");
    await page.waitFor("#old-bounces[data-phase=ask] [data-act=start]");
    await page.click("#arriving");
    await page.settled();
    await mailbox.deliver(postfix("emil@rothwell-pumps.com", "550 5.1.1 no such user here", "o1"), { arrives: true });
    await page.click("#old-bounces [data-act=start]");
    const waitLine = (said) =>
      page.evaluate(async (window, wanted) => {
        const line = window.document.querySelector("#old-bounces .reading-line").textContent;
        if (!line.includes(wanted)) {
          throw new Error(`not there yet: ${wanted}; ${line}`);
        }
      }, said);
    await waitLine("Choose a folder first");
    await page.click("#old-bounces .folder input");
    await page.click("#old-bounces [data-act=start]");
    await page.waitFor("#old-bounces[data-phase=done]");
    await waitLine("New in the error log: 1.");
    await mailbox.closeTabs();
  });
});

describe("in Chinese", () => {
  const scenario = scenariosIn({ prefs: { "intl.locale.requested": "zh-CN" } });

  scenario("the page speaks Chinese", async (thunderbird) => {
    const { page } = await opened(thunderbird, postfix("bobb@rothwell-pumps.com", "550 5.1.1 no such user here", "m1"));
    const [told] = await page.texts("#recipients .finding");
    for (const said of ["没有这个邮箱", "发生了什么", "问题在收件地址", "打开 rothwell-pumps.com 网站"]) {
      assert.ok(told.includes(said), `${said}: ${told}`);
    }
  });
});

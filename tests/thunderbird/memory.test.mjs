// SPDX-License-Identifier: MPL-2.0
// What is remembered of mail that came back, at the next message to the same address; and over the end of Thunderbird.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Compose } from "./support/compose.mjs";
import { Desktop } from "./support/desktop.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Page } from "./support/page.mjs";
import { bouncedBefore } from "./support/remembered.mjs";
import { openReturned, postfix } from "./support/returned.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const GONE = "550 5.1.1 no such user here";
const HOUR_MS = 60 * 60 * 1000;
const anHourAgo = () => new Date(Date.now() - HOUR_MS);
const day = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

/** Asks again until it is so: mail that arrives is read in the background. */
async function waitSaid(thunderbird, address, count) {
  for (let tries = 0; tries < 10; tries++) {
    const said = await bouncedBefore(thunderbird, address);
    if (said.length === count) {
      return said;
    }
  }
  throw new Error(`not ${count} of status_bounced_before for ${address}`);
}

async function warnedAtSend(thunderbird, address) {
  const compose = await Compose.open(thunderbird, { to: [address] });
  await compose.send();
  const window = sendWindow(thunderbird);
  assert.deepEqual(await codes(window), ["status_bounced_before"]);
  return { compose, window, said: (await window.findings())[0].text };
}

async function sentUnasked(thunderbird, address) {
  const compose = await Compose.open(thunderbird, { to: [address] });
  await compose.send();
  await assertSentOnce(thunderbird, compose, [address]);
}

const replyFrom = (address) => `From: ${address}
To: li.wei@hengda-valves.cn
Subject: Re: Quotation
Message-ID: <reply-${address}>
Date: ${new Date().toUTCString()}

Thank you, we have received it.
`;

describe("in English", () => {
  const scenario = scenariosIn();

  scenario("what bounced is warned of with date and reason; one letter more is another address; after a reply nothing is said", async (thunderbird) => {
    const mailbox = new Mailbox(thunderbird);
    const failed = anHourAgo();
    await mailbox.deliver(postfix("bob@rothwell-pumps.com", GONE, "b1", failed), { arrives: true });
    await waitSaid(thunderbird, "bob@rothwell-pumps.com", 1);
    const { compose, window, said } = await warnedAtSend(thunderbird, "bob@rothwell-pumps.com");
    for (const wanted of [day(failed), "There is no such mailbox", "will most likely come back"]) {
      assert.ok(said.includes(wanted), `${wanted}: ${said}`);
    }
    assert.equal(await window.has("#send-anyway"), true, "a warning, not a block");
    await window.click("#back");
    await assertHeld(thunderbird, compose);
    await compose.close();
    assert.deepEqual(await bouncedBefore(thunderbird, "bobb@rothwell-pumps.com"), []);

    await mailbox.deliver(replyFrom("bob@rothwell-pumps.com"), { arrives: true });
    await waitSaid(thunderbird, "bob@rothwell-pumps.com", 0);
    await sentUnasked(thunderbird, "bob@rothwell-pumps.com");
  });

  scenario("the address that the log has instead is one click away", async (thunderbird) => {
    await new Mailbox(thunderbird).addContact("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Carla Rothwell\r\nEMAIL;PREF=1:karla@rothwell-pumps.com\r\nEND:VCARD");
    const { mailbox, page } = await openReturned(thunderbird, postfix("karla@rothwell-pumps.com", GONE, "c1"));
    await page.evaluate(async (window) => void (window.document.querySelector(".correct input").value = "carla@rothwell-pumps.com"));
    await page.click(".correct button");
    await page.waitFor("#said:not(:empty)");
    await page.closePanel();
    await mailbox.closeTabs();
    const { compose, window } = await warnedAtSend(thunderbird, "karla@rothwell-pumps.com");
    await window.click("button.mend");
    await compose.waitRecipients("To", ["carla@rothwell-pumps.com"]);
    await window.waitFor("body[data-phase=clear] #send-anyway");
    await window.click("#send-anyway");
    await assertSentOnce(thunderbird, compose, ["carla@rothwell-pumps.com"]);
  });

  scenario("a full mailbox is told in the list, and the mail goes unasked", async (thunderbird) => {
    await new Mailbox(thunderbird).deliver(postfix("dora@rothwell-pumps.com", "452 4.2.2 mailbox full", "d1", anHourAgo()), { arrives: true });
    const [said] = await waitSaid(thunderbird, "dora@rothwell-pumps.com", 1);
    assert.match(said, /may be over by now/);
    await sentUnasked(thunderbird, "dora@rothwell-pumps.com");
  });

  scenario("started again a day later Thunderbird still warns; three days later it tells the reminder that was due meanwhile; a month later what went has arrived", async (thunderbird) => {
    const desktop = new Desktop(thunderbird);
    const { mailbox, page, id } = await openReturned(thunderbird, postfix("emil@rothwell-pumps.com", "552 5.2.2 mailbox full", "e1"));
    await page.click(".remind");
    await page.waitFor("#said:not(:empty)");
    await page.closePanel();
    await mailbox.closeTabs();
    await mailbox.deliver(postfix("fritz@rothwell-pumps.com", GONE, "f1", anHourAgo()), { arrives: true });
    await waitSaid(thunderbird, "fritz@rothwell-pumps.com", 1);

    await thunderbird.restart(1);
    const { window, compose } = await warnedAtSend(thunderbird, "fritz@rothwell-pumps.com");
    await window.click("#send-anyway");
    await assertSentOnce(thunderbird, compose, ["fritz@rothwell-pumps.com"]);
    assert.equal(await desktop.isShown(), false, "a day later it is not due yet");

    await thunderbird.restart(3);
    assert.match((await desktop.notification()).text, /emil@rothwell-pumps\.com/);
    await desktop.click();
    for (const end = Date.now() + 10000; (await mailbox.shown()) !== id; await sleep(100)) {
      assert.ok(Date.now() < end, "the mail is opened again");
    }
    await mailbox.closeTabs();

    await thunderbird.reset();
    // The message that was sent anyway has not come back: after a fortnight it has arrived.
    await thunderbird.restart(30);
    await sentUnasked(thunderbird, "fritz@rothwell-pumps.com");
    assert.equal(await desktop.isShown(), false, "told once");
  });
});

describe("in Chinese", () => {
  const scenario = scenariosIn({ prefs: { "intl.locale.requested": "zh-CN" } });

  scenario("the warning speaks Chinese", async (thunderbird) => {
    const failed = anHourAgo();
    await new Mailbox(thunderbird).deliver(postfix("bob@rothwell-pumps.com", GONE, "b1", failed), { arrives: true });
    await waitSaid(thunderbird, "bob@rothwell-pumps.com", 1);
    const { window, said } = await warnedAtSend(thunderbird, "bob@rothwell-pumps.com");
    for (const wanted of [day(failed), "没有这个邮箱"]) {
      assert.ok(said.includes(wanted), `${wanted}: ${said}`);
    }
    await window.click("#back");
  });

  for (const [reply, wanted] of [
    ["552 5.2.2 mailbox full", ["邮箱", "2 天后提醒"]],
    ["550 5.7.23 SPF check failed for hengda-valves.cn", ["SPF"]],
    ["554 5.7.1 message rejected as spam", ["垃圾邮件"]],
  ]) {
    scenario(`the page under the button speaks Chinese: ${reply}`, async (thunderbird) => {
      const { mailbox, page } = await openReturned(thunderbird, postfix("ann@ferri-valvole.it", reply, `z${reply.slice(4, 9)}`));
      const [told] = await page.texts("#recipients .finding");
      for (const said of [...wanted, "发生了什么", reply]) {
        assert.ok(told.includes(said), `${said}: ${told}`);
      }
      await page.closePanel();
      await mailbox.closeTabs();
    });
  }
});

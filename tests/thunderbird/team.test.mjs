// SPDX-License-Identifier: MPL-2.0
// Two colleagues, each with a Thunderbird, profile and store of their own, that share through a real PostgreSQL: one asks for a second
// pair of eyes, the other confirms at their own desk. Both are one login of one machine here, so that each is told by name.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import team from "../team/postgres.js";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertSentOnce, codes, sendWindow } from "./support/scenario.mjs";
import { Thunderbird } from "./support/thunderbird.mjs";

const ADDRESS = "cfo@nordwind-tools.de";
const PATIENCE_MS = 60000;

let postgres;
const colleagues = [];
before(() => (postgres = new team.Postgres()), { timeout: 60000 });
after(
  async () => {
    await Promise.all(colleagues.map((thunderbird) => thunderbird.stop()));
    postgres?.end();
  },
  { timeout: 60000 }
);

async function colleague(name, address) {
  const thunderbird = new Thunderbird();
  colleagues.push(thunderbird);
  await thunderbird.start({
    policy: { important: [ADDRESS], severity: { recipient_unconfirmed: "block" }, team: { database: postgres.database } },
    prefs: { "mail.identity.id1.fullName": name, "mail.identity.id1.useremail": address },
  });
  return thunderbird;
}

async function scenario(name, body) {
  await test(name, { timeout: 240000 }, async () => {
    try {
      await body();
    } catch (error) {
      for (const thunderbird of colleagues) {
        console.error(`--- Thunderbird's log ---\n${(await thunderbird.log()).slice(-3000)}`);
      }
      throw error;
    }
  });
}

/** The options, opened anew until what they show is there: sharing goes on behind them. */
async function optionsThatShow(thunderbird, selector, wanted) {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    await thunderbird.openOptions();
    const options = new Page(thunderbird, "options.html");
    await options.waitFor("#host-state[data-state=ready]");
    await options.settled();
    const texts = await options.texts(selector, { none: true });
    if (texts.some((text) => text.includes(wanted))) {
      return options;
    }
    assert.ok(Date.now() < end, `${wanted} in ${selector}: ${texts.join()}`);
    await thunderbird.closeTabs();
  }
}

const say = (page, name) =>
  page.evaluate(async (window, typed) => {
    window.document.getElementById("name").value = typed;
    window.document.getElementById("confirm").click();
  }, name);

let li;
let chen;

scenario("one asks, the other confirms in a Thunderbird of their own, and the first one's next mail goes", async () => {
  li = await colleague("Li Wei", "li.wei@hengda-valves.cn");
  const asking = await Compose.open(li, { to: [ADDRESS] });
  await asking.send();
  const atSend = sendWindow(li);
  assert.deepEqual(await codes(atSend), ["recipient_unconfirmed"]);
  await atSend.click("button.review");
  const asked = new Page(li, "review.html");
  await asked.waitFor("#word #confirm");
  await asked.closeWindow();
  await atSend.click("#back");
  await li.reset();

  chen = await colleague("Chen Jing", "chen.jing@hengda-valves.cn");
  const options = await optionsThatShow(chen, "#reviews li", "Waits; asked for by Li Wei");
  assert.match((await options.texts("#team"))[0], /Shared with your team last on/);
  await options.click("#reviews li[data-state=requested] button");
  const review = new Page(chen, "review.html");
  await review.waitFor("#word #confirm");
  assert.equal((await review.texts("#letters .cell b")).join(""), ADDRESS);
  await say(review, "Wei Li");
  await review.evaluate(async (window) => {
    if (window.document.getElementById("refused").textContent === "") throw new Error("not there yet: the refusal");
  });
  await say(review, "Chen Jing");
  await review.waitFor("body[data-state=confirmed]");
  assert.equal(await review.has("#word"), false, "one person has one word");
  await review.closeWindow();

  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const compose = await Compose.open(li, { to: [ADDRESS] });
    await compose.waitButton();
    await compose.pressButton();
    const popup = new Page(li, "popup.html");
    await popup.waitFor("body[aria-busy=false]");
    await popup.settled();
    const waits = (await popup.count(".finding[data-code=recipient_unconfirmed]")) > 0;
    await popup.closePanel();
    if (!waits) {
      await compose.send();
      await assertSentOnce(li, compose, [ADDRESS]);
      break;
    }
    await compose.close();
    assert.ok(Date.now() < end, "the colleague's word is here");
  }
});

scenario("the team's server is away: the options and the page of a review say so, and since when", async () => {
  postgres.stop();
  await li.reset();
  await li.reloadExtension();
  await optionsThatShow(li, "#team.away", "Your team’s database cannot be reached. The last exchange with it was on");
  const options = new Page(li, "options.html");
  await options.click("#reviews li button");
  const review = new Page(li, "review.html");
  await review.waitFor("#team.away");
  assert.match((await review.texts("#state"))[0], /Confirmed by Chen Jing/, "one's own copy is used");
  await review.closeWindow();
  postgres.start();
  await li.closeTabs();
  await li.reloadExtension();
  await optionsThatShow(li, "#team", "Shared with your team last on");
});

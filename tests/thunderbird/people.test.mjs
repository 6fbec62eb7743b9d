// SPDX-License-Identifier: MPL-2.0
// Whom the user knows: learned from the Sent folders and address books with the user's consent, from what is sent, and from what
// comes in.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const scenario = scenariosIn();

/** Files @count mails in a Sent folder: the first to nordwind-tools.de, the others each to somebody new. */
function fillSent(thunderbird, count) {
  return thunderbird.chrome.run(async (number) => {
    const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
    const folder = root.createLocalSubfolder("Sent").QueryInterface(Ci.nsIMsgLocalMailFolder);
    folder.setFlag(Ci.nsMsgFolderFlags.SentMail);
    const mails = Array.from({ length: number }, (_, i) => {
      const to = i === 0 ? "anna@nordwind-tools.de" : `buyer${i}@firm${i}.example.com`;
      return `From: li.wei@hengda-valves.cn\r\nTo: ${to}\r\nSubject: offer ${i}\r\nMessage-ID: <${i}@hengda-valves.cn>\r\nDate: Thu, 29 Feb 2024 08:00:00 +0000\r\n\r\nThe secret body.\r\n`;
    });
    folder.addMessageBatch(mails.map((mail) => `From - Thu Feb 29 08:00:00 2024\r\n${mail}`));
  }, count);
}

/** Rows of the host's store. */
function rows(thunderbird, sql) {
  const script = "import sqlite3, sys, json; print(json.dumps(sqlite3.connect(sys.argv[1], timeout=10).execute(sys.argv[2]).fetchall()))";
  return JSON.parse(execFileSync("python3", ["-c", script, path.join(thunderbird.data, "store.sqlite"), sql], { encoding: "utf8" }));
}

/** Presses OK in Thunderbird's next dialog; the main window's `lastmileSaid` is then what it said. */
function acceptDialog(thunderbird) {
  return thunderbird.chrome.run(async () => {
    const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
    const main = Services.wm.getMostRecentWindow("mail:3pane");
    const seen = (dialog) => {
      Services.obs.removeObserver(seen, "common-dialog-loaded");
      setTimeout(() => {
        main.lastmileSaid = dialog.document.getElementById("infoBody").textContent;
        dialog.document.querySelector("dialog").acceptDialog();
      }, 200);
    };
    Services.obs.addObserver(seen, "common-dialog-loaded");
  });
}

async function eventually(look, milliseconds = 10000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(100)) {
    if (await look()) {
      return true;
    }
  }
  return false;
}

scenario("the first run asks; the Sent folder is read with a pause in the middle, each mail once, and an imitation is found by it", async (thunderbird) => {
  await fillSent(thunderbird, 1200);
  const page = new Page(thunderbird, "firstrun.html");
  await page.waitFor("#history[data-phase=ask] [data-act=start]");
  assert.equal(await page.has("#install"), false);
  await page.evaluate(async ({ document, MutationObserver }) => {
    const line = document.querySelector(".reading-line");
    new MutationObserver((_, observer) => {
      if (document.querySelector("#history progress").value > 0) {
        observer.disconnect();
        document.querySelector("[data-act=pause]").click();
      }
    }).observe(line, { childList: true });
  });
  await page.click("[data-act=start]");
  await page.waitFor("#history[data-phase=paused]", 20000);
  const [[paused]] = rows(thunderbird, "SELECT sum(sent) FROM correspondent");
  assert.ok(paused > 0 && paused < 1200, `paused in the middle: ${paused}`);
  await page.click("[data-act=resume]");
  await page.waitFor("#history[data-phase=done]", 30000);
  assert.deepEqual(rows(thunderbird, "SELECT sum(sent), count(*) FROM correspondent"), [[1200, 1200]]);
  await page.click("[data-act=again]");
  await page.waitFor("#history[data-phase=done]", 30000);
  assert.deepEqual(rows(thunderbird, "SELECT sum(sent), count(*) FROM correspondent"), [[1200, 1200]]);

  const compose = await Compose.open(thunderbird, { to: ["anna@n0rdwind-tools.de"] });
  await compose.send();
  assert.ok((await codes(sendWindow(thunderbird))).includes("recipient_lookalike"));
  await sendWindow(thunderbird).click("#back");
});

scenario("an address book's name is the source channel of its addresses, the smallest book's where several have one", async (thunderbird) => {
  const channels = () => rows(thunderbird, "SELECT key, name, origin FROM channel ORDER BY key");
  await thunderbird.chrome.run(async () => {
    const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const { VCardUtils } = ChromeUtils.importESModule("resource:///modules/VCardUtils.sys.mjs");
    const fill = (name, emails) => {
      const book = MailServices.ab.getDirectoryFromId(MailServices.ab.newAddressBook(name, "", Ci.nsIAbManager.JS_DIRECTORY_TYPE));
      emails.forEach((email) => book.addCard(VCardUtils.vCardToAbCard(`BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:${email}\r\nEND:VCARD`)));
    };
    fill("All customers", ["one@firm.example.com", "two@firm.example.com", "three@firm.example.com"]);
    fill("广交会 2026", ["Two@firm.example.com"]);
  });
  const wanted = [["one@firm.example.com", "All customers", 0], ["three@firm.example.com", "All customers", 0], ["two@firm.example.com", "广交会 2026", 0]];
  assert.equal(await eventually(() => channels().length === 3, 20000), true);
  assert.deepEqual(channels(), wanted);
});

scenario("the options offer the same", async (thunderbird) => {
  await thunderbird.openOptions();
  const page = new Page(thunderbird, "options.html");
  await page.waitFor("#history[data-phase=ask] [data-act=start]");
});

scenario("who writes is heard, and a forger of a known domain stays one", async (thunderbird) => {
  await thunderbird.chrome.run(async () => {
    const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const server = MailServices.accounts.accounts.find((account) => account.incomingServer.type === "pop3").incomingServer;
    const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).QueryInterface(Ci.nsIMsgLocalMailFolder);
    const header = inbox.addMessage("From - Wed Nov 25 08:00:00 2026\r\nFrom: Anna <anna@nordwind-too1s.de>\r\nTo: li.wei@hengda-valves.cn\r\nSubject: our new bank\r\nMessage-ID: <forged@nordwind-too1s.de>\r\nDate: Wed, 25 Nov 2026 08:00:00 +0000\r\n\r\nPay here.\r\n");
    MailServices.mfn.notifyMsgsClassified([header], true, false);
    inbox.hasNewMessages = true;
  });
  assert.equal(await eventually(() => rows(thunderbird, "SELECT received, sent FROM correspondent WHERE key = 'anna@nordwind-too1s.de'").flat().join() === "1,0"), true);
  const compose = await Compose.open(thunderbird, { to: ["anna@nordwind-too1s.de"] });
  await compose.send();
  assert.ok((await codes(sendWindow(thunderbird))).includes("recipient_lookalike"));
  await sendWindow(thunderbird).click("#back");
});

// The last one: it ends the outgoing server.
scenario("what really went is learned, and what the server refused is not", async (thunderbird) => {
  const kept = "went@rothwell-pumps.com";
  const compose = await Compose.open(thunderbird, { to: [kept] });
  await compose.send();
  await assertSentOnce(thunderbird, compose, [kept]);
  assert.equal(await eventually(() => rows(thunderbird, `SELECT sent FROM correspondent WHERE key = '${kept}'`).flat()[0] === 1), true);

  thunderbird.sink.stop();
  const lost = await Compose.open(thunderbird, { to: ["lost@rothwell-pumps.com"] });
  await acceptDialog(thunderbird);
  await lost.send();
  const said = () => thunderbird.chrome.run(async () => Services.wm.getMostRecentWindow("mail:3pane").lastmileSaid ?? "");
  assert.equal(await eventually(async () => /Sending of the message failed/i.test(await said())), true);
  await lost.waitUnlocked();
  await sleep(500);
  assert.deepEqual(rows(thunderbird, "SELECT * FROM correspondent WHERE key = 'lost@rothwell-pumps.com'"), []);
});

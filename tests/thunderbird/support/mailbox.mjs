// SPDX-License-Identifier: MPL-2.0
// Mail in the account's inbox: put there as if it had just come, opened in a tab as its reader does.

const BUTTON = "lastmile_lastmile_invalid-messageDisplayAction-toolbarbutton";

export class Mailbox {
  constructor(thunderbird) {
    this.thunderbird = thunderbird;
  }

  /** A mail (text with any line ends) comes into the inbox, read or new; its message id. */
  deliver(mail, { arrives = false } = {}) {
    return this.thunderbird.chrome.run(
      async (text, isNew) => {
        const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
        const server = MailServices.accounts.accounts.find((account) => account.incomingServer.type === "pop3").incomingServer;
        const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox).QueryInterface(Ci.nsIMsgLocalMailFolder);
        const header = inbox.addMessage(text.replace(/\r?\n/g, "\r\n"));
        if (isNew) {
          MailServices.mfn.notifyMsgsClassified([header], true, false);
          inbox.hasNewMessages = true;
        }
        return header.messageId;
      },
      mail,
      arrives
    );
  }

  /** Opens the mail of that id in a tab, and waits until it is shown. */
  open(messageId) {
    return this.thunderbird.chrome.run(async (id) => {
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const server = MailServices.accounts.accounts.find((account) => account.incomingServer.type === "pop3").incomingServer;
      const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
      const header = inbox.msgDatabase.getMsgHdrForMessageID(id);
      const tabmail = Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail");
      const tab = tabmail.openTab("mailMessageTab", { messageURI: inbox.getUriForMsg(header), background: false });
      for (let tries = 0; tries < 200; tries++) {
        // The extension's own first page may open in between.
        tabmail.switchToTab(tab);
        const about = tabmail.currentAboutMessage;
        if (about?.gMessage?.messageId === id && about.document.getElementById("lastmile_lastmile_invalid-messageDisplayAction-toolbarbutton")) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("the mail is not shown with a button");
    }, messageId);
  }

  /** The message id of the mail that is shown, or null. */
  shown() {
    return this.thunderbird.chrome.run(async () => Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail").currentAboutMessage?.gMessage?.messageId ?? null);
  }

  /** The button over the shown mail: { text, disabled }. */
  badge() {
    return this.thunderbird.chrome.run(async (id) => {
      const button = Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail").currentAboutMessage.document.getElementById(id);
      return { text: button.getAttribute("badge") ?? "", disabled: button.disabled };
    }, BUTTON);
  }

  async waitBadge(text) {
    let badge;
    for (const end = Date.now() + 15000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      badge = await this.badge();
      if (badge.text === text && badge.disabled === (text === "")) {
        return;
      }
    }
    throw new Error(`the button is ${JSON.stringify(badge)}, not "${text}"`);
  }

  pressButton() {
    return this.thunderbird.chrome.run(async (id) => {
      Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail").currentAboutMessage.document.getElementById(id).click();
    }, BUTTON);
  }

  /** Closes every tab but the first. */
  closeTabs() {
    return this.thunderbird.closeTabs();
  }

  /** Puts a contact into the first address book. */
  addContact(vCard) {
    return this.thunderbird.chrome.run(async (text) => {
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const { VCardUtils } = ChromeUtils.importESModule("resource:///modules/VCardUtils.sys.mjs");
      MailServices.ab.directories[0].addCard(VCardUtils.vCardToAbCard(text));
    }, vCard);
  }

  /** Every address in the address books. */
  addresses() {
    return this.thunderbird.chrome.run(async () => {
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      return MailServices.ab.directories.flatMap((book) => book.childCards.flatMap((card) => card.emailAddresses));
    });
  }
}

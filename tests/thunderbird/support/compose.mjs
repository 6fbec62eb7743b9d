// SPDX-License-Identifier: MPL-2.0
// One compose window, driven as its user does.

const open = async (fields) => {
  const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const params = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(Ci.nsIMsgComposeParams);
  params.type = Ci.nsIMsgCompType.New;
  params.format = Ci.nsIMsgCompFormat.PlainText;
  params.identity = MailServices.accounts.defaultAccount.defaultIdentity;
  params.composeFields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
  const before = new Set([...Services.wm.getEnumerator("msgcompose")]);
  MailServices.compose.OpenComposeWindowWithParams(null, params);
  for (let tries = 0; tries < 300; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const window = [...Services.wm.getEnumerator("msgcompose")].find((candidate) => !before.has(candidate));
    if (!window || !window.gMsgCompose?.editor || window.document.readyState !== "complete" || !window.document.getElementById("button-send")) {
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    const id = String(window.docShell.outerWindowID ?? window.windowUtils.outerWindowID);
    for (const [field, addresses] of Object.entries(fields.recipients)) {
      if (addresses.length === 0) {
        continue;
      }
      const row = window.document.getElementById(`addressRow${field}`);
      if (row.classList.contains("hidden")) {
        window.showAndFocusAddressRow(row.id);
      }
      const input = row.querySelector(".address-row-input");
      window.addressRowAddRecipientsArray(row, addresses);
      input.blur();
    }
    window.document.getElementById("msgSubject").value = fields.subject;
    window.document.getElementById("msgSubject").dispatchEvent(new window.Event("input"));
    window.gMsgCompose.editor.QueryInterface(Ci.nsIEditorMailSupport).insertTextWithQuotations(fields.body);
    return id;
  }
  throw new Error("the compose window does not open");
};

// Prefix of every script about one window.
const find = `
  const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const find = (id) => [...Services.wm.getEnumerator("msgcompose")].find((w) => String(w.docShell.outerWindowID ?? w.windowUtils.outerWindowID) === id);
`;

export class Compose {
  /** Opens a window with { to, cc, bcc, subject, body }; recipients are lists of mailboxes that become pills. */
  static async open(thunderbird, { to = [], cc = [], bcc = [], subject = "Quotation", body = "Dear Bob,\nour offer is attached.\n" }) {
    const compose = new Compose();
    compose.thunderbird = thunderbird;
    compose.id = await thunderbird.chrome.run(open.toString(), { recipients: { To: to, Cc: cc, Bcc: bcc }, subject, body });
    return compose;
  }

  #run(body, ...args) {
    return this.thunderbird.chrome.run(`async (id, ...args) => { ${find} const window = find(id); return await (${body})(window, ...args); }`, this.id, ...args);
  }

  isOpen() {
    return this.#run("async (window) => !!window");
  }

  /** Presses the Send button. */
  send() {
    return this.#run(`async (window) => { window.document.getElementById("button-send").click(); }`);
  }

  /** File > Send Later. */
  sendLater() {
    return this.#run(`async (window) => { window.goDoCommand("cmd_sendLater"); }`);
  }

  /** Whether Thunderbird has locked the window, as it does while a message is being checked or sent. */
  isLocked() {
    return this.#run("async (window) => !!window.gWindowLocked");
  }

  /** Waits until the window is there and not locked; fails when it takes too long. */
  waitUnlocked() {
    return this.#run(`async (window) => {
      for (let tries = 0; tries < 300; tries++) {
        const found = find(id);
        if (!found) { throw new Error("the compose window is gone"); }
        if (!found.gWindowLocked && !found.gSendOperationInProgress) { return; }
        await wait(50);
      }
      throw new Error("the compose window stays locked");
    }`);
  }

  /** Waits until the extension's button is there. */
  waitButton() {
    return this.#run(`async (window) => {
      for (let tries = 0; tries < 200; tries++) {
        if (window.document.getElementById("lastmile_lastmile_invalid-composeAction-toolbarbutton")) { return; }
        await wait(50);
      }
      throw new Error("no button of the extension");
    }`);
  }

  /** The badge on the extension's button: { text, color, title }. */
  badge() {
    return this.#run(`async (window) => {
      const button = window.document.getElementById("lastmile_lastmile_invalid-composeAction-toolbarbutton");
      return button && { text: button.getAttribute("badge") ?? "", color: button.getAttribute("badgeStyle") ?? "", title: button.getAttribute("tooltiptext") ?? "" };
    }`);
  }

  /** Waits until the badge shows @text ("": none). */
  async waitBadge(text, milliseconds = 10000) {
    const end = Date.now() + milliseconds;
    let badge;
    do {
      badge = await this.badge();
      if (badge?.text === text) {
        return badge;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    } while (Date.now() < end);
    throw new Error(`the badge shows ${JSON.stringify(badge)}, not "${text}"`);
  }

  /** Presses the extension's button in the toolbar. */
  pressButton() {
    return this.#run(`async (window) => { window.document.getElementById("lastmile_lastmile_invalid-composeAction-toolbarbutton").click(); }`);
  }

  resize(width, height) {
    return this.#run(
      `async (window, width, height) => {
        window.resizeTo(width, height);
        for (let tries = 0; (window.outerWidth !== width || window.outerHeight !== height) && tries < 100; tries++) { await wait(50); }
      }`,
      width,
      height
    );
  }

  /** Where the window is on the screen. */
  area() {
    return this.#run("async (window) => ({ x: window.screenX, y: window.screenY, width: window.outerWidth, height: window.outerHeight })");
  }

  /** The pills of a field ("To", "Cc", "Bcc") as text. */
  recipients(field = "To") {
    return this.#run(`async (window, field) => [...window.document.querySelectorAll("#addressRow" + field + " mail-address-pill")].map((pill) => pill.fullAddress)`, field);
  }

  /** Waits until a field holds exactly these. */
  waitRecipients(field, wanted) {
    return this.#run(
      `async (window, field, wanted) => {
        let pills;
        for (let tries = 0; tries < 200; tries++) {
          pills = [...window.document.querySelectorAll("#addressRow" + field + " mail-address-pill")].map((pill) => pill.fullAddress);
          if (JSON.stringify(pills) === JSON.stringify(wanted)) { return; }
          await wait(50);
        }
        throw new Error(field + " is " + JSON.stringify(pills) + ", not " + JSON.stringify(wanted));
      }`,
      field,
      wanted
    );
  }

  /** So that closing it does not ask whether to save. */
  forgetChanges() {
    return this.#run("async (window) => { window.gContentChanged = false; window.gMsgCompose.bodyModified = false; }");
  }

  /** Replaces the recipients of a field by typing. */
  setRecipients(field, addresses) {
    return this.#run(
      `async (window, field, addresses) => {
        const row = window.document.getElementById("addressRow" + field);
        window.addressRowClearPills(row);
        window.addressRowAddRecipientsArray(row, addresses);
        window.onRecipientsChanged?.();
      }`,
      field,
      addresses
    );
  }

  /** Waits until the window is gone; TRUE if it went within the time. */
  async waitClosed(milliseconds = 15000) {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      if (!(await this.isOpen())) {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  }

  close() {
    return this.#run("async (window) => { if (window) { window.gMsgCompose.compFields && (window.gContentChanged = false); window.close(); } }");
  }
}

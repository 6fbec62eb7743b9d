// SPDX-License-Identifier: MPL-2.0
// Notifications, which the tests' profile lets Thunderbird show in windows of its own instead of handing them to the desktop.

export class Desktop {
  constructor(thunderbird) {
    this.thunderbird = thunderbird;
  }

  /** Waits for a notification: { title, text }. It stands for 20 seconds. */
  notification() {
    return this.thunderbird.chrome.run(async () => {
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      for (let tries = 0; tries < 300; tries++) {
        const { document } = Services.wm.getMostRecentWindow("alert:alert") ?? {};
        const text = document?.getElementById("alertTextLabel")?.textContent;
        if (text) {
          return { title: document.getElementById("alertTitleLabel").value, text };
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("no notification");
    });
  }

  isShown() {
    return this.thunderbird.chrome.run(async () => Services.wm.getMostRecentWindow("alert:alert") !== null);
  }

  /** Clicks the notification that stands there. */
  click() {
    return this.thunderbird.chrome.run(async () => Services.wm.getMostRecentWindow("alert:alert").document.getElementById("alertTextLabel").click());
  }
}

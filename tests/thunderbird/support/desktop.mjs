// SPDX-License-Identifier: MPL-2.0
// The desktop's end of notifications: what Thunderbird wants shown is kept, and can be clicked.

export class Desktop {
  /** From here on @thunderbird's notifications come here. */
  static async replace(thunderbird) {
    await thunderbird.chrome.run(async () => {
      const shown = (Services.wm.getMostRecentWindow("mail:3pane").lastmileAlerts = new Map());
      const service = {
        QueryInterface: ChromeUtils.generateQI(["nsIAlertsService"]),
        showAlert: (alert, listener) => {
          shown.set(alert.name, { title: alert.title, text: alert.text, listener });
          listener?.observe(null, "alertshow", alert.name);
        },
        closeAlert: (name) => shown.delete(name),
      };
      const factory = { createInstance: (id) => service.QueryInterface(id), QueryInterface: ChromeUtils.generateQI(["nsIFactory"]) };
      Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(Services.uuid.generateUUID(), "alerts", "@mozilla.org/alerts-service;1", factory);
    });
    const desktop = new Desktop();
    desktop.thunderbird = thunderbird;
    return desktop;
  }

  /** Waits for a notification: { name, title, text }. */
  notification() {
    return this.thunderbird.chrome.run(async () => {
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      for (let tries = 0; tries < 300; tries++) {
        for (const [name, { title, text }] of Services.wm.getMostRecentWindow("mail:3pane").lastmileAlerts) {
          return { name, title, text };
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("no notification");
    });
  }

  click(name) {
    return this.thunderbird.chrome.run(async (wanted) => {
      const { listener } = Services.wm.getMostRecentWindow("mail:3pane").lastmileAlerts.get(wanted);
      listener.observe(null, "alertclickcallback", wanted);
    }, name);
  }
}

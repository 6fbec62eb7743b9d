// SPDX-License-Identifier: MPL-2.0
// A throw-away profile in a throw-away home: a POP3 account that checks nothing, and an outgoing server that is the sink.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export const EXTENSION_ID = "lastmile@lastmile.invalid";

const FIRST_RUN = {
  "alerts.useSystemBackend": false,
  "ui.prefersReducedMotion": 1,
  "app.donation.eoy.version.viewed": 999,
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "toolkit.telemetry.enabled": false,
  "extensions.update.enabled": false,
  "extensions.autoDisableScopes": 0,
  "extensions.getAddons.cache.enabled": false,
  "mail.inappnotifications.enabled": false,
  "mail.provider.suppress_dialog_on_startup": true,
  "mail.rights.version": 1,
  "mail.shell.checkDefaultClient": false,
  "mail.spotlight.firstRunDone": true,
  "mailnews.start_page.enabled": false,
  "mailnews.start_page_override.mstone": "ignore",
  "mail.compose.warn_public_recipients.threshold": 1000,
  "mail.warn_on_send_accel_key": false,
  "mail.SpellCheckBeforeSend": false,
  "mail.compose.attachment_reminder": false,
  "network.dns.disablePrefetch": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "marionette.port": 0,
  "browser.dom.window.dump.enabled": true,
  "devtools.console.stdout.content": true,
};

function account(sinkPort, folder) {
  return {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.userName": "li.wei",
    "mail.server.server1.name": "Li Wei",
    "mail.server.server1.check_new_mail": false,
    "mail.server.server1.login_at_startup": false,
    "mail.server.server1.download_on_biff": false,
    "mail.server.server1.directory": path.join(folder, "Mail", "pop"),
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.directory": path.join(folder, "Mail", "Local Folders"),
    "mail.identity.id1.fullName": "Li Wei",
    "mail.identity.id1.useremail": "li.wei@hengda-valves.cn",
    "mail.identity.id1.valid": true,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.compose_html": false,
    "mail.identity.id1.fcc": false,
    "mail.identity.id1.encryptionpolicy": 0,
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.type": "smtp",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": sinkPort,
    "mail.smtpserver.smtp1.try_ssl": 0,
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.username": "",
  };
}

/** Writes prefs.js into @folder; @extra overrides, a null takes a pref away. */
export async function writeProfile(folder, sinkPort, extra = {}) {
  const prefs = { ...FIRST_RUN, ...account(sinkPort, folder), ...extra };
  const lines = Object.entries(prefs)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "prefs.js"), lines.join("\n") + "\n");
}

/** Tells Thunderbird (by its home) where the host is. */
export async function writeNativeManifest(home, command) {
  const folder = path.join(home, ".mozilla", "native-messaging-hosts");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "lastmile.json"), JSON.stringify({ name: "lastmile", description: "Lastmile", path: command, type: "stdio", allowed_extensions: [EXTENSION_ID] }));
}

/** What an administrator puts into Thunderbird's managed storage. */
export async function writeManagedStorage(home, data) {
  const folder = path.join(home, ".mozilla", "managed-storage");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${EXTENSION_ID}.json`), JSON.stringify({ name: EXTENSION_ID, description: "Lastmile's policy", type: "storage", data }));
}

// SPDX-License-Identifier: MPL-2.0
// A real Thunderbird with a throw-away home, profile and outgoing server.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Marionette } from "./marionette.mjs";
import { EXTENSION_ID, writeManagedStorage, writeNativeManifest, writeProfile } from "./profile.mjs";
import { Sink } from "./sink.mjs";

const THUNDERBIRD = "/usr/lib/thunderbird/thunderbird";
const SOURCE = fileURLToPath(new URL("../../..", import.meta.url));
export const BUILD = process.env.LASTMILE_BUILD ?? path.join(SOURCE, "build");
const LATER = path.join(BUILD, "tests", "later_clock.so");
const DAY_SECONDS = 24 * 60 * 60;

export class Thunderbird {
  /** Starts one; see the method. */
  static async start(options) {
    const thunderbird = new Thunderbird();
    await thunderbird.start(options);
    return thunderbird;
  }

  /**
   * Starts it, with the extension ready. stop () ends it at any point, also when this has failed or is still under way.
   *
   * @param {object} options
   *   host: command of the native host (default the built one; null: none installed); policy: the administrator's file;
   *   managed: managed storage; prefs: overrides; headless (default true; otherwise the environment's DISPLAY is used); environment: more
   *   variables; extension: path of an XPI (default the built one; null: none); prepare: called with the new home before the start.
   */
  async start(options = {}) {
    this.folder = await mkdtemp(path.join(os.tmpdir(), "lastmile-"));
    this.home = path.join(this.folder, "home");
    this.profile = path.join(this.folder, "profile");
    this.data = path.join(this.folder, "data");
    this.options = options;
    try {
      await this.#prepare(options);
      await this.#launch(options);
    } catch (error) {
      const log = await this.log();
      await this.stop();
      throw new Error(`${error.message}\n--- Thunderbird's log ---\n${log.slice(-4000)}`);
    }
  }

  async #prepare({ host = path.join(BUILD, "lastmile-host"), policy, managed, prefs, prepare }) {
    await mkdir(this.home, { recursive: true });
    this.sink = await Sink.start(this.folder);
    await writeProfile(this.profile, this.sink.port, prefs);
    this.policy = path.join(this.folder, "policy.json");
    if (policy !== undefined) {
      await this.writePolicy(policy);
    }
    if (managed !== undefined) {
      await writeManagedStorage(this.home, managed);
    }
    if (host !== null) {
      await writeNativeManifest(this.home, host);
    }
    await prepare?.(this.home);
  }

  #environment(extra) {
    return {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      HOME: this.home,
      LASTMILE_DATA_DIR: this.data,
      LASTMILE_POLICY: this.policy,
      LASTMILE_RESOLVER: "off", // nobody outside this machine is asked
      MOZ_CRASHREPORTER_DISABLE: "1",
      NO_AT_BRIDGE: "1",
      ...extra,
    };
  }

  async #launch({ headless = true, environment = {}, extension = path.join(BUILD, "lastmile.xpi") }) {
    const args = ["--marionette", "-remote-allow-system-access", "--no-remote", "--profile", this.profile, ...(headless ? ["--headless"] : [])];
    const log = createWriteStream(path.join(this.folder, "thunderbird.log"), { flags: "a" });
    this.process = spawn(THUNDERBIRD, args, { env: this.#environment(environment), stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.process.stdout.pipe(log);
    this.process.stderr.pipe(log);
    this.exited = new Promise((resolve) => this.process.on("exit", resolve));
    this.chrome = await Marionette.connect(await this.#marionettePort());
    await this.#mainWindow();
    await this.#forgetMachine();
    if (extension !== null) {
      await access(extension);
      await this.chrome.send("Addon:Install", { path: extension, temporary: false });
    }
  }

  async #marionettePort() {
    const file = path.join(this.profile, "MarionetteActivePort");
    for (let tries = 0; tries < 600; tries++) {
      const text = await readFile(file, "utf8").catch(() => "");
      if (text.trim() !== "") {
        return Number(text);
      }
      if (this.process.exitCode !== null) {
        throw new Error(`Thunderbird ended with ${this.process.exitCode}`);
      }
      await sleep(100);
    }
    throw new Error("Thunderbird's Marionette did not open within a minute");
  }

  #mainWindow() {
    return this.chrome.run(async () => {
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      for (let tries = 0; tries < 300; tries++) {
        const window = Services.wm.getMostRecentWindow("mail:3pane");
        if (window?.document.readyState === "complete") {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("no main window");
    });
  }

  /** A Lastmile that is installed for everybody on this machine is not looked at: native manifests come from the throw-away home alone. */
  #forgetMachine() {
    return this.chrome.run(async (folder) => {
      const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
      const key = "XRESysNativeManifests";
      Services.dirsvc.get(key, Ci.nsIFile);
      Services.dirsvc.undefine(key);
      Services.dirsvc.set(key, new FileUtils.File(folder));
    }, path.join(this.folder, "nothing"));
  }

  /** Messages waiting in the outbox. */
  outbox() {
    return this.chrome.run(async () => {
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const folder = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue);
      folder?.updateFolder(null);
      return folder?.getTotalMessages(false) ?? 0;
    });
  }

  /** Sets prefs as the user's account settings would; null takes one away. On disk when it returns. */
  setPrefs(prefs) {
    return this.chrome.run(async (wanted) => {
      for (const [name, value] of Object.entries(wanted)) {
        if (value === null) {
          Services.prefs.clearUserPref(name);
        } else if (typeof value === "number") {
          Services.prefs.setIntPref(name, value);
        } else if (typeof value === "boolean") {
          Services.prefs.setBoolPref(name, value);
        } else {
          Services.prefs.setStringPref(name, value);
        }
      }
      Services.prefs.savePrefFile(null);
    }, prefs);
  }

  /** Opens the extension's options, as the add-ons page does. */
  openOptions() {
    return this.chrome.run(async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      const window = Services.wm.getMostRecentWindow("mail:3pane");
      window.document.getElementById("tabmail").openTab("contentTab", {
        url: extension.manifest.options_ui.page,
        linkHandler: "single-page",
        triggeringPrincipal: extension.principal,
      });
    }, EXTENSION_ID);
  }

  /** Where the main window is on the screen. */
  area() {
    return this.chrome.run(async () => {
      const { screenX: x, screenY: y, outerWidth: width, outerHeight: height } = Services.wm.getMostRecentWindow("mail:3pane");
      return { x, y, width, height };
    });
  }

  /** Closes every tab but the first. */
  closeTabs() {
    return this.chrome.run(async () => {
      const tabmail = Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail");
      tabmail.closeOtherTabs(tabmail.tabInfo[0]);
    });
  }

  /** File > Quit. */
  async quit() {
    await this.chrome.run(async () => {
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      setTimeout(() => Services.startup.quit(Ci.nsIAppStartup.eAttemptQuit), 0);
    });
  }

  /**
   * File > Quit, and Thunderbird started again on the same profile: what lies in it is all that is left.
   *
   * @param {number} daysLater what its clock and the host's are ahead of the machine's
   */
  async restart(daysLater = 0) {
    await this.quit();
    if ((await Promise.race([this.exited, sleep(30000)])) === undefined) {
      throw new Error("Thunderbird does not end");
    }
    this.chrome.close();
    await rm(path.join(this.profile, "MarionetteActivePort"), { force: true });
    const clock = daysLater > 0 ? { LD_PRELOAD: LATER, LATER_SECONDS: String(daysLater * DAY_SECONDS) } : {};
    await this.#launch({ ...this.options, extension: null, environment: { ...this.options.environment, ...clock } });
  }

  /** The administrator's file; read when the host starts. */
  async writePolicy(policy) {
    await writeFile(this.policy, typeof policy === "string" ? policy : JSON.stringify(policy));
  }

  /** Disables the extension and enables it again: it starts anew, with a new host, and has forgotten what it told this session. */
  reloadExtension() {
    return this.chrome.run(async (id) => {
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      const addon = await AddonManager.getAddonByID(id);
      await addon.disable();
      await addon.enable();
    }, EXTENSION_ID);
  }

  /** Stops the extension's background page, as Thunderbird does with one that is idle. */
  stopBackground() {
    return this.chrome.run(async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    }, EXTENSION_ID);
  }

  /** Closes every window but the main one, unsaved, and empties outbox and sink. */
  async reset() {
    if (this.process.exitCode !== null) {
      return;
    }
    await this.chrome.run(async () => {
      const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
      const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
      const others = () => [...Services.wm.getEnumerator(null)].filter((window) => window.document.documentElement.getAttribute("windowtype") !== "mail:3pane");
      for (let tries = 0; others().length > 0 && tries < 100; tries++) {
        others().forEach((window) => window.close());
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const outbox = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue);
      const messages = outbox ? [...outbox.messages] : [];
      if (messages.length > 0) {
        outbox.deleteMessages(messages, null, true, false, null, false);
      }
    });
    await this.sink.clear();
  }

  /** What Thunderbird has printed, without GTK's complaints that there is no screen, and what the extension's pages have logged. */
  async log() {
    const printed = await readFile(path.join(this.folder, "thunderbird.log"), "utf8").catch(() => "");
    const console = await this.#console().catch(() => []);
    return [...printed.split("\n").filter((line) => !/glib warning|Gtk-CRITICAL|D-Bus/.test(line)), ...console].join("\n");
  }

  #console() {
    return this.chrome.run(async () => {
      const said = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).getEvents().filter((event) => event.filename?.startsWith("moz-extension://"));
      const errors = Services.console.getMessageArray().map(String).filter((message) => message.includes("moz-extension://"));
      return [...said.map((event) => `${event.filename.replace(/^moz-extension:\/\/[^/]*/, "")}:${event.lineNumber} ${event.level}: ${event.arguments.map(String).join(" ")}`), ...errors];
    });
  }

  /** Ends it, by force if it does not end by itself, and takes everything of it away. */
  async stop() {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) {
      this.chrome?.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      await Promise.race([this.exited, sleep(10000)]);
      if (this.process.exitCode === null && this.process.signalCode === null) {
        process.kill(-this.process.pid, "SIGKILL");
        await this.exited;
      }
    }
    this.chrome?.close();
    this.sink?.stop();
    if (this.folder && !process.env.LASTMILE_KEEP) {
      await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
}

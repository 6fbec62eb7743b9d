// SPDX-License-Identifier: MPL-2.0
// As much of Thunderbird as the background page sees: compose windows that can be sent, windows, a native host. Each start of the
// background page loads the modules anew, so that what a page keeps in memory is lost as it is in Thunderbird.

import { register } from "node:module";
import { FakeArea, FakeEvent, FakePort, strict } from "./fake.js";

const EXTENSION = new URL("../../../extension/", import.meta.url);

/** Hands a module's "?fresh=N" on to what it imports, so that N is a set of modules of its own. */
const hook = `
  export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    const fresh = context.parentURL && new URL(context.parentURL).search;
    return fresh && specifier.startsWith(".") ? { ...found, url: found.url + fresh } : found;
  }
`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
let copies = 0;

/** A module of the extension, with everything it imports, as if loaded for the first time. */
export function freshModule(name) {
  return import(new URL(`${name}?fresh=${++copies}`, EXTENSION).href);
}

export class FakeThunderbird {
  ports = [];
  sent = [];
  composing = new Map();
  windows = new Map();
  session = new FakeArea();
  local = new FakeArea();
  /** Sent folders: pages of message headers. */
  sentFolders = {};
  aborted = [];
  badges = new Map();
  tabsOpened = [];
  addressBook = [];
  displayed = [];
  raw = new Map();
  opened = [];
  /** Message-IDs of mails that were deleted. */
  deleted = new Set();
  /** Details of the messages that the extension began. */
  begun = [];
  alarms = new Map();
  identities = ["li.wei@hengda-valves.cn"];
  notifications = new Map();
  #nextId = 100;

  /** @host: what a new port talks to; null: none is installed. */
  constructor(host) {
    this.host = host;
  }

  compose(details) {
    const id = this.#nextId++;
    const windowId = this.#nextId++;
    this.windows.set(windowId, { id: windowId, left: 0, top: 0, width: 900 });
    this.composing.set(id, { tab: { id, windowId, type: "messageCompose" }, locked: false, details: { identityId: "id1", from: "Li Wei <li.wei@hengda-valves.cn>", to: [], cc: [], bcc: [], replyTo: [], subject: "Offer", plainTextBody: "Dear Bob", isPlainText: true, type: "new", ...details } });
    return id;
  }

  /** Starts the background page, for the first time or again. */
  async start() {
    this.#makeApi();
    globalThis.browser = this.browser;
    await freshModule("background.js");
  }

  /** Send or Send Later, as Thunderbird does it: the window is locked while listeners think; "sent", "cancelled" or "locked". */
  async press(tabId, mode = "sendNow") {
    const state = this.composing.get(tabId);
    if (!state || state.locked) {
      return "locked";
    }
    state.locked = true;
    const details = structuredClone(state.details);
    const answer = await this.browser.compose.onBeforeSend.fire(state.tab, structuredClone(details));
    state.locked = false;
    if (answer?.cancel) {
      this.browser.compose.onAfterSend.fire(state.tab, { mode, messages: [], error: "Send aborted by an onBeforeSend event" });
      return "cancelled";
    }
    this.sent.push({ mode, to: details.to, details });
    this.browser.compose.onAfterSend.fire(state.tab, { mode, messages: [], headerMessageId: "1@x", details });
    this.closeCompose(tabId);
    return "sent";
  }

  closeCompose(tabId) {
    const state = this.composing.get(tabId);
    this.composing.delete(tabId);
    this.closeWindow(state.tab.windowId);
    this.browser.tabs.onRemoved.fire(tabId, {});
  }

  closeWindow(windowId) {
    if (this.windows.delete(windowId)) {
      this.browser.windows.onRemoved.fire(windowId);
    }
  }

  /** The ids of the open Send windows. */
  get asking() {
    return [...this.windows.values()].filter(({ url }) => url?.includes("/verdict/")).map(({ id }) => id);
  }

  /** What a page of the extension gets for a message to the background page. */
  tell(message) {
    return this.browser.runtime.onMessage.fire(structuredClone(message));
  }

  /** Every request of a type that any host got. */
  requests(type) {
    return this.ports.flatMap(({ posted }) => posted).filter((request) => request.type === type);
  }

  #connect() {
    const port = new FakePort(this.host ?? (() => {}));
    this.ports.push(port);
    if (this.host === null) {
      setImmediate(() => port.die("No such native application lastmile"));
    }
    return port;
  }

  #state(tabId) {
    const state = this.composing.get(tabId);
    if (!state) {
      throw new Error(`Invalid tab ID: ${tabId}`);
    }
    return state;
  }

  #compose() {
    return {
      onBeforeSend: new FakeEvent(),
      onAfterSend: new FakeEvent(),
      onComposeStateChanged: new FakeEvent(),
      onIdentityChanged: new FakeEvent(),
      getComposeDetails: async (tabId) => structuredClone(this.#state(tabId).details),
      beginNew: async (details) => void this.begun.push(details),
      setComposeDetails: async (tabId, details) => void Object.assign(this.#state(tabId).details, details),
      sendMessage: async (tabId, { mode }) => {
        const how = await this.press(tabId, mode === "default" ? "sendNow" : mode);
        if (how !== "sent") {
          throw new Error(`compose.sendMessage failed: ${how}`);
        }
      },
    };
  }

  #windows() {
    return {
      onRemoved: new FakeEvent(),
      onFocusChanged: new FakeEvent(),
      get: async (id) => this.#window(id),
      getLastFocused: async () => [...this.windows.values()].at(-1) ?? { id: -1 },
      create: async (options) => {
        const id = this.#nextId++;
        this.windows.set(id, { id, ...options });
        return { id };
      },
      update: async (id) => this.#window(id),
      remove: async (id) => {
        this.#window(id);
        this.closeWindow(id);
      },
    };
  }

  #window(id) {
    if (!this.windows.has(id)) {
      throw new Error(`Invalid window ID: ${id}`);
    }
    return this.windows.get(id);
  }

  #addressBooks() {
    return {
      list: async () => [{ id: "book" }],
      contacts: {
        onCreated: new FakeEvent(),
        onUpdated: new FakeEvent(),
        onDeleted: new FakeEvent(),
        list: async () => this.addressBook.map((vCard, id) => ({ id: String(id), vCard })),
        get: async (id) => ({ id, vCard: this.addressBook[Number(id)] }),
        query: async ({ searchString }) => this.addressBook.filter((vCard) => vCard.toLowerCase().includes(searchString)).map((vCard) => ({ vCard })),
      },
      mailingLists: { listMembers: async () => this.addressBook.map((vCard) => ({ vCard })) },
    };
  }

  #folders() {
    return {
      query: async ({ specialUse }) => (specialUse[0] === "sent" ? Object.keys(this.sentFolders).map((id) => ({ id })) : []),
      getFolderInfo: async (id) => ({ totalMessageCount: this.sentFolders[id].flat().length }),
    };
  }

  /** Lists of messages come in pages; the last one has no id. */
  #lists() {
    const page = (folder, number) => ({ id: number + 1 < this.sentFolders[folder].length ? `${folder}:${number}` : null, messages: this.sentFolders[folder][number] ?? [] });
    return {
      list: async (folder) => page(folder, 0),
      continueList: async (id) => page(id.split(":")[0], Number(id.split(":")[1]) + 1),
      abortList: async (id) => void this.aborted.push(id),
    };
  }

  #badge(name) {
    return async ({ tabId, ...value }) => void this.badges.set(tabId, { ...this.badges.get(tabId), [name]: Object.values(value)[0] });
  }

  #makeApi() {
    this.browser = strict({
      compose: this.#compose(),
      windows: this.#windows(),
      addressBooks: this.#addressBooks(),
      tabs: {
        onCreated: new FakeEvent(),
        onRemoved: new FakeEvent(),
        query: async () => [...this.composing.values()].map(({ tab }) => tab),
        get: async (id) => this.#state(id).tab,
        create: async ({ url }) => void this.tabsOpened.push(url),
      },
      composeAction: { setBadgeText: this.#badge("text"), setBadgeBackgroundColor: this.#badge("colour"), setBadgeTextColor: async () => {}, setTitle: this.#badge("title") },
      runtime: { onMessage: new FakeEvent(), onInstalled: new FakeEvent(), onStartup: new FakeEvent(), getManifest: () => ({ version: "0.1.0" }), getURL: (path) => `moz-extension://x/${path}`, connectNative: () => this.#connect() },
      storage: { session: this.session, local: this.local, managed: { get: () => this.managed ?? Promise.reject(new Error("Managed storage manifest not found")) } },
      i18n: { getMessage: (key) => key },
      messengerUtilities: { parseMailboxString: async (text) => [{ name: /^"?([^"<]*?)"? ?</.exec(text)?.[1] ?? "", email: /<([^>]*)>/.exec(text)?.[1] ?? text }], convertToPlainText: async (html) => html.replace(/<[^>]*>/g, "") },
      folders: this.#folders(),
      accounts: { list: async () => [{ identities: this.identities.map((email) => ({ email })) }] },
      messageDisplay: {
        onMessagesDisplayed: new FakeEvent(),
        getDisplayedMessages: async () => ({ messages: this.displayed }),
        open: async (which) => {
          if (this.deleted.has(which.headerMessageId)) {
            throw new Error(`Unknown or invalid headerMessageId: ${which.headerMessageId}.`);
          }
          this.opened.push(which);
        },
      },
      messageDisplayAction: {
        enable: async (tabId) => void this.badges.set(tabId, { ...this.badges.get(tabId), enabled: true }),
        disable: async (tabId) => void this.badges.set(tabId, { ...this.badges.get(tabId), enabled: false }),
        setBadgeText: this.#badge("text"),
        setBadgeBackgroundColor: this.#badge("colour"),
        setTitle: this.#badge("title"),
      },
      alarms: { onAlarm: new FakeEvent(), create: async (name, { when }) => void this.alarms.set(name, when), get: async (name) => (this.alarms.has(name) ? { name } : undefined), clear: async (name) => this.alarms.delete(name) },
      notifications: {
        onClicked: new FakeEvent(),
        create: async (name, { title, message }) => void this.notifications.set(name, { title, message }),
        clear: async (name) => this.notifications.delete(name),
      },
      messages: { onNewMailReceived: new FakeEvent(), get: async () => ({ author: "a@x.example", recipients: ["b@x.example"], ccList: [] }), getRaw: async (id) => new Blob([this.raw.get(id)]), ...this.#lists() },
    });
  }
}

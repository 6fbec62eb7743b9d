// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The port to the native host: requests get ids and deadlines, reports that came in pages are joined, and whatever the host does
// wrong ends in a HostError whose `cause` says what happened. After any of them the next request starts a new host.

/** @import { Hello, Message, Report } from "../types/protocol.js" */

export const HOST_NAME = "lastmile";
export const PROTOCOL = 1;

const NEEDED = ["check", "dismiss", "chosen", "sent"];
const HELLO_MS = 4000;
const ANSWER_MS = 4000;
const MANAGED_MS = 1000;

/** What a request is answered by, where it is not "done". */
const REPLIES = { hello: "hello", settings: "hello", check: "report", status: "status", dismissals: "dismissals", bounce: "bounce", sender: "sender", journal: "journal", journal_stats: "journal_stats", journal_export: "journal_export", journal_import: "journal_import", audit: "audit", review: "review", review_request: "review", review_decide: "review", review_list: "reviews" };
const SEVERITIES = ["info", "notice", "warning", "block"];

/**
 * @typedef {"missing" | "failed" | "crashed" | "hung" | "garbage" | "incompatible" | "refused"} Cause
 *   missing: not installed; failed: ended before it answered; crashed: ended later; hung: no answer within the deadline; garbage:
 *   an answer that is none; incompatible: another protocol; refused: an error reply.
 */
export class HostError extends Error {
  /** @param {Cause} cause @param {string} [detail] for the log */
  constructor(cause, detail = "") {
    super(`${cause}${detail ? `: ${detail}` : ""}`);
    this.cause = cause;
    this.detail = detail;
  }

  /** The code of an error reply; "" where it was none. */
  get code() {
    return this.cause === "refused" ? this.detail.split(" ")[0] : "";
  }
}

/** @template T @param {Promise<T>} promise @param {number} ms @param {T} otherwise @returns {Promise<T>} */
async function within(promise, ms, otherwise) {
  /** @type {any} */
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(otherwise), ms)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the administrator put into managed storage; undefined: nothing. Its absence is told by a rejection, and it may never answer. */
async function managedPolicy() {
  const asked = Promise.resolve()
    .then(() => browser.storage.managed.get())
    .catch(() => undefined);
  const managed = await within(asked, MANAGED_MS, undefined);
  return managed && Object.keys(managed).length > 0 ? managed : undefined;
}

/** @param {any} answer */
function isPage({ page, pages }) {
  return Number.isInteger(page) && Number.isInteger(pages) && page >= 1 && page <= pages;
}

/** @param {any} report */
function isReport(report) {
  const isFinding = (/** @type {any} */ finding) =>
    typeof finding?.code === "string" && SEVERITIES.includes(finding.severity) && typeof finding.subject === "string";
  return (
    Array.isArray(report.findings) &&
    report.findings.every(isFinding) &&
    Array.isArray(report.not_checked) &&
    ["ok", ...SEVERITIES].includes(report.verdict) &&
    isPage(report)
  );
}

/** @param {any} hello */
function isHello(hello) {
  return Number.isInteger(hello.protocol) && Array.isArray(hello.capabilities) && Array.isArray(hello.checks) && !!hello.policy?.in_force;
}

/** What an answer of some types must have besides its type. @type {Record<string, (answer: any) => boolean>} */
const FORMS = { report: isReport, hello: isHello, journal_export: (answer) => isPage(answer) && typeof answer.data === "string" };

/** What the pages of an answer, all of them there, say together. @type {Record<string, (pages: any[]) => any>} */
const JOINED = {
  report: (pages) => ({
    ...pages[pages.length - 1],
    findings: pages.flatMap(({ findings }) => findings),
    not_checked: pages.flatMap(({ not_checked }) => not_checked),
  }),
  journal_export: (pages) => ({ ...pages[pages.length - 1], data: pages.map(({ data }) => data) }),
};

/**
 * A request that waits for its answer.
 *
 * @typedef {object} Waiting
 * @property {string} reply the type of its answer
 * @property {(value: any) => void} resolve
 * @property {(error: HostError) => void} reject
 * @property {any} timer
 * @property {any[]} pages of the answer that is arriving
 * @property {Report | null} interim the last whole report that was not final
 * @property {((report: Report) => void) | undefined} onReport
 */

export class Host {
  /** @type {any} */
  #port = null;
  /** @type {Promise<Hello> | null} */
  #greeted = null;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #nextId = 1;
  /** @type {Hello | null} what the host in use said of itself */
  hello = null;

  /** Resolves with the host's hello; starts it where it is not running. */
  ready() {
    this.#greeted ??= this.#greet();
    return this.#greeted;
  }

  /**
   * Asks anything but a check.
   *
   * @param {string} type @param {object} [fields] @param {number} [deadline] milliseconds
   */
  async request(type, fields = {}, deadline = ANSWER_MS) {
    await this.ready();
    const answer = await this.#ask({ type, ...fields }, deadline);
    if (type === "settings") {
      this.hello = answer;
      this.#greeted = Promise.resolve(answer);
    }
    return answer;
  }

  /**
   * Checks a message and resolves with the last report. Past the deadline it resolves with what has come by then (`final` is false),
   * and rejects if nothing has. `allow` are the milliseconds that the host may take, where it is not to be what the policy says.
   *
   * @param {Message} message
   * @param {{ reason: string, deadline: number, allow?: number, onReport?: (report: Report) => void, signal?: AbortSignal }} options
   * @returns {Promise<Report>}
   */
  async check(message, { reason, deadline, allow, onReport, signal }) {
    const end = Date.now() + deadline;
    await within(this.ready(), deadline, undefined);
    if (!this.hello) {
      throw this.#drop(new HostError("hung", "hello"));
    }
    const id = this.#nextId;
    const answer = this.#ask({ type: "check", message, reason, ...(allow !== undefined && { deadline_ms: allow }) }, Math.max(1, end - Date.now()), onReport);
    const cancel = () => this.#ask({ type: "cancel", target: id }, ANSWER_MS).catch(() => {});
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await answer;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** Ends the host in use; the next request starts another. */
  reset() {
    this.#drop(new HostError("crashed", "reset"));
  }

  async #greet() {
    const managed = await managedPolicy();
    let port;
    try {
      port = this.#connect();
      const hello = await this.#ask({ type: "hello", protocol: PROTOCOL, extension: browser.runtime.getManifest().version, ...(managed && { managed }) }, HELLO_MS);
      if (hello.protocol !== PROTOCOL || !NEEDED.every((name) => hello.capabilities.includes(name))) {
        throw new HostError("incompatible", `protocol ${hello.protocol}, version ${hello.version}`);
      }
      this.hello = hello;
      return hello;
    } catch (error) {
      const own = error instanceof HostError ? error : new HostError("failed", String(error));
      throw !port || port === this.#port ? this.#drop(own) : own;
    }
  }

  #connect() {
    const port = browser.runtime.connectNative(HOST_NAME);
    this.#port = port;
    port.onMessage.addListener((/** @type {any} */ message) => this.#receive(port, message));
    port.onDisconnect.addListener((/** @type {any} */ ended) => this.#lost(port, ended?.error ?? port.error));
    return port;
  }

  /** @param {any} port @param {{ message?: string } | null | undefined} error */
  #lost(port, error) {
    if (port !== this.#port) {
      return;
    }
    const text = error?.message ?? "";
    const cause = /No such native application/i.test(text) ? "missing" : this.hello ? "crashed" : "failed";
    this.#drop(new HostError(cause, text));
  }

  /** Forgets the host; everything that waits for it ends with @error, which is returned. @param {HostError} error */
  #drop(error) {
    const port = this.#port;
    this.#port = null;
    this.#greeted = null;
    this.hello = null;
    const ended = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of ended) {
      clearTimeout(waiting.timer);
      waiting.reject(error);
    }
    try {
      port?.disconnect();
    } catch {
      // it was gone already
    }
    return error;
  }

  /** @param {{ type: string, [key: string]: any }} request @param {number} deadline @param {(report: Report) => void} [onReport] @returns {Promise<any>} */
  #ask(request, deadline, onReport) {
    return new Promise((resolve, reject) => {
      if (!this.#port) {
        reject(new HostError("crashed"));
        return;
      }
      const id = this.#nextId++;
      const reply = REPLIES[/** @type {keyof typeof REPLIES} */ (request.type)] ?? "done";
      const timer = setTimeout(() => this.#late(id), deadline);
      this.#waiting.set(id, { reply, resolve, reject, timer, pages: [], interim: null, onReport });
      try {
        this.#port.postMessage({ ...request, id });
      } catch (error) {
        this.#drop(new HostError("crashed", String(error)));
      }
    });
  }

  /** A host that does not answer one request is not trusted with the next. @param {number} id */
  #late(id) {
    const waiting = this.#waiting.get(id);
    if (waiting?.interim) {
      this.#waiting.delete(id);
      waiting.resolve(waiting.interim);
    }
    this.#drop(new HostError("hung"));
  }

  /** @param {any} port @param {any} message */
  #receive(port, message) {
    if (port !== this.#port) {
      return;
    }
    const waiting = this.#waiting.get(message?.id);
    if (!waiting) {
      this.#stray(message);
      return;
    }
    if (message.type === "error") {
      this.#settle(message.id).reject(new HostError("refused", `${message.code} ${message.field ?? ""} ${message.detail ?? ""}`));
    } else if (message.type !== waiting.reply || FORMS[message.type]?.(message) === false) {
      this.#drop(new HostError("garbage", String(message.type)));
    } else if (JOINED[message.type]) {
      this.#page(waiting, message);
    } else {
      this.#settle(message.id).resolve(message);
    }
  }

  /** An answer to a request that is over is late, no more; anything else says that this is no host of ours. @param {any} message */
  #stray(message) {
    const known = Number.isInteger(message?.id) && message.id > 0 && message.id < this.#nextId;
    if (!known) {
      this.#drop(new HostError("garbage", "an answer to nothing"));
    }
  }

  /** @param {number} id */
  #settle(id) {
    const waiting = /** @type {Waiting} */ (this.#waiting.get(id));
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    return waiting;
  }

  /** @param {Waiting} waiting @param {any} page */
  #page(waiting, page) {
    if (page.page === 1) {
      waiting.pages = [];
    }
    if (page.page !== waiting.pages.length + 1) {
      this.#drop(new HostError("garbage", `page ${page.page} after ${waiting.pages.length}`));
      return;
    }
    waiting.pages.push(page);
    if (page.page < page.pages) {
      return;
    }
    const whole = JOINED[page.type](waiting.pages);
    if (page.final === false) {
      waiting.interim = whole;
    }
    waiting.onReport?.(whole);
    if (page.final !== false) {
      this.#settle(page.id).resolve(whole);
    }
  }
}

/** The one that the whole extension uses; it lives in the background page. */
export const host = new Host();

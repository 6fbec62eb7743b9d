// SPDX-License-Identifier: MPL-2.0
// Fakes of Thunderbird's API that throw on whatever was not faked, so that a test never passes on an `undefined`.

import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;

/** Makes every object in @parts throw where something is asked for that it does not have. */
export function strict(parts, path = "browser") {
  const filled = Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, value && Object.getPrototypeOf(value) === Object.prototype ? strict(value, `${path}.${name}`) : value])
  );
  return new Proxy(filled, {
    get(target, name) {
      if (typeof name === "string" && !(name in target)) {
        throw new Error(`${path}.${name} is not faked`);
      }
      return target[name];
    },
  });
}

/** An event of Thunderbird: listeners are called in order; fire () resolves with the first answer that is not undefined. */
export class FakeEvent {
  listeners = [];

  addListener(listener) {
    this.listeners.push(listener);
  }

  async fire(...args) {
    const answers = await Promise.all(this.listeners.map((listener) => listener(...args)));
    return answers.find((answer) => answer !== undefined);
  }
}

/** storage.session: values are copied, as Thunderbird does. */
export class FakeArea {
  values = {};
  onChanged = new FakeEvent();

  async get(name) {
    return structuredClone(name === null ? this.values : name in this.values ? { [name]: this.values[name] } : {});
  }

  async set(values) {
    Object.assign(this.values, structuredClone(values));
  }

  async remove(name) {
    delete this.values[name];
  }
}

/** A port whose other end is @host (request, reply, port), called for each request. */
export class FakePort {
  onMessage = new FakeEvent();
  onDisconnect = new FakeEvent();
  error = null;
  posted = [];
  closed = false;

  constructor(host) {
    this.host = host;
  }

  postMessage(request) {
    if (this.closed) {
      throw new Error("Attempt to postMessage on disconnected port");
    }
    this.posted.push(structuredClone(request));
    setImmediate(() => this.closed || this.host(request, (message) => this.closed || this.onMessage.fire(structuredClone(message)), this));
  }

  disconnect() {
    this.closed = true;
  }

  /** The host's end goes away. */
  die(message = "An unexpected error occurred") {
    if (!this.closed) {
      this.closed = true;
      this.error = { message };
      this.onDisconnect.fire(this);
    }
  }
}

/** What a host says of itself. */
export function hello(more = {}) {
  const requests = ["hello", "check", "cancel", "dismiss", "chosen", "sent", "learn", "learn_sent", "heard", "settings", "status", "dismissals"];
  return {
    type: "hello",
    protocol: 1,
    version: "0.1.0",
    capabilities: requests,
    checks: [],
    policy: { in_force: { network: { deadline_ms: 0 } }, locked: [], origins: [], problems: [] },
    ...more,
  };
}

export function report(findings = [], more = {}) {
  const order = ["info", "notice", "warning", "block"];
  const worst = Math.max(-1, ...findings.map(({ severity }) => order.indexOf(severity)));
  return { type: "report", final: true, page: 1, pages: 1, verdict: worst < 0 ? "ok" : order[worst], mode: "enforce", findings, not_checked: [], ...more };
}

export function finding(more = {}) {
  return { code: "recipient_domain_typo", class: "recipient", severity: "warning", subject: "to[0]", address: "bob@gmial.com", params: {}, confidence: 1, ...more };
}

/** A host that answers everything, and finds what @find (message) says. */
export function goodHost(find = () => [], says = {}) {
  return (request, reply) => {
    const answers = { hello: () => hello(says), check: () => report(find(request.message)), status: () => ({ type: "status", correspondents: 0, dismissals: 0, problems: [] }), dismissals: () => ({ type: "dismissals", dismissals: [] }) };
    reply({ ...(answers[request.type]?.() ?? { type: "done" }), id: request.id });
  };
}

// SPDX-License-Identifier: MPL-2.0
// A client for Marionette, the remote control that is built into Thunderbird. A packet is "<byte length>:<json>"; a request
// [0, id, name, parameters] is answered by [1, id, error, value].
import net from "node:net";

export class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting = new Map();
  #nextId = 1;
  #greeting;

  static async connect(port) {
    const client = new Marionette();
    await client.#open(port);
    await client.send("WebDriver:NewSession", {});
    await client.send("Marionette:SetContext", { value: "chrome" });
    await client.send("WebDriver:SetTimeouts", { script: 60000 });
    return client;
  }

  #open(port) {
    return new Promise((resolve, reject) => {
      this.#greeting = resolve;
      this.#socket = net.connect(port, "127.0.0.1");
      this.#socket.on("data", (data) => this.#read(data));
      this.#socket.on("error", (error) => {
        reject(error);
        this.#failAll(error);
      });
      this.#socket.on("close", () => this.#failAll(new Error("Thunderbird closed the connection")));
    });
  }

  #failAll(error) {
    for (const { reject } of this.#waiting.values()) {
      reject(error);
    }
    this.#waiting.clear();
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const colon = this.#buffer.indexOf(":");
      if (colon < 0) {
        return;
      }
      const length = Number(this.#buffer.subarray(0, colon).toString());
      if (this.#buffer.length < colon + 1 + length) {
        return;
      }
      const packet = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      this.#dispatch(packet);
    }
  }

  #dispatch(packet) {
    if (!Array.isArray(packet)) {
      this.#greeting(packet);
      return;
    }
    const [, id, error, value] = packet;
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace ?? ""}`));
    } else {
      resolve(value?.value ?? value);
    }
  }

  send(name, parameters) {
    const id = this.#nextId++;
    const json = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(json)}:${json}`);
    });
  }

  /** Runs an async function in Thunderbird's chrome; arguments and result are JSON. */
  run(body, ...args) {
    const script = `
      const [args, done] = [Array.from(arguments).slice(0, -1), arguments[arguments.length - 1]];
      (${body})(...args).then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) + "\\n" + (error.stack || "") }));
    `;
    return this.send("WebDriver:ExecuteAsyncScript", { script, args, sandbox: "system", newSandbox: false }).then((result) => {
      if (result.error) {
        throw new Error(result.error);
      }
      return result.value;
    });
  }

  close() {
    this.#socket?.destroy();
  }
}

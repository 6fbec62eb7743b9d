// SPDX-License-Identifier: MPL-2.0
// A real SMTP server on loopback (Debian's python3-aiosmtpd) that files whatever it gets in a Maildir.
import { spawn } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

export class Sink {
  static async start(folder) {
    const sink = new Sink();
    sink.folder = path.join(folder, "sink");
    sink.port = await freePort();
    sink.process = spawn("/usr/bin/python3", ["-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Mailbox", sink.folder, "-l", `127.0.0.1:${sink.port}`], { stdio: "ignore" });
    for (let tries = 0; !(await accepts(sink.port)); tries++) {
      if (tries > 100 || sink.process.exitCode !== null) {
        throw new Error("the SMTP sink does not start: is python3-aiosmtpd installed?");
      }
      await sleep(100);
    }
    return sink;
  }

  /** Every message that arrived: { from, to (of the envelope), subject, text }, oldest first. */
  async messages() {
    const fresh = path.join(this.folder, "new");
    const names = (await readdir(fresh).catch(() => [])).sort();
    return Promise.all(
      names.map(async (name) => {
        const text = await readFile(path.join(fresh, name), "utf8");
        const header = (key) => new RegExp(`^${key}: ((?:.*\\r?\\n[ \\t])*.*)`, "im").exec(text)?.[1].replace(/\r?\n[ \t]/g, " ").trim();
        return { from: header("X-MailFrom"), to: (header("X-RcptTo") ?? "").split(/,\s*/), subject: header("Subject"), text };
      })
    );
  }

  /** Waits until @count messages are there; fails when it takes too long. */
  async waitFor(count, milliseconds = 15000) {
    const end = Date.now() + milliseconds;
    for (;;) {
      const messages = await this.messages();
      if (messages.length >= count) {
        return messages;
      }
      if (Date.now() > end) {
        throw new Error(`${messages.length} of ${count} messages arrived in ${milliseconds} ms`);
      }
      await sleep(100);
    }
  }

  async clear() {
    const fresh = path.join(this.folder, "new");
    for (const name of await readdir(fresh).catch(() => [])) {
      await rm(path.join(fresh, name));
    }
  }

  stop() {
    this.process.kill();
  }
}

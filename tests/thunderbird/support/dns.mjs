// SPDX-License-Identifier: MPL-2.0
// A DNS server for a zone of the test's own, on loopback.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../network/dns_server.py", import.meta.url));

/** Resolves to the server's process and "127.0.0.1:PORT"; @options are those of dns_server.py. */
export async function serveZone(zone, ...options) {
  const server = spawn("/usr/bin/python3", [script, zone, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const port = await new Promise((resolve, reject) => {
    server.stdout.once("data", (data) => resolve(Number(data)));
    server.once("exit", () => reject(new Error("dns_server.py does not start: is python3-dnspython installed?")));
  });
  return { server, address: `127.0.0.1:${port}` };
}

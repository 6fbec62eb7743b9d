// SPDX-License-Identifier: MPL-2.0
// A display that nobody sees (Xvfb), and pictures of what is on it.
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export class Display {
  static async start(width = 1280, height = 1024) {
    const display = new Display();
    display.process = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      detached: true,
    });
    display.name = await new Promise((resolve, reject) => {
      display.process.on("error", (error) => reject(new Error(`Xvfb does not start (${error.message}): is Debian's package xvfb installed?`)));
      display.process.on("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
      display.process.stdio[3].once("data", (data) => resolve(`:${data.toString().trim()}`));
    });
    return display;
  }

  /** Saves what is seen, or the part of it in { x, y, width, height }, as a PNG of few colours. */
  async picture(file, area) {
    const crop = area ? ["-crop", `${area.width}x${area.height}+${area.x}+${area.y}`, "+repage"] : [];
    await run("import", ["-window", "root", ...crop, "-strip", "+dither", "-colors", "200", "-define", "png:compression-level=9", `PNG8:${file}`], {
      env: { ...process.env, DISPLAY: this.name },
    });
  }

  stop() {
    this.process.kill();
  }
}

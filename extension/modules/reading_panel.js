// SPDX-License-Identifier: MPL-2.0
// @ts-check
// A long reading that the user starts: how far it is, with pause and cancel. The page that holds the panel does the reading; closed,
// it pauses.

import { element } from "./dom.js";

/** @typedef {"ask" | "later" | "running" | "paused" | "done" | "failed"} Phase */
/** @typedef {{ done: number, total: number }} Progress */

/**
 * What is read.
 *
 * @typedef {object} Job
 * @property {string} label of the progress bar
 * @property {Node[]} intro what stands above it
 * @property {(name: string) => string} say a button's text ("start"), or the line of a phase ("paused")
 * @property {(progress: Progress) => string} progress the line while it runs
 * @property {Record<Phase, string[]>} buttons of each phase
 * @property {() => Promise<unknown>} [later] the user does not want it now
 * @property {() => Promise<string>} [missing] what must be done before it can start; "": nothing
 * @property {(options: { onProgress: (progress: Progress) => void, signal: AbortSignal }) => Promise<boolean>} read on from where it
 *   stopped; false: stopped by the signal
 * @property {() => Promise<boolean>} isUnfinished a reading was begun and not ended
 * @property {() => Promise<unknown>} forget where it stopped
 * @property {() => Promise<string>} done the line at its end
 */

class ReadingPanel {
  /** @type {AbortController | null} */
  #reading = null;
  #line = element("p", { role: "status", class: "reading-line" });
  #bar = element("progress", { max: "1", value: "0" });
  #buttons = element("div", { class: "row" });

  /** @param {HTMLElement} holder @param {Job} job */
  constructor(holder, job) {
    this.holder = holder;
    this.job = job;
    this.#bar.setAttribute("aria-label", job.label);
    holder.replaceChildren(...job.intro, this.#line, this.#bar, this.#buttons);
  }

  /** @param {Phase} phase @param {string} [line] */
  show(phase, line = "") {
    this.holder.dataset.phase = phase;
    this.#line.textContent = line;
    this.#bar.hidden = phase !== "running" && phase !== "paused";
    const buttons = this.job.buttons[phase].map((name, i) => {
      const button = element("button", { type: "button", "data-act": name, ...(i === 0 && phase !== "done" && { class: "primary" }) }, [this.job.say(name)]);
      button.addEventListener("click", () => this.#act(name));
      return button;
    });
    this.#buttons.replaceChildren(...buttons);
  }

  /** @param {string} name */
  #act(name) {
    if (name === "later") {
      this.job.later?.();
      this.show("later", this.job.say("later_done"));
    } else if (name === "pause") {
      this.#reading?.abort("paused");
    } else if (name === "cancel") {
      this.#cancel();
    } else {
      this.#read();
    }
  }

  #cancel() {
    if (this.#reading) {
      this.#reading.abort("cancelled");
    } else {
      this.#cancelled();
    }
  }

  async #cancelled() {
    await this.job.forget();
    this.show("ask", this.job.say("cancelled"));
  }

  async #read() {
    const missing = await this.job.missing?.();
    if (missing) {
      this.show("ask", missing);
      return;
    }
    const reading = new AbortController();
    this.#reading = reading;
    this.show("running", this.job.say("running"));
    try {
      const whole = await this.job.read({ onProgress: (progress) => this.#progress(progress), signal: reading.signal });
      this.#reading = null;
      await (whole ? this.#done() : reading.signal.reason === "cancelled" ? this.#cancelled() : this.show("paused", this.job.say("paused")));
    } catch (error) {
      this.#reading = null;
      console.warn("Lastmile:", String(error));
      this.show("failed", this.job.say("failed"));
    }
  }

  /** @param {Progress} progress */
  #progress({ done, total }) {
    this.#bar.max = Math.max(total, 1);
    this.#bar.value = done;
    this.#line.textContent = this.job.progress({ done, total });
  }

  async #done() {
    this.show("done", await this.job.done());
  }
}

/** Puts the panel of @job into @holder. @param {HTMLElement} holder @param {Job} job */
export async function showReadingPanel(holder, job) {
  const panel = new ReadingPanel(holder, job);
  if (await job.isUnfinished()) {
    panel.show("paused", job.say("paused"));
  } else {
    panel.show("ask");
  }
}

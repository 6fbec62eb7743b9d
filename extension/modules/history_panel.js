// SPDX-License-Identifier: MPL-2.0
// @ts-check
// "Whom do you know?": asks whether the Sent folders and the address books may be read, and shows how that goes. The page that
// holds the panel does the reading: closed, it pauses.

import { element } from "./dom.js";
import { forgetPosition, isUnfinished, readSentFolders } from "./history.js";
import { fill, text } from "./texts.js";
/** @import { SentMail } from "./history.js" */

/** @typedef {"ask" | "later" | "running" | "paused" | "done" | "failed"} Phase */

/** The buttons of each phase. @type {Record<Phase, string[]>} */
const BUTTONS = { ask: ["start", "later"], later: ["start"], running: ["pause", "cancel"], paused: ["resume", "cancel"], done: ["again"], failed: ["resume", "cancel"] };

/** @param {string} topic @param {object} [more] */
const tell = (topic, more = {}) => browser.runtime.sendMessage({ topic, ...more });

class HistoryPanel {
  /** @type {AbortController | null} */
  #reading = null;
  #line = element("p", { role: "status", class: "history-line" });
  #bar = element("progress", { max: "1", value: "0" });
  #buttons = element("div", { class: "row" });

  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.#bar.setAttribute("aria-label", text("learn_title"));
    holder.replaceChildren(element("p", {}, [text("learn_why")]), element("p", { class: "soft" }, [text("learn_means")]), this.#line, this.#bar, this.#buttons);
  }

  /** @param {Phase} phase @param {string} [line] */
  show(phase, line = "") {
    this.holder.dataset.phase = phase;
    this.#line.textContent = line;
    this.#bar.hidden = phase !== "running" && phase !== "paused";
    const buttons = BUTTONS[phase].map((name, i) => {
      const button = element("button", { type: "button", "data-act": name, ...(i === 0 && phase !== "done" && { class: "primary" }) }, [text(`learn_${name}`)]);
      button.addEventListener("click", () => this.#act(name));
      return button;
    });
    this.#buttons.replaceChildren(...buttons);
  }

  /** @param {string} name */
  #act(name) {
    if (name === "later") {
      browser.storage.local.set({ learn: "no" });
      this.show("later", text("learn_later_done"));
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
    await forgetPosition();
    this.show("ask", text("learn_cancelled"));
  }

  async #read() {
    const reading = new AbortController();
    this.#reading = reading;
    this.show("running", text("learn_running"));
    try {
      await browser.storage.local.set({ learn: "yes" });
      await tell("learn books");
      const whole = await readSentFolders({
        learn: (/** @type {SentMail[]} */ mails) => tell("learn sent", { mails }),
        onProgress: ({ done, total }) => this.#progress(done, total),
        signal: reading.signal,
      });
      this.#reading = null;
      await (whole ? this.#done() : reading.signal.reason === "cancelled" ? this.#cancelled() : this.show("paused", text("learn_paused")));
    } catch (error) {
      this.#reading = null;
      console.warn("Lastmile:", String(error));
      this.show("failed", text("learn_failed"));
    }
  }

  /** @param {number} done @param {number} total */
  #progress(done, total) {
    this.#bar.max = Math.max(total, 1);
    this.#bar.value = done;
    this.#line.textContent = fill(text("learn_progress"), { done: String(done), total: String(total) });
  }

  async #done() {
    const { status } = await tell("host", { anew: false });
    this.show("done", fill(text("learn_done"), { count: String(status?.correspondents ?? 0) }));
  }
}

/** Puts the panel into @holder. @param {HTMLElement} holder */
export async function showHistoryPanel(holder) {
  const panel = new HistoryPanel(holder);
  panel.show(...(/** @type {[Phase, string?]} */ ((await isUnfinished()) ? ["paused", text("learn_paused")] : ["ask"])));
}

// SPDX-License-Identifier: MPL-2.0
// A page of the extension: the Send window, the list under the compose button, the options. Its content process is reached by frame
// scripts; a script that is loaded before the page has its address is lost, so each call is tried again until it is answered.

const evaluate = async (part, text, body, args, milliseconds) => {
  const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
  const browsers = () => {
    const found = [];
    for (const window of Services.wm.getEnumerator(null)) {
      found.push(...window.document.querySelectorAll("browser"));
    }
    return found.filter((browser) => browser.currentURI?.spec.startsWith("moz-extension://") && browser.currentURI.spec.includes(part) && browser.messageManager);
  };
  const script = (reply) => `data:application/javascript;charset=utf-8,${encodeURIComponent(`(async () => {
    let answer;
    try {
      const document = content.document;
      if (document.readyState !== "complete") { throw new Error("loading"); }
      if (!document.body.innerText.includes(${JSON.stringify(text)})) { throw new Error("not there yet: " + ${JSON.stringify(text)}); }
      answer = { value: await (${body})(content, ...${JSON.stringify(args)}) };
    } catch (error) {
      answer = { error: String(error) + "\\n" + (error.stack || "") };
    }
    sendAsyncMessage(${JSON.stringify(reply)}, JSON.stringify(answer ?? null));
  })()`)}`;
  const once = (browser) =>
    new Promise((resolve) => {
      const reply = `lastmile-test-${Math.random()}`;
      const manager = browser.messageManager;
      const listener = (message) => {
        manager.removeMessageListener(reply, listener);
        resolve(JSON.parse(message.data));
      };
      manager.addMessageListener(reply, listener);
      manager.loadFrameScript(script(reply), false);
      setTimeout(() => resolve({ error: "no answer" }), 1500);
    });
  const end = Date.now() + milliseconds;
  let last = `no page of the extension with "${part}" in its address`;
  do {
    for (const browser of browsers().reverse()) {
      const answer = await once(browser);
      if (!answer.error) {
        return answer.value ?? null;
      }
      last = answer.error;
      if (!/loading|no answer|not there yet/.test(last)) {
        throw new Error(last);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < end);
  throw new Error(last);
};

export class Page {
  /** @part of its address, "verdict.html"; nothing is looked for before the first call. */
  constructor(thunderbird, part, text = "") {
    this.thunderbird = thunderbird;
    this.part = part;
    this.text = text;
  }

  /** The one of several such pages that shows @text. */
  showing(text) {
    return new Page(this.thunderbird, this.part, text);
  }

  /** Runs `async (window, ...args) => value` in the page; throws "not there yet" in it to be run again. */
  evaluate(body, ...args) {
    return this.#evaluateWithin(10000, body, ...args);
  }

  #evaluateWithin(milliseconds, body, ...args) {
    return this.thunderbird.chrome.run(evaluate.toString(), this.part, this.text, body.toString(), args, milliseconds);
  }

  /** Whether such a page is open now. */
  isOpen() {
    return this.thunderbird.chrome.run(
      `async (part) => {
        for (const window of Services.wm.getEnumerator(null)) {
          for (const browser of window.document.querySelectorAll("browser")) {
            if (browser.currentURI?.spec.startsWith("moz-extension://") && browser.currentURI.spec.includes(part)) { return true; }
          }
        }
        return false;
      }`,
      this.part
    );
  }

  async waitClosed(milliseconds = 10000) {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      if (!(await this.isOpen())) {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  /** Waits until what the page shows stands still: two looks in a row, a moment apart, see the same. */
  settled() {
    return this.evaluate(async (window) => {
      const look = () => `${window.document.body.innerText}|${window.innerWidth}x${window.innerHeight}`;
      const before = look();
      await new Promise((resolve) => window.setTimeout(resolve, 400));
      if (look() !== before) {
        throw new Error("not there yet: a page that stands still");
      }
    });
  }

  /** Waits for the element, then clicks it. */
  click(selector) {
    return this.evaluate(async (window, wanted) => {
      const element = window.document.querySelector(wanted);
      if (!element || element.disabled || element.hidden) {
        throw new Error(`not there yet: ${wanted}`);
      }
      element.click();
    }, selector);
  }

  /** The text of every element that matches; at least one, unless @none. */
  texts(selector, { none = false } = {}) {
    return this.evaluate(
      async (window, wanted, mayBeNone) => {
        const found = [...window.document.querySelectorAll(wanted)].map((element) => element.innerText.trim());
        if (found.length === 0 && !mayBeNone) {
          throw new Error(`not there yet: ${wanted}`);
        }
        return found;
      },
      selector,
      none
    );
  }

  /** The findings shown: [{ code, severity, text }]. */
  findings() {
    return this.evaluate(async (window) => {
      const found = [...window.document.querySelectorAll(".finding[data-code]")];
      if (found.length === 0) {
        throw new Error("not there yet: .finding");
      }
      return found.map((element) => ({ code: element.dataset.code, severity: element.dataset.severity, text: element.innerText.trim() }));
    });
  }

  has(selector) {
    return this.evaluate(async (window, wanted) => !!window.document.querySelector(wanted)?.checkVisibility(), selector);
  }

  count(selector) {
    return this.evaluate(async (window, wanted) => window.document.querySelectorAll(wanted).length, selector);
  }

  /** Waits until an element that matches is seen. */
  waitFor(selector, milliseconds = 10000) {
    return this.#evaluateWithin(
      milliseconds,
      async (window, wanted) => {
        if (!window.document.querySelector(wanted)?.checkVisibility()) {
          throw new Error(`not there yet: ${wanted}`);
        }
      },
      selector
    );
  }

  /** The id of the element that has the focus. */
  focused() {
    return this.evaluate(async (window) => window.document.activeElement?.id ?? "");
  }

  waitFocused(selector) {
    return this.evaluate(async (window, wanted) => {
      if (window.document.activeElement !== window.document.querySelector(wanted)) {
        throw new Error(`not there yet: the focus on ${wanted}; it is on ${window.document.activeElement?.outerHTML}`);
      }
    }, selector);
  }

  /** Presses and releases a key in its window, as the keyboard does: Tab moves the focus, Enter presses what has it. */
  key(name) {
    return this.thunderbird.chrome.run(
      async (part, key) => {
        const shows = (window) => [...window.document.querySelectorAll("browser")].some((browser) => browser.currentURI?.spec.includes(part));
        const window = [...Services.wm.getEnumerator("mail:extensionPopup")].find(shows);
        const browser = [...window.document.querySelectorAll("browser")].find((candidate) => candidate.currentURI.spec.includes(part));
        window.focus();
        browser.focus();
        const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        processor.beginInputTransactionForTests(window, () => true);
        const event = new window.KeyboardEvent("", { key, code: key, bubbles: true });
        processor.keydown(event);
        processor.keyup(event);
      },
      this.part,
      name
    );
  }

  /** Where it is on the screen: { x, y, width, height } of its window, of its panel, or of itself where it is a tab. */
  area() {
    return this.thunderbird.chrome.run(
      async (part) => {
        const tab = (browser) => ({ x: browser.screenX, y: browser.screenY, width: browser.clientWidth, height: browser.clientHeight });
        for (const window of Services.wm.getEnumerator(null)) {
          for (const browser of window.document.querySelectorAll("browser")) {
            if (!browser.currentURI?.spec.startsWith("moz-extension://") || !browser.currentURI.spec.includes(part)) {
              continue;
            }
            if (window.document.documentElement.getAttribute("windowtype") === "mail:extensionPopup") {
              return { x: window.screenX, y: window.screenY, width: window.outerWidth, height: window.outerHeight };
            }
            const { x, y, width, height } = browser.closest("panel")?.getOuterScreenRect() ?? tab(browser);
            return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
          }
        }
        throw new Error("no page " + part);
      },
      this.part
    );
  }

  /** Closes the panel that it is in. */
  closePanel() {
    return this.thunderbird.chrome.run(
      async (part) => {
        for (const window of Services.wm.getEnumerator(null)) {
          for (const browser of window.document.querySelectorAll("browser")) {
            if (browser.currentURI?.spec.includes(part)) {
              browser.closest("panel")?.hidePopup();
            }
          }
        }
      },
      this.part
    );
  }

  /** Closes its window by the title bar's button. */
  closeWindow() {
    return this.thunderbird.chrome.run(
      `async (part) => {
        for (const window of Services.wm.getEnumerator(null)) {
          for (const browser of window.document.querySelectorAll("browser")) {
            if (browser.currentURI?.spec.includes(part) && window.document.documentElement.getAttribute("windowtype") === "mail:extensionPopup") {
              window.close();
              return;
            }
          }
        }
        throw new Error("no window with " + part);
      }`,
      this.part
    );
  }
}

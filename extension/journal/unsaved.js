// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What the user noted and the host has not acknowledged yet. It is shown as if it were saved, marked where saving failed, and kept
// until it is saved or given up.

/** @import { JournalAnswer } from "../modules/journal.js" */

/**
 * @typedef {"remedy" | "outcome" | "channel" | "replacement"} Field
 * @typedef {{ entry: string, address: string, field: Field, value: string, state: "saving" | "failed", failure?: JournalAnswer }} Edit
 */

export class Unsaved {
  /** @type {Map<string, Edit>} */
  #edits = new Map();
  #save;
  #changed;
  #kept;

  /**
   * @param {object} world
   * @param {(edit: Edit) => Promise<JournalAnswer>} world.save
   * @param {(edit: Edit, saved: boolean) => void} world.changed called after each change of an edit's state
   * @param {(edits: Edit[]) => void} world.kept gets all that are not saved, to be kept over the page's end
   */
  constructor({ save, changed, kept }) {
    this.#save = save;
    this.#changed = changed;
    this.#kept = kept;
  }

  /** Takes over what an earlier page left. @param {Edit[]} edits */
  restore(edits) {
    edits.forEach((edit) => this.#edits.set(nameOf(edit), { ...edit, state: "failed" }));
  }

  /** @param {string} entry @param {Field} field @returns {Edit | undefined} */
  get(entry, field) {
    return this.#edits.get(nameOf({ entry, field }));
  }

  /** Those that are not under way any more. */
  get failed() {
    return [...this.#edits.values()].filter(({ state }) => state === "failed");
  }

  /** Saves; resolves when this, or what replaced it meanwhile, is saved or has failed. @param {Omit<Edit, "state" | "failure">} edit */
  async set(edit) {
    const name = nameOf(edit);
    const busy = this.#edits.get(name)?.state === "saving";
    this.#edits.set(name, { ...edit, state: "saving" });
    this.#tell(edit, false);
    if (!busy) {
      await this.#saveLast(name);
    }
  }

  /** One after the other for one field: the last word is the one that stays. @param {string} name */
  async #saveLast(name) {
    for (;;) {
      const edit = /** @type {Edit} */ (this.#edits.get(name));
      const { reply, ...failure } = await this.#save(edit).catch((error) => /** @type {JournalAnswer} */ ({ cause: "failed", code: "", detail: String(error) }));
      if (this.#edits.get(name) !== edit) {
        continue;
      }
      if (reply) {
        this.#edits.delete(name);
      } else {
        this.#edits.set(name, { ...edit, state: "failed", failure });
      }
      this.#tell(edit, !!reply);
      return;
    }
  }

  async retry() {
    await Promise.all(this.failed.map((edit) => this.set(edit)));
  }

  /** Gives up what could not be saved. */
  discard() {
    for (const edit of this.failed) {
      this.#edits.delete(nameOf(edit));
      this.#tell(edit, false);
    }
  }

  /** @param {Omit<Edit, "state" | "failure">} edit @param {boolean} saved */
  #tell(edit, saved) {
    this.#kept([...this.#edits.values()]);
    this.#changed(/** @type {Edit} */ (edit), saved);
  }
}

/** @param {{ entry: string, field: Field }} edit */
const nameOf = ({ entry, field }) => `${entry} ${field}`;

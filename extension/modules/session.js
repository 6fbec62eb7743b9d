// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What must outlive the background page, which Thunderbird may end at any idle moment: kept in storage.session, by compose tab.

/** @param {string} kind @param {number | string} key */
const nameOf = (kind, key) => `${kind}:${key}`;

/** @param {string} kind @param {number | string} key @returns {Promise<any>} null if there is none */
export async function recall(kind, key) {
  const name = nameOf(kind, key);
  return (await browser.storage.session.get(name))[name] ?? null;
}

/** @param {string} kind @param {number | string} key @param {any} value */
export async function keep(kind, key, value) {
  await browser.storage.session.set({ [nameOf(kind, key)]: value });
}

/** @param {string} kind @param {number | string} key */
export async function forget(kind, key) {
  await browser.storage.session.remove(nameOf(kind, key));
}

/** Recalls and forgets. @param {string} kind @param {number | string} key @returns {Promise<any>} */
export async function take(kind, key) {
  const value = await recall(kind, key);
  if (value !== null) {
    await forget(kind, key);
  }
  return value;
}

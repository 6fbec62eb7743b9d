// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Elements in one expression. What comes from outside becomes text, never markup.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

/** The same for a drawing. @param {string} tag @param {Record<string, string | number>} [attributes] @param {(Node | string)[]} [children] */
export function drawn(tag, attributes = {}, children = []) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, String(value)));
  made.append(...children);
  return made;
}

/** @param {string} id @returns {any} an element that the page has */
export function byId(id) {
  return document.getElementById(id);
}

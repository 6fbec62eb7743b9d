// SPDX-License-Identifier: MPL-2.0
// @ts-check
// Bytes as text and back, for what goes through JSON.

/** @param {Uint8Array} bytes */
export function encodeBase64(bytes) {
  const parts = [];
  for (let start = 0; start < bytes.length; start += 0x6000) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x6000)));
  }
  return btoa(parts.join(""));
}

/** @param {string} text */
export function decodeBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

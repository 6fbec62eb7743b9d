// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What kind of list a file is: by its first bytes, for names lie.

/** Bytes: more takes the host longer than anybody waits. */
export const MAX_FILE = 30000000;
/** Bytes; as base64, with what is around it, they are less than a frame to the host may be (8 MiB). */
const PART = 6000000;

/** @param {Uint8Array} bytes @returns {Uint8Array[]} one at least */
export function partsOf(bytes) {
  return Array.from({ length: Math.max(1, Math.ceil(bytes.length / PART)) }, (_, i) => bytes.subarray(i * PART, (i + 1) * PART));
}

/** @param {Uint8Array} bytes @returns {"csv" | "xlsx" | "xls"} */
export function formatOf(bytes) {
  const begins = (/** @type {number[]} */ ...signature) => signature.every((byte, i) => bytes[i] === byte);
  return begins(0x50, 0x4b, 3, 4) ? "xlsx" : begins(0xd0, 0xcf, 0x11, 0xe0) ? "xls" : "csv";
}

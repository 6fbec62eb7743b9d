// SPDX-License-Identifier: MPL-2.0
// @ts-check
// What kind of list a file is: by its first bytes, for names lie.

/** Bytes; as base64, with what is around it, they are just less than a frame to the host may be (8 MiB). */
export const MAX_FILE = 6000000;

/** @param {Uint8Array} bytes @returns {"csv" | "xlsx" | "xls"} */
export function formatOf(bytes) {
  const begins = (/** @type {number[]} */ ...signature) => signature.every((byte, i) => bytes[i] === byte);
  return begins(0x50, 0x4b, 3, 4) ? "xlsx" : begins(0xd0, 0xcf, 0x11, 0xe0) ? "xls" : "csv";
}

#!/usr/bin/env node
// SPDX-License-Identifier: MPL-2.0
// A native host as tutorials write it for Node: reads one frame, answers it, ends.
let input = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  input = Buffer.concat([input, chunk]);
  if (input.length < 4 || input.length < 4 + input.readUInt32LE(0)) return;
  const { id } = JSON.parse(input.subarray(4));
  const reply = Buffer.from(JSON.stringify({ id, type: "done" }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(reply.length);
  process.stdout.write(Buffer.concat([length, reply]), () => process.exit(0));
});

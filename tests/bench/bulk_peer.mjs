// SPDX-License-Identifier: MPL-2.0
// bulk_peer.mjs PEER: reads addresses, one a line, and has the npm package PEER judge each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../measure/peers/package.json", import.meta.url));
const judges = {
  "email-validator": (address) => require("email-validator").validate(address),
  isemail: (address) => require("isemail").validate(address),
  mailcheck: (email) => require("mailcheck").run({ email, suggested: () => true, empty: () => false }),
};
const judge = judges[process.argv[2]];
let said = 0;
for (const address of readFileSync(0, "utf8").trimEnd().split("\n")) said += judge(address) ? 1 : 0;
console.log(said);

// SPDX-License-Identifier: MPL-2.0
// What is said while composing of an address from which mail came back.
import { Compose } from "./compose.mjs";
import { Page } from "./page.mjs";

/** What the list under the compose button says about a message to @address: the texts of status_bounced_before. */
export async function bouncedBefore(thunderbird, address) {
  const compose = await Compose.open(thunderbird, { to: [address] });
  await compose.waitButton();
  await compose.pressButton();
  const popup = new Page(thunderbird, "popup.html");
  await popup.waitFor("body[aria-busy=false]");
  await popup.settled();
  const said = await popup.texts(".finding[data-code=status_bounced_before]", { none: true });
  await popup.closePanel();
  await compose.close();
  return said;
}

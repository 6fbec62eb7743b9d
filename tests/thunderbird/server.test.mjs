// SPDX-License-Identifier: MPL-2.0
// The outgoing server's settings, as this Thunderbird's profile has them, are looked at when Send is pressed.
import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { Compose } from "./support/compose.mjs";
import { Page } from "./support/page.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const TO = "bob@rothwell-pumps.com";

const OWN = "li.wei@hengda-valves.cn";

const BAD = [
  { what: "commas where the server's name has dots", prefs: { hostname: "smtp,hengda-valves,cn", port: 465, try_ssl: 3, authMethod: 3, username: OWN }, code: "sender_smtp_host" },
  { what: "STARTTLS on the port of TLS: it would wait for ever", prefs: { hostname: "mail.hengda-valves.cn", port: 465, try_ssl: 2, authMethod: 3, username: OWN }, code: "sender_smtp_port" },
  { what: "a company's address at the server for private mail", prefs: { hostname: "smtp.qq.com", port: 465, try_ssl: 3, authMethod: 3, username: OWN }, code: "sender_smtp_mismatch" },
];

const scenario = scenariosIn();

for (const { what, prefs, code } of BAD) {
  scenario(what, async (thunderbird) => {
    const good = { hostname: "127.0.0.1", port: thunderbird.sink.port, try_ssl: 0, authMethod: 1, username: "" };
    const server = (values) => Object.fromEntries(Object.entries(values).map(([key, value]) => [`mail.smtpserver.smtp1.${key}`, value]));
    await thunderbird.setPrefs(server(prefs));
    const compose = await Compose.open(thunderbird, { to: [TO] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.deepEqual(await codes(page), [code]);
    await page.click("#back");
    await page.waitClosed();
    await assertHeld(thunderbird, compose);

    await thunderbird.setPrefs(server(good));
    await compose.send();
    await assertSentOnce(thunderbird, compose, [TO]);
  });
}

scenario("an outgoing server that says nothing: the list shows at once what is sure, and then that; Send does not wait for it", async (thunderbird) => {
  const held = new Set();
  const server = net.createServer((socket) => held.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    await thunderbird.setPrefs({ "mail.smtpserver.smtp1.hostname": "127.0.0.1", "mail.smtpserver.smtp1.port": server.address().port });
    const compose = await Compose.open(thunderbird, { to: ["john_doe@company_com"] });
    await compose.waitButton();
    await compose.pressButton();
    const popup = new Page(thunderbird, "popup.html");
    const told = async () => (await codes(popup)).filter((code) => /^(format|sender)_/.test(code)); // the others of this file have made acquaintances
    assert.deepEqual(await told(), ["format_underscore_in_domain"]);
    assert.equal(await popup.has("body[aria-busy=true]"), true, "it goes on");
    assert.match((await popup.texts("#lead"))[0], /first results/);
    await popup.waitFor(".finding[data-code=sender_smtp_unreachable]", 30000);
    assert.equal(await popup.has("body[aria-busy=false]"), true, "it is over");
    assert.deepEqual(await told(), ["format_underscore_in_domain", "sender_smtp_unreachable"]);

    await compose.setRecipients("To", [TO]);
    await thunderbird.setPrefs({ "mail.smtpserver.smtp1.port": thunderbird.sink.port });
    await compose.send();
    await assertSentOnce(thunderbird, compose, [TO]);
  } finally {
    held.forEach((socket) => socket.destroy());
    server.close();
  }
});

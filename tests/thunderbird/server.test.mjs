// SPDX-License-Identifier: MPL-2.0
// The outgoing server's settings, as this Thunderbird's profile has them, are looked at when Send is pressed.
import assert from "node:assert/strict";
import { Compose } from "./support/compose.mjs";
import { assertHeld, assertSentOnce, codes, scenariosIn, sendWindow } from "./support/scenario.mjs";

const TO = "bob@rothwell-pumps.com";

// Where several things are wrong with a server, all are told.
const BAD = [
  { what: "a name that cannot be a host's", prefs: { hostname: "smtp_hengda_valves_cn" }, code: "sender_smtp_host" },
  { what: "TLS from the first byte on the port of STARTTLS", prefs: { hostname: "smtp.exmail.qq.com", port: 587, try_ssl: 3, authMethod: 3 }, code: "sender_smtp_port" },
  { what: "another provider's server", prefs: { hostname: "smtp.qq.com", port: 465, try_ssl: 3, authMethod: 3 }, from: "li.wei@gmail.com", code: "sender_smtp_mismatch" },
];

const scenario = scenariosIn();

for (const { what, prefs, from, code } of BAD) {
  scenario(what, async (thunderbird) => {
    const good = { hostname: "127.0.0.1", port: thunderbird.sink.port, try_ssl: 0, authMethod: 1 };
    const server = (values) => Object.fromEntries(Object.entries(values).map(([key, value]) => [`mail.smtpserver.smtp1.${key}`, value]));
    await thunderbird.setPrefs({ ...server({ ...good, ...prefs }), "mail.identity.id1.useremail": from ?? "li.wei@hengda-valves.cn" });
    const compose = await Compose.open(thunderbird, { to: [TO] });
    await compose.send();
    const page = sendWindow(thunderbird);
    assert.ok((await codes(page)).includes(code), `${code} is among ${await codes(page)}`);
    await page.click("#back");
    await page.waitClosed();
    await assertHeld(thunderbird, compose);

    await thunderbird.setPrefs({ ...server(good), "mail.identity.id1.useremail": "li.wei@hengda-valves.cn" });
    await compose.send();
    await assertSentOnce(thunderbird, compose, [TO]);
  });
}

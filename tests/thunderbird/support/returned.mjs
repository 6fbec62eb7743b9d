// SPDX-License-Identifier: MPL-2.0
// Mail that came back, and the page under its button.
import { Mailbox } from "./mailbox.mjs";
import { Page } from "./page.mjs";

/** A bounce of Postfix's; @said is the other server's reply, @at when it came. */
export const postfix = (address, said, id, at = new Date()) => `From: MAILER-DAEMON@mx.hengda-valves.cn (Mail Delivery System)
To: li.wei@hengda-valves.cn
Subject: Undelivered Mail Returned to Sender
Message-ID: <${id}@mx.hengda-valves.cn>
Date: ${at.toUTCString()}
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

<${address}>: host mx.${address.split("@")[1]}[192.0.2.7] said: ${said} (in reply to RCPT TO command)

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.hengda-valves.cn

Final-Recipient: rfc822; ${address}
Action: failed
Status: ${said.split(" ")[1]}
Remote-MTA: dns; mx.${address.split("@")[1]}
Diagnostic-Code: smtp; ${said}

--b--
`;

/** Puts a bounce into the inbox, opens it and what its button says. */
export async function openReturned(thunderbird, text) {
  const mailbox = new Mailbox(thunderbird);
  const id = await mailbox.deliver(text);
  await mailbox.open(id);
  await mailbox.waitBadge("1");
  await mailbox.pressButton();
  const page = new Page(thunderbird, "bounce/bounce.html");
  await page.waitFor("#recipients .finding");
  return { mailbox, page, id };
}

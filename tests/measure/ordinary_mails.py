# SPDX-License-Identifier: MPL-2.0
"""Mails that are no bounces, made from a seed: what is in an inbox, with those that look most like one."""
from email.message import EmailMessage
from email.utils import make_msgid

NAMES = ["Ann Weber", "Li Wei", "Sato Kenji", "Maria Rossi", "John Miller", "王芳", "Jürgen Groß", "Priya Nair"]
FIRMS = ["rothwell-pumps.example", "haiyun.example", "weber-antriebe.example", "sato-tools.example", "rossi-filati.example"]

# (subject, body, further fields)
TALK = [
    ("Quotation for 200 pumps", "Dear {name},\n\nplease find our quotation below. Delivery within 6 weeks, 30 % in advance.\n\nBest regards", {}),
    ("Re: Undelivered Mail Returned to Sender", "Hi {name},\n\nmy mail to <{other}> came back, see below. Do you have his new address?\n\n"
     "> <{other}>: host mx.b.example said: 550 5.1.1 User unknown\n> Your message could not be delivered.", {}),
    ("Fwd: Delivery Status Notification (Failure)", "Can you tell me what this means?\n\n---- Forwarded ----\nThe mail system\n\n<{other}>: 550 5.1.1 user unknown", {}),
    ("回复: 系统退信", "您好，\n\n我的邮件被退回了，收件人邮箱不存在：{other}。请告诉我新的地址。", {}),
    ("Mailbox is almost full", "Dear customer,\n\nyour mailbox is almost full. Please delete some messages.\n", {}),
    ("Delivery of your order 4711 has been delayed", "Dear {name},\n\nthe delivery of your order has been delayed and will arrive on Friday.\n", {}),
    ("Your parcel could not be delivered", "We were not able to deliver your parcel to {other}. Please choose a new date.\n", {}),
    ("Lieferung fehlgeschlagen", "Ihr Paket konnte nicht zugestellt werden. Bitte holen Sie es ab.\n", {}),
    ("询价：200台水泵", "您好，\n\n请报200台水泵的价格。\n\n王芳", {}),
    ("お見積りの件", "お世話になっております。\n\nお見積りをお送りします。\n", {}),
    ("How SPF, DKIM and DMARC work", "Hello {name},\n\nif the SPF check failed, a server answers 550 5.7.23. User unknown is 5.1.1.\n", {}),
    ("Ticket 3021: user unknown when writing to our server", "A customer wrote that mail to {other} fails with 550 5.1.1 user unknown.\nCan you look into it?\n", {}),
    ("Delivery failed: parcel 4711", "We could not deliver your parcel 4711 to {other}. It was returned to the depot.\n", {"From": "Parcel Service <mail-service@parcels.example>"}),
    ("Returned mail", "Dear {name},\n\nthe letter that we sent to {other} by post came back to us. Is the street right?\n", {}),
    ("Undeliverable address on invoice 22", "Please check the address of {name}, the courier could not find it. Contact: {other}\n", {"User-Agent": "Mozilla Thunderbird"}),
    ("Mail problem", "Hi {name},\n\nwhen I mail {other} I get this:\n\n550 5.1.1 <{other}>: user unknown. The message could not be delivered.\n\nWhat is wrong?\n", {"User-Agent": "Mozilla Thunderbird"}),
    ("Delivery problem with container MSKU 123", "The container could not be delivered to the port. Please contact {other}.\n", {"From": "Shipping System <system@sea.example>"}),
    ("Zustellung fehlgeschlagen", "Ihr Brief an {name} konnte nicht zugestellt werden. Fragen an {other}.\n", {}),
    ("发货失败通知", "您好，订单4711无法送达，地址有误。请联系 {other}。", {}),
    ("Notice: message not sent to your device", "A push message could not be sent to your phone. Sign in as {other}.\n", {"From": "App Notification Service <no-reply@app.example>"}),
    ("Failed payment", "Your payment failed permanently. Please update your card.\n", {}),
]
AUTOMATIC = [
    ("Automatic reply: Quotation", "I am out of the office until Monday. For urgent matters write to {other}.\n", {"Auto-Submitted": "auto-replied"}),
    ("Abwesenheitsnotiz: Angebot", "Ich bin bis Montag nicht erreichbar. Ihre Nachricht wird nicht weitergeleitet.\n", {"Auto-Submitted": "auto-replied"}),
    ("自动回复：询价", "您好，我正在休假，邮件稍后回复。", {"Auto-Submitted": "auto-replied"}),
    ("Out of Office", "I no longer work here. Please write to {other}.\n", {"Auto-Submitted": "auto-replied", "Return-Path": "<>", "X-Autoreply": "yes"}),
    ("News from the fair", "This month: pumps, valves.\nUnsubscribe: https://n.example/u\n",
     {"List-Unsubscribe": "<https://n.example/u>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Return-Path": "<bounce-1@n.example>"}),
    ("Undelivered goods: this week's bargains", "Undelivered stock, 50 % off, until Friday only.\n", {"List-Unsubscribe": "<https://n.example/u>"}),
    ("[pumps] delivery failed for half of my customers", "Hello list,\n\nhas anybody seen this valve fail?\n", {"List-Id": "<pumps.lists.example>"}),
    ("Your mailbox password changes on Monday", "This is the postmaster. From Monday on the password must have 12 letters.\n", {"From": "postmaster@rothwell-pumps.example"}),
    ("Maintenance on Sunday", "Between 9 and 10 mail could not be sent or delivered. It is repeated by itself.\n", {"From": "Postmaster <postmaster@rothwell-pumps.example>"}),
    ("Your report of last week", "Of 4,711 messages 12 were not delivered, 3 were rejected as spam. All figures: https://r.example\n", {"From": "Mail System <mail-system@rothwell-pumps.example>"}),
    ("Not in the office any more", "I am no longer with the company. Your mail is not forwarded. Please write to <{other}>.\n", {"Return-Path": "<>"}),
    ("我已离职", "您好，我已离职，您的邮件无法转发，该邮箱不存在。请联系 <{other}>\n", {"Return-Path": "<>"}),
    ("Your invoice was rejected", "Invoice 12 was rejected and not sent on: invalid address. Send it to <{other}> again.\n", {"From": "Mail Service <service@mail-service.example>"}),
    ("Quarantine report", "12 messages were held as spam. Release them under https://q.example.\n", {"From": "Mail Server <quarantine@rothwell-pumps.example>"}),
]


def plain(rng, subject, body, fields):
    mail, name, firm = EmailMessage(), rng.choice(NAMES), rng.choice(FIRMS)
    mail["From"] = fields.get("From") or f"{name} <{rng.choice('abcdefgh')}.{rng.randrange(99)}@{firm}>"
    mail["To"], mail["Subject"], mail["Message-ID"] = "export@rothwell-pumps.example", subject, make_msgid(domain=firm)
    for field, value in fields.items():
        if field != "From":
            mail[field] = value
    text = body.replace("{name}", rng.choice(NAMES)).replace("{other}", f"buyer{rng.randrange(99)}@{rng.choice(FIRMS)}")
    mail.set_content(text)
    if rng.random() < 0.3:
        mail.add_alternative("<html><body><p>" + text.replace("<", "&lt;").replace("\n", "<br>") + "</p></body></html>", subtype="html")
    return mail.as_bytes()


def report(rng, report_type, inner_type, inner):
    """A multipart/report of something else than a failed delivery."""
    subject = rng.choice(["Read: Quotation", "Abuse report", "Disposition notification", "Delivered: Quotation"])
    return (f"From: postmaster@{rng.choice(FIRMS)}\r\nTo: export@rothwell-pumps.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/report; report-type={report_type}; boundary=\"b\"\r\n\r\n--b\r\n\r\nThis is about your message.\r\n"
            f"--b\r\nContent-Type: {inner_type}\r\n\r\n{inner}\r\n--b--\r\n").encode()


def forwarded(rng):
    """A person hands a bounce on as an attachment."""
    return (f"From: ann@{rng.choice(FIRMS)}\r\nTo: export@rothwell-pumps.example\r\nSubject: what is this?\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\n\r\nIt came back, why?\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n"
            "From: mailer-daemon@x.example\r\nSubject: failure notice\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\r\n\r\n"
            "--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\n"
            "Status: 5.1.1\r\n\r\n--r--\r\n\r\n--m--\r\n").encode()


def ordinary_mails(rng, count):
    """@count mails as bytes."""
    for i in range(count):
        kind = i % 10
        if kind == 0:
            yield report(rng, "disposition-notification", "message/disposition-notification",
                         "Final-Recipient: rfc822; a@b.example\r\nDisposition: manual-action/MDN-sent-manually; displayed")
        elif kind == 1:
            yield report(rng, "feedback-report", "message/feedback-report", "Feedback-Type: abuse\r\nOriginal-Rcpt-To: a@b.example")
        elif kind == 2:
            yield report(rng, "delivery-status", "message/delivery-status", "Final-Recipient: rfc822; a@b.example\r\nAction: delivered\r\nStatus: 2.0.0")
        elif kind == 3:
            yield forwarded(rng)
        else:
            yield plain(rng, *rng.choice(TALK if kind < 7 else AUTOMATIC))

# SPDX-License-Identifier: MPL-2.0
"""What happens to returned mail on its way: each function makes a damaged copy of a mail, or None where it has nothing to damage.

A copy says the same as the mail, so the decoder should read the same out of it.
"""
import base64
import quopri
import re

CHARSETS = [b"iso-2022-jp", b"gb18030", b"big5", b"euc-jp", b"shift_jis", b"koi8-r", b"x-unknown"]


def split(mail):
    """(header, empty line, body)"""
    found = re.search(rb"\r?\n\r?\n", mail)
    return (mail[: found.start()], found.group(), mail[found.end():]) if found else (mail, b"\n\n", b"")


def is_single_text(header):
    return not re.search(rb"(?im)^content-type:(?!\s*text/plain)", header) and not re.search(rb"(?im)^content-transfer-encoding:\s*(?!7bit|8bit)", header)


def line_ends_of_windows(mail):
    return re.sub(rb"\r?\n", b"\r\n", mail)


def line_ends_of_unix(mail):
    return mail.replace(b"\r\n", b"\n") if b"\r\n" in mail else None


def line_ends_mixed(mail):
    lines = mail.replace(b"\r\n", b"\n").split(b"\n")
    return b"".join(line + (b"\r\n" if i % 3 else b"\n") for i, line in enumerate(lines))


def cut_off_behind(mail):
    """Within the mail that is returned, where a server cuts it off."""
    marks = [found.start() for found in re.finditer(rb"(?im)^content-type:\s*(message/rfc822|text/rfc822-headers)", mail)]
    return mail[: marks[-1] + (len(mail) - marks[-1]) // 2] if marks and marks[-1] > 400 else None


def last_boundary_missing(mail):
    header, gap, body = split(mail)
    boundary = re.search(rb'(?i)boundary="?([^"\s;]+)', header)
    return header + gap + body.replace(b"--" + boundary[1] + b"--", b"") if boundary else None


def boundary_parameter_missing(mail):
    header, gap, body = split(mail)
    without = re.sub(rb'(?i)boundary=("[^"]*"|[^\s;]+)', b"x=y", header)
    return without + gap + body if without != header else None


def wrong_charset(mail, charset):
    """Of a mail in ASCII, whose words are the same in all of these."""
    if not mail.isascii() or re.search(rb"(?i)charset=(?!\"?(us-ascii|iso-8859-\d+|utf-8|windows-125\d))", mail):
        return None
    changed = re.sub(rb'(?i)charset="?[\w-]+"?', b"charset=" + charset, mail)
    return changed if changed != mail else None


def encoded(mail, name, encode):
    header, gap, body = split(mail)
    if not is_single_text(header) or not body.strip():
        return None
    header = re.sub(rb"(?im)^content-transfer-encoding:.*\r?\n?", b"", header).rstrip()
    return header + b"\nContent-Transfer-Encoding: " + name + gap + encode(body)


def names_in_capitals(mail):
    header, gap, body = split(mail)
    return re.sub(rb"(?m)^[A-Za-z-]+:", lambda found: found.group().upper(), header) + gap + body


def prose_as_html(mail):
    header, gap, body = split(mail)
    if not is_single_text(header) or re.search(rb"(?im)^(final-recipient|received):", body):
        return None
    escaped = body.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    html = re.sub(rb"\r?\n", b"<br>\n", escaped)
    header = re.sub(rb"(?im)^content-type:.*(\r?\n[ \t].*)*", b"", header).strip()
    return header + b"\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8" + gap + b"<html><body>" + html + b"</body></html>\n"


def handed_on_by_gateway(mail):
    """Whole, in a mail of a server that says nothing else."""
    return (b"Return-Path: <>\nFrom: MAILER-DAEMON@gateway.example\nTo: ann@sender.example\nSubject: Delivery failure\nMIME-Version: 1.0\n"
            b"Content-Type: multipart/mixed; boundary=\"gw\"\n\n--gw\nContent-Type: message/rfc822\n\n" + mail.lstrip(b"\n") + b"\n--gw--\n")


DAMAGES = {
    "line ends of Windows": line_ends_of_windows,
    "line ends of Unix": line_ends_of_unix,
    "line ends mixed": line_ends_mixed,
    "cut off within the returned mail": cut_off_behind,
    "last boundary missing": last_boundary_missing,
    "boundary parameter missing": boundary_parameter_missing,
    **{f"charset said to be {charset.decode()}": (lambda mail, charset=charset: wrong_charset(mail, charset)) for charset in CHARSETS},
    "prose in base64": lambda mail: encoded(mail, b"base64", base64.encodebytes),
    "prose in quoted-printable": lambda mail: encoded(mail, b"quoted-printable", quopri.encodestring),
    "prose as HTML": prose_as_html,
    "names of fields in capitals": names_in_capitals,
    "handed on by a gateway": handed_on_by_gateway,
}

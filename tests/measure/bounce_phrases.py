# SPDX-License-Identifier: MPL-2.0
"""What servers are known to say, and the reason that Sisimai sorts it under, read out of the Perl modules of Debian's libsisimai-perl.

The modules hold lists of words and regular expressions; of an expression each alternative is written out once, with something
plausible where it leaves the text open.
"""
import pathlib
import re
try:
    import re._parser as sre
except ImportError:  # before Python 3.11
    import sre_parse as sre

MODULES = pathlib.Path("/usr/share/perl5/Sisimai")
MOST = 64  # texts of one expression

# Which of our reasons say the same as one of Sisimai's.
REASONS = {
    "blocked": {"blocklisted", "reverse_dns", "spf", "dkim", "dmarc"},
    "contenterror": {"refused", "spam", "other"},
    "exceedlimit": {"too_large"},
    "expired": {"temporary", "server_unreachable"},
    "filtered": {"mailbox_missing", "mailbox_disabled", "refused", "spam", "other"},
    "hasmoved": {"mailbox_missing", "mailbox_disabled"},
    "hostunknown": {"domain_not_found"},
    "mailboxfull": {"mailbox_full"},
    "mailererror": {"other", "temporary"},
    "mesgtoobig": {"too_large"},
    "networkerror": {"temporary", "server_unreachable", "domain_not_found"},
    "norelaying": {"relay_or_login"},
    "notaccept": {"domain_not_found"},
    "policyviolation": {"refused", "spam"},
    "rejected": {"refused", "spam"},
    "securityerror": {"relay_or_login", "refused"},
    "spamdetected": {"spam", "refused"},
    "suspend": {"mailbox_disabled", "mailbox_missing", "refused", "other"},
    "syntaxerror": {"other", "mailbox_missing", "refused"},
    "systemerror": {"temporary", "server_unreachable", "other"},
    "systemfull": {"temporary"},
    "toomanyconn": {"rate_limited", "temporary"},
    "userunknown": {"mailbox_missing", "mailbox_disabled"},
    "virusdetected": {"spam", "refused"},
}


# --- Perl, as much as these modules need ---

TOKEN = re.compile(r"""
    (?P<comment>\#[^\n]*)
  | qr(?P<open>[/|{])
  | '(?P<single>(?:[^'\\]|\\.)*)'
  | "(?P<double>(?:[^"\\]|\\.)*)"
  | (?P<word>[\w$@]+)
  | (?P<other>\S)
""", re.VERBOSE)


def read_expression(text, at, opened):
    """The expression behind "qr{", and where it ends."""
    start, depth, closing = at, 1, {"{": "}", "/": "/", "|": "|"}[opened]
    while depth > 0:
        if text[at] == "\\":
            at += 1
        elif text[at] == closing:
            depth -= 1
        elif text[at] == opened == "{":
            depth += 1
        at += 1
    flags = re.match(r"[a-z]*", text[at:]).group()
    return text[start:at - 1], flags, at + len(flags)


def tokens(text):
    """(kind, value): string, expression (value, flags), word, other."""
    at = 0
    while found := TOKEN.search(text, at):
        at = found.end()
        if found.lastgroup == "open":
            expression, flags, at = read_expression(text, at, found["open"])
            yield "expression", (expression, flags)
        elif found.lastgroup in ("single", "double"):
            yield "string", re.sub(r"\\(.)", r"\1", found[found.lastgroup])
        elif found.lastgroup != "comment":
            yield found.lastgroup, found[found.lastgroup]


# --- Texts of an expression ---

def open_text(item):
    """Something plausible for what an expression leaves open."""
    kind, value = item
    if kind is sre.ANY:
        return "mx.b.example"
    if kind is sre.CATEGORY:
        return {sre.CATEGORY_DIGIT: "4"}.get(value, " ")
    return None


def set_text(items):
    if items[0][0] is sre.NEGATE:
        return "mx.b.example"
    kind, value = items[0]
    return chr(value) if kind is sre.LITERAL else chr(value[0]) if kind is sre.RANGE else open_text(items[0])


def joined(parts):
    texts = [""]
    for part in parts:
        texts = [text + more for text in texts for more in part][:MOST]
    return [text.replace("<mx.b.example>", "<ann@b.example>").replace("mx.b.example@mx.b.example", "ann@b.example") for text in texts]


def texts_of(parsed):
    return joined(item_texts(item) for item in parsed)


def item_texts(item):
    kind, value = item
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.NOT_LITERAL:
        return ["mx.b.example"]
    if kind is sre.IN:
        return [set_text(value)]
    if kind is sre.BRANCH:
        return [text for branch in value[1] for text in texts_of(branch)]
    if kind is sre.SUBPATTERN:
        return texts_of(value[3])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, body = value
        if low == 0 and high == 1:
            return texts_of(body)[:1]
        digits = low if low > 1 else 2 if body[0][0] is sre.IN and body[0][1][0][1] is sre.CATEGORY_DIGIT else 1
        return [text * digits for text in texts_of(body)[:1]]
    return [open_text(item) or ""]


def expression_texts(expression, flags):
    python = expression.replace("(?>", "(?:").replace("\\z", "").replace("\\A", "")
    return texts_of(sre.parse(python, re.VERBOSE if "x" in flags else 0))


# --- The modules ---

def reason_texts(file, reason):
    """Of a module of Sisimai::Reason: every string of match () but those it takes for something else."""
    name, within = None, False
    for kind, value in tokens(file):
        if kind == "word" and value == "sub":
            name = None
        if kind == "word" and name is None:
            name = None if value == "sub" else value
            within = False
        if kind == "word" and value == "state":
            within = True
        elif kind == "word" and value == "$isnot":
            within = False
        elif kind == "other" and value == ";":
            within = False
        elif name == "match" and within and kind == "string":
            yield reason, value
        elif name == "match" and within and kind == "expression":
            for text in expression_texts(*value):
                yield reason, text


def table_texts(file):
    """Of a module about one server: "reason => [texts]", "reason => [[codes, text]]" and "text => reason"."""
    reason, codes, depth, previous = None, [], 0, None
    for kind, value in tokens(file):
        if kind == "string" and value in REASONS:
            if depth == 0 and previous is not None and previous not in REASONS and " " in previous:
                yield value, previous
            elif depth == 0:
                reason = value
        elif kind == "other" and value in "[]":
            depth += 1 if value == "[" else -1
            codes = []
        elif kind == "other" and value in ";}":
            reason = None
        elif reason is not None and kind == "string" and re.fullmatch(r"[245][0-9.]*", value):
            codes.append(value)
        elif reason is not None and kind == "word" and re.fullmatch(r"[245]\d\d", value):
            codes.append(value)
        elif reason is not None and kind == "string" and (depth > 0 or " " in value):
            yield reason, " ".join([code for code in codes if not code.endswith(".")] + [value])
        elif reason is not None and kind == "expression" and depth > 0:
            for text in expression_texts(*value):
                yield reason, text
        if kind != "other" or value not in "=>":
            previous = value if kind == "string" else None


def phrases():
    """[(where, Sisimai's reason, text)], each text once, in a fixed order; empty where Sisimai is not installed."""
    found = {}
    for path in sorted(MODULES.glob("*/*.pm")):
        file = path.read_text(encoding="utf-8").split("\n__END__")[0]
        if path.parent.name == "Reason":
            texts = reason_texts(file, path.stem.lower())
        elif path.parent.name in ("Lhost", "Rhost"):
            texts = table_texts(file)
        else:
            continue
        for reason, text in texts:
            if reason in REASONS and text.strip():
                found.setdefault(" ".join(text.split()).lower(), (f"{path.parent.name}/{path.stem}", reason, " ".join(text.split())))
    return list(found.values())

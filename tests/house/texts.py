#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""The texts of extension/_locales, held against who uses them: texts.py SOURCE_FOLDER

Prints every breach and exits with 1 if there is one: a text that a language lacks, leaves empty or fills in with other parameters than the
other; a check without texts and a text without a check; a variant that no C file knows; a key that is used and not there, or there and not
used.
"""
import json
import pathlib
import re
import sys

LANGUAGES = ("en", "zh_CN")
CHECK_KEY = re.compile(r"check_([a-z0-9_]+)@(title|means|do|name)(?:@([a-z0-9_]+))?")


def sources(root, folder, *suffixes):
    for path in sorted((root / folder).rglob("*")):
        if path.suffix in suffixes and "node_modules" not in path.parts:
            yield path.relative_to(root), path.read_text(encoding="utf-8")


def load(root):
    texts = {}
    for language in LANGUAGES:
        pairs = json.loads((root / f"extension/_locales/{language}/messages.json").read_text(encoding="utf-8"), object_pairs_hook=list)
        keys = [key for key, _ in pairs]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{language}: {key} stands twice"
        texts[language] = {key: dict(entry)["message"] for key, entry in pairs}
    yield texts


def languages_agree(texts):
    english, other = (texts[language] for language in LANGUAGES)
    for language, lacks, has in ((LANGUAGES[1], other, english), (LANGUAGES[0], english, other)):
        yield from (f"{language}: {key} is missing" for key in has.keys() - lacks.keys())
    for language in LANGUAGES:
        yield from (f"{language}: {key} is empty" for key, text in texts[language].items() if not text.strip())
    for key in english.keys() & other.keys():
        if not english[key] or not other[key]:
            continue
        names = [set(re.findall(r"\{([a-z0-9_]+)\}|(\$[A-Z0-9_]+\$?)", text[key])) for text in (english, other)]
        for a, b, language in ((names[0], names[1], LANGUAGES[1]), (names[1], names[0], LANGUAGES[0])):
            yield from (f"{language}: {key} leaves out {{{name or placeholder}}}" for name, placeholder in a - b)


def checks_have_texts(root, texts):
    codes = set(re.findall(r"^CHECK \(([a-z0-9_]+),", (root / "host/checks.def").read_text(encoding="utf-8"), re.M))
    english = texts[LANGUAGES[0]]
    words = words_of_host(root)
    for code in codes:
        yield from (f"no text check_{code}@{part}" for part in ("title", "means", "do") if f"check_{code}@{part}" not in english)
    for key in english:
        if not key.startswith("check_"):
            continue
        match = CHECK_KEY.fullmatch(key)
        if not match:
            yield f"{key} is no key of a check's text"
        elif match[1] not in codes:
            yield f"{key}: there is no check {match[1]}"
        elif match[3] and match[3] not in words:
            yield f"{key}: no check has a variant {match[3]}"


def bounces_have_texts(root, texts):
    """Four parts a reason, and a meaning a code; those that need none are named."""
    read = lambda name: (root / f"host/knowledge/{name}.def").read_text(encoding="utf-8")
    reasons = {"address_format", *re.findall(r"^REASON \(([a-z_]+),", read("bounce_reason"), re.M)}
    wanted = {f"bounce_{reason}@{part}" for reason in reasons for part in ("title", "means", "whose", "do")}
    wanted -= {"bounce_not_a_bounce@whose", "bounce_not_a_bounce@do"}
    wanted |= {f"bounce_status_{a}_{b}" for a, b in re.findall(r"^STATUS_CODE \((\d+), +(\d+),", read("status_code"), re.M)}
    wanted |= {f"bounce_reply_{code}" for code in re.findall(r"^REPLY_CODE \((\d+),", read("reply_code"), re.M)}
    there = {key for key in texts[LANGUAGES[0]] if key.startswith("bounce_")}
    yield from (f"no text {key}" for key in wanted - there)
    yield from (f"{key}: there is no such reason or code" for key in there - wanted)


class Uses:
    """Keys that code names, whole or by their beginning, and where."""

    def __init__(self):
        self.whole, self.beginnings, self.words = {}, {}, set()

    def covers(self, key):
        return key in self.whole or any(key.startswith(beginning) for beginning in self.beginnings)


def uses_in_extension(root):
    uses = Uses()
    for path, text in sources(root, "extension", ".js", ".html", ".json"):
        if "_locales" in path.parts:
            continue
        for key in re.findall(r"__MSG_([A-Za-z0-9_@]+)__|data-(?:text|label)=\"([^\"]+)\"", text):
            uses.whole.setdefault(key[0] or key[1], path)
        for key in re.findall(r"\btext\(\s*\"([^\"]+)\"", text):
            uses.whole.setdefault(key, path)
        for beginning in re.findall(r"`([a-z]+_[a-z0-9_]*)\$\{", text):
            uses.beginnings.setdefault(beginning, path)
        uses.words |= set(re.findall(r"[\"'`]([a-z][a-z0-9_]*)[\"'`]", text))
    return uses


def uses_in_cli(root):
    uses = Uses()
    for path, text in sources(root, "host/cli", ".c"):
        for key in re.findall(r"\"((?:cli|journal)_[a-z0-9_]+)\"", text):
            (uses.beginnings if key.endswith("_") else uses.whole).setdefault(key, path)
    return uses


def keys_of_tables(root):
    """What the command line needs by its tables: a text an option, a text a thing that the doctor says, a mend a fault."""
    options = {name for _, text in sources(root, "host/cli", ".c") for name in re.findall(r"\{ \"([a-z-]+)\", OPTION_", text)}
    said = re.findall(r"^DOCTOR \(([a-z_]+), +([A-Z]+)\)", (root / "host/cli/doctor.def").read_text(encoding="utf-8"), re.M)
    keys = {f"cli_option_{name.replace('-', '_')}" for name in options}
    return keys | {f"cli_doctor_{code}" for code, _ in said} | {f"cli_doctor_{code}_mend" for code, state in said if state == "FAULT"}


def words_of_host(root):
    """What C may put behind the beginning of a key: the strings of the code, and what its tables name."""
    everything = "\n".join(text for _, text in sources(root, "host", ".c", ".def"))
    verdicts = {f"mailbox_{name}" for name in re.findall(r"^VERDICT \(([a-z_]+), +UN(?:SURE|HEARD)", everything, re.M)}
    return set(re.findall(r"\"([a-z0-9_]+)\"", everything)) | set(re.findall(r"^[A-Z]+ \(([a-z0-9_]+),", everything, re.M)) | verdicts


POINT_KEY = re.compile(r"(?:cli_)?sender_([a-z0-9_]+)@(?:title|means|do|since)(?:@([a-z0-9_]+))?")


def points_are_made(root, texts):
    """The texts of the sender's report: sender_<area>_<outcome>@<part>[@<variant>], words of the host all three; with cli_ before it, the
    command line's own."""
    words = words_of_host(root)
    english = texts[LANGUAGES[0]]
    for key in english:
        match = POINT_KEY.fullmatch(key)
        if not match:
            continue
        places = [i for i, letter in enumerate(match[1]) if letter == "_"]
        if not any(match[1][:i] in words and match[1][i + 1 :] in words for i in places):
            yield f"{key}: the sender's report has no such point"
        if match[2] and match[2] not in words:
            yield f"{key}: no point has a variant {match[2]}"
        if f"sender_{match[1]}@title" not in english:
            yield f"no text sender_{match[1]}@title"


def is_of_log(key, words):
    """journal_<kind>_<identifier>: what the error log names, a column or an identifier of host/journal.c."""
    match = re.fullmatch(r"journal_(column|class|lasting|remedy|outcome|fault)_([a-z_]+)", key)
    return bool(match) and match[2] in words


def keys_are_used(root, texts):
    english = texts[LANGUAGES[0]]
    extension, cli = uses_in_extension(root), uses_in_cli(root)
    wanted, words = keys_of_tables(root), words_of_host(root)
    beginnings = set(cli.beginnings) - {"cli_option_", "cli_doctor_"}
    for uses in (extension, cli):
        for key, path in uses.whole.items():
            if key not in english:
                yield f"{path}: no text {key}"
        for beginning, path in uses.beginnings.items():
            if not beginning.startswith("check_") and not any(key.startswith(beginning) for key in english):
                yield f"{path}: no text begins with {beginning}"
    yield from (f"no text {key}" for key in wanted if key not in english)
    for key in english:
        if key.startswith("cli_") and not POINT_KEY.fullmatch(key):
            if not (key in cli.whole or key in wanted or any(key.startswith(b) and key[len(b) :] in words for b in beginnings)):
                yield f"{key} is not used"
        elif key.startswith("journal_"):
            if key not in cli.whole and key not in extension.words and not is_of_log(key, words):
                yield f"{key} is not used"
        elif key.startswith("sender_area_") and key[len("sender_area_") :] in words:
            continue
        elif not key.startswith(("bounce_", "check_")) and not POINT_KEY.fullmatch(key) and key not in extension.words and not extension.covers(key):
            yield f"{key} is not used"


def main():
    root = pathlib.Path(sys.argv[1])
    *found, texts = load(root)
    found += [*languages_agree(texts), *checks_have_texts(root, texts), *bounces_have_texts(root, texts), *points_are_made(root, texts), *keys_are_used(root, texts)]
    print("\n".join(sorted(found)) or "the texts are in order")
    sys.exit(1 if found else 0)


main()

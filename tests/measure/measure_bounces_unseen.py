#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""How `lastmile bounce` may do with returned mail that nobody wrote rules from: three estimates.

measure_bounces_unseen.py [--corpora DIR] [--program FILE] [--show N]

1. Without the rules that a mail alone has need of. The tables of phrases were learnt from public mails, so those mails say little about
   others. Here every labelled mail of DIR is read once more without the rows that no other mail has need of, and then without those that
   no other kind of mail (the mails of one server) has need of. It needs tests/bounce_rows, built beside the program.
2. What servers are known to say: the words that Sisimai's modules look for, each put into the shortest report. Its lists are another
   program's opinion, and the families of words (host/knowledge/bounce_family.def) were widened with them in view; before that, 82.6 % of
   them were sorted as Sisimai sorts them. Left out where libsisimai-perl is not installed.
3. Damage: each mail of DIR, or of tests/cases/bounces, in copies that say the same; the decoder should read the same out of them.

Exits with 1 where a figure is worse than its line.
"""
import collections
import pathlib
import re
import subprocess
import tempfile

from bounce_damage import DAMAGES
from bounce_labels import decode, judge_labels, judge_recipients, read_rows
from bounce_phrases import REASONS, phrases
from figures import ROOT, Figures, options


def kind_of(file):
    """The server that a public mail is named for; a mail that is not named so is a kind of its own."""
    return re.sub(r"[-_]\d+\.(eml|txt)$", "", file)


def read_without(given, files, kind):
    """{file: [object]}, read without the rows that its kind alone has need of; how many rows those are."""
    listed = "".join(f"{kind(file)}\t{given.corpora / 'bounces' / file}\n" for file in sorted(files, key=lambda file: (kind(file), file)))
    rows = pathlib.Path(given.program).parent / "tests" / "bounce_rows"
    done = subprocess.run([rows], input=listed.encode(), capture_output=True, check=True)
    found, left_out = collections.defaultdict(list), {}
    for line in done.stdout.decode().splitlines():
        state, path, _, recipient, original, class_, reason, count = line.split("\t")
        if state == "without":
            file = pathlib.Path(path).name
            found[file].append({"recipient": recipient, "original_recipient": original, "class": class_ or None, "reason": reason})
            left_out[kind(file)] = int(count)
    return found, sum(left_out.values())


def measure_without(figures, given):
    """The honest estimate lies between the two: other mails come from the same servers, but not only from those."""
    rows = read_rows(given.corpora)
    files = {row["file"] for row in rows}
    for name, kind, lines in (("mail", lambda file: file, (93, 86, 97)), ("kind of mail", kind_of, (91, 83, 95))):
        found, count = read_without(given, files, kind)
        labelled, wrong_class, wrong_reason = judge_labels(rows, found)
        named, wrong = judge_recipients(rows, found)
        parts = (("class", labelled, wrong_class), ("reason", labelled, wrong_reason), ("recipients", named, wrong))
        for (what, all_of, wrong_ones), line in zip(parts, lines):
            figures.add(f"bounces: {what} right without rules of its {name} alone", len(all_of) - len(wrong_ones), len(all_of), at_least=line, public=True)
            figures.show(wrong_ones)
        print(f"     ({count} rows have one {name} alone that needs them)")


def measure_phrases(figures, given):
    known = [phrase for phrase in phrases() if " " in phrase[2]]
    if not known:
        print("bounces: what Sisimai's modules know is not measured: libsisimai-perl is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        for i, (_, _, text) in enumerate(known):
            code = "" if re.match(r"[245]\d\d ", text) else "550 "
            pathlib.Path(folder, f"{i}.eml").write_text(
                "From: mailer-daemon@a.example\nSubject: Undelivered\nContent-Type: message/delivery-status\n\n"
                f"Final-Recipient: rfc822; ann@b.example\nAction: failed\nDiagnostic-Code: smtp; {code}{text}\n", encoding="utf-8")
        found = decode(given.program, [folder])
    wrong = [(reason, "->", found[f"{i}.eml"][0]["reason"], text, where) for i, (where, reason, text) in enumerate(known) if found[f"{i}.eml"][0]["reason"] not in REASONS[reason]]
    figures.add("bounces: words that Sisimai looks for, sorted as it sorts them", len(known) - len(wrong), len(known), at_least=85)
    figures.show(wrong)


def told(rows):
    return sorted(((row["recipient"] or "").lower(), row["reason"]) for row in rows)


def measure_damage(figures, given):
    public = given.corpora is not None and (given.corpora / "bounces").exists()
    paths = sorted((given.corpora / "bounces").iterdir()) if public else sorted((ROOT / "tests" / "cases" / "bounces").glob("*.eml"))
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for path in paths:
            mail = path.read_bytes()
            for name, damage in DAMAGES.items():
                copy = damage(mail)
                if copy is not None:
                    pathlib.Path(folder, f"{len(copies)}.eml").write_bytes(copy)
                    copies.append((path.name, name))
        whole, found = decode(given.program, paths), decode(given.program, [folder])
    wrong = [(file, name, told(whole[file]), "->", told(found[f"{i}.eml"])) for i, (file, name) in enumerate(copies)
             if whole[file][0]["reason"] != "not_a_bounce" and told(whole[file]) != told(found[f"{i}.eml"])]
    count = sum(whole[file][0]["reason"] != "not_a_bounce" for file, _ in copies)
    figures.add(f"bounces: {len(DAMAGES)} kinds of damage that change nothing", count - len(wrong), count, at_least=97, public=public)
    for name, n in collections.Counter(name for _, name, *_ in wrong).most_common():
        print(f"     {name:40} {n:5} of {sum(name == other and whole[file][0]['reason'] != 'not_a_bounce' for file, other in copies)}")
    figures.show(wrong)
    innocent = [(file, name, told(found[f"{i}.eml"])) for i, (file, name) in enumerate(copies)
                if whole[file][0]["reason"] == "not_a_bounce" and found[f"{i}.eml"][0]["reason"] != "not_a_bounce"]
    count = len(copies) - count
    figures.add("bounces: damage that makes a bounce of what is none", len(innocent), count, at_most=3, public=public)
    figures.show(innocent)


def main():
    given = options(__doc__).parse_args()
    figures = Figures(given, "bounces that nobody wrote rules from")
    if given.corpora and (given.corpora / "bounces.jsonl").exists():
        measure_without(figures, given)
    measure_phrases(figures, given)
    measure_damage(figures, given)
    figures.end()


main()

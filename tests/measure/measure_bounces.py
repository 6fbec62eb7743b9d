#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""How right `lastmile bounce` is, and how quick beside python3-flufl.bounce in the same run.

measure_bounces.py [--corpora DIR] [--program FILE] [--show N] [--half 0|1] [--mails N]

Labelled bounces are read from DIR/bounces.jsonl and DIR/bounces/, replies from DIR/diagnostics.jsonl; --half takes those files whose
name's CRC-32 is even or odd, so that one half can be learnt from and the other measured. The 500 ordinary mails are made here, from a
seed. Exits with 1 where a figure is worse than its line.
"""
import email.message
import importlib.util
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time
import zlib

from bounce_labels import LABELS, decode, judge_labels, judge_recipients, read_rows
from figures import Figures, options
from ordinary_mails import ordinary_mails

ROOT = pathlib.Path(__file__).resolve().parents[2]

class Table:
    def __init__(self, given):
        self.figures = Figures(given, "bounces: what lastmile bounce reads out of them")

    def row(self, title, n, wrong, line):
        self.figures.add(title, n - len(wrong), n, at_least=line)
        self.figures.show(wrong)


def measure_labels(table, rows, found):
    """Reasons and classes where the label names a reason, recipients where it names those."""
    labelled, wrong_class, wrong_reason = judge_labels(rows, found)
    table.row("bounces: class right (public)", len(labelled), wrong_class, 95)
    table.row("bounces: reason right (public)", len(labelled), wrong_reason, 90)
    named, wrong = judge_recipients(rows, found)
    table.row("bounces: recipients right (public)", len(named), wrong, 97)


def measure_replies(table, program, rows, folder):
    """A server's reply alone, in the shortest report."""
    for i, row in enumerate(rows):
        text = row["text"] if row["text"].lower().startswith("smtp;") else f"smtp; {row['reply']} {row['text']}"
        body = f"Final-Recipient: rfc822; ann@b.example\r\nAction: failed\r\nDiagnostic-Code: {' '.join(text.split())}\r\n"
        head = "From: mailer-daemon@a.example\r\nSubject: Undelivered\r\nContent-Type: message/delivery-status\r\n\r\n"
        (folder / f"{i}.eml").write_text(head + body, encoding="utf-8")
    found = decode(program, [folder])
    wrong = []
    for i, row in enumerate(rows):
        mine = found[f"{i}.eml"][0]
        if not any(mine["reason"] in LABELS[label] for label in row["accept"]):
            wrong.append((row["accept"], "->", mine["reason"], row["text"][:200]))
    table.row("bounces: reason of a provider's reply right (public)", len(rows), wrong, 85)


def measure_ordinary(table, program, folder, count):
    for i, mail in enumerate(ordinary_mails(random.Random(7), count)):
        (folder / f"{i:04}.eml").write_bytes(mail)
    found = decode(program, [folder])
    wrong = [(file, rows[0]["reason"], rows[0]["line"]) for file, rows in found.items() if rows[0]["reason"] != "not_a_bounce"]
    table.row("bounces: ordinary mails that are called none", len(found), wrong, 100)


def measure_speed(program, paths, wanted):
    """Bounces a second of one mailbox that holds the mails again and again, and the peak of its memory beside that of a tenth."""
    mails = [path.read_bytes().replace(b"\nFrom ", b"\n>From ") for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for count in (wanted // 10, wanted):
            box = pathlib.Path(folder) / "box"
            with open(box, "wb") as out:
                for i in range(count):
                    out.write(b"From mailer-daemon Thu Jan  1 00:00:00 2026\n" + mails[i % len(mails)] + b"\n\n")
            start = time.monotonic()
            with subprocess.Popen([program, "bounce", "--json", box], stdout=subprocess.DEVNULL) as child:
                _, _, usage = os.wait4(child.pid, 0)
                child.returncode = 0
            seconds = time.monotonic() - start
            peaks.append(usage.ru_maxrss)
    print(f"{'bounces a second on one core':46} {wanted / (usage.ru_utime + usage.ru_stime):13.0f}   ({wanted} in {seconds:.1f} s)")
    print(f"{'peak memory at a tenth, at all':46} {peaks[0]:8} kB {peaks[1]} kB")
    if importlib.util.find_spec("flufl") is not None:
        from flufl.bounce import scan_message  # pylint: disable=import-outside-toplevel
        start, sample = time.process_time(), mails * max(1, 500 // len(mails))
        for mail in sample:
            scan_message(email.message_from_bytes(mail))
        print(f"{'python3-flufl.bounce, the same mails':46} {len(sample) / (time.process_time() - start):13.0f}")


def main():
    parser = options(__doc__)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--speed", type=int, default=0, help="mails in the mailbox that is timed")
    given = parser.parse_args()
    table = Table(given)
    paths = sorted((ROOT / "tests" / "cases" / "bounces").glob("*.eml"))
    if given.corpora and (given.corpora / "bounces.jsonl").exists():
        corpora = given.corpora
        rows = read_rows(corpora)
        rows = [row for row in rows if given.half is None or zlib.crc32(row["file"].encode()) % 2 == given.half]
        paths = sorted({corpora / "bounces" / row["file"] for row in rows})
        measure_labels(table, rows, decode(given.program, paths))
        replies = [json.loads(line) for line in open(corpora / "diagnostics.jsonl", encoding="utf-8")]
        with tempfile.TemporaryDirectory() as folder:
            measure_replies(table, given.program, replies, pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        measure_ordinary(table, given.program, pathlib.Path(folder), given.mails)
    if given.speed:
        measure_speed(given.program, paths, given.speed)
    table.figures.end()


main()

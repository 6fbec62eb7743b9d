#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""bounces.py LASTMILE [MAILS]: how fast and in how much memory the command line reads a mailbox of returned mail, beside Sisimai, which is
given the head of the same mailbox in the same run and prints JSON as well. The mailbox repeats the mails of the folder MAILS, else those of
tests/cases/bounces. Of each the fastest of three rounds counts, in processor time; Sisimai's start is taken off: it is the language's.
Prints a table."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

FOLDER = pathlib.Path(__file__).resolve().parent
SIZES = (10_000, 100_000)  # mails in the mailbox
PEER_MAILS, ROUNDS = 500, 3
GOAL, PEER_GOAL = 8_000, 5  # mails a second; times as fast as Sisimai
SISIMAI = ["/usr/bin/perl", "-MSisimai", "-e", "print Sisimai->dump($ARGV[0])"]


def write_mailbox(path, mails, count):
    with open(path, "wb") as box:
        for number in range(count):
            box.write(b"From mailer-daemon Thu Jan  1 00:00:00 2026\n" + mails[number % len(mails)] + b"\n\n")


def memory_kib(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def cost(command):
    """(seconds on a processor, peak memory in KiB)"""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak_kib = 0
    while (ended := os.wait4(child.pid, os.WNOHANG))[0] == 0:
        peak_kib = max(peak_kib, memory_kib(child.pid))
        time.sleep(0.01)
    child.returncode = os.waitstatus_to_exitcode(ended[1])
    if child.returncode != 0:
        sys.exit(f"bounces.py: {command[0]} ended with {child.returncode}")
    return ended[2].ru_utime + ended[2].ru_stime, peak_kib


def fastest(command):
    rounds = [cost(command) for _ in range(ROUNDS)]
    return min(seconds for seconds, _ in rounds), max(kib for _, kib in rounds)


def main(lastmile, source):
    mails = [path.read_bytes().replace(b"\nFrom ", b"\n>From ") for path in sorted(source.iterdir()) if path.suffix in (".eml", ".txt")
             and (path.suffix == ".eml" or not path.with_suffix(".eml").exists())]
    with tempfile.TemporaryDirectory() as folder:
        boxes = {count: pathlib.Path(folder, str(count)) for count in (1, PEER_MAILS, *SIZES)}
        for count, path in boxes.items():
            write_mailbox(path, mails, count)
        own = {count: fastest([lastmile, "bounce", "--json", boxes[count]]) for count in SIZES}
        idle, _ = fastest([*SISIMAI, boxes[1]])
        taken, peer_kib = fastest([*SISIMAI, boxes[PEER_MAILS]])
    rate, peer_rate = SIZES[1] / own[SIZES[1]][0], PEER_MAILS / (taken - idle)
    print("| one mailbox of returned mail | mails a second | peak memory | speed against this one | line |\n|---|---|---|---|---|")
    print(f"| `lastmile bounce --json`, {SIZES[1]:,} | {rate:,.0f} | {own[SIZES[1]][1]} KiB ({own[SIZES[0]][1]} KiB for {SIZES[0]:,}) | 1 | >= {GOAL:,}, flat |")
    print(f"| libsisimai-perl, {PEER_MAILS:,} | {peer_rate:,.0f} | {peer_kib} KiB | {peer_rate / rate:.2g} | <= {1 / PEER_GOAL:g} |")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER.parent / "cases" / "bounces")

#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""bulk.py LASTMILE: how fast and in how much memory the command line checks a long list; other checkers judge the head of the same list
in the same run. Prints a table; what counts is processor time, and the ratios.

The peers do less: email-validator and isemail ask whether the writing is valid, mailcheck only suggests a domain. One that is not
installed ends the run. Their start is taken off: it is the language's."""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

FOLDER = pathlib.Path(__file__).resolve().parent
LINES, PEER_LINES = 1_000_000, 20_000
GOAL = 100_000  # addresses a second
FINDINGS = (1,)  # Lastmile's exit status: there is something to say of some
LOCAL_PARTS = ["anna", "bob", "li.wei", "wang.fang", "john.smith", "m.mueller", "sales", "info", "export", "pierre", "giulia", "kim.lee"]
SERVICES = ["gmail.com", "qq.com", "163.com", "outlook.com", "yahoo.co.jp", "gmx.de", "naver.com", "web.de"]
SLIPS = ["gamil.com", "hotmial.com", "company_com", "gmail.con"]
STEMS = ["rothwell", "mueller", "bianchi", "tanaka", "haoyun", "delta", "nordwind", "kessler", "olsen", "moreau"]
TRADES = ["pumps", "trading", "valves", "logistics", "works", "seiki", "tools", "textil", "chem", "optics"]
ENDINGS = ["com", "de", "cn", "com.cn", "co.uk", "fr", "it", "com.br", "co.jp", "nl"]


def domain(generator):
    """Half are at mail services, half at one of ten thousand firms; two in a hundred are mistyped."""
    place = generator.random()
    if place < 0.02:
        return generator.choice(SLIPS)
    if place < 0.5:
        return generator.choice(SERVICES)
    return f"{generator.choice(STEMS)}-{generator.choice(TRADES)}{generator.randrange(10)}.{generator.choice(ENDINGS)}"


def write_list(path):
    generator = random.Random(1)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(LINES):
            file.write(f"{generator.choice(LOCAL_PARTS)}{number % 1000}@{domain(generator)}\n")


def memory_kib(pid):
    """The most that the process had resident so far; 0 when it is over. (ru_maxrss counts what stood there before its exec, too.)"""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def cost(command, path, lines, statuses=(0,)):
    """(seconds on a processor, peak memory in KiB) of @command, which reads the first @lines lines of the list."""
    with open(path, encoding="utf-8") as file, tempfile.TemporaryFile("w+") as head:
        head.writelines(line for line, _ in zip(file, range(lines)))
        head.seek(0)
        child = subprocess.Popen(command, stdin=head, stdout=subprocess.DEVNULL)
        peak_kib = 0
        while (ended := os.wait4(child.pid, os.WNOHANG))[0] == 0:
            peak_kib = memory_kib(child.pid) or peak_kib
            time.sleep(0.02)
    child.returncode = os.waitstatus_to_exitcode(ended[1])
    if child.returncode not in statuses:
        sys.exit(f"bulk.py: {' '.join(map(str, command))} ended with {child.returncode}")
    return ended[2].ru_utime + ended[2].ru_stime, peak_kib


def main(lastmile):
    peers = {f"npm {name}": ["node", FOLDER / "bulk_peer.mjs", name] for name in ("email-validator", "isemail", "mailcheck")}
    peers["python3-email-validator"] = ["/usr/bin/python3", FOLDER / "bulk_peer.py"]
    own = [lastmile, "check", "--json", "--offline", "--no-store", "-"]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "list"
        write_list(path)
        _, tenth_kib = cost(own, path, LINES // 10, FINDINGS)
        seconds, kib = cost(own, path, LINES, FINDINGS)
        print("| one address a line | addresses a second | peak memory | speed against this one | line |\n|---|---|---|---|---|")
        print(f"| `lastmile check --json --offline -`, {LINES:,} | {LINES / seconds:,.0f} | {kib} KiB "
              f"({tenth_kib} KiB for a tenth of it) | 1 | >= {GOAL:,}, flat |")
        rate = LINES / seconds
        for name, command in peers.items():
            idle, _ = cost(command, path, 1)
            taken, kib = cost(command, path, PEER_LINES)
            peer_rate = PEER_LINES / (taken - idle)
            print(f"| {name}, {PEER_LINES:,} | {peer_rate:,.0f} | {kib} KiB | {peer_rate / rate:.2g} | - |")


if __name__ == "__main__":
    main(sys.argv[1])

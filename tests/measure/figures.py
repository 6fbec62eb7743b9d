# SPDX-License-Identifier: MPL-2.0
"""What the measures share: their options, the program that they run, and the table that they print.

A measure is a script measure_*.py that makes or reads a labelled set, runs the built program over it and adds one figure for each
thing that it measured. `figures.end ()` exits with 1 where a figure is worse than its line. A folder for --corpora may hold addresses.jsonl
(input, expected, corpus, enc), typos.jsonl (input, expected, kind) and domains/*.txt (real domains, one a line).
"""
import argparse
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["email", "company", "country", "phone", "name"]


def options(description):
    """The options that every measure takes; add those of your own and parse."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build" / "lastmile"), help="the command line to measure")
    parser.add_argument("--corpora", type=pathlib.Path, help="a folder of public sets, measured beside the project's own")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other rows")
    parser.add_argument("--show", type=int, default=0, help="print so many rows of each figure that were judged wrongly")
    parser.add_argument("--json", metavar="FILE", help="also write the figures there: {measure: {value, line, n, ok, ...}}")
    return parser


class Program:
    """The command line, with a data folder and a policy of its own, so that what this machine knows plays no part."""

    def __init__(self, path, policy=None):
        self.path = path
        self.folder = tempfile.TemporaryDirectory()
        file = pathlib.Path(self.folder.name, "policy.json")
        file.write_text(json.dumps(policy or {}), encoding="utf-8")
        self.environment = {**os.environ, "HOME": self.folder.name, "LASTMILE_POLICY": str(file), "LASTMILE_DATA_DIR": f"{self.folder.name}/data"}

    def run(self, arguments, text):
        done = subprocess.run([self.path, *arguments], input=text.encode(), capture_output=True, env=self.environment, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{self.path}: exit status {done.returncode}: {done.stderr.decode()}")
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def rows(self, rows):
        """Findings of each row of a table with the columns email, company, country, phone, name."""
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
        said = self.run(["check", "--json", "--offline", "--csv", "-"], text.getvalue())
        if len(said) != len(rows):
            sys.exit(f"{self.path}: {len(said)} verdicts for {len(rows)} rows")
        return [one["findings"] for one in said]

    def message(self, message):
        """Findings of one message in the form of schemas/message.schema.json."""
        said = self.run(["check", "--json", "--offline", "--message", "-"], json.dumps(message))
        return [finding for one in said for finding in one["findings"]]


class Figures:
    """The figures of one script, in per cent."""

    def __init__(self, given, title):
        self.given, self.title, self.list = given, title, {}
        print(f"{title:66} {'n':>6} {'value':>9}  line")

    def add(self, measure, count, n, at_most=None, at_least=None, peers=None, public=False, detail=False):
        """@count of @n rows, against a line in per cent; @peers: {name: its count of the same rows}. @public: a set of --corpora, which the
        test of the lines does not have; @detail: of a figure that stands beside it, left out of the README."""
        measure += " (public)" if public else ""
        value = 100 * count / n
        bound = "most" if at_most is not None else "least" if at_least is not None else None
        line = at_most if at_most is not None else at_least
        ok = bound is None or (value <= line if bound == "most" else value >= line)
        self.list[measure] = {"value": value, "line": line, "bound": bound, "n": n, "ok": ok, "detail": detail, "peers": {peer: 100 * c / n for peer, c in (peers or {}).items()}}
        print(f"{measure:66} {n:6} {value:8.3f}%  {line_text(self.list[measure])}{'' if ok else '  MISSED'}")
        for peer, share in self.list[measure]["peers"].items():
            print(f"{'    ' + peer:66} {'':6} {share:8.3f}%")
        return value

    def show(self, rows):
        """The first of those that were judged wrongly, where --show asks for them."""
        for row in rows[: self.given.show]:
            print("    ", *row if isinstance(row, (list, tuple)) else [row])

    def end(self):
        if self.given.json:
            pathlib.Path(self.given.json).write_text(json.dumps(self.list, ensure_ascii=False, indent=1), encoding="utf-8")
        sys.exit(0 if all(figure["ok"] for figure in self.list.values()) else 1)


def line_text(figure):
    return "" if figure["bound"] is None else f"{'<=' if figure['bound'] == 'most' else '>='} {figure['line']:g} %"

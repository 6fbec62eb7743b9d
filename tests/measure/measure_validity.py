#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Whether an address is written right at SMTP level (RFC 5321 4.1.2, RFC 6531): how often Lastmile agrees with labelled suites.

The project's own set is written from the RFCs (sets/validity.jsonl: input, valid, why). --corpora adds addresses.jsonl of that folder:
is_email, jmail and egulias, whose labels are their authors' opinions. They are read at SMTP level: comments, folding white space and
obsolete forms are valid RFC 5322 but nothing to send to, so "valid-obsolete" and "valid-rfc5322-only" count as invalid; rows of jmail and
egulias that those suites accept only leniently (comments, backslashes, egulias' "with warnings") are left out, and so are an empty field and
a NUL, which no field can hold. An address is called valid if no format_* finding is a warning. format_unknown_tld is counted apart: the
suites invent top-level domains, and whether one exists is no question of syntax.
"""
import json
import pathlib

from figures import Figures, Program, options
from peers import validities

OWN = pathlib.Path(__file__).resolve().parent / "sets" / "validity.jsonl"
LINE = 98.0
SMTP = {"valid": True, "valid-no-spoof": True, "valid-lenient": True, "valid-unusual": True, "invalid": False, "invalid-smtp": False,
        "valid-obsolete": False, "valid-rfc5322-only": False}


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_lenient(row):
    """Whether a row of jmail or egulias is called valid for its comments or obsolete escapes, and says nothing about SMTP."""
    if row["corpus"].startswith("isemail"):
        return False
    loose = not row["input"].startswith('"') and ("(" in row["input"] or "\\" in row["input"])
    return SMTP[row["expected"]] and (loose or row["corpus"] == "egulias" and row["expected"] == "valid-unusual")


def suites(corpora):
    """{suite: [(input, valid)]}"""
    found = {"own": [(row["input"], row["valid"]) for row in read(OWN)]}
    for row in read(corpora / "addresses.jsonl") if corpora else []:
        if row["enc"] == "utf-8" and "\0" not in row["input"] and row["input"].strip() and not is_lenient(row):
            found.setdefault(row["corpus"], []).append((row["input"], SMTP[row["expected"]]))
    return found


def warnings(findings):
    return {finding["code"] for finding in findings if finding["code"].startswith("format_") and finding["severity"] in ("warning", "block")}


def main():
    given = options(__doc__).parse_args()
    figures = Figures(given, "addresses judged like the suite, at SMTP level")
    program = Program(given.program)
    for suite, rows in suites(given.corpora).items():
        said = [warnings(findings) for findings in program.rows([{"email": text} for text, _ in rows])]
        wrong = [(text, "should be " + ("valid" if valid else "invalid"), sorted(codes))
                 for (text, valid), codes in zip(rows, said) if valid != (not codes - {"format_unknown_tld"})]
        peers = {peer: sum(verdict == valid for verdict, (_, valid) in zip(verdicts, rows))
                 for peer, verdicts in validities([text for text, _ in rows]).items()}
        figures.add(f"validity: {suite}", len(rows) - len(wrong), len(rows), at_least=LINE, peers=peers, public=suite != "own")
        figures.show([[repr(text), *rest] for text, *rest in wrong])
        unknown = sum(valid and codes == {"format_unknown_tld"} for (_, valid), codes in zip(rows, said))
        figures.add(f"validity: {suite}, valid but with an ending that does not exist", unknown, len(rows), public=suite != "own", detail=True)
    figures.end()


main()

#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""SPF evaluation over a real socket: how many cases have the right result, and how many explanations are right.

measure_spf.py [--program build/lastmile] [--corpora DIR] [--show N]

The project's own cases are sets/spf.json; --corpora adds DIR/spf/rfc7208-tests.yml, the suite of RFC 7208, which is in the same form:
zones and, for each case, host, helo and mailfrom with the result (one of several where the RFC leaves a choice). The zones are
served by tests/network/dns_server.py, for they hold names and silences that no zone file takes.
"""
import json
import pathlib
import subprocess
import sys

from figures import Figures, options

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "network"))
from dns_server import Server  # noqa: E402  pylint: disable=wrong-import-position

DEFAULT = "DEFAULT"  # the suite's word for an explanation that the receiver makes up


def with_text(records):
    """The suite writes records of the old type SPF, which stand for TXT unless the name has TXT of its own ("NONE": none)."""
    own = any(isinstance(record, dict) and "TXT" in record for record in records)
    for record in records:
        if isinstance(record, str):
            yield record
        elif "SPF" in record:
            if not own:
                yield {"TXT": record["SPF"]}
        elif record != {"TXT": "NONE"}:
            yield record


def sets(corpora):
    own = pathlib.Path(__file__).parent / "sets" / "spf.json"
    yield "own", json.loads(own.read_text(encoding="utf-8"))
    if corpora and (corpora / "spf" / "rfc7208-tests.yml").exists():
        import yaml  # python3-yaml; only the public suite needs it

        suite = (corpora / "spf" / "rfc7208-tests.yml").read_text(encoding="utf-8")
        yield "RFC 7208 suite (public)", [part for part in yaml.safe_load_all(suite) if part]


def evaluate(program, port, case):
    command = [program, "sender", "spf", "--json", "--resolver", f"127.0.0.1:{port}", "--ip", case["host"], "--helo", case["helo"]]
    done = subprocess.run([*command, "--mail-from", case.get("mailfrom") or ""], capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program}: exit status {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def measure(program, parts):
    """(case, right, explanation right or None)"""
    for part in parts:
        server = Server({name: list(with_text(records)) for name, records in part["zonedata"].items()})
        for name, case in part["tests"].items():
            said = evaluate(program, server.port, case)
            wanted = case["result"] if isinstance(case["result"], list) else [case["result"]]
            explanation = case.get("explanation", DEFAULT)
            yield f"{name}: {said}", said["result"] in wanted, None if explanation == DEFAULT else said["explanation"] == explanation


def main():
    given = options(__doc__).parse_args()
    figures = Figures(given, "SPF: check_host () over a real socket")
    for name, parts in sets(given.corpora):
        rows = list(measure(given.program, parts))
        explained = [(case, right) for case, _, right in rows if right is not None]
        figures.add(f"SPF results right, {name}", sum(right for _, right, _ in rows), len(rows), at_least=100)
        figures.show([case for case, right, _ in rows if not right])
        figures.add(f"SPF explanations right, {name}", sum(right for _, right in explained), len(explained), at_least=100)
        figures.show([case for case, right in explained if not right])
    figures.end()


main()

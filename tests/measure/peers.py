# SPDX-License-Identifier: MPL-2.0
"""Other checkers of addresses, run over the same rows in the same run. tests/measure/run installs them; where one is not there, nothing is
said about it: a figure of a peer is measured or absent, never remembered."""
import json
import os
import pathlib
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parent / "peers"
SUGGESTERS = ["mailcheck", "email-spell-checker", "email-misspelled"]
VALIDATOR = "python3-email-validator"
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's packages are for this one, whatever python3 is first in the path
LEFT_OUT = "LASTMILE_NO_PEERS" in os.environ  # run --no-peers


def suggestions(addresses):
    """{peer: [the domain that it would put in its place, or None]}; {} where the peers are not installed."""
    if LEFT_OUT or not (FOLDER / "node_modules").exists():
        return {}
    done = subprocess.run(["node", FOLDER / "suggest.mjs"], input="".join(f"{a}\n" for a in addresses), capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(addresses), f"{len(lines)} answers for {len(addresses)} addresses: is there a line break in one?"
    return {peer: [line[peer] for line in lines] for peer in SUGGESTERS}


def validator_is_installed():
    return subprocess.run([SYSTEM_PYTHON, "-c", "import email_validator"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def validities(addresses):
    """{peer: [whether it calls the address valid]}; {} where the peer is not installed."""
    if LEFT_OUT or not validator_is_installed():
        return {}
    done = subprocess.run([SYSTEM_PYTHON, FOLDER / "validate.py"], input=json.dumps(addresses), capture_output=True, text=True, check=True)
    return {VALIDATOR: json.loads(done.stdout)}

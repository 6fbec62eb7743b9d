#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Ordinary business messages, and messages with a slip: how often the checks on names, companies, rivals and countries speak.

The messages are invented with a seed (messages.py, sets/): firms of 35 countries, people of 28 languages with their names in the order and
spelling of each, the ways in which companies form local parts, and the occasions on which a salesperson writes. A false alarm is
a notice or a warning; what is only told on demand is none. No public set of such messages is known to us, so --corpora adds nothing.
"""
import random

from figures import Figures, Program, options
from messages import DIRECTORY, moved_country, ordinary, rivals, wrong_greeting, wrong_greeting_of_contact, wrong_name, wrong_shown_address

JUDGED = ["recipient_name_mismatch", "recipient_mixed_companies", "recipient_company_absent", "recipient_country_mismatch"]
# what, generator, code that speaks rightly, line: at least; whether a directory is in force
SLIPS = [
    ("another person's name is shown", wrong_name, "recipient_name_mismatch", 60.0, False),
    ("another address is shown as the name", wrong_shown_address, "recipient_name_mismatch", 95.0, False),
    ("rivals side by side", rivals, "recipient_mixed_companies", 90.0, False),
    ("a quoted signature tells another country than the domain", moved_country, "recipient_country_mismatch", 85.0, False),
    ("another customer of the directory is greeted", wrong_greeting, "recipient_company_absent", 95.0, True),
    ("another customer of the address book is greeted", wrong_greeting_of_contact, "recipient_company_absent", 95.0, False),
]


def told(findings):
    return [finding for finding in findings if finding["severity"] != "info"]


def row_of(message):
    return message["to"], message["cc"], message["body"].split("\n")[:3]


def measure_ordinary(rng, count, program, figures):
    messages = [ordinary(rng) for _ in range(count)]
    said = [told(program.message(message)) for message in messages]
    for code in JUDGED:
        spoken = [message for message, findings in zip(messages, said) if any(f["code"] == code for f in findings)]
        figures.add(f"messages: false, {code}", len(spoken), count, at_most=0.5)
        figures.show([row_of(message) for message in spoken])
    windows = [(message, findings) for message, findings in zip(messages, said) if any(f["severity"] != "notice" for f in findings)]
    figures.add("messages: ordinary ones that open a window", len(windows), count, at_most=2.0)
    figures.show([(*row_of(message), *sorted({f["code"] for f in findings})) for message, findings in windows])


def measure_slips(rng, count, programs, figures):
    for what, generator, code, line, with_directory in SLIPS:
        messages = [generator(rng) for _ in range(count)]
        missed = [message for message in messages if not any(f["code"] == code for f in told(programs[with_directory].message(message)))]
        figures.add(f"messages: found, {what}", count - len(missed), count, at_least=line)
        figures.show([row_of(message) for message in missed])


def main():
    parser = options(__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    programs = [Program(given.program), Program(given.program, {"directory": DIRECTORY})]
    figures = Figures(given, "names, companies and rivals, at notice or warning")
    measure_ordinary(rng, given.messages, programs[True], figures)
    measure_slips(rng, max(1, given.messages // 5), programs, figures)
    figures.end()


if __name__ == "__main__":
    main()

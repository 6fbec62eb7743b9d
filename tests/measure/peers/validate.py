# SPDX-License-Identifier: MPL-2.0
"""Reads a JSON list of addresses and writes the list of what python3-email-validator calls valid, by writing alone. It is run by the
system's Python, for which Debian installs the package."""
import json
import sys

import email_validator


def valid(address):
    try:
        email_validator.validate_email(address, check_deliverability=False)
    except (email_validator.EmailNotValidError, UnicodeError, ValueError):
        return False
    return True


json.dump([valid(address) for address in json.load(sys.stdin)], sys.stdout)

# SPDX-License-Identifier: MPL-2.0
"""Reads addresses, one a line, and has python3-email-validator judge each; run by the system's Python, for which Debian installs it."""
import sys

import email_validator

said = 0
for line in sys.stdin:
    try:
        email_validator.validate_email(line.rstrip("\n"), check_deliverability=False)
        said += 1
    except email_validator.EmailNotValidError:
        pass
print(said)

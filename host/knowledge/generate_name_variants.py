#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Turns groups of names into the rows of name_variant.c: generate_name_variants.py LIST.txt > name_variant_rows.def

A line is a group; a name of several groups gets several rows. Rows are sorted by name.
"""
import sys


def main():
    rows = set()
    with open(sys.argv[1], encoding="utf-8") as lines:
        groups = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for number, names in enumerate(groups):
        for name in names:
            if not (name.isascii() and name.isalpha() and name.islower()):
                sys.exit(f"{sys.argv[1]}: {name} is not folded")
            rows.add((name, number))
    for name, number in sorted(rows):
        print(f'NAME_VARIANT ("{name}", {number})')


main()

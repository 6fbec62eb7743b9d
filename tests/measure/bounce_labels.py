# SPDX-License-Identifier: MPL-2.0
"""What the measures of returned mail share: the public labels, and what the built program reads out of files."""
import collections
import json
import pathlib
import subprocess

# What the public labels call our reasons, and which class of ours each label is.
LABELS = {
    "no-such-user": {"mailbox_missing", "mailbox_disabled"},
    "mailbox-full": {"mailbox_full"},
    "domain-not-found": {"domain_not_found"},
    "spam-or-policy": {"spam", "refused"},
    "blocklisted-ip": {"blocklisted", "reverse_dns"},
    "spf-dkim-dmarc": {"spf", "dkim", "dmarc"},
    "relay-or-auth": {"relay_or_login"},
    "message-too-big": {"too_large"},
    "temporary": {"temporary", "server_unreachable", "rate_limited"},
    "other": {"other"},
    "not-a-bounce": {"not_a_bounce"},
}
CLASSES = {
    "no-such-user": {"status", "format"}, "mailbox-full": {"status"}, "domain-not-found": {"status"}, "temporary": {"status"},
    "spam-or-policy": {"policy"}, "blocklisted-ip": {"policy"}, "spf-dkim-dmarc": {"policy"}, "relay-or-auth": {"policy"},
    "message-too-big": {"policy"}, "other": {"status", "format", "policy"}, "not-a-bounce": {None},
}


def decode(program, paths):
    """{file name: [object]}"""
    done = subprocess.run([program, "bounce", "--json", *map(str, paths)], capture_output=True, check=True)
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        found[pathlib.Path(row["file"]).name].append(row)
    return found


def read_rows(corpora):
    with open(corpora / "bounces.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def judge_labels(rows, found):
    """(labelled rows, those whose class is wrong, those whose reason is wrong), where the label names a reason."""
    labelled = [row for row in rows if "accept" in row]
    wrong_reason, wrong_class = [], []
    for row in labelled:
        given = found[row["file"]]
        mine = given[min(row["index"], len(given)) - 1]
        told = (row["file"], row["native"], row["accept"], "->", mine["reason"], mine.get("status"), mine.get("line"))
        if not any(mine["reason"] in LABELS[label] for label in row["accept"]):
            wrong_reason.append(told)
        if not any(mine["class"] in CLASSES[label] for label in row["accept"]):
            wrong_class.append(told)
    return labelled, wrong_class, wrong_reason


def judge_recipients(rows, found):
    """(files whose label names recipients, those whose recipients are wrong)."""
    named = [(row["file"], row.get("recipients") or row.get("dsn_recipients") or []) for row in rows if "accept" not in row]
    named = [(file, wanted) for file, wanted in named if wanted]
    wrong = []
    for file, wanted in named:
        given = {(row[key] or "").lower() for row in found[file] for key in ("recipient", "original_recipient")}
        if not {address.lower() for address in wanted} <= given or len(found[file]) > len(set(map(str.lower, wanted))):
            wrong.append((file, wanted, "->", [row["recipient"] for row in found[file]]))
    return named, wrong

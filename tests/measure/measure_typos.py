#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Single slips of sixty mail services and real domains: how often recipient_domain_typo is right, wrong, silent, and a false alarm.

The slips are made here, from the geometry of a keyboard and with nothing of the program's own tables; half of the services (by name) tuned the model, the other half, and every seed but 1, did not. A
slip that is itself a domain of another service or of a well-known firm is no slip and is left out. A suggestion counts at any
severity, a false alarm where it interrupts (warning). --corpora adds DIR/typos.jsonl and DIR/domains/*.txt (all of them real), and the
hosts of all home pages and maintainers in this machine's Debian package index, which nothing was tuned with.
"""
import collections
import json
import random
import re
import subprocess
import sys

from figures import Figures, Program, options
from peers import suggestions

SERVICES = """gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com live.com msn.com me.com googlemail.com
    gmx.de gmx.net web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr hotmail.fr yahoo.fr
    libero.it virgilio.it tiscali.it alice.it hotmail.it yahoo.it yahoo.co.uk hotmail.co.uk btinternet.com mail.ru yandex.ru rambler.ru
    qq.com 163.com 126.com foxmail.com sina.com sohu.com aliyun.com 139.com yeah.net naver.com daum.net hanmail.net yahoo.co.jp docomo.ne.jp
    rediffmail.com uol.com.br terra.com.br comcast.net verizon.net att.net sbcglobal.net protonmail.com zoho.com bigpond.com seznam.cz wp.pl""".split()
# Real domains close to a service's that everybody knows; a slip that lands on one cannot be told.
REAL = set("""mail.com email.com ymail.com mac.com gm.com aon.com sky.com life.com line.com att.com cox.net gmx.com gmx.at gmx.ch gmx.fr web.com live.de
    live.fr live.it live.nl live.se live.dk live.no yahoo.de yahoo.es yahoo.ca yahoo.it yahoo.fr yahoo.in yahoo.ie hotmail.de hotmail.es free.com orange.com sina.cn 189.cn tim.it
    alice.com ge.com we.com my.com ms.com mi.com bol.com.br ok.ru vk.ru soho.com meg.com mean.com""".split())
KEYS = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm."]
SHIFT = [0.0, 0.5, 0.75, 1.25]
SPOT = {key: (row, column + SHIFT[row]) for row, keys in enumerate(KEYS) for column, key in enumerate(keys)}
TLD_SLIPS = {"com": ["con", "cm", "cmo", "co", "om", "comm", "vom", "xom", "ocm", "cpm", "coom"], "net": ["ner", "nte", "met", "nett", "ne", "et"],
             "de": ["dee", "d", "ed", "der"], "fr": ["ffr", "f", "frr", "rf"], "it": ["itt", "ti", "ot"], "ru": ["rru", "ur", "ry"], "cz": ["zc", "czz"], "pl": ["lp", "pll"],
             "uk": ["ku", "ukk"], "jp": ["pj", "jpp"], "br": ["rb", "brr"]}
# Written by hand: real, or meant as typed; each is near a service or tells of a trap that others have fallen into.
NEAR_MISSES = """hey.com sky.com aon.com man.com mtn.com msc.com gm.com mail.com email.com ymail.com gmx.com gmx.li mailbox.org fastmail.fm me.com mac.com qq.cn sika.com
    aol.co.uk live.de live.co.uk yahoo.com.hk yahoo.co.jp outlook.jp hotmail.co.jp comcast.com comcastbiz.net charter.com cox.com att.com verizon.com orange.com orange.be
    globo.com.br gmail.company.de mail.ge.com onet.eu wp.com ok.ru vk.com list.com inbox.eu sina.cn 163.net 360.cn 51.com tim.com alice.com web.com shaw.com telus.com
    bbc.tv station.tv parish.org.uk school.org.uk startup.io shop.co firma.co.at labs.ai live.nation.com gial.edu gao.gov army.mil dogmail.net hotelmail.de gomailing.com mailgun.com mailjet.com
    yahoofs.com outlookindia.com icloudsoft.net webmail.de freenetwork.org orangebank.fr sinar.co.id sohonet.com zoho.eu zohocorp.com protonex.de uolinc.com terra.es libertex.it""".split()


def neighbours(key):
    row, column = SPOT[key]
    return [k for k, (r, c) in SPOT.items() if k != key and abs(r - row) <= 1 and abs(c - column) <= 1.0]


def at_keyboard(rng, domain):
    i = rng.choice([i for i, c in enumerate(domain) if c in SPOT and c != "."])
    return domain[:i] + rng.choice([k for k in neighbours(domain[i]) if k != "."]) + domain[i + 1:]


def transposition(rng, domain):
    i = rng.choice([i for i in range(len(domain) - 1) if domain[i] != domain[i + 1] and "." not in domain[i:i + 2]])
    return domain[:i] + domain[i + 1] + domain[i] + domain[i + 2:]


def doubling(rng, domain):
    i = rng.choice([i for i, c in enumerate(domain) if c != "."])
    return domain[:i] + domain[i] + domain[i:]


def omission(rng, domain):
    i = rng.choice([i for i, c in enumerate(domain) if c != "."])
    return domain[:i] + domain[i + 1:]


def insertion(rng, domain):
    i = rng.choice([i for i, c in enumerate(domain) if c != "."])
    return domain[:i] + rng.choice([k for k in neighbours(domain[i]) if k not in ".-"]) + domain[i:]


def ending(rng, domain):
    head, tld = domain.rsplit(".", 1)
    return head + "." + rng.choice(TLD_SLIPS[tld])


def missing_dot(rng, domain):
    i = rng.choice([i for i, c in enumerate(domain) if c == "."])
    return domain[:i] + domain[i + 1:]


KINDS = {"keyboard neighbour": at_keyboard, "transposition": transposition, "doubling": doubling, "omission": omission, "insertion": insertion,
         "ending": ending, "missing dot": missing_dot}


def slips(rng, n):
    rows, kinds = [], list(KINDS)
    while len(rows) < n:
        service, kind = SERVICES[len(rows) % len(SERVICES)], rng.choice(kinds)
        if kind == "missing dot" and rng.random() < 0.7:
            continue
        typed = KINDS[kind](rng, service)
        if typed != service and typed not in SERVICES and typed not in REAL and not typed.startswith((".", "-")) and ".." not in typed and not typed.endswith("."):
            rows.append((typed, service, kind))
    return rows


def suggestion(findings):
    """What the program would put in the address's place: all findings of one recipient suggest the same."""
    return next((f["suggestion"] for f in reversed(findings) if f.get("suggestion")), None)


def alarms(findings):
    codes = ("recipient_domain_typo", "recipient_lookalike", "format_unknown_tld")
    return [f for f in findings if f["code"] in codes and f["severity"] in ("warning", "block")]


def result_of(given, right):
    return "silent" if given is None else "right" if given.lower() == right.lower() else "wrong"


def judge(figures, program, title, rows, right_line=None, wrong_line=None, **kind):
    """@rows: (typed address, right address). What is neither right nor wrong is silent."""
    typed = [typed for typed, _ in rows]
    said = program.rows([{"email": address} for address in typed])
    results = [(result_of(suggestion(findings), right), address, right, suggestion(findings)) for (address, right), findings in zip(rows, said)]
    count = collections.Counter(result for result, *_ in results)
    peers = {}
    for peer, domains in suggestions(typed).items():
        whole = [domain and f"{address.split('@')[0]}@{domain}" for address, domain in zip(typed, domains)]
        peers[peer] = collections.Counter(result_of(given, right) for given, (_, right) in zip(whole, rows))
    for result, lines in (("right", {"at_least": right_line}), ("wrong", {"at_most": wrong_line})):
        figures.add(f"typos: {title}, {result}", count[result], len(rows), peers={peer: counted[result] for peer, counted in peers.items()}, **lines, **kind)
    figures.show([row for row in results if row[0] != "right"])


def alarm(figures, program, title, domains, line, **kind):
    addresses = [f"user@{domain}" for domain in domains]
    said = [(domain, alarms(findings)) for domain, findings in zip(domains, program.rows([{"email": address} for address in addresses]))]
    false = [(domain, [(f["code"], f.get("suggestion")) for f in found]) for domain, found in said if found]
    peers = {peer: sum(domain is not None for domain in given) for peer, given in suggestions(addresses).items()}
    figures.add(f"typos: false, {title}", len(false), len(domains), at_most=line, peers=peers, **kind)
    figures.show(false)


def distance(a, b):
    before, row = None, list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        older, before, row = before, row, [i]
        for j in range(1, len(b) + 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def debian_hosts():
    """Real domains that no list of mail services or of popular sites chose: where Debian's packages come from, and who keeps them."""
    index = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, text=True, encoding="utf-8", errors="replace", check=True).stdout
    hosts = set(re.findall(r"^Homepage: *https?://([\w.-]+)", index, re.M)) | set(re.findall(r"^(?:Original-)?Maintainer:.*@([\w.-]+)>", index, re.M))
    if len(hosts) < 5000:
        sys.exit("measure_typos: the package index is missing or cut short; run apt-get update first")
    return sorted({host.lower().strip(".").removeprefix("www.") for host in hosts if "." in host})


def main():
    parser = options(__doc__)
    parser.set_defaults(seed=2)
    parser.add_argument("--slips", type=int, default=6000)
    given = parser.parse_args()
    rows = slips(random.Random(given.seed), given.slips)
    figures, program = Figures(given, "recipient_domain_typo: suggestions, and warnings on real domains"), Program(given.program)
    tuned = set(sorted(SERVICES)[::2])
    judge(figures, program, "slips of the services that tuned the model", [(f"user@{t}", f"user@{s}") for t, s, _ in rows if s in tuned], 99.0, 0.3)
    judge(figures, program, "slips of the others", [(f"user@{t}", f"user@{s}") for t, s, _ in rows if s not in tuned], 99.0, 0.3)
    for kind in KINDS:
        judge(figures, program, kind, [(f"user@{t}", f"user@{s}") for t, s, k in rows if k == kind], detail=True)
    alarm(figures, program, "near-misses written by hand", NEAR_MISSES, 0.0)
    if given.corpora:
        corpora = given.corpora
        typos = [json.loads(line) for line in open(corpora / "typos.jsonl", encoding="utf-8")]
        forms = [(row["input"], row["expected"]) for row in typos if row["kind"] == "suggest" and row["expected"]]
        judge(figures, program, "lists and sign-up forms", forms, 90.0, 3.0, public=True)
        real = sorted({line.strip() for path in (corpora / "domains").glob("*.txt") for line in open(path, encoding="utf-8") if line.strip()})
        alarm(figures, program, "real domains", real, 0.02, public=True)
        alarm(figures, program, "hosts in Debian's package index", debian_hosts(), 0.02, public=True)
        near = [d for d in real if any(abs(len(d) - len(s)) <= 2 and distance(d, s) <= 2 for s in SERVICES)]
        if near:
            alarm(figures, program, "real domains within two edits of a service", near, 5.0, public=True)
    figures.end()


main()

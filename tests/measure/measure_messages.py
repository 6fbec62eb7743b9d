#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Ordinary business messages, and messages with a slip: how often the checks on names, companies and rivals speak.

measure_messages.py [--program build/lastmile] [--seed N] [--messages N] [--show]

Prints a table and exits with 1 where a figure is worse than its line. The messages are invented with a seed after real patterns: firms of
twelve countries, people with their names in that country's order and spelling, the ways in which companies form local parts, the occasions on which a
salesperson writes. Another --seed makes other messages.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata

PEOPLE = {
    "DE": (["Anna", "Jürgen", "Sabine", "Klaus-Peter", "Stefan", "Björn", "Heike"], ["Müller", "Schmidt", "Großmann", "von der Heide", "Weiß", "Kaya"]),
    "US": (["Bob", "William", "Jennifer", "Mary Ann", "Tyler", "Christopher", "Liz"], ["Miller", "O'Brien", "Smith-Jones", "Rodriguez", "Nguyen", "Chen"]),
    "FR": (["Jean-Pierre", "Amélie", "François", "Cécile", "Thierry"], ["Lefèvre", "Dupont", "Le Goff", "d'Alembert", "Benali"]),
    "IT": (["Giuseppe", "Chiara", "Marco", "Francesca"], ["Rossi", "De Luca", "Esposito", "D'Angelo"]),
    "ES": (["José María", "Lucía", "Javier", "Ana Belén"], ["García López", "Fernández", "de la Cruz", "Núñez"]),
    "PL": (["Paweł", "Agnieszka", "Łukasz", "Małgorzata"], ["Wójcik", "Kowalska", "Zieliński", "Dąbrowski"]),
    "RU": (["Сергей", "Ольга", "Дмитрий"], ["Иванов", "Смирнова", "Кузнецов"]),
    "TR": (["Mehmet", "Ayşe", "Çağla", "Oğuz"], ["Yılmaz", "Şahin", "Öztürk", "Demir"]),
    "IN": (["Rajesh", "Priya", "Sanjay Kumar", "Lakshmi"], ["Sharma", "Patel", "Iyer", "Singh"]),
    "JP": (["Hiroshi", "Yuko", "Kenji", "Sakura"], ["Tanaka", "Satō", "Yamamoto", "Ōno"]),
    "KR": (["Min-jun", "Ji-woo", "Sung-ho"], ["Kim", "Park", "Lee", "Choi"]),
    "BR": (["João Paulo", "Conceição", "Thiago"], ["da Silva", "Gonçalves", "Araújo"]),
}
CHINESE = [("王小明", "Wang", "Xiaoming"), ("李娜", "Li", "Na"), ("张伟", "Zhang", "Wei"), ("欧阳倩", "Ouyang", "Qian"), ("吕芳", "Lv", "Fang"), ("陈思思", "Chen", "Sisi")]
ENGLISH = ["Jason", "Vivian", "Grace", "Kevin", "Cindy", "Tony", "Apple", "Echo", "Leo"]
FIRMS = ["rothwell-pumps", "kessler-armaturen", "vandijk-techniek", "blue-ocean-logistics", "nordwind-tools", "arcade-lighting", "delmonte-valvole", "sato-seiki", "pinecrest", "hanbit-tech",
         "orsa", "kovacs-gepgyar", "bharat-forging", "anatolia-makina", "granja-feliz", "lumina", "brightway", "steelmark", "tecnogas", "marinex", "ferrum", "agrotop", "sunpath", "westlake-chem"]
SUFFIX = {"DE": "de", "US": "com", "FR": "fr", "IT": "it", "ES": "es", "PL": "pl", "RU": "ru", "TR": "com.tr", "IN": "in", "JP": "co.jp", "KR": "co.kr", "BR": "com.br", "CN": "com.cn"}
ROLES = ["sales", "info", "purchase", "export", "office", "accounts", "einkauf", "service", "order", "quality.control", "customer-service"]
OPENERS = ["Dear {first},", "Hi {first},", "Dear Mr. {last},", "Dear Ms. {last},", "Hello {first} and team,", "Good morning,", "Dear all,", "您好，", "{han}您好：", "Dear Sir or Madam,"]
LINES = ["please find the quotation attached.", "thank you for your order 4711.", "the goods left Ningbo yesterday.", "could you confirm the delivery date?", "as we wrote to Bosch last year, the lead time is four weeks.",
         "our bank is the Bank of China, Hangzhou branch.", "附件是报价单，请查收。", "Anna Schmidt of our office will call you.", "samples go out by DHL tomorrow.", "the drawings from Rothwell Pumps are not final."]


def latin(text):
    table = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ı": "i", "ø": "o"})
    return "".join(c for c in unicodedata.normalize("NFD", text.translate(table)) if not unicodedata.combining(c))


CYRILLIC = dict(zip("абвгдезийклмнопрстуфцчшщыэюя", "a b v g d e z i i k l m n o p r s t u f ts ch sh sch y e yu ya".split()))


def letters(text):
    text = "".join(CYRILLIC.get(c, "" if c in "ьъ" else c) for c in text.lower())
    return "".join(c for c in latin(text).lower() if c.isalnum() or c == " ").replace(" ", "")


def german(text):
    return text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}))


class Person:
    def __init__(self, rng, country):
        self.country, self.han = country, ""
        if country == "CN":
            self.han, self.last, self.first = rng.choice(CHINESE)
            self.english = rng.choice(ENGLISH)
        else:
            firsts, lasts = PEOPLE[country]
            self.first, self.last, self.english = rng.choice(firsts), rng.choice(lasts), ""

    def local_part(self, rng):
        first, last = (self.first, self.last) if self.country != "DE" else (german(self.first), german(self.last))
        f, l = letters(first), letters(last)
        if self.english and rng.random() < 0.5:
            f = letters(self.english)
        forms = [f"{f}.{l}", f"{f[0]}.{l}", f"{f[0]}{l}", f, l, f"{f}{l}", f"{l}.{f}", f"{f}_{l}", f"{f}-{l}", f"{l}{f[0]}", f"{f}.{l[0]}", f"{f}.{l}2", f"{letters(first.split()[0].split('-')[0])}.{l}", f"{f}.{letters(last.split()[-1])}"]
        return rng.choice(forms) if rng.random() < 0.85 else rng.choice(ROLES)

    def display(self, rng, firm):
        first, last = self.first, self.last
        forms = [f"{first} {last}", f"{last}, {first}", f"{last} {first}", f"{first} {last} ({firm.title()})", f"{first} {last} - {firm.title()}", f"Dr. {first} {last}", f"{last.upper()} {first}", latin(f"{first} {last}"), first, "", "", f"{first} {last} | Sales"]
        if self.country == "CN":
            forms += [self.han, f"{self.english} {last}", f"{self.han} {self.english}", f"{self.english} {last} {self.han}", self.english]
        return rng.choice(forms)


class Firm:
    def __init__(self, rng, name=None):
        self.name = name or rng.choice(FIRMS)
        self.country = rng.choice(list(SUFFIX))
        self.domain = f"{self.name}.{rng.choice([SUFFIX[self.country], 'com', 'com'])}"

    def mailbox(self, rng):
        person = Person(rng, self.country)
        address = f"{person.local_part(rng)}@{self.domain}"
        return person, address, mailbox(person.display(rng, self.name), address)


def mailbox(name, address):
    if not name:
        return address
    return f'"{name}" <{address}>' if any(c in name for c in ",.()@|") else f"{name} <{address}>"


def firms(rng, count):
    return [Firm(rng, name) for name in rng.sample(FIRMS, count)]


DIRECTORY = [{"company": name.replace("-", " ").title(), "domains": [f"{name}.{suffix}" for suffix in sorted(set(SUFFIX.values()))]} for name in FIRMS]


def compose(rng, sender, to, cc=(), first=None, kind="new", original=(), extra=""):
    opener = rng.choice(OPENERS)
    if "{" in opener and (first is None or ("{han}" in opener and not first.han)):
        opener = "Good morning,"
    opener = opener.format(first=first.first if first else "", last=first.last if first else "", han=first.han if first else "")
    body = "\n".join([opener, *rng.sample(LINES, 2), extra, "Best regards", "Li Wei", "Hengda Valves"])
    return {"from": {"address": sender}, "to": list(to), "cc": list(cc), "subject": "Quotation", "body": body, "kind": kind, "original": list(original)}


def ordinary(rng):
    sender = "li.wei@hengda-valves.cn"
    occasion = rng.random()
    firm, other = firms(rng, 2)
    person, _, box = firm.mailbox(rng)
    if occasion < 0.45:
        return compose(rng, sender, [box], first=person)
    if occasion < 0.60:
        return compose(rng, sender, [box, firm.mailbox(rng)[2]], cc=[firm.mailbox(rng)[2], "boss@hengda-valves.cn"], first=person)
    if occasion < 0.80:
        return compose(rng, sender, [box], cc=[firm.mailbox(rng)[2]], first=person, kind="reply", original=[box, sender])
    if occasion < 0.85:  # the forwarder in Cc, or beside the customer and named
        agent, _, agent_box = Firm(rng, "blue-ocean-logistics").mailbox(rng)
        return compose(rng, sender, [box], cc=[agent_box], first=person)
    if occasion < 0.90:  # two firms brought together
        second, _, second_box = other.mailbox(rng)
        return compose(rng, sender, [box, second_box], extra=f"{person.first}, please meet {second.first} of {other.name.title()}.")
    if occasion < 0.95:
        _, _, second_box = other.mailbox(rng)
        return compose(rng, sender, [box, second_box], kind="reply", original=[box, second_box, sender])
    return compose(rng, sender, ["boss@hengda-valves.cn", "wang.fang@hengda-valves.cn"], first=None)


def stranger(rng, person):
    """Somebody of another name: neither word of one stands in the other."""
    while True:
        other = Person(rng, rng.choice([c for c in PEOPLE if c != "RU"]))
        if not {letters(other.first)[:3], letters(other.last)[:3]} & {letters(person.first)[:3], letters(person.last)[:3]}:
            return other


def wrong_name(rng):
    firm = Firm(rng)
    person = Person(rng, rng.choice(["DE", "US", "FR", "IT", "ES", "PL", "IN"]))
    other = stranger(rng, person)
    address = f"{letters(other.first)}.{letters(other.last)}@{firm.domain}"
    return compose(rng, "li.wei@hengda-valves.cn", [mailbox(latin(f"{person.first} {person.last}"), address)], first=person)


def wrong_shown_address(rng):
    one, two = firms(rng, 2)
    return compose(rng, "li.wei@hengda-valves.cn", [f'"{one.mailbox(rng)[1]}" <{two.mailbox(rng)[1]}>'])


def rivals(rng):
    boxes = [firm.mailbox(rng)[2] for firm in firms(rng, rng.choice([2, 3, 5])) if "logistics" not in firm.name]
    message = compose(rng, "li.wei@hengda-valves.cn", boxes)
    message["body"] = "Dear Sir or Madam,\nour new price list is attached.\nBest regards"
    return message if len(boxes) > 1 else rivals(rng)


def wrong_greeting(rng):
    one, two = firms(rng, 2)
    message = compose(rng, "li.wei@hengda-valves.cn", [one.mailbox(rng)[2]])
    message["body"] = f"Dear {two.name.replace('-', ' ').title()} team,\nyour order is ready."
    return message


class Program:
    def __init__(self, path, folder):
        policy = pathlib.Path(folder, "policy.json")
        policy.write_text(json.dumps({"directory": DIRECTORY}), encoding="utf-8")
        self.path = path
        self.environment = {**os.environ, "LASTMILE_POLICY": str(policy), "LASTMILE_DATA_DIR": str(pathlib.Path(folder, "data"))}

    def findings(self, message):
        done = subprocess.run([self.path, "check", "--json", "--message", "-"], input=json.dumps(message).encode(), stdout=subprocess.PIPE, env=self.environment, check=False)
        assert done.returncode in (0, 1), f"exit status {done.returncode} for {message}"
        return [f for f in json.loads(done.stdout)["findings"] if f["severity"] in ("notice", "warning", "block")]


# what, generator, code that speaks rightly (None: nothing may), line: at least / at most
SLIPS = [
    ("name of another person", wrong_name, "recipient_name_mismatch", 0.70),
    ("name shows another address", wrong_shown_address, "recipient_name_mismatch", 0.95),
    ("rivals side by side", rivals, "recipient_mixed_companies", 0.90),
    ("another customer greeted", wrong_greeting, "recipient_company_absent", 0.95),
]
JUDGED = ["recipient_name_mismatch", "recipient_mixed_companies", "recipient_company_absent"]
MOST_FALSE = 0.005
MOST_WINDOWS = 0.02


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/lastmile")
    parser.add_argument("--seed", type=int, default=20260923)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--show", action="store_true", help="print the messages that were judged wrongly")
    parser.add_argument("--corpora", help="not used: no public set of such messages exists")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.program, folder)
        print(f"{'ordinary messages':38}{'false':>9}{'line':>9}")
        false, windows = dict.fromkeys(JUDGED, 0), 0
        for _ in range(options.messages):
            message = ordinary(rng)
            findings = program.findings(message)
            windows += any(f["severity"] != "notice" for f in findings)
            for code in {f["code"] for f in findings} & set(JUDGED):
                false[code] += 1
                if options.show:
                    print(code, message["to"], message["cc"], message["body"].split("\n")[0])
        for code, count in false.items():
            share = count / options.messages
            failed |= share > MOST_FALSE
            print(f"{code:38}{share:>8.1%} {'<= ' + format(MOST_FALSE, '.1%'):>9}")
        failed |= windows / options.messages > MOST_WINDOWS
        print(f"{'any window':38}{windows / options.messages:>8.1%} {'<= ' + format(MOST_WINDOWS, '.1%'):>9}")
        print(f"\n{'messages with a slip':38}{'found':>9}{'line':>9}")
        for name, generator, code, line in SLIPS:
            count = options.messages // 5
            found = 0
            for _ in range(count):
                message = generator(rng)
                hit = any(f["code"] == code for f in program.findings(message))
                found += hit
                if options.show and not hit:
                    print(code, message["to"], message["body"].split("\n")[0])
            failed |= found / count < line
            print(f"{name:38}{found / count:>8.1%} {'>= ' + format(line, '.0%'):>9}")
    sys.exit(1 if failed else 0)


main()

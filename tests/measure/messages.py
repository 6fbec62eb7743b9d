# SPDX-License-Identifier: MPL-2.0
"""People, firms and messages that are invented with a seed from the lists in sets/: how names are shown and spelt in addresses, and on which
occasions a salesperson writes."""
import pathlib
import re
import unicodedata

SETS = pathlib.Path(__file__).parent / "sets"
SENDER = "li.wei@hengda-valves.cn"
ROLES = ["sales", "info", "purchase", "export", "office", "accounts", "einkauf", "service", "order", "quality.control", "customer-service", "compras", "achats", "vertrieb", "sales2", "admin", "procurement.asia"]
TITLES = ["Dr. ", "Ms. ", "Mr ", "Ing. ", "Prof. Dr. ", ""]
JOBS = [" | Sales", " - Purchasing Manager", " (Mr.)", ", MBA", " [External]", " / QA"]
CYRILLIC = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяёьъ", "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch y e yu ya e".split() + ["", ""]))
GREEK = str.maketrans({"'": "", "’": ""})
SUFFIXES = {"GB": "co.uk", "TR": "com.tr", "BR": "com.br", "JP": "co.jp", "KR": "co.kr", "CN": "com.cn", "ZA": "co.za", "ID": "co.id", "TH": "co.th", "MX": "com.mx", "AU": "com.au", "HK": "com.hk", "TW": "com.tw",
            "MY": "com.my", "IL": "co.il", "US": "com", "VN": "vn"}
LANGUAGES = {"GB": ["en", "in"], "US": ["en", "es"], "CA": ["en", "fr"], "AU": ["en", "vn"], "DE": ["de", "de", "tr"], "NL": ["nl"], "IT": ["it"], "JP": ["jp"], "KR": ["kr"], "HU": ["hu"], "IN": ["in"], "TR": ["tr"],
             "BR": ["pt"], "PL": ["pl"], "FR": ["fr", "fr", "ar"], "RU": ["ru", "uk"], "SE": ["sv"], "DK": ["sv"], "ES": ["es"], "CZ": ["cs"], "MY": ["my", "in"], "TH": ["th"], "ID": ["id"], "VN": ["vn"], "AE": ["ar", "in", "fa"],
             "EG": ["ar"], "ZA": ["af", "en"], "HK": ["hk", "cn"], "TW": ["tw"], "CN": ["cn"], "GR": ["el"], "IL": ["he"], "RO": ["ro"], "MX": ["es"], "FI": ["fi"]}


def rows(name):
    text = (SETS / name).read_text(encoding="utf-8")
    return [[column.strip() for column in line.split("|")] for line in text.splitlines() if line and not line.startswith("#")]


def texts():
    kinds = {}
    for line in (SETS / "texts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = kinds.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            kind.append(line)
    return kinds


PEOPLE = {language: (order, given.split(", "), family.split(", ")) for language, order, given, family in rows("people.txt")}
FIRMS = rows("firms.txt")
TEXTS = texts()


def latin(text):
    """Without marks: "Łukasz Müller" -> "Lukasz Muller"."""
    text = text.translate(str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "Æ": "Ae", "æ": "ae"}))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def german(text):
    return text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}))


def letters(text):
    text = "".join(CYRILLIC.get(c, c) for c in text.lower())
    return "".join(c for c in latin(text).lower() if c.isascii() and c.isalnum())


def variants(entry):
    """("王", ["Wang"]) of "王=Wang"; ("", ["Robert", "Bob"]) of "Robert/Bob"."""
    han, _, names = entry.rpartition("=")
    return han, names.split("/")


class Person:
    def __init__(self, rng, language):
        self.language = language
        self.order, givens, families = PEOPLE[language]
        self.han_given, self.givens = variants(rng.choice(givens))
        self.han_family, self.families = variants(rng.choice(families))
        self.han = self.han_family + self.han_given if self.han_given else ""
        self.given, self.family = self.givens[0], self.families[0]

    def local_part(self, rng):
        if rng.random() < 0.15:
            return rng.choice(ROLES)
        spell = german if rng.random() < 0.5 else str
        given, family = spell(rng.choice(self.givens)), spell(rng.choice(self.families))
        g, f = letters(given), letters(family)
        first, last = letters(re.split(r"[ -]", given)[0]), letters(family.split()[-1])
        return rng.choice([f"{g}.{f}", f"{g[0]}.{f}", f"{g[0]}{f}", g, f, f"{g}{f}", f"{f}.{g}", f"{g}_{f}", f"{g}-{f}", f"{f}{g[0]}", f"{g}.{f[0]}", f"{g}.{f}2", f"{first}.{f}", f"{first}.{last}", f"{f}.{first}",
                           "".join(letters(word)[:1] for word in re.split(r"[ -]", given)) + f, f"{g}.{f}.ext"])

    def display(self, rng, company):
        given, family = rng.choice(self.givens), rng.choice(self.families)
        forms = [f"{given} {family}", f"{family}, {given}", f"{family} {given}", f"{family.upper()} {given}", f"{given} {family} ({company})", f"{given} {family} - {company}", f"{rng.choice(TITLES)}{given} {family}",
                 latin(f"{given} {family}"), german(f"{given} {family}"), given, family, "", "", f"{given} {family}{rng.choice(JOBS)}", company, f"{company} - {given}", f"{given} from {company}", given.lower(), f"{given[0]}. {family}"]
        if self.han:
            forms += [self.han, f"{self.han} {given}", f"{given} {family} {self.han}", f"{self.han}（{company}）", f"{given} {self.families[0]}", f"{self.han_family}总", f"{self.han_family}经理"]
        return rng.choice(forms)


def spoken(name):
    """A firm's name without its legal form, as it stands in a text."""
    name = re.sub(r"(有限公司|^ООО |^PT |^Công ty TNHH )", "", name)
    return re.sub(r",? (GmbH.*|Ltd|Limited|Inc\.|Co\., Ltd\.|B\.V\.|S\.p\.A\.|K\.K\.|Kft\.|Pvt\. Ltd\.|San\. ve.*|Ltda\.|Sp\. z o\.o\.|SARL|AB|A/S|S\.L\.|s\.r\.o\.|Sdn Bhd|FZE|S\.A\.E\.|\(Pty\) Ltd|Corp\.|Pty Ltd|A\.E\.|S\.R\.L\.|S\.A\. de.*)$", "", name)


class Firm:
    def __init__(self, rng, row):
        self.label, self.name, self.country, self.phone, self.city = row
        self.company = spoken(self.name)
        self.domain = f"{self.label}.{rng.choice([SUFFIXES.get(self.country, self.country.lower()), 'com', 'com'])}"

    def person(self, rng):
        return Person(rng, rng.choice(LANGUAGES[self.country]))

    def mailbox(self, rng, person=None):
        """(person, address, the two as a mailbox)"""
        person = person or self.person(rng)
        address = f"{person.local_part(rng)}@{self.domain}"
        return person, address, mailbox(person.display(rng, rng.choice([self.name, self.company])), address)

    def contact(self, rng, address):
        """As the address book has it, more or less full."""
        facts = {"organisation": self.name, "country": self.country, "phone": self.phone}
        return {"address": address, **{key: value for key, value in facts.items() if rng.random() < 0.6}}

    def signature(self, person):
        return [f"{person.given} {person.family}", self.name, f"{self.city}", f"Tel. {self.phone}", f"www.{self.domain}"]


def mailbox(name, address):
    if not name:
        return address
    return f'"{name}" <{address}>' if any(c in name for c in ",.()@|[]/:") else f"{name} <{address}>"


def firms(rng, count):
    return [Firm(rng, row) for row in rng.sample(FIRMS, count)]


DIRECTORY = [{"company": name, "country": country, "domains": sorted({f"{label}.com", f"{label}.{SUFFIXES.get(country, country.lower())}"})} for label, name, country, _, _ in FIRMS]


def greeting(rng, person, company):
    form = rng.choice(TEXTS["greeting"])
    if "{han}" in form and not person.han:
        form = "您好！"
    return form.format(given=person.given, family=person.family, han=person.han, company=company)


def compose(rng, to, cc=(), opener="", lines=(), kind="new", original=(), quoted=(), **more):
    body = [opener, "", *lines, "", rng.choice(TEXTS["closing"]), "Li Wei", "Hengda Valves", "Tel. +86 574 5550 9876"]
    body += [f"> {line}" for line in quoted]
    return {"from": {"address": SENDER}, "to": list(to), "cc": list(cc), "subject": "Re: Valves" if kind == "reply" else "Valves DN50", "body": "\n".join(body), "kind": kind, "original": list(original), **more}


# --- The occasions of ordinary messages: (weight, function) ---

def to_one(rng):
    firm, = firms(rng, 1)
    person, address, box = firm.mailbox(rng)
    contacts = [firm.contact(rng, address)] if rng.random() < 0.4 else []
    return compose(rng, [box], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 2), contacts=contacts)


def to_colleagues(rng):
    firm, = firms(rng, 1)
    person, _, box = firm.mailbox(rng)
    return compose(rng, [box, firm.mailbox(rng)[2]], cc=[firm.mailbox(rng)[2], "boss@hengda-valves.cn"], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 2))


def answer(rng):
    firm, = firms(rng, 1)
    person, _, box = firm.mailbox(rng)
    _, _, colleague = firm.mailbox(rng)
    quoted = [rng.choice(["Dear Li Wei,", "李伟您好，", "Hello,"]), rng.choice(TEXTS["line"]), "", *firm.signature(person)]
    return compose(rng, [box], cc=[colleague], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 1), kind="reply", original=[box, SENDER, *rng.sample([colleague], rng.choice([0, 1]))], quoted=quoted)


def shipping(rng):
    firm, carrier = firms(rng, 2)
    if rng.random() < 0.8:
        carrier.domain, carrier.name = rng.choice([("blueocean-logistics.com", "Blue Ocean"), ("sinofreight.cn", "中远达货代"), ("northstar-shipping.de", "Northstar Reederei GmbH"), ("tgl-forwarding.com", "TGL"), ("brightway.com", "Brightway")])
        carrier.company = carrier.name
    person, _, box = firm.mailbox(rng)
    _, _, agent = carrier.mailbox(rng)
    to, cc = rng.choice([([box, agent], []), ([box], [agent]), ([agent], [box])])
    return compose(rng, to, cc=cc, opener=rng.choice([greeting(rng, person, firm.company), "Good morning,", "Dear all,"]), lines=rng.sample(TEXTS["shipping"], 2))


def introduction(rng):
    one, two = firms(rng, 2)
    first, _, box = one.mailbox(rng)
    second, _, other = two.mailbox(rng)
    return compose(rng, [box, other], opener=f"Dear {first.given}, dear {second.given},", lines=[f"please meet each other: {second.given} {second.family} of {two.company} makes what {one.company} asked for."])


def meeting(rng):
    several = firms(rng, rng.choice([2, 3, 4]))
    return compose(rng, [firm.mailbox(rng)[2] for firm in several], cc=["boss@hengda-valves.cn"], opener=rng.choice(TEXTS["greeting-all"]), lines=rng.sample(TEXTS["together"], 2))


def answer_to_all(rng):
    one, two = firms(rng, 2)
    person, _, box = one.mailbox(rng)
    _, _, other = two.mailbox(rng)
    return compose(rng, [box], cc=[other], opener=greeting(rng, person, one.company), lines=rng.sample(TEXTS["line"], 1), kind="reply", original=[box, other, SENDER], quoted=["Dear all,", *one.signature(person)])


def internal(rng):
    firm, = firms(rng, 1)
    return compose(rng, ["boss@hengda-valves.cn", "Wang Fang <wang.fang@hengda-valves.cn>"], opener="各位好：", lines=[f"{firm.company} asks for a discount.", "附件是报价单，请查收。"], kind=rng.choice(["new", "forward"]))


def private(rng):
    firm, = firms(rng, 1)
    person = firm.person(rng)
    service = rng.choice(["gmail.com", "qq.com", "163.com", "yahoo.co.in", "hotmail.com", "mail.ru", "naver.com", "web.de", "libero.it", "outlook.com"])
    local = rng.choice([person.local_part(rng), letters(firm.company) or "office", f"{letters(person.given)}{rng.randrange(60, 99)}", "happy.panda"])
    return compose(rng, [mailbox(person.display(rng, firm.company), f"{local}@{service}")], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 2))


def mailing_list(rng):
    firm, = firms(rng, 1)
    person = firm.person(rng)
    name = rng.choice([f"{person.given} via Valve Forum", "Purchasing Group", f"'{person.given} {person.family}' via buyers", "Valve Forum"])
    return compose(rng, [mailbox(name, f"{rng.choice(['buyers', 'forum', 'valves-list'])}@lists.{firm.domain}")], opener="Hello,", lines=rng.sample(TEXTS["line"], 2))


def blind(rng):
    several = firms(rng, 12)
    message = compose(rng, [SENDER], opener=rng.choice(TEXTS["greeting-offer"]), lines=rng.sample(TEXTS["offer"], 2))
    return message | {"bcc": [firm.mailbox(rng)[2] for firm in several]}


def spoken_of(rng):
    """Another customer is spoken of, not written to."""
    firm, other = firms(rng, 2)
    person, _, box = firm.mailbox(rng)
    return compose(rng, [box], opener=greeting(rng, person, firm.company), lines=[f"the same valve went to {other.company} in {other.city} last year.", rng.choice(TEXTS["line"])])


def branch(rng):
    """A firm and its branch abroad, or its agent."""
    firm, = firms(rng, 1)
    person, _, box = firm.mailbox(rng)
    agent = rng.choice([f"info@{firm.label}-{rng.choice(['china', 'asia', 'europe', 'usa'])}.com", f"{firm.label.split('-')[0]}.agent@gmail.com", f"{firm.company} Agency <office@agent-{firm.label}.com>"])
    return compose(rng, [box, agent], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 2))


OCCASIONS = [(30, to_one), (12, to_colleagues), (18, answer), (8, shipping), (3, introduction), (4, meeting), (5, answer_to_all), (3, internal), (6, private), (2, mailing_list), (1, blind), (5, spoken_of), (3, branch)]


def ordinary(rng):
    occasion, = rng.choices([function for _, function in OCCASIONS], [weight for weight, _ in OCCASIONS])
    return occasion(rng)


# --- Messages with a slip ---

def stranger(rng, person):
    """Somebody of another name: no word of one begins like a word of the other."""
    def beginnings(one):
        return {letters(word)[:2] for name in [*one.givens, *one.families] for word in re.split(r"[ -]", name)}
    while True:
        other = Person(rng, rng.choice([language for language in PEOPLE if language not in ("ru", "uk")]))
        if not beginnings(other) & beginnings(person):
            return other


def wrong_name(rng):
    firm, = firms(rng, 1)
    person = Person(rng, rng.choice([language for language in PEOPLE if language not in ("ru", "uk")]))
    other = stranger(rng, person)
    address = f"{letters(other.given)}.{letters(other.family)}@{firm.domain}"
    return compose(rng, [mailbox(rng.choice([f"{person.given} {person.family}", latin(f"{person.family} {person.given}")]), address)], opener=greeting(rng, person, firm.company), lines=rng.sample(TEXTS["line"], 2))


def wrong_shown_address(rng):
    one, two = firms(rng, 2)
    shown = one.mailbox(rng)[1]
    return compose(rng, [f'"{rng.choice([shown, f"{shown} (Sales)"])}" <{two.mailbox(rng)[1]}>'], opener="Hello,", lines=rng.sample(TEXTS["line"], 2))


def rivals(rng):
    boxes = [firm.mailbox(rng)[2] for firm in firms(rng, rng.choice([2, 3, 5]))]
    to, cc = (boxes, []) if rng.random() < 0.8 else ([SENDER], boxes)
    return compose(rng, to, cc=cc, opener=rng.choice(TEXTS["greeting-offer"]), lines=rng.sample(TEXTS["offer"], 2))


def wrong_greeting(rng):
    one, two = firms(rng, 2)
    opener = rng.choice(["Dear {} team,", "Dear {},", "Hello {},", "尊敬的{}：", "Sehr geehrte Damen und Herren bei {},"]).format(rng.choice([two.company, two.name]))
    return compose(rng, [one.mailbox(rng)[2]], opener=opener, lines=["your order is ready."])


def moved_country(rng):
    """The quoted signature is of a firm at home, the address that the user typed lies abroad; nothing else tells the country."""
    firm, = firms(rng, 1)
    person = firm.person(rng)
    home = SUFFIXES.get(firm.country, firm.country.lower())
    kin = {"DE": {"at", "ch"}, "HK": {"com.cn", "cn"}, "TW": {"cn"}, "CN": {"hk"}, "MY": {"sg"}, "CA": {"us"}}
    abroad = rng.choice([suffix for suffix in ["de", "fr", "it", "co.jp", "com.br", "co.uk", "es", "pl", "in", "co.kr", "com.tr", "cn"] if suffix != home and suffix not in kin.get(firm.country, ())])
    address = f"{letters(person.given)}@{firm.label}.{abroad}"
    name = f"{person.given} {person.family}"
    return compose(rng, [mailbox(name, address)], opener="Hello,", lines=rng.sample(TEXTS["line"], 1), quoted=["Best regards", *firm.signature(person)[:-1]])


def wrong_greeting_of_contact(rng):
    """The same where the address book, not a directory, knows the firm."""
    two, = firms(rng, 1)
    _, address, _ = two.mailbox(rng)
    message = wrong_greeting(rng) | {"contacts": [{"address": address, "organisation": two.name}]}
    greeted = f"Dear {two.company} team,"
    message["body"] = "\n".join([greeted, *message["body"].split("\n")[1:]])
    return message if two.label not in message["to"][0] else wrong_greeting_of_contact(rng)

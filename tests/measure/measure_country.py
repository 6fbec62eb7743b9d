#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Firms invented after real patterns, at home and behind another country's domain: how often recipient_country_mismatch is right.

Firms come from 40 countries with those countries' legal forms, cities and telephone codes, and their country is written in the ways of
sets/country_spellings.txt. Where their domains lie follows a public list of 28,000 listed companies: 58.9 % under a generic
top-level domain, 39.6 % under the own ccTLD, 0.9 % under a ccTLD that everybody uses, 0.24 % among kin, 0.40 % under another
country's ccTLD (seats that are only on paper, neighbours, markets abroad, plays on words). A firm of a group that writes from the
group's ccTLD is measured apart, as "daughters". No public set of firms with their countries is known to us, so --corpora adds nothing.
"""
import pathlib
import random

from figures import Figures, Program, options

# country: weight, ccTLD suffixes, legal forms (strong ones first, "" is none), cities, telephone
COUNTRIES = {
    "US": (20, ["us"], ["Inc.", "Corp.", "LLC", ""], ["Cleveland", "Houston"], "+1 216"),
    "CN": (14, ["cn", "com.cn"], ["Co., Ltd.", "Group Co., Ltd.", ""], ["Shanghai", "Ningbo"], "+86 21"),
    "JP": (12, ["co.jp", "jp"], ["Co., Ltd.", "Corporation", "K.K.", ""], ["Osaka", "Nagoya"], "+81 6"),
    "IN": (9, ["in", "co.in"], ["Limited", "Pvt. Ltd.", "Private Limited"], ["Pune", "Chennai"], "+91 20"),
    "HK": (5, ["hk", "com.hk"], ["Limited", "Holdings Ltd"], ["Kowloon"], "+852"),
    "TW": (4, ["com.tw", "tw"], ["Co., Ltd.", "Corp."], ["Taichung"], "+886 4"),
    "KR": (4, ["co.kr", "kr"], ["Co., Ltd.", "Inc.", ""], ["Busan"], "+82 51"),
    "GB": (4, ["co.uk", "uk"], ["Ltd", "plc", ""], ["Sheffield"], "+44 114"),
    "CA": (4, ["ca"], ["Inc.", "Corp.", "Ltée"], ["Toronto"], "+1 416"),
    "AU": (4, ["com.au"], ["Limited", "Pty Ltd"], ["Melbourne"], "+61 3"),
    "DE": (3, ["de"], ["GmbH", "AG", "GmbH & Co. KG", "SE", "KG"], ["Stuttgart", "Hannover"], "+49 711"),
    "MY": (3, ["com.my", "my"], ["Berhad", "Sdn Bhd"], ["Penang"], "+60 4"),
    "TH": (3, ["co.th", "th"], ["Public Company Limited", "Co., Ltd."], ["Bangkok"], "+66 2"),
    "SE": (3, ["se"], ["AB", "AB (publ)"], ["Malmö"], "+46 40"),
    "FR": (3, ["fr"], ["SA", "SARL", "SAS", ""], ["Lyon"], "+33 4"),
    "IT": (3, ["it"], ["S.p.A.", "S.r.l.", "SpA"], ["Brescia", "Milano"], "+39 030"),
    "PL": (2, ["pl", "com.pl"], ["S.A.", "Sp. z o.o.", "sp. z o. o."], ["Katowice"], "+48 32"),
    "ID": (2, ["co.id", "id"], ["Tbk", ""], ["Jakarta"], "+62 21"),
    "SG": (2, ["com.sg", "sg"], ["Ltd", "Pte. Ltd."], ["Singapore"], "+65"),
    "TR": (2, ["com.tr"], ["A.Ş.", "San. ve Tic. A.Ş.", "Ltd. Şti."], ["Bursa"], "+90 224"),
    "BR": (2, ["com.br"], ["S.A.", "Ltda.", "S/A"], ["Curitiba"], "+55 41"),
    "CH": (2, ["ch"], ["AG", "GmbH", "SA"], ["Basel"], "+41 61"),
    "IL": (2, ["co.il"], ["Ltd.", "Ltd"], ["Haifa"], "+972 4"),
    "NO": (2, ["no"], ["ASA", "AS"], ["Stavanger"], "+47 51"),
    "DK": (2, ["dk"], ["A/S", "ApS"], ["Aarhus"], "+45 86"),
    "FI": (2, ["fi"], ["Oyj", "Oy"], ["Tampere"], "+358 3"),
    "NL": (2, ["nl"], ["B.V.", "N.V."], ["Eindhoven"], "+31 40"),
    "RU": (2, ["ru"], ["ООО", "ПАО"], ["Samara"], "+7 846"),
    "VN": (2, ["vn", "com.vn"], ["JSC", "Co., Ltd"], ["Hanoi"], "+84 24"),
    "MX": (1, ["mx", "com.mx"], ["S.A.B. de C.V.", "S.A. de C.V."], ["Monterrey"], "+52 81"),
    "ES": (1, ["es"], ["S.A.", "S.L.", "S.L.U."], ["Bilbao"], "+34 94"),
    "AT": (1, ["at", "co.at"], ["AG", "GmbH"], ["Linz"], "+43 732"),
    "BE": (1, ["be"], ["NV", "SA", "BV"], ["Antwerp"], "+32 3"),
    "CZ": (1, ["cz"], ["a.s.", "s.r.o.", "spol. s r.o."], ["Brno"], "+420 541"),
    "HU": (1, ["hu"], ["Kft.", "Zrt.", "Nyrt."], ["Győr"], "+36 96"),
    "RO": (1, ["ro"], ["S.A.", "S.R.L."], ["Cluj-Napoca"], "+40 264"),
    "UA": (1, ["ua", "com.ua"], ["ТОВ", "LLC"], ["Kharkiv"], "+380 57"),
    "ZA": (1, ["co.za"], ["Limited", "(Pty) Ltd"], ["Durban"], "+27 31"),
    "BM": (0.6, ["bm"], ["Limited", "Ltd"], [], "+1 441"),
    "KY": (0.4, ["ky"], ["Limited", "Inc."], [], "+1 345"),
    "LU": (0.4, ["lu"], ["S.A.", "S.à r.l."], ["Luxembourg"], "+352"),
    "CY": (0.4, ["com.cy"], ["Ltd", "Plc"], ["Limassol"], "+357 25"),
    "IE": (0.4, ["ie"], ["plc", "Limited"], ["Dublin"], "+353 1"),
}
GENERIC = ["com"] * 30 + ["net", "org", "group", "biz", "info", "eu"]
EVERYWHERE = ["io", "co", "ai", "me", "tv", "cc", "la", "eu", "ag", "fm"]
KIN = {"CN": ["hk", "com.tw"], "HK": ["cn", "com.cn", "com.tw"], "TW": ["cn", "hk"], "DE": ["at", "ch"], "AT": ["de"], "CH": ["de"], "BE": ["nl"], "NL": ["be"], "LU": ["be"], "AU": ["co.nz"],
       "GB": ["je", "gg", "im"]}
# Listed firms' own domains that lie under a ccTLD which is neither theirs nor kin, by how often that was met.
ABROAD = [("CA", "us", 6), ("US", "ca", 5), ("SG", "cn", 4), ("SG", "com.my", 5), ("MY", "sg", 2), ("BM", "com.hk", 6), ("BM", "cn", 4), ("KY", "cn", 5), ("KY", "com.hk", 5), ("CY", "gr", 3),
          ("CY", "ru", 3), ("LU", "de", 3), ("LU", "fr", 2), ("LU", "pl", 2), ("LU", "com.ua", 1), ("IE", "co.uk", 3), ("GB", "ie", 2), ("GB", "kz", 2), ("GB", "ge", 2), ("GB", "ru", 1),
          ("GB", "co.za", 2), ("CH", "it", 1), ("CH", "fr", 1), ("SE", "dk", 2), ("SE", "no", 2), ("SE", "fi", 2), ("NO", "se", 2), ("DK", "se", 2), ("FI", "se", 2), ("DE", "it", 1), ("NL", "pl", 2),
          ("NL", "cz", 1), ("AU", "co.id", 1), ("IL", "co.uk", 2), ("IL", "us", 1), ("US", "co.il", 3), ("US", "cn", 3), ("US", "co.uk", 2), ("US", "is", 2), ("US", "it", 2), ("JP", "cn", 1),
          ("KR", "jp", 1), ("HK", "sg", 3), ("HK", "jp", 1), ("HK", "com.my", 2), ("FR", "be", 2), ("BE", "fr", 2), ("PL", "de", 1), ("ES", "pt", 1), ("IN", "us", 1), ("TH", "jp", 1), ("AT", "hu", 1),
          ("DE", "pl", 1), ("CN", "sg", 1)]
# Where a slip puts a domain: the ccTLDs of big trading countries.
SLIPS = ["de", "jp", "co.jp", "fr", "it", "co.uk", "cn", "com.cn", "kr", "co.kr", "in", "ru", "com.br", "es", "pl", "nl", "se", "ch", "com.au", "com.tr", "com.mx", "co.th", "com.my", "vn", "co.id", "ca"]
SAME_MARKET = [{"CN", "HK", "TW", "MO"}, {"DE", "AT", "CH", "LI"}, {"BE", "NL", "LU"}, {"GB", "JE", "GG", "IM"}, {"US", "CA"}, {"AU", "NZ"}]
SYLLABLES = "ba ber bo bra cal cor dan del dor fer fin gal gor han hel jan kal kes kor lam len lin lor mar mer mon nar nor ost pal pen per ral rin ros sal sen sol tan tek ter tor val ven vin wal wer zan zel".split()
TRADES = ["Pumps", "Valves", "Tools", "Electric", "Steel", "Chemical", "Foods", "Logistics", "Textile", "Energy", "Pharma", "Systems", "Maschinenbau", "Group", "Industries", "Precision", ""]
PEOPLE = ["Anna Schmidt", "Li Wei", "Ramesh BV", "Suresh Kumar KG", "Wong AG", "Marco Rossi", "Tan AB", "Kenji Tanaka", "Sales Team", "Lim KK", "Paris Lee", "Israel Gomez", "Sydney Chan", "Export Dept."]
IN_NAMES = {"US": "America", "CN": "China", "JP": "Japan", "IN": "India", "HK": "Hong Kong", "TW": "Taiwan", "KR": "Korea", "GB": "UK", "CA": "Canada", "AU": "Australia", "DE": "Deutschland",
            "MY": "Malaysia", "TH": "Thailand", "SE": "Sverige", "FR": "France", "IT": "Italia", "PL": "Polska", "ID": "Indonesia", "SG": "Singapore", "TR": "Türkiye", "BR": "do Brasil", "CH": "Schweiz",
            "IL": "Israel", "NO": "Norge", "DK": "Danmark", "FI": "Suomi", "NL": "Nederland", "RU": "", "VN": "Vietnam", "MX": "de México", "ES": "Ibérica", "AT": "Austria", "BE": "Benelux",
            "CZ": "Czech", "HU": "Hungária", "RO": "Romania", "UA": "Ukraine", "ZA": "South Africa"}


def spellings_read():
    text = (pathlib.Path(__file__).parent / "sets" / "country_spellings.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
    return {code.strip(): [one.strip() for one in spellings.split(";")] for code, spellings in rows}


SPELLINGS = spellings_read()


def country_of(suffix):
    return {"uk": "GB"}.get(suffix.split(".")[-1], suffix.split(".")[-1].upper())


class Firm:
    def __init__(self, rng, code=None):
        codes = list(COUNTRIES)
        self.country = code or rng.choices(codes, [COUNTRIES[c][0] for c in codes])[0]
        _, self.suffixes, forms, self.cities, self.phone_code = COUNTRIES[self.country]
        self.label = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice([2, 2, 3])))
        self.form = rng.choice(forms)
        words = [self.label.capitalize(), rng.choice(TRADES)]
        if self.cities and rng.random() < 0.04:
            words.insert(0, rng.choice(self.cities))
        words.insert(0 if self.form in ("ООО", "ПАО", "ТОВ") else len(words), self.form)
        self.name = " ".join(word for word in words if word)
        if self.country == "ID" and rng.random() < 0.5:
            self.name = "PT " + self.name
        self.phone = f"{self.phone_code} {rng.randrange(1000000, 9999999)}"
        self.country_written = rng.choice(SPELLINGS[self.country])
        self.suffix = self.home(rng)

    def home(self, rng):
        place = rng.random()
        if place < 0.589:
            return rng.choice(GENERIC)
        if place < 0.598:
            return rng.choice(EVERYWHERE)
        if place < 0.6004 and self.country in KIN:
            return rng.choice(KIN[self.country])
        return rng.choice(self.suffixes)

    def moved(self, rng):
        """Another country's ccTLD, not of the same market."""
        while True:
            suffix = rng.choice(SLIPS)
            other = country_of(suffix)
            if other != self.country and not any({other, self.country} <= market for market in SAME_MARKET):
                return suffix

    def row(self, suffix, country=False, company=True, name="", phone=False):
        return {"email": f"{'info' if not name else name.split()[0].lower()}@{self.label}.{suffix}", "company": self.name if company else "",
                "country": self.country_written if country else "", "phone": self.phone if phone else "", "name": name}


def firms_at_home(rng, n):
    """Firms with their real domains; 0.40 % of them lie abroad, as in the list."""
    firms = []
    for _ in range(n):
        if rng.random() < 0.0040:
            code, suffix, _ = rng.choices(ABROAD, [weight for _, _, weight in ABROAD])[0]
            firm = Firm(rng, code)
            firm.suffix = suffix
        else:
            firm = Firm(rng)
        firms.append(firm)
    return firms


def daughters(rng, n, named):
    """Daughters that write from the group's ccTLD: the group's name, their own country's name (where @named) and form."""
    rows = []
    for _ in range(n):
        parent, child = Firm(rng, rng.choice(["DE", "FR", "IT", "SE", "CH", "JP", "NL"])), Firm(rng, rng.choice([c for c in IN_NAMES if IN_NAMES[c]]))
        brand = parent.label.capitalize()
        place = IN_NAMES.get(child.country, "") if named else ""
        rows.append({"email": f"info@{parent.label}.{parent.suffixes[0]}", "company": " ".join(f"{brand} {place} {child.form}".split()), "country": "", "phone": "", "name": ""})
    return rows


WEAK_FORMS = {"", "Inc.", "Corp.", "LLC", "Co., Ltd.", "Co., Ltd", "Group Co., Ltd.", "Corporation", "Limited", "Ltd", "Ltd.", "Holdings Ltd", "plc", "Plc", "SA", "S.A.", "SE", "JSC", "AS"}


def main():
    parser = options(__doc__)
    parser.add_argument("--firms", type=int, default=28000)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    program, figures = Program(given.program), Figures(given, "recipient_country_mismatch at warning")
    firms = firms_at_home(rng, given.firms)
    few = firms[: max(1, len(firms) // 4)]
    strong = [firm for firm in firms if firm.form not in WEAK_FORMS][:4000]

    def false(measure, rows, at_most=None):
        warned = [(row, finding) for row, finding in zip(rows, verdicts(program, rows)) if finding]
        figures.add(measure, len(warned), len(rows), at_most=at_most)
        figures.show([[*row.values(), finding["params"]["sign"]] for row, finding in warned])

    def found(measure, rows, at_least=None):
        missed = [row for row, finding in zip(rows, verdicts(program, rows)) if not finding]
        figures.add(measure, len(rows) - len(missed), len(rows), at_least=at_least)
        figures.show([row.values() for row in missed])

    false("country: false, country given, the firm's real domain", [f.row(f.suffix, country=True) for f in firms], 0.4)
    false("country: false, the same with its telephone", [f.row(f.suffix, country=True, phone=True) for f in few], 0.4)
    false("country: false, name of the firm alone", [f.row(f.suffix) for f in firms], 0.1)
    false("country: false, names of people at those firms", [f.row(f.suffix, company=False, name=rng.choice(PEOPLE)) for f in few], 0.05)
    false("country: false, daughters (Festo Polska) at the group's domain", daughters(rng, 2000, True), 2.0)
    false("country: false, daughters of unknown groups, name alone", daughters(rng, 2000, False))
    found("country: found, country given, domain moved", [f.row(f.moved(rng), country=True) for f in few], 99.0)
    found("country: found, strong legal form alone, domain moved", [f.row(f.moved(rng)) for f in strong], 85.0)
    found("country: found, any name alone, domain moved", [f.row(f.moved(rng)) for f in few])
    found("country: found, name and telephone, domain moved", [f.row(f.moved(rng), phone=True) for f in few])
    found("country: found, every spelling of a country", spelt_rows(), 99.0)
    figures.end()


def verdicts(program, rows):
    """The warning of each row, or None."""
    said = program.rows(rows)
    return [next((f for f in findings if f["code"] == "recipient_country_mismatch" and f["severity"] == "warning"), None) for findings in said]


def spelt_rows():
    """Every spelling once, before a domain that is foreign to it."""
    return [{"email": f"info@rothwell-pumps.{'com.br' if code != 'BR' else 'fi'}", "country": spelling} for code, spellings in SPELLINGS.items() for spelling in spellings]


if __name__ == "__main__":
    main()

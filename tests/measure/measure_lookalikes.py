#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Homographs of known domains, and international names that imitate nobody: how often the program says so.

The homographs are made here from the Unicode data of this Python
and from lists of twins of its own, in the manner of programs that look for phishing domains: one or two letters replaced by marked,
foreign or twin ones; what IDNA does not allow is left out. A homograph counts as flagged by recipient_lookalike or
recipient_domain_typo at any severity, as interrupting at warning. The user's own domain is known by its From; international names of
firms in eleven languages are not to be flagged at all. --corpora adds nothing.
"""
import random
import unicodedata

from figures import Figures, Program, options
from peers import suggestions

SERVICES = ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "aliyun.com", "foxmail.com", "googlemail.com", "protonmail.com", "orange.fr", "libero.it", "yandex.ru",
            "naver.com", "comcast.net", "rediffmail.com", "zoho.com"]
FIRMS = ["hartmann-seals.com", "rothwell-pumps.com", "hengda-valves.cn", "brescia-utensili.it", "nordlicht-kabel.de", "osaka-seimitsu.co.jp", "clarke-dunmore.co.uk", "polimer-trade.ru"]
# Letters of other alphabets that are drawn like Latin ones, written down by eye.
FOREIGN = {"a": "аɑα", "b": "Ьʙɓ", "c": "сϲƈ", "d": "ԁɗđ", "e": "еҽ", "f": "ƒ", "g": "ɡɢɠ", "h": "һհ", "i": "іıɩ", "j": "јʝ", "k": "κкĸ", "l": "ӏɭł", "m": "мɱᴍ", "n": "ոɲŋ", "o": "оοօ", "p": "рρƿ", "q": "ԛʠ",
           "r": "ʀɼгᴦ", "s": "ѕʂꜱ", "t": "тţŧ", "u": "υսʋ", "v": "νѵ", "w": "ԝѡ", "x": "хҳ", "y": "уγʏ", "z": "ʐżƶ"}
TWINS = {"b": ["lb"], "d": ["cl", "b"], "e": ["c"], "g": ["q"], "h": ["lh"], "i": ["1", "l"], "k": ["lk"], "l": ["1", "i"], "m": ["n", "nn", "rn"], "n": ["m", "r"], "o": ["0"], "w": ["vv"], "s": ["5"]}
HONEST = """müller.de schröder-werkzeuge.de exämple.de bücher.ch café-paris.fr société-générale.fr élan-vital.fr garçon.fr españa.es añejo.mx peña-nieto.mx sørensen.dk smørrebrød.dk ålesund-maritim.no
    göteborg-stål.se malmö-ab.se öljy.fi sähkö-oy.fi łódź-stal.pl żubr.pl wrocław.pl kőszeg.hu győr-acél.hu žilina.sk škoda-diely.cz příbram.cz çelik.com.tr şişe.com.tr ığdır.com.tr são-paulo.com.br
    ação.com.br informação.pt яндекс.рф почта.рф завод-урал.рф пример.рф україна.ua 公司.cn 中国电信.cn 阿里巴巴.com 上海贸易.com 東京電力.jp トヨタ.jp ソニー.jp パナソニック.jp 삼성.kr 현대.kr ελλάδα.gr παράδειγμα.gr שלום.il مثال.com
    भारत.in ไทย.com đà-nẵng.vn hà-nội.vn þór.is""".split()


def allowed(label):
    """Whether a registry might take it: lower case, letters and digits and hyphens of any script, already composed."""
    return label == unicodedata.normalize("NFKC", label).lower() and all(c == "-" or unicodedata.category(c) in ("Ll", "Lo", "Nd", "Lm") for c in label)


def marked(letter):
    return [chr(code) for code in range(0xC0, 0x1F00) if unicodedata.normalize("NFD", chr(code))[0] == letter and unicodedata.normalize("NFD", chr(code)) != letter and unicodedata.category(chr(code)) == "Ll"]


GLYPHS = {letter: marked(letter) + list(FOREIGN.get(letter, "")) + TWINS.get(letter, []) for letter in "abcdefghijklmnopqrstuvwxyz"}


def homograph(rng, domain, times):
    label, ending = domain.split(".", 1)
    letters = list(label)
    for i in rng.sample([i for i, c in enumerate(letters) if c in GLYPHS], times):
        letters[i] = rng.choice(GLYPHS[letters[i]])
    twin = "".join(letters)
    return f"{twin}.{ending}" if twin != label and allowed(twin) else None


def homographs(rng, domains, n):
    made = set()
    while len(made) < n:
        domain = domains[len(made) % len(domains)]
        twin = homograph(rng, domain, rng.choice([1, 1, 2]))
        if twin:
            made.add((twin, domain))
    return sorted(made)


def check(program, addresses):
    return program.rows([{"email": address} for address in addresses])


def check_own(program, domain, addresses):
    """The same where the user's own domain is @domain: recipients of one message."""
    said = [[] for _ in addresses]
    for finding in program.message({"from": {"address": f"li@{domain}"}, "to": addresses}):
        if finding["subject"].startswith("to["):
            said[int(finding["subject"][3:-1])].append(finding)
    return said


def judge(figures, title, rows, said, **line):
    """@rows: (typed, meant). A peer has flagged what it would put something else in the place of."""
    codes = ("recipient_lookalike", "recipient_domain_typo")
    found = [[f for f in findings if f["code"] in codes] for findings in said]
    peers = {peer: sum(domain is not None for domain in given) for peer, given in suggestions([f"user@{typed}" for typed, _ in rows]).items()}
    figures.add(f"look-alikes: {title}", sum(bool(f) for f in found), len(rows), peers=peers, **line)
    odd = [(typed, [(f["code"], f.get("suggestion")) for f in fs]) for (typed, _), fs in zip(rows, found) if bool(fs) == ("at_most" in line)]
    figures.show(odd)
    return found


def main():
    parser = options(__doc__)
    parser.set_defaults(seed=2)
    parser.add_argument("--homographs", type=int, default=3200)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    figures, program = Figures(given, "homographs flagged, at any severity"), Program(given.program)
    rows = homographs(rng, SERVICES, given.homographs)
    for title, chosen in (("homographs of services, foreign or marked", [r for r in rows if not r[0].isascii()]), ("homographs of services, ASCII twins", [r for r in rows if r[0].isascii()])):
        found = judge(figures, title, chosen, check(program, ["user@" + typed for typed, _ in chosen]), at_least=90.0)
        figures.add(f"look-alikes: {title}, at warning", sum(any(f["severity"] == "warning" for f in fs) for fs in found), len(chosen))
    rows, said = [], []
    for firm in FIRMS:
        mine = homographs(rng, [firm], 60)
        rows += mine
        said += check_own(program, firm, ["user@" + typed for typed, _ in mine])
    judge(figures, "homographs of the user's own domain", rows, said, at_least=90.0)
    judge(figures, "false, international names that imitate nobody", [(domain, "") for domain in HONEST], check(program, ["info@" + domain for domain in HONEST]), at_most=0.0)
    strangers = [(other, "") for firm in FIRMS for other in FIRMS if other != firm]
    said = [findings for firm in FIRMS for findings in check_own(program, firm, ["user@" + other for other in FIRMS if other != firm])]
    judge(figures, "false, other firms beside the user's own domain", strangers, said, at_most=0.0)
    figures.end()


main()

#!/usr/bin/env python3
"""What hides from a reader of bytes and not from a reader of letters: each way to write an identifier otherwise is tried
on each of some identifiers, which their detector must find, from its first character to its last. And texts that merely
are of another script, or well set, hold nothing more for being made plain."""

import os
import subprocess
import sys
import tempfile
import unicodedata
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get("SOURCE_DIR") or os.path.join(HERE, "..", "..")
HITS = os.path.join(os.environ.get("BUILD_DIR") or os.path.join(ROOT, "build", "dev"), "tests", "detector-hits")

IDENTIFIERS = {  # detector: (before it, it, behind it)
    "nir": ("assuré ", "295109912611193", ", né en 1995"),
    "iban": ("compte ", "FR1420041010050500013M02606", " à créditer"),
    "payment-card": ("carte ", "5555555555554444", " expirée"),
    "email": ("écrire à ", "jeanne.martin@exemple.fr", " demain"),
    "aws-key-id": ("clé ", "AKIAQYLPMN5HHHFPZAM2", " du dépôt"),
    "ai-service-key": ("clé : ", "sk-proj-Tq7mZ2xVb9KcW4nRf8LsYd3GhJp6AeUo", " (test)"),
}


def within(piece):
    """`piece` behind every third character, the last aside."""
    return lambda text: "".join(c + (piece if i % 3 == 2 and i + 1 < len(text) else "") for i, c in enumerate(text))


def shifted(start, first, last):
    """The characters from `first` to `last` replaced by those from `start` on."""
    return lambda text: "".join(chr(start + ord(c) - ord(first)) if first <= c <= last else c for c in text)


def swapped(plain, others):
    return lambda text: text.translate(str.maketrans(plain, others))


def math(text):
    name = {"A": "MATHEMATICAL MONOSPACE CAPITAL %s", "a": "MATHEMATICAL MONOSPACE SMALL %s"}
    return "".join(unicodedata.lookup(name["A" if c.isupper() else "a"] % c.upper()) if c.isalpha() else
                   chr(0x1D7F6 + int(c)) if c.isdigit() else c for c in text)


def circled(text):
    return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] if c.isdigit() else c for c in text)


EVASIONS = {
    "a zero-width space within": within("\u200b"),
    "a zero-width non-joiner within": within("\u200c"),
    "a zero-width joiner within": within("\u200d"),
    "a word joiner within": within("\u2060"),
    "a byte order mark within": within("\ufeff"),
    "a soft hyphen within": within("\u00ad"),
    "a variation selector within": within("\ufe0f"),
    "a supplementary variation selector within": within("\U000e0101"),
    "a tag within": within("\U000e0041"),
    "bidirectional controls within": within("\u202d\u202c"),
    "a Hangul filler within": within("\u3164"),
    "a thousand zero-width spaces within": within("\u200b" * 1000),
    "full width": shifted(0xFF01, "!", "~"),
    "mathematical letters and digits": math,
    "circled digits": circled,
    "Arabic digits": shifted(0x660, "0", "9"),
    "Persian digits": shifted(0x6F0, "0", "9"),
    "Devanagari digits": shifted(0x966, "0", "9"),
    "Thai digits": shifted(0xE50, "0", "9"),
    "superscripts": swapped("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "Cyrillic letters": swapped("ABCEHIKMOPSTXYaceopxyijs", "АВСЕНІКМОРЅТХУасеорхуіјѕ"),
    "Greek letters": swapped("ABEHIKMNOPTXYZov", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖον"),
    "a stroke over digits": lambda text: "".join(c + ("\u0336" if c.isdigit() else "") for c in text),
    "an e-mail's sign alone in full width": swapped("@.", "＠．"),
    "all at once": lambda text: within("\u2060\u00ad")(shifted(0xFF01, "!", "9")(swapped("AEMae", "АЕМае")(text))),
}

GROUPED = {  # written in groups, of which the blanks or hyphens are others
    "nir": "2 95 10 99 126 111 93",
    "iban": "FR14 2004 1010 0505 0001 3M02 606",
    "payment-card": "5555 5555 5555 4444",
    "phone-fr": "06 12 34 56 78",
}
BLANKS = {"a no-break space": "\u00a0", "a narrow no-break space": "\u202f", "a thin space": "\u2009",
          "an en space": "\u2002", "an ideographic space": "\u3000", "a hyphen that does not break": "\u2011"}

SEPARATORS = {"nothing": "", "two blanks": "  ", "a dot": ".", "a hyphen": "-", "a slash": "/", "a dot and a blank": ". ",
              "a hyphen between blanks": " - ", "two no-break spaces": "\u00a0\u00a0", "a blank and a narrow one": " \u202f"}
IBANS = {"small letters": str.lower, "a capital first": str.capitalize, "its country apart": lambda text: f"{text[:2]} {text[2:]}",
         "small letters, its country apart": lambda text: f"{text[:2]} {text[2:]}".lower()}

SPARED = {
    "French as it is set": "« Combien ? » : 12 345 678 habitants au 1ᵉʳ janvier 2024, soit 48,5 % ; voir p. 12–15.",
    "French numbers with narrow blanks": "De 1 234 567 à 2 345 678 entreprises, + 3,5 points : un record…",
    "inclusive French": "Les agent·e·s du service, motivé·e·s, l’ont signé à l’été : n° 12, œuvre d’aujourd’hui.",
    "Russian prose": "Москва — столица России, её население в 2021 году составило 13 010 112 человек. А о сахаре он не спорил.",
    "Ukrainian prose": "Київ — столиця України; і ось осінь, а в ній 2 952 301 особа (2022).",
    "Greek prose": "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας, με 643.452 κατοίκους το 2021· ο νόμος και οι όροι.",
    "a date in Arabic digits": "في ٢٤/١١/٢٠٢٦ كان عدد السكان ١٢٣٬٤٥٦ نسمة",
    "Persian with joiners": "می‌خواهم در سال ۱۴۰۵ کتاب‌ها را بخوانم",
    "Hindi": "भारत में २०२१ की जनगणना के अनुसार १२ राज्य हैं",
    "Japanese in full width": "２０２６年１１月２４日、人口は１２５，０００，０００人です。",
    "mathematics": "Soit 𝑥 ∈ ℝ, 𝑥² ≤ 10, et 𝛼 = −3,5 ; d’où 1 − 𝛽.",
    "emoji": "Bravo 👩‍💻 ❤️ 1️⃣ 2️⃣ 3️⃣ !",
    "small words behind a small country": "il vient de 12 mois de plus que prévu, se 12 autres, no 14 de 2020 avec 3 ou 4 pages de plus",
    "years and tables": "de 2010 à 2015 ; de  4120  5130  6011  2221 ; 12.03.2024 12.04.2024 ; de 12 345 678 à 23 456 789",
    "footnotes": "le taux¹² de 2023³ (voir note²) est de 7,5 % pour 1 000 m²",
}


def found(lines):
    """For each line, its hits as (detector, text that it covers), those of low confidence too."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n") as file:
        file.write("".join(line + "\n" for line in lines))
        file.flush()
        out = subprocess.run([HITS, file.name], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    hits = [[] for _ in lines]
    for row in out.splitlines():
        number, detector, _, start, end = row.split("\t")
        line = lines[int(number) - 1].encode()
        hits[int(number) - 1].append((detector, line[int(start):int(end)].decode()))
    return hits


class Evasions(unittest.TestCase):
    def hold(self, cases):
        """`cases`: (name, detector, before, what is found, behind)."""
        for case, hits in zip(cases, found([before + what + behind for _, _, before, what, behind in cases])):
            name, detector, _, what, _ = case
            with self.subTest(f"{detector}: {name}"):
                self.assertEqual([text for hit, text in hits if hit == detector], [what])

    def test_what_is_written_plainly_is_found(self):
        self.hold([("plain", detector, *row) for detector, row in IDENTIFIERS.items()])

    def test_what_is_written_otherwise_is_found_whole_and_once(self):
        self.hold([(name, detector, before, write(what), behind) for detector, (before, what, behind)
                   in IDENTIFIERS.items() for name, write in EVASIONS.items()])

    def test_blanks_of_any_width_stand_between_groups(self):
        self.hold([(name, detector, "voir ", what.replace(" ", blank), ".") for detector, what in GROUPED.items()
                   for name, blank in BLANKS.items()])

    def test_whatever_people_put_between_groups(self):
        self.hold([(name, detector, "voir ", what.replace(" ", between), ", merci") for detector, what in GROUPED.items()
                   for name, between in SEPARATORS.items() if detector != "phone-fr" or between not in ("", " \u202f")])

    def test_an_iban_in_any_case_and_with_its_country_apart(self):
        for separator in ("", *BLANKS.values(), *SEPARATORS.values()):
            self.hold([(f"{name}, {separator!r}", "iban", before, write(GROUPED["iban"].replace(" ", separator)), behind)
                       for name, write in IBANS.items() for before, behind in (("le ", " avant lundi"), ("de 12 ", ", 12 euros"))])

    def test_an_iban_ends_where_its_country_says(self):
        ibans = ("BE68 5390 0754 7034", "ES91 2100 0418 4502 0005 1332", "SE45 5000 0000 0583 9825 7466", "NO93 8601 1117 947",
                 "DE89 3704 0044 0532 0130 00", "NL91 ABNA 0417 1643 00", GROUPED["iban"])
        behind = ("", " 12", " 12 euros", " 2026", " POUR", " pour mai 2026", " A4", "-12", ". Le 12", " 1234 5678 9012")
        for write in (str, str.lower, lambda text: text.replace(" ", "")):
            self.hold([(f"{iban}{end}", "iban", "de ", write(iban), end) for iban in ibans for end in behind])

    def test_ibans_side_by_side_are_two(self):
        one, other = "ES91 2100 0418 4502 0005 1332", "BE68 5390 0754 7034"
        for write in (str, str.lower):
            hits, = found([write(f"{one} {other}")])
            self.assertEqual([text for hit, text in hits if hit == "iban"], [write(one), write(other)])

    def test_an_iban_behind_its_own_word(self):
        self.hold([("glued", "iban", word, "FR1420041010050500013M02606", "") for word in ("IBAN", "iban", "IBAN:", "IBAN=")])

    def test_words_that_raise_are_read_through_too(self):
        number, words = "732829320", ("SI\u200bREN", "ＳＩＲＥＮ", "SІRЕN", "𝚂𝙸𝚁𝙴𝙽", "SIREN" + "\u2060" * 900)
        self.hold([("plain number", "siren", word + " ", number, "") for word in words] +
                  [("number too", "siren", word + " ", within("\u00ad")(number), "") for word in words])

    def test_a_field_with_a_no_break_space_before_its_colon(self):
        self.hold([("typeset", "password-field", "mot de passe\u00a0: ", "Ab3!xY9#kL", ""),
                   ("decomposed", "born-on", "ne\u0301e le ", "12/03/1985", "")])

    def test_texts_that_only_look_unusual_hold_nothing(self):
        for (name, text), hits in zip(SPARED.items(), found(list(SPARED.values()))):
            with self.subTest(name):
                self.assertEqual(hits, [])


if __name__ == "__main__":
    if not os.access(HITS, os.X_OK):
        print(f"skipped: there is no {HITS}")
        sys.exit(77)
    unittest.main()

#!/usr/bin/env python3
"""What people write, wherever it may stand: it is read as it is meant, or refused with the spelling that is read.

WORDS says of each word what each type of value makes of it; PLACES where values of that type stand. Both are tried in
YAML's two styles and in JSON, and the correction is shown in both languages. What the source says of a place in a
charter is asked of a charter of one's own."""

import json
import re
import unittest

from running import BRIEF, Case

NBSP, NARROW = "\u00a0", "\u202f"
FINE, REFUSED = "", ()

LAW = """\
charter: 1
id: law
unlisted: {activity: review, tool: review, data: review}
data: {public: {}}
fields:
  share: {type: number}
  trained: {type: bool}
  since: {type: date}
  account: {type: choice, values: [professional, personal]}
  note: {type: text}
tools: {inhouse: {status: approved}}
activities: {drafting: {status: allowed}}
"""

# Where a value stands, the type that it has there, and a good one.
PLACES = {
    "facts.share": ("number", "0.5"), "facts.trained": ("bool", "true"), "facts.since": ("date", "2026-01-01"),
    "facts.account": ("choice", "personal"), "facts.note": ("text", "a"), "volume.requests": ("count", "1"),
    "date": ("date", "2026-01-01"), "review.on": ("date", "2026-01-01"), "output": ("choice", "public"),
    "id": ("name", "a"), "unit": ("name", "a"), "activity": ("name", "drafting"), "tool": ("name", "inhouse"),
    "tool.name": ("name", "inhouse"), "data": ("class", "public"), "purpose": ("text", "a"),
}

# A word, and what each type makes of it: FINE, or what the help shows. Types that are not named refuse it where they
# are typed (number, count, bool, date, choice), and read it where they name or tell something (name, class, text).
WORDS = {
    "0,9": {"number": "0.9"}, "-0,5": {"number": "-0.5"}, "1 234,5": {"number": "1234.5"},
    "1 000": {"number": "1000", "count": "1000"}, f"1{NBSP}000": {"number": "1000", "count": "1000"},
    f"1{NARROW}000": {"number": "1000", "count": "1000"}, "1'000": {"number": "1000", "count": "1000"},
    "1’000": {"number": "1000", "count": "1000"}, "1_000": {"number": "1000", "count": "1000"},
    "1,000": {"number": ("1000", "1.000"), "count": "1000"}, "1.000": {"number": FINE, "count": "1000"},
    "1e3": {"number": FINE, "count": "1000"}, ".5": {"number": "0.5"}, "+5": {"number": "5", "count": "5"},
    "007": {"number": "7", "count": "7"}, "0x10": {"number": "16", "count": "16"}, "0o17": {"number": "15", "count": "15"},
    "12h30": {"number": "12.5"}, "12:30": {"number": "12.5"}, "90 %": {"number": ("90", "0.9"), "count": "90"},
    "5 €": {"number": "5", "count": "5"}, "0.9": {"number": FINE}, "40": {"number": FINE, "count": FINE},
    **{word: {"bool": "true or false: here, true"} for word in ("oui", "Oui", "vrai", "yes", "Yes", "on", "True", "TRUE")},
    **{word: {"bool": "true or false: here, false"} for word in ("non", "NON", "faux", "no", "No", "off", "False")},
    "true": {"bool": FINE}, "peut-être": {"bool": "true or false"},
    "2026-11-02": {"date": FINE}, "2026-11-2": {"date": "2026-11-02"}, "2026/11/02": {"date": "2026-11-02"},
    "31/12/2026": {"date": "2026-12-31"}, "2 novembre 2026": {"date": "2026-11-02"},
    "1er août 2026": {"date": "2026-08-01"}, "2 Nov 2026": {"date": "2026-11-02"},
    "2026‑11‑02": {"date": "2026-11-02"}, "2026-11-02T10:00:00Z": {"date": "2026-11-02"},
    "2/11/2026": {"date": ("2026-11-02", "2026-02-11")}, "02-11-2026": {"date": ("2026-11-02", "2026-02-11")},
    "Personal": {"choice": REFUSED}, "C#12": {}, "l’usage": {}, "« A » et « B »": {},
}
TYPED = ("number", "count", "bool", "date", "choice")
SYNTAXES = ("block", "flow", "quoted", "json")


def nested(path, value, colon=": "):
    """{"facts.share": 1} as lines of YAML."""
    keys = path.split(".")
    return "".join(f"{'  ' * depth}{key}:" + ("\n" if depth + 1 < len(keys) else f"{colon[1:]}{value}\n")
                   for depth, key in enumerate(keys))


def base(path):
    top = path.split(".")[0]
    return {key: value for key, value in (("usage", "1"), ("activity", "drafting"), ("tool", "inhouse")) if key != top}


def written(path, word, syntax):
    """A whole declaration; `word` is a text of JSON where the syntax has quotes."""
    if syntax == "json":
        value = word
        for key in reversed(path.split(".")):
            value = {key: value}
        return json.dumps({**base(path), **value}, ensure_ascii=False)
    if syntax == "flow":
        keys = path.split(".")
        value = f"[public, {word}]" if path == "data" else word
        entry = ": {".join(keys) + f": {value}" + "}" * (len(keys) - 1)
        return "{" + ", ".join([f"{key}: {one}" for key, one in base(path).items()] + [entry]) + "}\n"
    value = json.dumps(word, ensure_ascii=False) if syntax == "quoted" else word
    return "".join(f"{key}: {one}\n" for key, one in base(path).items()) + nested(path, value)


def expected(kind, word, syntax):
    """FINE, or what the help shows (REFUSED: whatever)."""
    meant = WORDS[word].get(kind, REFUSED if kind in TYPED else FINE)
    plain = syntax in ("block", "flow")
    if kind == "class" and plain and "," in word:
        return REFUSED
    if syntax == "flow" and "," in word: # the comma cuts it: a key without a value is refused, whatever the type
        whole = {word: WORDS[word].get("number", "")} if kind in ("number", "count") else {}
        return whole.get(word) or REFUSED
    return meant


class Misreadings(Case):
    def setUp(self):
        super().setUp()
        self.law = self.write("law.yaml", LAW)

    def judge(self, name, text, *options):
        done = self.check("--charter", "law.yaml", *options, self.write(name, text))
        return done.json["verdicts"]

    def assert_told(self, verdict, meant, what):
        """Judged, or refused with what is meant."""
        if meant == FINE:
            self.assertNotEqual(verdict["verdict"], "invalid", (what, verdict["errors"]))
            return
        self.assertEqual(verdict["verdict"], "invalid", what)
        helps = " ".join(error["help"] for error in verdict["errors"])
        self.assertTrue(all(error["line"] > 0 and error["column"] > 0 for error in verdict["errors"]), what)
        for part in (meant,) if isinstance(meant, str) else meant:
            self.assertRegex(helps, r"(?<![\d.])" + re.escape(part) + r"(?![\d])", what)

    def judge_all(self, cases, name="all.yaml"):
        """Cases end with a declaration's text; each is given again with its verdict, all of them of one run."""
        texts = [case[-1] for case in cases]
        verdicts = self.judge(name, ("\n" if name.endswith("json") else "---\n").join(texts))
        self.assertEqual(len(verdicts), len(texts))
        return [(*case, verdict) for case, verdict in zip(cases, verdicts)]

    def each(self, syntax, *options):
        cases = [(path, kind, word) for path, (kind, _) in PLACES.items() for word in WORDS]
        texts = [written(path, word, syntax) for path, _, word in cases]
        # a fault of the syntax spoils its own document alone
        name, text = ("all.ndjson", "\n".join(texts)) if syntax == "json" else ("all.yaml", "---\n".join(texts))
        verdicts = self.judge(name, text, *options)
        self.assertEqual(len(verdicts), len(cases))
        return zip(cases, texts, verdicts)

    def test_every_word_in_every_place_in_every_syntax(self):
        for syntax in SYNTAXES:
            for (path, kind, word), text, verdict in self.each(syntax):
                with self.subTest(f"{path}: {word} ({syntax})"):
                    self.assert_told(verdict, expected(kind, word, syntax), text)
                    if path == "id" and verdict["verdict"] != "invalid":
                        self.assertEqual(verdict["id"], word)

    def test_corrections_are_shown_in_French_too(self):
        for syntax in SYNTAXES:
            for (path, kind, word), text, verdict in self.each(syntax, "--lang", "fr"):
                meant = expected(kind, word, syntax)
                if isinstance(meant, str) and re.search(r"\d", meant):
                    with self.subTest(f"{path}: {word} ({syntax})"):
                        self.assert_told(verdict, meant, text)

    def test_quotes_of_printers_name_nothing(self):
        for syntax in SYNTAXES:
            cases = [(kind, written(path, before + good + after, syntax)) for path, (kind, good) in PLACES.items()
                     for before, after in ("“”", "«»", "‘’", "„“", ("« ", " »"), (f"«{NBSP}", f"{NBSP}»"))]
            for kind, text, verdict in self.judge_all(cases, "all.ndjson" if syntax == "json" else "all.yaml"):
                with self.subTest(text):
                    refused = syntax in ("block", "flow") or kind != "text"
                    self.assertEqual(verdict["verdict"] == "invalid", refused, verdict)

    def test_no_break_spaces_are_no_part_of_a_value_or_a_key(self):
        cases = [(text,) for path, (_, good) in PLACES.items() for text in (
            written(path, NBSP + good, "block"), written(path, good + NARROW, "block"),
            written(path, NBSP + good, "flow"), written(path, good, "block").replace(":", NBSP + ":"),
            NBSP + written(path, good, "block"), written(path, good, "flow").replace(": ", ":" + NBSP))]
        for text, verdict in self.judge_all(cases):
            with self.subTest(text):
                self.assertEqual(verdict["verdict"], "invalid", text)

    def test_blanks_that_YAML_knows_are_read(self):
        cases = []
        for path, (_, good) in PLACES.items():
            block = written(path, good, "block")
            cases += [(block.replace(f": {good}", blanks),)
                      for blanks in (f" : {good}", f":\t{good}\t", f"\t:  {good}  ")]
        for text, verdict in self.judge_all(cases):
            with self.subTest(text):
                self.assertNotEqual(verdict["verdict"], "invalid", verdict["errors"])

    def test_a_comment_is_a_comment_and_a_text_is_whole(self):
        tails = ((" # the free one", False), (" #", False), ("  #-- #", False), (" #12", True), (" #free", True),
                 ("\t#été", True))
        cases = [(refused, written(path, good + tail + ("\n" if syntax == "flow" else ""), syntax))
                 for path, (_, good) in PLACES.items() for tail, refused in tails for syntax in ("block", "flow")]
        for refused, text, verdict in self.judge_all(cases):
            with self.subTest(text):
                self.assertEqual(verdict["verdict"] == "invalid", refused, verdict["errors"])

    def test_a_value_that_is_a_hash_sign_and_a_word_is_not_absent(self):
        for path, _, verdict in self.judge_all([(path, written(path, "#12", "block")) for path in PLACES]):
            with self.subTest(path):
                self.assertEqual(verdict["verdict"], "invalid")
                self.assertIn("value.form", [error["code"] for error in verdict["errors"]])

    def test_nulls_are_absent_in_all_of_their_spellings(self):
        cases = [(path, written(path, word, "block")) for path in PLACES for word in ("", "~", "null", "Null", "NULL")]
        for path, text, verdict in self.judge_all(cases):
            with self.subTest(text):
                required = path.split(".")[0] in ("activity", "tool")
                self.assertEqual([error["code"] for error in verdict["errors"]], ["key.missing"] if required else [])
                self.assertIsNone(verdict["id"])

    def test_signs_of_YAML_at_the_beginning_of_a_value(self):
        words = [(word, "in quotes") for word in ("@x", "`x`", "%x", "&x", "*x*", "* x", "!x", "|x", ">x", "? x", "Note: x",
                                                  "Objet : x", "x:", "'l'usage'", '"x" y')]
        words.append(("- x", "[first, second]"))
        cases = [(help, written(path, word, "block")) for path in PLACES for word, help in words]
        for help, text, verdict in self.judge_all(cases):
            with self.subTest(text):
                self.assertEqual(verdict["verdict"], "invalid")
                self.assertIn(help, verdict["errors"][0]["help"])

    def test_a_colon_wants_a_space(self):
        cases = []
        for path, (_, good) in PLACES.items():
            key = path.split(".")[-1]
            cases += [(written(path, good, syntax).replace(f"{key}: ", f"{key}:"),) for syntax in ("block", "flow")
                      if path != "review.on" or syntax == "flow"] # its text is evidence of another kind
        for text, verdict in self.judge_all(cases):
            with self.subTest(text):
                self.assertEqual(verdict["verdict"], "invalid", text)

    def test_names_in_a_row_are_a_list(self):
        for text, refused in (("data: public, internal", True), ("data: public,internal", True),
                              ("data:\n- public, internal", True), ("data: [public, 0,9]", True),
                              ("data: 'public, internal'", False), ("data: [public,internal]", False),
                              ("files: a.txt, b.txt", True), ("files: ['a, b.txt']", False)):
            verdict, = self.judge("one.yaml", f"usage: 1\nactivity: drafting\ntool: inhouse\n{text}\n")
            with self.subTest(text):
                self.assertEqual(verdict["verdict"] == "invalid", refused, verdict)

    def test_keys_of_other_languages_and_in_capitals(self):
        for word, meant in (("Données", "data"), ("données", "data"), ("Tool", "tool"), ("OUTIL", "tool"),
                            ("Activité", "activity"), ("Unité", "unit"), ("Auteur", "author"), ("Relecture", "review")):
            verdict, = self.judge("one.yaml", f"usage: 1\nactivity: drafting\ntool: inhouse\n{word}: x\n")
            with self.subTest(word):
                self.assertEqual([(error["code"], error["help"]) for error in verdict["errors"]],
                                 [("key.unknown", f'did you mean "{meant}"?')])

    def test_JSON_has_no_decimal_comma(self):
        verdict, = self.judge("one.json", '{"usage": 1, "activity": "drafting", "tool": "inhouse", "facts": {"share": 0,9}}')
        self.assert_told(verdict, "0.9", "JSON")


class UnknownKeys(Case):
    """A key that is not known is an error though it has no value, in every mapping that knows its keys."""

    DECLARED = ("{}", "tool: {name: inhouse, {}}", "volume: {{}}", "review: {{}}", "training: [{{}}]",
                "evidence: {dpia: {{}}}", "evidence: {dpia: [{on: 2026-01-01, {}}]}", "facts: {{}}")
    CHARTER = ("{}", "governance: {{}}", "governance: {colleges: [a], approval: {{}}}", "unlisted: {{}}", "units: {a: {{}}}",
               "roles: {a: {{}}}", "title: {{}}", "commitments: {a: {{}}}", "data: {a: {{}}}", "hosting: {a: {{}}}",
               "duties: {a: {due: before, {}}}", "tools: {a: {status: banned, {}}}",
               "tools: {a: {status: banned, title: {{}}}}",
               "tools: {a: {status: banned, footprint: {per: request, {}}}}", "activities: {a: {status: banned, {}}}",
               "activities: {a: {status: banned, tools: {{}}}}", "fields: {a: {type: bool, {}}}",
               "rules: {a: {when: {usage.unit: x}, {}}}", "rules: {a: {when: {usage.unit: {not: x, {}}}}}",
               "rules: {a: {when: {usage.unit: x, {}}}}", "rules: {a: {when: {any: [{usage.unit: x, {}}]}}}",
               "rules: {a: {when: {data: {absent: true, {}}}}}",
               "detectors: {a: {pattern: x, means: public, {}}}",
               "detectors: {a: {pattern: x, means: public, context: {{}}}}", "traces: {a: {tool: inhouse, {}}}",
               "traces: {a: {tool: inhouse, dependencies: {{}}}}",
               "governance: {colleges: [a]}\nexceptions: {a: {waives: [tool.status], {}}}",
               "governance: {colleges: [a]}\nexceptions: {a: {waives: [tool.status], for: {{}}}}",
               "budgets: {a: {period: year, requests: 1, {}}}")
    MAPPING = ("{}", "declare: {activity: A, {}}", "declare: {activity: {column: A, {}}}", "leave-out: [{column: A, is: x, {}}]")
    ENTRIES = {"data": "data: {public: {}}", "tools": "tools: {inhouse: {status: approved}}",
               "activities": "activities: {drafting: {status: allowed}}"}

    def texts(self, head, places):
        """Each place with a key that nobody knows, in YAML's styles and in JSON as far as it is YAML."""
        for place in places:
            for key in ("reference: ", "9", "reference: ~", '"reference": null'):
                if place != "{}":
                    yield head + place.replace("{}", key, 1) + "\n"
                elif key != "9":
                    yield head + key + "\n"

    def test_in_a_declaration(self):
        self.write("law.yaml", LAW)
        head = "usage: 1\nactivity: drafting\n"
        for text in self.texts(head, self.DECLARED):
            text += "" if "tool:" in text else "tool: inhouse\n"
            done = self.check("--charter", "law.yaml", self.write("one.yaml", text))
            with self.subTest(text):
                verdict, = done.json["verdicts"]
                codes = [error["code"] for error in verdict["errors"]]
                self.assertEqual(codes, ["fact.unknown" if "facts" in text else "key.unknown"])

    def test_in_a_declaration_in_JSON(self):
        self.write("law.yaml", LAW)
        for inner in ({}, {"facts": 0}, {"volume": 0}, {"review": 0}, {"evidence": 1}):
            use = {"usage": 1, "activity": "drafting", "tool": "inhouse"}
            for key, depth in inner.items():
                use[key] = {"reference": None} if depth == 0 else {"dpia": {"reference": None}}
            if not inner:
                use["reference"] = None
            done = self.check("--charter", "law.yaml", self.write("one.json", json.dumps(use)))
            with self.subTest(str(inner)):
                self.assertEqual(done.json["verdicts"][0]["verdict"], "invalid")

    def test_in_a_charter(self):
        for text in self.texts("charter: 1\nid: law\n", self.CHARTER):
            top = re.match(r"charter: 1\nid: law\n(?:governance.*\n)?(\w+)?", text)[1]
            text += "".join(line + "\n" for name, line in self.ENTRIES.items() if name != top)
            self.write("law.yaml", text)
            done = self.check("--charter", "law.yaml", self.write("one.yaml", "usage: 1\nactivity: a\ntool: b\n"))
            with self.subTest(text):
                self.assertEqual(done.json["verdicts"], [])
                self.assertIn("key.unknown", done.codes)

    def test_in_the_mapping_of_a_register(self):
        self.write("law.yaml", LAW)
        self.write("one.csv", "A,B\ndrafting,inhouse\n")
        for text in self.texts("intake: 1\n", self.MAPPING):
            if "declare" not in text:
                text += "declare: {activity: A}\n"
            self.write("mapping.yaml", text)
            done = self.check("--charter", "law.yaml", "--intake", "mapping.yaml", "one.csv")
            with self.subTest(text):
                self.assertEqual(done.code, 2)
                self.assertIn("key.unknown", done.err)


class Charters(Case):
    """The same words in a charter's own places."""

    PLACES = {
        "budgets: {b: {period: year, energy-wh: %s}}": "number", "budgets: {b: {period: year, requests: %s}}": "count",
        "from: %s": "date", "duties: {d: {due: before, by-another: %s}}": "bool",
        "rules: {r: {when: {facts.share: %s}}}": "number", "rules: {r: {when: {facts.share: {at-least: %s}}}}": "number",
        "rules: {r: {when: {usage.volume.requests: {at-least: %s}}}}": "count",
        "rules: {r: {when: {usage.date: {at-least: %s}}}}": "date", "rules: {r: {when: {facts.trained: %s}}}": "bool",
    }

    def test_every_word_in_every_place(self):
        for number, (place, kind) in enumerate(self.PLACES.items()):
            # Briefly every third word in each place, others in the next.
            for word in list(WORDS)[number % 3::3] if BRIEF else WORDS:
                meant = WORDS[word].get(kind, REFUSED)
                if "," in word:
                    meant = REFUSED if kind != "number" else meant
                self.write("law.yaml", LAW + place % word + "\n")
                done = self.check("--charter", "law.yaml", self.write("one.yaml", "usage: 1\nactivity: a\ntool: b\n"))
                with self.subTest(place % word):
                    self.assertEqual(done.json["verdicts"] != [], meant == FINE, done.out)
                    helps = " ".join(error["help"] for error in done.json["errors"])
                    for part in (meant,) if isinstance(meant, str) else meant:
                        self.assertIn(part, helps)

    def test_lists_of_figures(self):
        for figures, fine in (("[0.2, 0.5]", True), ("[0, 5]", True), ("[0,2, 0,5]", False), ("[0,5]", False),
                              ("[0,2, 1]", False)):
            self.write("law.yaml", LAW.replace("{status: approved}", "{status: approved, footprint: {per: request, "
                                               "energy-wh: " + figures + "}}"))
            done = self.check("--charter", "law.yaml", self.write("one.yaml", "usage: 1\nactivity: a\ntool: b\n"))
            with self.subTest(figures):
                self.assertEqual(done.json["verdicts"] != [], fine, done.out)
                if not fine:
                    self.assertRegex(done.json["errors"][0]["help"], r"write \[0\.[25]")

    def test_durations(self):
        for word, meant in (("2 ans", "P2Y"), ("6 mois", "P6M"), ("30 days", "P30D"), ("P30J", "P30D")):
            self.write("law.yaml", LAW + f"duties: {{d: {{due: before, valid-for: {word}}}}}\n")
            done = self.check("--charter", "law.yaml", self.write("one.yaml", "usage: 1\nactivity: a\ntool: b\n"))
            with self.subTest(word):
                self.assertIn(f"write {meant}", done.json["errors"][0]["help"])

    def test_several_names_without_brackets(self):
        for line in ("aliases: ChatGPT, GPT-4o", "instead: inhouse, other"):
            self.write("law.yaml", LAW.replace("{inhouse: {status: approved}}",
                                               f"\n  inhouse: {{status: approved}}\n  evil:\n    status: banned\n    {line}"))
            done = self.check("--charter", "law.yaml", self.write("one.yaml", "usage: 1\nactivity: a\ntool: b\n"))
            with self.subTest(line):
                self.assertEqual((done.json["verdicts"], done.codes), ([], ["value.form"]))


if __name__ == "__main__":
    unittest.main()

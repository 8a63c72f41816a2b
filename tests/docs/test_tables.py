#!/usr/bin/env python3
"""The manuals' tables and the program's agree: keys, names and matchers of conditions, words, clauses, codes.

What is in a table is generated (docs/generate/); this holds that every table is there.

A table of a manual that is held to one of the program stands behind a comment that names it, such as
`<!-- keys: tool -->`; the words in code of its first column are what is compared.
"""

import json
import os
import re
import sys
import unittest

import markdown
from markdown import ROOT, codes, read

sys.path.insert(0, os.path.join(ROOT, "tests", "harness"))
from tables import own_keys, tables

KNOWN = tables()


@unittest.skipIf(KNOWN is None, "there is no program")
class TheKeysOfIntakeMd(unittest.TestCase):
    """The manual of intake mappings and their schema have the keys of the program, and no other."""

    def test_the_tables_of_keys_and_the_schema_agree_with_the_program(self):
        known = {name: sorted(row["key"] for row in KNOWN["keys"][name])
                 for name in ("intake", "intake-source", "intake-condition")}
        manual = {name: sorted(codes(row[0])[0] for row in rows)
                  for name, rows in markdown.tables(read("docs/intake.md"), "keys").items()}
        schema = json.loads(read("charter/schema/intake.schema.json"))
        places = {"intake": schema, "intake-source": schema["definitions"]["from"],
                  "intake-condition": schema["definitions"]["condition"]}
        self.assertEqual(manual, known)
        self.assertEqual({name: sorted(place["properties"]) for name, place in places.items()}, known)

    def test_every_path_is_named_and_the_schema_takes_it(self):
        text, schema = read("docs/intake.md"), json.loads(read("charter/schema/intake.schema.json"))
        pattern = re.compile(schema["properties"]["declare"]["propertyNames"]["pattern"])
        self.assertGreater(len(KNOWN["intake-paths"]), 20)
        for path in KNOWN["intake-paths"]:
            self.assertTrue(pattern.match(path), path)
            self.assertIn("`" + path.split(".")[0], text)


@unittest.skipIf(KNOWN is None, "there is no program")
class TheKeysOfCharterMd(unittest.TestCase):
    page, required = "docs/charter.md", "**required**"

    @classmethod
    def setUpClass(cls):
        cls.text = read(cls.page)
        cls.rows = markdown.tables(cls.text, "keys")
        cls.manual = {name: [key for row in rows for key in codes(row[0])] for name, rows in cls.rows.items()}
        cls.known = {name: own_keys(KNOWN, name) for name in KNOWN["keys"]
                     if not name.startswith("intake") and name != "hosting"}  # which has every entry's keys alone

    def test_every_table_of_keys_is_there_with_its_keys_and_no_other(self):
        expected = {name: sorted(row["key"] for row in rows if row["type"] != "later")
                    for name, rows in self.known.items()}
        expected["later"] = sorted(row["key"] for rows in self.known.values() for row in rows if row["type"] == "later")
        expected["names"] = sorted(row["name"] for row in KNOWN["names"])
        expected["matchers"] = sorted(KNOWN["matchers"])
        expected["matchers-of-data"] = sorted(KNOWN["matchers-of-data"])
        self.assertEqual({name: sorted(keys) for name, keys in self.manual.items()}, expected)

    def test_required_keys_say_so(self):
        for name, rows in self.known.items():
            said = {key for row in self.rows[name] if self.required in row[1] for key in codes(row[0])}
            with self.subTest(name):
                self.assertEqual(said, {row["key"] for row in rows if row["required"]})

    def test_every_fixed_word_is_there(self):
        words = {word for name, words in KNOWN["words"].items() if not name.startswith("register-") and name != "others"
                 for word in words}
        said = {word for line in markdown.prose(self.text) for word in codes(line)}
        self.assertEqual(words - said, set())


class TheKeysOfCharterFrMd(TheKeysOfCharterMd):
    page, required = "docs/charter.fr.md", "**obligatoire**"


@unittest.skipIf(KNOWN is None, "there is no program")
class TheTablesOfVerdictsMd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = read("docs/verdicts.md")

    def first_column(self, kind):
        return [word for row in markdown.tables(self.text, kind)[kind] for word in codes(row[0])]

    def test_every_clause_is_there_in_the_order_in_which_it_is_judged(self):
        clauses = [row["id"] + ("ID" if row["family"] else "") for row in KNOWN["clauses"]]
        self.assertEqual(self.first_column("clauses"), clauses)

    def test_every_clause_has_its_heading_and_no_other_has_one(self):
        headed = [codes(heading)[0] for heading in markdown.headings(self.text) if heading.startswith("`")]
        self.assertEqual(headed, self.first_column("clauses"))

    def test_every_code_is_there_and_no_other(self):
        self.assertEqual(sorted(self.first_column("codes")), sorted(KNOWN["codes"]))

    def test_the_readme_has_every_verdict_in_the_same_order(self):
        said = [word for row in markdown.tables(read("README.md"), "verdicts")["verdicts"] for word in codes(row[0])]
        self.assertEqual(said, self.first_column("verdicts"))

    def test_every_verdict_outcome_and_effect_is_there(self):
        for name in ("verdicts", "outcomes", "effects"):
            with self.subTest(name):
                self.assertEqual(self.first_column(name), KNOWN[name])


class TheLinks(unittest.TestCase):
    def manuals(self):
        known = ["README.md", "charter/README.md", *(f"docs/{name}" for name in os.listdir(os.path.join(ROOT, "docs")))]
        return [path for path in known if path.endswith(".md") and os.path.exists(os.path.join(ROOT, path))]

    def test_relative_links_lead_somewhere(self):
        for path in self.manuals():
            for target in markdown.links(read(path)):
                name, _, anchor = target.partition("#")
                place = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
                with self.subTest(f"{path}: {target}"):
                    self.assertTrue(os.path.exists(os.path.join(ROOT, place)), "no such file")
                    if anchor:
                        self.assertIn(anchor, list(markdown.anchors(read(place))), "no such heading")

    def test_lines_of_prose_have_at_most_120_columns(self):
        for path in markdown.MANUALS:
            for line in markdown.prose(read(path)):
                if not line.startswith("|"):
                    self.assertLessEqual(len(line), 120, f"{path}: {line}")


@unittest.skipIf(KNOWN is None, "there is no program")
class TheOptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.known = {f"--{option['name']}" for command in KNOWN["commands"] for option in command["options"]}

    def test_the_manuals_name_options_that_exist(self):
        for path in markdown.MANUALS:
            lines = markdown.prose(read(path)) + [line for fence in markdown.fences(read(path))
                                                  for line in fence.lines if "charter-check" in line]
            named = {option for line in lines if not re.search(r"\b(git|cmake|sha256sum|sudo)\b", line)
                     for option in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", line)}
            with self.subTest(path):
                self.assertEqual(named - self.known, set())


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""charter-check tables: the program's tables as one JSON document, and a charter's ids for completion."""

import unittest

from running import LAW, Case


class Tables(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)

    def test_the_document_has_every_table_and_none_is_empty(self):
        done = self.run_program("tables")
        self.assertEqual((done.code, done.err), (0, ""))
        known = done.json
        self.assertLessEqual({"keys", "words", "vocabularies", "names", "matchers", "functions", "clauses", "codes",
                              "limits", "checks", "commands", "variables", "audit-tables"}, known.keys())
        for name, table in known.items():
            self.assertTrue(table, name)
        self.assertEqual([row for row in known["keys"]["tool"] if row["key"] == "status"],
                         [{"key": "status", "type": "choice", "words": "tool-status", "required": True}])
        self.assertEqual(known["words"]["tool-status"], ["recommended", "approved", "tolerated", "banned"])

    def test_every_choice_has_its_words(self):
        known = self.run_program("tables").json
        for name, rows in known["keys"].items():
            for row in rows:
                with self.subTest(f"{name}, {row['key']}"):
                    self.assertEqual(row["type"] == "choice", row["words"] in known["words"])

    def test_every_French_word_means_a_word_of_the_language(self):
        known = self.run_program("tables").json
        language = {row["key"] for rows in known["keys"].values() for row in rows}
        language |= {word for words in known["words"].values() for word in words}
        language |= set(known["matchers"]) | set(known["matchers-of-data"]) | set(known["logic"])
        for word, meant in known["french"].items():
            with self.subTest(word):
                self.assertLessEqual(set(meant), language)

    def test_it_does_not_depend_on_the_language(self):
        self.assertEqual(self.run_program("tables").raw, self.run_program("tables", env={"LC_ALL": "fr_FR.UTF-8"}).raw)

    def test_commands_have_the_options_of_their_help(self):
        for command in self.run_program("tables").json["commands"]:
            text = self.run_program(command["name"], "--help").out
            for option in command["options"]:
                with self.subTest(f"{command['name']} --{option['name']}"):
                    self.assertRegex(text, rf"  (-{option['letter']}, |    )--{option['name']}\b")

    def test_it_is_not_listed_and_has_a_help(self):
        self.assertNotIn("tables", self.run_program("--help").out)
        self.assertIn("--ids VOCABULARY", self.run_program("tables", "--help").out)

    def test_ids_of_a_vocabulary_come_one_a_line(self):
        self.assertEqual(self.run_program("tables", "--ids", "tools").out, "inhouse\nconsumer\n")
        self.assertEqual(self.run_program("tables", "--ids", "data").out, "public\ninternal\n")
        self.assertEqual(self.run_program("tables", "--ids", "rules").out, "")
        self.write("other.yaml", LAW.replace("drafting:", "writing:"))
        self.assertEqual(self.run_program("tables", "--ids", "activities", "--charter", "other.yaml").out,
                         "writing\ncoding\n")

    def test_ids_are_those_of_the_version_in_force(self):
        self.write("laws/old.yaml", LAW + "until: 2025-12-31\n")
        self.write("laws/new.yaml", LAW.replace("consumer:", "newcomer:") + "from: 2026-01-01\nuntil: 2026-12-31\n")
        ask = ("tables", "--ids", "tools", "--charter", "laws")
        self.assertEqual(self.run_program(*ask).out, "inhouse\nnewcomer\n")
        self.assertEqual(self.run_program(*ask, "--at", "2025-06-01").out, "inhouse\nconsumer\n")
        self.refuses(self.run_program(*ask, "--at", "2027-06-01"), "no version of the charter is in force on that day")

    def test_what_is_asked_wrongly_is_refused(self):
        self.refuses(self.run_program("tables", "--ids", "tolls"), "a charter has no entries called \"tolls\"",
                     "did you mean tools?")
        self.refuses(self.run_program("tables", "charter.yaml"), "tables reads nothing but a charter")
        self.refuses(self.run_program("tables", "--ids", "tools", "--charter", "nowhere.yaml"), "nowhere.yaml")
        self.write("broken.yaml", "charter: 1\n")
        self.refuses(self.run_program("tables", "--ids", "tools", "--charter", "broken.yaml"), "key.missing")


if __name__ == "__main__":
    unittest.main()

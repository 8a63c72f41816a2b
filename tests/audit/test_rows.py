#!/usr/bin/env python3
"""Uses one by one: which are told, with what, and where they are not."""

import json
import os
import random
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from running import LAW, USES, Case, use  # noqa: E402

AT = "2026-11-02"
ORDER = ["non-compliant", "undetermined", "review", "conditional", "invalid"]
MOST = 1000
TITLED = LAW.replace("  training: {due: before", "  training: {title: {en: A course, fr: Une formation}, due: before")


class Rows(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", TITLED)

    def audit(self, *words):
        return self.run_program("audit", "--quiet", "--at", AT, *words)

    def uses(self, *words):
        return json.loads(self.audit("--format", "json", *words).out)["uses"]

    def test_what_asks_for_a_decision_comes_first_and_says_what_would_settle_it(self):
        self.write("uses.yaml", "---\n".join(f"id: {name}\nunit: U\n{text}" for name, text in USES.items()))
        rows = self.uses("uses.yaml")["rows"]
        self.assertEqual([row["verdict"] for row in rows], ORDER)
        by = {row["verdict"]: row for row in rows}
        for verdict, row in by.items():
            self.assertEqual((row["file"], row["row"], row["unit"]), ("uses.yaml", None, "U"))
            self.assertEqual(row["id"], verdict)
            self.assertTrue(row["reason"], verdict)
        self.assertEqual({verdict: row["clause"] for verdict, row in by.items()},
                         {"non-compliant": "tool.status", "undetermined": "activity.data", "review": "tool.unlisted",
                          "conditional": "duty.training", "invalid": "key.missing"})
        self.assertEqual(by["conditional"]["demand"], "A course")
        self.assertEqual({verdict: row["missing"] for verdict, row in by.items() if row["missing"]},
                         {"undetermined": "data", "review": "tool", "conditional": "training"})
        self.assertEqual(by["non-compliant"]["instead"], "inhouse")

    def test_compliant_uses_are_only_counted(self):
        self.write("uses.yaml", "---\n".join([use(), use(), use(tool="other")]))
        text = re.sub(r"\s+", " ", self.audit("uses.yaml").out)
        self.assertIn("Compliant uses are only counted: 2.", text)
        self.write("fine.yaml", use())
        self.assertNotIn("one by one", self.audit("fine.yaml").out)
        self.assertEqual(self.uses("fine.yaml"), {"rows": [], "left-out": dict.fromkeys(ORDER, 0)})

    def register(self, name, count, tool):
        self.write(name, "".join(["What,Tool,Data\n"] + [f"drafting,{tool(i)},public\n" for i in range(count)]))

    def test_a_bound_is_told_with_the_command_that_has_no_bound(self):
        self.write("map.yaml", "intake: 1\ndeclare: {activity: What, tool: Tool, data: {column: Data, values: {public: public}}}\n")
        self.register("r.csv", 2600, lambda i: "other" if i % 2 else "consumer")
        uses = self.uses("--intake", "map.yaml", "r.csv")
        self.assertEqual(uses["left-out"], {**dict.fromkeys(ORDER, 0), "non-compliant": 300, "review": 300})
        for verdict, first in (("non-compliant", 2), ("review", 3)):
            rows = [row for row in uses["rows"] if row["verdict"] == verdict]
            self.assertEqual([row["row"] for row in rows], list(range(first, first + 2 * MOST, 2)))
            self.assertTrue(all(row["instead"] == "inhouse" for row in rows))
        for form, shown in (("html", "1,000"), ("markdown", "25"), ("text", "25")):
            text = re.sub(r"\s+", " ", self.audit("--intake", "map.yaml", "--format", form, "r.csv").out)
            self.assertIn(f"Non-compliant: these are the first {shown} of 1,300. All of them: charter-check check "
                          "--format csv", text.replace("\\", ""))
        listed = self.run_program("check", "--at", AT, "--intake", "map.yaml", "--format", "csv", "r.csv").out
        self.assertEqual(listed.count('"non-compliant"'), 1300)

    def test_they_depend_neither_on_threads_nor_on_the_order_of_inputs(self):
        """With more in a file than are kept: what is worked out for the first of each file alone is there for all."""
        self.write("map.yaml", "intake: 1\ndeclare: {activity: What, tool: Tool, data: {column: Data, values: {public: public}}}\n")
        for name in "cab":
            self.register(f"in/{name}.csv", 1500, lambda i: ("other", "consumer", "inhouse")[i % 3] if i < 900 else "consumer")
        words = ["--intake", "map.yaml"]
        whole = self.uses(*words, "in/a.csv", "in/b.csv", "in/c.csv")
        self.assertEqual(len(whole["rows"]), 1900)
        self.assertTrue(all(row["instead"] == "inhouse" for row in whole["rows"]))
        for files in (["in/c.csv", "in/b.csv", "in/a.csv"], ["in/b.csv", "in/c.csv", "in/a.csv"], ["in"]):
            for jobs in ("1", "2", "7"):
                self.assertEqual(self.uses(*words, "--jobs", jobs, *files)["rows"], whole["rows"], (files, jobs))
        for order in ("abc", "cba", "bca"):
            for name in order:
                self.audit(*words, "--partial", f"{name}.json", f"in/{name}.csv")
            merged = self.run_program("merge", "--format", "json", *(f"{name}.json" for name in order))
            self.assertEqual(json.loads(merged.out)["uses"], whole)

    def test_parts_of_random_uses_give_the_rows_of_the_whole(self):
        rng = random.Random(7)
        for _ in range(5):
            names = [f"{n}.yaml" for n in range(6)]
            for name in names:
                texts = [rng.choice(list(USES.values())) for _ in range(rng.randrange(1, 30))]
                self.write(name, "---\n".join(f"id: {rng.randrange(100)}\n{text}" for text in texts))
            whole = self.uses(*names)
            cuts = sorted(rng.sample(range(1, 6), 2))
            rng.shuffle(names)
            parts = [names[:cuts[0]], names[cuts[0]:cuts[1]], names[cuts[1]:]]
            for i, inputs in enumerate(parts):
                self.audit("--partial", f"{i}.json", *inputs)
            merged = self.run_program("merge", "--format", "json", "0.json", "1.json", "2.json")
            self.assertEqual(json.loads(merged.out)["uses"], whole)

    def test_nothing_of_them_is_published(self):
        self.write("uses.yaml", "---\n".join(f"id: secret{i}\nunit: U\n{text}" for i in range(9) for text in USES.values()))
        for form in ("text", "html", "markdown", "csv", "json"):
            text = self.audit("--publish", "--format", form, "uses.yaml").out
            self.assertTrue(text)
            for piece in ("secret", "one by one", '"uses": {"rows"', "left-out"):
                self.assertNotIn(piece, text, form)

    def test_nobody_is_named(self):
        people = "author: Zoe Quux\nreview: {by: Yan Frob, on: 2026-10-01}\n"
        texts = [f"{text}{people}stage: {stage}\ndate: 2026-10-01\n" for text in USES.values() for stage in ("in-use", "done")]
        self.write("uses.yaml", "---\n".join(texts))
        for form in ("text", "html", "markdown", "json", "summary"):
            for lang in ("en", "fr"):
                self.assertNotRegex(self.audit("--format", form, "--lang", lang, "uses.yaml").out, "Quux|Frob", form)

    def test_hostile_texts_are_texts(self):
        hostile = '"<script>alert(1)</script> | \u202e [x](http://e.example) =1 \\u0007"'
        self.write("uses.yaml", "---\n".join(f"id: {hostile}\nunit: {hostile}\n{text}" for text in USES.values()))
        html = self.audit("--format", "html", "uses.yaml").out
        self.assertNotIn("<script", html)
        for form in ("html", "markdown", "text", "json", "summary"):
            self.assertNotRegex(self.audit("--format", form, "uses.yaml").out, "[\u202e\x07]", form)

    def test_a_title_in_another_language_says_that_it_is(self):
        self.write("charter.yaml", TITLED.replace("title: {en: A course, fr: Une formation}", "title: A course")
                   .replace("version:", "lang: en\nversion:"))
        self.write("uses.yaml", USES["conditional"])
        self.assertIn('<td lang="en">A course</td>', self.audit("--format", "html", "--lang", "fr", "uses.yaml").out)
        self.assertIn("<td>A course</td>", self.audit("--format", "html", "--lang", "en", "uses.yaml").out)

    def test_a_screen_has_sentences_below_their_row(self):
        self.write("uses.yaml", "---\n".join(f"id: {name}\nunit: U\n{text}" for name, text in USES.items()))
        words = ["audit", "--quiet", "--at", AT, "uses.yaml"]
        for lang, reason, instead in (("en", "Reason: ", "Instead: "), ("fr", "Raison\u00a0: ", "À la place\u00a0: ")):
            for width in ("60", "80"):
                text = self.run_program(*words, "--lang", lang, env={"COLUMNS": width}).out
                section = text[text.index("one by one" if lang == "en" else "un par un"):]
                self.assertEqual(section.count("\n    " + reason), len(ORDER))
                self.assertIn(f"\n    {instead}inhouse", section)
                self.assertNotIn(instead + "–", section)
                self.assertNotRegex(section, "do not fit|ne tiennent pas|…")

    def test_a_column_that_nobody_fills_is_left_out(self):
        self.write("uses.yaml", USES["non-compliant"])
        page = self.audit("--format", "markdown", "uses.yaml").out
        self.assertIn("| Row | Clause | Reason | Instead |", page)
        self.write("uses.yaml", "id: x\nunit: U\n" + USES["review"])
        page = self.audit("--format", "markdown", "uses.yaml").out
        self.assertIn("| Row | Id | Unit | Clause | Reason | Missing | Instead |", page)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
"""The short answer: what people read first fits a screen, whatever the question, and says where the rest is."""
import itertools
import json
import os
import re
import unittest

from running import Case

SHIPPED = ["statistics-institute", "public-service"]
HEADLINE = re.compile(r"^(COMPLIANT|CONDITIONAL|REVIEW|UNDETERMINED|NON-COMPLIANT|INVALID|"
                      r"CONFORME|SOUS CONDITIONS|À EXAMINER|INDÉTERMINÉ|NON CONFORME|INVALIDE) ")
MOST = 12  # lines of an ordinary answer, its blank line and its line of counts included


def charter(name):
    return os.path.join(os.environ["SOURCE_DIR"], "charter", f"{name}.yaml")


class Short(Case):
    def questions(self, name):
        """Every activity by every tool by some classes, with nothing else said."""
        told = self.run_program("which", "--charter", charter(name), "--at", "2026-11-29", "--format", "json").json
        seen = {key: sorted({cell[key] for cell in told["uses"] if cell.get(key)}) for key in ("activity", "tool")}
        classes = sorted({c for cell in told["uses"] for c in cell["data"]})
        return list(itertools.product(seen["activity"], seen["tool"][::3], classes[::4]))

    def answers(self, name, *words):
        uses = "".join(f"  - {{activity: {a}, tool: {t}, data: [{c}]}}\n" for a, t, c in self.questions(name))
        self.write("usage.yaml", f"usage: 1\nusages:\n{uses}")
        done = self.run_program("--charter", charter(name), "--at", "2026-11-29", *words, "usage.yaml")
        blocks, block = [], []
        for line in done.out.splitlines():
            if HEADLINE.match(line) and block:
                blocks.append(block)
                block = []
            block.append(line)
        return blocks + [block]

    def test_an_answer_fits_a_dozen_lines_of_eighty_columns(self):
        for name in SHIPPED:
            for lang in ("en", "fr"):
                blocks = self.answers(name, "--lang", lang)
                self.assertGreater(len(blocks), 50)
                for block in blocks:
                    lines = [line for line in block if line.strip()]
                    with self.subTest(name=name, lang=lang):
                        # A block has no line of counts of its own; of a single one it has, and a blank line.
                        self.assertLessEqual(len(lines), MOST - (0 if block is blocks[-1] else 2), "\n".join(block))
                        self.assertLessEqual(max(map(len, block)), 80, "\n".join(block))

    def test_it_says_where_the_rest_is(self):
        self.write("law.yaml", "charter: 1\nid: law\ntools: {bad: {status: banned}, good: {status: approved}}\n"
                   "activities: {drafting: {status: banned}}\n")
        self.write("usage.yaml", "usage: 1\nactivity: drafting\ntool: bad\n")
        short = self.run_program("--charter", "law.yaml", "usage.yaml").out
        self.assertIn("besides  1 more reason", short)
        self.assertIn("--full tells all", short)
        self.assertEqual(short.count("^"), len("drafting"))
        full = self.run_program("--charter", "law.yaml", "--full", "usage.yaml").out
        self.assertNotIn("--full", full)
        self.assertIn('the charter bans the tool "bad"', full)

    def test_another_tool_under_a_class_that_nobody_named_is_not_told_where_this_one_would_do(self):
        law = """charter: 1
id: law
data: {public: {}, internal: {above: public}}
tools:
  this: {status: approved, data: internal}
  other: {status: approved, data: internal}
activities: {drafting: {status: allowed}}
"""
        self.write("law.yaml", law)
        self.write("usage.yaml", "usage: 1\nactivity: drafting\ntool: this\n")
        self.assertNotIn("instead", self.run_program("--charter", "law.yaml", "usage.yaml").out)
        whole = self.run_program("--charter", "law.yaml", "--format", "json", "usage.yaml").json["verdicts"][0]
        self.assertEqual([one["tool"] for one in whole["alternatives"]], ["this", "other"])
        # Where the declared one asks for more, or will not do, another is told.
        for more in ("rules: {r: {when: {tool.name: this}, require: {usage.output: internal}}}\n",
                     "rules: {r: {when: {tool.name: this}, effect: review}}\n"):
            self.write("law.yaml", law + more)
            self.assertIn("instead  other, if data: public", self.run_program("--charter", "law.yaml", "usage.yaml").out, more)

    def test_nothing_is_left_out_of_what_is_whole(self):
        self.write("law.yaml", "charter: 1\nid: law\ntools: {good: {status: approved}}\n"
                   "activities: {drafting: {status: allowed}}\n")
        self.write("usage.yaml", "usage: 1\nactivity: drafting\ntool: good\n")
        out = self.run_program("--charter", "law.yaml", "usage.yaml").out
        self.assertEqual(out, "COMPLIANT      drafting with good                                   usage.yaml:1\n\n"
                         "1 declaration: 1 compliant\n")

    def test_a_rule_that_is_not_kept_says_what_it_requires(self):
        self.write("law.yaml", "charter: 1\nid: law\ntools: {good: {status: approved}}\n"
                   "fields: {share: {type: number}, account: {type: choice, values: [pro, own, none]}}\n"
                   "activities: {drafting: {status: allowed}}\n"
                   "rules:\n  limits:\n    require:\n      facts.share: {at-most: 0.5}\n"
                   "      facts.account:\n        in: [pro,\n             none]\n"
                   "  text:\n    require: facts.share <= 0.4 &&\n      facts.account != 'own'\n")
        self.write("usage.yaml", "usage: 1\nactivity: drafting\ntool: good\nfacts: {share: 0.9, account: own}\n")
        done = self.run_program("--charter", "law.yaml", "--format", "json", "usage.yaml").json
        said = [finding["message"] for finding in done["verdicts"][0]["findings"]]
        self.assertIn("it requires: facts.share: {at-most: 0.5}, facts.account: in: [pro, none]", said[0])
        self.assertIn("it requires: facts.share <= 0.4 && facts.account != 'own'", said[1])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The tables of docs/rules.md are true: twins agree, conditions have the truth that is shown, slips get the message.

Every row becomes a rule of the page's first charter. `<!-- twins -->` has a condition in each spelling, which must have
the same truth on every declaration of DECLARATIONS; `<!-- truths -->` a condition, what is declared, and its truth;
`<!-- refusals -->` a condition, a code and a part of what is said; `<!-- types -->` the names of all slots.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import markdown
from markdown import ROOT, codes, read

sys.path.insert(0, os.path.join(ROOT, "tests", "harness"))
from tables import tables

PROGRAM = os.environ.get("CHARTER_CHECK", "")
KNOWN = tables()
PAGE = "docs/rules.md"
USE = {"usage": "1", "activity": "drafting", "tool": "chatbot"}

# What twins are compared on: nothing, and each fact on either side of what the table asks.
DECLARATIONS = (
    {},
    {"output": "public", "facts": "{reviewed: true, share: 0.5}"},
    {"output": "internal", "facts": "{reviewed: false, share: 2}", "data": "[internal]"},
    {"output": "decision", "facts": "{contract_end: 2026-12-31, share: 0.4}", "data": "[personal, public]"},
    {"purpose": "Our Clients", "volume": "{requests: 40}", "autonomy": "assist", "date": "2026-01-01"},
    {"purpose": "a note", "volume": "{requests: 41}", "autonomy": "supervised", "date": "2025-12-31", "data": "[]"},
    {"facts": "{contract_end: 2027-01-01}", "autonomy": "suggest", "data": "[unheard-of]", "volume": "{requests: 39}"},
    {"activity": "coding", "tool": "assistant"},
)


def block(text, indent):
    return "".join(" " * indent + line + "\n" for line in text.splitlines())


def keys_of(said):
    """What a row declares: `output: public`, or {several: …, of: them}."""
    found = {}
    for key, value in re.findall(r"(\w+): (\{[^{}]*\}|\[[^\]]*\]|'[^']*'|[^,{}]+)", said.removeprefix("{")
                                 if said.startswith("{") else said):
        found[key] = value
    return found


def mapping(entries):
    return "".join(f"{key}: {value}\n" for key, value in entries.items())


class RulesMd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")
        cls.text = read(PAGE)
        cls.charter = next(f.text for f in markdown.fences(cls.text) if f.words[:2] == ["yaml", "charter"])

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="charter-docs-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def judge(self, conditions, declarations):
        """Each rule's name with its condition as YAML, indented by nothing; the answer, and what was said."""
        rules = "".join(f"  {name}:\n    effect: review\n    when:\n{block(text, 6)}" for name, text in conditions.items())
        files = {"charter.yaml": self.charter + "rules:\n" + rules,
                 "usage.yaml": "---\n".join(mapping({**USE, **d}) for d in declarations)}
        for name, text in files.items():
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        done = subprocess.run([PROGRAM, "--format", "json", "--verbose", "--charter", "charter.yaml", "usage.yaml"],
                              cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout), done.stderr

    def truths(self, conditions, declarations):
        """[{rule: truth} for each declaration]"""
        told, said = self.judge(conditions, declarations)
        self.assertEqual(len(told["verdicts"]), len(declarations), said)
        answers = {"breached": "true", "undetermined": "unknown"}
        found = []
        for verdict in told["verdicts"]:
            self.assertNotEqual(verdict["verdict"], "invalid", verdict)
            outcomes = {f["clause"]: f["outcome"] for f in verdict["findings"]}
            found.append({name: answers.get(outcomes.get(f"rule.{name}"), "false") for name in conditions})
        return found

    def rows(self, kind):
        return [row for rows in markdown.tables(self.text, kind).values() for row in rows]

    def test_twins_have_the_same_truth_and_each_is_true_false_and_unknown_somewhere(self):
        rows, conditions = self.rows("twins"), {}
        self.assertGreater(len(rows), 20)
        for number, row in enumerate(rows):
            conditions[f"mapping-{number}"] = codes(row[0])[0]
            conditions[f"cel-{number}"] = "|\n  " + codes(row[1])[0]
        answers = self.truths(conditions, DECLARATIONS)
        for number, row in enumerate(rows):
            with self.subTest(row[1].strip()):
                first = [answer[f"mapping-{number}"] for answer in answers]
                self.assertEqual(first, [answer[f"cel-{number}"] for answer in answers])
                always = "absent" in row[0] or re.search(r"`(activity|tool):", row[0])
                self.assertEqual(set(first), {"true", "false"} | (set() if always else {"unknown"}))

    def test_every_matcher_has_a_twin(self):
        names = {*KNOWN["matchers"], *KNOWN["matchers-of-data"]}
        self.assertGreater(len(names), 7)
        shown = " ".join(row[0] for row in self.rows("twins"))
        self.assertEqual({name for name in names if f"{name}:" not in shown}, set())

    def test_conditions_have_the_truth_that_is_shown(self):
        rows = self.rows("truths")
        self.assertGreater(len(rows), 40)
        conditions = {f"row-{number}": "|\n  " + codes(row[0])[0] for number, row in enumerate(rows)}
        declared = [keys_of(codes(row[1])[0]) if codes(row[1]) else {} for row in rows]
        answers = self.truths(conditions, declared)
        for number, row in enumerate(rows):
            with self.subTest(f"{row[0].strip()} where {row[1].strip()}"):
                self.assertEqual(bool(codes(row[1])), bool(declared[number]))
                self.assertEqual(re.match(r"\w+", row[2].strip())[0], answers[number][f"row-{number}"])

    def test_slips_are_refused_with_the_message_that_is_shown(self):
        rows = self.rows("refusals")
        self.assertGreater(len(rows), 10)
        for row in rows:
            condition, code, message = (codes(cell)[0] for cell in row)
            with self.subTest(condition):
                told, said = self.judge({"slip": "|\n  " + condition}, [{}])
                self.assertEqual(([e["code"] for e in told["errors"]], told["verdicts"]), ([code], []), said)
                self.assertIn(message, " ".join(said.split()))  # lines are folded

    def test_every_name_has_its_types(self):
        slots = [row["name"] for row in KNOWN["names"]]
        self.assertGreater(len(slots), 15)
        named = [name for row in self.rows("types") for name in codes(row[0])]
        self.assertEqual(sorted(named), sorted([*slots, "facts.ID", "data"]))


if __name__ == "__main__":
    unittest.main()

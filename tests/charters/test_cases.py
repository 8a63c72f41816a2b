#!/usr/bin/env python3
"""Each shipped charter is held against the cases beside it: it answers what they expect, they reach all of it that can be
reached, and a change of it does not pass unseen. Each case says why, is judged on a day of its own, and names nobody real.
"""
# once: what cases cover, and which mutants they notice, is no matter of how the program was built.

import collections
import json
import os
import subprocess
import unittest

import yaml

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK", "")
AT_WORK = ("statistics-institute", "public-service")

# Of each charter: what no case covers, and which mutants live. The ends of the files of cases say why.
LEFT = {
    "statistics-institute": ([], ['"controle" may receive "embargo" too']),
    "public-service": ([], ['"personal" may be hosted anywhere', '"protected-secret" may be hosted anywhere']),
    "open-source-project": ([], ['"review-help" may receive "embargoed" too']),
    "ai-act": (["rule.screened: no case breaches it"], []),
}
VERDICTS = {"compliant", "conditional", "review", "undetermined", "non-compliant"}
PEOPLE = {"a.martin", "c.durand", "ada", "k.nowak"}


def path(charter, end=".yaml"):
    return os.path.join(ROOT, "charter", charter + end)


def cases(charter):
    """The cases of a charter, each with the keys that it shares."""
    with open(path(charter, ".cases.yaml"), encoding="utf-8") as file:
        for document in yaml.safe_load_all(file):
            shared = {key: value for key, value in document.items() if key != "usages"}
            for usage in document["usages"]:
                yield {**shared, **usage}


class Cases(unittest.TestCase):
    maxDiff = None

    def test_there_are_cases_beside_every_charter_and_enough_of_them(self):
        beside = {name.removesuffix(".cases.yaml") for name in os.listdir(os.path.join(ROOT, "charter"))
                  if name.endswith(".cases.yaml")}
        self.assertEqual(beside, set(LEFT))
        self.assertGreaterEqual(sum(1 for charter in AT_WORK for _ in cases(charter)), 200)

    def test_each_case_has_a_name_of_its_own_a_purpose_a_day_and_a_reason(self):
        for charter in LEFT:
            names = collections.Counter()
            verdicts = set()
            for case in cases(charter):
                with self.subTest(f"{charter} {case['id']}"):
                    expected = case["x-expect"]
                    names[case["id"]] += 1
                    verdicts.add(expected["verdict"])
                    self.assertTrue(expected["because"].strip())
                    self.assertIn("at", expected)
                    self.assertTrue(case.get("purpose") or "rule.finalite" in expected["breached"])
                    self.assertLessEqual({case["author"], case.get("review", {}).get("by", case["author"])}, PEOPLE)
            with self.subTest(charter):
                self.assertEqual([name for name, count in names.items() if count > 1], [])
                self.assertEqual(verdicts, VERDICTS)

    @unittest.skipUnless(os.access(PROGRAM, os.X_OK), "there is no program")
    def test_the_charter_answers_as_expected_and_its_changes_do_not_pass_unseen(self):
        for charter, (uncovered, living) in LEFT.items():
            done = subprocess.run([PROGRAM, "test", "--mutants", "--format", "json", path(charter)], capture_output=True,
                                  check=False, timeout=300, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
            told = json.loads(done.stdout)
            with self.subTest(charter):
                self.assertEqual((done.returncode, done.stderr, told["differences"], told["errors"]), (0, b"", [], []))
                self.assertEqual(told["summary"]["cases"], sum(1 for _ in cases(charter)))
                self.assertEqual([one["message"] for one in told["uncovered"]], uncovered)
                self.assertEqual([one["message"] for one in told["mutants"] if one["fate"] != "noticed"], living)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The first questions: every activity × tool × class of the shipped charters, with those three declared alone.

Each gets an answer that leads on: another tool, or this one under conditions; or else `none-because` says that the
activity may not receive the class whatever the tool, that the activity itself is banned, or that no tool at all takes
the class. The figures are counted, so that a charter or a search that loses an answer is seen.
"""

import collections
import itertools
import json
import os
import subprocess
import unittest

import yaml

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK", "")
DAY = "2026-11-29"

# Of each charter: those that have an alternative, those of which `activity.data` is why there is none, those of a banned
# activity, and those of a class that no tool takes. None is compliant: what a use is for, and by whom, is not said.
COUNTS = {
    "statistics-institute": (1224, 3298, 323, 0),
    "public-service": (182, 322, 112, 0),
    "open-source-project": (48, 176, 56, 0),
    "ai-act": (80, 0, 0, 16),
}
REASONS = ("alternative", "activity.data", "activity.status", "data.hosting")


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def ask(path, questions):
    """The verdicts of declarations of three keys."""
    uses = [{"usage": 1, "activity": activity, "tool": tool, "data": [name]} for activity, tool, name in questions]
    done = subprocess.run([PROGRAM, "--charter", path, "--at", DAY, "--format", "ndjson", "-"],
                          input="\n---\n".join(map(json.dumps, uses)).encode(), capture_output=True, timeout=120, check=False,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return [record for record in map(json.loads, done.stdout.splitlines()) if "verdict" in record]


def reason_of(charter, activity, verdict):
    if verdict["alternatives"]:
        return "alternative"
    why = verdict["none-because"]
    if "activity.data" in why:
        return "activity.data"
    banned = charter["activities"][activity]["status"] == "banned"
    return "activity.status" if banned and "activity.status" in why else "data.hosting" if "data.hosting" in why else None


@unittest.skipUnless(os.access(PROGRAM, os.X_OK), "there is no program")
class FirstQuestions(unittest.TestCase):
    maxDiff = None

    def test_every_first_question_has_an_alternative_or_the_reason_why_there_is_none(self):
        for name, expected in COUNTS.items():
            path = os.path.join(ROOT, "charter", f"{name}.yaml")
            charter = read(path)
            questions = list(itertools.product(*(charter[kind] for kind in ("activities", "tools", "data"))))
            verdicts = ask(path, questions)
            reasons = [reason_of(charter, q[0], v) for q, v in zip(questions, verdicts)]
            with self.subTest(name):
                self.assertEqual(len(verdicts), len(questions))
                self.assertEqual([q for q, why in zip(questions, reasons) if why is None], [])
                counted = collections.Counter(reasons)
                self.assertEqual(tuple(counted[r] for r in REASONS), expected)
                self.assertEqual([q for q, v in zip(questions, verdicts) if v["verdict"] == "compliant"], [])

    def test_the_activity_s_ceiling_is_the_reason_where_the_charter_s_own_table_says_so(self):
        for name in COUNTS:
            path = os.path.join(ROOT, "charter", f"{name}.yaml")
            charter = read(path)
            questions = list(itertools.product(*(charter[kind] for kind in ("activities", "tools", "data"))))
            verdicts = ask(path, questions)
            ceilings = {i: below(charter, entry["data"]) if "data" in entry else charter["data"]
                        for i, entry in charter["activities"].items()}
            above = [q for q in questions if q[2] not in ceilings[q[0]]]
            with self.subTest(name):
                self.assertEqual(above, [q for q, v in zip(questions, verdicts) if "activity.data" in breaches(v)])
                self.assertEqual([], [q for q, v in zip(questions, verdicts) if q in above and v["alternatives"]])


def breaches(verdict):
    return [f["clause"] for f in verdict["findings"] if f["outcome"] == "breached"]


def listed(value):
    return value if isinstance(value, list) else [value]


def below(charter, classes):
    """All that is at or below some classes."""
    reached, ends = set(), [*listed(classes)]
    while ends:
        at = ends.pop()
        if at not in reached:
            reached.add(at)
            ends = ends + listed((charter["data"][at] or {}).get("above", []))
    return reached


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Small cases with the right answer: the verdict, findings and duties of each declaration, and the charters that are
refused."""

import json
import os
import pathlib
import subprocess
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.environ.get("CHARTER_CHECK", "")
USE = "{usage: 1, activity: writing, tool: own, data: public}\n"


def judged(charter, day, text):
    """The exit code, and the lines of ndjson."""
    words = [PROGRAM, "--charter", str(charter), "--at", day, "--format", "ndjson", "-"]
    done = subprocess.run(words, input=text.encode(), capture_output=True, timeout=60, check=False,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def listed(items):
    return "; ".join(items) or "-"


def told(verdict):
    """One verdict in the words of an `expected` file."""
    if verdict["verdict"] == "invalid":
        return "invalid"
    findings = sorted(f"{f['clause']} {f['outcome']} {f['effect']}" for f in verdict["findings"])
    duties = [f"{d['id']} {d['due']} {'met' if d['met'] else 'open'}" for d in verdict["duties"]]
    return f"{verdict['verdict']} {listed(findings)} | {listed(duties)}"


def read_expected(path):
    """The day, the exit code, and by id what is told of each declaration."""
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    (_, day), (_, code), *rest = lines
    return day, int(code), {name: " ".join(what.split()) for name, what in rest}


@unittest.skipUnless(os.access(PROGRAM, os.X_OK), "there is no program")
class Verdicts(unittest.TestCase):
    maxDiff = None

    def test_every_declaration_gets_what_its_case_says(self):
        cases = sorted(HERE.glob("*/expected"))
        self.assertTrue(cases)
        for path in cases:
            day, code, expected = read_expected(path)
            usages = (path.parent / "usages.yaml").read_text(encoding="utf-8")
            got, records = judged(path.parent / "charter.yaml", day, usages)
            verdicts = [r for r in records if "verdict" in r]
            with self.subTest(path.parent.name):
                self.assertEqual(expected, {v["id"]: told(v) for v in verdicts})
                self.assertEqual((code, len(expected)), (got, len(verdicts)))

    def test_a_charter_that_is_refused_judges_nothing(self):
        charters = sorted((HERE / "refused").glob("*.yaml"))
        self.assertTrue(charters)
        for charter in charters:
            code, records = judged(charter, "2026-06-01", USE)
            with self.subTest(charter.stem):
                self.assertEqual((code, [r for r in records if "verdict" in r]), (2, []))
                self.assertTrue([r for r in records if "error" in r])


if __name__ == "__main__":
    unittest.main()

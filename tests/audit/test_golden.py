#!/usr/bin/env python3
"""One audit in each format, as it was read by people before: golden/NAME. `test_golden.py --update` writes them anew."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from test_audit import EVIDENCE_LAW, EVIDENCE_USES, LAW, MAPPING, USES, Unmapped

PROGRAM = os.environ.get("CHARTER_CHECK", "")
REPORTS = {
    "text.en": ["--format", "text", "--lang", "en"],
    "markdown.fr": ["--format", "markdown", "--lang", "fr"],
    "html.fr": ["--format", "html", "--lang", "fr"],
    "csv": ["--format", "csv"],
    "json": ["--format", "json", "--with-names"],
    "summary": ["--format", "summary"],
    "published.en": ["--format", "markdown", "--lang", "en", "--publish", "--min-group", "2"],
}

EVIDENCE = {
    "evidence.text.en": ["--format", "text", "--lang", "en"],
    "evidence.markdown.fr": ["--format", "markdown", "--lang", "fr"],
    "evidence.csv": ["--format", "csv"],
    "evidence.published.fr": ["--format", "markdown", "--lang", "fr", "--publish", "--min-group", "2"],
}
UNMAPPED = {
    "unmapped.text.fr": ["--format", "text", "--lang", "fr", "--intake", "map.yaml"],
    "unmapped.summary": ["--format", "summary", "--intake", "map.yaml"],
}
INPUTS = [("law.yaml", "uses.yaml", REPORTS), ("evidence.yaml", "evident.yaml", EVIDENCE),
          ("law.yaml", "register.csv", UNMAPPED)]
FILES = {"law.yaml": LAW, "uses.yaml": "---\n".join(USES), "evidence.yaml": EVIDENCE_LAW,
         "evident.yaml": "---\n".join(EVIDENCE_USES), "map.yaml": MAPPING, "register.csv": Unmapped.TEXT}


def reports():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        for law, uses, asked in INPUTS:
            for name, options in asked.items():
                words = [PROGRAM, "audit", "--charter", law, "--at", "2026-07-01", *options, uses]
                yield name, subprocess.run(words, capture_output=True, check=False, cwd=folder).stdout


def path(name):
    return os.path.join(HERE, "golden", name)


class Golden(unittest.TestCase):
    maxDiff = None

    def test_reports_are_as_they_were(self):
        for name, found in reports():
            with self.subTest(name), open(path(name), "rb") as file:
                self.assertEqual(found.decode().splitlines(), file.read().decode().splitlines())


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    if sys.argv[1:] == ["--update"]:
        for report, text in reports():
            with open(path(report), "wb") as out:
                out.write(text)
        sys.exit(0)
    unittest.main()

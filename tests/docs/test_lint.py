#!/usr/bin/env python3
"""The examples of docs/lint.md: of each code the first charter is told that code and nothing else, the one beside it
nothing; the severities are the program's.

# once: what lint tells does not depend on how the program was built.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import markdown

sys.path.insert(0, os.path.join(markdown.ROOT, "tests", "harness"))
from tables import tables

PROGRAM = os.environ.get("CHARTER_CHECK", "")
KNOWN = tables()
PAGE = markdown.read("docs/lint.md")
DAY = "2026-11-30"
SHOWN = """charter: 1
id: town
version: "2026.1"
data: {public: {}, personal: {above: public}}
from: 2026-01-01
tools: {own: {status: approved, data: public}}
activities: {writing: {status: allowed}}
commitments: {posts: {title: No post is cut for the sake of what a tool saves}}
"""


def sections():
    """{code: its part of the page}"""
    parts = re.split(r"^### `(lint\.[a-z-]+)`$", PAGE, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


@unittest.skipIf(KNOWN is None, "there is no program")
class Examples(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="charter-lint-")
        self.addCleanup(shutil.rmtree, self.folder)

    def run_program(self, text, *words):
        with open(os.path.join(self.folder, "charter.yaml"), "w", encoding="utf-8") as file:
            file.write(text)
        return subprocess.run([PROGRAM, "lint", "--at", DAY, *words, "charter.yaml"], cwd=self.folder, timeout=60,
                              env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=False)

    def codes(self, text):
        return [one["code"] for one in json.loads(self.run_program(text, "--format", "json").stdout)["findings"]]

    def test_every_code_has_its_section_in_order(self):
        self.assertEqual(sorted(sections()), sorted(row["code"] for row in KNOWN["lint"]))

    def test_each_section_says_how_much_it_matters(self):
        for row in KNOWN["lint"]:
            with self.subTest(row["code"]):
                self.assertRegex(sections()[row["code"]].strip(), f"^An? {row['severity']}: ")

    def test_each_example_is_told_and_the_one_beside_it_is_not(self):
        for code, section in sections().items():
            tells, quiet = markdown.fences(section)
            with self.subTest(code):
                self.assertEqual((tells.words, quiet.words), (["yaml", "tells"], ["yaml", "quiet"]))
                self.assertEqual(self.codes(tells.text), [code])
                self.assertEqual(self.codes(quiet.text), [])

    def test_the_example_of_ignoring(self):
        begin = PAGE[:PAGE.index("### `")]
        for fence in markdown.fences(begin):
            if fence.words == ["yaml", "quiet"]:
                self.assertEqual(self.codes(fence.text), [])
                self.assertNotEqual(self.codes(re.sub(r"\n +x-lint-ignore.*", "", fence.text)), [])

    def test_what_is_shown_is_what_is_printed(self):
        shown = next(fence for fence in markdown.fences(PAGE) if fence.words == ["console"])
        self.assertEqual(shown.lines[0], f"$ charter-check lint --at {DAY} charter.yaml")
        self.assertEqual("\n".join(shown.lines[1:]) + "\n", self.run_program(SHOWN).stdout)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""An input that is named twice is judged once, and is an error: whatever is counted, it is counted once."""

import json
import os
import unittest

from running import Case, LAW, use

TWICE = "input.twice"


class Twice(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        for name in ("uses/a.yaml", "uses/b.yaml", "uses/deep/c.yaml"):
            self.write(name, use(id=name))

    def names(self):
        """Words, stdin, how many declarations there are, and what is told as there twice."""
        self.write("list", "uses/a.yaml\n./uses/a.yaml\n")
        os.symlink("uses/a.yaml", self.path("link.yaml"))
        stdin = use().encode()
        return [
            (["uses/a.yaml", "uses/a.yaml"], b"", 1, ["uses/a.yaml"]),
            (["uses/a.yaml", "./uses//a.yaml", self.path("uses/a.yaml")], b"", 1, ["./uses//a.yaml", self.path("uses/a.yaml")]),
            (["uses/a.yaml", "link.yaml"], b"", 1, ["link.yaml"]),
            (["uses/a.yaml", "uses"], b"", 3, ["uses/a.yaml"]),
            (["uses", "uses/a.yaml"], b"", 3, ["uses/a.yaml"]),
            (["uses", "uses"], b"", 3, ["uses"]),
            (["uses", "uses/deep"], b"", 3, ["uses/deep"]),
            (["uses/deep", "uses/"], b"", 3, ["uses/deep"]),
            (["-", "-"], stdin, 1, ["-"]),
            (["--files-from", "list"], b"", 1, ["./uses/a.yaml"]),
            (["--files-from", "list", "uses/a.yaml"], b"", 1, ["uses/a.yaml", "./uses/a.yaml"]),
            (["--jobs", "3", "uses", "uses"], b"", 3, ["uses"]),
        ]

    def test_check_judges_it_once_and_says_so(self):
        for words, stdin, count, told in self.names():
            with self.subTest(words):
                done = self.check(*words, stdin=stdin)
                self.assertEqual((done.code, len(done.verdicts)), (2, count), done.err)
                self.assertEqual([error["code"] for error in done.json["errors"]], [TWICE] * len(told))
                self.assertEqual(sorted(os.path.normpath(error["file"]) for error in done.json["errors"]),
                                 sorted(os.path.normpath(name) for name in told))

    def test_audit_counts_it_once_and_says_so(self):
        for words, stdin, count, told in self.names():
            with self.subTest(words):
                done = self.run_program("audit", "--format", "json", *words, stdin=stdin)
                totals = json.loads(done.out)
                self.assertEqual((done.code, totals["verdicts"]["compliant"], totals["errors"]), (2, count, len(told)))
                self.assertEqual(done.err.count(f"error[{TWICE}]: this input was read already"), len(told))

    def test_files_that_say_the_same_are_not_one(self):
        self.write("uses/b.yaml", use(id="uses/a.yaml"))
        os.link(self.path("uses/a.yaml"), self.path("uses/linked.yaml"))
        done = self.check("uses")
        self.assertEqual((done.code, len(done.verdicts)), (0, 4))
        self.assertEqual(self.check("uses", "uses/linked.yaml").codes, [TWICE])
        os.symlink(self.path("uses"), self.path("elsewhere"))
        for name in (self.path("uses/linked.yaml"), "elsewhere/linked.yaml", "uses/../uses/linked.yaml"):
            with self.subTest(name):
                done = self.check("uses/linked.yaml", name)
                self.assertEqual((len(done.verdicts), done.codes), (1, [TWICE]))


if __name__ == "__main__":
    unittest.main(verbosity=2)

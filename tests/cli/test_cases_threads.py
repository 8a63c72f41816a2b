#!/usr/bin/env python3
"""test: several threads tell what one tells, in every format."""

import unittest

from running import Case
from test_cases import CASES, LAW


class Threads(Case):
    def test_the_same_is_told_whatever_the_threads(self):
        self.write("law.yaml", LAW)
        self.write("law.cases.yaml", CASES)
        self.write("law.cases/more.yaml", CASES.replace("id: ", "id: again-"))
        for name in ("text", "json", "junit", "lcov"):
            runs = {self.run_program("test", "law.yaml", "--format", name, "--mutants", "--jobs", jobs).out for jobs in ("1", "2", "7")}
            self.assertEqual(len(runs), 1, name)


if __name__ == "__main__":
    unittest.main()

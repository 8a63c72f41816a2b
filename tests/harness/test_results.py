#!/usr/bin/env python3
"""What was skipped is counted and named, whole programs and tests within them alike."""
# once: it knows nothing of the program.
import os
import subprocess
import sys
import tempfile
import unittest
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import results

CMOCKA = """[==========] Running 3 test(s).
[ RUN      ] vectors of others
skipped: the vectors are not there
[  SKIPPED ] vectors of others
[ RUN      ] vectors of ours
[       OK ] vectors of ours
[ RUN      ] a zone of the system
[  SKIPPED ] a zone of the system
[==========] 3 test(s) run.
[  PASSED  ] 1 test(s).
[  SKIPPED ] 2 test(s), listed below:
[  SKIPPED ] vectors of others
[  SKIPPED ] a zone of the system

 2 SKIPPED TEST(S)
"""
UNITTEST = """
import unittest

class Some(unittest.TestCase):
    def test_first(self):
        pass

    def test_second(self):
        self.skipTest("it's too hot")

    def test_third(self):
        "A sentence about it."
        for row in (1, 2, 3):
            with self.subTest(row=row):
                if row < 3:
                    self.skipTest(f'no "row" {row}')

    @unittest.skip("not today")
    def test_fourth(self):
        pass

    def test_fifth(self):
        print("a line of its own")
        self.skipTest("after a line")

class All(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise unittest.SkipTest("there is no git")

    def test_one(self):
        pass

unittest.main()
"""


def case(name, status="run", output="", message=None):
    skipped = "" if message is None else f'<skipped message="{message}"/>'
    return f'<testcase name="{name}" status="{status}">{skipped}<system-out>{escape(output)}</system-out></testcase>'


def read(*cases):
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
        file.write(f"<testsuite>{''.join(cases)}</testsuite>")
        file.flush()
        return results.read(file.name)


def run_unittest(*options):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(UNITTEST)
        file.flush()
        done = subprocess.run([sys.executable, file.name, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False)
    return done.stdout


class Results(unittest.TestCase):
    def test_programs_pass_fail_or_are_skipped(self):
        self.assertEqual(read(case("a"), case("b", "fail"), case("c", "notrun", "more\nskipped: no c\n", "SKIP_RETURN_CODE=77"),
                              case("d", "notrun", "", "SKIP_RETURN_CODE=77"), case("e", "disabled")),
                         (1, 1, ["c (no c)", f"d ({results.UNSAID})"]))

    def test_what_cannot_be_started_has_failed(self):
        self.assertEqual(read(case("a", "notrun", "", "Unable to find executable")), (0, 1, []))

    def test_cmocka_names_what_it_skips(self):
        self.assertEqual(read(case("a", "run", CMOCKA)),
                         (1, 0, ["a: vectors of others (the vectors are not there)", f"a: a zone of the system ({results.UNSAID})"]))

    def test_unittest_names_what_it_skips(self):
        passed, failed, skips = read(case("a", "run", run_unittest("-v")))
        self.assertEqual((passed, failed), (1, 0))
        self.assertCountEqual(skips, ["a: test_second (it's too hot)", 'a: test_third (no "row" 1)', 'a: test_third (no "row" 2)',
                                      "a: test_fourth (not today)", "a: test_fifth (after a line)", "a: All (there is no git)"])

    def test_skips_without_a_name_are_counted_all_the_same(self):
        self.assertEqual(read(case("a", "fail", run_unittest())), (0, 1, [f"a: a test without a name ({results.UNSAID})"] * 6))

    def test_output_that_speaks_of_skipping_is_no_skip(self):
        self.assertEqual(read(case("a", "run", "test_x (__main__.T.test_skipped) ... ok\nok 1 # SKIP\nnothing was skipped\n")),
                         (1, 0, []))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What a small declaration or charter may cost: instructions are counted (valgrind), never time. Twice as many items, faults or
keys may take little more than twice the instructions. Skipped where valgrind is missing or cannot run the program."""
# once: what is counted are the instructions of an optimised program.

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ["SOURCE_DIR"]
PROGRAM, BUILD = os.environ["CHARTER_CHECK"], os.environ["BUILD_DIR"]
LAW = "charter: 1\nid: a\ndata: {public: {}}\ntools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\n"


def sanitized():
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as cache:
        return re.search(r"^CHARTER_SANITIZE:\w+=.+$", cache.read(), re.M) is not None


def items(count):
    return "usages:\n" + "- {}\n" * count


def faults_in_the_last(count):
    return items(count) + "- {" + ", ".join(f"x-{i}: !t 1" for i in range(500)) + "}\n"


def faults_beside(count):
    return "".join(f"x-{i}: !t 1\n" for i in range(20)) + items(count)


def extensions_shared(count):
    return "".join(f"x-{i}: 1\n" for i in range(count)) + items(count)


def extensions_of_one(count):
    return items(10) + "- {" + ", ".join(f"x-{i}: 1" for i in range(count)) + "}\n"


def anchors(count):
    return LAW + "x-a:\n" + "".join(f"- &a{i} [1]\n- *a{i}\n" for i in range(count))


def anchors_of_one_name(count):
    return LAW + "x-a:\n" + "".join("- &a [1]\n- *a\n" for i in range(count))


SLOW_CHARTERS = [anchors, anchors_of_one_name]
SLOW = [items, faults_in_the_last, faults_beside, extensions_shared, extensions_of_one]


class TwiceTheInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def instructions(self, text, law=LAW, *words):
        path = self.write("uses.yaml", text)
        self.write("charter.yaml", law)
        run = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", PROGRAM,
                              "--jobs", "1", "--quiet", "--charter", os.path.join(self.folder, "charter.yaml"), *words, path],
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                             check=False)
        counted = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
        self.assertIsNotNone(counted, run.stderr[-500:])
        return int(counted[1].replace(",", ""))

    def test_takes_little_more_than_twice(self):
        for slow in SLOW:
            with self.subTest(slow.__name__):
                self.assertLess(self.instructions(slow(2000)), 2.5 * self.instructions(slow(1000)))

    def test_a_file_that_is_given_up_is_not_read_on(self):
        once, twice = (self.instructions("---\n" * count) for count in (200000, 400000))
        self.assertLess(twice, 1.1 * once)

    def test_beyond_its_bound_an_input_costs_no_more(self):
        declared = "usage: 1\nactivity: a\ntool: t\n"
        for option, one in (("--max-faults", "usage: 1\n"), ("--max-declarations", declared), ("--max-input-bytes", declared)):
            with self.subTest(option):
                most = "2000" if option != "--max-input-bytes" else str(2000 * len(declared))
                once, twice = (self.instructions("---\n".join([one] * count), LAW, option, most) for count in (20000, 40000))
                self.assertLess(twice, 1.1 * once)

    def test_what_many_declarations_send_costs_no_more_than_its_bound(self):
        law = LAW + "detectors: {d: {pattern: secret, means: public}}\n"
        self.write("sent", "lorem ipsum\n" * 2000)
        shared = "usage: 1\nactivity: a\ntool: t\ndata: [public]\nfiles: [sent]\n"
        once, twice = (self.instructions(shared + items(count), law, "--max-scanned-bytes", "1M") for count in (300, 600))
        self.assertLess(twice, 1.1 * once)

    def test_of_patterns_on_long_texts(self):
        """Each of these took, at every place of the text, a look at all that follows."""
        patterns = ("[a-z]+[0-9]", "[a-z]+@", "(a+)+$", ".*secret.*", "(?i)([a-z]+ ?)+[0-9]$", "(?m)^.*[0-9]x")
        law = LAW + "rules:\n" + "".join(
            f"  r{i}: {{when: {{usage.purpose: {{matches: '{pattern}'}}}}}}\n" for i, pattern in enumerate(patterns))
        for filler in ("a", "a ", "est "):
            with self.subTest(filler):
                none, once, twice = (self.instructions(
                    f"usage: 1\nactivity: a\ntool: t\npurpose: '{(filler * length)[:length]} 1 @ !'\n", law)
                    for length in (1, 30000, 60000))
                self.assertLess(twice - none, 2.2 * (once - none))
                self.assertLess((twice - none) / 60000, 3000 * len(patterns))

    def test_of_a_charter_too(self):
        for slow in SLOW_CHARTERS:
            with self.subTest(slow.__name__):
                once, twice = (self.instructions(items(1), slow(count)) for count in (3000, 6000))
                self.assertLess(twice, 2.5 * once)


if __name__ == "__main__":
    if shutil.which("valgrind") is None or sanitized():
        print("skipped: valgrind is missing, or cannot run what a sanitizer has built")
        sys.exit(77)
    unittest.main()

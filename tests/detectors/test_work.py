#!/usr/bin/env python3
"""What the library of detectors may cost on texts that are made to be slow: instructions are counted (valgrind), never
time. Twice the text may take little more than twice of them, and no byte more than a bound. Skipped where valgrind is
missing or cannot run the program: sanitizers have memory of their own."""
# once: what is counted are the instructions of an optimised program.

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get("SOURCE_DIR") or os.path.join(HERE, "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK") or os.path.join(ROOT, "build", "dev", "charter-check")
BUILD = os.environ.get("BUILD_DIR") or os.path.dirname(PROGRAM)

LAW = """charter: 1
id: library
include: std:detectors
data:
  all: {aliases: [personal, statistical-secret, restricted]}
"""
SIZE = 40_000  # bytes; then twice as many
# Instructions for a byte, at most: more than twice what the slowest of these texts costs in a build that is not optimised.
MOST = 13000
PIECES = ["a", "1", "1 ", "@a.", "a.", "AB12 ", "0 1", "mot de passe : ", "https://a:", "rue ", "é", "а\u200b1"]


def sanitized():
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as cache:
        return re.search(r"^CHARTER_SANITIZE:\w+=.+$", cache.read(), re.M) is not None


def near_misses(size):
    """Examples of all detectors, each with one character spoilt, in lines of a thousand bytes."""
    with open(os.path.join(ROOT, "charter", "detectors.yaml"), encoding="utf-8") as file:
        detectors = yaml.safe_load(file)["detectors"].values()
    examples = [line for d in detectors for text in d["finds"] for line in text.splitlines() if line]
    chance, spoilt, length = random.Random(6), [], 0
    while length < size:
        text = chance.choice(examples)
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice("0x-#") + text[at + 1:] + chance.choice(["\n", ", ", " "])
        spoilt.append(text)
        length += len(text.encode())
    return "".join(spoilt)


def instructions(folder, text):
    path = os.path.join(folder, "text.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    run = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", PROGRAM,
                          "detect", "--charter", os.path.join(folder, "law.yaml"), "--format", "json", path],
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    counted = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if run.returncode not in (0, 1) or counted is None:
        raise AssertionError(f"status {run.returncode}: {run.stderr[-500:]}")
    return int(counted[1].replace(",", ""))


class WorkIsBounded(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        with open(os.path.join(self.folder.name, "law.yaml"), "w", encoding="utf-8") as file:
            file.write(LAW)
        self.start = instructions(self.folder.name, "")

    def check(self, name, once, twice):
        with self.subTest(text=name):
            first = instructions(self.folder.name, once) - self.start
            second = instructions(self.folder.name, twice) - self.start
            each = (second - first) / (len(twice.encode()) - len(once.encode()))
            print(f"{name!r}: {each:.0f} instructions a byte, twice the text {second / first:.2f} times as many")
            self.assertLess(each, MOST)
            self.assertLess(second / first, 2.2)

    def test_what_patterns_begin_with_over_and_over(self):
        for piece in PIECES:
            count = SIZE // len(piece.encode())
            self.check(piece, piece * count, piece * 2 * count)

    def test_what_nearly_is_something(self):
        text = near_misses(2 * SIZE)
        half = text.rfind("\n", 0, len(text) // 2) + 1
        self.check("near misses", text[:half], text[:half] + text[:half])


if __name__ == "__main__":
    if shutil.which("valgrind") is None or sanitized():
        print("skipped: no valgrind, or a build that it cannot run")
        sys.exit(77)
    unittest.main()

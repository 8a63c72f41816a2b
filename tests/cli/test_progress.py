#!/usr/bin/env python3
"""The line of progress, on a real terminal (a pty): it comes where work is long, fits, and is taken away; nowhere else."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import EPOCH, LAW, PROGRAM, use

CLEAR = "\r\x1b[K"
SLOW = 1.7  # seconds for which the work is made to last: a line comes after one


class Screen:
    """One line of a terminal, as it stands after all that was written."""

    def __init__(self, text):
        self.lines = [""]
        for part in re.split(r"(\r\n|\r|\n|\x1b\[K)", text):
            if part in ("\r\n", "\n"):
                self.lines.append("")
            elif part == "\r":
                self.column = 0
            elif part == "\x1b[K":
                self.lines[-1] = self.lines[-1][:self.column]
            else:
                at = getattr(self, "column", 0)
                self.lines[-1] = self.lines[-1][:at] + part + self.lines[-1][at + len(part):]
                self.column = at + len(part)


class Progress(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        with open(os.path.join(self.folder, "law.yaml"), "w", encoding="utf-8") as file:
            file.write(LAW)

    def run_slowly(self, *options, columns=80, environment=(), seconds=SLOW, bad=False):
        """What standard error showed: declarations come on standard input for so long."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.addCleanup(os.close, master)
        run = subprocess.Popen([PROGRAM, "audit", "--charter", "law.yaml", *options, "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=slave, cwd=self.folder,
                               env={"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": EPOCH, "TERM": "xterm",
                                    "LC_ALL": "C.UTF-8", **dict(environment)})
        os.close(slave)
        shown, until, number = b"", time.monotonic() + seconds, 0
        while time.monotonic() < until:
            text = "".join(use(tool="consumer" if k % 10 == 0 else "inhouse", id=f"u-{number + k}") + "---\n" for k in range(200))
            run.stdin.write(text.encode())
            run.stdin.flush()
            number += 200
            shown += self.read(master, 0.05)
        if bad:
            run.stdin.write(b"\xff\n---\n")
        run.stdin.write(use().encode())
        run.stdin.close()
        while run.poll() is None:
            shown += self.read(master, 0.1)
        shown += self.read(master, 0.1)
        self.assertEqual(run.returncode, 2 if bad else 0)
        return shown.decode(), number + 1

    def read(self, master, seconds):
        if not select.select([master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(master, 65536)
        except OSError: # nobody has it open any more
            return b""

    def test_it_comes_for_long_work_and_counts(self):
        shown, number = self.run_slowly()
        lines = re.findall(r"([\d]+) done, (\d+) a second, (\d+) not compliant\.", shown)
        self.assertGreater(len(lines), 1, repr(shown))
        counts = [int(done) for done, _, _ in lines]
        self.assertEqual(counts, sorted(counts))
        self.assertLessEqual(counts[-1], number)
        for done, rate, found in lines:
            self.assertGreater(int(rate), 0)
            self.assertAlmostEqual(int(found), int(done) / 10, delta=2)

    def test_each_line_begins_where_the_last_one_did_and_nothing_of_it_stays(self):
        shown, _ = self.run_slowly()
        self.assertTrue(shown.startswith(CLEAR) and shown.endswith(CLEAR), repr(shown[:40] + shown[-40:]))
        self.assertEqual(Screen(shown).lines, [""])

    def test_it_fits_into_80_columns_in_either_language(self):
        for lang, word in (("en", "done"), ("fr", "seconde")):
            shown, _ = self.run_slowly("--lang", lang)
            lines = [line for line in shown.split(CLEAR) if line]
            self.assertTrue(lines)
            for line in lines:
                self.assertIn(word, line)
                self.assertLess(len(line), 80, line)

    def test_on_a_narrow_terminal_it_is_cut_and_does_not_wrap(self):
        shown, _ = self.run_slowly(columns=24)
        lines = [line for line in shown.split(CLEAR) if line]
        self.assertTrue(lines)
        for line in lines:
            self.assertLess(len(line), 24, line)

    def test_a_message_in_between_stands_on_lines_of_its_own(self):
        shown, _ = self.run_slowly(bad=True)
        self.assertEqual(Screen(shown).lines[-1], "")

    def test_there_is_none_where_it_is_not_wanted(self):
        for name, options, environment in (("quiet", ["--quiet"], {}), ("a pipeline", [], {"GITHUB_ACTIONS": "true", "CI": "true"})):
            with self.subTest(name):
                self.assertEqual(self.run_slowly(*options, environment=environment)[0], "")

    def test_short_work_shows_nothing(self):
        self.assertEqual(self.run_slowly(seconds=0.1)[0], "")

    def test_there_is_none_in_a_pipe(self):
        run = subprocess.Popen([PROGRAM, "audit", "--charter", "law.yaml", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder)
        run.stdin.write(use().encode() + b"---\n")
        run.stdin.flush()
        time.sleep(SLOW)
        self.assertEqual(run.communicate(use().encode() * 1)[1], b"")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

#!/usr/bin/env python3
"""The file of a history: of others, broken, on a disk that cannot be written, of many audits at once."""

import os
import re
import sqlite3
import struct
import subprocess
import sys
import time
import unittest

from running import LAW, Case, use

READER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN")
database.execute("SELECT * FROM verdicts").fetchall()
print("reads", flush=True)
sys.stdin.read()
"""


class Histories(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", use(id="one"))

    def audit(self, *words, name="kept.sqlite", **more):
        return self.run_program("audit", "--quiet", "--at", "2026-07-01", "--history", name, *words, **more)

    def trend(self, name="kept.sqlite", **more):
        return self.run_program("trend", "--format", "markdown", "--history", name, **more)

    def make(self, sql="", name="kept.sqlite"):
        """A new history, and what another program does to it."""
        for end in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(self.path(name + end)):
                os.unlink(self.path(name + end))
        self.assertEqual(self.audit("usage.yaml", name=name).code, 0)
        self.execute(sql, name)

    def months(self, done):
        """Each, and how many uses it has."""
        self.assertEqual(done.code, 0, done.err)
        table = done.out[done.out.index("Verdicts by month"):].split("\n\n")[1]
        return [(name, int(count)) for name, count in re.findall(r"^\| (\d{4}-\d\d) \| (\d+) \|", table, re.M)]

    def execute(self, sql, name="kept.sqlite"):
        database = sqlite3.connect(self.path(name))
        database.executescript(sql)
        database.close()

    def query(self, sql, name="kept.sqlite"):
        database = sqlite3.connect(self.path(name))
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def bytes_of(self, name="kept.sqlite"):
        with open(self.path(name), "rb") as file:
            return file.read()

    def is_refused_as_it_is(self, *sentences):
        before = self.bytes_of()
        for done in (self.audit("usage.yaml"), self.trend()):
            self.assertEqual(done.code, 2, done.err)
            for sentence in sentences:
                self.assertIn(sentence, done.err)
        self.assertEqual(self.bytes_of(), before)


    def reader(self, name="kept.sqlite"):
        """A program that has begun to read, and goes on."""
        reader = subprocess.Popen([sys.executable, "-c", READER, self.path(name)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(reader.wait)
        for close in (reader.stdout.close, reader.stdin.close, reader.kill):
            self.addCleanup(close)
        self.assertEqual(reader.stdout.readline(), b"reads\n")
        return reader


class AtOnce(Histories):
    def test_all_that_begin_a_history_keep_theirs(self):
        for count in (8, 16, 8, 12):
            name = f"{count}-{len(os.listdir(self.folder))}.sqlite"
            runs = []
            for i in range(count):
                self.write(f"{i}.yaml", use(id=f"u-{i}"))
            for i in range(count):
                runs.append(self.start("audit", "--quiet", "--at", "2026-07-01", "--history", name, f"{i}.yaml",
                                       stdout=subprocess.DEVNULL))
            for run in runs:
                err = run.communicate(timeout=60)[1]
                self.assertEqual((run.returncode, err), (0, b""))
            self.assertEqual(self.query("SELECT count(*), sum(added) FROM audits", name), [(count, count)])
            self.assertEqual(self.query("SELECT count(*) FROM verdicts", name), [(count,)])
            self.assertEqual(self.query("PRAGMA integrity_check", name), [("ok",)])


    def test_nobody_waits_for_whoever_reads_along(self):
        self.make()
        self.reader()
        for i in range(3):
            self.write("usage.yaml", use(id=f"u-{i}"))
            begun = time.monotonic()
            self.assertEqual(self.audit("usage.yaml").code, 0)
            self.assertLess(time.monotonic() - begun, 20)
        self.assertEqual(self.query("SELECT count(*) FROM verdicts"), [(4,)])


if __name__ == "__main__":
    unittest.main()

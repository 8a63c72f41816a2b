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

from running import BOUND_BY_PERMISSIONS, LAW, Case, use

# As the first program that kept histories made them.
FIRST = """
CREATE TABLE audits ( audit INTEGER PRIMARY KEY, at TEXT NOT NULL, program TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,\
 added INTEGER NOT NULL DEFAULT 0);
CREATE TABLE verdicts ( declaration TEXT NOT NULL, charter TEXT NOT NULL, day TEXT NOT NULL,\
 audit INTEGER NOT NULL REFERENCES audits, subject TEXT NOT NULL, verdict TEXT NOT NULL, charter_id TEXT,\
 charter_version TEXT, date TEXT, unit TEXT, activity TEXT, tool TEXT, tool_listed INTEGER NOT NULL, stage TEXT NOT NULL,\
 requests INTEGER, open_before INTEGER NOT NULL, open_after INTEGER NOT NULL, energy_uwh_low INTEGER,\
 energy_uwh_high INTEGER, co2_ug_low INTEGER, co2_ug_high INTEGER, water_ul_low INTEGER, water_ul_high INTEGER,\
 PRIMARY KEY (declaration, charter, day)) WITHOUT ROWID;
CREATE TABLE findings ( declaration TEXT NOT NULL, charter TEXT NOT NULL, day TEXT NOT NULL, clause TEXT NOT NULL,\
 outcome TEXT NOT NULL, effect TEXT NOT NULL, PRIMARY KEY (declaration, charter, day, clause)) WITHOUT ROWID;
CREATE INDEX verdicts_by_day ON verdicts (day);
PRAGMA application_id = 1667786603;
PRAGMA user_version = 1;
INSERT INTO audits VALUES (1, '2026-05-01', '0.1.0', 1, 1);
INSERT INTO verdicts VALUES ('d', 'c', '2026-05-01', 1, '/u', 'compliant', 'law', '1', '2026-05-01', '', 'drafting',\
 'inhouse', 1, 'done', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
"""


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

    def trend(self, name="kept.sqlite", *words, **more):
        return self.run_program("trend", "--format", "markdown", "--history", name, *words, **more)

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


class Charts(Histories):
    """Of a trend: they show what its tables hold."""

    COLUMNS = ("audit, input, occurrence, declaration, charter, concerned, verdict, tool_listed, open_before, open_after")

    def page(self, months, change=""):
        """The figures of a trend over so many months, one use each."""
        self.make("".join(f"INSERT INTO verdicts (id, day, stage, {self.COLUMNS}) SELECT 'm{i}', "
                          f"'{2020 + i // 12}-{i % 12 + 1:02}-01', 'done', {self.COLUMNS} FROM verdicts WHERE id = 'one';"
                          for i in range(months)) + "DELETE FROM verdicts WHERE id = 'one';" + change)
        done = self.trend("kept.sqlite", "--format", "html")
        self.assertEqual(done.code, 0, done.err)
        return re.findall(r"<figure>.*?</figure>", done.out, re.S)

    def test_every_month_is_drawn(self):
        verdicts, duties = self.page(50, "UPDATE verdicts SET open_after = 1")
        self.assertEqual(len(re.findall('<rect [^>]*class="v0"', verdicts)), 50 + 1, "one a month, and the legend's")
        self.assertEqual(len(re.findall('<rect [^>]*class="bar"', duties)), 50)

    def test_a_month_in_which_nothing_was_judged_is_a_month_too(self):
        self.page(1, "UPDATE verdicts SET day = '2025-11-02'; "
                  f"INSERT INTO verdicts (id, day, stage, {self.COLUMNS}) SELECT 'z', '2026-02-01', 'done', {self.COLUMNS} "
                  "FROM verdicts")
        self.assertEqual(self.months(self.trend()), [("2025-11", 1), ("2025-12", 0), ("2026-01", 0), ("2026-02", 1)])

    def test_a_date_gone_wrong_does_not_fill_the_trend(self):
        self.page(1, "UPDATE verdicts SET day = '0206-11-02'; "
                  f"INSERT INTO verdicts (id, day, stage, {self.COLUMNS}) SELECT 'z', '2026-02-01', 'done', {self.COLUMNS} "
                  "FROM verdicts")
        self.assertEqual(self.months(self.trend()), [("0206-11", 1), ("2026-02", 1)])

    def test_duties_due_after_use_are_drawn_too(self):
        *_, duties = self.page(1, "UPDATE verdicts SET open_before = 2, open_after = 3")
        self.assertRegex(duties, r">\s*5\s*</span>")

    def test_the_legend_names_what_is_drawn(self):
        for change, named in {"": False, "UPDATE verdicts SET verdict = 'invalid' WHERE id = 'm1'": True}.items():
            verdicts = self.page(3, change)[0]
            self.assertEqual("Invalid</span>" in verdicts, named)


class OfOthers(Histories):
    ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    COLUMNS = "SELECT sql FROM sqlite_master WHERE name = 'verdicts'"

    def test_what_is_wrong_with_it_is_said_in_the_readers_language(self):
        """Nothing of SQLite's own words, which may quote the file."""
        self.make()
        good = self.bytes_of()
        for bytes_, english, french in (
                (b"no database at all, and long enough to be read as one" * 99, "the file is no SQLite database",
                 "le fichier n’est pas une base SQLite"),
                (good[:-len(good) // 2], "the file is damaged", "le fichier est endommagé"),
                (good.replace(b"CREATE TABLE audits", b"BREATE TABLE audits"), "the file is damaged", "le fichier est endommagé")):
            with self.subTest(english):
                with open(self.path("kept.sqlite"), "wb") as file:
                    file.write(bytes_)
                self.assertIn(f"kept.sqlite cannot be used: {english}\n", self.trend().err)
                self.assertIn(f"kept.sqlite ne peut pas être utilisé\u00a0: {french}\n", self.trend("kept.sqlite", "--lang", "fr").err)

    def test_what_audits_do_not_make_is_refused(self):
        for name, sql in {
            "trigger": "CREATE TRIGGER other AFTER INSERT ON verdicts BEGIN DELETE FROM verdicts; END",
            "trigger on what was added": "CREATE TRIGGER other AFTER UPDATE ON audits BEGIN DELETE FROM findings; END",
            "view": "CREATE VIEW other AS SELECT * FROM verdicts",
            "endless view": f"CREATE VIEW other AS {self.ENDLESS}",
            "table": "CREATE TABLE other (a)",
            "virtual table": "CREATE VIRTUAL TABLE other USING fts5 (a)",
            "index": "CREATE INDEX other ON verdicts (unit)",
            "index of an expression": "CREATE INDEX other ON verdicts (abs(requests))",
            "unique index": "CREATE UNIQUE INDEX other ON verdicts (stage)",
            "statistics": "ANALYZE",
        }.items():
            with self.subTest(name):
                self.make(sql)
                self.is_refused_as_it_is("not as audits make them", "sqlite_stat1" if name == "statistics" else "other")

    def test_a_table_that_differs_is_refused(self):
        changed = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"
        for name, sql in {
            "a column more": "ALTER TABLE verdicts ADD COLUMN more TEXT",
            "a generated column": "ALTER TABLE verdicts ADD COLUMN more TEXT AS (hex(unit))",
            "a default": "ALTER TABLE audits ADD COLUMN more DEFAULT (1)",
            "a column of another name": "ALTER TABLE verdicts RENAME COLUMN unit TO team",
            "a check": changed.format("declaration TEXT NOT NULL", "declaration TEXT NOT NULL CHECK (length(declaration) < 9)", "verdicts"),
            "a collation": changed.format("unit TEXT", "unit TEXT COLLATE NOCASE", "verdicts"),
            "what happens in conflicts": changed.format("occurrence, clause)", "occurrence, clause) ON CONFLICT REPLACE", "findings"),
            "a partial index": changed.format("(day)", "(day) WHERE day > ''", "verdicts_by_day"),
            "no index": "DROP INDEX verdicts_by_day",
            "no table": "DROP TABLE findings",
            "a view in a table's place": f"DROP TABLE verdicts; CREATE VIEW verdicts AS {self.ENDLESS}",
            "no such name": changed.format("x", "x", "x") + "; UPDATE sqlite_master SET name = NULL WHERE name = 'findings'",
        }.items():
            with self.subTest(name):
                self.make(sql)
                self.is_refused_as_it_is("kept.sqlite")

    def test_a_tree_whose_branches_meet_costs_no_more_than_its_size(self):
        self.write("usage.yaml", "---\n".join(use(id=f"u-{i}", purpose="x" * 200) for i in range(300)))
        self.make()
        size, levels = 4096, 15
        root, = self.query("SELECT rootpage FROM sqlite_master WHERE name = 'verdicts'")[0]
        pages = bytearray(self.bytes_of())
        top = bytes(pages[(root - 1) * size:root * size])
        count, first = len(pages) // size, struct.unpack(">I", top[8:12])[0]
        for level in range(levels):
            page = bytearray(top)
            child = count + level + 2 if level + 1 < levels else first
            page[8:12] = struct.pack(">I", child)
            for i in range(struct.unpack(">H", top[3:5])[0]):
                cell = struct.unpack(">H", top[12 + 2 * i:14 + 2 * i])[0]
                page[cell:cell + 4] = struct.pack(">I", child)
            pages += page
        self.assertEqual(top[0], 2)
        pages[(root - 1) * size:root * size] = pages[count * size:(count + 1) * size]
        pages[28:32] = struct.pack(">I", len(pages) // size)
        self.write("kept.sqlite", bytes(pages))
        begun = time.monotonic()
        done = self.trend()
        self.assertEqual((done.code, done.out), (2, ""))
        self.assertIn("costs more than its size explains", done.err)
        self.assertLess(time.monotonic() - begun, 30)

    def test_a_journal_takes_no_other_file_away(self):
        victim = self.write("home/victim", "something of value")
        name = victim.encode()
        tail = struct.pack(">I", 0x40000001) + name + struct.pack(">II", len(name), sum(name))
        magic, size = bytes.fromhex("d9d505f920a163d7"), 4096
        self.make()
        header = magic + struct.pack(">IIIII", 0, 7, len(self.bytes_of()) // size, 512, size)
        self.write("kept.sqlite-journal", header.ljust(512, b"\0") + tail + magic)
        for done in (self.audit("usage.yaml"), self.trend()):
            self.assertEqual(done.code, 2)
            self.assertIn("kept.sqlite-journal names a further file", done.err)
        self.assertTrue(os.path.exists(victim))

    def test_no_link_beside_it_leads_out_of_the_repository(self):
        os.mkdir(self.path("tree"))
        os.mkdir(self.path("tree/.git"))
        outside = self.write("outside", "something of value")
        for end in ("-wal", "-journal", "-shm"):
            with self.subTest(end):
                os.symlink(outside, self.path("tree/kept.sqlite" + end))
                done = self.audit("usage.yaml", name="tree/kept.sqlite")
                self.assertEqual(done.code, 2)
                self.assertIn("leads out of the repository", done.err)
                os.unlink(self.path("tree/kept.sqlite" + end))
        self.assertEqual(self.read("outside"), "something of value")

    def test_a_name_is_a_file_whatever_sqlite_calls_so(self):
        for name in (":memory:", "file:kept?mode=memory", "a?b#c%20d e"):
            with self.subTest(name):
                self.assertEqual(self.audit("usage.yaml", name=name).code, 0)
                self.assertEqual(self.query("SELECT count(*) FROM verdicts", name), [(1,)])
                self.assertEqual(self.trend(name).code, 0)

    def test_months_that_no_audit_makes_are_told(self):
        row = ("(id, day, stage, {2}) SELECT 'd' || {0}, {1}, 'done', {2} FROM verdicts, n WHERE id = 'one'")
        row = row.replace("{2}", Charts.COLUMNS)
        many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1300) INSERT INTO verdicts "
        self.make(many + row.format("x", "printf('%04d-01-01', x)"))
        done = self.trend()
        self.assertEqual((done.code, done.out), (2, ""))
        self.assertIn("more months than a century", done.err)
        self.make(many + row.format("x", "'no day ' || x"))
        self.refuses(self.trend(), "holds a day that is none")


class OfOtherVersions(Histories):
    def test_the_first_ones_are_refused_with_what_to_do(self):
        self.execute(FIRST)
        for done in (self.audit("usage.yaml"), self.trend()):
            self.assertEqual(done.code, 2)
            self.assertIn("has tables of another version", done.err)
            self.assertIn("begin a new history", done.err)
        self.assertEqual(self.query("SELECT subject FROM verdicts"), [("/u",)])

    def test_others_are_refused(self):
        self.make("PRAGMA user_version = 4")
        self.is_refused_as_it_is("tables of another version")


class ThatAreNoFiles(Histories):
    def test_they_are_refused_and_never_waited_for(self):
        os.mkfifo(self.path("pipe"))
        failed = ("reading or writing it failed", "sa lecture ou son écriture a échoué")
        unopened = ("it, or a file beside it, cannot be opened", "il ne peut pas être ouvert")
        for name, (english, french) in {"pipe": failed, "/dev/zero": failed, "home": unopened,
                                        "nowhere/kept.sqlite": unopened}.items():
            with self.subTest(name):
                done = self.audit("usage.yaml", name=name)
                self.assertEqual(done.code, 2)
                self.assertIn(f"the history {name} cannot be used: {english}", done.err)
                self.assertIn(french, self.audit("usage.yaml", "--lang", "fr", name=name).err)
                self.assertEqual(self.trend(name).code, 2)


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
            self.assertEqual(self.query("SELECT count(*), sum(seen) FROM audits", name), [(count, count)])
            self.assertEqual(self.query("SELECT count(*) FROM verdicts", name), [(count,)])
            self.assertEqual(self.query("PRAGMA integrity_check", name), [("ok",)])


    def test_nobody_waits_for_whoever_reads_along(self):
        self.make()
        self.reader()
        for i in range(3):
            self.write(f"{i}.yaml", use(id=f"u-{i}"))
            begun = time.monotonic()
            self.assertEqual(self.audit(f"{i}.yaml").code, 0)
            self.assertLess(time.monotonic() - begun, 20)
        self.assertEqual(self.query("SELECT count(*) FROM verdicts"), [(4,)])


class ThatCannotBeWritten(Histories):
    """By whoever runs trend, though root could."""

    NAME = "copies/a?b#c%20d.sqlite"

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("copies"))
        self.make(name=self.NAME)

    def close_to(self, folder, file):
        for name in os.listdir(self.path("copies")):
            os.chmod(self.path("copies", name), file)
        os.chmod(self.path("copies"), folder)
        self.addCleanup(os.chmod, self.path("copies"), 0o755)

    def kill_with_a_log(self):
        """A reader that is killed leaves the log behind, with what was added meanwhile."""
        reader = self.reader(self.NAME)
        self.write("two.yaml", use(id="two"))
        self.assertEqual(self.audit("two.yaml", name=self.NAME).code, 0)
        reader.kill()
        reader.wait()
        self.assertGreater(os.path.getsize(self.path(self.NAME + "-wal")), 0)

    def uses(self, done):
        return sum(count for _, count in self.months(done))

    def test_a_copy_is_read_and_nothing_is_made(self):
        for folder, file in ((0o555, 0o444), (0o555, 0o644), (0o755, 0o444)):
            with self.subTest((oct(folder), oct(file))):
                self.close_to(folder, file)
                before = os.listdir(self.path("copies"))
                self.assertEqual(self.uses(self.trend(self.NAME, behind=BOUND_BY_PERMISSIONS)), 1)
                self.assertEqual(os.listdir(self.path("copies")), before)
                os.chmod(self.path("copies"), 0o755)

    def test_a_log_beside_a_copy_is_read_with_it(self):
        self.kill_with_a_log()
        self.close_to(0o555, 0o444)
        self.assertEqual(self.uses(self.trend(self.NAME, behind=BOUND_BY_PERMISSIONS)), 2)

    def test_a_log_that_cannot_be_read_is_told(self):
        self.kill_with_a_log()
        self.close_to(0o555, 0o444)
        for end in ("-wal", "-shm"):
            os.chmod(self.path(self.NAME + end), 0)
        self.refuses(self.trend(self.NAME, behind=BOUND_BY_PERMISSIONS), "lies a log with audits that are not in it yet")

    def test_an_index_without_a_log_is_none(self):
        self.write(self.NAME + "-shm", bytes(32768))
        self.close_to(0o555, 0o444)
        self.assertEqual(self.uses(self.trend(self.NAME, behind=BOUND_BY_PERMISSIONS)), 1)

    def test_an_audit_says_that_it_cannot_write(self):
        self.close_to(0o555, 0o444)
        self.assertEqual(self.audit("usage.yaml", name=self.NAME, behind=BOUND_BY_PERMISSIONS).code, 2)


if __name__ == "__main__":
    unittest.main()

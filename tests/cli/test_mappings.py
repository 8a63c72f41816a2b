#!/usr/bin/env python3
"""Several intake mappings: which of them reads a register, and that each is trusted, checked and hashed."""

import hashlib
import json
import re
import unittest

from running import LAW
from test_registers import HEAD, MAPPING, ROW, Registers


class SeveralMappings(Registers):
    """Each register is read by the mapping that names it, the others by the one that names none."""

    NORTH = MAPPING.replace("intake: 1", "intake: 1\nregisters: [north-*.csv, 'old/**']").replace("What", "Quoi")
    SOUTH = MAPPING.replace("intake: 1", "intake: 1\nregisters: south.csv").replace("What", "Wozu")

    def setUp(self):
        super().setUp()
        for name, mapping in (("north", self.NORTH), ("south", self.SOUTH)):
            self.write(f"{name}.yaml", mapping)
        for name, head in (("uses/north-1", "Quoi"), ("uses/old/deep/a", "Quoi"), ("uses/south", "Wozu"), ("uses/z", "What")):
            self.write(f"{name}.csv", HEAD.replace("What", head) + ROW)

    def judged(self, *words):
        done = self.run_program("--format", "compact", *words)
        return done.code, done.out, re.sub(r"\s+", " ", done.err)

    def with_mappings(self, *names):
        return [word for name in names for word in ("--intake", f"{name}.yaml")]

    def test_each_register_is_read_by_its_own_whatever_their_order(self):
        for names in (("north", "south", "mapping"), ("mapping", "south", "north")):
            for jobs in ("1", "3"):
                with self.subTest(names, jobs=jobs):
                    self.assertEqual(self.judged(*self.with_mappings(*names), "--jobs", jobs, "uses"), (0, "", ""))

    def test_the_first_that_names_it_reads_it(self):
        self.write("other.yaml", MAPPING.replace("intake: 1", "intake: 1\nregisters: 'sou*'"))
        self.assertEqual(self.judged(*self.with_mappings("south", "other"), "uses/south.csv"), (0, "", ""))
        code, out, _ = self.judged(*self.with_mappings("other", "south"), "uses/south.csv")
        self.assertEqual(code, 2)
        self.assertIn("[intake.column]", out)

    def test_one_that_none_names_is_an_error_at_that_file(self):
        code, out, _ = self.judged(*self.with_mappings("north", "south"), "uses")
        self.assertEqual(code, 2)
        self.assertRegex(out, r"^uses/z\.csv:.*\[intake\.missing\] no intake mapping reads a register of this name\n$")
        code, out, _ = self.judged(*self.with_mappings("north"), "-")
        self.assertEqual((code, "[intake.missing]" in out), (2, True))

    def test_two_that_name_none_are_an_error_that_says_what_to_write(self):
        self.write("more.yaml", MAPPING)
        code, out, err = self.judged(*self.with_mappings("mapping", "north", "more"), "uses")
        self.assertEqual((code, "[run.stopped]" in out), (2, True))
        self.assertIn("error[key.missing]: mapping.yaml too reads all registers that no other mapping claims --> more.yaml:1:1",
                      err)
        self.assertIn("registers: [requests-*.csv]", err)

    def test_what_is_wrong_with_any_of_them_is_told_in_one_run(self):
        self.write("north.yaml", self.NORTH + "  facts.nothing: X\n")
        self.write("south.yaml", self.SOUTH + "  evidence.nothing.on: X\n")
        self.write("bad.yaml", "intake: 2\n")
        code, out, err = self.judged(*self.with_mappings("north", "south", "bad"), "uses")
        self.assertEqual((code, "[run.stopped]" in out), (2, True))
        for place in ("north.yaml:7:3", "south.yaml:7:3", "bad.yaml:1:9"):
            self.assertIn(place, err)

    def test_a_charter_names_several_too(self):
        self.write("charter.yaml", LAW + "intake: [north.yaml, south.yaml]\n")
        self.assertEqual(self.judged("uses/north-1.csv", "uses/south.csv"), (0, "", ""))
        code, out, _ = self.judged("uses")
        self.assertEqual((code, "uses/z.csv" in out), (2, True))
        # One that is given on the way stands for all of them.
        self.assertEqual(self.judged(*self.with_mappings("mapping"), "uses/z.csv"), (0, "", ""))
        self.write("charter.yaml", LAW + "intake: [mapping.yaml, mapping.yaml]\n")
        self.assertEqual(self.judged("uses/z.csv")[0], 2)

    def test_the_charters_hash_and_an_audits_cover_each_and_their_order(self):
        hashes = set()
        def remember(*words):
            done = self.run_program("audit", "--format", "summary", "--jobs", "1", *words, "uses/south.csv")
            part = json.loads(done.out)
            hashes.add((part["charter"], part["options"]["intake"]))
        remember(*self.with_mappings("south"))
        remember(*self.with_mappings("south", "north"))
        remember(*self.with_mappings("north", "south"))
        self.write("north.yaml", self.NORTH + "# another\n")
        remember(*self.with_mappings("south", "north"))
        self.write("charter.yaml", LAW + "intake: [north.yaml, south.yaml]\n")
        remember()
        self.write("north.yaml", self.NORTH)
        remember()
        self.assertEqual(len(hashes), 6)

    def test_each_must_be_one_that_is_trusted(self):
        hashes = [hashlib.sha256(open(self.path(name), "rb").read()).hexdigest()
                  for name in ("charter.yaml", "north.yaml", "south.yaml")]
        words = self.with_mappings("north", "south")
        self.assertEqual(self.judged("--charter-sha256", ",".join(hashes), *words, "uses/south.csv"), (0, "", ""))
        code, out, err = self.judged("--charter-sha256", ",".join(hashes[:2]), *words, "uses/south.csv")
        self.assertEqual((code, "[run.stopped]" in out), (2, True))
        self.assertIn("south.yaml is not the one that is trusted", err)


if __name__ == "__main__":
    unittest.main(verbosity=2)

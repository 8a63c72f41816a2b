#!/usr/bin/env python3
"""Registers on the command line: a first mapping drafted, warnings told, inputs listed in a file, progress shown."""

import os
import pty
import re
import select
import subprocess
import unittest

from running import LAW, Case, use

MAPPING = """\
intake: 1
declare:
  activity: What
  tool: Tool
  data: {column: Data, values: {yes: internal, no: public}}
"""
HEAD = "What,Tool,Data\n"
ROW = "drafting,inhouse,yes\n"


class Registers(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("mapping.yaml", MAPPING)


class Drafts(Registers):
    def draft(self, *words, **more):
        done = self.run_program("intake", *words, **more)
        self.assertEqual((done.code, done.err), (0, ""))
        return done.out

    def test_a_draft_is_a_mapping_whose_keys_are_left_to_a_person(self):
        self.write("register.csv", HEAD + ROW + "coding,inhouse,no\n")
        draft = self.draft("register.csv")
        for line in ("intake: 1", "format: csv", '    column: "What"', '    column: "Tool"'):
            self.assertIn(line + "\n", draft)
        self.assertIn("(rows: 2)", draft)
        # Once its keys are named it judges, and says nothing that nobody has told it.
        named = draft.replace("x-1:", "activity:").replace("x-2:", "tool:").replace("x-3:", "data:")
        self.write("drafted.yaml", named)
        self.assertEqual(self.run_program("--intake", "drafted.yaml", "register.csv").code, 2)

    def test_standard_input_is_a_register_too(self):
        self.assertIn('column: "Tool"\n', self.draft("-", stdin=(HEAD + ROW).encode()))

    def test_tabs_are_told_by_the_name_or_by_the_option(self):
        rows = (HEAD + ROW).replace(",", "\t")
        self.write("register.tsv", rows)
        self.write("register.txt", rows)
        for words in (["register.tsv"], ["--tabs", "register.txt"]):
            draft = self.draft(*words)
            self.assertIn("format: tsv\n", draft)
            self.assertIn('column: "Data"\n', draft)

    def test_semicolons_are_seen(self):
        self.write("register.csv", (HEAD + ROW).replace(",", ";"))
        self.assertIn('delimiter: ";"\n', self.draft("register.csv"))

    def test_it_is_told_in_the_language_asked_for(self):
        self.write("register.csv", HEAD + ROW)
        english, french = (self.run_program("intake", "--lang", one, "register.csv").out for one in ("en", "fr"))
        self.assertNotEqual(english, french)
        told = [[line for line in text.split("\n") if not line.startswith("#") and "#" not in line] for text in
                (english, french)]
        self.assertEqual(told[0], told[1])

    def test_what_is_no_register_is_told(self):
        self.write("empty.csv", "")
        self.write("header.csv", HEAD)
        self.write("utf16.csv", (HEAD + ROW).encode("utf-16"))
        os.mkdir(self.path("folder"))
        for name in ("gone.csv", "empty.csv", "utf16.csv", "folder"):
            with self.subTest(name):
                done = self.run_program("intake", name)
                self.refuses(done, name)
        self.assertEqual(self.run_program("intake", "header.csv").code, 0)

    def test_one_register_is_named(self):
        self.refuses(self.run_program("intake"), "name one register", "intake --help")
        self.refuses(self.run_program("intake", "a.csv", "b.csv"), "name one register")

    def test_a_draft_that_cannot_be_written_is_a_failure(self):
        self.write("register.csv", HEAD + ROW)
        with open("/dev/full", "wb") as full:
            process = self.start("intake", "register.csv", stdout=full)
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"standard output could not be written whole", err)


class Notes(Registers):
    def judge(self, register, *words):
        self.write("register.csv", register)
        return self.check("--intake", "mapping.yaml", *words, "register.csv")

    def test_what_the_mapping_does_not_list_is_told_with_its_place_and_never_guessed(self):
        done = self.judge(HEAD + "drafting,inhouse,perhaps\n")
        self.assertEqual((done.code, done.verdicts), (2, ["undetermined"]))
        self.assertIn("register.csv:2:18", done.err)
        self.assertIn("perhaps", done.err)

    def test_the_first_twenty_are_told_and_the_others_counted(self):
        done = self.judge(HEAD + "drafting,inhouse,perhaps\n" * 25)
        self.assertEqual(len(re.findall(r"register\.csv:\d+:18", done.err)), 20)
        self.assertIn("5 more warnings about how declarations were read are not shown", done.err)
        self.assertNotIn("more warnings", self.judge(HEAD + "drafting,inhouse,perhaps\n" * 20).err)

    def test_quiet_tells_none(self):
        self.assertNotIn("perhaps", self.judge(HEAD + "drafting,inhouse,perhaps\n", "--quiet").err)

    def test_an_audit_tells_them_too(self):
        self.write("register.csv", HEAD + "drafting,inhouse,perhaps\n" * 25)
        done = self.run_program("audit", "--intake", "mapping.yaml", "register.csv")
        self.assertEqual(done.code, 0)
        self.assertIn("5 more warnings", done.err)
        self.assertNotIn("perhaps", self.run_program("audit", "-q", "--intake", "mapping.yaml", "register.csv").err)

    def test_a_mapping_that_cannot_be_read_stops_everything(self):
        self.refuses(self.judge(HEAD + ROW, "--intake", "gone.yaml"), "gone.yaml")
        self.write("mapping.yaml", "intake: 1\ndeclare: {activty: x}\n")
        self.refuses(self.judge(HEAD + ROW), "mapping.yaml:2:11", "activity")


class Lists(Registers):
    def test_inputs_come_from_a_list_behind_those_that_are_named(self):
        for name in ("a", "b", " blank "):
            self.write(name + ".yaml", use())
        self.write("list", "b.yaml\n\n blank .yaml")  # a line without an end is a line
        done = self.check("--files-from", "list", "a.yaml")
        self.assertEqual((done.code, done.files), (0, ["a.yaml", "b.yaml", " blank .yaml"]))
        done = self.check("--files-from", "-", stdin=b"b.yaml\n")
        self.assertEqual((done.code, done.files), (0, ["b.yaml"]))

    def test_what_a_list_names_and_is_not_there_is_told_beside_the_others(self):
        self.write("a.yaml", use())
        self.write("list", "gone.yaml\na.yaml\n")
        done = self.check("--files-from", "list")
        self.assertEqual((done.code, done.codes, done.verdicts), (2, ["input.unreadable"], ["compliant"]))

    def test_a_list_that_cannot_be_read_stops_everything(self):
        os.mkdir(self.path("folder"))
        for name in ("gone", "folder"):
            self.refuses(self.check("--files-from", name), f"the list of inputs {name} cannot be read")


class Progress(Registers):
    def watch(self, *words, most):
        """What an audit shows on a terminal while declarations come in slowly, a thousand at a time: until it shows
        something, `most` times."""
        piece = (b"---\n" + use(tool="consumer").encode()) * 1000
        screen, theirs = pty.openpty()
        self.addCleanup(os.close, screen)
        process = self.start("audit", *words, "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        for _ in range(most):
            process.stdin.write(piece)
            process.stdin.flush()
            if select.select([screen], [], [], 0.25)[0]:
                break
        process.communicate(timeout=60)
        shown = b""
        while select.select([screen], [], [], 0)[0]:
            try:
                shown += os.read(screen, 65536)
            except OSError:
                break  # the last one who could write has gone
        return process.returncode, shown.decode()

    def test_long_work_shows_how_far_it_is_and_wipes_it_away(self):
        code, shown = self.watch(most=240)
        self.assertEqual(code, 0)
        done, found = re.search(r"(\d+) done, \d+ a second, (\d+) not compliant", shown).groups()
        self.assertEqual(done, found)
        self.assertTrue(shown.endswith("\r\x1b[K"), shown)

    def test_quiet_shows_nothing(self):
        self.assertEqual(self.watch("--quiet", most=8), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=2)

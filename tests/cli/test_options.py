#!/usr/bin/env python3
"""The words of a command line: how options are written, what is said where one is wrong, --help and --version."""

import os
import re
import subprocess
import unittest

from running import LAW, Case, use


def options_of(text):
    """The option rows of --help: the long name, the letter, the argument."""
    return [(long, letter or None, argument or None) for letter, long, argument in
            re.findall(r"^  (?:-(\w), |    )--([a-z0-9-]+)(?: ([A-ZÉa-z|=-]+))?(?:  |$)", text, re.M)]


class Options(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", use())

    def test_a_value_follows_or_is_attached(self):
        for words in (["--format", "json"], ["--format=json"], ["-f", "json"], ["usage.yaml", "--format", "json"],
                      ["check", "--format=json", "usage.yaml"], ["--format", "text", "--format", "json"]):
            with self.subTest(words=words):
                self.assertEqual(self.run_program(*words).verdicts, ["compliant"])
        self.run_program("--output=json=a=b.json")
        self.assertTrue(os.path.exists(self.path("a=b.json")))

    def test_short_forms_may_stand_together_and_carry_their_value(self):
        for words in (["-fjson"], ["-qfjson"], ["-vqf", "json"], ["-vfjson"]):
            with self.subTest(words=words):
                self.assertEqual(self.run_program(*words).verdicts, ["compliant"])
        self.assertEqual(self.run_program("-qv").out, "1 declaration: 1 compliant\n")
        self.run_program("-qojson=out.json")
        self.assertTrue(os.path.exists(self.path("out.json")))

    def test_every_option_is_known_in_both_its_forms(self):
        shown = options_of(self.run_program("--help").out)
        self.assertGreater(len(shown), 10)
        for long, letter, argument in shown:
            for word in ([f"--{long}", f"-{letter}"] if letter else [f"--{long}"]):
                with self.subTest(word):
                    done = self.run_program(word, *(["x"] if argument else []), "--nosuch")
                    self.assertEqual(done.code, 2)
                    self.assertRegex(done.err, "there is no option --nosuch|is not what --" + long)

    def test_earlier_names_are_still_read_and_no_longer_listed(self):
        for now, before in ((["detect", "--charter", "charter.yaml", "note.txt"],) * 2, (["trend", "--history", "none.sqlite"],) * 2):
            before = [{"detect": "scan-text", "--history": "--register"}.get(word, word) for word in before]
            self.write("note.txt", "Une note.\n")
            done, again = self.run_program(*now), self.run_program(*before)
            self.assertEqual((again.code, again.out, again.err), (done.code, done.out, done.err), before)
            self.assertNotIn("there is no option", again.err)
        done, again = (self.run_program("trend", f"--{name}=none.sqlite") for name in ("history", "register"))
        self.assertEqual((again.code, again.err), (done.code, done.err))
        for command in ("check", "audit", "trend"):
            self.assertNotRegex(self.run_program(command, "--help").out, r"scan-text|--register")

    def test_an_unknown_option_is_refused_with_the_nearest(self):
        for wrong, meant in (("--frmat", "--format"), ("--charte", "--charter"), ("--fail_on", "--fail-on"),
                             ("--colour", "--color"), ("--frmat=json", "--format"), ("-help", "--help"),
                             ("-verbose", "--verbose")):
            self.refuses(self.run_program(wrong), f"there is no option {wrong}\n", f"did you mean {meant}?")
        for wrong in ("--zzzzzz", "-z", "--" + "x" * 500, "---", "-é", "--=x", "-q-"):
            self.refuses(self.run_program(wrong), "there is no option", "charter-check check --help lists the options")

    def test_a_value_that_is_missing_or_too_much_is_told(self):
        for word, example in (("--format", "--format NAME"), ("-f", "--format NAME"), ("--at", "--at YYYY-MM-DD"),
                              ("--charter", "--charter FILE|DIR"), ("-qf", "--format NAME")):
            self.refuses(self.run_program(word), "wants a value", example)
        self.refuses(self.run_program("--quiet=yes"), "--quiet takes no value")
        self.refuses(self.run_program("--fail-on", "invalid"), '"invalid" is not what --fail-on takes')

    def test_an_unknown_format_is_refused_with_the_nearest_or_all(self):
        self.refuses(self.run_program("--format", "jsno"), 'there is no format "jsno"', "did you mean json?")
        self.refuses(self.run_program("--output", "jsno=x"), "did you mean json?")
        self.refuses(self.run_program("--format", "zzzzz"), "the formats are " + ", ".join(self.formats()))
        self.assertFalse(os.path.exists(self.path("x")))

    def test_what_is_printed_of_a_wrong_word_cannot_steer_a_terminal(self):
        for words in (["--\x1b]0;owned\x07"], ["--format", "\x1b[31m"], ["--at", "\u202e"], ["--output", "\x1b=\x1b"]):
            done = self.run_program(*words)
            self.assertEqual(done.code, 2)
            self.assertNotRegex(done.err, "[\x1b\x07\u202e]")

    def test_after_two_dashes_nothing_is_an_option(self):
        self.write("--help", use())
        self.assertEqual(self.run_program("--format", "json", "--", "--help").files, ["--help"])

    def test_no_words_at_all_is_no_crash(self):
        done = subprocess.run(["sh", "-c", 'exec -a "" "$0"', os.path.abspath(os.environ["CHARTER_CHECK"])],
                              cwd=self.folder, env=self.environment({}), capture_output=True, check=False, timeout=60)
        self.assertIn(done.returncode, (0, 127))  # 127: a shell without exec -a


class Help(Case):
    def test_help_comes_in_both_languages_within_eighty_columns(self):
        for lang, heading in (("en", "Examples:"), ("fr", "Exemples\u00a0:")):
            for words in (["--help"], ["-h"], ["check", "--help"], ["--quiet", "--help", "x"]):
                done = self.run_program("--lang", lang, *words) if words[0] != "check" else \
                    self.run_program(*words, "--lang", lang)
                self.assertEqual((done.code, done.err), (0, ""))
                self.assertIn(heading, done.out)
                for line in done.out.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                    self.assertEqual(line, line.rstrip())

    def test_examples_come_before_options(self):
        text = self.run_program("--help").out
        self.assertLess(text.index("Examples:"), text.index("Options:"))

    def test_both_languages_list_the_same_options(self):
        english, french = (options_of(self.run_program("--lang", lang, "--help").out) for lang in ("en", "fr"))
        self.assertEqual([row[:2] for row in english], [row[:2] for row in french])
        self.assertIn(("output", "o", "NAME=FILE"), english)
        self.assertIn(("output", "o", "NOM=FICHIER"), french)
        self.assertIn(("charter-rev", None, "RÉVISION"), french)

    def test_examples_use_options_formats_and_commands_that_exist(self):
        text, formats = self.run_program("--help").out, self.formats()
        known = {long for long, _, _ in options_of(text)}
        for line in re.findall(r"^  (charter-check .*)$", text, re.M):
            self.assertLessEqual(set(re.findall(r"--([a-z-]+)", line)), known, line)
            for name in re.findall(r"--format (\w+)|--output (\w+)=", line):
                self.assertIn("".join(name), formats, line)

    def test_the_version_is_one_line(self):
        done = self.run_program("--version")
        self.assertEqual(done.code, 0)
        self.assertRegex(done.out, r"^charter-check \d+\.\d+\.\d+\n$")

    def test_help_that_cannot_be_written_is_a_failure(self):
        for word in ("--help", "--version"):
            with open("/dev/full", "wb") as full:
                process = self.start(word, stdout=full)
                process.communicate(timeout=60)
            self.assertEqual(process.returncode, 2)


class Commands(Case):
    """Names of commands: proposed where they are nearly right, and never in a file's place without a word."""

    NAMES = ("check", "detect", "scan", "intake", "audit", "merge", "trend", "which", "explain", "help")

    def test_help_tells_what_help_of_the_command_tells(self):
        for name in self.NAMES:
            done = self.run_program("help", name)
            self.assertEqual((done.code, done.out), (0, self.run_program(name, "--help").out), name)
        self.assertEqual(self.run_program("help").out, self.run_program("--help").out)
        self.assertEqual(self.run_program("help", "scan-text").out, self.run_program("detect", "--help").out)
        self.refuses(self.run_program("help", "audti"), "there is no command audti", "did you mean the command audit?")
        self.refuses(self.run_program("help", "zzz"), "charter-check --help lists them")
        self.assertIn("mérer", self.run_program("help", "zzz", "--lang", "fr").err.replace("énumère", "mérer"))

    def test_a_slip_in_a_command_is_told_as_one(self):
        for slip, meant in (("audti", "audit"), ("scn", "scan"), ("chekc", "check"), ("megre", "merge"), ("hepl", "help")):
            self.refuses(self.run_program(slip), f"there is no command and no file {slip}", f"did you mean the command {meant}?")
        self.write("charter.yaml", LAW)
        self.write("audti", use())
        self.assertEqual(self.run_program("audti").code, 0)
        self.assertIn("this file does not exist", self.run_program("scn.yaml").err)

    def test_a_name_takes_no_file_s_place(self):
        self.write("charter.yaml", LAW)
        for name in self.NAMES:
            for make in (lambda path: self.write(path, use()), lambda path: os.mkdir(self.path(path)),
                         lambda path: os.symlink("nowhere", self.path(path))):
                make(name)
                with self.subTest(name):
                    self.refuses(self.run_program(name), f"{name} is a command, and a file or folder here", f"write ./{name}", f"{name} --")
                    self.assertNotIn("is a command, and", self.run_program(name, "--").err)
                    self.assertNotIn("is a command, and", self.run_program("./" + name).err)
                    self.assertEqual(self.run_program(name, "--help").code, 0)
                (os.rmdir if os.path.isdir(self.path(name)) else os.remove)(self.path(name))

    def test_words_of_an_option_are_listed(self):
        done = self.run_program("--fail-on", "noncompliant", "x")
        self.refuses(done, "did you mean non-compliant? There are: conditional, review, non-compliant, never")
        self.refuses(self.run_program("--fail-on", "zzzzz", "x"), "write one of: conditional, review, non-compliant, never")
        self.refuses(self.run_program("--color", "alwys", "x"), "did you mean always?")


if __name__ == "__main__":
    unittest.main()

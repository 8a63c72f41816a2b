#!/usr/bin/env python3
"""Exit codes for every verdict, threshold and --exit-zero; what people read, in which language, with which colours."""

import itertools
import os
import pty
import unittest

from running import LAW, USES, Case, use

# From which threshold on a verdict makes the exit code 1; what cannot be judged is 2 whatever the threshold.
THRESHOLDS = ("conditional", "review", "non-compliant", "never")
JUDGED = ("compliant", "conditional", "review", "non-compliant")


def expected(verdicts, fail_on, exit_zero):
    if {"undetermined", "invalid"} & set(verdicts):
        return 2
    fails = JUDGED[1:] if fail_on is None else JUDGED[JUDGED.index(fail_on):] if fail_on in JUDGED else ()
    return 1 if set(fails) & set(verdicts) and not exit_zero else 0


class ExitCodes(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)

    def test_every_verdict_with_every_threshold(self):
        for verdict, fail_on, exit_zero in itertools.product(USES, (None, *THRESHOLDS), (False, True)):
            self.write("usage.yaml", USES[verdict])
            words = (["--fail-on", fail_on] if fail_on else []) + (["--exit-zero"] if exit_zero else [])
            with self.subTest(verdict=verdict, words=words):
                done = self.check(*words)
                self.assertEqual(done.verdicts, [verdict])
                self.assertEqual(done.code, expected([verdict], fail_on, exit_zero))

    def test_the_gravest_of_several_decides_in_whichever_order(self):
        for pair in itertools.permutations(USES, 2):
            self.write("usage.yaml", "---\n".join(USES[verdict] for verdict in pair))
            with self.subTest(pair=pair):
                done = self.check()
                self.assertEqual((done.verdicts, done.code), (list(pair), expected(pair, None, False)))

    def test_an_input_that_cannot_be_read_outranks_all(self):
        self.write("usage.yaml", USES["non-compliant"])
        for words in ([], ["--exit-zero"], ["--fail-on", "never"]):
            self.assertEqual(self.check(*words, "usage.yaml", "none.yaml").code, 2)

    def test_the_summary_counts_every_verdict(self):
        self.write("usage.yaml", "---\n".join(USES.values()))
        self.assertEqual(self.check().json["summary"],
                         {"declarations": 6, "compliant": 1, "conditional": 1, "review": 1, "undetermined": 1,
                          "non-compliant": 1, "invalid": 1})


class Speaking(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", USES["review"])

    def speaks_french(self, *words, **env):
        out = self.run_program(*words, env={"LC_ALL": None, **env}).out
        self.assertNotEqual("À EXAMINER" in out, "REVIEW" in out, out)
        return "À EXAMINER" in out

    def test_the_language_is_the_options_then_that_of_the_locale(self):
        for env, french in (({}, False), ({"LANG": "fr_FR.UTF-8"}, True), ({"LANG": "fr"}, True), ({"LANG": "fr_CA"}, True),
                            ({"LANG": "de_DE.UTF-8"}, False), ({"LANG": "C"}, False), ({"LANG": "fra"}, False),
                            ({"LC_MESSAGES": "fr_FR.UTF-8", "LANG": "en_GB.UTF-8"}, True),
                            ({"LC_MESSAGES": "C", "LANG": "fr_FR.UTF-8"}, False),
                            ({"LC_ALL": "fr_FR.UTF-8", "LC_MESSAGES": "C", "LANG": "C"}, True),
                            ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, False),
                            ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR.UTF-8"}, True)):
            with self.subTest(env=env):
                self.assertEqual(self.speaks_french(**env), french)
                self.assertTrue(self.speaks_french("--lang", "fr", **env))
                self.assertFalse(self.speaks_french("--lang=en", **env))

    def test_complaints_about_options_are_told_in_the_language_asked_for_by_a_later_option(self):
        self.assertIn("l’option --frmat n’existe pas", self.run_program("--frmat", "x", "--lang", "fr").err)
        self.assertIn("there is no option", self.run_program("--frmat", "x", "--", "--lang", "fr").err)

    def test_a_language_that_is_not_spoken_is_refused(self):
        for wrong in ("de", "FR", "fr_FR", ""):
            done = self.run_program("--lang", wrong)
            self.assertEqual((done.code, done.out), (2, ""))
            self.assertRegex(done.err, r"--lang .*\(en\|fr\)")

    def test_data_are_never_translated(self):
        one, other = (self.check("--lang", lang).json["verdicts"][0] for lang in ("en", "fr"))
        self.assertEqual((one["verdict"], one["findings"][0]["clause"]), (other["verdict"], other["findings"][0]["clause"]))
        self.assertNotEqual(one["findings"][0]["message"], other["findings"][0]["message"])

    def test_no_line_is_wider_than_the_screen(self):
        self.write("usage.yaml", "---\n".join(USES.values()) + "---\nusage: 1\n" + "long: " + "x" * 300 + "\n")
        for lang in ("en", "fr"):
            for line in self.run_program("--lang", lang).out.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_quiet_is_the_summary_alone(self):
        self.assertEqual(self.run_program("--quiet").out, "1 declaration: 1 to review\n")
        self.assertEqual(self.run_program("-q", "--lang", "fr").out, "1 déclaration\u00a0: 1 à examiner\n")

    def test_verbose_tells_every_clause(self):
        few, all_of_them = (self.check(*words).json["verdicts"][0]["findings"] for words in ([], ["--verbose"]))
        self.assertEqual([finding["clause"] for finding in few], ["tool.unlisted"])
        outcomes = {finding["clause"]: finding["outcome"] for finding in all_of_them}
        self.assertEqual((outcomes["tool.unlisted"], outcomes["activity.status"], outcomes["tool.status"]),
                         ("breached", "met", "not-applicable"))
        self.assertIn("activity.status", self.run_program("-v").out)


class Colours(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", USES["review"])

    def on_a_terminal(self, *words, **env):
        """What is printed on a terminal."""
        ours, theirs = pty.openpty()
        process = self.start(*words, stdout=theirs, stderr=theirs, env=env)
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(ours, 4096):
                printed += piece
        except OSError:  # the other side is closed
            pass
        os.close(ours)
        process.wait(timeout=60)
        return printed

    def test_colours_are_for_terminals_that_have_them(self):
        for env, coloured in (({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": None}, False),
                              ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "xterm", "NO_COLOR": ""}, True)):
            with self.subTest(env=env):
                self.assertEqual(b"\x1b[" in self.on_a_terminal(**env), coloured)
        self.assertNotIn("\x1b[", self.run_program(env={"TERM": "xterm"}).out)

    def test_the_option_beats_no_color_which_beats_clicolor_force(self):
        for words, env, coloured in (([], {"CLICOLOR_FORCE": "1"}, True), ([], {"CLICOLOR_FORCE": "0"}, False),
                                     ([], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
                                     (["--color", "always"], {"NO_COLOR": "1"}, True),
                                     (["--color=never"], {"CLICOLOR_FORCE": "1"}, False),
                                     (["--color", "auto"], {"CLICOLOR_FORCE": "1"}, True), (["--color", "auto"], {}, False)):
            with self.subTest(words=words, env=env):
                self.assertEqual("\x1b[" in self.run_program(*words, env=env).out, coloured)

    def test_data_and_files_are_never_coloured(self):
        done = self.check("--color", "always", "--output", "text=report.txt")
        self.assertNotIn("\x1b[", done.out + self.read("report.txt"))

    def test_errors_on_standard_error_are_coloured_too(self):
        self.assertIn("\x1b[", self.run_program("--color", "always", "none.yaml").err)
        self.assertNotIn("\x1b[", self.run_program("none.yaml").err)

    def test_lines_are_as_wide_as_the_screen_within_what_is_pleasant(self):
        import fcntl
        import struct
        import termios
        for columns, widest in ((40, 40), (60, 60), (10, 40), (300, 100), (0, 80)):
            ours, theirs = pty.openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            process = self.start("--color", "never", stdout=theirs)
            os.close(theirs)
            printed = b""
            try:
                while piece := os.read(ours, 4096):
                    printed += piece
            except OSError:
                pass
            os.close(ours)
            process.communicate(timeout=60)
            lines = printed.decode().replace("\r", "").splitlines()
            with self.subTest(columns=columns):
                self.assertTrue(lines)
                self.assertLessEqual(max(map(len, lines)), widest)


class Unlisted(Case):
    def test_what_is_meant_is_what_is_offered_first(self):
        """By ids and by titles; what is banned is neither meant nor offered."""
        self.write("charter.yaml", LAW.replace("inhouse: {", "inhouse: {title: The helper, ") +
                   "exceptions: {}\n")
        for tool, meant in (("inhuse", "inhouse"), ("The helpr", "inhouse"), ("consumr", None), ("zzzzzzzz", None)):
            with self.subTest(tool):
                self.write("usage.yaml", use(tool=tool))
                verdict = self.check("usage.yaml").json["verdicts"][0]
                finding, = [one for one in verdict["findings"] if one["clause"] == "tool.unlisted"]
                missing, = [one for one in verdict["missing"] if one["key"] == "tool"]
                self.assertEqual(missing["values"][0]["id"], "inhouse")
                self.assertEqual(finding["help"], f'did you mean "{meant}"?' if meant else
                                 "choose a tool that the charter lists, or ask for this one to be examined")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""docs/charter-check.1, that in French too, and the program agree: options, commands and formats of --help, variables of
the environment, exit codes; and the pages are well-formed."""

import os
import re
import shutil
import subprocess
import sys
import unittest

from markdown import ROOT, read

sys.path.insert(0, os.path.join(ROOT, "tests", "harness"))
from tables import tables

KNOWN = tables()


def sections(text):
    """{heading: its lines}"""
    found, lines = {}, []
    for line in text.splitlines():
        if line.startswith(".Sh "):
            lines = found.setdefault(line[4:], [])
        else:
            lines.append(line)
    return found


def options_by_command(lines):
    """{command: its lines} of OPTIONS, which begins with the first command's."""
    found, own = {}, []
    found["check"] = own
    for line in lines:
        if line.startswith((".Ss Options of ", ".Ss Options de la commande ")):
            own = found.setdefault(line.split()[-1], [])
        else:
            own.append(line)
    return found


def options_of_page(lines):
    """{long name: letter or None} of the items among the lines."""
    found = {}
    for line in lines:
        item = re.match(r"\.It (?:Fl (\w) , )?Fl -([\w-]+)", line)
        if item:
            found[item[2]] = item[1]
    return found


def named_alike(lines):
    """The options that a command has as another one has them."""
    return {found[1] for line in lines for found in [re.match(r"\.Fl -([\w-]+) [,.]$", line)] if found}


def options_of_help(text):
    rows = re.findall(r"^  (?:-(\w), |    )--([a-z0-9-]+)", text, re.M)
    return {long: letter or None for letter, long in rows}


def table_of_help(text, heading):
    part = text[text.index(f"\n{heading}"):].split("\n\n")[0]
    return re.findall(r"^  ([\w-]+)  ", part, re.M)


class ManualPage(unittest.TestCase):
    page = "docs/charter-check.1"
    environment, exit_status = "ENVIRONMENT", "EXIT STATUS"
    forgiven = ()  # complaints of a page's own

    @classmethod
    def setUpClass(cls):
        program = os.environ.get("CHARTER_CHECK", "")
        if not os.access(program, os.X_OK):
            raise unittest.SkipTest("there is no program")
        def ask(*words):
            return subprocess.run([program, *words, "--help"], capture_output=True, text=True, timeout=60, check=True,
                                  env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout

        cls.help = ask()
        cls.helps = {command: ask(command) for command in table_of_help(cls.help, "Commands")}
        cls.text = read(cls.page)
        cls.sections = sections(cls.text)
        cls.options = options_by_command(cls.sections["OPTIONS"])

    def items(self, section, form):
        return [name for line in self.sections[section] for name in re.findall(form, line)]

    def test_every_option_of_every_command_is_there_with_its_letter_and_no_other(self):
        self.assertEqual(set(self.options), set(self.helps))
        letters = {}
        for command, lines in self.options.items():
            own, alike, told = options_of_page(lines), named_alike(lines), options_of_help(self.helps[command])
            letters = {**own, **letters}  # what is as for check has check's letter
            with self.subTest(command):
                self.assertGreater(len(told), 2)
                self.assertEqual({**{name: letters.get(name) for name in alike}, **own}, told)

    def test_options_named_in_the_text_exist(self):
        named = set(re.findall(r"Fl -([a-z][\w-]*)", self.text)) | set(re.findall(r"(?<![\w-])--([a-z][a-z-]+)", self.text))
        self.assertEqual(named - {name for text in self.helps.values() for name in options_of_help(text)}, set())

    def test_every_command_is_there_and_no_other(self):
        self.assertEqual(self.items("DESCRIPTION", r"^\.It Cm ([\w-]+)$"), table_of_help(self.help, "Commands"))

    def test_every_format_of_every_command_is_there_and_no_other(self):
        said = {command: [line[7:] for line in lines if re.fullmatch(r"\.It Cm [\w-]+", line)]
                for command, lines in self.options.items()}
        for command, lines in self.options.items():
            said[command] += said["audit"] if "formats included:" in lines else []
        for command, text in self.helps.items():
            with self.subTest(command):
                told = table_of_help(text, "Formats") if "\nFormats:" in text else []
                as_check = told and not said[command] and "format" in named_alike(self.options[command])
                self.assertEqual(said["check"] if as_check else said[command], told)

    def test_every_variable_that_the_program_reads_is_there_and_no_other(self):
        told = self.items(self.environment, r"^\.It Ev (.+)$")
        self.assertEqual({name for line in told for name in line.split(" , ")}, set(KNOWN["variables"]))

    def test_every_verdict_and_exit_code_is_there(self):
        self.assertEqual(self.items("DESCRIPTION", r"^\.It ([a-z-]+)$"), KNOWN["verdicts"])
        self.assertEqual(self.items(self.exit_status, r"^\.It (\d)$"), ["0", "1", "2"])

    def test_the_page_is_well_formed(self):
        checks = {"mandoc": ["-Tlint", "-Wwarning"], "groff": ["-ww", "-Kutf8", "-mandoc", "-Tutf8", "-z"]}
        there = {name: words for name, words in checks.items() if shutil.which(name)}
        if not there:
            self.skipTest("there is neither mandoc nor groff")
        for name, words in there.items():
            done = subprocess.run([name, *words, os.path.join(ROOT, self.page)], capture_output=True, text=True, timeout=60,
                                  check=False)
            told = [line for line in (done.stdout + done.stderr).splitlines() if not line.endswith(self.forgiven)]
            self.assertEqual(told, [], name)


class FrenchManualPage(ManualPage):
    page = "docs/charter-check.fr.1"
    environment, exit_status = "ENVIRONNEMENT", "CODES DE SORTIE"
    # mandoc looks for NAME; man-db knows NOM.
    forgiven = ('first section is not "NAME": Sh NOM', 'first section is not "NAME": Sh SYNOPSIS',
                "description line outside NAME section: Nd")

    def test_man_finds_it_by_what_it_is_for(self):
        if not shutil.which("lexgrog"):
            self.skipTest("there is no lexgrog")
        done = subprocess.run(["lexgrog", os.path.join(ROOT, self.page)], capture_output=True, text=True, timeout=60,
                              check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertIn("charter-check - contrôler des usages déclarés", done.stdout)


if __name__ == "__main__":
    unittest.main()

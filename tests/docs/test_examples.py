#!/usr/bin/env python3
"""The examples of the manuals are true: charters load, declarations get their verdicts, commands print what is shown.

The words behind the ``` of a block say what it is:

    yaml charter [refused CODE… | warns CODE…]   a whole charter, for what follows
    yaml part [refused CODE… | warns CODE…]      keys that join the last whole charter, for what follows
    yaml usage VERDICT… [CLAUSE… | CODE…]        a whole declaration, or several; what is breached or unknown
    yaml change VERDICT [CLAUSE… | CODE…]        the last whole declaration with these keys in place of its own
                                                 (either may end with "at DAY": judged as of that day)
    yaml file NAME                               a file of that name, for the commands that follow
    console                                      commands ("$ …") and what they print, where charter.yaml and
                                                 usage.yaml are the last ones

All clauses are named that are breached or unknown; those that only advise may be left out. The guide for beginners holds
on any day: who follows it years later sees what it shows.
`CHARTER_CHECK=PROGRAM test_examples.py --update` writes what the commands print into the manuals.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import markdown
from markdown import MANUALS, ROOT, read

PROGRAM = os.environ.get("CHARTER_CHECK", "")
DAY = "1793577600"  # 2026-11-02
YEARS_LATER = "2109110400"  # 2036-11-01
GUIDE = "docs/guide.fr.md"
VOCABULARIES = ("data", "hosting", "duties", "tools", "activities", "fields", "rules", "traces", "exceptions",
                "commitments", "budgets")
VERDICTS = ("compliant", "conditional", "review", "undetermined", "non-compliant", "invalid")
PROMPT = "$ "
MARK = "\x1e"


def is_program():
    return os.path.isfile(PROGRAM) and os.access(PROGRAM, os.X_OK)


def top_level(text):
    """A YAML text as {key: its lines}; the lines before the first key are lost."""
    keys, lines = {}, None
    for line in text.splitlines():
        key = re.match(r"([\w-]+):", line)
        if key:
            lines = keys.setdefault(key[1], [])
        if lines is not None:
            lines.append(line)
    return keys


def join(base, part, tables=()):
    """Entries join those of their table; any other key replaces the one that is there."""
    whole = top_level(base)
    for key, lines in top_level(part).items():
        if key in tables and key in whole:
            whole[key] = whole[key] + lines[1:]
        else:
            whole[key] = lines
    return "".join(line + "\n" for lines in whole.values() for line in lines)


class Page:
    """A manual's examples, in their order, each in a folder with what stands before it."""

    def __init__(self, path, day=DAY):
        self.path = path
        self.folder = tempfile.mkdtemp(prefix="charter-docs-")
        self.charter = self.part = self.usage = self.changed = None
        programs = os.path.join(self.folder, "bin")
        os.mkdir(programs)
        os.symlink(os.path.abspath(PROGRAM), os.path.join(programs, "charter-check"))
        self.work = os.path.join(self.folder, "work")
        os.mkdir(self.work)
        os.symlink(os.path.abspath(os.path.join(ROOT, "charter")), os.path.join(self.work, "charter"))
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": self.folder, "COLUMNS": "80", "SOURCE_DATE_EPOCH": day,
            "LC_ALL": "fr_FR.UTF-8" if path.endswith(".fr.md") else "C.UTF-8",
            **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}

    def close(self):
        shutil.rmtree(self.folder)

    def write(self, name, text):
        os.makedirs(os.path.dirname(os.path.join(self.work, name)), exist_ok=True)
        with open(os.path.join(self.work, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *words):
        return subprocess.run(words, cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL, text=True,
                              encoding="utf-8", capture_output=True, timeout=120)

    def judge(self, usage, *options):
        self.write("charter.yaml", self.part)
        self.write("usage.yaml", usage)
        return self.run("charter-check", "--format", "json", "--charter", "charter.yaml", *options, "usage.yaml")

    def console(self, fence):
        """The lines of the block as they should be."""
        if self.part:
            self.write("charter.yaml", self.part)
        if self.changed:
            self.write("usage.yaml", self.changed)
        commands = [line[len(PROMPT):] for line in fence.lines if line.startswith(PROMPT)]
        script = "exec 2>&1\n" + "".join(
            f"s=$?; printf '%s' '{MARK}'; (exit $s)\n{command}\n" for command in commands)
        printed = self.run("bash", "-c", script).stdout.split(MARK)[1:]
        lines = []
        for command, output in zip(commands, printed, strict=True):
            lines.append(PROMPT + command)
            lines.extend(line.rstrip() for line in output.rstrip("\n").split("\n") if output.strip())
        return lines


class Examples(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not is_program():
            raise unittest.SkipTest("there is no program")

    def law(self, page, words, text):
        """Loads a charter: a declaration of nothing in particular shows whether it judges."""
        page.part = text
        done = page.judge("usage: 1\nactivity: none-of-these\ntool: none of these\ndata: []\n")
        told = json.loads(done.stdout)
        found = {error["code"] for error in told["errors"]} | set(re.findall(r"\[([a-z.]+)\]", done.stderr))
        if words[:1] == ["refused"]:
            self.assertEqual((done.returncode, told["verdicts"]), (2, []), done.stderr)
        else:
            self.assertEqual(len(told["verdicts"]), 1, done.stderr)
        self.assertEqual(found, set(words[1:]), done.stderr)

    def uses(self, page, words, text):
        page.changed = text
        words, options = (words[:-2], ["--at", words[-1]]) if words[-2:-1] == ["at"] else (words, [])
        verdicts = [word for word in words if word in VERDICTS]
        done = page.judge(text, *options)
        told = json.loads(done.stdout)["verdicts"]
        self.assertEqual([one["verdict"] for one in told], verdicts, done.stdout + done.stderr)
        named = words[len(verdicts):]
        found = [finding["clause"] for one in told for finding in one["findings"]
                 if finding["outcome"] in ("breached", "undetermined") and
                 (finding["effect"] != "advise" or finding["clause"] in named)]
        found += [error["code"] for one in told for error in one["errors"]]
        self.assertEqual(sorted(found), sorted(named), done.stdout)

    def example(self, page, fence):
        kind, words = (fence.words[1:2] or [""])[0], fence.words[2:]
        if fence.words[:1] == ["console"]:
            self.assertEqual(page.console(fence), fence.lines)
        elif kind == "charter":
            page.charter = fence.text
            self.law(page, words, fence.text)
        elif kind == "part":
            self.law(page, words, join(page.charter, fence.text, VOCABULARIES))
        elif kind == "usage":
            page.usage = fence.text
            self.uses(page, words, fence.text)
        elif kind == "change":
            self.uses(page, words, join(page.usage, fence.text))
        elif kind == "file":
            page.write(words[0], fence.text)
        else:
            self.assertNotIn(fence.words[:1], (["yaml"], []), "nothing says what this block is")

    def examples(self, path, day):
        page = Page(path, day)
        self.addCleanup(page.close)
        for fence in markdown.fences(read(path)):
            with self.subTest(f"{path}:{fence.first}: {' '.join(fence.words)}"):
                self.example(page, fence)

    def test_every_example(self):
        for path in MANUALS:
            self.examples(path, DAY)

    def test_the_guide_holds_years_later(self):
        self.examples(GUIDE, YEARS_LATER)


class Update(unittest.TestCase):
    def test_without_a_program_nothing_is_written(self):
        folder = tempfile.mkdtemp(prefix="charter-docs-")
        self.addCleanup(shutil.rmtree, folder)
        for path in (*MANUALS, *(f"tests/docs/{name}" for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py"))):
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            shutil.copy(os.path.join(ROOT, path), os.path.join(folder, path))
        for program in ("", "/nowhere/charter-check", folder):
            done = subprocess.run([sys.executable, os.path.join(folder, "tests/docs/test_examples.py"), "--update"], text=True,
                                  env={**os.environ, "SOURCE_DIR": folder, "CHARTER_CHECK": program},
                                  capture_output=True, timeout=600)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("CHARTER_CHECK", done.stderr)
            self.assertNotIn("Traceback", done.stderr)
            for path in MANUALS:
                with open(os.path.join(folder, path), encoding="utf-8") as file:
                    self.assertEqual(file.read(), read(path), path)


def update(path):
    page, text = Page(path), read(path)
    lines = text.split("\n")
    later = []
    for fence in markdown.fences(text):
        kind = (fence.words[1:2] or [""])[0]
        if fence.words[:1] == ["console"]:
            later.append((fence, page.console(fence)))
        elif kind == "charter":
            page.charter = page.part = fence.text
        elif kind == "part":
            page.part = join(page.charter, fence.text, VOCABULARIES)
        elif kind == "usage":
            page.usage = page.changed = fence.text
        elif kind == "change":
            page.changed = join(page.usage, fence.text)
        elif kind == "file":
            page.write(fence.words[2], fence.text)
    for fence, printed in reversed(later):
        lines[fence.first:fence.first + len(fence.lines)] = printed
    page.close()
    with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        if not is_program():
            sys.exit(f'no page is updated: the variable CHARTER_CHECK names no program: "{PROGRAM}"')
        for manual in MANUALS:
            update(manual)
    else:
        unittest.main()

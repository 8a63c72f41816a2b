#!/usr/bin/env python3
"""docs/adding.md: its recipe of a format is applied to a copy of the sources, which is built and run."""
# once: the same sources in every build

import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import textwrap
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["BUILD_DIR"])
CHARTER = "charter: 1\nid: c\ndata: {public: {}}\ntools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\n"
USES = "usage: 1\nid: one\nactivity: a\ntool: t\ndata: [public]\n---\nusage: 1\nid: \"two\\e[31m\"\nactivity: b\ntool: t\ndata: []\n"


def run(words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


class AFormat(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.copy = Path(folder.name)
        for name in ("src", "include"):
            shutil.copytree(ROOT / name, self.copy / name)
        recipe = (ROOT / "docs/adding.md").read_text(encoding="utf-8").split("\n## A format\n")[1].split("\n## ")[0]
        code = re.search(r"```c\n(.*?)```", recipe, re.S)[1]
        self.row = re.search(r"`(format\(\w+\))` at the end of `CH_FORMATS`", recipe)[1]
        self.name = re.search(r"`src/report/(\w+)\.c`", recipe)[1]
        (self.copy / f"src/report/{self.name}.c").write_text(textwrap.dedent(code), encoding="utf-8")
        table = self.copy / "src/report/format.h"
        text = table.read_text(encoding="utf-8")
        last = re.search(r"#define CH_FORMATS\(format\)(?:.*\\\n)*.*\n", text)[0]
        table.write_text(text.replace(last, f"{last.rstrip()} {self.row}\n"), encoding="utf-8")
        self.build()

    def compile(self, source, like):
        """As the build compiles the file `like`."""
        rows = json.loads((BUILD / "compile_commands.json").read_text())
        words = next(shlex.split(row["command"]) for row in rows if row["file"] == str(ROOT / like))
        words = [word.replace(str(ROOT) + "/", str(self.copy) + "/") for word in words]
        target = self.copy / (Path(source).stem + ".o")
        words[words.index("-o") + 1] = str(target)
        words[words.index("-c") + 1] = str(self.copy / source)
        for flag in ("-MT", "-MF"):
            if flag in words:
                words[words.index(flag) + 1] = str(target) + ".d"
        done = run(words, cwd=BUILD)
        self.assertEqual(done.returncode, 0, done.stderr)
        return str(target)

    def build(self):
        """The new file and the table; what they leave alone is the build's own."""
        objects = [self.compile(f"src/report/{self.name}.c", "src/report/compact.c"),
                   self.compile("src/report/formats.c", "src/report/formats.c")]
        done = run(["ninja", "-C", str(BUILD), "-t", "commands", "charter-check"])
        link = shlex.split(done.stdout.splitlines()[-1])
        link = link[link.index("&&") + 1:len(link) - 2]
        self.program = self.copy / "charter-check"
        link[link.index("-o") + 1] = str(self.program)
        at = link.index("-o") + 2  # before the archive, whose own table is then not looked at
        done = run([*link[:at], *objects, *link[at:]], cwd=BUILD)
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.copy / "charter.yaml").write_text(CHARTER)
        (self.copy / "uses.yaml").write_text(USES)

    def test_it_is_there_and_tells_verdicts_and_errors(self):
        told = run([self.program, "--charter", "charter.yaml", "--format", self.name, "uses.yaml"], cwd=self.copy)
        self.assertEqual(told.stdout, "compliant one\ninvalid twoU+001B[31m\n")
        self.assertIn(f"\n  {self.name} ", run([self.program, "--help"]).stdout)
        (self.copy / "uses.yaml").write_text("")
        told = run([self.program, "--charter", "charter.yaml", "--format", self.name, "uses.yaml"], cwd=self.copy)
        self.assertEqual((told.returncode, told.stdout), (2, "error input.empty\n"))


if __name__ == "__main__":
    unittest.main()

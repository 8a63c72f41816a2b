#!/usr/bin/env python3
"""The table of docs/charter.md about what people write is true, and so is that in French: each row is a line of a
declaration that is judged.

The last cell names the codes of what is told, then what the messages and helps show; or it begins with "read"."""

import json
import os
import subprocess
import tempfile
import unittest

import markdown
from markdown import codes, read

PROGRAM = os.environ.get("CHARTER_CHECK", "")
LAW = """\
charter: 1
id: law
data: {public: {}, internal: {above: public}}
fields:
  share: {type: number}
  trained: {type: bool}
  since: {type: date}
  account: {type: choice, values: [professional, personal]}
  note: {type: text}
tools: {inhouse: {status: approved}}
activities: {drafting: {status: allowed}}
"""


class TheTable(unittest.TestCase):
    page, lang, is_read = "docs/charter.md", "en", "read"

    def setUp(self):
        if not os.access(PROGRAM, os.X_OK):
            self.skipTest("there is no program")
        folder = tempfile.TemporaryDirectory(prefix="charter-docs-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def judge(self, lines):
        known = {"usage": "1", "activity": "drafting", "tool": "inhouse"}
        text = "".join(f"{key}: {value}\n" for key, value in known.items() if not lines.startswith(key))
        done = subprocess.run([PROGRAM, "--format", "json", "--lang", self.lang, "--at", "2026-11-02", "--charter", self.write("law.yaml", LAW),
                               self.write("usage.yaml", text + lines + "\n")], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False)
        verdict, = json.loads(done.stdout)["verdicts"]
        return verdict

    def test_every_row(self):
        rows = markdown.tables(read(self.page), "misreadings")["misreadings"]
        self.assertGreater(len(rows), 50)
        for written, _, said in rows:
            lines = codes(written)[0].replace("⍽", "\u00a0").replace("↵", "\n").replace("⇥", "\t")
            with self.subTest(lines):
                errors = self.judge(lines)["errors"]
                told = [error["code"] for error in errors]
                shown = " ".join(error["help"] for error in errors)
                if said.strip().startswith(self.is_read):
                    self.assertEqual(told, [])
                    continue
                self.assertEqual(codes(said)[:len(told)], told)
                for part in codes(said)[len(told):]:
                    self.assertIn(part, shown)
                self.assertGreater(len(codes(said)), len(told))


class TheTableInFrench(TheTable):
    page, lang, is_read = "docs/charter.fr.md", "fr", "lu"


if __name__ == "__main__":
    unittest.main()

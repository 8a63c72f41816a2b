#!/usr/bin/env python3
"""A runner of continuous integration reads the log along and obeys lines of it. Nothing that a branch declares is one of
them, whatever command prints it and in whatever format."""

import json
import os
import re
import unittest

from repository import LAW, Repository

CI = {"CI": "true"}
HOSTILE = ("::error file=x::pwned", "##[error]pwned", "##vso[task.setvariable variable=x]pwned", "\u00a0::set-output name=x::y",
           "::stop-commands::x", "::", "=cmd ##[group]pwned")
OBEYED = re.compile(r"^[\s\u00a0]*::|##[A-Za-z]*\[", re.M)


class Logs(Repository):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW + "detectors: {word: {pattern: hidden, means: internal}}\n"
                   "traces: {t: {tool: some, paths: CLAUDE.md}}\n")
        uses = [{"usage": 1, "id": f"u{i} {text}", "unit": text, "author": text, "role": text, "activity": text, "tool": text,
                 "data": [text], "purpose": text, "date": "2026-10-01", "stage": "done"} for i, text in enumerate(HOSTILE)]
        self.write("uses/a.json", json.dumps(uses))
        rows = ["activity,tool,unit"] + [f'"{text}","{text}","{text}"' for text in HOSTILE] * 3
        self.write("register.csv", "\n".join(rows) + "\n")
        self.write("heads.csv", ",".join(f'"{text}"' for text in HOSTILE) + "\n" + ",".join(f'"{text}"' for text in HOSTILE) + "\n")
        self.write("lines.csv", 'activity,tool\n"a\n::error::pwned","b\r\n##[error]x"\n' * 2)
        self.write("map.yaml", "intake: 1\nid: m\nmulti-line: true\ndeclare: {activity: {column: activity}, tool: {column: tool}, "
                   "unit: {column: unit}}\n")
        self.write("::error::x.yaml", "usage: 1\n")
        self.write("CLAUDE.md", "x")
        self.commit()
        self.run_program("audit", "--history", "h.sqlite", "--partial", "part.json", "uses")

    def commands(self):
        formats = self.formats()
        audits = [name for name in ("text", "json", "csv", "html", "markdown", "summary")]
        for form in formats:
            yield ("-f", form, "uses", "::error::x.yaml")
            yield ("scan", "-f", form)
        for form in audits:
            yield ("audit", "-f", form, "uses", "::error::x.yaml")
            yield ("audit", "-f", form, "--with-names", "uses")
            yield ("audit", "-f", form, "--intake", "map.yaml", "register.csv")
            yield ("merge", "-f", form, "part.json")
            yield ("trend", "-f", form, "--history", "h.sqlite")
        for name in ("register.csv", "heads.csv", "lines.csv"):
            yield ("intake", name)
        for text in HOSTILE:
            yield ("--charter-rev", text, "uses")
            yield (text,)

    def test_no_line_is_obeyed(self):
        told = set()
        for words in self.commands():
            with self.subTest(words):
                done = self.run_program(*words, env={**CI, "CHARTER_CHECK_CHARTER": "charter.yaml"})
                self.assertIsNone(OBEYED.search(done.err), done.err)
                out = done.out
                if "github" in words:  # whose own commands are the report
                    out = re.sub(r"^::(error|warning|notice) [^:]*::", "", out, flags=re.M)
                self.assertIsNone(OBEYED.search(out), out)
                if "pwned" in out:
                    told.add(words[:3])
        for words in (("audit", "-f", "csv"), ("audit", "-f", "html"), ("audit", "-f", "markdown"), ("merge", "-f", "csv"),
                      ("intake", "register.csv"), ("intake", "heads.csv"), ("intake", "lines.csv")):
            self.assertIn(words, told)

    def test_data_for_people_and_files_stay_as_they_are(self):
        self.assertIn("##[error]pwned", self.run_program("audit", "-f", "csv", "uses").out)
        self.run_program("audit", "-f", "csv", "-o", "csv=out.csv", "uses", env={**CI, "CHARTER_CHECK_CHARTER": "charter.yaml"})
        self.assertIn("##[error]pwned", self.read("out.csv"))


if __name__ == "__main__":
    unittest.main()

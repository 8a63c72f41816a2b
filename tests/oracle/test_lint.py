"""test_lint: what lint tells of random charters is so, as the program judges by them.

Each charter is drawn as for run.py, looked over, and judged by: every tool in every activity, a tool and an activity that
are not listed, with each class alone. What nobody may do, nobody is let do; a rule that holds for nothing never speaks;
what an exception cannot waive, it never waives. Nothing may crash, and a fault that lint would find in loading is none.
"""

import itertools
import json
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

import generate
import run
from values import day_of

PROGRAM = os.environ.get("CHARTER_CHECK", "")
AT = "2026-05-15"
CHARTERS = 100
TABLES = {"activity.status", "activity.data", "activity.tools", "tool.status", "tool.data", "tool.activities", "data.hosting",
          "activity.unlisted", "tool.unlisted"}
FACTS = ({}, {"output": "internal", "autonomy": "assist", "unit": "DMRG", "role": "analyst", "stage": "in-use"})


def name_in(finding, texts):
    """The id that stands at a finding's place, without quotes."""
    line = texts[finding["file"]].split("\n")[finding["line"] - 1]
    return line[finding["column"] - 1:finding["endColumn"] - 1].strip("'\"")


@unittest.skipIf(not os.access(PROGRAM, os.X_OK), "there is no program")
class Lint(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="charter-lint-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.program = run.Program(PROGRAM, self.folder)
        self.checked = {}

    def lint(self, path):
        done = subprocess.run([PROGRAM, "lint", "--at", AT, "--format", "json", str(path)], timeout=run.TIME_LIMIT,
                              env=self.program.environment, capture_output=True, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertEqual(done.stderr, b"")
        return json.loads(done.stdout)

    def judged(self, where, path, version):
        """[(use, its verdict, every clause told)] of all that the charter lists, on the day."""
        activities = [*version["activities"], "no such activity"]
        tools = [*version["tools"], "no such tool"]
        uses = [{"usage": 1, "activity": activity, "tool": tool, "data": [one], **facts}
                for activity, tool, one, facts in itertools.product(activities, tools, version["data"], FACTS)]
        stream = run.write_usages(where / "uses.yaml", uses, random.Random(0))
        verdicts = self.program.run(path, AT, stream).verdicts
        self.assertEqual(len(verdicts), len(uses))
        return list(zip(uses, verdicts))

    def look_at(self, seed):
        rng = random.Random(seed)
        where = self.folder / str(seed)
        where.mkdir()
        versions = generate.draw_versions(rng, day_of(AT))
        path = run.write_charters(where, versions, rng)
        found = self.lint(path)["findings"]
        version = next((one for one in versions
                        if one.get("from", "0") <= AT and AT <= one.get("until", "9")), None)
        if version is None:
            return
        name = path if path.is_file() else path / f"{version['version']}.yaml"
        mine = [one for one in found if one["file"] == str(name) and one["code"].startswith("lint.")]
        texts = {str(name): name.read_text(encoding="utf-8")}
        checks = {"lint.class-unserved": self.nobody_may_be_given, "lint.activity-unserved": self.nobody_may_serve,
                  "lint.rule-never": self.never_speaks}
        if not any(one["code"] in checks for one in mine):
            return
        judged = [pair for pair in self.judged(where, path, version) if pair[1]["verdict"] != "invalid"]
        for one in mine:
            if one["code"] in checks:
                self.checked[one["code"]] = self.checked.get(one["code"], 0) + 1
                with self.subTest(seed=seed, finding=one):
                    checks[one["code"]](one, name_in(one, texts), judged)

    def stopped(self, verdict):
        """Whether a table stops it, or lets a person decide since something is not listed; exceptions aside."""
        return any(one["clause"] in TABLES and (one["outcome"] == "waived" or one["effect"] != "advise")
                   for one in verdict["findings"])

    def nobody_may_be_given(self, _, name, judged):
        for use, verdict in judged:
            if use["data"] == [name]:
                self.assertTrue(self.stopped(verdict), use)

    def nobody_may_serve(self, _, name, judged):
        for use, verdict in judged:
            if use["activity"] == name:
                self.assertTrue(self.stopped(verdict), use)

    def never_speaks(self, finding, _, judged):
        rule = finding["message"].split('"')[1]
        for use, verdict in judged:
            told = [one for one in verdict["findings"] if one["clause"] == f"rule.{rule}" and one["outcome"] == "breached"]
            self.assertEqual(told, [], use)

    def test_what_is_told_is_so(self):
        for seed in range(CHARTERS):
            self.look_at(seed)
        self.assertGreater(len(self.checked), 2, self.checked)
        self.assertGreater(min(self.checked.values()), 2, self.checked)


if __name__ == "__main__":
    unittest.main()

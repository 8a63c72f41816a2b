#!/usr/bin/env python3
"""What looks like a declaration and is not judged is told, and in continuous integration nothing passes beside it."""

import os
import unittest

from repository import Repository, use

BAD = use(tool="consumer")
CSV = "activity,tool\ndrafting,consumer\n"
CI = {"CI": "true", "CHARTER_CHECK_CHARTER": "charter.yaml"}

# What is beside the usual inputs, or in a folder that is named, and is no input.
BESIDE = {
    "usage.yml": BAD, "usage.json": '{"usage": 1}', ".ai-usage.yml": BAD, ".ai-usage.json": "{}", "usage.csv": CSV,
    "usage.jsonl": "", "usages.yaml": "usages: []", "Usage.YAML": BAD, "usage.yaml.gz": b"\x1f\x8b", "ai-usage.yaml": BAD,
    "note.yaml": BAD, "note.txt": "# ours\n---\nusage: 1\ntool: consumer\n", "NOTE": "usages:\n- tool: consumer\n",
    "note.md": '{"usage": 1}', "note.json": '[{"usages" : []}]', "bom": "\ufeffusage:\t1\n", "AI-Usage/x.yaml": BAD,
    ".ai-usage/x": "",
}
WITHIN = {
    "register.csv": CSV, "register.TSV": CSV.replace(",", "\t"), "register.csv.gz": b"\x1f\x8b", "note.txt": BAD, "NOTE": BAD,
    "note.yaml.bak": BAD, "deep/er/note": "%YAML 1.2\n---\nusage: 1\n", "note.md": "{'usage': '1'}",
    "tab.txt": '{"usage"\t:\n 1}', "comment.txt": "usage: # ours\n  1\n", "late.txt": "# x\n" * 9000 + "usage: 1\n",
    **{f"cut{size}.txt": "#" * size + "\nusage: 1\n" for size in range(4084, 4097)},
    "wide.txt": BAD.encode("utf-16"), "wider.txt": BAD.encode("utf-16-be"), "x.yaml.bak.gz": b"", "x.yaml.gz.gz": b"",
    "x.YAML.xz": b"", "x.csv.1.zip": b"",
}
# What is beside them, and says nothing of that kind.
INNOCENT = {
    "README.md": "Usage: 1", "help.txt": "usage: program [OPTIONS]\n", "data.csv": CSV, "charter.txt": "charter: 1\n",
    "usagex.yaml": "a: 1\n", "my-usage.txt": "", "empty": "", "usage.md": "# Usage\n", "usage.c": "int usage;\n", "usage/x.c": "",
    "charter.cases.yaml": "usages:\n- {usage: 1, activity: drafting, tool: consumer, x-expect: {verdict: non-compliant}}\n",
}


class PassedOver(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch()
        self.write("ai-usage/good.yaml", use())

    def told(self, name, *words):
        """As a warning where somebody reads it, as an error in a pipeline, in every report."""
        done = self.run_program(*words)
        self.assertEqual(done.code, 0, (name, done.err))
        self.assertIn("warning[input.passed-over]", done.err, name)
        self.assertIn(f"--> {name}", done.err)
        self.assertNotIn("passed-over", self.run_program("-q", *words).err)
        done = self.check(*words, env=CI)
        self.assertEqual((done.code, done.verdicts, done.codes), (2, ["compliant"], ["input.passed-over"]), name)
        self.assertEqual(done.json["errors"][0]["file"], name)
        for command in ((), ("audit",)):
            done = self.run_program(*command, *words, env=CI)
            self.assertEqual(done.code, 2, name)
            self.assertIn("input.passed-over", done.err + done.out)

    def test_beside_the_usual_inputs(self):
        for name, text in BESIDE.items():
            with self.subTest(name):
                path = self.write(name, text)
                self.told(os.path.dirname(name) or name)
                os.remove(path)
                if "/" in name:
                    os.rmdir(os.path.dirname(path))

    def test_beside_the_usual_folder_where_it_is_named(self):
        self.write("usage.yml", BAD)
        for words in (("ai-usage",), ("ai-usage/",), ("./ai-usage",), (self.path("ai-usage"),), ("ai-usage", "usage.yml")):
            for done in (self.run_program(*words), self.check(*words, env=CI)):
                told = "passed-over" in done.err + done.out
                self.assertEqual(told, "usage.yml" not in words, (words, done.err))
                self.assertEqual(done.code, 1 if not told else 2 if done.out.startswith("{") else 0)
        done = self.check("--charter", self.path("charter.yaml"), "../ai-usage", where="ai-usage", env=CI)
        self.assertEqual(done.codes, ["input.passed-over"])
        self.assertEqual(self.check("ai-usage/good.yaml", env=CI).code, 0)

    def test_within_a_folder_that_is_judged(self):
        for name, text in WITHIN.items():
            for words in ((), ("ai-usage",), (self.path("ai-usage"),)):
                with self.subTest(name, words=words):
                    path = self.write("ai-usage/" + name, text)
                    self.told(os.path.join(words[0] if words else "ai-usage", name), *words)
                    os.remove(path)
                    if "deep" in name:
                        os.removedirs(os.path.dirname(path))

    def test_links_and_folders_that_lead_to_nothing(self):
        os.symlink("nowhere", self.path("ai-usage/sub"))
        self.told("ai-usage/sub", "ai-usage")
        os.remove(self.path("ai-usage/sub"))
        os.symlink("good.yaml", self.path("ai-usage/sub"))
        self.told("ai-usage/sub", "ai-usage")
        os.remove(self.path("ai-usage/sub"))
        os.mkdir(self.path("ai-usage/sub"))
        self.told("ai-usage/sub", "ai-usage")

    def test_a_submodule_that_is_not_checked_out(self):
        self.write("inner/bad.yaml", BAD)
        self.git("init", "-q", where="inner")
        self.git("add", "-A", where="inner")
        self.git("commit", "-q", "-m", "x", where="inner")
        commit = self.git("rev-parse", "HEAD", where="inner")
        self.git("update-index", "--add", "--cacheinfo", f"160000,{commit},ai-usage/inner")
        self.git("commit", "-q", "-m", "x")
        self.git("reset", "-q", "--hard")
        self.assertEqual(os.listdir(self.path("ai-usage/inner")), [])
        self.told("ai-usage/inner", "ai-usage")

    def test_what_is_no_declaration_is_left_alone(self):
        for name, text in INNOCENT.items():
            self.write(name, text)
            if not name.endswith(".csv") and not name.endswith("yaml"):
                self.write("ai-usage/" + name, text)
        done = self.run_program(env=CI)
        self.assertEqual((done.code, "passed-over" in done.err), (0, False))

    def test_what_is_an_input_is_not_beside(self):
        self.write("usage.yaml", use())
        self.write(".ai-usage.yaml", use())
        done = self.check(env=CI)
        self.assertEqual((done.code, len(done.verdicts), done.codes), (0, 3, []))
        self.write("usage.yml", use())
        self.assertEqual(self.check("usage.yml", "usage.yaml", env=CI).code, 0)

    def test_a_register_with_a_mapping_is_judged(self):
        self.write("ai-usage/register.csv", CSV)
        self.write("map.yaml", "intake: 1\ndeclare: {activity: {column: activity}, tool: {column: tool}}\n")
        done = self.check("--intake", "map.yaml", "ai-usage", env=CI)
        self.assertNotIn("input.passed-over", done.codes)

    def test_a_branch_answers_for_what_it_brings_alone(self):
        self.write("ai-usage/old.txt", BAD)
        self.commit()
        self.git("branch", "-f", "main", "branch")
        words = ("--charter-rev", "main", "--changed-since", "main", "ai-usage")
        self.assertEqual(self.check(*words, env=CI).code, 0)
        self.write("ai-usage/new.txt", BAD)
        self.assertEqual(self.check(*words, env=CI).codes, ["input.passed-over"])


if __name__ == "__main__":
    unittest.main()

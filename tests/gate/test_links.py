#!/usr/bin/env python3
"""Links of a work tree: whoever writes a branch chooses where they lead, and none that leads out of it is followed,
whatever is read or written through it."""

import os
import shutil
import unittest

from repository import LAW, Repository, use

SECRET = "auth: hunter2-of-the-runner\n"
MAPPING = "intake: 1\nusage: {activity: a, tool: t}\n"

# How a run reads or writes what is called "link", and what it needs beside it.
READ = {
    "a declaration": ["link"],
    "among others": ["uses", "link"],
    "a declaration below": ["link/usage.yaml"],
    "a list": ["--files-from", "link"],
    "a charter": ["--charter", "link", "uses"],
    "a charter below": ["--charter", "link/charter.yaml", "uses"],
    "exceptions": ["--exceptions", "link", "uses"],
    "a mapping": ["--intake", "link", "uses"],
    "a baseline": ["--baseline", "link", "uses"],
    "a prompt": ["--text", "link", "uses"],
    "a text": ["detect", "link"],
    "a part": ["merge", "link"],
    "a register": ["intake", "link"],
    "a history": ["trend", "--history", "link"],
    "an audit": ["audit", "link"],
    "a repository": ["scan", "--no-history", "link"],
}
WRITTEN = {
    "a report": ["-o", "json=link", "uses"],
    "a report below": ["-o", "json=link/out.json", "uses"],
    "a baseline": ["--baseline", "link", "--update-baseline", "uses"],
    "a history": ["audit", "--history", "link", "uses"],
    "a summary": ["audit", "--partial", "link", "uses"],
}


class Links(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch(law=LAW + "detectors: {word: {pattern: hunter3, means: internal}}\n", uses__good=use())
        self.out = self.folder + "-out"
        os.mkdir(self.out)
        self.addCleanup(shutil.rmtree, self.out)
        for name in ("secret", "usage.yaml", "charter.yaml"):
            with open(os.path.join(self.out, name), "w", encoding="utf-8") as file:
                file.write(SECRET)

    def link(self, target, name="link"):
        if os.path.lexists(self.path(name)):
            os.remove(self.path(name))
        os.symlink(target, self.path(name))

    def targets(self, below):
        """Ways out: by an absolute path, by a relative one, over a further link, and into git's own folder."""
        out = self.out if below else os.path.join(self.out, "secret")
        self.link(out, "further")
        for name in ("secret", "usage.yaml", "charter.yaml"):
            self.write(".git/" + name, SECRET)
        return out, os.path.relpath(out, self.folder), "further", ".git" if below else ".git/secret"

    def kept(self):
        """What lies outside: all of it as it was."""
        for folder in (self.out, self.path(".git")):
            for name in os.listdir(folder):
                if name in ("secret", "usage.yaml", "charter.yaml"):
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        self.assertEqual(file.read(), SECRET)
                self.assertNotIn(name, ("out.json", "new"))

    def refused(self, words):
        done = self.run_program(*words)
        self.assertEqual(done.code, 2, (words, done.out))
        self.assertIn("leads out of the repository", done.err + done.out, words)
        self.assertNotIn("hunter2", done.err + done.out, words)
        self.kept()

    def test_nothing_is_read_or_written_through_one(self):
        for cases in (READ, WRITTEN):
            for name, words in cases.items():
                for target in self.targets("below" in name or words[-1] == "link" and words[0] == "scan"):
                    with self.subTest(name, target=target):
                        self.link(target)
                        self.refused(words)

    def test_nothing_new_is_written_through_one(self):
        for name, words in WRITTEN.items():
            if "below" not in name:
                with self.subTest(name):
                    self.link(os.path.join(self.out, "new"))
                    self.refused(words)

    def test_the_usual_names_are_no_way_out(self):
        for name in ("usage.yaml", ".ai-usage.yaml", "ai-usage", "charter.yaml", ".charter.yaml"):
            with self.subTest(name):
                self.link(self.out if name == "ai-usage" else os.path.join(self.out, "usage.yaml"), name)
                self.refused([] if "usage" in name else ["uses"])
                os.remove(self.path(name))
                self.write("charter.yaml", LAW)

    def test_what_a_process_tells_of_itself_is_no_declaration(self):
        self.link("/proc/self/environ")
        done = self.run_program("link", env={"TOKEN": "hunter2"})
        self.assertEqual(done.code, 2)
        self.assertNotIn("hunter2", done.out + done.err)

    def test_a_link_to_another_repository_is_one_too(self):
        self.git("init", "-q", where=self.out)
        self.link(self.out)
        self.refused(["link/usage.yaml"])
        self.refused(["scan", "--no-history", "link"])

    def test_a_link_that_stays_is_followed(self):
        self.link("uses/good.yaml")
        self.assertEqual(self.check("link").code, 0)
        self.link("uses")
        self.assertEqual(self.check("link").code, 0)
        self.assertEqual(self.check("link/good.yaml").code, 0)
        self.assertEqual(self.check("../" + os.path.basename(self.folder) + "/link", where="uses").code, 2)
        self.assertEqual(self.check("../link/good.yaml", where="uses").code, 0)

    def test_what_lies_elsewhere_by_its_name_is_read(self):
        """Nobody who writes the branch chose these names."""
        with open(os.path.join(self.out, "usage.yaml"), "w", encoding="utf-8") as file:
            file.write(use())
        away = os.path.relpath(self.out, self.folder)
        for name in (os.path.join(self.out, "usage.yaml"), away + "/usage.yaml", "uses/../" + away + "/usage.yaml"):
            self.assertEqual(self.check(name).code, 0, name)
        os.symlink(self.path("uses/good.yaml"), os.path.join(self.out, "in"))
        self.assertEqual(self.check(os.path.join(self.out, "in")).code, 0)

    def test_an_option_allows_it(self):
        with open(os.path.join(self.out, "usage.yaml"), "w", encoding="utf-8") as file:
            file.write(use())
        self.link(os.path.join(self.out, "usage.yaml"))
        self.assertEqual(self.check("--follow-links", "link").code, 0)
        self.link(self.out, "folder")
        self.assertEqual(self.check("--follow-links", "folder/usage.yaml").code, 0)
        self.assertEqual(self.run_program("--follow-links", "-o", "json=folder/report.json", "link").code, 0)
        self.assertIn("report.json", os.listdir(self.out))

    def test_where_there_is_no_repository_links_are_followed(self):
        shutil.rmtree(self.path(".git"))
        with open(os.path.join(self.out, "usage.yaml"), "w", encoding="utf-8") as file:
            file.write(use())
        self.link(os.path.join(self.out, "usage.yaml"))
        self.assertEqual(self.check("link").code, 0)

    def test_one_of_them_hides_no_other_input(self):
        self.link(os.path.join(self.out, "secret"))
        done = self.check("link", "uses")
        self.assertEqual((done.code, done.verdicts, done.codes), (2, ["compliant"], ["input.unreadable"]))


if __name__ == "__main__":
    unittest.main()

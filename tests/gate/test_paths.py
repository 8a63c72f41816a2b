#!/usr/bin/env python3
"""Services show findings beside a repository's lines: files are told by their places in it, however they were named and
wherever the program ran. A run that stops before anything is judged says so in the report too."""

import json
import os
import re
import shutil
import unittest
import xml.etree.ElementTree as xml

from repository import Repository, use

BAD = use(tool="consumer")


class Paths(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch()
        self.write("sub/uses/a b.yaml", BAD)

    def told(self, *words, where="."):
        """The path in each of the formats, which must agree."""
        runs = {name: self.run_program("-f", name, "--charter", self.path("charter.yaml"), *words, where=where).out
                for name in ("sarif", "gitlab", "junit", "github")}
        found = [
            json.loads(runs["gitlab"])[0]["location"]["path"],
            json.loads(runs["sarif"])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .replace("%20", " "),
            xml.fromstring(runs["junit"].encode()).find("testsuite/testcase").get("file"),
            re.search("file=([^,]*),", runs["github"])[1],
        ]
        self.assertEqual(len(set(found)), 1, found)
        return found[0]

    def test_however_it_is_named_and_wherever_that_is(self):
        place = "sub/uses/a b.yaml"
        for where, names in {
            ".": (place, "./sub/uses/a b.yaml", "sub//uses/./a b.yaml", "sub/uses/../uses/a b.yaml", self.path(place), "sub/uses", "."),
            "sub": ("uses/a b.yaml", "./uses/a b.yaml", "../sub/uses/a b.yaml", self.path("sub/../sub/uses"), "."),
            "sub/uses": ("a b.yaml", "../../sub/uses/a b.yaml", "../uses"),
        }.items():
            for name in names:
                if (where, name) != (".", "."):  # where the charter is no declaration
                    self.assertEqual(self.told(name, where=where), place, (where, name))

    def test_what_lies_elsewhere_keeps_its_name(self):
        away = self.folder + "-away"
        os.mkdir(away)
        with open(away + "/x.yaml", "w", encoding="utf-8") as file:
            file.write(BAD)
        self.addCleanup(os.rmdir, away)
        self.addCleanup(os.remove, away + "/x.yaml")
        self.assertEqual(self.told("../" + os.path.basename(away) + "/./x.yaml"), "../" + os.path.basename(away) + "/x.yaml")
        self.assertEqual(json.loads(self.run_program("-f", "gitlab", away + "/x.yaml").out)[0]["location"]["path"], away + "/x.yaml")
        self.assertEqual(json.loads(self.run_program("-f", "gitlab", "-", stdin=BAD.encode()).out)[0]["location"]["path"], "-")

    def test_outside_of_a_repository_it_is_the_working_folder(self):
        shutil.rmtree(self.path(".git"))
        place = "uses/a b.yaml"
        for name in (place, "./uses/../uses/a b.yaml", "../sub/uses/a b.yaml", self.path("sub/uses/a b.yaml"), self.path("sub/uses")):
            self.assertEqual(self.told(name, where="sub"), place, name)

    def test_sarif_says_where_the_program_is_from(self):
        driver = json.loads(self.run_program("-f", "sarif", "sub/uses").out)["runs"][0]["tool"]["driver"]
        self.assertRegex(driver["informationUri"], "^https://")


class Stops(Repository):
    # What keeps a run from judging anything.
    WORDS = {
        "a revision that is none": ("--charter-rev", "refs/heads/none"),
        "a name that may mean several": ("--charter-rev", "twice"),
        "a revision without a charter": ("--charter-rev", "empty"),
        "a hash that it has not": ("--charter-sha256", "0" * 64),
        "a baseline that is none": ("--baseline", "none.json"),
        "a baseline's revision": ("--baseline", "x.json", "--baseline-rev", "refs/heads/none"),
        "changes since nowhere": ("--changed-since", "refs/heads/none"),
        "a charter that is not there": ("--charter", "none.yaml"),
        "exceptions that are not there": ("--exceptions", "none.yaml"),
        "a mapping that is not there": ("--intake", "none.yaml"),
        "a list that is not there": ("--files-from", "none"),
        "a prompt that is not there": ("--text", "none"),
    }

    def test_it_is_an_error_in_every_format(self):
        self.start_branch(uses__good=use())
        self.git("branch", "twice")
        self.git("tag", "twice", "HEAD~0")
        self.git("checkout", "-q", "--orphan", "empty")
        self.git("rm", "-q", "-r", "-f", ".")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        self.git("checkout", "-q", "branch")
        for name, words in self.WORDS.items():
            for form in self.formats():
                with self.subTest(name, form=form):
                    done = self.run_program("-f", form, "-o", "sarif=out.sarif", *words, "uses")
                    self.assertEqual(done.code, 2, done.err)
                    self.assertFalse(os.path.exists(self.path("out.sarif")))
                    self.assertNotEqual(done.err, "")
                    if form == "text":
                        self.assertEqual(done.out, "")
                        continue
                    if form != "markdown":
                        self.assertRegex(done.out, "run.stopped|input.unreadable")
                    self.assertNotIn("input.empty", done.out)
                    if form == "github":
                        self.assertIn("::error ", done.out)
                    if form == "sarif":
                        self.assertFalse(json.loads(done.out)["runs"][0]["invocations"][0]["executionSuccessful"])
                    if form == "junit":
                        self.assertIsNotNone(xml.fromstring(done.out.encode()).find("testsuite/testcase/error"))
        self.assertIn("::error title=run.stopped", self.run_program("scan", "-f", "github", "--charter-rev", "refs/x").out)


if __name__ == "__main__":
    unittest.main()

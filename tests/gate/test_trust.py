#!/usr/bin/env python3
"""A branch that edits what judges it: --charter-sha256 and --charter-rev."""

import hashlib
import os
import shutil
import unittest

from repository import LAW, LOOSE_LAW, Repository, use


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Hashes(Repository):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", use())

    def test_the_charter_with_the_hash_judges(self):
        good = sha256(LAW)
        for words in ([good], [good.upper()], ["0" * 64 + "," + good], ["0" * 64, "--charter-sha256", good]):
            with self.subTest(words=words):
                done = self.check("--charter-sha256", *words)
                self.assertEqual((done.code, done.verdicts), (0, ["compliant"]), done.err)

    def test_another_charter_judges_nothing_and_both_hashes_are_shown(self):
        self.write("charter.yaml", LOOSE_LAW)
        done = self.run_program("--charter-sha256", sha256(LAW), "-o", "sarif=out.sarif")
        self.assertEqual((done.code, done.out), (2, ""))
        self.assertIn(sha256(LAW), done.err)
        self.assertIn(sha256(LOOSE_LAW), done.err)
        self.assertFalse(os.path.exists(self.path("out.sarif")))
        self.assertEqual(self.run_program("--exit-zero", "--charter-sha256", sha256(LAW)).code, 2)

    def test_every_version_of_a_folder_must_have_one_of_them(self):
        old = LAW.replace('version: "1"', 'version: "1"\nuntil: 2025-12-31')
        new = LAW.replace('version: "1"', 'version: "2"\nfrom: 2026-01-01')
        self.write("laws/1.yaml", old)
        self.write("laws/2.yaml", new)
        both = sha256(old) + "," + sha256(new)
        self.assertEqual(self.run_program("--charter", "laws", "--charter-sha256", both, "usage.yaml").code, 0)
        done = self.run_program("--charter", "laws", "--charter-sha256", sha256(new), "usage.yaml")
        self.assertEqual(done.code, 2)
        self.assertIn("laws/1.yaml", done.err)
        self.assertNotIn("laws/2.yaml", done.err)

    def test_what_stands_beside_the_charter_must_have_one_of_them_too(self):
        files = {"--exceptions": ("exceptions.yaml", "charter: 1\nexceptions: {}\n"),
                 "--intake": ("intake.yaml", "intake: 1\ndeclare: {activity: Activity, tool: Tool, data: Data}\n")}
        for option, (name, text) in files.items():
            with self.subTest(option):
                self.write(name, text)
                words = [option, name, "--charter-sha256", sha256(LAW)]
                self.assertEqual(self.run_program(*words, "--charter-sha256", sha256(text)).code, 0)
                done = self.run_program(*words, "-o", "sarif=out.sarif")
                self.assertEqual((done.code, done.out), (2, ""))
                self.assertIn(sha256(text), done.err)
                self.assertNotIn(f"is {sha256(LAW)}", done.err)
                self.assertFalse(os.path.exists(self.path("out.sarif")))

    def test_every_digit_of_a_hash_counts(self):
        good = sha256(LAW)
        self.assertEqual(self.run_program("--charter-sha256", good).code, 0)
        for place in range(64):
            wrong = good[:place] + ("0" if good[place] != "0" else "1") + good[place + 1:]
            with self.subTest(place):
                done = self.run_program("--charter-sha256", wrong)
                self.assertEqual((done.code, done.out), (2, ""))

    def test_what_is_no_hash_is_refused(self):
        for wrong in ("", "abc", "0" * 63, "0" * 65, "g" * 64, "0" * 64 + ",", "0" * 64 + " "):
            with self.subTest(wrong):
                done = self.run_program("--charter-sha256", wrong)
                self.assertEqual(done.code, 2)
                self.assertIn("takes 64 hexadecimal digits", done.err)

    def test_a_part_that_is_edited_changes_the_hash(self):
        self.write("charter.yaml", LAW + "include: [part.yaml]\n")
        self.write("part.yaml", "charter: 1\ntools: {extra: {status: banned}}\n")
        hashed = self.check().json["verdicts"][0]["charter"]["sha256"]
        self.assertEqual(self.run_program("--charter-sha256", hashed).code, 0)
        self.write("part.yaml", "charter: 1\ntools: {extra: {status: approved, data: internal}}\n")
        self.assertEqual(self.run_program("--charter-sha256", hashed).code, 2)


class Revisions(Repository):
    def test_the_branch_is_judged_by_the_charter_of_main(self):
        self.start_branch(usage=use())
        self.write("charter.yaml", LOOSE_LAW)
        self.write("usage.yaml", use(tool="consumer"))
        self.commit()
        self.assertEqual(self.check("usage.yaml").verdicts, ["compliant"])
        done = self.check("--charter-rev", "main", "--charter", "charter.yaml", "usage.yaml")
        self.assertEqual((done.code, done.verdicts), (1, ["non-compliant"]), done.err)
        self.assertEqual(done.json["verdicts"][0]["charter"]["sha256"], sha256(LAW))

    def test_without_a_name_it_is_the_one_at_the_top_also_in_continuous_integration(self):
        self.start_branch(uses__a=use(tool="consumer"))
        self.write("uses/charter.yaml", LOOSE_LAW)
        os.remove(self.path("charter.yaml"))
        for environment in ({}, {"CI": "true"}):
            done = self.check("--charter-rev", "main", "a.yaml", where="uses", env=environment)
            self.assertEqual((done.code, done.verdicts), (1, ["non-compliant"]), done.err)

    def test_parts_exceptions_and_mappings_are_those_of_the_revision_too(self):
        self.write("law/parts/tools.yaml", "charter: 1\ntools: {extra: {status: banned}}\n")
        self.write("exceptions.yaml", "charter: 1\nexceptions: {}\n")
        self.write("intake.yaml", "intake: 1\ncolumns: {activity: Activity, tool: Tool, data: Data}\n")
        self.write("law/charter.yaml", LAW + "include: [parts/tools.yaml]\n")
        self.commit()
        self.write("law/parts/tools.yaml", "charter: 1\ntools: {extra: {status: approved, data: internal}}\n")
        self.write("usage.yaml", use(tool="extra"))
        words = ["--charter-rev", "HEAD", "--charter", "law/charter.yaml", "usage.yaml"]
        self.assertEqual(self.check(*words).verdicts, ["non-compliant"])
        for option in ("--exceptions", "--intake"):
            self.write("new.yaml", "charter: 1\nexceptions: {}\n")
            done = self.run_program(option, "new.yaml", *words)
            self.assertEqual(done.code, 2, option)
            self.assertIn("new.yaml", done.err)

    def test_a_folder_of_versions_is_read_from_the_revision(self):
        self.write("laws/1.yaml", LAW)
        self.write("laws/.hidden.yaml", "not a charter")
        self.write("laws/readme.txt", "not a charter")
        self.write("laws/1.cases.yaml", "usage: 1\n")
        self.commit()
        self.write("laws/1.yaml", LOOSE_LAW)
        self.write("usage.yaml", use(tool="consumer"))
        for charter in ("laws", "laws/", "./laws"):
            done = self.check("--charter-rev", "HEAD", "--charter", charter, "usage.yaml")
            self.assertEqual(done.verdicts, ["non-compliant"], done.err)
        os.mkdir(self.path("below"))
        done = self.check("--charter-rev", "HEAD", "--charter", "../laws", "../usage.yaml", where="below")
        self.assertEqual(done.verdicts, ["non-compliant"], done.err)

    def test_what_is_no_revision_is_refused(self):
        self.start_branch(usage=use())
        for wrong in ("", "-n1", "--help", "--output=x", "nosuch", "main:charter.yaml", "main..branch", "^main", "HEAD\n"):
            with self.subTest(wrong):
                done = self.run_program("--charter-rev=" + wrong, "usage.yaml")
                self.assertEqual((done.code, done.out), (2, ""))
                self.assertIn("--charter-rev", done.err)
        self.assertFalse(os.path.exists(self.path("x")))

    def test_what_the_revision_does_not_hold_is_an_error(self):
        self.start_branch(usage=use())
        self.write("new.yaml", LOOSE_LAW)
        self.write("link.yaml", "x")
        os.remove(self.path("link.yaml"))
        os.symlink("charter.yaml", self.path("link.yaml"))
        os.mkdir(self.path("empty"))
        self.write("empty/x.txt", "x")
        self.commit()
        for rev, charter in (("main", "new.yaml"), ("branch", "link.yaml"), ("branch", "empty"),
                             ("branch", self.path("charter.yaml")), ("branch", "../charter.yaml")):
            done = self.run_program("--charter-rev", rev, "--charter", charter, "usage.yaml")
            self.assertEqual((done.code, done.out), (2, ""), charter)
            self.assertNotEqual(done.err, "")

    def test_outside_a_repository_it_is_an_error(self):
        self.write("usage.yaml", use())
        self.write("charter.yaml", LAW)
        shutil.rmtree(self.path(".git"))
        done = self.run_program("--charter-rev", "HEAD", env={"GIT_CEILING_DIRECTORIES": os.path.dirname(self.folder)})
        self.assertEqual(done.code, 2)
        self.assertIn("in no repository", done.err)

    def test_without_git_it_is_an_error(self):
        self.start_branch(usage=use())
        done = self.run_program("--charter-rev", "main", env={"PATH": self.path("nowhere")})
        self.assertEqual(done.code, 2)
        self.assertIn("git cannot be started", done.err)


class Traps(Repository):
    def test_nothing_of_the_branch_is_run(self):
        self.start_branch(usage=use(tool="consumer"))
        script, mark = self.trap()
        for hook in ("post-checkout", "pre-commit", "fsmonitor-watchman", "reference-transaction", "post-index-change"):
            shutil.copy(script, self.path(".git/hooks", hook))
        for key, value in (("core.fsmonitor", script), ("core.pager", script), ("pager.cat-file", script),
                           ("diff.external", script), ("diff.evil.textconv", script), ("diff.evil.command", script),
                           ("filter.evil.clean", script), ("filter.evil.smudge", script), ("core.editor", script),
                           ("alias.cat-file", "!" + script), ("alias.rev-parse", "!" + script)):
            self.git("config", key, value)
        self.write(".gitattributes", "* filter=evil diff=evil\n")
        self.write("charter.yaml", LOOSE_LAW)
        done = self.check("--charter-rev", "main", "--changed-since", "main", "usage.yaml")
        done = self.check("--charter-rev", "main", "usage.yaml")
        self.assertEqual((done.code, done.verdicts), (1, ["non-compliant"]), done.err)
        self.assertFalse(os.path.exists(mark))

    def test_a_folder_that_looks_like_a_repository_is_none(self):
        self.start_branch(usage=use())
        script, mark = self.trap()
        os.makedirs(self.path("bare/objects"))
        os.makedirs(self.path("bare/refs"))
        self.write("bare/HEAD", "ref: refs/heads/main\n")
        self.write("bare/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
                                  f"\tfsmonitor = {script}\n\tpager = {script}\n")
        self.write("bare/usage.yaml", use())
        done = self.run_program("--charter-rev", "main", "usage.yaml", where="bare")
        self.assertEqual((done.code, done.out), (2, ""))
        self.assertFalse(os.path.exists(mark))

    def test_replaced_objects_are_not_looked_at(self):
        self.start_branch(usage=use(tool="consumer"))
        self.write("loose.yaml", LOOSE_LAW)
        strict = self.git("rev-parse", "main:charter.yaml")
        loose = self.git("hash-object", "-w", "loose.yaml")
        self.git("replace", strict, loose)
        done = self.check("--charter-rev", "main", "usage.yaml")
        self.assertEqual(done.verdicts, ["non-compliant"], done.err)

    def test_a_branch_named_like_a_revision_of_ours_is_told_apart_by_git(self):
        self.start_branch(usage=use(tool="consumer"))
        self.write("charter.yaml", LOOSE_LAW)
        self.commit()
        self.git("update-ref", "refs/remotes/evil/main", "HEAD")
        done = self.check("--charter-rev", "main", "usage.yaml")
        self.assertEqual(done.verdicts, ["non-compliant"])


class EveryResult(Repository):
    def test_sarif_and_junit_hold_every_clause(self):
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", use(tool="consumer"))
        few = self.run_program("-f", "sarif")
        done = self.run_program("-f", "sarif", "--sarif-all", "-o", "junit=all.xml")
        results = done.json["runs"][0]["results"]
        kinds = {result["kind"] for result in results}
        self.assertEqual({result["kind"] for result in few.json["runs"][0]["results"]}, {"fail"})
        self.assertLessEqual({"fail", "pass", "notApplicable"}, kinds)
        self.assertEqual({result["level"] for result in results if result["kind"] != "fail"}, {"none"})
        self.assertEqual((few.code, done.code), (1, 1))
        self.assertGreater(self.read("all.xml").count("<testcase"), 3)


class Loose(Repository):
    """In continuous integration it is told where what judges comes from what is judged."""

    WARNING = "whoever writes the branch may change it"

    def setUp(self):
        super().setUp()
        self.start_branch(uses__good=use())
        self.write("exceptions.yaml", "charter: 1\nexceptions: {}\n")
        self.run_program("--baseline", "base.json", "--update-baseline", "uses")
        self.write("map.yaml", "intake: 1\ndeclare: {activity: {column: activity}, tool: {column: tool}}\n")
        self.commit()
        self.git("branch", "-f", "main", "branch")

    def warnings(self, *words, where=".", ci="true"):
        done = self.run_program(*words, where=where, env={"CI": ci})
        self.assertEqual(done.code, 0, done.err)
        return [line.split()[1] for line in done.err.splitlines() if self.WARNING in line]

    def test_what_a_branch_brings_is_told(self):
        loose = ("--charter", "charter.yaml")
        pinned = ("--charter-rev", "main")
        self.assertEqual(self.warnings(*loose, "uses"), ["charter.yaml"])
        self.write("charters/charter.yaml", LAW)
        self.assertEqual(self.warnings("--charter", "charters", "uses"), ["charters"])
        self.assertEqual(self.warnings("--charter", ".", "../uses", where="charters"), ["."])
        self.assertEqual(self.warnings("--charter", "../charter.yaml", "good.yaml", where="uses"), ["../charter.yaml"])
        self.assertEqual(self.warnings("--charter", self.path("charter.yaml"), "uses"), [self.path("charter.yaml")])
        self.assertEqual(self.warnings(*loose, "--exceptions", "exceptions.yaml", "--intake", "map.yaml", "uses"),
                         ["charter.yaml", "exceptions.yaml", "map.yaml"])
        self.assertEqual(self.warnings(*pinned, "--baseline", "base.json", "uses"), ["base.json"])
        self.assertEqual(self.warnings("--charter-rev", "HEAD", "uses"), ["--charter-rev"])
        self.assertEqual(self.warnings(*pinned, "--baseline", "base.json", "--baseline-rev", "HEAD~0", "uses"), ["--baseline-rev"])
        self.assertEqual(self.warnings("audit", *loose, "uses"), ["charter.yaml"])
        self.assertEqual(self.warnings("-q", *loose, "uses"), ["charter.yaml"])

    def test_what_it_cannot_change_is_not(self):
        self.assertEqual(self.warnings("--charter-rev", "main", "--exceptions", "exceptions.yaml", "uses"), [])
        self.assertEqual(self.warnings("--charter-rev", "main", "--baseline", "base.json", "--baseline-rev", "main", "uses"), [])
        self.assertEqual(self.warnings("--charter", "charter.yaml", "--charter-sha256", sha256(LAW), "uses"), [])
        self.git("clone", "-q", "-b", "main", ".", "base")
        self.assertEqual(self.warnings("--charter", "base/charter.yaml", "uses"), [])
        elsewhere = os.path.join(self.home, "charter.yaml")
        shutil.copy(self.path("charter.yaml"), elsewhere)
        self.addCleanup(os.remove, elsewhere)
        self.assertEqual(self.warnings("--charter", elsewhere, "uses"), [])

    def test_nobody_is_told_at_their_own_desk(self):
        self.assertEqual(self.warnings("uses", ci=None), [])
        self.assertEqual(self.warnings("uses", ci="false"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)

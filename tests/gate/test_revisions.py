#!/usr/bin/env python3
"""Names of revisions, where the branch brings tags, branches and files of any name: no other commit is ever taken."""

import os
import shutil
import unittest

from repository import LOOSE_LAW, Repository, use

BAD = use(tool="consumer")
SEVERAL = "may mean several revisions here"
FALSE_REMOTE = "is named as a branch of a remote is, and is none"


class Names(Repository):
    """main, in a clone's refs/remotes/origin/main too, forbids what the branch's own charter allows."""

    def setUp(self):
        super().setUp()
        self.start_branch(usage=BAD)
        self.commit()
        self.good = self.git("rev-parse", "main")
        self.git("remote", "add", "origin", "https://example.org/none.git")
        self.git("update-ref", "refs/remotes/origin/main", self.good)
        self.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        self.write("charter.yaml", LOOSE_LAW + "traces: {x: {tool: x, paths: nothing}}\n")
        self.write("deep/more.yaml", BAD)
        self.commit()
        self.short = self.good[:9]

    def judged(self, name):
        return self.check("--charter-rev", name, "usage.yaml")

    def judges_by_main(self, *names):
        for name in names:
            with self.subTest(name):
                done = self.judged(name)
                self.assertEqual((done.code, done.verdicts), (1, ["non-compliant"]), done.err)

    def refused(self, name, why):
        with self.subTest(name):
            for option, words in (("--charter-rev", []), ("--changed-since", []), ("--baseline-rev", ["--baseline", "b"])):
                done = self.run_program(option, name, *words, "usage.yaml")
                self.assertEqual((done.code, done.out), (2, ""), option)
                self.assertIn(option + ": ", done.err)
                self.assertIn(why, done.err)
            done = self.run_program("scan", "--since", name)
            self.assertEqual(done.code, 2)
            self.assertIn(why, done.err)

    def test_one_meaning_is_taken(self):
        self.git("tag", "v1", self.good)
        self.git("tag", "-a", "-m", "x", "v2", self.good)
        self.git("update-ref", "refs/merge/7", self.good)
        with open(self.path(".git/FETCH_HEAD"), "w", encoding="utf-8") as file:
            file.write(f"{self.good}\t\tbranch 'main'\n")
        self.judges_by_main("main", "origin/main", "origin", "heads/main", "remotes/origin/main", "refs/heads/main",
                            "refs/remotes/origin/main", "refs/merge/7", "v1", "v2", "tags/v1", "v2^{commit}", "HEAD~1",
                            "@~1", "HEAD^", "main@{0}", "@{-1}", "FETCH_HEAD", self.good, self.short,
                            self.short + "^{commit}", "v1-3-g" + self.short)

    def test_what_others_can_make_takes_nobody_s_name(self):
        names = ("main", "origin/main", "origin", self.short, "v1-3-g" + self.short, "FETCH_HEAD")
        with open(self.path(".git/FETCH_HEAD"), "w", encoding="utf-8") as file:
            file.write(f"{self.good}\t\tbranch 'main'\n")
        for place in ("refs/tags/", "refs/heads/", "refs/"):
            for name in names:
                ref = place + name
                if ref == "refs/heads/main":
                    continue
                self.git("update-ref", ref, "branch")
                self.refused(name, SEVERAL)
                self.refused(name + "~0", SEVERAL)
                self.git("update-ref", "-d", ref)
        self.git("config", "core.warnAmbiguousRefs", "false")
        self.git("tag", "origin/main", "branch")
        self.refused("origin/main", SEVERAL)

    def test_whole_names_and_whole_hashes_stay_what_they_are(self):
        for name in ("refs/heads/main", "refs/remotes/origin/main", self.good, "HEAD"):
            self.git("update-ref", "refs/tags/" + name, "branch")
            self.git("update-ref", "refs/heads/" + name, "branch")
        self.judges_by_main("refs/heads/main", "refs/remotes/origin/main", self.good, "HEAD~1")

    def test_as_many_digits_as_no_hash_here_has_are_a_name(self):
        digits = "0123456789abcdef" * 4
        self.git("branch", digits)
        self.git("tag", digits, "HEAD")
        self.refuses(self.run_program("--charter-rev", digits, "uses"), SEVERAL)

    def test_a_whole_name_is_looked_for_nowhere_else(self):
        for name in ("refs/heads/gone", "refs/remotes/origin/gone"):
            self.git("update-ref", "refs/tags/" + name, "branch")
            self.refused(name, "git knows no revision")

    def test_a_remote_s_branch_that_was_not_fetched_is_not_anybody_s(self):
        self.git("update-ref", "-d", "refs/remotes/origin/main")
        self.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD")
        for place in ("refs/tags/", "refs/heads/"):
            for name in ("origin/main", "origin"):
                self.git("update-ref", place + name, "branch")
                self.refused(name, FALSE_REMOTE)
                self.git("update-ref", "-d", place + name)
        self.refused("origin/main", "git knows no revision")

    def test_a_commit_is_not_found_by_what_is_written_into_it(self):
        for name in (":/x", ":charter.yaml", "^main", "", "-x"):
            self.assertIn("takes a revision", self.judged(name).err)
            self.assertEqual(self.judged(name).code, 2)

    def test_a_remote_s_own_name_is_needed_whole(self):
        self.git("tag", "origins/main", self.good)
        self.git("tag", "orig", self.good)
        self.judges_by_main("origins/main", "orig")


class Files(Repository):
    def test_files_called_as_a_revision_are_in_nobody_s_way(self):
        self.start_branch(usage=BAD)
        main = self.git("rev-parse", "main")
        for name in ("HEAD", "main", main, main[:8], "origin/main", "refs/heads/main"):
            self.write(name, "x")
        self.write("usage.yaml", BAD + "purpose: other\n")
        self.commit()
        for name in ("main", main, main[:8], "refs/heads/main", "HEAD~1"):
            with self.subTest(name):
                done = self.check("--charter-rev", name, "--changed-since", name, "usage.yaml")
                self.assertEqual((done.code, done.files), (1, ["usage.yaml"]), done.err)

    def test_a_submodule_that_the_branch_says_to_ignore_is_looked_at(self):
        self.start_branch()
        self.git("init", "-q", "-b", "main", "sub")
        self.write("sub/usage.yaml", use())
        self.git("add", "-A", where="sub")
        self.git("commit", "-q", "-m", "x", where="sub")
        self.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tignore = all\n')
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.write("sub/usage.yaml", BAD)
        self.git("add", "-A", where="sub")
        self.git("commit", "-q", "-m", "y", where="sub")
        for step in ("in the work tree", "in the index", "in a commit"):
            with self.subTest(step):
                done = self.check("--charter-rev", "main", "--changed-since", "main", "sub")
                self.assertEqual((done.code, done.files), (1, ["sub/usage.yaml"]), done.err)
            if step == "in the work tree":
                self.git("update-index", "--cacheinfo", "160000," + self.git("rev-parse", "HEAD", where="sub") + ",sub")
            elif step == "in the index":
                self.git("commit", "-q", "--no-verify", "-m", "z")


class LongHashes(Repository):
    def test_where_hashes_have_sixty_four_digits_they_are_whole(self):
        shutil.rmtree(self.path(".git"))
        self.git("init", "-q", "-b", "main", "--object-format=sha256")
        self.start_branch(uses__bad=BAD)
        commit = self.git("rev-parse", "main")
        self.assertEqual(len(commit), 64)
        self.assertEqual(self.check("--charter-rev", commit, "uses").verdicts, ["non-compliant"])


if __name__ == "__main__":
    unittest.main()

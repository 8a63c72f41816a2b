#!/usr/bin/env python3
"""Only what a branch touches is judged: --changed-since."""

import os
import unittest

from repository import Repository, use

BAD = use(tool="consumer")


class Changes(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch(uses__old=BAD, uses__deep__good=use())

    def since(self, *words, **more):
        return self.check("--charter-rev", "main", "--changed-since", "main", *(words or ["uses"]), **more)

    def test_nothing_touched_is_fine_and_said(self):
        self.commit()
        for name in self.formats():
            done = self.run_program("-f", name, "--charter-rev", "main", "--changed-since", "main", "uses", "-o", "sarif=o")
            self.assertEqual(done.code, 0, done.out + done.err)
            self.assertIn("no declaration has changed since main: nothing was judged", done.err)
        self.assertIn('"executionSuccessful": true', self.read("o"))

    def test_what_is_committed_staged_changed_or_new_is_judged(self):
        self.write("uses/committed.yaml", use())
        self.commit()
        self.write("uses/staged.yaml", use())
        self.git("add", "uses/staged.yaml")
        self.write("uses/new.yaml", use())
        self.write("uses/deep/good.yaml", use() + "purpose: changed\n")
        self.write("uses/notes.txt", "no declaration")
        done = self.since()
        self.assertEqual((done.code, done.files), (0, ["uses/committed.yaml", "uses/deep/good.yaml", "uses/new.yaml",
                                                       "uses/staged.yaml"]))

    def test_what_main_did_meanwhile_is_no_change_of_the_branch(self):
        self.git("checkout", "-q", "main")
        self.write("uses/mains.yaml", BAD)
        self.commit()
        self.git("checkout", "-q", "branch")
        self.write("uses/mine.yaml", use())
        self.commit()
        self.assertEqual(self.since().files, ["uses/mine.yaml"])

    def test_what_is_deleted_is_not_judged_and_what_is_renamed_is(self):
        self.git("rm", "-q", "uses/deep/good.yaml")
        self.git("mv", "uses/old.yaml", "uses/moved.yaml")
        self.commit()
        done = self.since()
        self.assertEqual((done.code, done.files), (1, ["uses/moved.yaml"]))

    def test_paths_are_told_apart_by_where_they_lead(self):
        self.write("uses/deep/good.yaml", BAD)
        self.commit()
        for words, where in (([self.path("uses")], "."), (["."], "uses"), (["../uses/./deep"], "uses"),
                             (["good.yaml"], "uses/deep"), (["uses/../uses/old.yaml", "uses/deep/good.yaml"], ".")):
            done = self.since(*words, where=where)
            self.assertEqual((done.code, len(done.files)), (1, 1), words)

    def test_a_declaration_that_becomes_a_link_is_an_error(self):
        os.remove(self.path("uses/old.yaml"))
        os.symlink("deep/good.yaml", self.path("uses/old.yaml"))
        self.commit()
        done = self.since()
        self.assertEqual((done.code, done.codes), (2, ["input.unreadable"]))

    def test_a_named_link_to_a_file_that_changed_is_judged(self):
        os.symlink("deep/good.yaml", self.path("uses/link"))
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.write("uses/deep/good.yaml", BAD)
        done = self.since("uses/link")
        self.assertEqual((done.code, done.verdicts), (1, ["non-compliant"]))

    def test_names_of_every_kind_are_found(self):
        names = ["a b.yaml", "new\nline.yaml", "--help.yaml", "é\u202e.yaml", '"quoted".yaml', ":(top)x.yaml", "*.yaml", "tab\t.yaml"]
        for name in names:
            self.write("uses/" + name, BAD)
        self.commit()
        done = self.since()
        self.assertEqual((done.code, sorted(done.files)), (1, sorted("uses/" + name for name in names)))
        self.git("checkout", "-q", "-b", "next")
        self.write("uses/" + names[1], use())
        done = self.run_program("--charter-rev", "main", "--changed-since", "branch", "uses")
        self.assertEqual(done.code, 0)

    def test_attributes_and_hooks_of_the_branch_run_nothing(self):
        script, mark = self.trap()
        for key in ("filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.evil.command",
                    "core.fsmonitor", "diff.external", "core.pager"):
            self.git("config", key, script)
        os.rename(script, self.path(".git/hooks/post-index-change"))
        self.write("trap.sh", "#!/bin/sh\necho ran >> " + mark + "\n")
        os.chmod(self.path("trap.sh"), 0o755)
        self.write("uses/.gitattributes", "* filter=evil diff=evil text\n")
        self.write("uses/deep/good.yaml", BAD)
        os.utime(self.path("uses/old.yaml"), (1, 1))
        done = self.since()
        self.assertEqual(done.code, 1, done.err)
        self.assertIn("uses/deep/good.yaml", done.files)
        self.assertFalse(os.path.exists(mark))

    def test_filters_are_switched_off_however_many_and_whatever_they_are_called(self):
        script, mark = self.trap()
        names = ["a=b", "=", "clean=x", "a.b", "é", 'q"u', "required", *(f"f{i}" for i in range(300))]
        with open(self.path(".git/config"), "a", encoding="utf-8") as config:
            for name in names:
                quoted = name.replace('"', '\\"')
                config.write(f'[filter "{quoted}"]\n\tclean = {script}\n\tprocess = {script}\n\trequired = true\n')
        for name in names:
            with self.subTest(name):
                self.write("uses/.gitattributes", f"* filter={name}\n")
                self.write("uses/deep/good.yaml", BAD)
                os.utime(self.path("uses/old.yaml"), (1, 1))
                done = self.since()
                self.assertEqual((done.code, os.path.exists(mark)), (1, False), done.err)
                if name == "f1":
                    break

    def test_settings_that_the_caller_gives_git_stay(self):
        """By safe.directory a runner allows a folder of another user."""
        script, mark = self.trap()
        self.git("config", "filter.evil.clean", script)
        self.write("uses/.gitattributes", "* filter=evil\n")
        os.utime(self.path("uses/old.yaml"), (1, 1))
        callers = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "filter.evil.process", "GIT_CONFIG_VALUE_0": script}
        self.assertEqual(self.since(env=callers).code, 1)
        self.assertFalse(os.path.exists(mark))
        self.assertEqual(self.since(env={"GIT_CONFIG_COUNT": "x"}).code, 2)

    # What becomes of a file that the declaration sends, or of the way to it.
    SENT = {
        "changed": lambda self: self.write("uses/prompt.txt", "after"),
        "taken away": lambda self: os.remove(self.path("uses/prompt.txt")),
        "a link": lambda self: (os.remove(self.path("uses/prompt.txt")), os.symlink("other.txt", self.path("uses/prompt.txt"))),
        "below": lambda self: self.write("uses/below/more.txt", "after"),
        "a folder that is a link": lambda self: (os.rename(self.path("uses/below"), self.path("uses/elsewhere")),
                                                 os.symlink("elsewhere", self.path("uses/below"))),
    }

    def test_a_declaration_whose_files_change_is_judged(self):
        for name, text in (("prompt.txt", "before"), ("below/more.txt", "before"), ("other.txt", "before")):
            self.write("uses/" + name, text)
        self.write("uses/sends.yaml", use(files="[prompt.txt, below/more.txt, never.txt]"))
        self.write("uses/shared.yaml", "usages:\n- {activity: drafting, tool: inhouse}\nusage: 1\nfiles: [prompt.txt]\n")
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.assertEqual(self.since().files, [])
        for name, change in self.SENT.items():
            for committed in (False, True):
                with self.subTest(name, committed=committed):
                    change(self)
                    if committed:
                        self.commit()
                    expected = ["uses/sends.yaml"] if "below" in name or "folder" in name else ["uses/sends.yaml", "uses/shared.yaml"]
                    self.assertEqual(self.since("uses/sends.yaml", "uses/shared.yaml").files, expected)
                    self.git("add", "-A")
                    self.git("reset", "-q", "--hard", "main")

    def test_a_folder_that_becomes_a_link_is_judged(self):
        """Nothing in either folder has changed: what is declared where has."""
        self.write("archive/bad.yaml", BAD)
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.git("rm", "-q", "-r", "uses")
        os.symlink("archive", self.path("uses"))
        for committed in (False, True):
            for words in (("uses",), ("uses/bad.yaml",), ("./uses",), (self.path("uses"),), ("archive/../uses/bad.yaml",)):
                self.assertEqual(self.since(*words).verdicts, ["non-compliant"], words)
            self.commit()

    def test_standard_input_is_always_judged(self):
        self.commit()
        self.assertEqual(self.since("-", stdin=BAD.encode()).code, 1)

    def test_what_lies_outside_the_repository_is_always_judged(self):
        self.commit()
        outside = os.path.join(self.home, "usage.yaml")
        with open(outside, "w", encoding="utf-8") as file:
            file.write(BAD)
        self.addCleanup(os.remove, outside)
        self.assertEqual(self.since(outside).code, 1)

    def test_what_is_no_revision_or_has_no_common_ancestor_is_an_error(self):
        self.git("checkout", "-q", "--orphan", "alone")
        self.write("alone.txt", "no commit of main is the same")
        self.commit()
        self.git("checkout", "-q", "branch")
        for wrong in ("nosuch", "--output=x", "", "alone"):
            done = self.run_program("--charter-rev", "main", "--changed-since=" + wrong, "uses")
            self.assertEqual((done.code, done.out), (2, ""), wrong)
            self.assertNotEqual(done.err, "")

    def links(self):
        """usage.yaml over two links to a declaration, and a folder over two to another."""
        self.write("store/v1/u.yaml", use())
        self.write("store/v2/u.yaml", BAD)
        self.write("alone/u.yaml", use())
        for name, to in (("c.yaml", "alone/u.yaml"), ("a.yaml", "b.yaml"), ("b.yaml", "store/v1/u.yaml"), ("now", "then"), ("then", "store/v1")):
            os.symlink(to, self.path(name))
        self.commit()
        self.git("branch", "-f", "main", "branch")

    def test_every_link_on_the_way_counts(self):
        self.links()
        ways = ("a.yaml", "now/u.yaml", "now", "./store/../a.yaml", self.path("now"))
        for way in ways:
            self.assertEqual(self.since(way).verdicts, [], way)
        for changed, to, seen in (("b.yaml", "store/v2/u.yaml", ("a.yaml", "b.yaml")), ("then", "store/v2", ("now", "now/u.yaml")),
                                  ("b.yaml", "now/u.yaml", ("a.yaml",)), ("store/v1", "v2", ways)):
            for committed in (False, True):
                with self.subTest(changed, committed=committed):
                    if os.path.islink(self.path(changed)):
                        os.remove(self.path(changed))
                    else:
                        self.git("rm", "-q", "-r", changed)
                    os.symlink(to, self.path(changed))
                    if committed:
                        self.commit()
                    for way in seen:
                        self.assertEqual(len(self.since(way).verdicts), 1, way)
                    self.git("add", "-A")
                    self.git("reset", "-q", "--hard", "main")

    def test_what_a_link_led_to_and_is_gone_is_told(self):
        self.links()
        self.git("rm", "-q", "store/v1/u.yaml", "alone/u.yaml")
        for committed in (False, True):
            for way in ("a.yaml", "now/u.yaml", "c.yaml"):
                self.assertEqual(self.since(way).codes, ["input.unreadable"], way)
            self.commit()

    def test_what_HEAD_does_not_hold_has_changed_whatever_is_ignored(self):
        self.write(".gitignore", "*\n")
        self.commit("-f")
        self.git("branch", "-f", "main", "branch")
        self.write("uses/made.yaml", BAD)
        self.write("uses/sends.yaml", use(files="[made.txt]"))
        self.git("add", "-f", "uses/sends.yaml")
        self.git("commit", "-q", "-m", "x")
        self.git("branch", "-f", "main", "branch")
        self.assertEqual(self.since().files, ["uses/made.yaml"])
        self.write("uses/made.txt", "x")
        self.assertEqual(self.since().files, ["uses/made.yaml", "uses/sends.yaml"])

    def test_every_place_where_both_parted_counts(self):
        """Histories that were merged both ways: git names one of two such places, and the branch chooses which."""
        self.write("uses/r.yaml", BAD)
        self.commit()
        self.git("checkout", "-q", "-b", "one", "main")
        self.write("uses/r.yaml", BAD)
        self.commit()
        self.git("checkout", "-q", "-b", "two", "main")
        self.write("other.txt", "x")
        self.commit()
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-ff", "-m", "m", "two")
        self.git("merge", "-q", "--no-ff", "-m", "m", "one")
        self.git("rm", "-q", "uses/r.yaml")
        self.commit()
        self.git("checkout", "-q", "-B", "branch", "one")
        self.git("merge", "-q", "--no-ff", "-m", "m", "two")
        self.assertEqual(len(self.git("merge-base", "--all", "main", "branch").split()), 2)
        self.assertEqual(self.since().files, ["uses/r.yaml"])

    def test_what_a_limit_leaves_unjudged_is_told_whatever_has_changed(self):
        self.write("uses/a.yaml", "usage: 1\nusages:\n" + "- {activity: drafting, tool: inhouse, data: [public]}\n" * 9)
        self.write("uses/y.yaml", use())
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.write("uses/z.yaml", BAD)
        for most in ("3", "2"):
            self.assertEqual(self.since("--max-declarations", most, "uses").code, 2)

    def test_a_baseline_knows_uses_of_one_id_by_those_before_them(self):
        self.write("uses/a.yaml", "usage: 1\nusages:\n" + "- {id: x, activity: drafting, tool: inhouse, data: [public]}\n" * 2
                   + "- {id: x, activity: drafting, tool: consumer, data: [public]}\n")
        self.run_program("--baseline", "b.json", "--update-baseline", "uses")
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.write("uses/a.yaml", self.read("uses/a.yaml") + "# touched\n")
        self.assertEqual(self.since("--baseline", "b.json", "uses").code, 0)

    def test_what_is_accepted_elsewhere_is_not_called_stale(self):
        self.run_program("--baseline", "b.json", "--update-baseline", "uses")
        self.commit()
        self.write("uses/new.yaml", use())
        done = self.since("--baseline", "b.json", "uses")
        self.assertEqual(done.code, 0)
        self.assertNotIn("stale", done.err)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
"""Files of a branch by which git is configured: none of them changes what the gate sees, or runs anything. Each is tried with
every command that asks git."""

import os
import unittest

from repository import LAW, LOOSE_LAW, Repository, use

BAD = use(tool="consumer")

# What a tree may hold, by what it configures; {} is where the trap lies.
SETTINGS = {
    "filters": {".gitattributes": "* filter=evil\n"},
    "filters below": {"ai-usage/.gitattributes": "*.yaml filter=evil\n"},
    "differences": {".gitattributes": "* diff=evil -diff\n*.yaml diff=evil\n"},
    "merges": {".gitattributes": "* merge=evil\n"},
    "line ends": {".gitattributes": "* text eol=crlf\n"},
    "encodings": {".gitattributes": "* working-tree-encoding=ISO-8859-1\n"},
    "idents": {".gitattributes": "* ident\n"},
    "exports": {".gitattributes": "* export-ignore export-subst\n"},
    "binaries": {".gitattributes": "* binary\n"},
    "generated and vendored": {".gitattributes": "* linguist-generated linguist-vendored\n"},
    "macros": {".gitattributes": "[attr]evil filter=evil\n* evil\n"},
    "large files": {".gitattributes": "* filter=lfs diff=lfs merge=lfs -text\n", ".lfsconfig": "[lfs]\n\turl = file:///{}\n"},
    "what is ignored": {".gitignore": "*\n!.gitignore\n"},
    "what is ignored below": {"ai-usage/.gitignore": "bad.yaml\n*.yaml\n"},
    "names of authors": {".mailmap": "X <x@example.org> <a@example.org>\n"},
    "submodules": {".gitmodules": '[submodule "x"]\n\tpath = ai-usage\n\turl = ext::{}\n\tignore = all\n\tupdate = !{}\n\tbranch = main\n'},
    "blame": {".git-blame-ignore-revs": "0000000000000000000000000000000000000000\n"},
    "configurations of others": {".gitconfig": "[core]\n\tfsmonitor = {}\n", "config": "[core]\n\tfsmonitor = {}\n",
                                 ".config/git/config": "[core]\n\tpager = {}\n", "gitconfig": "[alias]\n\tdiff-tree = !{}\n"},
    "hooks of others": {".githooks/pre-commit": "#!/bin/sh\nexec {}\n", "hooks/post-checkout": "#!/bin/sh\nexec {}\n"},
    "repositories that look so": {"ai-usage/HEAD": "ref: refs/heads/main\n", "ai-usage/config": "[core]\n\tfsmonitor = {}\n\tbare = true\n",
                                  "ai-usage/objects/x": "", "ai-usage/refs/x": ""},
    "names of revisions": {"main": "x", "HEAD": "x", "origin/main": "x", "refs/heads/main": "x"},
    "names of options": {"--output=pwned": "x", "-c": "x", "--no-index": "x", "--help": "x"},
    "names of paths": {":(exclude)ai-usage/bad.yaml": "x", ":!ai-usage": "x", "*": "x", "ai-usage/*.yaml.x": "x"},
    "sparse": {"info/sparse-checkout": "/nothing\n", ".git-sparse": "x"},
}


class Settings(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch(ai_usage=use())
        os.rename(self.path("ai_usage.yaml"), self.write("ai-usage/old.yaml", use()))
        self.write("pom.xml", "<project/>")
        self.commit()
        self.git("branch", "-f", "main", "branch")
        self.script, self.mark = self.trap()
        os.remove(self.script)
        self.script = self.folder + "-script"
        with open(self.script, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\necho ran >> {self.mark}\ncat\n")
        os.chmod(self.script, 0o755)
        self.addCleanup(os.remove, self.script)
        # The user's own configuration names programs: which of them run must not be the tree's to say.
        for key in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "filter.lfs.clean", "filter.lfs.process",
                    "diff.evil.textconv", "diff.evil.command", "diff.lfs.textconv", "merge.evil.driver", "alias.x"):
            self.git("config", key, self.script)

    def seen(self):
        """What each command that asks git says of the branch's declaration."""
        words = ("--charter-rev", "refs/heads/main", "ai-usage")
        changed = self.check("--changed-since", "refs/heads/main", *words)
        whole = self.check(*words)
        scanned = self.check_scan("--charter-rev", "refs/heads/main", "--since", "refs/heads/main")
        return (changed.code, [one for one in changed.verdicts if one != "compliant"], whole.code,
                [one for one in whole.verdicts if one != "compliant"], scanned)

    def check_scan(self, *words):
        done = self.run_program("scan", "-f", "json", *words)
        return done.code, [one["tool"] for one in done.json["verdicts"]], done.codes

    def test_none_of_them_changes_what_is_seen(self):
        law = LAW + "traces: {t: {tool: consumer, paths: CLAUDE.md, commits: [Evil-Trailer]}}\n"
        self.git("checkout", "-q", "main")
        self.write("charter.yaml", law)
        self.commit()
        self.git("checkout", "-q", "-B", "branch")
        self.write("charter.yaml", LOOSE_LAW)
        self.write("ai-usage/bad.yaml", BAD)
        self.write("CLAUDE.md", "x")
        self.commit()
        expected = self.seen()
        self.assertEqual(expected, (1, ["non-compliant"], 1, ["non-compliant"], (1, ["consumer"], [])))
        for name, files in SETTINGS.items():
            for committed in (False, True):
                with self.subTest(name, committed=committed):
                    for path, text in files.items():
                        self.write(path, text.replace("{}", self.script))
                    if committed:
                        self.git("-c", "core.fsmonitor=false", "add", "-A", "-f")
                        self.git("commit", "-q", "--no-verify", "-m", "x")
                        if os.path.exists(self.mark):
                            os.remove(self.mark)  # adding runs filters, which is the committer's affair
                    os.utime(self.path("ai-usage/bad.yaml"), (1, 1))
                    self.assertEqual(self.seen(), expected)
                    self.assertFalse(os.path.exists(self.mark), name)
                    self.assertFalse(os.path.exists(self.path("pwned")))
                    self.reset()

    def reset(self):
        for folder, _, names in os.walk(self.folder):
            if os.sep + ".git" not in folder:
                for name in names:
                    if name == ".gitattributes":
                        os.remove(os.path.join(folder, name))
        self.git("clean", "-q", "-f", "-d", "-x")
        while self.git("log", "-1", "--format=%s") == "x" and self.git("rev-list", "--count", "main..HEAD") != "1":
            self.git("reset", "-q", "--hard", "HEAD~1")
        self.git("reset", "-q", "--hard")
        if os.path.exists(self.mark):
            os.remove(self.mark)


if __name__ == "__main__":
    unittest.main()

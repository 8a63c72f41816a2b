"""repository: the program in a git repository of its own, with a main branch that is trusted and one that is not."""

import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from running import Case, LAW, use  # noqa: E402

GIT_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-11-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-01T00:00:00Z", "GIT_CONFIG_NOSYSTEM": "1",
}

# Everything that is forbidden by LAW is allowed by this one.
LOOSE_LAW = LAW.replace("consumer: {status: banned}", "consumer: {status: approved, data: internal}")


class Repository(Case):
    def setUp(self):
        super().setUp()
        os.rmdir(self.home)
        self.home = self.folder + "-home"
        os.mkdir(self.home)
        self.addCleanup(os.rmdir, self.home)
        try:
            self.git("init", "-q", "-b", "main")
        except FileNotFoundError as error:
            raise unittest.SkipTest("there is no git") from error

    def git(self, *words, where=".", stdin=b""):
        done = subprocess.run(["git", *words], cwd=self.path(where), input=stdin, capture_output=True, check=False, timeout=60,
                              env={**os.environ, "HOME": self.home, **GIT_ENVIRONMENT})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().strip()

    def commit(self, *files):
        """Commits these files, or everything."""
        self.git("add", "-A", *files)
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "x")

    def start_branch(self, law=LAW, **files):
        """main holds the charter and `files`; the branch is then where we are."""
        self.write("charter.yaml", law)
        for name, text in files.items():
            self.write(name.replace("__", "/") + ".yaml", text)
        self.commit()
        self.git("checkout", "-q", "-b", "branch")

    def trap(self, name="trap"):
        """A program that leaves a mark when it is run, and the mark's path."""
        mark = self.folder + "-" + name
        script = self.write(name + ".sh", f"#!/bin/sh\necho ran >> {mark}\ncat\n")
        os.chmod(script, 0o755)
        self.addCleanup(lambda: os.path.exists(mark) and os.remove(mark))
        return script, mark

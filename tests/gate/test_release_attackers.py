#!/usr/bin/env python3
"""A merge request whose author does not want to be stopped, against each ready-made gate: nothing of the branch has a say in
what is installed, what runs, what it is judged by, or where reports go.

# once: what is told apart does not depend on how the program was built.
"""

import os
import shutil
import subprocess
import unittest

import recipes
import release
from repository import LOOSE_LAW, Repository, use

BAD = use(tool="consumer")
# What a shell, git or a gate might look for.
PROGRAMS = ("charter-check", "bin/charter-check", "curl", "wget", "tar", "gzip", "sha256sum", "mktemp", "head", "grep", "uname",
            "templates/pinned.sh", "templates/gate.sh", "templates/install.sh", "templates/pre-commit.sh", "tests/packages.sh",
            "pinned.sh", "gate.sh", ".bashrc", ".bash_profile", ".profile", ".shrc", ".env", "BASH_ENV", ".git-hooks/post-checkout")
SETTINGS = {
    ".curlrc": "output = \"pwned\"\nurl = \"file:///etc/passwd\"\n", ".wgetrc": "output_document = pwned\n",
    ".netrc": "default login a password b\n", ".gitconfig": "[core]\n\tfsmonitor = touch pwned\n",
    ".gitmodules": "[submodule \"ai-usage\"]\n\tpath = ai-usage\n\turl = ext::touch pwned\n\tignore = all\n\tupdate = none\n"
                   "\tfetchRecurseSubmodules = true\n",
    ".gitattributes": "* filter=evil diff=evil merge=evil text eol=crlf export-ignore\n",
    ".gitlab-ci.yml": "charter-check: {script: [exit 0]}\n", "Jenkinsfile": "echo 'fine'\n", "action.yml": "runs: {steps: []}\n",
    ".charter.yaml": LOOSE_LAW, "charter.yaml": LOOSE_LAW, ".charter-baseline.json": "{}\n",
}
# Names that are words elsewhere.
NAMES = ("HEAD", "FETCH_HEAD", "main", "origin/main", "refs/remotes/origin/main", "refs/heads/main", "--version", "-rf", "check")
DECLARED = ("$(touch pwned).yaml", "`touch pwned`.yaml", "--output=text=pwned.yaml", "a;touch pwned;.yaml",
            "a\n::set-output name=status::0\n.yaml", "a\n##vso[task.complete result=Succeeded]\n.yaml", "'\"$IFS.yaml")


class Attackers(Repository):
    def setUp(self):
        super().setUp()
        archive = release.archive((release.MEMBER, release.program("the release runs")))
        self.server = release.Server(self, release=archive)
        self.pin = {"CHARTER_CHECK_URL": self.server.url("release"), "CHARTER_CHECK_SHA256": release.sha256(archive),
                    "CHARTER_CHECK_CACHE": "none"}
        self.start_branch()
        self.base = self.git("rev-parse", "main")
        self.git("remote", "add", "origin", ".")
        self.git("update-ref", "refs/remotes/origin/main", "main")
        self.write("ai-usage/bad.yaml", BAD)

    def attack(self):
        """The worst branch, checked out; and a mark that is there once anything of it has run."""
        _, mark = self.trap()
        for name in PROGRAMS:
            os.makedirs(os.path.dirname(self.path(name)) or ".", exist_ok=True)
            os.chmod(self.write(name, f"#!/bin/sh\ntouch {mark}\nexit 0\n"), 0o755)
        for name, text in SETTINGS.items():
            self.write(name, text)
        for name in (*NAMES, self.base, self.base[:7]):
            if not os.path.exists(self.path(name)):
                self.write(name, "x")
        for name in DECLARED:
            self.write("ai-usage/" + name, BAD)
        self.write(f".cache/charter-check/{self.pin['CHARTER_CHECK_SHA256']}.tar.gz", "")
        with open(self.path(f".cache/charter-check/{self.pin['CHARTER_CHECK_SHA256']}.tar.gz"), "wb") as file:
            file.write(release.archive((release.MEMBER, f"#!/bin/sh\ntouch {mark}\n".encode())))
        victim = self.folder + "-victim"
        with open(victim, "w", encoding="utf-8") as file:
            file.write("mine")
        self.addCleanup(os.remove, victim)
        for name in ("gl-code-quality-report.json", "charter-check.xml", "charter-check.sarif"):
            os.symlink(victim, self.path(name))
        self.commit()
        for name in ("origin/main", "refs/remotes/origin/main", "main"):
            self.git("update-ref", "refs/tags/" + name, "HEAD")
        return mark, victim

    def run_gate(self, gate, script, environment):
        return subprocess.run([*recipes.SHELLS[gate], "-c", script], cwd=self.folder, capture_output=True, text=True,
                              timeout=60, check=False,
                              env={**self.environment({}), "CI": "true", "PATH": os.environ["PATH"], **environment})

    def gates(self, **more):
        return recipes.scripts({**self.pin, **more}, self.base).items()

    def test_nothing_of_the_branch_runs_judges_or_is_written_to(self):
        mark, victim = self.attack()
        links = {name: os.readlink(self.path(name)) for name in os.listdir(self.folder) if os.path.islink(self.path(name))}
        for gate, (script, environment) in self.gates():
            with self.subTest(gate):
                for name, to in links.items():
                    if not os.path.lexists(self.path(name)):
                        os.symlink(to, self.path(name))
                self.server.asked.clear()
                done = self.run_gate(gate, script, environment)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertEqual(self.server.asked, ["release"])
                self.assertIn("the release runs", done.stderr)
                self.assertFalse(os.path.exists(mark))
                self.assertFalse(os.path.exists(self.path("pwned")))
                self.assertEqual(self.read(victim), "mine")
                self.assertNotRegex(done.stdout + done.stderr, r"(?m)^\s*::set-output|##(vso)?\[")

    def test_a_home_that_is_the_checkout_makes_no_difference(self):
        mark, victim = self.attack()
        for gate, (script, environment) in self.gates(CHARTER_CHECK_CACHE=""):
            with self.subTest(gate):
                done = self.run_gate(gate, script, {**environment, "HOME": self.folder, "XDG_CONFIG_HOME": self.folder})
                self.assertIn("the release runs", done.stderr)
                self.assertFalse(os.path.exists(mark))
                self.assertEqual(self.read(victim), "mine")

    def test_what_the_branch_left_in_a_cache_does_not_run(self):
        mark, _ = self.attack()
        for gate, (script, environment) in self.gates(CHARTER_CHECK_CACHE=self.path(".cache/charter-check")):
            with self.subTest(gate):
                done = self.run_gate(gate, script, environment)
                self.assertEqual(done.returncode, 2)
                self.assertIn("lies in the folder that is judged", done.stderr)
        elsewhere = self.folder + "-cache"
        self.addCleanup(shutil.rmtree, elsewhere)
        for gate, (script, environment) in self.gates(CHARTER_CHECK_CACHE=elsewhere):
            with self.subTest(gate):
                shutil.rmtree(elsewhere, True)
                shutil.copytree(self.path(".cache/charter-check"), elsewhere)
                self.assertIn("the release runs", self.run_gate(gate, script, environment).stderr)
        self.assertFalse(os.path.exists(mark))

    def test_a_report_of_the_branchs_own_is_not_left_where_nothing_ran(self):
        names = ("gl-code-quality-report.json", "charter-check.xml", "charter-check.sarif")
        reports = {"GitHub": names[2:], "GitLab": names[:2], "Jenkins": names[1:2], "Forgejo": ()}
        for gate, (script, environment) in self.gates(CHARTER_CHECK_SHA256="0" * 64):
            with self.subTest(gate):
                for name in names:
                    self.write(name, "all is well")
                self.assertEqual(self.run_gate(gate, script, environment).returncode, 2)
                for name in reports[gate]:
                    self.assertFalse(os.path.exists(self.path(name)))

    def test_a_folder_of_reports_that_is_a_link_is_refused(self):
        elsewhere = self.folder + "-elsewhere"
        os.mkdir(elsewhere)
        self.addCleanup(shutil.rmtree, elsewhere)
        os.symlink(elsewhere, self.path("reports"))
        gate, (script, environment) = "GitHub", recipes.scripts(self.pin, self.base)["GitHub"]
        for output, code in (("sarif=reports/a.sarif", 2), ("sarif=reports/../a.sarif", 2), ("sarif=ai-usage/../a.sarif", 1),
                             (f"sarif={elsewhere}/mine.sarif", 1)):
            done = self.run_gate(gate, script, {**environment, "GATE_OUTPUTS": output})
            self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(os.listdir(elsewhere), ["mine.sarif"])

    def test_a_target_branch_with_a_name_for_shells_is_a_name(self):
        name = "x$(touch${IFS}pwned)`touch${IFS}pwned`;touch${IFS}pwned"
        self.git("update-ref", "refs/heads/" + name, "main")
        self.git("update-ref", "refs/remotes/origin/" + name, "main")
        for gate, (script, environment) in recipes.scripts(self.pin, self.base, name).items():
            with self.subTest(gate):
                done = self.run_gate(gate, script, environment)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertFalse(os.path.exists(self.path("pwned")))


if __name__ == "__main__":
    unittest.main(verbosity=2)

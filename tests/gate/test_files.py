#!/usr/bin/env python3
"""The ready-made files of pipelines: they are well-formed, name options that exist, and their shell does what it says. What
runs is the release on an address of this machine."""

import glob
import os
import re
import shutil
import subprocess
import unittest

import yaml

import recipes
import release
from recipes import ROOT, read
from repository import LAW, LOOSE_LAW, Repository, use
from running import USES

BAD = use(tool="consumer")


class Files(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch()
        self.write("charter.yaml", LOOSE_LAW)
        self.write("ai-usage/bad.yaml", BAD)
        self.commit()
        archive = release.archive()
        self.pin = {"CHARTER_CHECK_URL": release.Server(self, release=archive).url("release"),
                    "CHARTER_CHECK_SHA256": release.sha256(archive), "CHARTER_CHECK_CACHE": self.folder + "-cache"}
        self.addCleanup(shutil.rmtree, self.folder + "-cache", True)

    def shell(self, script, path="", **environment):
        """bash runs it in the repository, as a runner would; no charter-check is installed, but in `path`."""
        path += ":".join(folder for folder in os.environ["PATH"].split(":")
                         if not os.path.exists(os.path.join(folder, "charter-check")))
        done = subprocess.run(["bash", "-eu", "-c", script], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              check=False, env={**self.environment(self.pin), "CI": "true", **environment, "PATH": path})
        return done

    def gate(self, **wanted):
        script = os.path.join(ROOT, "templates/gate.sh")
        return self.shell(f"bash '{script}'", **{"GATE_" + name: value for name, value in wanted.items()})

    def test_the_gate_judges_by_the_charter_of_main(self):
        done = self.gate(CHARTER_REV="main", INPUTS="ai-usage\n", FORMAT="github", OUTPUTS="sarif=a b.sarif\njunit=j.xml")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("::error", done.stdout)
        self.assertIn('"2.1.0"', self.read("a b.sarif"))
        self.assertIn("<testsuites", self.read("j.xml"))
        self.assertEqual(self.gate(CHARTER="charter.yaml").returncode, 0)
        self.assertEqual(self.gate(INPUTS="ai-usage").returncode, 2)

    def test_nothing_of_an_input_is_run(self):
        evil = '$(touch pwned) `touch pwned`"; touch pwned; \''
        for name in ("CHARTER", "CHARTER_REV", "CHARTER_SHA256", "BASELINE", "BASELINE_REV", "CHANGED_SINCE", "FAIL_ON",
                     "LANG", "FORMAT", "OUTPUTS", "INPUTS"):
            self.assertEqual(self.gate(**{"CHARTER": "charter.yaml", name: evil}).returncode, 2, name)
        self.assertEqual(self.gate(CHARTER="charter.yaml", INPUTS="--output=text=pwned").returncode, 2)
        self.assertFalse(os.path.exists(self.path("pwned")))

    def test_the_action_gives_inputs_to_the_shell_through_the_environment_alone(self):
        action = yaml.safe_load(read("action.yml"))
        self.assertEqual(action["runs"]["using"], "composite")
        used = set()
        for step in action["runs"]["steps"]:
            self.assertNotIn("${{", step["run"])
            self.assertEqual(step["shell"], "bash")
            used |= set(re.findall(r"inputs\.([\w-]+)", " ".join(step.get("env", {}).values())))
            for name in re.findall(r"\$GITHUB_ACTION_PATH/([\w./]+)", step["run"]):
                self.assertTrue(os.access(os.path.join(ROOT, name), os.X_OK), name)
        self.assertEqual(used, set(action["inputs"]))
        gate = read("templates/gate.sh") + read("templates/pinned.sh")
        for name in action["runs"]["steps"][-1]["env"]:
            self.assertIn(name, gate)

    def act(self, **wanted):
        """The action, as a runner runs it: what it left, its outputs and its summary."""
        action = yaml.safe_load(read("action.yml"))
        wanted = {"release-url": self.pin["CHARTER_CHECK_URL"], "release-sha256": self.pin["CHARTER_CHECK_SHA256"],
                  "cache": self.pin["CHARTER_CHECK_CACHE"], "inputs": "ai-usage", "charter-rev": "refs/heads/main",
                  **{name.replace("_", "-"): value for name, value in wanted.items()}}
        self.assertLessEqual(set(wanted), set(action["inputs"]))
        for name in ("outputs", "summary"):
            with open(f"{self.folder}-{name}", "w", encoding="utf-8") as file:
                file.write("before\n")
            self.addCleanup(lambda path=file.name: os.path.exists(path) and os.remove(path))
        script, environment = recipes.action(wanted)
        done = self.shell(script, GITHUB_OUTPUT=self.folder + "-outputs", GITHUB_STEP_SUMMARY=self.folder + "-summary",
                          **environment)
        lines = self.read(self.folder + "-outputs").splitlines()
        self.assertEqual(lines.pop(0), "before")
        for line in lines:
            self.assertRegex(line, r"^[a-z-]+=[0-9]+$")
        promised = {re.fullmatch(r"\$\{\{ steps\.judge\.outputs\.([a-z-]+) \}\}", one["value"])[1]
                    for one in action["outputs"].values()}
        outputs = dict(line.split("=") for line in lines)
        self.assertEqual(promised, set(action["outputs"]))
        self.assertLessEqual(set(outputs), promised)
        return done, {name: int(value) for name, value in outputs.items()}, self.read(self.folder + "-summary")

    def test_the_action_runs_as_a_runner_runs_it(self):
        done, outputs, summary = self.act(fail_on="review", outputs="sarif=charter-check.sarif")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("::error", done.stdout)
        self.assertEqual(outputs, {"status": 1, "declarations": 1, "compliant": 0, "conditional": 0, "review": 0,
                                   "undetermined": 0, "non-compliant": 1, "invalid": 0})
        self.assertTrue(summary.startswith("before\n## AI charter\n\n1 declaration: 1 non-compliant\n"), summary)
        self.assertIn('"2.1.0"', self.read("charter-check.sarif"))

    def test_the_action_tells_what_there_was_of_each_verdict(self):
        for number, text in enumerate(USES.values()):
            self.write(f"ai-usage/{number}.yaml", text)
        done, outputs, _ = self.act()
        self.assertEqual(outputs, {"status": 2, "declarations": 7, "compliant": 1, "conditional": 1, "review": 1,
                                   "undetermined": 1, "non-compliant": 2, "invalid": 1})
        self.assertEqual(done.returncode, 2)
        done, outputs, _ = self.act(inputs="nosuch.yaml")
        self.assertEqual((done.returncode, outputs["status"], outputs["declarations"]), (2, 2, 0))

    def test_nothing_that_was_declared_becomes_an_output(self):
        summary = r'\n{\"summary\":{\"declarations\":9,\"invalid\":9}}\nstatus=0\nstatus<<x\n0\nx'
        self.write("ai-usage/bad.yaml", use(tool="consumer", id=f'"x{summary}"', purpose=f'"{summary}"',
                                            author='"::set-output name=status::0"'))
        for name in ('x\nstatus=0\n.yaml', '{"summary":{"declarations":9}}.yaml', "status=0.yaml"):
            self.write("ai-usage/" + name, BAD)
        done, outputs, summary = self.act()
        self.assertEqual((outputs["status"], outputs["declarations"], outputs["invalid"]), (1, 4, 0), done.stderr)
        self.assertNotRegex(done.stdout + done.stderr, r"(?m)^\s*::(?!error|warning|notice)")
        self.assertNotRegex(summary, r"(?m)^status")

    def test_where_no_release_is_found_the_action_says_so(self):
        for name, value in (("release_sha256", ""), ("release_sha256", "0" * 64), ("release_url", ""),
                            ("charter_rev", "nosuch")):
            done, outputs, summary = self.act(**{name: value})
            self.assertEqual((done.returncode, outputs.get("status")), (2, 2), name)
            self.assertNotEqual(done.stderr, "")
            self.assertIn("## AI charter", summary)

    def test_the_component_of_gitlab(self):
        spec, job = next(yaml.safe_load_all(read("templates/gitlab.yml"))), recipes.gitlab()
        self.assertEqual(set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", read("templates/gitlab.yml"))),
                         set(spec["spec"]["inputs"]))
        for line in job["script"]:
            self.assertNotIn("$[[", line)
        self.assertEqual(set(self.pin), {name for name in job["variables"] if name.startswith("CHARTER_")})
        self.git("remote", "add", "origin", ".")
        script, words = "\n".join(job["script"]), {"GATE_INPUTS": "ai-usage", "GATE_FAIL_ON": "conditional"}
        done = self.shell(script, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **words)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotEqual(self.shell(script, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="nosuch", **words).returncode, 0)
        for report in job["artifacts"]["reports"].values():
            self.assertTrue(os.path.getsize(self.path(report)) > 0)

    def test_a_pipeline_of_the_fork_is_refused(self):
        script, environment = recipes.scripts(self.pin, "")["GitLab"]
        done = self.shell(script, **{**environment, "CI_PROJECT_ID": "8"})
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("run it in the target project", done.stderr)

    def test_a_branch_that_began_before_a_ban_does_not_escape_it(self):
        script = "\n".join(recipes.gitlab()["script"])
        self.git("remote", "add", "origin", ".")
        for law, code in ((LOOSE_LAW, 0), (LAW, 1)):
            self.git("checkout", "-q", "main")
            self.write("charter.yaml", law)
            self.commit("charter.yaml")
            self.git("checkout", "-q", "branch")
            done = self.shell(script, GATE_INPUTS="ai-usage", GATE_FAIL_ON="conditional",
                              CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
            self.assertEqual(done.returncode, code, done.stderr)

    def test_another_target_branch_runs_the_gate_again(self):
        for text in (read("templates/forgejo.yml"), re.search(r"```yaml\n(on:.*?)```", read("docs/ci.md"), re.S)[1]):
            self.assertIn("edited", yaml.safe_load(text)[True]["pull_request"]["types"])  # "on" is true to YAML 1.1

    def test_no_gate_names_a_revision_that_others_can_take(self):
        texts = [read(name) for name in ("action.yml", "docs/ci.md", "docs/scan.md")]
        texts += [read(path) for path in glob.glob(os.path.join(ROOT, "templates/*"))]
        named = [match for text in texts for match in
                 re.findall(r"(?:charter-rev|baseline-rev|changed-since|since)[=: ]+\"?([\w./${-]+)", text)]
        named = [name for name in named if "/" in name or name.startswith("$")]
        self.assertGreater(len(named), 5)
        for name in named:
            self.assertTrue(name.startswith(("refs/", "${GATE_", "$GATE_BASE", "${{")), name)

    def test_the_workflow_of_forgejo(self):
        steps = recipes.forgejo()
        self.assertEqual(steps[0]["with"]["fetch-depth"], 0)
        self.assertNotIn("${{", steps[1]["run"])
        self.assertEqual({name: "" for name in self.pin if "CACHE" not in name},
                         {name: value for name, value in steps[1]["env"].items() if name.startswith("CHARTER_")})
        done = self.shell(steps[1]["run"], GATE_BASE=self.git("rev-parse", "main"))
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_the_pipeline_of_jenkins(self):
        command = recipes.jenkins()
        self.git("update-ref", "refs/remotes/origin/main", "main")
        done = self.shell(command, CHANGE_TARGET="main")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("<testsuites", self.read("charter-check.xml"))
        self.assertEqual(self.shell(command, CHANGE_TARGET="nosuch").returncode, 2)

    def test_a_recipe_as_it_is_copied_asks_for_the_release(self):
        steps = recipes.forgejo()
        jenkins = recipes.jenkins()
        for script in (steps[1]["run"], jenkins):
            done = self.shell(script, GATE_BASE=self.git("rev-parse", "main"), CHARTER_CHECK_URL="", CHARTER_CHECK_SHA256="")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("set CHARTER_CHECK_SHA256 to", done.stderr)

    def hook(self, *options, **environment):
        """What pre-commit runs, with the program that is installed."""
        os.makedirs(self.path(".git/bin"), exist_ok=True)
        if not os.path.lexists(self.path(".git/bin/charter-check")):
            os.symlink(os.path.abspath(os.environ["CHARTER_CHECK"]), self.path(".git/bin/charter-check"))
        hook, = yaml.safe_load(read(".pre-commit-hooks.yaml"))
        self.assertEqual((hook["language"], hook["pass_filenames"]), ("script", False))
        self.assertTrue(os.access(os.path.join(ROOT, hook["entry"]), os.X_OK))
        words = " ".join([os.path.abspath(os.path.join(ROOT, hook["entry"])), *options])
        return self.shell(words, path=self.path(".git/bin:"), **{"CI": "", "CHARTER_CHECK_SHA256": "", **environment})

    def test_the_hook_of_pre_commit_runs_for_declarations_and_charters(self):
        hook, = yaml.safe_load(read(".pre-commit-hooks.yaml"))
        files = re.compile(hook["files"])
        for name in ("usage.yaml", "a/usage.yml", ".ai-usage.yaml", "ai-usage/x.yaml", "x/ai-usage/y/z.json", "charter.yaml",
                     ".charter.yaml", "a/charter.yml", "charter/2026.yaml", "charters/a/b.yml"):
            self.assertTrue(files.search(name), name)
        for name in ("my-usage.yaml", "ai-usage/x.txt", "usage.yaml.bak", "charter.yaml.bak", "mycharter.yaml", "charter/a.md"):
            self.assertFalse(files.search(name), name)

    def test_the_hook_of_pre_commit_judges_what_is_to_be_committed(self):
        self.git("checkout", "-q", "main")
        self.write("ai-usage/old.yaml", BAD)
        self.commit()
        self.write("ai-usage/new.yaml", use())
        self.write("deep/ai-usage/a/new.json", '{"usage": 1, "activity": "drafting", "tool": "inhouse", "data": []}')
        self.write("-x/usage.yaml", use())
        self.write("ai-usage/unknown.yaml", BAD)
        self.git("add", "ai-usage/new.yaml", "deep", "--", "-x")
        done = self.hook()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("3 compliant", done.stdout)
        self.write("ai-usage/new.yaml", BAD)
        self.git("add", "ai-usage/new.yaml")
        self.assertEqual(self.hook("--quiet", "--charter=charter.yaml").returncode, 1)
        self.git("reset", "-q")
        self.write("charter.yaml", LAW + "# changed\n")
        self.git("add", "charter.yaml")
        done = self.hook()
        self.assertEqual(done.returncode, 1)
        self.assertIn("old.yaml", done.stdout)
        self.assertNotIn("unknown.yaml", done.stdout)
        # pre-commit run --all-files: nothing is to be committed.
        self.git("reset", "-q")
        self.assertIn("old.yaml", self.hook().stdout)
        self.git("rm", "-q", "--cached", "-r", "ai-usage")
        self.git("commit", "-q", "--no-verify", "-m", "x")
        done = self.hook()
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("no declaration", done.stderr)

    def test_the_hook_of_pre_commit_says_what_to_do_under_ci(self):
        done = self.hook(CI="true")
        self.assertEqual(done.returncode, 2)
        self.assertIn("args: [--charter-rev=refs/remotes/origin/main]", done.stderr)
        self.git("update-ref", "refs/remotes/origin/main", "main")
        done = self.hook("--charter-rev=refs/remotes/origin/main", CI="true")
        self.assertEqual((done.returncode, done.stderr), (1, ""), done.stdout)
        done = self.hook("--charter=nosuch.yaml", CI="true")
        self.assertEqual(done.returncode, 2)
        self.assertNotIn("args:", done.stderr)
        done = self.shell(os.path.abspath(os.path.join(ROOT, "templates/pre-commit.sh")), CHARTER_CHECK_SHA256="")
        self.assertEqual(done.returncode, 2)
        self.assertIn("is not installed", done.stderr)

    def test_the_hook_of_pre_commit_runs_the_release_that_is_named(self):
        hook = os.path.join(ROOT, "templates/pre-commit.sh") + " --charter-rev=refs/heads/main"
        self.assertEqual(self.shell(hook).returncode, 1)
        done = self.shell(hook, CHARTER_CHECK_CACHE="none", CHARTER_CHECK_SHA256="0" * 64)
        self.assertEqual((done.returncode, done.stdout), (2, ""))

    def test_every_option_that_a_file_names_exists(self):
        known = set(re.findall(r"--([a-z0-9-]+)", self.run_program("--help").out))
        for path in [".pre-commit-hooks.yaml", *glob.glob("templates/*", root_dir=ROOT)]:
            if path.endswith((".yml", ".yaml", "Jenkinsfile", "gate.sh")):
                text = re.sub(r"# -- pinned --.*?# -- run --", "", read(path), flags=re.S)
                lines = [line for line in text.splitlines() if not line.lstrip().startswith(("#", "//", "- git "))]
                named = set(re.findall(r"(?<=[ (])--([a-z][a-z0-9-]+)", "\n".join(lines)))
                self.assertLessEqual(named, known, path)

    def test_shell_is_well_formed(self):
        for path in glob.glob(os.path.join(ROOT, "templates/*.sh")):
            subprocess.run(["bash", "-n", path], check=True, timeout=60)


if __name__ == "__main__":
    unittest.main(verbosity=2)

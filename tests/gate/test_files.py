#!/usr/bin/env python3
"""The ready-made files of pipelines: they are well-formed, name options that exist, and their shell does what it says."""

import glob
import os
import re
import subprocess
import unittest

import yaml

from repository import LAW, LOOSE_LAW, Repository, use

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BAD = use(tool="consumer")


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


class Files(Repository):
    def setUp(self):
        super().setUp()
        self.start_branch()
        self.write("charter.yaml", LOOSE_LAW)
        self.write("ai-usage/bad.yaml", BAD)
        self.commit()
        os.makedirs(self.path("bin"))
        os.symlink(os.path.abspath(os.environ["CHARTER_CHECK"]), self.path("bin/charter-check"))

    def shell(self, script, **environment):
        """bash runs it in the repository, as a runner would."""
        done = subprocess.run(["bash", "-eu", "-c", script], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              check=False, env={**self.environment(environment), "CI": "true",
                                                "PATH": self.path("bin") + ":" + os.environ["PATH"]})
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
        gate = read("templates/gate.sh")
        for name in action["runs"]["steps"][-1]["env"]:
            self.assertIn(name, gate)

    def test_the_action_runs_as_a_runner_runs_it(self):
        action = yaml.safe_load(read("action.yml"))
        wanted = {"inputs": "ai-usage", "charter-rev": "main", "fail-on": "review"}
        for step in action["runs"]["steps"]:
            environment = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: wanted.get(m[1], ""), value)
                           for name, value in step.get("env", {}).items()}
            done = self.shell(step["run"], GITHUB_ACTION_PATH=os.path.abspath(ROOT), GITHUB_ACTIONS="true", **environment)
            self.assertEqual(done.returncode, 1 if step["name"] == "Judge" else 0, done.stderr)
        self.assertIn("::error", done.stdout)

    def test_the_component_of_gitlab(self):
        spec, jobs = yaml.safe_load_all(read("templates/gitlab.yml"))
        job = jobs["charter-check"]
        self.assertEqual(set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", read("templates/gitlab.yml"))),
                         set(spec["spec"]["inputs"]))
        for line in job["script"]:
            self.assertNotIn("$[[", line)
        self.git("remote", "add", "origin", ".")
        script, words = "\n".join(job["script"]), {"GATE_INPUTS": "ai-usage", "GATE_FAIL_ON": "conditional"}
        done = self.shell(script, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", **words)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotEqual(self.shell(script, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="nosuch", **words).returncode, 0)
        for report in job["artifacts"]["reports"].values():
            self.assertTrue(os.path.getsize(self.path(report)) > 0)

    def test_a_branch_that_began_before_a_ban_does_not_escape_it(self):
        script = "\n".join(list(yaml.safe_load_all(read("templates/gitlab.yml")))[1]["charter-check"]["script"])
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
        steps = yaml.safe_load(read("templates/forgejo.yml"))["jobs"]["charter-check"]["steps"]
        self.assertEqual(steps[0]["with"]["fetch-depth"], 0)
        self.assertNotIn("${{", steps[1]["run"])
        done = self.shell(steps[1]["run"], GATE_BASE=self.git("rev-parse", "main"))
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_the_pipeline_of_jenkins(self):
        command = re.search(r"sh '(.*)'\n", read("templates/Jenkinsfile"))[1]
        self.git("update-ref", "refs/remotes/origin/main", "main")
        done = self.shell(command, CHANGE_TARGET="main")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("<testsuites", self.read("charter-check.xml"))
        self.assertEqual(self.shell(command, CHANGE_TARGET="nosuch").returncode, 2)

    def test_the_hook_of_pre_commit(self):
        hook, = yaml.safe_load(read(".pre-commit-hooks.yaml"))
        files = re.compile(hook["files"])
        for name in ("usage.yaml", "a/usage.yml", ".ai-usage.yaml", "ai-usage/x.yaml", "x/ai-usage/y/z.json"):
            self.assertTrue(files.search(name), name)
        for name in ("-x/usage.yaml", "--output=text=x/ai-usage/a.yaml", "my-usage.yaml", "ai-usage/x.txt", "usage.yaml.bak"):
            self.assertFalse(files.search(name), name)
        done = self.shell(f"{hook['entry']} --charter-rev main ai-usage/bad.yaml")
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_every_option_that_a_file_names_exists(self):
        known = set(re.findall(r"--([a-z0-9-]+)", self.run_program("--help").out))
        for path in [".pre-commit-hooks.yaml", *glob.glob("templates/*", root_dir=ROOT)]:
            if path != "templates/install.sh":
                lines = [line for line in read(path).splitlines() if not line.lstrip().startswith(("#", "//"))]
                named = set(re.findall(r"(?<=[ (])--([a-z][a-z0-9-]+)", "\n".join(lines)))
                self.assertLessEqual(named, known, path)

    def test_shell_is_well_formed(self):
        for path in glob.glob(os.path.join(ROOT, "templates/*.sh")):
            subprocess.run(["bash", "-n", path], check=True, timeout=60)


if __name__ == "__main__":
    unittest.main(verbosity=2)

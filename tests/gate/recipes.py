"""recipes: what each ready-made gate runs in a checkout, as a runner would."""

import os
import re

import yaml

# What runs each: GitLab takes what the image has; Jenkins, what the script's first line says.
SHELLS = {"GitHub": ("bash", "-e", "-o", "pipefail"), "Forgejo": ("bash", "-e", "-o", "pipefail"), "GitLab": ("sh", "-e"),
          "Jenkins": ("sh",)}
ROOT = os.path.abspath(os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def action(given):
    """The script and the environment of the action's only step; an input that is not given is empty."""
    step, = yaml.safe_load(read("action.yml"))["runs"]["steps"]
    environment = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given.get(found[1], ""), value)
                   for name, value in step["env"].items()}
    return step["run"], {"GITHUB_ACTION_PATH": ROOT, "GITHUB_ACTIONS": "true", **environment}


def gitlab():
    """The job of the component."""
    return list(yaml.safe_load_all(read("templates/gitlab.yml")))[1]["charter-check"]


def forgejo():
    """The steps of the workflow."""
    return yaml.safe_load(read("templates/forgejo.yml"))["jobs"]["charter-check"]["steps"]


def jenkins():
    """The script of the pipeline."""
    return re.search(r"sh '''(.*?)'''\n", read("templates/Jenkinsfile"), re.S)[1]


def scripts(pin, base, target="main"):
    """{recipe: (script, environment)}, to judge ai-usage against the target branch, whose commit is `base`."""
    given = {"release-url": pin["CHARTER_CHECK_URL"], "release-sha256": pin["CHARTER_CHECK_SHA256"], "inputs": "ai-usage",
             "cache": pin.get("CHARTER_CHECK_CACHE", ""), "charter-rev": f"refs/remotes/origin/{target}",
             "outputs": "sarif=charter-check.sarif"}
    script, environment = action(given)
    return {
        "GitHub": (script, environment),
        "GitLab": ("\n".join(gitlab()["script"]), {
            **pin, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": target, "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "7",
            "GATE_INPUTS": "ai-usage", "GATE_FAIL_ON": "conditional"}),
        "Forgejo": (forgejo()[1]["run"], {**pin, "GATE_BASE": base}),
        "Jenkins": (jenkins(), {**pin, "CHANGE_TARGET": target}),
    }

"""What the tests of this folder share: the catalogue, and what names are by it."""
import json
import os
import subprocess
import tempfile
import unicodedata

import yaml

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK", "")
DAY = "2026-11-30"

with open(os.path.join(ROOT, "charter", "tools.yaml"), encoding="utf-8") as file:
    # YAML 1.1, which Python reads, takes the key `on` for true.
    CATALOGUE = {tool: {"on" if key is True else key: value for key, value in entry.items()}
                 for tool, entry in yaml.safe_load(file)["catalogue"].items()}


def letters(name):
    """The letters and digits by which the catalogue's names are compared."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LMN")


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def names_of(tool):
    """As they stand: the id, the title, the aliases."""
    return [tool, CATALOGUE[tool]["title"], *listed(CATALOGUE[tool].get("aliases"))]


def law(tools, include=True):
    """A charter that gives these tools a status, {id: entry}."""
    return yaml.safe_dump({
        "charter": 1, "id": "law", **({"include": "std:tools"} if include else {}),
        "data": {"open": {}, "kept": {"above": "open", "hosting": ["own"]}},
        "hosting": {"own": {}, "eu": {}, "non-eu": {}},
        "activities": {"writing": {"status": "allowed"}, "coding": {"status": "allowed", "data": "open"}},
        "tools": tools}, allow_unicode=True, sort_keys=False)


def verdicts(charter, usages):
    """The verdict of each use, which are mappings, as JSON tells it."""
    with tempfile.TemporaryDirectory(prefix="charter-catalogue-") as folder:
        path = os.path.join(folder, "charter.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(charter)
        lines = "".join(json.dumps({"usage": 1, **usage}) + "\n" for usage in usages)
        ran = subprocess.run([PROGRAM, "check", "--charter", path, "--at", DAY, "--format", "ndjson", "--stdin-filename",
                              "usages.ndjson", "-"], input=lines.encode(), capture_output=True, check=False)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    told = [one for one in told if "verdict" in one]
    if len(told) != len(usages):
        raise AssertionError(ran.stderr.decode())
    return told


def tools_of(names):
    """{name: the id of the catalogue's tool that it is, or None}: by a charter that lists all of them."""
    charter = law({tool: {"status": "approved"} for tool in CATALOGUE})
    usages = [{"activity": "writing", "tool": name, "data": []} for name in names]
    return {name: one["tool"] for name, one in zip(names, verdicts(charter, usages))}

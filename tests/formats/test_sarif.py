#!/usr/bin/env python3
"""SARIF as its own validator and GitHub's rules see it: npm's @microsoft/sarif-multitool, and the schema in it.

tests/run installs the package into build/npm/, at the version of tests/npm/; without it the test is skipped."""
# once: what logs hold in other builds is compared by the golden tests.

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

import uses
from uses import LANGS, Run

try:
    import jsonschema
except ModuleNotFoundError:
    print("skipped: Python has no package jsonschema (python3-jsonschema)")
    sys.exit(77)
uses.needs_program()

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
NPM = os.environ.get("CHARTER_TEST_NPM") or os.path.join(ROOT, "build", "npm")
FOLDER = os.path.join(NPM, "node_modules", "@microsoft", "sarif-multitool-linux")
# A tool without a page of its own to name.
ALLOWED = {"SARIF2005"}


def validator():
    program = os.path.join(FOLDER, "Sarif.Multitool")
    if not os.path.exists(program):
        print("skipped: @microsoft/sarif-multitool is not in build/npm")
        sys.exit(77)
    os.chmod(program, os.stat(program).st_mode | stat.S_IXUSR)
    # What .NET knows of languages is in a library that need not be there.
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    if subprocess.run([program, "version"], capture_output=True, timeout=60, check=False).returncode not in (0, 1):
        print("skipped: @microsoft/sarif-multitool does not run here")
        sys.exit(77)
    return program


MULTITOOL = validator()
with open(os.path.join(FOLDER, "sarif-2.1.0.json"), encoding="utf-8-sig") as schema_file:
    SCHEMA = jsonschema.Draft7Validator(json.load(schema_file))


def complaints(logs):
    """What the validator says of each log, by its name: ids of rules, of errors, warnings and notes alike."""
    folder = tempfile.mkdtemp(prefix="charter-sarif-")
    try:
        for name, text in logs.items():
            with open(os.path.join(folder, f"{name}.sarif"), "w", encoding="utf-8") as file:
                file.write(text)
        report = os.path.join(folder, "report.json")
        subprocess.run([MULTITOOL, "validate", os.path.join(folder, "*.sarif"), "--rule-kind", "Sarif;Gh;Ghas",
                        "--level", "Error;Warning", "--output", report], capture_output=True, timeout=300, check=False)
        with open(report, encoding="utf-8-sig") as file:
            run = json.load(file)["runs"][0]
    finally:
        shutil.rmtree(folder)
    said = {name: set() for name in logs}
    for result in run.get("results", ()):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = uri.get("uri") or run["artifacts"][uri["index"]]["location"]["uri"]
        said[os.path.basename(uri).removesuffix(".sarif")].add(result["ruleId"])
    return said


def logs(*options):
    return {f"{name.replace(',', '').replace(' ', '-')}-{lang}": Run("sarif", files, *options, lang=lang, inputs=inputs).out
            for name, (files, inputs) in uses.runs().items() for lang in LANGS}


class Validity(unittest.TestCase):
    def check(self, written):
        for name, text in written.items():
            self.assertEqual([error.message for error in SCHEMA.iter_errors(json.loads(text))], [], name)
        for name, ids in complaints(written).items():
            self.assertLessEqual(ids, ALLOWED, name)

    def test_logs_are_valid_and_what_github_asks_for(self):
        self.check(logs())

    def test_logs_of_every_result_are_valid(self):
        if not uses.has_option("--sarif-all"):
            self.skipTest("the program has no --sarif-all")
        self.check(logs("--sarif-all"))

    def test_a_validator_that_accepts_anything_would_be_no_test(self):
        good = Run("sarif", {"usage.yaml": uses.each_verdict()}).out
        bad = {
            "help": good.replace('"help":', '"halp":'),
            "locations": good.replace('"locations"', '"places"'),
            "index": good.replace('"ruleIndex": 1,', '"ruleIndex": 99,'),
            "place": good.replace('"startLine"', '"beginLine"'),
            "version": good.replace('"version": "2.1.0"', '"version": "2.0.0"'),
        }
        for name, ids in complaints(bad).items():
            self.assertNotEqual(bad[name], good, name)
            schema = any(SCHEMA.iter_errors(json.loads(bad[name])))
            self.assertTrue(schema or ids - ALLOWED, name)


if __name__ == "__main__":
    unittest.main()

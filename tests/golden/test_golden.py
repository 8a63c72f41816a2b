#!/usr/bin/env python3
"""Every case prints, in every format and language, what its folder says; the samples of charter/ get the verdicts that
they are named after. `tests/golden/update` rewrites what is expected: read the difference before you commit it."""

import glob
import json
import os
import subprocess
import unittest

import golden

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(golden.HERE, "..", "..")
VERDICTS = ("compliant", "conditional", "review", "undetermined", "non-compliant", "invalid")


class Golden(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(golden.PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")
        cls.formats = golden.formats()

    def test_every_case_prints_what_its_folder_says(self):
        self.assertTrue(golden.cases())
        for case in golden.cases():
            expected, printed = golden.expected(case), golden.printed(case, self.formats)
            with self.subTest(case):
                self.assertEqual(sorted(expected), sorted(printed))
            for name in sorted(expected.keys() & printed.keys()):
                with self.subTest(f"{case}/{name}"):
                    self.assertEqual(expected[name].decode(errors="replace"), printed[name].decode(errors="replace"))
                    self.assertEqual(expected[name], printed[name])

    def test_no_line_for_people_is_wider_than_eighty_columns_unless_it_is_shown_from_a_file(self):
        for case in golden.cases():
            for name in ("expected.text", "expected.text.fr"):
                for line in golden.expected(case)[name].decode().splitlines():
                    self.assertLessEqual(len(line), 80, f"{case}/{name}: {line}")

    def test_json_and_ndjson_say_the_same(self):
        for case in golden.cases():
            files = golden.expected(case)
            whole = json.loads(files["expected.json"])
            lines = [json.loads(line) for line in files["expected.ndjson"].splitlines()]
            with self.subTest(case):
                self.assertEqual([line for line in lines if "verdict" in line], whole["verdicts"])
                self.assertEqual([line["error"] for line in lines if "error" in line], whole["errors"])
                self.assertEqual(lines[-1]["summary"], whole["summary"])

    def test_every_verdict_occurs(self):
        seen = {one["verdict"] for case in golden.cases()
                for one in json.loads(golden.expected(case)["expected.json"])["verdicts"]}
        self.assertEqual(seen, set(VERDICTS))


def is_whole(path):
    """Whether a file is a charter, neither a part that charters include nor cases: it has an id."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return not path.endswith(".cases.yaml") and any(line.startswith("id:") for line in file)


class Samples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not os.access(golden.PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")

    def judge(self, charter, usage, locale):
        done = subprocess.run([os.path.abspath(golden.PROGRAM), "--format", "json", "--at", golden.DAY, "--charter", charter,
                               usage], cwd=ROOT, env={**os.environ, "LC_ALL": locale}, stdin=subprocess.DEVNULL,
                              capture_output=True, check=False, timeout=60)
        self.assertEqual(done.stderr, b"")
        return done.returncode, [one["verdict"] for one in json.loads(done.stdout)["verdicts"]]

    def test_every_charter_has_a_sample_of_every_verdict_that_it_gets_in_either_language(self):
        charters = [path for path in sorted(glob.glob("charter/*.yaml", root_dir=ROOT)) if is_whole(path)]
        self.assertGreater(len(charters), 3)
        for charter in charters:
            folder = f"charter/samples/{os.path.basename(charter)[:-5]}"
            names = {name[:-5] for name in os.listdir(os.path.join(ROOT, folder))}
            self.assertEqual(names, set(VERDICTS), charter)
            for verdict in VERDICTS:
                code = {"compliant": 0, "undetermined": 2, "invalid": 2}.get(verdict, 1)
                for locale in golden.LOCALES.values():
                    with self.subTest(f"{folder}/{verdict}.yaml {locale}"):
                        self.assertEqual(self.judge(charter, f"{folder}/{verdict}.yaml", locale), (code, [verdict]))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What the program writes as JSON is as charter/schema/out/ says: every golden, and fresh runs of every command that
writes some. The schemas are closed: a key that they do not name is refused, and so is one that is missing.

# once: formats do not depend on how the program was built.
"""

import copy
import glob
import json
import os
import subprocess
import sys
import unittest
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
try:
    import jsonschema
except ModuleNotFoundError:
    print("skipped: Python has no package jsonschema (python3-jsonschema)")
    sys.exit(77)

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
OUT = os.path.join(ROOT, "charter", "schema", "out")
sys.path[:0] = [os.path.join(ROOT, "tests", name) for name in ("harness", "cli", "audit")]
from running import LAW, USES, Case, use
from tables import tables

KNOWN = tables()
FORMATS = {"json": "verdicts", "ndjson": "verdict-line", "gitlab": "gitlab", "sarif": "sarif"}
DETECTORS = """\
detectors:
  badge: {pattern: 'BADGE-(\\d+)', means: internal, effect: review}
traces:
  helper: {tool: [helper], paths: [.helper/**], words: [helper-*]}
"""


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


SCHEMAS = {os.path.basename(path).removesuffix(".schema.json"): load(path)
           for path in glob.glob(os.path.join(OUT, "*.schema.json"))}


def validator(name):
    store = {f"{one}.schema.json": schema for one, schema in SCHEMAS.items()}
    schema = SCHEMAS[name]
    return jsonschema.Draft7Validator(schema, resolver=jsonschema.RefResolver(f"{name}.schema.json", schema, store))


VALIDATORS = {name: validator(name) for name in SCHEMAS}


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def goldens():
    """(where it stands, the schema, the document)"""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "golden", "*", "expected.*"))):
        kind, name = path.rpartition(".")[2], os.path.relpath(path, ROOT)
        if kind in FORMATS and kind != "ndjson":
            yield name, FORMATS[kind], load(path)
        if kind == "ndjson":
            with open(path, encoding="utf-8") as file:
                for number, document in enumerate(lines(file.read()), 1):
                    yield f"{name}:{number}", FORMATS[kind], document
    for name, schema in (("json", "audit"), ("summary", "audit-part"), ("unmapped.summary", "audit-part")):
        yield f"tests/audit/golden/{name}", schema, load(os.path.join(ROOT, "tests", "audit", "golden", name))


GOLDENS = list(goldens())


def shortened(document):
    """The same with one item in each of its lists."""
    if isinstance(document, dict):
        return {key: shortened(one) for key, one in document.items()}
    return [shortened(one) for one in document[:1]] if isinstance(document, list) else document


def places(document):
    """Each object in it, and the document itself."""
    for one in document.values() if isinstance(document, dict) else document:
        if isinstance(one, (dict, list)):
            yield from places(one)
    if isinstance(document, dict):
        yield document


class Schemas(unittest.TestCase):
    def nodes(self, node, path=()):
        if isinstance(node, dict):
            yield path, node
        for key, one in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(one, (dict, list)):
                yield from self.nodes(one, (*path, key))

    def test_each_is_a_schema_and_is_closed(self):
        self.assertGreater(len(SCHEMAS), 8)
        for name, schema in SCHEMAS.items():
            jsonschema.Draft7Validator.check_schema(schema)
            for path, node in self.nodes(schema):
                if node.get("type") != "object" or path[-1:] in (("properties",), ("definitions",)):
                    continue
                with self.subTest(f"{name}: /{'/'.join(map(str, path))}"):
                    self.assertIn("additionalProperties", node)
                    self.assertEqual("properties" in node, node["additionalProperties"] is False)

    @unittest.skipIf(KNOWN is None, "there is no program")
    def test_words_are_those_of_the_program(self):
        definitions = SCHEMAS["verdicts"]["definitions"]
        for name, words in (("verdict-word", KNOWN["verdicts"]), ("outcome", KNOWN["outcomes"]),
                            ("effect", KNOWN["effects"]), ("confidence", KNOWN["words"]["confidence"])):
            self.assertEqual(definitions[name]["enum"], words)
        self.assertEqual(definitions["duty"]["properties"]["due"]["enum"], KNOWN["words"]["due"])
        self.assertLessEqual(set(KNOWN["verdicts"]), set(definitions["summary"]["required"]))
        self.assertEqual(list(SCHEMAS["audit"]["properties"]["verdicts"]["properties"]), KNOWN["verdicts"])
        for name in ("detect", "sarif"):
            for words in (node["enum"] for _, node in self.nodes(SCHEMAS[name]) if "enum" in node):
                if "advise" in words or "compliant" in words:
                    self.assertIn(words, (KNOWN["effects"], KNOWN["verdicts"]))

    @unittest.skipIf(KNOWN is None, "there is no program")
    def test_audits_have_the_tables_and_columns_of_the_program(self):
        schema = SCHEMAS["audit"]
        found = schema["properties"]["tables"]["properties"]
        self.assertEqual(list(found), list(KNOWN["audit-tables"]))
        self.assertEqual(list(SCHEMAS["audit-part"]["properties"]["tables"]["properties"]), list(KNOWN["audit-tables"]))
        for name, columns in KNOWN["audit-tables"].items():
            table = schema["definitions"][found[name]["$ref"].rpartition("/")[2]]["properties"]
            group = table["groups"]["items"]["properties"]
            with self.subTest(name):
                wanted = list(dict.fromkeys(column.split(".")[0] for column in columns))
                near = ["nearest"] if name == "other-tools" else []
                self.assertEqual(list(group), ["key", "title", *near, *wanted])
                self.assertEqual(list(table["others"]["anyOf"][1]["properties"]), wanted)


class Goldens(unittest.TestCase):
    def test_every_golden_is_as_its_schema_says(self):
        self.assertGreater(len(GOLDENS), 40)
        for name, schema, document in GOLDENS:
            with self.subTest(name):
                self.assertEqual([error.message for error in VALIDATORS[schema].iter_errors(document)], [])

    def of_each_kind(self):
        """A golden of each schema, to be changed."""
        found = {}
        for name, schema, document in GOLDENS:
            if "everything" in name or "audit" in name:
                found.setdefault(schema, shortened(document) if schema == "audit" else copy.deepcopy(document))
        self.assertEqual(found.keys(), {"verdicts", "verdict-line", "gitlab", "sarif", "audit", "audit-part"})
        return found.items()

    def test_a_key_more_is_refused_in_every_object(self):
        for schema, document in self.of_each_kind():
            for place in list(places(document)):
                place["nonsense"] = 1
                self.assertFalse(VALIDATORS[schema].is_valid(document), f"{schema}: {list(place)}")
                del place["nonsense"]

    @unittest.skipIf(KNOWN is None, "there is no program")
    def test_a_key_less_is_refused_but_for_those_that_may_lack(self):
        numbers = {part for columns in KNOWN["audit-tables"].values() for column in columns
                   for part in column.split(".")}
        may_lack = {"sarif": {"locations", "region", "taxa", "version", "declaration", "relationships",
                              "supportedTaxonomies", "properties"}, "audit": {"authors", "reviewers"},
                    # What evidence needs, where true will not do.
                    "verdicts": {"fill", "id", "by", "on", "any-of", "later", "within", "received-by"},
                    "verdict-line": {"fill", "id", "by", "on", "any-of", "later", "within", "received-by"}}
        for schema, document in self.of_each_kind():
            lacking = set()
            for place in list(places(document)):
                for key in list(place):
                    kept = dict(place)
                    del place[key]
                    if VALIDATORS[schema].is_valid(document):
                        lacking.add(key)
                    place.clear()
                    place.update(kept)
            with self.subTest(schema):
                # Of what is published, numbers are left out.
                found = lacking - (numbers if schema == "audit" else set())
                self.assertLessEqual(found, may_lack.get(schema, set()))


class Runs(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW + DETECTORS)
        for name, text in USES.items():
            self.write(f"uses/{name}.yaml", f"{text}id: {name}\n" if name != "invalid" else text)
        self.write("text.txt", "one BADGE-12\n")

    def valid(self, schema, documents):
        self.assertTrue(documents)
        for document in documents:
            self.assertEqual([error.message for error in VALIDATORS[schema].iter_errors(document)], [])

    def reports(self, *words, code=None):
        """The same run in each format of check that is JSON."""
        for form, schema in FORMATS.items():
            done = self.run_program(*words, "--format", form)
            with self.subTest(form):
                self.assertIn(done.code, (0, 1, 2) if code is None else (code,), done.err)
                self.valid(schema, lines(done.out) if form == "ndjson" else [done.json])
        return done

    def test_check(self):
        self.reports("check", "uses")
        self.reports("check", "uses", "nowhere.yaml", "--verbose", code=2)
        self.reports("check", "uses", "--sarif-all")
        self.reports("check", "--text", "text.txt", "uses/compliant.yaml")
        hits = self.check("--text", "text.txt", "uses/compliant.yaml").json["verdicts"][0]["findings"][0]["hits"]
        self.assertEqual(len(hits), 1)

    def test_check_of_dates_that_say_no_day(self):
        self.write("mapping.yaml", "intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {constant: inhouse}\n"
                                   "  stage: {constant: done}\n  date: date\n")
        self.write("months.csv", "date\n2026-03\n2026-01/2026-03\n2031-05\n")
        self.reports("--charter", "charter.yaml", "--intake", "mapping.yaml", "months.csv", code=2)

    def test_check_with_a_baseline_and_the_baseline(self):
        done = self.run_program("--baseline", "accepted.json", "--update-baseline", "uses/non-compliant.yaml",
                                "uses/conditional.yaml", "uses/review.yaml")
        self.assertIn(done.code, (0, 1), done.err)
        baseline = json.loads(self.read("accepted.json"))
        self.valid("baseline", [baseline])
        self.assertEqual({one["effect"] for one in baseline["accepted"]}, {"duty", "review", "forbid"})
        self.reports("--baseline", "accepted.json", "uses")
        verdicts = self.check("--baseline", "accepted.json", "uses").json["verdicts"]
        self.assertIn(True, [one["accepted"] for one in verdicts])

    def test_scan(self):
        subprocess.run(["git", "init", "-q", self.folder], check=True)
        self.write(".helper/settings", "x")
        self.write("app.yaml", "model: helper-9\n")
        self.reports("scan", "--no-history")
        found = self.run_program("scan", "--no-history", "--format", "json").json
        self.assertTrue(found["verdicts"][0]["traces"]["places"])
        self.assertEqual(found["summary"]["tools"], 1)

    def test_detect(self):
        done = self.run_program("detect", "--format", "json", "text.txt")
        self.valid("detect", [done.json])
        self.assertEqual(len(done.json["hits"]), 1)

    def test_which(self):
        for words in ([], ["--data", "public"], ["--tool", "nothing", "--activity", "nothing"]):
            self.valid("which", [self.run_program("which", "--format", "json", *words).json])

    def test_cases(self):
        cases = "usages:\n- {usage: 1, activity: drafting, tool: nothing, x-expect: {verdict: compliant}}\n- {usage: 1, activity: drafting, tool: x}\n"
        for text in (cases, cases + "- {usage: 1, activity: drafting, tool: x, x-expect: {}}\n"):
            self.write("some.yaml", text)
            self.valid("cases", [self.run_program("test", "--mutants", "--format", "json", "charter.yaml", "some.yaml").json])

    def test_proofs(self):
        for claim in ("never: {tool: inhouse}", "never: {tool: consumer}", "never: {usage.purpose: {matches: x}, tool: consumer}", "reachable: review"):
            self.valid("proof", [self.run_program("prove", "--format", "json", "charter.yaml", claim).json])

    def test_explain(self):
        words = self.run_program("explain", "--format", "json").json
        self.valid("explain", [words, *(self.run_program("explain", "--format", "json", one["word"]).json
                                        for one in words["words"])])
        self.valid("explain", [self.run_program("explain", "--format", "json", "--charter", "gone", "key.unknown").json])
        for clause in ([], ["tool.data"]):
            told = self.run_program("explain", "--format", "json", "--declaration", "uses", *clause).json
            self.valid("verdicts", [told])
            self.assertTrue([one for verdict in told["verdicts"] for one in verdict["findings"] if "chain" in one])

    def test_lint(self):
        self.write("doubtful.yaml", LAW + "commitments: {jobs: {title: No job is cut}}\n"
                   "fields: {account: {type: bool}}\n")
        self.write("broken.yaml", "charter: 1\nid: x\nzzz: 1\n")
        formats = {"json": "lint", "ndjson": "lint-line", "gitlab": "gitlab", "sarif": "sarif"}
        for name, code in (("doubtful.yaml", 1), ("broken.yaml", 2), ("nowhere.yaml", 2)):
            for form, schema in formats.items():
                done = self.run_program("lint", "--format", form, name)
                with self.subTest(name=name, form=form):
                    self.assertEqual(done.code, code, done.err)
                    self.valid(schema, lines(done.out) if form == "ndjson" else [done.json])
        found = self.run_program("lint", "--format", "json", "doubtful.yaml").json
        self.assertEqual(found["charters"][0]["commitments"], [{"id": "jobs", "title": "No job is cut"}])
        self.assertLessEqual({one["code"] for one in found["findings"]}, set(KNOWN["codes"]))

    def test_audits_and_their_parts(self):
        for words in ([], ["--with-names"], ["--publish", "--min-group", "1"], ["--publish"]):
            with self.subTest(words=words):
                done = self.run_program("audit", "--format", "json", *words, "uses")
                self.valid("audit", [done.json]) if done.out else self.assertIn("--publish", words)
        self.run_program("audit", "--partial", "one.part", "--with-names", "uses")
        self.valid("audit-part", [json.loads(self.read("one.part"))])
        self.valid("audit-part", [self.run_program("merge", "--format", "summary", "one.part").json])
        self.valid("audit", [self.run_program("merge", "--format", "json", "one.part").json])

    def test_tables(self):
        self.valid("tables", [self.run_program("tables").json])

    def test_every_format_in_json_has_a_schema(self):
        """FORMATS names them."""
        for form in self.formats():
            text = self.run_program("--format", form, "uses").out
            self.assertEqual(text.startswith(("{", "[")), form in FORMATS, form)

    def test_codes_are_those_of_the_program(self):
        self.write("broken.yaml", "charter: 1\nid: x\nzzz: 1\n")
        done = self.check("--charter", "broken.yaml", "uses")
        self.valid("verdicts", [done.json])
        self.assertLessEqual(set(done.codes), set(KNOWN["codes"]))
        self.assertTrue(done.codes)


if __name__ == "__main__":
    unittest.main()

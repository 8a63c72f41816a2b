#!/usr/bin/env python3
"""What only a module can do wrong: an import, an export that nobody calls, a stack that outgrows its place, memory that
runs out, a judge that goes on after it stopped.

# once: it does not depend on how the program was built.
"""

import gzip
import json
import os
import re
import subprocess
import unittest

import module

SIZE_MOST = 500_000   # bytes, packed: a page carries it in each copy
STACK, STACK_MOST = 1 << 20, 512 * 1024

LAW = """charter: 1
id: house
version: "1"
title: House rules
data:
  internal: {title: Internal}
detectors:
  number: {pattern: 'N-[0-9]{4}', means: internal, confidence: high}
tools:
  writer: {title: Writer, status: approved}
activities:
  drafting: {title: Drafting, status: allowed}
"""
USAGE = "usage: 1\nactivity: drafting\ntool: writer\nrole: writer\n"
ON = {"at": module.DAY, "lang": "en"}


def rule(when):
    return LAW + f"rules:\n  deep:\n    when: {when}\n    effect: forbid\n    because: it is deep\n"


class Inspected(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        module.require()
        script = ("const m = new WebAssembly.Module(require('fs').readFileSync(process.argv[1]));"
                  "console.log(JSON.stringify([WebAssembly.Module.imports(m), WebAssembly.Module.exports(m)]))")
        told = subprocess.run(["node", "-e", script, module.MODULE], capture_output=True, check=True, timeout=60).stdout
        cls.imports, cls.exports = json.loads(told)

    def test_it_imports_nothing(self):
        self.assertEqual(self.imports, [])

    def test_every_export_is_called_by_the_glue(self):
        with open(module.GLUE, encoding="utf-8") as file:
            glue = file.read()
        called = set(re.findall(r'#(?:call|text)\("(\w+)"', glue)) | {"memory"}
        self.assertEqual({one["name"] for one in self.exports}, called)

    def test_it_is_small_enough_to_be_carried_in_each_page(self):
        with open(module.MODULE, "rb") as file:
            size = len(gzip.compress(file.read(), 9, mtime=0))
        self.assertLess(size, SIZE_MOST)

    def test_the_packed_one_is_the_same(self):
        if not os.path.exists(module.MODULE + ".gz"):
            self.skipTest("it is not packed")
        with open(module.MODULE, "rb") as raw, gzip.open(module.MODULE + ".gz") as packed:
            self.assertEqual(raw.read(), packed.read())

    def test_no_path_of_this_machine_is_in_it(self):
        with open(module.MODULE, "rb") as file:
            data = file.read()
        self.assertNotIn(os.path.realpath(module.ROOT).encode() + b"/", data)


class Stack(unittest.TestCase):
    """The default link lays the stack where its growth overwrites constants, without a trap."""

    @classmethod
    def setUpClass(cls):
        module.require()

    def deepest(self, law, usage, name="usage.yaml"):
        """Bytes of the stack that loading and judging used at most, and the verdict; None where the charter is refused."""
        calls = [[":stack", "check", usage, {**ON, "name": name}], ["check", usage, {**ON, "name": name}]]
        told = module.ask([(module.opening({"charter.yaml": law}), calls)])[0]
        self.assertTrue(told["stack"]["whole"], "a constant behind the stack has changed")
        used, verdict = told["stack"]["used"], None
        if told["opened"] is None:
            measured, again = told["answers"]
            self.assertTrue(measured["whole"], "a constant behind the stack has changed")
            self.assertEqual(measured["said"], again)
            used = max(used, measured["used"])
            verdict = (json.loads(again)["verdicts"] or [{"verdict": "invalid"}])[0]["verdict"]
        else:
            self.assertFalse(told["opened"]["trapped"], told["opened"])
        self.assertLess(used, STACK_MOST)
        print(f"{used} bytes of the stack: {self.id().split('.')[-1]}")
        return used, verdict

    def test_conditions_as_deep_as_they_may_be_are_judged(self):
        used, verdict = self.deepest(rule('"' + "(" * 240 + "usage.role == 'writer'" + ")" * 240 + '"'), USAGE)
        self.assertEqual(verdict, "non-compliant")
        self.assertGreater(used, 65536)   # more than the default link has

    def test_other_deep_conditions(self):
        for condition in ("usage.role == 'writer' && (" * 120 + "true" + ")" * 120,
                          "[" * 120 + "1" + "]" * 120 + " == []", "!" * 240 + "true", "-" * 240 + "1 == 1",
                          "true ? " * 120 + "true" + " : false" * 120, "[1].exists(a, " * 30 + "true" + ")" * 30,
                          "(" * 5000 + "true" + ")" * 5000):
            with self.subTest(condition[:12]):
                self.deepest(rule(f'"{condition}"'), USAGE)

    def test_mappings_in_mappings(self):
        self.deepest(rule("{any: [" * 14 + "{usage.role: writer}" + "]}" * 14), USAGE)

    def test_nested_groups_of_a_pattern(self):
        for depth, expect in ((100, "non-compliant"), (240, "non-compliant"), (1000, None)):
            for inner in ("w", "w*", "[a-z]"):
                with self.subTest(depth=depth, inner=inner):
                    _, verdict = self.deepest(
                        rule(f"{{usage.role: {{matches: '{'(' * depth}{inner}{')' * depth}'}}}}"), USAGE)
                    self.assertEqual(verdict, expect)

    def test_deep_declarations(self):
        for depth in (25, 31, 40, 5000):
            with self.subTest(depth):
                self.deepest(LAW, USAGE + "facts: " + "[" * depth + "]" * depth + "\n")
                self.deepest(LAW, "[" * depth, "usage.json")
        self.deepest(LAW, "- " * 5000 + "a\n")

    def test_deep_charters(self):
        for depth in (25, 31, 40, 5000):
            with self.subTest(depth):
                self.deepest(LAW + "more: " + "[" * depth + "]" * depth + "\n", USAGE)

    def test_a_large_charter(self):
        with open(os.path.join(module.ROOT, "charter", "statistics-institute.yaml"), encoding="utf-8") as file:
            law = file.read()
        self.deepest(law, USAGE)


class Errors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        module.require()

    def answers(self, calls, law=LAW):
        told = module.ask([(module.opening({"charter.yaml": law}), calls)])[0]
        self.assertIsNone(told["opened"])
        return told["answers"]

    def test_where_memory_runs_out_it_says_so_and_judges_on(self):
        good, large, after, many, last = self.answers([
            ["check", USAGE, ON], [":big", "check", "#" * 1024, 400 * 1024, ON], ["check", USAGE, ON],
            [":big", "check", "---\n" + USAGE.replace("tool: writer", "tool: nobody"), 80_000, {**ON, "lang": "fr"}], ["check", USAGE, ON]])
        self.assertEqual(json.loads(good)["summary"]["compliant"], 1)
        self.assertEqual(large, "there is not enough memory: nothing more is judged")
        self.assertEqual(after, good)
        self.assertEqual(many, "il n’y a pas assez de mémoire\u00a0: plus rien n’est jugé")
        self.assertEqual(last, good)

    def test_what_stopped_answers_nothing_any_more(self):
        _, first, second = self.answers([[":spoil"], ["check", USAGE, ON], ["which", USAGE, ON]])
        for one in (first, second):
            self.assertTrue(one["trapped"])
            self.assertIsNone(one["report"])

    def test_days_and_languages_are_checked(self):
        calls = [[method, *given, {"at": at, "lang": lang}] for method, *given in
                 (("check", USAGE), ("understand", "write"), ("which", USAGE), ("detect", "text"))
                 for at, lang in (("2026-02-30", "en"), ("", "en"), ("2026-11-02", "de"))]
        for call, answer in zip(calls, self.answers(calls)):
            self.assertEqual(answer, {"error": "the day or the language that is asked for is none", "report": None,
                                      "trapped": False}, call)

    def test_a_name_with_a_nul_is_none(self):
        answer = self.answers([["declare", [{"key": "tool\0x", "value": "a"}]], ["declare", [{"key": "tool", "value": "b"}]]])
        self.assertEqual(answer[0]["error"], "a name holds a NUL")
        self.assertEqual(answer[1], "usage: 1\ntool: b\n")

    def test_what_cannot_be_declared_is_no_part_of_the_next(self):
        answer = self.answers([["declare", [{"key": "tool", "value": "a"}, {"key": "a b", "value": "x"}], {"lang": "fr"}],
                               ["declare", [{"key": "tool", "value": "b"}]]])
        self.assertEqual(answer[0]["error"], "une déclaration ne peut pas dire cela")
        self.assertEqual(answer[1], "usage: 1\ntool: b\n")

    def test_a_sentence_that_cannot_be_read_has_its_errors(self):
        [answer] = self.answers([["understand", "a\u200bb", {**ON, "lang": "fr"}]])
        self.assertEqual(answer["error"], "la phrase ne peut pas être lue")
        self.assertEqual([one["code"] for one in json.loads(answer["report"])["errors"]], ["bytes.character"])

    def test_on_a_day_without_a_charter_no_sentence_is_understood(self):
        law = LAW.replace("title: House", "from: 2026-01-01\nuntil: 2026-12-31\ntitle: House")
        before, on, behind = self.answers([["understand", "drafting", {"at": at, "lang": "en"}]
                                           for at in ("2025-12-31", "2026-12-31", "2027-01-01")], law)
        self.assertEqual(len(json.loads(on)["mentions"]), 1)
        for one in (before, behind):
            self.assertEqual(one["error"], "no version of the charter is in force on that day")

    def test_without_detectors_nothing_is_looked_through(self):
        [answer] = self.answers([["detect", "text", ON]], re.sub("detectors:\n.*\n", "", LAW))
        self.assertEqual(answer["error"], "the charter has no detectors: nothing would be found")

    def test_a_module_that_is_none_says_so(self):
        told = subprocess.run(["node", "-e", f"require({json.dumps(module.GLUE)}); Charter.open(new Uint8Array(9), {{}})"
                               ".catch(e => console.log(e instanceof Charter.Error, e.message))"],
                              capture_output=True, check=True, timeout=60).stdout.decode()
        self.assertRegex(told, "^true the module cannot be run: ")


if __name__ == "__main__":
    unittest.main()

"""A charter that is looked over: lint."""

import json
import os
import re
import time
import unittest
from xml.etree import ElementTree

from running import LAW, SANITIZED, Case

DOUBTFUL = LAW + "fields: {account: {type: bool}}\n"  # a banned tool without a reason, a field that nothing reads
SOUND = LAW.replace("consumer: {status: banned}", "consumer: {status: banned, because: It keeps what is typed.}")
BROKEN = LAW + "nonsense: 1\nfields: {account: {type: bol}}\n"
FORMATS = ("text", "json", "ndjson", "sarif", "junit", "github", "gitlab", "tap", "markdown", "compact")


class Lint(Case):
    def setUp(self):
        super().setUp()
        self.write("doubtful.yaml", DOUBTFUL)
        self.write("sound.yaml", SOUND)
        self.write("broken.yaml", BROKEN)

    def findings(self, *words):
        return [(one["severity"], one["code"], one["line"]) for one in self.lint(*words).json["findings"]]

    def lint(self, *words, **more):
        return self.run_program("lint", "--format", "json", *words, **more)

    # ---- exit statuses ----

    def test_the_exit_status_follows_the_severity(self):
        for words, code in ((["sound.yaml"], 0), (["doubtful.yaml"], 1), (["broken.yaml"], 2),
                            (["--fail-on", "note", "sound.yaml"], 0), (["--fail-on", "never", "doubtful.yaml"], 0),
                            (["--fail-on", "never", "broken.yaml"], 2), (["gone.yaml"], 2), (["--fail-on", "x", "sound.yaml"], 2),
                            (["sound.yaml", "doubtful.yaml"], 2), (["--charter", "sound.yaml", "doubtful.yaml"], 2),
                            (["--at", "2026-13-01", "sound.yaml"], 2), (["--format", "xml", "sound.yaml"], 2)):
            for form in FORMATS if "--format" not in words else ("text",):
                with self.subTest(words=words, form=form):
                    self.assertEqual(self.run_program("lint", "-f", form, *words).code, code)
        self.write("noted.yaml", SOUND + "fields: {account: {type: bool}}\n")
        self.assertEqual([self.run_program("lint", *words, "noted.yaml").code
                          for words in ([], ["--fail-on", "warning"], ["--fail-on", "note"])], [0, 0, 1])

    def test_what_is_told_stands_in_the_order_of_the_file(self):
        self.assertEqual(self.findings("doubtful.yaml"),
                         [("warning", "lint.no-because", 11), ("note", "lint.unused", 15)])

    def test_all_errors_are_told_and_nothing_else(self):
        done = self.lint("broken.yaml")
        self.assertEqual([(one["severity"], one["code"]) for one in done.json["findings"]],
                         [("error", "key.unknown"), ("error", "value.choice")])
        self.assertEqual(done.json["charters"], [])
        self.assertEqual(done.json["summary"], {"errors": 2, "warnings": 0, "notes": 0, "ignored": 0})

    # ---- which charter ----

    def test_the_charter_is_found_as_everywhere(self):
        self.assertIn("no charter was found", self.run_program("lint").err)
        self.write("charter.yaml", SOUND)
        os.mkdir(self.path("below"))
        self.assertEqual(self.run_program("lint").code, 0)
        self.assertEqual(self.run_program("lint", env={"CHARTER_CHECK_CHARTER": self.path("doubtful.yaml")}).code, 1)

    def test_versions_and_includes(self):
        self.write("all/2025.yaml", DOUBTFUL + "until: 2026-06-30\n")
        self.write("all/2026.yaml", SOUND + "from: 2026-07-01\ninclude: parts/fields.yaml\n")
        self.write("all/parts/fields.yaml", "charter: 1\nfields: {account: {type: bool}}\n")
        self.assertEqual({one["file"] for one in self.lint("--at", "2026-07-01", "all").json["findings"]},
                         {"all/parts/fields.yaml"})
        self.assertEqual({one["file"] for one in self.lint("--at", "2026-06-30", "all").json["findings"]},
                         {"all/2025.yaml", "all/parts/fields.yaml"})

    def test_exceptions_that_are_kept_apart(self):
        self.write("apart.yaml", "charter: 1\nexceptions:\n  pilot:\n    waives: [tool.status]\n    until: 2026-11-10\n"
                   "    approved-by: [users, deciders]\n    because: To try it.\n")
        codes = {one["code"] for one in self.lint("--exceptions", "apart.yaml", "sound.yaml").json["findings"]}
        self.assertEqual(codes, {"lint.exception-broad", "lint.exception-lapsing"})

    def test_who_names_a_charter_and_nothing_to_judge_is_pointed_here(self):
        done = self.run_program("--charter", "sound.yaml")
        self.assertEqual(done.code, 2)
        self.assertIn("charter-check lint sound.yaml", done.err)
        self.assertNotIn("charter-check lint", self.run_program().err)

    # ---- what is written ----

    def test_the_charter_is_shown_with_its_commitments(self):
        self.write("promises.yaml", SOUND + "title: {en: Town rules, fr: Règles}\ncommitments:\n"
                   "  jobs: {title: {en: No job is cut, fr: Aucun poste supprimé}}\n  plain: {}\n")
        for lang, words in (("en", ("Town rules", "No job is cut")), ("fr", ("Règles", "Aucun poste supprimé"))):
            out = self.run_program("lint", "--lang", lang, "promises.yaml").out
            for word in (*words, "law 1", "plain"):
                self.assertIn(word, out)
        self.assertEqual(self.run_program("lint", "--quiet", "promises.yaml").out, "0 diagnostics\n")

    def test_each_format_tells_each_finding(self):
        for form in FORMATS:
            with self.subTest(form):
                done = self.run_program("lint", "--format", form, "doubtful.yaml")
                self.assertEqual(done.err, "")
                for code in ("lint.no-because", "lint.unused"):
                    self.assertIn(code, done.out)
        levels = re.findall(r"^::(\w+) file=doubtful.yaml,line=(\d+)", self.run_program("lint", "-f", "github",
                                                                                        "doubtful.yaml").out, re.M)
        self.assertEqual(levels, [("warning", "11"), ("notice", "15")])
        sarif = json.loads(self.run_program("lint", "-f", "sarif", "doubtful.yaml").out)["runs"][0]
        self.assertEqual([one["level"] for one in sarif["results"]], ["warning", "note"])
        self.assertTrue(sarif["invocations"][0]["executionSuccessful"])
        self.assertEqual(sarif["automationDetails"]["id"], "charter-check-lint/2026-11-02")

    def test_a_charter_of_which_nothing_is_told_has_a_case(self):
        suite = ElementTree.fromstring(self.run_program("lint", "-f", "junit", "sound.yaml").out)
        self.assertEqual([(case.get("name"), len(case)) for case in suite.iter("testcase")], [("law 1", 0)])
        self.assertIn("ok 1 - law 1\n1..1\n", self.run_program("lint", "-f", "tap", "sound.yaml").out)

    def test_hostile_text_is_made_safe(self):
        self.write("hostile.yaml", SOUND.replace("id: law", 'id: law\ntitle: "::error::x"')
                   + 'fields: {"a\\u202Eb": {type: bool}}\n')
        for form in FORMATS:
            out = self.run_program("lint", "--format", form, "hostile.yaml", env={"GITHUB_ACTIONS": "true", "CI": "true"}).out
            self.assertNotIn("\u202e", out, form)
            self.assertIsNone(re.search(r"^::error::x", out, re.M), form)

    def test_reports_go_to_files_whole_or_not_at_all(self):
        done = self.run_program("lint", "--output", "json=report.json", "doubtful.yaml")
        self.assertEqual(len(json.loads(self.read("report.json"))["findings"]), 2)
        self.assertIn("lint.unused", done.out)
        before = self.read("sound.yaml")
        self.assertEqual(self.run_program("lint", "--output", "json=sound.yaml", "sound.yaml").code, 2)
        self.assertEqual(self.read("sound.yaml"), before)

    def test_what_stops_a_run_is_told_to_programs_too(self):
        done = self.lint("gone.yaml")
        self.assertEqual([(one["severity"], one["code"]) for one in done.json["findings"]], [("error", "input.unreadable")])
        self.assertEqual([one["code"] for one in self.run_program("lint", "-f", "json").json["findings"]], ["run.stopped"])

    # ---- time ----

    def test_a_large_charter_is_looked_over_in_no_time(self):
        lines = ["charter: 1", "id: large", "governance: {colleges: [a]}", "hosting: {h0: {}, h1: {}}",
                 "data: {public: {}, internal: {above: public, hosting: [h0]}}", "fields: {n: {type: number}}", "tools:"]
        lines += [f"  t{i}: {{status: {('approved', 'banned')[i % 2]}, because: b, hosting: h{i % 2}, data: internal, "
                  f"aliases: ['{'a' * 30} {i}'], pattern: '(a|aa|aaa)+{i}z'}}" for i in range(1000)]
        lines += ["activities:", *(f"  a{i}: {{status: allowed, data: internal}}" for i in range(50)), "rules:"]
        lines += [f"  r{i}: {{when: {{tool: {{in: [t{i}, t{i + 1}]}}, facts.n: {{at-least: {i}}}}}, because: b}}"
                  for i in range(500)]
        lines += ["exceptions:"]
        lines += [f"  x{i}: {{for: {{tool: t{i % 1000}, activity: a{i % 50}}}, waives: [tool.status, data.hosting, "
                  f"rule.r{i % 500}], until: 2027-06-30, approved-by: [a], because: b}}" for i in range(1000)]
        self.write("large.yaml", "\n".join(lines) + "\n")
        begun = time.monotonic()
        done = self.lint("large.yaml")
        took = time.monotonic() - begun
        self.assertEqual(done.code, 1, done.err)
        self.assertLess(took, 60 if SANITIZED else 8)


if __name__ == "__main__":
    unittest.main()

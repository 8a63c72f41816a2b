#!/usr/bin/env python3
"""test: a charter held against its cases. What is told of each case is what check says of it; coverage is what the verdicts
show; a mutant's fate is that of the same change made by hand; --update writes what then holds, and nothing else."""

import json
import re
import unittest
import xml.etree.ElementTree as xml

from running import BRIEF, Case

LAW = """\
charter: 1
id: law
version: "1"
lang: en
from: 2026-01-01
until: 2026-12-31
governance: {body: b, contact: c, colleges: [x, y]}
unlisted: {activity: review, tool: review, data: forbid}
data: {public: {}, internal: {above: public}, secret: {above: internal, hosting: [house]}}
hosting: {house: {}, away: {}}
duties:
  proof: {due: after, evidence: review, by-another: true}
  training: {due: before}
tools:
  inhouse: {status: recommended, hosting: house, data: secret}
  chat: {status: banned, hosting: away, because: it trains on inputs, instead: [inhouse]}
  slow: {status: approved, hosting: house, data: public, activities: [drafting], duties: [training]}
activities:
  drafting: {status: allowed, data: internal, duties: [proof]}
  deciding: {status: banned, because: people decide}
  judging: {status: restricted, autonomy: assist, tools: {only: [inhouse]}}
fields: {account: {type: choice, values: [professional, personal]}}
rules:
  account: {when: {tool.hosting: {not: house}}, require: {facts.account: professional}, because: leaks}
  output: {when: "usage.output == 'public' && usage.autonomy == 'autonomous'", because: someone must look}
exceptions:
  pilot: {for: {usage.unit: A}, waives: [tool.status], from: 2026-03-01, until: 2026-06-30, approved-by: [x, y], because: a pilot}
"""

SHARED = "output: internal, autonomy: suggest"


def case(id, expected, at="2026-05-01", **keys):
    said = {"activity": "drafting", "tool": "inhouse", "data": "[internal]", "output": "internal", "autonomy": "suggest", **keys}
    body = "".join(f", {key}: {value}" for key, value in said.items() if value is not None)
    return f"- {{usage: 1, id: {id}{body}, x-expect: {{{expected}, at: {at}}}}}\n"


CASES = "usages:\n" + "".join([
    case("plain", "verdict: compliant, breached: [], open: [proof], missing: [review, usage.author], met: [tool.status]"),
    case("banned", "verdict: non-compliant, breached: [tool.status], undetermined: [rule.account], instead: [inhouse]", tool="chat"),
    case("trained", "verdict: conditional, open: [training, proof]", tool="slow", data="[public]"),
    case("pilot", "verdict: compliant, waived: [tool.status]", tool="chat", unit="A", facts="{account: professional}"),
    case("lapsed", "verdict: non-compliant, breached: [tool.status, exception.pilot]", at="2026-07-01", tool="chat", unit="A",
         facts="{account: professional}"),
    case("last-day", "verdict: compliant", at="2026-06-30", tool="chat", unit="A", facts="{account: professional}"),
    case("decided", "verdict: non-compliant, breached: [activity.status]", activity="deciding"),
    case("public", "verdict: non-compliant, breached: [rule.output]", output="public", autonomy="autonomous"),
    case("secret", "verdict: non-compliant, breached: [activity.data]", data="[secret]"),
    case("unheard", "verdict: non-compliant, breached: [data.unlisted]", data="[martian]"),
    case("broken", "verdict: invalid", data="[public], stage: soon"),
])

# A change, what it is made of in the law's text, and what it is there.
CHANGES = [
    ('"law" begins a day later', "from: 2026-01-01", "from: 2026-01-02"),
    ('"law" ends a day later', "until: 2026-12-31", "until: 2027-01-01"),
    ('what is not listed under "data"', "data: forbid", "data: review"),
    ('"secret" may be hosted anywhere', ", hosting: [house]", ""),
    ('"chat" is no longer banned', "chat: {status: banned", "chat: {status: approved"),
    ('"slow" may receive "internal" too', "data: public, activities", "data: [public, internal], activities"),
    ('"slow" may be used for any activity', ", activities: [drafting]", ""),
    ('"slow" no longer asks for "training"', "duties: [training]", "duties: []"),
    ('"drafting" may receive "secret" too', "data: internal, duties", "data: [internal, secret], duties"),
    ('"drafting" no longer asks for "proof"', "duties: [proof]", "duties: []"),
    ('"deciding" is no longer banned', "deciding: {status: banned", "deciding: {status: allowed"),
    ('"judging" is no longer restricted', "status: restricted", "status: allowed"),
    ('"judging" no longer limits autonomy', ", autonomy: assist", ""),
    ('"judging" may be done with any tool', ", tools: {only: [inhouse]}", ""),
    ('the rule "account" is gone', re.search("  account: {when.*\n", LAW)[0], ""),
    ('the rule "output" is gone', re.search("  output: {when.*\n", LAW)[0], ""),
    ('the exception "pilot" is gone', re.search("exceptions:\n.*\n", LAW)[0], ""),
    ('"pilot" begins a day later', "from: 2026-03-01", "from: 2026-03-02"),
    ('"pilot" ends a day later', "until: 2026-06-30", "until: 2026-07-01"),
]


class Cases(Case):
    def setUp(self):
        super().setUp()
        self.write("law.yaml", LAW)
        self.write("law.cases.yaml", CASES)

    def held(self, *words, **more):
        return self.run_program("test", "law.yaml", *words, **more)

    def told(self, *words):
        return json.loads(self.held("--format", "json", *words).out)


class Expected(Cases):
    def test_a_case_is_as_expected_or_told_with_place_and_cause(self):
        done = self.held("--quiet")
        self.assertEqual((done.code, done.err), (0, ""), done.out)
        self.assertIn("Cases: 11 of 11 are as expected.", done.out)
        self.write("law.cases.yaml", CASES.replace("id: banned", "id: b2").replace(
            "verdict: non-compliant, breached: [tool.status], undet", "verdict: review, breached: [tool.data], undet"))
        done = self.held("--quiet")
        self.assertEqual(done.code, 1)
        self.assertIn('error[case.differs]: "b2": expected review, got non-compliant\n --> law.cases.yaml:3:', done.out)
        self.assertIn('error[case.differs]: "b2", breached: expected tool.data, got tool.status\n', done.out)
        self.assertIn("what decides is tool.status, law.yaml:16", done.out)
        self.assertIn("Cases: 10 of 11 are as expected.", done.out)

    def test_each_list_is_compared_whole_but_what_is_met(self):
        """Each list of the first case with a name more, with one less, in another order."""
        for name, value, wrong in [("breached", "[]", "[tool.data]"), ("open", "[proof]", "[]"), ("open", "[proof]", "[proof, training]"),
                                   ("missing", "[review, usage.author]", "[review]"), ("met", "[tool.status]", "[rule.account]")]:
            with self.subTest(name, wrong=wrong):
                self.write("law.cases.yaml", CASES.replace(f"{name}: {value}", f"{name}: {wrong}", 1))
                done = self.held("--quiet")
                self.assertEqual(done.code, 1)
                self.assertIn(f'"plain", {name}: expected', done.out)
        self.write("law.cases.yaml", CASES.replace("[review, usage.author]", "[usage.author, review]"))
        self.assertEqual(self.held().code, 0)

    def test_an_expectation_that_is_none_is_an_error_and_hides_no_other(self):
        for wrong, code in [("{verdict: maybe}", "value.choice"), ("{}", "key.missing"), ("{verdict: review, breached: [tool.statsu]}", "reference.unknown"),
                            ("{verdict: review, breeched: []}", "key.unknown"), ("compliant", "value.type"), ("{verdict: review, at: soon}", "value.type")]:
            with self.subTest(wrong):
                self.write("law.cases.yaml", CASES + f"- {{usage: 1, activity: drafting, tool: inhouse, x-expect: {wrong}}}\n"
                           + case("after", "verdict: review"))
                done = self.held("--quiet")
                self.assertEqual(done.code, 2)
                self.assertIn(f"error[{code}]", done.out)
                self.assertIn('"after": expected review, got compliant', done.out)

    def test_what_expects_nothing_or_cannot_be_read_is_never_a_pass(self):
        bare = "usage: 1\nactivity: drafting\ntool: inhouse\n"
        for text, said in [(bare, "case.expect"), ("usages: []\n", "value.type"), ("usage: [\n", "yaml.syntax"), ("# nothing\n", "input.empty")]:
            with self.subTest(text):
                self.write("law.cases.yaml", text)
                done = self.held()
                self.assertEqual(done.code, 2)
                self.assertIn(said, done.out)
        self.write("law.cases.yaml", CASES + "---\nusage: [\n---\n" + bare + "x-expect: {verdict: review}\nid: later\n")
        done = self.held()
        self.assertEqual(done.code, 2)
        self.assertIn("yaml.syntax", done.out)

    def test_it_says_of_each_case_what_check_says(self):
        told = {one["id"]: one for one in self.told()["cases"]}
        for day in ("2026-05-01", "2026-06-30", "2026-07-01"):
            done = self.run_program("check", "--charter", "law.yaml", "--format", "json", "--verbose", "--at", day, "law.cases.yaml")
            for verdict in json.loads(done.out)["verdicts"]:
                one = told[verdict["id"]]
                if f"at: {day}" not in CASES.split(f"id: {verdict['id']},")[1].splitlines()[0]:
                    continue
                with self.subTest(verdict["id"]):
                    self.assertEqual(one["verdict"], verdict["verdict"])
                    for outcome in ("breached", "undetermined", "waived", "met"):
                        clauses = {finding["clause"] for finding in verdict["findings"] if finding["outcome"] == outcome}
                        self.assertEqual(set(one[outcome]), clauses, outcome)
                    self.assertEqual(one["open"], [duty["id"] for duty in verdict["duties"] if not duty["met"]])
                    self.assertEqual(one["missing"], [entry["key"] for entry in verdict["missing"]])

    def test_cases_lie_beside_the_charter_or_where_they_are_named(self):
        self.write("law.cases/b.json", json.dumps({"usage": 1, "id": "b", "activity": "drafting", "tool": "inhouse", "x-expect": {"verdict": "review"}}))
        self.assertEqual([one["file"] for one in self.told()["cases"]][-2:], ["law.cases.yaml", "law.cases/b.json"])
        self.assertEqual({one["file"] for one in self.told("law.cases")["cases"]}, {"law.cases/b.json"})
        self.write("versions/one.yaml", LAW)
        self.write("versions/one.cases.yaml", CASES)
        self.write("versions/cases/c.yaml", CASES)
        done = self.run_program("test", "versions", "--format", "json")
        self.assertEqual(done.code, 0, done.out + done.err)
        self.assertEqual({one["file"] for one in json.loads(done.out)["cases"]}, {"versions/one.cases.yaml", "versions/cases/c.yaml"})
        self.write("bare.yaml", LAW)
        done = self.run_program("test", "bare.yaml")
        self.assertEqual(done.code, 2)
        self.assertIn("bare.yaml has no cases", done.err)

    def test_what_cannot_be_found_read_or_written_is_told(self):
        self.write("short.yml", LAW)
        self.write("short.cases.yaml", CASES)
        self.assertEqual(self.run_program("test", "short.yml").code, 0)
        self.write("empty/readme.txt", "")
        for words in (("gone.yaml",), ("law.yaml", "gone.cases.yaml"), ("law.yaml", "empty"), ("law.yaml", "--format", "yaml"), ("law.yaml", "--at", "soon"),
                      ("law.yaml", "--output", "json=law.cases.yaml"), ("law.yaml", "--output", "json=law.yaml"), ("law.yaml", "--output", "json=gone/x")):
            with self.subTest(words):
                done = self.run_program("test", *words)
                self.assertEqual(done.code, 2)
                self.assertTrue(done.err)
        self.write("broken.yaml", LAW + "rules: {}\n")
        self.write("broken.cases.yaml", CASES)
        self.assertEqual(self.run_program("test", "broken.yaml").code, 2)
        self.write("charter.yaml", LAW)
        self.write("charter.cases.yaml", CASES)
        self.assertEqual(self.run_program("test").code, 0)
        self.assertEqual(self.run_program("test", "--charter", "law.yaml", "charter.cases.yaml", "--quiet").code, 0)
        done = self.held("--output", "lcov=cases.info", "--output", "junit=cases.xml", "--full")
        self.assertEqual(done.code, 0)
        self.assertTrue(self.read("cases.info").startswith("TN:"))

    def test_a_hostile_name_is_shown_for_what_it_is(self):
        self.write("law.cases.yaml", CASES + '- {usage: 1, id: "a\\u001b[31m\\n::error::", activity: drafting, tool: inhouse, x-expect: {verdict: review}}\n')
        for name in ("text", "json", "junit"):
            out = self.held("--format", name).out
            self.assertNotIn("\x1b", out)
            self.assertNotIn("\n::error::", out)


class Covered(Cases):
    def test_clauses_and_comparisons_are_those_that_verdicts_show(self):
        open_ones = {(one["line"], one["message"]) for one in self.told()["uncovered"]}
        words = {message for _, message in open_ones}
        self.assertIn("duty.proof: no case meets it", words)
        self.assertIn("tool.activities: no case breaches it", words)
        self.assertIn("usage.unit: A: false in no case", words)
        for covered in ("rule.output: no case breaches it", "rule.output: no case meets it", "exception.pilot: no case is waived by it",
                        "usage.output == 'public': true in no case", "usage.autonomy == 'autonomous': false in no case"):
            self.assertNotIn(covered, words)
        self.write("law.cases.yaml", CASES + case("other-unit", "verdict: non-compliant", tool="chat", unit="B"))
        self.assertNotIn("usage.unit: A: false in no case", {one["message"] for one in self.told()["uncovered"]})

    def test_what_no_case_could_show_is_not_asked_for(self):
        """A rule of duties is never breached, and is met where it asks for them; no data meet hostings that are all empty."""
        rule = "  trained: {when: {usage.output: decision}, duties: [training], because: deciding is learnt}\n"
        self.write("law.yaml", LAW.replace("hosting: [house]", "hosting: []").replace("exceptions:\n", rule + "exceptions:\n"))
        words = {one["message"] for one in self.told()["uncovered"]}
        self.assertIn("rule.trained: no case meets it", words)
        for never in ("rule.trained: no case breaches it", "data.hosting: no case meets it"):
            self.assertNotIn(never, words)
        self.write("law.cases.yaml", CASES + case("learnt", "verdict: conditional, open: [training, proof]", output="decision"))
        self.assertNotIn("rule.trained: no case meets it", {one["message"] for one in self.told()["uncovered"]})

    def test_cells_are_activities_with_tools_and_what_lies_below_is_not_sent(self):
        summary = self.told()["summary"]
        # Three activities, three tools, three classes; drafting with inhouse (internal, secret, public?), chat, slow.
        self.assertEqual(summary["cells"]["all"], 27)
        self.assertEqual(summary["cells"]["covered"], 5)

    def test_a_threshold_is_held(self):
        summary = self.told("--mutants")["summary"]
        for what in ("clauses", "branches", "cells", "mutants"):
            percent = 100 * summary[what]["covered"] / summary[what]["all"]
            for least, code in ((percent - 0.01, 0), (percent + 0.01, 1)):
                with self.subTest(what, least=least):
                    done = self.held("--mutants", "--quiet", "--fail-under", f"{what}={least:.4f}")
                    self.assertEqual(done.code, code, done.err)
        for wrong in ("clauses", "clauses=", "clauses=x", "clauses=101", "lines=3", "=5"):
            self.assertEqual(self.held("--fail-under", wrong).code, 2, wrong)
        self.assertEqual(self.held("--fail-under", "mutants=1").code, 2)

    def test_lcov_has_the_places_of_the_charter(self):
        out = self.held("--format", "lcov").out
        self.assertTrue(out.startswith("TN:\nSF:law.yaml\n"))
        self.assertTrue(out.endswith("end_of_record\n"))
        lines = {int(line): int(count) for line, count in re.findall(r"^DA:(\d+),(\d+)$", out, re.M)}
        rule = LAW[:LAW.index("  output: {when")].count("\n") + 1
        self.assertGreater(lines[rule], 0)
        branches = re.findall(rf"^BRDA:{rule},(\d+),([01]),(\d+|-)$", out, re.M)
        self.assertEqual(len(branches), 4)
        self.assertTrue(all(taken not in ("-", "0") for _, _, taken in branches))
        self.assertEqual(int(re.search(r"^BRF:(\d+)$", out, re.M)[1]), len(re.findall("^BRDA:", out, re.M)))
        self.assertEqual(int(re.search(r"^LH:(\d+)$", out, re.M)[1]), sum(count > 0 for count in lines.values()))

    def test_junit_counts_what_it_tells(self):
        self.write("law.cases.yaml", CASES + "- {usage: 1, activity: drafting, tool: inhouse}\n"
                   + case("wrong", "verdict: review, breached: [tool.data]"))
        root = xml.fromstring(self.held("--format", "junit").out)
        suite, = root.findall("testsuite")
        self.assertEqual((suite.get("tests"), suite.get("failures"), suite.get("errors")), ("13", "1", "1"))
        failed = {one.get("name"): [child.tag for child in one] for one in suite if len(one)}
        self.assertEqual(failed, {"wrong": ["failure", "failure"], "law.cases.yaml:13": ["error"]})


class Mutants(Cases):
    def by_hand(self, old, new):
        """Whether some case answers otherwise once the text itself is changed, or None: it is then no charter."""
        self.assertEqual(LAW.count(old), 1, old)
        self.write("law.yaml", LAW.replace(old, new))
        done = self.held("--format", "json")
        self.write("law.yaml", LAW)
        return None if done.out == "" else "noticed" if json.loads(done.out)["summary"]["differing"] else "lives"

    def test_each_has_the_fate_of_the_change_made_by_hand(self):
        fates = {one["message"]: one["fate"] for one in self.told("--mutants")["mutants"]}
        self.assertEqual(len(fates), len(CHANGES))
        for what, old, new in CHANGES[::3] if BRIEF else CHANGES:
            with self.subTest(what):
                (fate,) = [fate for message, fate in fates.items() if message.startswith(what)]
                self.assertEqual(fate, self.by_hand(old, new) or "no-charter")

    def test_one_that_lives_is_told_and_one_that_a_case_is_written_for_no_more(self):
        self.assertIn('"judging" is no longer restricted', self.held("--mutants").out)
        self.write("law.cases.yaml", CASES + case("judged", "verdict: review", activity="judging", data="[public]"))
        self.assertNotIn('"judging" is no longer restricted', self.held("--mutants").out)

    def test_a_case_that_differs_notices_nothing(self):
        self.write("law.cases.yaml", "usages:\n" + case("wrong", "verdict: review"))
        self.assertEqual(self.told("--mutants")["summary"]["mutants"]["covered"], 0)

    def test_included_files_and_exceptions_kept_apart_are_changed_and_shipped_ones_are_not(self):
        self.write("law.yaml", LAW.replace("lang: en\n", "lang: en\ninclude: [parts/more.yaml, std:detectors]\n").replace(
            "secret: {above", "secret: {aliases: [personal, statistical-secret, restricted], above"))
        self.write("parts/more.yaml", "charter: 1\nactivities: {sorting: {status: banned, because: no}}\n")
        self.write("apart.yaml", "charter: 1\nexceptions: {one: {for: {usage.unit: B}, waives: [tool.status], from: 2026-01-01, until: 2026-02-01,"
                   " approved-by: [x, y], because: so}}\n")
        mutants = self.told("--mutants", "--exceptions", "apart.yaml")["mutants"]
        self.assertEqual({one["file"] for one in mutants}, {"law.yaml", "parts/more.yaml", "apart.yaml"})
        self.assertIn('"sorting" is no longer banned', {one["message"] for one in mutants})
        self.assertEqual(sum(one["message"] == 'the exception "one" is gone' for one in mutants), 1)


class Updated(Cases):
    WRITTEN = {
        "block.yaml": ("# kept\nusage: 1\nid: block\nactivity: drafting\ntool: chat\nx-expect:  # why\n  verdict: compliant\n"
                       "  because: |\n    a reason\n    of two lines\n  breached:\n  - tool.data\n  - rule.output\n# the end\n",
                       "# kept\nusage: 1\nid: block\nactivity: drafting\ntool: chat\nx-expect:  # why\n  verdict: non-compliant\n"
                       "  because: |\n    a reason\n    of two lines\n  breached:\n    [tool.status]\n# the end\n"),
        "flow.yaml": ("{usage: 1, activity: drafting, tool: chat, data: [public], output: internal}\n",
                      "{x-expect: {verdict: non-compliant, breached: [tool.status], undetermined: [rule.account], open: [proof], at: 2026-05-01}, "
                      "usage: 1, activity: drafting, tool: chat, data: [public], output: internal}\n"),
        "list.yaml": ("usages:\n  - usage: 1\n    activity: drafting\n    tool: inhouse\n    data: [public]\n    output: internal\n",
                      "usages:\n  - x-expect: {verdict: compliant, open: [proof], at: 2026-05-01}\n    usage: 1\n    activity: drafting\n"
                      "    tool: inhouse\n    data: [public]\n    output: internal\n"),
        "one.json": ('{"usage": 1, "activity": "deciding", "tool": "inhouse", "data": [], "output": "internal", "x-expect": {"verdict": "review", "breached": []}}\n',
                     '{"usage": 1, "activity": "deciding", "tool": "inhouse", "data": [], "output": "internal", "x-expect": {"verdict": "non-compliant", "breached": ["activity.status"]}}\n'),
        "lines.ndjson": ('{"usage": 1, "activity": "drafting", "tool": "chat", "data": ["public"], "output": "internal"}\n',
                         '{"x-expect": {"verdict": "non-compliant", "breached": ["tool.status"], "undetermined": ["rule.account"], "open": ["proof"], "at": "2026-05-01"}, '
                         '"usage": 1, "activity": "drafting", "tool": "chat", "data": ["public"], "output": "internal"}\n'),
    }

    def test_what_is_written_holds_and_nothing_else_is_touched(self):
        for name, (before, after) in self.WRITTEN.items():
            with self.subTest(name):
                self.write(name, before)
                done = self.held("--at", "2026-05-01", "--update", name)
                self.assertEqual(done.code, 0, done.out + done.err)
                self.assertIn(f"{name}: cases that were written anew: 1", done.err)
                with open(self.path(name), encoding="utf-8") as file:
                    self.assertEqual(file.read(), after)
                self.assertEqual(self.held("--at", "2026-09-01", name, "--quiet").code, 0)

    def test_what_holds_is_not_written(self):
        done = self.held("--update")
        self.assertEqual((done.code, done.err), (0, ""))
        with open(self.path("law.cases.yaml"), encoding="utf-8") as file:
            self.assertEqual(file.read(), CASES)

    def test_a_file_with_errors_is_left_alone(self):
        text = CASES.replace("verdict: compliant, breached", "verdict: compliantt, breached", 1)
        self.write("law.cases.yaml", text)
        self.assertEqual(self.held("--update").code, 2)
        with open(self.path("law.cases.yaml"), encoding="utf-8") as file:
            self.assertEqual(file.read(), text)


if __name__ == "__main__":
    unittest.main()

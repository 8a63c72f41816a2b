#!/usr/bin/env python3
"""audit, merge and trend through the program: what they add up, what they publish, and what stops them."""

import csv
import html.parser
import io
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import make_register
from folder import InFolder

PROGRAM = os.environ.get("CHARTER_CHECK", "")
ROOT = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
CHARTER = os.path.join(ROOT, "charter", "statistics-institute.yaml")

LAW = """charter: 1
id: town-hall
version: "1"
lang: en
units: [A, B, C, D]
governance: {colleges: [users]}
data: {public: {}, internal: {above: public}}
hosting: {here: {title: Our servers}, away: {}}
duties: {reading: {due: after, evidence: review}, training: {due: before, evidence: training}}
tools:
  good: {status: approved, title: The good one, hosting: here, trains-on-inputs: false, retention: P30D,
    footprint: {per: request, energy-wh: [0.1, 0.3], co2-g: [1, 2], scope: inference, source: A study, on: 2026-01-01}}
  vague: {status: approved, hosting: away, footprint: {per: request, energy-wh: [100, 100]}}
  bad: {status: banned, hosting: away}
activities:
  drafting: {status: allowed, duties: [reading]}
  coding: {status: allowed, duties: [training]}
exceptions:
  pilot: {for: {usage.unit: C}, waives: [tool.status], approved-by: [users], from: 2026-01-01, until: 2026-07-20}
  old: {for: {usage.unit: D}, waives: [tool.status], approved-by: [users], from: 2025-01-01, until: 2025-12-31}
commitments:
  z-nobody: {title: {en: Nobody has to use AI, fr: Nul n’est tenu d’utiliser l’IA}}
  a-report: {title: Figures are published each year}
  posts: {}
budgets:
  small: {period: month, each: unit, requests: 50}
  energy: {period: quarter, energy-wh: 5}
"""


EVIDENCE_LAW = """charter: 1
id: town-hall
lang: en
data:
  public: {}
  internal: {above: public, title: Internal notes}
  personal: {above: internal, title: Personal data}
  health: {above: personal}
  secret: {above: internal}
tools: {good: {status: approved}}
activities: {drafting: {status: allowed}}
detectors:
  mail: {pattern: '[a-z]{1,20}@[a-z]{1,20}[.]org', means: personal, finds: [a@b.org]}
  mark: {pattern: 'SECRET', means: secret, finds: [SECRET]}
"""


def use(**keys):
    """One declaration of the small charter; None takes a key away."""
    whole = {"usage": 1, "unit": "A", "activity": "drafting", "tool": "good", "data": "[public]", "stage": "done",
             "date": "2026-06-01", "review": "{by: x}", **keys}
    return "".join(f"{key}: {value}\n" for key, value in whole.items() if value is not None)


USES = [
    use(volume="{requests: 10}"),
    use(unit="B", volume="{requests: 60}"),
    use(unit="B", tool="vague", volume="{requests: 5}", date="2026-05-02"),
    use(unit="C", tool="bad"),
    use(unit="D", tool="bad", review=None),
    use(tool="=cmd|' /C calc'!A0", activity="<b>x</b>"),
    use(tool="Other Tool", unit=None),
    use(tool="other  tool", activity="coding", stage="planned", date=None),
    use(nonsense="x"),
]


MAIL, NOTHING = "write to x@y.org", "a note"


def said(data, purpose=NOTHING, unit="A", **keys):
    """One declaration of the charter with detectors."""
    return use(unit=unit, data=data, purpose=purpose, stage="planned", date=None, review=None, **keys)


EVIDENCE_USES = [
    said("[internal]", MAIL),
    said("[internal]", MAIL),
    said("[personal]", MAIL),
    said("[health]", MAIL),
    said("[personal]", unit="B"),
    said("[secret]", "SECRET plans", unit="B"),
    said(None, "SECRET, for x@y.org", unit=None),
    said("[public]", unit="B", files="[nowhere.txt]"),
    said("[public]", None, unit="=cmd <b>"),
]


def code_of(uses):
    """An audit of which some are invalid (of USES, of what make_register makes) exits 2, whatever it reports."""
    return 2 if any("nonsense" in one or "unitt" in one for one in uses) else 0


class Case(InFolder):
    files = {"law.yaml": LAW}

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def run_it(self, *words, code=0):
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, cwd=self.folder.name)
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        return done

    def audit(self, uses, *options, code=None, charter="law.yaml", at="2026-07-01"):
        code = code_of(uses) if code is None else code
        self.write("uses.yaml", "---\n".join(uses))
        return self.run_it("audit", "--charter", charter, "--at", at, *options, "uses.yaml", code=code)

    def totals(self, uses, *options, **more):
        tables = json.loads(self.audit(uses, "--format", "json", *options, **more).stdout)["tables"]
        return {name: {group["key"]: group for group in table["groups"]} for name, table in tables.items()}


class WhatIsAddedUp(Case):
    def setUp(self):
        super().setUp()
        self.tables = self.totals(USES)

    def test_uses_and_invalid_declarations_are_told_apart(self):
        self.assertEqual((self.tables["all"][""]["uses"], self.tables["all"][""]["invalid"]), (8, 1))

    def test_every_use_stands_once_in_each_table_but_that_of_data(self):
        for table in ("months", "units", "activities", "tools", "stages", "hostings", "training-on-inputs", "retentions"):
            self.assertEqual(sum(group["uses"] for group in self.tables[table].values()), 8, table)

    def test_no_key_of_the_json_stands_twice(self):
        def unique(pairs):
            self.assertEqual(len(pairs), len(dict(pairs)), pairs)
            return dict(pairs)
        json.loads(self.audit(USES, "--format", "json").stdout, object_pairs_hook=unique)

    def test_groups_by_unit_tool_and_month(self):
        self.assertEqual({key: group["uses"] for key, group in self.tables["units"].items()},
                         {"": 1, "A": 3, "B": 2, "C": 1, "D": 1})
        self.assertEqual({key: group["uses"] for key, group in self.tables["tools"].items()},
                         {"": 3, "good": 2, "vague": 1, "bad": 2})
        self.assertEqual({key: group["uses"] for key, group in self.tables["months"].items()},
                         {"": 1, "2026-05": 1, "2026-06": 6})

    def test_unlisted_tools_are_folded_and_counted(self):
        self.assertEqual({key: group["uses"] for key, group in self.tables["other-tools"].items()},
                         {"=cmd|' /c calc'!a0": 1, "other tool": 2})

    def test_footprints_are_intervals_of_sourced_figures_alone(self):
        energy = self.tables["all"][""]["energy-wh"]
        self.assertEqual(energy, {"low": 7, "high": 21, "uses": 2, "requests": 70})
        self.assertEqual(self.tables["all"][""]["requests"], 75)
        self.assertEqual(self.tables["units"]["B"]["energy-wh"], {"low": 6, "high": 18, "uses": 1, "requests": 60})

    def test_sources_are_named_and_figures_without_one_are_counted_apart(self):
        self.assertEqual({key: group["uses"] for key, group in self.tables["sources"].items()},
                         {"2026-01-01 inference: A study": 2, "": 1})
        self.assertEqual(self.tables["sources"][""]["energy-wh"]["high"], 0)

    def test_clauses_are_counted_by_what_came_of_them(self):
        self.assertEqual(self.tables["clauses"]["tool.status"]["waived"], 1)
        self.assertEqual(self.tables["clauses"]["tool.status"]["forbid"], 1)
        self.assertEqual(self.tables["clauses"]["tool.unlisted"]["review"], 3)

    def test_duties_are_asked_for_met_or_open(self):
        self.assertEqual({key: self.tables["duties"]["reading"][key] for key in ("asked", "met", "open-after")},
                         {"asked": 6, "met": 5, "open-after": 1})
        self.assertEqual(self.tables["duties"]["training"]["open-before"], 1)

    def test_exceptions_say_what_they_waived_and_what_came_back(self):
        pilot, old = self.tables["exceptions"]["pilot"], self.tables["exceptions"]["old"]
        self.assertEqual((pilot["uses"], pilot["waived"], pilot["lapsed"], pilot["until"]), (1, 1, 0, 20260720))
        self.assertEqual((old["uses"], old["lapsed"], old["until"]), (0, 1, 20251231))

    def test_commitments_are_shown_in_the_charters_order(self):
        self.assertEqual([(key, group["title"], group["position"]) for key, group in self.tables["commitments"].items()],
                         [("a-report", "Figures are published each year", 2), ("posts", None, 3),
                          ("z-nobody", "Nobody has to use AI", 1)])

    def test_budgets_are_by_period_and_group(self):
        budgets = self.tables["budgets"]
        self.assertEqual((budgets["2026-06 small B"]["requests"], budgets["2026-06 small B"]["limit-requests"]), (60, 50))
        self.assertEqual((budgets["2026-Q2 energy "]["energy-wh"]["high"], budgets["2026-Q2 energy "]["limit-energy-wh"]),
                         (21, 5))
        self.assertIn("- energy ", budgets)

    def test_names_are_left_out(self):
        self.assertEqual((self.tables["authors"], self.tables["reviewers"]), ({}, {}))

    def test_names_are_counted_where_they_are_asked_for(self):
        tables = self.totals(USES + [use(author="a.martin")], "--with-names")
        self.assertEqual(tables["authors"]["a.martin"]["uses"], 1)
        self.assertEqual(tables["reviewers"]["x"]["uses"], 8)


CONCERN_LAW = """charter: 1
id: office
version: "1"
lang: en
units: [A, B]
governance: {colleges: [users]}
data: {public: {}, personal: {above: public}}
fields: {account: {type: choice, values: [office, private]}, scores: {type: bool}}
duties: {reading: {due: after, evidence: review}}
tools: {good: {status: approved}}
activities: {drafting: {status: allowed}, coding: {status: allowed, duties: [reading]}}
rules:
  scoring: {when: {facts.scores: true}, require: {facts.account: office}, effect: forbid}
  nobody: {when: {usage.output: decision}, effect: forbid}
exceptions:
  pilot: {for: {usage.unit: B}, waives: [rule.scoring], approved-by: [users], from: 2026-01-01, until: 2026-12-31}
detectors:
  many: {pattern: '[xz]@y', means: personal, at-least: 2, finds: [x@y z@y]}
"""


def concern(facts, **keys):
    return use(**{"stage": "planned", "date": None, "review": None, "output": "internal", "facts": facts, **keys})


CONCERNED = [
    concern("{scores: false}"), concern("{scores: false}"), concern("{scores: false}"),
    concern("{scores: true, account: office}"),
    concern("{scores: true, account: private}"),
    concern("{scores: true, account: private}", unit="B"),
    concern("{scores: true}"),
    concern(None),
    concern("{scores: false}", activity="coding"),
]


class WhatEachFigureIsOf(Case):
    def setUp(self):
        super().setUp()
        self.write("office.yaml", CONCERN_LAW)

    def concern(self, uses=None, **more):
        return self.totals(CONCERNED if uses is None else uses, charter="office.yaml", **more)

    def read(self, uses=None, charter="office.yaml"):
        return self.audit(CONCERNED if uses is None else uses, "--format", "markdown", "--lang", "en", charter=charter).stdout

    def test_what_came_of_a_clause_for_whom_it_concerns(self):
        names = ("concerned", "met", "forbid", "waived", "fact-missing", "concern-unknown", "undetermined", "open")
        clauses = self.concern()["clauses"]
        self.assertEqual([clauses["rule.scoring"][name] for name in names], [4, 1, 1, 1, 1, 1, 2, 0])
        self.assertEqual([clauses["duty.reading"][name] for name in names], [1, 0, 0, 0, 0, 0, 0, 1])
        self.assertEqual([clauses["rule.nobody"][name] for name in names], [0] * 8)

    def test_a_unit_s_clauses_are_parts_of_the_clauses(self):
        tables = self.concern()
        self.assertEqual(tables["unit-clauses"]["rule.scoring B"]["waived"], 1)
        for key, clause in tables["clauses"].items():
            units = [row for name, row in tables["unit-clauses"].items() if name.split(" ")[0] == key]
            for name in set(clause) - {"key", "title"}:
                self.assertEqual(clause[name], sum(row[name] for row in units), (key, name))

    def test_of_clauses_those_concerned_are_what_came_of_it(self):
        for uses in (CONCERNED, USES):
            for key, row in self.totals(uses, charter="office.yaml").get("clauses").items():
                self.assertEqual(row["concerned"], sum(row[name] for name in (
                    "met", "advise", "review", "forbid", "waived", "fact-missing", "open")), key)

    def test_the_headline_is_of_the_uses_that_something_concerned(self):
        everything = self.concern()["all"][""]
        self.assertEqual([everything[name] for name in ("uses", "concerned", "perhaps-concerned", "concerned-compliant",
                                                        "waived", "fact-missing", "concern-unknown")],
                         [9, 5, 1, 3, 1, 1, 1])
        text = self.read()
        self.assertIn("Uses that a clause concerns: **5 of 9 (55.6%)**", text)
        self.assertIn("Compliant, of the uses that a clause concerns: **3 of 5 (60.0%)**", text)
        self.assertIn("| Rule (scoring) | 4 of 9 | 1 | 1 | 0 | 1 | 0 | 1 | 1 |", text)
        self.assertIn("| A | Rule (scoring) | 3 of 8 | 1 | 1 | 0 | 0 | 0 | 1 | 1 |", text)

    def test_what_was_not_judged_is_no_share(self):
        text = self.audit([*USES], "--format", "markdown", "--lang", "en").stdout
        self.assertIn("| Compliant | the charter allows it | 4 | 50\\.0% |", text)
        self.assertIn("| Invalid | it could not be read as a declaration | 1 | – |", text)

    def test_columns_that_nobody_declares_are_left_out_with_a_sentence(self):
        text = self.read([use(unit=None, date=None, stage="planned")])
        for said in ("No use declares how many requests it makes: they are left out.",
                     "Uses by unit: nobody says it of any use, and the table is left out.",
                     "Uses by month: nobody says it of any use, and the table is left out."):
            self.assertIn(said, text)
        self.assertNotIn("Requests", text)
        self.assertIn("| Requests |", self.read([use(volume="{requests: 1}")]))

    def test_a_stage_that_nobody_declares_is_none(self):
        self.assertEqual({key: row["uses"] for key, row in self.concern([use(stage=None), use()])["stages"].items()},
                         {"": 1, "done": 1})

    def test_concentration_is_of_the_uses_that_it_counts(self):
        text = self.read([use(unit="A")] * 2 + [use(unit="B")] * 2 + [use(unit=None)] * 6)
        self.assertIn("The 4 of 10 uses that name a unit are as concentrated as if they were shared evenly among 2 units", text)
        self.assertIn("The 10 of 10 uses that name an activity all name the same one.", text)

    def test_a_detector_that_is_not_in_force_looks_into_nothing(self):
        law = CONCERN_LAW.replace("at-least: 2", "from: 2027-01-01").replace("finds: [x@y z@y]", "finds: [x@y]")
        self.write("later.yaml", law)
        uses = [concern("{scores: false}", purpose="x@y", files="[nowhere.txt]")]
        texts = self.totals(uses, charter="later.yaml")["texts"]["A"]
        self.assertEqual([texts[name] for name in ("looked-into", "unreadable", "no-text", "undeclared")], [0, 0, 1, 0])

    def test_a_find_below_at_least_is_none(self):
        for purpose, found in (("x@y", 0), ("x@y z@y", 1)):
            uses = [concern("{scores: false}", purpose=purpose, data="[personal]")]
            self.assertEqual(self.concern(uses)["evidence"]["personal"]["found"], found)

    def states(self, uses):
        """What the report says of each budget: by its period."""
        text = self.read(uses, charter="law.yaml")
        return {row.split(" | ")[2]: row.split(" | ")[3] for row in text.splitlines() if row.startswith("| small |")}

    def test_a_budget_whose_volumes_are_not_all_declared_is_not_known(self):
        self.assertEqual(self.states([use(volume="{requests: 10}")]), {"2026-06": "within"})
        self.assertEqual(self.states([use(volume="{requests: 10}"), use()]), {"2026-06": "unknown"})
        self.assertEqual(self.states([use(volume="{requests: 60}"), use()]), {"2026-06": "beyond"})

    def test_what_has_no_date_is_of_no_period(self):
        self.assertEqual(self.states([use(volume="{requests: 60}", date=None, stage="planned")]),
                         {"no date declared": "in no period"})

    def test_a_sum_that_cannot_be_counted_is_told(self):
        uses = [use(volume="{requests: 9223372036854775807}")] * 3
        told = json.loads(self.audit(uses, "--format", "json").stdout)
        self.assertTrue(told["saturated"])
        self.assertIn("Some sums go beyond what can be counted", self.read(uses))
        self.assertFalse(json.loads(self.audit([use()], "--format", "json").stdout)["saturated"])
        self.assertNotIn("Some sums", self.read([use()]))


class DeclaredAndFound(Case):
    """What was declared beside what detectors found, by class and by unit."""

    def setUp(self):
        super().setUp()
        self.write("evidence.yaml", EVIDENCE_LAW)

    def evidence(self, uses, *options, **more):
        return self.totals(uses, *options, charter="evidence.yaml", **more)

    def test_by_class(self):
        rows = self.evidence(EVIDENCE_USES)["evidence"]
        self.assertEqual({key: [row[name] for name in ("uses", "declared", "found", "undeclared")] for key, row in rows.items()},
                         {"public": [2, 2, 0, 0], "internal": [2, 2, 0, 0], "personal": [6, 2, 5, 3],
                          "health": [1, 1, 0, 0], "secret": [2, 1, 2, 1]})
        self.assertEqual(rows["personal"]["title"], "Personal data")

    def test_by_unit_and_class(self):
        rows = self.evidence(EVIDENCE_USES)["unit-evidence"]
        self.assertEqual({key: [row[name] for name in ("uses", "declared", "found", "undeclared")] for key, row in rows.items()},
                         {"internal A": [2, 2, 0, 0], "personal A": [4, 1, 4, 2], "health A": [1, 1, 0, 0],
                          "personal B": [1, 1, 0, 0], "secret B": [1, 1, 1, 0], "public B": [1, 1, 0, 0],
                          "personal ": [1, 0, 1, 1], "secret ": [1, 0, 1, 1], "public =cmd <b>": [1, 1, 0, 0]})

    def test_a_unit_s_rows_are_those_of_its_classes(self):
        tables = self.evidence(EVIDENCE_USES)
        for name in ("uses", "declared", "found", "undeclared"):
            for key, row in tables["evidence"].items():
                self.assertEqual(row[name], sum(other[name] for unit, other in tables["unit-evidence"].items()
                                                if unit.split(" ")[0] == key), (key, name))

    def test_uses_that_hold_a_class_are_those_of_the_table_of_classes(self):
        tables = self.evidence(EVIDENCE_USES)
        self.assertEqual({key: row["uses"] for key, row in tables["data"].items() if key},
                         {key: row["uses"] for key, row in tables["evidence"].items()})

    def test_what_could_be_looked_into(self):
        names = ("uses", "looked-into", "unreadable", "no-text", "undeclared")
        rows = self.evidence(EVIDENCE_USES)["texts"]
        self.assertEqual({key: [row[name] for name in names] for key, row in rows.items()},
                         {"A": [4, 4, 0, 0, 2], "B": [3, 2, 1, 0, 0], "": [1, 1, 0, 0, 1], "=cmd <b>": [1, 0, 0, 1, 0]})

    def test_a_charter_without_detectors_says_nothing_of_them(self):
        self.assertNotIn("Declared and found", self.audit([use(purpose=MAIL)], "--lang", "en").stdout)
        self.assertEqual(self.totals([use(purpose=MAIL)])["texts"]["A"]["no-text"], 1)

    def test_people_read_it(self):
        text = self.audit(EVIDENCE_USES, "--format", "markdown", "--lang", "en", charter="evidence.yaml").stdout
        self.assertIn("| Personal data | 6 | 2 | 5 | 3 | 60\\.0% |", text)
        self.assertIn("| no unit declared | secret | 1 | 0 | 1 | 1 | 100\\.0% |", text)
        self.assertIn("- Uses whose texts hold data that they do not declare: **3 of 9 (33.3%)**", text)

    def test_units_beyond_those_that_are_shown_are_added_up(self):
        uses = [said("[internal]", MAIL, unit=f"unit-{i}") for i in range(40)]
        text = self.audit(uses, "--format", "markdown", "--lang", "en", charter="evidence.yaml").stdout
        self.assertIn("| all others | – | 55 | 40 | 15 | 15 | 100\\.0% |", text)

    def published(self, *counts, smallest="5"):
        """What is published of personal data held by so many uses: not found, found and declared, found alone."""
        uses = ([said("[personal]")] * counts[0] + [said("[personal]", MAIL)] * counts[1] +
                [said("[public]", MAIL)] * counts[2] + [said("[public]")] * 20)
        report = json.loads(self.audit(uses, "--publish", "--min-group", smallest, "--format", "json",
                                       charter="evidence.yaml").stdout)
        self.assertEqual({"unit-evidence", "texts", "unmapped"} & set(report["tables"]), set())
        groups = {group["key"]: group for group in report["tables"]["evidence"]["groups"]}
        self.assertFalse(any("declared" in group for group in groups.values()))
        return groups.get("personal")

    def test_all_of_it_is_published_where_nothing_is_small(self):
        self.assertEqual(self.published(6, 7, 8), {"key": "personal", "title": "Personal data", "uses": 21, "found": 15,
                                                   "undeclared": 8})

    def test_a_small_part_takes_another_with_it(self):
        self.assertEqual(self.published(6, 7, 2), {"key": "personal", "title": "Personal data", "uses": 15})
        self.assertEqual(self.published(2, 7, 8), {"key": "personal", "title": "Personal data", "uses": 17,
                                                   "undeclared": 8})
        self.assertEqual(self.published(0, 20, 3), {"key": "personal", "title": "Personal data", "uses": 23, "found": 23})

    def test_a_class_that_is_hidden_among_the_classes_is_hidden_here(self):
        self.assertIsNone(self.published(0, 1, 1))

    def test_the_published_csv_tells_nothing_from_what_is_hidden(self):
        uses = [said("[personal]")] * 20 + [said("[public]")] * 20
        rows = list(csv.reader(io.StringIO(self.audit(uses, "--publish", "--format", "csv", charter="evidence.yaml").stdout)))
        self.assertIn(["evidence", "personal", "Personal data", "found", "0"], rows)
        uses[0] = said("[personal]", MAIL)
        rows = list(csv.reader(io.StringIO(self.audit(uses, "--publish", "--format", "csv", charter="evidence.yaml").stdout)))
        self.assertNotIn("found", [row[3] for row in rows if row[1] == "personal"])

    def test_people_read_what_is_published(self):
        uses = [said("[personal]", MAIL)] * 20 + [said("[public]", MAIL)] * 2 + [said("[public]")] * 20
        text = self.audit(uses, "--publish", "--format", "markdown", "--lang", "en", charter="evidence.yaml").stdout
        self.assertIn("| Personal data | 22 | 22 | not shown |", text)
        # What was found is in no more texts than were looked into.
        self.assertNotIn("Detectors looked into", text)
        uses = [said("[personal]", MAIL)] * 20 + [said("[public]")] * 20
        text = self.audit(uses, "--publish", "--format", "markdown", "--lang", "en", charter="evidence.yaml").stdout
        self.assertIn("Detectors looked into all that 40 uses send; of 0 a file could not be read, and 0 send no text", text)
        text = self.audit([*uses, said("[public]", None)], "--publish", "--format", "markdown", "--lang", "en",
                          charter="evidence.yaml").stdout
        self.assertNotIn("Detectors looked into all that", text)


MAPPING = """intake: 1
declare:
  activity: {column: "What = ever", values: {draft: drafting}}
  tool: {constant: good}
  unit: Unit
  data: {column: Data, split: [","], values: {i: internal}}
  date: {column: Day, dates: [DD/MM/YYYY]}
"""


class Unmapped(Case):
    """What the intake mapping does not know is in the report."""

    ROWS = ['draft,A,"i,<b>x</b>,<b>x</b>",01/06/2026', "foo,A,i,", "foo,B,=cmd|' /C,01/06/2026", ",B,i,June",
            "draft,C,‮i‬,"]
    HEADER = "What = ever,Unit,Data,Day\n"
    TEXT = HEADER + "\n".join(ROWS) + "\n"

    def register(self, rows, *options, name="register.csv", code=0):
        self.write("law.yaml", LAW)
        self.write("map.yaml", MAPPING)
        self.write(name, self.HEADER + "".join(row + "\n" for row in rows))
        return self.run_it("audit", "--charter", "law.yaml", "--at", "2026-07-01", "--intake", "map.yaml", *options, name,
                           code=code)

    def test_every_value_with_its_rows_and_the_first_of_them(self):
        tables = json.loads(self.register(self.ROWS, "--format", "json", "--quiet").stdout)["tables"]
        self.assertEqual({group["key"]: (group["rows"], group["first-row"]) for group in tables["unmapped"]["groups"]},
                         {"What U+003D ever = foo": (2, 3), "Data = <b>x</b>": (1, 2),
                          "Data = =cmd|' /C": (1, 4), "Day = June": (1, 5), "Data = U+202EiU+202C": (1, 6)})

    def test_people_read_it(self):
        text = self.register(self.ROWS, "--format", "markdown", "--lang", "en", "--quiet").stdout
        self.assertIn("**Values without a meaning in the mapping**", text)
        self.assertIn("| Day | June | 1 | 5 |", text)
        page = self.register(self.ROWS, "--format", "html", "--lang", "fr", "--quiet").stdout
        self.assertEqual(Page(page).faults, [])
        self.assertNotIn("<b>x", page)
        self.assertIn("Valeurs sans signification dans la table de correspondance", page)

    def test_it_is_not_published(self):
        rows = ["draft,A,i,"] * 10 + ["mystery,A,i,"] * 10
        for form in ("json", "csv", "markdown", "html"):
            text = self.register(rows, "--publish", "--format", form, "--quiet").stdout
            self.assertNotIn("mystery", text, form)

    def test_where_everything_is_known_there_is_no_section(self):
        self.assertNotIn("does not know", self.register(["draft,A,i,"], "--format", "text", "--lang", "en").stdout)

    def test_more_values_than_are_shown_and_than_are_kept(self):
        rows = [f"draft,A,value {i},01/06/2026" for i in range(4500)]
        text = self.register(rows, "--format", "markdown", "--lang", "en", "--quiet").stdout
        self.assertIn("| all others | – | 4,475 | 3 |", text)

    def test_parts_of_a_register_are_merged_as_one(self):
        rng = random.Random(9)
        rows = [f"{rng.choice(['draft', 'foo', 'bar'])},A,{rng.choice(['i', 'j', 'k,i'])},x{i}" for i in range(4600)]
        rows = [row.replace("k,i", '"k,i"') for row in rows]
        self.register(rows, "--quiet", "--partial", "whole.json")
        for i in range(3):
            self.register(rows[i * 1600:(i + 1) * 1600], "--quiet", "--partial", f"{i}.json", name=f"{i}.csv")
        self.run_it("merge", "--partial", "one.json", "2.json", "0.json")
        self.run_it("merge", "--partial", "all.json", "1.json", "one.json")
        whole, merged = (json.loads(self.read(name))["tables"]["unmapped"] for name in ("whole.json", "all.json"))
        self.assertIsNotNone(whole["others"])
        counts = [[(row[0], row[3]) for row in table["groups"]] + table["others"][:1] for table in (whole, merged)]
        self.assertEqual(*counts)


class WhatCouldNotBeRead(Case):
    """A broken file, and a row of a broken shape: which, why and how many, in every format and on the error stream."""

    FORMATS = ("text", "markdown", "html", "csv", "json", "summary")

    def setUp(self):
        super().setUp()
        self.write("broken.yaml", "usage: 1\nactivity: drafting\ntool: good\ntol: x\n---\nusage: 1\nactivity: drafting\ntool: good\ntol: x\n")
        self.write("map.yaml", "intake: 1\ndeclare: {tool: Tool, activity: {constant: drafting}}\n")
        self.write("register.csv", "Tool\ngood\ngood,more\n")

    def told(self, form, *words):
        return self.run_it("audit", "--charter", "law.yaml", "--intake", "map.yaml", "--format", form, *words,
                           "broken.yaml", "register.csv", code=2)

    def test_each_format_has_code_place_count_and_reason(self):
        for form in self.FORMATS:
            with self.subTest(form):
                done = self.told(form)
                for piece in ("key.unknown", "broken.yaml", "csv.syntax", "register.csv", "2 cells"):
                    self.assertIn(piece, done.stdout)
        groups = json.loads(self.told("json").stdout)["tables"]["unread"]["groups"]
        self.assertEqual([(g["key"], g["errors"], g["first-line"]) for g in groups],
                         [("csv.syntax register.csv", 1, 3), ("key.unknown broken.yaml", 2, 4)])

    def test_the_reasons_stand_on_the_error_stream_too(self):
        told = self.told("text", "--quiet").stderr
        for piece in ("broken.yaml:4:1", "broken.yaml:9:1", "register.csv:3:6"):
            self.assertIn(piece, told)

    def test_nothing_of_it_is_published(self):
        self.write("uses.yaml", "---\n".join(USES))
        self.assertNotIn("broken.yaml", self.told("json", "--publish", "--min-group", "2", "uses.yaml").stdout)


class WhatPeopleRead(Case):
    def test_a_budget_beyond_is_told(self):
        text = self.audit(USES, "--format", "markdown", "--lang", "en").stdout
        line = next(line for line in text.splitlines() if line.startswith("| small | B | 2026-06"))
        self.assertIn("beyond", line)
        self.assertIn("60 of 50", line)
        line = next(line for line in text.splitlines() if line.startswith("| energy | – | 2026-Q2"))
        self.assertIn("| beyond | 7 to 21 Wh of 5 Wh |", line)

    def test_commitments_are_told_in_the_readers_language_in_what_people_read(self):
        for lang, section, first in (("en", "Commitments of the charter", "Nobody has to use AI"),
                                     ("fr", "Engagements de la charte", "Nul n’est tenu d’utiliser l’IA")):
            for form in ("text", "markdown", "html"):
                for more in ((), ("--publish", "--min-group", "2")):
                    with self.subTest(lang=lang, form=form, more=more):
                        told = self.audit(USES, "--format", form, "--lang", lang, *more).stdout
                        self.assertIn(section, told)
                        places = [told.index(text, told.index(section)) for text in (first, "Figures are published each year", "posts")]
                        self.assertEqual(places, sorted(places))

    def test_an_exception_that_lapses_soon_is_told_with_its_days(self):
        text = self.audit(USES, "--format", "markdown", "--lang", "en").stdout
        self.assertRegex(text, r"\| pilot \| lapses in 19 days \| users \| 2026-07-20 \|")
        self.assertRegex(text, r"\| old \| lapsed, relied on \| users \| 2025-12-31 \|")

    def test_the_screen_is_told_in_its_language(self):
        self.assertIn("Usages par unité", self.audit(USES, "--lang", "fr").stdout)

    def test_a_name_is_no_formula_in_a_spreadsheet(self):
        text = self.audit(USES, "--format", "csv").stdout
        rows = list(csv.reader(io.StringIO(text)))
        self.assertEqual(rows[0], ["table", "key", "title", "measure", "value"])
        self.assertTrue(any(row[1] == "'=cmd|' /c calc'!a0" for row in rows))
        for row in rows:
            self.assertFalse(any(field[:1] in ("=", "+", "-", "@", "\t", "\r") for field in row), row)
        self.assertTrue(all(re.fullmatch(r'("([^"]|"")*",){4}"([^"]|"")*"', line) for line in text.split("\r\n")[:-1]))

    def test_a_spreadsheet_opens_it_where_it_has_a_delimiter(self):
        plain = self.audit(USES, "--format", "csv").stdout
        for lang in ("en", "fr"):  # programs read it: the language of people changes nothing of its form
            self.assertTrue(self.audit(USES, "--format", "csv", "--lang", lang).stdout.startswith('"table","key","title"'))
        for said, character in ((",", ","), (";", ";"), ("tab", "\t")):
            text = self.audit(USES, "--format", "csv", "--delimiter", said).stdout
            self.assertEqual(text[0], "\ufeff", said)
            self.assertEqual(list(csv.reader(io.StringIO(text[1:]), delimiter=character)),
                             list(csv.reader(io.StringIO(plain))), said)

    def test_the_csv_holds_exact_figures(self):
        rows = csv.reader(io.StringIO(self.audit(USES, "--format", "csv").stdout))
        values = {tuple(row[:2] + row[3:4]): row[4] for row in rows}
        self.assertEqual(values["units", "B", "energy-wh.low"], "6")
        self.assertEqual(values["units", "A", "co2-g.high"], "20")


class Page(html.parser.HTMLParser):
    """What of a page a reader with a screen reader depends on."""

    EMPTY = ("meta", "link", "br", "img", "input", "hr")

    def __init__(self, text):
        super().__init__()
        self.open, self.faults, self.headings, self.ids, self.refs = [], [], [], set(), []
        self.tags, self.captions = [], 0
        self.feed(text)
        if self.open:
            self.faults.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag not in self.EMPTY:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in attrs:
            if attrs["id"] in self.ids:
                self.faults.append(f"the id {attrs['id']} stands twice")
            self.ids.add(attrs["id"])
        self.refs += attrs.get("aria-labelledby", "").split()
        if attrs.get("href", "").startswith("#"):
            self.refs.append(attrs["href"][1:])
        if tag == "th" and "scope" not in attrs:
            self.faults.append("a th without a scope")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of place")


class ThePage(Case):
    def setUp(self):
        super().setUp()
        self.text = self.audit(USES, "--format", "html", "--lang", "fr").stdout
        self.page = Page(self.text)

    def test_it_is_well_formed(self):
        self.assertEqual(self.page.faults, [])

    def test_it_has_a_language_a_title_and_landmarks(self):
        tags = dict((tag, attrs) for tag, attrs in reversed(self.page.tags))
        self.assertEqual(tags["html"]["lang"], "fr")
        for landmark in ("title", "header", "nav", "main", "footer"):
            self.assertIn(landmark, tags)

    def test_it_runs_nothing_and_asks_for_nothing(self):
        self.assertNotRegex(self.text, r"(?i)<script|\son\w+=|https?:|url\((?!#)|@import|<link|<iframe|<img")
        self.assertIn("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:", self.text)

    def test_declared_text_is_text(self):
        self.assertNotIn("<b>x", self.text)
        self.assertIn("&lt;b&gt;x&lt;/b&gt;", self.text)

    def test_headings_are_in_order(self):
        self.assertEqual(self.page.headings[0], 1)
        self.assertEqual(self.page.headings.count(1), 1)
        for before, after in zip(self.page.headings, self.page.headings[1:]):
            self.assertLessEqual(after, before + 1)

    def test_what_is_referred_to_is_there(self):
        self.assertLessEqual(set(self.page.refs), self.page.ids)

    def test_every_table_has_a_caption_and_every_chart_a_name(self):
        self.assertEqual(self.text.count("<table>"), self.text.count("<caption"))
        names = re.findall(r'role="img" aria-label="([^"]*)"', self.text)
        self.assertGreater(len(names), 5)
        self.assertEqual(len(names), self.text.count("<figure>"))
        captions = re.findall(r"<figcaption>([^<]*)<", self.text)
        for name, caption in zip(names, captions):
            self.assertTrue(name.startswith(caption + ". "), name)

    def test_what_is_in_the_other_language_says_so(self):
        english = [attrs.get("lang") for tag, attrs in self.page.tags if tag != "html" and "lang" in attrs]
        self.assertEqual(set(english), {"en"})
        self.assertIn('<th scope="row" lang="en">The good one</th>', self.text)
        self.assertIn('<dd lang="en">Figures are published each year</dd>', self.text)
        self.assertIn("<dd>Nul n’est tenu d’utiliser l’IA</dd>", self.text)
        page = self.audit(USES, "--format", "html", "--lang", "en").stdout
        self.assertNotIn(' lang="', page.partition("<body")[2])


class ForPublication(Case):
    def uses(self):
        return ([use(unit="A")] * 12 + [use(unit="B")] * 7 + [use(unit="C")] * 9 + [use(unit="D")] * 2 +
                [use(unit="A", tool="bad")] * 3)

    def published(self, *options):
        """What counts uses: commitments are the charter's words, and published whole."""
        report = json.loads(self.audit(self.uses(), "--publish", "--format", "json", *options).stdout)
        self.assertEqual(len(report["tables"].pop("commitments")["groups"]), 3)
        return report

    def test_no_group_is_smaller_than_asked_for(self):
        for smallest in (2, 5, 8):
            tables = self.published("--min-group", str(smallest))["tables"]
            for name, table in tables.items():
                for group in table["groups"]:
                    self.assertGreaterEqual(group["uses"], smallest, name)

    def test_what_is_left_of_a_total_is_no_group(self):
        report = self.published()
        total = report["tables"]["all"]["groups"][0]["uses"]
        for name in ("units", "tools", "activities", "months", "stages"):
            table = report["tables"][name]
            rest = total - sum(group["uses"] for group in table["groups"])
            self.assertTrue(rest == 0 and table["hidden"] == 0 or rest >= 5 and table["hidden"] >= 2, name)

    def test_only_uses_are_published_by_group(self):
        for table in self.published()["tables"].values():
            for group in table["groups"]:
                self.assertEqual(set(group), {"key", "title", "uses"})

    def test_hosting_which_adds_up_tools_is_left_out_where_tools_are_hidden(self):
        self.assertNotIn("hostings", self.published()["tables"])
        self.assertIn("hostings", self.published("--min-group", "2")["tables"])

    def test_verdicts_too(self):
        verdicts = self.published()["verdicts"]
        self.assertEqual([name for name, number in verdicts.items() if number is not None and 0 < number < 5], [])
        self.assertGreaterEqual(list(verdicts.values()).count(None), 2)

    def test_the_first_and_the_last_day_are_groups_of_one(self):
        report = self.published()
        self.assertEqual((report["first"], report["last"]), (None, None))
        self.assertNotIn("2026-06-01", self.audit(self.uses(), "--publish", "--lang", "en").stdout)

    def test_no_format_says_more(self):
        for name in ("text", "html", "markdown", "csv"):
            text = self.audit(self.uses(), "--publish", "--format", name, "--lang", "en").stdout
            self.assertNotRegex(text, r"\bD\b(?!ata)", name)

    def test_too_few_uses_are_not_published(self):
        done = self.audit([use()] * 4, "--publish", "--lang", "en", code=2)
        self.assertIn("too few", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_summary_is_not_published(self):
        self.audit(self.uses(), "--publish", "--partial", "part.json", code=2)
        self.assertFalse(os.path.exists(self.path("part.json")))

    def test_names_are_not_published(self):
        self.audit(self.uses(), "--publish", "--with-names", code=2)


class TheExit(Case):
    def test_an_audit_that_finds_breaches_has_done_its_work(self):
        self.audit([one for one in USES if "nonsense" not in one])
        self.audit([use(data=None)]) # undetermined

    def test_what_is_invalid_was_not_judged_and_is_told_with_its_code_place_and_reason(self):
        for options in ([], ["--quiet"], ["--fail-on", "never"], ["--jobs", "1"], ["--jobs", "3"]):
            done = self.audit([use(), use(nonsense="x"), "a: [\n", use()], "--format", "json", "--lang", "en", *options, code=2)
            self.assertEqual(json.loads(done.stdout)["verdicts"]["invalid"], 2)
            self.assertEqual(re.findall(r"^error\[(\S+)\]: (.*)\n *--> (uses.yaml:\d+):\d+$", done.stderr, re.M),
                             [("key.unknown", '"nonsense" is not a key of a declaration', "uses.yaml:18"),
                              ("yaml.syntax", "a value is missing before this place", "uses.yaml:21")])

    def test_with_a_threshold_it_is_a_gate(self):
        self.audit([use()], "--fail-on", "conditional")
        self.audit([use(tool="bad")], "--fail-on", "review", code=1)
        self.audit([use(tool="bad")], "--fail-on", "never")
        self.audit([use(tool="bad"), use(nonsense="x")], "--fail-on", "review", code=2)

    def test_an_input_that_cannot_be_read_is_told_and_counted(self):
        done = self.run_it("audit", "--charter", "law.yaml", "--at", "2026-07-01", "--format", "json", "law.yaml",
                           "nowhere.yaml", code=2)
        self.assertEqual(json.loads(done.stdout)["errors"], 1)
        self.assertIn("nowhere.yaml", done.stderr)

    def test_a_report_that_cannot_be_written_is_told_before_the_work(self):
        done = self.audit(USES, "--output", "html=/nowhere/at/all.html", code=2)
        self.assertEqual(done.stdout, "")

    def test_a_format_that_is_not_there_is_told_with_those_that_are(self):
        self.assertIn("did you mean html?", self.audit(USES, "--format", "htm", "--lang", "en", code=2).stderr)

    def test_a_charter_with_an_error_judges_nothing(self):
        self.write("broken.yaml", "charter: 1\n")
        self.audit(USES, "--output", "html=a.html", charter="broken.yaml", code=2)
        self.assertFalse(os.path.exists(self.path("a.html")))


class Parts(Case):
    """Summaries of parts, merged in any order and grouping, are the summary of the whole, byte for byte."""

    def part(self, name, uses):
        self.write(f"{name}.yaml", "---\n".join(uses))
        self.run_it("audit", "--quiet", "--charter", CHARTER, "--at", "2026-11-24", "--with-names", "--partial",
                    f"{name}.json", f"{name}.yaml", code=code_of(uses))
        return f"{name}.json"

    def test_split_at_random_by_several_workers(self):
        uses = make_register.register(600, 7)
        # more tools than are kept, so that some are "others" in a part and some in the whole alone
        uses += [re.sub(r"tool: .*", f"tool: nouvel outil {i}", uses[i % 600]) for i in range(4400)]
        rng = random.Random(3)
        parts = [[] for _ in range(5)]
        for one in uses:
            rng.choice(parts).append(one)
        with ThreadPoolExecutor(3) as workers:
            names = list(workers.map(lambda i: self.part(f"part{i}", parts[i]), range(5)))
        self.run_it("audit", "--quiet", "--charter", CHARTER, "--at", "2026-11-24", "--with-names", "--partial", "whole.json",
                    *(name.replace("json", "yaml") for name in names), code=code_of(uses))
        whole = self.read("whole.json")
        self.assertIsNotNone(json.loads(whole)["tables"]["other-tools"]["others"])
        for _ in range(3):
            rng.shuffle(names)
            self.run_it("merge", "--partial", "some.json", *names[:2], code=2)
            self.run_it("merge", "--partial", "all.json", *names[2:], "some.json", code=2)
            self.assertEqual(self.read("all.json"), whole)
        for form in ("html", "csv", "json", "markdown"):
            self.run_it("merge", "--output", f"{form}=merged", *names, code=2)
            self.run_it("merge", "--output", f"{form}=single", "whole.json", code=2)
            self.assertEqual(self.read("merged"), self.read("single"), form)

    def test_a_merged_report_is_that_of_one_audit(self):
        uses = make_register.register(300, 2)
        names = [self.part("a", uses[:100]), self.part("b", uses[100:])]
        self.run_it("audit", "--charter", CHARTER, "--at", "2026-11-24", "--with-names", "--output", "html=whole.html",
                    "a.yaml", "b.yaml", code=code_of(uses))
        self.run_it("merge", "--output", "html=merged.html", *names, code=code_of(uses))
        self.assertEqual(self.read("merged.html"), self.read("whole.html"))

    def test_what_a_part_could_not_read_is_missing_from_the_whole(self):
        self.part("good", [use(nonsense="x"), use(nonsense="y"), use()])
        self.run_it("audit", "--charter", CHARTER, "--at", "2026-11-24", "--with-names", "--partial", "bad.json",
                    "nowhere.yaml", code=2)
        for form in ("text", "json", "csv", "html", "markdown"):
            done = self.run_it("merge", "--lang", "en", "--format", form, "good.json", "bad.json", code=2)
            self.assertEqual(done.stderr, "charter-check: not everything could be read: inputs 1, declarations 3\n")
            self.assertRegex(done.stdout, {"json": '"errors": 1', "csv": '"all","","","errors","1"'}.get(form, "could not be read"))

    def test_nothing_is_merged_where_a_part_is_missing_or_broken(self):
        good = self.part("good", make_register.register(5))
        text = self.read(good)
        broken = {"nowhere.json": None, "short.json": text[:len(text) // 2], "other.json": '{"a": 1}',
                  "later.json": text.replace('"charter-check-audit": 5', '"charter-check-audit": 6'),
                  "columns.json": text.replace('"uses", "requests"', '"requests", "uses"'),
                  "number.json": re.sub(r'("errors": )0', r"\1-1", text), "empty.json": "", "list.json": "[]",
                  "large.json": re.sub(r'("errors": )0', r"\g<1>99999999999999999999", text)}
        for name, bytes_ in broken.items():
            if bytes_ is not None:
                self.write(name, bytes_)
            done = self.run_it("merge", good, name, code=2)
            self.assertEqual(done.stdout, "", name)
            self.assertIn(name, done.stderr)
        self.run_it("merge", code=2)


class TheRegister(Case):
    def audit_into(self, uses, *options, at="2026-07-01", **more):
        return self.audit(uses, "--history", "kept.sqlite", *options, at=at, **more)

    def query(self, sql):
        database = sqlite3.connect(self.path("kept.sqlite"))
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def test_an_audit_of_the_same_input_and_day_replaces_the_earlier_one(self):
        uses = make_unlike(USES)
        for more in (uses, uses[2:], ["# a comment\n" + one for one in uses[:5]]):
            self.audit_into(more, code=code_of(more))
        self.assertEqual(self.query("SELECT audit, seen FROM audits"), [(3, 5)])
        self.assertEqual(self.query("SELECT id FROM verdicts ORDER BY id"), [(f"u-{i}",) for i in range(5)])
        self.assertEqual(self.query("SELECT count(*) FROM findings WHERE id = 'u-5'"), [(0,)])

    def test_what_is_declared_is_known_whatever_the_order_of_its_keys(self):
        self.audit_into([use()], at="2026-07-01")
        self.audit_into(["\n".join(reversed(use().splitlines())) + "\n"], at="2026-07-02")
        self.assertEqual(self.query("SELECT count(*), count(DISTINCT declaration) FROM verdicts"), [(2, 1)])

    def test_two_rows_are_two_uses_though_they_say_the_same(self):
        self.audit_into([use(), use(), use(id="a"), use(), use(id="a", tool="bad"), use(id="b")])
        self.assertEqual(self.query("SELECT id, occurrence FROM verdicts ORDER BY id, occurrence"),
                         [("", 1), ("", 2), ("", 4), ("a", 1), ("a", 2), ("b", 1)])
        self.assertEqual(self.told(), [("2026-06", 6)])

    def told(self):
        """Of each month that the trend shows: uses, and those that are invalid."""
        text = self.run_it("trend", "--history", "kept.sqlite", "--format", "markdown", "--lang", "en").stdout
        table = text[text.index("Verdicts by month"):].split("\n\n")[1].splitlines()[2:]
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table]
        self.assertEqual({len(row) for row in rows}, {10})
        self.rows = rows
        return [(row[0], int(row[1])) for row in rows]

    def test_the_latest_audit_tells_what_is_done_and_each_month_s_what_is_not(self):
        planned = use(id="p", stage="planned", date=None)
        self.audit_into([planned, use(id="a", date="2026-05-02"), use(id="wrong", date="2026-05-03")], at="2026-06-10")
        self.audit_into([planned, use(id="a", date="2026-05-02")], at="2026-07-10")
        self.assertEqual(self.told(), [("2026-05", 1), ("2026-06", 1), ("2026-07", 1)])

    def test_what_has_no_day_is_of_no_month(self):
        self.audit_into([use(), use(date=None)])
        self.assertEqual(self.told(), [("2026-06", 1), ("no day known", 1)])

    def test_trend_and_merge_agree_with_the_audit_on_every_figure(self):
        """Random registers, with ids that come again, rows that say the same, and no dates."""
        rng = random.Random(11)
        for turn in range(12):
            uses = []
            for i in range(rng.randrange(1, 30)):
                uses.append(use(id=rng.choice([None, "x", "y", f"u-{i}"]), unit=rng.choice([None, "A", "B", "C"]),
                                activity=rng.choice(["drafting", "coding", "unlisted"]), tool=rng.choice(["good", "vague", "bad", "z"]),
                                stage=rng.choice(["planned", "in-use", "done", None]), review=rng.choice([None, "{by: x}"]),
                                date=rng.choice([None, "2026-05-01", "2026-06-01", "2026-06-02"]),
                                volume=rng.choice([None, "{requests: 7}"]), nonsense=rng.choice([None] * 9 + ["x"])))
            uses += rng.sample(uses, rng.randrange(len(uses)))
            for name in os.listdir(self.folder.name):
                if name.startswith("kept.sqlite"):
                    os.unlink(self.path(name))
            told = json.loads(self.audit_into(uses, "--format", "json", "--partial", "whole.json").stdout)
            halves = []
            for name, half in ("left", uses[::2]), ("right", uses[1::2]):
                if half:
                    self.write(f"{name}.yaml", "---\n".join(half))
                    self.run_it("audit", "--quiet", "--charter", "law.yaml", "--at", "2026-07-01", "--partial", f"{name}.json",
                                f"{name}.yaml", code=code_of(half))
                    halves.append(f"{name}.json")
            merged = json.loads(self.run_it("merge", "--format", "json", *halves, code=code_of(uses)).stdout)
            # What could not be read, and ids that come again, are told by file, and these are others.
            for each in (merged, told):
                del each["tables"]["repeated-ids"]
            unread = [sum(group["errors"] for group in each["tables"].pop("unread")["groups"]) for each in (merged, told)]
            self.assertEqual(unread[0], unread[1])
            self.assertEqual(merged["tables"], told["tables"])
            everything = told["tables"]["all"]["groups"][0]
            self.told()
            columns = ["compliant", "conditional", "review", "undetermined", "non-compliant", "invalid"]
            self.assertEqual([sum(int(row[4 + i]) for row in self.rows) for i in range(6)],
                             [everything[name] for name in columns], turn)
            self.assertEqual([sum(int(row[i]) for row in self.rows) for i in (1, 2)],
                             [everything["uses"], everything["concerned"]], turn)
            for when in ("before", "after"):
                self.assertEqual(self.query(f"SELECT sum(open_{when}) FROM verdicts WHERE verdict <> 'invalid'")[0][0] or 0,
                                 sum(row[f"open-{when}"] for row in told["tables"]["duties"]["groups"]), turn)
            self.assertEqual(self.query("SELECT ifnull(sum(requests), 0) FROM verdicts WHERE verdict <> 'invalid'"),
                             [(everything["requests"],)])

    def test_a_planned_use_is_judged_anew_each_day(self):
        planned = use(stage="planned")
        self.audit_into([planned, use()], at="2026-07-01")
        self.audit_into([planned, use()], at="2026-07-02")
        self.assertEqual(self.query("SELECT day FROM verdicts ORDER BY day"),
                         [("2026-06-01",), ("2026-06-01",), ("2026-07-01",), ("2026-07-02",)])

    def test_it_can_be_queried(self):
        self.audit_into(make_unlike(USES))
        self.assertEqual(self.query("SELECT unit, requests, energy_uwh_low, energy_uwh_high FROM verdicts WHERE requests = 60"),
                         [("B", 60, 6000000, 18000000)])
        self.assertEqual(self.query("SELECT count(*) FROM findings WHERE clause = 'tool.status' AND outcome = 'waived'"),
                         [(1,)])

    def test_no_name_is_kept(self):
        self.audit_into([use(author="secret.name", review="{by: other.name}")])
        with open(self.path("kept.sqlite"), "rb") as file:
            kept = file.read()
        self.assertNotIn(b"secret.name", kept)
        self.assertNotIn(b"other.name", kept)

    def test_what_is_forgotten_is_gone(self):
        self.audit_into([use(id="first-of-all", date="2026-01-15"), use(id="second")])
        self.audit_into([use(id="second")], "--forget-before", "2026-02-01")
        self.assertEqual(self.query("SELECT day FROM verdicts"), [("2026-06-01",)])
        for name in os.listdir(self.folder.name):
            if name.startswith("kept.sqlite"):
                with open(self.path(name), "rb") as file:
                    self.assertNotIn(b"first-of-all", file.read(), name)

    def test_forgetting_wants_a_register(self):
        self.audit([use()], "--forget-before", "2026-02-01", code=2)

    def test_killed_at_any_moment_it_holds_whole_audits(self):
        self.write("uses.yaml", "---\n".join(make_register.register(3000)))
        words = [PROGRAM, "audit", "--quiet", "--charter", CHARTER, "--at", "2026-11-24", "--history", "kept.sqlite",
                 "uses.yaml"]
        rng = random.Random(5)
        killed = 0
        for _ in range(12):
            run = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder.name)
            time.sleep(rng.uniform(0.02, 0.5))
            run.send_signal(signal.SIGKILL)
            killed += run.wait() == -signal.SIGKILL
            if os.path.exists(self.path("kept.sqlite")):
                tables = self.query("SELECT count(*) FROM sqlite_master WHERE name = 'verdicts'")[0][0]
                kept = self.query("SELECT count(*) FROM verdicts")[0][0] if tables else 0
                self.assertIn(kept, (0, 3000))
                self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
        self.assertGreater(killed, 0)
        done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=self.folder.name)
        self.assertEqual(done.returncode, 2) # some are invalid
        self.assertEqual(self.query("SELECT count(*) FROM verdicts"), [(3000,)])

    def start(self, *options):
        """An audit that waits for what it is told on standard input."""
        run = subprocess.Popen([PROGRAM, "audit", "--quiet", "--charter", "law.yaml", "--at", "2026-07-01", "--history",
                                "kept.sqlite", *options, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True, cwd=self.folder.name)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        return run

    def begin(self, run, uses):
        """Feeds more than any buffer holds, and waits until the register is there."""
        run.stdin.write("---\n".join(uses) + "---\n")
        run.stdin.flush()
        until = time.monotonic() + 20
        while not (os.path.exists(self.path("kept.sqlite")) and self.query(
                "SELECT count(*) FROM sqlite_master WHERE name = 'findings'")[0][0]):
            self.assertLess(time.monotonic(), until)
            time.sleep(0.02)

    def end(self, run, uses):
        err = run.communicate("---\n".join(uses))[1]
        self.assertEqual(run.returncode, 0, err)

    def test_nobody_waits_while_an_audit_runs(self):
        many = [use(id=f"u-{i}") for i in range(2000)]
        run = self.start()
        self.begin(run, many)
        other = sqlite3.connect(self.path("kept.sqlite"), timeout=0.2)
        self.addCleanup(other.close)
        self.assertEqual(other.execute("SELECT count(*) FROM verdicts").fetchall(), [(0,)])
        other.execute("INSERT INTO audits (at, program) VALUES ('2026-01-01', 'another')")
        other.commit()
        self.audit_into([use(id="meanwhile")])
        self.end(run, [use(id="last")])
        self.assertEqual(self.query("SELECT audit, seen FROM audits"), [(1, 0), (2, 1), (3, 2001)])

    def test_audits_that_begin_a_register_at_once_all_keep_theirs(self):
        runs = [self.start("--stdin-filename", f"part-{i}") for i in range(4)]
        for i, run in enumerate(runs):
            run.stdin.write("".join(f"{use(id=f'{i}-{k}')}---\n" for k in range(50)))
        for run in runs:
            self.end(run, [use(id="the same")])
        self.assertEqual(self.query("SELECT count(*) FROM verdicts"), [(204,)])
        self.assertEqual(self.query("SELECT count(*), sum(seen) FROM audits"), [(4, 204)])

    def test_a_writer_that_lets_go_in_time_is_waited_for(self):
        self.audit_into([use(id="first")])
        other = sqlite3.connect(self.path("kept.sqlite"), isolation_level=None)
        self.addCleanup(other.close)
        other.execute("BEGIN IMMEDIATE")
        run = self.start()
        run.stdin.write(use(id="second"))
        run.stdin.close()
        time.sleep(0.8)
        self.assertIsNone(run.poll())
        other.execute("COMMIT")
        self.assertEqual(run.wait(20), 0)
        run.stderr.close()
        self.assertEqual(self.query("SELECT count(*) FROM verdicts"), [(2,)])

    def test_killed_while_it_gathers_it_leaves_nothing(self):
        run = self.start()
        self.begin(run, [use(id=f"u-{i}") for i in range(2000)])
        before = sorted(os.listdir(self.folder.name))
        run.kill()
        run.communicate()
        self.assertEqual(self.query("SELECT (SELECT count(*) FROM audits) + (SELECT count(*) FROM verdicts)"), [(0,)])
        self.assertLessEqual(set(os.listdir(self.folder.name)), {*before, "kept.sqlite-wal", "kept.sqlite-shm"})

    def test_another_file_is_left_as_it_is(self):
        before = self.read("law.yaml")
        self.audit([use()], "--history", "law.yaml", code=2)
        self.assertEqual(self.read("law.yaml"), before)
        other = sqlite3.connect(self.path("other.sqlite"))
        other.execute("CREATE TABLE mine (a)")
        other.commit()
        other.close()
        with open(self.path("other.sqlite"), "rb") as file:
            bytes_ = file.read()
        self.audit([use()], "--history", "other.sqlite", code=2)
        with open(self.path("other.sqlite"), "rb") as file:
            self.assertEqual(file.read(), bytes_)

    def test_the_trend_counts_a_use_once_a_month_by_its_latest_verdict(self):
        uses = [use(id="u", activity="coding", stage="planned", date=None)]
        self.audit_into(uses, at="2026-06-10")
        self.audit_into([uses[0] + "training: [{id: t}]\n"], at="2026-06-20")
        self.audit_into(uses, at="2026-07-10")
        text = self.run_it("trend", "--history", "kept.sqlite", "--format", "markdown", "--lang", "en").stdout
        self.assertIn("| 2026-06 | 1 | 1 | 100\\.0% | 1 | 0 |", text)
        self.assertIn("| 2026-07 | 1 | 1 | 0\\.0% | 0 | 1 |", text)

    def test_a_day_that_is_none_stops_the_trend(self):
        self.audit_into([use()])
        for day in ("\x1b]0;x\x07", "2026-13-01", "2026", "2026-1-01", "\u00e926-01-01", "2026\u202e01", 7, b"\xff\xfe"):
            with self.subTest(day=day):
                database = sqlite3.connect(self.path("kept.sqlite"))
                database.execute("UPDATE verdicts SET day = ?", (day,))
                database.commit()
                database.close()
                for name in ("text", "html", "markdown"):
                    said = self.run_it("trend", "--history", "kept.sqlite", "--format", name, "--lang", "en", code=2)
                    self.assertIn("holds a day that is none", said.stderr)

    def test_the_trend_is_a_page_too(self):
        self.audit_into(make_unlike(USES))
        self.run_it("trend", "--history", "kept.sqlite", "--output", "html=trend.html")
        self.assertEqual(Page(self.read("trend.html")).faults, [])

    def test_a_register_that_is_not_there_is_told_and_not_made(self):
        self.run_it("trend", "--history", "nowhere.sqlite", code=2)
        self.assertFalse(os.path.exists(self.path("nowhere.sqlite")))
        self.run_it("trend", code=2)


def make_unlike(uses):
    """No two of them alike."""
    return [one + f"id: u-{i}\n" for i, one in enumerate(uses)]


class Memory(Case):
    def test_it_does_not_grow_with_the_batch(self):
        if os.environ.get("CHARTER_SANITIZE"):
            self.skipTest("a sanitizer's memory is its own")
        peaks = []
        for count in (2000, 20000):
            text = "---\n".join(use(tool=f"tool {i}", unit=None, activity=f"activity {i}", date="2026-06-01")
                                for i in range(count))
            self.write("uses.yaml", text)
            script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
                      "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
            done = subprocess.run([sys.executable, "-c", script, PROGRAM, "audit", "--quiet", "--charter", "law.yaml", "--at",
                                   "2026-07-01", "uses.yaml"], capture_output=True, text=True, check=True,
                                  cwd=self.folder.name)
            peaks.append(int(done.stdout))
        self.assertLess(peaks[1], peaks[0] + 6000, "KiB")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

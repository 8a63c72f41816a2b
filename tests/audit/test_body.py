#!/usr/bin/env python3
"""What a follow-up body acts on: what waits for a decision and since when, duties by when they are due, exceptions by
college. Each number is counted again here, from the verdicts that check gives."""

import collections
import json
import os
import random
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_audit import PROGRAM, Case, Page

LAW = """charter: 1
id: town-hall
version: "1"
lang: en
units: {A: {title: Archives}, B: {title: {en: Building, fr: Bâtiment}}, C: {}}
governance: {body: {en: The committee, fr: Le comité}, contact: ai@example.org, colleges: [users, deciders],
  approval: {review: [deciders]}}
unlisted: {activity: review, tool: review, data: review}
data: {public: {}, internal: {above: public}}
fields:
  account: {type: choice, values: [office, private], title: {en: Kind of account, fr: Type de compte}}
  paid: {type: bool}
duties:
  reading: {due: after, evidence: review, title: Somebody reads it}
  training: {due: before, evidence: training}
tools:
  good: {status: approved, title: The good one}
  bad: {status: banned, title: The bad one}
activities:
  drafting: {status: allowed, duties: [reading, training]}
  sorting: {status: restricted, title: Sorting letters}
  rating: {status: banned}
rules:
  account: {title: Office accounts alone, when: {tool: good}, require: {facts.account: office}, effect: review}
  paid: {because: What is paid for is weighed first., when: {facts.paid: true}, effect: advise}
exceptions:
  pilot: {title: The pilot, for: {usage.unit: C}, waives: [tool.status], approved-by: [users, deciders], from: 2026-01-01,
    until: 2026-07-20}
  old: {for: {usage.unit: B}, waives: [tool.status], approved-by: [users, deciders], from: 2025-01-01, until: 2025-12-31}
  half: {for: {usage.unit: A}, waives: [tool.status], approved-by: [users], from: 2026-01-01, until: 2027-12-31}
  idle: {for: {usage.unit: C}, waives: [tool.status], approved-by: [deciders], from: 2024-01-01, until: 2024-12-31}
"""
AT = "2026-07-01"
UNITS = ["A", "B", "C", None]
TOOLS = ["good", "bad", "Other Tool", "other  tool", "=x"]
ACTIVITIES = ["drafting", "sorting", "rating", "Gardening"]


def use(**keys):
    whole = {"usage": 1, "unit": "A", "activity": "drafting", "tool": "good", "data": "[public]", "stage": "done",
             "date": "2026-06-01", "review": "{by: x, on: 2026-06-02}", "training": "[{id: t, on: 2026-01-01}]",
             "facts": "{account: office, paid: false}", **keys}
    return "".join(f"{key}: {value}\n" for key, value in whole.items() if value is not None)


def random_use(chance):
    """Anything that the charter can say something of."""
    facts = ", ".join(chance.sample(["account: office", "account: private", "paid: true"], chance.randrange(3))
                      if chance.random() < 0.7 else ["account: office", "paid: false"])
    if "account: office, account: private" in facts or "account: private, account: office" in facts:
        facts = "account: private"
    if facts.count("account") > 1:
        facts = "account: private, paid: true"
    return use(unit=chance.choice(UNITS), tool=chance.choice(TOOLS), activity=chance.choice(ACTIVITIES),
               data=chance.choice(["[public]", "[internal]", "[strange]", None]),
               stage=chance.choice(["planned", "in-use", "done", None]),
               date=chance.choice([None, "2026-05-01", "2026-06-01", "2026-07-01", "2026-07-31", "2026-08-01"]),
               review=chance.choice([None, "{by: x, on: 2026-08-01}", "{by: x, on: 2026-06-30}"]),
               training=chance.choice([None, "[{id: t, on: 2026-01-01}]"]), facts="{" + facts + "}" if facts else None)


def number(day):
    return int(day.replace("-", "")) if day else 0


def earliest(*days):
    return min((day for day in days if day), default=0)


class TheBody(Case):
    def setUp(self):
        super().setUp()
        self.write("law.yaml", LAW)

    def audit(self, uses, *options, **more):
        return super().audit(uses, *options, **{"at": AT, **more})

    def verdicts(self, uses):
        self.write("uses.yaml", "---\n".join(uses))
        return json.loads(self.tell("check", "--charter", "law.yaml", "--at", AT, "--format", "json", "uses.yaml"))["verdicts"]

    def tell(self, *words, **more):
        """What the program says, whatever its exit status."""
        return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, cwd=self.folder.name,
                              env={**os.environ, **more}).stdout


class WhatWaits(TheBody):
    def test_each_kind_has_its_uses_its_units_and_its_first_day(self):
        uses = [use(tool="Other Tool", unit="A", date="2026-05-01"), use(tool="other  tool", unit="B"),
                use(tool="OTHER TOOL", unit="B", date="2026-04-01", stage="planned"),
                use(activity="Gardening"), use(data="[strange]"), use(activity="sorting", unit="C"),
                use(activity="rating"), use(tool="bad", unit=None), use(facts="{account: private, paid: true}"),
                use(facts="{paid: false}", unit="B"), use(date=None)]
        tables = self.totals(uses)
        self.assertEqual({key: (row["uses"], row["since"]) for key, row in tables["pending"].items()}, {
            "tool other tool": (3, 20260401), "activity gardening": (1, 20260601), "data strange": (1, 20260601),
            "restricted sorting": (1, 20260601), "banned-activity rating": (1, 20260601),
            "banned-tool bad": (1, 20260601), "review rule.account": (1, 20260601),
            "fact facts.account": (1, 20260601), "fact usage.date": (1, 0), "lapsing pilot": (0, 0)})
        self.assertEqual({key: row["uses"] for key, row in tables["unit-pending"].items() if key.startswith("tool")},
                         {"tool other tool = A": 1, "tool other tool = B": 2})

    def test_no_charter_in_force_is_told_where_the_day_is_known(self):
        self.write("law.yaml", LAW.replace("lang: en", "lang: en\nfrom: 2026-01-01"))
        waiting = self.totals([use(date="2025-06-01")])["pending"]
        self.assertEqual((waiting["period"]["uses"], waiting["period"]["since"]), (1, 20250601))

    def test_a_use_that_is_over_tomorrow_waits_for_its_day(self):
        waiting = self.totals([use(date="2026-08-01", stage="done"), use(date="2026-08-01", stage="planned")])["pending"]
        self.assertEqual((waiting["day"]["uses"], waiting["day"]["since"]), (1, 20260801))
        self.assertNotIn("period", waiting)

    def test_an_equals_sign_parts_no_key(self):
        tables = self.totals([use(tool="a = b", unit="C")])
        self.assertIn("tool a U+003D b", tables["pending"])
        self.assertIn("tool a U+003D b = C", tables["unit-pending"])
        self.assertIn("| a = b | The charter", self.audit([use(tool="a = b")], "--format", "markdown", "--lang", "en").stdout)

    def test_it_is_what_the_verdicts_say(self):
        """On uses of all kinds: what is breached or missing waits, once a use, and nothing else does."""
        own = {"tool.unlisted", "activity.unlisted", "data.unlisted", "tool.status", "activity.status"}
        chance = random.Random(11)
        uses = [random_use(chance) for _ in range(400)]
        told = collections.Counter()
        for verdict in self.verdicts(uses):
            for finding in verdict["findings"]:
                if finding["outcome"] != "breached":
                    continue
                clause = finding["clause"]
                if clause in own:
                    told[clause] += finding["effect"] != "advise"
                elif finding["effect"] == "review":
                    told["review " + clause] += 1
            if verdict["verdict"] == "undetermined":
                for key in {one["key"] for one in verdict["missing"] if one["type"] != "evidence"}:
                    told["missing"] += 0
        waiting = self.totals(uses)["pending"]
        clauses = {"tool": "tool.unlisted", "activity": "activity.unlisted", "data": "data.unlisted",
                   "banned-tool": "tool.status", "restricted": "activity.status", "banned-activity": "activity.status"}
        found = collections.Counter()
        for key, row in waiting.items():
            kind, _, subject = key.partition(" ")
            if kind in clauses:
                found[clauses[kind]] += row["uses"]
            elif kind == "review":
                found[key] += row["uses"]
        self.assertEqual(dict(found), {key: count for key, count in told.items() if count})

    def test_units_that_wait_add_up_to_what_waits(self):
        chance = random.Random(12)
        tables = self.totals([random_use(chance) for _ in range(300)])
        sums, first = collections.Counter(), {}
        for key, row in tables["unit-pending"].items():
            whole = key.partition(" = ")[0]
            sums[whole] += row["uses"]
            first[whole] = earliest(first.get(whole, 0), row["since"])
        for key, row in tables["pending"].items():
            self.assertEqual((row["uses"], row["since"]), (sums[key], first.get(key, 0)), key)

    def test_parts_add_up(self):
        chance = random.Random(13)
        uses = [random_use(chance) for _ in range(200)]
        whole = self.totals(uses)
        for name, some in (("a", uses[:70]), ("b", uses[70:])):
            self.write(f"{name}.yaml", "---\n".join(some))
            self.run_it("audit", "--charter", "law.yaml", "--at", AT, "--format", "summary", "--output",
                        f"summary={name}.part", f"{name}.yaml")
        merged = json.loads(self.run_it("merge", "--format", "json", "a.part", "b.part").stdout)["tables"]
        for name in ("pending", "unit-pending", "unit-duties", "college-exceptions", "governance", "duties"):
            self.assertEqual({group["key"]: group for group in merged[name]["groups"]}, whole[name], name)

    def test_people_read_what_would_settle_it(self):
        text = self.audit([use(tool="Other Tool")] * 3 + [use(facts="{paid: false}", unit="B")], "--format", "markdown",
                          "--lang", "en").stdout
        queue = text[text.index("## What asks for a decision"):text.index("## Verdicts")]
        self.assertIn("These decisions are for: The committee `(ai@example.org).`", queue)
        self.assertIn("to what is forbidden, by: deciders, users.", queue)
        self.assertIn("| other tool | The charter does not list this tool. | List it, or make its name an alias of a tool "
                      "that is listed. | 3 | 1 | 2026-06-01 |", queue)
        self.assertIn("| Kind of account | The charter needs this fact, and it is not declared. |", queue)
        self.assertIn("| The pilot | This exception ends on 20 July 2026. |", queue)
        self.assertLess(queue.index("| other tool |"), queue.index("| Kind of account |"))

    def test_a_screen_of_eighty_columns_has_the_sentences_below_their_rows(self):
        self.write("uses.yaml", "---\n".join([use(tool="Other Tool")] * 3))
        told = self.tell("audit", "--charter", "law.yaml", "--at", AT, "--lang", "en", "uses.yaml", COLUMNS="80")
        lines = told[told.index("To be decided"):told.index("\nVerdicts")].splitlines()
        self.assertIn("    Why: The charter does not list this tool.", lines)
        self.assertLessEqual(max(map(len, lines)), 80)

    def test_what_is_beyond_the_table_is_counted(self):
        text = self.audit([use(tool=f"tool-{i:02}") for i in range(40)], "--format", "markdown", "--lang", "en").stdout
        self.assertIn("Further decisions are in CSV and JSON alone: 16.", text)

    def test_nothing_waits(self):
        self.write("law.yaml", LAW.replace("until: 2026-07-20", "until: 2027-07-20"))
        self.assertIn("Nothing does.", self.audit([use()], "--format", "markdown", "--lang", "en").stdout)

    def test_a_mapping_and_budgets_are_decisions_too(self):
        self.write("law.yaml", LAW + "budgets: {small: {title: A small one, period: month, each: unit, requests: 5}}\n")
        self.write("map.yaml", "intake: 1\ndeclare: {unit: u, activity: {constant: drafting}, tool: t, date: d, stage: "
                               "{constant: done}, volume.requests: n, data: {column: c, values: {open: public}}}\n")
        rows = ["A,good,2026-05-02,4,open", "A,good,2026-05-03,4,shut", "A,good,2026-06-03,9,shut", "B,good,2026-06-01,1,ajar"]
        self.write("register.csv", "u,t,d,n,c\n" + "\n".join(rows) + "\n")
        text = self.run_it("audit", "--charter", "law.yaml", "--at", AT, "--intake", "map.yaml", "--format", "markdown",
                           "--lang", "en", "--quiet", "register.csv").stdout
        self.assertIn("| A small one (Archives) | More was used than this budget allows. | Raise the limit, or have less used. "
                      "| 3 | – | 2026-05 |", text)
        self.assertIn("| c | The intake mapping does not know 2 of this column's values. |", text)
        self.assertRegex(text, r"\| c \| .* \| 3 \| – \| – \|")


class DutiesByDay(TheBody):
    @staticmethod
    def due(verdict, declared, duty):
        """The column of a duty that is open, by what was declared, said again."""
        day, stage = declared["date"], declared["stage"] or "planned"
        if duty["met"]:
            return None
        begun = stage == "done" or (duty["due"] == "before" and stage == "in-use")
        if begun or (duty["due"] == "before" and day and number(day) < number(AT)):
            return "overdue"
        if duty["due"] == "after":
            return "due-once-over"
        return "due-soon" if day and number(day) <= 20260731 else "due-later"

    def test_each_open_duty_is_in_one_column_and_they_add_up(self):
        chance = random.Random(14)
        uses = [random_use(chance) for _ in range(400)]
        declared = [dict(line.split(": ", 1) for line in one.splitlines()) for one in uses]
        declared = [{"date": one.get("date"), "stage": one.get("stage"), "unit": one.get("unit", "")} for one in declared]
        expected = collections.Counter()
        for verdict, one in zip(self.verdicts(uses), declared):
            for duty in verdict["duties"]:
                column = self.due(verdict, one, duty)
                if column:
                    expected[(duty["id"] + " " + one["unit"], column)] += 1
        tables = self.totals(uses)
        columns = ["overdue", "due-soon", "due-later", "due-once-over"]
        found = {(key, column): row[column] for key, row in tables["unit-duties"].items() for column in columns if row[column]}
        self.assertEqual(found, dict(expected))
        for key, row in tables["duties"].items():
            of_units = [row for name, row in tables["unit-duties"].items() if name.split(" ")[0] == key]
            self.assertEqual(sum(row[column] for column in columns), row["open-before"] + row["open-after"])
            for column in ("asked", "met", *columns):
                self.assertEqual(row[column], sum(unit[column] for unit in of_units), column)
            self.assertEqual(row["overdue-since"], earliest(*(unit["overdue-since"] for unit in of_units)))

    def test_days_are_the_first_that_is_overdue_and_the_next_to_come(self):
        uses = [use(training=None, date="2026-06-10"), use(training=None, date="2026-06-05"),
                use(training=None, stage="planned", date="2026-07-20"), use(training=None, stage="planned", date="2026-07-15"),
                use(training=None, stage="planned", date="2026-05-01"), use(training=None, stage="planned", date=None)]
        row = self.totals(uses)["duties"]["training"]
        self.assertEqual((row["overdue"], row["due-soon"], row["due-later"]), (3, 2, 1))
        self.assertEqual((row["overdue-since"], row["next-due"], row["training"]), (20260501, 20260715, 1))

    def test_what_an_exception_waives_is_nobody_s_to_do(self):
        self.write("law.yaml", LAW.replace("waives: [tool.status], approved-by: [users, deciders], from: 2026",
                                           "waives: [duty.training], approved-by: [users, deciders], from: 2026"))
        row = self.totals([use(training=None, unit="C")])["duties"]["training"]
        self.assertEqual((row["open-before"], row["overdue"], row["waived"]), (0, 0, 1))

    def test_people_read_titles_and_numbers_of_uses(self):
        uses = [use(training=None, unit="B"), use(review=None, unit="A", stage="in-use")]
        text = self.audit(uses, "--format", "markdown", "--lang", "en").stdout
        self.assertIn("| Building | training | 1 | 1 | 2026-06-01 | 0 | 0 | 0 | – |", text)
        self.assertIn("| Archives | Somebody reads it | 1 | 0 | – | 0 | 0 | 1 | – |", text)
        self.assertIn("numbers of uses, and not of people", text)
        page = self.audit(uses, "--format", "html", "--lang", "fr").stdout
        self.assertEqual(Page(page).faults, [])
        self.assertIn("Formation restant à attester", page)
        self.assertIn('<td lang="en">Somebody reads it</td>', page)
        self.assertIn("Bâtiment", page)


class Colleges(TheBody):
    def test_what_each_approved_and_what_waits_for_it(self):
        uses = [use(tool="bad", unit="C"), use(tool="bad", unit="B"), use(tool="bad", unit="A"), use(tool="bad", unit="A")]
        table = self.totals(uses)["college-exceptions"]
        numbers = {key: (row["uses"], row["lapsed"], row["unapproved"], row["approved"]) for key, row in table.items()}
        self.assertEqual(numbers, {
            "users pilot": (1, 0, 0, 1), "deciders pilot": (1, 0, 0, 1), "users old": (0, 1, 0, 1), "deciders old": (0, 1, 0, 1),
            "users half": (0, 0, 0, 1), "deciders half": (0, 0, 2, 0), "deciders idle": (0, 0, 0, 1)})

    def test_people_read_the_lapsed_ones_that_waived_nothing_too(self):
        text = self.audit([use(tool="bad", unit="B"), use(tool="bad", unit="A")], "--format", "markdown", "--lang", "en").stdout
        told = [line for line in text.splitlines() if line.split(" | ")[0] in ("| old", "| idle", "| half", "| The pilot")]
        states = [line.split(" | ")[1] for line in told if line.count("|") == 8]
        self.assertEqual(states, ["lapsed, relied on", "lacks an approval", "lapses in 19 days", "lapsed"])
        self.assertIn("| deciders | 3 | 1 | 1 | 2 | 0 | 1 | 1 |", text)
        self.assertIn("| half | This exception is relied on, and lacks the approval of: deciders. |", text)


class WhatPeopleRead(TheBody):
    def test_no_table_has_a_code_where_there_is_a_title(self):
        chance = random.Random(15)
        text = self.audit([random_use(chance) for _ in range(200)], "--format", "markdown", "--lang", "en").stdout
        # Reasons of single uses name what is to be declared as it is written.
        rows = [line for line in text[text.index("## Uses one by one"):].splitlines() if re.match(r"\| \d", line)]
        clauses = {line.split(" | ")[2].replace("\\", "") for line in rows}
        self.assertGreater(len(clauses), 5)
        self.assertEqual([name for name in clauses if re.match("[a-z]+[.]", name)], [])
        for code in ("tool.status", "tool.unlisted", "rule.account", "duty.reading", "activity.status", "facts.account", "(good)", "paid)"):
            self.assertNotIn(code, text[:text.index("## Uses one by one")].replace("\\", ""))
        self.assertIn("| Status of the tool |", text)
        # Without a title it is called by its reason.
        self.assertIn("| What is paid for is weighed first. |", text)

    def test_two_of_one_title_are_told_apart(self):
        self.write("law.yaml", LAW.replace("title: The bad one", "title: The good one"))
        text = self.audit([use(), use(tool="bad")], "--format", "markdown", "--lang", "en").stdout
        self.assertIn("| The good one (good) |", text)
        self.assertIn("| The good one (bad) |", text)

    def test_a_title_in_the_other_language_is_marked_within_a_sentence(self):
        page = self.audit([use()] * 2 + [use(tool="bad")], "--format", "html", "--lang", "fr").stdout
        self.assertIn('<dd><span lang="en">The good one</span>, 66,7', page)

    def test_what_was_not_judged_comes_before_what_is_to_be_decided(self):
        text = self.audit([use(), "usage: 1\nnonsense: x\n"], "--format", "markdown", "--lang", "en", code=2).stdout
        heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
        self.assertEqual(heads[:4], ["In brief", "What was not judged", "What asks for a decision", "Verdicts"])

    def test_nothing_of_it_is_published(self):
        chance = random.Random(16)
        uses = [random_use(chance) for _ in range(200)]
        for form in ("json", "csv", "markdown", "html", "text"):
            text = self.audit(uses, "--publish", "--format", form, "--lang", "en").stdout
            for word in ("pending", "unit-duties", "college", "governance", "ai@example.org", "asks for a decision",
                         "not judged", "yet to be shown"):
                self.assertNotIn(word, text, form)


class Names(TheBody):
    """What people read in place of keys."""

    def test_advice_is_no_breach(self):
        """What is forbidden or goes to a person ranks; an exception's lapse is told with exceptions."""
        uses = [use(facts="{account: office, paid: true}")] * 5 + [use(tool="bad", unit="B"), use(tool="bad", unit="A")]
        text = self.audit(uses, "--format", "markdown", "--lang", "en").stdout
        rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
        paid = [row for row in rows if row[0] == "What is paid for is weighed first."]
        self.assertEqual(paid[0][1:5], ["0", "0", "0", "5"])       # breached, forbidden, to review, advice
        self.assertEqual(paid[1][1:5], ["5 of 7", "0", "0", "5"])  # concerned, met, breached, advice
        table = text[text.index("**Breaches by unit and clause"):text.index("## Duties")]
        told = [line.strip("| ").split(" | ")[:2] for line in table.splitlines() if line.startswith("| ")][2:]
        self.assertEqual(told, [["Archives", "Status of the tool"], ["Building", "Status of the tool"]])
        self.assertIn("exception", [clause["key"].split(".")[0] for clause in self.clauses(uses)])

    def clauses(self, uses):
        return json.loads(self.audit(uses, "--format", "json").stdout)["tables"]["clauses"]["groups"]

    def test_a_unit_has_one_spelling(self):
        """Whatever use of it a table takes the spelling from."""
        spellings = ["works", "Works", "WORKS"]
        self.write("law.yaml", LAW.replace("units: {A: {title: Archives}, B: {title: {en: Building, fr: Bâtiment}}, C: {}}\n", "")
                   + "budgets: {small: {period: month, each: unit, requests: 5}}\n")
        for turn in range(3):
            one, two, three = spellings[turn:] + spellings[:turn]
            uses = [use(unit=one, review=None, training=None), use(unit=two, tool="bad", volume="{requests: 9}"),
                    use(unit=three, tool="Other", date="2026-05-01", volume="{requests: 7}"), use(unit="B", tool="bad")]
            text = self.audit(uses, "--format", "markdown", "--lang", "en").stdout
            cells = {cell.strip() for line in text.splitlines() if line.startswith("|") for cell in line.split("|")}
            self.assertEqual([cell for cell in cells if cell.lower() == "works"], ["works"])
            self.assertIn("## Budgets", text)
            self.assertIn("## Uses one by one", text)


if __name__ == "__main__":
    unittest.main()

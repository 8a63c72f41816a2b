#!/usr/bin/env python3
"""What a register leaves open is told as open: budgets, duties and the queue of an audit, of rows whose cells were not
read, or say no day, or are written in another letter case."""

import json
import os
import subprocess
import unittest

from folder import InFolder

PROGRAM = os.environ.get("CHARTER_CHECK", "")
CHARTER = """charter: 1
id: town
version: "%s"
from: %s
until: %s
governance: {colleges: [users, deciders], approval: {review: [deciders], forbid: [users, deciders]}}
unlisted: {activity: review, tool: review, data: forbid}
data: {public: {}, internal: {above: public}}
duties:
  note: {due: before}
  spot: {due: after, every: P3M}
tools:
  helper: {status: approved}
  companion: {status: banned}
activities:
  drafting: {status: allowed, duties: [note]}
  leaflets: {status: allowed}
  sorting: {status: allowed, duties: [spot]}
exceptions:
  half: {for: {usage.unit: HR}, waives: [tool.status], approved-by: [users]}
budgets:
  each: {period: month, each: unit, requests: 300}
  named: {period: month, units: [IT], requests: 300}
  some: {period: month, activities: [drafting], requests: 300}
"""
MAPPING = """intake: 1
declare:
  unit: unit
  activity: activity
  tool: tool
  data: {column: data, split: ["+"], others: keep, values: {public: public}}
  stage: stage
  date: {column: date, dates: [YYYY-MM-DD, YYYY-MM, Qn YYYY, YYYY]}
  volume.requests: requests
  evidence.note.ref: note
  evidence.spot.on: {column: spot, dates: [YYYY-MM-DD]}
"""
HEADER = ["unit", "activity", "tool", "data", "stage", "date", "requests", "note", "spot"]
USE = {"unit": "IT", "activity": "leaflets", "tool": "helper", "data": "public", "stage": "in-use", "date": "2026-07-10", "note": "N-1"}


def use(**cells):
    cells = {**USE, **cells}
    return ",".join(str(cells.get(head, "")) for head in HEADER)


class Kinds(InFolder):
    files = {"law/2025.yaml": CHARTER % ("2025", "2025-01-01", "2025-12-31"),
             "law/2026.yaml": CHARTER % ("2026", "2026-01-01", "2027-12-31"), "m.yaml": MAPPING}

    def audit(self, uses, form, lang="en"):
        self.write("uses.csv", "\n".join([",".join(HEADER), *uses]) + "\n")
        done = subprocess.run([PROGRAM, "audit", "-q", "--lang", lang, "--at", "2026-11-02", "--charter", "law", "--intake",
                               "m.yaml", "--format", form, "uses.csv"], capture_output=True, text=True, check=False, cwd=self.folder.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def table(self, uses, name):
        return {group["key"]: group for group in json.loads(self.audit(uses, "json"))["tables"][name]["groups"]}

    def rows(self, uses, caption):
        """Rows of a table of the report, as cells; none where there is no such table."""
        text = self.audit(uses, "markdown")
        if caption not in text:
            return []
        lines = text[text.index(caption):].split("\n\n")[1].splitlines()
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


class Budgets(Kinds):
    def test_what_was_not_read_may_be_any_amount(self):
        much = 5000
        for budget, cells, state in [
                ("each", {"unit": "HR"}, "within"),
                ("each", {"stage": "perhaps"}, "unknown"),
                ("named", {"stage": "perhaps"}, "unknown"),
                ("named", {"stage": "perhaps", "unit": "HR"}, "within"),
                ("each", {"stage": "perhaps", "date": "2026-08-01"}, "within"),
                ("each", {"stage": "perhaps", "date": "2026"}, "unknown"),
                ("some", {"activity": ""}, "unknown"),
                ("some", {"stage": "perhaps"}, "within"),
                ("some", {"stage": "perhaps", "activity": ""}, "unknown"),
                ("some", {"stage": "perhaps", "activity": "drafting"}, "unknown"),
                ("some", {"activity": "unheard"}, "within")]:
            with self.subTest(budget=budget, **cells):
                first = use(requests=10, activity="drafting", note="N-1") if budget == "some" else use(requests=1)
                rows = [row for row in self.rows([first, use(requests=much, **cells)], "What was used of each budget")
                        if row[0] == budget and row[2] == "2026-07" and row[1] in ("IT", "\u2013")]
                self.assertEqual([row[3] for row in rows], [state])

    def test_a_use_by_any_version_is_one_use_of_a_budget(self):
        for cells, key in (({"stage": "done", "date": ""}, "- each IT"), ({"stage": "perhaps", "date": "2025-07-01"}, "2025-07 each IT")):
            self.assertEqual(self.table([use(**cells)], "budgets")[key]["uses"], 1)

    def test_units_are_compared_as_they_are_grouped(self):
        for unit in ("IT", "it", "It"):
            uses = [use(requests=200), use(requests=250, unit=unit)]
            states = {row[0]: row[3] for row in self.rows(uses, "What was used of each budget")}
            self.assertEqual((states["each"], states["named"]), ("beyond", "beyond"))


class Duties(Kinds):
    def test_a_duty_is_in_one_column_of_what_came_of_it(self):
        for date, spot, stage, told in [("2026-07-10", "2026-07-13", "planned", {"met": 1}),
                                        ("2026-10-20", "2026-07-13", "planned", {"open-after": 1, "due-once-over": 1}),
                                        ("Q3 2026", "2026-07-13", "planned", {"open-after": 1, "due-once-over": 1}),
                                        ("2026", "2026-07-13", "planned", {"open-after": 1, "due-once-over": 1}),
                                        ("2026-10-20", "2026-07-13", "done", {"open-after": 1, "overdue": 1, "overdue-since": 20261020}),
                                        ("2026-07", "2026-07-13", "planned", {"open-after": 1, "due-once-over": 1})]:
            with self.subTest(date=date, stage=stage):
                uses = [use(activity="sorting", date=date, spot=spot, stage=stage)]
                duty = {column: number for column, number in self.table(uses, "duties")["spot"].items() if isinstance(number, int) and number > 0}
                clause = self.table(uses, "clauses")["duty.spot"]
                self.assertEqual(duty, {"asked": 1, **told})
                self.assertEqual(clause["met"], duty.get("met", 0))

    def test_what_is_not_known_is_neither_done_nor_open(self):
        mapping = MAPPING.replace("spot, dates: [YYYY-MM-DD]", "spot, dates: [YYYY-MM-DD, YYYY-MM]")
        self.write("m.yaml", mapping)
        for spot, told in [("2026-07", {"undetermined": 1}), ("2026-08", {"met": 1})]:
            uses = [use(activity="sorting", stage="done", date="2026-07-20", spot=spot)]
            duty = self.table(uses, "duties")["spot"]
            columns = ("met", "open-before", "open-after", "overdue", "undetermined", "due-once-over")
            self.assertEqual({column: duty[column] for column in columns if duty[column]}, told)

    def test_nothing_is_next_due_on_a_day_that_is_over(self):
        for date, due in [("2026", 20261102), ("2026-11", 20261102), ("2026-11-20", 20261120), ("2027", 20270101)]:
            uses = [use(activity="drafting", stage="planned", date=date, note="")]
            self.assertEqual(self.table(uses, "duties")["note"]["next-due"], due)


class Queue(Kinds):
    def test_a_variant_of_a_banned_tool_is_not_to_be_listed(self):
        for tool, kind in [("Companion Pro", "variant companion pro"), ("Unheard", "tool unheard"), ("companion", "banned-tool companion")]:
            self.assertEqual([key for key in self.table([use(tool=tool)], "pending") if "tool" in key or "variant" in key], [kind])
        self.assertIn("list it as another product", self.audit([use(tool="Companion Pro")], "markdown"))

    def test_each_class_that_is_not_listed_waits(self):
        for data, classes in [("weird", "weird"), ("weird+zut", "weird zut"), ("public+zut+Weird+weird", "weird zut"), ("public", "")]:
            waiting = [key for key in self.table([use(data=data)], "pending") if key.startswith("data ")]
            self.assertEqual(sorted(waiting), [f"data {name}" for name in classes.split()])

    def test_an_honest_no_is_no_value_that_the_mapping_does_not_know(self):
        for note, stage, unknown in [("no", "planned", []), ("not yet", "planned", []), ("N-1", "planned", []),
                                     ("no", "perhaps", ["stage = perhaps"])]:
            uses = [use(activity="drafting", note=note, stage=stage)]
            self.assertEqual(list(self.table(uses, "unmapped")), unknown)
            self.assertEqual("Add them to the mapping" in self.audit(uses, "markdown"), bool(unknown))

    def test_an_exception_that_lacks_an_approval_is_in_force_nowhere(self):
        for unit, in_force in (("HR", "0"), ("IT", "1")):
            rows = self.rows([use(unit=unit, tool="companion")], "Exceptions by the college that approves them")
            self.assertEqual({row[0]: row[2] for row in rows}["users"], in_force)

    def test_further_decisions_are_counted_as_decisions(self):
        uses = [use(tool=f"tool{i}", activity=f"act{i}") for i in range(20)]
        self.assertIn("Further decisions are in CSV and JSON alone: 15.", self.audit(uses, "markdown"))


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Dates that say no day, on random charters: a month's verdict is what each of its days gives, and never better."""

import calendar
import itertools
import json
import random
import re
import sqlite3
import unittest

from running import Case

RANK = ["compliant", "conditional", "review", "undetermined", "non-compliant"]
EFFECTS = ["advise", "review", "forbid"]
AT = "2026-04-15"
CHARTERS = 24
MAPPING = """\
intake: 1
declare:
  id: id
  activity: {constant: drafting}
  tool: tool
  data: {column: data, values: {public: public, secret: secret}}
  stage: stage
  output: output
  date: date
  facts.signed: signed
  review.on: review
  training.on: training
"""
COLUMNS = ("id", "tool", "data", "stage", "output", "date", "signed", "review", "training")


def days_of(month):
    year, number = map(int, month.split("-"))
    return [f"{month}-{day:02}" for day in range(1, calendar.monthrange(year, number)[1] + 1)]


def day(pick, month=None):
    return pick.choice(days_of(month or pick.choice(["2026-02", "2026-03", "2026-04", "2026-05"])))


def period(pick, share=0.4):
    """Dates of an entry, most of them none."""
    said = {}
    if pick.random() < share:
        said["from"] = day(pick)
    if pick.random() < share:
        said["until"] = max(day(pick), said.get("from", ""))
    return said


def condition(pick, name):
    one, two = sorted((day(pick), day(pick)))
    cel = "timestamp('{}T00:00:00Z')"
    return pick.choice([
        {name: {"at-least": one}}, {name: {"at-most": two}}, {name: one}, {name: {"not": two}},
        {name: {"in": [one, two]}}, {"all": [{name: {"at-least": one}}, {name: {"at-most": two}}]},
        f"{name} < {cel.format(one)} || {name} > {cel.format(two)}", f"{name}.getDayOfWeek() == 1",
        f"{name} > timestamp('{one}T12:00:00Z')", "facts.signed > usage.date"])


def rule(pick):
    reads = condition(pick, pick.choice(["usage.date", "facts.signed"]))
    made = {"effect": pick.choice(["forbid", "review", "advise"]), **period(pick, 0.2)}
    kind = pick.random()
    if kind < 0.3:
        made.update(when={"usage.output": "public"}, require=reads)
    elif kind < 0.5:
        del made["effect"]
        made.update(when=reads, duties=[pick.choice(["relecture", "formation"])])
    else:
        made["when"] = reads
    return made


def charter(pick):
    effects = ["forbid", "review"]
    made = {
        "charter": 1, "id": "town", "governance": {"colleges": ["users"]},
        "unlisted": {"activity": "review", "tool": pick.choice(effects), "data": pick.choice(effects)},
        "data": {"public": {}, "secret": {"above": "public", **period(pick, 0.2)}},
        "hosting": {"here": {}, "there": {}},
        "duties": {
            "relecture": {"due": pick.choice(["after", "before"]), "evidence": "review", **period(pick, 0.2)},
            "formation": {"due": pick.choice(["after", "before"]), "evidence": "training",
                          "valid-for": pick.choice(["P10D", "P20D", "P1M"])}},
        "tools": {
            "one": {"status": pick.choice(["approved", "tolerated", "banned"]), "hosting": "here", **period(pick)},
            "two": {"status": "approved", "data": "public", **period(pick)}},
        "activities": {"drafting": {"status": pick.choice(["allowed", "allowed", "restricted"]), **period(pick, 0.2),
                                    "duties": pick.sample(["relecture", "formation"], pick.randint(0, 2))}},
        "fields": {"signed": {"type": "date"}},
        "rules": {f"r{i}": rule(pick) for i in range(pick.randint(0, 3))},
        "exceptions": {"e": {"for": pick.choice([{"tool": "one"}, {"usage.date": {"at-least": day(pick)}}]),
                             "waives": ["tool.status", "activity.status", "tool.data"], "approved-by": ["users"],
                             **period(pick)}},
    }
    if pick.random() < 0.3:
        made["review-by"] = day(pick)
    if pick.random() < 0.4:
        made.update(period(pick))
    return made


def use(pick):
    """Some of whose dates are months, but so few that all of their days can be written out."""
    months = ["2026-02", "2026-03", "2026-04"]
    dates = {"date": pick.choice(months), "signed": day(pick), "review": day(pick), "training": day(pick, pick.choice(months[:2]))}
    for name in pick.sample(sorted(dates), pick.choice([0, 1, 1, 1, 2])):
        dates[name] = pick.choice(months) if pick.random() < 0.5 else pick.choice(["", day(pick)])
    return {"tool": pick.choice(["one", "two", "three"]), "data": pick.choice(["public", "secret", ""]),
            "stage": pick.choice(["planned", "in-use", "done", "done"]), "output": pick.choice(["public", "internal"]),
            **dates}


def written_out(row):
    """The row, and all rows that it may mean."""
    open_dates = [name for name in ("date", "signed", "review", "training") if len(row[name]) == 7]
    choices = [days_of(row[name]) for name in open_dates]
    return [dict(row, **dict(zip(open_dates, days))) for days in itertools.product(*choices)]


def findings(verdict):
    return {f["clause"]: (f["outcome"], f["effect"]) for f in verdict["findings"]}


def duties(verdict):
    return {d["id"]: d["met"] for d in verdict["duties"]}


class Days(Case):
    def judge(self, made, rows):
        self.write("charter.yaml", json.dumps(made))
        self.write("mapping.yaml", MAPPING)
        lines = [",".join(COLUMNS)]
        for i, row in enumerate(rows):
            lines.append(",".join([str(i)] + [row[name] for name in COLUMNS[1:]]))
        self.write("register.csv", "\n".join(lines) + "\n")
        done = self.run_program("--charter", "charter.yaml", "--intake", "mapping.yaml", "--at", AT, "--quiet",
                                "--format", "ndjson", "register.csv")
        told = [line for line in map(json.loads, done.out.splitlines()) if "verdict" in line]
        self.assertEqual(len(told), len(rows), done.err)
        return told

    def hold(self, month, days):
        clauses = {clause for verdict in [month, *days] for clause in findings(verdict)}
        for clause in clauses:
            answers = {findings(verdict).get(clause) for verdict in days}
            said = findings(month).get(clause)
            if len(answers) == 1:
                states = {duties(verdict).get(clause.removeprefix("duty.")) for verdict in days}
                open_days = clause.startswith("duty.") and len(states) > 1 and said[0] == "undetermined"
                self.assertTrue(said == answers.pop() or open_days, clause)
            else:
                self.assertEqual(said, ("undetermined", max((a[1] for a in answers if a), key=EFFECTS.index)), clause)
        unsettled = [clause for clause, said in findings(month).items()
                     if any(findings(verdict).get(clause) != said for verdict in days)]
        for duty in {duty for verdict in days for duty in duties(verdict)}:
            self.assertEqual(duties(month)[duty], all(duties(verdict).get(duty, True) for verdict in days), duty)
        verdicts = {verdict["verdict"] for verdict in days}
        worst = max(verdicts, key=RANK.index)
        if len(verdicts) == 1 and all(findings(v) == findings(days[0]) and duties(v) == duties(days[0]) for v in days):
            self.assertEqual(month["verdict"], worst)
        elif len(verdicts) == 1 and all(findings(month)[clause][1] == "advise" for clause in unsettled):
            self.assertEqual(month["verdict"], worst)
        else:
            self.assertTrue(month["verdict"] == "undetermined" or RANK.index(month["verdict"]) >= RANK.index(worst))

    def hold_unsettled_charter(self, month, days):
        """No version is known to judge: nothing else is told."""
        self.assertEqual(findings(month), {"charter.period": ("undetermined", "forbid")})
        self.assertGreater(len({(verdict["charter"] is None) for verdict in days}), 1)

    def test_each_reader_of_a_day_tells_the_days_of_a_month_apart(self):
        law = {
            "charter": 1, "id": "town", "from": "2026-01-01", "until": "2026-12-20", "governance": {"colleges": ["users"]},
            "data": {"public": {}, "secret": {}}, "hosting": {"here": {}}, "fields": {"signed": {"type": "date"}},
            "tools": {"one": {"status": "approved", "hosting": "here"}, "two": {"status": "banned"}},
            "activities": {"drafting": {"status": "allowed"}}}
        duty = {"duties": {"d": {"due": "before", "evidence": "training", "valid-for": "P1M"}}}
        asked = {"activities": {"drafting": {"status": "allowed", "duties": ["d"]}}}
        after = {"duties": {"d": {"due": "after", "evidence": "review"}}, **asked}
        half, whole = {"from": "2026-03-10"}, {"from": "2026-02-10"}
        review = {"when": {"usage.date": {"at-least": "2026-03-10"}}, "effect": "review"}
        for name, change, row, clause in (
                ("nothing", {}, {}, None),
                ("a tool", {"tools": {"one": {"status": "approved", **half}}}, {}, "tool.unlisted"),
                ("a tool of a month before", {"tools": {"one": {"status": "approved", **whole}}}, {}, None),
                ("an activity", {"activities": {"drafting": {"status": "allowed", **half}}}, {}, "activity.unlisted"),
                ("a class", {"data": {"public": {**half}, "secret": {}}}, {}, "data.unlisted"),
                ("a rule", {"rules": {"r": {"when": {"usage.output": "public"}, **half}}}, {}, "rule.r"),
                ("a condition", {"rules": {"r": review}}, {}, "rule.r"),
                ("a condition of a fact", {"rules": {"r": {"when": {"facts.signed": "2026-02-03"}}}},
                 {"signed": "2026-02"}, "rule.r"),
                ("a duty", {"duties": {"d": {"due": "before", **half}}, **asked}, {}, "duty.d"),
                ("evidence that grows old", {**duty, **asked}, {"training": "2026-02-10"}, "duty.d"),
                ("evidence that does not", {**duty, **asked}, {"training": "2026-03-01"}, None),
                ("evidence without a day", {**duty, **asked}, {"training": "2026-02"}, "duty.d"),
                ("evidence of a year before", {**duty, **asked}, {"training": "2025-02"}, "breached"),
                ("evidence of that month", after, {"review": "2026-03"}, "duty.d"),
                ("evidence of the month after", after, {"date": "2026-02", "review": "2026-03"}, None),
                ("evidence of a month that goes on", after, {"review": "2026-04"}, "duty.d"),
                ("evidence of a day of that month", after, {"review": "2026-03-30"}, "duty.d"),
                ("an exception", {"exceptions": {"e": {"waives": ["tool.status"], "approved-by": ["users"], **half}}},
                 {"tool": "two"}, "tool.status"),
                ("a review of the charter", {"review-by": "2026-03-10"}, {}, "charter.review"),
                ("the end of the charter", {"until": "2026-03-10"}, {}, "charter.period"),
                ("a day to come", {}, {"date": "2026-04"}, "charter.period")):
            with self.subTest(name):
                base = {"tool": "one", "data": "public", "stage": "done", "output": "public", "date": "2026-03",
                        "signed": "", "review": "", "training": ""}
                told = self.judge({**law, **change}, [{**base, **row}])[0]
                said = findings(told)
                if clause is None:
                    self.assertEqual((told["verdict"], said), ("compliant", {}))
                elif clause == "breached":
                    self.assertEqual(told["verdict"], "non-compliant")
                else:
                    self.assertEqual(said[clause][0], "undetermined")
                    advice = clause == "charter.review"
                    self.assertEqual(told["verdict"], "compliant" if advice else "undetermined")
                    self.assertEqual(told.get("days", [])[:1], [base["date"] + "-01"] if "date" not in row else ["2026-04-01"])

    def test_of_several_dates_those_that_decide_are_asked_for(self):
        law = {"charter": 1, "id": "town", "data": {"public": {}, "secret": {}}, "fields": {"signed": {"type": "date"}},
               "tools": {"one": {"status": "approved"}}, "activities": {"drafting": {"status": "allowed"}}}
        date, signed = {"usage.date": {"at-least": "2026-03-10"}}, {"facts.signed": {"at-least": "2026-03-10"}}
        for when, asked in (
                (date, ["/date"]), (signed, ["/facts/signed"]), ({"all": [date, signed]}, ["/date", "/facts/signed"]),
                ({"any": [date, signed]}, ["/date", "/facts/signed"]), ("facts.signed > usage.date", ["/date", "/facts/signed"]),
                ({"all": [signed, {"usage.date": {"at-least": "2026-01-01"}}]}, ["/facts/signed"]),
                ("facts.signed.getDate() % 2 == usage.date.getDate() % 2", ["/date", "/facts/signed"])):
            with self.subTest(when):
                told = self.judge({**law, "rules": {"r": {"when": when, "effect": "review"}}}, [
                    {"tool": "one", "data": "public", "stage": "done", "output": "public", "date": "2026-03", "signed": "2026-03",
                     "review": "", "training": ""}])[0]
                self.assertEqual([one["path"] for one in told["missing"]], asked)
                self.assertEqual([one["path"] for one in told["findings"]], asked[:1])

    def test_a_month_says_what_all_of_its_days_say(self):
        seen = {"same": 0, "undetermined": 0}
        for seed in range(CHARTERS):
            pick = random.Random(seed)
            made = charter(pick)
            rows = [use(pick) for _ in range(6)]
            meant = [written_out(row) for row in rows]
            told = iter(self.judge(made, rows + sum(meant, [])))
            for row, month in [(row, next(told)) for row in rows]:
                days = [next(told) for _ in meant.pop(0)]
                with self.subTest(seed=seed, row=row):
                    if month["charter"] is None and any(verdict["charter"] for verdict in days):
                        self.hold_unsettled_charter(month, days)
                    else:
                        self.hold(month, days)
                    same = len({json.dumps([findings(v), v["verdict"]], sort_keys=True) for v in days}) == 1
                    seen["same" if same else "undetermined"] += 1
        self.assertGreater(min(seen.values()), CHARTERS, seen)


class Bounds(Case):
    """What cannot be tried is undetermined, and never a pass."""

    def verdict(self, count, compared):
        names = [f"f{i}" for i in range(count)]
        law = {"charter": 1, "id": "town", "data": {"public": {}}, "tools": {"one": {"status": "approved"}},
               "activities": {"drafting": {"status": "allowed"}}, "fields": {name: {"type": "date"} for name in names},
               "rules": {name: {"when": f"facts.{name}.getFullYear() < 2000"} for name in names[:compared]}}
        self.write("charter.yaml", json.dumps(law))
        self.write("mapping.yaml", "intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {constant: one}\n"
                   + "".join(f"  facts.{name}: {name}\n" for name in names))
        self.write("uses.csv", ",".join(names) + "\n" + ",".join(["2026-03"] * count) + "\n")
        done = self.run_program("--charter", "charter.yaml", "--intake", "mapping.yaml", "--at", AT, "--format", "ndjson",
                                "uses.csv")
        verdict = next(line for line in map(json.loads, done.out.splitlines()) if "verdict" in line)
        return verdict["verdict"], list(findings(verdict)), verdict["missing"]

    def test_more_days_than_are_tried_leave_the_use_undetermined(self):
        for count, compared, tried in ((8, 0, True), (9, 0, False), (2, 2, True), (3, 3, False)):
            with self.subTest(count=count, compared=compared):
                expected = ("compliant", [], []) if tried else ("undetermined", ["charter.period"], [])
                self.assertEqual(self.verdict(count, compared), expected)


class Totals(Case):
    """What audits, histories and trends count of dates that say no day."""

    CHARTER = {"charter": 1, "id": "town", "data": {"public": {}}, "tools": {"one": {"status": "approved"}},
               "activities": {"drafting": {"status": "allowed"}},
               "budgets": {"monthly": {"period": "month", "requests": 10},
                           "spring": {"period": "quarter", "requests": 10, "from": "2026-03-15", "until": "2026-05-31"}}}
    ROWS = [("2026-02-03", 4), ("2026-02", 4), ("2026-03", 1), ("2026-03-01/2026-03-20", 1), ("2026-01/2026-03", 2),
            ("2025", 1), ("", 1)]
    DATES = ("2025-01-01", "2026-03-31")
    MONTHS = {"2026-02": 2, "2026-03": 2, "": 3}

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", json.dumps(self.CHARTER))
        self.write("mapping.yaml", "intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {constant: one}\n"
                                   "  data: {constant: public}\n  stage: {constant: done}\n  date: date\n"
                                   "  volume.requests: requests\n")
        self.write("uses.csv", "date,requests\n" + "".join(f"{date},{count}\n" for date, count in self.ROWS))

    def audit(self, *words):
        return self.run_program("audit", "--charter", "charter.yaml", "--intake", "mapping.yaml", "--at", AT, *words,
                                "uses.csv")

    @staticmethod
    def groups(told, table, measure="uses"):
        return {group["key"]: group[measure] for group in told["tables"][table]["groups"]}

    def test_a_month_counts_in_its_month_and_a_quarter_in_none(self):
        told = json.loads(self.audit("--format", "json").out)
        self.assertEqual({month: n for month, n in self.groups(told, "months").items() if n > 0}, self.MONTHS)
        self.assertEqual((told["first"], told["last"]), self.DATES)

    def test_no_budget_of_a_period_that_a_use_may_be_of_is_known_to_be_kept(self):
        text = self.audit("--format", "markdown", "--lang", "en").out
        states = {(row[0], row[2]): row[3] for row in
                  (line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| (monthly|spring) ", line))}
        self.assertEqual({key: state for key, state in states.items() if key[0] == "spring"},
                         {("spring", "2026-Q1"): "unknown", ("spring", "no date declared"): "in no period"})
        self.assertEqual([states.get(("monthly", f"2026-0{month}")) for month in (1, 2, 3)], ["unknown"] * 3)
        requests = self.groups(json.loads(self.audit("--format", "json").out), "budgets", "requests")
        self.assertEqual(requests["2026-02 monthly "], 8)
        self.assertEqual(requests["2026-Q1 spring "], 0)

    def test_a_history_has_months_and_its_trend_those_of_the_audit(self):
        self.audit("--history", "kept.sqlite", "--quiet")
        database = sqlite3.connect(self.path("kept.sqlite"))
        kept = database.execute("SELECT day, date FROM verdicts ORDER BY occurrence").fetchall()
        database.close()
        self.assertEqual(kept, [("2026-02-03", "2026-02-03"), ("2026-02", "2026-02"), ("2026-03", "2026-03"),
                                ("2026-03", "2026-03-01/2026-03-20"), ("", "2026-01/2026-03"), ("", "2025"), ("", None)])
        told = self.run_program("trend", "--history", "kept.sqlite", "--format", "markdown", "--lang", "en").out
        months = {row[1]: int(row[2]) for row in re.finditer(r"^\| (2026-0\d) \| (\d+)", told.split("## ")[1], re.M)}
        self.assertEqual([months.get("2026-02"), months.get("2026-03")], [2, 2], told)

    def test_a_month_is_forgotten_once_all_of_its_days_are(self):
        for before, left in (("2026-02-28", 6), ("2026-03-01", 5)):
            self.audit("--history", "kept.sqlite", "--quiet")
            self.audit("--history", "kept.sqlite", "--quiet", "--forget-before", before)
            database = sqlite3.connect(self.path("kept.sqlite"))
            count = database.execute("SELECT count(*) FROM verdicts").fetchone()[0]
            database.close()
            self.assertEqual(count, left, before)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Declared and measured: what a log tells is no use, and what the report says of both is recounted here."""

import csv
import io
import json
import os
import random
import subprocess
import unittest

from folder import InFolder

PROGRAM = os.environ.get("CHARTER_CHECK", "")
ROOT = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
LOGS = os.path.join(ROOT, "charter", "usage-logs")
SAMPLES = os.path.join(ROOT, "charter", "samples", "usage-logs")

LAW = """charter: 1
id: town
lang: en
tools:
  inner: {title: Inner, status: approved, aliases: [internal-assistant], footprint: {per: request, energy-wh: [1, 2], co2-g: [3, 4],
    scope: inference, source: A study, on: 2026-01-01}}
  chat: {title: Chat, status: banned, aliases: [gpt-4o, gpt-4o-2024-08-06], pattern: '(?i)^chat'}
  maps: {status: approved}
activities: {drafting: {status: allowed}}
"""
DECLARED = """intake: 1
declare: {unit: unit, tool: tool, date: date, activity: {constant: drafting}, stage: {constant: in-use},
  volume.requests: requests, volume.tokens: tokens}
"""
MEASURED = """intake: 1
format: json
measured: true
declare: {unit: unit, tool: tool, date: date, volume.requests: requests, volume.tokens: tokens}
"""
NAMES = {"inner": "inner", "Internal-Assistant": "inner", "ChatX": "chat", "gpt-4o": "chat", "maps": "maps", "Zeta": "zeta",
         "a = b": "a U+003D b"}
LISTED = {"inner", "chat", "maps"}


def records(seed, count, units):
    chance = random.Random(seed)
    return [{"unit": chance.choice(units), "tool": chance.choice(list(NAMES)[:5 + seed % 3]),
             "date": chance.choice(["2026-01-05", "2026-02-07", "2026-02-20", "2026-04-01", None]),
             "requests": chance.choice([None, 1, 7, 300, 5000]), "tokens": chance.choice([None, 20, 100000])}
            for _ in range(count)]


def volume(rows):
    told = {}
    for key in ("requests", "tokens"):
        given = [row[key] for row in rows if row[key] is not None]
        told["with-" + key], told[key] = len(given), sum(given)
    return told


def key_of(row):
    return f"{(row['date'] or '')[:7]} {NAMES[row['tool']]} = {row['unit'] or ''}"


class Measured(InFolder):
    files = {"law.yaml": LAW, "declared.yaml": DECLARED, "measured.yaml": MEASURED}

    def run_it(self, *words, code=0):
        done = subprocess.run([PROGRAM, *words], cwd=self.folder.name, capture_output=True, text=True, check=False,
                              env={"SOURCE_DATE_EPOCH": "1793577600", "PATH": "/nowhere"})
        self.assertEqual(done.returncode, code, done.stderr + done.stdout)
        return done

    def part(self, name, rows, mapping, register, *words):
        columns = ["unit", "tool", "date", "requests", "tokens"]
        if mapping == "declared.yaml":
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(columns)
            writer.writerows([[row[column] for column in columns] for row in rows])
            self.write(register, text.getvalue())
        else:
            self.write(register, "".join(json.dumps(row) + "\n" for row in rows))
        self.run_it("audit", "--quiet", "--charter", "law.yaml", "--intake", mapping, "--partial", name, *words, register)

    def both(self, declared, measured, *words):
        self.part("d.part", declared, "declared.yaml", "d.csv")
        self.part("m.part", measured, "measured.yaml", "m.ndjson")
        return self.run_it("merge", "--mixed", *words, "d.part", "m.part").stdout


class Volumes(Measured):
    def test_volumes_are_those_of_a_recount(self):
        for seed in range(4):
            declared, measured = records(seed, 60, ["A", "B", ""]), records(seed + 50, 90, ["A", "C", ""])
            told = json.loads(self.both(declared, measured, "--format", "json"))
            wanted = {}
            for side, rows in (("declared", declared), ("measured", measured)):
                for key in sorted({key_of(row) for row in rows}):
                    mine = [row for row in rows if key_of(row) == key]
                    wanted.setdefault(key, {})[side] = {("uses" if side == "declared" else "rows"): len(mine), **volume(mine)}
            groups = {group["key"]: group for group in told["tables"]["volumes"]["groups"]}
            self.assertEqual(set(groups), set(wanted))
            nothing = {"with-requests": 0, "requests": 0, "with-tokens": 0, "tokens": 0}
            for key, sides in wanted.items():
                self.assertEqual(groups[key]["declared"], sides.get("declared", {"uses": 0, **nothing}), key)
                self.assertEqual(groups[key]["measured"], sides.get("measured", {"rows": 0, **nothing}), key)
                self.assertEqual(groups[key]["listed"], int(key[key.index(" ") + 1:key.index(" = ")] in LISTED))
            self.assertEqual(told["tables"]["all"]["groups"][0]["uses"], len(declared))
            self.assertEqual(sum(told["verdicts"].values()), len(declared))

    def test_what_is_measured_changes_no_other_figure(self):
        declared = records(1, 40, ["A", "B"])
        self.part("d.part", declared, "declared.yaml", "d.csv")
        alone = json.loads(self.run_it("merge", "--format", "json", "d.part").stdout)
        both = json.loads(self.both(declared, records(2, 40, ["A", "B"]), "--format", "json"))
        for table in ("volumes", "measured-sources"):
            self.assertNotIn(table, alone["tables"])
            del both["tables"][table]
        del alone["mixed"], both["mixed"]
        self.assertEqual(alone, both)

    def test_jobs_and_parts_change_nothing(self):
        rows = records(3, 3000, ["A", "B", "C"])
        totals = []
        for jobs in ("1", "4"):
            self.part("m.part", rows, "measured.yaml", "m.ndjson", "--jobs", jobs)
            totals.append(self.run_it("merge", "--format", "csv", "m.part").stdout)
        for i in range(3):
            self.part(f"{i}.part", rows[i::3], "measured.yaml", f"m{i}.ndjson")
        totals.append(self.run_it("merge", "--format", "csv", "2.part", "0.part", "1.part").stdout)
        self.assertEqual(totals, totals[:1] * 3)

    def test_footprints_stand_by_themselves(self):
        row = {"unit": "A", "tool": "inner", "date": "2026-01-05", "requests": 10, "tokens": None}
        told = json.loads(self.both([row], [dict(row, requests=1000)], "--format", "json"))["tables"]
        self.assertEqual([(g["key"], g["energy-wh"]["high"]) for g in told["sources"]["groups"]],
                         [("2026-01-01 inference: A study", 20)])
        self.assertEqual([(g["key"], g["rows"], g["energy-wh"], g["co2-g"]) for g in told["measured-sources"]["groups"]],
                         [("2026-01-01 inference: A study", 1, {"low": 1000, "high": 2000}, {"low": 3000, "high": 4000})])


class Section(Measured):
    """What the report compares, recounted."""

    @staticmethod
    def tables(text):
        """The section's tables in CSV-like lists, by caption."""
        found, caption, lines = {}, None, text.split("## Declared and measured")[1].split("\n## ")[0].split("\n")
        for line in lines:
            if line.startswith("**") or line.startswith("### "):
                caption = line.strip("*# ")
            elif line.startswith("|") and "---" not in line:
                found.setdefault(caption, []).append([cell.strip() for cell in line.strip("|").split("|")])
        return {caption: rows[1:] for caption, rows in found.items()}

    def test_which_tools_are_on_one_side_alone(self):
        for seed in range(6):
            declared, measured = records(seed, 12, ["A", "B"]), records(seed + 9, 12, ["A", "C"])
            tables = self.tables(self.both(declared, measured, "--format", "markdown"))
            scope = {((row["date"] or "")[:7], row["unit"]) for row in measured}
            tools = {NAMES[row["tool"]] for row in measured}
            said = {NAMES[row["tool"]] for row in declared}
            unseen = {NAMES[row["tool"]] for row in declared if row["date"] is None or (row["date"][:7], row["unit"]) in scope}
            for caption, wanted in (("Tools that were used and never declared", tools - said),
                                    ("Tools that are declared and were never measured", unseen - tools)):
                told = {row[0].split("(")[-1].rstrip(")") for row in tables.get(caption, [])}
                self.assertEqual({name.replace("\\", "") for name in told}, wanted, (seed, caption))

    def test_what_is_an_order_of_magnitude_apart(self):
        base = {"unit": "A", "tool": "inner", "date": "2026-01-05", "requests": 10, "tokens": 100}
        rows = [  # further declarations and rows, and what the report says of requests and tokens
            ([], [{}], ["–", "–"]),
            ([], [{"requests": 99}], ["–", "–"]),
            ([], [{"requests": 100}], ["10\u00a0×", "–"]),
            ([{"requests": 990}], [{}], ["100\u00a0×", "–"]),
            ([], [{"tokens": 123456}], ["–", "1,234\u00a0×"]),
            ([], [{"requests": 0}], ["one is 0", "–"]),
            ([{"requests": None}], [{"requests": 100}], ["–", "–"]),  # the declared ones may be more
            ([{"requests": None}, {"requests": 990}], [{}], ["100\u00a0×", "–"]),  # and then they are more still
            ([{"date": "2026-04-01", "requests": 10 ** 6}], [{}], ["–", "–"]),  # another month
            ([{"unit": "B", "requests": 10 ** 6}], [{}], ["–", "–"]),  # another unit
        ]
        for more, measured, wanted in rows:
            with self.subTest(more=more, measured=measured):
                text = self.both([base] + [{**base, **one} for one in more], [{**base, **one} for one in measured],
                                 "--format", "markdown")
                told = self.tables(text)["Volumes declared and measured, by tool"]
                self.assertEqual([row[4] for row in told], wanted)

    def test_what_says_no_month_is_compared_with_nothing_and_told(self):
        row = {"unit": "A", "tool": "inner", "date": "2026-01-05", "requests": 10, "tokens": None}
        undated = {**row, "tool": "maps", "date": None}
        text = self.both([row, {**undated, "date": "2026-01-07", "requests": 3000}, undated], [row, undated],
                         "--format", "markdown", "--lang", "en")
        self.assertIn("Rows of the log that say no month, and are compared with nothing: 1.", text)
        self.assertIn("nothing was measured in their month or unit: 1.", text)
        section = text[text.index("## Declared and measured"):].split("\n## ")[0]
        self.assertIn("| Inner | requests | 10 | 10 | – |", section)
        self.assertNotIn("| maps |", section)

    def test_a_screen_shows_both_sides_and_how_far_apart_they_are(self):
        self.write("law.yaml", LAW.replace("title: Inner", "title: The assistant that every service of the town may use"))
        rows = records(3, 60, ["Department of human resources and training", "B"])
        self.part("d.part", rows, "declared.yaml", "d.csv")
        self.part("m.part", [{**row, "requests": 10 ** 6} for row in rows], "measured.yaml", "m.ndjson")
        for lang, caption in (("en", "Volumes declared and measured, by tool and unit"), ("fr", "Volumes déclarés et mesurés, par outil et par unité")):
            done = subprocess.run([PROGRAM, "merge", "--mixed", "--lang", lang, "d.part", "m.part"], cwd=self.folder.name,
                                  capture_output=True, text=True, check=True,
                                  env={"SOURCE_DATE_EPOCH": "1793577600", "PATH": "/nowhere", "COLUMNS": "80"})
            table = done.stdout.partition(caption)[2].partition("\n\n")[0]
            self.assertIn("B", table, done.stdout)
            self.assertNotRegex(table, "do not fit|ne tiennent pas|…")

    def test_nothing_of_it_is_published(self):
        rows = records(5, 300, ["A", "B"])
        for form in ("text", "html", "markdown", "csv", "json"):
            told = self.both(rows, rows, "--publish", "--format", form)
            for word in ("easured", "volumes"):
                self.assertNotIn(word, told, form)

    def test_it_is_in_every_format_and_language(self):
        rows = records(5, 30, ["A", "B"])
        for form in ("text", "html", "markdown"):
            for lang, title in (("en", "Declared and measured"), ("fr", "Déclaré et mesuré")):
                self.assertIn(title, self.both(rows, rows, "--format", form, "--lang", lang))


class NoUses(Measured):
    def test_a_log_is_judged_by_nobody(self):
        self.write("m.ndjson", json.dumps(records(1, 1, ["A"])[0]))
        for command in ([], ["explain"], ["complete"], ["which"]):
            done = subprocess.run([PROGRAM, *command, "--charter", "law.yaml", "--intake", "measured.yaml", "m.ndjson"],
                                  cwd=self.folder.name, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 2, command)
        done = self.run_it("--charter", "law.yaml", "--intake", "measured.yaml", "--format", "json", "m.ndjson", code=2)
        told = json.loads(done.stdout)
        self.assertEqual((told["verdicts"], [error["code"] for error in told["errors"]]), ([], ["intake.measured"]))

    def test_no_person_is_read(self):
        for path in ("author", "review.by", "id", "purpose", "role", "activity", "facts.x", "evidence.x.by", "training.by"):
            self.write("m.yaml", MEASURED.replace("unit: unit", f"unit: unit, {path}: who"))
            done = self.run_it("audit", "--charter", "law.yaml", "--intake", "m.yaml", "m.ndjson", code=2)
            self.assertIn("not read of what was measured", done.stderr)

    def test_a_history_keeps_none_of_it(self):
        self.write("m.ndjson", "".join(json.dumps(row) + "\n" for row in records(1, 9, ["A"])))
        self.run_it("audit", "--quiet", "--charter", "law.yaml", "--intake", "measured.yaml", "--history", "h.sqlite",
                    "m.ndjson")
        self.assertIn("is empty", self.run_it("trend", "--history", "h.sqlite", code=2).stderr)

    def test_a_row_that_cannot_be_read_is_told(self):
        self.write("m.ndjson", json.dumps(records(1, 1, ["A"])[0]) + '\n{"tool": \n')
        done = self.run_it("audit", "--charter", "law.yaml", "--intake", "measured.yaml", "m.ndjson", code=2)
        self.assertIn("m.ndjson:2", done.stderr)


class Shipped(Measured):
    """The mappings that come with the program, on made-up lines of ours."""

    def volumes(self, mapping, sample):
        done = self.run_it("audit", "--charter", "law.yaml", "--intake", os.path.join(LOGS, mapping), "--format", "json",
                           os.path.join(SAMPLES, sample))
        self.assertEqual(done.stderr, "")
        return {group["key"]: group["measured"] for group in json.loads(done.stdout)["tables"]["volumes"]["groups"]}

    def test_opentelemetry(self):
        wanted = {}
        with open(os.path.join(SAMPLES, "opentelemetry.ndjson"), encoding="utf-8") as file:
            for line in file:
                for resource in json.loads(line)["resourceSpans"]:
                    unit = {a["key"]: a["value"] for a in resource["resource"]["attributes"]}["department"]["stringValue"]
                    for scope in resource["scopeSpans"]:
                        for span in scope["spans"]:
                            at = {a["key"]: next(iter(a["value"].values())) for a in span["attributes"]}
                            if at.get("gen_ai.operation.name") not in ("chat", "embeddings"):
                                continue
                            tool = at.get("gen_ai.response.model", at["gen_ai.request.model"])
                            tool = {"internal-assistant": "inner", "gpt-4o": "chat", "gpt-4o-2024-08-06": "chat"}.get(
                                tool, tool.lower())
                            tokens = int(at["gen_ai.usage.input_tokens"]) + int(at.get("gen_ai.usage.output_tokens", 0))
                            month = "2026-01" if int(span["startTimeUnixNano"]) < 1769904000 * 10 ** 9 else "2026-02"
                            sums = wanted.setdefault(f"{month} {tool} = {unit}", [0, 0])
                            sums[0] += 1
                            sums[1] += tokens
        told = self.volumes("opentelemetry.intake.yaml", "opentelemetry.ndjson")
        self.assertEqual({key: [one["requests"], one["tokens"]] for key, one in told.items()}, wanted)

    def test_litellm(self):
        with open(os.path.join(SAMPLES, "litellm.json"), encoding="utf-8") as file:
            days = json.load(file)["results"]
        wanted = {}
        for day in days:
            for model, told in day["breakdown"]["models"].items():
                for key in told["api_key_breakdown"].values():
                    tool = {"internal-assistant": "inner", "gpt-4o": "chat"}.get(model, model)
                    sums = wanted.setdefault(f"{day['date'][:7]} {tool} = {key['metadata']['team_id'] or ''}", [0, 0])
                    sums[0] += key["metrics"]["api_requests"]
                    sums[1] += key["metrics"]["prompt_tokens"] + key["metrics"]["completion_tokens"]
        told = self.volumes("litellm.intake.yaml", "litellm.json")
        self.assertEqual({key: [one["requests"], one["tokens"]] for key, one in told.items()}, wanted)

    def test_no_mapping_names_a_person(self):
        for name in os.listdir(LOGS):
            with open(os.path.join(LOGS, name), encoding="utf-8") as file:
                text = file.read()
            if name.endswith(".yaml"):
                self.assertIn("measured: true", text)
                text = "".join(line for line in text.splitlines(True) if not line.startswith("title"))
                for word in ("user", "author", "alias", "email", "conversation"):
                    self.assertNotIn(word, text.lower(), name)


if __name__ == "__main__":
    unittest.main()

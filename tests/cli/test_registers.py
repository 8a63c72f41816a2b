#!/usr/bin/env python3
"""Registers on the command line: a first mapping drafted, warnings told, inputs listed in a file, progress shown."""

import json
import os
import pty
import re
import select
import subprocess
import unittest

from running import BOUND_BY_PERMISSIONS, LAW, Case, use

MAPPING = """\
intake: 1
declare:
  activity: What
  tool: Tool
  data: {column: Data, values: {yes: internal, no: public}}
"""
HEAD = "What,Tool,Data\n"
ROW = "drafting,inhouse,yes\n"


class Registers(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("mapping.yaml", MAPPING)


class Stages(Registers):
    def test_a_stage_that_the_mapping_does_not_know_is_told_in_its_row(self):
        self.write("stages.yaml", MAPPING + "  stage: {column: Stage, values: {yes: in-use}}\n")
        self.write("register.csv", "What,Tool,Data,Stage\ndrafting,inhouse,yes,yes\ndrafting,inhouse,yes,perhaps\n")
        done = self.run_program("--intake", "stages.yaml", "--format", "ndjson", "register.csv")
        row = json.loads(done.out.splitlines()[1])
        self.assertEqual(row["verdict"], "undetermined")
        finding = next(f for f in row["findings"] if "stage" in f["message"])
        self.assertEqual((finding["clause"], finding["path"]), ("charter.period", ""))
        self.assertEqual([finding[key] for key in ("line", "column", "endLine", "endColumn")], [3, 1, 3, 9])


class ClosedLists(Registers):
    def test_words_of_the_language_s_own_lists_may_differ_in_letter_case(self):
        self.write("charter.yaml", LAW + "rules:\n  all: {when: {usage.output: internal, usage.stage: in-use, "
                   "usage.autonomy: suggest}, effect: forbid}\n")
        self.write("words.yaml", MAPPING + "  output: O\n  stage: S\n  autonomy: A\n")
        self.write("register.csv", HEAD.strip() + ",O,S,A\n" + "".join(
            f"{ROW.strip()},{words}\n" for words in ("internal,in-use,suggest", "Internal,In-Use,Suggest", "INTERNAL,IN-USE,x")))
        done = self.run_program("--intake", "words.yaml", "--format", "ndjson", "register.csv")
        found = [json.loads(line).get("verdict") for line in done.out.splitlines()][:3]
        self.assertEqual(found, ["non-compliant", "non-compliant", "undetermined"], done.out)
        self.assertEqual(re.findall(r'know\s+"(\w+)"', done.err), ["x"])


class StrayQuotes(Registers):
    """A quote that somebody forgot, or two, take no rows with them."""

    ROWS = [f"drafting,inhouse,{'yes' if i % 2 else 'no'}\n" for i in range(8)]

    def judged(self, rows, *words):
        self.write("register.csv", HEAD + "".join(rows))
        return self.run_program("--intake", "mapping.yaml", "--format", "ndjson", *words, "register.csv")

    @staticmethod
    def verdicts(done):
        return [told for told in map(json.loads, done.out.splitlines()) if "verdict" in told]

    def test_every_row_is_judged_and_the_lines_are_told(self):
        for name, opens, closes, last in (("never closed", 2, None, 9), ("closed later", 2, 5, 7)):
            rows = list(self.ROWS)
            rows[opens] = rows[opens].replace(",inhouse", ',"inhouse')
            if closes is not None:
                rows[closes] = rows[closes].replace("inhouse,", 'inhouse",')
            for jobs in ("1", "4"):
                with self.subTest(name, jobs=jobs):
                    done = self.judged(rows, "--jobs", jobs)
                    verdicts = self.verdicts(done)
                    self.assertEqual(done.code, 2)
                    self.assertEqual(len(verdicts), len(rows))
                    self.assertEqual([v["line"] for v in verdicts if v["verdict"] == "invalid"], [opens + 2])
                    self.assertIn(f"lines {opens + 2} to {last}", done.out)

    def test_an_audit_counts_them_and_says_why_on_the_error_stream(self):
        rows = list(self.ROWS)
        rows[0] = rows[0].replace("drafting", '"drafting')
        self.write("register.csv", HEAD + "".join(rows))
        done = self.run_program("audit", "--intake", "mapping.yaml", "--format", "json", "register.csv")
        totals = json.loads(done.out)["tables"]["all"]["groups"][0]
        self.assertEqual((done.code, totals["uses"], totals["invalid"]), (2, 7, 1))
        self.assertIn("lines 2 to 9", re.sub(r"\s+", " ", done.err))

    def test_a_mapping_may_say_that_cells_hold_such_lines(self):
        rows = list(self.ROWS)
        rows[2], rows[5] = '"drafting\n' + rows[2], rows[5].replace("drafting,", 'drafting",')
        self.write("mapping.yaml", MAPPING + "multi-line: true\n")
        done = self.judged(rows)
        self.assertEqual(len(self.verdicts(done)), len(rows) - 3)


FIELDS = """\
fields:
  cost: {type: number}
  reread: {type: bool}
  impact: {type: choice, values: [high, low]}
  day: {type: date}
units: [North, South]
"""


class HeldAgainstTheCharter(Registers):
    """A mapping that speaks of what no charter has is refused at its place, before a row is read."""

    # What the mapping says, and what is told of it: the code, the line and the column, and the help.
    WRONG = (
        ("  activity: {constant: draftin}", "reference.unknown", "3:24", 'did you mean "drafting"?'),
        ("  activity: {column: What, values: {x: draftin}}", "reference.unknown", "3:40", 'did you mean "drafting"?'),
        ("  tool: {constant: inhous}", "reference.unknown", "4:20", 'did you mean "inhouse"?'),
        ("  data: {constant: publick}", "reference.unknown", "5:20", 'did you mean "public"?'),
        ("  data: {column: Data, default: publick}", "reference.unknown", "5:33", 'did you mean "public"?'),
        ("  facts.cst: Cost", "fact.unknown", "6:3", 'did you mean "cost"?'),
        ("  facts.impact: {column: Impact, values: {x: hihg}}", "value.choice", "6:46", 'did you mean "high"?'),
        ("  facts.impct: {column: Impact, values: {x: hihg}}", "value.choice", "6:45", 'did you mean "high"?'),
        ("  facts.cost: {constant: much}", "value.type", "6:26", "as a declaration would"),
        ("  facts.reread: {column: R, values: {x: perhaps}}", "value.type", "6:41", "as a declaration would"),
        ("  volume.requests: {constant: many}", "value.type", "6:31", "as a declaration would"),
        ("  evidence.trainin.on: R", "reference.unknown", "6:3", 'did you mean "training"?'),
        ("  evidence.elsewhere: {column: R, values: {x: true}}", "reference.unknown", "6:3", "one that the charter lists"),
        ("  evidence.training.on: {constant: yesterday}", "value.type", "6:36", "as a declaration would"),
        ("  training.on: {column: R, default: 31/12/2026}", "value.type", "6:37", "as a declaration would"),
        ("  review.on: {column: R, values: {x: 2026-02-30}}", "value.type", "6:38", "as a declaration would"),
        ("  date: {column: R, default: soon}", "value.type", "6:30", "as a declaration would"),
        ("  unit: {column: R, values: {x: Nort}}", "value.choice", "6:33", 'did you mean "North"?'),
        ("  facts.day: {column: R, values: {x: today}}", "value.type", "6:38", "as a declaration would"),
        ("  facts.cost: {column: Cost, dates: YYYY-MM-DD}", "value.form", "6:37", 'leave out "dates"'),
        ("  tool: {column: Tool, dates: YYYY-MM-DD}", "value.form", "4:31", 'leave out "dates"'),
        ("  facts.reread: {column: R, numbers: comma}", "value.form", "6:38", 'leave out "numbers"'),
        ("  purpose: {column: R, numbers: comma}", "value.form", "6:33", 'leave out "numbers"'),
        ("  facts.impact: {column: Impact, values: {x: null}}", "value.empty", "6:43", '"" where it says nothing'),
    )

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW + FIELDS)
        self.write("register.csv", "What,Tool,Data,Cost,Impact,R\ndrafting,inhouse,public,1,high,yes\n")

    def told(self, line):
        key = line.split(":")[0]
        lines = ["  activity: What", "  tool: Tool", "  data: Data"]
        lines = [line if one.split(":")[0] == key else one for one in lines]
        self.write("mapping.yaml", "\n".join(["intake: 1", "declare:", *lines, *([] if line in lines else [line]), ""]))
        return self.run_program("--intake", "mapping.yaml", "--format", "compact", "register.csv")

    def test_each_error_is_at_its_place(self):
        for line, code, place, help_text in self.WRONG:
            with self.subTest(line):
                done = self.told(line)
                self.assertEqual(done.code, 2)
                self.assertIn(f"error[{code}]", done.err)
                self.assertRegex(done.err, rf"--> mapping\.yaml:{place}\n")
                self.assertIn(help_text, re.sub(r"\s+", " ", done.err))
                self.assertNotIn("register.csv", done.out)

    # A word that each key takes, and one that it does not, or that it takes from nobody.
    KEYS = {"activity": ("coding", "codng"), "tool": ("inhouse", "inhuse"), "tool.name": ("inhouse", "inhuse"),
            "data": ("public", "publick"), "unit": ("North", "Nort"), "role": ("clerk", "clerc"),
            "output": ("public", "publick"), "autonomy": ("assist", "asist"), "stage": ("done", "dne"),
            "date": ("2026-02-28", "2026-02-30"), "review.on": ("2026-02-28", "28/02/2026"),
            "training.on": ("2026-02-28", "today"), "evidence.training.on": ("2026-02-28", "26-02-28"),
            "evidence.training": ("true", "done"), "review": ("false", "reviewed"), "training": ("true", "a course"),
            "volume.requests": ("12", "-12"), "volume.tokens": ("12", "1 200"), "facts.cost": ("1.5", "1,5"),
            "facts.reread": ("true", "yes"), "facts.impact": ("high", "High"), "facts.day": ("2026-02-28", "28 Feb")}
    PLACES = {"constant": "{key}: {{constant: {word}}}", "default": "{key}: {{column: R, default: {word}, values: {{q: {good}}}}}",
              "values": "{key}: {{column: R, values: {{x: {word}}}}}", "star": "{key}: {{column: R, values: {{'x*': {word}}}}}",
              "table": "{key}: {{column: R, table: t}}", "second": "{key}: [{{column: R, values: {{q: {good}}}}}, "
              "{{column: R, values: {{x: {word}}}}}]"}
    # What stands in for what a row does not name may be no name of the charter's.
    ANY = {(key, "default") for key in ("activity", "tool", "tool.name")}

    def test_each_word_is_held_against_its_key_in_each_place(self):
        self.write("charter.yaml", LAW + FIELDS + "roles: [clerk]\n")
        for key, (good, bad) in self.KEYS.items():
            for place, text in self.PLACES.items():
                for word, fine in ((good, True), (bad, (key, place) in self.ANY)):
                    with self.subTest(key, place=place, word=word):
                        aims = {"activity": "What", "tool": "Tool", "data": "Data"}
                        aims.pop(key.split(".")[0], None)
                        lines = [f"  {one}: {column}" for one, column in aims.items()]
                        lines.append("  " + text.format(key=key, word=word, good=good))
                        self.write("mapping.yaml", "\n".join(["intake: 1", f"tables: {{t: {{x: {word}}}}}", "declare:",
                                                              *lines, ""]))
                        done = self.run_program("--intake", "mapping.yaml", "--format", "compact", "register.csv")
                        refused = re.search(r"error\[(value|reference)\.[a-z]+\]", done.err) is not None
                        self.assertEqual(refused, not fine, done.err)
                        if refused:
                            self.assertRegex(done.err, r"--> mapping\.yaml:(2|\d+):\d+\n")
                            self.assertNotIn("register.csv:", done.out)

    def test_it_is_told_in_french_to_the_last_word(self):
        self.told("  evidence.trainin.on: R")
        done = self.run_program("--lang", "fr", "--intake", "mapping.yaml", "register.csv")
        self.assertIn("n’est pas une obligation de la charte", re.sub(r"\s+", " ", done.err))

    def test_what_the_charter_has_is_fine(self):
        for line in ("  tool: {column: Tool, values: {inhouse: inhouse}}", "  facts.impact: Impact", "  facts.cost: Cost",
                     "  evidence.training.ref: R",
                     "  tool: {column: Tool, default: not named}", "  activity: {column: What, default: not stated}"):
            with self.subTest(line):
                done = self.told(line)
                self.assertEqual((done.code, done.err), (0, ""))

    def test_an_untouched_draft_is_refused(self):
        self.write("register.csv", "Why,Which,Data\nfor fun,a thing,public\nfor work,a thing,public\n")
        draft = self.run_program("intake", "register.csv").out
        self.write("mapping.yaml", draft)
        done = self.run_program("--intake", "mapping.yaml", "register.csv")
        self.assertEqual(done.code, 2)
        for key in ("activity", "tool"):
            self.assertIn(f'gives no declaration its key "{key}"', re.sub(r"\s+", " ", done.err))

    def test_a_mapping_that_the_charter_names_is_held_against_it_too(self):
        self.told("  facts.cst: Cost")
        self.write("charter.yaml", LAW + FIELDS + "intake: mapping.yaml\n")
        done = self.run_program("register.csv")
        self.assertEqual(done.code, 2)
        self.assertIn("--> mapping.yaml:6:3", done.err)


class WhatPeopleWrite(Registers):
    """Cells as people write them, by what the charter says that they hold: read, blank, or told and left out."""

    # A key, a cell, and what the declaration then says; None: nothing; False: nothing, and the cell is told.
    CELLS = (
        ("facts.cost", "1 234,5", 1234.5), ("facts.cost", "1\u00a0234", 1234), ("facts.cost", "12 €", 12),
        ("facts.cost", "1.234,50", 1234.5), ("facts.cost", "1,234", False), ("facts.cost", "12 %", False),
        ("facts.cost", "n/a", None), ("facts.cost", "-", None), ("facts.cost", "much", False),
        ("facts.reread", "TRUE", True), ("facts.reread", "VRAI", True), ("facts.reread", "Oui", True),
        ("facts.reread", "FAUX", False), ("facts.reread", "perhaps", None),
        ("facts.impact", "High", "high"), ("facts.impact", "middling", None),
    )
    RULES = {
        "facts.cost": lambda value: f"{{facts.cost: {{at-least: {value}, at-most: {value}}}}}",
        "facts.reread": lambda value: f"{{facts.reread: {str(value).lower()}}}",
        "facts.impact": lambda value: f"{{facts.impact: {value}}}",
    }

    def verdict(self, key, cell, rule, more=""):
        self.write("charter.yaml", LAW + FIELDS + f"rules:\n  r: {{when: {rule}, effect: forbid}}\n")
        self.write("mapping.yaml", MAPPING + f"  {key}: {{column: Cell{more}}}\n")
        self.write("register.csv", f'What,Tool,Data,Cell\ndrafting,inhouse,yes,"{cell}"\n')
        done = self.run_program("--intake", "mapping.yaml", "--format", "ndjson", "register.csv")
        return json.loads(done.out.splitlines()[0])["verdict"], done.err

    def test_each_cell_is_a_fact_or_none_and_never_makes_its_row_invalid(self):
        for key, cell, value in self.CELLS:
            with self.subTest(key=key, cell=cell):
                known = value is not None and not (value is False and key != "facts.reread")
                rule = self.RULES[key](value if known else 1)
                if key == "facts.impact" and not known:
                    rule = "{facts.impact: high}"
                if key == "facts.reread" and not known:
                    rule = "{facts.reread: true}"
                verdict, err = self.verdict(key, cell, rule)
                self.assertNotEqual(verdict, "invalid")
                if known:
                    self.assertEqual((verdict, err), ("non-compliant", ""))
                else:
                    self.assertNotEqual(verdict, "non-compliant")
                    told = value is False or cell in ("perhaps", "middling")
                    self.assertEqual('row 2, column "Cell"' in re.sub(r"\s+", " ", err), told)

    def test_the_mark_of_decimals_counts_where_a_cell_alone_does_not_tell(self):
        table = {"1,234.5": (1234.5, 1234.5), "1.234,5": (1234.5, 1234.5), "1,5": (1.5, 1.5), "1.5": (1.5, 1.5),
                 "1.234.567": (1234567, 1234567), "1,234": (1234, 1.234), "1.234": (1.234, 1234)}
        for cell, values in table.items():
            for mark, value in zip(("point", "comma"), values):
                with self.subTest(cell=cell, mark=mark):
                    verdict, err = self.verdict("facts.cost", cell, self.RULES["facts.cost"](value), f", numbers: {mark}")
                    self.assertEqual((verdict, err), ("non-compliant", ""))


class Volumes(Registers):
    def test_whole_numbers_add_up_and_others_are_told_and_left_out(self):
        self.write("mapping.yaml", MAPPING + "  volume.requests: N\n  date: D\n")
        cells = (("12.0", ""), ("1 234", "n/a"), ("1\u202f000 ", "-"), ("12.5", ""), ("many", ""), ("-3", "soon"))
        self.write("register.csv", "What,Tool,Data,N,D\n" + "".join(f"drafting,inhouse,yes,{n},{d}\n" for n, d in cells))
        done = self.run_program("audit", "--intake", "mapping.yaml", "--format", "json", "register.csv")
        tables = json.loads(done.out)["tables"]
        self.assertEqual([tables["all"]["groups"][0][key] for key in ("uses", "invalid", "requests")], [6, 0, 2246])
        self.assertEqual({group["key"] for group in tables["unmapped"]["groups"]},
                         {"N = 12.5", "N = many", "N = -3", "D = soon"})


class Drafts(Registers):
    def draft(self, *words, **more):
        done = self.run_program("intake", *words, **more)
        self.assertEqual((done.code, done.err), (0, ""))
        return done.out

    def test_a_draft_is_a_mapping_whose_keys_are_left_to_a_person(self):
        self.write("register.csv", HEAD + ROW + "coding,inhouse,no\n")
        draft = self.draft("register.csv")
        for line in ("intake: 1", "format: csv", '    column: "What"', '    column: "Tool"'):
            self.assertIn(line + "\n", draft)
        self.assertIn("(rows: 2)", draft)
        # Once its keys are named it judges, and says nothing that nobody has told it.
        named = draft.replace("x-1:", "activity:").replace("x-2:", "tool:").replace("x-3:", "data:")
        self.write("drafted.yaml", named)
        self.assertEqual(self.run_program("--intake", "drafted.yaml", "register.csv").code, 2)

    def test_words_of_the_charter_are_proposed_and_what_is_open_is_refused(self):
        self.write("register.csv", HEAD + "Drafting,inhouse,Public\nCODING,Inhouse,internal\n")
        draft = self.draft("register.csv")
        for line in ('"Drafting": drafting', '"CODING": coding', '"inhouse": inhouse', '"Public": public'):
            self.assertIn(f"      {line} # rows: ", draft)
        self.assertEqual(len(re.findall("# proposed", draft)), 3)
        self.write("mapping.yaml", draft)
        self.assertEqual(self.run_program("--intake", "mapping.yaml", "--quiet", "--format", "compact", "register.csv").out,
                         "register.csv:3:1: conditional: [duty.training] training: show it under training\n")
        self.write("register.csv", HEAD + "Drafting,inhouse,Public\nCooking,inhouse,internal\n")
        self.write("mapping.yaml", self.draft("register.csv"))
        done = self.run_program("--intake", "mapping.yaml", "register.csv")
        self.assertEqual(done.code, 2)
        self.assertIn('nobody has decided what "Cooking" means', re.sub(r"\s+", " ", done.err))

    def test_the_charter_is_the_one_that_is_named_on_its_day_or_the_usual_one_or_none(self):
        self.write("register.csv", HEAD + "brewing,inhouse,x\n")
        other = LAW.replace("drafting", "brewing")
        self.write("other/1.yaml", other + "until: 2025-12-31\n")
        self.write("other/2.yaml", LAW + "from: 2026-01-01\n")
        self.assertNotIn("activity:", self.draft("register.csv"))
        self.assertIn("  activity: #", self.draft("--charter", "other", "--at", "2025-06-01", "register.csv"))
        self.assertNotIn("activity:", self.draft("--charter", "other", "--at", "2026-06-01", "register.csv"))
        os.remove(self.path("charter.yaml"))
        self.assertNotIn("proposed", self.draft("register.csv"))

    def test_the_charter_may_name_the_mapping_that_is_drafted(self):
        self.write("charter.yaml", LAW + "intake: mapping.yaml\n")
        self.write("mapping.yaml", "")
        self.write("register.csv", HEAD + ROW)
        self.assertIn("  tool: #", self.draft("register.csv"))

    def test_without_its_charter_there_is_no_draft(self):
        self.write("register.csv", HEAD + ROW)
        self.write("charter.yaml", LAW + "nothing: 1\n")
        for words in ([], ["--charter", "gone.yaml"]):
            done = self.run_program("intake", *words, "register.csv")
            self.assertEqual((done.code, done.out), (2, ""))
            self.assertIn("error[", done.err)

    def test_rows_that_cannot_be_read_are_told_beside_the_draft(self):
        self.write("register.csv", HEAD + ROW + 'drafting,"inhouse,no\n' + 29 * "drafting,inhouse,no,more\n")
        done = self.run_program("intake", "register.csv")
        self.assertEqual(done.code, 2)
        self.assertIn('column: "What"', done.out)
        self.assertIn("(rows: 1)", done.out)
        told = re.sub(r"\s+", " ", done.err)
        self.assertIn("--> register.csv:3:10", told)
        self.assertIn("this row has 4 cells, and the header 3 --> register.csv:4:21", told)
        self.assertIn("30 rows cannot be read: the first of them are told", told)
        self.assertEqual(told.count("error["), 21)

    def test_forty_columns_are_some_two_hundred_lines(self):
        head = ";".join(f"Column {i}" for i in range(40))
        rows = "".join(";".join(f"word {(7 * row + i) % 24} of it" for i in range(40)) + "\n" for row in range(200))
        self.write("register.csv", f"{head}\n{rows}")
        draft = self.draft("register.csv")
        self.assertEqual(draft.count("column:"), 40)
        self.assertLess(draft.count("\n"), 200)

    def test_standard_input_is_a_register_too(self):
        self.assertIn('column: "Tool"\n', self.draft("-", stdin=(HEAD + ROW).encode()))

    def test_tabs_are_told_by_the_name_or_by_the_option(self):
        rows = (HEAD + ROW).replace(",", "\t")
        self.write("register.tsv", rows)
        self.write("register.txt", rows)
        for words in (["register.tsv"], ["--tabs", "register.txt"]):
            draft = self.draft(*words)
            self.assertIn("format: tsv\n", draft)
            self.assertIn('column: "Data"\n', draft)

    def test_semicolons_are_seen(self):
        self.write("register.csv", (HEAD + ROW).replace(",", ";"))
        self.assertIn('delimiter: ";"\n', self.draft("register.csv"))

    def test_it_is_told_in_the_language_asked_for(self):
        self.write("register.csv", HEAD + ROW)
        english, french = (self.run_program("intake", "--lang", one, "register.csv").out for one in ("en", "fr"))
        self.assertNotEqual(english, french)
        told = [[line for line in text.split("\n") if not line.startswith("#") and "#" not in line] for text in
                (english, french)]
        self.assertEqual(told[0], told[1])

    def test_what_is_no_register_is_told(self):
        self.write("empty.csv", "")
        self.write("header.csv", HEAD)
        self.write("utf16.csv", (HEAD + ROW).encode("utf-16"))
        os.mkdir(self.path("folder"))
        for name in ("gone.csv", "empty.csv", "utf16.csv", "folder"):
            with self.subTest(name):
                done = self.run_program("intake", name)
                self.refuses(done, name)
        self.assertEqual(self.run_program("intake", "header.csv").code, 0)

    def test_one_register_is_named(self):
        self.refuses(self.run_program("intake"), "name one register", "intake --help")
        self.refuses(self.run_program("intake", "a.csv", "b.csv"), "name one register")

    def test_a_draft_that_cannot_be_written_is_a_failure(self):
        self.write("register.csv", HEAD + ROW)
        with open("/dev/full", "wb") as full:
            process = self.start("intake", "register.csv", stdout=full)
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"standard output could not be written whole", err)


class Notes(Registers):
    def judge(self, register, *words):
        self.write("register.csv", register)
        return self.check("--intake", "mapping.yaml", *words, "register.csv")

    def test_what_the_mapping_does_not_list_is_told_with_its_place_and_never_guessed(self):
        done = self.judge(HEAD + "drafting,inhouse,perhaps\n")
        self.assertEqual((done.code, done.verdicts), (2, ["undetermined"]))
        self.assertIn("register.csv:2:18", done.err)
        self.assertIn("perhaps", done.err)

    def test_the_first_twenty_are_told_and_the_others_counted(self):
        done = self.judge(HEAD + "drafting,inhouse,perhaps\n" * 25)
        self.assertEqual(len(re.findall(r"register\.csv:\d+:18", done.err)), 20)
        self.assertIn("5 more warnings about how declarations were read are not shown", done.err)
        self.assertNotIn("more warnings", self.judge(HEAD + "drafting,inhouse,perhaps\n" * 20).err)

    def test_quiet_tells_none(self):
        self.assertNotIn("perhaps", self.judge(HEAD + "drafting,inhouse,perhaps\n", "--quiet").err)

    def test_an_audit_tells_them_too(self):
        self.write("register.csv", HEAD + "drafting,inhouse,perhaps\n" * 25)
        done = self.run_program("audit", "--intake", "mapping.yaml", "register.csv")
        self.assertEqual(done.code, 0)
        self.assertIn("5 more warnings", done.err)
        self.assertNotIn("perhaps", self.run_program("audit", "-q", "--intake", "mapping.yaml", "register.csv").err)

    def test_a_mapping_that_cannot_be_read_stops_everything(self):
        self.refuses(self.judge(HEAD + ROW, "--intake", "gone.yaml"), "gone.yaml")
        self.write("mapping.yaml", "intake: 1\ndeclare: {activty: x}\n")
        self.refuses(self.judge(HEAD + ROW), "mapping.yaml:2:11", "activity")


class Lists(Registers):
    def test_inputs_come_from_a_list_behind_those_that_are_named(self):
        for name in ("a", "b", " blank "):
            self.write(name + ".yaml", use())
        self.write("list", "b.yaml\n\n blank .yaml")  # a line without an end is a line
        done = self.check("--files-from", "list", "a.yaml")
        self.assertEqual((done.code, done.files), (0, ["a.yaml", "b.yaml", " blank .yaml"]))
        done = self.check("--files-from", "-", stdin=b"b.yaml\n")
        self.assertEqual((done.code, done.files), (0, ["b.yaml"]))

    def test_what_a_list_names_and_is_not_there_is_told_beside_the_others(self):
        self.write("a.yaml", use())
        self.write("list", "gone.yaml\na.yaml\n")
        done = self.check("--files-from", "list")
        self.assertEqual((done.code, done.codes, done.verdicts), (2, ["input.unreadable"], ["compliant"]))

    def test_each_name_is_judged_whatever_ends_it(self):
        for name in ("ok", "bad"):
            self.write(name + ".yaml", use(tool="inhouse" if name == "ok" else "consumer"))
        self.write("two\nlines.yaml", use())
        lists = {"\n": b"ok.yaml\nbad.yaml", "\r\n": b"ok.yaml\r\nbad.yaml\r\n", "\r": b"ok.yaml\rbad.yaml\r",
                 "mark": b"\xef\xbb\xbfok.yaml\r\n\r\nbad.yaml", "NUL": b"ok.yaml\0bad.yaml\0", "no last NUL": b"ok.yaml\0bad.yaml"}
        for command in ("check", "audit"):
            for kind, names in lists.items():
                for source, stdin in (("list", b""), ("-", names)):
                    with self.subTest(kind, command=command, source=source):
                        self.write("list", names)
                        done = self.run_program(command, "--fail-on", "conditional", "--files-from", source, stdin=stdin)
                        self.assertEqual((done.code, done.err), (1, ""))
        done = self.check("--files-from", "-", stdin=b"two\nlines.yaml\0bad.yaml\0")
        self.assertEqual((done.code, done.files), (1, ["two\nlines.yaml", "bad.yaml"]))

    def test_several_lists_are_read_in_their_order(self):
        for name in ("a", "b", "c"):
            self.write(name + ".yaml", use())
        self.write("one", "b.yaml\n")
        done = self.check("--files-from", "one", "--files-from", "-", "c.yaml", stdin=b"a.yaml\0")
        self.assertEqual((done.code, done.files), (0, ["c.yaml", "b.yaml", "a.yaml"]))
        done = self.check("--files-from", "-", "--files-from", "-", stdin=b"a.yaml\0")
        self.assertEqual((done.code, done.codes), (2, ["input.empty"]))

    def test_a_list_without_a_name_is_an_error_beside_the_others(self):
        self.write("a.yaml", use())
        for kind, names in {"nothing": b"", "blank lines": b"\n \r\n\t\r", "a mark": b"\xef\xbb\xbf\n"}.items():
            with self.subTest(kind):
                self.write("list", names)
                done = self.check("--files-from", "list", "a.yaml")
                self.assertEqual((done.code, done.files, done.codes), (2, ["a.yaml"], ["input.empty"]))
                self.assertEqual(done.json["errors"][0]["file"], "list")
                self.assertEqual(self.check("--files-from", "-", stdin=names).codes, ["input.empty"])
                done = self.run_program("audit", "--files-from", "list")
                self.assertEqual(done.code, 2)
                self.assertIn("this list names no input", done.err)

    def test_an_empty_name_is_an_error_where_nuls_end_names(self):
        self.write("a.yaml", use())
        done = self.check("--files-from", "-", stdin=b"a.yaml\0\0")
        self.assertEqual((done.code, done.verdicts, done.codes), (2, ["compliant"], ["input.unreadable"]))

    def test_a_list_that_cannot_be_read_stops_everything(self):
        os.mkdir(self.path("folder"))
        os.mkfifo(self.path("pipe"))
        self.write("wide", "a.yaml\r\n".encode("utf-16"))
        self.write("long", "a" * 5000 + "\n")
        self.write("large", b"\n" * ((64 << 20) + 1))
        self.write("many", b"x\n" * 1000001)
        whys = {"gone": "this file does not exist", "folder": "this is no list, but a folder",
                "pipe": "this is no list: a pipe that has a name", "/dev/zero": "write --files-from -",
                "wide": "this list is in UTF-16", "long": "this name is longer", "large": "longer than 67108864 bytes",
                "many": "names more than 1000000 inputs"}
        os.chmod(self.write("shut", "a.yaml\n"), 0)
        whys["shut"] = "may not be read by this user"
        for name, why in whys.items():
            for command in ((), ("audit",)):
                with self.subTest(name, command=command):
                    done = self.run_program(*command, "--format", "json", "--files-from", name, behind=BOUND_BY_PERMISSIONS)
                    self.refuses(done, f"the list of inputs {name} cannot be read: nothing is judged", why)

    def test_a_list_from_a_descriptor_that_the_shell_opened_is_read(self):
        self.write("a.yaml", use())
        here, there = os.pipe()
        os.write(there, b"a.yaml\n")
        os.close(there)
        process = self.start("--format", "json", "--files-from", f"/dev/fd/{here}", pass_fds=(here,))
        os.close(here)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (0, b""), err)
        self.assertIn(b'"file": "a.yaml"', out)
        done = self.run_program("--files-from", "/dev/fd/250")
        self.refuses(done, "the list of inputs /dev/fd/250 cannot be read")

    def test_a_list_on_a_standard_input_that_cannot_be_read_stops_everything(self):
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        for stdin, close in ((folder, None), (None, lambda: os.close(0))):
            process = self.start("--files-from", "-", stdin=stdin, preexec_fn=close)
            out, err = process.communicate(timeout=60)
            self.assertEqual((process.returncode, out), (2, b""))
            self.assertIn(b"the list of inputs - cannot be read: nothing is judged", err)

    def test_what_is_to_be_read_once_is_not_named_twice(self):
        self.write("a.yaml", use())
        self.refuses(self.run_program("--text", "one", "--text", "two", "a.yaml"), "--text is given twice: one and two")
        for command, option in (("check", "--charter"), ("check", "--exceptions"), ("check", "--baseline"), ("audit", "--charter"),
                                ("audit", "--history"), ("audit", "--partial"), ("merge", "--partial"), ("trend", "--history"),
                                ("scan", "--charter"), ("intake", "--charter"), ("explain", "--charter"), ("lint", "--exceptions")):
            with self.subTest(f"{command} {option}"):
                self.refuses(self.run_program(command, option, "one", option, "two", "a.yaml"), f"{option} is given twice: one and two")


class Progress(Registers):
    def watch(self, *words, most):
        """What an audit shows on a terminal while declarations come in slowly, a thousand at a time: until it shows
        something, `most` times."""
        piece = (b"---\n" + use(tool="consumer").encode()) * 1000
        screen, theirs = pty.openpty()
        self.addCleanup(os.close, screen)
        process = self.start("audit", *words, "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        for _ in range(most):
            process.stdin.write(piece)
            process.stdin.flush()
            if select.select([screen], [], [], 0.25)[0]:
                break
        process.communicate(timeout=60)
        shown = b""
        while select.select([screen], [], [], 0)[0]:
            try:
                shown += os.read(screen, 65536)
            except OSError:
                break  # the last one who could write has gone
        return process.returncode, shown.decode()

    def test_long_work_shows_how_far_it_is_and_wipes_it_away(self):
        code, shown = self.watch(most=240)
        self.assertEqual(code, 0)
        done, found = re.search(r"(\d+) done, \d+ a second, (\d+) not compliant", shown).groups()
        self.assertEqual(done, found)
        self.assertTrue(shown.endswith("\r\x1b[K"), shown)

    def test_quiet_shows_nothing(self):
        self.assertEqual(self.watch("--quiet", most=8), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=2)

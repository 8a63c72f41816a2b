#!/usr/bin/env python3
"""Rows of registers: what cannot be read of them is never a fact, and never lost; nor does it make a use look better."""

import itertools
import json
import random
import re
import unittest

from running import Case

CHARTER = """\
charter: 1
id: town
unlisted: {activity: review, tool: review, data: forbid}
data: {public: {}, personal: {above: public}}
tools:
  assistant: {status: approved, data: personal}
  chatgpt: {status: banned, aliases: [ChatGPT]}
  other: {status: approved, pattern: '^.*$', data: public}
activities: {drafting: {status: allowed}, rating: {status: banned}}
fields: {account: {type: choice, values: [office, private]}}
rules:
  unlisted: {when: {tool.listed: false}, effect: forbid}
  named: {when: {tool.name: {matches: '^x'}}, effect: forbid}
  activity: {when: {activity.listed: false}, effect: forbid}
  account: {when: {tool: assistant}, require: {facts.account: office}, effect: forbid}
"""
MAPPING = """\
intake: 1
declare:
  id: Id
  unit: Unit
  activity: {column: Kind, values: {d: drafting, r: rating}}
  tool: {column: Tool, values: {a: assistant, c: chatgpt, o: other}}
  data: {column: Data, values: {p: personal, n: []}}
  facts.account: {column: Account, values: {o: office, p: private}}
"""
COLUMNS = ("Id", "Unit", "Kind", "Tool", "Data", "Account")


class Rows(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", CHARTER)
        self.write("mapping.yaml", MAPPING)

    def judged(self, register, *words):
        self.write("register.csv", register)
        done = self.run_program("--intake", "mapping.yaml", "--format", "ndjson", *words, "register.csv")
        return done, [told for told in map(json.loads, done.out.splitlines()) if "verdict" in told]

    def audited(self, register, *words):
        self.write("register.csv", register)
        done = self.run_program("audit", "--intake", "mapping.yaml", "--format", "json", *words, "register.csv")
        tables = json.loads(done.out)["tables"]
        return done, {name: {group["key"]: group for group in table["groups"]} for name, table in tables.items()}


class NothingIsLost(Rows):
    """What is broken or cannot be read is told, before any condition may leave its row out."""

    BASE = "intake: 1\ndeclare: {activity: {constant: drafting}, tool: Tool, data: {constant: public}}\n"

    def verdicts(self, register, mapping=BASE, name="r.csv", charter=None):
        self.write(name, register)
        self.write("m.yaml", mapping)
        words = ["--charter", "law.yaml"] if charter else []
        if charter:
            self.write("law.yaml", charter)
        done = self.run_program("--intake", "m.yaml", "--format", "ndjson", *words, name)
        return [(told["line"], told["verdict"]) for told in map(json.loads, done.out.splitlines()) if "verdict" in told], done

    def test_no_condition_leaves_out_what_is_broken(self):
        states = self.BASE + "leave-out: [{column: State, is-not: [live]}]\n"
        table = {
            "a row with a cell too many": ("Tool,State\nchatgpt,x,live\n", [(2, "invalid")]),
            "a row that is torn": ("Tool,State\nchatgpt\nlive\n", [(2, "invalid"), (3, "invalid")]),
            "a control character": ("Tool,State\nchatgpt,l\x01ive\n", [(2, "non-compliant")]),
            "another word": ("Tool,State\nchatgpt,draft\nassistant,live\n", [(3, "undetermined")]),
        }
        for what, (register, wanted) in table.items():
            with self.subTest(what):
                self.assertEqual(self.verdicts(register, states)[0], wanted)

    def test_stray_quotes_take_no_rows_whatever_is_blank_at_their_ends(self):
        for what, register in {
            "rows with one blank cell more": 'Tool,Note\nassistant,"a,\nchatgpt,b,\nassistant,c",\n',
            "columns without a name": 'Tool,Note,,\nassistant,"a\nchatgpt,b\nassistant,c"\n',
        }.items():
            with self.subTest(what):
                found, done = self.verdicts(register)
                self.assertIn((3, "non-compliant"), found)
                self.assertEqual(done.code, 2)

    def test_what_is_skipped_behind_the_header_is_counted_by_rows(self):
        skip = self.BASE + "skip-after: 1\n"
        self.assertEqual(self.verdicts("Tool\nunits\nchatgpt\n", skip)[0], [(3, "non-compliant")])
        self.assertEqual(self.verdicts("Tool,N\n\nchatgpt,\n", skip)[0], [(3, "non-compliant")])

    def test_a_blank_as_people_write_it_names_nothing(self):
        for blank in ("-", "n/a", "N/D", "\u2013", "#REF!", "#N/A", ""):
            with self.subTest(blank):
                found, _ = self.verdicts(f"Tool,Id\n{blank},1\n")
                self.assertEqual(found, [(2, "undetermined")])

    REVIEWED = """\
charter: 1
id: town
duties: {check: {due: after}}
tools: {assistant: {status: approved}}
activities: {drafting: {status: allowed, duties: [check]}}
"""

    def test_no_review_is_better_for_what_cannot_be_read_of_it(self):
        mapping = ("intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {constant: assistant}\n  data: {constant: []}\n"
                   "  stage: {constant: done}\n  date: {constant: 2026-03-01}\n  evidence.check.by: By\n"
                   "  evidence.check.on: {column: On, dates: [DD/MM/YYYY]}\n")
        table = {"paul,02/03/2026": "compliant", "paul,": "compliant", "paul,-": "compliant", "paul,n/a": "compliant",
                 "paul,02/03/2020": "non-compliant", "paul,2020-03-02": "undetermined", "paul,soon": "undetermined",
                 "#REF!,02/03/2026": "non-compliant", "#NAME?,": "non-compliant"}
        for row, wanted in table.items():
            with self.subTest(row):
                found, done = self.verdicts(f"By,On\n{row}\n", mapping, charter=self.REVIEWED)
                self.assertEqual(found, [(2, wanted)], done.out)

    def test_a_row_of_words_that_say_nothing_is_none(self):
        mapping = "intake: 1\nblank: [none said]\ndeclare:\n  id: {column: Id, blank: [to come]}\n  activity: {constant: drafting}\n  tool: Tool\n  data: {constant: public}\n"
        for row in (",", "none said,", "None  Said,none said", "n/a,-", "to come,[]"):
            with self.subTest(row):
                self.assertEqual(self.verdicts(f"Id,Tool\n{row}\n1,chatgpt\n", mapping)[0], [(3, "non-compliant")])
        for row in ("1,none said", "-,to come", "none,none"):
            with self.subTest(row):
                self.assertEqual(len(self.verdicts(f"Id,Tool\n{row}\n1,chatgpt\n", mapping)[0]), 2)
        meant = mapping.replace("tool: Tool", "tool: {column: Tool, values: {none said: chatgpt}}")
        self.assertEqual(self.verdicts("Id,Tool\n-,none said\n", meant)[0], [(2, "non-compliant")])

    def test_a_condition_knows_words_that_say_nothing(self):
        mapping = "intake: 1\nblank: [none said]\nleave-out: [{column: D, blank: true}]\n" + self.BASE.split("\n", 1)[1]
        rows = "Tool,D\nchatgpt,none said\nchatgpt,n/a\nchatgpt,\nchatgpt,x\n"
        self.assertEqual([line for line, _ in self.verdicts(rows, mapping)[0]], [5])
        self.assertEqual([line for line, _ in self.verdicts(rows, mapping.replace("true", "false"))[0]], [2, 3, 4])

    def test_an_empty_list_is_a_blank_cell_for_a_key_of_one_value_too(self):
        mapping = "intake: 1\ndeclare:\n  id: Id\n  activity: Kind\n  tool: Tool\n  data: {constant: public}\n"
        for empty in ("[]", "[ ]", "['']", "[null]"):
            with self.subTest(empty):
                self.assertEqual(self.verdicts(f"Id,Kind,Tool\n{empty},drafting,chatgpt\n", mapping)[0], [(2, "non-compliant")])
                found, done = self.verdicts(f"Id,Kind,Tool\n{empty},drafting,{empty}\n1,{empty},assistant\n", mapping)
                self.assertEqual(found, [(2, "undetermined"), (3, "undetermined")])
                self.assertEqual(done.err, "")
                self.assertIsNone(json.loads(done.out.splitlines()[0])["id"])
        banned = mapping.replace("tool: Tool", "tool: {column: Tool, values: {'[]': chatgpt}}")
        self.assertEqual(self.verdicts("Id,Kind,Tool\n1,drafting,[]\n", banned)[0], [(2, "non-compliant")])
        default = mapping.replace("tool: Tool", "tool: {column: Tool, default: chatgpt}")
        self.assertEqual(self.verdicts("Id,Kind,Tool\n1,drafting,[]\n", default)[0], [(2, "non-compliant")])

    def test_each_column_of_a_sum_of_several_uses_is_told(self):
        mapping = ("intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {column: Tool, split: ';', each: true}\n"
                   "  volume.requests: {sum: [A, B]}\n")
        _, done = self.verdicts("Tool,A,B\nassistant;chatgpt,,70\n", mapping)
        self.assertIn('column "B": "70" is the volume of several uses', re.sub(r"\s+", " ", done.err))

    def test_minutes_are_no_months(self):
        _, done = self.verdicts("Tool,D\nassistant,10/2026\n", self.BASE.replace("data:", "date: {column: D, dates: [mm/YYYY]}, data:"))
        self.assertIn("write MM for a month", done.err)


class Unread(Rows):
    """An activity or a tool that cannot be read: a use that is judged, and undetermined."""

    HEAD = ",".join(COLUMNS) + "\n"

    def test_word_or_blank_it_is_undetermined_under_its_clause_at_its_cell(self):
        for kind, tool, clauses in (("d", "?", ["tool"]), ("d", "", ["tool"]), ("?", "a", ["activity"]),
                                    ("", "a", ["activity"]), ("?", "", ["activity", "tool"])):
            with self.subTest(kind=kind, tool=tool):
                done, verdicts = self.judged(self.HEAD + f"1,Roads,{kind},{tool},n,o\n")
                self.assertEqual([one["verdict"] for one in verdicts], ["undetermined"])
                found = [(f["clause"], f["outcome"], f["effect"], f["path"]) for f in verdicts[0]["findings"]]
                self.assertEqual(found, [(f"{key}.unlisted", "undetermined", "review", f"/{key}") for key in clauses])
                self.assertEqual([verdicts[0][key] for key in clauses], [None] * len(clauses))
                asked = {entry["path"]: entry["column"] for entry in verdicts[0]["missing"]}
                columns = {"activity": "Kind", "tool": "Tool"}
                self.assertEqual(asked, {f"/{key}": columns[key] for key in clauses})
                self.assertEqual(done.code, 2)
                words = sum(cell == "?" for cell in (kind, tool))
                self.assertEqual(len(re.findall(r"row 2, column", done.err)), words)

    def test_it_is_a_group_of_its_own_and_no_name_that_is_not_listed(self):
        _, tables = self.audited(self.HEAD + "1,,d,?,n,o\n2,,d,,n,o\n3,,,a,n,o\n4,,d,a,n,o\n")
        self.assertEqual({key: one["uses"] for key, one in tables["tools"].items()}, {"?": 2, "assistant": 2})
        self.assertEqual({key: one["uses"] for key, one in tables["activities"].items()}, {"?": 1, "drafting": 3})
        self.assertEqual((tables["other-tools"], tables["other-activities"]), ({}, {}))
        self.assertEqual(tables["clauses"]["tool.unlisted"]["undetermined"], 2)
        self.assertEqual(tables["all"][""]["invalid"], 0)

    def test_a_tool_with_a_model_is_unread_as_one_that_is_a_word(self):
        self.write("mapping.yaml", MAPPING.replace("  tool:", "  tool.model: Unit\n  tool.name:"))
        _, verdicts = self.judged(self.HEAD + "1,m,d,?,n,o\n")
        self.assertEqual([(f["clause"], f["path"]) for f in verdicts[0]["findings"]], [("tool.unlisted", "/tool/name")])

    def test_no_verdict_improves_by_it_and_none_is_a_breach_by_it(self):
        draw = random.Random(16)
        words = {"Kind": "dr", "Tool": "aco", "Data": "pn", "Account": "op"}
        rows = [["1", "Roads", *(draw.choice(words[name]) for name in COLUMNS[2:])] for _ in range(60)]
        order = ["compliant", "conditional", "review", "undetermined", "non-compliant"]
        _, whole = self.judged(self.HEAD + "".join(",".join(row) + "\n" for row in rows))
        for column, cell in itertools.product(range(2, len(COLUMNS)), ("?", "")):
            spoilt = [row[:column] + [cell] + row[column + 1:] for row in rows]
            _, verdicts = self.judged(self.HEAD + "".join(",".join(row) + "\n" for row in spoilt))
            for row, before, after in zip(rows, whole, verdicts):
                with self.subTest(row=row, column=COLUMNS[column], cell=cell):
                    was, now = order.index(before["verdict"]), order.index(after["verdict"])
                    self.assertGreaterEqual(now, min(was, order.index("undetermined")))
                    self.assertFalse(now == 4 and was < 4)
                    if COLUMNS[column] in ("Kind", "Tool"):
                        self.assertGreaterEqual(now, order.index("undetermined"))


class Columns(Rows):
    """A tool in a column of its own: none is dropped without a word."""

    ROWS = "Id,Assistant,Chat\n1,x,x\n2,x,\n"

    def mapped(self, each):
        more = ", each: true" if each else ""
        self.write("mapping.yaml", "intake: 1\ndeclare:\n  id: Id\n  activity: {constant: drafting}\n"
                   "  data: {constant: public}\n  facts.account: {constant: office}\n  tool:\n"
                   f"    - {{column: Assistant, values: {{x: assistant}}{more}}}\n"
                   f"    - {{column: Chat, values: {{x: chatgpt}}{more}}}\n")
        done, verdicts = self.judged(self.ROWS)
        return done, [(one["id"], one["verdict"]) for one in verdicts]

    def test_each_makes_a_declaration_for_each_that_says_something(self):
        done, verdicts = self.mapped(each=True)
        self.assertEqual(verdicts, [("1", "compliant"), ("1", "non-compliant"), ("2", "compliant")])
        self.assertEqual(done.err, "")

    def test_without_it_a_second_tool_is_told_and_the_use_undetermined(self):
        done, verdicts = self.mapped(each=False)
        self.assertEqual(verdicts, [("1", "undetermined"), ("2", "compliant")])
        self.assertIn('row 2, column "Chat": "x" is not what a column before it says', re.sub(r"\s+", " ", done.err))


class Joined(Rows):
    """Columns that are one value together: what is blank in them is no part of it."""

    def joined(self, key, row, more=""):
        self.write("mapping.yaml", f"intake: 1\nblank: ['?']\ndeclare:\n  activity: {{constant: drafting}}\n  data: {{constant: public}}\n"
                   f"  facts.account: {{constant: office}}\n  {key}: {{join: [A, B], blank: [none said]{more}}}\n"
                   + ("  tool: {constant: assistant}\n" if key != "tool" else ""))
        _, verdicts = self.judged(f"A,B,Other\n{row},1\n")
        return verdicts[0]

    def test_blank_words_are_left_out(self):
        for blank in ("", "n/a", "-", "\u2013", "?", "none said", "N/D", "[]"):
            for row in (f"assistant,{blank}", f"{blank},assistant"):
                with self.subTest(row):
                    self.assertEqual(self.joined("tool", row)["tool"], "assistant")
                    self.assertEqual(self.joined("id", row)["id"], "assistant")
            with self.subTest(blank):
                self.assertIsNone(self.joined("tool", f"{blank},{blank} ")["tool"])

    def test_a_table_may_give_a_blank_word_a_meaning(self):
        table = ", values: {n/a: chatgpt, assist ant: assistant}"
        self.assertEqual(self.joined("tool", "n/a,-", table)["tool"], "chatgpt")
        self.assertEqual(self.joined("tool", "assist,ant", table)["tool"], "assistant")


class Units(Rows):
    """Units that differ in letter case are one, whole and in parts."""

    def test_they_are_one_group_with_one_spelling(self):
        rows = [f"{i},{unit},d,{tool},n,o\n" for i, (unit, tool) in enumerate(
            itertools.product(("Roads", "ROADS", " roads", "\u00c9coles", "\u00e9coles", "Parks"), "ac"))]
        head = ",".join(COLUMNS) + "\n"
        _, whole = self.audited(head + "".join(rows))
        self.assertEqual({key: one["uses"] for key, one in whole["units"].items()}, {"roads": 6, "\u00e9coles": 4, "Parks": 2})
        self.assertEqual(whole["unit-clauses"]["tool.status roads"]["forbid"], 3)
        for i in range(3):
            self.audited(head + "".join(rows[i::3]), "--partial", f"{i}.json")
        for order in ("0 1 2", "2 1 0"):
            done = self.run_program("merge", "--format", "json", *(f"{i}.json" for i in order.split()))
            merged = json.loads(done.out)["tables"]["units"]["groups"]
            self.assertEqual({one["key"]: one["uses"] for one in merged}, {"roads": 6, "\u00e9coles": 4, "Parks": 2})


class Cells(Rows):
    """Characters that may not stand in a text, and cells that are long: they spoil what is read of them, and no row."""

    MAPPING = """intake: 1
declare:
  id: Id
  activity: {constant: drafting}
  data: {constant: public}
  facts.account: {constant: office}
  tool: Tool
  purpose: Purpose
"""
    CHARACTERS = {"NUL": "\0", "a vertical tab": "\v", "an escape": "\x1b[31m", "a delete": "\x7f", "a next line": "\x85",
                  "a line separator": "\u2028", "a paragraph separator": "\u2029", "no character": "\ufffe",
                  "a mark within": "\ufeff", "an old Macintosh's line end": "\r"}

    def setUp(self):
        super().setUp()
        self.write("mapping.yaml", self.MAPPING)

    def one(self, tool="assistant", purpose="", other=""):
        cells = ",".join(f'"{cell}"' for cell in ("1", tool, purpose, other))
        done, verdicts = self.judged(f"Id,Tool,Purpose,Other\n{cells}\n2,chatgpt,,\n")
        self.assertEqual([one["verdict"] for one in verdicts][1:], ["non-compliant"])
        return done, verdicts[0]["verdict"]

    def test_a_character_counts_where_it_is_read(self):
        for name, character in self.CHARACTERS.items():
            with self.subTest(name):
                done, verdict = self.one(other=f"a{character}b")
                self.assertEqual((verdict, done.err), ("compliant", ""))
                done, verdict = self.one(purpose=f"a{character}b")
                self.assertEqual(verdict, "compliant")
                self.assertIn("note[intake.value]", done.err)
                self.assertRegex(re.sub(r"\s+", " ", done.err), r'row 2, column "Purpose"')
                self.assertNotIn(character, done.err)
                done, verdict = self.one(tool=f"assi{character}stant")
                self.assertEqual(verdict, "undetermined")
                self.assertRegex(re.sub(r"\s+", " ", done.err), r'row 2, column "Tool"')

    def test_an_audit_judges_all_rows_and_is_the_same_with_several_jobs(self):
        rows = "".join(f'{i},assistant,"a\vb","c\rd"\n' for i in range(3000))
        told = [self.audited("Id,Tool,Purpose,Other\n" + rows, "--jobs", jobs)[1] for jobs in ("1", "4")]
        self.assertEqual(*told)
        self.assertEqual([told[0]["all"][""][key] for key in ("uses", "invalid")], [3000, 0])
        self.assertEqual(told[0]["unmapped"], {})

    def test_a_long_cell_is_read_whole_or_told_on_a_pipe_too(self):
        sizes = {300_000: "compliant", (1 << 20) - 200: "compliant", 1 << 20: "invalid", 3 << 20: "invalid"}
        for size, verdict in sizes.items():
            text = f'Id,Tool,Purpose,Other\n1,assistant,"{"word " * (size // 5)}",\n2,chatgpt,,\n'
            for piped in (False, True):
                with self.subTest(size=size, piped=piped):
                    self.write("register.csv", text)
                    done = self.run_program("--intake", "mapping.yaml", "--format", "ndjson",
                                            "-" if piped else "register.csv", stdin=text.encode() if piped else b"")
                    verdicts = [json.loads(line)["verdict"] for line in done.out.splitlines()[:2]]
                    self.assertEqual(verdicts, [verdict, "non-compliant"])

    def test_a_secret_at_the_end_of_a_long_purpose_is_found(self):
        self.write("charter.yaml", CHARTER + "detectors: {secret: {pattern: 'SECRET-[0-9]+', means: personal}}\n")
        _, verdict = self.one(purpose="word " * 60_000 + "SECRET-123")
        self.assertNotEqual(verdict, "compliant")

    def test_what_no_name_or_number_can_be_is_told_and_left_out(self):
        self.write("mapping.yaml", self.MAPPING + "  volume.requests: Other\n")
        done, verdict = self.one(tool="w" * 2000)
        self.assertEqual(verdict, "undetermined")
        self.assertLess(len(done.err), 2000)
        done, verdict = self.one(other="9" * 20)
        self.assertEqual(verdict, "compliant")
        self.assertIn('column "Other"', re.sub(r"\s+", " ", done.err))


class Shapes(Rows):
    """Tables as spreadsheets leave them: each row is a use, none, or told."""

    TABLES = {
        "as it should be": "Id,Tool\n1,assistant\n2,chatgpt\n",
        "blank rows in the middle": "Id,Tool\n1,assistant\n,\n\n , \n2,chatgpt\n",
        "blank rows at the end": "Id,Tool\n1,assistant\n2,chatgpt\n,\n,\n\n",
        "a repeated header": "Id,Tool\n1,assistant\nId,Tool\n2,chatgpt\n",
        "a repeated header, otherwise written": "Id,Tool\n1,assistant\nID , tool\n2,chatgpt\n",
        "a repeated header, with blank cells behind": "Id,Tool\n1,assistant\nId,Tool,,\n2,chatgpt\n",
        "a repeated header, without those that it has": "Id,Tool,,\n1,assistant\nId,Tool\n2,chatgpt,,\n",
        "a line that says the delimiter": "sep=;\nId;Tool\n1;assistant\n2;chatgpt\n",
        "a mark before that line": "\ufeffsep=;\r\nId;Tool\r\n1;assistant\r\n2;chatgpt\r\n",
        "a mark": "\ufeffId,Tool\r\n1,assistant\r\n2,chatgpt",
        "blank columns at the end": "Id,Tool,,\n1,assistant,,\n2,chatgpt,,\n",
        "blank columns at the end of some": "Id,Tool,,\n1,assistant\n2,chatgpt,,,,\n",
    }
    BROKEN = {
        "a line end within a cell": "Id,Tool,More\n1,assistant,\n2,chat\ngpt,\n",
        "a cell too many": "Id,Tool\n1,assistant\n2,chatgpt,x\n",
        "a cell too few": "Id,Tool\n1,assistant\n2\n",
        "an old Macintosh's line end": "Id,Tool\n1,assistant\n2,chatgpt\r3,chatgpt\n",
    }

    def setUp(self):
        super().setUp()
        self.write("mapping.yaml", "intake: 1\ndeclare: {id: Id, tool: Tool, activity: {constant: drafting}, data: "
                   "{constant: public}, facts.account: {constant: office}}\n")

    def test_each_row_is_a_use_or_none(self):
        for name, table in self.TABLES.items():
            with self.subTest(name):
                done, verdicts = self.judged(table)
                self.assertEqual([(one["id"], one["verdict"]) for one in verdicts],
                                 [("1", "compliant"), ("2", "non-compliant")])
                self.assertEqual((done.code, done.err), (1, ""))

    def test_a_broken_shape_is_told_and_nothing_before_it_is_lost(self):
        for name, table in self.BROKEN.items():
            with self.subTest(name):
                done, verdicts = self.judged(table)
                self.assertEqual([one["verdict"] for one in verdicts][:2], ["compliant", "invalid"])
                self.assertEqual(done.code, 2)

    def test_two_rows_of_a_header(self):
        self.write("mapping.yaml", "intake: 1\nheader: 2\ndeclare: {id: Use / Id, tool: Use / Tool, activity: "
                   "{constant: drafting}, data: {constant: public}, facts.account: {constant: office}}\n")
        for again in ("", "Use,\nId,Tool\n", "Use\nid,TOOL,,\n", "Id,Tool\n"):
            with self.subTest(again):
                _, verdicts = self.judged(f"Use,\nId,Tool\n1,assistant\n{again}2,chatgpt\n")
                self.assertEqual([one["verdict"] for one in verdicts], ["compliant", "non-compliant"])

    def test_a_register_whose_lines_end_in_carriage_returns_alone_is_told(self):
        done, verdicts = self.judged("Id,Tool\r1,assistant\r2,chatgpt\r")
        self.assertEqual((done.code, verdicts), (2, []))
        self.assertIn("old Macintosh", re.sub(r"\s+", " ", done.out + done.err))


class Interplay(Rows):
    """What says nothing, what is left out, and what stands for a blank: each word by its own rule."""

    def told(self, tool, cell, more=""):
        self.write("mapping.yaml", f"intake: 1\nblank: [none]\n{more}declare:\n  activity: {{constant: drafting}}\n"
                   f"  data: {{constant: public}}\n  facts.account: {{constant: office}}\n  tool: {tool}\n")
        done, verdicts = self.judged(f'Tool,Other\n"{cell}",x\n')
        return [one["tool"] for one in verdicts], bool(re.search("row 2, column", done.err))

    def test_each_by_its_own_rule(self):
        table = "values: {a*: assistant, '*t': chatgpt, 'a': other, '\\*': chatgpt}"
        rows = (
            (f"{{column: Tool, {table}}}", "abc", ["assistant"], False),
            (f"{{column: Tool, {table}}}", "A", ["other"], False),
            (f"{{column: Tool, {table}}}", "*", ["chatgpt"], False),
            (f"{{column: Tool, {table}}}", "at", ["assistant"], False),  # the first that fits
            (f"{{column: Tool, {table}}}", "x", [None], True),
            (f"{{column: Tool, {table}, default: other}}", "none", ["other"], False),
            (f"{{column: Tool, {table}, default: other}}", "x", [None], True),
            (f"{{column: Tool, {table}, others: keep}}", "ChatGPT", ["chatgpt"], False),
            (f"{{column: Tool, {table}, blank: [abc]}}", "abc", ["assistant"], False),  # the table before `blank`
            (f"{{column: Tool, {table}, split: ;, each: true}}", "abc; none; x", ["assistant", None], True),
            (f"{{column: Tool, {table}, split: ;, each: true, default: other}}", "none", ["other"], False),
            (f"{{column: Tool, {table}, split: ;, each: true, default: other}}", " ; ", ["other"], False),
            (f"{{column: Tool, {table}, split: ;, each: true, default: other}}", "x", [None], True),
        )
        for tool, cell, tools, noted in rows:
            with self.subTest(tool=tool, cell=cell):
                self.assertEqual(self.told(tool, cell), (tools, noted))

    def test_a_row_that_is_left_out_is_told_nowhere(self):
        for condition in ("is: [b*]", "is: ['*d']", "is: ['*ai*']", "is-not: [x]", "blank: false"):
            with self.subTest(condition):
                self.assertEqual(self.told("{column: Tool, values: {a: assistant}}", "bad aid",
                                           f"leave-out: [{{column: Tool, {condition}}}]\n"), ([], False))
        self.assertEqual(self.told("{column: Tool, values: {a: assistant}}", "a", "leave-out: [{column: Tool, blank: true}]\n"),
                         (["assistant"], False))


if __name__ == "__main__":
    unittest.main()

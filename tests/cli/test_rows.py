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


if __name__ == "__main__":
    unittest.main()

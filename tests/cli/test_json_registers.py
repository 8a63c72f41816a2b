#!/usr/bin/env python3
"""Registers in JSON: the same rows as a CSV register, however named and nested, whatever the number of jobs."""

import csv
import io
import json
import random
import unittest

from running import LAW, Case

MAPPING = """\
intake: 1
format: json
rows: {rows}
declare:
  activity: use.kind
  tool: app
  unit: dept
  data: {{column: data, values: {{yes: internal, no: public}}}}
  volume.requests: {{sum: [volume.in, {{column: volume.out, default: 0}}]}}
"""
FLAT = """\
intake: 1
declare:
  activity: kind
  tool: app
  unit: dept
  data: {column: data, values: {yes: internal, no: public}}
  volume.requests: {sum: [in, {column: out, default: 0}]}
"""


def rows_of(seed, count=60):
    chance = random.Random(seed)
    return [{
        "kind": chance.choice(["drafting", "painting", "\u00e9crire", "a \"b\", {c}", "drafting"]),
        "app": chance.choice(["inhouse", "Zeta", "chat]gpt"]),
        "dept": f"D{i // 20}",
        "data": chance.choice(["yes", "no", "perhaps", ""]),
        "in": chance.choice(["", str(chance.randrange(10 ** 6)), "1 200", "many"]),
        "out": chance.choice(["", "7"]),
    } for i in range(count)]


def nested(row, with_unit=True):
    made = {"use": {"kind": row["kind"]}, "app": row["app"], "data": row["data"] or None,
            "volume": {"in": int(row["in"]) if row["in"].isdigit() else row["in"], "out": row["out"]}}
    return dict(made, dept=row["dept"]) if with_unit else made


def by_unit(rows):
    units = sorted({row["dept"] for row in rows})
    return [{"x": "]}\\\"", "dept": unit, "uses": [nested(row, False) for row in rows if row["dept"] == unit]}
            for unit in units]


# name, the path to rows, how rows are written
SHAPES = [
    ("r.json", "null", lambda rows: json.dumps([nested(row) for row in rows])),
    ("run.json", "null", lambda rows: "".join(json.dumps(nested(row)) for row in rows)),
    ("pairs.ndjson", "null", lambda rows: "".join(json.dumps(nested(row)) + "\n" * (i % 2) for i, row in enumerate(rows))),
    ("pretty.json", "null", lambda rows: json.dumps([nested(row) for row in rows], indent=2, ensure_ascii=False)),
    ("r.ndjson", "null", lambda rows: "".join(json.dumps(nested(row)) + "\n" for row in rows)),
    ("lines.json", "null", lambda rows: "".join(json.dumps(nested(row)) + "\r\n" for row in rows)),
    ("held.json", "page.uses", lambda rows: json.dumps({"n": [1, {"page": 2}], "page": {"uses": [nested(r) for r in rows]}})),
    ("deep.json", "units.uses", lambda rows: json.dumps({"units": by_unit(rows), "next": None})),
    ("deep.jsonl", "units.uses", lambda rows: "".join(json.dumps({"units": [u]}) + "\n" for u in by_unit(rows))),
    ("named.json", "units.{dept}", lambda rows: json.dumps(
        {"units": {u["dept"]: u["uses"] for u in by_unit(rows)}}, indent=1)),
    ("register", "null", lambda rows: json.dumps([nested(row) for row in rows])),
]


class JsonRegisters(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)

    def totals(self, mapping, name, *words):
        done = self.run_program("audit", "--intake", mapping, "--format", "csv", *words, name)
        return done

    def verdicts(self, mapping, name, *words):
        """Verdicts without their places, and the values that the mapping does not know."""
        done = self.run_program("--intake", mapping, "--format", "ndjson", *words, name)
        told = [json.loads(line) for line in done.out.splitlines()]
        keys = ("verdict", "activity", "tool", "id")
        return [tuple(one.get(key) for key in keys) + tuple(sorted((f["clause"], f["outcome"]) for f in one["findings"]))
                for one in told if "verdict" in one]


class Shapes(JsonRegisters):
    def test_rows_are_those_of_a_csv_register(self):
        self.write("flat.yaml", FLAT)
        for seed in range(3):
            rows = rows_of(seed)
            text = io.StringIO()
            writer = csv.DictWriter(text, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
            self.write("r.csv", text.getvalue())
            wanted = self.verdicts("flat.yaml", "r.csv")
            self.assertEqual(len(wanted), len(rows))
            for name, path, written in SHAPES:
                with self.subTest(seed=seed, shape=name):
                    self.write("m.yaml", MAPPING.format(rows=path))
                    self.write(name, written(rows))
                    self.assertEqual(self.verdicts("m.yaml", name), wanted)

    def test_jobs_and_chunks_change_nothing(self):
        for name, path, written in SHAPES:
            self.write("m.yaml", MAPPING.format(rows=path))
            self.write(name, written(rows_of(7, 900)))
            with self.subTest(shape=name):
                runs = [self.run_program("--intake", "m.yaml", "--format", "json", "--jobs", jobs, name)
                        for jobs in ("1", "2", "5")]
                self.assertEqual(len({(run.code, run.out, run.err) for run in runs}), 1)
                self.assertEqual(len(json.loads(runs[0].out)["verdicts"]), 900)

    def test_rows_are_numbered_and_placed_where_they_stand(self):
        self.write("m.yaml", MAPPING.format(rows="units.uses"))
        self.write("r.json", json.dumps({"units": by_unit(rows_of(3, 50))}, indent=1))
        done = self.run_program("--intake", "m.yaml", "--format", "json", "r.json")
        lines = [one["line"] for one in json.loads(done.out)["verdicts"]]
        text = self.read("r.json").splitlines()
        self.assertEqual(lines, [i + 1 for i, line in enumerate(text) if line == "    {"])


class Columns(JsonRegisters):
    def row(self, columns, text, name="r.json", rows="null"):
        lines = "".join(f"  {key}: {source}\n" for key, source in columns.items())
        self.write("m.yaml", f"intake: 1\nformat: json\nrows: {rows}\ndeclare:\n{lines}")
        self.write(name, text)
        done = self.run_program("--intake", "m.yaml", "--format", "json", name)
        return done, json.loads(done.out)["verdicts"]

    def test_where_a_path_leads(self):
        texts = [
            ("a key with points goes first", '{"a.b": "inhouse", "a": {"b": "no"}}', "a.b"),
            ("then the longest", '{"a.b": {"c": "inhouse"}, "a": {"b.c": "no"}}', "a.b.c"),
            ("a shorter one where that leads nowhere", '{"a.b": {"x": 1}, "a": {"b.c": "inhouse"}}', "a.b.c"),
            ("a list of keys and values", '{"at": [{"key": "x.y", "value": {"stringValue": "inhouse"}}]}', "at.x.y"),
            ("nested ones", '{"at": [{"key": "x", "value": {"kvlistValue": {"values": [{"key": "y", "value": '
                            '{"stringValue": "inhouse"}}]}}}]}', "at.x.y"),
            ("plain values", '{"at": [{"key": "x", "value": "inhouse"}]}', "at.x"),
            ("escapes", '{"\\u0061": "in\\u0068ouse"}', "a"),
        ]
        for name, text, path in texts:
            with self.subTest(name):
                done, told = self.row({"activity": "{constant: drafting}", "tool": f'"{path}"',
                                       "data": "{constant: public}"}, text)
                self.assertEqual(told[0]["tool"], "inhouse", done.err)

    def test_what_cannot_be_typed_is_absent_and_told(self):
        for value in ("1.5", "-1", "true", '"many"', "{}", '{"a": 1}', "[[1]]", '"\\u0000"'):
            with self.subTest(value=value):
                done, told = self.row({"activity": "{constant: drafting}", "tool": "{constant: inhouse}",
                                       "data": "{constant: public}", "volume.requests": "n"}, '{"n": %s}' % value)
                self.assertIn('column "n"', done.err)
                self.assertEqual(told[0]["verdict"], "compliant")

    def test_a_tool_that_is_no_text_is_told_and_never_a_name(self):
        """With "each" too: a tool that is not read leaves its use undetermined, and null names none."""
        told = {'["inhouse"]': (["inhouse"], False), '["inhouse", null]': (["inhouse"], False), "[null]": ([None], False),
                '["inhouse", ["chatgpt"]]': ([None], True), '[{"name": "chatgpt"}]': ([None], True),
                '{"name": "chatgpt"}': ([None], True)}
        for value, (tools, said) in told.items():
            with self.subTest(value):
                done, uses = self.row({"activity": "{constant: drafting}", "tool": "{column: t, each: true}",
                                       "data": "{constant: public}"}, '{"t": %s}' % value)
                self.assertEqual([use["tool"] for use in uses], tools, done.err)
                self.assertEqual('column "t"' in done.err, said)
                if tools == [None]:
                    self.assertEqual(uses[0]["verdict"], "undetermined")

    def test_no_part_of_what_is_joined_is_an_object(self):
        done, uses = self.row({"activity": "{constant: drafting}", "tool": "{join: [a, b]}", "data": "{constant: public}"},
                              '{"a": "in", "b": {"c": 1}}')
        self.assertEqual((uses[0]["tool"], uses[0]["verdict"]), (None, "undetermined"))
        self.assertIn('column "b"', done.err)

    def test_a_list_of_which_a_part_is_null_is_absent(self):
        done, uses = self.row({"activity": "{constant: drafting}", "tool": "{constant: inhouse}", "data": "d"},
                              '{"d": ["public", null]}')
        self.assertEqual(uses[0]["verdict"], "undetermined", done.out)

    def test_numbers_are_json_s_whatever_the_mapping_says(self):
        law = LAW + "fields: {share: {type: number}}\nrules: {r: {when: {facts.share: {at-least: 2}}}}\n"
        self.write("charter.yaml", law)
        for value, breached in (("1.234", False), ("2.5", True), ("25e-1", True), ("0.2E1", True), ("20e-2", False)):
            with self.subTest(value=value):
                done, told = self.row({"activity": "{constant: drafting}", "tool": "{constant: inhouse}",
                                       "data": "{constant: public}", "facts.share": "{column: n, numbers: comma}"},
                                      '{"n": %s}' % value)
                self.assertEqual(told[0]["verdict"] == "non-compliant", breached, done.out)

    def test_what_nobody_reads_may_be_anything(self):
        done, told = self.row({"activity": "kind", "tool": "{constant: inhouse}", "data": "{constant: public}"},
                              '{"kind": "drafting", "prompt": "\\u0000\u2028%s"}' % ("x" * 100000))
        self.assertEqual((told[0]["verdict"], done.err), ("compliant", ""))

    def test_a_sum_lacks_no_part(self):
        for text, wanted in (('{"a": 1, "b": 2}', "3"), ('{"a": 1}', None), ('{"b": 2}', None), ("{}", None),
                             ('{"a": 1.5e3, "b": 2E+1}', "1520"), ('{"a": 15e-1, "b": 2}', None),
                             ('{"a": 30e-1, "b": 0e0}', "3"), ('{"a": 1e19, "b": 2}', None), ('{"a": 1e999999999999, "b": 2}', None),
                             ('{"a": 1e-999999999999, "b": 2}', None), ('{"a": 9e18, "b": 0}', "9000000000000000000"),
                             ('{"a": "x", "b": 2}', None), ('{"a": 9223372036854775807, "b": 2}', None),
                             ('{"a": 9223372036854775805, "b": 2}', "9223372036854775807")):
            with self.subTest(text):
                self.write("m.yaml", "intake: 1\nformat: json\ndeclare: {activity: {constant: drafting}, tool: {constant: "
                           "inhouse}, volume.requests: {sum: [{column: a, optional: true}, {column: b, optional: true}]}}\n")
                self.write("r.json", text)
                done = self.run_program("audit", "--intake", "m.yaml", "--format", "csv", "r.json")
                told = [row[4] for row in csv.reader(io.StringIO(done.out)) if row[:4] == ["all", "", "", "requests"]]
                self.assertEqual(told, [wanted] if wanted else [])
                self.assertEqual("the sum is more" in done.err, text.startswith('{"a": 9223372036854775807'))


AROUND = """\
intake: 1
format: json
rows: teams.calls
declare:
  unit: {column: team, optional: true}
  activity: {column: kind, values: {drafting: drafting}}
  tool: {column: app, default: inhouse, optional: true}
  data: {column: class, values: {secret: secret, pub: public}, default: public, optional: true}
  volume.requests: {column: n, default: 1, optional: true}
"""


class Around(JsonRegisters):
    """What stands around rows is theirs, or it is told."""

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW.replace("{above: public}}", "{above: public}, secret: {above: internal}}"))

    def check(self, told, *words):
        self.write("m.yaml", AROUND)
        self.write("r.json", told if isinstance(told, str) else json.dumps(told))
        done = self.run_program("--intake", "m.yaml", "--format", "json", *words, "r.json")
        return done, json.loads(done.out)["verdicts"]

    def test_a_key_behind_the_rows_that_it_is_about_is_an_error(self):
        calls = ("calls", [{"kind": "drafting"}, {"kind": "drafting"}])
        for key in ("app", "team", "class", "n"):
            for jobs in ("1", "3"):
                with self.subTest(key=key, jobs=jobs):
                    one = dict([("team" if key != "team" else "app", "inhouse"), calls, (key, "chatgpt")])
                    done, told = self.check({"teams": [one, {"team": "B", "calls": [{"kind": "drafting"}]}]},
                                            "--jobs", jobs)
                    self.assertEqual((done.code, [one["verdict"] == "invalid" for one in told]),
                                     (2, [False, False, True, False]))
                    self.assertIn("asks for this key", done.out)
                    self.assertEqual(told[2]["errors"][0]["column"], json.dumps({"teams": [one]}).index(f'"{key}"') + 1)

    def test_null_neither_hides_what_stands_around_nor_is_a_default(self):
        shapes = [({"class": "secret"}, {"class": None}, "undetermined"), ({"class": "secret"}, {}, "non-compliant"),
                  ({"class": None}, {}, "compliant"), ({}, {"class": None}, "compliant"),
                  ({"class": None}, {"class": "secret"}, "non-compliant"), ({}, {}, "compliant")]
        for outer, inner, wanted in shapes:
            with self.subTest(outer=outer, inner=inner):
                done, told = self.check({"teams": [dict(outer, team="A", calls=[dict(inner, kind="drafting")])]})
                self.assertEqual(told[0]["verdict"], wanted, done.out)
                self.assertEqual("further out" in done.err, wanted == "undetermined")

    def test_a_null_object_around_hides_no_value_further_out(self):
        done, told = self.check({"class": "secret", "teams": [{"class": None, "calls": [{"kind": "drafting"}]}]})
        self.assertEqual(told[0]["verdict"], "undetermined", done.out)

    def test_objects_without_rows_are_told_once_with_their_count(self):
        calls = [{"kind": "drafting"}]
        rows = [([{"calls": calls}, {"calls": []}, {"calls": None}], ""),
                ([{"calls": calls}, {"Calls": calls}], "this object lacks"),
                ([{}, {"calls": calls}, {"a": {"calls": calls}}], "this object and 1 more lack"),
                ([{"calls": calls}] * 2000 + [{"Calls": calls}] * 2000, "this object and 1999 more lack")]
        for teams, wanted in rows:
            for jobs in ("1", "3"):
                with self.subTest(wanted=wanted, jobs=jobs):
                    text = '{"teams": [\n' + ",\n".join(json.dumps(one) for one in teams) + "]}"
                    done, told = self.check(text, "--jobs", jobs)
                    self.assertEqual((len(told), done.err.count("this object")), (str(teams).count("'calls': [{") -
                                     str(teams).count("'a'"), 1 if wanted else 0), done.err)
                    self.assertIn(wanted, done.err)
                    if wanted:
                        first = next(i for i, one in enumerate(teams) if "calls" not in one) + 2
                        self.assertIn(f"r.json:{first}:1", done.err)

    def test_an_object_that_holds_the_rows_is_told_with_what_to_write(self):
        for text, key in (('{"m": 1, "items": [{"kind": "drafting", "app": "inhouse"}]}', "items"),
                          ('{"a": [1], "b": [], "a.b": [{}]}', "a.b")):
            with self.subTest(text):
                self.write("m.yaml", AROUND.replace("rows: teams.calls\n", ""))
                self.write("r.json", text)
                done = self.run_program("--intake", "m.yaml", "--format", "json", "r.json")
                self.assertEqual((done.code, [one["verdict"] for one in json.loads(done.out)["verdicts"]]),
                                 (2, ["invalid"]))
                self.assertIn(f"rows: {key}", done.out)

    def test_a_key_behind_the_rows_that_no_column_asks_for_is_none(self):
        done, told = self.check({"teams": [{"team": "A", "calls": [{"kind": "drafting", "app": "inhouse"}], "cost": 1}],
                                 "next": None})
        self.assertEqual((done.code != 2, len(told)), (True, 1), done.out)


class Errors(JsonRegisters):
    def test_a_column_that_no_row_has_is_an_error(self):
        for jobs, count in (("1", 2), ("3", 2000)):
            self.write("m.yaml", MAPPING.format(rows="null").replace("app", "application"))
            self.write("r.ndjson", "".join(json.dumps(nested(row)) + "\n" for row in rows_of(1, count)))
            done = self.run_program("--intake", "m.yaml", "--format", "ndjson", "--jobs", jobs, "r.ndjson")
            self.assertEqual(done.code, 2)
            told = [json.loads(line).get("error") for line in done.out.splitlines()]
            told = [(one["code"], one["message"], one["file"]) for one in told if one]
            self.assertEqual(told, [("intake.column", 'no row of r.ndjson has "application"', "m.yaml")])

    def test_a_path_to_nowhere_is_an_error(self):
        self.write("m.yaml", MAPPING.format(rows="results"))
        for text in ("{}", "[]", '{"result": [{}]}', '{"results": null}', ""):
            with self.subTest(text):
                self.write("r.json", text)
                done = self.run_program("--intake", "m.yaml", "r.json")
                self.assertEqual(done.code, 2)
                self.assertIn("no row", done.out + done.err)

    def test_one_broken_line_is_one_invalid_row(self):
        self.write("m.yaml", MAPPING.format(rows="null"))
        good = [json.dumps(nested(row)) for row in rows_of(2, 40)]
        for broken in ('{"use": ', '{"use": {"kind": "x}', "}", '{"a": 1, "a": 2}', "[", "nonsense", '{"use": "\\x"}'):
            with self.subTest(broken):
                lines = good[:20] + [broken] + good[20:]
                self.write("r.ndjson", "\n".join(lines))
                done = self.run_program("--intake", "m.yaml", "--format", "ndjson", "r.ndjson")
                told = [json.loads(line) for line in done.out.splitlines()]
                told = [one["verdict"] for one in told if "verdict" in one]
                self.assertEqual((done.code, len(told), told[20]), (2, 41, "invalid"))
                self.assertNotIn("invalid", told[:20] + told[21:])

    def test_json_stays_declarations_without_a_word_of_it(self):
        self.write("m.yaml", "intake: 1\ndeclare: {activity: a, tool: t}\n")
        self.write("r.json", json.dumps([{"usage": 1, "activity": "drafting", "tool": "inhouse", "data": ["public"]},
                                         {"a": "drafting", "t": "inhouse"}]))
        done = self.run_program("--intake", "m.yaml", "--format", "json", "r.json")
        self.assertEqual([one["verdict"] for one in json.loads(done.out)["verdicts"]], ["compliant", "invalid"])
        self.assertIn("format: json", done.out)

    def test_a_draft_has_no_column_that_is_a_bracket(self):
        for text in ("{}", "[\n {\n", '{"a": 1}\n{"a": 2}\n', '\ufeff [{"a": 1}]', "[[1]]"):
            self.write("r.json", text)
            done = self.run_program("intake", "r.json")
            self.assertEqual((done.code, done.out), (2, ""), text)
            self.assertIn("this is JSON", done.err)
        for text in ("[Id],Name\n1,2\n", "{x},y\n1,2\n", "[,a\n1,2\n"):
            self.write("r.csv", text)
            self.assertEqual(self.run_program("intake", "r.csv").code, 0, text)

    def test_what_a_mapping_cannot_say(self):
        head = "intake: 1\nformat: json\n"
        declare = "declare: {activity: {constant: drafting}, tool: t}\n"
        rows = [
            (head + "delimiter: ;\n" + declare, "delimiter"), (head + "header: 2\n" + declare, "header"),
            (head + "encoding: utf-8\n" + declare, "encoding"), (head + "skip: 1\n" + declare, "skip"),
            (head + "multi-line: true\n" + declare, "multi-line"), (head + "skip-after: 1\n" + declare, "skip-after"),
            ("intake: 1\nrows: a\n" + declare, "rows"), (head + "rows: a..b\n" + declare, "no path"),
            (head + "rows: '{}'\n" + declare, "no path"), (head + "rows: 'a.{b'\n" + declare, "no path"),
            (head + "rows: a.\n" + declare, "no path"), (head + "rows: 'x{a}'\n" + declare, "no path"),
            (head + "declare: {activity: {number: 1}, tool: t}\n", "numbered"),
            (head + "declare: {activity: {column: a, nth: 1}, tool: t}\n", "numbered"),
            (head + "declare: {activity: a, tool: {sum: [a, b]}}\n", "whole numbers"),
            (head + "declare: {activity: a, tool: t, volume.tokens: {sum: []}}\n", "whole numbers"),
            (head + "declare: {activity: a, tool: t, volume.tokens: {sum: [a], default: 0}}\n", "default"),
        ]
        self.write("r.json", "[]")
        for text, word in rows:
            with self.subTest(text):
                self.write("m.yaml", text)
                done = self.run_program("--intake", "m.yaml", "r.json")
                self.assertEqual(done.code, 2)
                self.assertIn(word, done.err)
                self.assertIn("m.yaml:", done.err)


if __name__ == "__main__":
    unittest.main()

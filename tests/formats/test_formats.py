#!/usr/bin/env python3
"""What is written in each format is read back by somebody else's parser, and says what was judged."""

import collections
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import uses
from uses import LANGS, USES, Run

try:
    import yaml
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)
uses.needs_program()


def each_run(form, *options):
    for name, (files, inputs) in uses.runs().items():
        for lang in LANGS:
            yield f"{name}, {lang}", Run(form, files, *options, lang=lang, inputs=inputs)


def counts(form_run_files, inputs=None, lang="en"):
    """The program's own counts of the verdicts of a run."""
    return json.loads(Run("json", form_run_files, lang=lang, inputs=inputs).out)["summary"]


class Everywhere(unittest.TestCase):
    def forms(self):
        listed = subprocess.run([uses.PROGRAM, "--help"], capture_output=True, text=True, check=False).stdout
        return [form for form in ("sarif", "junit", "github", "gitlab", "tap", "markdown", "compact", "csv") if form in listed]

    def test_the_format_never_changes_the_exit_code(self):
        for name, (files, inputs) in uses.runs().items():
            codes = {form: Run(form, files, inputs=inputs).code for form in ["json"] + self.forms()}
            self.assertEqual(len(set(codes.values())), 1, (name, codes))

    def test_nothing_judged_looks_like_no_success(self):
        for form in self.forms():
            run = Run(form, {"empty.yaml": "# nothing\n"})
            self.assertEqual(run.code, 2, form)
            self.assertIn("input.empty", run.out, form)


class Compact(unittest.TestCase):
    LINE = re.compile(r"^(.+):(\d+):(\d+): (compliant|conditional|review|undetermined|non-compliant|invalid): "
                      r"\[([a-z]+\.[a-z0-9-]+)\] .+$")

    def test_every_line_has_its_fields(self):
        for name, run in each_run("compact"):
            for line in run.out.splitlines():
                self.assertRegex(line, self.LINE, name)

    def test_every_verdict_but_compliance_has_a_line(self):
        run = Run("compact", {"usage.yaml": uses.each_verdict()})
        told = {self.LINE.match(line)[4] for line in run.out.splitlines()}
        self.assertLessEqual({verdict for verdict, _ in USES.values()} - {"compliant"}, told)


class Csv(unittest.TestCase):
    """What Python's reader makes of it, which reads as RFC 4180 has it."""

    HEAD = ("file,row,id,unit,activity,AI tool,verdict,clause,what it demands,article,reason,missing,instead,"
            "duties open before use,duties open after use,errors").split(",")
    FORMULA = re.compile(r"[ \n]*[=+\-@\t\r＝＋－＠]")

    def rows(self, run, delimiter=","):
        self.assertTrue(run.bytes.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(run.bytes.count(b"\n"), run.bytes.count(b"\r\n"))
        rows = list(csv.reader(io.StringIO(run.bytes.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))
        self.assertEqual({len(row) for row in rows}, {len(self.HEAD)})
        return rows

    def of(self, id, lang="en"):
        """The row of one of USES, by the names of its columns."""
        run = Run("csv", {"usage.yaml": f"usage: 1\nid: {id}\n{USES[id][1]}"}, lang=lang)
        head, row = self.rows(run, ";" if lang == "fr" else ",")
        return dict(zip(self.HEAD if lang == "fr" else head, row))

    def test_every_declaration_and_every_error_has_a_row(self):
        for name, (files, inputs) in uses.runs().items():
            head, *rows = self.rows(Run("csv", files, inputs=inputs))
            self.assertEqual(head, self.HEAD)
            told, summary = collections.Counter(row[6] for row in rows), counts(files, inputs)
            errors = len(json.loads(Run("json", files, inputs=inputs).out)["errors"])
            self.assertEqual(told.pop("error", 0), errors, name)
            self.assertEqual(dict(told), {verdict: summary[verdict] for verdict in told}, name)
            self.assertEqual(sum(told.values()), summary["declarations"], name)

    def test_what_decides_stands_in_it(self):
        for id, clause, piece in (("wait", "duty.training", "Training on AI"), ("ask", "tool.unlisted", "Something, new"),
                                  ("unknown", "activity.data", "which data are sent"), ("banned", "tool.status", "bans the tool"),
                                  ("decides", "rule.no-decisions", "No decisions"), ("broken", "key.unknown", "activty"),
                                  ("fine", "", ""), ("lifted", "", "")):
            row = self.of(id)
            self.assertEqual((row["verdict"], row["clause"]), (USES[id][0], clause), id)
            self.assertIn(piece, row["reason"] + row["what it demands"], id)
            self.assertEqual(bool(row["reason"]), bool(clause), id)

    def test_what_settles_it_stands_in_it(self):
        self.assertEqual(self.of("unknown")["missing"], "data")
        self.assertEqual(self.of("wait")["missing"], "training")
        self.assertEqual(self.of("wait")["duties open before use"], "Training on AI")
        self.assertEqual(self.of("banned")["instead"], "In-house assistant (in-house)")
        self.assertEqual(self.of("banned")["article"], "4.2")
        self.assertIn("key.unknown: ", self.of("broken")["errors"])
        for id in ("fine", "lifted"):
            self.assertEqual(self.of(id)["missing"] + self.of(id)["instead"] + self.of(id)["errors"], "", id)

    def test_french_is_for_french_spreadsheets(self):
        row = self.of("banned", "fr")
        self.assertEqual((row["id"], row["verdict"], row["clause"]), ("banned", "non conforme", "tool.status"))

    def test_the_delimiter_may_be_chosen(self):
        for said, character in ((",", ","), (";", ";"), ("tab", "\t")):
            for lang in LANGS:
                run = Run("csv", {"usage.yaml": uses.each_verdict()}, "--delimiter", said, lang=lang)
                self.assertEqual(len(self.rows(run, character)), len(USES) + 1)
        self.assertEqual(Run("csv", {"usage.yaml": uses.each_verdict()}, "--delimiter", "|").code, 2)

    def test_no_cell_is_a_formula(self):
        for text in ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "=cmd|' /C calc'!A0", '"=1"'):
            for key in ("id", "unit", "activity", "tool", "purpose"):
                use = {"activity": "drafting", "tool": "in-house", "data": ["internal"], key: text}
                _, row = self.rows(Run("csv", {"usage.yaml": json.dumps({"usage": 1, **use})}))
                for cell in row:
                    self.assertNotRegex(cell, rf"\A{self.FORMULA.pattern}", (text, key, row))

    def test_nobody_is_named(self):
        people = "author: Zoe Quux\nreview: {by: %s, on: 2026-10-01}\ntraining: {by: %s}\n"
        for id, (_, text) in USES.items():
            for stage in ("planned", "in-use", "done"):
                for by in ("Zoe Quux", "Yan Frob", "Q.", "chatbot", "Yаn Frob"):
                    said = people % (by, by)
                    for lang in LANGS:
                        run = Run("csv", {"usage.yaml": f"usage: 1\nid: {id}\nstage: {stage}\ndate: 2026-10-01\n{text}{said}"}, lang=lang)
                        self.assertNotRegex(run.out, r"Quux|Frob", (id, stage, by))


class Github(unittest.TestCase):
    COMMAND = re.compile(r"^::(error|warning|notice) ((?:(?:file|line|endLine|col|endColumn|title)=[^,:\r\n]*,?)+)::(.*)$")

    def test_commands_are_read_as_the_runner_reads_them(self):
        for name, run in each_run("github"):
            levels = collections.Counter()
            for line in run.out.splitlines():
                if line.lstrip().startswith("::"):
                    command = self.COMMAND.match(line)
                    self.assertTrue(command, (name, line))
                    levels[command[1]] += 1
                    properties = dict(each.split("=", 1) for each in command[2].split(","))
                    self.assertTrue(properties["title"], name)
                    self.assertNotRegex(command[2] + command[3], "%(?!25|0A|3A|2C)", name)
                self.assertNotRegex(line, r"##[a-z]*\[", name)
            self.assertTrue(all(count <= 10 for count in levels.values()), (name, levels))

    def test_what_is_not_shown_is_counted(self):
        run = Run("github", uses.runs()["many of one kind"][0])
        said = re.search(r"^(\d+) more errors, (\d+) more notices: ", run.out, re.M)
        self.assertEqual((said[1], said[2]), ("70", "30"))

    def test_a_files_name_is_read_back(self):
        name = "a,b:c%d #1.yaml"
        run = Run("github", {name: "usage: 1\nactivity: coding\ntool: in-house\n"})
        value = re.search(r"file=([^,]*),", run.out)[1]
        for spelt, character in (("%2C", ","), ("%3A", ":"), ("%25", "%")):
            value = value.replace(spelt, character)
        self.assertEqual(value, name)


class Gitlab(unittest.TestCase):
    def test_every_item_is_what_gitlab_asks_for(self):
        for name, run in each_run("gitlab"):
            self.assertTrue(run.bytes.startswith(b"["), name)
            items = json.loads(run.out)
            for item in items:
                self.assertEqual(set(item), {"description", "check_name", "fingerprint", "severity", "location"}, name)
                self.assertIn(item["severity"], ("info", "minor", "major", "critical", "blocker"), name)
                self.assertTrue(item["description"] and item["check_name"], name)
                self.assertFalse(item["location"]["path"].startswith(("/", "./")), name)
                self.assertGreaterEqual(item["location"]["lines"]["begin"], 1, name)
            prints = [item["fingerprint"] for item in items]
            self.assertEqual(len(prints), len(set(prints)), name)

    def test_severities_tell_the_verdicts_apart(self):
        found = collections.defaultdict(set)
        for id, (verdict, text) in USES.items():
            for item in json.loads(Run("gitlab", {"usage.yaml": f"usage: 1\nid: {id}\n{text}"}).out):
                found[verdict].add(item["severity"])
        self.assertEqual(found["compliant"], {"info"})
        self.assertEqual(found["conditional"] - {"info"}, {"minor"})
        self.assertEqual(found["review"] - {"info"}, {"minor"})
        self.assertEqual(found["undetermined"] - {"info"}, {"major"})
        self.assertEqual(found["non-compliant"] - {"info"}, {"critical"})
        self.assertEqual(found["invalid"], {"blocker"})


class Junit(unittest.TestCase):
    SCHEMA = os.path.join(uses.HERE, "junit.xsd")

    def validate(self, name, text):
        with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            done = subprocess.run(["xmllint", "--noout", "--schema", self.SCHEMA, file.name], capture_output=True,
                                  text=True, check=False)
        self.assertEqual(done.returncode, 0, (name, done.stderr))

    def check(self, name, run):
        self.validate(name, run.out)
        self.assertNotIn("[[", run.out, name)
        root = xml.etree.ElementTree.fromstring(run.bytes)
        for suite in root:
            cases = list(suite)
            found = {"tests": len(cases), **{attribute: len(suite.findall(f"testcase/{element}")) for attribute, element in
                                             (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))}}
            for attribute, count in found.items():
                self.assertEqual(suite.get(attribute), str(count), (name, attribute))
        return root

    def test_it_is_valid_and_its_counts_are_right(self):
        for name, run in each_run("junit"):
            self.check(name, run)

    def test_each_declaration_is_a_case(self):
        for name, (files, inputs) in uses.runs().items():
            root, summary = self.check(name, Run("junit", files, inputs=inputs)), counts(files, inputs)
            there = [case for case in root.iter("testcase") if case.get("classname") != "gone.yaml"]
            self.assertEqual(len(there), summary["declarations"], name)
            passed = sum(len(case) == 0 for case in there)
            self.assertEqual(passed, summary["compliant"], name)
            broken = sum(case.find("error") is not None for case in there)
            self.assertEqual(broken, summary["undetermined"] + summary["invalid"], name)

    def test_a_schema_that_accepts_anything_would_be_no_test(self):
        good = Run("junit", {"usage.yaml": uses.each_verdict()}).out
        for old, new in (('tests="', 'test="'), ("<failure ", "<fail "), (' type="review"', ""),
                         ('name="lifted', 'name="fine'), ('classname="usage.yaml" ', "")):
            bad = good.replace(old, new)
            if old == "<failure ":
                bad = bad.replace("</failure>", "</fail>")
            if new == 'name="fine':
                bad = bad.replace("drafting with companion", "drafting with in-house")
            self.assertNotEqual(bad, good)
            with self.assertRaises(AssertionError, msg=old):
                self.validate(old, bad)

    def test_each_clause_is_a_case_where_it_is_asked_for(self):
        if not uses.has_option("--sarif-all"):
            self.skipTest("the program has no --sarif-all")
        for name, run in each_run("junit", "--sarif-all"):
            self.check(name, run)


class Markdown(unittest.TestCase):
    """What cmark-gfm, GitHub's own parser, makes of the page."""

    def html(self, text):
        try:
            done = subprocess.run(["cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tagfilter",
                                   "--unsafe"], input=text.encode(), capture_output=True, check=True)
        except FileNotFoundError:
            self.skipTest("there is no cmark-gfm")
        return done.stdout.decode()

    def test_nothing_declared_becomes_a_link_or_markup(self):
        for name, run in each_run("markdown"):
            html = self.html(run.out)
            links = set(re.findall(r'href="([^"]*)"', html))
            self.assertLessEqual(links, {"https://example.org/why"}, name)
            elements = set(re.findall(r"<([a-z0-9]+)", html))
            self.assertLessEqual(elements, {"h2", "h3", "p", "ul", "li", "strong", "code", "a", "table", "thead", "tbody", "tr",
                                            "th", "td"}, name)
            outside = re.sub(r"<code>.*?</code>", "", html, flags=re.S)
            outside = re.sub(r"<a .*?</a>", "", outside, flags=re.S)
            for reference in (r"@\w", r"[#!]\d", r"https?://", r"www\."):
                self.assertNotRegex(re.sub(r"<[^>]*>|&#?\w+;", "", outside), reference, name)

    def test_the_table_has_a_row_for_each_that_may_not_go_ahead(self):
        for name, (files, inputs) in uses.runs().items():
            html, summary = self.html(Run("markdown", files, inputs=inputs).out), counts(files, inputs)
            rows = re.findall(r"<tr>\n((?:<td>.*?</td>\n)*)</tr>", html, re.S)
            rows = [row for row in rows if row]
            self.assertEqual(len(rows), summary["declarations"] - summary["compliant"], name)
            for row in rows:
                self.assertEqual(row.count("<td>"), 4, (name, row))

    def test_declared_text_is_read_back(self):
        text = "a *b* <c> |d| `e` \\f\\ _g_ [h](i) &amp; ~j~ !k # 1. @l http://m"
        html = self.html(Run("markdown", {"usage.yaml": f"usage: 1\nid: {uses.quoted(text)}\nactivity: coding\n"
                                          "tool: in-house\n"}).out)
        cell = re.findall(r"<td>(.*?)</td>", html, re.S)[1]
        plain = re.sub("<[^>]*>", "", cell)
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            plain = plain.replace(entity, character)
        self.assertEqual(plain, text)


class Sarif(unittest.TestCase):
    """What a log says of itself; that it is valid is tested in test_sarif.py."""

    KINDS = ("pass", "fail", "review", "open", "notApplicable")

    def read(self, name, run, kinds=("fail",)):
        log = json.loads(run.out)
        (only,) = log["runs"]
        rules = only["tool"]["driver"]["rules"]
        articles = [taxon["id"] for taxonomy in only["taxonomies"] for taxon in taxonomy["taxa"]]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules), name)
        for result in only["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"], name)
            self.assertIn(result["kind"], kinds, name)
            self.assertEqual(result["level"] == "none", result["kind"] != "fail", name)
            self.assertNotRegex(result["message"]["text"], r"\]\(|\{\d", name)
            for taxon in result.get("taxa", ()):
                self.assertEqual(articles[taxon["index"]], taxon["id"], name)
        for rule in rules:
            for relation in rule.get("relationships", ()):
                self.assertEqual(articles[relation["target"]["index"]], relation["target"]["id"], name)
        prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in only["results"]]
        self.assertEqual(len(prints), len(set(prints)), name)
        return only

    def test_results_refer_to_what_is_there(self):
        for name, run in each_run("sarif"):
            self.read(name, run)

    def test_each_kind_is_told_where_it_is_asked_for(self):
        if not uses.has_option("--sarif-all"):
            self.skipTest("the program has no --sarif-all")
        told = set()
        for name, run in each_run("sarif", "--sarif-all"):
            told |= {result["kind"] for result in self.read(name, run, self.KINDS)["results"]}
        self.assertEqual(told, set(self.KINDS))

    def test_an_invocation_succeeds_where_everything_was_judged(self):
        for id, (verdict, text) in USES.items():
            run = self.read(id, Run("sarif", {"usage.yaml": f"usage: 1\nid: {id}\n{text}"}))
            invocation = run["invocations"][0]
            judged = verdict not in ("undetermined", "invalid")
            self.assertEqual(invocation["executionSuccessful"], judged, id)
            self.assertEqual(invocation["toolConfigurationNotifications"] == [], judged, id)
            grave = [result for result in run["results"] if result["level"] != "note" and "suppressions" not in result]
            self.assertEqual(bool(grave), verdict in ("conditional", "review", "non-compliant"), id)
            self.assertEqual(any("suppressions" in result for result in run["results"]), id == "lifted")


class Tap(unittest.TestCase):
    POINT = re.compile(r"^(not )?ok (\d+) - (.*)$")

    def read(self, name, text):
        """A small reader of TAP 14: its test points as (ok, description, what the YAML says)."""
        lines = text.split("\n")
        self.assertEqual((lines[0], lines[-1]), ("TAP version 14", ""), name)
        points, block, plan = [], None, None
        for line in lines[1:-1]:
            if block is not None and line == "  ...":
                points[-1][2].update(yaml.safe_load("\n".join(block)))
                block = None
            elif block is not None:
                self.assertTrue(line.startswith("  "), (name, line))
                block.append(line[2:])
            elif line == "  ---":
                block = []
            elif re.fullmatch(r"1\.\.\d+", line):
                self.assertIsNone(plan, name)
                plan = int(line[3:])
            else:
                point = self.POINT.match(line)
                self.assertTrue(point, (name, line))
                self.assertIsNone(plan, name)
                self.assertEqual(int(point[2]), len(points) + 1, name)
                self.assertNotRegex(point[3], r"(?<!\\)(\\\\)*#", (name, "a directive"))
                points.append((point[1] is None, re.sub(r"\\([\\#])", r"\1", point[3]), {}))
        self.assertIsNone(block, name)
        self.assertEqual(plan, len(points), name)
        return points

    def test_points_are_the_declarations(self):
        for name, (files, inputs) in uses.runs().items():
            for lang in LANGS:
                points = self.read(name, Run("tap", files, lang=lang, inputs=inputs).out)
                summary = counts(files, inputs)
                self.assertEqual(sum(ok for ok, _, _ in points), summary["compliant"], name)
                verdicts = collections.Counter(said["verdict"] for _, _, said in points if "verdict" in said)
                for verdict, count in summary.items():
                    if verdict != "declarations":
                        self.assertEqual(verdicts[verdict], count, (name, verdict))

    def test_declared_text_is_read_back(self):
        text = "x # SKIP \\ # TODO \\# y"
        points = self.read("", Run("tap", {"usage.yaml": f"usage: 1\nid: {uses.quoted(text)}\nactivity: coding\n"
                                          "tool: in-house\n"}).out)
        self.assertTrue(points[0][1].startswith(text + " \u00b7 "))


if __name__ == "__main__":
    unittest.main()

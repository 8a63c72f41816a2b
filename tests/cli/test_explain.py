#!/usr/bin/env python3
"""explain: a clause, a code or a verdict in the words of the charter that is found, and why a declaration gets its verdict.

Each code's example is shown to the program, which must find that code in it."""

import json
import os
import pty
import re
import select
import unittest

from running import LAW, Case, use

RULES = """\
rules:
  account:
    when: {tool.status: {not: recommended}}
    require: {facts.account: professional}
    because: A personal account is out of our hands.
    article: "7"
    learn: "https://example.org/accounts?x=1 and javascript:alert(1)"
  quiet: {when: {usage.output: public}, duties: [training], title: Training before publication}
fields: {account: {type: choice, values: [professional, personal]}}
exceptions:
  pilot: {for: {tool: consumer}, waives: [tool.status, rule.account], until: 2026-12-31, approved-by: [users, deciders]}
"""
DECLARATION = use(tool="consumer", id="note", author="a.martin") + "facts: {account: personal}\n"


class Explain(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW + RULES)

    def explain(self, *words, code=0, **more):
        done = self.run_program("explain", *words, **more)
        self.assertEqual(done.code, code, done.err)
        return done

    def fresh(self, *words, code=0, **more):
        return self.explain("--format", "json", *words, code=code, **more).json

    # ---- words ----

    def test_a_clause_that_stands_once_lists_what_it_stands_on_with_its_places(self):
        told = self.fresh("tool.status")
        self.assertEqual((told["word"], told["kind"], told["effects"]), ("tool.status", "clause", ["advise", "forbid"]))
        self.assertEqual([(one["of"], one["id"], one["key"], one["text"], one["line"]) for one in told["says"]],
                         [("tools", "inhouse", "status", "approved", 10), ("tools", "consumer", "status", "banned", 11)])
        self.assertEqual([one["id"] for one in told["waived-by"]], ["pilot"])
        self.assertEqual(told["charter"], {"id": "law", "version": "1", "file": "charter.yaml"})
        text = self.explain("tool.status").out
        self.assertRegex(text, r"(?m)^ +tools  inhouse: approved +charter\.yaml:10:13$")
        self.assertRegex(text, r"(?m)^ +consumer: banned +charter\.yaml:11:14$")

    def test_what_is_not_listed_tells_what_holds_by_default(self):
        told = self.fresh("tool.unlisted")["says"]
        self.assertEqual([(one["key"], one["text"], one["line"]) for one in told],
                         [("tool", "review", 5), ("variants", "forbid", None)])

    def test_a_duty_tells_who_asks_for_it_and_where_it_is_shown(self):
        told = self.fresh("duty.training")
        self.assertEqual([(one["of"], one["id"]) for one in told["asked-by"]], [("activities", "coding"), ("rules", "quiet")])
        self.assertEqual(told["shown-under"], ["training"])
        self.assertEqual([one["key"] for one in told["says"]], ["due", "evidence"])

    def test_a_rule_tells_its_conditions_as_they_are_written_and_what_it_reads(self):
        told = self.fresh("rule.account")
        self.assertEqual({one["key"]: one["text"] for one in told["says"]},
                         {"when": "{tool.status: {not: recommended}}", "require": "{facts.account: professional}"})
        self.assertEqual(told["reads"], ["tool.status", "facts.account"])
        self.assertEqual((told["entry"]["article"], told["effects"]), ("7", ["forbid"]))
        self.assertIn("why  A personal account", self.explain("rule.account").out)
        # One that asks for duties breaches nothing by itself.
        self.assertEqual(self.fresh("rule.quiet")["effects"], [])

    def test_a_kind_of_clauses_lists_its_entries(self):
        for word in ("rule", "rule.", "rule.ID"):
            told = self.fresh(word)
            self.assertEqual((told["word"], [one["id"] for one in told["says"]]), ("rule.ID", ["account", "quiet"]))

    def test_a_verdict_as_programs_have_it_and_as_people_read_it(self):
        for word in ("review", "REVIEW", "Review"):
            self.assertEqual(self.fresh(word)["word"], "review")
        self.assertEqual(self.fresh("--lang", "fr", "à examiner")["word"], "review")
        told = self.fresh("non-compliant")
        self.assertEqual((told["exit"], told["ask"]), (1, {"body": "The board", "contact": "board@example.org"}))
        self.assertIn("whom to ask  The board, board@example.org", self.explain("undetermined").out)
        self.assertNotIn("whom to ask", self.explain("compliant").out)

    def test_the_exit_statuses_are_those_of_check(self):
        verdicts = {"compliant": use(), "conditional": use(activity="coding"), "review": use(tool="other"),
                    "undetermined": use(data=None), "non-compliant": use(tool="consumer", facts="{account: professional}"),
                    "invalid": "usage: 1\n"}
        self.write("charter.yaml", LAW)
        for verdict, text in verdicts.items():
            if verdict == "non-compliant":
                text = use(tool="consumer")
            self.write("u.yaml", text)
            done = self.check("u.yaml")
            self.assertEqual((done.verdicts, done.code), ([verdict], self.fresh(verdict)["exit"]))

    def test_without_a_charter_it_tells_what_is_meant_by_any(self):
        os.remove(self.path("charter.yaml"))
        self.assertIn("what it means in any charter", self.explain("tool.status").out)
        told = self.fresh("duty.anything")
        self.assertEqual((told["word"], told["charter"], told["entry"]), ("duty.anything", None, None))
        self.assertIn("duty.ID", self.explain().out)

    def test_a_charter_that_is_named_must_be_there_and_be_good(self):
        self.refuses(self.run_program("explain", "--charter", "gone.yaml", "tool.status"), "gone.yaml")
        self.write("broken.yaml", LAW + "nonsense: 1\n")
        self.refuses(self.run_program("explain", "--charter", "broken.yaml", "tool.status"), "key.unknown")
        # What a code means does not wait for a good charter: whoever mends one looks it up.
        self.assertEqual(self.fresh("--charter", "broken.yaml", "key.unknown")["kind"], "code")
        self.refuses(self.run_program("explain", "--at", "2030-01-01", "--charter", self.write(
            "old.yaml", LAW.replace("id: law\n", "id: law\nuntil: 2026-01-01\n")), "tool.status"), "no version")

    # ---- codes ----

    def test_each_example_has_its_code(self):
        codes = [one["word"] for one in self.fresh()["words"] if one["kind"] == "code"]
        self.assertGreater(len(codes), 50)
        shown = 0
        for code in codes:
            told = self.fresh(code)
            self.assertEqual(told["kind"], "code")
            if told["example-in"] is None:
                continue
            with self.subTest(code):
                keys = set(re.findall(r"(?m)^(\w+):", told["example"]))
                if told["example-in"] == "declaration":
                    base = "".join(line + "\n" for line in use().splitlines() if line.split(":")[0] not in keys)
                    self.write("u.yaml", base + told["example"] + "\n")
                    self.write("c.yaml", LAW)
                else:
                    self.write("c.yaml", LAW + told["example"] + "\n")
                    self.write("u.yaml", use())
                done = self.check("--charter", "c.yaml", "u.yaml")
                found = [error["code"] for one in done.json["verdicts"] for error in one["errors"]] + done.codes
                self.assertTrue(code in found or f"[{code}]" in done.err, (found, done.err))
                shown += 1
        self.assertGreater(shown, 25)

    def test_everything_that_is_listed_can_be_explained(self):
        for one in self.fresh()["words"]:
            self.assertEqual(self.fresh(one["word"])["kind"], one["kind"], one)

    # ---- words that there are none of ----

    def test_what_may_have_been_meant_is_proposed(self):
        for word, proposed in (("tool.statu", "tool.status"), ("status", "activity.status, tool.status"),
                               ("training", "duty.training"), ("duty.trainin", "duty.training"), ("key.unknwon", "key.unknown"),
                               ("rule.acount", "rule.account"), ("non-complaint", "non-compliant")):
            with self.subTest(word):
                self.refuses(self.run_program("explain", word), f"did you mean: {proposed}\n")
        self.refuses(self.run_program("explain", "nothing-near-it"), "charter-check explain lists them all")
        self.refuses(self.run_program("explain", "tool.status", "tool.data"), "name one")

    def test_a_word_is_never_taken_for_a_file(self):
        self.write("usage.yaml", DECLARATION)
        self.refuses(self.run_program("explain", "usage.yaml"),
                     "to explain the verdict on that file: charter-check explain --declaration usage.yaml")
        self.write("tool.status", DECLARATION)
        self.assertEqual(self.fresh("tool.status")["kind"], "clause")
        self.write("explain", DECLARATION)
        self.refuses(self.run_program("explain"), "explain is a command, and a file or folder here")

    # ---- declarations ----

    def chains(self, *words, code=1):
        told = self.fresh("--declaration", "u.yaml", *words, code=code)["verdicts"][0]
        return {one["clause"]: one.get("chain") for one in told["findings"]}

    def test_each_reason_has_its_chain_with_places_in_both_files(self):
        self.write("charter.yaml", (LAW + RULES).replace("  pilot:", "  other:").replace("{tool: consumer}", "{tool: inhouse}"))
        self.write("u.yaml", DECLARATION)
        chains = self.chains()
        self.assertEqual(chains["tool.status"], [
            {"kind": "fact", "depth": 0, "name": "tool", "value": "consumer",
             "declared": {"file": "u.yaml", "line": 3, "column": 7}, "charter": None},
            {"kind": "fact", "depth": 0, "name": "tool.id", "value": "consumer", "declared": None,
             "charter": {"file": "charter.yaml", "line": 11, "column": 3}},
            {"kind": "fact", "depth": 0, "name": "tools.consumer.status", "value": "banned", "declared": None,
             "charter": {"file": "charter.yaml", "line": 11, "column": 14}}])
        rule = chains["rule.account"]
        self.assertEqual([(one.get("part"), one.get("text", one.get("value")), one.get("truth")) for one in rule], [
            ("when", "tool.status: {not: recommended}", "true"), (None, "banned", None),
            ("require", "facts.account: professional", "false"), (None, "personal", None)])
        text = self.explain("--declaration", "u.yaml", code=1).out
        self.assertRegex(text, r"(?m)^ +false  require facts\.account: professional +charter\.yaml:18:\d+$")
        self.assertRegex(text, r"(?m)^ +declared    facts\.account: personal +u\.yaml:7:18$")
        self.assertTrue(text.endswith("\n1 declaration: 1 non-compliant\n"))
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_one_clause_is_told_whatever_came_of_it(self):
        self.write("u.yaml", use())
        text = self.explain("--declaration", "u.yaml", "tool.data", code=2).out
        self.assertRegex(text, r"(?m)^ +met  tool\.data$")
        self.assertRegex(text, r"(?m)^ +true  tools\.inhouse\.data: internal +charter\.yaml:10:31$")
        self.assertNotIn("rule.account", text)
        self.refuses(self.run_program("explain", "--declaration", "u.yaml", "rule.nothing"), "there is no clause")
        self.refuses(self.run_program("explain", "--declaration", "u.yaml", "key.unknown"), "there is no clause")

    def test_what_a_compliant_use_owes_is_told(self):
        self.write("charter.yaml", LAW)
        self.write("u.yaml", use())
        self.assertIn("No clause speaks against it.", self.explain("--declaration", "u.yaml").out)
        self.write("u.yaml", use(activity="coding"))
        self.assertRegex(self.explain("--declaration", "u.yaml", code=1).out, r"before use  duty\.training\n")

    def test_several_declarations_standard_input_and_what_cannot_be_read(self):
        self.write("charter.yaml", LAW)
        many = use() + "---\n" + use(tool="consumer") + "---\na: [\n"
        self.assertEqual(self.fresh("--declaration", "-", code=2, stdin=many.encode())["summary"]["declarations"], 3)
        self.assertIn("yaml.syntax", self.explain("--declaration", "-", code=2, stdin=many.encode()).out)
        done = self.explain("--declaration", "gone.yaml", code=2)
        self.assertIn("input.unreadable", done.err)
        self.assertIn("1 reading error", done.out)

    def test_without_a_charter_no_declaration_is_explained(self):
        os.remove(self.path("charter.yaml"))
        self.write("u.yaml", use())
        self.refuses(self.run_program("explain", "--declaration", "u.yaml"), "no charter was found")

    def test_hostile_names_do_not_get_through(self):
        self.write("u.yaml", use(tool='"a\\u202eb ##[error]x"'))
        for environment in ({}, {"GITHUB_ACTIONS": "true"}):
            text = self.explain("--charter", "charter.yaml", "--declaration", "u.yaml", code=2, env=environment).out
            self.assertIn("U+202E", text)
            self.assertNotIn("\u202e", text)
        self.assertNotRegex(text, r"##\[")

    def test_output_that_cannot_be_written_is_told(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            for words in (["tool.status"], [], ["--declaration", "u.yaml"]):
                self.write("u.yaml", use())
                process = self.start("explain", *words, stdout=full)
                err = process.communicate()[1].decode()
                self.assertEqual(process.returncode, 2)
                self.assertIn("could not be written whole", err)

    # ---- links ----

    def on_terminal(self, *words, **environment):
        """What a terminal would be sent."""
        ours, theirs = pty.openpty()
        process = self.start("explain", *words, stdout=theirs, env={"TERM": "xterm-256color", **environment})
        os.close(theirs)
        sent = b""
        while select.select([ours], [], [], 20)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            sent += part
        os.close(ours)
        process.communicate()
        return re.sub(r"\x1b\[[0-9;]*m", "", sent.decode())

    def test_places_and_addresses_are_links_on_a_terminal_alone(self):
        sent = self.on_terminal("rule.account")
        self.assertRegex(sent, rf"\x1b\]8;;file://[^/]*{self.folder}/charter\.yaml\x1b\\charter\.yaml:\d+:\d+\x1b\]8;;\x1b\\")
        self.assertIn("\x1b]8;;https://example.org/accounts?x=1\x1b\\https://example.org/accounts?x=1\x1b]8;;\x1b\\", sent)
        self.assertNotIn("8;;javascript", sent)
        self.assertIn("javascript:alert(1)", sent)
        self.assertNotIn("\x1b]8", self.on_terminal("--color", "never", "rule.account"))
        self.assertNotIn("\x1b]8", self.on_terminal("rule.account", NO_COLOR="1"))
        self.assertNotIn("\x1b]8", self.on_terminal("rule.account", TERM="dumb"))
        self.assertNotIn("\x1b]8", self.on_terminal("--charter", "charter.yaml", "rule.account", GITHUB_ACTIONS="true"))
        self.assertNotIn("\x1b]8", self.explain("--color", "always", "rule.account").out)

    def test_french_has_no_english_in_it(self):
        os.remove(self.path("charter.yaml"))
        self.write("c.yaml", LAW)
        words = [one["word"] for one in self.fresh("--charter", "c.yaml")["words"]]
        for word in words:
            english, french = (self.fresh("--lang", lang, "--charter", "c.yaml", word) for lang in ("en", "fr"))
            self.assertNotEqual(english["means"], french["means"], word)
            self.assertNotEqual(english["mend"], french["mend"], word)


if __name__ == "__main__":
    unittest.main(verbosity=2)

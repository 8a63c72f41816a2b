#!/usr/bin/env python3
"""`complete`: what is open, with the line that closes each; and in place, empty lines that change nothing of what a file
says, whatever it looks like."""

import os
import random
import re
import sys
import unittest

from running import DAY, LAW, Case, use

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))
import generate  # noqa: E402
import run  # noqa: E402
from emit import Emitter  # noqa: E402

PUBLIC = os.path.join(ROOT, "charter", "public-service.yaml")
RULES = LAW + """\
fields:
  account: {type: choice, values: [professional, personal], title: The account}
  checked: {type: bool}
  share: {type: number}
rules:
  account: {when: {tool: inhouse}, require: {facts.account: professional}, because: Contracts}
  checked: {require: {facts.checked: true}}
  output: {when: {usage.output: decision}}
  model: {when: {tool.model: gpt}}
"""


class Told(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", RULES)

    def complete(self, *words, **more):
        return self.run_program("complete", "--at", DAY, *words, **more)

    def test_each_thing_is_told_with_its_choices_and_its_line(self):
        self.write("usage.yaml", use(activity="coding", id="note"))
        done = self.complete()
        self.assertEqual((done.code, done.err), (1, ""))
        self.assertTrue(done.out.startswith("usage.yaml:1 note UNDETERMINED, 5 things are open\n"), done.out)
        for line in ("  1   facts.account: The account\n", "choices       professional, personal\n",
                     "asked for by  rule.account\n", "why           Contracts\n",
                     "write         facts: {account: professional}\n", "choices       true (yes), false (no)\n"):
            self.assertIn(line, done.out)

    def test_a_line_that_is_pasted_closes_what_it_is_for(self):
        lines = {"usage": "1", "activity": "coding", "tool": "inhouse", "data": "[public]"}
        for _ in range(9):
            self.write("usage.yaml", "".join(f"{key}: {value}\n" for key, value in lines.items()))
            done = self.complete()
            pasted = re.findall(r"(?m)^ +write +(.*)$", done.out)
            if not pasted:
                break
            key, _, value = pasted[0].partition(": ")
            lines[key] = value.replace("…", "gpt-x")
        self.assertEqual((done.code, done.out), (0, "usage.yaml:1 COMPLIANT, 0 things are open\n"))

    def test_what_cannot_be_read_is_told(self):
        self.write("usage.yaml", use() + "tols: x\n")
        done = self.complete()
        self.assertEqual((done.code, done.out), (2, ""))
        self.assertIn("key.unknown", done.err)
        self.refuses(self.complete("none.yaml"), "this file does not exist")
        self.refuses(self.run_program("complete", where="home"), "there is nothing to judge")

    def test_it_is_told_in_french(self):
        self.write("usage.yaml", use(activity="coding"))
        done = self.complete("--lang", "fr")
        self.assertIn("choix", done.out)
        self.assertIn("5 points en suspens", done.out)

    def test_lines_fit_a_screen_and_hostile_text_is_harmless(self):
        self.write("usage.yaml", use(activity='"x\u0301\\U0001F600 ' + "y" * 300 + '"', id='"::error::a"'))
        done = self.complete("--charter", PUBLIC, env={"CI": "true"})
        self.assertEqual(done.code, 1)
        self.assertNotRegex(done.out, r"(?m)^::")
        for line in done.out.splitlines():
            self.assertLessEqual(len(line), 82, line)


class InPlace(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", RULES)

    def complete(self, *words, code=0, **more):
        done = self.run_program("complete", "--at", DAY, "--in-place", *words, **more)
        self.assertEqual((done.code, done.out), (code, ""), done.err)
        return done.err

    def completed(self, text):
        self.write("usage.yaml", text)
        self.complete("usage.yaml")
        with open(self.path("usage.yaml"), encoding="utf-8", newline="") as file:
            return file.read()

    def test_comments_and_order_stay(self):
        before = "# mine\nusage: 1 # one\n\ntool: inhouse   # ours\nactivity: coding\ndata: [public]\n# the end\n"
        after = self.completed(before)
        # A tool that is a text becomes the name of one whose model is asked for.
        stays = before.replace("tool: inhouse ", "tool: {name: inhouse, model: } ")
        self.assertEqual([line for line in after.splitlines(True) if line in stays.splitlines(True)], stays.splitlines(True))
        self.assertIn("facts:\n  # The account, one of: professional, personal\n  account:\n"
                      "  # facts.checked, one of: true (yes), false (no)\n  checked:\n", after)
        self.assertIn("\noutput:\n", after)
        self.assertIn("\ntraining:\n", after)

    def test_twice_adds_nothing_more(self):
        once = self.completed(use(activity="coding"))
        self.assertIn("lines added: 0; lines that stood there, still empty:", self.complete("usage.yaml"))
        self.assertEqual(self.read("usage.yaml"), once)

    def test_a_draft_of_init_has_its_lines_already(self):
        draft = self.run_program("init", "--at", DAY).out.replace("to be chosen", "inhouse")
        draft = draft.replace("activity: inhouse", "activity: coding")
        model = '# model of the tool, such as: tool: {name: inhouse, model: "…"}\ntool: {name: inhouse, model: }\n'
        self.assertEqual(self.completed(draft), draft.replace("tool: inhouse\n", model))

    def test_what_lies_in_braces_is_completed_in_braces(self):
        self.assertIn("facts: {checked: true, account: }\n", self.completed(use(facts="{checked: true}")))
        self.assertIn("facts: {account: , checked: }\n", self.completed(use(facts="{}")))
        self.assertIn("facts: {account: , checked: true, # c\n }\n", self.completed(use(facts="{checked: true, # c\n }")))
        self.assertIn("}\n", self.completed("{usage: 1, activity: drafting, tool: inhouse, data: []}\n"))

    def test_a_shared_key_is_repeated_where_one_is_added(self):
        text = ("usage: 1\ntool: inhouse\nfacts:\n  checked: true # shared\n  share: 0.5\nusages:\n"
                "  - activity: drafting\n    data: [public]\n  - {activity: drafting, data: [public]}\n"
                "  - activity: drafting\n    facts:\n    data: [public]\n")
        after = self.completed(text)
        self.assertIn("    facts:\n      checked: true\n      share: 0.5\n      # The account", after)
        self.assertIn("facts: {checked: true, share: 0.5, account: }", after)
        self.assertEqual(after.count("account:"), 3)

    def test_a_tool_that_is_a_text_gets_room_for_its_model(self):
        told = use(facts="{account: professional, checked: true}", output="public")
        self.assertIn("\ntool: {name: inhouse, model: }\n", self.completed(told))
        in_braces = "{usage: 1, activity: drafting, tool: 'inhouse', data: [public], output: public}\n"
        self.assertIn('tool: {name: "inhouse", model: }', self.completed(in_braces))

    def test_an_empty_key_takes_what_is_shared_and_what_is_missing(self):
        text = ("usage: 1\ntool: {name: \"inhouse\"}\noutput: public\nfacts: {checked: true, account: personal}\n"
                "evidence:\n  dpia: {ref: \"x: y\", on: 2026-01-01}\nusages:\n"
                "  - {activity: coding, data: [public], \"tool\" : , evidence: , facts: }\n"
                "  - activity: coding\n    tool:\n    evidence:\n    data: [public]\n")
        after = self.completed(text)
        self.assertIn('"tool" : {name: "inhouse", model: } , evidence: , facts: , training: }', after)
        self.assertIn('    tool:\n      name: "inhouse"\n      # model of the tool', after)
        self.write("charter.yaml", RULES.replace("training: {due: before, evidence: training}",
                                                 "training: {due: before, evidence: [evidence.note]}"))
        after = self.completed(text)
        self.assertIn('evidence: {dpia: {ref: "x: y", "on": 2026-01-01}, note: } , facts: ', after)
        self.assertIn('    evidence:\n      dpia: {ref: "x: y", "on": 2026-01-01}\n      # ', after)

    def test_line_ends_and_marks_of_the_file_stay(self):
        crlf = self.completed(use().replace("\n", "\r\n"))
        self.assertNotRegex(crlf, r"[^\r]\n")
        self.assertIn("output:", crlf)
        self.assertTrue(self.completed("\ufeff" + use()).startswith("\ufeffusage: 1\n"))
        self.assertEqual(self.completed(use()[:-1]), self.completed(use()))

    def test_a_text_in_lines_and_several_documents(self):
        text = use(purpose="|\n  two\n  lines\n") + "---\n" + use() + "...\n"
        after = self.completed(text)
        self.assertEqual(after.count("\noutput:\n"), 2)
        self.assertIn("  two\n  lines\n", after)

    def test_json_standard_input_and_several_files_are_refused(self):
        self.write("usage.yaml", use())
        self.write("usage.json", '{"usage": 1, "activity": "drafting", "tool": "inhouse"}')
        for words in (("usage.json",), ("-",), ("usage.yaml", "usage.json")):
            done = self.run_program("complete", "--in-place", *words)
            self.refuses(done, "without --in-place" if len(words) == 1 else "name one file")

    def test_what_cannot_be_read_is_left_alone(self):
        for text in (use() + "---\nusage: 1\n", use() + "---\n{", "usage: [\n"):
            self.write("usage.yaml", text)
            self.complete("usage.yaml", code=2)
            self.assertEqual(self.read("usage.yaml"), text)

    def test_a_link_stays_a_link(self):
        self.write("real.yaml", use())
        os.symlink("real.yaml", self.path("usage.yaml"))
        self.complete("usage.yaml")
        self.assertTrue(os.path.islink(self.path("usage.yaml")))
        self.assertIn("output:", self.read("real.yaml"))

    def test_nothing_of_what_random_declarations_say_is_changed(self):
        """Whatever their spelling, the verdicts are the same but for their places, and each line stays."""
        for index in range(25):
            case = generate.CaseSet(14, index, 6)
            folder = run.Path(self.path(f"case-{index}"))
            folder.mkdir()
            charter = str(run.write_charters(folder, case.versions, case.rng))
            path = str(run.write_usages(folder / "usages.yaml", case.declarations, case.rng, comments=True))
            before = self.judged(charter, path, case.at)
            text = self.read(path)
            done = self.run_program("complete", "--charter", charter, "--at", str(case.at), "--in-place", path)
            with self.subTest(index):
                unread = any(one["verdict"] == "invalid" for one in before)
                self.assertEqual(done.code, 2 if unread else 0, done.err)
                self.assertEqual(run.unplaced(before), run.unplaced(self.judged(charter, path, case.at)))
                if unread:
                    self.assertEqual(self.read(path), text)
                    self.drop_invalid(case, charter, folder)

    def drop_invalid(self, case, charter, folder):
        """The same with those alone that can be read."""
        declarations = case.declarations
        path = folder / "valid.yaml"
        for _ in declarations:
            run.write_usages(path, declarations, random.Random(1))
            before = self.judged(charter, str(path), case.at)
            valid = [one for one, told in zip(declarations, before) if told["verdict"] != "invalid"]
            if len(valid) == len(declarations):
                break
            declarations = valid
            if not declarations:
                return
        done = self.run_program("complete", "--charter", charter, "--at", str(case.at), "--in-place", str(path))
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(run.unplaced(before), run.unplaced(self.judged(charter, str(path), case.at)))

    def judged(self, charter, path, at):
        told = self.check("--charter", charter, "--at", str(at), path).json["verdicts"]
        for verdict in told:
            for key in ("missing", "instead", "alternatives"):
                verdict.pop(key, None)
            for finding in verdict.get("findings") or []:
                finding.pop("path", None)
        return told


if __name__ == "__main__":
    unittest.main()

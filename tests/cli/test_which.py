#!/usr/bin/env python3
"""which: what may be used, for what, with which data. Every answer is held against a declaration that says the same, judged
by check: the same verdict; and where the answer is "yes, if", with these values declared, the verdict that is promised."""

import csv
import io
import json
import subprocess
import time
import unittest

from running import LAW, Case, use

CHARTER = LAW.replace("""tools:
""", """tools:
  web: {status: approved, data: public, title: Web chat, hosting: cloud}
  lapsed: {status: approved, until: 2026-01-01}
""").replace("inhouse: {", "inhouse: {hosting: house, ").replace("duties:\n", "hosting: {cloud: {}, house: {}}\nfields: {account: {type: choice, values: [private, professional]}, n: {type: number}}\nduties:\n") + """\
  judging: {status: restricted}
rules:
  account: {when: {tool.hosting: cloud}, require: {facts.account: professional}}
  many: {when: {facts.n: {at-least: 100}}, effect: review}
"""


class Which(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", CHARTER)

    def which(self, *words, code=0, **more):
        done = self.run_program("which", *words, **more)
        self.assertEqual(done.code, code, done.err)
        return done

    def uses(self, *words, code=0):
        return self.which("--format", "json", *words, code=code).json["uses"]

    def declared(self, one, **more):
        """The verdict on a declaration that says this use."""
        facts = {key: value for key, value in more.items() if key in ("account", "n")}
        rest = {key: value for key, value in more.items() if key not in facts}
        if facts:
            rest["facts"] = "{" + ", ".join(f"{key}: {value}" for key, value in facts.items()) + "}"
        self.write("u.yaml", use(one["activity"], one["tool"], "[" + ", ".join(one["data"]) + "]", **rest))
        return self.check("u.yaml").verdicts[0]

    def test_every_answer_is_what_check_says_of_that_use(self):
        for facts in ({}, {"account": "private"}, {"account": "professional", "n": "120"}, {"output": "public"}):
            words = [word for key, value in facts.items() for word in ("--fact", f"{key}={value}")]
            uses = self.uses(*words, code=1 if "n" in facts else 0)
            self.assertEqual(len(uses), 3 * 3 * 2)  # what is not in force is not tried
            for one in uses:
                with self.subTest(facts=facts, use=one):
                    self.assertEqual(self.declared(one, **facts), one["verdict"])
                    if one["then"] is None:
                        continue
                    filled = {item["path"].split("/")[-1]: item["value"] for item in one["if"]}
                    self.assertEqual(self.declared(one, **facts, **filled), one["then"])

    def test_yes_if(self):
        one, = self.uses("--activity", "drafting", "--tool", "Web chat", "--data", "public", "--fact", "n=1")
        self.assertEqual((one["verdict"], one["if"], one["then"], one["tool"]),
                         ("undetermined", [{"path": "/facts/account", "value": "professional"}], "compliant", "web"))
        self.assertRegex(self.which("--tool", "web", "--activity", "drafting", "--fact", "n=1").out,
                         r"yes, if  public \(facts\.account: professional\)\n +no  internal \(tool\.data\)")

    def test_what_is_given_is_not_tried(self):
        for words, count in ((["--activity", "drafting"], 6), (["--tool", "inhouse"], 6), (["--data", "public"], 9),
                             (["--data", "public", "--data", "internal"], 9),
                             (["--activity", "coding", "--tool", "inhouse", "--data", "internal"], 1)):
            self.assertEqual(len(self.uses(*words)), count, words)
        both = self.uses("--data", "public", "--data", "internal", "--fact", "n=1")
        self.assertEqual({tuple(one["data"]) for one in both}, {("public", "internal")})

    def test_the_exit_status_says_whether_anything_may_be_used(self):
        self.which("--fact", "n=1")
        self.which("--tool", "consumer", code=1)
        self.which("--tool", "unknown", "--fact", "n=1", "--activity", "drafting", "--data", "public", code=1)
        self.write("charter.yaml", CHARTER.replace("web: {", "web: {trains-on-inputs: true, ").replace(
            "{when: {tool.hosting: cloud}", "{when: {tool.vendor: V}"))
        self.which("--tool", "web", "--activity", "drafting", "--data", "public", "--fact", "n=1", code=2)

    def test_what_cannot_be_asked_is_refused(self):
        self.refuses(self.run_program("which", "--fact", "acount=private"), "fact.unknown", 'did you mean "account"?')
        self.refuses(self.run_program("which", "--fact", "account=mine"), "value.choice")
        self.refuses(self.run_program("which", "--fact", "account"), "--fact wants a key and a value")
        self.refuses(self.run_program("which", "--fact", "date=2/11/2026"), "value.type")
        self.refuses(self.run_program("which", "u.yaml"), "which reads no declaration")
        self.refuses(self.run_program("which", "--at", "2030-01-01", "--charter", self.write(
            "old.yaml", CHARTER.replace("id: law\n", "id: law\nuntil: 2027-01-01\n"))), "no version")
        self.refuses(self.run_program("which", "--charter", self.write("none.yaml", "charter: 1\nid: n\n")), "lists nothing")

    def test_a_name_that_the_charter_does_not_list_is_told_with_the_nearest(self):
        for option, name, english, french in (
                ("--tool", "inhuse", 'no tool "inhuse"\n  did you mean "inhouse"?', "« inhuse »\n  vouliez-vous dire « inhouse »"),
                ("--activity", "draftng", 'no activity "draftng"\n  did you mean "drafting"?', "« drafting »"),
                ("--data", "publik", 'no data class "publik"\n  did you mean "public"?', "« public »")):
            for lang, told in (("en", english), ("fr", french.replace("« ", "«\u00a0").replace(" »", "\u00a0»"))):
                with self.subTest(option, lang=lang):
                    done = self.which(option, name, "--lang", lang, "--fact", "n=1", code=1)
                    self.assertIn(told, done.err)
        self.assertEqual(self.which("--tool", "Web chat", "--fact", "n=1").err, "")  # what is tried is no name of theirs

    def test_facts_go_where_a_declaration_says_them(self):
        one, = self.uses("--activity", "coding", "--tool", "inhouse", "--data", "public", "--fact", "n=1",
                         "--fact", "stage=done", "--fact", "date=2026-11-01", code=1)
        self.assertEqual((one["verdict"], one["clauses"]), ("non-compliant", ["duty.training"]))
        self.uses("--fact", "usage.output=public", "--fact", "facts.n=1", "--fact", "volume.requests=4", "--fact", "unit=a=b")
        self.uses("--fact", 'purpose=a "quoted" \\ \n text', "--fact", "n=1")

    def test_formats_say_the_same(self):
        uses = self.uses("--fact", "n=1")
        rows = list(csv.DictReader(io.StringIO(self.which("--format", "csv", "--fact", "n=1").out)))
        self.assertEqual([(row["activity"], row["tool"], row["data"], row["verdict"], row["then"] or None) for row in rows],
                         [(one["activity"], one["tool"], one["data"][0], one["verdict"], one["then"]) for one in uses])
        text, markdown = (self.which("--format", form, "--fact", "n=1").out for form in ("text", "markdown"))
        summary = self.which("--format", "json", "--fact", "n=1").json["summary"]
        self.assertEqual(sum(summary.values()), len(uses))
        for out in (text, markdown):
            self.assertTrue(out.endswith(f"\n18 uses: {summary['yes']} yes, {summary['no']} no\n"), out[-80:])
            for name in ("Web chat", "inhouse", "consumer", "drafting", "coding", "judging"):
                self.assertIn(name, out)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_hostile_words_do_not_get_through(self):
        self.refuses(self.run_program("which", "--tool", "a\x1b[31m"), 'a declaration cannot say this: tool: "aU+001B[31m"')
        for form in ("text", "csv", "markdown", "json"):
            done = self.which("--format", form, "--tool", "=1+a\u202eb|<x>", "--fact", "n=1", code=1)
            self.assertNotIn("\u202e", done.out)
            self.assertNotRegex(done.out, {"csv": r'(?m)"=1', "markdown": r"[^\\]\|<x>|[^\\]<x>"}.get(form, "\u202e"))

    def test_a_whole_matrix_is_told_in_under_a_second(self):
        charter = ["charter: 1", "id: big", "data:"] + [f"  c{i}: {{{f'above: c{i // 2}' if i else ''}}}" for i in range(16)]
        charter += ["fields: {account: {type: choice, values: [a, b]}}", "tools:"]
        charter += [f"  t{i}: {{status: approved, data: c{i % 16}, vendor: V{i % 3}}}" for i in range(60)]
        charter += ["activities:"] + [f"  a{i}: {{status: allowed, data: c{i % 16}}}" for i in range(20)]
        charter += ["rules:"] + [f"  r{i}: {{when: {{tool.vendor: V{i % 3}, activity: a{i}}}, require: {{facts.account: a}}}}"
                                 for i in range(20)]
        self.write("big.yaml", "\n".join(charter) + "\n")
        begun = time.monotonic()
        told = self.which("--charter", "big.yaml", "--format", "json").json
        self.assertEqual(sum(told["summary"].values()), 20 * 60 * 16)
        self.assertIn("then", json.dumps(told["uses"][0]))
        self.assertLess(time.monotonic() - begun, 15)  # under a sanitizer, on a busy machine; docs/performance.md has the figure


if __name__ == "__main__":
    unittest.main(verbosity=2)

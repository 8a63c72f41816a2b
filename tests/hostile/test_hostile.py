"""Inputs made to crash, stall or fool the program, run through the program itself."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["CHARTER_CHECK"]

LAW = """\
charter: 1
id: law
governance: {colleges: [users, deciders]}
unlisted: {activity: review, tool: review, data: forbid}
data:
  public:
  internal: {above: public}
  personal: {above: internal, hosting: [here]}
hosting: {here: {}, there: {}}
duties:
  human-review: {due: after, evidence: review}
  training: {due: before, evidence: training, valid-for: P1Y}
fields:
  opt_out: {type: bool}
  account: {type: choice, values: [professional, personal]}
tools:
  inhouse: {status: approved, hosting: here, data: personal, aliases: [Maison IA]}
  chatgpt: {status: banned, hosting: there, aliases: [ChatGPT], pattern: '(?i)^gpt'}
activities:
  drafting: {status: allowed, data: internal}
  training-work: {status: allowed, duties: [training]}
"""

GOOD = "usage: 1\nid: good\nactivity: drafting\ntool: inhouse\ndata: [internal]\n"


class Run:
    """One run of the program: its exit code, its output, its verdicts."""

    def __init__(self, law, usage, *options, env=None, raw_output=False):
        folder = tempfile.mkdtemp(prefix="charter-hostile-")
        try:
            self.folder = folder
            write(folder, "law.yaml", law)
            inputs = []
            if usage is not None:
                write(folder, "usage.yaml", usage)
                inputs = ["usage.yaml"]
            environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
            done = subprocess.run(
                [PROGRAM, "--charter", "law.yaml", "--at", "2026-11-02", *options, *inputs],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        finally:
            shutil.rmtree(folder)
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        if "ndjson" in options:
            self.lines = [json.loads(line) for line in self.out.splitlines()]
            self.verdicts = [line["verdict"] for line in self.lines if "verdict" in line]
            self.errors = [e["code"] for line in self.lines for e in line.get("errors", [])]
            self.errors += [line["error"]["code"] for line in self.lines if "error" in line]


def write(folder, name, text):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def judge(usage, law=LAW, *options, **more):
    return Run(law, usage, "--format", "ndjson", *options, **more)


class Hostile(unittest.TestCase):
    def refused(self, usage, code, verdicts=("invalid",)):
        run = judge(usage)
        self.assertEqual(run.code, 2, run.out + run.err)
        self.assertIn(code, run.errors)
        self.assertEqual(run.verdicts, list(verdicts))
        return run

    # 1
    def test_an_alias_bomb_is_refused_at_its_first_alias(self):
        bomb = "usage: 1\na: &a [x,x,x,x,x,x,x,x,x]\n"
        for i in range(1, 9):
            bomb += f"{chr(97 + i)}: &{chr(97 + i)} [" + ",".join(["*" + chr(96 + i)] * 9) + "]\n"
        self.refused(bomb, "yaml.anchor")

    def test_an_alias_bomb_in_a_charter_meets_a_budget(self):
        bomb = "charter: 1\nid: law\nx-a: &a [x,x,x,x,x,x,x,x,x]\n"
        for i in range(1, 9):
            bomb += f"x-{chr(97 + i)}: &{chr(97 + i)} [" + ",".join(["*" + chr(96 + i)] * 9) + "]\n"
        run = judge(GOOD, bomb)
        self.assertEqual((run.code, run.verdicts), (2, []))
        self.assertIn(b"limit.nodes", run.err)

    def test_an_alias_in_a_charter_is_followed(self):
        law = LAW.replace("data: personal, aliases", "data: &top personal, aliases").replace(
            "drafting: {status: allowed, data: internal}", "drafting: {status: allowed, data: *top}")
        self.assertEqual(judge(GOOD, law).verdicts, ["compliant"])

    # 2
    def test_deep_nesting_is_refused_early_and_the_next_document_is_judged(self):
        for bomb in ("[" * 40000, "{a: " * 20000, "\n" + "- " * 20000):
            self.refused("usage: 1\nx: " + bomb + "\n---\n" + GOOD, "limit.depth", ("invalid", "compliant"))

    def test_a_document_over_the_limit_is_left_out_and_the_next_is_judged(self):
        big = "usage: 1\npurpose: |\n" + "  " + "x" * 70 + "\n"
        big += ("  " + "x" * 70 + "\n") * 20000
        self.refused(big + "---\n" + GOOD, "limit.size", ("invalid", "compliant"))

    def test_a_run_has_a_budget_of_broken_documents(self):
        run = judge("---\n[\n" * 3000 + "---\n" + GOOD)
        self.assertEqual(run.code, 2)
        self.assertIn("limit.faults", run.errors)
        self.assertLess(len(run.verdicts), 1200)

    # 3
    def test_a_huge_scalar_is_refused(self):
        self.refused("usage: 1\nactivity: drafting\ntool: inhouse\npurpose: " + "x" * 100000 + "\n---\n" + GOOD,
                     "limit.text", ("invalid", "compliant"))

    def test_a_huge_number_of_keys_is_refused(self):
        self.refused("usage: 1\n" + "".join(f"k{i}: 1\n" for i in range(60000)) + "---\n" + GOOD,
                     "limit.nodes", ("invalid", "compliant"))

    def test_a_long_name_is_refused(self):
        self.refused(f"usage: 1\nactivity: drafting\ntool: {'a' * 2000}\n", "limit.text")

    def test_each_of_many_documents_is_judged(self):
        run = judge(("---\n" + GOOD) * 20000)
        self.assertEqual((run.code, len(run.verdicts)), (0, 20000))

    # 4
    def test_a_catastrophic_pattern_of_a_tool_is_undetermined_never_no_match(self):
        law = LAW + "  \n"
        law = law.replace("(?i)^gpt", "^(a+)+$")
        run = judge(GOOD.replace("inhouse", "a" * 40 + "!"), law)
        self.assertEqual((run.code, run.verdicts), (2, ["undetermined"]))
        self.assertEqual(run.lines[0]["findings"][0]["clause"], "tool.unlisted")

    def rule_that_matches(self, pattern, purpose):
        law = LAW + f"rules:\n  slow: {{when: {{usage.purpose: {{matches: '{pattern}'}}}}}}\n"
        return judge(GOOD + f"purpose: {purpose}\n", law)

    def test_a_catastrophic_pattern_of_a_rule_is_answered(self):
        for pattern, purpose in (("^(a+)+$", "a" * 60 + "!"), ("^(a+)+$", "a" * 60000 + "!"), ("[a-z]+[0-9]", "a" * 60000 + " 1")):
            with self.subTest(pattern, length=len(purpose)):
                run = self.rule_that_matches(pattern, purpose)
                self.assertEqual((run.code, run.verdicts), (0, ["compliant"]))

    def test_a_pattern_of_a_rule_that_is_too_large_is_undetermined(self):
        run = self.rule_that_matches("^(a?){600}$", "a" * 60 + "!")
        self.assertEqual((run.code, run.verdicts), (2, ["undetermined"]))
        self.assertEqual(run.lines[0]["findings"][0]["clause"], "rule.slow")

    # 5
    def test_control_characters_are_refused_raw_and_escaped(self):
        for raw in (b"\x1b[31m", b"\x07", b"\x7f", b"\xc2\x9b", b"\x00"):
            self.refused(b"usage: 1\nactivity: drafting\ntool: x" + raw + b"\n---\n" + GOOD.encode(),
                         "bytes.character", ("invalid", "compliant"))
        for escape in (r"\e]0;owned\a", r"\0", r"\x1b", r"\x7f", r"\x9b", r"\N", r"\L", r"\P", r"\r"):
            self.refused(f'usage: 1\nactivity: drafting\ntool: "x{escape}"\n---\n' + GOOD,
                         "bytes.character", ("invalid", "compliant"))

    # 6
    def test_nothing_declared_can_steer_a_terminal(self):
        for character in ("\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufff9"):
            run = Run(LAW, f"usage: 1\nid: a{character}b\nactivity: drafting\ntool: x{character}\ndata: []\n")
            self.assertEqual(run.code, 1, run.err)
            self.assertNotIn(character.encode(), run.out + run.err)
            self.assertIn(f"U+{ord(character):04X}".encode(), run.out)

    # 7
    def test_nothing_printed_under_github_actions_is_a_command(self):
        hostile = ("::error file=a::owned", "##[error]owned", "x ##[group]y", "::set-output name=a::b")
        for text in hostile:
            usage = f"usage: 1\nid: '{text}'\nactivity: '{text}'\ntool: '{text}'\npurpose: '{text}'\n"
            usage += f"---\nusage: 1\n'{text}': 1\n"
            for form in ("text", "json", "ndjson"):
                run = Run(LAW, usage, "--format", form, env={"GITHUB_ACTIONS": "true"})
                self.assertEqual(run.code, 2)
                for line in (run.out + run.err).splitlines():
                    self.assertFalse(line.strip().startswith(b"::"), line)
                    self.assertNotIn(b"##[", line)

    # 8 to 11 concern formats whose writers own their escaping; JSON is the one that is here.
    def test_json_stays_json_whatever_is_declared(self):
        text = '</script>\\"}]} \u2028 &<>\'='.replace("\u2028", "")
        usage = f"usage: 1\nid: '{text.replace(chr(39), chr(39) * 2)}'\nactivity: drafting\ntool: inhouse\ndata: []\n"
        run = judge(usage)
        self.assertEqual(run.lines[0]["id"], text)

    # 12
    def test_a_duplicate_key_is_refused_with_both_lines(self):
        run = self.refused("usage: 1\nactivity: drafting\ntool: chatgpt\ntool: inhouse\n", "key.duplicate")
        error = run.lines[0]["errors"][0]
        self.assertEqual((error["line"], error["column"]), (4, 1))
        self.assertIn("3", error["message"])

    def test_keys_that_are_one_in_normal_form_are_duplicates(self):
        self.refused("usage: 1\nactivity: drafting\ntool: inhouse\nx-\u00e9: 1\nx-e\u0301: 2\n", "key.duplicate")

    # 13
    def test_a_line_that_an_editor_does_not_show_is_refused(self):
        for hidden in ("\u0085", "\u2028", "\u2029", "\r"):
            self.refused(f"usage: 1\nactivity: drafting{hidden}tool: inhouse\n", "bytes.character")

    # 14
    def test_types_come_from_the_schema(self):
        for wrong in ("facts: {opt_out: no}", "facts: {opt_out: yes}", "facts: {opt_out: 'True'}",
                      "volume: {requests: 010}", "volume: {requests: 1_000}", "volume: {requests: 0x10}",
                      "volume: {requests: -1}", "volume: {requests: 1e3}", "volume: {requests: 9223372036854775808}",
                      "date: 12:30:45", "date: 2026-02-29", "date: 20260101", "date: 2026-1-1"):
            self.refused(f"usage: 1\nactivity: drafting\ntool: inhouse\n{wrong}\n", "value.type")

    def test_quotes_never_change_a_type(self):
        law = LAW + "rules:\n  r: {when: {facts.opt_out: false}}\n"
        run = judge(GOOD + "facts: {opt_out: \"false\"}\n", law)
        self.assertEqual(run.verdicts, ["non-compliant"])

    def test_evidence_that_says_false_in_quotes_is_no_evidence(self):
        run = judge(GOOD.replace("drafting", "training-work") + 'training: "false"\n')
        self.assertEqual(run.verdicts, ["conditional"])

    # 15
    def test_what_yaml_allows_and_nobody_reads_is_refused_by_name(self):
        rows = {"<<: {a: 1}\n": "yaml.merge", "x-a: !!python/object:os.system x\n": "yaml.tag",
                "x-a: !!str x\n": "yaml.tag", "&k x-a: 1\n": "yaml.anchor", "? [a, b]\n: 1\n": "yaml.key",
                "? {a: 1}\n: 1\n": "yaml.key"}
        for row, code in rows.items():
            self.refused(GOOD + row, code)
        for directive in ("%YAML 2.0\n", "%TAG ! tag:x,2000:\n", "%YAML 1.1\n"):
            self.refused(directive + "---\n" + GOOD, "yaml.directive", ("invalid", "compliant"))

    def test_a_document_after_the_first_is_never_overlooked(self):
        run = judge(GOOD + "---\n" + GOOD.replace("inhouse", "chatgpt"))
        self.assertEqual((run.code, run.verdicts), (1, ["compliant", "non-compliant"]))

    def test_a_second_document_in_a_charter_is_refused(self):
        run = judge(GOOD, LAW + "---\ntools: {x: {status: approved}}\n")
        self.assertEqual((run.code, run.verdicts), (2, []))

    # 16
    def test_other_encodings_are_refused_with_a_place(self):
        for raw in (GOOD.encode("utf-16"), b"\xfe\xff" + GOOD.encode("utf-16-be"), GOOD.encode("utf-32")):
            run = judge(raw)
            self.assertEqual((run.code, run.verdicts), (2, ["invalid"]))
        for bad in (b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe9", b"\xe2\x82"):
            run = self.refused(GOOD.encode() + b"purpose: x" + bad + b"\n---\n" + GOOD.encode(), "bytes.encoding",
                               ("invalid", "compliant"))
            self.assertEqual((run.lines[0]["errors"][0]["line"], run.lines[0]["errors"][0]["column"]), (6, 11))

    def test_a_byte_order_mark_of_utf8_is_no_fault(self):
        self.assertEqual(judge(b"\xef\xbb\xbf" + GOOD.encode()).verdicts, ["compliant"])

    # 17
    def test_a_name_that_imitates_another_is_never_approved(self):
        for name, point in (("Maison I\u0410", "U+0410"), ("Maison\u200b IA", "U+200B"),
                            ("Maison \u202eAI", "U+202E"), ("\u0421hatGPT", "U+0421")):
            run = judge(GOOD.replace("inhouse", name))
            self.assertEqual(run.verdicts, ["review"], name)
            self.assertEqual(run.lines[0]["findings"][0]["clause"], "tool.unlisted")
            self.assertIn(point, run.lines[0]["findings"][0]["message"])

    def test_case_normal_form_and_white_space_hide_no_banned_tool(self):
        for name in ("CHATGPT", "chatGpt", "  'ChatGPT '", "\uff23hatGPT".replace("\uff23", "C"), "GPT-9"):
            self.assertEqual(judge(GOOD.replace("inhouse", name)).verdicts, ["non-compliant"], name)

    # 18
    def test_a_charter_includes_nothing_from_elsewhere(self):
        for path in ("../x.yaml", "/etc/passwd", "a/../../x.yaml", "./x.yaml", "a//b.yaml"):
            run = judge(GOOD, LAW + f"include: [{path}]\n")
            self.assertEqual((run.code, run.verdicts, run.errors), (2, [], ["include.place"]), path)

    # 20
    def test_dates_at_the_edges(self):
        for date, verdict in (("9999-12-31", "undetermined"), ("2024-02-29", "compliant"), ("0001-01-01", "compliant"),
                              ("0000-01-01", "invalid"), ("2023-02-29", "invalid"), ("10000-01-01", "invalid")):
            run = judge(GOOD + f"stage: done\ndate: {date}\n")
            self.assertEqual(run.verdicts, [verdict], date)

    def test_evidence_dated_in_the_future_is_none(self):
        run = judge(GOOD.replace("drafting", "training-work") + "training: [{on: 2026-11-03}]\n")
        self.assertEqual(run.verdicts, ["conditional"])
        run = judge(GOOD.replace("drafting", "training-work") + "training: [{on: 2026-11-02}]\n")
        self.assertEqual(run.verdicts, ["compliant"])

    def test_a_charter_out_of_force_judges_nothing(self):
        for dates in ("until: 2026-11-01", "from: 2026-11-03"):
            run = judge(GOOD, LAW.replace("id: law\n", f"id: law\n{dates}\n"))
            self.assertEqual((run.code, run.verdicts), (2, ["undetermined"]))
            self.assertEqual([f["clause"] for f in run.lines[0]["findings"]], ["charter.period"])


class Traps(unittest.TestCase):
    """What other checkers let pass without a word."""

    def test_a_misspelt_key_is_refused(self):
        run = judge("usage: 1\nactivity: drafting\ntool: inhouse\ndata_clas: restricted\n")
        self.assertEqual((run.code, run.verdicts, run.errors), (2, ["invalid"], ["key.unknown"]))

    def test_an_unknown_data_class_is_a_breach(self):
        self.assertEqual(judge(GOOD.replace("[internal]", "[intrenal]")).verdicts, ["non-compliant"])

    def test_an_empty_file_is_an_error(self):
        for empty in ("", "\n\n", "# nothing\n", "---\n", "---\n---\n", "...\n", "{}\n", "[]\n", "~\n"):
            run = judge(empty)
            self.assertEqual(run.code, 2, repr(empty))

    def test_a_bad_second_document_is_seen(self):
        run = judge(GOOD + "---\nusage: 1\ntool: inhouse\n")
        self.assertEqual((run.code, run.verdicts), (2, ["compliant", "invalid"]))

    def test_a_charter_that_lists_nothing_lets_nothing_pass(self):
        run = judge(GOOD, "charter: 1\nid: empty\n")
        self.assertEqual((run.code, run.verdicts), (1, ["review"]))

    def test_unreadable_and_breached_exit_differently(self):
        self.assertEqual(judge(GOOD.replace("inhouse", "chatgpt")).code, 1)
        self.assertEqual(judge("usage: [").code, 2)
        self.assertEqual(judge(GOOD.replace("inhouse", "chatgpt") + "---\n[").code, 2)
        self.assertEqual(judge(GOOD + "---\n[", LAW, "--exit-zero").code, 2)

    def test_an_expired_exception_is_not_honoured_and_resurfaces(self):
        law = LAW + "exceptions:\n  pilot: {waives: tool.status, approved-by: [users, deciders], until: %s}\n"
        usage = GOOD.replace("inhouse", "chatgpt").replace("[internal]", "[]")
        self.assertEqual(judge(usage, law % "2026-11-02").verdicts, ["compliant"])
        run = judge(usage, law % "2026-11-01")
        self.assertEqual(run.verdicts, ["non-compliant"])
        self.assertIn("exception.pilot", [f["clause"] for f in run.lines[0]["findings"]])

    def test_all_findings_are_told_at_once(self):
        run = judge("usage: 1\nactivity: drafting\ntool: chatgpt\ndata: [personal, secert]\n")
        self.assertEqual([f["clause"] for f in run.lines[0]["findings"]],
                         ["activity.data", "tool.status", "data.unlisted", "data.hosting"])

    def test_all_mistakes_of_a_charter_are_told_at_once(self):
        law = LAW.replace("above: public", "above: publc").replace("data: internal}", "data: intern}")
        law += "rules:\n  r: {when: {usage.output: publik}, efect: forbid}\n"
        run = judge(GOOD, law)
        self.assertEqual((run.code, run.verdicts), (2, []))
        for expected in (b"publc", b"intern", b"publik", b"efect"):
            self.assertIn(expected, run.err)

    def test_a_pipe_gets_no_colours(self):
        run = Run(LAW, GOOD.replace("inhouse", "chatgpt"))
        self.assertNotIn(b"\x1b", run.out + run.err)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What was there when the gate was set up is let pass; what is new fails: --baseline, --baseline-rev, --update-baseline."""

import json
import os
import unittest

from repository import LAW, LOOSE_LAW, Repository, use

BASELINE = "baseline.json"
BAD = use(id="bad", tool="consumer")


class Gate(Repository):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("uses/bad.yaml", BAD)
        self.write("uses/good.yaml", use(id="good"))

    def update(self, *words):
        return self.run_program("--baseline", BASELINE, "--update-baseline", *(words or ["uses"]))

    def gate(self, *words, **more):
        return self.check("--baseline", BASELINE, *(words or ["uses"]), **more)

    def entries(self):
        return json.loads(self.read(BASELINE))["accepted"]


class Baselines(Gate):
    def test_what_is_accepted_passes_and_its_verdict_stays(self):
        self.assertEqual(self.check("uses").code, 1)
        done = self.update()
        self.assertEqual(done.code, 0, done.err)
        done = self.gate()
        self.assertEqual((done.code, done.verdicts), (0, ["non-compliant", "compliant"]))
        self.assertEqual([one["accepted"] for one in done.json["verdicts"]], [True, False])
        self.assertIn("the baseline baseline.json accepts: 1\n", done.err)

    def test_what_is_new_fails(self):
        self.update()
        self.write("uses/new.yaml", use(id="new", tool="consumer"))
        self.assertEqual(self.gate().code, 1)
        self.write("uses/new.yaml", use(id="new", activity="coding"))
        self.assertEqual(self.gate().code, 1)

    def test_a_further_breach_of_an_accepted_declaration_fails(self):
        self.update()
        self.write("uses/bad.yaml", use(id="bad", tool="consumer", data="[internal, secret]"))
        done = self.gate()
        self.assertEqual(done.code, 1)
        findings = {one["clause"]: one["accepted"] for one in done.json["verdicts"][0]["findings"]}
        self.assertTrue(findings["tool.status"])
        self.assertIn(False, findings.values())
        self.assertFalse(done.json["verdicts"][0]["accepted"])

    def test_lines_that_move_change_nothing(self):
        self.update()
        self.write("uses/bad.yaml", "# a comment\n\n\npurpose: now with one\n" + BAD)
        done = self.gate()
        self.assertEqual(done.code, 0, done.out)
        self.assertNotIn("stale", done.err)

    def test_a_declaration_in_another_file_is_another_one(self):
        self.update()
        os.rename(self.path("uses/bad.yaml"), self.path("uses/renamed.yaml"))
        done = self.gate()
        self.assertEqual(done.code, 1, done.out)
        self.assertIn("tool.status of bad is no longer there", done.err)

    def test_a_copy_of_what_is_accepted_is_new(self):
        self.update()
        self.write("uses/copy.yaml", BAD)
        self.assertEqual(self.gate().code, 1)

    def test_another_value_at_fault_is_new(self):
        self.write("charter.yaml", LAW.replace("  consumer:", "  worse: {status: banned}\n  consumer:"))
        self.update()
        self.write("uses/bad.yaml", use(id="bad", tool="worse"))
        self.assertEqual(self.gate().code, 1)

    def test_a_breach_that_becomes_graver_is_new(self):
        self.write("uses/bad.yaml", use(id="bad", tool="other"))
        self.update()
        self.assertEqual(self.gate().code, 0)
        self.write("charter.yaml", LAW.replace("tool: review", "tool: forbid"))
        done = self.gate()
        self.assertEqual((done.code, done.verdicts[0]), (1, "non-compliant"))
        self.update()
        self.write("charter.yaml", LAW)
        self.assertEqual(self.gate().code, 0)

    def test_an_open_duty_is_accepted_too(self):
        self.write("uses/bad.yaml", use(id="bad", activity="coding"))
        self.update()
        self.assertEqual([one["clause"] for one in self.entries()], ["duty.training"])
        done = self.gate()
        self.assertEqual((done.code, done.verdicts[0]), (0, "conditional"))

    def test_what_cannot_be_decided_or_read_is_never_accepted(self):
        for text in (use(id="x", data=None), "usage: 1\n", use(id="x", tool="consumer", data=None)):
            self.write("uses/bad.yaml", text)
            before = self.check("uses").code
            self.assertEqual(self.update().code, before)
            self.assertEqual(self.gate().code, before)

    def test_the_file_is_ours_sorted_and_an_entry_a_line(self):
        for name in ("c", "a", "b"):
            self.write(f"uses/{name}.yaml", use(id=f"'{name}\"\\'", tool="consumer"))
        self.update()
        lines = self.read(BASELINE).split("\n")
        self.assertEqual((lines[0], lines[1]), ('{"charter-check-baseline": 2,', ' "accepted": ['))
        self.assertEqual(lines[-2:], ["]}", ""])
        rows = [line.rstrip(",") for line in lines[2:-2]]
        self.assertEqual(rows, sorted(rows))
        self.assertEqual(len(rows), 4)
        first = self.read(BASELINE)
        self.update()
        self.assertEqual(self.read(BASELINE), first)
        self.assertEqual(self.gate().code, 0)

    def test_with_nothing_to_accept_it_is_empty_and_accepts_nothing(self):
        os.remove(self.path("uses/bad.yaml"))
        self.assertEqual(self.update().code, 0)
        self.assertEqual(self.entries(), [])
        self.assertEqual(self.gate().code, 0)
        self.write("uses/bad.yaml", BAD)
        self.assertEqual(self.gate().code, 1)

    def test_stale_entries_are_told(self):
        self.update()
        self.write("uses/bad.yaml", use(id="bad"))
        done = self.gate()
        self.assertEqual(done.code, 0)
        self.assertIn("tool.status of bad is no longer there", done.err)
        self.update()
        self.assertNotIn("stale", self.gate().err)

    def test_a_baseline_that_cannot_be_read_stops_everything(self):
        self.update()
        good = self.read(BASELINE)
        for text in ("", "{", "[]", '{"accepted": []}', '{"charter-check-baseline": 3, "accepted": []}',
                     '{"charter-check-baseline": 1, "accepted": []}',
                     '{"charter-check-baseline": 2, "accepted": [{"clause": "x"}]}',
                     '{"charter-check-baseline": 2, "accepted": ["x"]}', "<<<<<<< HEAD\n" + good,
                     good.replace('"forbid"', '"all"'), good.replace('"clause"', '"clauses"'),
                     good.replace("{", '{"a": ' + "[" * 500, 1)):
            with self.subTest(text[:60]):
                self.write(BASELINE, text)
                done = self.run_program("--baseline", BASELINE, "uses", "-o", "sarif=out.sarif")
                self.assertEqual((done.code, done.out), (2, ""), done.err)
                self.assertIn(BASELINE, done.err)
                self.assertFalse(os.path.exists(self.path("out.sarif")))
        os.remove(self.path(BASELINE))
        done = self.gate()
        self.assertEqual(done.code, 2)
        self.assertIn("--update-baseline writes one", done.err)

    def test_a_run_that_could_not_read_everything_leaves_it(self):
        self.update()
        before = self.read(BASELINE)
        for name, text in (("bad.yaml", BAD + "tool: [\n"), ("other.yaml", "usage: 1\nactivity: drafting\n")):
            with self.subTest(name):
                self.write("uses/" + name, text)
                done = self.update()
                self.assertEqual((done.code, self.read(BASELINE)), (2, before))
                self.assertIn("baseline.json is left as it was: not everything could be read", done.err)

    def test_it_is_written_whole_or_not_at_all(self):
        self.update()
        good = self.read(BASELINE)
        done = self.run_program("--baseline", "nowhere/" + BASELINE, "--update-baseline", "uses")
        self.assertEqual(done.code, 2)
        done = self.update("uses", "--charter", "nowhere.yaml")
        self.assertEqual((done.code, self.read(BASELINE)), (2, good))
        self.assertEqual([name for name in os.listdir(self.folder) if "tmp" in name], [])

    def test_options_that_make_no_sense_together_are_refused(self):
        self.commit()
        for words in (["--update-baseline"], ["--baseline-rev", "HEAD"],
                      ["--baseline", BASELINE, "--update-baseline", "--baseline-rev", "HEAD"],
                      ["--baseline", BASELINE, "--update-baseline", "--changed-since", "HEAD"]):
            done = self.run_program(*words, "uses")
            self.assertEqual((done.code, done.out), (2, ""), words)
            self.assertRegex(done.err, "needs --baseline FILE|do not go together")
        self.assertFalse(os.path.exists(self.path(BASELINE)))

    def test_a_branch_that_edits_the_baseline_is_judged_by_that_of_main(self):
        self.update()
        self.commit()
        self.git("checkout", "-q", "-b", "branch")
        self.write("uses/evil.yaml", use(id="evil", tool="consumer"))
        self.update()
        self.commit()
        self.assertEqual(self.gate().code, 0)
        done = self.gate("--baseline-rev", "main", "uses")
        self.assertEqual(done.code, 1, done.err)
        self.assertEqual([one["accepted"] for one in done.json["verdicts"]], [True, False, False])
        done = self.run_program("--baseline", "nosuch.json", "--baseline-rev", "main", "uses")
        self.assertEqual(done.code, 2)
        for wrong in ("nosuch", "--output=x", ""):
            self.assertEqual(self.gate("--baseline-rev=" + wrong, "uses").code, 2)

    def test_the_charter_of_main_and_its_baseline_together(self):
        self.update()
        self.commit()
        self.git("checkout", "-q", "-b", "branch")
        self.write("charter.yaml", LOOSE_LAW)
        self.write(BASELINE, '{"charter-check-baseline": 2, "accepted": []}')
        self.write("uses/evil.yaml", use(id="evil", tool="consumer"))
        done = self.gate("--charter-rev", "main", "--baseline-rev", "main", "uses", env={"CI": "1"})
        self.assertEqual((done.code, done.verdicts), (1, ["non-compliant", "non-compliant", "compliant"]), done.err)


class Reports(Gate):
    """Each format says what is accepted, in its own way."""

    def gate_in(self, name):
        return self.run_program("--baseline", BASELINE, "-f", name, "uses")

    def setUp(self):
        super().setUp()
        self.update()
        self.write("uses/new.yaml", use(id="new", tool="consumer"))

    def test_people_are_told(self):
        text = self.gate_in("text").out
        self.assertEqual(text.count("The baseline accepts it"), 1)
        self.assertLess(text.index("The baseline accepts it"), text.index("new"))
        french = self.run_program("--baseline", BASELINE, "--lang", "fr", "uses").out
        self.assertNotIn("The baseline", french)

    def test_sarif_has_a_state_on_all_results_or_on_none(self):
        states = [one.get("baselineState") for one in self.gate_in("sarif").json["runs"][0]["results"]]
        self.assertEqual(states, ["unchanged", "new"])
        states = [one.get("baselineState") for one in
                  self.run_program("--baseline", BASELINE, "-f", "sarif", "--sarif-all", "uses").json["runs"][0]["results"]]
        self.assertEqual(set(states), {"unchanged", "new"})
        states = [one.get("baselineState") for one in self.run_program("-f", "sarif", "uses").json["runs"][0]["results"]]
        self.assertEqual(states, [None, None])

    def test_a_harness_does_not_fail(self):
        tap = self.gate_in("tap").out
        self.assertEqual(tap.count("# TODO"), 1)
        junit = self.gate_in("junit").out
        self.assertEqual((junit.count("<skipped"), junit.count("<failure")), (1, 1))
        github = self.gate_in("github").out
        self.assertEqual((github.count("::notice"), github.count("::error")), (1, 1))
        severities = [one["severity"] for one in self.gate_in("gitlab").json]
        self.assertEqual(sorted(severities), sorted({"info", *severities}))
        self.assertEqual(self.gate_in("compact").out.count("(accepted by the baseline)"), 1)

    def test_without_a_baseline_nothing_is_said_of_one(self):
        for name in self.formats():
            self.assertNotIn("accepted", self.run_program("-f", name, "uses").out)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
"""A baseline accepts what it saw: for every clause, the same and fewer, and nothing further, graver or other.

Each row breaches one clause alone. It is accepted, and then judged again as each of its variants says."""

import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from repository import Case, Repository, use  # noqa: E402

BASELINE = "baseline.json"
LAW = """\
charter: 1
id: law
governance: {body: The board, contact: board@example.org, colleges: [users]}
unlisted: {activity: review, tool: review, data: review}
data:
  public: {}
  internal: {above: public}
  personal: {above: internal}
  secret: {above: internal}
  local: {hosting: [house]}
  near: {hosting: [house, state]}
hosting: {house: {}, state: {}, abroad: {}}
duties:
  training: {due: before, evidence: training}
  reading: {due: after, evidence: review}
tools:
  good: {status: approved}
  bad: {status: banned}
  worse: {status: banned}
  tolerable: {status: tolerated}
  small: {status: approved, data: public}
  narrow: {status: approved, activities: [coding]}
  afar: {status: approved, hosting: abroad}
  spare: {status: approved}
  other-spare: {status: approved}
activities:
  drafting: {status: allowed}
  coding: {status: allowed}
  sorting: {status: allowed}
  deciding: {status: banned}
  rating: {status: restricted}
  open: {status: allowed, data: public}
  choosy: {status: allowed, tools: {not: [spare, other-spare]}}
  slow: {status: allowed, autonomy: suggest}
  taught: {status: allowed, duties: [training]}
  read: {status: allowed, duties: [reading]}
fields:
  account: {type: choice, values: [own, shared, lent]}
  share: {type: number}
  sure: {type: bool}
  since: {type: date}
  note: {type: text}
rules:
  own-account: {when: {activity: drafting}, require: {facts.account: own}, effect: review}
  no-secrets-out: {when: {usage.output: public, data: {includes: internal}}, effect: review}
  few: {when: {usage.volume.requests: {at-least: 100}}, effect: review}
  small-share: {when: {facts.share: {at-least: 0.5}}, effect: review}
  unsure: {when: {facts.sure: false}, effect: review}
  new-use: {when: {facts.since: {at-least: 2026-01-01}}, effect: review}
  no-scores: {when: {facts.note: {matches: score}}, effect: review}
  no-rating: {when: {usage.purpose: {matches: rate}}, effect: review}
detectors:
  number: {pattern: '\\b\\d{6}\\b', means: personal}
"""


def declared(**more):
    """A use that breaches nothing, with what differs."""
    facts = "{account: own, share: 0.1, sure: true, since: 2025-01-01, note: x%s}"
    plain = {"activity": "sorting", "tool": "good", "data": "[public]", "output": "internal", "autonomy": "suggest",
             "volume": "{requests: 1}", "purpose": "to sort", "facts": facts % ""}
    return use(id="x", **{**plain, **more})


def facts(**more):
    all_of_them = {"account": "own", "share": 0.1, "sure": "true", "since": "2025-01-01", "note": "x", **more}
    return "{" + ", ".join(f"{key}: {value}" for key, value in all_of_them.items()) + "}"


def law(old, new):
    assert old in LAW, old
    return LAW.replace(old, new)


SAME, FEWER, MORE, GRAVER, OTHER = "same", "fewer", "more", "graver", "other"

# clause: what is accepted, then (kind, what it becomes[, the charter by which it is judged then]).
ROWS = {
    "activity.unlisted": (declared(activity="dancing"), [
        (SAME, declared(activity="dancing")),
        (OTHER, declared(activity="singing")),
        (GRAVER, declared(activity="dancing"), law("activity: review", "activity: forbid"))]),
    "activity.status": (declared(activity="rating"), [
        (SAME, declared(activity="rating")),
        (OTHER, declared(activity="deciding")),
        (GRAVER, declared(activity="rating"), law("rating: {status: restricted}", "rating: {status: banned}"))]),
    "activity.data": (declared(activity="open", data="[internal, personal]"), [
        (SAME, declared(activity="open", data="[personal, internal, public]")),
        (FEWER, declared(activity="open", data="[personal]")),
        (MORE, declared(activity="open", data="[internal, personal, secret]")),
        (OTHER, declared(activity="open", data="[internal, secret]"))]),
    "activity.tools": (declared(activity="choosy", tool="spare"), [
        (SAME, declared(activity="choosy", tool="spare")),
        (OTHER, declared(activity="choosy", tool="other-spare"))]),
    "activity.autonomy": (declared(activity="slow", autonomy="supervised"), [
        (SAME, declared(activity="slow", autonomy="supervised")),
        (FEWER, declared(activity="slow", autonomy="assist")),
        (GRAVER, declared(activity="slow", autonomy="autonomous"))]),
    "tool.unlisted": (declared(tool="thing"), [
        (SAME, declared(tool="thing")),
        (OTHER, declared(tool="other thing")),
        (GRAVER, declared(tool="thing"), law("tool: review", "tool: forbid"))]),
    "tool.status": (declared(tool="bad"), [
        (SAME, declared(tool="bad")),
        (OTHER, declared(tool="worse")),
        (FEWER, declared(tool="bad"), law("bad: {status: banned}", "bad: {status: tolerated}"))]),
    "tool.data": (declared(tool="small", data="[internal, personal]"), [
        (SAME, declared(tool="small", data="[personal, internal]")),
        (FEWER, declared(tool="small", data="[public, internal]")),
        (MORE, declared(tool="small", data="[internal, personal, secret]")),
        (OTHER, declared(tool="small", data="[secret]"))]),
    "tool.activities": (declared(tool="narrow"), [
        (SAME, declared(tool="narrow")),
        (OTHER, declared(tool="narrow", activity="drafting"))]),
    "data.unlisted": (declared(data="[odd, strange]"), [
        (SAME, declared(data="[public, strange, odd]")),
        (FEWER, declared(data="[strange]")),
        (MORE, declared(data="[odd, strange, weird]")),
        (OTHER, declared(data="[odd, weird]")),
        (GRAVER, declared(data="[odd, strange]"), law("data: review}", "data: forbid}"))]),
    "data.hosting": (declared(tool="afar", data="[local]"), [
        (SAME, declared(tool="afar", data="[public, local]")),
        (MORE, declared(tool="afar", data="[local, near]")),
        (OTHER, declared(tool="afar", data="[near]")),
        (OTHER, declared(tool="afar", data="[local]"), law("afar: {status: approved, hosting: abroad}",
                                                          "afar: {status: approved, hosting: state}"))]),
    "detector.number": (declared(purpose="of 123456 and 234567"), [
        (SAME, declared(purpose="and of 234567 and 123456")),
        (FEWER, declared(purpose="of 123456")),
        (MORE, declared(purpose="of 123456 and 234567 and 345678")),
        (MORE, declared(purpose="of 123456 and 234567", files="[sent.txt]")),
        (OTHER, declared(files="[sent.txt]")),
        (GRAVER, declared(purpose="of 123456 and 234567"), law("means: personal", "means: personal, effect: forbid"))]),
    "duty.training": (declared(activity="taught"), [
        (SAME, declared(activity="taught")),
        (FEWER, declared(activity="taught", training="{id: a}")),
        (GRAVER, declared(activity="taught", stage="in-use"))]),
    "duty.reading": (declared(activity="read", stage="in-use"), [
        (SAME, declared(activity="read", stage="in-use")),
        (GRAVER, declared(activity="read", stage="done", date="2026-11-01"))]),
    "rule.own-account": (declared(activity="drafting", facts=facts(account="shared")), [
        (SAME, declared(activity="drafting", facts=facts(account="shared"))),
        (OTHER, declared(activity="drafting", facts=facts(account="lent"))),
        (GRAVER, declared(activity="drafting", facts=facts(account="shared")),
         law("{facts.account: own}, effect: review", "{facts.account: own}"))]),
    "rule.no-secrets-out": (declared(output="public", data="[internal, personal]"), [
        (SAME, declared(output="public", data="[personal, internal]")),
        (FEWER, declared(output="public", data="[personal]")),
        (MORE, declared(output="public", data="[internal, personal, secret]")),
        (OTHER, declared(output="public", data="[secret]"))]),
    "rule.few": (declared(volume="{requests: 100}"), [
        (SAME, declared(volume="{requests: 100}")), (OTHER, declared(volume="{requests: 200}"))]),
    "rule.small-share": (declared(facts=facts(share=0.5)), [
        (SAME, declared(facts=facts(share="0.50"))), (OTHER, declared(facts=facts(share=0.75)))]),
    "rule.unsure": (declared(facts=facts(sure="false")), [(SAME, declared(facts=facts(sure="false")))]),
    "rule.new-use": (declared(facts=facts(since="2026-02-01")), [
        (SAME, declared(facts=facts(since="2026-02-01"))), (OTHER, declared(facts=facts(since="2026-03-01")))]),
    "rule.no-scores": (declared(facts=facts(note="a score")), [
        (SAME, declared(facts=facts(note="a score"))), (OTHER, declared(facts=facts(note="the score")))]),
    "rule.no-rating": (declared(purpose="to rate"), [
        (SAME, declared(purpose="to rate")), (OTHER, declared(purpose="to rate people"))]),
}

# What nothing accepts: advice, and what is undetermined or met. Traces are scan's (below).
NEVER = {"data.files", "charter.period", "charter.review", "exception.", "trace.undeclared"}


class Acceptance(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("sent.txt", "of 123456\n")

    def accept(self, text):
        self.write("usage.yaml", text)
        done = self.run_program("--baseline", BASELINE, "--update-baseline", "usage.yaml")
        self.assertEqual(done.code, 0, done.out + done.err)
        return json.loads(self.read(BASELINE))["accepted"]

    def test_every_clause_that_may_be_accepted_has_a_row(self):
        rows = {re.sub(r"^(detector|duty|rule)\..*", r"\1.", clause) for clause in ROWS}
        clauses = {clause["id"] for clause in json.loads(self.run_program("tables").out)["clauses"]}
        self.assertEqual(rows, clauses - NEVER)

    def test_the_same_and_fewer_are_accepted_and_nothing_else_is(self):
        for clause, (text, variants) in ROWS.items():
            self.write("charter.yaml", LAW)
            # a duty that is due after use is open, and no breach, as long as the use goes on
            accepted = [entry["clause"] for entry in self.accept(text)]
            self.assertEqual(accepted, [] if clause == "duty.reading" else [clause])
            for kind, variant, *charter in variants:
                with self.subTest(clause=clause, kind=kind, variant=variant):
                    self.write("charter.yaml", charter[0] if charter else LAW)
                    self.write("usage.yaml", variant)
                    done = self.check("--baseline", BASELINE, "usage.yaml")
                    self.assertEqual(done.code, 0 if kind in (SAME, FEWER) else 1, self.read(BASELINE) + done.out)

    def test_a_duty_of_a_use_that_goes_on_is_not_that_of_one_that_is_done(self):
        self.accept(declared(activity="taught", stage="in-use"))
        for stage, code in (("in-use", 0), ("planned", 0), ("done", 1)):
            self.write("usage.yaml", declared(activity="taught", stage=stage, date="2026-11-02"))
            self.assertEqual(self.check("--baseline", BASELINE, "usage.yaml").code, code, stage)

    def test_a_fact_that_a_rule_reads_and_that_is_said_no_more_is_another(self):
        self.write("charter.yaml", law("rules:\n", """rules:
  either: {when: {any: [{facts.account: lent}, {facts.note: {absent: true}}]}, effect: review}
"""))
        self.accept(declared(facts=facts(account="lent")))
        self.assertEqual(self.check("--baseline", BASELINE, "usage.yaml").code, 0)
        self.write("usage.yaml", declared(facts="{account: lent, share: 0.1, sure: true, since: 2025-01-01}"))
        self.assertEqual(self.check("--baseline", BASELINE, "usage.yaml").code, 2)  # no-scores lacks its fact
        self.assertFalse(self.check("--baseline", BASELINE, "usage.yaml").json["verdicts"][0]["findings"][0]["accepted"])

    def test_nothing_that_detectors_find_stands_in_it(self):
        self.write("123456.txt", "of 234567\n")
        text = declared(purpose="rate 345678", facts=facts(note="score 456789"), files="[123456.txt]", tool="'567890'",
                        data="['678901', public]")
        self.accept(text)
        for secret in re.findall(r"\d{6}", text) + ["234567"]:
            self.assertNotIn(secret, self.read(BASELINE))
        self.assertEqual(self.check("--baseline", BASELINE, "usage.yaml").code, 0)

    def test_a_text_full_of_finds_is_an_entry_like_others(self):
        name = "x" * 200 + ".txt"
        for count, code in ((9000, 0), (8999, 0), (9001, 1)):
            self.write(name, "123456 \n" * count)
            text = declared(files=f"[{name}]")
            if count == 9000:
                self.assertEqual(self.accept(text)[0]["saw"], [[f"6 characters in file {name}", 9000]])
            self.assertEqual(self.check("--baseline", BASELINE, "usage.yaml").code, code, count)

    def test_what_is_written_says_what_was_seen(self):
        saw = {clause: self.accept(text)[0]["saw"] for clause, (text, _) in ROWS.items() if clause != "duty.reading"}
        self.assertEqual({clause: saw[clause] for clause in saw if not clause.startswith("rule.no-")}, {
            "activity.unlisted": ["dancing"],
            "activity.status": ["restricted"],
            "activity.data": ["internal", "personal"],
            "activity.tools": ["spare"],
            "activity.autonomy": ["assist", "supervised"],
            "tool.unlisted": ["thing"],
            "tool.status": ["banned"],
            "tool.data": ["internal", "personal"],
            "tool.activities": ["sorting"],
            "data.unlisted": ["odd", "strange"],
            "data.hosting": ["local on abroad"],
            "detector.number": [["6 characters in purpose", 2]],
            "duty.training": [],
            "rule.own-account": ["activity.id: drafting", "facts.account: shared"],
            "rule.few": ["usage.volume.requests: 100"],
            "rule.small-share": ["facts.share: 0.5"],
            "rule.unsure": ["facts.sure: false"],
            "rule.new-use": ["facts.since: 2026-02-01"],
        })
        self.assertEqual(saw["rule.no-secrets-out"], ["data: internal", "data: personal", "usage.output: public"])
        # of free texts, a digest alone
        self.assertRegex(saw["rule.no-scores"][0], "^facts.note: sha256 [0-9a-f]{32}$")
        self.assertRegex(saw["rule.no-rating"][0], "^usage.purpose: sha256 [0-9a-f]{32}$")


class Uses(Case):
    """What a use is: its id within its file, and how often that came; without an id, its place in the file."""

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW[:LAW.index("rules:")])

    def judge(self, text, *more, name="usage.yaml"):
        self.write(name, text)
        return self.check("--baseline", BASELINE, *more, name)

    def accepted(self, text, **more):
        return [verdict["accepted"] for verdict in self.judge(text, **more).json["verdicts"]]

    def test_an_id_that_comes_again_is_another_use(self):
        bad, good, fine = use(id="x", tool="bad"), use(id="x", tool="good"), use(id="y", tool="good")
        self.judge("---\n".join([good, bad]), "--update-baseline")
        entry, = json.loads(self.read(BASELINE))["accepted"]
        self.assertEqual((entry["declaration"], entry["number"]), ("x", 2))
        self.assertEqual(self.accepted("---\n".join([good, bad])), [False, True])
        self.assertEqual(self.accepted("---\n".join([fine, good, fine, bad])), [False, False, False, True])
        self.assertEqual(self.accepted("---\n".join([bad, good])), [False, False])
        self.assertEqual(self.accepted("---\n".join([bad, bad])), [False, True])

    def test_without_an_id_its_place_in_the_file_is_what_it_is_known_by(self):
        bad, good = use(tool="bad"), use(tool="good")
        self.judge("---\n".join([good, bad]), "--update-baseline")
        entry, = json.loads(self.read(BASELINE))["accepted"]
        self.assertEqual((entry["declaration"], entry["number"]), (None, 2))
        self.assertEqual(self.accepted("---\n".join([good, bad, bad])), [False, True, False])
        self.assertEqual(self.accepted("---\n".join([bad, good])), [False, False])

    def test_the_same_id_in_another_file_is_another_use(self):
        bad = use(id="x", tool="bad")
        self.judge(bad, "--update-baseline")
        self.assertEqual(self.accepted(bad), [True])
        self.assertEqual(self.accepted(bad, name="other.yaml"), [False])

    def test_a_file_is_the_same_however_its_path_is_spelt(self):
        self.write("uses/a.yaml", use(id="x", tool="bad"))
        self.check("--baseline", BASELINE, "--update-baseline", "uses")
        self.assertEqual(json.loads(self.read(BASELINE))["accepted"][0]["file"], "uses/a.yaml")
        for name in ("uses/a.yaml", "./uses/a.yaml", "uses//a.yaml", "./uses/", "uses/../uses/a.yaml"):
            done = self.check("--baseline", BASELINE, name)
            self.assertEqual(done.code, 0, name)
            self.assertNotIn("stale", done.err)

    def test_whatever_a_file_is_called_it_is_known_again(self):
        names = [b"uses/a\nb.yaml", b"uses/a\xffb.yaml", "uses/\u00e9\u202e.yaml".encode(), b'uses/a"\\b.yaml', b"uses/a\tb.yaml",
                 b"uses/\x1b[1m.yaml", b"uses/a%FFb.yaml", "uses/\u2028.yaml".encode(), b"uses/100%.yaml"]
        os.mkdir(self.path("uses"))
        for name in names:
            with open(os.path.join(self.folder.encode(), name), "w", encoding="utf-8") as file:
                file.write(use(id='"x\\ty"', tool="bad"))
        self.check("--baseline", BASELINE, "--update-baseline", "uses")
        self.assertEqual(len({entry["file"] for entry in json.loads(self.read(BASELINE))["accepted"]}), len(names))
        done = self.check("--baseline", BASELINE, "uses")
        self.assertEqual((done.code, done.err.count("stale")), (0, 0), done.err)

    def test_uses_that_look_alike_are_not_taken_for_one_another_in_any_number_of_threads(self):
        text = "---\n".join(use(id=f"x{i % 7}", tool="bad") for i in range(700))
        self.judge(text, "--update-baseline", "--jobs", "3")
        first = self.read(BASELINE)
        self.judge(text, "--update-baseline", "--jobs", "1")
        self.assertEqual(self.read(BASELINE), first)
        self.assertEqual(len(json.loads(first)["accepted"]), 700)
        self.assertEqual(self.judge(text).code, 0)
        self.assertEqual(self.judge(text + "---\n" + use(id="x1", tool="bad")).code, 1)


class Earlier(Case):
    def test_one_of_the_first_version_is_refused_with_what_to_do(self):
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", declared())
        self.write(BASELINE, '{"charter-check-baseline": 1,\n "accepted": [\n{"file": "usage.yaml", "declaration": "x", '
                             '"clause": "tool.status", "effect": "forbid", "fingerprint": "3f2a:1"}\n]}\n')
        done = self.run_program("--baseline", BASELINE, "usage.yaml")
        self.refuses(done, "this is a baseline of an earlier version: it does not say", "what was accepted, only where",
                     "--update-baseline", "baseline.json:1:28")
        self.assertEqual(done.err.count("error["), 1)
        self.assertEqual(self.run_program("--baseline", BASELINE, "--update-baseline", "usage.yaml").code, 0)
        self.assertEqual(self.run_program("--baseline", BASELINE, "usage.yaml").code, 0)


class Traces(Repository):
    LAW = """\
charter: 1
id: law
governance: {body: The board, contact: board@example.org, colleges: [users]}
tools: {good: {status: approved}, bad: {status: banned}}
activities: {coding: {status: allowed}}
traces:
  good: {tool: good, paths: [GOOD.md, .good/**], dependencies: {npm: good}}
  bad: {tool: bad, paths: [BAD.md]}
"""

    def scan(self, *words):
        return self.run_program("scan", "--baseline", BASELINE, *words).code

    def test_a_further_kind_of_trace_is_new_and_another_of_the_same_kind_is_not(self):
        self.write("charter.yaml", self.LAW)
        self.write("GOOD.md", "x")
        self.commit()
        self.assertEqual(self.scan("--update-baseline"), 0)
        entry, = json.loads(self.read(BASELINE))["accepted"]
        self.assertEqual((entry["clause"], entry["tool"], entry["saw"]), ("trace.undeclared", "good", ["path"]))
        self.write(".good/settings", "x")
        self.assertEqual(self.scan(), 0)
        self.write("package.json", '{"dependencies": {"good": "1"}}')
        self.assertEqual(self.scan(), 1)
        self.assertEqual(self.scan("--update-baseline"), 0)
        os.remove(self.path("GOOD.md"))
        self.assertEqual(self.scan(), 0)
        self.write("BAD.md", "x")
        self.assertEqual(self.scan(), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#!/usr/bin/env python3
"""prove: claims about random small charters get the answer that judging every declaration of them gives; what shows it is a
declaration that check judges so, and that says nothing too much; where not all can be gone through, nothing is proved."""

import itertools
import json
import os
import random
import unittest

from running import BRIEF, Case

CHARTERS = int(os.environ.get("CHARTER_PROOFS", "5" if BRIEF else "40"))
SEED = int(os.environ.get("CHARTER_SEED", "7"))
DAY = "2026-11-02"
ALLOWED = ("compliant", "conditional")

# A fact: what it may be declared as, and the conditions on it.
FACTS = {
    "facts.a": ([None, '"x"', '"y"', '"z"'], ["{facts.a: x}", "{facts.a: {not: y}}", "{facts.a: {in: [x, z]}}", "{facts.a: {absent: true}}"]),
    "facts.b": ([None, "true", "false"], ["{facts.b: true}", "{facts.b: {not: true}}", "{facts.b: {absent: false}}"]),
    "facts.n": ([None, "4", "5", "6"], ["{facts.n: {at-least: 5}}", "{facts.n: 5}", "{facts.n: {at-most: 5}}"]),
    "usage.output": ([None, '"internal"', '"public"', '"decision"'], ["{usage.output: public}", "{usage.output: {not: decision}}"]),
    "usage.autonomy": ([None, '"suggest"', '"assist"', '"supervised"', '"autonomous"'], ["{usage.autonomy: {at-least: supervised}}"]),
    "usage.unit": ([None, '"A"', '"B"'], ["{usage.unit: A}", "{usage.unit: {not: A}}", "{usage.unit: {absent: true}}"]),
}
FIXED = ["{activity: one}", "{activity: {not: two}}", "{tool: t}", "{tool.status: approved}", "{tool.listed: false}", "{data: {includes: high}}",
         "{data: {within: low}}", "{tool.hosting: {not: here}}"]


def condition(draw, facts):
    """A condition on some of these facts, in either spelling of what joins them."""
    parts = [draw.choice(FIXED + [one for fact in facts for one in FACTS[fact][1]] * 2) for _ in range(draw.choice((1, 1, 2, 3)))]
    parts = [f"{{not: {one}}}" if draw.random() < 0.15 else one for one in parts]
    return parts[0] if len(parts) == 1 else f"{{{draw.choice(('all', 'any'))}: [{', '.join(parts)}]}}"


def rules(draw, facts):
    for number in range(draw.randint(0, 3)):
        kind = draw.choice(("when", "require", "duties"))
        more = {"when": "", "require": f", require: {condition(draw, facts)}", "duties": ", duties: [d]"}[kind]
        yield f"  r{number}: {{when: {condition(draw, facts)}{more}, effect: {draw.choice(('forbid', 'forbid', 'review', 'advise'))}, because: so}}\n"


def exceptions(draw, facts):
    for number in range(draw.choice((0, 0, 1, 2))):
        waives = draw.sample(["tool.status", "data.hosting", "tool.data", "activity.data", "tool.unlisted", "activity.status", "data.unlisted", "rule.r0"], 2)
        yield (f"  e{number}: {{for: {condition(draw, facts)}, waives: [{', '.join(waives)}], from: 2026-01-01, until: {draw.choice(('2026-12-31', '2026-06-30'))},"
               f" approved-by: [c], because: so}}\n")


def charter(draw, facts):
    autonomy = ", autonomy: assist" if "usage.autonomy" in facts else ""  # else nobody would try it
    text = ("charter: 1\nid: small\nfrom: 2026-01-01\ngovernance: {body: b, contact: c, colleges: [c]}\n"
            f"unlisted: {{activity: {draw.choice(('review', 'forbid'))}, tool: {draw.choice(('review', 'forbid'))}, data: {draw.choice(('review', 'forbid'))}}}\n"
            f"data: {{low: {{}}, high: {{above: low{draw.choice(('', ', hosting: [here]'))}}}, aside: {{{draw.choice(('', 'duties: [d]'))}}}}}\n"
            "hosting: {here: {}, there: {}}\nduties: {d: {due: before}, e: {due: after}}\n"
            f"tools:\n  t: {{status: {draw.choice(('approved', 'tolerated', 'banned'))}, hosting: {draw.choice(('here', 'there'))}{draw.choice(('', ', data: low', ', data: [low, aside]'))}}}\n"
            f"  u: {{status: approved{draw.choice(('', ', hosting: here'))}}}\n"
            f"activities:\n  one: {{status: allowed{draw.choice(('', ', data: low', autonomy, ', tools: {only: [t]}'))}}}\n"
            f"  two: {{status: {draw.choice(('allowed', 'restricted', 'banned'))}, duties: [{draw.choice(('', 'd', 'e'))}]}}\n"
            "fields: {a: {type: choice, values: [x, y, z]}, b: {type: bool}, n: {type: number}}\n")
    ruled, excepted = "".join(rules(draw, facts)), "".join(exceptions(draw, facts))
    if "r0:" not in ruled:
        excepted = excepted.replace("rule.r0", "tool.activities")
    return text + (f"exceptions:\n{excepted}" if excepted else ""), ruled


def declarations(facts):
    """Each choice of an activity, a tool, data, and these facts, absent or with each value."""
    keys = {"usage": [], "facts": []}
    for values in itertools.product(*(FACTS[fact][0] for fact in facts)):
        keys = {"usage": "", "facts": []}
        for fact, value in zip(facts, values):
            where, _, name = fact.partition(".")
            if value is not None and where == "usage":
                keys["usage"] += f', "{name}": {value}'
            elif value is not None:
                keys["facts"].append(f'"{name}": {value}')
        said = keys["usage"] + (f', "facts": {{{", ".join(keys["facts"])}}}' if keys["facts"] else "")
        for activity, tool in itertools.product(("one", "two", "zzz"), ("t", "u", "zzzz")):
            for data in (None, "[]", '["low"]', '["high"]', '["aside"]', '["low", "aside"]', '["high", "aside"]', '["zzzzz"]', '["low", "zzzzz"]', '["high", "aside", "zzzzz"]'):
                yield f'{{"usage": 1, "activity": "{activity}", "tool": "{tool}"{said}{"" if data is None else f", {chr(34)}data{chr(34)}: {data}"}}}\n'


class Random(Case):
    def told(self, law):
        done = self.run_program("check", "--charter", law, "--at", DAY, "--format", "ndjson", "--verbose", "all.ndjson")
        return [json.loads(line) for line in done.out.splitlines()[:-1]]

    def judged(self, lines):
        """(verdict, truth of the claim's condition) of each declaration: the condition is a rule that only advises. Another
        charter's, since a rule that waits for what is not said of a tool keeps an exception from waiving that it is not listed."""
        self.write("all.ndjson", "".join(lines))
        for one, other in zip(self.told("law.yaml"), self.told("claim.yaml")):
            truth, = [finding["outcome"] for finding in other["findings"] if finding["clause"] == "rule.claim"]
            yield one["verdict"], truth

    def test_every_answer_is_that_of_going_through_all(self):
        draw, counts = random.Random(SEED), {}
        for number in range(CHARTERS):
            facts = draw.sample(list(FACTS), 3)
            text, ruled = charter(draw, facts)
            claim = condition(draw, facts)
            lines = list(declarations(facts))
            self.write("law.yaml", text + (f"rules:\n{ruled}" if ruled else ""))
            self.write("claim.yaml", text + f"rules:\n{ruled}  claim: {{when: {claim}, effect: advise, because: so}}\n")
            if self.run_program("lint", "claim.yaml", "--at", DAY, "--fail-on", "never").code != 0:
                continue  # a condition that can never hold is refused, of a claim too
            every = list(self.judged(lines))
            self.assertEqual(len(every), len(lines))
            holds = {truth for verdict, truth in every if verdict in ALLOWED}
            expected = {f"never: {claim}": 1 if "breached" in holds else 0, f"always: {claim}": 1 if holds - {"breached"} else 0}
            for verdict in ("conditional", "review", "undetermined", "non-compliant"):
                expected[f"reachable: {verdict}"] = 0 if verdict in {one for one, _ in every} else 1
            for said, code in expected.items():
                with self.subTest(number, claim=said, facts=facts, charter=text + ruled):
                    done = self.run_program("prove", "law.yaml", said, "--at", DAY, "--format", "json")
                    told = json.loads(done.out)
                    self.assertEqual((done.code, told["not-gone-through"]), (code, []), told)
                    self.shows(told, said)
                    counts[said.split(":")[0], code] = counts.get((said.split(":")[0], code), 0) + 1
        if CHARTERS >= 40:
            for kind in itertools.product(("never", "always", "reachable"), (0, 1)):
                self.assertGreater(counts.get(kind, 0), 5, kind)

    def shows(self, told, claim):
        """A declaration is judged as is said, and it is minimal: without any fact it shows nothing."""
        shown = (told["answer"] == "proved") == claim.startswith("reachable")
        self.assertEqual(told["declaration"] is not None, shown)
        if not shown:
            return
        self.write("one.json", told["declaration"])
        done = self.run_program("check", "--charter", "law.yaml", "--at", DAY, "--format", "json", "one.json")
        self.assertEqual(json.loads(done.out)["verdicts"][0]["verdict"], told["verdict"])
        if not claim.startswith("reachable"):
            self.assertIn(told["verdict"], ALLOWED)


LAW = """\
charter: 1
id: law
from: 2026-01-01
data: {public: {}, secret: {above: public}}
tools: {good: {status: approved, data: public}, bad: {status: banned, because: no}}
activities: {drafting: {status: allowed}}
fields: {note: {type: text}, share: {type: number}}
"""


class Told(Case):
    def prove(self, claim, *words, law=LAW):
        self.write("charter.yaml", law)
        return self.run_program("prove", "charter.yaml", claim, "--at", DAY, *words)

    def test_people_are_told_what_shows_it_and_where_the_charter_allows_it(self):
        done = self.prove("never: {tool: good}")
        self.assertEqual((done.code, done.err), (1, ""))
        for part in ("refuted: it holds for a declaration that is allowed", '{"usage": 1, "activity": "drafting", "tool": "good", "data": []}',
                     '"good": charter.yaml:5', '"drafting": charter.yaml:6', "as of 2 November 2026"):
            self.assertIn(part, done.out)
        self.assertIn("réfuté", self.prove("never: {tool: good}", "--lang", "fr").out)
        self.assertEqual(self.prove("never: {tool: bad}").out.splitlines()[0], "proved: no declaration speaks against it")

    def test_what_cannot_be_gone_through_is_never_proved(self):
        pattern = 'rules: {r: {when: {facts.note: {matches: "^a+$"}}, effect: forbid, because: so}}\n'
        summed = 'rules: {r: {when: "facts.share * 2.0 > 7.0", effect: forbid, because: so}}\n'
        named = 'rules: {r: {when: {tool.name: x}, effect: forbid, because: so}}\n'
        for rule in (pattern, summed, named):
            with self.subTest(rule):
                done = self.prove("never: {tool: bad}", law=LAW + rule)
                self.assertEqual(done.code, 2)
                self.assertIn("undecided", done.out)
                self.assertIn("charter.yaml:8", done.out)
                self.assertEqual(self.prove("never: {tool: good}", law=LAW + rule).code, 1)
                self.assertEqual(self.prove("reachable: conditional", law=LAW + rule).code, 2)
        done = self.prove("never: {tool: bad}", "--most", "5")
        self.assertEqual(done.code, 2)
        self.assertIn("--most", done.out)

    def test_facts_of_each_type_are_declared_as_they_are_written(self):
        """What the claim asks for stands in the declaration, whatever its type; and nothing else does."""
        law = LAW.replace("share: {type: number}", "share: {type: number}, day: {type: date}, sure: {type: bool}, kind: {type: choice, values: [a, b]}")
        base = {"usage": 1, "activity": "drafting", "tool": "good", "data": []}
        for claim, more in {
            "{usage.volume.requests: {at-least: 5}}": {"volume": {"requests": 5}}, "{usage.volume.tokens: 0}": {"volume": {"tokens": 0}},
            "{usage.date: 2026-05-01}": {"date": "2026-05-01"}, "{facts.day: {at-least: 2026-05-01}}": {"facts": {"day": "2026-05-01"}},
            "{facts.share: 0.5}": {"facts": {"share": 0.5}}, "{facts.sure: false}": {"facts": {"sure": False}}, "{facts.kind: b}": {"facts": {"kind": "b"}},
            "{facts.note: 'two words'}": {"facts": {"note": "two words"}}, "{usage.autonomy: {at-least: supervised}}": {"autonomy": "supervised"},
            "{tool.model: m-1}": {"tool": {"name": "good", "model": "m-1"}}, "{usage.unit: U, facts.sure: true}": {"unit": "U", "facts": {"sure": True}},
            "{usage.role: {absent: true}}": {}, "{usage.role: {absent: false}}": {"role": "other"}, "{data: {includes: public}}": {"data": ["public"]},
        }.items():
            with self.subTest(claim):
                done = self.prove(f"never: {claim}", "--format", "json", law=law)
                self.assertEqual(done.code, 1, done.out + done.err)
                self.assertEqual(json.loads(json.loads(done.out)["declaration"]), {**base, **more})

    def test_reports_go_to_files_and_exceptions_kept_apart_count(self):
        governed = LAW + "governance: {body: b, contact: c, colleges: [x]}\n"
        self.write("apart.yaml", "charter: 1\nexceptions: {e: {for: {tool: bad}, waives: [tool.status], approved-by: [x], because: so}}\n")
        self.assertEqual(self.prove("never: {tool: bad}", law=governed).code, 0)
        done = self.prove("never: {tool: bad}", "--exceptions", "apart.yaml", "--output", "json=told.json", law=governed)
        self.assertEqual(done.code, 1)
        self.assertEqual(json.loads(self.read("told.json"))["answer"], "refuted")
        for words in (("--output", "json=charter.yaml"), ("--output", "json=gone/told.json"), ("--format", "yaml"), ("--exceptions", "gone.yaml")):
            self.assertEqual(self.prove("never: {tool: bad}", *words, law=governed).code, 2, words)
        self.assertEqual(self.read("charter.yaml"), governed)

    def test_wherever_the_bound_lies_the_answer_is_right_or_open(self):
        """What shows a claim is made small beyond the bound: to have found it is never lost."""
        codes = [self.prove("never: {tool: good, facts.share: 5}", "--most", str(most)).code for most in range(1, 40)]
        self.assertEqual(sorted(codes, reverse=True), codes)
        self.assertEqual(set(codes), {1, 2})

    def test_many_classes_are_undecided_and_not_proved(self):
        classes = ", ".join(f"c{i}: {{}}" for i in range(14))
        law = LAW.replace("data: {public", f"data: {{{classes}, public").replace("data: public}", "data: [" + ", ".join(f"c{i}" for i in range(14)) + "]}")
        self.assertEqual(self.prove("never: {tool: bad}", law=law).code, 2)
        self.assertEqual(self.prove("never: {data: {includes: c9}}", law=law).code, 1)

    def test_a_duty_that_is_done_makes_it_compliant(self):
        law = LAW + ("duties: {t: {due: before, evidence: training, accepts: [ia-1]}, r: {due: before, evidence: review, by-another: true},"
                     " e: {due: before, valid-for: P1Y}}\nrules: {all: {duties: [t, r, e]}}\n")
        done = self.prove("reachable: compliant", "--format", "json", law=law)
        self.assertEqual(done.code, 0, done.out)
        declared = json.loads(json.loads(done.out)["declaration"])
        self.assertEqual(set(declared), {"usage", "activity", "tool", "data", "author", "training", "review", "evidence"})
        law = LAW.replace("share: {type: number}", "done: {type: bool}, how: {type: choice, values: [no, well]}") + (
            "duties: {t: {due: before, evidence: facts.done}, u: {due: before, evidence: facts.how, accepts: [well]}}\nrules: {all: {duties: [t, u]}}\n")
        done = self.prove("reachable: compliant", "--format", "json", law=law)
        self.assertEqual(json.loads(json.loads(done.out)["declaration"])["facts"], {"done": True, "how": "well"})

    def test_claims_that_are_none_are_told_with_their_place(self):
        for claim, code in (("nver: {tool: good}", "key.unknown"), ("never: {tool.id: god}", "condition.never"), ("never: [", "yaml.syntax"), ("", "input.empty"),
                            ("reachable: fine", "value.choice"), ("{never: {tool: good}, always: {tool: good}}", "key.missing"), ("tool", "value.type"),
                            ("never: 'usage.output =='", "condition.syntax")):
            with self.subTest(claim):
                done = self.prove(claim)
                self.assertEqual(done.code, 2)
                self.assertIn(f"error[{code}]", done.err)
        self.assertEqual(self.run_program("prove").code, 2)
        self.assertEqual(self.run_program("prove", "charter.yaml", "never: {tool: good}", "more").code, 2)
        done = self.run_program("prove", "charter.yaml", "reachable: review", "--at", "2020-01-01")
        self.assertEqual(done.code, 2)
        self.assertIn("no version of the charter is in force", done.err)


if __name__ == "__main__":
    unittest.main()

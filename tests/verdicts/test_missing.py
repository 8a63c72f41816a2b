#!/usr/bin/env python3
"""What is missing, where a random charter seldom comes: lists that are cut, limits that are reached."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("CHARTER_CHECK", "")
CHARTER = {"charter": 1, "id": "t", "version": "1", "tools": {"one": {"status": "approved"}},
           "fields": {"a": {"type": "bool"}}, "activities": {"x": {"status": "allowed"}}}
USE = {"usage": 1, "activity": "x", "tool": "one"}


def judged(charter, use):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "charter.yaml"
        path.write_text(json.dumps(CHARTER | charter), encoding="utf-8")
        done = subprocess.run([PROGRAM, "--charter", str(path), "--at", "2026-06-01", "--format", "ndjson", "-"],
                              input=json.dumps(USE | use).encode(), capture_output=True, timeout=60, check=False,
                              env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return json.loads(done.stdout.splitlines()[0])


@unittest.skipUnless(os.access(PROGRAM, os.X_OK), "there is no program")
class Missing(unittest.TestCase):
    def test_every_rule_asks_for_what_it_lacks_however_many_words_a_fact_is_compared_with(self):
        rules = {f"r{i}": {"when": {"usage.unit": f"U{i}", "facts.a": True}} for i in range(40)}
        missing = {m["key"]: m["asked-by"] for m in judged({"rules": rules}, {})["missing"]}
        self.assertEqual(missing, {key: [f"rule.{r}" for r in rules] for key in ("usage.unit", "facts.a")})

    def test_evidence_is_asked_for_beside_the_author_where_an_author_would_not_do(self):
        duties = {"duties": {"review": {"due": "before", "by-another": True, "valid-for": "P1Y"}},
                  "activities": {"x": {"status": "allowed", "duties": ["review"]}}}
        for on, keys in (("2020-01-01", ["evidence.review", "usage.author"]), ("2026-05-01", ["usage.author"])):
            told = judged(duties, {"evidence": {"review": {"by": "c.durand", "on": on}}})
            self.assertEqual([m["key"] for m in told["missing"]], keys)

    def test_evidence_that_is_there_stays_beside_what_is_pasted(self):
        duties = {"duties": {"a": {"due": "before", "evidence": "evidence.a", "accepts": ["a-1"]},
                             "b": {"due": "before", "evidence": "evidence.a", "accepts": ["b-1"]}},
                  "activities": {"x": {"status": "allowed", "duties": ["a", "b"]}}}
        for said in ({"id": "a-1"}, [{}, {"id": "a-1"}, False]):
            told = judged(duties, {"evidence": {"a": said}})
            self.assertEqual([m["paste"].replace('"', "") for m in told["missing"]],
                             ["evidence: {a: [{id: a-1}, {id: b-1}]}"])
        told = judged(duties, {"evidence": {"a": False}})
        self.assertEqual([m["paste"] for m in told["missing"]], ["evidence: {a: {id: a-1}}", "evidence: {a: {id: b-1}}"])

    def test_why_is_what_the_first_entry_says_that_says_why(self):
        charter = {"activities": {"x": {"status": "allowed", "autonomy": "assist", "data": "public", "because": "why"}},
                   "data": {"public": {}}, "rules": {"r": {"when": {"facts.a": True}},
                                                     "s": {"when": {"facts.a": True}, "because": "so"}}}
        told = {m["key"]: m["because"] for m in judged(charter, {})["missing"]}
        self.assertEqual(told, {"data": "why", "usage.autonomy": "why", "facts.a": "so"})

    def test_a_number_or_a_day_is_left_open_in_a_line_and_read_by_nobody(self):
        charter = {"fields": {"n": {"type": "number"}, "d": {"type": "date"}},
                   "rules": {"r": {"when": {"facts.n": {"at-least": 5}, "facts.d": {"at-least": "2026-01-01"},
                                            "usage.volume.requests": {"at-least": 5}}}}}
        told = [m["paste"].replace('"', "") for m in judged(charter, {})["missing"]]
        self.assertEqual(told, ["volume: {requests: …}", "facts: {n: …}", "facts: {d: …}"])
        self.assertEqual(judged({}, {"stage": "done"})["missing"][0]["paste"], "date: …")
        for use in ({"facts": {"n": "…"}}, {"facts": {"d": "…"}}, {"volume": {"requests": "…"}}, {"date": "…"}):
            self.assertEqual(judged(charter, use)["verdict"], "invalid")

    def test_a_word_that_a_duty_accepts_is_read_as_that_word(self):
        for word in ("null", "a: b", "x #y"):
            charter = {"fields": {"k": {"type": "choice", "values": [word]}},
                       "duties": {"a": {"due": "before", "evidence": "facts.k", "accepts": [word]}},
                       "activities": {"x": {"status": "allowed", "duties": ["a"]}}}
            self.assertEqual(judged(charter, {})["missing"][0]["paste"], f'facts: {{k: "{word}"}}')

    def test_no_line_puts_a_cover_in_the_place_of_a_secret(self):
        charter = {"data": {"personal": {}}, "detectors": {"nir": {"pattern": "nir-[0-9]+", "means": "personal"}},
                   "fields": {"note": {"type": "text"}, "a": {"type": "bool"}},
                   "rules": {"r": {"when": {"facts.a": True}}}}
        for note, paste in (("nir-77", None), ("nir", "facts: {note: nir, a: true}")):
            told = judged(charter, {"facts": {"note": note}, "data": []})["missing"]
            self.assertEqual([m["paste"] and m["paste"].replace('"', "") for m in told], [paste])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Parts of an audit that are merged: none of them twice, none that was cut or edited, and none that differs unasked."""

import hashlib
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from running import Case, LAW, use  # noqa: E402

AT = "2026-11-02"
MAPPING = """\
intake: 1
declare: {activity: What, tool: Tool, data: {column: Data, values: {p: public}}}
"""
EXCEPTIONS = "charter: 1\nexceptions: {e: {waives: tool.status, approved-by: [users, deciders], until: 2026-12-31}}\n"


class Parts(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        for name in "abc":
            self.write(f"{name}.yaml", "---\n".join(use(id=f"{name}{i}") for i in range(3)))

    def part(self, name, *inputs, at=AT, charter="charter.yaml", options=(), code=0):
        done = self.run_program("audit", "--quiet", "--charter", charter, "--at", at, "--partial", f"{name}.json",
                                *options, *(inputs or [f"{name}.yaml"]))
        self.assertEqual(done.code, code, done.err)
        return f"{name}.json"

    def merge(self, *words):
        return self.run_program("merge", "--partial", "all.json", *words)

    def refused(self, sentences, *parts, options=()):
        """Nothing is merged: no report, no file; each sentence is told, with the part's name and what to do."""
        done = self.merge("--output", "json=report.json", *options, *parts)
        flat = re.sub(r"\s+", " ", done.err)
        self.assertEqual((done.code, done.out), (2, ""), done.err)
        for sentence in (*sentences, parts[-1], "= help: ", "nothing is merged"):
            self.assertIn(sentence, flat)
        for name in ("all.json", "report.json"):
            self.assertFalse(os.path.exists(self.path(name)))
        return flat

    def merged(self, *parts, options=()):
        done = self.merge(*options, *parts)
        self.assertEqual(done.code, 0, done.err)
        return json.loads(self.read("all.json"))


class Twice(Parts):
    def test_a_part_is_merged_once(self):
        a, b = self.part("a"), self.part("b")
        self.refused(["this part is merged already"], a, b, "a.json")
        self.write("copy.json", self.read("a.json"))
        self.refused(["this part is merged already"], b, a, "copy.json")
        self.refused(["this part is merged already"], a, b, "copy.json", options=["--mixed"])

    def test_an_input_is_in_one_part_alone(self):
        a, ab = self.part("a"), self.part("ab", "a.yaml", "b.yaml")
        self.refused(['the input "a.yaml" is in a part that is merged already'], a, ab)
        self.refused(['the input "a.yaml" is in a part that is merged already'], ab, a)
        self.refused(['the input "a.yaml"'], a, ab, options=["--mixed"])

    def test_what_was_merged_is_not_merged_again(self):
        a, b, c = self.part("a"), self.part("b"), self.part("c")
        self.merged(a, b)
        os.rename(self.path("all.json"), self.path("ab.json"))
        self.refused(['the input "b.yaml"'], "ab.json", b)
        self.refused(['the input "a.yaml"'], c, a, "ab.json")
        self.merged("ab.json", c)

    def test_another_spelling_of_a_path_is_the_same_input(self):
        a, again = self.part("a"), self.part("again", "./a.yaml")
        self.refused(["this part is merged already"], a, again)
        again = self.part("again", "./a.yaml", "b.yaml")
        self.refused(['the input "a.yaml"'], a, again)

    def test_an_input_of_the_same_name_that_says_something_else_is_another(self):
        a = self.part("a")
        self.write("a.yaml", use(id="other"))
        self.merged(a, self.part("again", "a.yaml"))

    def test_two_inputs_that_say_the_same_are_two(self):
        self.write("b.yaml", self.read("a.yaml"))
        whole = self.merged(self.part("a"), self.part("b"))
        self.assertEqual(whole["tables"]["all"]["groups"][0][3], 6)
        self.assertEqual([row[0] for row in whole["inputs"]["groups"]], sorted(row[0] for row in whole["inputs"]["groups"]))

    def test_many_small_inputs_are_told_apart_and_found_again(self):
        os.mkdir(self.path("many"))
        for i in range(10300):
            self.write(f"many/{i}.yaml", use(id=str(i)))
        os.mkdir(self.path("few"))
        for i in range(100):
            self.write(f"few/{i}.yaml", use(id=str(i)))
        many, few = self.part("many", "many"), self.part("few", "few")
        self.assertLessEqual(len(json.loads(self.read(many))["inputs"]["groups"]), 10000)
        self.merged(many, few)
        os.rename(self.path("all.json"), self.path("both.json"))
        for parts in (["both.json", many], ["both.json", few], [few, "both.json"]):
            self.refused(["is in a part that is merged already"], *parts)


class Whole(Parts):
    """A part carries a hash of itself."""

    def test_the_hash_is_that_of_what_stands_before_it(self):
        text = self.read(self.part("a"))
        head, digest = re.fullmatch(r'(.*"sha256": )"([0-9a-f]{64})"}\n', text, re.S).groups()
        self.assertEqual(digest, hashlib.sha256(head.encode()).hexdigest())

    def test_what_is_merged_of_parts_carries_one_too(self):
        self.merged(self.part("a"), self.part("b"))
        os.rename(self.path("all.json"), self.path("ab.json"))
        self.merged("ab.json")
        self.assertEqual(self.read("all.json"), self.read("ab.json"))

    def test_one_that_was_cut_anywhere_is_refused(self):
        a, b = self.part("a"), self.part("b")
        text = self.read(b)
        for length in (1, 10, 40, len(text) // 3, len(text) - 70, len(text) - 60, len(text) - 3, len(text) - 2):
            with self.subTest(length):
                self.write("b.json", text[:length])
                self.refused(["was cut or edited"], a, b)

    def test_one_that_was_edited_anywhere_is_refused(self):
        a, b = self.part("a"), self.part("b")
        text = self.read(b)
        digest = text[-68:-4]
        edits = {"a number": text.replace('"errors": 0', '"errors": 1'), "a day": text.replace(AT, "2026-11-03"),
                 "a blank": text.replace('"errors": 0', '"errors":  0'), "a line end": text.replace("\n", "\r\n"),
                 "its hash": text.replace(digest, digest[1:] + digest[0]), "behind it": text + " ",
                 "no hash": re.sub(r',\s*"sha256": "\w+"', "", text), "capitals": text.replace(digest, digest.upper()),
                 "two": text[:-1] + text}
        for name, edited in edits.items():
            with self.subTest(name):
                self.assertNotEqual(edited, text)
                self.write("b.json", edited)
                self.refused(["was cut or edited"], a, b)
        self.write("b.json", text[:-1])  # the end of its line alone is no part of it
        self.merged(a, b)

    def test_one_of_the_first_version_is_refused_with_what_to_do(self):
        a = self.part("a")
        self.write("old.json", '{"charter-check-audit": 1, "at": "2026-11-02", "first": null, "last": null, "errors": 0, '
                               '"with-names": false, "title": ["", ""], "tables": {}}\n')
        self.refused(["this part is of an earlier version", "does not hold all that audits tell now", "run its audit again"], a,
                     "old.json")


class Unlike(Parts):
    """Parts of different days, charters or options are merged where that is asked for, and the report says so."""

    def unlike(self, what, sentences, first, second):
        self.refused([*sentences, "--mixed"], first, second)
        self.refused([*sentences, "--mixed"], second, first)
        whole = self.merged(first, second, options=["--mixed"])
        self.assertEqual(whole["mixed"], [what])
        one = self.read("all.json")
        self.merged(second, first, options=["--mixed"])
        self.assertEqual(self.read("all.json"), one)
        os.rename(self.path("all.json"), self.path("mixed.json"))
        self.refused(["this part is mixed itself"], self.part("c"), "mixed.json")
        return self.tells("mixed.json")

    def tells(self, part):
        """What each format says of parts that are mixed."""
        told = {form: self.run_program("merge", "--mixed", "--format", form, "--lang", "en", part).out
                for form in ("text", "html", "markdown", "csv", "json")}
        for form in ("text", "html", "markdown"):
            self.assertIn("Mixed parts", told[form], form)
        return json.loads(told["json"])["mixed"], re.findall(r'^"all","","","(mixed[^"]*)","1"', told["csv"], re.M)

    def test_days(self):
        told = self.unlike("day", ["this part was judged as of ", " November 2026, and those before it as of "],
                           self.part("a"), self.part("b", at="2026-11-03"))
        self.assertEqual(told, (["day"], ["mixed.day"]))

    def test_charters(self):
        self.write("other.yaml", LAW.replace('version: "1"', 'version: "2"'))
        told = self.unlike("charter", ["this part was judged by another charter than those before it"], self.part("a"),
                           self.part("b", charter="other.yaml"))
        self.assertEqual(told, (["charter"], ["mixed.charter"]))

    def test_versions_in_a_folder_are_one_charter_whichever_judged(self):
        self.write("law/1.yaml", LAW.replace('version: "1"\n', 'version: "1"\nuntil: 2026-06-30\n'))
        self.write("law/2.yaml", LAW.replace('version: "1"\n', 'version: "2"\nfrom: 2026-07-01\n'))
        self.write("old.yaml", use(stage="done", date="2026-05-01"))
        self.merged(self.part("a", charter="law"), self.part("old", charter="law"))
        os.remove(self.path("all.json"))
        self.refused(["another charter"], self.part("a", charter="law"), self.part("b", charter="law/2.yaml"))

    def test_options(self):
        self.write("exceptions.yaml", EXCEPTIONS)
        self.write("mapping.yaml", MAPPING)
        self.write("r.csv", "What,Tool,Data\ndrafting,inhouse,p\n")
        for name, options in {"--exceptions": ["--exceptions", "exceptions.yaml"], "--intake": ["--intake", "mapping.yaml"],
                              "--max-bytes": ["--max-bytes", "2M"], "--with-names": ["--with-names"]}.items():
            with self.subTest(name):
                for left in ("all.json", "mixed.json"):
                    if os.path.exists(self.path(left)):
                        os.remove(self.path(left))
                told = self.unlike("options", ["this part was judged with other options than those before it: " + name],
                                   self.part("a"), self.part("b", options=options))
                self.assertEqual(told, (["options"], ["mixed.options"]))

    def test_what_bears_on_no_verdict_does_not_matter(self):
        self.merged(self.part("a", options=["--jobs", "1"]), self.part("b", options=["--jobs", "2", "--max-bytes", "1M"]),
                    self.part("c", options=["--quiet", "--max-bytes", "1024K"]))

    def test_all_at_once(self):
        self.write("other.yaml", LAW.replace('version: "1"', 'version: "2"'))
        parts = [self.part("a"), self.part("b", charter="other.yaml", at="2026-11-04"), self.part("c", options=["--with-names"])]
        whole = self.merged(*parts, options=["--mixed"])
        self.assertEqual(whole["mixed"], ["day", "charter", "options"])
        text = self.run_program("merge", "--mixed", "--lang", "en", *parts).out
        self.assertIn("different days, different charters, different options", re.sub(r"\s+", " ", text))
        self.assertNotIn("Mixed", self.run_program("merge", "--lang", "en", "a.json").out)

    def test_french(self):
        parts = [self.part("a"), self.part("b", at="2026-11-03")]
        self.assertIn("jours différents", self.run_program("merge", "--mixed", "--lang", "fr", *parts).out)


class Sum(Parts):
    def test_parts_cut_between_inputs_are_one_audit_byte_for_byte(self):
        whole = self.read(self.part("whole", "a.yaml", "b.yaml", "c.yaml"))
        parts = [self.part("a"), self.part("b"), self.part("c")]
        for order in (parts, parts[::-1]):
            self.merged(*order)
            self.assertEqual(self.read("all.json"), whole)


if __name__ == "__main__":
    unittest.main(verbosity=2)

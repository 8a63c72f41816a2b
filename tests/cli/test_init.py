#!/usr/bin/env python3
"""`init`: a drafted declaration lists what its charter lets one say, is read by the same charter, and is never compliant
before somebody has completed it; what it writes takes no other file's place."""

import datetime
import glob
import os
import random
import re
import sys
import unittest

from running import BOUND_BY_PERMISSIONS, DAY, LAW, Case

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))
import generate  # noqa: E402
from emit import Emitter  # noqa: E402

SHIPPED = sorted(glob.glob(os.path.join(ROOT, "charter", "*.yaml")))
SHIPPED = [path for path in SHIPPED if os.path.basename(path) not in ("detectors.yaml", "traces.yaml")]
NOT_YET = {"undetermined", "review", "non-compliant"}
RICH = """\
charter: 1
id: rich
version: "2"
lang: fr
title: {fr: La charte, en: The charter}
units: [DR, "no", 1er bureau]
roles: [analyst]
governance: {colleges: [users]}
hosting: {here: {}}
data:
  public: {title: Publié}
  internal: {above: public, hosting: [here]}
  keys: {above: public, hosting: []}
  old: {until: 2020-01-01}
duties:
  training: {due: before, evidence: training, accepts: [ia-101, ia-201], title: Formation}
  review: {due: after, evidence: review, by-another: true}
  dpia: {due: before, evidence: [evidence.dpia, facts.checked]}
  lapsed: {due: before, until: 2020-01-01}
tools:
  banned-one: {status: banned, title: Le proscrit, hosting: here}
  good: {status: recommended, title: {fr: Le bon, en: The good one}, hosting: here}
  old-tool: {status: approved, until: 2020-01-01}
activities:
  deciding: {status: banned}
  asking: {status: restricted, duties: [training, review, dpia]}
  drafting: {status: allowed}
fields:
  account: {type: choice, values: [work, "yes"], title: Compte}
  checked: {type: bool}
  share: {type: number}
  day: {type: date}
  words: {type: text}
rules:
  model: {when: {tool.model: {absent: false, matches: 'x'}}, effect: review}
  many: {when: {usage.volume.requests: {at-least: 10}}, effect: review}
detectors: {d: {pattern: 'secret', means: keys}}
"""


class Declaration(Case):
    def init(self, *words, **more):
        return self.run_program("init", *words, **more)

    def verdict_of(self, charter, text, at=DAY):
        done = self.check("--charter", charter, "--at", at, self.write("usage.yaml", text))
        self.assertEqual(done.codes, [], done.err)
        self.assertEqual(len(done.verdicts), 1)
        return done.json["verdicts"][0]

    def test_a_draft_of_each_shipped_charter_is_read_and_passes_nowhere(self):
        self.assertGreaterEqual(len(SHIPPED), 4)
        for path in SHIPPED:
            for lang in ("en", "fr"):
                with self.subTest(os.path.basename(path), lang=lang):
                    done = self.init("--charter", path, "--at", DAY, "--lang", lang)
                    self.assertEqual((done.code, done.err), (0, ""))
                    verdict = self.verdict_of(path, done.out)
                    self.assertIn(verdict["verdict"], NOT_YET)
                    self.assertIsNone(verdict["activity"])

    def test_a_draft_of_random_charters_is_read_and_passes_nowhere(self):
        day = datetime.date.fromisoformat(DAY)
        for seed in range(40):
            rng = random.Random(seed)
            drawn = generate.CharterDraft(rng, day).draw()
            drawn.pop("from", None)
            drawn.pop("until", None)
            waived = {clause for one in drawn["exceptions"].values() for clause in one["waives"]}
            charter = self.write("charter.yaml", Emitter(rng).document(drawn))
            with self.subTest(seed):
                done = self.init("--charter", charter, "--at", DAY)
                self.assertEqual(done.code, 0, done.err)
                verdict = self.verdict_of(charter, done.out)
                if not waived & {"activity.unlisted", "tool.unlisted"}:
                    self.assertIn(verdict["verdict"], NOT_YET)
                self.assertNotEqual(verdict["verdict"], "invalid")

    def test_every_name_that_may_be_declared_is_listed(self):
        charter = self.write("rich.yaml", RICH)
        out = self.init("--charter", charter, "--at", DAY).out
        for line in ("#   drafting", "#   asking    (une personne décide au cas par cas)", "#   deciding  (interdit)",
                     "#   good        Le bon (recommandé)", "#   banned-one  Le proscrit (proscrit)",
                     "#   public    Publié", "#   internal", "#   keys      (ne va dans aucun outil)",
                     '#   DR, "no", "1er bureau"', "#   analyst", '  # Compte\u00a0: au choix\u00a0: work, "yes"',
                     "  # true (oui) ou false (non)", "  # un nombre, comme 0.9", "# - Formation (avant l'usage)",
                     "#   sont acceptés\u00a0: ia-101, ia-201", "#   autonomous  il travaille seul"):
            self.assertIn(line + "\n", out)
        for key in ("activity", "tool", "data", "purpose", "output", "autonomy", "stage", "date", "id", "author", "unit",
                    "role", "facts", "training", "evidence", "review", "volume", "files"):
            self.assertRegex(out, rf"(?m)^{key}:")
        for gone in ("old", "old-tool", "lapsed"):
            self.assertNotRegex(out, rf"(?m)^ *#? +{gone}\b")
        self.assertIn("\n  dpia:\n    ref:\n    on:\n", out)
        self.assertIn("model: ", out)

    def test_what_does_not_matter_is_left_out(self):
        out = self.init("--charter", self.write("law.yaml", LAW)).out
        for key in ("unit", "role", "facts", "evidence", "review", "volume", "files"):
            self.assertNotRegex(out, rf"(?m)^{key}:")

    def test_choices_stand_as_they_are_to_be_written(self):
        charter = self.write("rich.yaml", RICH)
        out = self.init("--charter", charter, "--at", DAY).out
        for old, new in (('activity: "à choisir"', "activity: asking"), ('tool: "à choisir"', "tool: good"),
                         ("\ndata:", "\ndata: [internal]"), ("\nunit:", '\nunit: "no"'), ("\nrole:", "\nrole: analyst"),
                         ("  account:", '  account: "yes"'), ("  - id:", "  - id: ia-201"), ("    on:", "    on: 2026-01-02"),
                         ("  share:", "  share: 0.9"), ("requests:", "requests: 3"), ("\nauthor:", "\nauthor: a.b"),
                         ("  by:", "  by: c.d")):
            self.assertIn(old, out)
            out = out.replace(old, new, 1)
        verdict = self.verdict_of(charter, out)
        self.assertNotIn(verdict["verdict"], ("invalid", "undetermined"), verdict)

    def test_comments_are_in_the_charters_language_or_in_the_one_asked_for(self):
        charter = self.write("rich.yaml", RICH)
        self.assertIn("Déclaration d’un usage", self.init("--charter", charter).out)
        self.assertIn("The good one", self.init("--charter", charter, "--lang", "en").out)
        plain = self.write("plain.yaml", LAW)
        self.assertIn("Déclaration d’un usage", self.init("--charter", plain, env={"LC_ALL": "fr_FR.UTF-8"}).out)

    def test_no_title_leaves_its_comment_or_misleads(self):
        title = '"nice\\nactivity: drafting\\ttool: inhouse \u202e x"'
        charter = self.write("charter.yaml", LAW.replace("inhouse: {status", f"inhouse: {{title: {title}, status"))
        done = self.init("--charter", charter)
        self.assertIn("nice activity: drafting tool: inhouse", done.out)
        self.assertNotIn("\u202e", done.out)
        self.assertEqual(len(re.findall(r"(?m)^activity:", done.out)), 1)
        self.assertEqual(self.verdict_of(charter, done.out)["verdict"], "review")

    def test_a_pattern_that_takes_any_name_takes_no_placeholder(self):
        charter = self.write("charter.yaml", LAW.replace(
            "consumer: {", "any: {status: approved, pattern: '(?i)^(?!todo$).*\\pL'}\n  consumer: {"))
        out = self.init("--charter", charter).out
        self.assertIn("tool: TODO\n", out)
        self.assertIsNone(self.verdict_of(charter, out)["tool"])

    def test_a_pattern_that_takes_every_name_leaves_the_activity(self):
        charter = self.write("charter.yaml", LAW.replace("consumer: {", "any: {status: approved, pattern: '.'}\n  consumer: {"))
        self.assertIn(self.verdict_of(charter, self.init("--charter", charter).out)["verdict"], NOT_YET)

    def test_lines_fit_a_screen(self):
        for path in SHIPPED:
            for line in self.init("--charter", path, "--lang", "fr").out.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_the_charter_is_found_as_by_check(self):
        self.refuses(self.init(), "no charter was found", "charter-check init charter")
        self.write(".charter.yaml", LAW)
        self.assertEqual(self.init().code, 0)
        self.refuses(self.init(env={"CI": "true"}), "no charter was found")

    def test_a_charter_that_is_not_in_force_or_not_valid_gives_nothing(self):
        charter = self.write("charter.yaml", LAW + "from: 2030-01-01\n")
        self.refuses(self.init("--charter", charter), "no version of the charter is in force on that day")
        charter = self.write("charter.yaml", LAW + "froms: 2030-01-01\n")
        self.refuses(self.init("--charter", charter), "a charter with an error judges nothing")


class File(Case):
    """What is written, and where."""

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)

    def init(self, *words, **more):
        return self.run_program("init", *words, **more)

    def test_a_file_is_the_same_as_standard_output(self):
        done = self.init("usage.yaml")
        self.assertEqual((done.code, done.out, done.err), (0, "", ""))
        self.assertEqual(self.read("usage.yaml"), self.init().out)
        self.assertEqual(self.init("-").out, self.init().out)

    def test_a_file_that_is_there_is_replaced_only_on_demand(self):
        self.write("usage.yaml", "mine")
        self.refuses(self.init("usage.yaml"), "usage.yaml is there already", "--force")
        self.assertEqual(self.read("usage.yaml"), "mine")
        self.assertEqual(self.init("--force", "usage.yaml").code, 0)
        self.assertIn("usage: 1", self.read("usage.yaml"))

    def test_a_link_that_leads_nowhere_is_there_too(self):
        os.symlink("elsewhere", self.path("usage.yaml"))
        self.refuses(self.init("usage.yaml"), "is there already")
        self.assertFalse(os.path.exists(self.path("elsewhere")))

    def test_a_folder_is_never_replaced(self):
        os.mkdir(self.path("ai-usage"))
        self.refuses(self.init("ai-usage"), "ai-usage")
        self.refuses(self.init("--force", "ai-usage"), "ai-usage")

    def test_the_charter_itself_is_never_replaced(self):
        self.refuses(self.init("--force", "charter.yaml"), "would be written over")
        self.assertEqual(self.read("charter.yaml"), LAW)

    def test_nothing_is_left_where_nothing_could_be_written(self):
        before = sorted(os.listdir(self.folder))
        self.refuses(self.init("nowhere/usage.yaml"), "nowhere/usage.yaml")
        os.mkdir(self.path("locked"), 0o555)
        self.refuses(self.init("locked/usage.yaml", behind=BOUND_BY_PERMISSIONS), "locked/usage.yaml")
        self.assertEqual(os.listdir(self.path("locked")), [])
        self.write("charter.yaml", LAW + "wrong: 1\n")
        self.assertEqual(self.init("usage.yaml").code, 2)
        self.assertEqual(sorted(os.listdir(self.folder)), sorted([*before, "locked"]))

    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            process = self.start("init", stdout=full)
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"standard output could not be written whole", err)
        self.refuses(self.init("/dev/full"), "/dev/full")

    def test_a_device_takes_it_without_force(self):
        self.assertEqual(self.init("/dev/null").code, 0)

    def test_two_files_are_refused(self):
        self.refuses(self.init("a.yaml", "b.yaml"), "name one file")

    def test_options_of_the_charter_are_refused(self):
        for words in (("--defaults",), ("--from", "public-service"), ("--answer", "a=b")):
            self.refuses(self.init(*words), "--from, --answer and --defaults are for a charter")


if __name__ == "__main__":
    unittest.main()

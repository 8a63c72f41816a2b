#!/usr/bin/env python3
"""`init`: a drafted declaration lists what its charter lets one say, is read by the same charter, and is never compliant
before somebody has completed it; a drafted charter loads without a word, whatever was answered; what is written takes no
other file's place."""

import datetime
import glob
import os
import random
import re
import signal
import sys
import unittest

from running import BOUND_BY_PERMISSIONS, BRIEF, DAY, LAW, Case, use, without_unnamed_files
from terminal import OnTerminal

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))
import generate  # noqa: E402
from emit import Emitter  # noqa: E402

SHIPPED = sorted(glob.glob(os.path.join(ROOT, "charter", "*.yaml")))
SHIPPED = [path for path in SHIPPED if not path.endswith(("/detectors.yaml", "/traces.yaml", "/tools.yaml", ".cases.yaml"))]
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
        for seed in range(8 if BRIEF else 40):
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
                     "#   good        Le bon (recommandé)", "#   banned-one  Le proscrit (interdit)",
                     "#   public    Publié", "#   internal", "#   keys      (ne va dans aucun outil)",
                     '#   DR, "no", "1er bureau"', "#   analyst", '  # Compte\u00a0: au choix\u00a0: work, "yes"',
                     "  # true (oui) ou false (non)", "  # un nombre, comme 0.9", "# - Formation (avant l’usage)",
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

    def test_where_files_cannot_be_without_a_name_it_is_the_same(self):
        done = self.start("init", "usage.yaml", preexec_fn=without_unnamed_files)
        self.assertEqual((*done.communicate(timeout=60), done.returncode), (b"", b"", 0))
        self.assertEqual(self.read("usage.yaml"), self.init().out)
        self.assertEqual(sorted(os.listdir(self.folder)), ["charter.yaml", "home", "usage.yaml"])

    def test_a_device_takes_it_without_force(self):
        self.assertEqual(self.init("/dev/null").code, 0)

    def test_two_files_are_refused(self):
        self.refuses(self.init("a.yaml", "b.yaml"), "name one file")

    def test_options_of_the_charter_are_refused(self):
        for words in (("--defaults",), ("--from", "public-service"), ("--answer", "a=b")):
            self.refuses(self.init(*words), "--from, --answer and --defaults are for a charter")


QUESTIONS = {
    "organisation": ["INSEE", "Ville d'Évreux: l’été #1"],
    "body": ["the board", '"quoted", and: more'],
    "activities": ["drafting", "summary", "translation", "research", "coding", "transcription", "images", "answers"],
    "banned": ["deciding", "rating", "alone"],
    "tools": ["own", "local", "eu", "other"],
    "banned-tools": ["chatgpt", "copilot", "gemini", "claude", "le-chat", "deepl", "deepseek", "recorders"],
    "unlisted": ["review", "forbid"],
    "data": ["sensitive", "secret", "embargo"],
    "leaves": ["public", "internal", "personal"],
    "reuse": ["never", "public"],
    "review": ["author", "published", "other"],
    "trained": ["before", "no"],
}
SOME, ANY = {"activities", "tools"}, {"banned", "banned-tools", "data"}


def drawn_answers(rng):
    answers = {}
    for key, choices in QUESTIONS.items():
        if rng.random() < 0.15:
            continue
        if key in SOME | ANY:
            chosen = [one for one in choices if rng.random() < 0.4]
            if key in SOME and not chosen:
                chosen = [rng.choice(choices)]
            answers[key] = ",".join(chosen) or "none"
        else:
            answers[key] = rng.choice(choices)
    return answers


def skeleton(text):
    """What a charter is without its language: how deep each line stands, and whether it has a value."""
    lines = [re.sub(r"(^|\s)# .*", "", line).rstrip() for line in text.splitlines()]
    return [(len(line) - len(line.lstrip()), line.endswith(":")) for line in lines
            if line and not line.lstrip().startswith("aliases:")]


class Charter(Case):
    def init(self, *words, **more):
        return self.run_program("init", "charter", *words, **more)

    def made(self, answers=None, lang="en"):
        words = [f"--answer={key}={value}" for key, value in (answers or {}).items()]
        done = self.init("--lang", lang, "--at", DAY, "--defaults", *words)
        self.assertEqual((done.code, done.err), (0, ""), answers)
        return done.out

    def load(self, text):
        """The charter loads without an error or a warning; gives its path."""
        path = self.write("charter.yaml", text)
        done = self.check("--charter", path, "--at", DAY, self.write("none.yaml", use(activity="x", tool="x")))
        self.assertEqual((done.err, len(done.verdicts)), ("", 1), text)
        return path

    def test_every_charter_loads_without_a_word(self):
        rng = random.Random(14)
        for _ in range(8 if BRIEF else 40):
            answers = drawn_answers(rng)
            texts = [self.made(answers, lang) for lang in ("en", "fr")]
            with self.subTest(answers):
                for text in texts:
                    self.load(text)
                    self.write("made.yaml", text)
                    looked = self.run_program("lint", "made.yaml")
                    self.assertEqual(looked.code, 0, looked.out)
                self.assertEqual(*map(skeleton, texts))

    def test_every_answer_changes_the_charter_and_alike_in_both_languages(self):
        for key, choices in QUESTIONS.items():
            for lang in ("en", "fr"):
                others = {"tools": "own,eu"} if key in ("reuse", "leaves") else {}
                texts = {self.made({**others, key: choice}, lang) for choice in choices}
                self.assertEqual(len(texts), len(choices), key)

    def test_each_refusal_has_a_reason_and_a_place_for_its_source(self):
        for lang, mark in (("en", "TO FILL IN"), ("fr", "À COMPLÉTER")):
            text = self.made({"tools": "own,local,eu,other", "activities": ",".join(QUESTIONS["activities"])}, lang)
            entries = re.findall(r"(?m)^  [a-z][a-z-]*:\n((?:    .*\n)+)", text)
            self.assertGreater(len(entries), 20)
            for entry in entries:
                self.assertIn("    because: ", entry)
                self.assertRegex(entry, rf"    article: # {mark}")

    def test_a_banned_tool_is_refused_and_another_is_named(self):
        path = self.load(self.made({"tools": "own,eu"}))
        declared = {"training": f"[{{id: a, on: {DAY}}}]", "output": "internal", "autonomy": "assist"}
        done = self.check("--charter", path, "--at", DAY, self.write("use.yaml", use(tool="ChatGPT", **declared)))
        verdict = done.json["verdicts"][0]
        self.assertEqual((verdict["verdict"], verdict["tool"]), ("non-compliant", "chatgpt"))
        self.assertEqual(verdict["instead"], ["our-assistant"])

    def test_what_leaves_the_house_is_what_was_answered(self):
        declared = {"facts": "{reuse_disabled: true}", "training": f"[{{id: a, on: {DAY}}}]", "output": "internal",
                    "autonomy": "assist"}
        for leaves, data, verdict in (("public", "public", "compliant"), ("public", "internal", "non-compliant"),
                                      ("internal", "internal", "compliant"), ("internal", "personal", "non-compliant"),
                                      ("personal", "personal", "compliant"), ("personal", "secret", "non-compliant")):
            path = self.load(self.made({"tools": "own,eu", "leaves": leaves}))
            done = self.check("--charter", path, "--at", DAY, self.write(
                "use.yaml", use(tool="contract-assistant", data=f"[{data}]", **declared)))
            self.assertEqual(done.verdicts, [verdict], (leaves, data, done.out))

    def test_a_declaration_is_drafted_from_it(self):
        path = self.load(self.made(lang="fr"))
        done = self.run_program("init", "--charter", path, "--at", DAY)
        self.assertEqual(done.code, 0, done.err)
        self.assertIn("#   redaction  ", done.out)

    def test_an_id_is_made_from_the_name(self):
        for name, made in (("Ville d’Évreux", "ville-d-evreux"), ("École Œuvre", "ecole-uvre"), ("中文", "charter"),
                           ("A" * 200, "a" * 58), ("2nd office", '"2nd-office"'), ("No", '"no"'), (" -x- ", "x")):
            self.assertIn(f"\nid: {made}\n", self.made({"organisation": name}))

    def test_hostile_names_stay_texts(self):
        for name in ('a"\'b: c', "#x", "[a, b]", "true", "- a", "{{id}}", "#if tools=own", "\\U0000000A", "%1$s %s"):
            text = self.made({"organisation": name, "body": name})
            self.load(text)
            self.assertEqual(len(re.findall(r"(?m)^id:", text)), 1)

    def test_answers_that_are_none_are_refused_with_those_there_are(self):
        for given, *told in (("tool=own", 'no question is called "tool"', "did you mean tools?"),
                             ("tools=mine", '"mine" is no answer to tools', "own, local, eu, other"),
                             ("tools=none", '"none" is no answer to tools'), ("tools=", '"" is no answer to tools'),
                             ("data=nothing", "sensitive, secret, embargo, none"),
                             ("leaves=public,internal", "is no answer to leaves"),
                             ("organisation= ", "write a text of at most 200 bytes"),
                             ("organisation=a\nb", "write a text of at most 200 bytes"),
                             ("organisation=" + "a" * 201, "write a text of at most 200 bytes"),
                             ("own", '"own" is not what --answer takes (KEY=VALUE)')):
            self.refuses(self.init("--answer", given), *told)
        self.refuses(self.init("--answer", "data=none", "--answer", "data=secret"), "data is answered twice")

    def test_the_manual_lists_every_question_and_choice(self):
        with open(os.path.join(ROOT, "docs", "charter-check.1"), encoding="utf-8") as file:
            page = file.read()
        page = page[page.index(".It Ic organisation"):page.index(".Ss Options of help")]
        told = self.init("--answer", "zzz=x").err
        self.assertIn("there are: " + ", ".join(QUESTIONS) + "\n", told)
        for key, choices in QUESTIONS.items():
            if key not in ("organisation", "body"):
                told = self.init("--answer", f"{key}=zzz").err
                self.assertIn(": " + ", ".join([*choices, "none"][:len(choices) + (key in ANY)]) + "\n", told)
            entry = re.search(rf"(?ms)^\.It Ic {key}$(.*?)(?=^\.(It|El))", page)[1]
            for choice in choices if key not in ("organisation", "body") else ():
                self.assertRegex(entry, rf"(?m)^\.Cm .*\b{choice}\b")

    def test_without_a_terminal_nothing_is_asked(self):
        self.refuses(self.init(), "the questions are asked on a terminal", "--answer KEY=VALUE", "--defaults", "--from NAME")
        self.refuses(self.init(stdin=b"INSEE\n"), "the questions are asked on a terminal")
        self.assertEqual(self.init("--answer", "data=none").code, 0)

    def test_options_of_a_declaration_are_refused(self):
        self.refuses(self.init("--charter", "x.yaml"), "are for a declaration")
        self.refuses(self.init("--from", "ai-act", "--defaults"), "a copy asks no question")

    def test_a_copy_is_the_shipped_charter_byte_for_byte(self):
        for name in ("public-service", "statistics-institute", "open-source-project", "ai-act"):
            done = self.init("--from", name, "charter.yaml")
            self.assertEqual((done.code, done.err), (0, ""))
            with open(os.path.join(ROOT, "charter", f"{name}.yaml"), "rb") as file, \
                    open(self.path("charter.yaml"), "rb") as copy:
                self.assertEqual(file.read(), copy.read())
            self.refuses(self.init("--from", name, "charter.yaml"), "is there already")
            os.remove(self.path("charter.yaml"))
        self.refuses(self.init("--from", "public-servce"), "did you mean public-service?")


class Asked(OnTerminal):
    """Questions on a terminal."""

    def begin(self, *words, **more):
        return super().begin("init", "charter", "--at", DAY, *words, **more)

    def answer(self, *lines):
        for number, line in enumerate(lines, 1):
            self.until(f"{number}/12")
            os.write(self.controller, line + b"\n")

    def test_twelve_answers_make_a_charter(self):
        process = self.begin("--lang", "fr")
        self.answer("Préfecture".encode(), b"", b"1 2,3", b"0", b"1,eu", b"chatgpt", b"2", b"none", b"", b"1", b"3", b"no")
        self.until("charter.yaml est écrit", "charter-check lint charter.yaml")
        self.assertEqual(process.wait(timeout=60), 0)
        made = self.run_program(
            "init", "charter", "--at", DAY, "--lang", "fr", "--answer=organisation=Préfecture", "--answer=review=other",
            "--answer=activities=drafting,summary,translation", "--answer=banned=none", "--answer=tools=own,eu",
            "--answer=banned-tools=chatgpt", "--answer=unlisted=forbid", "--answer=data=none", "--answer=trained=no")
        self.assertEqual(self.read("charter.yaml"), made.out)

    def test_empty_lines_are_the_usual_answers(self):
        process = self.begin("mine.yaml")
        self.answer(*[b""] * 12)
        self.until("mine.yaml is written")
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.read("mine.yaml"), self.run_program("init", "charter", "--at", DAY, "--defaults").out)

    def test_a_slip_is_asked_again(self):
        process = self.begin("--answer=organisation=X", "--answer=body=Y")
        for wrong in (b"9", b"x", b"1,9", b"0", b"," * 2000, b"18446744073709551617", b"-1"):
            self.until("[1,2,3,4,5] ")
            os.write(self.controller, wrong + b"\n")
            self.until("write one or more of these numbers")
        process.kill()
        process.wait(timeout=60)
        self.assertEqual(os.listdir(self.folder), ["home"])

    def test_ctrl_c_leaves_nothing_behind(self):
        process = self.begin()
        self.answer(b"", b"", b"1")
        self.until("4/12")
        os.write(self.controller, b"\x03")
        self.assertEqual(process.wait(timeout=60), -signal.SIGINT)
        self.assertEqual(os.listdir(self.folder), ["home"])

    def test_the_end_of_input_leaves_nothing_behind(self):
        process = self.begin()
        self.answer(b"", b"")
        self.until("3/12")
        os.write(self.controller, b"\x04")
        self.until("not all questions are answered: nothing is written")
        self.assertEqual(process.wait(timeout=60), 2)
        self.assertEqual(os.listdir(self.folder), ["home"])

    def test_nobody_answers_in_vain(self):
        self.write("charter.yaml", "mine")
        process = self.begin()
        shown = self.until("charter.yaml is there already")
        self.assertEqual(process.wait(timeout=60), 2)
        self.assertNotIn("1/12", shown)
        self.assertEqual(self.read("charter.yaml"), "mine")

    def test_standard_output_that_is_no_terminal_takes_the_charter(self):
        with open(self.path("out.yaml"), "wb") as out:
            process = self.begin(stdout=out)
            self.answer(*[b""] * 12)
            self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.read("out.yaml"), self.run_program("init", "charter", "--at", DAY, "--defaults").out)
        self.assertFalse(os.path.exists(self.path("charter.yaml")))


if __name__ == "__main__":
    unittest.main()

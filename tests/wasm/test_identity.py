#!/usr/bin/env python3
"""The module says what the native program says, byte for byte, in both languages: one charter gives one answer on every
machine.

# once: it does not depend on how the program was built.
# timeout: 900
"""

import glob
import json
import os
import random
import sys
import tempfile
import unittest
from pathlib import Path

import module

sys.path[:0] = [os.path.join(module.ROOT, "tests", name) for name in ("golden", "oracle")]
import generate  # noqa: E402
import golden    # noqa: E402
import run       # noqa: E402

CHARTERS, PER_CHARTER = 200, 50
FEW = 40           # of them, by which other questions are asked
SENTENCES = ("Traduire une note interne avec DeepL", "write code with Copilot, without personal data",
             "👩 rédiger un compte rendu «secret» avec ChatGPT Plus ou Le Chat", "I would not use Whisper for it",
             "Données de santé, données personnelles : relire avec l’assistant de l’institut")


def setUpModule():
    module.require()
    if not os.path.isfile(module.PROGRAM):
        raise unittest.SkipTest("there is no program")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def versions_at(folder, charter):
    """The names of the files that are versions, as the program calls them when it is started in `folder`."""
    path = os.path.join(folder, charter)
    if not os.path.isdir(path):
        return [charter]
    return [os.path.join(charter, name) for name in sorted(os.listdir(path)) if name.endswith((".yaml", ".yml"))]


def opened(folder, charter, lang, at, exceptions=None):
    names = versions_at(folder, charter)
    files = {name: read(os.path.join(folder, name)) for name in [*names, *filter(None, [exceptions])]}
    return module.opening(files, names, exceptions=exceptions, lang=lang, at=at)


class Compared(unittest.TestCase):
    def compare(self, asked):
        """`asked`: (what it is, opening, call, what the program writes)."""
        told = module.ask([(charter, [call]) for _, charter, call, _ in asked])
        self.assertEqual(len(told), len(asked))
        for (what, _, _, expect), answer in zip(asked, told):
            with self.subTest(what):
                said = answer["opened"]["report"] if answer["opened"] else answer["answers"][0]
                self.assertEqual(said if isinstance(said, str) else said["report"], expect.decode())


class Goldens(Compared):
    def test_every_golden_in_both_languages(self):
        asked = []
        for case in golden.cases():
            folder, words = os.path.join(golden.HERE, case), golden.words(case)
            charter = words[words.index("--charter") + 1]
            exceptions = "exceptions.yaml" if "--exceptions" in words else None
            inputs = [path for path in words if path in ("ai-usage",) or (path.endswith(".yaml") and os.path.exists(
                os.path.join(folder, path)) and path not in (charter, exceptions))]
            files = [os.path.relpath(path, folder) for name in inputs
                     for path in ([os.path.join(folder, name)] if os.path.isfile(os.path.join(folder, name)) else
                                  sorted(glob.glob(os.path.join(folder, name, "**", "*.*"), recursive=True)))]
            said = words[:len(words) - len(inputs)]
            for lang in module.LOCALES:
                for name in files:
                    expect = module.native([*said, "--format", "json", name], folder, lang).stdout
                    call = ["check", {"base64": module.packed(read(os.path.join(folder, name)))},
                            {"at": golden.DAY, "lang": lang, "name": name, "verbose": "--verbose" in said}]
                    asked.append((f"{case}/{name} {lang}", opened(folder, charter, lang, golden.DAY, exceptions), call, expect))
                    if lang == "en" and len(files) == 1:
                        self.assertEqual(expect, golden.expected(case)["expected.json"])
        self.assertGreater(len(asked), 30)
        self.compare(asked)

    def test_every_sample_of_the_charters_that_are_shipped(self):
        asked = []
        for path in sorted(glob.glob("charter/samples/*/*.yaml", root_dir=module.ROOT)):
            charter = f"charter/{path.split('/')[2]}.yaml"
            for lang in module.LOCALES:
                expect = module.native(["--charter", charter, "--at", golden.DAY, "--format", "json", path], module.ROOT, lang)
                call = ["check", {"base64": module.packed(read(os.path.join(module.ROOT, path)))},
                        {"at": golden.DAY, "lang": lang, "name": path}]
                asked.append((f"{path} {lang}", opened(module.ROOT, charter, lang, golden.DAY), call, expect.stdout))
        self.assertGreater(len(asked), 40)
        self.compare(asked)


class Random(Compared):
    """Charters and declarations of the oracle."""

    def cases(self, count, folder, seed="wasm"):
        for index in range(count):
            drawn = generate.CaseSet(seed, index, PER_CHARTER)
            into = Path(folder) / drawn.name
            into.mkdir()
            case = run.Case(drawn, into, {})
            yield drawn, case, str(into), os.path.relpath(case.charter, into)

    def test_ten_thousand_declarations(self):
        judged = 0
        with tempfile.TemporaryDirectory() as folder:
            asked = []
            for drawn, case, into, charter in self.cases(CHARTERS, folder):
                lang = "fr" if len(asked) % 2 else "en"
                said = ["--charter", charter, "--at", str(drawn.at), "--format", "json"]
                expect = module.native([*said, "usages.yaml"], into, lang).stdout
                judged += len(json.loads(expect)["verdicts"])
                call = ["check", {"base64": module.packed(read(case.stream.path))},
                        {"at": str(drawn.at), "lang": lang, "name": "usages.yaml"}]
                asked.append((f"{drawn.name} {lang}", opened(into, charter, lang, str(drawn.at)), call, expect))
            self.assertGreaterEqual(judged, CHARTERS * PER_CHARTER)
            self.compare(asked)

    def test_which_and_detect(self):
        rng = random.Random("wasm")
        with tempfile.TemporaryDirectory() as folder:
            asked = []
            for drawn, _, into, charter in self.cases(FEW, folder, "which"):
                at = str(drawn.at)
                for lang in module.LOCALES:
                    said = ["--charter", charter, "--at", at, "--format", "json"]
                    entries = {"activity": "activities", "tool": "tools"}
                    fixed = {key: rng.choice(sorted(drawn.versions[-1].get(name) or {"none": 0}))
                             for key, name in entries.items() if rng.random() < 0.5}
                    tried = [key for key in ("activity", "tool", "data") if key not in fixed]
                    expect = module.native(["which", *said, *(word for key, value in fixed.items()
                                                              for word in (f"--{key}", value))], into, lang)
                    declared = "usage: 1\n" + "".join(f"{key}: {fixed.get(key, 'x')}\n" for key in ("activity", "tool", "data"))
                    if expect.stdout:
                        asked.append((f"which {drawn.name} {lang}", opened(into, charter, lang, at),
                                      ["which", declared, {"at": at, "lang": lang, "every": tried}], expect.stdout))
                    text = "nir-77 and iban-42; TEL-1\nmail-9 é👩 mail-9\n" * rng.randint(1, 2000)
                    expect = module.native(["detect", *said, "-"], into, lang, text.encode())
                    if expect.stdout:
                        asked.append((f"detect {drawn.name} {lang}", opened(into, charter, lang, at),
                                      ["detect", text, {"at": at, "lang": lang}], expect.stdout))
            self.assertGreater(len(asked), FEW)
            self.compare(asked)


class Catalogue(Compared):
    """What the module does not hold itself comes with the charter; hashes, too, are the same."""

    def test_names_of_the_catalogue(self):
        names = ("Chat GPT 4o", "ChatGPT Enterprise", "Cursor", "DeepSeek R1", "Étoile", "MS Copilot for us", "Albert")
        usages = "".join(f"---\nusage: 1\nactivity: a\ntool: {name}\ndata: [b]\n" for name in names)
        law = ("charter: 1\nid: law\ninclude: std:tools\nhosting: {eu: {}, non-eu: {}}\ndata: {b: {hosting: [eu]}}\n"
               "activities: {a: {status: allowed}}\ntools: {chatgpt: {status: banned}, deepseek: {status: approved},\n"
               "  chatgpt-enterprise: {status: approved}, albert: {status: approved, hosting: eu}}\n")
        catalogue = read(os.path.join(module.ROOT, "charter", "tools.yaml"))
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("charter.yaml", law), ("usages.yaml", usages)):
                Path(folder, name).write_text(text, encoding="utf-8")
            for lang in module.LOCALES:
                said = ["--charter", "charter.yaml", "--at", golden.DAY, "--format", "json", "usages.yaml"]
                opening = module.opening({"charter.yaml": law, "std:tools": catalogue}, lang=lang, at=golden.DAY)
                call = ["check", {"base64": module.packed(usages)}, {"at": golden.DAY, "lang": lang, "name": "usages.yaml"}]
                self.compare([(lang, opening, call, module.native(said, folder, lang).stdout)])


class Asked(Compared):
    def test_what_a_sentence_says_is_judged_as_ask_judges_it(self):
        """The program tells what it understood by the declaration that it saves."""
        for charter in ("charter/public-service.yaml", "charter/statistics-institute.yaml"):
            for sentence in SENTENCES:
                opening = opened(module.ROOT, charter, "fr", golden.DAY)
                [told] = module.ask([(opening, [["understand", sentence, {"at": golden.DAY, "lang": "fr"}]])])
                mentions = json.loads(told["answers"][0])["mentions"]
                units = sentence.encode("utf-16-le")
                for one in mentions:
                    written = units[2 * one["start"]:2 * one["end"]].decode("utf-16-le")
                    self.assertEqual(written, one["written"])
                    self.assertEqual(one["declared"] is None, one["kind"] != "taken")
                taken = {key: list(dict.fromkeys(one["declared"] for one in mentions
                                                 if one["kind"] == "taken" and one["vocabulary"] == vocabulary))
                         for key, vocabulary in (("activity", "activities"), ("tool", "tools"), ("data", "data"))}
                said = [{"key": key, "value": value} for key, values in taken.items() for value in values]
                with tempfile.TemporaryDirectory() as folder:
                    saved = os.path.join(folder, "usage.yaml")
                    module.native(["ask", "--charter", charter, "--at", golden.DAY, "--save", saved, sentence], module.ROOT, "fr")
                    if not os.path.exists(saved):
                        self.assertFalse(taken["activity"] and taken["tool"], sentence)
                        continue
                    [told] = module.ask([(opening, [["declare", said]])])
                    self.assertEqual(told["answers"][0], read(saved).decode(), sentence)


if __name__ == "__main__":
    unittest.main()

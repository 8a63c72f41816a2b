"""A text that is about to be sent, looked through: detect, and check --text."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["CHARTER_CHECK"])
LAW = """charter: 1
id: law
include: [std:detectors]
data: {public: {}, personal: {above: public}, statistical-secret: {above: public}, restricted: {above: public}}
activities: {a: {status: allowed, data: personal}}
tools: {t: {status: approved}}
"""
NIR = "2 95 10 99 126 111 93"
SECRET = f"Bonjour,\nson NIR est {NIR}.\n"
USE = "usage: 1\nactivity: a\ntool: t\ndata: [%s]\n"


class Texts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="charter-scan-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("charter.yaml", LAW)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def run_program(self, *words, stdin=""):
        return subprocess.run([PROGRAM, *words], cwd=self.folder, input=stdin.encode(), capture_output=True, timeout=60,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1793577600"}, check=False)

    def test_what_is_found_is_told_and_never_shown(self):
        self.write("prompt.txt", SECRET)
        for form in ("text", "json"):
            done = self.run_program("detect", "--format", form, "prompt.txt")
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn(b"nir", done.stdout)
            for part in (NIR, NIR.replace(" ", ""), "126 111"):
                self.assertNotIn(part.encode(), done.stdout + done.stderr)
        told = json.loads(self.run_program("detect", "-f", "json", "-", stdin=SECRET).stdout)
        hit = next(hit for hit in told["hits"] if hit["detector"] == "nir")
        self.assertEqual((hit["class"], hit["line"], hit["column"], hit["length"], hit["counts"]),
                         ("personal", 2, 13, len(NIR), True))

    def test_a_text_that_is_none_is_told_for_what_it_is(self):
        """In a prompt as in a file: never that a pattern took too long, and never more than undetermined."""
        kinds = {
            b"%PDF-1.7 x": "it is a PDF document", b"PK\x03\x04x": "it is an office document or a ZIP archive",
            b"\xD0\xCF\x11\xE0x": "it is an office document", b"{\\rtf1 x}": "it is an RTF document",
            b"\x89PNG\r\n": "it is an image", b"\xFF\xD8\xFFx": "it is an image", b"GIF89a": "it is an image",
            b"\x1F\x8Bx": "it is a compressed file", b"\xFF\xFEx\0": "it is text in UTF-16",
            b"\xFE\xFF\0x": "it is text in UTF-16", b"\xFF\xFE\0\0x\0\0\0": "it is text in UTF-32",
            b"\0\0\xFE\xFF\0\0\0x": "it is text in UTF-32", b"x\0y": "it is a binary file", b"n\xE9": "it is no text in UTF-8",
        }
        for number, (content, said) in enumerate(kinds.items()):
            self.write(f"sent{number}", content)
            self.write("use.yaml", USE % "public")
            self.write("file.yaml", USE % "public" + f"files: [sent{number}]\n")
            for words in (("--text", f"sent{number}", "use.yaml"), ("file.yaml",)):
                done = self.run_program("check", "--format", "json", *words)
                verdict = json.loads(done.stdout)["verdicts"][0]
                with self.subTest(said, words=words):
                    self.assertEqual((done.returncode, verdict["verdict"]), (2, "undetermined"), done.stderr)
                    self.assertNotIn("took too long", done.stdout.decode())
                    for finding in verdict["findings"]:
                        self.assertEqual(finding["help"], f"{said}, and only text is read")
                        self.assertIn(f"sent{number}", finding["message"])

    def test_what_it_is_is_said_in_the_readers_language(self):
        self.write("sent", b"\xFF\xFEx\0")
        self.write("use.yaml", USE % "public" + "files: [sent]\n")
        done = self.run_program("check", "--lang", "fr", "--format", "json", "use.yaml")
        helps = [finding["help"] for finding in json.loads(done.stdout)["verdicts"][0]["findings"]]
        self.assertTrue(all("du texte en UTF-16" in said for said in helps), helps)

    def test_a_harmless_text_is_let_through(self):
        done = self.run_program("detect", "-", stdin="Reformule cette note interne, s'il te plaît.\n")
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_what_cannot_be_looked_through_is_never_let_through(self):
        self.write("binary", b"\x00\x01\x02")
        os.mkfifo(os.path.join(self.folder, "pipe"))
        for name in ("binary", "gone.txt", "pipe", "."):
            done = self.run_program("detect", name)
            self.assertEqual((done.returncode, done.stdout), (2, b""), name)
            self.assertTrue(done.stderr, name)

    def test_what_cannot_be_read_is_told_in_the_readers_language(self):
        os.symlink("circle", os.path.join(self.folder, "circle"))
        os.mkfifo(os.path.join(self.folder, "pipe"))
        for name, why in (("nowhere", "ce fichier n’existe pas\n  vérifiez le nom"), (".", "c’est un dossier, pas un fichier"),
                          ("pipe", "ce n’est ni un fichier ni un dossier"), ("x" * 300, "ce nom est trop long"),
                          ("circle", "ce lien ramène à lui-même")):
            with self.subTest(name):
                done = self.run_program("detect", "--lang", "fr", name)
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"{name} ne peut pas être lu\u00a0: {why}", done.stderr.decode())

    def test_a_search_that_was_not_ended_is_no_pass(self):
        self.write("charter.yaml", LAW.replace("include: [std:detectors]\n", "detectors:\n"
                                               "  endless: {pattern: '(K+)+$', means: personal}\n"
                                               "  often: {pattern: 'zz', means: personal}\n"))
        for text, hits, more, undecided in (("K" * 64 + "x\n", 0, False, ["endless"]), ("zz\n" * 10001, 10000, True, []),
                                            ("zz\n" + "K" * 64 + "x\n", 1, False, ["endless"])):
            done = self.run_program("detect", "-f", "json", "-", stdin=text)
            told = json.loads(done.stdout)
            self.assertEqual((done.returncode, len(told["hits"]), told["more"], told["undecided"]), (2, hits, more, undecided))
            self.assertEqual(self.run_program("detect", "-q", "-", stdin=text).returncode, 2)
        self.assertEqual(self.run_program("detect", "-", stdin="zz\n" * 10000).returncode, 1)

    def test_a_charter_without_detectors_finds_nothing_and_says_so(self):
        self.write("charter.yaml", LAW.replace("include: [std:detectors]\n", ""))
        done = self.run_program("detect", "-", stdin=SECRET)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"std:detectors", done.stderr)

    def judge(self, declared, text):
        self.write("usage.yaml", USE % declared)
        self.write("prompt.txt", text)
        done = self.run_program("--format", "json", "--text", "prompt.txt", "usage.yaml")
        verdict = json.loads(done.stdout)["verdicts"][0]
        self.assertNotIn(NIR.encode(), done.stdout + done.stderr)
        return done.returncode, verdict["verdict"], [finding["clause"] for finding in verdict["findings"]]

    def test_a_prompt_contradicts_a_declaration_that_says_less(self):
        self.assertEqual(self.judge("public", SECRET), (1, "review", ["detector.nir"]))
        self.assertEqual(self.judge("personal", SECRET), (0, "compliant", []))
        self.assertEqual(self.judge("public", "Rien de particulier.\n"), (0, "compliant", []))

    def test_a_prompt_that_is_no_text_is_undetermined(self):
        code, verdict, clauses = self.judge("public", b"\x00\xff")
        self.assertEqual((code, verdict), (2, "undetermined"))
        self.assertIn("detector.nir", clauses)

    def test_a_prompt_that_cannot_be_read_stops_the_run(self):
        self.write("usage.yaml", USE % "public")
        done = self.run_program("--text", "gone.txt", "usage.yaml")
        self.assertEqual((done.returncode, done.stdout), (2, b""))


if __name__ == "__main__":
    unittest.main()

"""However an identifier is spelt, no format shows it: neither as it is written, nor in a spelling that a reader of JSON or
YAML takes for it. Each character escaped by itself, all of them, and lines broken within, in every place of a declaration,
a broken one too."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["CHARTER_CHECK"]

LAW = """\
charter: 1
id: law
include: std:detectors
governance: {colleges: [users]}
data:
  public:
  personal: {above: public, aliases: [statistical-secret, restricted], hosting: [here]}
hosting: {here: {}, there: {}}
units: [DMRG]
fields: {account: {type: choice, values: [professional, personal]}}
tools: {inhouse: {status: approved, hosting: here, data: personal}}
activities: {drafting: {status: allowed, data: public}}
"""

SECRETS = ("2 95 10 99 126 111 93", "zqwxyz.vkjhb@qxjzkw.fr", "FR1420041010050500013M02606", "AKIAIOSFODNN7EXAMPLE")
PART = 8  # characters in a row that tell too much
ESCAPES = (lambda c: f"\\x{ord(c):02x}", lambda c: f"\\u{ord(c):04X}", lambda c: f"\\U{ord(c):08x}")
PLACES = ("id", "unit", "author", "activity", "tool", "purpose", "date", "purpos", "stage")
HEAD = {"usage": "1", "activity": "drafting", "tool": "inhouse", "data": "[public]"}


def escaped(secret, kinds):
    """One character at a time, and all of them."""
    for number, _ in enumerate(secret):
        escape = kinds[number % len(kinds)]
        yield secret[:number] + escape(secret[number]) + secret[number + 1:]
    for escape in kinds:
        yield "".join(map(escape, secret))


def in_yaml(secret):
    """Scalars that say the secret, each as the value of a key."""
    yield from (f'"{text}"' for text in escaped(secret, ESCAPES))
    yield from (f'"it is {secret[:cut]}\\\n    {secret[cut:]} or so"' for cut in range(1, len(secret), 3))
    yield "\"" + "\\\n  ".join(secret.replace(" ", "\\x20")) + "\""
    yield f"'it''s {secret}'"
    for start in ("", "|\n  ", "|2-\n    ", ">\n  ", ">-\n  more\n\n  "):
        yield f"{start}it is\n  {secret}\n  or so"
    words = secret.split(" ")
    for cut in range(1, len(words)):  # a line break reads as a blank
        first, last = " ".join(words[:cut]), " ".join(words[cut:])
        yield f"it is {first}\n    {last}"
        yield f">-\n  it is {first}\n  {last}"
        yield f"'it is {first}  \n    {last}'"


def yaml_documents(secret):
    for scalar in in_yaml(secret):
        for place in PLACES:
            yield "".join(f"{key}: {value}\n" for key, value in {**HEAD, place: scalar}.items())
        if scalar.startswith('"') and "\n" not in scalar:
            yield "".join(f"{key}: {value}\n" for key, value in HEAD.items()) + f"{scalar}: 1\n"
            yield "".join(f"{key}: {value}\n" for key, value in HEAD.items()) + f"facts: {{{scalar}: 1, account: {scalar}}}\n"
        yield f"usage: 1\nunit: [ {scalar}\nactivity: drafting\n"  # nothing but lines is known of it
        yield f"usage: 1\npurpose: {scalar}\n  bad: [\n"


def json_documents(secret):
    for text in escaped(secret, ESCAPES[1:2]):
        for place in PLACES:
            yield json.dumps({**HEAD, "usage": 1, "data": ["public"], place: "*"}).replace('"*"', f'"it is {text}"')
        yield f'{{"usage": 1, "unit": "{text}"'
        yield f'{{"usage": 1,\n "unit": "{text}"\n "activity": 1}}'
        yield f'{{"usage": 1, "{text}": 1}}'


def unescaped(text):
    """What a reader makes of a text in quotes, wherever they are."""
    letters = {"n": "\n", "t": "\t", "r": "\r", "/": "/", "\\": "\\", '"': '"'}
    text = re.sub(r"\\\r?\n[ \t]*", "", text)

    def character(match):
        body = match[1]
        return letters.get(body) or chr(int(body[1:], 16))

    return re.sub(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|[ntr/\\\"])", character, text)


def readings(text):
    """As it is written, and as it is read once, twice and thrice: reports in JSON quote lines of JSON."""
    for _ in range(4):
        yield re.sub(r"[^\w\u2022]|_", "", text).lower()
        text = unescaped(text)


class Spellings(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="charter-spellings-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("law.yaml", LAW)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def formats(self):
        text = subprocess.run([PROGRAM, "check", "--help"], capture_output=True, encoding="utf-8", check=True).stdout
        return re.findall(r"^  (\S+)", re.search(r"\nFormats:\n((?:  .*\n)+)", text)[1], re.M)

    def run_all(self):
        names = self.formats()
        self.assertGreater(len(names), 8)
        outputs = [word for name in names for word in ("--output", f"{name}=out.{name}")]
        done = subprocess.run([PROGRAM, "check", "--charter", "law.yaml", "--at", "2026-11-02", *outputs, "uses"],
                              cwd=self.folder, env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "200"},
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
        written = {"stdout": done.stdout, "stderr": done.stderr}
        for name in names:
            with open(os.path.join(self.folder, f"out.{name}"), "rb") as file:
                written[name] = file.read()
        return {name: content.decode() for name, content in written.items()}

    def tells_nothing(self, written, secret, what):
        bare = re.sub(r"\W", "", secret).lower()
        for name, text in written.items():
            for told in readings(text):
                for start in range(len(bare) - PART + 1):
                    at = told.find(bare[start:start + PART])
                    self.assertLess(at, 0, f"{name} of {what} shows a part of {secret}: …{told[max(0, at - 80):at + 40]}…")

    def test_no_spelling_is_shown(self):
        for what, documents, ending in (("YAML", yaml_documents, "yaml"), ("JSON", json_documents, "json")):
            for secret in SECRETS:
                count = 0
                for count, text in enumerate(documents(secret), 1):
                    self.write(f"uses/{count:04}.{ending}", text)
                self.assertGreater(count, 100)
                with self.subTest(what, secret=secret):
                    written = self.run_all()
                    self.assertIn("\u2022", written["text"])
                    self.tells_nothing(written, secret, what)
                shutil.rmtree(os.path.join(self.folder, "uses"))

    def test_a_line_with_a_fault_of_its_bytes_is_looked_through(self):
        secret = SECRETS[1]
        os.makedirs(os.path.join(self.folder, "uses"))
        with open(os.path.join(self.folder, "uses/u.yaml"), "wb") as file:
            file.write(b"usage: 1\nunit: \xff" + secret.encode() + b" \xc3\n")
        written = self.run_all()
        self.assertIn("this byte is not UTF-8", written["text"])
        self.tells_nothing(written, secret, "a broken line")

    def test_what_is_no_secret_is_shown_in_its_spelling(self):
        self.write("uses/u.yaml", "".join(f"{key}: {value}\n" for key, value in {**HEAD, "purpos": '"\\x44MRX \\\n  it is"'}.items()))
        self.assertIn('purpos: "\\x44MRX \\', self.run_all()["text"])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What detectors find is shown by no command: not in a format, a warning, a fault, nor in a file that is kept.

tests/hostile/test_masking.py tries every place of a declaration; here it is every way of writing declarations down, and
everything that the program writes, with one job and with several."""

import gzip
import json
import os
import re
import sqlite3
import subprocess
import unittest

from running import BRIEF, Case

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
duties:
  training: {due: before, evidence: training}
fields: {account: {type: choice, values: [professional, personal]}}
tools:
  inhouse: {status: approved, hosting: here, data: personal}
  consumer: {status: banned, hosting: there, instead: [inhouse]}
activities:
  drafting: {status: allowed, data: public}
  coding: {status: allowed, duties: [training]}
traces:
  consumer: {tool: consumer, paths: ['*.consumer'], words: [consumer-sdk], commits: ['Generated-by: consumer*']}
"""

# Two detectors less in what was in force before, and none that day.

MAPPING = """\
intake: 1
declare:
  id: Id
  unit: Unit
  author: Author
  activity: {column: What, values: {drafting: drafting, coding: coding}}
  tool: {column: Tool, split: [";"], each: true, values: {inhouse: inhouse, consumer: consumer, '2*': ''}, others: keep}
  data: {column: Data, values: {yes: personal, no: public}}
  purpose: Purpose
  stage: {column: Stage, values: {done: done}}
  date: {column: Date, dates: [DD/MM/YYYY]}
  facts.account: {column: Account, values: {pro: professional}}
"""
HEAD = "Id,Unit,Author,What,Tool,Data,Purpose,Stage,Date,Account\n"
COLUMNS = HEAD.strip().split(",")

NIR = "1841276451089"
KEY = 97 - int(NIR) % 97
SECRETS = {
    "a number of social security": f"{NIR}{KEY:02}",
    "the same in groups": f"1 84 12 76 451 089 {KEY:02}",
    "an address of mail": "zqwxyz.vkjhb@qxjzkw.fr",
    "a bank account": "FR1420041010050500013M02606",
    "a key": "AKIAIOSFODNN7EXAMPLE",
}

GOOD = {"usage": "1", "activity": "drafting", "tool": "inhouse", "data": "[public]"}


def declaration(**keys):
    return "".join(f"{key}: {value}\n" for key, value in {**GOOD, **keys}.items())


def as_json(secret):
    """Declarations in JSON, one for each place, and lines that are none."""
    texts = ("id", "unit", "author", "role", "activity", "tool", "purpose", "stage", "autonomy", "date", "output")
    good = {"usage": 1, "activity": "drafting", "tool": "inhouse", "data": ["public"]}
    yield from ({**good, key: secret} for key in texts)
    yield {**good, "tool": {"name": secret, "model": secret}}
    yield {**good, "data": [secret], "files": [secret]}
    yield {**good, "facts": {"account": secret}}
    yield {**good, "facts": {secret: secret}}
    yield {**good, secret: 1}
    yield {**good, "unit": {secret: secret}}
    yield {**good, "unit": [secret]}
    yield {**good, "review": {"by": secret, "on": secret, "ref": secret}}
    yield {**good, "training": [{"id": secret, "on": secret}]}
    yield {**good, "volume": {"requests": f"more than {secret}"}}
    yield {**good, "evidence": {secret: {"on": secret, "ref": secret}}}
    yield {"usage": secret}
    yield secret


BAD_LINES = ('{{"usage": 1, "unit": {}}}', '{{"usage": 1, "unit": "{}', '{}', '{{"{}": 1, "{}": 2}}', '[1, "{}"]]', '{{"{}" 1}}')


def as_yaml(secret):
    for key in ("id", "unit", "author", "activity", "tool", "purpose", "date", "facts", "files", "data", "stage"):
        yield declaration(**{key: f"'{secret}'"})
    yield declaration(tool=f"{{name: '{secret}', model: '{secret}'}}")
    yield declaration(activity="coding", tool=f"'x {secret} x'", stage="done", date="2025-03-01", unit=f"'{secret}'")
    yield declaration(stage="done", unit=f"'{secret}'", id=f"'{secret}'")
    yield declaration(stage="done", date="2019-03-01", unit=f"'{secret}'", id=f"'{secret}'")
    yield declaration(purpos=f"1 # {secret}")
    yield declaration() + f"'{secret}': 1\n"
    yield declaration() + f"facts: {{'{secret}': 1}}\n"
    yield declaration() + f"purpose: [ # {secret}\n"
    yield declaration() + f"purpose: &a '{secret}'\nunit: *a\n"
    yield declaration() + f"purpose: !x '{secret}'\n"
    yield declaration() + f"unit: |\n  {secret}\n  more\n"
    yield declaration() + f"unit: >\n  more\n  {secret}\n"
    yield f"usages:\n- unit: '{secret}'\n  {{\n"
    yield f"unit: '{secret}'\n" + "usage: 1\nusages:\n- {activity: drafting, tool: inhouse}\n- {activity: '" + secret + "'}\n"
    yield f"usages: '{secret}'\n"
    yield f"'{secret}'\n"
    yield f"# {secret}\n...\n{secret}: [\n"


def row(**cells):
    good = {"What": "drafting", "Tool": "inhouse", "Data": "no"}
    return [({**good, **cells}).get(column, "") for column in COLUMNS]


def rows(secret):
    for column in COLUMNS:
        yield row(**{column: secret})
        yield row(**{column: f"it is {secret} or so"})
        yield row(**{column: f"a;{secret};inhouse"})
    yield row() + [secret]
    yield row(What="x", Unit=secret, Author=secret, Id=secret)
    yield row(What="x", Data=f"x {secret}", Date=secret, Account=secret, Stage=secret)


def as_csv(cells, delimiter=","):
    quoted = ('"' + cell.replace('"', '""') + '"' if re.search('[",;\t]', cell) else cell for cell in cells)
    return delimiter.join(quoted) + "\n"


def inputs(secret):
    """Every way in which declarations may come; the names of files say no more than they do elsewhere."""
    table = [as_csv(cells) for cells in rows(secret)]
    register = HEAD + "".join(table)
    files = {
        "documents.yaml": "---\n".join(as_yaml(secret)),
        "list.json": json.dumps(list(as_json(secret)), indent=1),
        "lines.ndjson": "".join(json.dumps(one) + "\n" for one in as_json(secret))
        + "".join(line.format(secret, secret) + "\n" for line in BAD_LINES),
        "register.csv": register,
        "register.tsv": HEAD.replace(",", "\t") + "".join(as_csv(cells, "\t") for cells in rows(secret)),
        "open.csv": HEAD + table[0] + f'a,"{secret}\n',
        "quotes.csv": HEAD + f'a,"{secret}"{secret},b\n' + table[0],
        "old.csv": (HEAD + table[0] + as_csv(row(Unit=f"été {secret}"))).encode("cp1252"),
        "header.csv": HEAD.replace("Unit", secret) + table[0],
        "headers.csv": HEAD.replace("Unit", f"Unit {secret},Unit,Unit") + table[0],
        "close.csv": HEAD.replace("Unit", f'"{secret}"x') + table[0],
        "nothing.yaml": f"# {secret}\n",
        "nothing.json": f'"{secret}',
        "broken.json": f'{{"usage": 1, "unit": "{secret}"',
        "large.csv": HEAD + "".join(table) * 40,
        "large.yaml": "---\n".join(list(as_yaml(secret)) * 40),
    }
    for number, text in enumerate(as_yaml(secret)):
        files[f"one/{number:02}.yaml"] = text
    for number, line in enumerate(BAD_LINES):
        files[f"one/{number:02}.json"] = line.format(secret, secret)
    encoded = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    packed = {name + ".gz": gzip.compress(encoded[name], mtime=0) for name in ("documents.yaml", "lines.ndjson", "register.csv")}
    return {**encoded, **packed}


def bare(text):
    """What is left of a text, in whatever form it is written: letters, digits and bullets."""
    return re.sub(r"[^\w\u2022]|_", "", re.sub(r"\\u2022", "\u2022", text)).lower()


SILENT = ("uses/header.csv", "uses/headers.csv", "uses/nothing.yaml") # of which nothing is quoted
PART = 8 # characters of a secret, in a row, that tell too much


class Masking(Case):
    def lay_out(self, secret, law=LAW):
        self.write("law.yaml", law)
        self.write("mapping.yaml", MAPPING)
        for name, text in inputs(secret).items():
            self.write("uses/" + name, text)

    def formats_of(self, command):
        text = self.run_program(command, "--help").out
        return re.findall(r"^  (\S+)", re.search(r"\nFormats:\n((?:  .*\n)+)", text)[1], re.M)

    def tells_nothing(self, told, secret, what):
        whole = bare(secret)
        for start in range(len(whole) - PART + 1):
            part = whole[start:start + PART]
            if part in told:
                at = told.index(part)
                self.fail(f"{what} shows {part} of {secret}: …{told[max(0, at - 60):at + 60]}…")

    def look_into(self, path, secret, what):
        with open(path, "rb") as file:
            self.tells_nothing(bare(file.read().decode("utf-8", "replace")), secret, what)

    def run_and_look(self, secret, command, *words, formats=(), files=(), **more):
        """A run with every format at once, and all that it wrote; gives what was done."""
        outputs = [word for name in formats for word in ("--output", f"{name}=out.{name}")]
        done = self.run_program(command, *words, *outputs, env={"COLUMNS": "400"}, **more)
        what = f"{command} {' '.join(words)}"
        self.tells_nothing(bare(done.out), secret, f"standard output of {what}")
        self.tells_nothing(bare(done.err), secret, f"standard error of {what}")
        for name in [f"out.{name}" for name in formats] + list(files):
            if os.path.exists(self.path(name)):
                self.look_into(self.path(name), secret, f"{name} of {what}")
        return done

    def everything(self, alone):
        """Options for all inputs together, and where they are `alone`, for each by itself."""
        law = ("--charter", "law.yaml", "--at", "2026-11-02", "--intake", "mapping.yaml")
        names = [os.path.join("uses", name) for name in sorted(os.listdir(self.path("uses")))] if alone else []
        for jobs in ("1", "2"):
            for name in ["uses", *names]:
                yield (*law, "--jobs", jobs, "--lang", "fr" if jobs == "2" else "en", name)

    def each(self, law=LAW):
        """Each secret in all inputs, and the first of them in each input by itself: warnings are told twenty times in a run."""
        for number, (what, secret) in enumerate(SECRETS.items()):
            self.lay_out(secret, law)
            every = list(self.everything(alone=number == 0))
            half = len(every) // 2  # with one thread in English, with two in French
            for words in every[half * (number % 2):][:half] if BRIEF else every:
                with self.subTest(what, words=words[6:]):
                    yield secret, words

    def test_no_format_of_check_shows_it(self):
        formats = self.formats_of("check")
        self.assertGreater(len(formats), 8)
        for secret, words in self.each():
            done = self.run_and_look(secret, "check", *words, formats=formats)
            if words[-1] not in SILENT:
                self.assertIn("\u2022", done.out + done.err)

    def test_no_audit_shows_it_nor_what_it_keeps(self):
        formats = self.formats_of("audit")
        self.assertGreater(len(formats), 5)
        for secret, words in self.each():
            kept = ("--with-names", "--partial", "part.json", "--history", "kept.sqlite")
            self.run_and_look(secret, "audit", *words, *kept, formats=formats, files=("part.json",))
            self.look_into_register(secret)

    def look_into_register(self, secret):
        for name in os.listdir(self.folder):
            if name.startswith("kept.sqlite"):
                self.look_into(self.path(name), secret, name)
        base = sqlite3.connect(self.path("kept.sqlite"))
        told = bare("\n".join(base.iterdump()))
        base.close()
        self.assertIn("\u2022", told)
        self.tells_nothing(told, secret, "the register")


if __name__ == "__main__":
    unittest.main()

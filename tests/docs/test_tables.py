#!/usr/bin/env python3
"""The manuals' tables and the program's agree: keys, names and matchers of conditions, words, limits, clauses, codes.

A table of a manual that is held to one of the code stands behind a comment that names it, such as
`<!-- keys: tool_keys + ENTRY_KEYS -->`; the words in code of its first column are what is compared.
"""

import json
import os
import re
import subprocess
import unittest

import markdown
from markdown import ROOT, codes, read

ROW = re.compile(r'\{"([^"]+)",\s*CH_(\w+),')
TABLE = re.compile(r"static const ch_field (\w+)\[\] = \{(.*?)END_OF_KEYS", re.S)

# Where the figures of the table of limits stand in the code: row, file, and what precedes the figure.
LIMITS = (
    ("one file of a charter", "src/charter/load.c", "#define FILE_BYTES", "{:.0f} MiB", 1 << 20),
    ("one document of declarations", "src/declaration/stream.c", "#define DOCUMENT_BYTES", "{:.0f} MiB", 1 << 20),
    ("depth of lists and mappings", "src/charter/load.c", "#define MOST_DEPTH", "{:.0f}", 1),
    ("depth of lists and mappings", "src/declaration/stream.c", "#define MOST_DEPTH", "{:.0f}", 1),
    ("values in one file of a charter", "src/charter/load.c", "#define MOST_NODES", "{:,.0f}", 1),
    ("values in one document of declarations", "src/declaration/stream.c", "#define MOST_NODES", "{:,.0f}", 1),
    ("one text", "src/tree/yaml.h", "#define CH_YAML_TEXT_MAX", "{:,.0f} bytes", 1),
    ("one name", "src/tree/decode.h", "#define CH_NAME_MAX", "{:,.0f} bytes", 1),
    ("one pattern of `matches`", "src/pattern/pattern.h", "#define CH_PATTERN_MAX", "{:,.0f} bytes", 1),
    ("classes of data", "src/base/set.h", "#define CH_SET_WORDS", "{:.0f} of each", 1 / 64),
    ("tools, activities", "src/charter/read_version.c", "#define MANY", "{:,.0f} of each", 1),
    ("included files", "src/charter/load.c", "#define MOST_FILES", "{:.0f}", 1),
    ("one file that is sent", "src/judge/detect.c", "#define FILE_BYTES", "{:.0f} MiB; 16 MiB and 256 files a declaration", 1 << 20),
    ("one list of inputs", "include/charter/batch.h", "#define CHARTER_LIST_BYTES", "{:.0f} MiB", 1 << 20),
    ("names in one list", "include/charter/batch.h", "#define CHARTER_LIST_NAMES", "{:,.0f}", 1),
    ("steps of a detector", "src/pattern/pattern.c", "#define PLACE_LIMIT", "{:,.0f}", 1),
    ("steps of one pattern", "src/pattern/pattern.c", "#define MATCH_LIMIT", "{:,.0f}", 1),
    ("memory of one pattern", "src/pattern/pattern.c", "#define HEAP_LIMIT_KIB", "{:.0f} MiB", 1024),
    ("faults shown", "src/base/diagnostics.h", "#define CH_DIAGNOSTICS_MAX", "{:,.0f}", 1),
    ("documents of one file", "src/declaration/usage.h", "#define CH_BROKEN_MAX", "{:,.0f}", 1),
)


def source(path):
    return re.sub(r"\\\n", "\n", re.sub(r"/\*.*?\*/", "", read(path), flags=re.S))


def key_tables():
    """{C table: {key: type}}; ENTRY_KEYS is a table of its own, named by those that hold it."""
    found = {}
    for path in ("src/charter/read_version.c", "src/declaration/usage.c"):
        text = source(path)
        for name, rows in TABLE.findall(text):
            found[name + (" + ENTRY_KEYS" if "ENTRY_KEYS(" in rows else "")] = dict(ROW.findall(rows))
    entry = re.search(r"#define ENTRY_KEYS\(type\)(.*?)\n\n", source("src/charter/read_version.c"), re.S)
    found["ENTRY_KEYS"] = dict(ROW.findall(entry[1]))
    return found


def figure(path, name):
    """What a #define or an initialiser gives, as a number."""
    text = source(path)
    value = text[text.index(name) + len(name):].split("\n")[0]
    value = re.sub(r"\(size_t\)|[uU]?LL?\b", "", value).strip()
    assert re.fullmatch(r"[0-9 *<()]+", value), f"{path}: {name} is {value}"
    return eval(value)  # digits, *, << and brackets alone


class TheKeysOfIntakeMd(unittest.TestCase):
    """The manual of intake mappings and their schema have the keys of the code, and no other."""

    def test_the_tables_of_keys_and_the_schema_agree_with_the_code(self):
        tables = {name: sorted(dict(ROW.findall(rows))) for name, rows in TABLE.findall(source("src/intake/intake.c"))}
        manual = {name: sorted(codes(row[0])[0] for row in rows)
                  for name, rows in markdown.tables(read("docs/intake.md"), "keys").items()}
        schema = json.loads(read("charter/schema/intake.schema.json"))
        places = {"intake_keys": schema, "source_fields": schema["definitions"]["from"],
                  "condition_fields": schema["definitions"]["condition"]}
        self.assertEqual(manual, tables)
        self.assertEqual({name: sorted(place["properties"]) for name, place in places.items()}, tables)

    def test_every_path_is_named_and_the_schema_takes_it(self):
        text, schema = read("docs/intake.md"), json.loads(read("charter/schema/intake.schema.json"))
        pattern = re.compile(schema["properties"]["declare"]["propertyNames"]["pattern"])
        rows = re.search(r"known_paths\[\] = \{(.*?)\n\};", source("src/intake/intake.c"), re.S)[1]
        paths = re.findall(r'\{"([^"]+)"', rows)
        self.assertGreater(len(paths), 20)
        for path in paths:
            self.assertTrue(pattern.match(path), path)
            self.assertIn("`" + path.split(".")[0], text)


class TheKeysOfCharterMd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.code = key_tables()
        cls.text = read("docs/charter.md")
        cls.manual = {name: [key for row in rows for key in codes(row[0])]
                      for name, rows in markdown.tables(cls.text, "keys").items()}

    def same(self, table, known):
        self.assertEqual(sorted(self.manual.pop(table)), sorted(known), table)

    def test_every_table_of_keys_is_there_with_its_keys_and_no_other(self):
        later = set()
        for name, keys in self.code.items():
            later |= {key for key, kind in keys.items() if kind == "LATER"}
            if not keys:
                continue  # the keys of every entry alone
            with self.subTest(name):
                self.assertIn(name, self.manual)
                self.same(name, [key for key, kind in keys.items() if kind != "LATER"])
        self.same("later", later)
        linking, mapping = source("src/charter/link_version.c"), source("src/rule/mapping.c")
        self.same("slots", re.findall(r'\[CH_SLOT_\w+\] = \{"([^"]+)"', linking))
        for name in ("matchers", "data_matchers"):
            rows = re.search(name + r"\[\] = \{(.*?)\n\};|\} " + name + r"\[\] = \{(.*?)\n\};", mapping, re.S)
            self.same(name, re.findall(r'\{"([^"]+)", match_', rows[1] or rows[2]))
        self.assertEqual(list(self.manual), [], "tables of the manual that the code does not have")

    def test_required_keys_say_so(self):
        for name, rows in markdown.tables(self.text, "keys").items():
            if name not in self.code:
                continue
            path = "src/declaration/usage.c" if name + "[]" in source("src/declaration/usage.c") else "src/charter/read_version.c"
            body = dict(TABLE.findall(source(path))).get(name.split(" ")[0], "")
            needed = set(re.findall(r'\{"([^"]+)",[^{}]*, true\}', body))
            said = {key for row in rows if "**required**" in row[1] for key in codes(row[0])}
            with self.subTest(name):
                self.assertEqual(said, needed)

    def test_every_fixed_word_is_there(self):
        words = set(re.findall(r'"([^"]+)"', source("src/base/words.c").split("#include <stddef.h>")[1]))
        said = {word for line in markdown.prose(self.text) for word in codes(line)}
        self.assertEqual(words - said, set())

    def test_limits_have_the_figures_of_the_code(self):
        rows = markdown.tables(self.text, "limits")["limits"]
        for row, path, name, form, unit in LIMITS:
            with self.subTest(row):
                shown = next(cells[1].strip() for cells in rows if cells[0].strip().startswith(row))
                self.assertEqual(shown.split(",")[0] if " or " in shown else shown,
                                 form.format(figure(path, name) / unit))


class TheTablesOfVerdictsMd(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = read("docs/verdicts.md")

    def first_column(self, kind):
        return [word for row in markdown.tables(self.text, kind)[kind] for word in codes(row[0])]

    def test_every_clause_is_there_in_the_order_in_which_it_is_judged(self):
        rows = re.findall(r'clause\(\w+,\s*"([^"]+)",\s*(true|false)', source("src/charter/clause.h"))
        clauses = [name + ("ID" if family == "true" else "") for name, family in rows]
        self.assertTrue(clauses)
        self.assertEqual(self.first_column("clauses"), clauses)

    def test_every_clause_has_its_heading_and_no_other_has_one(self):
        headed = [codes(heading)[0] for heading in markdown.headings(self.text) if heading.startswith("`")]
        self.assertEqual(headed, self.first_column("clauses"))

    def test_every_code_is_there_and_no_other(self):
        known = re.findall(r'code\(\w+,\s*"([^"]+)"\)', source("src/base/diagnostics.h"))
        self.assertTrue(known)
        self.assertEqual(sorted(self.first_column("codes")), sorted(known))

    def test_the_readme_has_every_verdict_in_the_same_order(self):
        said = [word for row in markdown.tables(read("README.md"), "decision_names")["decision_names"]
                for word in codes(row[0])]
        self.assertEqual(said, self.first_column("decision_names"))

    def test_every_verdict_outcome_and_effect_is_there(self):
        code = source("src/charter/clause.c")
        for name in ("outcome_names", "effect_names", "decision_names"):
            body = re.search(name + r"\[?\w*\]?\s*=\s*\{(.*?)\};", code, re.S)[1]
            words = re.findall(r'"([^"]+)"', body)
            with self.subTest(name):
                self.assertTrue(words)
                self.assertEqual(self.first_column(name), words)


class TheLinks(unittest.TestCase):
    def manuals(self):
        known = ["README.md", "charter/README.md", *(f"docs/{name}" for name in os.listdir(os.path.join(ROOT, "docs")))]
        return [path for path in known if path.endswith(".md") and os.path.exists(os.path.join(ROOT, path))]

    def test_relative_links_lead_somewhere(self):
        for path in self.manuals():
            for target in markdown.links(read(path)):
                name, _, anchor = target.partition("#")
                place = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
                with self.subTest(f"{path}: {target}"):
                    self.assertTrue(os.path.exists(os.path.join(ROOT, place)), "no such file")
                    if anchor:
                        self.assertIn(anchor, list(markdown.anchors(read(place))), "no such heading")

    def test_lines_of_prose_have_at_most_120_columns(self):
        for path in markdown.MANUALS:
            for line in markdown.prose(read(path)):
                if not line.startswith("|"):
                    self.assertLessEqual(len(line), 120, f"{path}: {line}")


class TheOptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        program = os.environ.get("CHARTER_CHECK", "")
        if not os.access(program, os.X_OK):
            raise unittest.SkipTest("there is no program")
        cls.known = set()
        for command in ([], ["audit"], ["merge"], ["trend"], ["intake"], ["scan"]):
            text = subprocess.run([program, *command, "--help"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  timeout=60, check=True).stdout
            cls.known |= set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))

    def test_the_manuals_name_options_that_exist(self):
        for path in markdown.MANUALS:
            lines = markdown.prose(read(path)) + [line for fence in markdown.fences(read(path))
                                                  for line in fence.lines if "charter-check" in line]
            named = {option for line in lines if not re.search(r"\b(git|cmake|sha256sum|sudo)\b", line)
                     for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)}
            with self.subTest(path):
                self.assertEqual(named - self.known, set())


if __name__ == "__main__":
    unittest.main()

"""Inputs in every other syntax than YAML, made to crash, stall or fool the program, run through the program itself:
JSON, NDJSON, registers, compressed ones. Each lies beside a good one, which must be judged whatever becomes of it."""

import gzip
import json
import os
import resource
import shutil
import subprocess
import tempfile
import unittest

from test_hostile import GOOD, LAW, PROGRAM, write

SANITIZED = bool(os.environ.get("CHARTER_SANITIZE"))
MEMORY = 1 << 30                     # bytes of address space
SECONDS = 300 if SANITIZED else 60   # of processor time

MAPPING = """\
intake: 1
declare:
  id: Name
  activity: What
  tool: Tool
  data: {column: Data, values: {yes: internal}}
  purpose: Why
"""
HEAD = "Name,What,Tool,Data,Why\n"
ROW = "one,drafting,inhouse,yes,x\n"
USE = '{"usage": 1, "id": "one", "activity": "drafting", "tool": "inhouse", "data": ["internal"]}'


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if not SANITIZED:  # whose shadow memory is an address space of its own
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Inputs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="charter-hostile-")
        self.addCleanup(shutil.rmtree, self.folder)
        write(self.folder, "law.yaml", LAW)
        write(self.folder, "mapping.yaml", MAPPING)
        write(self.folder, "good.yaml", GOOD)

    def judge(self, name, text, *words):
        """What is told of the input: (verdict or None, code of a fault or None, its place), and the exit code."""
        write(self.folder, name, text)
        done = subprocess.run([PROGRAM, "--charter", "law.yaml", "--at", "2026-11-02", "--intake", "mapping.yaml",
                               "--format", "ndjson", *words, name, "good.yaml"], cwd=self.folder, capture_output=True,
                              stdin=subprocess.DEVNULL, preexec_fn=limited, timeout=300, check=False)
        self.assertIn(done.returncode, (0, 1, 2), done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        verdicts = [line for line in lines if "verdict" in line]
        self.assertEqual((verdicts[-1]["file"], verdicts[-1]["verdict"]), ("good.yaml", "compliant"))
        told = []
        for line in lines:
            faults = line.get("errors", []) + ([line["error"]] if "error" in line else [])
            places = [(fault["code"], fault.get("line"), fault.get("column")) for fault in faults]
            if "verdict" in line and line["file"] != "good.yaml":
                told.append((line["verdict"], *places))
            elif "error" in line:
                told.append((None, *places))
        return done.returncode, told

    def refused(self, name, text, code, place=None, verdict="invalid", rest=()):
        exit_code, told = self.judge(name, text)
        self.assertEqual(exit_code, 2, told)
        self.assertEqual(told[0][0], verdict, told)
        self.assertEqual(told[0][1][0], code, told)
        if place is not None:
            self.assertEqual(told[0][1][1:], place, told)
        self.assertEqual([one[0] for one in told[1:]], list(rest), told)


class Json(Inputs):
    def test_what_is_no_json_is_told_with_its_place(self):
        rows = {
            "a string without an end": ('{"usage": 1, "id": "x', (1, 20)),
            "half of a surrogate pair": (USE.replace('"one"', r'"\ud83d"'), (1, 21)),
            "the other half": (USE.replace('"one"', r'"\ude00x"'), (1, 21)),
            "an escape that is none": (USE.replace('"one"', r'"\x41"'), None),
            "a comma before the end": (USE[:-1] + ",}", None),
            "a word that is none": ('{"usage": NaN}', (1, 11)),
            "an endless number": ('{"usage": Infinity}', (1, 11)),
            "a number with a leading zero": ('{"usage": 01}', None),
            "a comment": ("/* x */" + USE, (1, 1)),
        }
        for name, (text, place) in rows.items():
            with self.subTest(name):
                self.refused("x.json", text, "json.syntax", place)

    def test_a_fault_of_a_line_spoils_that_line_alone(self):
        for bad in ("{", '"', "]", r'{"usage": "\ud800"}', "[" * 10000, "\x00"):
            with self.subTest(bad[:10]):
                _, told = self.judge("x.ndjson", f"{USE}\n{bad}\n{USE}\n")
                self.assertEqual([one[0] for one in told], ["compliant", "invalid", "compliant"], told)
                self.assertEqual(told[1][1][1], 2, told)

    def test_nesting_and_many_values_meet_their_limits(self):
        self.refused("x.json", "[" * 100000, "limit.depth")
        self.refused("x.json", '{"a":' * 50000, "limit.depth")
        self.refused("x.json", '{"x-a": [' + "1," * 200000 + "1]}", "limit.nodes")
        self.refused("x.json", USE.replace('"one"', '"' + "x" * 100000 + '"'), "limit.text")

    def test_a_key_that_stands_twice_is_refused_however_it_is_spelt(self):
        self.refused("x.json", USE.replace('"tool"', '"to\\u006fl": "chatgpt", "tool"'), "key.duplicate")

    def test_numbers_beyond_all_bounds_are_no_values(self):
        for number in ("1e999", "-1", "-0.5", "9223372036854775808", "1" * 400, "1e-999"):
            with self.subTest(number[:20]):
                self.refused("x.json", USE[:-1] + f', "volume": {{"requests": {number}}}}}', "value.type")

    def test_other_encodings_are_refused(self):
        for raw in (USE.encode("utf-16"), USE.encode("utf-32"), USE.replace("one", "\xe9").encode("latin-1"),
                    USE.replace("one", "\x00").encode(), b'{"id": "\xc0\xaf"}', b'{"id": "\xed\xa0\x80"}'):
            with self.subTest(raw[:12]):
                code, told = self.judge("x.json", raw)
                self.assertEqual(code, 2)
                self.assertIn(told[0][1][0], ("bytes.encoding", "bytes.character"), told)
        self.assertEqual(self.judge("x.json", "\ufeff" + USE), (0, [("compliant",)]))

    def test_an_escaped_character_that_steers_is_refused_as_a_raw_one_is(self):
        for escape in (r"\u0000", r"\u001b", r"\u0085", r"\u2028"):
            with self.subTest(escape):
                self.refused("x.json", USE.replace("one", escape), "bytes.character")


class Registers(Inputs):
    def test_a_quote_without_an_end_spoils_what_is_behind_it_and_nothing_before(self):
        code, told = self.judge("x.csv", HEAD + ROW + 'two,drafting,"inhouse\n' + ROW * 3)
        self.assertEqual((code, told[0][0]), (2, "compliant"), told)
        self.assertEqual(told[1][:2], ("invalid", ("csv.syntax", 3, 14)), told)

    def test_a_cell_of_a_hundred_megabytes_is_refused_in_little_memory(self):
        for cell, code in (("x" * (100 << 20), "limit.size"), ('"' + "x\n" * (8 << 20) + '"', "csv.syntax")):
            _, told = self.judge("x.csv", HEAD + "two,drafting,inhouse,yes," + cell + "\n" + ROW)
            self.assertEqual([one[0] for one in told][:1], ["invalid"], told[:3])
            self.assertEqual(told[0][1][0], code, told[:3])

    def test_a_row_of_a_million_cells_is_refused(self):
        _, told = self.judge("x.csv", HEAD + "," * 1000000 + "\n" + ROW)
        self.assertEqual([one[0] for one in told], ["invalid", "compliant"], told)
        self.assertEqual(told[0][1][0], "limit.entries", told)

    def test_a_nul_and_a_steering_character_spoil_their_cell(self):
        for raw in ("\x00", "\x1b[31m"):
            for cell, verdict in (("one", "compliant"), ("inhouse", "undetermined"), ("yes", "undetermined")):
                _, told = self.judge("x.csv", HEAD + ROW.replace(cell, cell + raw, 1) + ROW)
                self.assertEqual([one[0] for one in told], [verdict, "compliant"], told)

    def test_utf_16_is_told_and_a_byte_order_mark_is_no_fault(self):
        code, told = self.judge("x.csv", (HEAD + ROW).encode("utf-16"))
        self.assertEqual((code, [one[0] for one in told if one[0] == "compliant"]), (2, []), told)
        self.assertEqual(self.judge("x.csv", "\ufeff" + HEAD + ROW), (0, [("compliant",)]))

    def test_a_cell_is_no_formula_in_a_spreadsheet(self):
        for formula in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"\"http://x\"\")"):
            text = HEAD + f'"{formula}",drafting,"{formula}",yes,x\n'
            write(self.folder, "x.csv", text)
            done = subprocess.run([PROGRAM, "audit", "--charter", "law.yaml", "--at", "2026-11-02", "--intake",
                                   "mapping.yaml", "--format", "csv", "x.csv"], cwd=self.folder, capture_output=True,
                                  timeout=60, check=False)
            for line in done.stdout.decode().splitlines():
                for cell in line.split(","):
                    if not cell.lstrip('"').lstrip("-").replace(".", "").isdigit():
                        self.assertFalse(cell.lstrip('"').startswith(("=", "+", "-", "@", "\t")), line)


class Compressed(Inputs):
    def zstd(self, raw):
        if shutil.which("zstd") is None:
            self.skipTest("there is no program zstd")
        return subprocess.run(["zstd", "-q", "-c"], input=raw, capture_output=True, check=True).stdout

    def test_what_is_cut_short_or_followed_by_something_is_told_and_what_came_before_is_judged(self):
        text = (USE + "\n").encode() * 2
        for ending, packed in ((".gz", gzip.compress(text)), (".zst", self.zstd(text))):
            for name, raw in (("cut short", packed[:-6]), ("with a tail", packed + b"tail"), ("of another kind", text),
                              ("empty", b"")):
                with self.subTest(ending + " " + name):
                    code, told = self.judge("x.ndjson" + ending, raw)
                    self.assertEqual((code, told[-1][0]), (2, None), told)
                    self.assertEqual(told[-1][1][0], "input.unreadable", told)
                    self.assertTrue(all(one[0] == "compliant" for one in told[:-1]), told)

    def test_members_that_follow_one_another_are_one_input(self):
        text = (USE + "\n").encode()
        for ending, packed in ((".gz", gzip.compress(text)), (".zst", self.zstd(text))):
            self.assertEqual(self.judge("x.ndjson" + ending, packed * 3), (0, [("compliant",)] * 3))

    def test_a_bomb_meets_the_limit_of_a_document_in_little_memory(self):
        bomb = b"usage: 1\npurpose: " + b"x" * (64 << 20)
        for ending, packed in ((".gz", gzip.compress(bomb, 1)), (".zst", self.zstd(bomb))):
            with self.subTest(ending):
                self.refused("x.yaml" + ending, packed, "limit.size")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""The examples in the comments that public headers begin with compile, in C and, where there is a compiler, in C++."""
# once: the same headers in every build

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

INCLUDE = Path(os.environ["SOURCE_DIR"]) / "include"
EXAMPLE = re.compile(r"^ \*     (.*)", re.M)
# What an example leaves out: what its names are.
NAMES = {
    "audit": """
        charter_totals *totals; const charter *law = NULL; charter_totals_options options = {0}; charter_item item;
        charter_batch *batch = NULL; charter_report_options reporting = {0}; charter_sink sink = {0};""",
    "baseline": """
        charter_baseline *baseline; const char *path = NULL; charter_diagnostics *diagnostics = NULL; charter_item item;
        charter_batch *batch = NULL; charter_report *report = NULL; const charter_acceptance *accepted;""",
    "check": "charter_text law = {0}, uses = {0}; charter_day today = 0;",
    "judge": """
        charter_stream *stream = NULL; charter_judge *judge = NULL; const charter_usage *usage;
        const charter_verdict *verdict;""",
    "memory": "const char *law = NULL, *declaration = NULL;",
    "traces": """
        charter_traces *traces; const charter *law = NULL; charter_traces_options options = {0};
        const char *path = NULL, *bytes = NULL; size_t length = 0; charter_diagnostics *faults = NULL; charter_report *report = NULL;
        const charter_verdict *verdict = NULL;""",
    "vocabulary": "const charter *law = NULL; charter_day today = 0;",
}
HELPERS = ("void tell(const char *text); void offer(charter_text id, charter_text title);"
           " void example(void); int main(void) { return 0; }\n")


def examples():
    """{header: the lines of code in its first comment}"""
    found = {}
    for path in sorted((INCLUDE / "charter").glob("*.h")):
        comment = path.read_text(encoding="utf-8").partition("*/")[0]
        code = "".join(f"{line}\n" for line in EXAMPLE.findall(comment))
        if code:
            found[path.stem] = code
    return found


def program(header, code):
    blank = {"C": "{0}", "C++": "{}"}
    text = f"#include <charter/charter.h>\n{HELPERS}\nvoid example(void)\n{{\n{NAMES[header]}\n{code}\n}}\n"
    return {language: text.replace("{0}", zero) for language, zero in blank.items()}


class HeaderExamples(unittest.TestCase):
    def compile(self, text, words, ending):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "example" + ending)
            path.write_text(text, encoding="utf-8")
            warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-variable",
                        "-Wno-unused-but-set-variable"]
            run = subprocess.run([*words, *warnings, f"-I{INCLUDE}", "-fsyntax-only", str(path)],
                                 capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stderr)

    def test_those_that_are_here_are_compiled(self):
        self.assertEqual(set(examples()), set(NAMES))

    def test_they_compile_in_c(self):
        for header, code in examples().items():
            with self.subTest(header=header):
                self.compile(program(header, code)["C"], [os.environ["CC"], "-std=c11"], ".c")

    @unittest.skipUnless(shutil.which("c++"), "there is no C++ compiler")
    def test_they_compile_in_cpp(self):
        for header, code in examples().items():
            with self.subTest(header=header):
                self.compile(program(header, code)["C++"], ["c++", "-std=c++17"], ".cpp")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Every example in a header of include/ and src/ compiles; what must not be written does not.

An example is a block of lines of a comment that are indented by five spaces behind the star, one of which ends in a
semicolon (a comment behind it aside). It stands in a function; a line that says "..." is what its reader would do
there. What it uses and does not declare is declared in GIVEN.
"""
# once: the same headers in every build

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPILER = [os.environ.get("CC", "cc"), "-std=c11", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
            "-Werror", "-Wno-unused", "-D_GNU_SOURCE", f"-I{ROOT}/include", f"-I{ROOT}/src", "-x", "c", "-"]
INDENT = " *     "

VERDICTS = """
    #include "charter/charter.h"
    static charter_batch *batch; static charter_item item; static charter_report *report;
    static const charter *the_charter; static charter_diagnostics *diagnostics; static charter_sink sink;
"""
GIVEN = {
    "include/charter/ask.h": """
        static const charter *the_charter; static charter_day today; static charter_text sentence;
        static charter_diagnostics *diagnostics; void tell(const charter_mention *mention);""",
    "include/charter/audit.h": VERDICTS + """
        static charter_totals *totals; static charter_totals_options options; static charter_report_options reporting;""",
    "include/charter/baseline.h": VERDICTS + """
        static charter_baseline *baseline; static const char *path; static const charter_acceptance *accepted;""",
    "include/charter/cases.h": VERDICTS + """
        static charter_cases *cases; static charter_day today; static charter_text bytes;
        static charter_report_options reporting;""",
    "include/charter/check.h": """
        static charter_text the_charter, uses; static charter_day today; void tell(const char *text);""",
    "include/charter/judge.h": """
        static charter_stream *stream; static charter_input input; static charter_judge *judge; static const charter *the_charter;
        static charter_judge_options options; static const charter_declaration *declaration; static const charter_verdict *verdict;""",
    "include/charter/lint.h": """
        static charter *the_charter; static charter_diagnostics *diagnostics; static const char *path;
        static charter_day today;""",
    "include/charter/memory.h": "static const char *the_charter, *declaration;",
    "include/charter/proof.h": VERDICTS + """
        static charter_proof *proof; static charter_text claim; static charter_proof_options options;
        static charter_report_options reporting;""",
    "include/charter/traces.h": VERDICTS + """
        static charter_traces *traces; static charter_traces_options options; static const charter_verdict *verdict;
        static const char *path, *bytes; static size_t length; static charter_diagnostics *faults;""",
    "include/charter/vocabulary.h": """
        static const charter *the_charter; static charter_day today; void offer(charter_text id, charter_text title);""",
    "src/cel/cel.h": "static ch_arena arena; static ch_cel_scope scope; static ch_text text; static ch_cel_machine machine;",
    "src/cli/options.h": "typedef struct check { const char *charter; bool quiet; } check;",
    "src/report/write/html_writer.h": "static ch_html *html; static ch_text count;",
    "src/report/write/json_writer.h": "static ch_json *json; static ch_text tool;",
    "src/report/write/xml_writer.h": "static ch_xml *xml; static ch_text name, body;",
    "src/tree/decode.h": "#include <stddef.h>\ntypedef struct review { ch_text by; ch_day on; } review;",
}

# (header, what follows it, whether it compiles)
WRITTEN = (
    ("base/buffer.h", 'void f(ch_buffer *b); void f(ch_buffer *b) { ch_buffer_literal(b, "no"); }', True),
    ("base/buffer.h", 'void f(ch_buffer *b, int n); void f(ch_buffer *b, int n) { ch_buffer_literal(b, n ? "yes" : "no"); }', False),
    ("base/text.h", 'ch_text f(const char *a); ch_text f(const char *a) { return CH_LITERAL(a); }', False),
)


def examples(path):
    """(line, its lines) of each, in the order in which they stand."""
    block = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith(INDENT):
            block.append(line.removesuffix("*/")[len(INDENT):])
            continue
        if any(re.search(r";\s*(//.*)?$", text) for text in block):
            yield number - len(block), block
        block = []


def compiles(header, line, block):
    body = "\n".join(re.sub(r"^(\s*)\.\.\.$", r"\1;", text) for text in block)
    source = (f'#include "{re.sub("^(include|src)/", "", header)}"\n{GIVEN.get(header, "")}\n'
              f'void example(void);\nvoid example(void)\n{{\n#line {line} "{header}"\n{body}\n}}\n')
    done = subprocess.run(COMPILER, input=source, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{header}:{line}: the example does not compile\n{done.stderr}")
    return done.returncode == 0


def is_as_it_must(header, text, good):
    done = subprocess.run(COMPILER, input=f'#include "{header}"\n{text}\n', capture_output=True, text=True, check=False)
    if (done.returncode == 0) != good:
        print(f"{text}\nis to be {'compiled' if good else 'refused'}\n{done.stderr}")
    return (done.returncode == 0) == good


def main():
    headers = [path for top in ("include", "src") for path in sorted((ROOT / top).rglob("*.h"))]
    found = [(str(path.relative_to(ROOT)), *example) for path in headers for example in examples(path)]
    good = [compiles(*example) for example in found]
    print(f"{len(found)} examples, {good.count(False)} do not compile")
    return 0 if found and all(good) and all([is_as_it_must(*one) for one in WRITTEN]) else 1


if __name__ == "__main__":
    sys.exit(main())

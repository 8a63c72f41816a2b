#!/usr/bin/env python3
"""What CEL means here, expression by expression: table.txt through driver.c.

A line of the table is one of

    EXPRESSION => VALUE         3, 3u, 3.0, "text", hex 6162, [1, 2], {"a": 1}, true, null, type int
    EXPRESSION => error: WORDS  evaluating fails, and the message holds the words
    EXPRESSION => absent: NAME  what it needs is not declared
    EXPRESSION => fault: WORDS  it does not compile, and the message holds the words
    EXPRESSION ~> TYPE          it compiles, with this type; `fault: WORDS` here too

where ⏎ stands for an end of line, or sets what holds until the next `@ anew`:

    @ variable NAME TYPE = EXPRESSION       without a value it is absent
    @ function NAME receiver|global RESULT PARAMETER…
    @ container NAME
    @ unchecked                             types are looked at when it is evaluated
    @ anew

A line that begins with # heads the lines after it.
"""
import json
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVER = os.path.join(os.environ["BUILD_DIR"], "tests", "cel-driver")
ESCAPES = str.maketrans({"⏎": "\\n", "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"})


def spelt(value):
    """A value of the driver's as the table writes it."""
    (kind, content), = value.items()
    if kind in ("null", "bool", "string"):
        return json.dumps(content, ensure_ascii=False)
    if kind in ("int", "uint"):
        return content + ("u" if kind == "uint" else "")
    if kind == "double":
        return repr(float(content))
    if kind == "bytes":
        return f"hex {content['hex']}".rstrip()
    if kind == "list":
        return f"[{', '.join(map(spelt, content))}]"
    if kind == "map":
        return "{" + ", ".join(f"{spelt(key)}: {spelt(held)}" for key, held in content) + "}"
    return f"{kind} {content}"


def meets(answer, wanted):
    """Whether an answer is what the table says."""
    kind, _, words = wanted.partition(": ")
    if kind == "fault":
        return words in answer.get("fault", "")
    if kind == "error":
        return words in answer.get("error", "") and answer["kind"] != "absent"
    if kind == "absent":
        return answer.get("kind") == "absent" and f'"{words}"' in answer["error"]
    return "value" in answer and spelt(answer["value"]) == wanted


def rows():
    """(what is before it, number of line, request, arrow, wanted) of each row."""
    head, about, how, container = "", [], "checked", ""
    with open(os.path.join(HERE, "table.txt"), encoding="utf-8") as file:
        for number, line in enumerate(map(str.rstrip, file), 1):
            if line.startswith("#"):
                head = line.lstrip("# ")
            elif line.startswith("@"):
                word, *rest = line[2:].split(" ", 1)
                rest = rest[0] if rest else ""
                if word == "anew":
                    about, how, container = [], "checked", ""
                elif word == "unchecked":
                    how = "unchecked"
                elif word == "container":
                    container = rest
                elif word == "variable":
                    declared, _, value = rest.partition(" = ")
                    about += ["var", *declared.split(" ", 1), value or "-"]
                elif word == "function":
                    about += ["fun", *rest.split(" "), ";"]
                else:
                    raise ValueError(f"table.txt:{number}: {line}")
            elif line:
                expression, arrow, wanted = re.split(r" +([=~]>) ", line)
                fields = ["case", container, "check-only" if arrow == "~>" else how, expression, *about]
                yield head, number, "\t".join(field.translate(ESCAPES) for field in fields), arrow, wanted


class Table(unittest.TestCase):
    def test_every_row_is_what_the_table_says(self):
        table = list(rows())
        self.assertGreater(len(table), 500)
        asked = "\n".join(request for _, _, request, _, _ in table) + "\n"
        done = subprocess.run([DRIVER], input=asked.encode(), capture_output=True, timeout=120, check=False)
        answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual((done.returncode, len(answers)), (0, len(table)), done.stderr)
        for (head, number, request, arrow, wanted), answer in zip(table, answers):
            with self.subTest(head, line=number, expression=request.split("\t")[3]):
                if arrow == "~>" and not wanted.startswith("fault: "):
                    self.assertEqual(answer.get("type", answer.get("fault")), wanted)
                else:
                    self.assertTrue(meets(answer, wanted), f"wanted {wanted}, not {answer}")


if __name__ == "__main__":
    if not os.access(DRIVER, os.X_OK):
        print(f"skipped: there is no {DRIVER}")
        sys.exit(77)
    unittest.main()

#!/usr/bin/env python3
"""Tables of audits as text: as wide as they need in a file, as wide as the screen on one, and nothing left out in silence."""

import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_audit import LAW, PROGRAM, Case, use


class TextTables(Case):
    """What a table of text loses to a screen, and that a file loses nothing."""

    NAME = "A unit of a name that is longer than forty columns are wide"

    def units(self, columns, *words):
        """The lines of the table of units, of standard output or of out.txt."""
        self.write("law.yaml", LAW.replace("units: [A, B, C, D]\n", ""))
        self.write("uses.yaml", "---\n".join([
            use(unit=self.NAME, volume="{requests: 3}"), use(unit="B", tool="bad"), use(unit="B", tool="vague", stage="planned")]))
        done = subprocess.run([PROGRAM, "audit", "--charter", "law.yaml", "--at", "2026-07-01", "--lang", "en", *words, "uses.yaml"],
                              capture_output=True, text=True, check=False, cwd=self.folder.name,
                              env={**{k: v for k, v in os.environ.items() if k != "COLUMNS"}, **columns})
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.read("out.txt") if words else done.stdout
        return text[text.index("  Uses by unit"):text.index("\n\n  The 3 of 3 uses")].splitlines()

    HEADS = ["Unit", "Uses", "Share of uses", "Requests", "Compliant", "Conditional", "To review", "Undetermined",
             "Non-compliant"]

    def heads(self, lines):
        return re.split(" {2,}", lines[1].strip())

    def test_what_is_no_screen_gets_every_column_and_whole_names(self):
        for lines in (self.units({}), self.units({"COLUMNS": ""}), self.units({"COLUMNS": "wide"}),
                      self.units({"COLUMNS": "60"}, "--output", "text=out.txt")):
            self.assertEqual(self.heads(lines), self.HEADS)
            self.assertTrue(any(line.startswith(f"  {self.NAME} ") for line in lines), lines)
            self.assertNotIn("For want of width", "".join(lines))

    def test_columns_are_respected_and_those_that_go_are_named(self):
        for width in range(40, 160, 7):
            lines = self.units({"COLUMNS": str(width)})
            shown = self.heads(lines)
            told = " ".join(lines).partition("Columns that do not fit: ")[2]
            self.assertLessEqual(max(map(len, lines)), width, lines)
            self.assertEqual([head for head in self.HEADS if head not in shown], re.split(", +", re.sub(" +", " ", told).strip()) if told else [])

    def test_columns_of_nothing_but_zeros_go_first(self):
        shown = self.heads(self.units({"COLUMNS": "116"}))
        self.assertEqual([head for head in self.HEADS if head not in shown], ["To review", "Undetermined"])


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

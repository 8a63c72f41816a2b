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

    def on_screen(self, columns, *words):
        done = subprocess.run([PROGRAM, "audit", "--charter", "law.yaml", "--at", "2026-07-01", "--lang", "en", *words, "uses.yaml"],
                              capture_output=True, text=True, check=False, cwd=self.folder.name,
                              env={**{k: v for k, v in os.environ.items() if k != "COLUMNS"}, **columns})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def units(self, columns, *words):
        """The lines of the table of units, of standard output or of out.txt."""
        self.write("law.yaml", LAW.replace("units: [A, B, C, D]\n", ""))
        self.write("uses.yaml", "---\n".join([
            use(unit=self.NAME, volume="{requests: 3}"), use(unit="B", tool="bad"), use(unit="B", tool="vague", stage="planned")]))
        done = self.on_screen(columns, *words)
        text = self.read("out.txt") if words else done.stdout
        return text[text.index("  Uses by unit"):text.index("\n\n  The 3 of 3 uses")].splitlines()

    HEADS = ["Unit", "Uses", "Share of uses", "Requests", "Compliant", "Conditional", "To review", "Undetermined",
             "Non-compliant"]

    def parts(self, lines):
        """The head's lines, those of rows, and the names of columns that do not fit."""
        first = next(i for i, line in enumerate(lines) if re.match("  [AB] ", line))
        rest = next((i for i, line in enumerate(lines) if "Columns that do not fit: " in line), len(lines))
        told = re.sub(" +", " ", " ".join(lines[rest:]).partition("Columns that do not fit: ")[2])
        return lines[1:first], lines[first:rest], re.split(", +", told.strip()) if told else []

    def test_what_is_no_screen_gets_every_column_and_whole_names(self):
        for lines in (self.units({}), self.units({"COLUMNS": ""}), self.units({"COLUMNS": "wide"}),
                      self.units({"COLUMNS": "60"}, "--output", "text=out.txt")):
            self.assertEqual(re.split(" {2,}", lines[1].strip()), self.HEADS)
            self.assertTrue(any(line.startswith(f"  {self.NAME} ") for line in lines), lines)
            self.assertNotIn("do not fit", "".join(lines))

    def test_columns_are_respected_and_those_that_go_are_named(self):
        """Names and heads are whole, in as many lines as they take; the first number stays, by which rows are in order."""
        for width in range(40, 170, 3):
            with self.subTest(width):
                lines = self.units({"COLUMNS": str(width)})
                self.assertLessEqual(max(map(len, lines)), width, lines)
                head, rows, gone = self.parts(lines)
                shown = [name for name in self.HEADS if name not in gone]
                self.assertEqual(len(gone) + len(shown), len(self.HEADS), gone)
                self.assertEqual(sorted(" ".join(head).split()), sorted(" ".join(shown).split()))
                self.assertEqual(shown[:2], ["Unit", "Uses"])
                self.assertEqual(len(rows[0].split()), len(shown))
                self.assertEqual(rows[0].split()[:2], ["B", "2"])
                words = [word for word in " ".join(rows[1:]).split() if not re.fullmatch(r"[0-9.%–]+", word)]
                self.assertEqual(words, self.NAME.split())

    def test_columns_of_nothing_but_zeros_go_first(self):
        """From a wide screen to a narrow one: first all of those, the last one first."""
        gone = [self.parts(self.units({"COLUMNS": str(width)}))[2] for width in range(150, 60, -1)]
        order = [names for i, names in enumerate(gone) if i == 0 or names != gone[i - 1]]
        self.assertEqual(order[:3], [[], ["Undetermined"], ["To review", "Undetermined"]])

    def test_a_word_that_is_wider_than_its_column_goes_on_in_the_next_line(self):
        self.NAME = "é" * 90
        lines = self.units({"COLUMNS": "80"})
        self.assertLessEqual(max(map(len, lines)), 80)
        self.assertEqual("".join(lines).count("é"), 90)

    def test_the_latest_months_have_whole_numbers(self):
        """A table by time is as wide as the rows that it shows: the last ones."""
        self.write("law.yaml", LAW)
        self.write("uses.yaml", "---\n".join(use(date=f"{2024 + i // 12}-{i % 12 + 1:02}-10", volume=f"{{requests: {10 ** (i // 3)}}}") for i in range(24)))
        text = self.on_screen({"COLUMNS": "80"}).stdout
        self.assertRegex(text, r"2025-12 .* 10,000,000 ")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

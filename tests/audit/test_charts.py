#!/usr/bin/env python3
"""Charts of audits and trends tell the truth: what a bar measures, its label and the table's cell are one number."""

import os
import random
import re
import subprocess
import sys
import unittest
from xml.etree import ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import make_register
from test_audit import CHARTER, LAW, PROGRAM, Case, use

COLUMNS_HIGH = 180 # pixels
VERDICTS = ["Compliant", "Conditional", "To review", "Undetermined", "Non-compliant", "Invalid"]


def share(text):
    return float(text.removesuffix("%")) / 100


def number(text):
    return float(re.sub(r"[,\s\u202f\u00a0]", "", text))


def ends(text):
    """What a cell says of a range: "1.2 to 3.4 kWh", in Wh."""
    found = re.fullmatch(r"([\d.,]+)(?: to ([\d.,]+))? (|k|M)Wh", text)
    scale = {"": 1, "k": 1e3, "M": 1e6}[found[3]]
    return number(found[1]) * scale, number(found[2] or found[1]) * scale


class Chart:
    """A figure of a page, and the table that follows it."""

    def __init__(self, figure, table):
        self.figure = figure
        self.caption = "".join(figure.find("figcaption").itertext())
        self.heads = ["".join(cell.itertext()) for cell in table.find("thead/tr")]
        self.rows = [[self.said(cell) for cell in row] for row in table.find("tbody")]
        self.label_column = [cell.get("class") for cell in table.find("thead/tr")].index("n")
        bars = figure.find(".//div[@class='bars']")
        cells = [] if bars is None else list(bars)
        self.bars = list(zip(cells[0::3], cells[1::3], cells[2::3]))

    @staticmethod
    def said(cell):
        """A cell's words, without the shape of its state."""
        return "".join((cell.text or "", *("" if one.get("class", "").startswith("m ") else "".join(one.itertext()) for one in cell),
                        *(one.tail or "" for one in cell)))

    def boxes(self, shapes):
        return [one for one in shapes.iter("rect") if not one.get("class").startswith("p")]


def charts(page):
    """Pages have no void elements but in their heads: what is behind is XML."""
    body = ElementTree.fromstring(re.search(r"<main.*</main>", page, re.S)[0])
    for section in body.iter("section"):
        pieces = list(section)
        for figure, table in zip(pieces, pieces[1:]):
            if figure.tag == "figure":
                yield Chart(figure, next(table.iter("table")))


class Charts(Case):
    def pages(self):
        rng = random.Random(7)
        self.write("law.yaml", LAW.replace("units: [A, B, C, D]\n", ""))
        sizes = {"A unit with a name that is longer than a phone is wide, " * 3: 380, "B": 3, "C": 1, "<b>D</b>": 2}
        uneven = [use(unit=repr(unit), tool=rng.choice(["good", "vague", "bad", "other"]), date=f"2026-0{rng.randint(1, 6)}-01",
                      activity=rng.choice(["drafting", "coding"]), volume=f"{{requests: {rng.randint(1, 90)}}}")
                  for unit, count in sizes.items() for _ in range(count)]
        real = make_register.register(300)
        yield "uneven", self.audit(uneven, "--format", "html", "--lang", "en", "--quiet").stdout
        yield "published", self.audit(uneven, "--format", "html", "--lang", "en", "--quiet", "--publish").stdout
        yield "real", self.audit(real, "--format", "html", "--lang", "en", "--quiet", "--history", "kept.sqlite", charter=CHARTER,
                                 at="2026-11-24").stdout
        yield "reviewed", self.audit([use(unit="A", tool="bad"), *[use(unit="A", activity="nothing") for _ in range(380)]],
                                     "--format", "html", "--lang", "en", "--quiet").stdout
        yield "trend", self.run_it("trend", "--history", "kept.sqlite", "--format", "html", "--lang", "en").stdout

    def test_bar_label_and_cell_are_one_number(self):
        seen = set()
        for name, page in self.pages():
            for chart in charts(page):
                with self.subTest(f"{name}: {chart.caption}"):
                    seen.add((name, chart.caption))
                    self.check_bars(chart) if chart.bars else self.check_columns(chart)
        self.assertGreater(len(seen), 25, seen)
        self.assertIn(("trend", "Verdicts by month"), seen)

    def check_bars(self, chart):
        labels = ["".join(label.itertext()) for _, _, label in chart.bars]
        names = ["".join(one.itertext()) for one, _, _ in chart.bars]
        cells = [row[chart.label_column] for row in chart.rows]
        self.assertEqual(labels, cells[:len(labels)])
        self.assertEqual(names, [row[0] for row in chart.rows][:len(names)])
        if chart.bars[0][1].find("line") is not None: # of ranges
            most = max(ends(label)[1] for label in labels if label != "–")
            for (_, shapes, _), cell in zip(chart.bars, cells):
                if cell != "–":
                    box = chart.boxes(shapes)[0]
                    low, high = share(box.get("x")), share(box.get("x")) + share(box.get("width"))
                    # Labels are rounded to three digits.
                    for drawn, told in zip((low, high), ends(cell)):
                        self.assertAlmostEqual(drawn, told / most, delta=0.012, msg=cell)
            return
        most = max(map(number, labels))
        for (_, shapes, _), cell in zip(chart.bars, cells):
            length = sum(share(box.get("width")) for box in chart.boxes(shapes))
            self.assertAlmostEqual(length * most, number(cell), delta=most * 0.0004, msg=cell)
        self.check_verdicts(chart, [shapes for _, shapes, _ in chart.bars], most, lambda box: share(box.get("width")))

    def check_columns(self, chart):
        shapes = chart.figure.find(".//svg[@class='columns']")
        columns = {}
        for box in chart.boxes(shapes):
            columns.setdefault(share(box.get("x")), []).append(box)
        rows = [row for row in chart.rows if re.fullmatch(r"\d{4}-\d\d", row[0]) and self.drawn(chart, row) > 0]
        self.assertEqual(len(columns), len(rows))
        most = number(shapes.find("text[@class='scale']").text)
        self.assertEqual(most, max(self.drawn(chart, row) for row in rows))
        for (_, boxes), row in zip(sorted(columns.items()), rows):
            height = sum(float(box.get("height")) for box in boxes)
            self.assertAlmostEqual(height / COLUMNS_HIGH * most, self.drawn(chart, row), delta=most * 0.001, msg=row)
            for box in boxes:
                cell = row[chart.heads.index(VERDICTS[int(box.get("class")[1])])]
                self.assertAlmostEqual(float(box.get("height")) / COLUMNS_HIGH * most, number(cell), delta=most * 0.001, msg=row)

    def drawn(self, chart, row):
        return sum(number(row[chart.heads.index(verdict)]) for verdict in VERDICTS if verdict in chart.heads)

    def check_verdicts(self, chart, all_shapes, most, length):
        """Parts that are of a verdict are as long as its cell says, where the table has one."""
        for shapes, row in zip(all_shapes, chart.rows):
            for box in chart.boxes(shapes):
                verdict = re.fullmatch(r"v(\d)", box.get("class"))
                if verdict and VERDICTS[int(verdict[1])] in chart.heads:
                    cell = row[chart.heads.index(VERDICTS[int(verdict[1])])]
                    self.assertAlmostEqual(length(box) * most, number(cell), delta=most * 0.0004, msg=row)

    def test_a_verdict_has_one_colour_and_one_pattern_everywhere(self):
        for name, page in self.pages():
            style = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
            self.assertEqual(sorted(re.findall(r"\.(v\d)\{fill:var\(--(v\d)\)", style)), [(f"v{d}", f"v{d}") for d in range(6)])
            for chart in charts(page):
                for shapes in chart.figure.iter("svg"):
                    classes = [one.get("class") for one in shapes.iter("rect")]
                    for at, one in enumerate(classes):
                        if one in ("v1", "v2", "v3", "v4", "v5"):
                            self.assertEqual(classes[at + 1], "p" + one[1], (name, chart.caption))
                # What is drawn is in the legend.
                drawn = {one.get("class") for one in chart.figure.iter("rect") if one.get("class") in ("v0", "v1", "v2", "v3", "v4", "v5")}
                legend = chart.figure.find(".//div[@class='legend']")
                told = {} if legend is None else {"".join(one.itertext()): one.find(".//rect").get("class") for one in legend}
                self.assertLessEqual(drawn, set(told.values()), (name, chart.caption))
                self.assertEqual(told, {verdict: f"v{VERDICTS.index(verdict)}" for verdict in told})

    def test_verdicts_are_drawn_in_their_own_colours(self):
        page = self.audit([use(), use(tool="bad"), use(activity="nothing")], "--format", "html", "--lang", "en").stdout
        chart = next(chart for chart in charts(page) if chart.caption == "Uses by verdict")
        for name, shapes, _ in chart.bars:
            for box in chart.boxes(shapes):
                self.assertEqual(box.get("class"), f"v{VERDICTS.index(name.text)}")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

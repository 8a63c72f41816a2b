#!/usr/bin/env python3
"""audit, merge and trend tell the same figures of the same uses, in every table that they share.

Registers at random: uses that are over, each in the month of its day, so that a trend's months are an audit's; some are
invalid, some tools have figures of energy alone, of water alone, or without a source.
"""

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import unittest

from folder import InFolder

PROGRAM = os.environ.get("CHARTER_CHECK", "")
SOURCED = "scope: inference, source: A study, on: 2025-08-01"
CHARTER = f"""charter: 1
id: c
lang: en
data: {{public: {{}}}}
duties:
  review: {{due: after, evidence: review}}
  training: {{due: before, evidence: training}}
tools:
  all: {{status: approved, footprint: {{per: request, energy-wh: [0.2, 0.5], co2-g: [0.02, 0.05], water-ml: [0.1, 0.3], {SOURCED}}}}}
  energy: {{status: approved, footprint: {{per: request, energy-wh: [3, 3], {SOURCED}}}}}
  water: {{status: tolerated, footprint: {{per: request, water-ml: [1, 2], {SOURCED}}}}}
  unsourced: {{status: approved, footprint: {{per: request, energy-wh: [1000, 1000]}}}}
  banned: {{status: banned}}
activities:
  drafting: {{status: allowed, data: public, duties: [review]}}
  coding: {{status: restricted, duties: [training]}}
"""
VERDICTS = ["compliant", "conditional", "review", "undetermined", "non-compliant", "invalid"]


def register(seed):
    rng = random.Random(seed)
    for number in range(rng.randint(5, 60)):
        lines = [("usage", 1), ("id", rng.choice([number, number, number, 7])), ("activity", rng.choice(["drafting", "coding", "unheard"])),
                 ("tool", rng.choice(["all", "energy", "water", "unsourced", "banned", "other"])), ("data", "[public]"), ("stage", "done"),
                 ("date", f"2026-0{rng.randint(1, 6)}-1{rng.randint(0, 9)}")]
        if rng.random() < 0.7:
            lines.append(("volume", f"{{requests: {rng.choice([1, 30, 12345678901])}}}"))
        if rng.random() < 0.3:
            lines.append(("review", "true"))
        if rng.random() < 0.1:
            lines.append(("unheard-of", 1))
        yield "".join(f"{key}: {value}\n" for key, value in lines)


def rows(text, caption):
    """A table of a report in Markdown, by its first column: heads and cells."""
    if f"**{caption}**" not in text and caption not in text:
        return {}
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text[text.index(caption):].split("\n\n")[1].splitlines()]
    return {cells[0]: dict(zip(lines[0][1:], cells[1:])) for cells in lines[2:]}


class Audits(InFolder):
    files = {"charter.yaml": CHARTER}

    def run_program(self, *words):
        done = subprocess.run([PROGRAM, *words, "--lang", "en"], capture_output=True, text=True, check=False, cwd=self.folder.name)
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return done.stdout

    def audit(self, *words):
        return self.run_program("audit", "--quiet", "--charter", "charter.yaml", "--at", "2026-07-01", *words)


class Figures(Audits):
    def test_a_trend_tells_what_the_audit_tells(self):
        for seed in range(25):
            with self.subTest(seed):
                self.write("one.yaml", "---\n".join(register(seed)))
                self.write("two.yaml", "---\n".join(register(1000 + seed)))
                if os.path.exists(os.path.join(self.folder.name, "kept.sqlite")):
                    os.unlink(os.path.join(self.folder.name, "kept.sqlite"))
                whole = self.audit("--format", "markdown", "--history", "kept.sqlite", "one.yaml", "two.yaml")
                self.audit("--partial", "one.part", "one.yaml")
                self.audit("--partial", "two.part", "two.yaml")
                self.assertEqual(self.run_program("merge", "--format", "markdown", "two.part", "one.part"), whole)
                self.agree(whole, self.run_program("trend", "--format", "markdown", "--history", "kept.sqlite"))

    def agree(self, whole, trend):
        audited, told = rows(whole, "Uses by month"), rows(trend, "Verdicts by month")
        self.assertGreater(len(audited), 1)
        same = ["Uses", "Compliant", "Conditional", "To review", "Undetermined", "Non-compliant"]
        for month, cells in audited.items():
            self.assertEqual([told.get(month, {}).get(name, "0") for name in same], [cells[name] for name in same], month)
        self.assertEqual(set(month for month, cells in told.items() if cells["Uses"] != "0") - set(audited), set())

        def total(table, name):
            return sum(int(cells[name].replace(",", "")) for cells in table.values())
        duties, open_ones = rows(whole, "Duties that uses ask for"), rows(trend, "Duties that are open, by month")
        for name in ("Open before use", "Open after use"):
            self.assertEqual(total(open_ones, name), total(duties, name))
        invalid = re.search(r"Invalid declarations: ([\d,]+)|Invalid declarations\W+([\d,]+)", whole)
        self.assertEqual(total(told, "Invalid"), int((invalid[1] or invalid[2]).replace(",", "")) if invalid else 0)
        audited, told = rows(whole, "Footprint by month"), rows(trend, "Footprint by month")
        self.assertGreater(len(audited), 0)
        for month, cells in audited.items():
            self.assertEqual([told[month][name] for name in ("Energy", "CO2e", "Water", "Uses with an energy figure")],
                             [cells[name] for name in ("Energy", "CO2e", "Water", "Uses with an energy figure")], month)
        requests = {month: cells["Requests"] for month, cells in rows(whole, "Uses by month").items() if "Requests" in cells}
        for month, number in requests.items():
            self.assertEqual(told[month]["Requests"], number, month)

    def test_an_input_has_the_hash_of_what_it_declares(self):
        def hashes():
            database = sqlite3.connect(os.path.join(self.folder.name, "kept.sqlite"))
            try:
                return database.execute("SELECT input, sha256 FROM inputs JOIN audits USING (audit) ORDER BY audit, input").fetchall()
            finally:
                database.close()
        one = "usage: 1\nid: 1\nactivity: drafting\ntool: all\n"
        self.write("one.yaml", one)
        self.write("same.yaml", "# laid out otherwise\n" + one.replace("id: 1\n", "") + "id: 1\n")
        self.write("other.yaml", one + "---\n" + one.replace("1\nact", "2\nact"))
        self.audit("--history", "kept.sqlite", "one.yaml", "other.yaml", "same.yaml")
        (_, first), (_, other), (_, same) = hashes()
        self.assertRegex(first, "^[0-9a-f]{64}$")
        self.assertEqual(first, same)
        self.assertNotEqual(first, other)
        self.audit("--history", "kept.sqlite", "one.yaml")
        self.assertEqual([name for name, _ in hashes()], ["other.yaml", "same.yaml", "one.yaml"])

    def test_sums_beyond_what_can_be_counted_are_told_everywhere(self):
        use = "usage: 1\nactivity: drafting\ntool: energy\nstage: done\ndate: 2026-05-01\nvolume: {requests: 9223372036854775807}\n"
        self.write("one.yaml", use)
        done = subprocess.run([PROGRAM, "audit", "--charter", "charter.yaml", "--at", "2026-07-01", "--lang", "en", "--format", "csv", "--history", "kept.sqlite",
                               "one.yaml"], capture_output=True, text=True, check=True, cwd=self.folder.name)
        self.assertIn("some sums go beyond what can be counted", done.stderr)
        self.assertIn('"all","","","saturated","1"', done.stdout)
        self.assertIn("Some sums go beyond what a history can count.",
                      self.run_program("trend", "--format", "markdown", "--history", "kept.sqlite"))
        self.write("one.yaml", use.replace("9223372036854775807", "5"))
        self.assertNotIn("saturated", self.audit("--format", "csv", "one.yaml"))


class Facts(Audits):
    """Totals by facts that are asked for; and ids that come again."""

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", CHARTER + """fields:
  account: {type: choice, values: {professional: {title: Office account}, personal: {}}}
  shared: {type: bool}
  note: {type: text}
""")
        rng = random.Random(1)
        self.uses = []
        for number in range(40):
            facts = {"account": rng.choice(["professional", "personal", None]), "shared": rng.choice(["true", "false", None]),
                     "note": rng.choice(["a note", "<b>", None])}
            self.uses.append((number % 2, facts, "usage: 1\nactivity: drafting\ntool: all\nstage: done\ndate: 2026-05-05\nfacts: {" + ", ".join(
                f"{key}: {json.dumps(value) if key == 'note' else value}" for key, value in facts.items() if value) + "}\n"))
        for half in range(2):
            self.write(f"{half}.yaml", "---\n".join(text for which, _, text in self.uses if which == half))

    def told(self, report):
        return {group["key"]: group["uses"] for group in json.loads(report)["tables"]["facts"]["groups"]}

    def recount(self, *fields):
        keys = [f"{field} {facts[field] or ''}" for _, facts, _ in self.uses for field in set(fields)]
        return {key: keys.count(key) for key in keys}

    def test_they_are_an_independent_count(self):
        for fields in (["account"], ["shared", "account"], ["note", "shared", "account", "note"]):
            words = [word for field in fields for word in ("--by", f"facts.{field}")]
            self.assertEqual(self.told(self.audit("--format", "json", *words, "0.yaml", "1.yaml")), self.recount(*fields))
        self.assertEqual(self.told(self.audit("--format", "json", "0.yaml")), {})

    def test_parts_add_up_and_must_agree(self):
        asked = ["--by", "facts.account", "--by", "facts.shared"]
        for half in range(2):
            self.audit("--partial", f"{half}.part", *(asked if half else asked[2:] + asked[:2]), f"{half}.yaml")
        whole = self.audit("--format", "json", *asked, "0.yaml", "1.yaml")
        self.assertEqual(self.run_program("merge", "--format", "json", "1.part", "0.part"), whole)
        self.audit("--partial", "1.part", "--by", "facts.account", "1.yaml")
        done = subprocess.run([PROGRAM, "merge", "--lang", "en", "0.part", "1.part"], capture_output=True, text=True, check=False, cwd=self.folder.name)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("judged with other options than those before it: --by", " ".join(done.stderr.split()))
        self.assertIn("mixed", self.run_program("merge", "--mixed", "--format", "json", "0.part", "1.part"))

    def test_people_and_spreadsheets_read_them(self):
        text = self.audit("--format", "markdown", "--by", "facts.account", "0.yaml", "1.yaml")
        self.assertIn("| account: Office account", text)
        self.assertIn("| account: not declared |", text)
        self.assertIn('"facts","account professional","Office account","uses"', self.audit("--format", "csv", "--by", "facts.account", "0.yaml"))

    def test_what_is_no_fact_is_refused(self):
        for word in ("facts.acount", "account", "facts.", "usage.unit", ""):
            done = subprocess.run([PROGRAM, "audit", "--charter", "charter.yaml", "--lang", "en", "--by", word, "0.yaml"], capture_output=True, text=True,
                                  check=False, cwd=self.folder.name)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("the charter has no field for --by", done.stderr)

    def test_they_are_not_published(self):
        done = subprocess.run([PROGRAM, "audit", "--charter", "charter.yaml", "--lang", "en", "--by", "facts.account", "--publish", "0.yaml"],
                              capture_output=True, text=True, check=False, cwd=self.folder.name)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("totals by facts are not published", done.stderr)
        self.audit("--partial", "0.part", "--by", "facts.account", "0.yaml")
        self.assertNotIn("account", self.run_program("merge", "--publish", "--format", "json", "0.part"))

    def test_an_id_that_comes_again_is_told_with_its_place(self):
        use = "usage: 1\nid: {}\nactivity: drafting\ntool: all\n"
        self.write("one.yaml", "---\n".join(use.format(name) for name in "abacaa"))
        self.write("two.yaml", "---\n".join(use.format(name) for name in "abc"))
        self.write("three.yaml", "---\n".join("usage: 1\nactivity: drafting\ntool: all\n" for _ in range(3)))
        done = subprocess.run([PROGRAM, "audit", "--charter", "charter.yaml", "--lang", "en", "--format", "json", "one.yaml", "two.yaml", "three.yaml"],
                              capture_output=True, text=True, check=True, cwd=self.folder.name)
        self.assertEqual(json.loads(done.stdout)["tables"]["repeated-ids"]["groups"], [{"key": "one.yaml", "title": None, "uses": 3, "first-line": 11}])
        self.assertIn("one.yaml: uses whose id came before in it: 3, the first at line 11; each is told apart by its number, as in 12#2", done.stderr)
        self.assertNotIn("two.yaml", done.stderr)
        self.assertEqual(self.audit("one.yaml").count("Uses whose id came before in their file: 3"), 1)


class Months(Audits):
    """What lies between months, in audits and in trends."""

    def of_months(self, *months, form="markdown"):
        """The months of an audit and of a trend of uses that are over."""
        self.write("one.yaml", "---\n".join(f"usage: 1\nactivity: drafting\ntool: all\nstage: done\ndate: {month}-05\n" for month in months))
        audited = self.audit("--format", form, "--history", "kept.sqlite", "one.yaml")
        return audited, self.run_program("trend", "--format", form, "--history", "kept.sqlite")

    def test_short_gaps_are_rows_and_long_ones_a_break(self):
        for months, between in ((("2024-01", "2024-02"), []), (("2023-12", "2024-02"), ["2024-01"]), (("0206-01", "2026-01"), ["21,839 months without a use"]),
                                (("2024-01", "2026-03"), ["25 months without a use"])):
            with self.subTest(months):
                audited, trend = self.of_months(*months)
                expected = [months[0], *between, months[1]]
                self.assertEqual(list(rows(audited, "Uses by month")), expected)
                for caption in ("Verdicts by month", "Duties that are open, by month", "Footprint by month"):
                    self.assertEqual(list(rows(trend, caption)), expected)

    def test_two_years_without_a_use_are_no_break(self):
        audited, _ = self.of_months("2024-01", "2026-02")
        self.assertEqual(len(rows(audited, "Uses by month")), 26)

    def test_text_shows_the_latest_months(self):
        for text in self.of_months("2023-03", "2024-09", "2026-02", form="text"):
            table = text[text.index("by month"):].split("\n\n", 1)[0]
            self.assertIn("11 earlier rows are not shown", table)
            self.assertIn("2026-02", table)
            self.assertNotIn("2024-01", table)

    def test_a_break_is_drawn_as_none_of_the_months(self):
        page = self.of_months("0206-01", "2026-01", form="html")[0]
        self.assertIn("21,839 months without a use", page)
        self.assertEqual(page.count('class="month">…<'), 1)


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()

#!/usr/bin/env python3
"""Publications of a register that grows give nobody away together: exact bounds, by linear programming.

The attacker knows every publication so far, each with its totals, which groups there were, that counts are whole and
not negative, and that uses are only ever added. Neither a number that some publication leaves out, nor a small number
of uses that came in between two of them, may be bounded within a range narrower than the smallest group.
`test_publications.py --count N` counts sequences that leak, of N.
"""
# timeout: 600

import csv
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from folder import InFolder
from test_publication import CHARTER, PROGRAM, leaks, linprog, register

SEQUENCES = int(os.environ.get("CHARTER_SEQUENCES", "10" if os.environ.get("CHARTER_BRIEF") else "300"))
TABLES = ("months", "units", "activities", "tools", "stages", "hostings")


def audit(folder, uses, *options):
    with open(os.path.join(folder, "uses.yaml"), "w", encoding="utf-8") as file:
        file.write("---\n".join(uses))
    return subprocess.run([PROGRAM, "audit", "--quiet", "--charter", "charter.yaml", "--at", "2026-07-01", "--lang", "en", *options, "uses.yaml"],
                          capture_output=True, text=True, check=False, cwd=folder)


class Publication:
    """What one told, beside the truth."""

    def __init__(self, folder, uses, smallest, earlier):
        self.smallest, self.total = smallest, len(uses)
        named = [word for one in earlier for word in ("--published", one.name)]
        done = audit(folder, uses, "--publish", "--min-group", str(smallest), "--format", "json", *named)
        self.told = json.loads(done.stdout) if done.stdout else None
        if self.told is None:
            if "too few" not in done.stderr:
                raise AssertionError(done.stderr)
            return
        self.smallest = self.told["smallest-group"]
        self.name = f"{len(earlier)}.json"
        with open(os.path.join(folder, self.name), "w", encoding="utf-8") as file:
            file.write(done.stdout)
        self.text = audit(folder, uses, "--publish", "--min-group", str(smallest), *named).stdout
        self.whole = json.loads(audit(folder, uses, "--format", "json").stdout)

    def sizes(self, name):
        """By key what is told, or None where nothing of the table is; and the truth."""
        if name == "verdicts":
            truth = {key: count for key, count in self.whole["verdicts"].items() if key != "invalid" and count > 0}
            told = {key: self.told["verdicts"][key] for key in truth if self.told["verdicts"][key] is not None}
            return told or None, truth
        table = self.told["tables"].get(name)
        return None if table is None else {group["key"]: group["uses"] for group in table["groups"]}, \
            {group["key"]: group["uses"] for group in self.whole["tables"][name]["groups"]}


class Program:
    """A linear program whose answers are kept: most ranges are seen to be wide in what others gave."""

    def __init__(self, count):
        self.count, self.equal, self.less, self.limits, self.seen = count, [], [], [(0, None)] * count, []

    def row(self, coefficients):
        dense = [0] * self.count
        for at, one in coefficients.items():
            dense[at] += one
        return dense

    def solve(self, goal):
        done = linprog(goal, A_eq=[c for c, _ in self.equal] or None, b_eq=[b for _, b in self.equal] or None,
                       A_ub=[c for c, _ in self.less] or None, b_ub=[b for _, b in self.less] or None, bounds=self.limits, method="highs")
        if done.status == 2:
            raise AssertionError("what was told is not possible")
        if done.status == 0:
            self.seen.append(done.x)
        return done.status == 0

    def is_narrow(self, coefficients, smallest):
        """The range of a sum, where it is narrower than that; or None."""
        goal = self.row(coefficients)

        def value(x):
            return sum(a * b for a, b in zip(goal, x))
        for sign in (0, 1, -1):
            if sign and not self.solve([sign * one for one in goal]):
                return None
            values = [value(x) for x in self.seen]
            if values and max(values) - min(values) >= smallest - 1e-6:
                return None
        return min(values), max(values)


def tell_groups(lp, at, p, keys, told, truth):
    """What a publication tells of each group of a table, and that none has fewer uses than before."""
    for key in keys:
        if told is not None:
            known = told.get(key, 0 if key not in truth else None)
            lp.limits[at[p, key]] = (1, None) if known is None else (known, known)
        if p > 0:
            lp.less.append((lp.row({at[p - 1, key]: 1, at[p, key]: -1}), 0))


def came_in(lp, at, sequence, all_sizes, name, p, key):
    """Small numbers of uses that a group got since an earlier publication, and that are bounded too well."""
    for q in range(p):
        change = all_sizes[p][1][key] - all_sizes[q][1].get(key, 0)
        if 0 < change < sequence[q].smallest and (found := lp.is_narrow({at[p, key]: 1, at[q, key]: -1}, sequence[q].smallest)):
            yield name, (q, p), key, change, found


def margin(sequence, name):
    """Numbers of one table, in each publication of the sequence, that are bounded too well."""
    all_sizes = [one.sizes(name) for one in sequence]
    # Of a table that was left out nobody knows which groups it has.
    keys = sorted({key for _, truth in all_sizes for key in truth}) + ["any other"]
    at = {(p, key): p * len(keys) + k for p in range(len(sequence)) for k, key in enumerate(keys)}
    lp = Program(len(at))
    for p, (told, truth) in enumerate(all_sizes):
        lp.equal.append((lp.row({at[p, key]: 1 for key in keys}), sequence[p].total))
        tell_groups(lp, at, p, keys, told, truth)
    for p, (told, truth) in enumerate(all_sizes):
        for key, size in truth.items():
            # Where all uses are one group, there is no other one to be protected.
            if (told is None or key not in told) and size < sequence[p].total:
                if (found := lp.is_narrow({at[p, key]: 1}, sequence[p].smallest)):
                    yield name, p, key, size, found
            yield from came_in(lp, at, sequence, all_sizes, name, p, key)


def classes(sequence):
    """The same of data classes, which overlap: those that came in between overlap too."""
    all_sizes = [one.sizes("data") for one in sequence]
    keys = sorted({key for _, truth in all_sizes for key in truth} | {""})
    at = {(p, key): p * len(keys) + k for p in range(len(sequence)) for k, key in enumerate(keys)}
    lp = Program(len(at))

    def overlap(total, sign):
        """`sign`: the variables of a publication, or those of one less those of another."""
        named = [key for key in keys if key]
        for key in named:
            lp.less.append((lp.row({at[p, one]: factor for p, factor in sign.items() for one in ("", key)}), total))
        lp.less.append((lp.row({at[p, one]: -factor for p, factor in sign.items() for one in keys}), -total))
    for p, (told, truth) in enumerate(all_sizes):
        overlap(sequence[p].total, {p: 1})
        for q in range(p):
            overlap(sequence[p].total - sequence[q].total, {p: 1, q: -1})
        tell_groups(lp, at, p, keys, told, truth)
    for p, (told, truth) in enumerate(all_sizes):
        for key, size in truth.items():
            if told is None or key not in told:
                if (found := lp.is_narrow({at[p, key]: 1}, sequence[p].smallest)):
                    yield "data", p, key, size, found
            yield from came_in(lp, at, sequence, all_sizes, "data", p, key)


def evidence(sequence):
    """Uses that hold a class: nothing found, found and declared, found alone."""
    groups = [{group["key"]: group for group in one.told["tables"].get("evidence", {"groups": []})["groups"]} for one in sequence]
    whole = [{group["key"]: group for group in one.whole["tables"]["evidence"]["groups"]} for one in sequence]
    for key in sorted(set().union(*groups)):
        lp, truths = Program(3 * len(sequence)), []
        for p, one in enumerate(sequence):
            true = whole[p].get(key, {"uses": 0, "found": 0, "undeclared": 0})
            truths.append((true["uses"] - true["found"], true["found"] - true["undeclared"], true["undeclared"]))
            told = groups[p].get(key, {})
            for name, parts in (("uses", (0, 1, 2)), ("found", (1, 2)), ("undeclared", (2,))):
                if name in told:
                    lp.equal.append((lp.row({3 * p + part: 1 for part in parts}), told[name]))
            for part in range(3):
                if "found" in told or "undeclared" in told:
                    lp.limits[3 * p + part] = (1 if truths[p][part] > 0 else 0, None)
                if p > 0:
                    lp.less.append((lp.row({3 * p - 3 + part: 1, 3 * p + part: -1}), 0))
        for p, one in enumerate(sequence):
            for part in range(3):
                size = truths[p][part]
                if key in groups[p] and 0 < size < one.smallest and (found := lp.is_narrow({3 * p + part: 1}, one.smallest)):
                    yield "evidence", p, key, part, size, found
                for q in range(p):
                    change = size - truths[q][part]
                    if key in groups[p] and key in groups[q] and 0 < change < sequence[q].smallest and \
                            (found := lp.is_narrow({3 * p + part: 1, 3 * q + part: -1}, sequence[q].smallest)):
                        yield "evidence", (q, p), key, part, change, found


def untrue(one):
    """Sentences of a publication that name a maximum, held against all groups."""
    tools = {group["key"]: group["uses"] for group in one.whole["tables"]["tools"]["groups"]}
    found = re.search(r"Most used tool: (\S+), ([0-9.]+)% of uses", one.text)
    if not found:
        return []
    most, share = found.groups()
    right = all(size < tools[most] for key, size in tools.items() if key != most) and abs(100 * tools[most] / one.total - float(share)) < 0.051
    return [] if right else [("most used", most, share, tools)]


def growing(seed):
    """A register as it grows: uses of several habits, one after the other."""
    rng = random.Random(seed)
    uses = [use for k in range(rng.randint(1, 3)) for use in register(1000 * seed + k)]
    if rng.random() < 0.7:
        rng.shuffle(uses)
    steps = sorted({rng.randint(1, len(uses)) for _ in range(rng.randint(1, 3))} | {len(uses)})
    return [uses[:step] for step in steps]


def of_sequence(folder, seed):
    rng, sequence, found = random.Random(-seed), [], []
    smallest = rng.choice([2, 3, 5, 5, 5, 8])
    for uses in growing(seed):
        one = Publication(folder, uses, rng.choice([smallest, smallest, smallest, 5]), sequence)
        if one.told is None:
            continue
        sequence.append(one)
        found += leaks(one.whole, one.told, one.smallest) + untrue(one)
    for name in (*TABLES, "verdicts"):
        found += margin(sequence, name)
    found += [*classes(sequence), *evidence(sequence)]
    return found, sequence


class Publications(InFolder):
    files = {"charter.yaml": CHARTER}

    def setUp(self):
        if linprog is None:
            self.skipTest("python3-scipy is not there")
        super().setUp()

    def test_no_number_can_be_worked_out_of_several_publications(self):
        found, published = {}, 0
        for seed in range(SEQUENCES):
            one, sequence = of_sequence(self.folder.name, seed)
            published += len(sequence) > 1
            if one:
                found[seed] = one
        self.assertEqual(len(found), 0, [*found.items()][:5])
        self.assertGreater(published, 0.5 * SEQUENCES)


def use(unit, number):
    return f"usage: 1\nid: {unit}-{number}\nunit: {unit}\nactivity: drafting\ntool: one\ndata: [public]\nstage: planned\n"


def uses_of(**units):
    return [use(unit, number) for unit, most in units.items() for number in range(most)]


class Files(InFolder):
    """What --published reads, and what it says of it."""

    files = {"charter.yaml": CHARTER}

    def publish(self, uses, *options, form="json"):
        return audit(self.folder.name, uses, "--publish", "--format", form, *options)

    def units(self, done):
        return {group["key"]: group["uses"] for group in json.loads(done.stdout)["tables"]["units"]["groups"]}

    def first(self, **units):
        done = self.publish(uses_of(**units))
        self.write("first.json", done.stdout)
        return done.stdout

    def test_a_small_change_of_a_large_group_is_left_out(self):
        self.first(A=20, B=20, C=20, D=20)
        grown = uses_of(A=21, B=30, C=20, D=29)
        self.assertEqual(self.units(self.publish(grown)), {"A": 21, "B": 30, "C": 20, "D": 29})
        shown = self.units(self.publish(grown, "--published", "first.json"))
        self.assertNotIn("A", shown)
        self.assertEqual(len(shown), 2)

    def test_a_group_that_was_small_is_shown_once_it_is_no_key_to_what_was_hidden(self):
        self.first(A=20, B=3, C=4)
        self.assertNotIn("B", self.units(self.publish(uses_of(A=20, B=5, C=9), "--published", "first.json")))
        self.assertEqual(self.units(self.publish(uses_of(A=20, B=7, C=9), "--published", "first.json")), {"A": 20, "B": 7, "C": 9})

    def test_the_smallest_group_of_an_earlier_publication_is_kept(self):
        self.write("first.json", self.publish(uses_of(A=20, B=20), "--min-group", "10").stdout)
        done = self.publish(uses_of(A=40, B=20, C=9, D=30), "--min-group", "3", "--published", "first.json")
        self.assertEqual(json.loads(done.stdout)["smallest-group"], 10)
        self.assertNotIn("C", self.units(done))

    def test_too_few_new_uses_are_not_published(self):
        self.first(A=20, B=20)
        for uses, code in ((uses_of(A=22, B=22), 2), (uses_of(A=20, B=16), 2), (uses_of(A=25, B=20), 0), (uses_of(A=20, B=20), 0)):
            done = self.publish(uses, "--published", "first.json")
            self.assertEqual((done.returncode, bool(done.stdout)), (code, code == 0), done.stderr)
            self.assertEqual("there are too few uses" in done.stderr, code == 2)

    def test_what_is_no_whole_publication_is_refused_with_a_sentence(self):
        whole = self.first(A=20, B=20)
        resealed = whole.replace('"publication": 1', '"publication": 2')
        part = audit(self.folder.name, uses_of(A=9), "--format", "summary").stdout
        plain = audit(self.folder.name, uses_of(A=9), "--format", "json").stdout
        for text, said in ((whole[:-40], "error"), (whole[:len(whole) // 2], "error"), (whole.replace('"uses": 20', '"uses": 25'), "cut or edited"),
                           (resealed, "of another version"), (plain, "no publication of an audit"), (part, "no publication of an audit"),
                           ("", "error"), ("[]", "no publication"), ("\x00", "error"), ("table,key\r\n", "error"),
                           ("[" * 100, "error"), ('{"publication": 1, "sha256": ""}', "cut or edited"), (whole + whole, "error")):
            with self.subTest(text[-60:]):
                self.write("first.json", text)
                done = self.publish(uses_of(A=30, B=30), "--published", "first.json")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(said, done.stderr)
                self.assertIn("nothing is published where an earlier publication cannot be read", done.stderr)

    def test_every_number_of_a_resealed_publication_is_checked(self):
        whole = self.first(A=20, B=20)
        for old, new in (('"uses": 20', '"uses": -1'), ('"uses": 20', '"uses": 1.5'), ('"hidden": 0', '"hidden": null'), ('"compliant": 40', '"compliant": []'),
                         ('{"key": "B"', '{"key": "A"'), ('"smallest-group": 5', '"smallest-group": "x"'),
                         ('"at": "2026-07-01"', '"at": "2026-13-01"'), ('"units": {', '"units": 3, "unit": {'), ('"key": "A"', '"clé": "A"')):
            with self.subTest(new):
                self.assertIn(old, whole)
                head = whole.replace(old, new, 1)
                head = head[:head.index('"sha256": ') + len('"sha256": ')]
                self.write("first.json", f'{head}"{hashlib.sha256(head.encode()).hexdigest()}"}}\n')
                done = self.publish(uses_of(A=30, B=30), "--published", "first.json")
                self.assertEqual((done.returncode, done.stdout), (2, ""), new)
                self.assertIn("error", done.stderr)

    def test_what_is_read_is_not_written_over(self):
        self.first(A=20, B=20)
        done = self.publish(uses_of(A=30, B=30), "--published", "first.json", "--output", "json=first.json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("first.json", done.stderr)

    def test_it_wants_something_to_be_published(self):
        self.first(A=20, B=20)
        done = audit(self.folder.name, uses_of(A=30), "--published", "first.json")
        self.assertEqual(done.returncode, 2)
        self.assertIn("it wants --publish", done.stderr)

    def test_it_is_said_whether_earlier_ones_were_looked_at(self):
        self.first(A=20, B=20)
        grown = uses_of(A=30, B=30)
        self.assertIn("Earlier publications of the same register were not looked at", self.publish(grown, form="markdown").stdout)
        text = self.publish(grown, "--published", "first.json", form="markdown").stdout
        self.assertIn("What 1 earlier publication told together with this one was looked at.", text)
        quiet = ["audit", "--charter", "charter.yaml", "--at", "2026-07-01", "--lang", "en", "--publish", "uses.yaml"]
        said = subprocess.run([PROGRAM, *quiet], capture_output=True, text=True, check=True, cwd=self.folder.name).stderr
        self.assertIn("no earlier publication was looked at", said)
        self.assertNotIn("no earlier", subprocess.run([PROGRAM, *quiet, "--published", "first.json"], capture_output=True, text=True, check=True,
                                                      cwd=self.folder.name).stderr)

    def test_every_format_publishes_the_same_numbers(self):
        uses = uses_of(A=20, B=20) + [one.replace("drafting", "coding") + "volume: {requests: 777}\n" for one in uses_of(A=9)] + ["nonsense: 1\n"]
        told = json.loads(self.publish(uses).stdout)
        shown = {name: str(count) for name, count in told["verdicts"].items() if count is not None}
        self.assertEqual(shown, {"compliant": "40", "conditional": "0", "review": "0", "undetermined": "0", "non-compliant": "9"})
        rows = list(csv.DictReader(io.StringIO(self.publish(uses, form="csv").stdout)))
        self.assertEqual({row["measure"]: row["value"] for row in rows if row["table"] == "all" and row["measure"] != "uses"}, shown)
        self.assertEqual({row["key"]: int(row["value"]) for row in rows if row["table"] == "units"},
                         {group["key"]: group["uses"] for group in told["tables"]["units"]["groups"]})
        for form in ("text", "html", "markdown", "csv", "json"):
            with self.subTest(form):
                self.assertNotIn("777", self.publish(uses, form=form).stdout)

    def test_merge_looks_at_them_too(self):
        self.first(A=20, B=20, C=20, D=20)
        self.write("part.json", audit(self.folder.name, uses_of(A=21, B=30, C=20, D=29), "--format", "summary").stdout)
        done = subprocess.run([PROGRAM, "merge", "--publish", "--published", "first.json", "--format", "json", "part.json"], capture_output=True, text=True,
                              check=True, cwd=self.folder.name)
        self.assertNotIn("A", self.units(done))


def count(sequences, first=0):
    shown = large = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "charter.yaml"), "w", encoding="utf-8") as file:
            file.write(CHARTER)
        leaking = lengths = 0
        for seed in range(first, first + sequences):
            found, sequence = of_sequence(folder, seed)
            lengths += len(sequence)
            if len(sequence) > 1:
                for name in TABLES[:5]:
                    told, truth = sequence[-1].sizes(name)
                    there = {key for key, size in truth.items() if size >= sequence[-1].smallest}
                    large += len(there)
                    shown += len(there & set(told or {}))
            if found:
                leaking += 1
                print(seed, *found, sep="\n    ")
    print(f"{leaking} of {sequences} leak; {lengths} publications; of large groups {shown} of {large} are shown in the last of several")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    if sys.argv[1:2] == ["--count"]:
        sys.exit(count(int(sys.argv[2]), int((sys.argv + ["0"])[3])))
    unittest.main()

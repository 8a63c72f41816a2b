#!/usr/bin/env python3
"""Publications of a register that grows give nobody away together: exact bounds, by linear programming.

The attacker knows every publication so far, each with its totals, which groups there were, that counts are whole and
not negative, and that uses are only ever added. Neither a number that some publication leaves out, nor a small number
of uses that came in between two of them, may be bounded within a range narrower than the smallest group.
`test_publications.py --count N` counts sequences that leak, of N.
"""
# once: what is published in other builds is compared by the golden tests.
# timeout: 600

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_publication import CHARTER, PROGRAM, leaks, linprog, register

SEQUENCES = int(os.environ.get("CHARTER_SEQUENCES", "1000"))
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


def margin(sequence, name):
    """Numbers of one table, in each publication of the sequence, that are bounded too well."""
    all_sizes = [one.sizes(name) for one in sequence]
    # Of a table that was left out nobody knows which groups it has.
    keys = sorted({key for _, truth in all_sizes for key in truth}) + ["any other"]
    at = {(p, key): p * len(keys) + k for p in range(len(sequence)) for k, key in enumerate(keys)}
    lp = Program(len(at))
    for p, (told, truth) in enumerate(all_sizes):
        lp.equal.append((lp.row({at[p, key]: 1 for key in keys}), sequence[p].total))
        for key in keys:
            if told is not None:
                known = told.get(key, 0 if key not in truth else None)
                lp.limits[at[p, key]] = (1, None) if known is None else (known, known)
            if p > 0:
                lp.less.append((lp.row({at[p - 1, key]: 1, at[p, key]: -1}), 0))
    for p, (told, truth) in enumerate(all_sizes):
        for key, size in truth.items():
            # Where all uses are one group, there is no other one to be protected.
            if (told is None or key not in told) and size < sequence[p].total:
                if (found := lp.is_narrow({at[p, key]: 1}, sequence[p].smallest)):
                    yield name, p, key, size, found
            for q in range(p):
                change = size - all_sizes[q][1].get(key, 0)
                if 0 < change < sequence[q].smallest and (found := lp.is_narrow({at[p, key]: 1, at[q, key]: -1}, sequence[q].smallest)):
                    yield name, (q, p), key, change, found


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
        for key in keys:
            if told is not None:
                known = told.get(key, 0 if key not in truth else None)
                lp.limits[at[p, key]] = (1, None) if known is None else (known, known)
            if p > 0:
                lp.less.append((lp.row({at[p - 1, key]: 1, at[p, key]: -1}), 0))
    for p, (told, truth) in enumerate(all_sizes):
        for key, size in truth.items():
            if told is None or key not in told:
                if (found := lp.is_narrow({at[p, key]: 1}, sequence[p].smallest)):
                    yield "data", p, key, size, found
            for q in range(p):
                change = size - all_sizes[q][1].get(key, 0)
                if 0 < change < sequence[q].smallest and (found := lp.is_narrow({at[p, key]: 1, at[q, key]: -1}, sequence[q].smallest)):
                    yield "data", (q, p), key, change, found


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


class Publications(unittest.TestCase):
    def setUp(self):
        if linprog is None:
            self.skipTest("python3-scipy is not there")
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        with open(os.path.join(self.folder.name, "charter.yaml"), "w", encoding="utf-8") as file:
            file.write(CHARTER)

    def test_no_number_can_be_worked_out_of_several_publications(self):
        found, published = {}, 0
        for seed in range(SEQUENCES):
            one, sequence = of_sequence(self.folder.name, seed)
            published += len(sequence) > 1
            if one:
                found[seed] = one
        self.assertEqual(len(found), 0, [*found.items()][:5])
        self.assertGreater(published, 0.5 * SEQUENCES)


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

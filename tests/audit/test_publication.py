#!/usr/bin/env python3
"""What is published gives nobody away: exact bounds, by linear programming, of each number that is left out.

The attacker knows every published table and total, which groups there are (a charter is public, and so is an
organisation's chart), and that counts are whole and not negative. No number that is left out may be bounded within a
range narrower than the smallest group. Bounds are scipy's (Debian: python3-scipy); where it is missing, this is
skipped. `test_publication.py --count N` counts registers that leak, of N.
"""
# timeout: 600

import functools
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

from folder import InFolder

try:
    from scipy.optimize import linprog
except ImportError: # another Python than Debian's may be in front of it
    if os.path.exists("/usr/lib/python3/dist-packages/scipy") and sys.executable != "/usr/bin/python3":
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    linprog = None

PROGRAM = os.environ.get("CHARTER_CHECK", "")
REGISTERS = 30 if os.environ.get("CHARTER_BRIEF") else 1000
MAIL, MARK = "a@b.org", "SECRET"
HOSTINGS = {"one": "here", "two": "here", "three": "away", "four": "away", "five": "far", "": ""}
CHARTER = """charter: 1
id: c
lang: en
data:
  public: {}
  internal: {above: public}
  personal: {above: internal}
  secret: {above: internal}
hosting: {here: {}, away: {}, far: {}}
tools:
  one: {status: approved, hosting: here}
  two: {status: approved, hosting: here}
  three: {status: banned, hosting: away}
  four: {status: tolerated, hosting: away}
  five: {status: approved, hosting: far}
activities: {drafting: {status: allowed}, coding: {status: banned}, reading: {status: allowed}}
detectors:
  mail: {pattern: '[a-z]{1,20}@[a-z]{1,20}[.]org', means: personal, finds: [a@b.org]}
  mark: {pattern: 'SECRET', means: secret, finds: [SECRET]}
"""


def register(seed):
    """Declarations, of which some groups are small: a few values of each key are common, others rare."""
    rng = random.Random(seed)

    def skewed(values):
        weights = [rng.choice([1, 1, 2, 8, 30]) for _ in values]
        return lambda: rng.choices(values, weights)[0]
    unit, tool, activity = skewed("ABCDEF"[:rng.randint(1, 6)]), skewed([*HOSTINGS][:rng.randint(1, 6)]), skewed(["drafting", "coding", "reading", "x"])
    month, stage = skewed(["1", "2", "3", "4", ""]), skewed(["done", "in-use", "planned"])
    data = skewed(["", "[public]", "[internal]", "[personal]", "[secret]", "[personal, secret]", "[public, internal, personal]"])
    purpose = skewed(["a note", "a note", MAIL, MARK, f"{MAIL} {MARK}", ""])
    for _ in range(rng.choice([5, 6, 8, 12, 20, 40, 90])):
        keys = {"usage": 1, "unit": unit(), "activity": activity(), "tool": tool() or "unheard", "data": data(), "stage": stage(),
                "purpose": purpose(), "date": f"2026-0{m}-03" if (m := month()) else "",
                "volume": f"{{requests: {rng.randint(1, 50)}}}"}
        yield "".join(f"{key}: {value}\n" for key, value in keys.items() if value != "")


def run(folder, uses, *options):
    with open(os.path.join(folder, "uses.yaml"), "w", encoding="utf-8") as file:
        file.write("---\n".join(uses))
    done = subprocess.run([PROGRAM, "audit", "--quiet", "--charter", "charter.yaml", "--at", "2026-07-01", "--format", "json", "--lang", "en", *options,
                           "uses.yaml"], capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode not in (0, 2) or not done.stdout and "too few" not in done.stderr:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout) if done.stdout else None


# ---- what can be known -----------------------------------------------------------------------------------

def bounds(count, rows, wanted):
    """The least and the greatest of the variable `wanted`; rows are (coefficients, "=" or "<", constant)."""
    def dense(coefficients):
        return [coefficients.get(at, 0) for at in range(count)]
    equal = [(dense(c), b) for c, sign, b in rows if sign == "="]
    less = [(dense(c), b) for c, sign, b in rows if sign == "<"]
    found = []
    for sign in (1, -1):
        done = linprog([sign * (at == wanted) for at in range(count)], A_eq=[c for c, _ in equal] or None, b_eq=[b for _, b in equal] or None,
                       A_ub=[c for c, _ in less] or None, b_ub=[b for _, b in less] or None, bounds=(0, None), method="highs")
        found.append(sign * done.fun if done.status == 0 else float("inf"))
    return found


@functools.lru_cache(maxsize=None)
def bounds_of_sum(total, shown, hidden):
    """Of one of `hidden` groups that are there, which are in all no more and no less than what is not shown."""
    rows = [({at: 1 for at in range(hidden)}, "=", total - sum(shown))] + [({at: -1}, "<", -1) for at in range(hidden)]
    return bounds(hidden, rows, 0)


@functools.lru_cache(maxsize=None)
def bounds_of_classes(total, shown, none_shown, hidden, none_hidden):
    """Of data classes, which overlap: no one of them is more than the uses that have any, and together they are no fewer.
    The first variable is the uses that have none."""
    count = 1 + hidden
    rows = [({0: 1}, "=", none_shown)] if none_shown is not None else [({0: -1}, "<", -1 if none_hidden else 0)]
    rows += [({0: 1}, "=", 0)] if none_shown is None and not none_hidden else []
    rows += [({0: 1, at: 1}, "<", total) for at in range(1, count)] + [({at: -1}, "<", -1) for at in range(1, count)]
    rows += [({0: 1}, "<", total - one) for one in shown]
    rows.append(({at: -1 for at in range(count)}, "<", sum(shown) - total))
    return ([bounds(count, rows, 1)] if hidden else []) + ([bounds(count, rows, 0)] if none_hidden else [])


@functools.lru_cache(maxsize=None)
def bounds_of_parts(uses, found, undeclared, parts):
    """Of uses that hold a class: nothing found, found and declared, found alone. `parts`: those that are there."""
    rows = [({0: 1, 1: 1, 2: 1}, "=", uses)] + [({at: -1}, "<", -1 if there else 0) for at, there in enumerate(parts)]
    rows += [({1: 1, 2: 1}, "=", found)] if found is not None else []
    rows += [({2: 1}, "=", undeclared)] if undeclared is not None else []
    return [bounds(3, rows, at) for at in range(3)]


def leaks(whole, published, smallest):
    """Numbers that are left out, and can be bounded too well: (table, group, range)."""
    total = published["tables"]["all"]["groups"][0]["uses"]
    sizes = {name: {group["key"]: group["uses"] for group in table["groups"]} for name, table in published["tables"].items() if name != "commitments"}
    truth = {name: {group["key"]: group["uses"] for group in table["groups"]} for name, table in whole["tables"].items()
             if name in ("months", "units", "activities", "tools", "stages", "hostings", "data", "evidence")}
    found = []

    def tell(what, low, high):
        if high - low < smallest - 1e-6:
            found.append((*what, (low, high)))
    for name in ("months", "units", "activities", "tools", "stages", "hostings"):
        if name in sizes:
            hidden = [key for key in truth[name] if key not in sizes[name]]
            if hidden:
                tell((name, *hidden), *bounds_of_sum(total, tuple(sorted(sizes[name].values())), len(hidden)))
    # Who knows the tools and the charter knows the hostings.
    if "tools" in sizes and len(sizes["tools"]) == len(truth["tools"]) and set(sizes.get("hostings", truth["hostings"])) != set(truth["hostings"]):
        found.append(("hostings", "by tools"))
    if "data" in sizes:
        shown = {key: size for key, size in sizes["data"].items() if key}
        hidden = [key for key in truth["data"] if key not in sizes["data"]]
        for one in bounds_of_classes(total, tuple(sorted(shown.values())), sizes["data"].get("", None),
                                     sum(1 for key in hidden if key), "" in hidden) if hidden else []:
            tell(("data", *hidden), *one)
    for group in published["tables"].get("evidence", {"groups": []})["groups"]:
        true = next(one for one in whole["tables"]["evidence"]["groups"] if one["key"] == group["key"])
        parts = (true["uses"] - true["found"], true["found"] - true["undeclared"], true["undeclared"])
        # Where neither is told, nobody knows which parts there are.
        told = "found" in group or "undeclared" in group
        ranges = bounds_of_parts(group["uses"], group.get("found"), group.get("undeclared"), tuple(told and part > 0 for part in parts))
        for part, one in zip(parts, ranges):
            if 0 < part < smallest:
                tell(("evidence", group["key"]), *one)
    verdicts = {name: count for name, count in published["verdicts"].items() if name != "invalid"}
    hidden = [name for name, count in verdicts.items() if count is None]
    # Where all are left out, nobody knows which there are.
    there = [name for name in hidden if len(hidden) < len(verdicts) and whole["verdicts"][name] > 0]
    if there:
        tell(("verdicts", *there), *bounds_of_sum(total, tuple(sorted(count for count in verdicts.values() if count is not None)), len(there)))
    # What is shown is no small group.
    found += [(name, key, size) for name, table in sizes.items() for key, size in table.items() if 0 < size < smallest]
    found += [("verdicts", name, count) for name, count in verdicts.items() if count is not None and 0 < count < smallest]
    return found


def of_register(folder, seed):
    uses = list(register(seed))
    smallest = random.Random(-seed).choice([2, 3, 5, 5, 5, 8])
    published = run(folder, uses, "--publish", "--min-group", str(smallest))
    return [] if published is None else leaks(run(folder, uses), published, smallest)


class Publication(InFolder):
    files = {"charter.yaml": CHARTER}

    def setUp(self):
        if linprog is None:
            self.skipTest("python3-scipy is not there")
        super().setUp()

    def test_no_number_that_is_left_out_can_be_bounded_within_less_than_the_smallest_group(self):
        found = {seed: one for seed in range(REGISTERS) if (one := of_register(self.folder.name, seed))}
        self.assertEqual(len(found), 0, [*found.items()][:5])

    def test_it_would_find_a_leak(self):
        self.assertEqual(bounds_of_sum(12, (6,), 2), [1, 5])
        self.assertEqual(bounds_of_classes(20, (), 17, 2, False), [[1, 3]])
        self.assertEqual(bounds_of_classes(20, (17,), None, 1, True), [[1, 19], [1, 3]])
        self.assertEqual(bounds_of_parts(10, 7, None, (True, True, True)), [[3, 3], [1, 6], [1, 6]])

    def test_what_is_large_is_still_published(self):
        large = shown = 0
        for seed in range(0, 100):
            uses = list(register(seed))
            if len(uses) >= 40:
                published, whole = run(self.folder.name, uses, "--publish"), run(self.folder.name, uses)
                for name in ("months", "units", "activities", "tools", "stages", "data"):
                    there = {group["key"] for group in whole["tables"][name]["groups"] if group["uses"] >= 5}
                    large += len(there)
                    shown += len(there & {group["key"] for group in published["tables"].get(name, {"groups": []})["groups"]})
        self.assertGreater(shown, 0.6 * large)


class Sentences(unittest.TestCase):
    """What a publication says in words is true of all groups, those that are left out too."""

    def brief(self, *tools):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("charter.yaml", CHARTER), ("uses.yaml", "---\n".join(
                    f"usage: 1\nactivity: drafting\ntool: {tool}\ndata: [public]\nstage: planned\n" for tool in tools))):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            done = subprocess.run([PROGRAM, "audit", "--charter", "charter.yaml", "--at", "2026-07-01", "--lang", "en", "--publish", "uses.yaml"],
                                  capture_output=True, text=True, check=True, cwd=folder)
        return [line for line in done.stdout.splitlines() if "Most used tool" in line]

    def test_the_most_used_tool_is_named_where_all_are_shown(self):
        self.assertEqual(self.brief(*["one"] * 9, *["two"] * 6), ["  Most used tool: one, 60.0% of uses"])

    def test_nobody_is_told_which_is_used_most_where_a_tool_is_left_out(self):
        # The complement that hides the small one may be the largest: "two" was told to be used most.
        self.assertEqual(self.brief(*["one"] * 30, *["two"] * 6, *["three"] * 2), [])

    def test_of_two_that_are_used_as_much_neither_is_used_most(self):
        self.assertEqual(self.brief(*["one"] * 8, *["two"] * 8), [])


def count(registers):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "charter.yaml"), "w", encoding="utf-8") as file:
            file.write(CHARTER)
        found = [(seed, one) for seed in range(registers) if (one := of_register(folder, seed))]
    for seed, one in found:
        print(seed, *one, sep="\n    ")
    print(f"{len(found)} of {registers} leak")


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    if sys.argv[1:2] == ["--count"]:
        sys.exit(count(int(sys.argv[2])))
    unittest.main()

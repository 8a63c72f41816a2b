"""fillings: what a judgement lacks, and the values that are tried for it.

A second reading of the design's *Missing*, by trying: a fact is lacking where some value of it, beside some values of
the others that its condition reads, gives that condition another truth than its absence.
"""

import itertools
from dataclasses import replace
from datetime import timedelta

import oracle
from conditions import SHORT, USAGE_TYPES, View, names_tested, weigh
from values import AUTONOMY, typed

OTHER = "other"   # a text that no condition names
# The keys of section 3 that a condition may find absent, in its order; the charter's fields come after.
KEYS = ("usage.id", "usage.unit", "usage.author", "usage.role", "tool.model", "usage.purpose", "usage.output",
        "usage.autonomy", "usage.date", "usage.volume.requests", "usage.volume.tokens")
FIXED = {"usage.output": ("internal", "public", "decision"), "usage.autonomy": AUTONOMY}
COMBINATIONS = 512   # of values of one condition's facts; the program asks for all where there are more
FACTS_AT_ONCE = 8


class TooMany(Exception):
    """More fillings than are worth trying."""


# --- values ----------------------------------------------------------------

def compared_with(condition, name):
    """The constants that a condition compares a name with; a pattern is one, as it is written."""
    for key, value in condition.items():
        if key in ("all", "any"):
            for inner in value:
                yield from compared_with(inner, name)
        elif key == "not":
            yield from compared_with(value, name)
        elif SHORT.get(key, key) == name:
            matchers = value if isinstance(value, dict) else {"equal": value}
            for matcher, wanted in matchers.items():
                if matcher != "absent":
                    yield from oracle.as_list(wanted)


def constants_of(charter, name):
    entries = [(e, k) for kind, keys in (("rules", ("when", "require")), ("exceptions", ("for",)))
               for e in charter.section(kind).values() for k in keys if k in e]
    return list(dict.fromkeys(c for entry, key in entries for c in compared_with(entry[key], name)))


def kind_of(charter, name):
    head, _, rest = name.partition(".")
    if head == "facts":
        return charter.section("fields")[rest]["type"]
    return USAGE_TYPES.get(rest, "text") if head == "usage" else "text"


def around(kind, constant):
    """A constant, and one step on either side of it; the step of a number is one decimal more than it is written with."""
    value = typed(kind, constant)
    if kind == "date":
        return [value, value - timedelta(days=1), value + timedelta(days=1)]
    return [value, value - 0.01, value + 0.01]


def values_of(case, name):
    """All that is tried for a fact, in the charter's order."""
    charter, (head, _, rest) = case.charter, name.partition(".")
    if name == "data":
        return list(charter.in_force("data", case.day))
    if name in FIXED:
        return list(FIXED[name])
    if rest in ("unit", "role") and rest + "s" in charter.raw:
        return list(charter.raw[rest + "s"])
    kind = kind_of(charter, name)
    if kind == "choice":
        return list(charter.section("fields")[rest]["values"])
    if kind == "bool":
        return [True, False]
    constants = constants_of(charter, name)
    if kind == "text":
        return constants + [OTHER]
    if rest.startswith("volume."):
        return list(dict.fromkeys(n for c in constants for n in (int(c), int(c) - 1, int(c) + 1) if n >= 0)) or [0]
    return list(dict.fromkeys(v for c in constants for v in around(kind, c))) or [0.0 if kind == "number" else case.at]


# --- filling in ------------------------------------------------------------

def is_absent(case, name):
    head, _, rest = name.partition(".")
    if name == "data":
        return case.classes is None
    if head == "facts":
        return rest not in case.usage["facts"]
    if name == "tool.model":
        return "model" not in case.usage["tool"]
    if rest.startswith("volume."):
        return rest.removeprefix("volume.") not in case.usage.get("volume", {})
    return head == "usage" and rest not in case.usage


def with_value(usage, name, value):
    """A declaration, read or as it was written, with a fact said in it."""
    head, _, rest = name.partition(".")
    if name == "data":
        return {**usage, "data": [value]}
    if head == "facts":
        return {**usage, "facts": {**(usage.get("facts") or {}), rest: value}}
    if name == "tool.model":
        tool = usage["tool"] if isinstance(usage["tool"], dict) else {"name": usage["tool"]}
        return {**usage, "tool": {**tool, "model": value}}
    if rest.startswith("volume."):
        return {**usage, "volume": {**(usage.get("volume") or {}), rest.removeprefix("volume."): value}}
    return {**usage, rest: value}


def filled(case, name, value):
    return oracle.resolve(replace(case, usage=with_value(case.usage, name, value), notes=None,
                                  classes=None, strangers=[], found={}))


# --- what is lacking ---------------------------------------------------------

def declarable(case, names):
    """Of these names the absent facts that a declaration may say, in the order in which they are asked for."""
    fields = [f"facts.{f}" for f in case.charter.section("fields")]
    return [n for n in ("data", *KEYS, *fields) if n in names and is_absent(case, n)]


def truth_with(case, view, condition, values):
    """The truth of a condition under some values; a class stands beside those that detectors found."""
    usage = case.usage
    for name, value in values.items():
        if name == "data":
            view = View(view.classes | {value}, True, view.strangers)
        else:
            usage = with_value(usage, name, value)
    return weigh(replace(case, usage=usage, notes=None), view, condition).truth


def mattering(case, view, condition):
    """Of the facts that keep a condition unknown, those of which some value matters, beside some values of the others;
    where a pattern is among the tests all of them, since nobody lists the texts that it finds."""
    names = declarable(case, weigh(case, view, condition).waits)
    if len(names) == 1 or names_tested(condition, "matches"):
        return names
    # What is within a class out of force may be declared: that no data are sent, for which the class itself stands.
    values = {n: list(case.charter.section("data")) if n == "data" else values_of(case, n) for n in names}
    return [n for n in names if matters(case, view, condition, n, values)]


def matters(case, view, condition, name, values):
    others = [n for n in values if n != name]
    tries = itertools.product(*(values[n] for n in others))
    for combination in itertools.islice(tries, COMBINATIONS):
        beside = dict(zip(others, combination))
        absent = truth_with(case, view, condition, beside)
        if any(truth_with(case, view, condition, {**beside, name: v}) is not absent for v in values[name]):
            return True
    return False


def rule_lacks(case, rule):
    """Where `when` is unknown only its facts are asked for, else those of `require`; by all that was found, and where that
    settles the rule, by what is declared. Where what was found breaches it and no data are declared, these alone do."""
    views = [view for _, view in oracle.views(case)]
    breached = oracle.weigh_rule(case, views[-1], rule)[0] in (oracle.BREACHED, oracle.ASKS)
    for view in (views[-1], views[0]):
        when = weigh(case, view, rule.get("when", {})).truth
        asked = rule.get("when", {}) if when is None else rule.get("require", {}) if when else {}
        if weigh(case, view, asked).truth is None:
            return ["data"] if breached and case.classes is None else mattering(case, view, asked)
    return []


def turning(case, rule):
    """Of a breached rule, the absent facts of which it asks whether they are there, and that would turn it around: alone,
    or beside one another."""
    view, lacking = list(oracle.views(case))[-1][1], []
    for key in ("when", "require"):
        condition = rule.get(key, {})
        now = weigh(case, view, condition).truth
        names = declarable(case, names_tested(condition, "absent"))
        values = {n: values_of(case, n) for n in names}
        lacking += [n for n in names if matters(case, view, condition, n, values) or any(
            truth_with(case, view, condition, {n: v}) is not now for v in values[n])]
    return list(dict.fromkeys(lacking))


def lacks(case, judged, finding):
    """The absent facts that could change a finding; those that only the charter could say are left out."""
    head, _, rest = finding.clause.partition(".")
    rules = case.charter.section("rules")
    if finding.outcome == oracle.BREACHED:
        return turning(case, rules[rest]) if head == "rule" else []
    if finding.outcome != oracle.UNDETERMINED:
        return []
    if head == "rule":
        return rule_lacks(case, rules[rest])
    if finding.clause == "activity.autonomy":
        return ["usage.autonomy"]
    if case.classes is None:
        return ["data"]
    if head == "duty":
        asking = [r for i, r in case.charter.in_force("rules", case.day).items() if rest in r.get("duties", [])]
        return list(dict.fromkeys(n for r in asking for n in rule_lacks(case, r)))
    return []


def missing_facts(case, judged, advice=True):
    """(name, the clauses that ask) in the order in which a person is asked."""
    asked = {}
    mild = [f for f in judged.findings if f.effect == "advise"] if advice else []
    grave = [f for f in judged.findings if f.effect != "advise"]
    by_finding = [(f, lacks(case, judged, f)) for f in grave + mild]
    if any("data" in names for _, names in by_finding):
        asked["data"] = []
    for finding, names in by_finding:
        for name in names:
            asked.setdefault(name, []).append(finding.clause)
    return asked

"""conditions: the mapping spelling, in Kleene's three values.

True, False, or None for unknown: an absent fact makes its comparison unknown, except
for `absent`.
"""

import re

from values import AUTONOMY, boolean, typed


USAGE_TYPES = {"date": "date", "autonomy": "autonomy",
               "volume.requests": "number", "volume.tokens": "number"}
SHORT = {"activity": "activity.id", "tool": "tool.id"}
# What an unlisted tool or activity cannot tell: reading it exempts a rule.
HIDDEN = {"tool": ("id", "status", "hosting", "vendor", "trains_on_inputs"),
          "activity": ("id", "status")}


def look_up(case, name):
    """A name's type and value; the value is None where the fact is absent."""
    head, _, rest = name.partition(".")
    if head == "facts":
        kind = case.charter.section("fields")[rest]["type"]
        return kind, case.usage["facts"].get(rest)
    if head == "usage":
        return USAGE_TYPES.get(rest, "text"), usage_value(case.usage, rest)
    return ("bool" if rest in ("listed", "trains_on_inputs") else "text",
            tool_value(case, rest) if head == "tool" else activity_value(case, rest))


def usage_value(usage, name):
    head, _, rest = name.partition(".")
    value = usage.get(head)
    if rest:
        value = (value or {}).get(rest)
    return float(value) if isinstance(value, int) else value


def tool_value(case, name):
    if name in ("name", "model"):
        return case.usage["tool"].get(name)
    if name == "listed":
        return case.tool is not None
    if case.tool is None or name == "id":
        return case.tool
    value = case.tool_entry.get(name.replace("_", "-"))
    return boolean(value) if name == "trains_on_inputs" and value is not None else value


def activity_value(case, name):
    if name == "listed":
        return case.activity is not None
    if case.activity is None or name == "id":
        return case.activity
    return case.activity_entry.get(name)


def every_of(truths):
    truths = list(truths)
    return False if False in truths else None if None in truths else True


def any_of(truths):
    return negated(every_of(negated(t) for t in truths))


def negated(truth):
    return None if truth is None else not truth


def rank(kind, value):
    return AUTONOMY.index(value) if kind == "autonomy" else value


MATCHERS = {
    "equal": lambda kind, have, want: have == typed(kind, want),
    "not": lambda kind, have, want: have != typed(kind, want),
    "in": lambda kind, have, want: have in [typed(kind, w) for w in want],
    "not-in": lambda kind, have, want: have not in [typed(kind, w) for w in want],
    "matches": lambda kind, have, want: re.search(want, have) is not None,
    "at-least": lambda kind, have, want: rank(kind, have) >= rank(kind, typed(kind, want)),
    "at-most": lambda kind, have, want: rank(kind, have) <= rank(kind, typed(kind, want)),
}


def matches(kind, have, matcher, want):
    if matcher == "absent":
        return (have is None) == boolean(want)
    if have is None:
        return None
    return MATCHERS[matcher](kind, have, want)


def data_matches(case, matcher, want):
    """With an unlisted class declared `within` is false, and `includes` looks at the listed."""
    if case.classes is None:
        return None
    below = case.charter.below
    if matcher == "includes":
        return any(want in below[c] for c in case.classes)
    return not case.strangers and all(c in below[want] for c in case.classes)


def value_holds(case, name, matcher):
    matchers = matcher if isinstance(matcher, dict) else {"equal": matcher}
    if name == "data":
        truths = {m: data_matches(case, m, want) for m, want in matchers.items()}
    else:
        kind, have = look_up(case, SHORT.get(name, name))
        truths = {m: matches(kind, have, m, want) for m, want in matchers.items()}
        case.note(f"reads {'facts' if name.startswith('facts.') else SHORT.get(name, name)}")
    for used, truth in truths.items():
        case.note(f"matcher {used}: {truth}")
    return every_of(truths.values())


def holds(case, condition):
    """True, False, or None for unknown: Kleene's logic."""
    truths = []
    for key, value in condition.items():
        if key == "all":
            truth = every_of(holds(case, c) for c in value)
        elif key == "any":
            truth = any_of([holds(case, c) for c in value])
        elif key == "not":
            truth = negated(holds(case, value))
        else:
            truths.append(value_holds(case, key, value))
            continue
        case.note(f"condition {key}: {truth}")
        truths.append(truth)
    return every_of(truths)


def names_read(condition):
    names = set()
    for key, value in condition.items():
        if key in ("all", "any"):
            names.update(*(names_read(c) for c in value))
        elif key == "not":
            names |= names_read(value)
        else:
            names.add(SHORT.get(key, key))
    return names


def reads_the_hidden(case, condition):
    """Whether a condition reads what an unlisted tool or activity cannot tell."""
    hidden = set()
    for head, resolved in (("tool", case.tool), ("activity", case.activity)):
        if resolved is None:
            hidden |= {f"{head}.{rest}" for rest in HIDDEN[head]}
    return bool(hidden & names_read(condition))

"""conditions: the mapping spelling, in Kleene's three values.

True, False, or None for unknown: an absent fact makes its comparison unknown, except
for `absent`. With an unknown truth come the names that keep it unknown.
"""

import re
from collections import namedtuple

from values import AUTONOMY, boolean, typed


USAGE_TYPES = {"date": "date", "autonomy": "autonomy",
               "volume.requests": "number", "volume.tokens": "number"}
SHORT = {"activity": "activity.id", "tool": "tool.id"}
# What an unlisted tool or activity cannot tell: a rule that is unknown for want of these alone is exempt.
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


Weighed = namedtuple("Weighed", "truth waits")   # `waits`: the names that keep an unknown truth unknown
NOTHING = frozenset()


def every_of(weighed):
    """Kleene's *and*. What a false one decides, nothing unknown beside it keeps open."""
    weighed = list(weighed)
    truths = {w.truth for w in weighed}
    if False in truths:
        return Weighed(False, NOTHING)
    if None in truths:
        return Weighed(None, NOTHING.union(*(w.waits for w in weighed)))
    return Weighed(True, NOTHING)


def any_of(weighed):
    return negated(every_of(negated(w) for w in weighed))


def negated(weighed):
    return weighed._replace(truth=None if weighed.truth is None else not weighed.truth)


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


# What is known of the data: the classes, and whether they are all of them.
View = namedtuple("View", "classes complete strangers")


def data_matches(case, view, matcher, want):
    """With an unlisted class declared `within` is false, and `includes` looks at the listed.

    Of data that nobody declared only what a detector found is known."""
    below = case.charter.below
    unless_more = False if view.complete else None
    if matcher == "includes":
        return True if any(want in below[c] for c in view.classes) else unless_more
    if view.strangers or any(c not in below[want] for c in view.classes):
        return False
    return True if view.complete else None


def value_holds(case, view, name, matcher):
    matchers = matcher if isinstance(matcher, dict) else {"equal": matcher}
    name = SHORT.get(name, name)
    if name == "data":
        truths = {m: data_matches(case, view, m, want) for m, want in matchers.items()}
    else:
        kind, have = look_up(case, name)
        truths = {m: matches(kind, have, m, want) for m, want in matchers.items()}
        case.note(f"reads {'facts' if name.startswith('facts.') else name}")
    for used, truth in truths.items():
        case.note(f"matcher {used}: {truth}")
    return every_of(Weighed(t, NOTHING if t is not None else frozenset({name})) for t in truths.values())


def weigh(case, view, condition):
    """True, False, or None for unknown: Kleene's logic."""
    weighed = []
    for key, value in condition.items():
        if key == "all":
            one = every_of(weigh(case, view, c) for c in value)
        elif key == "any":
            one = any_of([weigh(case, view, c) for c in value])
        elif key == "not":
            one = negated(weigh(case, view, value))
        else:
            weighed.append(value_holds(case, view, key, value))
            continue
        case.note(f"condition {key}: {one.truth}")
        weighed.append(one)
    return every_of(weighed)


def hidden_names(case, head):
    """The names of which an unlisted tool, or activity, can say nothing."""
    resolved = case.tool if head == "tool" else case.activity
    return {f"{head}.{rest}" for rest in HIDDEN[head]} if resolved is None else set()


def names_tested(condition, matcher):
    """The names to which a condition puts one matcher, anywhere."""
    names = set()
    for key, value in condition.items():
        if key in ("all", "any"):
            names.update(*(names_tested(c, matcher) for c in value))
        elif key == "not":
            names |= names_tested(value, matcher)
        elif matcher is None or (isinstance(value, dict) and matcher in value):
            names.add(SHORT.get(key, key))
    return names

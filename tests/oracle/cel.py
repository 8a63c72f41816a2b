"""cel: the generator's conditions respelled in CEL, for the program to read.

The oracle evaluates the mappings that were drawn; only what is written of them changes, so that a disagreement is one
between the two spellings or between the two readings. Written from docs/rules.md.
"""

import copy

import conditions

SHARE = 0.4  # of the conditions, at each depth
QUOTES = ("'", '"')


def text(rng, value):
    quote = rng.choice(QUOTES)
    return quote + value.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote


def kind_of(fields, name):
    if name.startswith("facts."):
        return fields[name.removeprefix("facts.")]["type"]
    if name.startswith("usage.volume."):
        return "integer"
    if name.endswith((".listed", ".trains_on_inputs")):
        return "bool"
    return conditions.USAGE_TYPES.get(name.removeprefix("usage."), "text") if name.startswith("usage.") else "text"


def literal(rng, kind, value):
    if kind == "number":
        return repr(float(value))
    if kind == "integer":
        return str(value)
    if kind == "bool":
        return "true" if value in (True, "true") else "false"
    if kind == "date":
        return f"timestamp({text(rng, f'{value}T00:00:00Z')})"
    return text(rng, value)


def listed(rng, kind, name, wanted):
    return f"{name} in [{', '.join(literal(rng, kind, w) for w in wanted)}]"


def ordered(rng, kind, name, wanted, sign, function):
    value = literal(rng, kind, wanted)
    return f"{name}.{function}({value})" if kind == "autonomy" else f"{name} {sign} {value}"


MATCHERS = {
    "equal": lambda rng, kind, name, want: f"{name} == {literal(rng, kind, want)}",
    "not": lambda rng, kind, name, want: f"{name} != {literal(rng, kind, want)}",
    "in": listed,
    "not-in": lambda rng, kind, name, want: f"!({listed(rng, kind, name, want)})",
    "matches": lambda rng, kind, name, want: f"{name}.matches({text(rng, want)})",
    "at-least": lambda rng, kind, name, want: ordered(rng, kind, name, want, ">=", "atLeast"),
    "at-most": lambda rng, kind, name, want: ordered(rng, kind, name, want, "<=", "atMost"),
    "absent": lambda rng, kind, name, want: ("!" if conditions.boolean(want) else "") + f"has({name})",
}


def test_of(rng, fields, name, matcher):
    matchers = matcher if isinstance(matcher, dict) else {"equal": matcher}
    if name == "data":
        return [f"data.{used}({text(rng, want)})" for used, want in matchers.items()]
    name = conditions.SHORT.get(name, name)
    return [MATCHERS[used](rng, kind_of(fields, name), name, want) for used, want in matchers.items()]


def joined(rng, sign, terms):
    between = rng.choice((f" {sign} ", f"{sign}", f"\n{sign} ", f" {sign} // why\n"))
    return between.join(f"({term})" if len(terms) > 1 else term for term in terms)


def spelt(rng, fields, condition):
    """The whole of a condition as one text."""
    terms = []
    for key, value in condition.items():
        if key in ("all", "any"):
            terms.append(joined(rng, "&&" if key == "all" else "||", [spelt(rng, fields, c) for c in value]))
        elif key == "not":
            terms.append(f"!({spelt(rng, fields, value)})")
        else:
            terms += test_of(rng, fields, key, value)
    return joined(rng, "&&", terms)


def perhaps(rng, fields, condition, notes):
    """The condition as a text, or as a mapping of which parts may be texts."""
    if rng.random() < SHARE:
        notes["condition in CEL"] = notes.get("condition in CEL", 0) + 1
        return spelt(rng, fields, condition)
    return {key: [perhaps(rng, fields, c, notes) for c in value] if key in ("all", "any")
            else perhaps(rng, fields, value, notes) if key == "not" else value
            for key, value in condition.items()}


def respelled(rng, charter, notes):
    """The charter with a share of its conditions in CEL."""
    charter, fields = copy.deepcopy(charter), charter.get("fields", {})
    for entry in (*charter.get("rules", {}).values(), *charter.get("exceptions", {}).values()):
        for key in ("when", "require", "for"):
            if key in entry:
                entry[key] = perhaps(rng, fields, entry[key], notes)
    return charter

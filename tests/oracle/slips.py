"""slips: a declaration with one slip of the pen, as people make them; what it then is, is the oracle's to say."""

import copy
from datetime import timedelta

import generate
from values import AUTONOMY, Invalid, day_of

CHOICES = {"autonomy": AUTONOMY, "output": ("internal", "public", "decision"), "stage": ("planned", "in-use", "done")}
TYPED_OTHERWISE = {True: ("yes", "True", "oui", "1", 1), False: ("no", "False", "non", "0", 0)}


def leaves(value, path=()):
    """(path, scalar) of every value that is no mapping and no list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    elif value is not None:
        yield path, value


def mappings(value, path=()):
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from mappings(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from mappings(inner, (*path, index))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def put(declaration, path, value):
    changed = copy.deepcopy(declaration)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def misspelt(rng, word):
    where = rng.randrange(len(word))
    return rng.choice((word[:where] + word[where + 1:], word[:where] + word[where] + word[where:], word + "s",
                       word[:1].upper() + word[1:], word.replace("-", "_"), word.replace("e", "é")))


# --- the slips: each draws one, or None where the declaration has no place for it --------

def key_misspelt(rng, declaration):
    path = rng.choice([p for p in mappings(declaration) if at(declaration, p)] or [None])
    if path is None:
        return None
    changed = copy.deepcopy(declaration)
    inner = at(changed, path)
    key = rng.choice([k for k in inner if not k.startswith("x-")] or [None])
    wrong = key and misspelt(rng, key)
    if not wrong or wrong in inner:
        return None
    inner[wrong] = None if generate.chance(rng, 0.2) else inner[key]
    if generate.chance(rng, 0.8):
        del inner[key]
    return changed


def value_where(rng, declaration, fits):
    return rng.choice([(p, v) for p, v in leaves(declaration) if fits(p, v)] or [(None, None)])


def is_evidence(path):
    return path[0] in ("review", "training", "evidence")


def word_of_no(rng, declaration):
    path, _ = value_where(rng, declaration, lambda p, v: is_evidence(p) and p[-1] in ("ref", "id", "by"))
    return path and put(declaration, path, rng.choice(generate.REFERENCES_OF_NO + ("N/A-2026-12", "10", "so")))


def bare_evidence(rng, declaration):
    places = [p for p in mappings(declaration) if p and is_evidence(p) and p != ("evidence",)]
    places += [p for p, v in leaves(declaration) if is_evidence(p) and isinstance(v, bool)]
    path = rng.choice(places or [None])
    bare = ("DPIA-12", "oui", "yes", "True", "2026-01-10", {}, {"ref": None}, False)
    return path and put(declaration, path, rng.choice(bare))


def day_shifted(rng, declaration):
    path, day = value_where(rng, declaration, lambda p, v: p[-1] in ("on", "date"))
    if path is None:
        return None
    return put(declaration, path, str(day_of(day) + timedelta(days=rng.choice((-1, 1, -2, 2, 31, -31, 365, -365)))))


def day_miswritten(rng, declaration):
    path, day = value_where(rng, declaration, lambda p, v: p[-1] in ("on", "date"))
    wrong = path and rng.choice((day.replace("-", "/"), day[:8] + "31", day[:5] + "02-30", day + "T00:00:00Z", day[2:],
                                 day.replace("-0", "-"), f"{day[8:]}-{day[5:7]}-{day[:4]}"))
    return path and put(declaration, path, wrong)


def reviewer_confused(rng, declaration):
    path, _ = value_where(rng, declaration, lambda p, v: is_evidence(p) and p[-1] == "by")
    tool = declaration["tool"]
    others = [tool["name"] if isinstance(tool, dict) else tool, *generate.NOBODIES]
    if declaration.get("author"):
        others += [generate.same_person(rng, declaration["author"]) for _ in range(12)]
    return path and put(declaration, path, rng.choice(others))


def class_confused(rng, declaration):
    declared = declaration.get("data")
    if not declared:
        return None
    classes = declared if isinstance(declared, list) else [declared]
    which = rng.randrange(len(classes))
    rest = classes[:which] + classes[which + 1:]
    others = (rest, [*rest, misspelt(rng, classes[which])], [*classes, rng.choice(generate.CLASSES)], [])
    return put(declaration, ("data",), rng.choice(others))


def key_dropped(rng, declaration):
    path = rng.choice([p for p in mappings(declaration) if at(declaration, p)])
    changed = copy.deepcopy(declaration)
    inner = at(changed, path)
    key = rng.choice(list(inner))
    if generate.chance(rng, 0.3):
        inner[key] = None
    else:
        del inner[key]
    return changed


def is_text(path, value):
    return isinstance(value, str) and value != "" and path[0] not in ("purpose", "x-ticket")


def unseen_character(rng, declaration):
    """Detectors look through such characters, in ways that are not the oracle's to tell: not in what they read."""
    path, text = value_where(rng, declaration, is_text)
    if path is None:
        return None
    where = rng.randint(0, len(text))
    lookalike = next((text.replace(a, b, 1) for a, b in generate.LOOKALIKES.items() if a in text), text)
    hidden = text[:where] + rng.choice(generate.FORMAT_CHARS) + text[where:]
    return put(declaration, path, rng.choice((hidden, lookalike)))


def word_misspelt(rng, declaration):
    path, text = value_where(rng, declaration, lambda p, v: is_text(p, v) and v[1:])
    return path and put(declaration, path, misspelt(rng, text))


def other_choice(rng, declaration):
    key = rng.choice([k for k in CHOICES if declaration.get(k)] or [None])
    return key and put(declaration, (key,), rng.choice(CHOICES[key]))


def typed_otherwise(rng, declaration):
    path, value = value_where(rng, declaration, lambda p, v: not isinstance(v, str) and not p[0].startswith("x-"))
    if path is None:
        return None
    if isinstance(value, bool):
        return put(declaration, path, rng.choice(TYPED_OTHERWISE[value]))
    wrong = (f"{value},5", f"1 {value}", f"0{value}", f"{value}.", f"+{value}", "zero", [value])
    return put(declaration, path, rng.choice(wrong))


SLIPS = (key_misspelt, word_of_no, bare_evidence, day_shifted, day_miswritten, reviewer_confused, class_confused,
         key_dropped, unseen_character, word_misspelt, other_choice, typed_otherwise)


def slip(rng, declaration):
    """The name of a slip and the declaration with it, or None where that one finds no place."""
    one = rng.choice(SLIPS)
    try:
        changed = one(rng, declaration)
    except Invalid:
        return None
    return (one.__name__, changed) if changed and changed != declaration else None

"""sense: conditions that some declaration makes true. The program refuses the others when it loads a charter, so that none
is drawn. What is asked of one name must be true together for one thing that it can be; of several conditions that are asked
for in turn (`any`), each by itself. Of what is asked of `data` twice nothing is drawn: the order of classes decides it."""

SHORT = {"activity": "activity.id", "tool": "tool.id"}
ORDERED = ("at-least", "at-most")
ABSENT = object()


def within(condition, sign=True):
    """A condition without the words of logic around it, and whether it is turned around."""
    while len(condition) == 1:
        (key, value), = condition.items()
        if key == "not":
            condition, sign = value, not sign
        elif key in ("all", "any") and len(value) == 1:
            condition = value[0]
        else:
            break
    return condition, sign


def tests(condition):
    """Everything that must be true together: (name, matcher, value, whether it is turned around)."""
    condition, sign = within(condition)
    for key, value in condition.items():
        if not sign and (len(condition) > 1 or key == "any" or isinstance(value, dict) and len(value) > 1):
            continue  # not all of several
        if key == "all":
            for one in value:
                yield from tests(one)
        elif key == "not":
            yield from tests({key: value})
        elif key == "any":
            yield from tests(value[0]) if len(value) == 1 else ()
        else:
            for matcher, want in (value if isinstance(value, dict) else {"equal": value}).items():
                yield SHORT.get(key, key), matcher, want, sign


def number(value):
    """Numbers and days by their order, everything else by what is written."""
    text = str(value).lower()
    try:
        return float(text)
    except ValueError:
        return text


def is_true(point, matcher, want, sign, ranks):
    if matcher == "absent":
        return ((point is ABSENT) == (str(want).lower() == "true")) == sign
    if point is ABSENT:
        return False
    if matcher == "matches":
        return True
    if matcher in ORDERED:
        have, bound = (ranks.index(v) if v in ranks else v for v in (point, number(want)))
        return (have >= bound if matcher == "at-least" else have <= bound) == sign
    listed = [number(v) for v in want] if matcher in ("in", "not-in") else [number(want)]
    return ((point in listed) == (matcher in ("in", "equal"))) == sign


def between(ordered):
    """Something below, between and above numbers, and days where there is one: as texts, they have their order."""
    for low, high in zip([None, *ordered], [*ordered, None]):
        if isinstance(low if low is not None else high, float):
            yield high - 1 if low is None else low + 1 if high is None else (low + high) / 2
        else:
            yield "0000" if low is None else "9999" if high is None else low + "~"


def points(asked, words):
    constants = {number(w) for _, m, want, _ in asked if m not in ("absent", "matches")
                 for w in (want if m in ("in", "not-in") else [want])}
    if words is not None:
        return [ABSENT, *(number(w) for w in words)]
    if any(m in ORDERED for _, m, _, _ in asked):
        return [ABSENT, *constants, *between(sorted(constants))]
    return [ABSENT, *constants, "something else", -0.5]


def can_hold(condition, words):
    """Whether it can be true, and each condition in it. `words`: of names that can be nothing else."""
    inner = [c for k, v in condition.items() if k in ("all", "any", "not") for c in (v if k != "not" else [v])]
    asked = list(tests(condition))
    for name in {name for name, *_ in asked}:
        mine = [test for test in asked if test[0] == name]
        ranks = list(words.get(name) or ())
        if name == "data":
            if len(mine) > 1:
                return False
        elif not any(all(is_true(p, *test[1:], ranks) for test in mine) for p in points(mine, words.get(name))):
            return False
    return all(can_hold(c, words) for c in inner)

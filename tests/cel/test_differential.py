#!/usr/bin/env python3
"""Random expressions, evaluated by the library and by @bufbuild/cel: the same value, or an error on both sides.

Skipped where node is missing, or the package: tests/run installs it into build/npm/, at the version of tests/npm/, and
CHARTER_TEST_NPM may name another folder that holds node_modules. Expressions are well typed and seeded; `test_differential.py SEED
COUNT` draws others. Where the two differ and both have their reasons, the difference stands in KNOWN.
"""
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVER = os.path.join(os.environ["BUILD_DIR"], "tests", "cel-driver")
PEER = os.environ.get("CHARTER_TEST_NPM") or os.path.join(HERE, "..", "..", "build", "npm")
SEED, COUNT, TIME_LIMIT = 2026, 6000, 25

INTS = (0, 1, -1, 2, 3, 7, 40, 100, 2**31, 2**53 + 1, 2**63 - 1, -(2**63))
UINTS = (0, 1, 2, 7, 2**32, 2**64 - 1)
DOUBLES = (0.0, -0.0, 0.5, 1.0, 2.0, -1.5, 2.5, 0.1, 1e15, 1e21, 1e-7, 1e300, 9007199254740993.0)
TEXTS = ("", "a", "b", "ab", "client", "Client list", "été", "\U0001f600 x", "e\u0301", "1", "-12", "1.5", "true",
         "a,b,,c", "  pad ", "tab\there", "ÉTÉ", "aaa", "2026-03-31T00:00:00Z", "90m")
PATTERNS = ("a", "^a", "b$", "(?i)CLIENT", "[a-z]+ [a-z]+", "^$", "é", "a|t", "a{2,}", ".", r"\\d+", r"\\bx")
MOMENTS = ("2026-03-31T00:00:00Z", "1969-12-31T23:59:59Z", "2024-02-29T12:30:15.5Z", "9999-12-31T23:59:59Z",
           "0001-01-01T00:00:00Z", "2026-10-25T01:30:00+02:00")
SPANS = ("0s", "1s", "-1.5s", "90m", "24h", "8760h", "1h30m", "1ms")
ZONES = ("UTC", "+02:00", "-05:30", "Europe/Paris")
VARIABLES = {"i": "int", "j": "int", "u": "uint", "d": "double", "e": "double", "s": "string", "t": "string",
             "b": "bool", "l": "list(int)", "w": "list(string)"}
ABSENT = {"int": "no_int", "string": "no_string", "bool": "no_bool"}


class Drawer:
    """Draws expressions of a type; `depth` bounds them."""

    def __init__(self, rng):
        self.rng = rng
        self.locals = []

    def draw(self, kind, depth):
        rng = self.rng
        if kind in ("needle", "few"):  # @bufbuild/cel never ends where it replaces an empty text very often
            return rng.choice(("'a'", "','", "'é'", "'cl'") if kind == "needle" else ("0", "1", "2", "-1"))
        if depth <= 0 or rng.random() < 0.15:
            return self.leaf(kind)
        return getattr(self, f"some_{kind}")(depth - 1)

    def leaf(self, kind):
        rng = self.rng
        names = [n for n, k in VARIABLES.items() if k == kind.replace("ints", "list(int)").replace("words", "list(string)")]
        names += [n for n, k in self.locals if k == kind]
        if kind in ABSENT and rng.random() < 0.06:
            return ABSENT[kind]
        if names and rng.random() < 0.6:
            return rng.choice(names)
        return {
            "int": lambda: str(rng.choice(INTS[:-1])), "uint": lambda: f"{rng.choice(UINTS)}u",
            "double": lambda: repr(abs(rng.choice(DOUBLES))), "string": lambda: json.dumps(rng.choice(TEXTS), ensure_ascii=False),
            "bool": lambda: rng.choice(("true", "false")),
            "ints": lambda: f"[{', '.join(str(rng.choice(INTS[:-1])) for _ in range(rng.randint(0, 3)))}]",
            "words": lambda: f"[{', '.join(json.dumps(rng.choice(TEXTS[:7]), ensure_ascii=False) for _ in range(rng.randint(0, 3)))}]",
            "moment": lambda: f"timestamp('{rng.choice(MOMENTS)}')", "span": lambda: f"duration('{rng.choice(SPANS)}')",
        }[kind]()

    def filled(self, forms, depth):
        """One of the forms, with {int} and so on drawn in their places."""
        return re.sub(r"\{(\w+)\}", lambda m: self.draw(m[1], depth), self.rng.choice(forms))

    def walk(self, depth, form):
        """A macro: {list} has a name for its elements, {body:KIND} may read it."""
        kind, name = self.rng.choice((("ints", "x"), ("words", "y"))) if "{list}" in form else ("ints", "x")
        range_ = self.draw(kind, depth)
        self.locals.append((name, "int" if kind == "ints" else "string"))
        body = self.draw(re.search(r"\{body:(\w+)\}", form)[1], depth)
        self.locals.pop()
        return re.sub(r"\{body:\w+\}", lambda m: body, form.replace("{list}", range_).replace("{name}", name))

    def some_bool(self, depth):
        rng = self.rng
        if rng.random() < 0.15:
            return self.walk(depth, rng.choice(("{list}.all({name}, {body:bool})", "{list}.exists({name}, {body:bool})",
                                                "{list}.exists_one({name}, {body:bool})")))
        if rng.random() < 0.1:
            pattern = rng.choice(PATTERNS)
            return self.filled((f"{{string}}.matches('{pattern}')",), depth)
        return self.filled((
            "({bool} && {bool})", "({bool} || {bool})", "!({bool})", "({bool} ? {bool} : {bool})", "({int} == {int})",
            "({int} != {int})", "({int} < {int})", "({int} >= {int})", "({double} < {double})", "({double} == {double})",
            "({int} < {double})", "({double} >= {int})", "({uint} <= {int})", "({uint} > {double})", "({string} == {string})",
            "({string} < {string})", "({int} in {ints})", "({string} in {words})", "({ints} == {ints})", "({words} == {words})",
            "{string}.contains({string})", "{string}.startsWith({string})", "{string}.endsWith({string})",
            "({moment} < {moment})", "({moment} == {moment})", "({span} >= {span})", "(dyn({int}) == {double})",
            "(dyn({uint}) == {int})", "bool({string})"), depth)

    def some_int(self, depth):
        return self.filled((
            "({int} + {int})", "({int} - {int})", "({int} * {int})", "({int} / {int})", "({int} % {int})", "-({int})",
            "({bool} ? {int} : {int})", "int({double})", "int({string})", "int({uint})", "size({string})", "{ints}.size()",
            "size({words})", "{ints}[{int}]", "{string}.indexOf({string})", "{string}.lastIndexOf({string})",
            "{moment}.getFullYear()", "{moment}.getMonth()", "{moment}.getDate()", "{moment}.getDayOfMonth()",
            "{moment}.getDayOfWeek()", "{moment}.getDayOfYear()", "{moment}.getHours()", "{moment}.getMilliseconds()",
            f"{{moment}}.getHours('{self.rng.choice(ZONES)}')", f"{{moment}}.getDate('{self.rng.choice(ZONES)}')",
            "{span}.getMinutes()", "{span}.getSeconds()", "int({moment})", "{string}.indexOf({string}, {int})"), depth)

    def some_uint(self, depth):
        return self.filled(("({uint} + {uint})", "({uint} - {uint})", "({uint} * {uint})", "({uint} / {uint})",
                            "({uint} % {uint})", "uint({int})", "uint({double})", "uint({string})"), depth)

    def some_double(self, depth):
        return self.filled(("({double} + {double})", "({double} - {double})", "({double} * {double})", "({double} / {double})",
                            "-({double})", "double({int})", "double({uint})", "double({string})",
                            "({bool} ? {double} : {double})"), depth)

    def some_string(self, depth):
        return self.filled((
            "({string} + {string})", "({bool} ? {string} : {string})", "string({int})", "string({bool})", "string({uint})",
            "string({double})", "{string}.lowerAscii()", "{string}.upperAscii()", "{string}.trim()", "{string}.charAt({int})",
            "{string}.substring({int})", "{string}.substring({int}, {int})", "{string}.replace({needle}, {string})",
            "{string}.replace({needle}, {string}, {few})", "{words}.join()", "{words}.join({string})", "{words}[{int}]",
            "string({moment})", "string({span})", "{string}.reverse()", "strings.quote({string})"), depth)

    def some_ints(self, depth):
        if self.rng.random() < 0.5:
            return self.walk(depth, self.rng.choice(("{list}.map({name}, {body:int})",)))
        if self.rng.random() < 0.3:
            kept = self.locals
            range_ = self.draw("ints", depth)
            self.locals = [*kept, ("z", "int")]
            body = self.draw("bool", depth)
            self.locals = kept
            return f"{range_}.filter(z, {body})"
        return self.filled(("({ints} + {ints})", "[{int}, {int}]", "({bool} ? {ints} : {ints})"), depth)

    def some_words(self, depth):
        if self.rng.random() < 0.3:
            return self.walk(depth, "{list}.map({name}, {body:string})")
        return self.filled(("({words} + {words})", "[{string}, {string}]", "{string}.split({string})",
                            "{string}.split({string}, {int})"), depth)

    def some_moment(self, depth):
        return self.filled(("({moment} + {span})", "({moment} - {span})", "timestamp({string})", "timestamp({int})"), depth)

    def some_span(self, depth):
        return self.filled(("({span} + {span})", "({span} - {span})", "({moment} - {moment})", "duration({string})"), depth)


def draw_values(rng):
    return {"i": {"int": str(rng.choice(INTS))}, "j": {"int": str(rng.choice(INTS))}, "u": {"uint": str(rng.choice(UINTS))},
            "d": {"double": repr(rng.choice(DOUBLES))}, "e": {"double": rng.choice(("nan", "inf", "-inf", "0.5"))},
            "s": {"string": rng.choice(TEXTS)}, "t": {"string": rng.choice(TEXTS)}, "b": {"bool": rng.random() < 0.5},
            "l": {"list": [{"int": str(rng.choice(INTS))} for _ in range(rng.randint(0, 4))]},
            "w": {"list": [{"string": rng.choice(TEXTS)} for _ in range(rng.randint(0, 4))]}}


def draw_cases(seed, count):
    rng = random.Random(seed)
    kinds = ("bool", "bool", "int", "uint", "double", "string", "ints", "words")
    return [(Drawer(rng).draw(rng.choice(kinds), rng.randint(1, 4)), draw_values(rng)) for _ in range(count)]


# ---- asking ----

def spell(value):
    """A typed value as an expression."""
    (kind, content), = value.items()
    if kind == "list":
        return f"[{', '.join(map(spell, content))}]"
    if kind == "string":
        return "'" + "".join(f"\\U{ord(c):08x}" for c in content) + "'"
    if kind == "double":
        return f"double('{content}')"
    return {"int": str(content), "uint": f"{content}u", "bool": str(content).lower()}[kind]


def escaped(field):
    return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def request(expression, values):
    fields = ["case", "", "checked", expression]
    for name, kind in VARIABLES.items():
        fields += ["var", name, kind, spell(values[name])]
    for kind, name in ABSENT.items():
        fields += ["var", name, kind, "-"]
    return "\t".join(map(escaped, fields))


def ask(command, lines):
    done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8",
                          timeout=TIME_LIMIT, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(lines):
        sys.exit(f"{command[0]}: {len(answers)} answers to {len(lines)} requests; then\n{done.stderr}\n{lines[len(answers)]}")
    return answers


# ---- comparing ----

def same(ours, theirs):
    (kind, content), = ours.items()
    if list(theirs) != [kind]:
        return False
    other = theirs[kind]
    if kind == "double":
        a, b = float(content), float(other)
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if kind == "list":
        return len(content) == len(other) and all(map(same, content, other))
    return content == other


# name: (why it is no fault of ours, whether an expression, with the texts that it reads, and the two answers show it)
KNOWN = {
    "no number is read": ("@bufbuild/cel reads any text as a number: double('x') is NaN, uint('') is 0, duration('') is 0s",
                          lambda e, ours, theirs: ours.get("error") == "a text cannot be read as such a value"),
    "reverse": ("@bufbuild/cel 0.6.1 does not have it", lambda e, ours, theirs: theirs.get("error") == "unbound function: reverse"),
    "split with a limit": ("@bufbuild/cel loses what lies behind the limit; the suite of CEL keeps it in the last text",
                           lambda e, ours, theirs: ".split(" in e),
    "replace without a limit": ("@bufbuild/cel takes -1 for none at all; CEL takes it for all",
                                lambda e, ours, theirs: ", -1)" in e and ".replace(" in e),
    "timestamp of a number": ("@bufbuild/cel takes it for milliseconds; CEL says seconds",
                              lambda e, ours, theirs: re.search(r"timestamp\((?!['\"])", e)),
    "the first year": ("@bufbuild/cel takes the year 1 for 1901", lambda e, ours, theirs: "'0001-" in e),
    "days in a named zone": ("@bufbuild/cel counts them from 2: getDate('UTC') of the 31st is 1",
                             lambda e, ours, theirs: re.search(r"getDate\('[UE]", e)),
    "zero below zero": ("@bufbuild/cel writes -0.0 as 0; cel-go and ours write -0",
                        lambda e, ours, theirs: "string(" in e and ("-0" in json.dumps(ours) or "-(0.0)" in e)),
    "digits of a fraction": ("@bufbuild/cel writes .500 for half a second; cel-go and ours write .5",
                             lambda e, ours, theirs: "string(" in e and re.search(r"\.5s|5\.5Z|1ms", e)),
    "letters beyond the first plane": ("@bufbuild/cel counts them twice, as JavaScript does",
                                       lambda e, ours, theirs: "\U0001f600" in e),
    "looking from the end on": ("@bufbuild/cel has an error where indexOf begins at the end; cel-go finds nothing there",
                                lambda e, ours, theirs: "ndexOf(" in e and "out of bounds" in theirs.get("error", "")),
    "division of the largest uint": ("@bufbuild/cel sees an overflow there, where none is",
                                     lambda e, ours, theirs: theirs.get("error", "").startswith("int overflow during divide by")),
}


def known(expression, ours, theirs):
    return next((name for name, (_, shows) in KNOWN.items() if shows(expression, ours, theirs)), None)


def agree(ours, theirs):
    if "error" in ours or "error" in theirs:
        return "error" in ours and "error" in theirs
    return "value" in ours and same(ours["value"], theirs["value"])


def main():
    node = shutil.which("node")
    if node is None or not os.path.isdir(os.path.join(PEER, "node_modules", "@bufbuild", "cel")):
        print("skipped: node is not there, or @bufbuild/cel is not in build/npm")
        return 77
    seed, count = (int(word) for word in (sys.argv[1:3] + [SEED, COUNT][len(sys.argv[1:3]):]))
    cases = draw_cases(seed, count)
    ours = ask([DRIVER], [request(*case) for case in cases])
    theirs = ask([node, os.path.join(HERE, "peer.mjs"), PEER],
                 [json.dumps({"expression": expression, "variables": values}) for expression, values in cases])
    counts, wrong, values = {}, 0, 0
    for (expression, variables), one, other in zip(cases, ours, theirs):
        values += "value" in one
        if agree(one, other):
            continue
        used = {n: v for n, v in variables.items() if re.search(rf"\b{n}\b", expression)}
        where = json.dumps(used, ensure_ascii=False)
        name = known(expression + where, one, other)
        counts[name] = counts.get(name, 0) + 1
        if name is None:
            wrong += 1
            print(f"{expression}\n  where {where}\n  ours   {one}\n  theirs {other}")
    for name, (why, _) in KNOWN.items():
        print(f"{counts.get(name, 0):>5} differ: {name}, because {why}")
    print(f"{count} expressions, {values} have a value; {wrong} differ without a reason")
    return 1 if wrong or values < count / 3 else 0


if __name__ == "__main__":
    sys.exit(main())

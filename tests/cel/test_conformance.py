#!/usr/bin/env python3
"""Runs the public conformance suite of CEL (google/cel-spec) through the library, and prints what passed.

Every case that is left out stands in LEFT_OUT, by name, with its reason: a case that fails and is not named
there fails the test, and so does one that is named there and passes.
"""
import base64
import json
import math
import os
import subprocess
import sys

DATA = os.path.join(os.environ.get("CHARTER_TEST_DATA", "../shared/data"), "cel-conformance.json")
DRIVER = os.path.join(os.environ["BUILD_DIR"], "tests", "cel-driver")

# What the two implementations on npm pass of each profile, for comparison.
OTHERS = {"core": {"@bufbuild/cel 0.6.1": 1066, "cel-js 8.0.0": 957},
          "ext:strings": {"@bufbuild/cel 0.6.1": 206, "cel-js 8.0.0": 98}}

NO_NETWORK = "addresses of networks are nothing that a charter speaks of"
COMPUTED_PATTERN = "patterns are written out: what comes from a declaration is never one"

# file: reason, or file/section/name: reason.
LEFT_OUT = {
    "network_ext": NO_NETWORK,
    "block_ext/basic/call": COMPUTED_PATTERN,
}


def spell(value):
    """A typed value of the suite as an expression."""
    (kind, content), = value.items()
    if kind == "null":
        return "null"
    if kind == "bool":
        return "true" if content else "false"
    if kind == "int":
        return content
    if kind == "uint":
        return content + "u"
    if kind == "double":
        return f"double('{content}')"
    if kind == "string":
        return "'" + "".join(f"\\U{ord(c):08x}" for c in content) + "'"
    if kind == "bytes":
        return "b'" + "".join(f"\\x{b:02x}" for b in base64.b64decode(content)) + "'"
    if kind == "duration":
        return f"duration('{content}')"
    if kind == "list":
        return "[" + ", ".join(spell(v) for v in content) + "]"
    if kind == "map":
        return "{" + ", ".join(f"{spell(k)}: {spell(v)}" for k, v in content) + "}"
    raise ValueError(kind)


def escape(field):
    return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0")


def request(case):
    how = "check-only" if case["check_only"] else "unchecked" if case["disable_check"] else "checked"
    fields = ["case", case["container"], how, case["expr"]]
    declared = {d["ident"]: d["type"] for d in case["type_env"] if "ident" in d}
    for name in {**declared, **case["bindings"]}:
        value = case["bindings"].get(name)
        fields += ["var", name, declared.get(name, "dyn"), "-" if value is None else spell(value)]
    for function in (d for d in case["type_env"] if "function" in d):
        for o in function["overloads"]:
            fields += ["fun", function["function"], "receiver" if o["receiver"] else "global", o["result"]]
            fields += o["params"] + [";"]
    return "\t".join(escape(f) for f in fields)


def same(wanted, got):
    """Whether two typed values are the same, type by type; maps have no order, NaN is NaN here."""
    (kind, content), = wanted.items()
    if list(got) != [kind]:
        return False
    other = got[kind]
    if kind == "bytes":
        return base64.b64decode(content) == bytes.fromhex(other["hex"])
    if kind == "double":
        a, b = float(content), float(other)
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if kind == "list":
        return len(content) == len(other) and all(map(same, content, other))
    if kind == "map":
        return len(content) == len(other) and all(
            any(same(k, key) and same(v, value) for key, value in other) for k, v in content)
    return content == other


def passes(case, answer):
    expect = case["expect"]
    if "type" in expect and answer.get("type") != expect["type"]:
        return False
    if "value" in expect:
        return "value" in answer and same(expect["value"], answer["value"])
    if "error" in expect:
        return "error" in answer or ("fault" in answer and case["disable_check"])
    return "fault" not in answer


def full_name(case):
    return f"{case['file']}/{case['section']}/{case['name']}"


def reason(case):
    return LEFT_OUT.get(case["file"]) or LEFT_OUT.get(full_name(case))


def table(rows):
    for row in rows:
        print(f"{row[0]:<24}{row[1]:<26}{row[2]:>8}{row[3]:>8}{row[4]:>10}  {row[5]}")


def main():
    if not os.path.exists(DATA):
        print("skipped: cel-conformance.json is not among the test data")
        return 77
    with open(DATA, encoding="utf-8") as file:
        cases = json.load(file)
    requests = "\n".join(request(c) for c in cases) + "\n"
    run = subprocess.run([DRIVER], input=requests.encode("utf-8"), capture_output=True, check=False)
    sys.stderr.write(run.stderr.decode("utf-8", "replace"))
    answers = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    if len(answers) != len(cases):
        print(f"{len(answers)} answers to {len(cases)} cases; the next one is {full_name(cases[len(answers)])}")
        return 1

    counts, left_out, wrong = {}, {}, 0
    for case, answer in zip(cases, answers):
        good, why = passes(case, answer), reason(case)
        key = (case["file"], case["profile"])
        count = counts.setdefault(key, [0, 0, 0])
        count[0] += 1
        count[1] += good
        if good and why:
            print(f"passes, though it is left out: {full_name(case)}")
            wrong += 1
        elif not good and not why:
            print(f"fails: {full_name(case)}\n  {case['expr']}\n  wanted {case['expect']}\n  got {answer}")
            wrong += 1
        elif not good:
            count[2] += 1
            left_out.setdefault(why, []).append(full_name(case))

    table([("file", "profile", "cases", "pass", "left out", "")])
    profiles = {}
    for (name, profile), (total, good, out) in sorted(counts.items()):
        table([(name, profile, total, good, out, "")])
        sums = profiles.setdefault(profile, [0, 0, 0])
        for i, n in enumerate((total, good, out)):
            sums[i] += n
    for profile, (total, good, out) in sorted(profiles.items()):
        others = ", ".join(f"{name}: {n}" for name, n in OTHERS.get(profile, {}).items())
        table([("all", profile, total, good, out, others)])
    for why, names in left_out.items():
        print(f"left out, because {why}:\n  " + "\n  ".join(names))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

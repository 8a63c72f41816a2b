#!/usr/bin/env python3
"""The schemas and the decoder's tables know the same keys, demand the same ones and list the same words; and
documents/ uses every one of them.

The rows are read from the C sources by their form: {"name", CH_TYPE, offset, words or NULL, required}.
"""

import json
import os
import re
import sys

try:
    import core
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HERE = os.path.join(ROOT, "tests", "schema", "documents")

TABLE = re.compile(r"static const ch_field (\w+)\[\] = \{(.*?)\n?\};", re.S)
ROW = re.compile(r'\{"([^"]+)",\s*CH_(\w+),\s*[^{}]*?,\s*(NULL|\w+),\s*(true|false)\}')
WORDS = re.compile(r"const char \*const (\w+)\[\] = \{([^}]*)\}")
MATCHERS = re.compile(r"static const struct matcher \{?.*?(\w+)\[\] = \{(.*?)\n\};", re.S)

# Each C table: where the schema has it, and where documents/ uses it.
TABLES = {
    "version_keys": ("charter#", "charter", ""),
    "governance_keys": ("charter#/definitions/governance", "charter", "governance"),
    "unlisted_keys": ("charter#/definitions/unlisted", "charter", "unlisted"),
    "data_keys": ("charter#/definitions/data-class", "charter", "data/*"),
    "hosting_keys": ("charter#/definitions/hosting", "charter", "hosting/*"),
    "duty_keys": ("charter#/definitions/duty", "charter", "duties/*"),
    "tool_keys": ("charter#/definitions/tool", "charter", "tools/*"),
    "footprint_keys": ("charter#/definitions/footprint", "charter", "tools/*/footprint"),
    "activity_keys": ("charter#/definitions/activity", "charter", "activities/*"),
    "activity_tools_keys": ("charter#/definitions/activity-tools", "charter", "activities/*/tools"),
    "fact_field_keys": ("charter#/definitions/field", "charter", "fields/*"),
    "rule_keys": ("charter#/definitions/rule", "charter", "rules/*"),
    "detector_keys": ("charter#/definitions/detector", "charter", "detectors/*"),
    "context_keys": ("charter#/definitions/detector-context", "charter", "detectors/*/context"),
    "trace_keys": ("charter#/definitions/trace", "charter", "traces/*"),
    "trace_dependencies_keys": ("charter#/definitions/trace-dependencies", "charter", "traces/*/dependencies"),
    "exception_keys": ("charter#/definitions/exception", "charter", "exceptions/*"),
    "budget_keys": ("charter#/definitions/budget", "charter", "budgets/*"),
    "commitment_keys": ("charter#/definitions/commitment", "charter", "commitments/*"),
    "part_keys": ("charter#/definitions/part", "parts/entries", ""),
    "exceptions_file_keys": None,  # a part with fewer keys: no schema of its own
    "usage_keys": ("usage#/definitions/declaration", "usage", ""),
    "tool_fields": ("usage#/definitions/tool", "usage", "tool"),
    "volume_fields": ("usage#/definitions/volume", "usage", "volume"),
    "evidence_fields": ("usage#/definitions/evidence", "usage", "review"),
}

# Keys with a check of their own behind the table: what they demand, others may share (usages:) or give.
NOT_DEMANDED = {"usage_keys": {"usage", "activity", "tool"}}


def source(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return re.sub(r"\\\n", "\n", text)


def tables():
    """{table: [(key, type, words, required)]}, with ENTRY_KEYS written out."""
    found = {}
    for path in ("src/charter/read_version.c", "src/declaration/usage.c"):
        text = source(path)
        shared = re.search(r"#define ENTRY_KEYS\(type\)(.*?)\n\n", text, re.S)
        for name, rows in TABLE.findall(text):
            if shared:
                rows = re.sub(r"ENTRY_KEYS\(\w+\)", shared.group(1), rows)
            found[name] = [(key, kind, words, needed == "true") for key, kind, words, needed in ROW.findall(rows)]
            if rows.count('{"') != len(found[name]):
                raise SystemExit(f"{path}: {name} has a row of a form that this test does not know")
    return found


def words():
    return {name: re.findall(r'"([^"]+)"', body) for name, body in WORDS.findall(source("src/base/words.c"))}


class Checks:
    def __init__(self):
        self.faults = 0
        self.checked = 0
        self.schemas = {}
        for name in ("charter", "usage", "part"):
            with open(os.path.join(ROOT, "charter", "schema", f"{name}.schema.json"), encoding="utf-8") as file:
                self.schemas[name] = json.load(file)

    def same(self, what, schema, program):
        self.checked += 1
        schema, program = set(schema), set(program)
        for side, extra in (("the schema alone", schema - program), ("the program alone", program - schema)):
            if extra:
                self.faults += 1
                print(f"{what}: {side} has {', '.join(sorted(map(str, extra)))}")

    def find(self, place):
        name, _, pointer = place.partition("#")
        return core.at(self.schemas[name], pointer.split("/")[1:])

    def resolve(self, name, schema):
        while "$ref" in schema:
            schema = {**self.find(name + schema["$ref"]), **{k: v for k, v in schema.items() if k != "$ref"}}
        return schema


def check_tables(checks, rows, lists):
    checks.same("the tables of keys", [k for k in rows if k in TABLES], rows)
    for table, keys in rows.items():
        if TABLES.get(table) is None:
            continue
        schema = checks.find(TABLES[table][0])
        checks.same(table, schema["properties"], [key for key, *_ in keys])
        checks.same(f"{table}, required", schema.get("required", ()),
                    {key for key, _, _, needed in keys if needed} - NOT_DEMANDED.get(table, set()))
        for key, kind, name, _ in keys:
            if kind == "CHOICE":
                checks.same(f"{table}, words of {key}", set(schema["properties"][key]["enum"]) - {None}, lists[name])
    needed = {key for key, _, _, needed in rows["usage_keys"] if needed}
    checks.same("usage_keys, required", checks.schemas["usage"]["else"]["required"], needed)
    part = checks.find("charter#/definitions/part")["properties"]
    checks.same("exceptions_file_keys", part.keys() & {"charter", "title", "exceptions"},
                [key for key, *_ in rows["exceptions_file_keys"]])


def check_conditions(checks, lists):
    definitions = checks.schemas["charter"]["definitions"]
    linking, mapping = source("src/charter/link_version.c"), source("src/rule/mapping.c")
    slots = dict(re.findall(r'\[CH_SLOT_\w+\] = \{"([^"]+)", CH_VALUE_\w+, (\w+),', linking))
    checks.same("names of conditions", definitions["condition"]["properties"],
                [*slots, "all", "any", "not", "data", "activity", "tool"])
    for name, kind in slots.items():
        test = definitions["condition"]["properties"][name]["$ref"].rpartition("/")[2]
        value = definitions[test.replace("test-", "value-")]
        checks.same(f"words of {name}", value.get("enum", ()), lists.get(kind, ()))
    ways = {name: re.findall(r'\{"([^"]+)",', body) for name, body in MATCHERS.findall(mapping)}
    checks.same("matchers of data", definitions["test-data"]["properties"], ways["data_matchers"])
    everything = {way for name, test in definitions.items() if name.startswith("test-") and "anyOf" in test
                  for way in test["anyOf"][1]["properties"]}
    checks.same("matchers", everything, ways["matchers"])


def check_words(checks, rows, lists):
    definitions = checks.schemas["charter"]["definitions"]
    clauses = re.findall(r'clause\(\w+,\s*"([^"]+)",\s*false,\s*([^)]*)\)', source("src/charter/clause.h"))
    checks.same("clauses that can be waived", definitions["waived"]["anyOf"][0]["enum"],
                [name for name, effects in clauses if effects.strip() != "0"])
    checks.same("effects", definitions["governance"]["properties"]["approval"]["properties"], lists["ch_effect_words"])
    checks.same("statuses of an activity's tools", definitions["value-tool-status"]["enum"], lists["ch_tool_status_words"])
    vocabularies = re.findall(r'VOCABULARY\("(\w+)",', source("src/charter/read_version.c"))
    checks.same("vocabularies", [k.removesuffix("-by-id") for k in definitions if k.endswith("-by-id")], vocabularies)


def check_descriptions(checks):
    """An editor shows one for every key."""
    constraints = {"if", "then", "else", "not", "allOf"}

    def walk(name, node, path):
        for key, one in node.items() if isinstance(node, dict) else enumerate(node):
            if path and path[-1] == "properties" and not constraints & set(path) and one.keys() != {"not"}:
                checks.checked += 1
                if not checks.resolve(name, one).get("description", "").endswith("."):
                    checks.faults += 1
                    print(f"{name}: {'/'.join(map(str, path))}/{key} has no description")
            if isinstance(one, (dict, list)) and key not in ("examples", "defaultSnippets", "enum"):
                walk(name, one, (*path, key))

    for name, schema in checks.schemas.items():
        walk(name, schema, ())


def check_shared(checks):
    """Both files define the values that they share alike."""
    one, other = (checks.schemas[name]["definitions"] for name in ("charter", "usage"))
    for name in ("text", "name", "needed-name", "names", "date"):
        checks.same(f"the definition {name}", [json.dumps(one[name])], [json.dumps(other[name])])


def used(document, pattern):
    """The keys of the maps of a document at a path with stars."""
    maps = [document]
    for step in filter(None, pattern.split("/")):
        maps = [inner for one in maps if isinstance(one, dict)
                for inner in (one.values() if step == "*" else [one.get(step)])]
    return {key for one in maps if isinstance(one, dict) for key in one}


def check_documents(checks, rows):
    def load(name):
        with open(os.path.join(HERE, f"{name}.yaml"), encoding="utf-8") as file:
            return core.read(file.read())

    for table, keys in rows.items():
        if TABLES.get(table) is None:
            continue
        _, document, path = TABLES[table]
        there = set().union(*(used(one, path) for one in load(document)))
        checks.same(f"documents/{document}.yaml, {table}", {k for k in there if not k.startswith("x-")},
                    {key for key, kind, *_ in keys if kind != "LATER"})

    def names(node):
        if isinstance(node, dict):
            for key, one in node.items():
                yield key
                yield from names(one)
        elif isinstance(node, list):
            for one in node:
                yield from names(one)

    asked = set(names([[rule["when"], rule.get("require")]
                       for rule in load("charter")[0]["rules"].values()]))
    known = checks.schemas["charter"]["definitions"]["condition"]["properties"]
    checks.same("documents/charter.yaml, names of conditions", asked & set(known), known)


def main():
    checks, rows, lists = Checks(), tables(), words()
    check_tables(checks, rows, lists)
    check_conditions(checks, lists)
    check_words(checks, rows, lists)
    check_descriptions(checks)
    check_shared(checks)
    check_documents(checks, rows)
    print(f"{checks.checked} checks, {checks.faults} faults")
    return 1 if checks.faults else 0


if __name__ == "__main__":
    sys.exit(main())

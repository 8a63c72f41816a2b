#!/usr/bin/env python3
"""The schemas and the program's tables know the same keys, demand the same ones and list the same words; and
documents/ uses every one of them.
"""

import json
import os
import sys

try:
    import core
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HERE = os.path.join(ROOT, "tests", "schema", "documents")

sys.path.insert(0, os.path.join(ROOT, "tests", "harness"))
from tables import tables

# Each table of keys: where the schema has it, and where documents/ uses it.
TABLES = {
    "charter": ("charter#", "charter", ""),
    "governance": ("charter#/definitions/governance", "charter", "governance"),
    "unlisted": ("charter#/definitions/unlisted", "charter", "unlisted"),
    "data-class": ("charter#/definitions/data-class", "charter", "data/*"),
    "hosting": ("charter#/definitions/hosting", "charter", "hosting/*"),
    "duty": ("charter#/definitions/duty", "charter", "duties/*"),
    "tool": ("charter#/definitions/tool", "charter", "tools/*"),
    "footprint": ("charter#/definitions/footprint", "charter", "tools/*/footprint"),
    "activity": ("charter#/definitions/activity", "charter", "activities/*"),
    "activity-tools": ("charter#/definitions/activity-tools", "charter", "activities/*/tools"),
    "field": ("charter#/definitions/field", "charter", "fields/*"),
    "rule": ("charter#/definitions/rule", "charter", "rules/*"),
    "detector": ("charter#/definitions/detector", "charter", "detectors/*"),
    "detector-context": ("charter#/definitions/detector-context", "charter", "detectors/*/context"),
    "trace": ("charter#/definitions/trace", "charter", "traces/*"),
    "trace-dependencies": ("charter#/definitions/trace-dependencies", "charter", "traces/*/dependencies"),
    "exception": ("charter#/definitions/exception", "charter", "exceptions/*"),
    "budget": ("charter#/definitions/budget", "charter", "budgets/*"),
    "catalogued-tool": ("charter#/definitions/catalogued-tool", "parts/entries", "catalogue/*"),
    "commitment": ("charter#/definitions/commitment", "charter", "commitments/*"),
    "part": ("charter#/definitions/part", "parts/entries", ""),
    "exceptions-file": None,  # a part with fewer keys: no schema of its own
    "declaration": ("usage#/definitions/declaration", "usage", ""),
    "declared-tool": ("usage#/definitions/tool", "usage", "tool"),
    "volume": ("usage#/definitions/volume", "usage", "volume"),
    "evidence": ("usage#/definitions/evidence", "usage", "review"),
}

# Keys with a check of their own behind the table: what they demand, others may share (usages:) or give.
NOT_DEMANDED = {"declaration": {"usage", "activity", "tool"}}


def rows_of(known):
    """{table: [(key, type, words, required)]}; those of intake mappings are tests/docs's."""
    return {name: [(row["key"], row["type"], row["words"], row["required"]) for row in rows]
            for name, rows in known["keys"].items() if not name.startswith("intake")}


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
            if kind == "choice":
                checks.same(f"{table}, words of {key}", set(schema["properties"][key]["enum"]) - {None}, lists[name])
    needed = {key for key, _, _, needed in rows["declaration"] if needed}
    checks.same("declaration, required", checks.schemas["usage"]["else"]["required"], needed)
    part = checks.find("charter#/definitions/part")["properties"]
    checks.same("exceptions-file", part.keys() & {"charter", "title", "exceptions"},
                [key for key, *_ in rows["exceptions-file"]])


def check_conditions(checks, known):
    definitions, lists = checks.schemas["charter"]["definitions"], known["words"]
    slots = {row["name"]: row["words"] for row in known["names"]}
    checks.same("names of conditions", definitions["condition"]["properties"],
                [*slots, "all", "any", "not", "data", "activity", "tool"])
    for name, kind in slots.items():
        test = definitions["condition"]["properties"][name]["$ref"].rpartition("/")[2]
        value = definitions[test.replace("test-", "value-")]
        checks.same(f"words of {name}", value.get("enum", ()), lists.get(kind, ()))
    checks.same("matchers of data", definitions["test-data"]["properties"], known["matchers-of-data"])
    everything = {way for name, test in definitions.items() if name.startswith("test-") and "anyOf" in test
                  for way in test["anyOf"][1]["properties"]}
    checks.same("matchers", everything, known["matchers"])


def check_words(checks, known):
    definitions = checks.schemas["charter"]["definitions"]
    checks.same("clauses that can be waived", definitions["waived"]["anyOf"][0]["enum"],
                [row["id"] for row in known["clauses"] if row["effects"] and not row["family"]])
    checks.same("effects", definitions["governance"]["properties"]["approval"]["properties"], known["words"]["effect"])
    checks.same("statuses of an activity's tools", definitions["value-tool-status"]["enum"], known["words"]["tool-status"])
    checks.same("vocabularies", [k.removesuffix("-by-id") for k in definitions if k.endswith("-by-id")],
                [row["key"] for row in known["vocabularies"]])


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
                    {key for key, kind, *_ in keys if kind != "later"})

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
    known = tables()
    if known is None:
        print("skipped: there is no program $CHARTER_CHECK")
        return 77
    checks, rows = Checks(), rows_of(known)
    check_tables(checks, rows, known["words"])
    check_conditions(checks, known)
    check_words(checks, known)
    check_descriptions(checks)
    check_shared(checks)
    check_documents(checks, rows)
    print(f"{checks.checked} checks, {checks.faults} faults")
    return 1 if checks.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""schemas: the JSON Schemas of what the program reads.

A skeleton (`*.json` beside this file) has what no table of the program says: descriptions, shapes within shapes. What a
table says is not in it. An object of a skeleton may have, beside the words of JSON Schema:

    "$keys": TABLE          the keys of a table of the program: its properties, which of them are required, no others.
                            `properties` then holds what is said of each, and its shape where its type is not enough
    "$shared": [NAME]       definitions of shared.json
    "$vocabularies": true   a definition NAME-by-id for each vocabulary
    "$tests": {MATCHER: …}  definitions of what conditions compare names with
    "$names": true          a property for each name that conditions read
    "$words": LIST          `enum`, the words of a list; with "$none": true, null too
    "$limit": NAME          the number of that bound
    "$waivable": true       `enum`, the clauses that an exception may name
    "$checks": true         `examples`, the checks of detectors
    "$not-required": [KEY]  beside "$keys": keys whose want is told in another way
    "$any": true            of a key: any value

and at its top "$types", the shape of each type of the program ("TYPE!" where the key is required), "$meanings", what
each word of a list means, and "$null": true where null is an absent key. In texts, `<<LIST,>>` is a list, with that sign
between.
"""

import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH = 120
SHAPES = ("$ref", "type", "enum", "anyOf", "allOf")
KINDS = {"text": "text", "bool": "answer", "int": "whole", "date": "date"}  # of names, and their values' definitions
VALUE_WORDS = ("type", "pattern", "minimum", "maximum")


class Wrong(Exception):
    """A skeleton and the program do not fit."""


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


class Schema:
    def __init__(self, known, skeleton):
        self.known = known
        self.skeleton = load(skeleton)
        self.shared = load("shared.json")
        self.types = self.skeleton.pop("$types")
        self.meanings = {name: dict(one) for name, one in self.skeleton.pop("$meanings", {}).items()}
        self.null = self.skeleton.pop("$null", False)
        self.entry = [row["key"] for row in known["keys"]["commitment"]]

    def made(self):
        return self.expand(self.skeleton)

    # ---- texts ----

    def named_list(self, name):
        kind, _, of = name.partition(":")
        if kind == "words":
            return self.known["words"][of]
        if kind == "keys":
            return [row["key"] for row in self.known["keys"][of]]
        if kind == "checks":
            return [word for word in self.known["checks"] if ">=" not in word]
        if kind == "intake-paths":
            return [re.escape(path) for path in self.known["intake-paths"]]
        raise Wrong(f"there is no list {name}")

    def text(self, text):
        return re.sub(r"<<([\w:-]+)([,|])>>", lambda found: found[2].join(self.named_list(found[1])), text)

    # ---- objects ----

    def expand(self, node):
        if isinstance(node, str):
            return self.text(node)
        if isinstance(node, list):
            return [self.expand(one) for one in node]
        if not isinstance(node, dict):
            return node
        if "$limit" in node:
            return self.known["limits"][node["$limit"]]
        made = {}
        for word, one in node.items():
            if word == "$keys":
                made.update(self.keys(one, node))
            elif word == "$shared":
                made.update({name: self.expand(self.shared[name]) for name in one})
            elif word == "$vocabularies":
                made.update(self.vocabularies())
            elif word == "$tests":
                made.update(self.tests(one))
            elif word == "$names":
                made.update(self.names(node["properties"]))
            elif word == "$words":
                made["enum"] = self.known["words"][one] + ([None] if node.get("$none") else [])
            elif word == "$waivable":
                made["enum"] = [row["id"] for row in self.known["clauses"] if row["effects"] and not row["family"]]
            elif word == "$checks":
                made["examples"] = self.known["checks"]
            elif not word.startswith("$") or word.startswith("${") or word in ("$schema", "$comment", "$ref"):
                if word != "properties" or not ("$keys" in node or "$names" in node):
                    made[word] = self.expand(one)
            elif word not in ("$none", "$not-required", "$any"):
                raise Wrong(f"there is no word {word}")
        return made

    def keys(self, table, node):
        rows, said = self.known["keys"][table], dict(node.get("properties", {}))
        needed = [row["key"] for row in rows if row["required"] and row["key"] not in node.get("$not-required", ())]
        properties = {row["key"]: self.property(table, row, said.pop(row["key"], None)) for row in rows}
        if said:
            raise Wrong(f"the program's table {table} has no key {', '.join(said)}")
        made = {"properties": properties, "patternProperties": {"^x-": True}, "additionalProperties": False}
        return {"required": needed, **made} if needed else made

    def property(self, table, row, said):
        key = row["key"]
        if said is None and key in self.entry:
            return {"$ref": f"#/definitions/{key}"}
        if said is None:
            raise Wrong(f"nothing says what the key {key} of {table} is for")
        of_any, said = "$any" in said, self.expand(said)
        if of_any or any(word in said for word in SHAPES):
            return said
        return {**self.shape(table, row), **said}

    def shape(self, table, row):
        kind, needed = row["type"], row["required"]
        if kind == "choice":
            return self.choice(row["words"], self.null and not needed)
        if kind == "ignored" and any(one["key"] == row["key"] for one in self.known["vocabularies"]):
            return {"$ref": f"#/definitions/{row['key']}-by-id"}
        shape = self.types.get(kind + "!" if needed else kind, self.types.get(kind))
        if shape is None:
            raise Wrong(f"nothing says what shape the key {row['key']} of {table} has")
        return self.expand(shape)

    def choice(self, name, null):
        words = self.known["words"][name]
        made = {"enum": words + ([None] if null else [])}
        meanings = self.meanings.get(name)
        if meanings is not None:
            if list(meanings) != words:
                raise Wrong(f"the meanings of {name} are not those of {', '.join(words)}")
            made["enumDescriptions"] = list(meanings.values()) + (["Absent."] if null else [])
        return made

    def vocabularies(self):
        return {f"{one['key']}-by-id": {"type": ["object", "null"],
                                        "propertyNames": {"$ref": f"#/definitions/{one['ids']}-form"},
                                        "additionalProperties": {"$ref": f"#/definitions/{one['keys']}"},
                                        "maxProperties": one["most"]}
                for one in self.known["vocabularies"]}

    # ---- conditions ----

    def kind_of(self, row):
        return row["words"] or KINDS[row["type"]]

    def names(self, said):
        said = dict(said)
        made = {}
        for row in self.known["names"]:
            if row["name"] not in said:
                raise Wrong(f"nothing says what {row['name']} is")
            made[row["name"]] = {"$ref": f"#/definitions/test-{self.kind_of(row)}", **said.pop(row["name"])}
        for word in self.known["logic"]:
            if word not in said:
                raise Wrong(f"nothing says what {word} is in a condition")
        return {"properties": {**said, **made}}

    def value(self, kind):
        """What a name of this kind is compared with, null aside."""
        if kind in self.known["words"]:
            return {"enum": list(self.known["words"][kind])}
        if kind == "fact":
            kind = "text"
        whole = {**self.skeleton["definitions"], **self.shared}[kind]
        value = {word: whole[word] for word in VALUE_WORDS if word in whole}
        types = [one for one in value["type"] if one != "null"]
        return {**value, "type": types if len(types) > 1 else types[0]}

    def tests(self, matchers):
        if list(matchers) != self.known["matchers"]:
            raise Wrong(f"the matchers are {', '.join(self.known['matchers'])}, not {', '.join(matchers)}")
        kinds = {self.kind_of(row): row["type"] for row in self.known["names"]}
        made = {}
        for kind, of in {**kinds, "fact": None}.items():
            value = self.value(kind)
            made[f"value-{kind}"] = value
            made[f"value-{kind}-or-none"] = with_null(value)
            ways = {name: self.way(kind, way) for name, way in matchers.items()
                    if of is None or of in way.get("$for", (of,))}
            made[f"test-{kind}"] = {
                "description": "A value that it must equal, or ways to compare it, all of which must hold.",
                "anyOf": [{"$ref": f"#/definitions/value-{kind}-or-none"},
                          {"type": "object", "properties": ways, "additionalProperties": False}]}
        return made

    def way(self, kind, way):
        text = json.dumps({word: one for word, one in way.items() if word != "$for"})
        return json.loads(text.replace("<<kind>>", kind))


def with_null(value):
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*types, "null"]}


# ---- how JSON is laid out ----

def flat(node):
    return json.dumps(node, ensure_ascii=False)


def lines(node, indent, before, behind):
    """An object or an array stands in one line where it fits."""
    line = " " * indent + before + flat(node) + behind
    if len(line) <= WIDTH and indent > 0 or not isinstance(node, (dict, list)) or not node:
        return [line]
    items = list(node.items()) if isinstance(node, dict) else [(None, one) for one in node]
    opened, closed = "{}" if isinstance(node, dict) else "[]"
    made = [" " * indent + before + opened]
    for number, (key, one) in enumerate(items):
        made += lines(one, indent + 2, "" if key is None else flat(key) + ": ", "," if number + 1 < len(items) else "")
    return [*made, " " * indent + closed + behind]


def laid_out(schema):
    return "\n".join(lines(schema, 0, "", "")) + "\n"


def files(known):
    """{path: text}"""
    made = {}
    for name in ("charter", "usage", "intake"):
        made[f"charter/schema/{name}.schema.json"] = laid_out(Schema(known, f"{name}.json").made())
    return made

#!/usr/bin/env python3
"""What the schemas accept or refuse of a document's shape, so does the program.

Valid documents (the shipped charters and samples, and documents/, which use every key) are changed in every small way
(mutations.py) and shown to both. Only shape counts: the table SHAPE says which of the program's complaints are about
it. A document whose only complaints are others, such as a reference to nothing, counts as accepted.

    test_shape.py [--all]     --all draws every mutation of the shipped documents too, and takes a while
"""

import concurrent.futures
import functools
import glob
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import warnings
import zlib

warnings.simplefilter("ignore", DeprecationWarning)
try:
    import jsonschema

    import core
    import mutations
except ModuleNotFoundError as missing:
    print(f"skipped: Python has no package {missing.name} (python3-{missing.name})")
    sys.exit(77)

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("CHARTER_CHECK", "")
HERE = os.path.join(ROOT, "tests", "schema", "documents")
CHARTERS_AT_ONCE = 10    # the program shows a thousand faults of one input, and any two charters overlap
CROWD = 20               # mutated entries in one charter
DOCUMENTS_AT_ONCE = 400  # it gives up a stream at a thousand broken documents
SHARES = 8               # of a charter's mutations, for processes side by side
DRAWN = 1 if os.environ.get("CHARTER_BRIEF") else 3  # mutations a node of the shipped documents, of which there are many

# ---- which complaints are about shape ----

# Names whose words the language lists, and not the charter.
FIXED_WORDS = {"usage.output": {"internal", "public", "decision"},
               "usage.autonomy": {"suggest", "assist", "supervised", "autonomous"},
               "usage.stage": {"planned", "in-use", "done"}, "activity.status": {"allowed", "restricted", "banned"},
               "tool.status": {"recommended", "approved", "tolerated", "banned"}}


def names_a_fact(step):
    return isinstance(step, str) and step.startswith("facts.")


def about_field(path, value):
    """A value that the charter's own fields give its type."""
    if isinstance(value, (dict, list)):
        return False
    inside = path[2:] if path[:1] == ("usages",) else path
    if len(inside) > 1 and inside[0] == "facts":
        return True
    if path and path[-1] in ("not", "at-least", "at-most"):
        return len(path) > 1 and names_a_fact(path[-2])
    if len(path) > 2 and path[-2] in ("in", "not-in"):
        return names_a_fact(path[-3])
    return bool(path) and names_a_fact(path[-1])


def value_type(path, value):
    return not about_field(path, value)


def key_unknown(path, value):
    """`facts.zzz` in a condition is known where the charter has such a field."""
    return not (path and names_a_fact(path[-1]))


def condition_form(path, value):
    """Which ways compare a fact is said by its field."""
    return not (len(path) > 1 and names_a_fact(path[-2]))


def condition_never(path, value):
    """An empty list, or a word that there is not; that two good comparisons exclude each other is beyond shape."""
    return value == [] or any(step in FIXED_WORDS and str(value) not in FIXED_WORDS[step] for step in path)


def reference_unknown(path, value):
    """The clauses that every charter has are words of the language."""
    return "waives" in path and not str(value).startswith(("duty.", "rule."))


def fact_unknown(path, value):
    """No field holds a list or a mapping."""
    return isinstance(value, (dict, list))


def value_form(path, value):
    """An interval of two good figures, of which the first is the higher one, has its shape."""
    if not (path and path[-1] in ("energy-wh", "co2-g", "water-ml")):
        return True
    interval = jsonschema.Draft7Validator(SCHEMAS["charter"].schema["definitions"]["interval"])
    return not (interval.is_valid(value) and float(value[0]) > float(value[1]))


def holds_condition(path):
    """Whether a path leads to a condition: `not` may also be a matcher of a name."""
    if not path:
        return False
    if isinstance(path[-1], int):
        return len(path) > 1 and path[-2] in ("all", "any")
    return path[-1] in ("when", "require", "for") or (path[-1] == "not" and holds_condition(path[:-1]))


def in_cel(path, value):
    """Whether a complaint is about a condition that is a text, which no schema reads."""
    return holds_condition(path) and isinstance(value, (str, int, float))


# A function is asked with the path that the complaint is about and the value there.
SHAPE = {
    "key.unknown": key_unknown,
    "key.missing": True,
    "key.unsupported": True,
    "value.type": value_type,
    "value.form": value_form,
    "value.choice": value_type,
    "value.empty": True,
    "id.form": True,
    "condition.form": condition_form,
    "condition.syntax": False,
    "condition.type": False,
    "condition.cost": False,
    "condition.silent": False,
    "condition.never": condition_never,
    "intake.sheet": False,
    "limit.cost": False,
    "run.stopped": False,
    "input.empty": True,
    "input.passed-over": False,
    "input.twice": False,
    "reference.unknown": reference_unknown,
    "reference.cycle": False,
    "key.duplicate": False,
    "name.ambiguous": False,
    "name.unlisted": False,
    "dates.order": False,
    "dates.overlap": False,
    "pattern.invalid": False,
    "detector.example": False,
    "fact.unknown": fact_unknown,
    "approval.lacking": False,
    "include.place": False,
    "input.unreadable": False,
    "lint.activity-unserved": False,
    "lint.class-unserved": False,
    "lint.exception-broad": False,
    "lint.exception-idle": False,
    "lint.exception-lapsing": False,
    "lint.ignore-form": False,
    "lint.ignore-unused": False,
    "lint.name-barred": False,
    "lint.name-caught": False,
    "lint.no-alternative": False,
    "lint.no-because": False,
    "lint.past": False,
    "lint.rule-always": False,
    "lint.rule-never": False,
    "lint.silence": False,
    "lint.unused": False,
}

# ---- documents ----

# Tables whose entries may stand side by side with others that are like them.
CROWDED = ("commitments", "data", "hosting", "duties", "tools", "activities", "rules", "detectors", "traces", "exceptions",
           "budgets")


class Document:
    """One document as both see it. `line` is where the program finds its first line."""

    def __init__(self, base, path, what, tree):
        self.base, self.path, self.what, self.tree = base, path, what, tree
        self.line = 1
        self.forget()

    @functools.cached_property
    def written(self):
        return core.write(self.tree, WRITTEN)

    @property
    def text(self):
        return self.written[0]

    def forget(self):
        self.complaints, self.told = [], False

    def complain(self, error):
        row = error["line"] - self.line
        paths = self.written[1]
        self.complain_at(error, paths[row] if 0 <= row < len(paths) else ())

    def complain_at(self, error, path):
        self.told = True
        if error["code"] not in SHAPE:
            raise SystemExit(f"{self}: the program says {error['code']}, which the table SHAPE does not have: "
                             f"{error['message']}")
        judge, value = SHAPE[error["code"]], core.at(self.tree, path)
        if in_cel(path, value):
            return
        if judge(path, value) if callable(judge) else judge:
            self.complaints.append(f"{error['code']} at /{'/'.join(map(str, path))}: {error['message']}")

    def __str__(self):
        return f"{self.base.name} /{'/'.join(map(str, self.path))} {self.what}"


class Crowd(Document):
    """One charter for many documents that differ from their base within an entry: each entry beside the base's own."""

    def __init__(self, documents):
        self.documents = documents
        base, self.owners = documents[0].base, {}
        tree = dict(base.tree)
        for number, document in enumerate(documents):
            table, name = document.path[:2]
            self.owners[table, f"{name}-{number}"] = document
            tree[table] = {**tree[table], f"{name}-{number}": document.tree[table][name]}
        super().__init__(base, (), f"with {len(documents)} entries more", tree)

    @staticmethod
    def takes(document):
        return document.base.kind != "usage" and len(document.path) > 2 and document.path[0] in CROWDED

    def forget(self):
        for document in self.documents:
            document.forget()

    def complain_at(self, error, path):
        owner = self.owners.get(path[:2])
        if owner:
            owner.complain_at(error, (*owner.path[:2], *path[2:]))


class Base:
    """A valid document that mutations start from."""

    def __init__(self, name, tree, kind, charter=None, whole=False):
        self.name, self.tree, self.kind, self.charter, self.whole = name, tree, kind, charter, whole

    def unchanged(self):
        return Document(self, (), "unchanged", self.tree)

    def changed(self):
        for path, node in mutations.nodes(self.tree):
            every = list(mutations.of_node(self.tree, path, node))
            if not self.whole:
                draw = random.Random(zlib.crc32(f"{self.name}{path}".encode()))
                every = draw.sample(every, DRAWN)
            yield from every


def load(path):
    with open(path, encoding="utf-8") as file:
        return core.read(file.read())


def relative(path):
    return os.path.relpath(path, ROOT)


def one_of_each(tree):
    """Of each vocabulary, entries that together have every key: a long charter says little twice. Fields all stay:
    what a condition may say of a fact is theirs to say; and so do the names of activities, since what else a condition
    says is not looked at where it names one that there is not."""
    out = dict(tree)
    for key, entries in tree.items():
        if key in ("commitments", "data", "hosting", "duties", "tools", "activities", "rules", "exceptions", "budgets"):
            seen = set()
            kept = {}
            for name, entry in entries.items():
                new = {"/".join("*" if isinstance(s, int) else s for s in path) for path, _ in mutations.nodes(entry)}
                if new - seen:
                    kept[name] = entry
                    seen |= new
                elif key == "activities":
                    kept[name] = {"status": entry["status"]}
            out[key] = kept
    return out


def bases(whole):
    own = os.path.join(HERE, "charter.yaml")
    yield Base(relative(own), load(own)[0], "charter", whole=True)
    part = os.path.join(HERE, "parts", "entries.yaml")
    yield Base(relative(part), load(part)[0], "part", whole=True)
    usages = os.path.join(HERE, "usage.yaml")
    for number, tree in enumerate(load(usages), 1):
        yield Base(f"{relative(usages)}, document {number}", tree, "usage", own, whole=True)
    shipped = [path for path in sorted(glob.glob(os.path.join(ROOT, "charter", "*.yaml"))) if not path.endswith(".cases.yaml")]
    for path in shipped:
        tree = load(path)[0]
        if "id" not in tree:
            continue  # a part, for charters to include
        yield Base(relative(path), tree if whole else one_of_each(tree), "charter", whole=whole)
    for path in sorted(glob.glob(os.path.join(ROOT, "charter", "samples", "**", "*.yaml"), recursive=True)):
        folder = os.path.basename(os.path.dirname(path))
        charter = os.path.join(ROOT, "charter", f"{'statistics-institute' if folder == 'samples' else folder}.yaml")
        for number, tree in enumerate(load(path), 1):
            yield Base(f"{relative(path)}, document {number}", tree, "usage", charter, whole=whole)


# ---- the program's answer ----


def run(charter, usage):
    environment = {**os.environ, "LC_ALL": "C"}
    with tempfile.TemporaryFile() as told:  # a pipe would be emptied in bits
        done = subprocess.run([PROGRAM, "--format", "ndjson", "--at", "2026-11-02", "--charter", charter, usage],
                              stdout=subprocess.PIPE, stderr=told, env=environment, check=False)
        if done.returncode not in (0, 1, 2) or told.tell() and not done.stdout:
            told.seek(0)
            raise SystemExit(f"the program failed ({done.returncode}): {told.read().decode(errors='replace')}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class TooMany(Exception):
    """The program left faults out."""


def ask_charters(documents):
    """Charters side by side in a folder: each fault says of which file it is."""
    by_file = {}
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "parts"))
        for part in ("parts/entries.yaml", "parts/mapping.yaml"):
            with open(os.path.join(HERE, part), encoding="utf-8") as file:
                put(folder, part, file.read())
        put(folder, "usage.txt", "usage: 1\nactivity: a\ntool: t\n")
        for number, document in enumerate(documents):
            name = f"{number:04}.yaml"
            if document.base.kind == "part":
                put(folder, name, f"charter: 1\nid: whole\ngovernance: {{colleges: [users, deciders]}}\ninclude: parts/{name}\n"
                                  "data: {public: }\n")
                name = "parts/" + name
            put(folder, name, document.text)
            by_file[os.path.join(folder, name)] = document
        for answer in run(folder, os.path.join(folder, "usage.txt")):
            error = answer.get("error")
            if error is None:
                continue
            if error["code"] == "limit.faults" or error["code"].startswith("limit.") and error["file"] not in by_file:
                raise TooMany
            if error["file"] in by_file:
                by_file[error["file"]].complain(error)


def put(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def ask_declarations(documents):
    """Declarations as documents of one stream: each answer says on which line."""
    lines, text = [], []
    for document in documents:
        lines.append(sum(map(len, text), 0))
        text.append(["---", *document.text.splitlines()])
        document.line = lines[-1] + 2
    answered = set()
    with tempfile.TemporaryDirectory() as folder:
        put(folder, "usage.yaml", "\n".join(line for one in text for line in one) + "\n")
        for answer in run(documents[0].base.charter, os.path.join(folder, "usage.yaml")):
            if "error" in answer:
                raise SystemExit(f"a declaration's fault is told of the whole stream: {answer['error']}")
            if "verdict" not in answer:
                continue
            number = sum(1 for line in lines if line < answer["line"]) - 1
            answered.add(number)
            for error in answer["errors"]:
                documents[number].complain(error)
    for number, document in enumerate(documents):
        if number not in answered:
            raise SystemExit(f"{document}: the program gives no verdict")


def ask(documents):
    asked = ask_declarations if documents[0].base.kind == "usage" else ask_charters
    try:
        asked(documents)
    except TooMany:
        for document in documents:
            document.forget()
        half = len(documents) // 2
        if not half:
            raise SystemExit(f"{documents[0]}: the program left faults out") from None
        ask(documents[:half])
        ask(documents[half:])


def ask_many(documents):
    for some in batches(documents, DOCUMENTS_AT_ONCE if documents[0].base.kind == "usage" else CHARTERS_AT_ONCE):
        ask(some)


def ask_crowds(documents):
    """Some faults keep the program from looking for others, so those of whom it says nothing are asked again until it
    says nothing of anybody: then each has been told what it would be told alone."""
    silent = documents
    while silent:
        documents = silent
        ask_many([Crowd(some) for some in batches(documents, CROWD)])
        silent = [document for document in documents if not document.told]
        if len(silent) == len(documents):
            return


def batches(documents, size):
    return [documents[first:first + size] for first in range(0, len(documents), size)]


# ---- the schemas' answer ----

# A mutation shares with its base all but the way to one value: what is accepted of the base's own nodes is found out
# once. {id of a node: the ids of the schemas that accept it}; the base is kept, and so are its ids.
ACCEPTED = {}
WRITTEN = {}  # the same for their lines


def begin(base):
    nodes = [id(node) for _, node in mutations.nodes(base.tree)]
    ACCEPTED.clear()
    ACCEPTED.update((node, set()) for node in nodes)
    WRITTEN.clear()
    WRITTEN.update(dict.fromkeys(nodes, ()))


def asked_once(key, instance, ask):
    """The faults that `ask()` finds of `instance`: none where `key` has already accepted it."""
    accepting = ACCEPTED.get(id(instance), ())
    if key in accepting:
        return ()
    faults = list(ask() or ())
    if not faults and id(instance) in ACCEPTED:
        accepting.add(key)
    return faults


def definition(validator, reference, instance, schema):
    """The keyword $ref, with a memory."""
    ask = jsonschema.Draft7Validator.VALIDATORS["$ref"]
    return asked_once(reference, instance, lambda: ask(validator, reference, instance, schema))


def members(validator, schemas, instance, schema):
    """The keyword properties, with a memory."""
    for name in instance if isinstance(instance, dict) else ():
        if name in schemas:
            yield from asked_once(id(schemas[name]), instance[name], lambda name=name: validator.descend(
                instance[name], schemas[name], path=name, schema_path=name))


def validators():
    def load_schema(name):
        with open(os.path.join(ROOT, "charter", "schema", f"{name}.schema.json"), encoding="utf-8") as file:
            return json.load(file)

    charter, usage, part = map(load_schema, ("charter", "usage", "part"))
    # An editor follows the path to the other file; here the two are one.
    inner = json.loads(json.dumps(part).replace("charter.schema.json#", "#"))
    schemas = {"charter": charter, "usage": usage, "part": {**inner, "definitions": charter["definitions"]}}
    for schema in (charter, usage, part):
        jsonschema.Draft7Validator.check_schema(schema)
    remembering = jsonschema.validators.extend(jsonschema.Draft7Validator,
                                                 {"$ref": definition, "properties": members})
    return {kind: remembering(schema) for kind, schema in schemas.items()}


SCHEMAS = validators()


def accepts(document):
    return SCHEMAS[document.base.kind].is_valid(document.tree)


def refusal(document):
    """Why the schema refuses a document."""
    error = jsonschema.exceptions.best_match(SCHEMAS[document.base.kind].iter_errors(document.tree))
    return f"at /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


# ---- both ----


def compare(documents):
    """The disagreements on some documents of one base, as lines to print."""
    crowded = [document for document in documents if Crowd.takes(document)]
    alone = [document for document in documents if not Crowd.takes(document)]
    if alone:
        ask_many(alone)
    ask_crowds(crowded)
    out = []
    for document in documents:
        accepted = accepts(document)
        if accepted != (not document.complaints):
            out.append(f"{document}\n    schema:  {'accepts' if accepted else refusal(document)}\n"
                       f"    program: {'; '.join(document.complaints) or 'accepts'}")
    return out


def compare_share(base, share, shares):
    """A process's share of a base's mutations: documents are made where they are compared."""
    begin(base)
    documents = [Document(base, *one) for one in itertools.islice(base.changed(), share, None, shares)]
    return compare(documents), len(documents)


def check_reading():
    """YAML 1.2's core schema, and not PyYAML's."""
    read = core.read("{a: 010, b: no, c: 2026-01-01, d: , e: 'true', f: 1.5, g: True, h: 1_000, i: 12:30, j: 0o17, 1: ~}")
    if read != [{"a": 10, "b": "no", "c": "2026-01-01", "d": None, "e": "true", "f": 1.5, "g": True, "h": "1_000",
                 "i": "12:30", "j": 15, "1": None}]:
        raise SystemExit(f"YAML is not read as YAML 1.2's core schema says: {read}")


def check_writing(base):
    if core.read(core.write(base.tree)[0]) != [base.tree]:
        raise SystemExit(f"{base.name}: what is written is not what was read")


def main():
    if not os.access(PROGRAM, os.X_OK):
        print(f"skipped: there is no program {PROGRAM or '$CHARTER_CHECK'}")
        return 77
    check_reading()
    compared, disagreements = 0, []
    tasks = []
    for base in bases("--all" in sys.argv[1:]):
        check_writing(base)
        unchanged = base.unchanged()
        disagreements += compare([unchanged])
        compared += 1
        if unchanged.complaints:
            continue  # the samples show an invalid one too
        shares = SHARES if base.kind == "charter" else 1
        tasks += [(base, share, shares) for share in range(shares)]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for found, count in pool.map(compare_share, *zip(*tasks)):
            disagreements += found
            compared += count
    print(*disagreements, sep="\n", end="\n" if disagreements else "")
    print(f"{compared} documents, {len(disagreements)} disagreements")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())

"""mutations: every small wrong (or right) step away from a document.

Each is (path, what, document); documents share the parts that a mutation leaves alone.
"""

NEW_VALUES = (
    None, True, "false", 0, 12, -1, 1.5, "010", "word", "", "2026-03-31", "2026-02-30", ["word"], [], [None],
    {"word": 1}, {}, "BANNED",
)
NEW_KEYS = (("zzz-unknown", "word"), ("zzz-unknown", None), ("x-own", "word"), ("x-own", [{"a": 1}]))
RESERVED = (("extends", "word"),)  # for a document's own mapping


def replaced(tree, path, new):
    """`tree` with `new(value)` at `path`."""
    if not path:
        return new(tree)
    copy = tree.copy()
    copy[path[0]] = replaced(tree[path[0]], path[1:], new)
    return copy


def without(collection, step):
    copy = collection.copy()
    del copy[step]
    return copy


def renamed(mapping, key, name):
    return {(name if k == key else k): v for k, v in mapping.items()}


def nodes(tree, path=()):
    yield path, tree
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, child in pairs:
        yield from nodes(child, (*path, step))


def same(one, other):
    return type(one) is type(other) and one == other


def of_node(tree, path, node):
    """The mutations of one node: its value, its key, the keys within it."""
    for new in NEW_VALUES:
        if not same(new, node):
            yield path, f"= {new!r}", replaced(tree, path, lambda _, new=new: new)
    if path:
        parent, step = path[:-1], path[-1]
        yield path, "removed", replaced(tree, parent, lambda inside: without(inside, step))
        if isinstance(step, str):
            for name in (step + "q", step.upper()):
                if name != step:
                    yield path, f"key {name}", replaced(tree, parent, lambda inside, name=name: renamed(inside, step, name))
    if isinstance(node, dict):
        for key, new in NEW_KEYS if path else NEW_KEYS + RESERVED:
            yield path, f"+ {key}: {new!r}", replaced(tree, path, lambda inside, key=key, new=new: {**inside, key: new})


def of_document(tree):
    for path, node in nodes(tree):
        yield from of_node(tree, path, node)

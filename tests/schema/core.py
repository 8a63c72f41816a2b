"""core: YAML as an editor's validator sees it, and documents whose every line has a path.

`read` gives plain scalars the types of YAML 1.2's core schema (10.3.2): dates stay texts, `no` and `1_000` too.
PyYAML's own loaders follow YAML 1.1. `write` is its opposite: one key or one item a line, block style, so that a
line of a complaint leads back to the value that it is about.
"""

import json
import math
import re

import yaml

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

NULL = re.compile(r"|~|null|Null|NULL")
BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
WHOLE = re.compile(r"[-+]?[0-9]+")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
ENDLESS = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
NOT_A_NUMBER = re.compile(r"\.(?:nan|NaN|NAN)")

# What may stand without quotes; a colon or a sharp inside would need a closer look.
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/@-]*( [A-Za-z0-9._/@-]+)*")


def plain(text):
    """What a scalar without quotes is."""
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    if BASED.fullmatch(text):
        return int(text, 0)
    if FLOAT.fullmatch(text):
        return float(text)
    if ENDLESS.fullmatch(text):
        return -math.inf if text.startswith("-") else math.inf
    return math.nan if NOT_A_NUMBER.fullmatch(text) else text


def value(node):
    if isinstance(node, yaml.MappingNode):
        return {key.value: value(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value(one) for one in node.value]
    return node.value if node.style else plain(node.value)


def read(text):
    """The documents of a stream."""
    return [value(node) for node in yaml.compose_all(text, Loader=Loader) if node is not None]


def scalar(one):
    """The spelling that `read` gives back as `one`: without quotes wherever that is so."""
    if not isinstance(one, str):
        return json.dumps(one)
    if SAFE.fullmatch(one) and plain(one) == one:
        return one
    return json.dumps(one, ensure_ascii=False)


def block(one, path, known):
    """The lines of what a list or a map that is not empty makes, and their paths."""
    kept = known.get(id(one))
    if kept and kept[0] == path:
        return kept[1:]
    lines, paths = [], []
    pairs = one.items() if isinstance(one, dict) else enumerate(one)
    for step, child in pairs:
        lead = "  " * len(path) + (scalar(step) + ":" if isinstance(one, dict) else "-")
        here = (*path, step)
        paths.append(here)
        if isinstance(child, (dict, list)) and child:
            lines.append(lead)
            for whole, inside in zip((lines, paths), block(child, here, known)):
                whole += inside
        else:
            lines.append(f"{lead} {leaf(child)}")
    if kept == ():
        known[id(one)] = (path, lines, paths)
    return lines, paths


def leaf(one):
    return {dict: "{}", list: "[]"}.get(type(one)) or scalar(one)


def write(tree, known=None):
    """The text of a document, and the path of each of its lines. `known` remembers the blocks of nodes that many
    documents share: {id of a node: ()} to begin with."""
    if isinstance(tree, (dict, list)) and tree:
        lines, paths = block(tree, (), {} if known is None else known)
    else:
        lines, paths = [leaf(tree)], [()]
    return "\n".join(lines) + "\n", paths


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree

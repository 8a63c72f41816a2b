"""emit: dicts to YAML, in as many spellings as the reading rules say are equal.

Block mappings down to a depth drawn at random, flow below; scalars plain, single or
double quoted at random, since types come from the schema and quotes change none.
Nulls are written as nulls, never quoted.
"""

import json
import re

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LOOKS_NULL = re.compile(r"(?i)null")


class Emitter:
    def __init__(self, rng, comments=False):
        self.rng = rng
        self.comments = comments

    def document(self, mapping):
        """The YAML text of one document, without its `---`."""
        depth = self.rng.choice((1, 2, 3, 4))
        return "".join(self._block(mapping, 0, depth))

    def _block(self, mapping, indent, depth):
        for key, value in mapping.items():
            yield from self._comment_line(indent)
            head = " " * indent + self.scalar(key, is_key=True) + ":"
            if isinstance(value, dict) and value and depth > 1:
                yield head + self._tail_comment() + "\n"
                yield from self._block(value, indent + 2, depth - 1)
            elif isinstance(value, list) and value and depth > 1 and self.rng.random() < 0.3:
                yield head + "\n"
                yield from (f"{' ' * indent}- {self.flow(v)}\n" for v in value)
            elif value is None:
                yield head + self.rng.choice((" null", " ~", "")) + "\n"
            else:
                yield f"{head} {self.flow(value)}{self._tail_comment()}\n"

    def _comment_line(self, indent):
        if self.comments and self.rng.random() < 0.4:
            yield " " * indent + self.rng.choice(("# note", "#", "# a: [b", "# 'é")) + "\n"

    def _tail_comment(self):
        return " # why not: {" if self.comments and self.rng.random() < 0.3 else ""

    def flow(self, value):
        if isinstance(value, dict):
            pairs = (f"{self.scalar(k, is_key=True)}: {self.flow(v)}" for k, v in value.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(v) for v in value) + "]"
        if value is None:
            return "null"
        return self.scalar(value)

    def scalar(self, value, is_key=False):
        if not isinstance(value, str):
            return self._quoted_at_times(json.dumps(value))
        style = self.rng.random()
        if PLAIN.fullmatch(value) and not LOOKS_NULL.fullmatch(value) and (is_key or style < 0.6):
            return value
        if style < 0.8 and "\n" not in value and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=style > 0.9 and all(ord(c) < 0x10000 for c in value))

    def _quoted_at_times(self, word):
        return f'"{word}"' if self.rng.random() < 0.05 else word

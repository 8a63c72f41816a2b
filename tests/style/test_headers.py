#!/usr/bin/env python3
"""Headers are contracts: each prototype, or the group of prototypes that it stands in, has a sentence."""
# once: the same sources in every build

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"/\*.*?\*/", re.S)
PROTOTYPE = re.compile(r"^(?!#|typedef|static|struct|enum|union|extern|_Static_assert|\s)[\w \*]*?\b([a-z]\w+)\(", re.M)


def groups(text):
    """What stands between blank lines, outside of braces and comments."""
    group, depth, comment = [], 0, False
    for line in text.split("\n"):
        if not line.strip() and depth == 0 and not comment:
            if group:
                yield "\n".join(group)
            group = []
            continue
        group.append(line)
        comment = (comment or "/*" in line) and line.rfind("*/") < max(0, line.rfind("/*"))
        depth += line.count("{") - line.count("}")


class Headers(unittest.TestCase):
    def test_every_prototype_has_a_sentence(self):
        silent, told = [], 0
        for path in sorted([*ROOT.glob("src/**/*.h"), *ROOT.glob("include/**/*.h")]):
            for group in groups(path.read_text(encoding="utf-8")):
                names = PROTOTYPE.findall(COMMENT.sub("", group))
                if names and "/*" not in group:
                    silent.append(f"{path.relative_to(ROOT)}: {names[0]}")
                told += len(names)
        self.assertGreater(told, 500)
        self.assertEqual(silent, [])

    def test_every_header_begins_with_what_it_is_for(self):
        for path in sorted([*ROOT.glob("src/**/*.h"), *ROOT.glob("include/**/*.h")]):
            with self.subTest(path.name):
                self.assertTrue(path.read_text(encoding="utf-8").startswith("/* "), path)


if __name__ == "__main__":
    unittest.main()

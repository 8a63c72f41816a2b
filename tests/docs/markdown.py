"""markdown: the little of it that the tests of the manuals read: fences, marked tables, headings, links."""

import os
import re
from dataclasses import dataclass

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MANUALS = ("README.md", "docs/charter.md", "docs/rules.md", "docs/verdicts.md", "docs/guide.fr.md",
           "docs/intake.md", "docs/audit.md", "docs/scan.md", "docs/charter.fr.md", "docs/audit.fr.md", "docs/page.md",
           "docs/page.fr.md", "docs/cases.md", "docs/prove.md")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


@dataclass
class Fence:
    """A block between lines ``` : the words behind the first of them, its lines, and where they begin (from 0)."""
    words: list
    lines: list
    first: int

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def fences(text):
    found, current = [], None
    for number, line in enumerate(text.split("\n")):
        if current is None and line.startswith("```"):
            current = Fence(line[3:].split(), [], number + 1)
        elif current is not None and line == "```":
            found.append(current)
            current = None
        elif current is not None:
            current.lines.append(line)
    assert current is None, f"the block of line {current.first} is never closed"
    return found


def plain(cell):
    """A cell's words: without code marks and emphasis, a link by its text alone; one in brackets is left out."""
    cell = re.sub(r" \(\[[^\]]*\]\([^)]*\)\)", "", cell)
    cell = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell)
    return re.sub(r"`([^`]*)`|\*(\w+)\*", r"\1\2", cell).strip()


def prose(text):
    """The lines that stand outside of blocks."""
    inside, lines = False, []
    for line in text.split("\n"):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            lines.append(line)
    return lines


def tables(text, kind):
    """{name: [first cell's words in code, …]} of the tables behind `<!-- kind: name -->`, or `<!-- kind -->`."""
    found, name, rows = {}, None, 0
    for line in prose(text):
        mark = re.fullmatch(r"<!-- (\w+)(?:: (.+))? -->", line)
        if mark and mark[1] == kind:
            name, rows = mark[2] or kind, 0
            assert name not in found, f"two tables {name}"
            found[name] = []
        elif name and line.startswith("|"):
            rows += 1
            if rows > 2:
                found[name].append([cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
        else:
            name = None
    return found


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


def headings(text):
    return [line.lstrip("#").strip() for line in prose(text) if re.match(r"#+ ", line)]


def anchors(text):
    """As GitHub makes them from headings."""
    seen = {}
    for heading in headings(text):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        seen[slug] = seen.get(slug, -1) + 1
        yield slug if seen[slug] == 0 else f"{slug}-{seen[slug]}"


def links(text):
    """The targets of links and images, without those of the web."""
    whole = re.sub(r"`[^`\n]*`", "", "\n".join(prose(text)))
    for target in re.findall(r"\]\(([^)\s]+)\)", whole):
        if not re.match(r"[a-z]+:", target):
            yield target

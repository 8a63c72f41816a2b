"""slips: the small slips that a C source could hold, one line each.

What a line means is told by its tokens alone, comments and texts blanked: nothing here parses C. What comes of it
that does not compile, or compiles to the same object, is thrown away by who asks.
"""

import re
from collections import namedtuple

Mutant = namedtuple("Mutant", "line before after kind")  # line from 1; the whole line before and after

RELATIONS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
RELATION = re.compile(r"(?<![<>=!\-+*/&|^])(<=|>=|==|!=|<|>)(?![<>=])")
LOGIC = re.compile(r"&&|\|\|")
NOT = re.compile(r"(?<![\w)\]=])!(?!=)")
CONDITION = re.compile(r"\b(?:if|while) \(")
NUMBER = re.compile(r"(?<![\w.'])(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)(?![\w.])")
ARRAY = re.compile(r"^\s*[\w\s*]+\w(\[\w+\])+(;| = |,)")  # a declaration: how much room there is, no more
# How much more memory is asked for than is needed: nothing that anybody could see.
GROWTH = re.compile(r"== 0 \? \d+ : .*(\* 2|2 \*)|\bcalloc\(1, |\bneeded \* 2\b")
TRUTH = re.compile(r"\b(true|false)\b")
WORD = re.compile(r"\b[A-Z][A-Z0-9_]{2,}\b")
STATEMENT = re.compile(r"^\s*(?:return\b.*|break|continue|goto \w+|\(void\).*|\*?\(?[a-zA-Z_][\w.\->\[\]()*&+ ]*?"
                       r"(?:\+\+|--| [-+*/|&^%]?= .*| (?:<<|>>)= .*|\(.*\)));$")
DECLARED = re.compile(r"^\s*(?:const |static |unsigned |struct |enum |typedef |extern )|^\s*\w+ \*?\w+( =|;|\[)")
ROW = re.compile(r"^\s*(?:\{.*\},?|\[\w+\] = .*,|case [^:]+:.*)$")
ENUM = re.compile(r"\benum\s*\w*\s*\{([^}]*)\}")


def blanked(text):
    """`text` with comments, texts, characters and preprocessor lines blanked: of `#define NAME NUMBER` the number stays."""
    def blank(match):
        token = match.group(0)
        if token.startswith("#") and re.match(r"#\s*define \w+ \(?\d+[uUlL]*\)?$", token):
            at = token.rindex(" ")
            return " " * at + token[at:]
        return re.sub(r"[^\n]", " ", token) if token[0] != '"' else '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'
    pattern = r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?m:^)[ \t]*\#(?:\\\n|[^\n])*"""
    return re.sub(pattern, blank, text, flags=re.S | re.X)


def families(sources):
    """{word of an enumeration: its neighbours}; an enumeration of computed values is no family."""
    neighbours = {}
    for text in sources:
        for match in ENUM.finditer(blanked(text)):
            rows = [row.strip() for row in match.group(1).split(",") if row.strip()]
            words = [row.split("=")[0].strip() for row in rows]
            if len(words) < 2 or sum("=" in row for row in rows) > 1:
                continue
            for i, word in enumerate(words):
                neighbours[word] = tuple(dict.fromkeys((words[i - 1], words[(i + 1) % len(words)])))
    return neighbours


def closing(line, at):
    """Where the bracket that opens at `at` closes on this line, or -1."""
    depth = 0
    for i in range(at, len(line)):
        depth += (line[i] == "(") - (line[i] == ")")
        if depth == 0:
            return i
    return -1


def numbers_beside(word, suffix):
    value = int(word, 0)
    spell = hex if word[:2].lower() == "0x" else str
    return [spell(value + step) + suffix for step in (1, -1) if value + step >= 0]


def replacements(line, others):
    """(start, end, new text, kind) for each slip within a line; `line` is blanked."""
    for m in RELATION.finditer(line):
        if m.group(1) in "<>" and line[m.start() - 1:m.start() + 2].count(" ") < 2:
            continue  # no operator of ours stands without its blanks
        for other in RELATIONS[m.group(1)]:
            yield (*m.span(1), other, "relation")
    for m in LOGIC.finditer(line):
        yield (*m.span(), "||" if m.group() == "&&" else "&&", "logic")
    for m in NOT.finditer(line):
        yield (*m.span(), "", "negation")
    for m in CONDITION.finditer(line):
        end = closing(line, m.end() - 1)
        if end > 0:
            yield (m.end(), end, None, "negation")
    if not ARRAY.match(line) and not GROWTH.search(line):
        for m in NUMBER.finditer(line):
            if line[m.start() - 1:m.end() + 1] != "{0}":
                for other in numbers_beside(m.group(1), m.group(2)):
                    yield (*m.span(), other, "constant")
    for m in TRUTH.finditer(line):
        yield (*m.span(), "false" if m.group() == "true" else "true", "truth")
    for m in WORD.finditer(line):
        for other in others.get(m.group(), ()):
            yield (*m.span(), other, "word")


def is_statement(lines, i):
    """Whether line i of blanked lines is a whole statement that could be left out."""
    line = lines[i]
    if not STATEMENT.match(line) or DECLARED.match(line) and not re.match(r"^\s*(return|goto)\b", line):
        return False
    if re.match(r"^    return\b", line) and lines[i + 1:i + 2] == ["}"]:
        return False  # a function's last
    above = next((lines[k].rstrip() for k in range(i - 1, -1, -1) if lines[k].strip()), "")
    return above.endswith((";", "{", "}", ":", "else")) or above.endswith(")") and bool(
        re.match(r"^\s*(\} )?(else )?(if|for|while|switch)\b", above) or above.count(")") > above.count("("))


def is_in_enum(blank, offset):
    return any(m.start() <= offset < m.end() for m in ENUM.finditer(blank))


def mutants(text, others):
    """Every mutant of a source, in the order of its lines."""
    blank = blanked(text)
    lines, shown, offset = text.split("\n"), blank.split("\n"), 0
    for i, (line, bare) in enumerate(zip(lines, shown)):
        start, offset = offset, offset + len(line) + 1
        if not bare.strip() or "assert" in bare or is_in_enum(blank, start):
            continue
        for at, end, new, kind in replacements(bare, others):
            new = f"!({line[at:end]})" if new is None else new
            yield Mutant(i + 1, line, line[:at] + new + line[end:], kind)
        if is_statement(shown, i):
            yield Mutant(i + 1, line, line[:len(line) - len(line.lstrip())] + ";", "statement")
        elif ROW.match(bare.rstrip()) and not bare.startswith("}"):
            yield Mutant(i + 1, line, "", "row")

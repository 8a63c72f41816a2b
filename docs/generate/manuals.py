"""manuals: the reference tables of the manuals, and the option lists of the manual page.

Which rows there are, in which order where it means something, what is required, words and figures come from the
program. What a row says of itself is written where it is read, in the manual, and kept. A row that is new has nothing to
say yet, which is told until somebody has written it.

A table of a manual stands behind `<!-- KIND -->` or `<!-- KIND: NAME -->`.
"""

import re

from schemas import Wrong

PAGE = "docs/charter-check.1"
MIB = 1 << 20


# ---- tables ----


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def row_of(words):
    return "| " + " | ".join(words) + " |" if words[-1] else "| " + " | ".join(words).rstrip() + " |"


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


def code_cell(words):
    return ", ".join(f"`{word}`" for word in words)


def fit(rows, wanted, ordered):
    """The rows, of which the first cell names some of `wanted`: without those that are not, with those that lack."""
    width = len(rows[0])
    kept = []
    for row in rows:
        names = [name for name in codes(row[0]) if name in wanted]
        if names == codes(row[0]):
            kept.append((names, row))
        elif names:
            kept.append((names, [code_cell(names), *row[1:]]))
    there = {name for names, _ in kept for name in names}
    for number, name in enumerate(wanted):
        if name in there:
            continue
        before = set(wanted[:number])
        place = max((at + 1 for at, (names, _) in enumerate(kept) if before & set(names)), default=0)
        kept.insert(place, ([name], [code_cell([name]), *[""] * (width - 1)]))
    if ordered:
        kept.sort(key=lambda one: wanted.index(one[0][0]))
    return kept


class Tables:
    required = "**required**: "

    def __init__(self, known):
        self.known = known
        self.path = None  # of the manual that is rewritten
        self.entry = {row["key"] for row in known["keys"]["commitment"]}

    def own_rows(self, name):
        rows = self.known["keys"][name]
        if not self.entry < {row["key"] for row in rows}:
            return rows
        return [row for row in rows if row["key"] not in self.entry]

    def made(self, kind, name, rows):
        """The rows of a table, or None where it is not one of the program's."""
        if kind == "limits":
            return self.limits(rows)
        if kind in ("verdicts", "outcomes", "effects"):
            return [row for _, row in fit(rows, self.known[kind], True)]
        if kind == "codes":
            return [row for _, row in fit(rows, self.known["codes"], False)]
        if kind == "clauses":
            wanted = [row["id"] + ("ID" if row["family"] else "") for row in self.known["clauses"]]
            return [row for _, row in fit(rows, wanted, True)]
        if kind == "functions":
            return [[f"`{one['name']}`", "; ".join(f"`{signature(one['name'], types)}`" for types in one["types"])]
                    for one in self.known["functions"] if re.fullmatch(r"[\w.]+", one["name"]) and one["name"][0] != "_"]
        return self.keys(name, rows) if kind == "keys" else None

    def keys(self, name, rows):
        if name == "names":
            return self.names(rows)
        if name in ("matchers", "matchers-of-data"):
            return [row for _, row in fit(rows, self.known[name], False)]
        if name == "later":
            wanted = [row["key"] for rows in self.known["keys"].values() for row in rows if row["type"] == "later"]
            return [row for _, row in fit(rows, wanted, False)]
        if name not in self.known["keys"]:
            raise Wrong(f"the program has no table of keys {name}")
        own = [row for row in self.own_rows(name) if row["type"] != "later"]
        needed = {row["key"] for row in own if row["required"]}
        return [[row[0], self.with_required(row[1], set(names) <= needed), *row[2:]]
                for names, row in fit(rows, [row["key"] for row in own], False)]

    def with_required(self, text, needed):
        bare = text.removeprefix(self.required).removeprefix(self.required.rstrip(": \u00a0"))
        return self.required + bare if needed and bare else bare

    def names(self, rows):
        of = {row["name"]: row for row in self.known["names"]}
        made = []
        for names, row in fit(rows, list(of), False):
            words = self.known["words"].get(of[names[0]]["words"])
            if words:
                between = " < " if of[names[0]]["type"] == "rank" else ", "
                row = [*row[:2], between.join(f"`{word}`" for word in words)]
            made.append(row)
        return made

    # ---- figures ----

    def figures(self):
        """What the first cell of a row of limits begins with, and its figure."""
        most = self.known["limits"]
        vocabularies = {one["key"]: one["most"] for one in self.known["vocabularies"]}
        return {
            "one file of a charter": mib(most["charter-file-bytes"]),
            "one document of declarations": f"{mib(most['document-bytes'])}, or `--max-bytes`",
            "depth of lists and mappings": one_of(most["charter-depth"], most["document-depth"]),
            "values in one file of a charter": f"{most['charter-values']:,}",
            "values in one document of declarations": f"{most['document-values']:,}",
            "one text": f"{most['text-bytes']:,} bytes",
            "one name": f"{most['name-bytes']:,} bytes",
            "one pattern of `matches`": f"{most['pattern-bytes']:,} bytes",
            "classes of data, hostings": one_of(most["set-members"], *(vocabularies[key] for key in (
                "data", "hosting", "duties", "fields", "detectors"))) + " of each",
            "tools, activities": one_of(*(vocabularies[key] for key in (
                "tools", "activities", "rules", "traces", "exceptions", "commitments"))) + " of each",
            "uses in one page": f"{most['page-uses']:,}",
            "included files": f"{most['charter-files']}",
            "one file that is looked into for traces": mib(most["traced-file-bytes"]),
            "commits that are read for traces": f"{most['commits']:,}, or `--commits`",
            "one list of inputs": mib(most["list-bytes"]),
            "names in one list of inputs": f"{most['list-names']:,}",
            "one file that is sent": f"{mib(most['sent-file-bytes'])}; {mib(most['sent-total-bytes'])} and "
                                     f"{most['sent-files']} files a declaration",
            "steps of a detector's pattern": f"{most['pattern-place-steps']:,}",
            "one text in CEL": f"{most['expression-depth']} nested operations, {most['expression-values']:,} values",
            "cost of one text in CEL": f"{most['expression-cost']:,} steps",
            "what one text in CEL makes": mib(most["expression-memory-bytes"]),
            "steps of a tool's pattern": f"{most['pattern-steps']:,}",
            "ways in which": f"{most['pattern-states']:,}",
            "memory of one pattern": mib(most["pattern-memory-bytes"]),
            "faults shown": f"{most['diagnostics']:,}",
            "documents of one file that cannot be read": f"{most['broken-documents']:,}",
            "what is read of one input": f"{mib(most['input-bytes'])}, or `--max-input-bytes`",
            "declarations of one input": f"{most['input-declarations']:,}, or `--max-declarations`",
            "invalid declarations of one input": f"{most['input-faults']:,}, or `--max-faults`",
            "what detectors look through": f"{mib(most['input-scanned-bytes'])}, or `--max-scanned-bytes`",
            "all inputs of a run": f"{most['run-inputs']} times as much",
        }

    def limits(self, rows):
        figures, made, told = self.figures(), [], set()
        for row in rows:
            found = max((name for name in figures if row[0].startswith(name)), key=len, default=None)
            if found is None:
                raise Wrong(f"{self.path}: the program has no limit \"{row[0]}\"")
            made.append([row[0], figures[found], *row[2:]])
            told.add(found)
        for name in figures.keys() - told:
            raise Wrong(f"{self.path}: a row of limits lacks: {name}")
        return made

    def rewritten(self, path, text):
        self.path, lines, out, inside = path, text.split("\n"), [], False
        while lines:
            line = lines.pop(0)
            out.append(line)
            inside = inside != line.startswith("```")
            mark = None if inside else re.fullmatch(r"<!-- ([\w-]+)(?:: (.+))? -->", line)
            if not mark or not lines or not lines[0].startswith("|"):
                continue
            table = []
            while lines and lines[0].startswith("|"):
                table.append(lines.pop(0))
            rows = [cells(row) for row in table[2:]]
            made = self.made(mark[1], mark[2], rows)
            for row in made or ():
                if not row[1]:
                    be_silent(path, row[0])
            out += table if made is None or made == rows else table[:2] + [row_of(row) for row in made]
        return "\n".join(out)


SILENT = []


def be_silent(path, what):
    """What is told once everything is written."""
    SILENT.append(f"{path}: say what {what} is")


def mib(count):
    return f"{count // MIB} MiB"


def one_of(*figures):
    """The figure that all of them are."""
    if len(set(figures)) != 1:
        raise Wrong(f"docs/charter.md has one figure for {figures}")
    return f"{figures[0]:,}"


# ---- functions of CEL ----

LETTERS = {"i": "int", "u": "uint", "d": "double", "s": "string", "b": "bool", "y": "bytes", "t": "timestamp",
           "p": "duration", "n": "null", "v": "dyn"}
MADE_OF = {"L": ("list", 1), "M": ("map", 2), "O": ("optional", 1), "T": ("type", 1)}


def type_of(letters):
    """The first type of a row of letters, and the letters behind it (src/cel/functions.c)."""
    first, rest = letters[0], letters[1:]
    if first not in MADE_OF:
        return LETTERS.get(first, first), rest
    (name, count), inner = MADE_OF[first], []
    for _ in range(count):
        one, rest = type_of(rest)
        inner.append(one)
    return f"{name}({', '.join(inner)})", rest


def types_of(letters):
    found = []
    while letters:
        one, letters = type_of(letters)
        found.append(one)
    return found


def signature(name, types):
    """`string.charAt(int) → string` of "s.i:s"."""
    takes, _, gives = types.partition(":")
    receiver, dot, others = takes.rpartition(".")
    before = f"{types_of(receiver)[0]}." if dot else ""
    return f"{before}{name}({', '.join(types_of(others))}) → {types_of(gives)[0]}"


# ---- the manual page ----

ARGUMENTS = {"DIR": "folder", "REV": "revision", "HEX": "hash", "N": "N", "YYYY-MM-DD": "YYYY-MM-DD", "-": "Fl"}


def argument(option, names):
    words = option["argument"]
    if words is None:
        return ""
    if words == words.lower() and words != "-":
        return " Cm " + " | ".join(words.split("|"))
    if "=" in words:
        first, second = words.split("=")
        return f" Ar {names.get(first, first.lower())} Ns = Ns Ar {names.get(second, second.lower())}"
    return " Ar " + " | ".join(names.get(word, word.lower()) for word in words.split("|"))


def heading(option, names=ARGUMENTS):
    letter = f"Fl {option['letter']} , " if option["letter"] else ""
    return f".It {letter}Fl -{option['name']}{argument(option, names)}"


def option_named(line):
    found = re.match(r"\.It (?:Fl \w , )?Fl -([\w-]+)", line)
    return found and found[1]


def items(lines, name_of):
    """[(name, its lines)] of a list's body; lists within are its items' own."""
    found, depth = [], 0
    for line in lines:
        depth += (line.startswith(".Bl ")) - (line == ".El")
        if depth == 0 and line.startswith(".It "):
            found.append((name_of(line), []))
        if not found:
            raise Wrong(f"{PAGE}: {line} stands before the first item of its list")
        found[-1][1].append(line)
    return found


def end_of_list(lines, begin):
    depth = 0
    for number in range(begin, len(lines)):
        depth += (lines[number].startswith(".Bl ")) - (lines[number] == ".El")
        if depth == 0:
            return number
    raise Wrong(f"{PAGE}: a list has no end")


def with_formats(body, formats, command):
    """The list of formats within what is said of --format."""
    begin = next((number for number, line in enumerate(body) if line.startswith(".Bl ")), None)
    if begin is None:
        return body
    end = end_of_list(body, begin)
    said = dict(items(body[begin + 1:end], lambda line: line.removeprefix(".It Cm ")))
    made = []
    for one in formats:
        own = said.get(one["name"], [f".It Cm {one['name']}"])
        if len(own) < 2:
            be_silent(PAGE, f"the format {one['name']} of {command}")
        made += own
    return body[:begin + 1] + made + body[end:]


class Page:
    def __init__(self, known):
        self.commands = {one["name"]: one for one in known["commands"] if not one["hidden"]}
        self.main = known["commands"][0]["name"]

    def rewritten(self, text):
        lines = text.split("\n")
        begin, end = lines.index(".Sh OPTIONS"), lines.index(".Sh ENVIRONMENT")
        blocks = self.blocks(lines[begin + 1:end])
        if [name for name, _ in blocks] != list(self.commands):
            raise Wrong(f"{PAGE}: OPTIONS has the commands {', '.join(name for name, _ in blocks)}")
        made = [line for name, block in blocks for line in self.block(name, block)]
        return "\n".join(lines[:begin + 1] + made + lines[end:])

    def blocks(self, lines):
        found = [(self.main, [])]
        for line in lines:
            if line.startswith(".Ss Options of "):
                found.append((line.split()[-1], []))
            found[-1][1].append(line)
        return found

    def block(self, name, lines):
        command = self.commands[name]
        options = {option["name"]: option for option in command["options"]}
        begin = next((number for number, line in enumerate(lines) if line == ".Bl -tag -width Ds"), None)
        end = begin if begin is None else end_of_list(lines, begin)
        own = [] if begin is None else items(lines[begin + 1:end], option_named)
        alike = [number for number, line in enumerate(lines) if re.match(r"\.Fl -[\w-]+ [,.]$", line)
                 and (end is None or number > end)]
        named = [lines[number].split()[1].removeprefix("-") for number in alike]
        mains = {option["name"]: option for option in self.commands[self.main]["options"]}
        said = dict(own)
        for option in options:
            if option not in said and option not in named:
                if alike and options[option] == mains.get(option):
                    named.append(option)
                else:
                    said[option] = [heading(options[option])]
        made = []
        for option in options:
            if option in said:
                made += self.item(command, options[option], said[option])
        if begin is not None:
            lines = lines[:begin + 1] + made + lines[end:]
        elif made:
            raise Wrong(f"{PAGE}: the options of {name} have no list")
        return self.with_alike(lines, [option for option in options if option in named], begin)

    def item(self, command, option, said):
        if len(said) < 2:
            be_silent(PAGE, f"--{option['name']} of {command['name']}")
        body = with_formats(said[1:], command["formats"], command["name"]) if option["name"] == "format" else said[1:]
        return [heading(option), *body]

    @staticmethod
    def with_alike(lines, named, begin):
        after = 0 if begin is None else end_of_list(lines, begin)
        places = [number for number, line in enumerate(lines)
                  if number > after and re.match(r"\.Fl -[\w-]+ [,.]$", line)]
        if not places:
            return lines
        made = [f".Fl -{option} {'.' if option == named[-1] else ','}" for option in named]
        return lines[:places[0]] + made + lines[places[-1] + 1:]


def files(known, read):
    """{path: text}"""
    del SILENT[:]
    tables = Tables(known)
    made = {path: tables.rewritten(path, read(path))
            for path in ("README.md", "docs/charter.md", "docs/intake.md", "docs/rules.md", "docs/verdicts.md")}
    made[PAGE] = Page(known).rewritten(read(PAGE))
    return made

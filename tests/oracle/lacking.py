"""lacking: the design's *Missing*, by the oracle's own reading, and by doing what the program says.

Of each verdict: the list is whole and in order; what it asks for could change something; a line to paste keeps all
else; and filling in what is asked for, round after round, leaves nothing unknown that a person could have said.
"""

import itertools
import json
import math
import re
import textwrap
from dataclasses import replace

import fillings
import oracle
from conditions import names_tested
from emit import Emitter
from fillings import OTHER
from values import names_nobody, without_nulls

ROUNDS = 12
TRIES = 400        # combinations of values of what is asked for, of one declaration
OPEN = "…"         # what only a person knows, in a line to paste
LEFT_OPEN = ("number", "date")   # of which it is no value: the declaration is then invalid
AUTHOR, REVIEWER = "Zelda Quiroga", "Wanda Ypsilanti"
NAMES = {"activity.unlisted": "activity", "tool.unlisted": "tool", "data.unlisted": "data"}


# --- what is asked for, by the oracle -------------------------------------------

def names_asked(case, judged):
    """Names that mean nothing: of the data every one."""
    for finding in judged.findings:
        key = NAMES.get(finding.clause)
        if key and finding.outcome == oracle.BREACHED:
            yield from [(key, [finding.clause])] * (len(case.strangers) if key == "data" else 1)


def with_author(case):
    return replace(case, usage={**case.usage, "author": AUTHOR}, notes=None)


def evidence_asked(case, judged, due):
    """(key, duty, whether it is a name): open duties. Evidence that lacks an author alone is not asked for again."""
    for duty in judged.duties:
        entry = case.charter.section("duties")[duty.id]
        if duty.met or duty.due != due:
            continue
        nobody = entry.get("by-another") is True and names_nobody(case.usage.get("author", ""))
        if not nobody or not oracle.duty_is_met(with_author(case), duty.id, entry):
            yield oracle.as_list(entry.get("evidence", f"evidence.{duty.id}"))[0], f"duty.{duty.id}"
        if nobody:
            yield "usage.author", f"duty.{duty.id}"


def asked_for(case, judged):
    """[(key, the clauses that ask)], in the order in which a person is asked. An author is asked for once."""
    asked = [*names_asked(case, judged)]
    facts = {n: list(dict.fromkeys(c)) for n, c in fillings.missing_facts(case, judged).items()}
    asked += facts.items()
    for due in ("before", "after"):
        for key, clause in evidence_asked(case, judged, due):
            if key == "usage.author" and key in facts:
                facts[key].append(clause)
            else:
                asked.append((key, [clause]))
                if key == "usage.author":
                    facts[key] = asked[-1][1]
    return asked


def fault_of_list(case, judged, verdict):
    wanted = [[k, sorted(c)] for k, c in asked_for(case, judged)]
    got = [[m["key"], sorted(m["asked-by"])] for m in verdict["missing"] if m["path"] is not None]
    return None if wanted == got else ("the list", wanted, got)


# --- what is asked for could change something --------------------------------------

def everything(case):
    judged = oracle.judge_case(case)
    return judged.findings, judged.duties


def values_tried(case, name):
    """None where they cannot be listed: texts that a pattern finds."""
    entries = [e.get(k, {}) for kind in ("rules", "exceptions") for e in case.charter.section(kind).values()
               for k in ("when", "require", "for")]
    return None if any(name in names_tested(e, "matches") for e in entries) else fillings.values_of(case, name)


def fault_of_need(case, verdict):
    """An entry of which no value changes a finding or a duty, with any values of the others and of what their rules
    will ask for; None where these are too many."""
    rules = case.charter.section("rules")
    facts = [m for m in verdict["missing"] if m["path"] is not None and m["type"] != "evidence"
             and m["key"] != "usage.author" and not set(m["asked-by"]) & set(NAMES)]
    asking = [rules[c.removeprefix("rule.")] for m in facts for c in m["asked-by"] if c.startswith("rule.")]
    later = set().union(*(names_tested(r.get("require", {}), None) for r in asking))
    keys = [m["key"] for m in facts]
    tried = {name: values_tried(case, name) for name in dict.fromkeys((*keys, *fillings.declarable(case, later)))}
    if None in tried.values():
        return None
    for name in keys:
        others = [[(other, v) for v in (None, *tried[other])] for other in tried if other != name]
        if math.prod(map(len, others)) * len(tried[name]) > TRIES:
            return None
        if not any(changes(case, name, tried[name], beside) for beside in itertools.product(*others)):
            return "an entry that changes nothing", name, tried
    return None


def changes(case, name, values, beside):
    for other, value in beside:
        case = case if value is None else fillings.filled(case, other, value)
    now = everything(case)
    return any(everything(fillings.filled(case, name, v)) != now for v in values)


# --- filling in --------------------------------------------------------------------

def at_pointer(path):
    return path[1:].split("/")



def put(declaration, entry, value):
    """The declaration with a value where an entry asks for it; evidence stands beside what is there."""
    top, *rest = at_pointer(entry["path"])
    have = declaration.get(top)
    if entry["key"] == "tool.model":
        return fillings.with_value(declaration, "tool.model", value)
    if entry["type"] == "evidence" and top != "facts":
        if rest:
            inside = {k: v for k, v in (have or {}).items() if v is not None}
            return {**declaration, top: {**inside, rest[0]: beside(inside.get(rest[0]), value)}}
        return {**declaration, top: beside(have, value)}
    if top == "data" and rest:
        return {**declaration, top: [value if str(n) == rest[0] else v for n, v in enumerate(have)]}
    if rest:
        return {**declaration, top: {**(have or {}), rest[0]: value}}
    return {**declaration, top: value}


def says_nothing(piece):
    said = {"ref", "id", "by", "on"}
    return piece in (None, False) or (isinstance(piece, dict) and not set(without_nulls(piece)) & said)


def beside(have, value):
    kept = [p for p in oracle.as_list(have) if not says_nothing(p)]
    return [*kept, value] if kept else value


def value_for(rng, entry, at):
    """Some value that should close an entry; None where it has none to give."""
    if entry["values"]:
        value = rng.choice(entry["values"])["id"]
        return value if entry["type"] not in ("bool", "evidence") or value not in ("true", "false") else value == "true"
    if entry["type"] == "evidence":
        return {k: REVIEWER if v is None else v for k, v in entry["fill"].items()}
    if entry["key"] == "usage.author":
        return AUTHOR
    return {"number": 3, "date": str(at), "text": OTHER}.get(entry["type"])


def is_nobodys(entry):
    return entry["path"] is None or entry.get("later", False)


def round_of(rng, declaration, missing, at):
    """Everything filled in that can be, or None where nothing can."""
    filled = declaration
    for entry in missing:
        value = None if is_nobodys(entry) else value_for(rng, entry, at)
        filled = filled if value is None else put(filled, entry, value)
    return None if filled == declaration else filled


def torn(charter):
    """Duties that one fact shows beside others: it cannot have a value for each."""
    paths = {f"duty.{i}": oracle.as_list(d.get("evidence", [])) for i, d in charter.section("duties").items()}
    facts = [p for some in paths.values() for p in some if p.startswith("facts.")]
    return {i for i, some in paths.items() if any(facts.count(p) > 1 for p in some)}


def left_unknown(charters, verdict):
    """What is undetermined or open at the end though somebody could have said it."""
    if verdict.get("charter") is None:
        return []
    charter = next(c for c in charters if c.raw["version"] == verdict["charter"]["version"])
    spared = torn(charter).union(*(m["asked-by"] for m in verdict["missing"] if is_nobodys(m)))
    unknown = [f["clause"] for f in verdict["findings"] if f["outcome"] == "undetermined"]
    unknown += [f"duty.{d['id']}" for d in verdict["duties"] if not d["met"] and d["due"] == "before"]
    return [c for c in unknown if c not in spared]


def asks_without_end(charters, verdict):
    asking = {c for m in verdict["missing"] for c in m["asked-by"]}
    return verdict["charter"] is None or not any(asking & torn(c) for c in charters)


# --- a line to paste ---------------------------------------------------------------

PLAIN = re.compile(r"(?:[^,\[\]{}:#\n\r]|:(?=\S)|(?<=\S)#)*")
SINGLE, DOUBLE = re.compile(r"'((?:[^']|'')*)'"), re.compile(r'"((?:[^"\\]|\\.)*)"')
NULLS = ("", "~", "null", "Null", "NULL")


class Flow:
    """What a line of flow YAML says: every scalar is a text, since types come from the schema."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def peek(self):
        while self.text[self.at:self.at + 1] == " ":
            self.at += 1
        return self.text[self.at:self.at + 1]

    def take(self, char):
        if self.peek() != char:
            raise ValueError(f"{char} wanted: {self.text[self.at:]!r}")
        self.at += 1

    def value(self):
        opening = self.peek()
        if opening == "{":
            return dict(self.members("}", self.pair))
        return list(self.members("]", self.value)) if opening == "[" else self.scalar()

    def members(self, closing, one):
        self.at += 1
        while self.peek() != closing:
            yield one()
            if self.peek() != closing:
                self.take(",")
        self.at += 1

    def pair(self):
        key = self.scalar()
        self.take(":")
        return key, self.value()

    def match(self, pattern):
        found = pattern.match(self.text, self.at)
        self.at = found.end()
        return found.group(found.re.groups)

    def scalar(self):
        quote = self.peek()
        if quote == "'":
            return self.match(SINGLE).replace("''", "'")
        if quote == '"':
            return unescaped(self.match(DOUBLE))
        plain = self.match(PLAIN).strip()
        return None if plain in NULLS else plain


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v",
           "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def unescaped(text):
    def one(found):
        char = found.group(1)
        return chr(int(char[1:], 16)) if char[0] in "xuU" and len(char) > 1 else ESCAPES.get(char, char)
    return re.sub(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", one, text)


def read_line(line):
    """(key, value) of a line of YAML that stands at the top of a declaration."""
    flow = Flow(line)
    pair = flow.pair()
    if flow.peek() or "\n" in line or "\r" in line:
        raise ValueError(f"more than a line: {line!r}")
    return pair


def as_texts(value):
    """As a reader of types that come from the schema has it: texts, without nulls."""
    if isinstance(value, dict):
        return {k: as_texts(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [as_texts(v) for v in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def value_pasted(entry, pasted):
    rest = at_pointer(entry["path"])[1:]
    if entry["key"] == "tool.model":
        return pasted["model"]
    if entry["key"] == "data":
        return pasted[int(rest[0])] if rest else pasted
    if rest:
        pasted = pasted[rest[0]]
    return pasted[-1] if entry["type"] == "evidence" and isinstance(pasted, list) else pasted


def is_asked_for(entry, value):
    """Whether it is one that the entry lists; three dots where it lists none."""
    if entry["type"] == "evidence" and not entry["values"]:
        return value == {k: OPEN if v is None else v for k, v in entry["fill"].items()}
    return value in ([v["id"] for v in entry["values"]] or [OPEN])


def fault_of_paste(declaration, entry):
    """Where a line says another value than one that is asked for, or loses what the declaration says."""
    if entry["path"] is None:
        return None if entry["paste"] is None else ("a line for what nobody declares", None, entry["paste"])
    try:
        top, pasted = read_line(entry["paste"])
        value = value_pasted(entry, pasted)
        if not is_asked_for(entry, value):
            return "the value of a line", entry["values"] or entry.get("fill"), entry["paste"]
        wanted = as_texts(put(declaration, entry, value)[top])
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        return "an unreadable line", str(fault), entry["paste"]
    return None if wanted == as_texts(pasted) else ("what a line keeps", wanted, entry["paste"])


def line_of(verdict, entry):
    """What a verdict proposes for the same thing."""
    return next((m["paste"] for m in verdict.get("missing", [])
                 if (m["path"], m["asked-by"]) == (entry["path"], entry["asked-by"])), None)


def fault_of_line(line, entry):
    """Where it does not say what the declaration's own does, keys shared or not."""
    wanted, got = (as_texts(said_by(one)) for one in (entry["paste"], line))
    return None if wanted == got else ("another line", entry["paste"], line)


def said_by(line):
    """What a line says, as a dict."""
    return dict([read_line(line)])


# --- texts to paste into -------------------------------------------------------------

FORMS = ("document", "crlf", "usages", "json")   # into JSON nothing is pasted
SHARED = ("facts", "evidence", "volume", "training", "tool", "data", "review", "author")


def block(rng, mapping):
    return Emitter(rng).document(mapping)


def text_of(rng, declaration, form):
    """The declaration as a text of block style; within `usages:` some of its keys are shared, and others overridden."""
    if form == "json":
        return json.dumps(declaration, ensure_ascii=rng.random() < 0.5) + "\n"
    if form != "usages":
        return block(rng, declaration)
    shared = {k: declaration[k] for k in SHARED if declaration.get(k) is not None and rng.random() < 0.6}
    own = {k: v for k, v in declaration.items() if k not in shared and k != "usage"}
    shared |= {k: SPARE[k] for k, v in own.items() if k in SPARE and v is not None and rng.random() < 0.5}
    inner = textwrap.indent(block(rng, {"id": "a", **own}), "    ")
    return block(rng, {"usage": declaration["usage"], **shared}) + "usages:\n  - " + inner.lstrip()


HOSTILE = ("a: b", "a #b", "'", '"', "{x}", "[x", "x, y", "- x", "x:", "\\n x", "null", "~x", "true", "x\u00a0\u2028y",
           "é̂x", "*x", "&x", "!x", "%x", "@x", "`x", "? x", "…", "0x1F", "1e3", "x" * 300, "<<", "=", "x\ny", "x\ty",
           "😀x", " x ", "x  y")


def decorated(rng, declaration):
    """The same with texts that a line must quote, where they change nothing."""
    told = dict(declaration)
    for key in ("facts", "volume"):
        if isinstance(told.get(key), dict):
            told[key] = {**told[key], f"x-{rng.choice('abc')}": rng.choice(HOSTILE)}
    for key in ("review", "training"):
        told |= {key: with_hostile_ref(rng, told[key])} if told.get(key) is not None else {}
    if isinstance(told.get("evidence"), dict):
        told["evidence"] = {k: with_hostile_ref(rng, v) for k, v in told["evidence"].items()}
    return told


def with_hostile_ref(rng, evidence):
    if isinstance(evidence, list):
        return [with_hostile_ref(rng, e) for e in evidence]
    return {**evidence, "ref": "R-7 " + rng.choice(HOSTILE)} if isinstance(evidence, dict) and evidence else evidence


SPARE = {"evidence": {"spare": True}, "volume": {"tokens": 7}, "training": {"id": "spare-1"}, "author": "spare"}


def pasted_into(text, line, form):
    """A line in its key's place, or below all others of its usage."""
    head, usages, tail = text.partition("usages:\n") if form == "usages" else ("", "", text)
    indent = "    " if usages else ""
    key, kept, inside, done = re.escape(line.partition(":")[0]), [], False, False
    for one in tail.replace("  - ", "    ", 1 if usages else 0).splitlines(keepends=True):
        if re.match(rf"""{indent}(?P<quote>['"]?){key}(?P=quote):""", one):
            inside = done = True
            kept.append(f"{indent}{line}\n")
        elif not (inside and re.match(rf"{indent}(\s|-\s)", one)):
            inside = False
            kept.append(one)
    body = "".join(kept if done else [*kept, f"{indent}{line}\n"])
    return head + usages + ("  - " + body[4:] if usages else body)


def joined(texts, form):
    if form == "json":
        return "".join(texts).encode()
    whole = "---\n" + "---\n".join(texts)
    return (whole.replace("\n", "\r\n") if form == "crlf" else whole).encode()

"""model: a declaration read through its schema, a charter with its order closed, and a
case, which is one before the other on a day."""

import re
from dataclasses import dataclass, field
from datetime import date

from values import (AUTONOMY, Invalid, any_mapping, choice, day_of, integer, list_of, mapping_of, one_or_list_of,
                    says_no, text, typed, within_dates, without_nulls)


# --- the declaration -------------------------------------------------------

def declared_tool(value):
    if not isinstance(value, dict):
        return {"name": text(value)}
    tool = mapping_of({"name": text, "model": text})(value)
    if "name" not in tool:
        raise Invalid("a tool without a name")
    return tool


def reference(value):
    if says_no(text(value)):
        raise Invalid(f"{value!r} says that there is none")
    return value


ID = re.compile(r"[a-z0-9][a-z0-9-]*")
evidence_mapping = mapping_of({"by": text, "on": day_of, "id": text, "ref": reference})


def evidence(value):
    """The three forms: a mapping, true / false, or a list of these. A mapping that says nothing is absent."""
    if isinstance(value, list):
        return [piece_of_evidence(v) for v in value]
    return piece_of_evidence(value)


def piece_of_evidence(value):
    if isinstance(value, dict):
        return evidence_mapping(value) or None
    if value in (True, "true"):
        return True
    if value in (False, "false"):
        return False
    raise Invalid(f"write true, false, or {{ref: {value!r}}}")


def evidence_by_id(value):
    read = any_mapping(evidence)(value)
    for key in value:
        if not ID.fullmatch(key):
            raise Invalid(f"{key!r} is not an id")
    return read


def facts(value):
    """Nulls are kept: a name that the charter does not know is a fault all the same."""
    if not isinstance(value, dict):
        raise Invalid(f"not a mapping: {value!r}")
    return value


DECLARATION = {
    "usage": integer, "id": text, "unit": text, "author": text, "role": text,
    "activity": text, "tool": declared_tool, "data": one_or_list_of(text), "purpose": text,
    "output": choice("internal", "public", "decision"),
    "autonomy": choice(*AUTONOMY), "stage": choice("planned", "in-use", "done"),
    "date": day_of, "review": evidence, "training": evidence,
    "evidence": evidence_by_id, "facts": facts,
    "volume": mapping_of({"requests": integer, "tokens": integer}),
    "files": list_of(text),
}


def read_declaration(raw):
    usage = mapping_of(DECLARATION)(raw)
    for key in ("usage", "activity", "tool"):
        if key not in usage:
            raise Invalid(f"{key} is missing")
    if usage["usage"] != 1:
        raise Invalid("usage: 1 is the only version")
    usage.setdefault("stage", "planned")
    return usage


def read_against(charter, usage):
    """The declaration with its facts typed by the charter's fields."""
    for key in ("unit", "role"):
        listed = charter.raw.get(key + "s")
        if listed is not None and key in usage and usage[key] not in listed:
            raise Invalid(f"{key} {usage[key]!r} is not the charter's")
    stated = {k: read_fact(charter, k, v) for k, v in usage.get("facts", {}).items()}
    check_ids(charter, usage)
    return {**usage, "facts": {k: v for k, v in stated.items() if v is not None}}


def read_fact(charter, name, value):
    known = charter.section("fields").get(name)
    if known is None:
        raise Invalid(f"the charter has no field {name!r}")
    if value is None:
        return None
    if known["type"] == "choice":
        return choice(*known["values"])(value)
    return typed(known["type"], value)


def check_ids(charter, usage):
    """An `id` that says no is a fault, unless a duty that looks where it stands accepts it letter for letter."""
    accepted = {}
    for duty_id, duty in charter.section("duties").items():
        for path in as_list(duty.get("evidence", f"evidence.{duty_id}")):
            accepted.setdefault(path, set()).update(duty.get("accepts", []))
    places = {key: usage.get(key) for key in ("review", "training")}
    places |= {f"evidence.{key}": value for key, value in usage.get("evidence", {}).items()}
    for path, value in places.items():
        for item in as_list(value):
            stated = item.get("id") if isinstance(item, dict) else None
            if stated is not None and stated not in accepted.get(path, ()) and says_no(stated):
                raise Invalid(f"{stated!r} says that there is none")


# --- the charter -----------------------------------------------------------

def as_list(value):
    return value if isinstance(value, list) else [value]


class Charter:
    """One version of a charter, its order of data classes closed once."""

    def __init__(self, raw):
        self.raw = without_nulls(raw)
        self.below = {c: self._down_set(c) for c in self.section("data")}
        self.hosting = {c: self._hosting_set(c) for c in self.section("data")}
        self._in_force, self.names = {}, {}

    def section(self, kind):
        return self.raw.get(kind, {})

    def in_force(self, kind, day):
        """The entries of a kind that count as listed on a day, in the charter's order."""
        key = (kind, day)
        if key not in self._in_force:
            entries = self.section(kind).items()
            self._in_force[key] = {i: e for i, e in entries if within_dates(e, day)}
        return self._in_force[key]

    def ceiling(self, classes):
        """Everything at or below any of these classes."""
        return set().union(*(self.below[c] for c in as_list(classes)))

    def _down_set(self, data_class):
        reached, open_ends = set(), [data_class]
        while open_ends:
            at = open_ends.pop()
            if at not in reached:
                reached.add(at)
                open_ends += as_list(self.section("data")[at].get("above", []))
        return reached

    def _hosting_set(self, data_class):
        """The intersection down the order, dates aside; None where nobody states one."""
        entries = (self.section("data")[c] for c in self.below[data_class])
        stated = [set(e["hosting"]) for e in entries if "hosting" in e]
        return set.intersection(*stated) if stated else None


@dataclass
class Case:
    """One declaration before one charter on one day, with its names resolved."""
    charter: Charter
    usage: dict
    day: date
    at: date
    activity: str = None
    tool: str = None
    classes: list = None      # listed classes that are declared; None where no `data` is
    strangers: list = field(default_factory=list)  # declared classes that are not listed
    found: dict = field(default_factory=dict)  # by a detector's effect, the classes that its kind found
    notes: dict = None

    @property
    def activity_entry(self):
        return self.charter.section("activities")[self.activity]

    @property
    def tool_entry(self):
        return self.charter.section("tools")[self.tool]

    def note(self, what):
        """Counts what was met along the way, for the generator's table of coverage."""
        if self.notes is not None:
            self.notes[what] = self.notes.get(what, 0) + 1

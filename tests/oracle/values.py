"""values: dates, names and typed scalars, as the reading rules have them.

Scalars may come as Python values or as the text a YAML scalar holds: types come
from the schema, here as in the program.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

AUTONOMY = ("suggest", "assist", "supervised", "autonomous")


class Invalid(Exception):
    """What was read is no declaration."""


# --- dates -----------------------------------------------------------------

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def day_of(value):
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise Invalid(f"not a date: {value!r}")
    return day_written(value)


@lru_cache(maxsize=4096)
def day_written(text):
    if not DATE.fullmatch(text):
        raise Invalid(f"not a date: {text!r}")
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Invalid(f"no such day: {text!r}") from fault


def after(day, duration):
    """The day plus an ISO 8601 duration, years and months clamped to the month's end."""
    years, months, weeks, days = (int(n or 0) for n in DURATION.fullmatch(duration).groups())
    month = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(month, 12)
    last = monthrange(year, month + 1)[1]
    clamped = date(year, month + 1, min(day.day, last))
    return clamped + timedelta(days=weeks * 7 + days)


def within_dates(entry, day):
    """Both ends belong to the entry; a missing end is open."""
    if "from" in entry and day < day_of(entry["from"]):
        return False
    return not ("until" in entry and day > day_of(entry["until"]))


# --- names -----------------------------------------------------------------

# Python's unicodedata has no Script property. The first word of a letter's name is
# a fair stand-in for the alphabets listed here, which are those the generator uses.
SCRIPTS = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "GREEK": "Greek", "CJK": "Han",
    "HIRAGANA": "Hiragana", "KATAKANA": "Katakana", "HANGUL": "Hangul",
    "HEBREW": "Hebrew", "ARABIC": "Arabic", "ARMENIAN": "Armenian",
}


def squeezed(name):
    return " ".join(unicodedata.normalize("NFC", name).split())


def folded(name):
    return squeezed(name).casefold()


def same_name(one, other):
    return folded(one) == folded(other)


def script_of(char):
    """A letter's script, or None for what counts as Common or Inherited."""
    if not unicodedata.category(char).startswith("L"):
        return None
    return SCRIPTS.get(unicodedata.name(char, "").split(" ")[0])


def deceptive(name):
    """Whether a name mixes scripts or holds format characters."""
    if any(unicodedata.category(c) == "Cf" for c in name):
        return True
    return len({script_of(c) for c in squeezed(name)} - {None}) > 1


# --- typed values ----------------------------------------------------------

INTEGER = re.compile(r"-?(0|[1-9]\d*)")
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def without_nulls(value):
    """A null value is an absent key, at every depth."""
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [without_nulls(v) for v in value]
    return value


def text(value):
    if not isinstance(value, str):
        raise Invalid(f"not a text: {value!r}")
    return value


def boolean(value):
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise Invalid(f"neither true nor false: {value!r}")
    return value == "true"


def integer(value):
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not INTEGER.fullmatch(value):
        raise Invalid(f"not an integer: {value!r}")
    return int(value)


def number(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise Invalid(f"not a number: {value!r}")
    return float(value)


def choice(*values):
    def read(value):
        if value not in values:
            raise Invalid(f"{value!r} is none of {values}")
        return value
    return read


def list_of(read_one):
    def read(value):
        if not isinstance(value, list):
            raise Invalid(f"not a list: {value!r}")
        return [read_one(v) for v in value]
    return read


READERS = {"text": text, "bool": boolean, "number": number, "date": day_of,
           "autonomy": choice(*AUTONOMY)}


def typed(kind, value):
    return READERS.get(kind, text)(value)


def mapping_of(readers):
    """A reader of mappings that know these keys only, `x-` aside."""
    def read(value):
        if not isinstance(value, dict):
            raise Invalid(f"not a mapping: {value!r}")
        known = {k: v for k, v in value.items() if not k.startswith("x-")}
        for key in known:
            if key not in readers:
                raise Invalid(f"unknown key {key!r}")
        return {k: readers[k](v) for k, v in known.items()}
    return read


def any_mapping(read_one):
    def read(value):
        if not isinstance(value, dict):
            raise Invalid(f"not a mapping: {value!r}")
        return {k: read_one(v) for k, v in value.items()}
    return read

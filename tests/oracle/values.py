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


@lru_cache(maxsize=4096)
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
    "HIRAGANA": "Hiragana", "KATAKANA": "Katakana", "HANGUL": "Hangul", "BOPOMOFO": "Bopomofo",
    "HEBREW": "Hebrew", "ARABIC": "Arabic", "ARMENIAN": "Armenian",
}
# UTS 39, Highly Restrictive: what may stand together in one name.
TOGETHER = ({"Latin", "Han", "Hiragana", "Katakana"}, {"Latin", "Han", "Bopomofo"}, {"Latin", "Han", "Hangul"})
# Default_Ignorable_Code_Point beside the general category Cf: letters and marks that nobody sees.
UNSEEN = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)}


@lru_cache(maxsize=4096)
def squeezed(name):
    return " ".join(unicodedata.normalize("NFC", name).split())


@lru_cache(maxsize=4096)
def folded(name):
    return squeezed(name).casefold().replace("\u2019", "'")


def same_name(one, other):
    return folded(one) == folded(other)


def same_letters(one, other):
    """Letter for letter: white space and composition aside, case not."""
    return squeezed(one) == squeezed(other)


def script_of(char):
    """A letter's script, or None for what counts as Common or Inherited."""
    if not unicodedata.category(char).startswith("L"):
        return None
    return SCRIPTS.get(unicodedata.name(char, "").split(" ")[0])


def unseen(char):
    return unicodedata.category(char) == "Cf" or ord(char) in UNSEEN


@lru_cache(maxsize=4096)
def deceptive(name):
    """Whether a name mixes scripts, as UTS 39 judges it, or holds format characters."""
    if any(unseen(c) for c in name):
        return True
    scripts = {script_of(c) for c in squeezed(name)} - {None}
    return len(scripts) > 1 and not any(scripts <= allowed for allowed in TOGETHER)


def spelt_with(char):
    """Whether a character is a letter or a digit that somebody sees."""
    return char.isalnum() and not unseen(char)


@lru_cache(maxsize=4096)
def words_of(name):
    """A name's words: folded, split at what is neither letter nor digit."""
    return "".join(c if spelt_with(c) else " " for c in folded(name)).split()


# --- words of no and of yes, and people --------------------------------------

WORDS_OF_NO = frozenset("""n no non nope off false faux none neant na nil null nul zero aucun aucune rien nothing todo
tbd tbc tba afaire aprevoir avenir acompleter adefinir encours enattente attente inprogress wip pending notyet notdone
pasencore pasfait nonfait waiting ongoing nodata missing manquant unknown inconnu sansobjet notapplicable so nd nc
undefined undetermined nonapplicable pasapplicable nonrealise nonrealisee prevu planned""".split())
WORDS_OF_YES = frozenset("true yes oui vrai ok done fait".split())
INITIALS = re.compile(r"[^\W\d_](?:[. -]+[^\W\d_])+[. -]*")
ADDRESS = re.compile(r"([^@\s]+)@[^@\s]+")


def bare(text):
    """Case, accents, spaces and punctuation aside."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if spelt_with(c))


@lru_cache(maxsize=4096)
def says_no(text):
    """Whether a text as a whole is a word of no or not yet, zeros alone, or nothing to read."""
    left = bare(text)
    return left in WORDS_OF_NO or not left.strip("0")


@lru_cache(maxsize=4096)
def names_nobody(name):
    """Initials (`N.D.`, `S. O.`) are a name: capitals, each a word of its own."""
    initials = INITIALS.fullmatch(squeezed(name)) and name == name.upper()
    return deceptive(name) or ((says_no(name) or bare(name) in WORDS_OF_YES) and not initials)


def person(name):
    """What two spellings of one person share: the words, in any order, an address's domain left out."""
    address = ADDRESS.fullmatch(squeezed(name))
    return sorted(words_of(address.group(1) if address else name))


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


def one_or_list_of(read_one):
    def read(value):
        return list_of(read_one)(value if isinstance(value, list) else [value])
    return read


READERS = {"text": text, "bool": boolean, "number": number, "date": day_of,
           "autonomy": choice(*AUTONOMY)}


def typed(kind, value):
    return READERS.get(kind, text)(value)


def mapping_of(readers):
    """A reader of mappings that know these keys only, `x-` aside; a null value is an absent key that is known."""
    def read(value):
        if not isinstance(value, dict):
            raise Invalid(f"not a mapping: {value!r}")
        known = {k: v for k, v in value.items() if not k.startswith("x-")}
        for key in known:
            if key not in readers:
                raise Invalid(f"unknown key {key!r}")
        return {k: readers[k](v) for k, v in known.items() if v is not None}
    return read


def any_mapping(read_one):
    def read(value):
        if not isinstance(value, dict):
            raise Invalid(f"not a mapping: {value!r}")
        return {k: read_one(v) for k, v in value.items() if v is not None}
    return read

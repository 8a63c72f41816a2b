"""generate: seeded random charters and declarations for the oracle and the program.

Everything is drawn from the charter's day outward, so that the days on which an
answer turns (a first or last day, `on` plus `valid-for`, a month's end, 29 February)
come up often. Run alone, it prints how often each clause, outcome, matcher, duty path
and exception state occurred, and fails where one that can occur never did.
"""

import argparse
import copy
import itertools
import random
import sys
import unicodedata
from datetime import timedelta

import conditions
import oracle
from values import AUTONOMY, after, day_of

CHARTERS, PER_CHARTER, SEED = 120, 30, 1

DAYS = ("2026-11-23", "2026-03-31", "2026-01-31", "2028-02-29", "2024-02-29",
        "2027-02-28", "2026-12-31", "2026-01-01", "2025-03-01", "2026-06-30",
        "2028-03-01", "2026-05-01")
DURATIONS = ("P1M", "P3M", "P1Y", "P2Y", "P30D", "P2W", "P1Y6M", "P1M15D", "P365D", "P18M")
HOSTING = ("internal", "state-cloud", "secnumcloud", "eu", "non-eu")
CLASSES = ("public", "internal", "personal", "statistical-secret", "health", "tax", "archive")
DUTIES = ("human-review", "training", "dpia", "disclosure", "cross-check", "measure")
COLLEGES = ("users", "technicians", "deciders", "staff-representatives")
UNITS, ROLES = ("DMRG", "DSAU", "DR-44"), ("analyst", "developer", "manager")
PEOPLE = ("a.martin", "c.durand", "Éloïse Roux", "J. Weiß", "u12345", "a.martin2", "e.noir@example.org", "N.D.")
NOBODIES = (" ", "-", "n/a", "Néant", "en cours", "TODO", "...", "0", "\u200b", "À définir", "\u3164", "none",
            "oui", "Yes.", "Fait !")
MODELS = ("gpt-4o", "mistral-large", "llama-3")
VENDORS = ("OpenAI", "Mistral", "Institut")
CLAUSES = tuple(oracle.BEFORE_DUTIES) + ("charter.review",)

ACTIVITIES = {
    "drafting": ("Rédaction", "note writing"), "coding": ("Revue de code", "Code"),
    "imputation": ("Imputation Σοφός",), "individual-decision": ("Décision",),
    "translation": ("Übersetzung", "traduction  libre"), "transcription": ("Ταινίες",),
}
TOOLS = {
    "assistant-interne": ("Assistant", "L'assistant maison"), "chatgpt": ("Chat GPT", "GPT-4o"),
    "mistral-chat": ("Le Chat", "Straße"), "copilot": ("Co pilot", "Proﬁl"),
    "traducteur": ("Écriture", "Алиса", "Aлиса"), "whisper": ("Whisper V3", "文心一言", "文心 GPT"),
    "llama-local": ("LLaMA", "ΣΟΦΟΣ", "Λ-Chat"), "deepl": ("Deep L", "İdea", "かなカナ翻訳 X"),
}
TITLES = {
    "assistant-interne": {"fr": "Assistant de l'institut", "en": "House assistant"}, "chatgpt": "Chat Libre",
    "mistral-chat": {"fr": "Le Grand Chat"}, "copilot": {"fr": "Copilote", "en": "Copilot Studio"},
    "traducteur": "Traduire", "whisper": {"en": "Écoute"}, "llama-local": "Chat Libre", "deepl": "chat  libre",
    "drafting": {"fr": "Rédiger", "en": "Write"}, "coding": "Programmer", "imputation": {"en": "Fill in"},
    "individual-decision": "Décider", "translation": "rédiger", "transcription": {"fr": "Transcrire", "en": "Write down"},
    "public": {"fr": "Données publiées", "en": "Published data"}, "internal": "Interne", "personal": {"fr": "Personnelles"},
    "statistical-secret": "Secret", "health": {"en": "Health data"}, "tax": "secret", "archive": {"fr": "Archives"},
}
DETECTORS = {"nir": "nir-77", "iban": "iban-[0-9]+", "mail": "mail-9", "phone": "(?i)TEL-[0-9]"}
PATTERNS = ("(?i)^(chat)?gpt[- ]?[345]", "(?i)copilot", "^Mistral", "chat", "(?i)ia$",
            "GPT", "[0-9]{2,}", "^Le [A-Z]")
PATTERN_NAMES = ("GPT-5 turbo", "chatgpt 4", " GPT  3", "GitHub CoPilot", "Mistral Large",
                 "mon chatbot", "Mon IA", "Le Robot 33", "GPT\u00a04 chat", "Mistral GPT 12")
STRANGE_NAMES = ("OutilInconnu", "outil-42x", "日本のツール", "Грок")
LOOKALIKES = {"a": "а", "o": "ο", "e": "е", "C": "С", "p": "р", "i": "і"}
FORMAT_CHARS = ("\u200b", "\u00ad", "\u200d", "\u2060")

FIELDS = {
    "account": {"type": "choice", "values": ["professional", "personal"]},
    "training_opt_out": {"type": "bool"}, "label": {"type": "text"},
    "head_count": {"type": "number"}, "signed_on": {"type": "date"},
}
LABELS = ("alpha one", "beta two", "gamma")
PURPOSES = LABELS + ("nir-77 to check", "an iban-42", "mail-9", "tel-1", "nir-77 and iban-1", "tel-2, mail-9, nir-77")
NUMBERS = (0, 1, 9, 10, 11, 2.5, -3)
VOLUMES = (0, 1, 39, 40, 41, 999, 1000, 20000)


REFERENCES_OF_NO = ("no", "NON", "n/a", "N. A.", "Néant", "à venir", "En cours…", "0", "0.00", "to-do", "-", " ", "\u200b",
                    "\u3164", "not yet", "Sans objet", "S.O.", "wip")


def chance(rng, share):
    return rng.random() < share


def some(rng, values, least=0, most=None):
    """A random subset, in random order."""
    values = list(values)
    most = len(values) if most is None else min(most, len(values))
    return rng.sample(values, rng.randint(min(least, most), most))


def shuffled(rng, mapping):
    return {k: mapping[k] for k in some(rng, mapping, len(mapping))}


# --- days ------------------------------------------------------------------

def near(rng, day):
    """A day at, just beside, or about a month or a year from another."""
    step = rng.choice((0, 0, 1, 1, -1, -1, 28, -28, 30, -31, 200, -200, 365, -366))
    return day + timedelta(days=step)


def start_of(rng, end, duration):
    """A day from which the duration reaches the end, misses it by a day, or nearly so."""
    aim = end - timedelta(days=rng.choice((0, 0, 0, 1, 1)))
    guess = aim - (after(aim, duration) - aim)
    starts = [guess + timedelta(days=d) for d in range(-4, 5)]
    exact = [s for s in starts if after(s, duration) == aim]
    if exact and chance(rng, 0.5):
        return max(exact)  # the one that clamps, where one does
    return rng.choice(exact or starts)


def dates(rng, day, share=0.2):
    """The from / until of an entry, or nothing; never turned round."""
    if not chance(rng, share):
        return {}
    ends = sorted((near(rng, day), near(rng, day)))
    entry = {"from": str(ends[0]), "until": str(ends[1])}
    if chance(rng, 0.5):
        del entry[rng.choice(("from", "until"))]
    return entry


# --- the charter -----------------------------------------------------------

def ornaments(rng):
    """What is shown to people and judged by nobody."""
    told = {"title": {"fr": "Relecture", "en": "Review"}, "because": "loi n° 51-711: « art. 6 »",
            "article": "5.1", "learn": "https://example.org/ia", "x-note": ["a", {"b": 1}]}
    return {k: told[k] for k in some(rng, told, 0, 2)} if chance(rng, 0.3) else {}


class CharterDraft:
    """Draws one charter; each method draws one of its vocabularies."""

    def __init__(self, rng, day):
        self.rng, self.day = rng, day
        self.severity = rng.choice((0.2, 0.5, 1.0))  # how much of what restricts is drawn
        self.hosting = some(rng, HOSTING, 3)
        self.classes = some(rng, CLASSES, 3, 6)
        self.duties = some(rng, DUTIES, 3, 5)
        self.activities = some(rng, ACTIVITIES, 3, 5)
        self.tools = some(rng, TOOLS, 4, 7)
        self.fields = some(rng, FIELDS, 2)
        self.detectors = some(rng, DETECTORS, 2)
        self.rules = [f"rule-{n}" for n in range(rng.randint(1, 2 + int(4 * self.severity)))]
        self.colleges = some(rng, COLLEGES, 1)
        self.units = list(UNITS) if chance(rng, 0.5) else None
        self.roles = list(ROLES) if chance(rng, 0.5) else None
        self.data = self.draw_data()
        self.below = oracle.Charter({"data": self.data}).below
        self.closed = closed_names(self.activities, self.tools, self.hosting, self.units, self.roles)

    def draw(self):
        rng = self.rng
        charter = {"charter": 1, "id": "institute", "title": "Charte d'essai", "version": "2026.1"}
        charter |= self.head()
        parts = {
            "data": self.data, "hosting": {h: ornaments(rng) for h in self.hosting},
            "duties": {d: self.draw_duty(d) for d in self.duties}, "tools": self.draw_tools(),
            "activities": self.draw_activities(), "fields": {f: self.draw_field(f) for f in self.fields},
            "detectors": {d: self.draw_detector(d) for d in self.detectors},
            "rules": {r: self.draw_rule() for r in self.rules},
            "exceptions": {f"pilot-{n}": self.draw_exception() for n in range(rng.randint(2, 5))},
        }
        return charter | shuffled(rng, parts)

    def head(self):
        rng = self.rng
        head = {"governance": self.draw_governance()} | dates(rng, self.day, 0.35)
        if chance(rng, 0.5):
            head["review-by"] = str(near(rng, self.day))
        if chance(rng, 0.85):
            keys = some(rng, ("activity", "tool", "data", "variants"), 1)
            head["unlisted"] = {k: rng.choice(("review", "forbid")) for k in keys}
        if self.units:
            head["units"] = self.units
        if self.roles:
            head["roles"] = self.roles
        return shuffled(rng, head | ({"x-origin": {"a": [1]}} if chance(rng, 0.2) else {}))

    def draw_governance(self):
        rng = self.rng
        governance = {"body": "Instance de suivi", "contact": "ia@example.org", "colleges": self.colleges}
        effects = some(rng, ("review", "forbid", "advise"), 0, 2)
        if effects:
            governance["approval"] = {e: some(rng, self.colleges, 1) for e in effects}
        return governance

    def draw_data(self):
        """Each class stands above some of those drawn before it: any acyclic order."""
        rng, drawn = self.rng, {}
        for data_class in self.classes:
            entry = ornaments(rng) | dates(rng, self.day, 0.12)
            below = some(rng, drawn, 0, 3)
            if below:
                entry["above"] = below[0] if len(below) == 1 and chance(rng, 0.7) else below
            if chance(rng, 0.4 * self.severity):
                entry["hosting"] = some(rng, self.hosting, 1)
            if chance(rng, 0.15):
                entry["duties"] = some(rng, self.duties, 1, 2)
            drawn[data_class] = shuffled(rng, entry | self.draw_title(data_class))
        return shuffled(rng, drawn)

    def draw_title(self, entry_id):
        return {"title": TITLES[entry_id]} if chance(self.rng, 0.5) else {}

    def draw_field(self, name):
        """A choice's values stand in a list, or under titles."""
        field = FIELDS[name]
        if "values" not in field or chance(self.rng, 0.5):
            return field
        return field | {"values": {v: {"title": v.title()} if chance(self.rng, 0.5) else {} for v in field["values"]}}

    def draw_detector(self, detector_id):
        rng = self.rng
        detector = {"pattern": DETECTORS[detector_id], "means": rng.choice(self.classes)}
        if chance(rng, 0.7):
            detector["effect"] = rng.choice(("forbid", "review", "advise", "advise"))
        return shuffled(rng, detector | ornaments(rng) | dates(rng, self.day, 0.1))

    def draw_duty(self, duty_id):
        rng = self.rng
        duty = {"due": rng.choice(("before", "after"))} | ornaments(rng) | dates(rng, self.day, 0.08)
        paths = ["review", "training", f"evidence.{duty_id}", f"evidence.{self.duties[0]}"]
        if chance(rng, 0.15):
            return duty | self.draw_fact_evidence(paths)
        if chance(rng, 0.2):
            duty["evidence"] = some(rng, paths[:3], 2, 3)
        elif chance(rng, 0.7):
            duty["evidence"] = rng.choice(paths)
        return duty | self.demands()

    def draw_fact_evidence(self, paths):
        """A bool, alone or beside another path, or a choice of which some values are accepted; no other demand."""
        rng = self.rng
        if "account" in self.fields and chance(rng, 0.4):
            return {"evidence": "facts.account", "accepts": some(rng, FIELDS["account"]["values"], 1)}
        if "training_opt_out" in self.fields:
            fact = "facts.training_opt_out"
            return {"evidence": [rng.choice(paths[:3]), fact] if chance(rng, 0.3) else fact}
        return {}

    def demands(self):
        rng, asked = self.rng, {}
        if chance(rng, 0.4):
            asked["valid-for"] = rng.choice(DURATIONS)
        if chance(rng, 0.3):
            asked["accepts"] = some(rng, ("ia-101", "ia-201", "nd"), 1, 2)
        if chance(rng, 0.3):
            asked["by-another"] = chance(rng, 0.9)
        if chance(rng, 0.3):
            asked["every"] = rng.choice(DURATIONS)
        return asked

    def draw_tools(self):
        drawn = {tool_id: self.draw_tool(tool_id) for tool_id in self.tools}
        share_a_name(self.rng, self.day, drawn)
        return drawn

    def draw_tool(self, tool_id):
        rng = self.rng
        mild = chance(rng, 1 - self.severity)
        statuses = ("recommended", "approved", "approved", "tolerated", "banned")[:3 if mild else 5]
        tool = {"status": rng.choice(statuses)}
        optional = {
            "hosting": (0.75, rng.choice(self.hosting)), "vendor": (0.5, rng.choice(VENDORS)),
            "aliases": (0.7, some(rng, TOOLS[tool_id], 1)), "pattern": (0.35, rng.choice(PATTERNS)),
            "data": (0.5 * self.severity, self.draw_ceiling()), "trains-on-inputs": (0.5, chance(rng, 0.5)),
            "retention": (0.3, rng.choice(("P30D", "P1Y"))), "footprint": (0.6, self.draw_footprint()),
            "activities": (0.3 * self.severity, some(rng, self.activities, 1)), "duties": (0.2, some(rng, self.duties, 1, 2)),
            "instead": (0.5, some(rng, [t for t in self.tools if t != tool_id], 1, 3)),
        }
        tool |= {k: value for k, (share, value) in optional.items() if chance(rng, share)}
        return shuffled(rng, tool | ornaments(rng) | self.draw_title(tool_id) | dates(rng, self.day))

    def draw_ceiling(self):
        ceiling = some(self.rng, self.classes, 1, 3)
        return ceiling[0] if len(ceiling) == 1 else ceiling

    def draw_footprint(self):
        rng = self.rng
        figures = {m: sorted((round(rng.uniform(0, 2), 2), round(rng.uniform(0, 2), 2)))
                   for m in oracle.MEASURES}
        return {"per": rng.choice(("request", "1000-tokens")), **figures,
                "scope": "inference", "source": "étude", "on": "2025-08-01"}

    def draw_activities(self):
        drawn = {activity_id: self.draw_activity(activity_id) for activity_id in self.activities}
        share_a_name(self.rng, self.day, drawn)
        return drawn

    def draw_activity(self, activity_id):
        rng = self.rng
        mild = chance(rng, 1 - self.severity)
        activity = {"status": rng.choice(("allowed", "allowed", "restricted", "banned")[:1 if mild else 4])}
        optional = {
            "aliases": (0.6, some(rng, ACTIVITIES[activity_id], 1)), "data": (0.7 * self.severity, self.draw_ceiling()),
            "autonomy": (0.5 * self.severity, rng.choice(AUTONOMY)), "duties": (0.7, some(rng, self.duties, 1, 3)),
            "tools": (0.5 * self.severity, self.draw_activity_tools()),
        }
        activity |= {k: value for k, (share, value) in optional.items() if chance(rng, share)}
        return shuffled(rng, activity | ornaments(rng) | self.draw_title(activity_id) | dates(rng, self.day, 0.15))

    def draw_activity_tools(self):
        rng = self.rng
        parts = {"only": some(rng, self.tools, 2), "not": some(rng, self.tools, 1, 2),
                 "status": some(rng, oracle.STRICTNESS, 1, 3)}
        return {k: parts[k] for k in some(rng, parts, 1, 2)}

    # --- rules and exceptions ---

    def draw_rule(self):
        rng = self.rng
        rule = ornaments(rng) | dates(rng, self.day, 0.1)
        if chance(rng, 0.12):  # what was declared of the tool: the same by its id does better
            tests = ({"tool.model": {"absent": False}}, {"tool.name": {"matches": "[A-Z ]"}})
            return rule | {"when": rng.choice(tests)}
        reads_data = chance(rng, 0.2)
        if reads_data:
            rule["when"] = self.draw_what_can_hold(self.draw_data_condition)
        elif chance(rng, 0.85):
            rule["when"] = self.draw_what_can_hold(lambda: self.draw_condition(2))
        kind = rng.random()
        if kind < 0.4:
            drawn = self.draw_data_condition if chance(rng, 0.4) else lambda: self.draw_condition(1)
            rule["require"] = self.draw_what_can_hold(drawn)
        elif kind < (0.8 if reads_data else 0.65):
            rule["duties"] = some(rng, self.duties, 1, 2)
        if chance(rng, 0.7):
            rule["effect"] = rng.choice(("forbid", "review", "advise"))
        if not {"when", "require", "duties"} & rule.keys():
            rule["when"] = self.draw_what_can_hold(lambda: self.draw_condition(1))
        return shuffled(rng, rule)

    def draw_exception(self):
        """Mostly a plain `for`, mostly approved by all, its dates around the day."""
        rng = self.rng
        ends = sorted((near(rng, self.day), near(rng, self.day)))
        clauses = list(CLAUSES) + [f"duty.{d}" for d in self.duties] + [f"rule.{r}" for r in self.rules]
        clauses += [f"detector.{d}" for d in self.detectors]
        plain = ({"usage.stage": "planned"}, {"tool.listed": True}, {"activity": rng.choice(self.activities)},
                 {"tool": {"in": some(rng, self.tools, 2)}}, {"usage.unit": rng.choice(UNITS)})
        return {
            "for": rng.choice(plain) if chance(rng, 0.75) else self.draw_what_can_hold(lambda: self.draw_condition(1)),
            "waives": some(rng, clauses, 2, 10), "from": str(ends[0]), "until": str(ends[1]),
            "approved-by": self.colleges if chance(rng, 0.6) else some(rng, self.colleges, 1),
            "because": "essai", "title": "Pilote",
        }

    def draw_what_can_hold(self, draw):
        while not can_hold(condition := draw(), self.closed, self.below):
            pass
        return condition

    def draw_condition(self, depth):
        rng = self.rng
        if depth and chance(rng, 0.4):
            deeper = [self.draw_condition(depth - 1) for _ in range(rng.randint(1, 3))]
            key = rng.choice(("all", "any", "not"))
            condition = {key: deeper[0] if key == "not" else deeper}
            return condition | (self.draw_test() if chance(rng, 0.3) else {})
        condition = self.draw_test()
        return condition | (self.draw_test() if chance(rng, 0.3) else {})

    def draw_data_condition(self):
        """What reads the data, alone or beside a fact that may be missing."""
        rng, (name, matcher) = self.rng, self.test_data()
        tests = [{name: matcher}]
        if chance(rng, 0.7):
            fact, asked = self.test_fact()
            tests.append({fact: asked} if chance(rng, 0.6) else self.draw_test())
        return tests[0] if len(tests) == 1 and chance(rng, 0.7) else {rng.choice(("any", "all")): tests}

    def draw_test(self):
        """One name and its matcher; both spellings of a name never meet in a mapping."""
        rng = self.rng
        draw = rng.choice((self.test_fact, self.test_fact, self.test_usage, self.test_usage,
                           self.test_tool, self.test_activity, self.test_data))
        name, matcher = draw()
        return {name: matcher}

    def test_fact(self):
        name = self.rng.choice(self.fields)
        field = FIELDS[name]
        values = {"choice": field.get("values"), "bool": (True, False), "text": LABELS,
                  "number": NUMBERS, "date": [str(near(self.rng, self.day)) for _ in range(3)]}
        return f"facts.{name}", self.matcher(field["type"], values[field["type"]])

    def test_usage(self):
        rng = self.rng
        days = [str(near(rng, self.day)) for _ in range(3)]
        names = {
            "unit": ("choice", UNITS), "role": ("choice", ROLES), "author": ("text", PEOPLE),
            "output": ("choice", ("internal", "public", "decision")), "autonomy": ("autonomy", AUTONOMY),
            "stage": ("always", ("planned", "in-use", "done")), "date": ("date", days),
            "purpose": ("text", LABELS), "volume.requests": ("number", VOLUMES), "volume.tokens": ("number", VOLUMES),
        }
        name = rng.choice(list(names))
        return f"usage.{name}", self.matcher(*names[name])

    def test_tool(self):
        rng = self.rng
        names = {
            "tool": ("choice", self.tools), "tool.id": ("choice", self.tools), "tool.listed": ("always", (True, False)),
            "tool.status": ("choice", oracle.STRICTNESS), "tool.hosting": ("choice", self.hosting),
            "tool.vendor": ("text", VENDORS), "tool.trains_on_inputs": ("bool", (True, False)),
            "tool.model": ("text", MODELS), "tool.name": ("always-text", ("chatgpt", "Le Chat")),
        }
        name = rng.choice(list(names))
        return name, self.matcher(*names[name])

    def test_activity(self):
        names = {
            "activity": ("choice", self.activities), "activity.listed": ("always", (True, False)),
            "activity.id": ("choice", self.activities),
            "activity.status": ("choice", ("allowed", "restricted", "banned")),
        }
        name = self.rng.choice(list(names))
        return name, self.matcher(*names[name])

    def test_data(self):
        return "data", {self.rng.choice(("includes", "within")): self.rng.choice(self.classes)}

    def matcher(self, kind, values):
        """A plain value or some matchers, such as some value can meet."""
        rng = self.rng
        if chance(rng, 0.3):
            return rng.choice(values)
        if not kind.startswith("always") and chance(rng, 0.08):
            return {"absent": chance(rng, 0.5)}
        while True:
            forms = {"not": rng.choice(values), "in": some(rng, values, 1, 2), "not-in": some(rng, values, 1, 2)}
            if kind in ("number", "date", "autonomy"):
                forms |= {"at-least": rng.choice(values), "at-most": rng.choice(values)} | forms
            if kind.endswith("text"):
                forms["matches"] = rng.choice(("a", "^a", "[a-z]+ [a-z]+", "o$", "(?i)mistral", "[.]"))
            drawn = {n: forms[n] for n in some(rng, forms, 1, 2 if chance(rng, 0.2) else 1)}
            if can_be_met(kind, values, drawn):
                return drawn


def can_be_met(kind, values, matchers):
    """Whether some value meets all of these; a charter whose condition none can meet is refused."""
    if kind not in BESIDE:
        kind = "bool" if isinstance(values[0], bool) else "text"
    return any(all(conditions.matches(kind, have, m, want) for m, want in matchers.items())
               for have in candidates(kind, values))


SAMPLE = "aa mistral. o"   # what the texts' patterns find
BESIDE = {"number": lambda values: [v + step for v in values for step in (-0.25, 0, 0.25)],
          "autonomy": lambda values: AUTONOMY,
          "date": lambda values: [day_of(v) + timedelta(days=step) for v in values for step in (-1, 0, 1)]}


def candidates(kind, values):
    return BESIDE[kind](values) if kind in BESIDE else [*values, SAMPLE] if kind == "text" else list(values)


def literals(condition, positive=True):
    """What must hold together: (name, matcher, its value, whether it must hold or fail); the branches of an *or* apart."""
    together, apart = [], []
    for key, value in condition.items():
        branches = value if key in ("all", "any") else [value]
        if key in ("all", "any", "not"):
            inner = [literals(c, positive != (key == "not")) for c in branches]
            joined = key == "not" or (key == "all") == positive
            apart += [group for groups in inner for group in groups[0 if not joined else 1:]]
            together += [literal for groups in inner for literal in groups[0]] if joined else []
        else:
            name = conditions.SHORT.get(key, key)
            matchers = value if isinstance(value, dict) else {"equal": value}
            together += [(name, m, want, positive) for m, want in matchers.items()]
    if not positive and len(condition) > 1:  # one failing is enough
        return [[], *([literal] for literal in together), *apart]
    return [together, *apart]


def closed_names(activities, tools, hosting, units, roles):
    """The names of which the language or a charter lists every value."""
    return {"usage.output": ("internal", "public", "decision"), "usage.stage": ("planned", "in-use", "done"),
            "tool.status": oracle.STRICTNESS, "activity.status": ("allowed", "restricted", "banned"),
            "facts.account": FIELDS["account"]["values"], "usage.autonomy": AUTONOMY,
            "activity.id": activities, "tool.id": tools, "tool.hosting": hosting, "usage.unit": units, "usage.role": roles}


def can_hold(condition, closed, below):
    """Whether every conjunction of a condition, and of each of its parts, can be met, each name for itself."""
    for group in literals(condition):
        for name in {name for name, *_ in group}:
            mine = [literal for literal in group if literal[0] == name]
            if not (data_can_meet(mine, below) if name == "data" else name_can_meet(mine, closed.get(name))):
                return False
    parts = [value for key, value in condition.items() if key == "not"]
    parts += [part for key, value in condition.items() if key in ("all", "any") for part in value]
    return all(can_hold(part, closed, below) for part in parts)


def name_can_meet(mine, closed):
    """`closed`: all the values that a name may have, where the language or the charter says so."""
    head, _, rest = mine[0][0].partition(".")
    kind = FIELDS[rest]["type"] if head == "facts" else "text"
    if head == "usage":
        kind = conditions.USAGE_TYPES.get(rest, "text")
    if rest in ("listed", "trains_on_inputs"):
        kind = "bool"
    named = [w for _, m, want, _ in mine if m not in ("absent", "matches") for w in oracle.as_list(want)]
    if not named and kind in BESIDE:
        return True
    values = [True, False] if kind == "bool" else closed or candidates(kind, named)
    absent = [] if rest in ("listed", "stage") else [None]
    return any(all(conditions.matches(kind, have, m, want) is positive for _, m, want, positive in mine)
               for have in [*values, *absent])


def data_can_meet(mine, below):
    """Whether some set of classes meets all of these."""
    def meets(classes):
        return all(positive == (any(want in below[c] for c in classes) if m == "includes"
                                else all(c in below[want] for c in classes)) for _, m, want, positive in mine)
    return any(meets(some_of) for size in range(3) for some_of in itertools.combinations(below, size))


def share_a_name(rng, day, entries):
    """Two entries may own the same alias where their dates never meet."""
    if not chance(rng, 0.3) or len(entries) < 2:
        return
    early, late = rng.sample(list(entries), 2)
    turn = near(rng, day)
    for key in ("from", "until"):
        entries[early].pop(key, None)
        entries[late].pop(key, None)
    entries[early]["until"] = str(turn)
    entries[late]["from"] = str(turn + timedelta(days=1))
    alias = "Nom partagé"
    for entry in (entries[early], entries[late]):
        entry["aliases"] = entry.get("aliases", []) + [alias]


def draw_versions(rng, day):
    """One charter, or two versions with a gap of some days, or none, between them."""
    first = CharterDraft(rng, day).draw()
    if not chance(rng, 0.3):
        return [first]
    second = altered(rng, first)
    turn = near(rng, day)
    gap = rng.choice((1, 1, 2, 30))
    first |= {"version": "2026.1", "until": str(turn)}
    second |= {"version": "2026.2", "from": str(turn + timedelta(days=gap))}
    if "from" in first and day_of(first["from"]) > turn:
        del first["from"]
    second.pop("until", None)
    return rng.sample([first, second], 2)


def altered(rng, charter):
    """A later version: some statuses, effects and approvals changed."""
    other = copy.deepcopy(charter)
    for tool in other["tools"].values():
        if chance(rng, 0.4):
            tool["status"] = rng.choice(oracle.STRICTNESS)
    for activity in other["activities"].values():
        if chance(rng, 0.4):
            activity["status"] = rng.choice(("allowed", "restricted", "banned"))
    for rule in other["rules"].values():
        if chance(rng, 0.4):
            rule["effect"] = rng.choice(("forbid", "review", "advise"))
    other["unlisted"] = {"tool": rng.choice(("review", "forbid"))}
    return other


# --- declarations ----------------------------------------------------------

class Declarer:
    """Draws declarations that speak of what a folder of charters knows."""

    def __init__(self, rng, versions, at):
        self.rng, self.at, self.charter = rng, at, versions[0]
        self.versions = [oracle.Charter(v) for v in versions]
        self.turns = sorted({d for v in versions for d in days_in(v)}) or [at]
        self.wanted = oracle.VERDICTS + ("invalid", "any", "any", "any")

    def draw(self, number):
        """Tries a few drafts for the verdict wanted, so that no verdict crowds the others out."""
        wanted = self.rng.choice(self.wanted)
        for _ in range(6):
            draft = self.draw_draft(number)
            if wanted == "invalid":
                return shuffled(self.rng, self.spoil(draft))
            if wanted in ("any", oracle.verdict(self.versions, draft, self.at)):
                break
        return draft

    def draw_draft(self, number):
        rng = self.rng
        draft = {"usage": 1, "id": f"usage-{number}", "activity": self.draw_activity(), "tool": self.draw_tool()}
        self.tool = draft["tool"]["name"] if isinstance(draft["tool"], dict) else draft["tool"]
        self.stage = rng.choice(("planned", "planned", "in-use", "done"))
        self.day = self.draw_day()
        self.author = rng.choice(PEOPLE) if chance(rng, 0.95) else rng.choice(NOBODIES)
        optional = {
            "data": (0.82, self.draw_data()), "autonomy": (0.85, rng.choice(AUTONOMY)),
            "unit": (0.8, rng.choice(UNITS)), "role": (0.8, rng.choice(ROLES)), "author": (0.85, self.author),
            "purpose": (0.85, rng.choice(PURPOSES)), "output": (0.85, rng.choice(("internal", "public", "decision"))),
            "stage": (1.0 if self.stage != "planned" else 0.5, self.stage),
            "date": (0.95 if self.stage == "done" else 0.5, str(self.day)),
            "facts": (0.9, self.draw_facts()), "volume": (0.8, self.draw_volume()),
            "x-ticket": (0.1, {"ref": ["T-1"]}),
        }
        draft |= {k: value for k, (share, value) in optional.items() if chance(rng, share)}
        draft |= self.draw_evidence()
        if chance(rng, 0.1):
            draft[rng.choice(("data", "autonomy", "author", "purpose", "review"))] = None
        return shuffled(rng, draft)

    def draw_day(self):
        """A day near the run's, or near one on which the charter turns; seldom one to come."""
        rng = self.rng
        day = near(rng, self.at) if chance(rng, 0.5) else rng.choice(self.turns) + timedelta(days=rng.choice((0, 0, 1, -1)))
        late = day > self.at and chance(rng, 0.6)
        return self.at + timedelta(days=rng.choice((0, 1, 1, -1, -20))) if late else day

    def draw_activity(self):
        rng, known = self.rng, self.charter["activities"]
        if chance(rng, 0.06):
            return rng.choice(("Jardinage", "gardening"))
        return mangled(rng, own_name(rng, known))

    def draw_tool(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.06:
            name = rng.choice(STRANGE_NAMES)
        elif kind < 0.16:
            name = rng.choice(PATTERN_NAMES)
        elif kind < 0.24:
            name = variant(rng, own_name(rng, self.charter["tools"]))
        else:
            name = mangled(rng, own_name(rng, self.charter["tools"]))
        if chance(rng, 0.35):
            return {"name": name, "model": rng.choice(MODELS)} if chance(rng, 0.8) else {"name": name}
        return name

    def draw_data(self):
        rng = self.rng
        classes = some(rng, self.charter["data"], 0 if chance(rng, 0.15) else 1, 2)
        classes = [own_name(rng, {c: self.charter["data"][c]}) if chance(rng, 0.2) else c for c in classes]
        if chance(rng, 0.08):
            classes.insert(rng.randint(0, len(classes)), rng.choice(("secret-defense", "biometric")))
        classes = [c.upper() if chance(rng, 0.1) else c for c in classes]
        return classes[0] if len(classes) == 1 and chance(rng, 0.2) else classes

    def draw_facts(self):
        rng, fields = self.rng, self.charter["fields"]
        values = {"account": FIELDS["account"]["values"], "training_opt_out": (True, False), "label": LABELS,
                  "head_count": NUMBERS, "signed_on": [str(near(rng, self.at))]}
        return {f: rng.choice(values[f]) for f in some(rng, fields, max(0, len(fields) - 2))}

    def draw_volume(self):
        volume = {"requests": self.rng.choice(VOLUMES), "tokens": self.rng.choice(VOLUMES)}
        return {k: volume[k] for k in some(self.rng, volume, 1)}

    def draw_evidence(self):
        rng, found, named = self.rng, {}, {}
        for duty_id, duty in self.charter["duties"].items():
            for path in oracle.as_list(duty.get("evidence", f"evidence.{duty_id}")):
                head, _, rest = path.partition(".")
                if head == "facts" or chance(rng, 0.25):
                    continue
                (named if rest else found)[rest or head] = self.evidence_for(duty)
        return found | ({"evidence": named} if named else {})

    def evidence_for(self, duty):
        rng = self.rng
        kind = rng.random()
        if kind < 0.08:
            return chance(rng, 0.6)
        if kind < 0.14:
            return rng.choice(({}, {"x-note": "done"}, {"ref": None}, {"ref": None, "on": None}, [{}], [False, {}],
                               {"id": "nd"}, {"id": "nd"}))
        if kind < 0.3:
            return [self.piece(duty) for _ in range(rng.randint(0, 3))]
        return self.piece(duty)

    def piece(self, duty):
        """A mapping that meets the duty, or just fails one of its demands."""
        rng = self.rng
        judged = self.day if self.stage == "done" else self.at
        limits = [duty[k] for k in ("valid-for", "every") if k in duty]
        if limits and chance(rng, 0.6):
            on = start_of(rng, judged, rng.choice(limits))
        else:
            on = rng.choice((judged, self.at, self.day)) + timedelta(days=rng.choice((0, 0, -1, -1, 1, 2, -40)))
        parts = {"on": (0.85, str(on)), "by": (0.7, self.reviewer()),
                 "ref": (0.4, rng.choice(("R-1", "N/A-2026-12", "No. 12", "10"))),
                 "id": (0.85, rng.choice(duty.get("accepts", ["ia-101"])) if chance(rng, 0.85) else "ia-999")}
        return {k: value for k, (share, value) in parts.items() if chance(rng, share)} or {"ref": "R-2"}

    def reviewer(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.72:
            return rng.choice([p for p in PEOPLE if p != self.author])
        if kind < 0.84:
            return same_person(rng, self.author)
        if kind < 0.9:
            return rng.choice(NOBODIES)
        if kind < 0.94:
            return mangled(rng, self.tool)
        name = own_name(rng, self.charter["tools"])
        return mangled(rng, name) if chance(rng, 0.7) else variant(rng, name)

    def slip_in_evidence(self):
        """Evidence that is written as none may be."""
        rng = self.rng
        bad = rng.choice(("DPIA-12", "yes", "oui", "2026-01-10", "True", {"reference": "A-1"}, {"reference": None},
                          {"ref": rng.choice(REFERENCES_OF_NO)}, {"id": rng.choice(REFERENCES_OF_NO + ("ND", "nd"))},
                          {"ref": rng.choice(REFERENCES_OF_NO), "by": "c.durand"}))
        bad = [True, bad] if chance(rng, 0.2) else bad
        return {rng.choice(("review", "training")): bad} if chance(rng, 0.4) else {"evidence": {rng.choice(DUTIES): bad}}

    def spoil(self, draft):
        """One fault of the schema; whether it counts is still the oracle's to say."""
        rng = self.rng
        faults = (
            {"facts": {"no_such_field": "x"}}, {"unit": "dmrg"}, {"role": "Analysts"}, {"autonomy": "total"},
            {"stage": "finished"}, {"date": "2026-02-30"}, {"date": "2026-2-3"}, {"output": "secret"},
            {"usage": 2}, {"activity": None}, {"tool": None}, {"tool": {"model": "gpt-4o"}},
            {"tool": {"name": "x", "version": "1"}}, {"colour": "red"}, {"data": {"class": "public"}},
            {"volume": {"requests": "010"}}, {"volume": {"words": 3}}, {"review": {"who": "c.durand"}},
            {"review": {"on": "2027-02-29"}}, {"evidence": "DPIA-12"}, {"facts": ["x"]}, *self.bad_facts(),
            {"colour": None}, {"facts": {"9": None}}, {"volume": {"requests": 1, "words": None}},
            {"tool": {"name": "x", "version": None}}, *(self.slip_in_evidence() for _ in range(6)),
        )
        return draft | rng.choice(faults)

    def bad_facts(self):
        bad = {"account": "shared", "training_opt_out": "yes", "label": ["x"], "head_count": "010",
               "signed_on": "2026-13-01"}
        return [{"facts": {f: bad[f]}} for f in self.charter["fields"]]


def own_name(rng, entries):
    """An entry's id, or one of its aliases or titles."""
    entry_id = rng.choice(list(entries))
    entry = entries[entry_id]
    return rng.choice([entry_id, entry_id] + entry.get("aliases", []) + oracle.titles_of(entry))


def variant(rng, name):
    """A longer name, or one that only looks longer."""
    ways = ("{} Plus", "GitHub {}", "{}-5", "{}4", "Mon {} à moi", "{}.", "new{}", "X-{}", "{} {}")
    longer = rng.choice(ways).format(name, name)
    return longer.replace(" ", rng.choice(("-", "_", "  "))) if chance(rng, 0.2) else mangled(rng, longer)


def same_person(rng, name):
    """The same words otherwise written, or a name that only looks like theirs."""
    words = name.partition("@")[0].replace(".", " ").split()
    ways = (" ".join(reversed(words)), "-".join(words), "_".join(words).upper(), ".".join(words) + "@example.org",
            ", ".join(reversed(words)), mangled(rng, name), " ".join(words) + "2")
    return rng.choice(ways) or name


def mangled(rng, name):
    """The same name otherwise written, or now and then one that only looks the same."""
    ways = (str.upper, str.lower, str.title, lambda n: f"  {n} ", lambda n: n.replace(" ", " \u00a0 "),
            lambda n: unicodedata.normalize("NFD", n), lambda n: n.replace(" ", "   "))
    share = rng.random()
    if share < 0.5:
        return name
    if share < 0.92:
        return rng.choice(ways)(name)
    middle = len(name) // 2
    if share < 0.95:
        return name[:middle] + rng.choice(FORMAT_CHARS) + name[middle:]
    letter = rng.choice(list(LOOKALIKES))
    return name.replace(letter, LOOKALIKES[letter], 1)


def days_in(value):
    """Every from, until and review-by of a charter: the days on which an answer turns."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("from", "until", "review-by"):
                yield day_of(inner)
            else:
                yield from days_in(inner)


# --- cases and coverage ----------------------------------------------------

class CaseSet:
    """One folder of charters, a day, and declarations; drawn again alike from its name."""

    def __init__(self, seed, index, size):
        rng = random.Random(f"{seed}/{index}")
        self.name = f"{seed}-{index}"
        self.at = day_of(rng.choice(DAYS))
        self.versions = draw_versions(rng, self.at)
        declarer = Declarer(rng, self.versions, self.at)
        self.declarations = [declarer.draw(n) for n in range(size)]
        self.rng, self.loaded = rng, [oracle.Charter(v) for v in self.versions]

    def judge(self, notes):
        answers = [oracle.judge(self.loaded, d, self.at, notes) for d in self.declarations]
        for answer in answers:
            note_answer(notes, answer, self.at)
        return answers


def note_answer(notes, answer, at):
    """What the judgement of a case cannot note, having had none: no charter, no declaration."""
    told = [f"verdict {answer['verdict']}"]
    if answer["verdict"] != "invalid" and answer["charter"] is None:
        told += [("charter.period", oracle.UNDETERMINED),
                 "done without a date" if answer["day"] is None
                 else "done in the future" if day_of(answer["day"]) > at + oracle.TOMORROW else "no charter in force"]
    for what in told:
        notes[what] = notes.get(what, 0) + 1


OUTCOMES = (oracle.MET, oracle.BREACHED, oracle.WAIVED, oracle.UNDETERMINED, oracle.NOT_APPLICABLE)
M, B, W, U, N = OUTCOMES
REACHABLE = {
    "activity.unlisted": (M, B, W), "activity.status": (M, B, W, N), "activity.data": OUTCOMES,
    "activity.tools": (M, B, W, N), "activity.autonomy": OUTCOMES, "tool.unlisted": (M, B, W),
    "tool.status": (M, B, W, N), "tool.data": OUTCOMES, "tool.activities": (M, B, W, N),
    "data.unlisted": (B, W, N), "data.hosting": OUTCOMES, "detector.*": (M, B, W, N), "duty.*": (M, B, W, U),
    "rule.*": OUTCOMES,
    "charter.period": (M, U), "charter.review": (M, B, W, N), "exception.*": (B, N),
}
TRUTHS = ("True", "False", "None")
EXPECTED_NOTES = (
    *(f"verdict {v}" for v in oracle.VERDICTS + ("invalid",)),
    *(f"matcher {m}: {t}" for m in (*conditions.MATCHERS, "includes", "within") for t in TRUTHS),
    "matcher absent: True", "matcher absent: False",
    *(f"condition {c}: {t}" for c in ("all", "any", "not") for t in TRUTHS),
    *(f"exception for: {t}" for t in TRUTHS),
    *(f"exception {s}: {left} left" for s in ("to come", "in force", "ended") for left in ("breach", "nothing")),
    *(f"reads {n}" for n in ("tool.id", "tool.listed", "tool.status", "tool.hosting", "tool.vendor",
                             "tool.trains_on_inputs", "tool.model", "tool.name", "activity.id", "activity.listed",
                             "activity.status", "facts", "usage.unit", "usage.role", "usage.author",
                             "usage.output", "usage.autonomy", "usage.stage", "usage.date", "usage.purpose",
                             "usage.volume.requests", "usage.volume.tokens")),
    *(f"evidence {f}" for f in ("absent", "false", "undated", "after at", "after the day", "before the use", "expired",
                                "not accepted", "no author or no by", "by the author", "author is nobody", "by nobody",
                                "by the declared tool", "by a listed tool", "in a list", "another duty's word of no",
                                "of tomorrow, due before", "of tomorrow, due after",
                                "good: mapping", "good: boolean", "good: fact")),
    *(f"validity {e}{c}" for e in ("ends", "ended") for c in ("", ", clamped")),
    *(f"duty {due}, {stage}: {state}" for due in ("before", "after") for stage in ("planned", "in-use", "done")
      for state in ("met", "open" if stage == "planned" else "breached")), "duty after, in-use: open",
    *(f"duty {d}: silent" for d in ("before, planned", "before, in-use", "before, done", "after, in-use", "after, done")),
    "duty owed to a found class, review", "duty owed to a found class, advise", "found and undeclared, below forbid",
    *(f"owed to a found class: {o}, {e}" for o in (B, U) for e in ("review", "advise")),
    *(f"rule owed to a found class: {one} / {all_}" for one, all_ in (
        (N, B), (N, oracle.ASKS), (U, B), (U, oracle.ASKS), (U, N), (U, M), (B, N))),
    *(f"effect {e}: {o}" for e in ("forbid", "review", "advise") for o in (B, W, U)),
    *(f"{kind} {how}" for kind in ("tools", "activities") for how in ("by id", "by alias", "by title", "name deceptive")),
    "data by id", "data by title", "tools by alias, letter for letter", "variant of a banned tool", "variant of another tool",
    "not waived: tool.unlisted", "not waived: activity.unlisted", "rule unknown, in part for want of what is unlisted",
    "tools by one pattern", "tools by several patterns", "tool unlisted",
    "rule unknown, exempt", "rule unknown, undetermined",
    "no charter in force", "done without a date", "done in the future", "footprint per request", "footprint per 1000-tokens",
    *(f"instead for {v}: {n}" for v in oracle.VERDICTS[1:] for n in ("none", "some")),
    "instead: several", "instead: conditional", "instead: own list first", "instead: review",
)


def missing_from(notes):
    """What can occur and never did."""
    pairs = [(c, o) for c, outcomes in REACHABLE.items() for o in outcomes]
    return [n for n in (*pairs, *EXPECTED_NOTES) if n not in notes]


def table_of(notes):
    lines = ["{:18}".format("clause") + "".join(f"{o:>16}" for o in OUTCOMES)]
    for clause, reachable in REACHABLE.items():
        cells = (notes.get((clause, o), 0) if o in reachable else "-" for o in OUTCOMES)
        lines.append(f"{clause:18}" + "".join(f"{c:>16}" for c in cells))
    return "\n".join(lines)


def notes_table(notes):
    named = sorted(n for n in notes if isinstance(n, str))
    return "\n".join(f"{notes[n]:>8}  {n}" for n in named)


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--charters", type=int, default=CHARTERS)
    parser.add_argument("--per-charter", type=int, default=PER_CHARTER)
    return parser.parse_args()


def main():
    chosen, notes = options(), {}
    for index in range(chosen.charters):
        CaseSet(chosen.seed, index, chosen.per_charter).judge(notes)
    print(table_of(notes), notes_table(notes), sep="\n\n")
    missing = missing_from(notes)
    for what in missing:
        print(f"never seen: {what}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

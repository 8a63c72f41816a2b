"""small: charters and declarations small enough to try every filling, in which little is said."""

import random

import generate
import oracle
from generate import chance, some
from values import AUTONOMY, Invalid, day_of


class SmallDraft(generate.CharterDraft):
    """A charter of few tools and facts, in which most clauses wait for one."""

    def __init__(self, rng, day):
        self.rng, self.day = rng, day
        self.severity = rng.choice((0.2, 0.5))
        self.hosting = ["internal", "eu"]
        self.classes = some(rng, generate.CLASSES, 1, 3)
        self.duties = some(rng, generate.DUTIES, 2, 2)
        self.activities = some(rng, generate.ACTIVITIES, 2, 2)
        self.tools = some(rng, generate.TOOLS, 2, 4)
        self.fields = some(rng, generate.FIELDS, 2, 3)
        self.detectors = some(rng, generate.DETECTORS, 1, 1) if chance(rng, 0.3) else []
        self.rules = [f"rule-{n}" for n in range(rng.randint(1, 4))]
        self.colleges = ["users"]
        self.units = list(generate.UNITS) if chance(rng, 0.5) else None
        self.roles = None
        self.data = self.draw_data()
        self.below = oracle.Charter({"data": self.data}).below
        self.closed = generate.closed_names(self.activities, self.tools, self.hosting, self.units, self.roles)

    def draw_field(self, name):
        return generate.FIELDS[name]

    def draw_exception(self):
        drawn = super().draw_exception()
        drawn["approved-by"] = self.colleges
        if chance(self.rng, 0.6):
            drawn["for"] = self.draw_what_can_hold(self.draw_test)
        drawn |= {"from": "2001-01-01", "until": "2040-01-01"}
        return drawn

    def test_usage(self):
        rng = self.rng
        names = {"unit": ("choice", generate.UNITS), "output": ("choice", ("internal", "public", "decision")),
                 "autonomy": ("autonomy", AUTONOMY), "author": ("text", generate.PEOPLE[:2]),
                 "date": ("date", [str(generate.near(rng, self.day))]),
                 "purpose": ("text", generate.LABELS[:2]), "volume.requests": ("number", generate.VOLUMES[:3])}
        name = rng.choice(list(names))
        return f"usage.{name}", self.matcher(*names[name])


class SmallCase:
    """One small charter, a day, and declarations that say little."""

    def __init__(self, seed, index, size):
        self.rng = rng = random.Random(f"small {seed}/{index}")
        self.name = f"small-{seed}-{index}"
        self.at = day_of(rng.choice(generate.DAYS))
        self.draft = SmallDraft(rng, self.at)
        self.versions = [self.draft.draw()]
        self.loaded = [oracle.Charter(v) for v in self.versions]
        self.share = rng.choice((0.15, 0.5, 0.8))
        self.declarations = [self.declare(n) for n in range(size)]

    def declare(self, number):
        rng, charter, draft = self.rng, self.versions[0], self.draft
        declarer = generate.Declarer(rng, self.versions, self.at)
        declarer.stage = rng.choice(("planned", "planned", "planned", "in-use"))
        declarer.day, declarer.author, declarer.tool = self.at, rng.choice(generate.PEOPLE[:3]), "x"
        tool = rng.choice(list(charter["tools"])) if chance(rng, 0.9) else "OutilInconnu"
        said = {"usage": 1, "id": f"usage-{number}", "activity": rng.choice(list(charter["activities"])),
                "tool": {"name": tool, "model": rng.choice(generate.MODELS)} if chance(rng, 0.2) else tool,
                "stage": declarer.stage}
        optional = {
            "data": some(rng, charter["data"], 0, 2), "unit": rng.choice(generate.UNITS[:2]),
            "output": rng.choice(("internal", "public", "decision")), "autonomy": rng.choice(AUTONOMY),
            "author": declarer.author, "date": str(generate.near(rng, self.at)), "purpose": rng.choice(generate.PURPOSES),
            "volume": declarer.draw_volume(), "facts": {f: v for f, v in self.facts().items() if chance(rng, self.share)},
        }
        said |= {k: v for k, v in optional.items() if k == "facts" or chance(rng, self.share)}
        return said | (declarer.draw_evidence() if chance(rng, 0.6) else {})

    def consider(self, declaration):
        """The case and its judgement; no case where there is nothing to judge."""
        try:
            return oracle.consider(self.loaded, declaration, self.at)
        except Invalid:
            return None, None

    def facts(self):
        rng = self.rng
        values = {"account": ("professional", "personal"), "training_opt_out": (True, False), "label": generate.LABELS,
                  "head_count": generate.NUMBERS, "signed_on": [str(generate.near(rng, self.at))]}
        return {f: rng.choice(values[f]) for f in self.draft.fields}

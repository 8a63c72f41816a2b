"""make_register: a made-up register of uses, the same for the same seed: python3 make_register.py COUNT [SEED] > FILE

Declarations for charter/statistics-institute.yaml, as a register of a year would hold them: most in order, some not,
some of tools that the charter does not list, some that send what they do not declare, a few that cannot be read.
"""

import random
import sys

UNITS = ["DMRG", "DSDS", "DESE", "DSI", "DRH", "COM", "DR"]
ACTIVITIES = ["redaction"] * 6 + ["traduction"] * 3 + ["recherche"] * 3 + ["developpement"] * 4 + ["codification"] * 2 + [
    "analyse", "imputation", "planification"]
TOOLS = ["assistant-interne"] * 9 + ["assistant-code"] * 3 + ["classifieur"] * 2 + ["etranslation"] * 2 + [
    "le-chat", "le-chat", "ChatGPT", "ChatGPT", "gpt-4o mini", "Gemini", "DeepL Write", "Copilot", "copilot", "Perplexity"]
DATA = ["[interne]"] * 6 + ["[public]"] * 4 + ["[]", "[personnelles]", "[code-source]", "[interne, personnelles]"]
FIRST = ["a", "b", "c", "d", "e", "f", "g", "h"]
LAST = ["martin", "durand", "petit", "moreau", "leroy", "girard"]


def in_order(rng, day):
    """The keys of a use that the charter allows, afterwards at the latest."""
    activity, tool = rng.choice([("redaction", "assistant-interne")] * 4 + [("recherche", "assistant-interne")] * 3 +
                                [("developpement", "assistant-code")] * 3 + [("traduction", "etranslation")] * 2)
    return {"activity": activity, "tool": tool, "autonomy": "assist", "output": "internal",
            "data": "[public]" if tool == "etranslation" else rng.choice(["[interne]", "[public]"]),
            "training": "[{id: ia-101, on: 2025-10-01}]", "review": f"{{by: z.{rng.choice(LAST)}, on: {day}}}",
            "evidence": f"{{sources: true, contre-verification: true, tests: {{on: {day}}}}}",
            "facts": "{compte: professionnel, reutilisation_desactivee: true}"}


def at_random(rng, day):
    keys = {"activity": rng.choice(ACTIVITIES), "tool": rng.choice(TOOLS),
            "autonomy": rng.choice(["suggest", "assist", "assist", "supervised"]),
            "output": rng.choices(["internal", "public", "decision"], [8, 3, 0.2])[0]}
    if rng.random() < 0.95:
        keys["data"] = rng.choice(DATA)
    if rng.random() < 0.8:
        keys["training"] = "[{id: ia-101, on: 2025-10-01}]"
    if rng.random() < 0.7:
        keys["review"] = f"{{by: z.{rng.choice(LAST)}, on: {day}}}"
    if rng.random() < 0.5:
        keys["evidence"] = f"{{sources: true, contre-verification: true, tests: {{on: {day}}}, mention-ia: true}}"
    if rng.random() < 0.8:
        keys["facts"] = "{compte: professionnel, reutilisation_desactivee: true}"
    return keys


def declaration(rng, number):
    month = min(11, 1 + int(rng.triangular(0, 11, 10)))
    day = f"2026-{month:02}-{rng.randint(1, 23):02}"
    stage = rng.choices(["done", "in-use", "planned"], [6, 2, 2])[0]
    keys = {"usage": 1, "id": f"u-{number}", "unit": rng.choices(UNITS, [5, 6, 4, 8, 2, 3, 1])[0],
            "author": f"{rng.choice(FIRST)}.{rng.choice(LAST)}", "purpose": "essai", "stage": stage}
    keys.update(in_order(rng, day) if rng.random() < 0.7 else at_random(rng, day))
    if stage == "done" or rng.random() < 0.8:
        keys["date"] = day
    if rng.random() < 0.7:
        keys["volume"] = f"{{requests: {int(rng.lognormvariate(3, 1.2)) + 1}}}"
    if number % 17 == 3:
        keys["purpose"] = "'répondre à la personne 2 95 10 99 126 111 93'"
    if number % 29 == 5:
        keys["files"] = "[pas-ici.txt]"
    if rng.random() < 0.004:
        keys["unitt"] = "DMRG"
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


def register(count, seed=1):
    rng = random.Random(seed)
    return [declaration(rng, number) for number in range(count)]


if __name__ == "__main__":
    sys.stdout.write("---\n".join(register(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)))

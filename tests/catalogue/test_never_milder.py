#!/usr/bin/env python3
"""The catalogue makes no verdict milder for a tool that the charter bans or does not name: random charters, with it and
without it, over the names of the catalogue and names with more words around them."""
import os
import random
import sys
import unittest

try:
    import yaml
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from known import CATALOGUE, PROGRAM, law, names_of, verdicts  # noqa: E402

CHARTERS, USES = 120, 150
GRAVITY = ("compliant", "conditional", "review", "undetermined", "non-compliant")
STATUSES = ("banned", "banned", "approved", "tolerated", "recommended")
MORE = ("Plus", "Team", "for Government", "AI", "4o", "beta", "Enterprise", "Chat")


def a_name(draw):
    return draw.choice(names_of(draw.choice(list(CATALOGUE))))


def an_entry(draw, taken):
    """What the charter says itself, some of it in the catalogue's words. No alias is given twice."""
    entry = {"status": draw.choice(STATUSES)}
    if draw.random() < 0.3:
        names = {name.casefold(): name for name in (a_name(draw) for _ in range(draw.randint(0, 3)))}
        entry["aliases"] = [names[key] for key in sorted(names) if key not in taken]
        taken.update(names)
    if draw.random() < 0.2:
        entry["pattern"] = "(?i)" + draw.choice(("gpt", "^claude", "copilot", "llama", "ai$", "mistral", "^google"))
    if draw.random() < 0.2:
        entry["hosting"] = draw.choice(("own", "eu", "non-eu"))
    if draw.random() < 0.2:
        entry["vendor"] = "Somebody"
    return entry


def a_charter(draw):
    """Its tools, and it with the catalogue and without."""
    ids = draw.sample(sorted(CATALOGUE), draw.randint(2, 40))
    family = draw.choice(("gpt", "claude", "copilot", "gemini", "mistral", "microsoft", "deepl"))
    ids += [tool for tool in CATALOGUE if family in tool and tool not in ids and draw.random() < 0.7]
    ids += draw.sample(["chat", "copilot", "house-tool", "gpt", "google", "microsoft", "ai"], 3)
    taken = set(CATALOGUE)
    tools = {tool: an_entry(draw, taken) for tool in ids}
    unlisted = {key: draw.choice(("review", "forbid")) for key in ("tool", "variants")}
    rules = {"training": {"when": {"tool.trains_on_inputs": True}, "effect": draw.choice(("forbid", "review"))},
             "maker": {"when": {"tool.vendor": "OpenAI"}, "effect": "forbid"}}
    texts = [law(tools, include) + yaml.safe_dump({"unlisted": unlisted, "rules": rules}) for include in (True, False)]
    return tools, texts


def a_use(draw, tools):
    name = a_name(draw)
    if draw.random() < 0.4:
        name = draw.choice(names_of(draw.choice([tool for tool in tools if tool in CATALOGUE])))
    if draw.random() < 0.4:
        name = draw.choice((f"{name} {draw.choice(MORE)}", f"{draw.choice(MORE)} {name}", name.replace(" ", "-"), name.lower(),
                            name.replace(" ", "")))
    return {"activity": "writing", "tool": name, "data": draw.choice(([], ["open"], ["kept"]))}


def clauses(verdict, outcome):
    return {finding["clause"] for finding in verdict["findings"] if finding["outcome"] == outcome and finding["effect"] == "forbid"}


@unittest.skipUnless(PROGRAM, "CHARTER_CHECK names no program")
class NeverMilder(unittest.TestCase):
    def hold(self, tools, use, before, after):
        gravity = {"before": GRAVITY.index(before["verdict"]), "after": GRAVITY.index(after["verdict"])}
        if before["tool"] is not None:
            self.assertEqual(after["tool"], before["tool"], "what the charter's own names say holds")
        if after["tool"] is None or tools[after["tool"]]["status"] == "banned":
            self.assertGreaterEqual(gravity["after"], gravity["before"])
        if "tool.status" in clauses(before, "breached"):
            self.assertEqual(after["verdict"], "non-compliant")
        if any("which it bans" in finding["message"] for finding in before["findings"]):
            self.assertEqual(after["verdict"], "non-compliant", "a variant of a banned tool stays forbidden")

    def test_random_charters(self):
        draw = random.Random(20261130)
        resolved = 0
        for _ in range(CHARTERS):
            tools, texts = a_charter(draw)
            uses = [a_use(draw, tools) for _ in range(USES)]
            for use, after, before in zip(uses, *(verdicts(text, uses) for text in texts)):
                with self.subTest(use=use, tools={after["tool"]: tools.get(after["tool"])}):
                    self.hold(tools, use, before, after)
                resolved += before["tool"] is None and after["tool"] is not None
        print(f"{CHARTERS * USES} uses, {resolved} of them of a tool that the catalogue alone names so")
        self.assertGreater(resolved, 1000)


if __name__ == "__main__":
    unittest.main()

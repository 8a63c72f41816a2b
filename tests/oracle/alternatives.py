"""alternatives: the design's *Instead*, by judging every candidate under every filling in turn."""

from dataclasses import replace

import fillings
import oracle
from fillings import TooMany
from oracle import BREACHED, VERDICTS

TOLD = 10
# What stays breached whatever is filled in, where no exception names it.
SETTLED = {"activity.status", "activity.tools", "tool.activities", "data.unlisted", "tool.status"}


class Search:
    """The best filling of one candidate: the verdict, then the fewest facts, then the first."""

    def __init__(self, declared_case, declared, most):
        self.declared_case, self.declared, self.most = declared_case, declared, most
        exceptions = declared_case.charter.section("exceptions").values()
        self.waivable = {c for e in exceptions for c in e["waives"]}
        self.tried = 0

    def best_of(self, case):
        self.best = None
        self.look(case, {}, frozenset())
        return self.best

    def look(self, case, fills, skipped):
        self.tried += 1
        if self.tried > self.most:
            raise TooMany()
        judged = oracle.judge_case(case)
        if self.is_settled(case, judged):
            return
        if oracle.does_better(case, judged, self.declared):
            rank = VERDICTS.index(judged.verdict), len(fills)
            if self.best is None or rank < self.best[:2]:
                self.best = (*rank, judged.verdict, dict(fills))
        if self.best and self.best[0] == 0 and self.best[1] <= len(fills):
            return
        name = next((n for n in fillings.missing_facts(case, judged, advice=False) if n not in skipped), None)
        if name is None:
            return
        for value in fillings.values_of(case, name):
            self.look(fillings.filled(case, name, value), {**fills, name: value}, skipped)
        self.look(case, fills, skipped | {name})

    def is_settled(self, case, judged):
        """A breach that nothing filled in later can mend, which spares the tree below it."""
        known = SETTLED | ({"activity.data", "tool.data"} if case.classes is not None else set())
        return any(f.outcome == BREACHED and f.effect == "forbid" and f.clause in known - self.waivable
                   for f in judged.findings)


def candidates(case):
    return {i: t for i, t in case.charter.in_force("tools", case.day).items() if t["status"] != "banned"}


def in_place(case, tool_id):
    """The case as if the declaration said `tool: ID`; the declared tool stands as it is declared."""
    if tool_id == case.tool:
        return replace(case, notes=None)
    return oracle.resolve(replace(case, usage={**case.usage, "tool": {"name": tool_id}}, notes=None))


def breaches(judged):
    return [f.clause for f in judged.findings if f.outcome == BREACHED and f.effect != "advise"]


def alternatives_of(case, judged, most=600):
    """What is offered, ranked: [(tool, verdict, {fact: value})]; or TooMany."""
    offered = []
    if judged.verdict == "compliant":
        return offered
    own = case.tool_entry.get("instead", []) if case.tool else []
    search = Search(case, judged, most)
    for tool_id, tool in candidates(case).items():
        if tool_id == case.tool and judged.verdict != "undetermined":
            continue
        best = search.best_of(in_place(case, tool_id))
        if best:
            place = oracle.place_of(case, own, tool_id, best[2])
            offered.append(((place[0], best[1], *place[1:]), (tool_id, *best[2:])))
    return [offer for _, offer in sorted(offered, key=lambda pair: pair[0])]


def none_because(case):
    """The clauses that every tool which might be offered breaches, nothing filled in."""
    common = None
    for tool_id in candidates(case):
        found = breaches(oracle.judge_case(in_place(case, tool_id)))
        common = found if common is None else [c for c in common if c in found]
    return common or []


def charter_instead(case, judged):
    if judged.verdict == "compliant" or case.tool is None:
        return []
    in_force = case.charter.in_force("tools", case.day)
    return [{"tool": i, "breaches": breaches(oracle.judge_case(in_place(case, i)))}
            for i in case.tool_entry.get("instead", []) if i in in_force]


# --- the program's own ---------------------------------------------------------

EXACT = ("choice", "bool", "autonomy")   # of others any value on the same side of the constants will do


def fact_at(path):
    """What a condition calls the fact at a JSON Pointer: `/output` is `usage.output`."""
    dotted = path[1:].replace("/", ".")
    return dotted if dotted.split(".")[0] in ("facts", "tool", "data") else f"usage.{dotted}"


def offered(verdict):
    return [(a["tool"], a["verdict"], {fact_at(i["path"]): i["value"] for i in a["if"]}) for a in verdict["alternatives"]]


def put_in_place(declaration, verdict, offer):
    """The declaration with an offered tool and its conditions; the declared tool is left as it is."""
    tool, _, values = offer
    put = declaration if tool == verdict["tool"] else {**declaration, "tool": tool}
    for name, value in values.items():
        put = fillings.with_value(put, name, value)
    return put


def broken_promise(charters, declaration, at, verdict, offer):
    """What putting an offer in place falls short of, by the oracle; None where it is as promised."""
    _, declared = oracle.consider(charters, declaration, at)
    case, judged = oracle.consider(charters, put_in_place(declaration, verdict, offer), at)
    if judged.verdict != offer[1]:
        return f"{judged.verdict}, not {offer[1]}"
    return None if oracle.does_better(case, judged, declared) else "no better than what is declared"


def first_fault(case, judged, verdict, most):
    """Where the program's alternatives differ from those found by trying every filling, or None; or TooMany."""
    ours, theirs = alternatives_of(case, judged, most), offered(verdict)
    none = judged.verdict != "compliant" and not ours
    for what, wanted, got in (
            ("tools, verdicts and facts", [(t, v, list(f)) for t, v, f in ours[:TOLD]], [(t, v, list(f)) for t, v, f in theirs]),
            ("values", [exact(case, f) for *_, f in ours[:TOLD]], [exact(case, f) for *_, f in theirs]),
            ("more-alternatives", max(0, len(ours) - TOLD), verdict["more-alternatives"]),
            ("instead", [t for t, _, f in ours[:TOLD] if not f], verdict["instead"]),
            ("none-because", none_because(case) if none else [], verdict["none-because"]),
            ("charter-instead", charter_instead(case, judged), verdict["charter-instead"])):
        if wanted != got:
            return what, wanted, got
    return None


def exact(case, values):
    """The values of facts that have a list of them: these are the first that do."""
    return {n: v for n, v in values.items() if n in ("data", *fillings.FIXED) or fillings.kind_of(case.charter, n) in EXACT}

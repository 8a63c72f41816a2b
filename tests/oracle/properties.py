"""properties: what may be taken from a declaration, or made harsher in a charter, and never betters a verdict.

Each change comes with a name; the runner puts the changed input to the oracle and to the program. What the design's own
text lets better a verdict is left out here, one function a case, with the reason."""

import copy

import conditions
import generate
import oracle
from values import day_of

REQUIRED = {("usage",), ("activity",), ("tool",), ("tool", "name")}
NOT_COUNTED = {("stage",), ("date",), ("purpose",), ("files",)}
EVIDENCE = ("review", "training", "evidence")


def conditions_of(charter):
    entries = (*charter.get("rules", {}).values(), *charter.get("exceptions", {}).values())
    return [entry[key] for entry in entries for key in ("when", "require", "for") if key in entry]


def names_in(charters, matcher=None):
    return set().union(*(conditions.names_tested(c, matcher) for charter in charters for c in conditions_of(charter)))


# --- less is said ------------------------------------------------------------

def holes(value, path=()):
    """The paths of every key of every mapping, and of every member of a list of evidence."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from holes(inner, (*path, key))
    elif isinstance(value, list) and path[0] in EVIDENCE:
        for index, inner in enumerate(value):
            yield (*path, index)
            yield from holes(inner, (*path, index))


def without(value, path):
    copied = copy.copy(value)
    if len(path) == 1:
        del copied[path[0]]
    else:
        copied[path[0]] = without(value[path[0]], path[1:])
    return copied


def name_of(path):
    """What a condition calls a key: `usage.unit`, `facts.account`, `tool.model`, `data`."""
    dotted = ".".join(str(p) for p in path)
    return dotted if path[0] in ("facts", "tool", "data", "activity") else f"usage.{dotted}"


def counts(path):
    if path in REQUIRED | NOT_COUNTED or str(path[0]).startswith("x-"):
        return False
    return not (path[0] in EVIDENCE and path[-1] in ("on", "by"))


def read_under(path, names):
    """Whether one of these names is at a path or below it."""
    name = "facts" if path == ("facts",) else name_of(path)
    return any(n == name or n.startswith(name + ".") for n in names)


def declares_a_stranger(charters, declaration, at):
    """The design: `data.unlisted` speaks where a class is declared; where no `data` are, nothing is unlisted."""
    case, _ = oracle.consider(charters, declaration, at)
    return case is not None and bool(case.strangers)


def removals(case_set, declaration):
    """(path, declaration without it), for every key of which the property speaks."""
    excepted = names_in(case_set.versions, "absent")
    for path in holes(declaration):
        if not counts(path) or read_under(path, excepted):
            continue
        if path == ("data",) and declares_a_stranger(case_set.loaded, declaration, case_set.at):
            continue
        yield path, without(declaration, path)


def bettered_by_silence(was, now):
    """Whether less said has made a verdict compliant or conditional, or the undetermined a review."""
    if "invalid" in (was, now):
        return was != "invalid"
    better = oracle.VERDICTS.index(now) < oracle.VERDICTS.index(was)
    return better and (now in ("compliant", "conditional") or (was, now) == ("undetermined", "review"))


# --- the charter is harsher ----------------------------------------------------

def bettered(was, now):
    if "invalid" in (was, now):
        return was != now
    return oracle.VERDICTS.index(now) < oracle.VERDICTS.index(was)


def ban_a_tool(rng, charter):
    entry = rng.choice(list(charter["tools"].values()))
    entry["status"] = "banned"


def ban_an_activity(rng, charter):
    entry = rng.choice(list(charter["activities"].values()))
    entry["status"] = "banned"


def exclude_a_tool(rng, charter):
    entry = rng.choice(list(charter["activities"].values()))
    tools = entry.setdefault("tools", {})
    excluded = tools.get("not", [])
    tools["not"] = excluded + rng.sample([t for t in charter["tools"] if t not in excluded], 1)


def add_a_duty(rng, charter):
    """A duty that nobody else asks for."""
    charter["duties"]["added"] = {"due": rng.choice(("before", "after")), **rng.choice(({}, {"every": "P1M"}))}
    kind = rng.choice(("activities", "tools", "data"))
    entry = rng.choice(list(charter[kind].values()))
    entry["duties"] = entry.get("duties", []) + ["added"]


def add_a_rule(rng, charter):
    draft = generate.CharterDraft(rng, day_of("2026-06-01"))
    draft.fields, draft.tools, draft.activities = (list(charter[k]) for k in ("fields", "tools", "activities"))
    draft.classes, draft.hosting, draft.duties = (list(charter[k]) for k in ("data", "hosting", "duties"))
    draft.below = oracle.Charter(charter).below
    draft.closed = generate.closed_names(draft.activities, draft.tools, draft.hosting,
                                         charter.get("units"), charter.get("roles"))
    rule = draft.draw_rule()
    if "duties" in rule:
        charter["duties"]["added"] = {"due": rng.choice(("before", "after"))}
        rule["duties"] = ["added"]
    charter["rules"]["added"] = rule


def lower_a_ceiling(rng, charter):
    kind = rng.choice(("activities", "tools"))
    entry = rng.choice(list(charter[kind].values()))
    below = oracle.Charter(charter).ceiling(entry["data"]) if "data" in entry else charter["data"]
    entry["data"] = generate.some(rng, sorted(below), 1, 2)


def narrow_hosting(rng, charter):
    entry = rng.choice(list(charter["data"].values()))
    entry["hosting"] = generate.some(rng, entry.get("hosting", list(charter["hosting"])), 1, 2)


def let_an_exception_lapse(rng, charter):
    rng.choice(list(charter["exceptions"].values())).update({"from": "2001-01-01", "until": "2001-01-02"})


def drop_an_approval(rng, charter):
    entry = rng.choice([e for e in charter["exceptions"].values() if len(e["approved-by"]) > 1] or [None])
    if entry:
        entry["approved-by"] = entry["approved-by"][:-1]


BANS = (ban_a_tool, ban_an_activity)
CEILINGS = (lower_a_ceiling, narrow_hosting)
HARSHER = (*BANS, exclude_a_tool, add_a_duty, add_a_rule, lower_a_ceiling, narrow_hosting, let_an_exception_lapse,
           drop_an_approval)


def reads_a_status(charters):
    """A ban may turn a condition over; or be what an activity asks of its tools, and then be waived."""
    asked = [a["tools"].get("status", []) for c in charters for a in c["activities"].values() if "tools" in a]
    return bool({"tool.status", "activity.status"} & names_in(charters)) or any("banned" in a for a in asked)


def waives_a_found_class(charters):
    """The design: the unknown is never waived, a breach by what a forbidding detector found is."""
    clauses = {"activity.data", "tool.data", "data.hosting"}
    return any(clauses & set(e["waives"]) for c in charters for e in c["exceptions"].values()) and any(
        d.get("effect") == "forbid" for c in charters for d in c["detectors"].values())


def forbids_more_lightly(charters):
    """The design: colleges go by the effect. Where fewer are asked for what is forbidden than for a review, a ban may be
    waived that the restriction was not."""
    asked = [c["governance"] for c in charters]
    return any(not set(g.get("approval", {}).get("review", g["colleges"]))
               <= set(g.get("approval", {}).get("forbid", g["colleges"])) for g in asked)


def harsher_ways(charters):
    barred = BANS if reads_a_status(charters) or forbids_more_lightly(charters) else ()
    barred += CEILINGS if waives_a_found_class(charters) else ()
    return [change for change in HARSHER if change not in barred]


def harsher(rng, charters, change):
    changed = copy.deepcopy(charters)
    for charter in changed:
        change(rng, charter)
    return changed


"""oracle: a second reading of the clauses, written from the design's text alone.

It judges a declaration (a dict) by charters (dicts of the YAML language, one a
version) and returns the judgement in the words of the JSON format. It shares
nothing with the C program, so that a disagreement means a fault in one of the
two readings. It leaves out detectors, traces, CEL strings and `files`.
"""

import re
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta

from conditions import holds, reads_the_hidden
from model import Case, Charter, as_list, read_against, read_declaration
from values import (AUTONOMY, Invalid, after, boolean, day_of, deceptive, folded, number, same_name,
                    squeezed, within_dates)

VERDICTS = ("compliant", "conditional", "review", "undetermined", "non-compliant")
STRICTNESS = ("banned", "tolerated", "approved", "recommended")
PREFERENCE = ("recommended", "approved", "tolerated")
MEASURES = ("energy-wh", "co2-g", "water-ml")

MET, BREACHED, WAIVED = "met", "breached", "waived"
UNDETERMINED, NOT_APPLICABLE = "undetermined", "not applicable"

Finding = namedtuple("Finding", "clause outcome effect")
Duty = namedtuple("Duty", "id due met breached")
Judged = namedtuple("Judged", "verdict findings duties")


# --- resolving -------------------------------------------------------------

def find_named(case, kind, name):
    """By id, then alias, among the entries in force."""
    entries = case.charter.in_force(kind, case.day)
    for entry_id in entries:
        if same_name(entry_id, name):
            case.note(f"{kind} by id")
            return entry_id
    if deceptive(name):
        case.note(f"{kind} name deceptive")
        return None
    for entry_id, entry in entries.items():
        if any(same_name(alias, name) for alias in entry.get("aliases", [])):
            case.note(f"{kind} by alias")
            return entry_id
    return None


def find_by_pattern(case, name):
    """The strictest of the tools whose pattern is found, then the first."""
    if deceptive(name):
        return None
    entries = case.charter.in_force("tools", case.day)
    hits = [i for i, e in entries.items() if "pattern" in e and re.search(e["pattern"], squeezed(name))]
    if not hits:
        return None
    case.note("tools by one pattern" if len(hits) == 1 else "tools by several patterns")
    return min(hits, key=lambda i: STRICTNESS.index(entries[i]["status"]))


def resolve(case):
    usage = case.usage
    case.activity = find_named(case, "activities", usage["activity"])
    name = usage["tool"]["name"]
    case.tool = find_named(case, "tools", name) or find_by_pattern(case, name)
    case.note("tool listed" if case.tool else "tool unlisted")
    if "data" in usage:
        resolve_data(case)
    return case


def resolve_data(case):
    by_name = {folded(c): c for c in case.charter.in_force("data", case.day)}
    found = [(name, by_name.get(folded(name))) for name in case.usage["data"]]
    case.classes = list(dict.fromkeys(c for _, c in found if c))
    case.strangers = [name for name, c in found if not c]


# --- the clauses of the table ----------------------------------------------

def outcome(breached):
    return BREACHED if breached else MET


def unlisted(case, what):
    return case.charter.section("unlisted").get(what, "review")


def activity_unlisted(case):
    return outcome(case.activity is None), unlisted(case, "activity")


def activity_status(case):
    if case.activity is None:
        return NOT_APPLICABLE, None
    effect = {"banned": "forbid", "restricted": "review"}.get(case.activity_entry["status"])
    return outcome(effect), effect


def under_ceiling(case, entry):
    if "data" not in entry:
        return NOT_APPLICABLE, None
    if case.classes is None:
        return UNDETERMINED, "forbid"
    ceiling = case.charter.ceiling(entry["data"])
    return outcome(any(c not in ceiling for c in case.classes)), "forbid"


def activity_data(case):
    return under_ceiling(case, case.activity_entry) if case.activity else (NOT_APPLICABLE, None)


def activity_tools(case):
    if case.activity is None or "tools" not in case.activity_entry:
        return NOT_APPLICABLE, None
    if case.tool is None:
        return MET, "forbid"
    allowed = case.activity_entry["tools"]
    return outcome(("only" in allowed and case.tool not in allowed["only"])
                   or case.tool in allowed.get("not", [])
                   or ("status" in allowed and case.tool_entry["status"] not in allowed["status"])), "forbid"


def activity_autonomy(case):
    if case.activity is None or "autonomy" not in case.activity_entry:
        return NOT_APPLICABLE, None
    declared = case.usage.get("autonomy")
    if declared is None:
        return UNDETERMINED, "forbid"
    limit = case.activity_entry["autonomy"]
    return outcome(AUTONOMY.index(declared) > AUTONOMY.index(limit)), "forbid"


def tool_unlisted(case):
    return outcome(case.tool is None), unlisted(case, "tool")


def tool_status(case):
    if case.tool is None:
        return NOT_APPLICABLE, None
    effect = {"banned": "forbid", "tolerated": "advise"}.get(case.tool_entry["status"])
    return outcome(effect), effect


def tool_data(case):
    return under_ceiling(case, case.tool_entry) if case.tool else (NOT_APPLICABLE, None)


def tool_activities(case):
    if case.tool is None or case.activity is None or "activities" not in case.tool_entry:
        return NOT_APPLICABLE, None
    return outcome(case.activity not in case.tool_entry["activities"]), "forbid"


def data_unlisted(case):
    return (BREACHED if case.strangers else NOT_APPLICABLE), unlisted(case, "data")


def data_hosting(case):
    if case.tool is None:
        return NOT_APPLICABLE, None
    hosting = case.charter.hosting
    asking = case.classes
    if asking is None:  # nobody knows which: every class in force may be meant
        asking = case.charter.in_force("data", case.day)
    sets = [hosting[c] for c in asking if hosting[c] is not None]
    if not sets:
        return NOT_APPLICABLE, None
    if case.classes is None or "hosting" not in case.tool_entry:
        return UNDETERMINED, "forbid"
    return outcome(any(case.tool_entry["hosting"] not in s for s in sets)), "forbid"


def charter_review(case):
    if "review-by" not in case.charter.raw:
        return NOT_APPLICABLE, None
    return outcome(case.day > day_of(case.charter.raw["review-by"])), "advise"


BEFORE_DUTIES = {
    "activity.unlisted": activity_unlisted, "activity.status": activity_status,
    "activity.data": activity_data, "activity.tools": activity_tools,
    "activity.autonomy": activity_autonomy, "tool.unlisted": tool_unlisted,
    "tool.status": tool_status, "tool.data": tool_data, "tool.activities": tool_activities,
    "data.unlisted": data_unlisted, "data.hosting": data_hosting,
}
AFTER_RULES = {"charter.period": lambda case: (MET, "forbid"), "charter.review": charter_review}


# --- rules -----------------------------------------------------------------

def rule_outcome(case, rule):
    when = rule.get("when", {})
    truth = holds(case, when)
    if truth is None:
        return unknown_outcome(case, when)
    if not truth:
        return NOT_APPLICABLE
    if "duties" in rule:
        return MET
    if "require" not in rule:
        return BREACHED
    truth = holds(case, rule["require"])
    return unknown_outcome(case, rule["require"]) if truth is None else outcome(not truth)


def unknown_outcome(case, condition):
    exempt = reads_the_hidden(case, condition)
    case.note(f"rule unknown, {'exempt' if exempt else 'undetermined'}")
    return NOT_APPLICABLE if exempt else UNDETERMINED


def judge_rules(case):
    rules = case.charter.in_force("rules", case.day)
    return {i: (rule_outcome(case, r), r.get("effect", "forbid")) for i, r in rules.items()}


# --- duties ----------------------------------------------------------------

def asked_duty_ids(case, rules):
    """Who asks: the activity, the tool, the classes with all below them, a rule that holds."""
    asked = set()
    if case.activity:
        asked.update(case.activity_entry.get("duties", []))
    if case.tool:
        asked.update(case.tool_entry.get("duties", []))
    for data_class in case.classes or []:
        for below in case.charter.below[data_class]:
            asked.update(case.charter.section("data")[below].get("duties", []))
    for rule_id, (result, _) in rules.items():
        if result == MET:
            asked.update(case.charter.section("rules")[rule_id].get("duties", []))
    return asked


def evidence_at(case, path):
    """What stands at an evidence path, as a list of members."""
    head, _, rest = path.partition(".")
    found = case.usage.get(head, {})
    if rest:
        found = found.get(rest)
    elif head not in case.usage:
        found = None
    return found if isinstance(found, list) else [found]


def evidence_fault(case, duty, item):
    """Why this piece of evidence leaves the duty open, or None where it meets it."""
    if item is None:
        return "absent"
    if item is False:
        return "false"
    parts = item if isinstance(item, dict) else {}
    return (date_fault(case, duty, parts.get("on"))
            or accepts_fault(duty, parts) or author_fault(case, duty, parts))


def date_fault(case, duty, on):
    limits = [duty["valid-for"]] if "valid-for" in duty else []
    if "every" in duty and case.usage["stage"] == "in-use":
        limits.append(duty["every"])
    if on is None:
        return "undated" if limits else None
    if on > case.at:
        return "after at"
    if duty["due"] == "before" and on > case.day:
        return "after the day"
    for limit in limits:
        note_edge(case, on, limit)
        if case.day > after(on, limit):
            return "expired"
    return None


def note_edge(case, on, limit):
    end = after(on, limit)
    if case.day in (end, end + timedelta(days=1)):
        clamped = end.day != on.day and not re.search("[WD]", limit)
        case.note(f"validity {'ends' if case.day == end else 'ended'}{', clamped' if clamped else ''}")


def accepts_fault(duty, parts):
    return "not accepted" if "accepts" in duty and parts.get("id") not in duty["accepts"] else None


def author_fault(case, duty, parts):
    if not boolean(duty.get("by-another", False)):
        return None
    if "by" not in parts or "author" not in case.usage:
        return "no author or no by"
    return "by the author" if same_name(parts["by"], case.usage["author"]) else None


def form_of(item):
    names = {dict: "mapping", bool: "boolean", str: "reference"}
    return names.get(type(item), "fact")


def duty_is_met(case, duty_id, duty):
    met = False
    for path in as_list(duty.get("evidence", f"evidence.{duty_id}")):
        members = evidence_at(case, path)
        for item in members:
            fault = evidence_fault(case, duty, item)
            met = met or fault is None
            case.note(f"evidence {fault or 'good: ' + form_of(item)}")
        if len(members) > 1:
            case.note("evidence in a list")
    return met


def open_is_breach(duty, stage):
    if stage == "done" or (stage == "in-use" and duty["due"] == "before"):
        return True
    return stage == "in-use" and "every" in duty


def judge_duties(case, rules):
    asked, duties = asked_duty_ids(case, rules), []
    for duty_id, duty in case.charter.in_force("duties", case.day).items():
        if duty_id in asked:
            met = duty_is_met(case, duty_id, duty)
            breached = not met and open_is_breach(duty, case.usage["stage"])
            duties.append(Duty(duty_id, duty["due"], met, breached))
            case.note(f"duty {duty['due']}, {case.usage['stage']}: "
                      f"{'met' if met else 'breached' if breached else 'open'}")
    return duties


# --- exceptions ------------------------------------------------------------

def approved(case, exception, effect):
    """Whether every college asked for an effect has approved."""
    governance = case.charter.section("governance")
    needed = governance.get("approval", {}).get(effect, governance["colleges"])
    return set(needed) <= set(exception["approved-by"])


def names_breach(exception, finding):
    return finding.outcome == BREACHED and finding.clause in exception["waives"]


def waive(case, findings, speaking):
    """Turns breaches that an approved exception in its dates names into waived ones."""
    running = [e for e in speaking.values() if within_dates(e, case.day)]

    def lifted(finding):
        return any(names_breach(e, finding) and approved(case, e, finding.effect) for e in running)
    return [f._replace(outcome=WAIVED) if lifted(f) else f for f in findings]


def exception_outcome(case, exception, findings):
    """An exception that would have helped: it has ended, or lacks a college."""
    left = [f for f in findings if names_breach(exception, f)]
    ended = "until" in exception and case.day > day_of(exception["until"])
    running = within_dates(exception, case.day)
    if ended:
        state = "ended"
    else:
        state = "in force" if running else "to come"
    case.note(f"exception {state}: {'breach left' if left else 'nothing left'}")
    lacking = running and any(not approved(case, exception, f.effect) for f in left)
    return BREACHED if left and (ended or lacking) else NOT_APPLICABLE


def judge_exceptions(case, findings):
    exceptions = case.charter.section("exceptions")
    truths = {i: holds(case, e.get("for", {})) for i, e in exceptions.items()}
    for truth in truths.values():
        case.note(f"exception for: {truth}")
    speaking = {i: e for i, e in exceptions.items() if truths[i]}
    findings = waive(case, findings, speaking)
    late = [Finding(f"exception.{i}", exception_outcome(case, e, findings), "advise")
            for i, e in speaking.items()]
    return findings + late


# --- the judgement ---------------------------------------------------------

def judge_case(case):
    rules = judge_rules(case)
    duties = judge_duties(case, rules)
    findings = [Finding(clause, *judge_clause(case)) for clause, judge_clause in BEFORE_DUTIES.items()]
    findings += [Finding(f"duty.{d.id}", outcome(d.breached), "forbid") for d in duties if d.met or d.breached]
    findings += [Finding(f"rule.{i}", *result) for i, result in rules.items()]
    findings += [Finding(clause, *judge_clause(case)) for clause, judge_clause in AFTER_RULES.items()]
    findings = judge_exceptions(case, findings)
    return Judged(verdict_of(findings, duties, case.usage["stage"]), findings, duties)


def verdict_of(findings, duties, stage):
    """Deny overrides, then the unknown, then review, then the conditional."""
    breached = {f.effect for f in findings if f.outcome == BREACHED}
    if "forbid" in breached:
        return "non-compliant"
    if any(f.outcome == UNDETERMINED and f.effect != "advise" for f in findings):
        return "undetermined"
    if "review" in breached:
        return "review"
    waiting = stage == "planned" and any(d.due == "before" and not d.met for d in duties)
    return "conditional" if waiting else "compliant"


def instead_of(case, verdict):
    """The tools that would do better in the declared one's place, best first."""
    better = {}
    if verdict != "compliant":
        for tool_id, tool in case.charter.in_force("tools", case.day).items():
            offered = verdict_with(case, tool_id) if tool["status"] != "banned" else None
            if offered in VERDICTS[:2] and VERDICTS.index(offered) < VERDICTS.index(verdict):
                better[tool_id] = offered
    own = case.tool_entry.get("instead", []) if case.tool else []
    return sorted(better, key=lambda i: place_of(case, own, i, better[i]))


def verdict_with(case, tool_id):
    usage = {**case.usage, "tool": {"name": tool_id}}
    return judge_case(resolve(replace(case, usage=usage, notes=None))).verdict


def place_of(case, own, tool_id, verdict):
    """A sort key; sorting is stable, so that the charter's order comes last."""
    status = case.charter.section("tools")[tool_id]["status"]
    explicit = own.index(tool_id) if tool_id in own else len(own)
    return VERDICTS.index(verdict), explicit, PREFERENCE.index(status)


def exposure_of(case):
    told = dict.fromkeys(("hosting", "trains-on-inputs", "retention"))
    if case.tool:
        told.update((k, case.tool_entry[k]) for k in told if k in case.tool_entry)
        if told["trains-on-inputs"] is not None:
            told["trains-on-inputs"] = boolean(told["trains-on-inputs"])
    return told


def footprint_of(case):
    figure = case.tool_entry.get("footprint") if case.tool else None
    if figure is None:
        return None
    per_request = figure["per"] == "request"
    volume = case.usage.get("volume", {}).get("requests" if per_request else "tokens")
    if volume is None:
        return None
    times = volume if per_request else volume / 1000
    case.note(f"footprint per {figure['per']}")
    return {m: [number(end) * times for end in figure[m]] for m in MEASURES if m in figure}


def as_json(case, judged):
    shown = (BREACHED, WAIVED, UNDETERMINED)
    raw = case.charter.raw
    return {
        "verdict": judged.verdict, "day": case.day.isoformat(),
        "charter": {"id": raw["id"], "version": raw["version"]},
        "activity": case.activity, "tool": case.tool,
        "findings": [f for f in judged.findings if f.outcome in shown],
        "duties": [{"id": d.id, "due": d.due, "met": d.met} for d in judged.duties],
        "instead": instead_of(case, judged.verdict),
        "exposure": exposure_of(case), "footprint": footprint_of(case),
    }


def out_of_period(day):
    """No charter in force, or no day to judge on: one finding and nothing else."""
    return {
        "verdict": "undetermined", "day": day and day.isoformat(), "charter": None,
        "activity": None, "tool": None,
        "findings": [Finding("charter.period", UNDETERMINED, "forbid")],
        "duties": [], "instead": [],
        "exposure": dict.fromkeys(("hosting", "trains-on-inputs", "retention")),
        "footprint": None,
    }


def judged_day(usage, at):
    return usage.get("date") if usage["stage"] == "done" else at


def family(clause):
    """The clause's row in the table: `duty.*` for `duty.training`."""
    head = clause.partition(".")[0]
    return f"{head}.*" if head in ("duty", "rule", "exception") else clause


def note_judgement(case, judged, answer):
    for finding in judged.findings:
        case.note((family(finding.clause), finding.outcome))
        if finding.outcome in (BREACHED, WAIVED, UNDETERMINED):
            case.note(f"effect {finding.effect}: {finding.outcome}")
    note_instead(case, judged.verdict, answer["instead"])


def note_instead(case, verdict_now, offered):
    case.note(f"instead for {verdict_now}: {'some' if offered else 'none'}")
    if len(offered) > 1:
        case.note("instead: several")
        own = case.tool_entry.get("instead", []) if case.tool else []
        if offered[0] in own and offered[-1] not in own:
            case.note("instead: own list first")
    if case.tool in offered:
        case.note("instead: the same tool")
    if any(verdict_with(case, t) == "conditional" for t in offered):
        case.note("instead: conditional")


def consider(charters, declaration, at, notes=None):
    """The case and its judgement; no case where no charter is in force; or Invalid."""
    charters = [c if isinstance(c, Charter) else Charter(c) for c in charters]
    at = day_of(at)
    usage = read_declaration(declaration)
    day = judged_day(usage, at)
    charter = next((c for c in charters if day and within_dates(c.raw, day)), None)
    if charter is None:
        return None, out_of_period(day)
    case = Case(charter, read_against(charter, usage), day, at, notes=notes)
    return case, judge_case(resolve(case))


def verdict(charters, declaration, at):
    """The verdict alone, which spares the search for better tools."""
    try:
        case, judged = consider(charters, declaration, at)
    except Invalid:
        return "invalid"
    return judged.verdict if case else judged["verdict"]


def judge(charters, declaration, at, notes=None):
    """The judgement of a declaration by the charter's version in force on its day.

    `charters` holds dicts or Charter objects; `notes`, where given, is a dict that
    counts what was exercised."""
    try:
        case, judged = consider(charters, declaration, at, notes)
    except Invalid:
        return {"verdict": "invalid"}
    if case is None:
        return judged
    answer = as_json(case, judged)
    note_judgement(case, judged, answer)
    return answer

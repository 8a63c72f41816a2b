"""oracle: a second reading of the clauses, written from the design's text alone.

It judges a declaration (a dict) by charters (dicts of the YAML language, one a
version) and returns the judgement in the words of the JSON format. It shares
nothing with the C program, so that a disagreement means a fault in one of the
two readings. It leaves out traces, CEL strings, `files`, and what a pattern cannot find.
"""

import re
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta

from conditions import View, hidden_names, weigh
from model import Case, Charter, as_list, read_against, read_declaration
from values import (AUTONOMY, Invalid, after, boolean, day_of, deceptive, folded, names_nobody, number, person,
                    same_letters, same_name, says_no, squeezed, within_dates, words_of)

VERDICTS = ("compliant", "conditional", "review", "undetermined", "non-compliant")
STRICTNESS = ("banned", "tolerated", "approved", "recommended")
PREFERENCE = ("recommended", "approved", "tolerated")
MEASURES = ("energy-wh", "co2-g", "water-ml")

MET, BREACHED, WAIVED = "met", "breached", "waived"
UNDETERMINED, NOT_APPLICABLE = "undetermined", "not applicable"

# `own` is the effect of the clause itself, that an exception's colleges go by.
Finding = namedtuple("Finding", "clause outcome effect own")
Duty = namedtuple("Duty", "id due met breached effect")
Judged = namedtuple("Judged", "verdict findings duties")

EFFECTS = ("forbid", "review", "advise")
TOMORROW = timedelta(days=1)   # it is already tomorrow elsewhere


def weaker(one, other):
    return max(one, other, key=EFFECTS.index)


# --- resolving -------------------------------------------------------------

def titles_of(entry):
    title = entry.get("title", {})
    return list(title.values()) if isinstance(title, dict) else [title]


def unshared_titles(entries):
    """The titles by entry, those left out that two entries share."""
    owners = {}
    for entry_id, entry in entries.items():
        for title in titles_of(entry):
            owners.setdefault(folded(title), set()).add(entry_id)
    return {i: [t for t in titles_of(e) if len(owners[folded(t)]) == 1] for i, e in entries.items()}


def names_in_force(case, kind):
    """What the entries in force are called besides their ids: (how, entry, name), in the order of resolving."""
    known = case.charter.names
    if (kind, case.day) not in known:
        entries = case.charter.in_force(kind, case.day)
        titles = unshared_titles(entries)
        known[kind, case.day] = ([("alias", i, a) for i, e in entries.items() for a in e.get("aliases", [])]
                                 + [("title", i, t) for i in entries for t in titles[i]])
    return known[kind, case.day]


def find_named(case, kind, name):
    """By id, then alias, then title, among the entries in force; a deceptive name only where it is listed as it stands."""
    for entry_id in case.charter.in_force(kind, case.day):
        if same_name(entry_id, name):
            case.note(f"{kind} by id")
            return entry_id
    listed_as = same_letters if deceptive(name) else same_name
    found = next(((how, i) for how, i, n in names_in_force(case, kind) if listed_as(n, name)), None)
    if found is None:
        case.note(f"{kind} name {'deceptive' if deceptive(name) else 'of nobody'}")
        return None
    case.note(f"{kind} by {found[0]}{', letter for letter' if deceptive(name) else ''}")
    return found[1]


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


def variant_of_banned(case):
    """Whether an unlisted name begins or ends, as whole words, with a name of a banned tool, no longer one in its way."""
    words = words_of(case.usage["tool"]["name"])
    entries = case.charter.in_force("tools", case.day)
    listed = [(i, words_of(n)) for i, n in ((i, i) for i in entries)]
    listed += [(i, words_of(n)) for _, i, n in names_in_force(case, "tools")]
    for where in (lambda n: words[:len(n)] == n, lambda n: words[-len(n):] == n):
        sides = [(len(n), i) for i, n in listed if n and where(n)]
        longest = max((length for length, _ in sides), default=None)
        if any(entries[i]["status"] == "banned" for length, i in sides if length == longest):
            case.note("variant of a banned tool")
            return True
        if sides:
            case.note("variant of another tool")
    return False


def resolve(case):
    usage = case.usage
    case.activity = find_named(case, "activities", usage["activity"])
    name = usage["tool"]["name"]
    case.tool = find_named(case, "tools", name) or find_by_pattern(case, name)
    case.note("tool listed" if case.tool else "tool unlisted")
    if "data" in usage:
        found = [(name, find_named(case, "data", name)) for name in usage["data"]]
        case.classes = list(dict.fromkeys(c for _, c in found if c))
        case.strangers = [name for name, c in found if not c]
    case.found = classes_found(case)
    return case


# --- detectors -------------------------------------------------------------

def detectors_in_force(case):
    """A class out of force counts nowhere, and the detectors that mean it are not applicable."""
    classes = case.charter.in_force("data", case.day)
    detectors = case.charter.in_force("detectors", case.day)
    return {i: d for i, d in detectors.items() if d["means"] in classes}


def detects(case, detector):
    return re.search(detector["pattern"], case.usage.get("purpose", "")) is not None


def classes_found(case):
    found = {}
    for detector in detectors_in_force(case).values():
        if detects(case, detector):
            found.setdefault(detector.get("effect", "review"), set()).add(detector["means"])
    return found


def judge_detectors(case):
    declared, applicable = case.charter.ceiling(case.classes or []), detectors_in_force(case)
    for detector_id, detector in case.charter.section("detectors").items():
        effect, result = detector.get("effect", "review"), NOT_APPLICABLE
        if detector_id in applicable and "purpose" in case.usage:
            result = outcome(detects(case, detector) and detector["means"] not in declared)
        yield Finding(f"detector.{detector_id}", result, effect, effect)


def views(case):
    """What is known of the data, from what was declared alone to all that detectors found, the gravest first.

    Of each: the effect that it cannot exceed, and the view."""
    known, complete = set(case.classes or []), case.classes is not None
    yield "forbid", View(frozenset(known), complete, case.strangers)
    for effect in EFFECTS:
        if case.found.get(effect, set()) - known:
            known = known | case.found[effect]
            yield effect, View(frozenset(known), complete, case.strangers)


# --- the clauses of the table ----------------------------------------------

def outcome(breached):
    return BREACHED if breached else MET


def unlisted(case, what, default="review"):
    return case.charter.section("unlisted").get(what, default)


def owed(case, judge_classes):
    """A clause judged by the declared classes, and what those that detectors found add to it.

    `judge_classes` answers for a set of classes that is all there is. A breach owed to found classes alone
    takes the detector's effect; where no data are declared, one below `forbid` leaves the clause undetermined."""
    by_view = [(effect, judge_classes(view.classes)) for effect, view in views(case)]
    declared = by_view[0][1]
    if case.classes is None:
        breached = any(effect == "forbid" and result == BREACHED for effect, result in by_view[1:])
        if not breached and any(result == BREACHED for _, result in by_view[1:]):
            case.note("found and undeclared, below forbid")
        return (BREACHED if breached else UNDETERMINED), "forbid"
    if by_view[-1][1] in (MET, NOT_APPLICABLE) or declared == BREACHED:
        return declared if declared == BREACHED else by_view[-1][1], "forbid"
    effect, result = next((e, r) for e, r in by_view if r in (BREACHED, UNDETERMINED))
    if result != declared:
        case.note(f"owed to a found class: {result}, {effect}")
    return result, effect


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
    ceiling = case.charter.ceiling(entry["data"])
    return owed(case, lambda classes: outcome(any(c not in ceiling for c in classes)))


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
    if case.tool is None and variant_of_banned(case) and unlisted(case, "variants", "forbid") == "forbid":
        return BREACHED, "forbid"
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


def hosting_sets(case, classes):
    hosting = case.charter.hosting
    return [hosting[c] for c in classes if hosting[c] is not None]


def hosting_is_asked(case):
    """Whether an effective class, or where none is declared any class in force, has a hosting set."""
    effective = set(case.classes or []).union(*case.found.values())
    if case.classes is None:
        effective.update(case.charter.in_force("data", case.day))
    return bool(hosting_sets(case, effective))


def data_hosting(case):
    if case.tool is None or not hosting_is_asked(case):
        return NOT_APPLICABLE, None

    def judge_classes(classes):
        sets = hosting_sets(case, classes)
        if sets and "hosting" not in case.tool_entry:
            return UNDETERMINED
        return outcome(any(case.tool_entry["hosting"] not in s for s in sets)) if sets else NOT_APPLICABLE
    return owed(case, judge_classes)


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

# One rule: its finding's outcome and effect, the effect under which it asks for its duties (None where it does not),
# the heads of which it waits for what an unlisted entry cannot say, and whether a missing fact may ask with more weight.
RuleResult = namedtuple("RuleResult", "outcome effect asks waits perhaps", defaults=[False])
ASKS = "asks"


def weigh_rule(case, view, rule):
    """A rule under one view of the data: what comes of it, and the names that it waits for."""
    when = weigh(case, view, rule.get("when", {}))
    if when.truth is False:
        return NOT_APPLICABLE, frozenset()
    require = weigh(case, view, rule.get("require", {}))
    if when.truth is None:
        return unknown_outcome(case, when), when.waits | require.waits
    if "duties" in rule:
        return ASKS, frozenset()
    if "require" not in rule:
        return BREACHED, frozenset()
    return (unknown_outcome(case, require) if require.truth is None else outcome(not require.truth)), require.waits


def unknown_outcome(case, weighed):
    """Exempt where all that keeps it unknown is what an unlisted tool or activity cannot say."""
    hidden = hidden_names(case, "tool") | hidden_names(case, "activity")
    exempt = weighed.waits <= hidden
    case.note(f"rule unknown, {'exempt' if exempt else 'undetermined'}")
    if weighed.waits & hidden and not exempt:
        case.note("rule unknown, in part for want of what is unlisted")
    return NOT_APPLICABLE if exempt else UNDETERMINED


def judge_rule(case, rule):
    """The rule under every view. A breach has the effect of the gravest view that says it.

    What a view with fewer found classes leaves unknown is never bettered by one that knows more."""
    own = own_effect(case, rule)
    weighed = [(weaker(own, bound), bound, *weigh_rule(case, view, rule)) for bound, view in views(case)]
    waits = {head for head in ("tool", "activity") for *_, names in weighed if names & hidden_names(case, head)}
    declared, whole = weighed[0][2], weighed[-1][2]
    if declared != whole:
        case.note(f"rule owed to a found class: {declared} / {whole}")
    if case.classes is None and declared == UNDETERMINED and spared_by_found_classes(case, rule, whole, bool(weighed[-1][3])):
        whole = UNDETERMINED
    if whole in (MET, NOT_APPLICABLE) and not weighed[-1][3]:  # settled, found classes and all: nothing is waited for
        return RuleResult(whole, own, None, set())
    if whole in (MET, NOT_APPLICABLE, UNDETERMINED):
        return RuleResult(whole, own, None, waits)
    at = next(n for n, (_, _, result, _) in enumerate(weighed) if result == whole)
    effect, bound = weighed[at][:2]
    unknown = [names for _, _, result, names in weighed[:at] if result == UNDETERMINED]
    if whole == ASKS:  # what found classes ask for is asked for; a missing fact may yet ask with more weight
        return RuleResult(MET, own, bound, waits, perhaps=any(names - {"data"} for names in unknown))
    graver = own if case.classes is not None else "forbid"  # what may be undeclared may be graver than any
    if unknown and effect != graver:
        return RuleResult(UNDETERMINED, own, None, waits)
    return RuleResult(BREACHED, effect, None, waits)


def spared_by_found_classes(case, rule, result, exempt):
    """Where no data are declared a found class can breach a clause, never meet one, nor make it not apply."""
    declared = next(views(case))[1]
    if result == MET:
        return weigh(case, declared, rule.get("require", {})).truth is None
    return result == NOT_APPLICABLE and not exempt


def own_effect(case, rule):
    """Where a rule asks for a duty that is open and would count, not to know whether it does is never mere advice."""
    effect = rule.get("effect", "forbid")
    if effect != "advise":
        return effect
    return "forbid" if any(open_and_counts(case, d) for d in rule.get("duties", [])) else effect


def judge_rules(case):
    return {i: judge_rule(case, r) for i, r in case.charter.in_force("rules", case.day).items()}


# --- duties ----------------------------------------------------------------

def duties_of_classes(case, classes):
    below = set().union(*(case.charter.below[c] for c in classes))
    return {d for c in below for d in case.charter.section("data")[c].get("duties", [])}


def asked_duty_ids(case, rules):
    """Who asks: the activity, the tool, the classes with all below them, a rule that holds.

    Of each duty the effect that its breach takes: a detector's where found classes alone ask for it."""
    asking = [(bound, duties_of_classes(case, view.classes)) for bound, view in views(case)]
    if case.activity:
        asking.append(("forbid", case.activity_entry.get("duties", [])))
    if case.tool:
        asking.append(("forbid", case.tool_entry.get("duties", [])))
    for rule_id, result in rules.items():
        if result.asks:
            asking.append((result.asks, case.charter.section("rules")[rule_id].get("duties", [])))
    asked = {}
    for effect, duties in asking:
        for duty in duties:
            asked[duty] = min(effect, asked.get(duty, effect), key=EFFECTS.index)
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
    if set(parts) == {"id"} and "accepts" not in duty and says_no(parts["id"]):
        return "another duty's word of no"
    return (date_fault(case, duty, parts.get("on"))
            or accepts_fault(duty, item) or reviewer_fault(case, parts.get("by")) or author_fault(case, duty, parts))


def date_fault(case, duty, on):
    limits = [duty["valid-for"]] if "valid-for" in duty else []
    if "every" in duty and case.usage["stage"] == "in-use":
        limits.append(duty["every"])
    if on is None:
        return "undated" if limits else None
    if on == case.at + TOMORROW:
        case.note(f"evidence of tomorrow, due {duty['due']}")
    if on > case.at + TOMORROW:
        return "after at"
    if duty["due"] == "before" and on > case.day:
        return "after the day"
    if duty["due"] == "after" and on < case.usage.get("date", on):
        return "before the use"
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


def accepts_fault(duty, item):
    """Of a mapping its `id` is looked for, of a choice its value."""
    stated = item.get("id") if isinstance(item, dict) else item
    return "not accepted" if "accepts" in duty and stated not in duty["accepts"] else None


def reviewer_fault(case, by):
    """A person, never a tool, by the words of its names; patterns and variants are never asked of people."""
    if by is None:
        return None
    if names_nobody(by):
        return "by nobody"
    if any(words_of(by) == words_of(name) for name in case.usage["tool"].values()):
        return "by the declared tool"
    tools = case.charter.in_force("tools", case.day)
    names = [n for i, e in tools.items() for n in (i, *e.get("aliases", []), *titles_of(e))]
    return "by a listed tool" if any(words_of(by) == words_of(n) for n in names) else None


def author_fault(case, duty, parts):
    if not boolean(duty.get("by-another", False)):
        return None
    if "by" not in parts or "author" not in case.usage:
        return "no author or no by"
    if names_nobody(case.usage["author"]):
        return "author is nobody"
    return "by the author" if person(parts["by"]) == person(case.usage["author"]) else None


def form_of(item):
    names = {dict: "mapping", bool: "boolean"}
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


def open_and_counts(case, duty_id):
    """Whether a duty, if it were asked for, would be a breach or make the verdict conditional."""
    duty = case.charter.in_force("duties", case.day).get(duty_id)
    if duty is None or duty_is_met(case, duty_id, duty):
        return False
    return duty["due"] == "before" or open_is_breach(duty, case.usage["stage"])


def judge_duties(case, rules):
    """The duties asked for, and the findings of duties, in the charter's order."""
    asked, duties, findings = asked_duty_ids(case, rules), [], []
    section = case.charter.section("rules")
    graver = {d for i, r in rules.items() if r.perhaps for d in section[i]["duties"]}
    silent = duties_of_classes(case, case.charter.in_force("data", case.day)) if case.classes is None else set()
    for duty_id, duty in case.charter.in_force("duties", case.day).items():
        if duty_id not in asked and duty_id not in silent:
            continue
        met, stage = duty_is_met(case, duty_id, duty), case.usage["stage"]
        breached = not met and open_is_breach(duty, stage)
        if duty_id in asked:
            duties.append(Duty(duty_id, duty["due"], met, breached, asked[duty_id]))
            case.note(f"duty {duty['due']}, {stage}: {'met' if met else 'breached' if breached else 'open'}")
            if met or breached:
                findings.append(duty_finding(case, duties[-1], duty_id in graver))
        elif open_and_counts(case, duty_id):
            case.note(f"duty {duty['due']}, {stage}: silent")
            findings.append(Finding(f"duty.{duty_id}", UNDETERMINED, "forbid", "forbid"))
    return duties, findings


def duty_finding(case, duty, perhaps_graver):
    if duty.breached and duty.effect != "forbid":
        case.note(f"duty owed to a found class, {duty.effect}")
        if case.classes is None or perhaps_graver:
            return Finding(f"duty.{duty.id}", UNDETERMINED, "forbid", "forbid")
    return Finding(f"duty.{duty.id}", outcome(duty.breached), duty.effect if duty.breached else "forbid", "forbid")


# --- exceptions ------------------------------------------------------------

def approved(case, exception, effect):
    """Whether every college asked for an effect has approved."""
    governance = case.charter.section("governance")
    needed = governance.get("approval", {}).get(effect, governance["colleges"])
    return set(needed) <= set(exception["approved-by"])


def names_breach(exception, finding):
    return finding.outcome == BREACHED and finding.clause in exception["waives"]


def waive(case, findings, speaking, waiting):
    """Turns breaches that an approved exception in its dates names into waived ones, save those that others wait for."""
    running = [e for e in speaking.values() if within_dates(e, case.day)]

    def lifted(finding):
        named = any(names_breach(e, finding) and approved(case, e, finding.own) for e in running)
        if named and finding.clause in waiting:
            case.note(f"not waived: {finding.clause}")
        return named and finding.clause not in waiting
    return [f._replace(outcome=WAIVED) if lifted(f) else f for f in findings]


def waited_for(case, rules):
    """`tool.unlisted` and `activity.unlisted`, where hosting or a rule waits for what the charter does not say of them."""
    waits = set().union(*(r.waits for r in rules.values()))
    if case.tool is None and hosting_is_asked(case):
        waits.add("tool")
    return {f"{head}.unlisted" for head in waits}


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
    lacking = running and any(not approved(case, exception, f.own) for f in left)
    return BREACHED if left and (ended or lacking) else NOT_APPLICABLE


def judge_exceptions(case, findings, rules):
    exceptions = case.charter.section("exceptions")
    whole = list(views(case))[-1][1]
    truths = {i: weigh(case, whole, e.get("for", {})).truth for i, e in exceptions.items()}
    for truth in truths.values():
        case.note(f"exception for: {truth}")
    speaking = {i: e for i, e in exceptions.items() if truths[i]}
    findings = waive(case, findings, speaking, waited_for(case, rules))
    late = [Finding(f"exception.{i}", exception_outcome(case, e, findings), "advise", "advise")
            for i, e in speaking.items()]
    return findings + late


# --- the judgement ---------------------------------------------------------

def judge_case(case):
    rules = judge_rules(case)
    duties, duty_findings = judge_duties(case, rules)
    findings = [table_finding(case, clause, judge_clause) for clause, judge_clause in BEFORE_DUTIES.items()]
    findings += [*judge_detectors(case), *duty_findings]
    findings += [Finding(f"rule.{i}", r.outcome, r.effect, own_effect(case, case.charter.section("rules")[i]))
                 for i, r in rules.items()]
    findings += [table_finding(case, clause, judge_clause) for clause, judge_clause in AFTER_RULES.items()]
    findings = judge_exceptions(case, findings, rules)
    return Judged(verdict_of(findings, duties, case.usage["stage"]), findings, duties)


def table_finding(case, clause, judge_clause):
    """A clause of the table; those that read the data are owed `forbid`, whoever found the class."""
    result, effect = judge_clause(case)
    own = "forbid" if clause in ("activity.data", "tool.data", "data.hosting") else effect
    return Finding(clause, result, effect, own)


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


def instead_of(case, judged):
    """The tools that would do better in the declared one's place with nothing more said, best first."""
    better = {}
    if judged.verdict != "compliant":
        for tool_id, tool in case.charter.in_force("tools", case.day).items():
            if tool["status"] == "banned" or tool_id == case.tool:
                continue
            other = judged_with(case, tool_id)
            if does_better(case, other, judged) and not mended_by_a_fact(case, tool_id, other, judged):
                better[tool_id] = other.verdict
    own = case.tool_entry.get("instead", []) if case.tool else []
    return sorted(better, key=lambda i: place_of(case, own, i, better[i]))


def mended_by_a_fact(case, tool_id, other, judged):
    """Whether a review that both have is turned by a fact, so that the tool is offered with that."""
    import alternatives  # which tries this module with facts filled in
    if not any(f.clause.startswith("rule.") for f in other.findings if f.clause in reviews(other)):
        return False
    best = alternatives.Search(case, judged, 2000).best_of(alternatives.in_place(case, tool_id))
    return bool(best[-1])


def judged_with(case, tool_id):
    usage = {**case.usage, "tool": {"name": tool_id}}
    return judge_case(resolve(replace(case, usage=usage, notes=None)))


def reviews(judged):
    return {f.clause for f in judged.findings if f.outcome == BREACHED and f.effect == "review"}


def does_better(case, other, judged):
    """Nothing is unknown, nothing breached but reviews that both have, and what both share set aside it is better."""
    shared = reviews(other) & reviews(judged)
    for f in other.findings:
        if f.effect != "advise" and (f.outcome == UNDETERMINED or (f.outcome == BREACHED and f.clause not in shared)):
            return False
    return VERDICTS.index(apart(case, other, judged, shared)) < VERDICTS.index(apart(case, judged, other, shared))


def apart(case, judged, other, shared):
    """The verdict without reviews and duties due before that both have."""
    waiting = {d.id for d in other.duties if d.due == "before" and not d.met}
    findings = [f for f in judged.findings if f.clause not in shared]
    duties = [d for d in judged.duties if d.id not in waiting]
    return verdict_of(findings, duties, case.usage["stage"])


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
        "findings": [f[:3] for f in judged.findings if f.outcome in shown],
        "duties": [{"id": d.id, "due": d.due, "met": d.met} for d in judged.duties],
        "instead": instead_of(case, judged),
        "exposure": exposure_of(case), "footprint": footprint_of(case),
    }


def out_of_period(day):
    """No charter in force, or no day to judge on: one finding and nothing else."""
    return {
        "verdict": "undetermined", "day": day and day.isoformat(), "charter": None,
        "activity": None, "tool": None,
        "findings": [("charter.period", UNDETERMINED, "forbid")],
        "duties": [], "instead": [],
        "exposure": dict.fromkeys(("hosting", "trains-on-inputs", "retention")),
        "footprint": None,
    }


def judged_day(usage, at):
    return usage.get("date") if usage["stage"] == "done" else at


def family(clause):
    """The clause's row in the table: `duty.*` for `duty.training`."""
    head = clause.partition(".")[0]
    return f"{head}.*" if head in ("detector", "duty", "rule", "exception") else clause


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
    if any(judged_with(case, t).verdict == "conditional" for t in offered):
        case.note("instead: conditional")
    if any(judged_with(case, t).verdict == "review" for t in offered):
        case.note("instead: review")


def consider(charters, declaration, at, notes=None):
    """The case and its judgement; no case where no charter is in force; or Invalid."""
    charters = [c if isinstance(c, Charter) else Charter(c) for c in charters]
    at = day_of(at)
    usage = read_declaration(declaration)
    day = judged_day(usage, at)
    charter = next((c for c in charters if day and day <= at + TOMORROW and within_dates(c.raw, day)), None)
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

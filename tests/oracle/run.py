"""run: the program against the oracle, on random charters and declarations.

Each charter (or folder of versions) is written once, its declarations as one stream of
YAML documents; every verdict line is compared with the oracle's judgement. A share of
the charters is also run with the input changed in ways that may not change the answer,
or may only make it worse.
"""

import argparse
import itertools
import json
import math
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import alternatives
import cel
import fillings
import generate
import lacking
import oracle
import properties
import slips
import small
from emit import Emitter

COMPARED = ("verdict", "day", "charter", "activity", "tool", "findings", "duties", "instead",
            "exposure", "footprint")
# A line to paste keeps what the declaration says, in its order.
POSITIONS = {"line", "column", "endLine", "endColumn", "file", "paste"}
METAMORPHIC_EVERY = 4
HARSHER_WAYS, REMOVALS, SLIPS, OFFERS = 3, 30, 15, 20   # of each metamorphic case
SMALL_CHARTERS, SMALL_SIZE = 10, 12   # of which every filling is tried
FILLINGS_MOST = 250   # of all tools of one declaration; where there are more it is left out
PASTES = 12   # lines pasted of each case, into a text of each form
TIME_LIMIT = 60


# --- running the program ---------------------------------------------------

class Answer:
    """What the program said of one stream."""

    def __init__(self, finished, records):
        self.exit, self.stderr = finished.returncode, finished.stderr
        self.errors = [r["error"] for r in records if "error" in r]
        self.summary = next((r["summary"] for r in records if "summary" in r), None)
        self.verdicts = [r for r in records if "verdict" in r]


NO_ANSWER = Answer(subprocess.CompletedProcess([], 0, b"", b""), [])


class Program:
    """Runs the program in an environment that says nothing: no locale, no CI, no day."""

    def __init__(self, path, home):
        self.path = os.path.abspath(path)
        self.environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(home)}

    def command(self, charter, at, usages, form="ndjson"):
        return [self.path, "--charter", str(charter), "--at", str(at), "--format", form, str(usages)]

    def run(self, charter, at, usages, form="ndjson"):
        finished = subprocess.run(self.command(charter, at, usages, form), env=self.environment,
                                  capture_output=True, timeout=TIME_LIMIT, check=False)
        output = finished.stdout.decode("utf-8")
        if form == "json":
            whole = json.loads(output)
            records = [*whole["verdicts"], {"summary": whole["summary"]}, *({"error": e} for e in whole["errors"])]
        else:
            records = [json.loads(line) for line in output.splitlines() if line.strip()]
        return Answer(finished, records)


# --- writing a case --------------------------------------------------------

def write_charters(folder, versions, rng, notes=None):
    """One file for a lone charter; a folder for several versions. A share of the conditions is written in CEL."""
    spelt = [cel.respelled(rng, v, {} if notes is None else notes) for v in versions]
    texts = [Emitter(rng, comments=generate.chance(rng, 0.3)).document(v) for v in spelt]
    if len(texts) == 1:
        path = folder / "charter.yaml"
        path.write_text(texts[0], encoding="utf-8")
        return path
    path = folder / "charters"
    path.mkdir()
    for version, written in zip(versions, texts):
        (path / f"{version['version']}.yaml").write_text(written, encoding="utf-8")
    return path


def write_usages(path, declarations, rng, comments=False):
    documents = [Emitter(rng, comments).document(d) for d in declarations]
    path.write_text("---\n" + "---\n".join(documents), encoding="utf-8")
    return path


def backwards(value):
    """The same declaration with the keys of every mapping in reverse order."""
    if isinstance(value, dict):
        return {k: backwards(v) for k, v in reversed(value.items())}
    return [backwards(v) for v in value] if isinstance(value, list) else value


# --- comparing -------------------------------------------------------------

def restricted(verdict):
    """A verdict line of the program, in the oracle's few words."""
    if verdict["verdict"] == "invalid":
        return {"verdict": "invalid"}
    told = {k: verdict.get(k) for k in COMPARED}
    if told["charter"]:
        told["charter"] = {k: told["charter"].get(k) for k in ("id", "version")}
    told["findings"] = [[f.get(k) for k in ("clause", "outcome", "effect")] for f in told["findings"] or []]
    told["duties"] = [{k: d.get(k) for k in ("id", "due", "met")} for d in told["duties"] or []]
    if told["footprint"]:
        told["footprint"] = {m: told["footprint"].get(m) for m in oracle.MEASURES if m in told["footprint"]}
    return told


def plain(judgement):
    """The oracle's judgement as JSON would give it back."""
    return json.loads(json.dumps(judgement))


def alike(one, other):
    if isinstance(one, float) or isinstance(other, float):
        numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (one, other))
        return numbers and math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-12)
    return type(one) is type(other) and one == other


def first_difference(one, other, path=""):
    """The path of the first value that differs, or None."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = list(dict.fromkeys([*one, *other]))
        found = (first_difference(one.get(k), other.get(k), f"{path}.{k}".lstrip(".")) for k in keys)
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return path
        found = (first_difference(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(one, other)))
    else:
        return None if alike(one, other) else path or "."
    return next((f for f in found if f), None)


def unplaced(value):
    """A verdict without its files, lines and columns, and what is pasted into these."""
    if isinstance(value, dict):
        return {k: unplaced(v) for k, v in value.items() if k not in POSITIONS}
    return [unplaced(v) for v in value] if isinstance(value, list) else value


def expected_exit(verdicts):
    if {"undetermined", "invalid"} & set(verdicts):
        return 2
    return 1 if set(verdicts) - {"compliant"} else 0


# --- reporting -------------------------------------------------------------

class Report:
    """Prints disagreements as they come, and keeps the files of each."""

    def __init__(self, keep, show):
        self.keep, self.show = keep, show
        self.judged = self.disagreements = self.searched = self.left_out = 0
        self.kinds = {}

    def kept(self, case):
        """A copy of the case's folder that outlives the run."""
        if self.keep is None:
            self.keep = Path(tempfile.mkdtemp(prefix="oracle-"))
        return shutil.copytree(case.folder, self.keep / case.name, dirs_exist_ok=True)

    def disagree(self, case, kind, **told):
        self.disagreements += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.disagreements > self.show:
            return
        kept = self.kept(case)
        print(f"\n=== {kind}: case {case.name}")
        print("charter:", kept / case.charter.relative_to(case.folder))
        for name, value in told.items():
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            print(f"{name}: {shown}")

    def close(self):
        if self.disagreements > self.show:
            print(f"\n{self.disagreements - self.show} more disagreements not shown (--show)")
        for kind, count in sorted(self.kinds.items(), key=lambda item: -item[1]):
            print(f"{count:>6}  {kind}")
        print(f"{self.searched} searched under every filling, {self.left_out} left out")
        print(f"{self.judged} judged, {self.disagreements} disagreements")


class Case:
    """A drawn case written to a folder of its own."""

    def __init__(self, drawn, folder, notes):
        self.drawn, self.name, self.folder, self.rng = drawn, drawn.name, folder, drawn.rng
        self.at = drawn.at
        self.charter = write_charters(folder, drawn.versions, self.rng, notes)
        self.stream = Stream(self, "usages", drawn.declarations)


class Stream:
    """Declarations written one after the other, to be judged by a case's charter."""

    def __init__(self, case, name, declarations):
        self.name, self.declarations = name, declarations
        self.path = write_usages(case.folder / f"{name}.yaml", declarations, case.rng,
                                 comments=generate.chance(case.rng, 0.2))


def kind_of(expected, actual, where):
    """A short name for a difference, so that like disagreements are counted together."""
    if where == "verdict" or not where.startswith("findings"):
        head = where.split(".")[0].split("[")[0]
        return f"{head}: {expected.get(head)} / {actual.get(head)}" if head == "verdict" else head
    ours, theirs = ({tuple(f) for f in side.get("findings", [])} for side in (expected, actual))
    return "findings: " + min((oracle.family(f[0]) for f in ours ^ theirs), default="their order")


def compare(case, stream, program, answer, expected, report):
    """Each verdict line with the oracle's; the stream's own promises after."""
    if len(answer.verdicts) != len(expected):
        report.disagree(case, "number of verdicts", expected=len(expected), got=len(answer.verdicts),
                        exit=answer.exit, errors=answer.errors[:5],
                        stderr=answer.stderr.decode("utf-8", "replace")[:2000])
        return
    for number, (wanted, verdict) in enumerate(zip(expected, answer.verdicts)):
        report.judged += 1
        wanted, got = plain(wanted), restricted(verdict)
        where = first_difference(wanted, got)
        if where:
            tell(case, stream, program, report, number, wanted, got, verdict, where)
    compare_stream(case, answer, expected, report)


def tell(case, stream, program, report, number, wanted, got, verdict, where):
    alone = case.folder / f"{stream.name}-{number}.yaml"
    write_usages(alone, [stream.declarations[number]], random.Random(0))
    kept = report.kept(case) if report.disagreements < report.show else case.folder
    again = program.command(kept / case.charter.relative_to(case.folder), case.at, kept / alone.name)
    report.disagree(case, f"{stream.name}, {kind_of(wanted, got, where)}", again=shlex.join(again), first_difference=where,
                    declaration=alone.read_text(encoding="utf-8"), oracle=wanted, program=got,
                    messages=[f.get("message") for f in verdict.get("findings", [])],
                    errors=verdict.get("errors", []))


def compare_stream(case, answer, expected, report):
    if not expected:
        return
    verdicts = [e["verdict"] for e in expected]
    counts = {v: verdicts.count(v) for v in (*oracle.VERDICTS, "invalid")} | {"declarations": len(verdicts)}
    same = [v["verdict"] for v in answer.verdicts] == verdicts
    if same and answer.exit != expected_exit(verdicts):
        report.disagree(case, "exit code", expected=expected_exit(verdicts), got=answer.exit)
    if same and (answer.summary or {}) | counts != answer.summary:
        report.disagree(case, "summary", expected=counts, got=answer.summary)


# --- what may not change the answer, or may only make it worse ---------------

def check_unchanged(case, answer, other, what, report, strip):
    """The same verdicts and findings; of an invalid declaration, only that it is invalid."""
    pairs = zip(answer.verdicts, other.verdicts)
    if len(answer.verdicts) != len(other.verdicts):
        report.disagree(case, what, before=len(answer.verdicts), after=len(other.verdicts))
    for number, (before, after) in enumerate(pairs):
        if strip and "invalid" in (before["verdict"], after["verdict"]):
            before, after = ({"verdict": v["verdict"]} for v in (before, after))
        if strip:
            before, after = ({k: v for k, v in unplaced(side).items() if k != "errors"}
                             for side in (before, after))
        where = first_difference(before, after)
        if where:
            report.disagree(case, what, declaration=case.drawn.declarations[number], first_difference=where,
                            before=before, after=after)


def check_no_better(case, answer, other, what, report):
    """No verdict gives way to a better one."""
    if len(answer.verdicts) != len(other.verdicts):
        report.disagree(case, what, before=len(answer.verdicts), after=len(other.verdicts), errors=other.errors[:5],
                        stderr=other.stderr.decode("utf-8", "replace")[:2000])
    for number, (before, after) in enumerate(zip(answer.verdicts, other.verdicts)):
        was, now = before["verdict"], after["verdict"]
        if properties.bettered(was, now):
            report.disagree(case, f"bettered: {what}", declaration=case.drawn.declarations[number], before=was, after=now)


def run_changed_charter(case, program, versions, name):
    folder = case.folder / name
    folder.mkdir()
    return program.run(write_charters(folder, versions, case.rng), case.at, case.stream.path)


def metamorphose(case, program, answer, expected, report):
    reversed_usages = write_usages(case.folder / "reversed.yaml", backwards(case.drawn.declarations),
                                   case.rng, comments=True)
    check_unchanged(case, answer, program.run(case.charter, case.at, reversed_usages),
                    "key order and comments", report, strip=True)
    check_unchanged(case, answer, program.run(case.charter, case.at, case.stream.path, "json"),
                    "json and ndjson", report, strip=False)
    check_harsher(case, program, answer, report)
    check_silence(case, program, answer, expected, report)
    check_slips(case, program, answer, report)
    check_offers(case, program, answer.verdicts, report, OFFERS)
    check_missing(case, program, answer, report, needed=False)


def check_harsher(case, program, answer, report):
    """No verdict is bettered by a ban, a duty or a rule more, a lower ceiling, an exception less."""
    for change in case.rng.sample(properties.harsher_ways(case.drawn.versions), HARSHER_WAYS):
        changed = properties.harsher(case.rng, case.drawn.versions, change)
        after = run_changed_charter(case, program, changed, change.__name__)
        check_no_better(case, answer, after, change.__name__.replace("_", " "), report)


def check_silence(case, program, answer, expected, report):
    """No verdict is bettered by a key that is left out; and the oracle says the same of what is left."""
    less = [(number, path, left) for number, declaration in enumerate(case.drawn.declarations)
            if not {"compliant", "invalid"} & {answer.verdicts[number]["verdict"], expected[number]["verdict"]}
            for path, left in properties.removals(case.drawn, declaration)]
    less = case.rng.sample(less, min(len(less), REMOVALS))
    after = judge_stream(case, program, "less said", [left for *_, left in less], report)
    for (number, path, left), verdict in zip(less, after.verdicts):
        was, now = answer.verdicts[number]["verdict"], verdict["verdict"]
        if properties.bettered_by_silence(was, now):
            report.disagree(case, f"bettered by silence: {path[0]}", path=[*path], declaration=left, before=was, after=now)


def check_slips(case, program, answer, report):
    """What one slip makes of a compliant declaration is what the oracle says."""
    good = [d for d, v in zip(case.drawn.declarations, answer.verdicts) if v["verdict"] == "compliant"]
    drawn = (slips.slip(case.rng, case.rng.choice(good)) for _ in range(SLIPS if good else 0))
    judge_stream(case, program, "one slip", [one[1] for one in drawn if one], report)


def check_offers(case, program, verdicts, report, most):
    """A tool that is offered, put in place under its conditions, gives what is promised."""
    offers = [(declaration, verdict, offer) for declaration, verdict in zip(case.drawn.declarations, verdicts)
              for offer in alternatives.offered(verdict)]
    offers = case.rng.sample(offers, min(len(offers), most))
    put = [alternatives.put_in_place(*one) for one in offers]
    after = judge_stream(case, program, "an offer put in place", put, report)
    for (declaration, verdict, offer), now in zip(offers, after.verdicts):
        fault = alternatives.broken_promise(case.drawn.loaded, declaration, case.at, verdict, offer)
        if fault or now["verdict"] != offer[1]:
            report.disagree(case, "a broken promise", declaration=declaration, offer=str(offer), fault=fault,
                            program=now["verdict"])


def check_every_filling(case, answer, report):
    """The alternatives are those found by judging every tool under every filling in turn."""
    for declaration, verdict in zip(case.drawn.declarations, answer.verdicts):
        one, judged = case.drawn.consider(declaration)
        if one is None:
            continue
        try:
            fault = alternatives.first_fault(one, judged, verdict, FILLINGS_MOST)
        except fillings.TooMany:
            report.left_out += 1
            continue
        report.searched += 1
        if fault:
            report.disagree(case, f"alternatives: {fault[0]}", declaration=declaration, oracle=str(fault[1]),
                            program=str(fault[2]))


# --- what is missing --------------------------------------------------------------

def check_missing(case, program, answer, report, needed):
    """The list of what is missing is whole, in order, and needed; its lines keep all else; to fill it in ends it."""
    for declaration, verdict in zip(case.drawn.declarations, answer.verdicts):
        if not verdict.get("missing"):
            continue
        one, judged = oracle.consider(case.drawn.loaded, declaration, case.at)
        faults = [lacking.fault_of_paste(declaration, m) for m in verdict["missing"]]
        if one is not None:
            faults.append(lacking.fault_of_list(one, judged, verdict))
        if one is not None and needed:
            faults.append(lacking.fault_of_need(one, verdict))
        tell_faults(case, report, "missing", declaration, faults)
    check_pastes(case, program, report)
    check_closes(case, program, answer, report)


def tell_faults(case, report, kind, declaration, faults):
    for what, wanted, got in filter(None, faults):
        report.disagree(case, f"{kind}: {what}", declaration=declaration, oracle=str(wanted), program=str(got))


def check_pastes(case, program, report):
    """A declaration with a line pasted into its text is judged as that which says so, whatever form the text has."""
    hostile = [lacking.decorated(case.rng, d) for d in case.drawn.declarations]
    path = write_usages(case.folder / "hostile.yaml", hostile, case.rng)
    asked = [(d, m) for d, v in zip(hostile, program.run(case.charter, case.at, path).verdicts)
             for m in v.get("missing", []) if m["paste"]]
    asked = case.rng.sample(asked, min(len(asked), PASTES))
    for declaration, entry in asked:
        tell_faults(case, report, "missing, hostile", declaration, [lacking.fault_of_paste(declaration, entry)])
    for form in lacking.FORMS if asked else ():
        texts = [lacking.text_of(case.rng, d, form) for d, _ in asked]
        path = case.folder / f"{form}.{'ndjson' if form == 'json' else 'yaml'}"
        path.write_bytes(lacking.joined(texts, form))
        lines = [lacking.line_of(v, m) for v, (_, m) in zip(program.run(case.charter, case.at, path).verdicts, asked)]
        if not all(lines) or len(lines) != len(asked):
            report.disagree(case, f"missing, {form}: no line", lines=lines, asked=[m for _, m in asked])
        elif form != "json":
            check_pasted(case, program, report, form, list(zip(texts, lines, *zip(*asked))))
        tell_faults(case, report, f"missing, {form}", None,
                    [lacking.fault_of_line(line, m) for line, (_, m) in zip(lines, asked) if line])


def check_pasted(case, program, report, form, asked):
    """`asked`: the text, the line, the declaration that it says, and the entry."""
    pasted = case.folder / f"{form}-pasted.yaml"
    pasted.write_bytes(lacking.joined([lacking.pasted_into(text, line, form) for text, line, *_ in asked], form))
    said = write_usages(case.folder / f"{form}-said.yaml",
                        [{**declaration, **lacking.said_by(line)} for _, line, declaration, _ in asked], case.rng)
    verdicts = [program.run(case.charter, case.at, path).verdicts for path in (pasted, said)]
    for (text, line, _, entry), *both in itertools.zip_longest(asked, *verdicts, fillvalue={}):
        got, wanted = ({k: w for k, w in unplaced(v).items() if k != "errors"} for v in both)
        where = first_difference(wanted, got)
        if where or (got["verdict"] == "invalid" and entry["type"] not in lacking.LEFT_OPEN):
            report.disagree(case, f"missing, {form}: pasted", line=line, text=lacking.pasted_into(text, line, form),
                            first_difference=where, said=wanted, pasted=both[0])


def check_closes(case, program, answer, report):
    """Everything that is asked for filled in, round after round: nothing is left that somebody could have said."""
    going = [(d, d, v) for d, v in zip(case.drawn.declarations, answer.verdicts)]
    for number in range(lacking.ROUNDS):
        filled = [lacking.round_of(case.rng, now, v.get("missing", []), case.at) for _, now, v in going]
        for (first, now, verdict), more in zip(going, filled):
            left = [] if more else lacking.left_unknown(case.drawn.loaded, verdict)
            if left:
                report.disagree(case, "missing: left unknown", declaration=first, filled=now, left=left,
                                missing=verdict["missing"])
        going = [(first, more, v) for (first, _, v), more in zip(going, filled) if more]
        if not going:
            return
        path = write_usages(case.folder / f"round-{number}.yaml", [more for _, more, _ in going], case.rng)
        after = program.run(case.charter, case.at, path).verdicts
        for (first, more, before), verdict in itertools.zip_longest(going, after, fillvalue={}):
            if verdict["verdict"] == "invalid" and before["charter"]:   # what no charter was there to say
                report.disagree(case, "missing: invalid when filled in", declaration=first, filled=more,
                                missing=before["missing"], errors=verdict["errors"])
        going = [(first, more, v) for (first, more, _), v in zip(going, after)]
    for first, now, verdict in going:
        if lacking.asks_without_end(case.drawn.loaded, verdict):
            report.disagree(case, "missing: no end", declaration=first, filled=now, missing=verdict["missing"])


def judge_stream(case, program, name, declarations, report):
    """A stream beside the case's own, judged by both."""
    stream = Stream(case, name, declarations)
    expected = [oracle.judge(case.drawn.loaded, d, case.at) for d in declarations]
    answer = program.run(case.charter, case.at, stream.path) if declarations else NO_ANSWER
    compare(case, stream, program, answer, expected, report)
    return answer


# --- the run ---------------------------------------------------------------

def run_case(case, program, report, notes, metamorphic):
    expected = case.drawn.judge(notes)
    try:
        answer = program.run(case.charter, case.at, case.stream.path)
        compare(case, case.stream, program, answer, expected, report)
        if metamorphic and len(answer.verdicts) == len(expected):
            metamorphose(case, program, answer, expected, report)
    except (subprocess.TimeoutExpired, UnicodeDecodeError, json.JSONDecodeError, LookupError) as fault:
        report.disagree(case, f"unreadable answer: {type(fault).__name__}", fault=str(fault))


def run_small_case(case, program, report):
    """A case of which everything is tried."""
    try:
        answer = program.run(case.charter, case.at, case.stream.path)
        compare(case, case.stream, program, answer, [oracle.judge(case.drawn.loaded, d, case.at)
                                                     for d in case.drawn.declarations], report)
        if len(answer.verdicts) == len(case.drawn.declarations):
            check_every_filling(case, answer, report)
            check_missing(case, program, answer, report, needed=True)
            check_offers(case, program, answer.verdicts, report, SMALL_SIZE)
    except (subprocess.TimeoutExpired, UnicodeDecodeError, json.JSONDecodeError, LookupError) as fault:
        report.disagree(case, f"unreadable answer: {type(fault).__name__}", fault=str(fault))


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--seed", default=generate.SEED)
    parser.add_argument("--charters", type=int, default=generate.CHARTERS)
    parser.add_argument("--per-charter", type=int, default=generate.PER_CHARTER)
    parser.add_argument("--only", type=int, help="judge this one charter of the seed")
    parser.add_argument("--small", type=int, help="how many small charters have every filling tried")
    parser.add_argument("--only-small", type=int, help="judge this one small charter of the seed")
    parser.add_argument("--keep", type=Path, help="where the files of disagreements are kept")
    parser.add_argument("--show", type=int, default=25, help="how many disagreements are printed")
    parser.add_argument("--coverage", action="store_true", help="print what occurred")
    return parser.parse_args()


def check_coverage(chosen, notes):
    """A run of the default size must have met everything that can occur."""
    if chosen.coverage:
        print(generate.table_of(notes), generate.notes_table(notes), sep="\n\n")
    full = chosen.charters >= generate.CHARTERS and chosen.per_charter >= generate.PER_CHARTER
    missing = generate.missing_from(notes) if full and chosen.only is None else []
    if full and chosen.only is None and notes.get("condition in CEL", 0) < chosen.charters:
        missing.append("as many conditions in CEL as charters")
    for what in missing:
        print("never seen:", what)
    return not missing


def cases_of(chosen):
    """(what is drawn, whether it is small, whether it is changed as well), each when its turn comes."""
    if chosen.only is not None or chosen.only_small is not None:
        indexes, smalls = ([] if i is None else [i] for i in (chosen.only, chosen.only_small))
    else:
        indexes = range(chosen.charters)
        smalls = range(SMALL_CHARTERS if chosen.small is None else chosen.small)
    for index in indexes:
        yield generate.CaseSet(chosen.seed, index, chosen.per_charter), False, index % METAMORPHIC_EVERY == 0
    for index in smalls:
        yield small.SmallCase(chosen.seed, index, SMALL_SIZE), True, False


def main():
    chosen, notes = options(), {}
    report = Report(chosen.keep, chosen.show)
    with tempfile.TemporaryDirectory(prefix="oracle-") as home:
        program = Program(chosen.program, home)
        for drawn, is_small, metamorphic in cases_of(chosen):
            folder = Path(home) / f"case-{drawn.name}"
            folder.mkdir()
            if is_small:
                run_small_case(Case(drawn, folder, {}), program, report)
            else:
                run_case(Case(drawn, folder, notes), program, report, notes, metamorphic)
            shutil.rmtree(folder)
    covered = (chosen.only_small is not None) or check_coverage(chosen, notes)
    report.close()
    return 0 if covered and not report.disagreements else 1


if __name__ == "__main__":
    sys.exit(main())

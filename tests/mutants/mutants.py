#!/usr/bin/env python3
"""mutants: which small slips would the tests see? See README.md, beside.

usage: mutants.py [--count N] [--seed S] [--jobs N] [--room ROOM]... [--only FILE[:LINE]]... [--again] [--list]
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import hashlib
import itertools
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import slips

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutants"  # all that is written lies here
TREE, BUILD = WORK / "tree", WORK / "build"
COPIED = ("CMakeLists.txt", "CMakePresets.json", "include", "src", "tests", "charter", "docs", "templates", "quickstart",
          "action.yml", "README.md", "LICENSE")

# What may be mutated, and which tests see it, by the names that ctest has for them. The unit tests of the same name as
# the file come first, then those that killed before, then the quick.
Room = collections.namedtuple("Room", "files tests")
ROOMS = {
    "judge": Room(["src/judge/*.c"], [
        "unit/judge/*", "unit/report/*", "unit/model/test_detectors*", "unit/rule/test_scanner", "golden/*", "oracle/run",
        "cli/test_verdicts", "cli/test_scan*", "cli/test_masking", "hostile/test_masking", "detectors/test_evasion",
        "detectors/test_precision", "traces/*", "verdicts/*", "faults/*"]),
    "rule": Room(["src/rule/*.c", "src/rule/cel/*.c"], [
        "unit/rule/*", "unit/judge/test_rules", "unit/judge/test_traces", "unit/judge/test_detect", "unit/model/*",
        "golden/*", "oracle/run", "cel/*", "detectors/*", "traces/*", "hostile/test_inputs", "verdicts/*", "faults/*"]),
    "model": Room(["src/model/*.c"], [
        "unit/model/*", "unit/judge/*", "unit/report/*", "unit/tree/*", "golden/*", "oracle/run", "cli/test_charter",
        "cli/test_inputs", "cli/test_registers", "cli/test_verdicts", "audit/*", "schema/*", "hostile/*", "verdicts/*",
        "faults/*"]),
    "report": Room(["src/report/" + name for name in (
        "baseline.c", "fingerprint.c", "sarif.c", "sarif_rules.c", "junit.c", "gitlab.c", "github.c", "tap.c")], [
        "unit/report/*", "golden/*", "formats/*", "gate/test_baseline", "cli/test_outputs", "cli/test_verdicts", "faults/*"]),
    "batch": Room(["src/batch/totals.c", "src/batch/totals_tables.c", "src/batch/groups.c", "src/batch/summary.c",
                   "src/report/suppress.c"], [
        "unit/batch/*", "unit/report/*", "unit/model/test_budgets", "audit/*", "cli/test_registers", "cli/test_outputs",
        "golden/*", "faults/*"]),
}
LEFT_OUT = {"unit/judge/test_allocations"}  # it needs the archive
SHORTER = {"oracle/run": ["--charters", "60", "--per-charter", "12", "--seed", "20261"]}
# Slow ones, for the files that they are about.
ABOUT = {"cli/test_masking": {"mask", "detect", "scan"}, "hostile/test_masking": {"mask", "detect", "scan"},
         "detectors/test_work": {"scanner", "plain", "shape", "words", "needs"},
         "unit/rule/test_cel_zone": {"functions_time", "time", "zone", "zone_rule"},
         "hostile/test_hostile": {"load", "stream", "stream_syntax", "usage", "read_version"}}
# Linked with the archive, so that every allocation can fail: a minute. Last, and for lines that speak of memory.
ARCHIVED = {"faults/test_allocations": "tests/faults-test_allocations",
            "faults/test_system_calls": "tests/faults-test_system_calls"}
MEMORY = re.compile(r"NO_MEMORY|[!=]= NULL|memory|_failed|if \(!\w+\(")
MOST_MEMORY = 6 << 30

def say(*words):
    print(*words, flush=True)


# --- the private copy and its build ------------------------------------------------------------------------

def copy_tree():
    """The work tree's files, where they changed: what is unchanged keeps its time, and is not built again."""
    wanted = set()
    for top in COPIED:
        for path in [ROOT / top] if (ROOT / top).is_file() else sorted((ROOT / top).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                wanted.add(path.relative_to(ROOT))
    for name in wanted:
        target = TREE / name
        if target.exists() and target.read_bytes() == (ROOT / name).read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    for path in sorted(TREE.rglob("*")):
        if path.is_file() and path.relative_to(TREE) not in wanted:
            path.unlink()


def digest(folders):
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted((TREE / folder).rglob("*")):
            if path.is_file():
                total.update(str(path.relative_to(TREE)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def build():
    """One shared library that the programs look for beside themselves: a mutant costs one object and one link."""
    cached = shutil.which("ccache")
    environment = {**os.environ, "CCACHE_BASEDIR": str(TREE), "CCACHE_NOHASHDIR": "1"}
    configure = ["cmake", "-S", str(TREE), "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_C_COMPILER=gcc",
                 "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O2 -fno-semantic-interposition -w", "-DCHARTER_SHARED_TESTS=ON",
                 f"-DCHARTER_TEST_DATA={os.environ.get('CHARTER_TEST_DATA', ROOT.parent / 'shared' / 'data')}",
                 *([f"-DCMAKE_C_COMPILER_LAUNCHER={cached}"] if cached else [])]
    with open(WORK / "build.log", "w", encoding="utf-8") as log:
        for command in (configure, ["cmake", "--build", str(BUILD), "-j", str(chosen.jobs)]):
            if subprocess.run(command, env=environment, stdout=log, stderr=log, check=False).returncode != 0:
                sys.exit(f"the copy does not build: see {log.name}")


def commands_of(target):
    done = subprocess.run(["ninja", "-C", str(BUILD), "-t", "commands", target], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


# --- tests ------------------------------------------------------------------------------------------------

class Test:
    """A test as ctest knows it, and what it took when nothing was mutated."""

    def __init__(self, row):
        self.name, self.command = row["name"], row.get("command", [])
        properties = {p["name"]: p["value"] for p in row["properties"]}
        self.environment = dict(v.split("=", 1) for v in properties.get("ENVIRONMENT", []))
        self.forgotten = [v.split("=")[0] for v in properties.get("ENVIRONMENT_MODIFICATION", [])]
        self.where = properties.get("WORKING_DIRECTORY", str(TREE))
        self.cpu = self.wall = 0.0
        if self.name in SHORTER:
            self.command = self.command + SHORTER[self.name]
        elif self.command and self.command[-1].endswith(".py") and "unittest.main(" in Path(self.command[-1]).read_text():
            self.command = self.command + ["--failfast"]

    def stands_in(self, job):
        """The command and the environment with the programs of a job in place of the build's."""
        def moved(text):
            return text.replace(str(BUILD), str(job.folder))
        environment = {k: v for k, v in os.environ.items() if k not in self.forgotten}
        environment |= {k: moved(v) for k, v in self.environment.items()} | {"TMPDIR": str(job.temporary)}
        return [moved(word) for word in self.command], environment

    def run(self, job):
        """(exit code, CPU seconds, seconds): a code below 0 is a signal; a limit's counts as any other."""
        command, environment = self.stands_in(job)
        cpu, wall = (4 * self.cpu + 5, 20 * self.wall + 60) if self.wall else (300, 600)

        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, cwd=self.where, stdin=subprocess.DEVNULL, preexec_fn=limit,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        timer = threading.Timer(wall, lambda: os.killpg(process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        try:
            os.killpg(process.pid, signal.SIGKILL)  # what it left behind
        except ProcessLookupError:
            pass
        return process.returncode, usage.ru_utime + usage.ru_stime, time.monotonic() - begun


def all_tests():
    done = subprocess.run(["ctest", "--test-dir", str(BUILD), "--show-only=json-v1"], capture_output=True, text=True, check=True)
    tests = [Test(row) for row in json.loads(done.stdout)["tests"] if row.get("command")]
    return {test.name: test for test in tests if test.name not in LEFT_OUT}


def tests_of(room, tests):
    return [t for name, t in tests.items() if any(fnmatch.fnmatch(name, p) for p in ROOMS[room].tests)]


def concerns(test, mutant, source):
    if test.name in ARCHIVED:
        return not chosen.no_faults and MEMORY.search(mutant.before)
    return test.name not in ABOUT or Path(source).stem in ABOUT[test.name]


def measure(tests, job):
    """Runs what is used with nothing mutated; what fails or is skipped then can tell nothing, and is left out."""
    kept = WORK / "baseline.json"
    sum_ = digest(["src", "include", "tests", "charter"])
    known = json.loads(kept.read_text()) if kept.exists() else {}
    if known.get("digest") != sum_:
        known = {"digest": sum_}
    used = {t.name for room in rooms_chosen() for t in tests_of(room, tests)} - (ARCHIVED.keys() if chosen.no_faults else set())
    for name in sorted(used - known.keys()):
        code, cpu, wall = tests[name].run(job)
        known[name] = [code, cpu, wall]
        if code not in (0, 77):
            say(f"left out, since it fails with nothing mutated: {name}")
        elif wall > 5:
            say(f"{name}: {wall:.0f} s")
        kept.write_text(json.dumps(known))
    for name in list(tests):
        code, cpu, wall = known.get(name, [1, 0, 0])
        if code == 0:
            tests[name].cpu, tests[name].wall = cpu, max(wall, 0.01)
        else:
            del tests[name]


# --- one mutant -------------------------------------------------------------------------------------------

class Job:
    """A folder with programs of its own, of which the library is exchanged."""

    def __init__(self, number, temporary):
        self.folder = WORK / f"job{number}"
        self.temporary = Path(temporary) / str(number)  # in no repository
        self.temporary.mkdir()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "tests").mkdir(parents=True)
        os.link(BUILD / "charter-check", self.folder / "charter-check")
        for program in (BUILD / "tests").iterdir():
            if program.is_file() and os.access(program, os.X_OK):
                os.link(program, self.folder / "tests" / program.name)
        self.library = self.folder / "libcharter.so.0"
        self.link()

    def link(self, source=None, mutated=None):
        words = shlex.split(LINK)
        at = words.index("-o") + 1
        words[at] = str(self.library)
        if source is not None:
            words[words.index(f"CMakeFiles/charter-objects.dir/{source}.o")] = str(mutated)
        self.library.unlink(missing_ok=True)
        return run_quietly(words, BUILD)

    def link_archived(self, target, mutated):
        """The archive's own object is not looked at where another defines the same."""
        words = shlex.split(commands_of(target))
        words = words[words.index("&&") + 1:len(words) - 2]
        at = words.index("-o") + 1
        program = self.folder / "tests" / Path(target).name
        program.unlink(missing_ok=True)
        words[at] = str(program)
        words.insert(at + 1, str(mutated))
        return run_quietly(words, BUILD)


def run_quietly(words, where, stdin=None):
    done = subprocess.run(words, cwd=where, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def compile_text(source, text, output):
    """As the file itself would be compiled: its name in assertions, its folder for what it includes."""
    entry = COMPILED[source]
    words = shlex.split(entry["command"])
    words = words[1:] if words[0].endswith("ccache") else words
    at = words.index("-o") + 1
    words[at] = str(output)
    words[words.index("-c") + 1:] = ["-x", "c", "-"]
    return run_quietly(words, (TREE / source).parent, f'#line 1 "{source}"\n{text}'.encode())


class Asked:
    """One mutant, and what came of it."""

    def __init__(self, room, source, mutant):
        self.room, self.source, self.mutant = room, source, mutant
        self.outcome = self.by = None
        self.seconds = 0.0

    @property
    def key(self):
        return [self.source, self.mutant.line, self.mutant.before, self.mutant.after]

    def text(self):
        lines = (TREE / self.source).read_text(encoding="utf-8").split("\n")
        lines[self.mutant.line - 1] = self.mutant.after
        return "\n".join(lines)

    def tell(self):
        by = f"  by {self.by}" if self.by else ""
        say(f"{self.outcome:8}  {self.source}:{self.mutant.line}  {self.mutant.kind}{by}  ({self.seconds:.1f} s)")
        if self.outcome == "SURVIVED":
            say(self.difference())

    def difference(self):
        return f"    - {self.mutant.before.strip()}\n    + {self.mutant.after.strip()}"

    def judge(self, job, tests, kills):
        begun = time.monotonic()
        self.outcome, self.by = self.try_out(job, tests, kills)
        self.seconds = time.monotonic() - begun
        return self

    def try_out(self, job, tests, kills):
        mutated, own = job.folder / "mutated.o", job.folder / "own.o"
        if not compile_text(self.source, self.text(), mutated):
            return "no build", None
        if not compile_text(self.source, (TREE / self.source).read_text(encoding="utf-8"), own):
            sys.exit(f"{self.source} does not compile by itself")
        if mutated.read_bytes() == own.read_bytes():
            return "equal", None
        if not job.link(self.source, mutated):
            return "no build", None
        for test in in_order(tests_of(self.room, tests), self.source, kills):
            if not concerns(test, self.mutant, self.source):
                continue
            if test.name in ARCHIVED and not job.link_archived(ARCHIVED[test.name], mutated):
                continue
            code = test.run(job)[0]
            if code not in (0, 77):
                kills[self.source][test.name] += 1
                return "killed", test.name
        return "SURVIVED", None


def in_order(tests, source, kills):
    """Those that kill soonest first."""
    stem, seen = Path(source).stem, kills[source]

    def cost(test):
        if test.name in ARCHIVED:
            return 1e9 * test.wall
        own = 50 if test.name.endswith(f"/test_{stem}") else 1
        return (test.wall + 0.02) / (own + 20 * seen[test.name])
    return sorted(tests, key=cost)


# --- the sample -------------------------------------------------------------------------------------------

def rooms_chosen():
    return chosen.room or ([] if chosen.only else list(ROOMS)) or list(ROOMS)


def every_mutant():
    """{(room, source, line): its mutants}."""
    sources = [p.read_text(encoding="utf-8") for p in sorted([*TREE.glob("src/**/*.[ch]"), *TREE.glob("include/**/*.h")])]
    others, found = slips.families(sources), collections.defaultdict(list)
    for room in rooms_chosen():
        for pattern in ROOMS[room].files:
            for path in sorted(TREE.glob(pattern)):
                source = str(path.relative_to(TREE))
                for mutant in slips.mutants(path.read_text(encoding="utf-8"), others):
                    if is_asked_for(source, mutant.line):
                        found[room, source, mutant.line].append(mutant)
    return found


def is_asked_for(source, line):
    def fits(wanted):
        file, _, number = wanted.partition(":")
        return (source.endswith("/" + file) or source == file) and number in ("", str(line))
    return not chosen.only or any(fits(wanted) for wanted in chosen.only)


def drawn(found):
    """All lines in random order, and one mutant of each: a room weighs what its lines do. Then the next of each."""
    rng = random.Random(chosen.seed)
    places = sorted(found)
    rng.shuffle(places)
    for mutants in found.values():
        rng.shuffle(mutants)
    for turn in itertools.count():
        rest = [place for place in places if len(found[place]) > turn]
        if not rest:
            return
        for room, source, line in rest:
            yield Asked(room, source, found[room, source, line][turn])


# --- the run ----------------------------------------------------------------------------------------------

class Log:
    """What is known already, a line each: a run that was stopped goes on where it was."""

    def __init__(self, name, state):
        self.path, self.state, self.lock, self.known = WORK / name, state, threading.Lock(), {}
        rows = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        self.rows = [json.loads(row) for row in rows]
        for row in self.rows:
            if row["state"] == state:
                self.known[json.dumps(row["key"])] = row

    def recalls(self, asked):
        row = self.known.get(json.dumps(asked.key))
        if row is None:
            return False
        asked.outcome, asked.by = row["outcome"], row["by"]
        return True

    def add(self, asked):
        row = {"state": self.state, "key": asked.key, "room": asked.room, "kind": asked.mutant.kind,
               "outcome": asked.outcome, "by": asked.by}
        with self.lock, open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def survivors(self, found):
        """What survived last, whatever state that was of, where its line still stands."""
        last = {json.dumps([r["key"][0], *r["key"][2:]]): r for r in self.rows}
        for row in last.values():
            if row["outcome"] != "SURVIVED":
                continue
            source, line, before, after = row["key"]
            for (room, file, number), mutants in sorted(found.items(), key=lambda item: abs(item[0][2] - line)):
                same = [m for m in mutants if file == source and (m.before, m.after) == (before, after)]
                if same:
                    yield Asked(room, source, same[0])
                    break


def judge_all(sequence, tests, jobs, log):
    """Gives the first `count` of the sequence that build and differ. Jobs take turns; the sample does not depend on them."""
    kills = collections.defaultdict(collections.Counter)
    free, judged, waiting = list(jobs), [], {}

    def count_in(asked):
        if asked.outcome in ("killed", "SURVIVED"):
            judged.append(asked)

    with concurrent.futures.ThreadPoolExecutor(len(jobs)) as pool:
        while True:
            while free and len(judged) + len(waiting) < chosen.count:
                asked = next(sequence, None)
                if asked is None:
                    break
                if log.recalls(asked):
                    count_in(asked)
                    continue
                job = free.pop()
                waiting[pool.submit(asked.judge, job, tests, kills)] = job
            if not waiting:
                return judged
            done, _ = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                free.append(waiting.pop(future))
                asked = future.result()
                log.add(asked)
                if asked.outcome in ("killed", "SURVIVED"):
                    asked.tell()
                count_in(asked)


def report(judged):
    survivors = sorted((a for a in judged if a.outcome == "SURVIVED"), key=lambda a: (a.source, a.mutant.line))
    path = WORK / "survivors.txt"
    path.write_text("".join(f"{a.source}:{a.mutant.line}  {a.mutant.kind}\n{a.difference()}\n" for a in survivors),
                    encoding="utf-8")
    say(f"\n{'room':8} {'mutants':>8} {'killed':>7}")
    total = 0
    for room in [*ROOMS, "all"]:
        own = [a for a in judged if room in (a.room, "all")]
        killed = sum(a.outcome == "killed" for a in own)
        if own:
            say(f"{room:8} {len(own):8} {killed:7}  {100 * killed / len(own):5.1f}%")
    if survivors:
        say(f"the {len(survivors)} survivors: {path}")
    return 0 if judged and 100 * (len(judged) - len(survivors)) >= chosen.least * len(judged) else 1


def options():
    parser = argparse.ArgumentParser(description="Which small slips would the tests see?")
    parser.add_argument("--count", type=int, default=300, help="how many mutants are judged (300)")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another sample (1)")
    parser.add_argument("--jobs", type=int, default=1, help="mutants judged at the same time (1)")
    parser.add_argument("--room", action="append", choices=sorted(ROOMS), help="of these rooms alone")
    parser.add_argument("--only", action="append", metavar="FILE[:LINE]", help="of these files, or of these lines, alone")
    parser.add_argument("--again", action="store_true", help="those that survived last, and no others")
    parser.add_argument("--no-faults", action="store_true", help="without failing allocations, which take a minute each")
    parser.add_argument("--list", action="store_true", help="show the sample and stop")
    parser.add_argument("--least", type=float, default=95, help="percentage under which the run fails (95)")
    return parser.parse_args()


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    copy_tree()
    found = every_mutant()
    sequence = drawn(found)
    if chosen.list:
        for asked in itertools.islice(sequence, chosen.count):
            say(f"{asked.source}:{asked.mutant.line}  {asked.mutant.kind}\n{asked.difference()}")
        return 0
    log = Log("results.jsonl", digest(["src", "include", "tests", "charter"]))
    if chosen.again:
        sequence = iter(list(log.survivors(found)))
    begun = time.monotonic()
    build()
    global LINK, COMPILED
    library = next(BUILD.glob("libcharter.so.*.*.*"))
    LINK = commands_of(library.name).removeprefix(": && ").removesuffix(" && :")
    COMPILED = {str(Path(row["file"]).relative_to(TREE)): row
                for row in json.loads((BUILD / "compile_commands.json").read_text()) if row["file"].startswith(str(TREE))}
    tests = all_tests()
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        jobs = [Job(number, temporary) for number in range(chosen.jobs)]
        measure(tests, jobs[0])
        say(f"built and measured in {time.monotonic() - begun:.0f} s")
        code = report(judge_all(sequence, tests, jobs, log))
    say(f"{time.monotonic() - begun:.0f} s in all")
    return code


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    chosen = options()
    sys.exit(main())

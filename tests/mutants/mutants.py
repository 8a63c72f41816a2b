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
TREE = WORK / "tree"
COPIED = ("CMakeLists.txt", "CMakePresets.json", "include", "src", "tests", "charter", "docs", "templates", "quickstart",
          "action.yml", "README.md", "LICENSE")

# What may be mutated, and which tests see it, by the names that ctest has for them. The unit tests of the same name as
# the file come first, then those that killed before, then the quick.
Room = collections.namedtuple("Room", "files tests")
ROOMS = {
    "judge": Room(["src/judge/*.c"], [
        "unit/judge/*", "unit/report/*", "unit/charter/test_detectors*", "unit/detect/test_scanner", "golden/*", "oracle/run",
        "cli/test_registers", "cli/test_verdicts", "cli/test_scan*", "cli/test_masking", "hostile/test_masking", "detectors/test_evasion",
        "detectors/test_precision", "traces/*", "verdicts/*", "faults/*"]),
    "rule": Room(["src/pattern/*.c", "src/cel/*.c", "src/detect/*.c", "src/rule/*.c"], [
        "unit/pattern/*", "unit/cel/*", "unit/detect/*", "unit/rule/*", "unit/judge/*", "unit/charter/*", "golden/*", "oracle/run", "cel/*", "detectors/*", "traces/*",
        "hostile/test_inputs", "verdicts/*", "faults/*"]),
    "model": Room(["src/intake/*.c", "src/charter/*.c", "src/declaration/*.c"], [
        "unit/intake/*", "unit/charter/*", "unit/declaration/*", "unit/audit/test_budgets", "unit/judge/*", "unit/report/*", "unit/tree/*", "unit/batch/test_threads", "golden/*", "oracle/run",
        "cli/test_charter", "cli/test_inputs", "cli/test_registers", "cli/test_verdicts", "audit/*", "schema/*", "hostile/*",
        "verdicts/*", "faults/*"]),
    "report": Room(["src/report/" + name for name in (
        "gate/baseline.c", "gate/fingerprint.c", "sarif.c", "sarif_rules.c", "junit.c", "gitlab.c", "github.c", "tap.c")], [
        "unit/report/*", "golden/*", "formats/*", "gate/test_baseline", "cli/test_outputs", "cli/test_verdicts", "faults/*"]),
    "batch": Room(["src/audit/totals.c", "src/audit/totals_tables.c", "src/audit/groups.c", "src/audit/summary.c",
                   "src/report/audit/suppress.c"], [
        "unit/audit/*", "unit/batch/*", "unit/report/*", "audit/*", "cli/test_registers", "cli/test_outputs",
        "golden/*", "faults/*"]),
}
LEFT_OUT = {"unit/judge/test_allocations", "detectors/test_work"}  # the archive is needed; valgrind is slow
SHORTER = {"oracle/run": ["--charters", "60", "--per-charter", "12", "--seed", "20261"]}
# Slow ones, for the files that they are about.
ABOUT = {"cli/test_masking": {"mask", "detect", "scan"}, "hostile/test_masking": {"mask", "detect", "scan"},
         "unit/cel/test_cel_zone": {"functions_time", "time", "zone", "zone_rule"},
         "unit/batch/test_threads": {"piece", "stream", "register"}, "unit/batch/test_decompress": set(),
         "hostile/test_hostile": {"load", "stream", "stream_syntax", "usage", "read_version"}}
# Linked with the archive, so that every allocation can fail: a minute. Last, and for lines that speak of memory.
ARCHIVED = {"faults/test_allocations": "tests/faults-test_allocations",
            "faults/test_system_calls": "tests/faults-test_system_calls"}
MEMORY = re.compile(r"NO_MEMORY|[!=]= NULL|memory|failed|if \(!\w+\(")
MOST_MEMORY = 6 << 30
QUICK = 0.6  # seconds of CPU


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


def state_of_tree():
    total = hashlib.sha256()
    for folder in ("src", "include", "tests", "charter"):
        for path in sorted((TREE / folder).rglob("*")):
            if path.is_file():
                total.update(str(path.relative_to(TREE)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


LIBRARY = "libcharter-inside.so"  # the one that tests share


class Build:
    """One shared library that the programs look for beside themselves: a mutant costs one object and one link."""

    def __init__(self, temporary, name, flags, *options):
        self.name, self.flags, self.options = name, flags, options
        self.folder = WORK / name
        self.sanitized = bool(options)
        self.kept = WORK / f"{name}.json"
        self.tests, self.jobs, self.link_line, self.compiled = {}, [], [], {}
        self.temporary = Path(temporary) / name  # as a job has: of what is not mutated
        self.temporary.mkdir()

    def make(self):
        cached = shutil.which("ccache")
        environment = {**os.environ, "CCACHE_BASEDIR": str(TREE), "CCACHE_NOHASHDIR": "1"}
        data = os.environ.get("CHARTER_TEST_DATA", ROOT.parent / "shared" / "data")
        configure = ["cmake", "-S", str(TREE), "-B", str(self.folder), "-G", "Ninja", "-DCMAKE_C_COMPILER=gcc",
                     "-DCMAKE_BUILD_TYPE=None", f"-DCMAKE_C_FLAGS={self.flags}", "-DCHARTER_SHARED_PROGRAM=ON",
                     f"-DCHARTER_TEST_DATA={data}", *self.options,
                     *([f"-DCMAKE_C_COMPILER_LAUNCHER={cached}"] if cached else [])]
        with open(WORK / f"{self.name}.log", "w", encoding="utf-8") as log:
            for command in (configure, ["cmake", "--build", str(self.folder), "-j", str(chosen.jobs)]):
                if subprocess.run(command, env=environment, stdout=log, stderr=log, check=False).returncode != 0:
                    sys.exit(f"the copy does not build: see {log.name}")
        self.link_line = self.command_of(LIBRARY)
        rows = json.loads((self.folder / "compile_commands.json").read_text())
        self.compiled = {str(Path(row["file"]).relative_to(TREE)): shlex.split(row["command"]) for row in rows
                         if row["file"].startswith(f"{TREE}/src/")}
        done = subprocess.run(["ctest", "--test-dir", str(self.folder), "--show-only=json-v1"], capture_output=True, text=True,
                              check=True)
        tests = [Test(row, self) for row in json.loads(done.stdout)["tests"] if row.get("command")]
        self.tests = {test.name: test for test in tests if test.name not in LEFT_OUT}

    def command_of(self, target):
        """The words that link a target."""
        done = subprocess.run(["ninja", "-C", str(self.folder), "-t", "commands", target], capture_output=True, text=True,
                              check=True)
        words = shlex.split(done.stdout.splitlines()[-1])
        return words[words.index("&&") + 1:len(words) - 2]

    def compile(self, source, text, output):
        """As the file itself would be compiled: its name in assertions, its folder for what it includes."""
        words = list(self.compiled[source])
        words = words[1:] if words[0].endswith("ccache") else words
        words[words.index("-o") + 1] = str(output)
        words[words.index("-c") + 1:] = ["-x", "c", "-"]
        return run_quietly(words, (TREE / source).parent, f'#line 1 "{source}"\n{text}'.encode())

    def measure(self, names):
        """Runs what was never run, and what is quick, with nothing mutated."""
        kept = json.loads(self.kept.read_text()) if self.kept.exists() else {}
        for name in sorted(names & self.tests.keys()):
            test = self.tests[name]
            if name in kept:
                test.cpu, test.wall, test.holds_in = kept[name]
            if name not in kept or test.cpu <= QUICK:
                test.holds()

    def keep(self):
        rows = {name: [test.cpu, test.wall, test.holds_in] for name, test in self.tests.items() if test.wall}
        self.kept.write_text(json.dumps(rows))


# --- tests ------------------------------------------------------------------------------------------------

class Test:
    """A test as ctest knows it, and what it took when nothing was mutated."""

    def __init__(self, row, build):
        self.name, self.command, self.build = row["name"], row["command"], build
        properties = {p["name"]: p["value"] for p in row["properties"]}
        self.environment = dict(v.split("=", 1) for v in properties.get("ENVIRONMENT", []))
        self.forgotten = [v.split("=")[0] for v in properties.get("ENVIRONMENT_MODIFICATION", [])]
        self.where = properties.get("WORKING_DIRECTORY", str(TREE))
        self.cpu = self.wall = 0.0  # where nothing is mutated
        self.broken, self.holds_in, self.lock = False, None, threading.Lock()  # the state of the tree in which it passed then
        if self.name in SHORTER:
            self.command = self.command + SHORTER[self.name]
        elif self.command[-1].endswith(".py") and "unittest.main(" in Path(self.command[-1]).read_text():
            self.command = self.command + ["--failfast"]

    def stands_in(self, job):
        """The command and the environment with the programs of a job in place of the build's."""
        def moved(text):
            return text.replace(str(self.build.folder), str(job.folder))
        environment = {k: v for k, v in os.environ.items() if k not in self.forgotten}
        environment |= {k: moved(v) for k, v in self.environment.items()} | {"TMPDIR": str(job.temporary)}
        return [moved(word) for word in self.command], environment

    def holds(self):
        """Whether it passes with nothing mutated: only then does it tell anything by failing."""
        with self.lock:
            if self.holds_in == STATE or self.broken:
                return not self.broken
            for _ in range(2):  # what depends on time may fail once
                code, self.cpu, self.wall = self.run(self.build)
                if code in (0, 77):
                    break
            self.broken = code != 0
            self.holds_in = None if self.broken else STATE
            if code not in (0, 77):
                say(f"{self.build.name}: left out, since it fails with nothing mutated: {self.name}")
            self.build.keep()
            return not self.broken

    def run(self, job):
        """(exit code, CPU seconds, seconds): a code below 0 is a signal; a limit's counts as any other."""
        command, environment = self.stands_in(job)
        cpu, wall = (4 * self.cpu + 5, 20 * self.wall + 60) if self.wall else (300, 600)

        def limit():
            for ignored in (signal.SIGINT, signal.SIGQUIT):  # by a shell's &, and tests send them
                signal.signal(ignored, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 2))
            if not self.build.sanitized:  # which reserves more than there is
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


def rank(tests, source, kills):
    """Those that kill soonest first."""
    stem, seen = Path(source).stem, kills[source]

    def cost(test):
        own = 50 if test.name.endswith(f"/test_{stem}") else 1
        return (test.cpu + 0.02) / (own + 20 * seen[test.name])
    return sorted(tests, key=cost)


def names_of(room, tests):
    return {name for name in tests if any(fnmatch.fnmatch(name, pattern) for pattern in ROOMS[room].tests)}


def concerns(test, mutant, source):
    if test.name in ARCHIVED:  # what the line does may hang on the lines before it
        lines = (TREE / source).read_text(encoding="utf-8").split("\n")
        return MEMORY.search("\n".join(lines[max(0, mutant.line - 4):mutant.line]))
    return test.name not in ABOUT or Path(source).stem in ABOUT[test.name]


# --- one mutant -------------------------------------------------------------------------------------------

class Job:
    """A folder with programs of its own, of which the library is exchanged."""

    def __init__(self, build, number, temporary):
        self.build, self.folder = build, WORK / f"{build.name}-{number}"
        self.temporary = Path(temporary) / self.folder.name  # in no repository
        self.temporary.mkdir()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "tests").mkdir(parents=True)
        os.link(build.folder / "charter-check", self.folder / "charter-check")
        for program in (build.folder / "tests").iterdir():
            if program.is_file() and os.access(program, os.X_OK):
                os.link(program, self.folder / "tests" / program.name)
        self.library = self.folder / LIBRARY
        self.link()

    def link(self, source=None, mutated=None):
        words = list(self.build.link_line)
        words[words.index("-o") + 1] = str(self.library)
        if source is not None:
            words[words.index(f"CMakeFiles/charter-objects.dir/{source}.o")] = str(mutated)
        self.library.unlink(missing_ok=True)
        return run_quietly(words, self.build.folder)

    def link_archived(self, target, mutated):
        """The archive's own object is not looked at where another defines the same."""
        words = self.build.command_of(target)
        at = words.index("-o") + 1
        program = self.folder / "tests" / Path(target).name
        program.unlink(missing_ok=True)
        words[at] = str(program)
        words.insert(at + 1, str(mutated))
        return run_quietly(words, self.build.folder)


def run_quietly(words, where, stdin=None):
    done = subprocess.run(words, cwd=where, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


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

    @property
    def counts(self):
        """Whether it is a mutant: it builds, and is not what it was."""
        return self.outcome in ("killed", "SURVIVED")

    def tell(self):
        by = f"  by {self.by}" if self.by else ""
        say(f"{self.outcome:8}  {self.source}:{self.mutant.line}  {self.mutant.kind}{by}  ({self.seconds:.1f} s)")
        if self.outcome == "SURVIVED":
            say(self.difference())

    def difference(self):
        return f"    - {self.mutant.before.strip()}\n    + {self.mutant.after.strip()}"

    def judge(self, job, names, kills):
        begun = time.monotonic()
        self.outcome, self.by = self.try_out(job, names, kills)
        self.seconds = time.monotonic() - begun
        return self

    def try_out(self, job, names, kills):
        mutated, own = job.folder / "mutated.o", job.folder / "own.o"
        if not job.build.compile(self.source, self.text(), mutated):
            return "no build", None
        if not job.build.sanitized:
            job.build.compile(self.source, (TREE / self.source).read_text(encoding="utf-8"), own)
            if mutated.read_bytes() == own.read_bytes():
                return "equal", None
        if not job.link(self.source, mutated):
            return "no build", None
        tests = [job.build.tests[name] for name in names_of(self.room, names & job.build.tests.keys())]
        for test in rank(tests, self.source, kills):
            if not concerns(test, self.mutant, self.source):
                continue
            if test.name in ARCHIVED and not job.link_archived(ARCHIVED[test.name], mutated):
                continue
            if not test.broken and test.run(job)[0] not in (0, 77) and test.holds():
                kills[self.source][test.name] += 1
                return "killed", test.name
        return "SURVIVED", None


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

    def __init__(self, path):
        self.path, self.state, self.lock, self.known = path, STATE, threading.Lock(), {}
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self.rows = [json.loads(line) for line in lines]
        for row in self.rows:
            if row["state"] == self.state:
                self.known[row["look"], json.dumps(row["key"])] = row

    def recalls(self, look, asked):
        row = self.known.get((look, json.dumps(asked.key)))
        if row is not None:
            asked.outcome, asked.by = row["outcome"], row["by"]
        return row is not None

    def add(self, look, asked):
        row = {"state": self.state, "look": look, "key": asked.key, "outcome": asked.outcome, "by": asked.by}
        with self.lock, open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def survivors(self, found):
        """What survived last, whatever state that was of, where its line still stands."""
        last = {json.dumps([row["key"][0], *row["key"][2:]]): row for row in self.rows}
        for row in last.values():
            source, line, before, after = row["key"]
            near = sorted((place for place in found if place[1] == source), key=lambda place: abs(place[2] - line))
            same = [(place, m) for place in near for m in found[place] if (m.before, m.after) == (before, after)]
            if row["outcome"] == "SURVIVED" and same:
                yield Asked(same[0][0][0], source, same[0][1])


def look_at(sequence, look, build, names, log, most):
    """Judges the first `most` of the sequence that build and differ. Jobs take turns; which ones these are does not depend
    on them."""
    kills = collections.defaultdict(collections.Counter)
    free, judged, waiting = list(build.jobs), [], {}
    with concurrent.futures.ThreadPoolExecutor(len(free)) as pool:
        while True:
            while free and len(judged) + len(waiting) < most:
                asked = next(sequence, None)
                if asked is None:
                    break
                if not log.recalls(look, asked):
                    job = free.pop()
                    waiting[pool.submit(asked.judge, job, names, kills)] = job
                elif asked.counts:
                    judged.append(asked)
            if not waiting:
                return judged
            for future in concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED).done:
                free.append(waiting.pop(future))
                asked = future.result()
                log.add(look, asked)
                if asked.counts:
                    judged.append(asked)
                    asked.tell()


def look_twice(sequence, log, temporary):
    """First the quick tests; what these let through is then shown to all of them, under the sanitizers, and to those in
    which allocations fail."""
    plain = Build(temporary, "plain", "-O2 -fno-semantic-interposition -w")
    slow = Build(temporary, "sanitized", "-O1 -w", "-DCHARTER_SANITIZE=address,undefined")
    plain.make()
    used = set.union(*(names_of(room, plain.tests) for room in rooms_chosen()))
    plain.jobs = [Job(plain, number, temporary) for number in range(chosen.jobs)]
    plain.measure(used - ARCHIVED.keys() if chosen.quick else used)
    used = {name for name in used if not plain.tests[name].broken}
    quick = {name for name in used - ARCHIVED.keys() if plain.tests[name].cpu <= QUICK}
    judged = look_at(sequence, "quick", plain, quick, log, chosen.count)
    left = [asked for asked in judged if asked.outcome == "SURVIVED"]
    if chosen.quick or not left:
        return judged
    say(f"{len(left)} left: they are looked at again")
    slow.make()
    slow.jobs = [Job(slow, number, temporary) for number in range(chosen.jobs)]
    for name in used:
        slow.tests[name].cpu, slow.tests[name].wall = 3 * plain.tests[name].cpu, 3 * plain.tests[name].wall
    for look, build, names in (("sanitized", slow, used - ARCHIVED.keys()), ("faults", plain, set(ARCHIVED))):
        left = [asked for asked in left if asked.outcome == "SURVIVED"]
        look_at(iter(left), look, build, names, log, len(left))
    return judged


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
    parser.add_argument("--quick", action="store_true", help="quick tests alone, without a second look at what they let through")
    parser.add_argument("--list", action="store_true", help="show the sample and stop")
    parser.add_argument("--least", type=float, default=95, help="percentage under which the run fails (95)")
    return parser.parse_args()


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    copy_tree()
    global STATE
    STATE = state_of_tree()
    found = every_mutant()
    sequence = drawn(found)
    if chosen.list:
        for asked in itertools.islice(sequence, chosen.count):
            say(f"{asked.source}:{asked.mutant.line}  {asked.mutant.kind}\n{asked.difference()}")
        return 0
    begun = time.monotonic()
    log = Log(WORK / "results.jsonl")
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        os.chmod(temporary, 0o755)  # some tests run the program as nobody
        code = report(look_twice(iter(list(log.survivors(found))) if chosen.again else sequence, log, temporary))
    say(f"{time.monotonic() - begun:.0f} s in all")
    return code


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    chosen = options()
    sys.exit(main())

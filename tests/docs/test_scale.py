#!/usr/bin/env python3
"""The lines of docs/scale.md, run as they stand: merged, the parts of an audit are one audit of everything, byte for byte.

Hosts become local workers, and sizes that would leave everything in one part become small: SMALLER says which. Slurm's
`sbatch` is a script that runs each task of an array, and what depends on it; Spark's `pipe` is its command, run once a
partition.
"""

import csv
import glob
import io
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import markdown
from markdown import ROOT, read

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "audit"))
import make_register  # noqa: E402

PROGRAM = os.environ.get("CHARTER_CHECK", "")
PAGE = "docs/scale.md"
FORMATS = ("summary", "text", "html", "markdown", "csv", "json")
# Where uses stand one by one, or inputs by name: in a part that was cut out of an input, by its own lines.
SECTION = r"(## )?Uses one by one\n.*?(?=\n(## )?(Commitments of|How to read))"
PLACES = {"summary": r'\n "uses": .*', "json": r'\n "uses": .*?(?=\n "tables")', "text": SECTION, "markdown": SECTION,
          "html": r'<section [^>]*><h2 [^>]*>Uses one by one.*?</section>'}
AUDIT = ("--quiet", "--charter", "charter.yaml", "--at", "2026-11-24")
USES, FILES = 240, 6

SMALLER = {"-N 1000": "-N 45", "--block 100M": "--block 20k", "--sshlogin host1,host2": "--sshlogin 2/:",
           "--array=1-200": f"--array=1-{FILES}"}

MAPPING = """\
intake: 1
declare:
  id: No
  unit: Unit
  activity: What
  tool: Tool
  stage: Stage
  data: {column: Data, values: {yes: personnelles, no: public}}
"""

# Jobs are finished when it returns; a job that waits for one that failed is never run, as with Slurm's own.
SBATCH = r"""#!/bin/bash
state=$HOME/slurm; mkdir -p "$state"
job=$(($(find "$state" -type f | wc -l) + 1)) needs= script= wrap=
while [ $# -gt 0 ]; do
    case $1 in
    --parsable) parsable=yes ;;
    --dependency=afterok:*) needs=${1#*:} ;;
    --wrap) wrap=$2; shift ;;
    *) script=$1 ;;
    esac
    shift
done
echo 0 >"$state/$job"
[ -n "${parsable:-}" ] && echo "$job" || echo "Submitted batch job $job"
if [ -n "$needs" ] && [ "$(cat "$state/$needs")" != 0 ]; then
    echo "$job: DependencyNeverSatisfied" >&2
elif [ -n "$wrap" ]; then
    sh -c "$wrap" >"slurm-$job.out" || echo $? >"$state/$job"
else
    array=$(sed -n 's/^#SBATCH --array=//p' "$script")
    for task in $(seq "${array%-*}" "${array#*-}"); do
        SLURM_ARRAY_TASK_ID=$task bash "$script" || echo $? >"$state/$job"
    done
fi
"""


def section(title):
    """The blocks under a heading of the page."""
    text = read(PAGE)
    found = [part for part in re.split(r"^## ", text, flags=re.M) if part.startswith(title)]
    assert len(found) == 1, f"{PAGE} has no part {title}"
    return [fence.text for fence in markdown.fences(found[0])]


def smaller(text):
    for big, small in SMALLER.items():
        text = text.replace(big, small)
    return text


def sound(count):
    """Declarations of which none is invalid: an audit of one that is exits 2, and what waits for a 0 goes no further."""
    return [one for one in make_register.register(count) if "unitt" not in one]


class Scale(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="charter-scale-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("home/.parallel/will-cite", "")
        os.makedirs(self.path("bin"))
        os.symlink(os.path.abspath(PROGRAM), self.path("bin", "charter-check"))
        os.makedirs(self.path("work"))
        shutil.copy(os.path.join(ROOT, "charter", "statistics-institute.yaml"), self.path("work", "charter.yaml"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def read(self, name):
        with open(self.path("work", name), encoding="utf-8", newline="") as file:
            return file.read()

    def run_words(self, *words, stdin="", good=True):
        environment = {"PATH": f"{self.path('bin')}:{os.environ['PATH']}", "HOME": self.path("home"), "LC_ALL": "C.UTF-8",
                       **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
        done = subprocess.run(words, cwd=self.path("work"), env=environment, input=stdin, text=True, encoding="utf-8",
                              capture_output=True, check=False, timeout=240)
        if good:
            self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def run_lines(self, text, **more):
        return self.run_words("bash", "-e", "-o", "pipefail", "-c", smaller(text), **more)

    def write_rows(self):
        """A register in CSV and its mapping; gives the register's lines."""
        draw = random.Random(1)
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["No", "Unit", "What", "Tool", "Stage", "Data", "Remarks"])
        for number in range(900):
            rows.writerow([number, draw.choice(make_register.UNITS), draw.choice(make_register.ACTIVITIES),
                           draw.choice(make_register.TOOLS), "in-use", draw.choice(["yes", "no", ""]), 'said: "so, so"'])
        self.write("work/register.csv", out.getvalue())
        self.write("work/mapping.yaml", MAPPING)
        return out.getvalue().splitlines()

    def check_sum(self, parts, *whole, cut=False):
        """The parts, merged, are the audit of `whole`, in every format; a part that was `cut` out of an input is an input of
        its own."""
        self.assertGreater(len(parts), 2, "nothing was cut")
        outputs = [word for name in FORMATS for word in ("--output", f"{name}=%s.{name}")]
        self.run_words("charter-check", "audit", *AUDIT, *(word.replace("%s", "one") for word in outputs), *whole)
        self.run_words("charter-check", "merge", *(word.replace("%s", "merged") for word in outputs), *parts)
        for name in FORMATS:
            merged, one = self.read(f"merged.{name}"), self.read(f"one.{name}")
            if cut:
                merged, one = (re.sub(PLACES.get(name, "(?!)"), "", text, flags=re.S) for text in (merged, one))
            self.assertEqual(merged, one, name)

    def check_page(self, *whole):
        """What the page's own merge wrote."""
        one = self.run_words("charter-check", "audit", *AUDIT, "--format", "html", *whole).stdout
        self.assertEqual(self.read("audit.html"), one)

    def parts(self, pattern):
        return sorted(glob.glob(self.path("work", pattern)))


class Parallel(Scale):
    def setUp(self):
        super().setUp()
        try:
            version = self.run_words("parallel", "--version", good=False).stdout
        except FileNotFoundError:
            version = ""
        if "GNU parallel" not in version:
            raise unittest.SkipTest("there is no GNU parallel")
        self.files, self.hosts, self.pieces, self.rows = section("GNU parallel")

    def write_files(self):
        for number, text in enumerate(sound(USES)):
            self.write(f"work/register/{number % 7}/{number}.yaml", text)

    def test_files_over_cores(self):
        self.write_files()
        self.run_lines(self.files)
        self.check_sum(self.parts("part-*.json"), "register")
        self.check_page("register")

    def test_files_over_hosts(self):
        self.write_files()
        self.run_lines(self.hosts)
        self.check_sum(self.parts("part-*.json"), "register")

    def test_a_file_of_many_documents(self):
        self.write("work/register.yaml", "".join("---\n" + text for text in sound(USES)))
        self.run_lines(self.pieces)
        self.check_sum(self.parts("part-*.json"), "register.yaml", cut=True)

    def test_a_register_in_csv(self):
        self.write_rows()
        self.run_lines(self.rows)
        self.check_sum(self.parts("part-*.json"), "--intake", "mapping.yaml", "register.csv", cut=True)


class Slurm(Scale):
    def setUp(self):
        super().setUp()
        self.write("bin/sbatch", SBATCH)
        os.chmod(self.path("bin", "sbatch"), 0o755)
        task, self.submit = section("A Slurm array")
        self.write("work/audit.sbatch", smaller(task))
        uses = sound(USES)
        for number in range(1, FILES + 1):
            self.write(f"work/register/{number}.yaml", "".join("---\n" + text for text in uses[number::FILES]))

    def test_an_array_and_what_depends_on_it(self):
        self.run_lines(self.submit)
        parts = self.parts("parts/*.json")
        self.assertEqual(len(parts), FILES)
        self.check_sum(parts, "register")
        self.check_page("register")

    def test_nothing_is_merged_where_a_task_failed(self):
        os.remove(self.path("work", "register", "3.yaml"))
        done = self.run_lines(self.submit)
        self.assertIn("DependencyNeverSatisfied", done.stderr)
        self.assertFalse(os.path.exists(self.path("work", "audit.html")))


class Partitions:
    """What of an RDD the page uses; `pipe` writes and reads lines, as Spark's does."""

    def __init__(self, test, parts):
        self.test, self.parts = test, parts

    def mapPartitions(self, change):
        return Partitions(self.test, [list(change(part)) for part in self.parts])

    def map(self, change):
        return self.mapPartitions(lambda part: map(change, part))

    def pipe(self, command, checkCode=False):
        def piped(part):
            lines = "".join(one.rstrip("\n") + "\n" for one in part)
            done = self.test.run_words(*shlex.split(command), stdin=lines, good=False)
            if checkCode and done.returncode != 0:
                raise ChildProcessError(done.stderr)
            return done.stdout.splitlines()

        return self.mapPartitions(piped)


class Spark(Scale):
    def summaries(self, block, **names):
        exec(block, names)
        for number, lines in enumerate(names["summaries"].parts):
            self.write(f"work/summary-{number}", "".join(line + "\n" for line in lines))
        return self.parts("summary-*")

    def test_partitions_of_documents(self):
        uses = sound(USES)
        self.write("work/register.yaml", "".join("---\n" + text for text in uses))
        declarations = Partitions(self, [uses[number::4] for number in range(4)])
        self.check_sum(self.summaries(section("Spark")[0], declarations=declarations), "register.yaml", cut=True)

    def test_an_invalid_declaration_stops_the_job_and_is_told(self):
        parts = [sound(3), ["usage: 1\n"]]
        with self.assertRaisesRegex(ChildProcessError, 'error.key.missing.: the key "activity" is missing'):
            self.summaries(section("Spark")[0], declarations=Partitions(self, parts))

    def test_an_empty_partition_stops_the_job(self):
        with self.assertRaisesRegex(ChildProcessError, "declares nothing"):
            self.summaries(section("Spark")[0], declarations=Partitions(self, [sound(3), []]))

    def test_partitions_of_rows(self):
        header, *rows = self.write_rows()
        partitions = Partitions(self, [rows[:100], rows[100:500], rows[500:]])
        parts = self.summaries(section("Spark")[1], header=header, rows=partitions)
        self.check_sum(parts, "--intake", "mapping.yaml", "register.csv", cut=True)


if __name__ == "__main__":
    unittest.main()

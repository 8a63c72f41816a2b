"""running: the program as a user starts it, in a folder of its own with an environment that says nothing."""

import ctypes
import errno
import json
import os
import platform
import re
import shutil
import struct
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("CHARTER_CHECK", "")
SANITIZED = bool(os.environ.get("CHARTER_SANITIZE"))
BRIEF = bool(os.environ.get("CHARTER_BRIEF"))  # each process is slow: what repeats itself does so less often
# A command that starts another which may read no more than permissions allow, though it is root's.
BOUND_BY_PERMISSIONS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
DAY = "2026-11-02"
EPOCH = "1793577600"  # that day

LAW = """\
charter: 1
id: law
version: "1"
governance: {body: The board, contact: board@example.org, colleges: [users, deciders]}
unlisted: {activity: review, tool: review, data: forbid}
data: {public: {}, internal: {above: public}}
duties:
  training: {due: before, evidence: training}
tools:
  inhouse: {status: approved, data: internal}
  consumer: {status: banned}
activities:
  drafting: {status: allowed, data: internal}
  coding: {status: allowed, duties: [training]}
"""


def use(activity="drafting", tool="inhouse", data="[public]", **more):
    lines = {"usage": 1, "activity": activity, "tool": tool, "data": data, **more}
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


USES = {
    "compliant": use(),
    "conditional": use(activity="coding"),
    "review": use(tool="other"),
    "undetermined": use(data=None),
    "non-compliant": use(tool="consumer"),
    "invalid": "usage: 1\n",
}


def without_unnamed_files():
    """For preexec_fn: the kernel answers O_TMPFILE as a file system that has no such files."""
    load, equal, bits, answer = 0x20, 0x15, 0x45, 0x06
    openat = {"x86_64": 257, "aarch64": 56}[platform.machine()]
    steps = [(load, 0, 0, 0), (equal, 0, 3, openat), (load, 0, 0, 32), (bits, 0, 1, 0o20000000),
             (answer, 0, 0, 0x00050000 | errno.EOPNOTSUPP), (answer, 0, 0, 0x7FFF0000)]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    code = ctypes.create_string_buffer(program, len(program))
    filters = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, seccomp, by_filter = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(seccomp, by_filter, filters):
        raise OSError(ctypes.get_errno(), "prctl")


class Done:
    """What a run left: its exit code, what it printed."""

    def __init__(self, code, out, err):
        self.code, self.raw, self.err = code, out, err.decode(errors="replace")
        self.out = out.decode(errors="replace")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def verdicts(self):
        return [one["verdict"] for one in self.json["verdicts"]]

    @property
    def files(self):
        return [one["file"] for one in self.json["verdicts"]]

    @property
    def codes(self):
        return [error["code"] for error in self.json["errors"]]


class Case(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="charter-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.home = self.path("home")
        os.mkdir(self.home)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        """A file of the folder, in folders that are made where they are missing; gives its path."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def environment(self, changes):
        sanitizers = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        environment = {"PATH": os.environ["PATH"], "HOME": self.home, "SOURCE_DATE_EPOCH": EPOCH, "LC_ALL": "C.UTF-8",
                       **sanitizers, **changes}
        return {name: value for name, value in environment.items() if value is not None}

    def start(self, *words, where=".", behind=(), **more):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        options["env"] = self.environment(more.get("env", {}))
        return subprocess.Popen([*behind, os.path.abspath(PROGRAM), *words], cwd=self.path(where), **options)

    def run_program(self, *words, where=".", stdin=b"", env=None, behind=()):
        process = self.start(*words, where=where, stdin=subprocess.PIPE, env=env or {}, behind=behind)
        out, err = process.communicate(stdin, timeout=60)
        return Done(process.returncode, out, err)

    def check(self, *words, **more):
        """A run with JSON on standard output."""
        return self.run_program("--format", "json", *words, **more)

    def formats(self):
        """The names of all formats, as --help lists them."""
        text = self.run_program("--help").out
        return re.findall(r"^  (\w+)  ", text[text.index("\nFormats:\n"):].split("\n\n")[0], re.M)

    def refuses(self, done, *sentences):
        """Exit 2, sentences that say why, and nothing on standard output but, in JSON, that the run stopped."""
        self.assertEqual(done.code, 2, done.err)
        if done.out.startswith("{"):
            self.assertEqual((done.verdicts, done.codes), ([], ["run.stopped"]))
        else:
            self.assertEqual(done.out, "", done.err)
        for sentence in sentences:
            self.assertIn(sentence, done.err)

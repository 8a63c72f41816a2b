"""golden: what the cases are, how one is run, and where its expected output lies.

A case is a folder. It has `usage.yaml`, other *.yaml beside it, or a folder `ai-usage`; where it has no `charter.yaml`
and no folder `charter`, ../charter.yaml judges; `exceptions.yaml` is given with --exceptions, and `options` holds
further options, one a line. What the program prints is in

    expected.FORMAT        for each format of --help, in English
    expected.FORMAT.fr     in French, of the formats that people read
    expected.err[.fr]      what goes to the standard error stream in the format text; no file: nothing
    expected.exit          the exit code, which is the same in every format
"""

import functools
import os
import re
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("CHARTER_CHECK", "")
DAY = "2026-11-02"
FRENCH_TOO = ("text", "markdown", "compact", "csv")
LOCALES = {"": "C.UTF-8", ".fr": "fr_FR.UTF-8"}


def cases():
    return sorted(name for name in os.listdir(HERE) if os.path.isdir(os.path.join(HERE, name)) and name[0] not in "._")


def formats():
    """The names of the formats that --help lists."""
    text = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"}, check=True,
                          timeout=60).stdout
    table = text[text.index("\nFormats:\n"):].split("\n\n")[0]
    return re.findall(r"^  (\w+)  ", table, re.M)


def words(case):
    """The command line of a case, without --format."""
    folder = os.path.join(HERE, case)
    files = sorted(os.listdir(folder))
    charter = next((name for name in ("charter.yaml", "charter") if name in files), "../charter.yaml")
    said = ["--charter", charter, "--at", DAY]
    if "exceptions.yaml" in files:
        said += ["--exceptions", "exceptions.yaml"]
    if "options" in files:
        with open(os.path.join(folder, "options"), encoding="utf-8") as file:
            said += file.read().split()
    inputs = [name for name in files if name.endswith(".yaml") and name not in ("charter.yaml", "exceptions.yaml")]
    return said + inputs + (["ai-usage"] if "ai-usage" in files else [])


@functools.cache
def copies():
    """A folder with all cases, in no repository: reports for services tell files by their places in one."""
    folder = tempfile.TemporaryDirectory()
    shutil.copytree(HERE, folder.name, dirs_exist_ok=True)
    return folder


def run(case, form, locale):
    sanitizers = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    return subprocess.run([os.path.abspath(PROGRAM), "--format", form, *words(case)], cwd=os.path.join(copies().name, case),
                          env={"PATH": os.environ["PATH"], "LC_ALL": locale, **sanitizers}, stdin=subprocess.DEVNULL,
                          capture_output=True, check=False, timeout=120)


def printed(case, known):
    """{file name: bytes} of what a case prints in the formats `known`."""
    files, codes = {}, set()
    for form in known:
        for suffix, locale in LOCALES.items():
            if suffix and form not in FRENCH_TOO:
                continue
            done = run(case, form, locale)
            codes.add(done.returncode)
            files[f"expected.{form}{suffix}"] = done.stdout
            if form == "text" and done.stderr:
                files[f"expected.err{suffix}"] = done.stderr
    assert len(codes) == 1, f"{case}: the exit code depends on the format: {codes}"
    files["expected.exit"] = b"%d\n" % codes.pop()
    return files


def expected(case):
    folder = os.path.join(HERE, case)
    found = {}
    for name in os.listdir(folder):
        if name.startswith("expected."):
            with open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found

"""module: where the WebAssembly module is, and what it answers, through its glue in node."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.path.abspath(os.environ.get("CHARTER_CHECK", ""))
MODULE = os.environ.get("CHARTER_WASM") or os.path.join(ROOT, "build", "wasm", "charter.wasm")
GLUE = os.path.join(ROOT, "src", "wasm", "charter.js")
HERE = os.path.dirname(os.path.abspath(__file__))
DAY = "2026-11-02"
LOCALES = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8"}


def require():
    """Skips where there is nothing to ask."""
    if not os.path.exists(MODULE):
        raise unittest.SkipTest(f"there is no {os.path.relpath(MODULE, ROOT)}: cmake --preset wasm could not build it here")
    if shutil.which("node") is None:
        raise unittest.SkipTest("there is no node, which runs the module")


def packed(data):
    return base64.b64encode(data if isinstance(data, bytes) else data.encode()).decode()


def opening(files, charters=("charter.yaml",), **more):
    """What Charter.open takes; `files` by name."""
    return {"files": [{"name": name, "base64": packed(data)} for name, data in files.items()], "charters": list(charters),
            **more}


def ask(cases):
    """What the module answers to [(opening, calls)], a case each."""
    jobs = {"glue": GLUE, "module": MODULE, "cases": [{"charter": charter, "calls": calls} for charter, calls in cases]}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "jobs.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(jobs, file)
        done = subprocess.run(["node", os.path.join(HERE, "ask.js"), path], capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return [json.loads(line) for line in done.stdout.splitlines()]


def native(arguments, folder, lang, stdin=b""):
    """What the program writes."""
    return subprocess.run([PROGRAM, *arguments], cwd=folder, input=stdin, capture_output=True, check=False, timeout=300,
                          env={"PATH": os.environ["PATH"], "LC_ALL": LOCALES[lang]})

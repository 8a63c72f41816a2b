#!/usr/bin/env python3
"""clang-tidy (14) has nothing to say about src/ and include/, by .clang-tidy.

usage: test_tidy.py [FILE]...     of src/; none: all that is not known to be clean

A file that was found clean is looked at again when it changes, or a header that it includes, its command or
.clang-tidy: BUILD_DIR/tidy/ remembers. The static analyzer follows a function's paths a fiftieth of the way that it
would by itself, in a tenth of the time; with CHARTER_TIDY=deep, as tests/run says, nearly half of it, in half of the time;
with CHARTER_TIDY=whole, it goes to the end.
"""
# once: the same sources in every build
# timeout: 1800

import concurrent.futures
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BUILD_DIR", ROOT / "build" / "dev"))
DEPTHS = {"": 4000, "deep": 100000, "whole": 225000}  # nodes that the analyzer makes of a function; the last is its own
DEPTH = os.environ.get("CHARTER_TIDY", "")
WORD = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|//[^\n]*""", re.S)  # a literal, or a comment


def output_of(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def commands():
    """{file: (how it is compiled, its object)} of src/, but not as some tests compile it once more."""
    rows = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    objects = [(row["file"], row["command"], re.search(r" -o (\S+)", row["command"])[1]) for row in rows]
    return {name: (command, made) for name, command, made in sorted(objects)
            if name.startswith(f"{ROOT}/src/") and made.startswith("CMakeFiles/")}


def inclusions():
    """{object: the files that it was made of}, as ninja remembers them."""
    found, files = {}, []
    for line in output_of("ninja", "-C", str(BUILD), "-t", "deps").splitlines():
        if line.startswith(" "):
            files.append((BUILD / line.strip()).resolve())
        elif line:
            files = []
            found[line.split(": ")[0]] = files
    return found


@functools.lru_cache(maxsize=None)
def digest(path):
    """Of what counts in a file: of ours, no blanks and no comments but those that answer clang-tidy."""
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    if path.is_relative_to(ROOT):
        text = re.sub(r"\s+", " ", WORD.sub(lambda word: word[0] if word[1] or "NOLINT" in word[0] else " ", text))
    return digest_of(text)


def key_of(command, files, rules, depth):
    """What a file's being clean depends on; None where it is not known."""
    if not files or not all(path.exists() for path in files):
        return None
    return digest_of(rules, command.replace(str(ROOT), ""), depth, *(digest(path) for path in files))


def digest_of(*texts):
    return hashlib.sha256("\0".join(texts).encode(errors="surrogateescape")).hexdigest()


def look_at(name):
    """What clang-tidy says of a file, or "" where it is clean."""
    extra = [f"--extra-arg={word}" for word in ("-Xclang", "-analyzer-config", "-Xclang", f"max-nodes={DEPTHS[DEPTH]}")]
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(BUILD), *extra, name], capture_output=True, text=True,
                          check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def main():
    for program in ("clang-tidy", "ninja"):
        if shutil.which(program) is None:
            print(f"skipped: there is no {program}")
            return 77
    memory = BUILD / "tidy" / "clean"
    clean = set(memory.read_text(encoding="ascii").split()) if memory.exists() else set()
    rules = digest_of(output_of("clang-tidy", "--version"), (ROOT / ".clang-tidy").read_text(encoding="utf-8"))
    asked, files, rows = {str(Path(name).resolve()) for name in sys.argv[1:]}, inclusions(), commands()
    known, left = set(), {}
    for name, (command, made) in rows.items():
        keys = {depth: key_of(command, files.get(made), rules, depth) for depth in DEPTHS}
        known |= {*keys.values()} & clean
        if name in asked or not asked and not any(keys[depth] in clean for depth in DEPTHS if DEPTHS[depth] >= DEPTHS[DEPTH]):
            left[name] = keys[DEPTH]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = dict(zip(left, pool.map(look_at, left)))
    faulty = [text for text in said.values() if text]
    print("".join(faulty), end="")
    known |= {left[name] for name, text in said.items() if not text} - {None}
    memory.parent.mkdir(exist_ok=True)
    memory.write_text("".join(f"{key}\n" for key in sorted(known | (clean if asked else set()))), encoding="ascii")
    print(f"{len(rows)} files, {len(left)} looked at, {len(faulty)} not clean")
    return 1 if faulty or not rows else 0


if __name__ == "__main__":
    sys.exit(main())

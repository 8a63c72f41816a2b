#!/usr/bin/env python3
"""Makes, from what the program knows by tables, what would else be written a second time: see README.md.

    generate.py PROGRAM            writes what is stale
    generate.py PROGRAM --check    shows it, and exits 1 where there is some
"""

import difflib
import json
import os
import subprocess
import sys

import completion
import french
import manuals
import recipes
import schemas

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def ask(program):
    done = subprocess.run([program, "tables"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=60, check=True)
    return json.loads(done.stdout)


def read(path):
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def write(path, text):
    os.makedirs(os.path.dirname(os.path.join(ROOT, path)), exist_ok=True)
    with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
        file.write(text)


def stale(known):
    """(path, what is there, what ought to be) of each file that is not as the tables have it."""
    made = {**schemas.files(known), **manuals.files(known, read), **french.files(known, read), **completion.files(known),
            **recipes.files(read)}
    for path, text in made.items():
        if read(path) != text:
            yield path, read(path), text


def main(words):
    checking = words[1:] == ["--check"]
    if not words or words[1:] and not checking:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    found = False
    try:
        for path, there, text in stale(ask(words[0])):
            found = True
            if checking:
                print("".join(difflib.unified_diff(there.splitlines(True), text.splitlines(True), path,
                                                   f"{path}, as it ought to be")))
            else:
                write(path, text)
                print(f"written: {path}")
    except schemas.Wrong as wrong:
        print(f"generate.py: {wrong}", file=sys.stderr)
        return 1
    if checking and found:
        print("stale: build the target generate (cmake --build --preset dev --target generate), and read what it wrote")
    for silence in manuals.SILENT:
        print(silence)
    return 1 if checking and found or manuals.SILENT else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""The rooms of src/: who may include whom, by the table of docs/architecture.md; no circle of files; and a header that is
for its room alone is included by nobody else.
"""
# once: the same sources in every build

import collections
import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
ROW = re.compile(r"^\| `src/([\w/]+)/` \|[^|]*\|([^|]*)\|([^|]*)\|$", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
# What the rooms' public side is: installed, and free to use for all.
PUBLIC = "include"
# The folders of the house: what a run leaves behind is not committed.
TOP_LEVEL = {".ci", "charter", "docs", "include", "src", "templates", "tests"}
# A parser and a checker that walk down a tree call each other: the one circle that is meant.
RECURSIVE_DESCENT = [{"cel/check", "cel/check_calls", "cel/check_names"}, {"cel/parser", "cel/macros"}]


def table():
    """{room: (rooms that it may use, its headers that others may include or None: all)}"""
    rooms = {}
    for room, uses, offers in ROW.findall((ROOT / "docs/architecture.md").read_text(encoding="utf-8")):
        headers = None if offers.strip() == "all" else set(re.findall(r"`(\w+)`", offers))
        rooms[room] = (set(re.findall(r"`([\w/]+)`", uses)), headers)
    return rooms


def files():
    return sorted(path for path in SRC.rglob("*") if path.suffix in (".c", ".h"))


def room_of(name):
    return name.rpartition("/")[0]


def included(path):
    """What a file includes of ours, from src/ on; what is installed is PUBLIC/NAME."""
    for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        beside = path.parent / name
        if (SRC / name).exists():
            yield name
        elif beside.exists():
            yield str(beside.resolve().relative_to(SRC))
        elif (ROOT / "include" / name).exists():
            yield f"{PUBLIC}/{name}"
        else:
            raise AssertionError(f"{path} includes {name}, which is nowhere")


def arrows():
    for path in files():
        for name in included(path):
            yield str(path.relative_to(SRC)), name


def circles(graph):
    """The strongly connected parts of more than one node (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            part = set(stack[stack.index(node):])
            del stack[stack.index(node):]
            if len(part) > 1:
                found.append(part)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def calls():
    """{object: the objects whose functions and data it uses}, of the build that is tested; names as src/ has them."""
    built = [Path(os.environ["BUILD_DIR"], "CMakeFiles", f"charter-{part}.dir", "src") for part in ("objects", "cli")]
    defined, used = {}, collections.defaultdict(set)
    for folder in built:
        for path in sorted(folder.rglob("*.o")):
            name = str(path.relative_to(folder))[:-len(".c.o")]
            if not (SRC / f"{name}.c").exists():
                continue  # of a file that was there once
            symbols = subprocess.run(["nm", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()
            for words in map(str.split, symbols):
                if words[-2] == "U":
                    used[name].add(words[-1])
                elif words[-2].isupper():
                    defined[words[-1]] = name
    return collections.defaultdict(set, {name: {defined[symbol] for symbol in symbols if symbol in defined} - {name}
                                         for name, symbols in used.items()})


class Rooms(unittest.TestCase):
    def test_the_top_level_has_no_other_folder(self):
        done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.skipTest("not a git checkout")
        self.assertEqual({name.split("/")[0] for name in done.stdout.splitlines() if "/" in name}, TOP_LEVEL)

    def test_every_room_is_in_the_table_and_has_a_readme(self):
        rooms = {room_of(str(path.relative_to(SRC))) for path in files()}
        self.assertEqual(rooms, set(table()))
        for room in rooms | {"po"}:
            self.assertTrue((SRC / room / "README.md").exists(), room)

    def test_the_table_itself_has_no_circle(self):
        rooms = table()
        self.assertEqual(circles(collections.defaultdict(set, {room: uses & set(rooms) for room, (uses, _) in rooms.items()})), [])

    def test_no_file_includes_what_its_room_may_not_use(self):
        rooms = table()
        wrong = [(user, used) for user, used in arrows()
                 if room_of(user) != room_of(used) and not used.startswith(PUBLIC + "/")
                 and room_of(used) not in rooms[room_of(user)][0]]
        self.assertEqual(wrong, [])

    def test_no_file_includes_what_is_for_another_room_alone(self):
        rooms = table()
        wrong = [(user, used) for user, used in arrows()
                 if room_of(user) != room_of(used) and not used.startswith(PUBLIC + "/")
                 and rooms[room_of(used)][1] is not None and Path(used).stem not in rooms[room_of(used)][1]]
        self.assertEqual(wrong, [])

    def test_the_command_line_is_a_customer(self):
        wrong = [(user, used) for user, used in arrows()
                 if room_of(user) == "cli" and not used.startswith((PUBLIC + "/", "cli/"))]
        self.assertEqual(wrong, [])

    def test_what_the_table_allows_is_used(self):
        used = collections.defaultdict(set)
        for user, name in arrows():
            used[room_of(user)].add(room_of(name))
        for room, (uses, _) in table().items():
            self.assertEqual(uses - used[room], set(), room)

    def test_no_files_include_each_other_in_a_circle(self):
        graph = collections.defaultdict(set)
        for user, used in arrows():
            if user.rpartition(".")[0] != used.rpartition(".")[0] and not used.startswith(PUBLIC + "/"):
                graph[user.rpartition(".")[0]].add(used.rpartition(".")[0])
        self.assertEqual([sorted(part) for part in circles(graph) if part not in RECURSIVE_DESCENT], [])

    def test_no_files_call_each_other_in_a_circle(self):
        graph = calls()
        self.assertGreater(len(graph), 100)
        self.assertEqual([sorted(part) for part in circles(graph) if part not in RECURSIVE_DESCENT], [])


if __name__ == "__main__":
    unittest.main()

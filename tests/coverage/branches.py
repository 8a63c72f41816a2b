"""branches: the branch coverage of src/, room by room, from what gcov counted.

usage: branches.py [--missing] BUILD_FOLDER

Run after the tests of the coverage preset. Prints a table and exits 1 where the total is
under the floor, the number in tests/coverage/floor; --missing lists the lines that have
branches never taken.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "src"


def counted(build):
    """gcov's answer for each object file of ours, with the folder its paths start from."""
    for notes in sorted(build.glob("CMakeFiles/charter-*/**/*.gcno")):
        source = str(notes.relative_to(build)).split(".dir/", 1)[1].removesuffix(".gcno")
        if source.startswith("src/") and not (SOURCES.parent / source).exists():
            continue  # left behind by a source that is gone
        # Beside notes without counts gcov answers zeros: code that no test ran.
        answer = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities", str(notes)],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, cwd=build)
        for line in answer.stdout.splitlines():
            report = json.loads(line)
            yield report["files"], report["current_working_directory"]


def branches_of_sources(build):
    """{file: {(line, function): [times each branch was taken]}}, objects that share a header added up."""
    table = collections.defaultdict(dict)
    for files, folder in counted(build):
        for file in files:
            path = Path(os.path.normpath(os.path.join(folder, file["file"])))
            if not path.is_relative_to(SOURCES):
                continue
            place = table[path.relative_to(SOURCES)]
            for line in file["lines"]:
                taken = [branch["count"] for branch in line["branches"]]
                key = line["line_number"], line.get("function_name")
                known = place.get(key, [])
                # Another object may have folded some of them away.
                if len(known) == len(taken):
                    taken = [a + b for a, b in zip(known, taken)]
                place[key] = max(known, taken, key=len) if len(known) != len(taken) else taken
    return table


def main():
    parser = argparse.ArgumentParser(description="branch coverage of src/, room by room")
    parser.add_argument("--missing", action="store_true", help="list the lines with branches never taken")
    parser.add_argument("build", type=Path)
    arguments = parser.parse_args()

    table = branches_of_sources(arguments.build.resolve())
    rooms = collections.defaultdict(lambda: [0, 0])
    for path, lines in sorted(table.items()):
        for (number, function), taken in sorted(lines.items(), key=lambda item: item[0][0]):
            hit = sum(count > 0 for count in taken)
            for room in (path.parts[0], "total"):
                rooms[room][0] += hit
                rooms[room][1] += len(taken)
            if arguments.missing and hit < len(taken):
                print(f"src/{path}:{number}: {function}: {hit} of {len(taken)} branches taken")

    total = rooms.pop("total", [0, 0])
    print(f"{'room':<10}{'taken':>8}{'branches':>10}{'':>4}%")
    for room, (hit, all_of_them) in [*sorted(rooms.items()), ("total", total)]:
        print(f"{room:<10}{hit:>8}{all_of_them:>10}{100 * hit / max(all_of_them, 1):>7.1f}")

    floor = float((HERE / "floor").read_text())
    if total[1] == 0:
        sys.exit("no branches were counted: build and test the coverage preset first")
    percent = 100 * total[0] / total[1]
    if percent < floor:
        sys.exit(f"FAILED: branch coverage is {percent:.2f}%, under the floor of {floor}%")
    print(f"ok: branch coverage is {percent:.2f}%, the floor is {floor}%")


if __name__ == "__main__":
    main()

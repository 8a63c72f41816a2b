#!/usr/bin/env python3
"""How many of the identifiers in generated texts are found, and how much is found that is none: a floor for each.

`test_precision.py --table` prints the figures of docs/detectors.md.
"""

import collections
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get("SOURCE_DIR") or os.path.join(HERE, "..", "..")
HITS = os.path.join(os.environ.get("BUILD_DIR") or os.path.join(ROOT, "build", "dev"), "tests", "detector-hits")
RECALL, PRECISION = 0.95, 0.97  # of each detector on these texts; of all lines of noise, those without a hit


def hits(path):
    """{line: [(detector, start, end)]} of hits that count."""
    found = collections.defaultdict(list)
    out = subprocess.run([HITS, path], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    for row in out.splitlines():
        line, detector, counts, start, end = row.split("\t")
        if counts == "1":
            found[int(line)].append((detector, int(start), int(end)))
    return found


def measure(folder, lines, seed):
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), folder, "--lines", str(lines),
                    "--seed", str(seed)], check=True)
    found, noise = hits(os.path.join(folder, "truth.txt")), hits(os.path.join(folder, "noise.txt"))
    there, seen, false = collections.Counter(), collections.Counter(), collections.Counter()
    with open(os.path.join(folder, "truth.tsv"), encoding="utf-8") as table:
        for number, row in enumerate(table, 1):
            kind = row.split("\t")[0]
            there[kind] += 1
            seen[kind] += any(detector == kind for detector, _, _ in found[number])
    for rows in noise.values():
        false.update({detector for detector, _, _ in rows})
    return there, seen, false, len(noise)


def main():
    if not os.access(HITS, os.X_OK):
        print(f"skipped: there is no {HITS}")
        return 77
    table = "--table" in sys.argv
    lines = 20000 if table else 4000
    with tempfile.TemporaryDirectory() as folder:
        there, seen, false, noisy = measure(folder, lines, 1)
    faults = 0
    for kind in sorted(there):
        recall = seen[kind] / there[kind]
        precision = seen[kind] / (seen[kind] + false[kind]) if seen[kind] else 0
        if table:
            print(f"| `{kind}` | {there[kind]} | {recall:.3f} | {false[kind]} | {precision:.3f} |")
        elif recall < RECALL or precision < PRECISION:
            faults += 1
            print(f"{kind}: {seen[kind]} of {there[kind]} found, {false[kind]} lines of noise taken for it")
    print(f"{lines} lines of noise, {noisy} with a hit; by detectors that the table lacks: "
          f"{dict((k, n) for k, n in false.items() if k not in there)}")
    return 1 if faults or noisy > lines * (1 - PRECISION) else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""history.py COMMITS FILES | git fast-import: a repository of that many commits and files, seeded.

One commit in fifty bears a trailer of an AI tool; one file in fifty is configuration.
"""
import random
import sys

TRAILERS = ("Co-Authored-By: Claude <noreply@anthropic.com>", "Co-authored-by: Cursor <cursoragent@cursor.com>",
            "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>", "Assisted-by: Codex:gpt-5")
WORDS = "mend the report of a survey before it is read again and count what was lost in the second file".split()


def data(out, text):
    raw = text.encode()
    out.write(b"data %d\n%s\n" % (len(raw), raw))


def sentence(of):
    return " ".join(random.choice(WORDS) for _ in range(of))


def main(commits, files):
    random.seed(1)
    out = sys.stdout.buffer
    out.write(b"feature done\n")
    for number in range(commits):
        out.write(b"commit refs/heads/main\n")
        out.write(f"committer Person {number % 90} <person{number % 90}@example.org> {1500000000 + number} +0000\n".encode())
        lines = [sentence(7), "", *(sentence(12) for _ in range(3)), "", f"Signed-off-by: Person {number % 90} <p@example.org>"]
        if number % 50 == 0:
            lines.append(TRAILERS[number // 50 % len(TRAILERS)])
        data(out, "\n".join(lines))
        if number == commits - 1:
            for file in range(files):
                name = f"src/{file % 100}/{file // 100 % 100}/{file}" + (".yaml" if file % 50 == 0 else ".c")
                out.write(f"M 100644 inline {name}\n".encode())
                data(out, "\n".join(f"{random.choice(WORDS)}: {sentence(9)}" for _ in range(20)))
    out.write(b"done\n")


main(int(sys.argv[1]), int(sys.argv[2]))

"""Declarations for the benchmarks, seeded: one stream, and the same as separate files.

    generate.py COUNT FOLDER CHARTER

About two in five break the charter, as in the registers that one audits."""
import os
import random
import sys


def declaration(random, number, activities, tools, data):
    return f"""usage: 1
id: use-{number:06d}
author: agent.{random.randrange(97)}
activity: {random.choice(activities)}
tool: {random.choice(tools)}
data: [{random.choice(data)}]
purpose: Reformuler une note interne pour la direction
output: internal
autonomy: assist
stage: planned
date: 2026-11-02
volume: {{requests: {random.randrange(1, 90)}, tokens: 20000}}
"""


def words(law, key):
    """The ids under a top-level key of the charter: its lines indented by two."""
    ids, inside = [], False
    for line in law.splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            inside = line.startswith(key + ":")
        elif inside and line.startswith("  ") and line[2:3].isalnum() and ":" in line:
            ids.append(line.strip().split(":")[0])
    return ids


def main():
    count, folder, law = int(sys.argv[1]), sys.argv[2], open(sys.argv[3], encoding="utf-8").read()
    rng = random.Random(1)
    activities, data = words(law, "activities")[:5], words(law, "data")[:3]
    tools = words(law, "tools")[:5] + ["ChatGPT", "GPT-4o"]
    os.makedirs(os.path.join(folder, "files"), exist_ok=True)
    with open(os.path.join(folder, "stream.yaml"), "w", encoding="utf-8") as stream:
        for number in range(count):
            text = declaration(rng, number, activities, tools, data)
            stream.write("---\n" + text)
            part = os.path.join(folder, "files", f"{number // 1000:03d}")
            os.makedirs(part, exist_ok=True)
            with open(os.path.join(part, f"{number:06d}.yaml"), "w", encoding="utf-8") as file:
                file.write(text)


main()

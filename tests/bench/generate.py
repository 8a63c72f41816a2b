"""Declarations for the benchmarks, seeded: one stream, and the same as separate files.

    generate.py COUNT FOLDER

Judged by law.yaml about two in five have a breach, as in a register that one audits."""
import os
import random
import sys

GOOD_TOOLS = ["inhouse", "inhouse", "Assistant", "translator"]
BAD_TOOLS = ["ChatGPT", "GPT-4o", "gemini", "notebook", "Copilot"]


def declaration(rng, number):
    breach = rng.random() < 0.39
    tool = rng.choice(BAD_TOOLS if breach else GOOD_TOOLS)
    activity = rng.choice(["drafting", "drafting", "translation"])
    return f"""usage: 1
id: use-{number:06d}
unit: D{number % 40:02d}
author: agent.{number % 97}
activity: {activity}
tool: {tool}
data: [{rng.choice(["public", "internal", "internal"])}]
purpose: Reword a note for the management, number {number}
output: internal
autonomy: assist
stage: planned
date: 2026-11-02
facts: {{account: professional, training_opt_out: true}}
volume: {{requests: {rng.randrange(1, 90)}, tokens: 20000}}
"""


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(1)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "stream.yaml"), "w", encoding="utf-8") as stream:
        for number in range(count):
            text = declaration(rng, number)
            stream.write("---\n" + text)
            part = os.path.join(folder, "files", f"{number // 1000:03d}")
            os.makedirs(part, exist_ok=True)
            with open(os.path.join(part, f"{number:06d}.yaml"), "w", encoding="utf-8") as file:
                file.write(text)


main()

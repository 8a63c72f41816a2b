"""A charter and declarations for what alternatives cost, seeded.

    alternatives.py TOOLS RULES EXCEPTIONS COUNT FOLDER

Six declarations in ten use a banned tool, so that others are looked for. `first.yaml` says of each use its activity, its
tool and its data alone, as a first question does."""
import os
import random
import sys

HOSTING = ["here", "eu", "us", "cloud"]
HEAD = """charter: 1
id: alternatives
version: "1"
unlisted: {tool: review}
governance: {colleges: [users]}
data:
  public: {}
  internal: {above: public}
  personal: {above: internal, hosting: [here, cloud]}
  secret: {above: personal, hosting: [here]}
hosting: {here: {}, eu: {}, us: {}, cloud: {}}
fields:
  account: {type: choice, values: [professional, personal]}
  share: {type: number}
  checked: {type: bool}
duties:
  training: {due: before, evidence: training}
  review: {due: after, evidence: review}
"""


def tool(rng, i):
    status = rng.choices(["recommended", "approved", "tolerated", "banned"], [1, 3, 2, 4])[0]
    hosting, data = rng.choice(HOSTING), rng.choice(["public", "internal", "personal", "secret"])
    line = (f"  tool-{i}: {{title: Tool number {i}, vendor: V{i % 37}, status: {status}, hosting: {hosting}, "
            f"data: {data}, trains-on-inputs: {rng.choice(['true', 'false'])}}}\n")
    return line, status, (hosting, data)


def rule(rng, i, tools):
    return [
        f"{{when: {{activity: act-{i % 20}, tool.hosting: {rng.choice(HOSTING[1:])}}}, "
        "require: {facts.account: professional}}",
        f"{{when: {{tool.vendor: V{i % 37}, usage.unit: U{i}}}, effect: review}}",
        f"{{when: \"activity.id == 'act-{i % 20}' && usage.output == 'public' && facts.share > {i}.0\"}}",
        f"{{when: {{usage.unit: U{i}, tool: tool-{i % tools}}}}}",
        "{when: {data: {includes: secret}, tool.trains_on_inputs: true}, require: {facts.checked: true}}",
    ][i % 5]


def charter(rng, tools, rules, exceptions):
    """Its text, the banned tools, and those that may have anything."""
    rows = [tool(rng, i) for i in range(tools)]
    banned = [i for i, row in enumerate(rows) if row[1] == "banned"]
    best = [i for i, row in enumerate(rows) if row[1] in ("recommended", "approved") and row[2] == ("here", "secret")]
    text = HEAD + "tools:\n" + "".join(row[0] for row in rows) + "activities:\n"
    for i in range(20):
        ceiling = rng.choice(["internal", "personal", "secret"])
        text += f"  act-{i}: {{status: allowed, data: {ceiling}, autonomy: assist, duties: [review]}}\n"
    text += "rules:\n" + "".join(f"  r{i}: {rule(rng, i, tools)}\n" for i in range(rules))
    if exceptions:
        text += "exceptions:\n"
    for i in range(exceptions):
        text += (f"  e{i}: {{for: {{usage.unit: X{i}, tool: tool-{i % tools}, activity: act-{i % 20}}}, "
                 "waives: [tool.status, data.hosting], from: 2026-01-01, until: 2026-12-31, approved-by: [users], "
                 "because: a pilot}\n")
    return text, banned, best


def declarations(rng, count, banned, best):
    for i in range(count):
        name = banned[i % len(banned)] if i % 10 < 6 or not best else best[i % len(best)]
        first = (f"---\nusage: 1\nid: use-{i:06d}\nactivity: act-{i % 20}\ntool: tool-{name}\n"
                 f"data: [{rng.choice(['public', 'internal', 'personal'])}]\n")
        yield first, first + (
            f"unit: U{i % 40}\nauthor: agent.{i % 97}\npurpose: Reword a note for the management, number {i}\n"
            "stage: planned\ndate: 2026-05-02\ntraining: {id: basics, on: 2026-01-01}\n"
            f"output: {rng.choice(['internal', 'public'])}\nautonomy: assist\n"
            f"facts: {{account: professional, share: {i % 400}, checked: true}}\n")


def main():
    tools, rules, exceptions, count = map(int, sys.argv[1:5])
    folder, rng = sys.argv[5], random.Random(3)
    os.makedirs(folder, exist_ok=True)
    text, banned, best = charter(rng, tools, rules, exceptions)
    with open(os.path.join(folder, "charter.yaml"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(folder, "first.yaml"), "w", encoding="utf-8") as first, \
            open(os.path.join(folder, "stream.yaml"), "w", encoding="utf-8") as stream:
        for short, whole in declarations(rng, count, banned, best):
            first.write(short)
            stream.write(whole)


main()

"""The declarations of a stream.yaml that generate.py wrote, in the other syntaxes, beside it.

    inputs.py FOLDER"""
import csv
import json
import os
import re
import sys

COLUMNS = ["id", "unit", "author", "activity", "tool", "data", "purpose", "output", "autonomy", "stage", "date",
           "account", "training_opt_out", "requests", "tokens"]

MAPPING = """\
intake: 1
declare:
  id: id
  unit: unit
  author: author
  activity: activity
  tool: tool
  data: {column: data, split: ";"}
  purpose: purpose
  output: output
  autonomy: autonomy
  stage: {column: stage, values: {planned: planned, in use: in-use, done: done}}
  date: {column: date, dates: [DD/MM/YYYY]}
  facts.account: {column: account, values: {Pro: professional, Perso: personal}}
  facts.training_opt_out: {column: training_opt_out, values: {yes: true, no: false}}
  volume.requests: requests
  volume.tokens: tokens
"""


def value(text):
    """A value of generate.py's own subset of YAML."""
    if text.startswith("["):
        return [value(part) for part in text[1:-1].split(", ")]
    if text.startswith("{"):
        return {key: value(one) for key, one in (part.split(": ") for part in text[1:-1].split(", "))}
    return int(text) if re.fullmatch(r"[0-9]+", text) else {"true": True}.get(text, text)


def row(use):
    year, month, day = use["date"].split("-")
    return [use["id"], use["unit"], use["author"], use["activity"], use["tool"], ";".join(use["data"]), use["purpose"],
            use["output"], use["autonomy"], use["stage"], f"{day}/{month}/{year}", "Pro", "yes",
            use["volume"]["requests"], use["volume"]["tokens"]]


def main():
    folder = sys.argv[1]

    def new(name):
        return open(os.path.join(folder, name), "w", encoding="utf-8", newline="")

    with open(os.path.join(folder, "stream.yaml"), encoding="utf-8") as stream:
        texts = stream.read().split("---\n")[1:]
    with new("mapping.yaml") as mapping:
        mapping.write(MAPPING)
    with new("stream.ndjson") as lines, new("list.json") as whole, new("register.csv") as register:
        writer = csv.writer(register)
        writer.writerow(COLUMNS)
        for number, text in enumerate(texts):
            use = {key: value(one) for key, one in (line.split(": ", 1) for line in text.splitlines())}
            spelt = json.dumps(use)
            lines.write(spelt + "\n")
            whole.write((",\n" if number else "[") + spelt)
            writer.writerow(row(use))
        whole.write("]\n")


main()

"""What the tests of formats share: a charter, a declaration of each verdict, hostile texts, and runs of the program."""

import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("CHARTER_CHECK", "")
HERE = os.path.dirname(os.path.abspath(__file__))
LANGS = ("en", "fr")

LAW = """\
charter: 1
id: town-hall
version: "2026.1"
lang: en
review-by: 2026-06-30
governance: {body: AI follow-up committee, contact: ai@example.org, colleges: [users]}
unlisted: {activity: review, tool: review, data: forbid}
data: {public: {}, internal: {above: public, hosting: [own]}}
hosting: {own: {title: Our own servers}, abroad: {}}
duties:
  training: {due: before, evidence: training, title: Training on AI, article: "7"}
  human-review: {due: after, evidence: review, by-another: true}
tools:
  in-house: {title: In-house assistant, status: recommended, hosting: own, data: internal}
  chatbot: {status: tolerated, hosting: abroad}
  companion:
    {status: banned, hosting: abroad, aliases: [MyCompanion], because: "What is typed there trains a model.",
     article: "4.2", learn: "https://example.org/why"}
activities:
  drafting: {status: allowed, data: internal, duties: [human-review]}
  coding: {status: allowed, duties: [training]}
  deciding: {status: allowed}
rules:
  no-decisions: {title: No decisions, when: {activity: deciding}, article: "5", because: "A person decides."}
exceptions:
  pilot: {for: {usage.unit: LAB}, waives: [tool.status], from: 2026-01-01, until: 2026-12-31, approved-by: [users]}
"""

# Each with the verdict that it gets.
USES = {
    "fine": ("compliant", "activity: drafting\ntool: in-house\ndata: [internal]\n"),
    "wait": ("conditional", "activity: coding\ntool: in-house\ndata: [internal]\n"),
    "ask": ("review", "activity: drafting\ntool: Something, new\ndata: [public]\n"),
    "unknown": ("undetermined", "activity: drafting\ntool: in-house\n"),
    "banned": ("non-compliant", "activity: drafting\ntool: MyCompanion\ndata: [internal]\n"),
    "decides": ("non-compliant", "activity: deciding\ntool: in-house\ndata: [public]\n"),
    "lifted": ("compliant", "activity: drafting\ntool: companion\nunit: LAB\ndata: [public]\n"),
    "broken": ("invalid", "activty: coding\ntool: in-house\n"),
}

HOSTILE = (
    "::error file=x,line=1::boo",
    "a\n::stop-commands::x\n::add-mask::b",
    "##[error]x ##[group]y ##vso[task.setvariable]z",
    "]]></failure></testcase><testcase name=\"x\"/><![CDATA[",
    "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#60;",
    "| a | b |\n| --- | --- |",
    "[[ATTACHMENT|/etc/passwd]]",
    "http://evil.example www.evil.example a@b.example @user #123 [x](http://e.example) ![y](http://e.example)",
    "<http://evil.example> <a@b.example> [r]: http://evil.example",
    "# a\n- b `c` ``d`` **e** _f_ ~~g~~\n```\n<details>\n\n    code",
    "a`b|c`@d|`e\\|f\\",
    "x # SKIP y # TODO z \\# SKIP",
    "x\nok 99 - y\nBail out! z\n1..0 # SKIP\n  ...\n  ---",
    "{0} {1} %s %n %0A %25",
    "\"'\\ \\u0041 ${x} $(x)",
    "- a\n+ b\n1. c",
    "a,b:c;d=e",
    "\u202eabc\u200b\u2066",
)


def needs_program():
    if not os.access(PROGRAM, os.X_OK):
        print(f"skipped: there is no program {PROGRAM or '$CHARTER_CHECK'}")
        sys.exit(77)


def quoted(text):
    """A text in double quotes of YAML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def each_verdict():
    return "---\n".join(f"usage: 1\nid: {id}\n{text}" for id, (_, text) in USES.items())


def hostile():
    """A declaration for each hostile text in each key that reports repeat, and in keys that do not exist."""
    uses = []
    for text in map(quoted, HOSTILE):
        uses.append(f"usage: 1\nid: {text}\nactivity: drafting\ntool: MyCompanion\ndata: [internal]\n")
        uses.append(f"usage: 1\nactivity: {text}\ntool: {text}\ndata: [{text}]\n")
        uses.append(f"usage: 1\nid: {text}\nactivity: drafting\ntool: in-house\nunit: {text}\nauthor: {text}\n")
        uses.append(f"usage: 1\nid: {text}\n{text}: {text}\nactivity: coding\ntool: in-house\nstage: {text}\n")
    return "---\n".join(uses)


class Run:
    """One run: what was written, and the exit code. The arguments that are files lie in a folder of their own."""

    def __init__(self, form, files, *options, lang="en", inputs=None):
        folder = tempfile.mkdtemp(prefix="charter-formats-")
        try:
            for name, text in {"law.yaml": LAW, **files}.items():
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
            done = subprocess.run(
                [PROGRAM, "--charter", "law.yaml", "--at", "2026-11-02", "--lang", lang, "--format", form, *options,
                 *(list(files) if inputs is None else inputs)],
                cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
        finally:
            shutil.rmtree(folder)
        self.code, self.bytes, self.err = done.returncode, done.stdout, done.stderr.decode()
        self.out = self.bytes.decode()


def has_option(name):
    done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60, check=False)
    return name in done.stdout


def runs():
    """Every run that a format is tested on, by name."""
    cases = {
        "each verdict": ({"usage.yaml": each_verdict()}, None),
        "hostile texts": ({"usage.yaml": hostile()}, None),
        "a file that is not there": ({"usage.yaml": each_verdict()}, ["usage.yaml", "gone.yaml"]),
        "a file of a hostile name": ({"a,b:c%d #1 [[x]] `|<b>.yaml": each_verdict()}, None),
        "many of one kind": ({"usage.yaml": "---\n".join(
            f"usage: 1\nid: use-{i}\nactivity: drafting\ntool: MyCompanion\ndata: [internal]\n" for i in range(40))}, None),
        "the same, again and again": ({"usage.yaml": "---\n".join(
            ["usage: 1\nid: same\nactivity: drafting\ntool: MyCompanion\ndata: [internal]\n"] * 5)}, None),
        "nothing wrong": ({"usage.yaml": "usage: 1\nid: fine\n" + USES["fine"][1]}, None),
    }
    return cases

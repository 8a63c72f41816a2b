#!/usr/bin/env python3
"""The exit status and the reports say the same: for every command, every format and every kind of trouble, it is 2 exactly
where the report itself tells that something was not judged or, where nothing was begun, where the standard error stream says
why; 1 where it tells a verdict at or above the threshold and nothing worse; else 0. Each format is read by its own means."""

import csv
import io
import json
import os
import re
import shutil
import unittest
import xml.etree.ElementTree as xml

from running import BOUND_BY_PERMISSIONS, BRIEF, LAW, USES, Case, use

WORDS = re.compile(r"\d+ (undetermined|invalid|reading errors?)\b")


def in_json(out):
    told = json.loads(out)
    return bool(told["errors"]) or told["summary"]["undetermined"] + told["summary"]["invalid"] > 0


def in_ndjson(out):
    *lines, last = [json.loads(line) for line in out.splitlines()]
    return any("error" in line for line in lines) or last["summary"]["undetermined"] + last["summary"]["invalid"] > 0


def in_sarif(out):
    told = json.loads(out)["runs"][0]["invocations"][0]
    errors = any(one["level"] == "error" for one in told["toolConfigurationNotifications"])
    assert told["executionSuccessful"] != errors, told
    return errors


def in_gitlab(out):
    """What is undetermined is no other severity here than what is to be reviewed: `Told` knows."""
    return any(one["severity"] == "blocker" for one in json.loads(out))


TOLD = {
    "text": lambda out: bool(WORDS.search(out[out.rindex("\n\n") if "\n\n" in out else 0:])),
    "json": in_json,
    "ndjson": in_ndjson,
    "sarif": in_sarif,
    "junit": lambda out: any(int(suite.get("errors")) for suite in xml.fromstring(out).iter("testsuite")),
    "github": lambda out: bool(WORDS.search(out.splitlines()[-1])),
    "gitlab": in_gitlab,
    "tap": lambda out: bool(re.search(r'^    +outcome: "error"|^  verdict: "(undetermined|invalid)"', out, re.M)),
    "markdown": lambda out: bool(WORDS.search(out.splitlines()[2])),
    "compact": lambda out: bool(re.search(r"^[^ ]*: (undetermined|invalid): ", out, re.M)),
    "csv": lambda out: any(row[6] in ("undetermined", "invalid", "error") for row in csv.reader(io.StringIO(out))),
}


def in_audit_json(out):
    told = json.loads(out)
    return told["errors"] + told["verdicts"]["invalid"] > 0


def in_audit_csv(out):
    return any(row[0] == "all" and row[3] in ("errors", "invalid") and row[4] != "0" for row in csv.reader(io.StringIO(out)))


def in_part(out):
    told = json.loads(out)
    table = told["tables"]["all"]
    at = table["columns"].index("invalid") + 3  # behind the key and two titles
    return told["errors"] + sum(group[at] for group in table["groups"]) > 0


def in_people(out):
    return "Invalid declarations" in out or "Inputs that could not be read" in out


TOLD_BY_AUDITS = {"text": in_people, "html": in_people, "markdown": in_people, "csv": in_audit_csv, "json": in_audit_json,
                  "summary": in_part}

MAPPING = "intake: 1\ndeclare: {activity: What, tool: Tool, data: {column: Data, values: {no: public}}}\n"
REGISTER = "What,Tool,Data\ndrafting,inhouse,no\n"
LAWS = {
    "charter.yaml": LAW,
    "broken-law.yaml": LAW + "nonsense: 1\n",
    "old-law.yaml": LAW.replace("id: law\n", "id: law\nuntil: 2026-01-01\n"),
}
FILES = {
    **{name + ".yaml": text for name, text in USES.items()},
    "advised.yaml": use() + "stage: done\ndate: 2026-11-01\n",
    "empty.yaml": "", "comment.yaml": "# nothing\n", "none.yaml": "usages: []\n", "broken.yaml": "a: [\n",
    "large.yaml": use() + "# " + "x" * 3000 + "\n", "latin.yaml": use(unit="\xe9").encode("latin-1"),
    "two.yaml": use() + "---\n" + "a: [\n", "none.json": "[]", "none.ndjson": "\n\n", "broken.ndjson": "{\n",
    "uses/a.yaml": use(), "uses/b.yaml": "a: [\n", "uses/c.yaml": use(), "good/a.yaml": use(), "void/README.md": "",
    "register.csv": REGISTER, "header.csv": "What,Tool,Data\n", "uneven.csv": REGISTER + "drafting,inhouse,no,more\n",
    "mapping.yaml": MAPPING, "bad-mapping.yaml": "intake: 1\ndeclare: {activty: x}\n",
    "no-column.yaml": MAPPING.replace("Tool", "Product"), "damaged.yaml.gz": b"\x1f\x8b\x08\0no",
    "list": "compliant.yaml\n", "empty.list": "", "blank.list": "\n \r\n", "nul.list": b"compliant.yaml\0invalid.yaml\0",
    "good-nul.list": b"compliant.yaml\0good\0", "crlf.list": b"\xef\xbb\xbfcompliant.yaml\r\ngone.yaml\r\n",
    "good-crlf.list": b"compliant.yaml\r\ngood\r\n", "wide.list": "compliant.yaml\n".encode("utf-16"),
    "void.list": b"compliant.yaml\0\0",
    "list-of-gone": "gone.yaml\n",
    "prompt.txt": "hello\n",
}

# Each run: its name, its words, and what its exit status is to be; then its standard input, where it has one.
FINE = [
    ("a good file", ["compliant.yaml"], 0),
    ("standard input", ["-"], 0, use().encode()),
    ("a good folder", ["good"], 0),
    ("a list", ["--files-from", "list"], 0),
    ("a list of lines that end with CRLF", ["--files-from", "good-crlf.list"], 0),
    ("a list with a NUL", ["--files-from", "good-nul.list"], 0),
    ("a register with its mapping", ["--intake", "mapping.yaml", "register.csv"], 0),
]
# Nothing was judged of an input: whatever the command, and whatever it is asked for.
UNREAD = [
    ("a missing file", ["gone.yaml"], 2),
    ("a missing file among good ones", ["compliant.yaml", "gone.yaml", "good"], 2),
    ("an empty file", ["empty.yaml"], 2),
    ("a file of comments", ["comment.yaml"], 2),
    ("a list of uses without a use", ["none.yaml"], 2),
    ("an empty JSON list", ["none.json"], 2),
    ("lines without a use", ["none.ndjson"], 2),
    ("a broken line of JSON", ["broken.ndjson"], 2),
    ("an empty standard input", ["-"], 2, b""),
    ("an empty folder", ["void"], 2),
    ("an empty folder among good ones", ["good", "void"], 2),
    ("a broken file among good ones", ["uses"], 2),
    ("a broken document behind a good one", ["two.yaml"], 2),
    ("an invalid declaration", ["invalid.yaml"], 2),
    ("an invalid declaration beside a breach", ["non-compliant.yaml", "invalid.yaml"], 2),
    ("too large a document", ["--max-bytes", "2K", "large.yaml"], 2),
    ("bytes that are no text", ["latin.yaml"], 2),
    ("a damaged archive", ["damaged.yaml.gz"], 2),
    ("a pipe", ["pipe.yaml"], 2),
    ("a link that leads nowhere", ["broken-link.yaml"], 2),
    ("a register without a mapping", ["register.csv"], 2),
    ("a register without rows", ["--intake", "mapping.yaml", "header.csv"], 2),
    ("a register with a row too long", ["--intake", "mapping.yaml", "uneven.csv"], 2),
    ("a mapping of another register", ["--intake", "no-column.yaml", "register.csv"], 2),
    ("an empty list", ["--files-from", "empty.list"], 2),
    ("an empty list beside a good file", ["--files-from", "empty.list", "compliant.yaml"], 2),
    ("an empty list from standard input", ["--files-from", "-"], 2, b""),
    ("a list of blank lines", ["--files-from", "blank.list"], 2),
    ("a list that names what is missing", ["--files-from", "crlf.list"], 2),
    ("a list with a NUL that names what is invalid", ["--files-from", "nul.list"], 2),
    ("a list with an empty name", ["--files-from", "void.list"], 2),
    ("standard input twice", ["-", "-"], 2, use().encode()),
    ("standard input as a list and as an input", ["--files-from", "-", "-"], 2, b"compliant.yaml\n"),
]
# Nothing is begun: the standard error stream says why.
STOPPED = [
    ("a list that is missing", ["--files-from", "gone.list"], 2),
    ("a list that is a folder", ["--files-from", "good"], 2),
    ("a list that is a pipe", ["--files-from", "pipe.yaml"], 2),
    ("a list in UTF-16", ["--files-from", "wide.list"], 2),
    ("a bad mapping", ["--intake", "bad-mapping.yaml", "register.csv"], 2),
    ("a charter with an error", ["--charter", "broken-law.yaml", "compliant.yaml"], 2),
    ("a charter that is missing", ["--charter", "gone.yaml", "compliant.yaml"], 2),
    ("an option that there is none of", ["--nonsense", "compliant.yaml"], 2),
    ("a list and a mapping that is missing", ["--files-from", "list", "--intake", "gone.yaml"], 2),
]
UNDETERMINED = [
    ("a fact that is missing", ["undetermined.yaml"], 2),
    ("a fact that is missing, beside a breach", ["non-compliant.yaml", "undetermined.yaml"], 2),
    ("no charter in force", ["--charter", "old-law.yaml", "compliant.yaml"], 2),
]
VERDICTS = [
    ("a breach", ["non-compliant.yaml"], 1),
    ("a review", ["review.yaml"], 1),
    ("an open duty", ["conditional.yaml"], 1),
    ("a breach beside a good file", ["compliant.yaml", "non-compliant.yaml"], 1),
    ("a breach below the threshold", ["--fail-on", "never", "non-compliant.yaml"], 0),
    ("a review below the threshold", ["--fail-on", "non-compliant", "review.yaml"], 0),
]


class Exits(Case):
    def setUp(self):
        super().setUp()
        for name, text in {**LAWS, **FILES}.items():
            self.write(name, text)
        os.mkfifo(self.path("pipe.yaml"))
        os.symlink("nowhere", self.path("broken-link.yaml"))

    def agrees(self, done, told, code, what):
        """Exactly where the exit status is 2 a trouble is told; what was begun tells it in its own report."""
        self.assertEqual(done.code, code, (what, done.out[:2000], done.err))
        if done.out:
            self.assertEqual(told(done.out), code == 2, (what, done.out[:2000]))
        if code == 2 and not done.out:
            self.assertRegex(done.err, r"(?m)^(charter-check: |error\[)", what)
        if code < 2:
            self.assertNotRegex(done.err, r"(?m)^error\[", what)

    def hold(self, command, formats, rows, *more, behind=()):
        """Each row in each format; in a brief run each row in a third of them, and each format with a third of the rows."""
        for row, (name, words, code, *stdin) in enumerate(rows):
            for column, (form, told) in enumerate(formats.items()):
                if BRIEF and (row + column) % 3 != 0:
                    continue
                with self.subTest(f"{command}, {name}, {form}", more=more):
                    done = self.run_program(command, "--format", form, *more, *words, stdin=(stdin or [b""])[0], behind=behind)
                    self.agrees(done, told, code, (command, form, words, more))

    # ---- check ----

    def test_every_format_of_check_is_read_here(self):
        self.assertEqual(set(self.formats()), set(TOLD))

    def test_check(self):
        self.hold("check", TOLD, FINE + UNREAD + VERDICTS)
        self.hold("check", {name: told for name, told in TOLD.items() if name != "gitlab"}, UNDETERMINED)

    def test_check_begins_nothing(self):
        for name, words, _ in STOPPED:
            for form in TOLD:
                with self.subTest(f"{name}, {form}"):
                    done = self.run_program("check", "--format", form, "--output", "json=report.json", *words)
                    self.assertEqual(done.code, 2)
                    self.assertTrue(done.err)
                    self.assertTrue(not done.out or TOLD[form](done.out), done.out)
                    self.assertFalse(os.path.exists(self.path("report.json")))

    def test_no_option_moves_a_2(self):
        some = {"json": in_json}
        for more in (["--exit-zero"], ["--fail-on", "never"], ["--quiet"], ["--verbose"], ["--jobs", "1"], ["--jobs", "3"],
                     ["--text", "prompt.txt"], ["--exit-zero", "--fail-on", "never", "--sarif-all"]):
            self.hold("check", some, [row for row in FINE + UNREAD + UNDETERMINED if row[2] != 1], *more)
        self.hold("check", some, [(name, words, 0) for name, words, code in VERDICTS], "--exit-zero")

    def test_a_baseline_accepts_no_2(self):
        self.check("--baseline", "baseline.json", "--update-baseline", *[f"{name}.yaml" for name in USES if name != "invalid"])
        self.hold("check", TOLD, FINE + UNREAD, "--baseline", "baseline.json")
        self.hold("check", {name: told for name, told in TOLD.items() if name != "gitlab"},
                  UNDETERMINED[:2] + [(name, words, 0) for name, words, _ in VERDICTS], "--baseline", "baseline.json")

    def test_files_tell_what_standard_output_does(self):
        for name, words, code, *stdin in FINE + UNREAD + VERDICTS:
            outputs = [word for form in TOLD for word in ("--output", f"{form}=out.{form}")]
            done = self.run_program(*outputs, *words, stdin=(stdin or [b""])[0])
            self.assertEqual(done.code, code, done.err)
            for form, told in TOLD.items():
                with self.subTest(f"{name}, {form}"):
                    self.assertEqual(told(self.read(f"out.{form}")), code == 2)

    def test_a_report_that_cannot_be_written_is_told(self):
        for command in ("check", "audit", "merge"):
            words = ["part.json"] if command == "merge" else ["compliant.yaml"]
            self.run_program("audit", "--quiet", "--partial", "part.json", "compliant.yaml")
            for output in ("json=gone/report", "json=/dev/full"):
                done = self.run_program(command, "--output", output, *words)
                self.assertEqual(done.code, 2, (command, output))
                self.assertIn(output[5:], done.err)
            for closed in (lambda: os.close(1), None):
                with open("/dev/full", "wb") as full:
                    process = self.start(command, "--format", "json", *words, stdout=full, preexec_fn=closed)
                    _, err = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 2, command)
                self.assertIn(b"standard output", err)

    def test_a_closed_standard_input_is_no_empty_one(self):
        for command, told in (("check", in_json), ("audit", in_audit_json)):
            for words in (["-"], ["--files-from", "-"]):
                process = self.start(command, "--format", "json", *words, stdin=None, preexec_fn=lambda: os.close(0))
                out, err = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 2)
                self.assertTrue(told(out.decode()) if out else b"error[input.unreadable]" in err)

    def test_what_may_not_be_read_is_told(self):
        os.chmod(self.path("uses"), 0)
        self.addCleanup(os.chmod, self.path("uses"), 0o700)
        os.chmod(self.path("compliant.yaml"), 0)
        rows = [("an unreadable folder", ["uses"], 2), ("an unreadable file", ["good", "compliant.yaml"], 2)]
        self.hold("check", TOLD, rows, behind=BOUND_BY_PERMISSIONS)
        self.hold("audit", TOLD_BY_AUDITS, rows, behind=BOUND_BY_PERMISSIONS)

    def test_without_an_input_or_a_charter_nothing_is_begun(self):
        os.unlink(self.path("charter.yaml"))
        for command in ("check", "audit"):
            for words in ([], ["compliant.yaml"], ["--files-from", "list"]):
                self.refuses(self.run_program(command, "--format", "json", *words))

    def test_a_usual_input_that_leads_nowhere_is_told(self):
        self.write("ai-usage/a.yaml", use())
        os.symlink("nowhere", self.path("usage.yaml"))
        self.hold("check", TOLD, [("the usual inputs", [], 2)])
        self.hold("scan", TOLD, [("the usual inputs", ["--charter", "traces.yaml", "--no-history"], 2)])

    # ---- scan ----

    def test_scan(self):
        self.write("traces.yaml", LAW + "traces: {o: {tool: consumer, dependencies: {pypi: openai}}}\n")
        self.write("clean/a.txt", "")
        self.write("traced/requirements.txt", "openai==1\n")
        law = ["--charter", "traces.yaml", "--no-history"]
        rows = [("nothing found", ["--declarations", "compliant.yaml", "clean"], 0),
                ("a trace", ["traced"], 1),
                ("a trace below the threshold", ["--fail-on", "never", "traced"], 0)]
        for name, words, code, *stdin in UNREAD:
            if "--max-bytes" in words or "--files-from" in words or "-" in words:
                continue  # scan has none of these
            words = [word for given in words for word in (["--declarations", given] if given[0] != "-" and given not in
                                                          ("mapping.yaml", "no-column.yaml") else [given])]
            rows.append((name, [*words, "clean"], code))
        self.hold("scan", TOLD, [(name, law + words, code) for name, words, code in rows])
        self.hold("scan", {"json": in_json}, [(name, law + words, 2 if code == 2 else 0) for name, words, code in rows], "--exit-zero")
        for words in (["--charter", "broken-law.yaml", "clean"], ["gone"], ["clean", "traced"], ["--intake", "gone.yaml",
                      "--declarations", "register.csv", "clean"]):
            done = self.run_program("scan", "--format", "json", *law[:2], *words)
            self.assertEqual((done.code, bool(done.err), not done.out or in_json(done.out)), (2, True, True), words)

    # ---- audit, merge, trend ----

    def test_audit(self):
        self.hold("audit", TOLD_BY_AUDITS, FINE + UNREAD)
        self.hold("audit", {"json": in_audit_json}, UNREAD, "--fail-on", "never", "--quiet")
        self.hold("audit", TOLD_BY_AUDITS, VERDICTS, "--fail-on", "conditional")
        self.hold("audit", TOLD_BY_AUDITS, [(name, words, 0) for name, words, _ in VERDICTS + UNDETERMINED
                                            if "--fail-on" not in words])
        for name, words, _ in UNDETERMINED:
            self.assertEqual(self.run_program("audit", "--fail-on", "never", *words).code, 2, name)

    def test_audit_tells_each_reason(self):
        for name, words, code, *stdin in UNREAD:
            with self.subTest(name):
                done = self.run_program("audit", "--quiet", *words, stdin=(stdin or [b""])[0])
                self.assertRegex(done.err, r"(?m)^error\[[a-z]+\.[a-z]+\]: .+(\n .*)*\n *--> ")

    def test_audit_begins_nothing(self):
        for name, words, _ in STOPPED:
            with self.subTest(name):
                self.refuses(self.run_program("audit", "--format", "json", "--output", "csv=report", *words))
                self.assertFalse(os.path.exists(self.path("report")))

    def test_merge_says_what_the_audits_of_its_parts_said(self):
        for name, words, code, *stdin in FINE + UNREAD:
            stdin = (stdin or [b""])[0]
            self.assertEqual(self.run_program("audit", "--partial", "part.json", *words, stdin=stdin).code, code)
            self.write("apart/apart.yaml", use(id="apart"))
            self.assertEqual(self.run_program("audit", "--partial", "other.json", "apart").code, 0)
            shutil.rmtree(self.path("apart"))
            for form, told in TOLD_BY_AUDITS.items():
                with self.subTest(f"{name}, {form}"):
                    self.agrees(self.run_program("merge", "--mixed", "--format", form, "other.json", "part.json"), told, code, (form, words))

    def test_merge_of_what_is_no_part_and_trend_of_what_is_no_history_tell_it(self):
        self.assertEqual(self.run_program("audit", "--partial", "part.json", "good").code, 0)
        for words in (["merge"], ["merge", "gone.json", "part.json"], ["merge", "part.json", "good"], ["merge", "charter.yaml"],
                      ["merge", "empty.list"], ["trend"], ["trend", "--history", "gone.sqlite"],
                      ["trend", "--history", "charter.yaml"], ["trend", "--history", "good"]):
            self.refuses(self.run_program(*words))
        self.assertEqual(self.run_program("audit", "--history", "kept.sqlite", "compliant.yaml").code, 0)
        self.assertEqual(self.run_program("trend", "--history", "kept.sqlite").code, 0)

    # ---- lint ----

    def test_lint(self):
        told = {"json": lambda out: json.loads(out)["summary"]["errors"] > 0,
                "ndjson": lambda out: json.loads(out.splitlines()[-1])["summary"]["errors"] > 0,
                "text": lambda out: bool(re.search(r"^\d+ diagnostics?: \d+ error", out, re.M)),
                "compact": lambda out: bool(re.search(r"^[^ ]*: error: ", out, re.M)),
                "sarif": lambda out: not json.loads(out)["runs"][0]["invocations"][0]["executionSuccessful"],
                "junit": TOLD["junit"], "gitlab": lambda out: any(one["severity"] == "blocker" for one in json.loads(out)),
                "github": lambda out: "::error " in out, "markdown": lambda out: "\n- **error**" in out,
                "tap": lambda out: 'outcome: "error"' in out, "csv": TOLD["csv"]}
        self.assertEqual(set(told), set(TOLD))
        for name, code in (("charter.yaml", 1), ("old-law.yaml", 1), ("broken-law.yaml", 2), ("gone.yaml", 2), ("good", 2)):
            for form, errors in told.items():
                with self.subTest(f"{name}, {form}"):
                    done = self.run_program("lint", "--format", form, name)
                    self.agrees(done, errors, code, (form, name))

    # ---- detect ----

    def test_detect(self):
        self.write("detecting.yaml", "charter: 1\nid: d\ndata: {public: {}, personal: {above: public}}\n"
                   "detectors: {mail: {pattern: '[a-z]@[a-z]', means: personal}}\n")
        self.write("some.txt", "a@b\n")
        self.write("many.txt", "a@b " * 10001)
        self.write("binary.txt", b"\0\1")
        for name, code in (("prompt.txt", 0), ("some.txt", 1), ("many.txt", 2), ("binary.txt", 2), ("gone.txt", 2), ("good", 2)):
            with self.subTest(name):
                done = self.run_program("detect", "--charter", "detecting.yaml", "--quiet", name)
                self.agrees(done, lambda out: "is not known" in out or "could not be decided" in out, code, name)
                done = self.run_program("detect", "--charter", "detecting.yaml", "--format", "json", name)
                self.agrees(done, lambda out: json.loads(out)["more"] or bool(json.loads(out)["undecided"]), code, name)

    # ---- ask ----

    def test_ask_exits_as_check_does(self):
        words = ("--activity", "drafting", "--tool", "inhouse")
        rows = [("compliant", (*words, "--data", "public"), 0), ("open", (*words[2:], "--activity", "coding", "--data", "public"), 1),
                ("for review", ("--activity", "drafting", "--tool", "other", "--data", "public"), 1), ("undetermined", words, 2),
                ("a breach", ("--activity", "drafting", "--tool", "consumer", "--data", "public"), 1),
                ("a breach below the threshold", (*words, "--data", "internal", "--fail-on", "never"), 0),
                ("what is undetermined, below it", (*words, "--fail-on", "never"), 2),
                ("a fact that there is none of", (*words, "--data", "public", "--fact", "no=1"), 2)]
        self.hold("ask", {name: told for name, told in TOLD.items() if name not in ("gitlab", "text")}, rows)
        self.hold("ask", {"text": lambda out: bool(WORDS.search(out.partition("\n# ")[0]))}, rows)

    def test_ask_begins_nothing(self):
        for words in (("--activity", "drafting"), ("--charter", "gone.yaml"), ("no name",), ("--fact", "x"), ("--at", "x"),
                      ("--activity", "drafting", "--tool", "inhouse", "--save", "compliant.yaml")):
            done = self.run_program("ask", *words)
            self.assertEqual((done.code, done.out), (2, ""), words)
            self.assertRegex(done.err, r"(?m)^(charter-check: |error\[)")

    # ---- explain ----

    def test_explain_exits_as_check_does(self):
        rows = [row for row in FINE + UNREAD + UNDETERMINED + VERDICTS
                if len(row[1]) == 1 and row[1][0].partition(".")[2] in ("", "yaml", "json", "ndjson")]
        self.assertGreater(len(rows), 20)
        for name, (word,), code, *stdin in rows:
            for form, told in (("text", TOLD["text"]), ("json", TOLD["json"])):
                with self.subTest(name, form=form):
                    done = self.run_program("explain", "--format", form, "--declaration", word, stdin=(stdin or [b""])[0])
                    self.agrees(done, told, code, name)

    def test_explain_of_words(self):
        for word, code in (("tool.status", 0), ("key.unknown", 0), ("review", 0), ("compliant.yaml", 2), ("", 2)):
            done = self.run_program("explain", word)
            self.assertEqual((done.code, done.out == ""), (code, code == 2))


if __name__ == "__main__":
    unittest.main(verbosity=2)

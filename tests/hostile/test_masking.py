"""What detectors find is never shown: not in any format or language, nor in what is wrong with a declaration."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["CHARTER_CHECK"]

LAW = """\
charter: 1
id: law
include: std:detectors
governance: {colleges: [users]}
data:
  public:
  personal: {above: public, aliases: [statistical-secret, restricted], hosting: [here]}
hosting: {here: {}, there: {}}
units: [DMRG]
roles: [analyst]
duties:
  training: {due: before, evidence: training, accepts: [ia-101], valid-for: P1Y}
  human-review: {due: after, evidence: review, by-another: true}
  dpia: {due: before}
fields: {account: {type: choice, values: [professional, personal]}}
tools: {inhouse: {status: approved, hosting: here, data: personal}}
activities: {drafting: {status: allowed, data: public, duties: [training, human-review, dpia]}}
"""

SECRETS = ("295109912611193", "2 95 10 99 126 111 93", "FR1420041010050500013M02606", "AKIAIOSFODNN7EXAMPLE")

GOOD = {"usage": "1", "activity": "drafting", "tool": "inhouse", "data": "[public]"}
SCALARS = ("id", "unit", "author", "role", "activity", "tool", "data", "purpose", "output", "autonomy", "stage", "date",
           "review", "training", "evidence", "facts", "volume", "files")
SHAPES = ("{}", "'{}'", "[{}]", "{{{}: 1}}", "{{by: {}, on: {}, id: {}, ref: {}, name: {}, requests: {}, account: {}}}",
          "[{{id: {}, on: 2026-01-01}}]", "{{dpia: {{ref: {}, on: {}}}}}", "'it is {}, or so'")


def declaration(**keys):
    return "".join(f"{key}: {value}\n" for key, value in {**GOOD, **keys}.items())


def declarations(secret):
    """Wherever one may write something."""
    for key in SCALARS:
        for shape in SHAPES:
            yield declaration(**{key: shape.replace("{}", secret).replace("{{", "{").replace("}}", "}")})
    for key in ("purpos", secret, f"x-{secret}", f"'{secret}'"):
        yield declaration(**{key: secret})
    yield declaration(unit=secret) + f"unit: {secret}\n"
    yield declaration() + f"{secret}: 1\n{secret}: 2\n"
    for fault in ("[", "]", "&a ", "*", "!!str ", "{a: ", '"', "- ", "\t", "%"):
        yield declaration() + f"purpose: {fault}{secret}\n"
    yield declaration() + f"purpose: {secret}\\\n  bad: [{secret}\n"
    yield f"%{secret}\n---\n" + declaration()
    yield f"usage: {secret}\n"
    yield f"{secret}\n"
    yield f"- {secret}\n- {secret}: {secret}\n"


def formats(command):
    text = subprocess.run([PROGRAM, command, "--help"], capture_output=True, encoding="utf-8", check=True).stdout
    listed = re.search(r"\nFormats:\n((?:  .*\n)+)", text)[1]
    return re.findall(r"^  (\S+)", listed, re.M)


class Masking(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="charter-masking-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("law.yaml", LAW)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run_all(self, command, lang, *options):
        """Everything that one run writes, with every format at once."""
        names = formats(command)
        outputs = [word for name in names for word in ("--output", f"{name}=out.{name}")]
        done = subprocess.run(
            [PROGRAM, command, "--charter", "law.yaml", "--at", "2026-11-02", "--lang", lang, *options, *outputs, "uses"],
            cwd=self.folder, env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "400"}, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=120)
        written = {"stdout": done.stdout, "stderr": done.stderr}
        for name in names:
            with open(os.path.join(self.folder, f"out.{name}"), "rb") as file:
                written[name] = file.read()
        self.assertNotEqual(done.stdout, b"")
        return written

    def holds_nothing(self, written, secret, what):
        bare = re.sub(r"\W", "", secret)
        for name, bytes_ in written.items():
            text = bytes_.decode("utf-8")
            for line in text.splitlines():
                seen = secret in line or bare in re.sub(r"[^\w\u2022]|_", "", line)
                self.assertFalse(seen, f"{name} of {what} shows {secret}: {line}")

    def test_no_format_shows_a_secret(self):
        self.assertGreater(len(formats("check")), 8)
        for secret in SECRETS:
            for number, text in enumerate(declarations(secret)):
                self.write(f"uses/{number}.yaml", text)
            for lang in ("en", "fr"):
                for command, options in (("check", ()), ("check", ("--verbose", "--sarif-all")), ("audit", ("--with-names",))):
                    written = self.run_all(command, lang, *options)
                    self.holds_nothing(written, secret, f"{command} {' '.join(options)} ({lang})")
                    if command == "check":
                        self.assertIn("\u2022", written["text"].decode())
            shutil.rmtree(os.path.join(self.folder, "uses"))

    def test_what_holds_no_secret_is_shown_as_it_is(self):
        self.write("uses/u.yaml", declaration(unit="DMRX", purpos="x"))
        written = self.run_all("check", "en")
        self.assertIn(b"DMRX", written["text"])
        self.assertNotIn("\u2022\u2022", written["text"].decode())


if __name__ == "__main__":
    unittest.main()

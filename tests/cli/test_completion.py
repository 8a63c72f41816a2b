#!/usr/bin/env python3
"""What bash, zsh and fish complete behind charter-check, asked of the shells themselves; ids of a charter among it.

# once: the scripts do not depend on how the program was built.
"""

import copy
import os
import shutil
import subprocess
import sys
import unittest

from running import LAW, PROGRAM, Case

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path[:0] = [os.path.join(ROOT, "docs", "generate"), os.path.join(ROOT, "tests", "harness")]
import completion
from tables import tables

KNOWN = tables()
ACTIVITY = {"name": "activity", "letter": None, "argument": "ACTIVITY", "kind": "text", "choices": None,
            "title": "which"}

BASH = """
source "$1"
read -ra COMP_WORDS <<<"${2//=/ = }"
[[ $2 != *" " ]] || COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_charter_check
printf '%s\\n' "${COMPREPLY[@]}"
"""

# What compadd is given is printed, in a shell with a terminal of its own. Its echo of READY and END is not them.
ZSH = """
zmodload zsh/zpty
zpty child zsh -f -i
child() { zpty -w child "$1" }
child "PROMPT=; fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D; stty -echo"
child 'finish() { zle kill-buffer; print E""ND }; zle -N finish; bindkey "^K" finish'
child 'compadd() {
    [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] && { builtin compadd "$@"; return }
    local -a hits; builtin compadd -A hits "$@"; local hit; for hit in $hits; do print -r -- "HIT $hit"; done
    builtin compadd "$@" }'
child 'bindkey "^I" complete-word; print RE""ADY'
local out
while zpty -r child out; do [[ $out == *READY* ]] && break; done
zpty -w -n child "$2"$'\\t'$'\\v'
while zpty -r child out; do
    [[ $out == *HIT\\ * ]] && print -r -- ${${out##*HIT }%%$'\\r'*}
    [[ $out == *END* ]] && break
done
zpty -d child
"""

FISH = """
source $argv[1]
complete -C"$argv[2]"
"""


class Completion:
    """The cases, which each shell's class asks of its own."""

    shell = script = name = None

    def setUp(self):
        super().setUp()
        if not shutil.which(self.shell):
            self.skipTest(f"there is no {self.shell}")
        os.mkdir(self.path("bin"))
        os.symlink(os.path.abspath(PROGRAM), self.path("bin", "charter-check"))
        self.scripts = os.path.join(ROOT, "docs", "completion")
        self.write("charter.yaml", LAW)
        self.write("report.json", "")
        os.mkdir(self.path("reports"))

    def words(self, line):
        path = self.scripts if self.shell == "zsh" else os.path.join(self.scripts, self.name)
        asked = {"bash": ["bash", "-c", self.script, "bash", path, line],
                 "zsh": ["zsh", "-fc", self.script, "zsh", path, line],
                 "fish": ["fish", "--no-config", "-c", self.script, path, line]}[self.shell]
        environment = self.environment({"PATH": self.path("bin") + ":" + os.environ["PATH"], "TERM": "dumb"})
        done = subprocess.run(asked, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual(done.stderr, "", line)
        return list(dict.fromkeys(row.split("\t")[0].rstrip("/") for row in done.stdout.splitlines() if row))

    def offers(self, line, *words):
        self.assertEqual(sorted(self.words(line)), sorted(words), line)

    def test_the_commands_that_help_lists(self):
        shown = [one["name"] for one in KNOWN["commands"] if not one["hidden"]]
        self.assertLessEqual(set(shown), set(self.words("charter-check ")))
        self.assertNotIn("tables", self.words("charter-check "))
        self.assertLessEqual({"scan"}, set(self.words("charter-check sc")))
        self.assertLessEqual({"detect"}, set(self.words("charter-check de")))

    def test_every_option_of_every_command_and_no_other(self):
        for command in KNOWN["commands"]:
            with self.subTest(command["name"]):
                self.offers(f"charter-check {command['name']} --", *(f"--{one['name']}" for one in command["options"]))

    def test_options_of_check_where_no_command_is_named(self):
        self.offers("charter-check --bas", "--baseline", "--baseline-rev")
        self.offers("charter-check report.json --fail", "--fail-on")

    def test_formats_are_those_of_the_command(self):
        self.offers("charter-check --format j", "json", "junit")
        self.offers("charter-check scan -f s", "sarif")
        self.offers("charter-check audit --format s", "summary")
        self.offers("charter-check trend --format j")
        self.offers("charter-check detect --format ", "json", "text")

    def test_fixed_words(self):
        self.offers("charter-check --fail-on ", "conditional", "review", "non-compliant", "never")
        self.offers("charter-check audit --lang ", "en", "fr")

    def test_files_where_one_stands(self):
        self.assertEqual(self.words("charter-check --charter ch"), ["charter.yaml"])
        self.assertIn("report.json", self.words("charter-check merge rep"))
        self.assertEqual(self.words("charter-check scan rep"), ["reports"])

    def test_a_further_report_has_a_format_and_a_file(self):
        self.assertEqual([one.rstrip("=") for one in self.words("charter-check --output sar")], ["sarif"])
        files = self.words("charter-check --output json=report.")
        self.assertIn("report.json", [one.removeprefix("json=") for one in files])

    def test_revisions_of_the_repository(self):
        for words in (["init", "-q", "-b", "trunk"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q",
                                                      "--allow-empty", "-m", "first"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)
        self.offers("charter-check --changed-since ", "trunk")

    def test_ids_of_the_charter(self):
        known = copy.deepcopy(KNOWN)
        known["commands"][0]["options"].insert(0, ACTIVITY)
        for path, text in completion.files(known).items():
            self.write(os.path.join("scripts", os.path.basename(path)), text)
        self.scripts = self.path("scripts")
        self.offers("charter-check --activity ", "drafting", "coding")
        self.write("other.yaml", LAW.replace("drafting:", "writing:"))
        self.offers("charter-check --charter other.yaml --activity w", "writing")
        self.write("other.yaml", "charter: 1\n")
        self.offers("charter-check --charter other.yaml --activity ")


class Bash(Completion, Case):
    shell, script, name = "bash", BASH, "charter-check.bash"

    def test_a_value_may_be_attached(self):
        self.offers("charter-check --format=j", "json", "junit")
        self.offers("charter-check --output=sar", "sarif=")
        self.offers("charter-check --output=json=report.", "report.json")
        self.offers("charter-check --lang=", "en", "fr")


class Zsh(Completion, Case):
    shell, script, name = "zsh", ZSH, "_charter-check"


class Fish(Completion, Case):
    shell, script, name = "fish", FISH, "charter-check.fish"


if __name__ == "__main__":
    unittest.main()

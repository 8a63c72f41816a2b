#!/usr/bin/env python3
"""Traces in a repository, held against what is declared in it: scan, as a user and as a pipeline meet it."""
import json
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gate"))

from repository import GIT_ENVIRONMENT, Repository  # noqa: E402

LAW = """\
charter: 1
id: law
governance: {body: The board, contact: board@example.org, colleges: [users]}
tools:
  good: {status: approved, aliases: [Claude Code]}
  bad: {status: banned, aliases: [OpenAI API], instead: [good]}
activities: {coding: {status: allowed}}
traces:
  claude-code:
    tool: Claude Code
    because: Staff must know which tools help.
    paths: [CLAUDE.md, .claude/**]
    commits: ['Co-authored-by: *<noreply@anthropic.com>']
  openai: {tool: OpenAI API, dependencies: {npm: openai, pypi: openai}, words: [gpt-4*]}
  cursor: {tool: Cursor, paths: [.cursorrules, .cursor/**], commits: ['Made-with: Cursor']}
"""
FRENCH = """\
À EXAMINER       Claude Code · good                                  CLAUDE.md:1
                 Il a laissé des traces, et personne ne l’a déclaré : une
                 personne doit décider.

      à décider  aucune déclaration ne nomme « Claude Code », qui a laissé des
                 traces ici : CLAUDE.md, commit SHORT
       pourquoi  Staff must know which tools help.
           aide  déclarez l’usage, ou retirez ce qu’il en reste
         charte  trace.undeclared (charter.yaml:9)

         traces  CLAUDE.md
                 commit COMMIT :
                 Co-authored-by: *<noreply@anthropic.com>
   s’adresser à  The board, board@example.org

1 outil qui a laissé des traces : 1 à examiner
"""
USE = "usage: 1\nactivity: coding\ntool: {}\n"


class Scan(Repository):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.commit()

    def message(self, text, where="."):
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", text, where=where)

    def scan(self, *words, **more):
        return self.run_program("scan", "--format", "json", *words, **more)

    def told(self, *words, **more):
        """{tool's name: (verdict, counts of traces)}, and the exit code."""
        done = self.scan(*words, **more)
        tools = {one["id"]: (one["verdict"], {kind: one["traces"][kind] for kind in ("path", "dependency", "word", "commit")
                                             if one["traces"][kind]}) for one in done.json["verdicts"]}
        return tools, done.code

    def test_a_repository_without_traces_is_fine(self):
        done = self.run_program("scan")
        self.assertEqual((done.code, done.out, done.err), (0, "0 tools that left traces\n", ""))

    def test_every_kind_of_trace_is_found_and_told_by_tool(self):
        self.write("CLAUDE.md", "x")
        self.write("web/package.json", '{"dependencies": {"openai": "4", "openai-mock": "1"}}')
        self.write("conf/a.yaml", "# models\nmodel: 'gpt-4o'\n")
        self.commit()
        self.message("x\n\nMade-with: Cursor")
        tools, code = self.told()
        self.assertEqual(tools, {"Claude Code": ("review", {"path": 1}), "Cursor": ("review", {"commit": 1}),
                                 "OpenAI API": ("non-compliant", {"dependency": 1, "word": 1})})
        self.assertEqual(code, 1)
        verdicts = {one["id"]: one for one in self.scan().json["verdicts"]}
        places = verdicts["OpenAI API"]["traces"]["places"]
        self.assertEqual([(one["file"], one["line"], one["column"], one["kind"], one["pattern"]) for one in places],
                         [("conf/a.yaml", 2, 9, "word", "gpt-4*"), ("web/package.json", 1, 19, "dependency", "openai")])
        self.assertEqual(verdicts["OpenAI API"]["instead"], ["good"])
        self.assertEqual(verdicts["Cursor"]["traces"]["places"][0]["commit"], self.git("rev-parse", "HEAD"))
        self.assertEqual(verdicts["Cursor"]["file"], "usage.yaml")

    def test_what_is_declared_is_compliant_where_the_charter_allows_it(self):
        self.write("CLAUDE.md", "x")
        self.write("ai-usage/one.yaml", USE.format("good") + "---\n" + USE.format("cursor"))
        self.write(".cursorrules", "x")
        self.assertEqual(self.told(), ({"Claude Code": ("compliant", {"path": 1}), "Cursor": ("compliant", {"path": 1})}, 0))

    def test_declarations_and_the_charter_are_no_configuration(self):
        self.write("usage.yaml", USE.format("{name: other, model: gpt-4o}"))
        self.assertEqual(self.told(), ({}, 0))
        self.assertEqual(self.told("--charter", self.path("charter.yaml")), ({}, 0))

    def test_cases_of_the_charter_are_none_and_those_of_another_are(self):
        for name, found in (("charter.cases.yaml", {}), ("other.cases.yaml", {"OpenAI API": ("non-compliant", {"word": 1})})):
            self.write(name, USE.format("{name: other, model: gpt-4o}") + "x-expect: {verdict: review}\n")
            self.assertEqual(self.told()[0], found, name)
            os.remove(self.path(name))

    def test_nothing_hides_among_declarations(self):
        """What is read there as declarations is no trace; whatever else lies there is looked at as anywhere."""
        declared = USE.format("{name: good, model: gpt-4o}")
        for place in ("ai-usage", "a/ai-usage", "elsewhere"):
            hidden = {"CLAUDE.md": ("Claude Code", "path"), "requirements.txt": ("OpenAI API", "dependency"),
                      "x/.env": ("OpenAI API", "word"), ".cursor/rules.mdc": ("Cursor", "path")}
            words = {"a/ai-usage": ("a",), "elsewhere": ("--declarations", "./elsewhere")}.get(place, ())
            self.write(place + "/one.yaml", declared)
            self.write(place + "/.cursor/two.json", json.dumps({"usage": 1, "activity": "coding", "tool": "good: gpt-4o"}))
            self.assertEqual(self.told(*words), ({}, 0), place)
            for name, (tool, kind) in hidden.items():
                with self.subTest(f"{place}/{name}"):
                    self.write(f"{place}/{name}", "openai\nM=gpt-4o\n")
                    self.assertEqual({one: counts for one, (_, counts) in self.told(*words)[0].items()}, {tool: {kind: 1}})
                    os.remove(self.path(place, name))
            shutil.rmtree(self.path(place))

    def test_what_has_a_declaration_s_name_and_is_none_hides_nothing(self):
        self.write("ai-usage/compose.yaml", "services: {x: {environment: {M: gpt-4o}}}\n")
        done = self.scan()
        self.assertEqual((done.code, [one["id"] for one in done.json["verdicts"]]), (2, ["OpenAI API"]))
        shutil.rmtree(self.path("ai-usage"))
        self.write("usage.yaml", USE.format("{name: good, model: gpt-4o}"))
        self.write("elsewhere/uses.yaml", USE.format("good"))
        self.assertEqual(self.told(), ({}, 0))
        self.assertEqual(list(self.told("--declarations", "elsewhere")[0]), ["OpenAI API"])
        self.assertEqual(self.told("--declarations", "elsewhere", "--declarations", self.path("usage.yaml")), ({}, 0))
        os.mkdir(self.path(".cursor"))
        os.symlink("../usage.yaml", self.path(".cursor/rules.yaml"))
        self.assertEqual(list(self.told()[0]), ["Cursor"])

    def test_declarations_may_lie_elsewhere(self):
        self.write("CLAUDE.md", "x")
        self.write("elsewhere/uses.yaml", USE.format("Claude Code"))
        self.assertEqual(self.told("--declarations", "elsewhere")[1], 0)
        self.assertEqual(self.told()[1], 1)

    def test_a_declaration_that_cannot_be_read_is_never_a_pass(self):
        self.write("usage.yaml", "usage: 1\nactvity: x\n")
        done = self.scan()
        self.assertEqual(done.code, 2)
        self.assertIn("key.unknown", done.codes)
        self.assertIn("usage.yaml", self.run_program("scan").err)

    def test_what_git_ignores_is_not_looked_at_unless_it_is_committed(self):
        self.write(".gitignore", "CLAUDE.md\n.cursorrules\n")
        self.write("CLAUDE.md", "x")
        self.assertEqual(self.told()[0], {})
        self.git("add", "-f", "CLAUDE.md")
        self.assertEqual(list(self.told()[0]), ["Claude Code"])

    def test_a_folder_of_a_repository_and_one_that_is_in_none(self):
        self.write("a/CLAUDE.md", "x")
        self.write("b/.cursorrules", "x")
        self.assertEqual(list(self.told("a")[0]), ["Claude Code"])
        self.assertEqual(self.scan("a").json["verdicts"][0]["file"], "a/CLAUDE.md")
        os.rename(self.path(".git"), self.path("not-git"))
        self.write("b/c/.git/CLAUDE.md", "x")
        self.assertEqual(list(self.told("b")[0]), ["Cursor"])
        self.assertEqual(list(self.told()[0]), ["Claude Code", "Cursor"])
        done = self.run_program("scan", "--since", "main")
        self.refuses(done, "is in no repository")

    def test_history_may_be_bounded(self):
        self.message("x\n\nCo-Authored-By: Claude <noreply@anthropic.com>")
        old = self.git("rev-parse", "HEAD")
        self.message("y\n\nMade-with: Cursor")
        self.message("z")
        self.assertEqual(list(self.told()[0]), ["Claude Code", "Cursor"])
        self.assertEqual(list(self.told("--commits", "2")[0]), ["Cursor"])
        self.assertEqual(list(self.told("--since", old)[0]), ["Cursor"])
        self.assertEqual(list(self.told("--no-history")[0]), [])
        self.refuses(self.run_program("scan", "--no-history", "--commits", "2"), "do not go together")
        self.refuses(self.run_program("scan", "--since", "nowhere"), "nowhere")
        self.refuses(self.run_program("scan", "--since", "--help-me"), "--since")

    def test_a_shallow_clone_says_that_it_is_one(self):
        self.message("x\n\nMade-with: Cursor")
        self.message("y")
        subprocess.run(["git", "clone", "-q", "--depth", "1", "file://" + self.folder, self.path("clone")], check=True,
                       capture_output=True, env={**os.environ, "HOME": self.home, **GIT_ENVIRONMENT})
        done = self.scan(where="clone")
        self.assertEqual((done.code, done.codes), (2, ["input.unreadable"]))
        self.assertEqual(self.scan("--commits", "1", where="clone").code, 0)
        self.assertEqual(self.scan("--commits", "2", where="clone").code, 2)
        self.assertEqual(self.scan("--no-history", where="clone").code, 0)

    def test_a_repository_without_commits_has_no_history(self):
        self.git("init", "-q", "new")
        self.write("new/CLAUDE.md", "x")
        self.assertEqual(self.told("new"), ({"Claude Code": ("review", {"path": 1})}, 1))

    def test_a_file_called_as_a_revision_is_in_nobody_s_way(self):
        self.write("HEAD", "x")
        self.message("x\n\nMade-with: Cursor")
        self.assertEqual(list(self.told()[0]), ["Cursor"])

    def test_files_may_be_left_out(self):
        self.write("tests/data/package.json", "{")
        self.write("tests/CLAUDE.md", "x")
        self.assertEqual(self.scan().code, 2)
        self.assertEqual(self.told("--exclude", "tests/**"), ({}, 0))
        self.assertEqual(self.told("--exclude", "package.json", "--exclude", "/tests/CLAUDE.md"), ({}, 0))

    def test_what_cannot_be_read_is_told_and_the_rest_is_looked_at(self):
        self.write("a/package.json", '{"dependencies": {"openai": ')
        self.write("b/big.yaml", "gpt-4o " + "x" * (17 << 20))
        self.write("CLAUDE.md", "x")
        done = self.scan()
        self.assertEqual((done.code, done.codes), (2, ["json.syntax", "limit.size"]))
        self.assertEqual([error["file"] for error in done.json["errors"]], ["a/package.json", "b/big.yaml"])
        self.assertEqual([one["id"] for one in done.json["verdicts"]], ["Claude Code"])
        if os.getuid() != 0:
            self.write("c.yaml", "x")
            os.chmod(self.path("c.yaml"), 0)
            self.assertIn("input.unreadable", self.scan().codes)

    def test_no_editor_s_encoding_and_line_ends_hide_a_tool(self):
        forms = {"UTF-8": ("utf-8", "\n"), "a mark": ("utf-8-sig", "\n"), "CR": ("utf-8", "\r"), "CRLF": ("utf-8", "\r\n"),
                 "UTF-16": ("utf-16", "\r\n"), "UTF-16 without a mark": ("utf-16-le", "\n"), "UTF-32": ("utf-32", "\r")}
        for name, text in (("requirements.txt", "openai==1\nrequests\n"), ("requirements.txt", "requests\nopenai==1\n"),
                           ("package.json", '{"dependencies": {\n"é": "1",\n"openai": "2"}}\n'), (".env", "# é\nM=gpt-4o\n"),
                           ("pyproject.toml", '# é\n[project]\ndependencies = ["openai"]\n')):
            for form, (encoding, end) in forms.items():
                with self.subTest(f"{name}, {form}"):
                    with open(self.path(name), "wb") as file:
                        file.write(text.replace("\n", end).encode(encoding))
                    self.assertEqual(list(self.told("--no-history")[0]), ["OpenAI API"])
            os.remove(self.path(name))

    def test_links_are_not_followed(self):
        outside = self.folder + "-outside.yaml"
        with open(outside, "w", encoding="utf-8") as file:
            file.write("model: gpt-4o\n")
        self.addCleanup(os.remove, outside)
        os.symlink(outside, self.path("a.yaml"))
        os.symlink("/dev/zero", self.path("b.yaml"))
        os.symlink(os.path.dirname(outside), self.path("c"))
        os.symlink("gone", self.path("CLAUDE.md"))
        for _ in range(2):
            self.assertEqual(self.told()[0], {"Claude Code": ("review", {"path": 1})})
            os.path.exists(self.path(".git")) and os.rename(self.path(".git"), self.path("not-git"))

    def test_folders_that_are_nested_too_deep_are_told_as_that(self):
        os.rename(self.path(".git"), self.path("not-git"))
        os.makedirs(self.path("/".join(["d"] * 70)))
        done = self.scan()
        self.assertEqual((done.code, done.codes), (2, ["limit.depth"]))
        self.assertIn("scan the folder below this one", done.out)

    def test_a_pipe_makes_nobody_wait(self):
        os.rename(self.path(".git"), self.path("not-git"))
        os.mkfifo(self.path("a.yaml"))
        done = self.scan()
        self.assertEqual((done.code, done.codes), (2, ["input.unreadable"]))

    def test_what_a_branch_says_of_git_is_not_obeyed(self):
        script, mark = self.trap()
        self.write(".gitattributes", "* filter=evil diff=evil\n")
        for key in ("core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "core.pager",
                    "gpg.program", "core.sshCommand", "log.showSignature"):
            self.git("config", key, "true" if key == "log.showSignature" else script)
        self.git("config", "core.hooksPath", self.folder)
        self.write("CLAUDE.md", "x")
        self.message("x\n\nMade-with: Cursor")
        if os.path.exists(mark):
            os.remove(mark)
        self.assertEqual(list(self.told()[0]), ["Claude Code", "Cursor"])
        self.assertFalse(os.path.exists(mark))

    def test_names_and_messages_of_strangers_are_made_harmless(self):
        self.write(".cursor/\x1b]0;x\x07\n::error::x", "x")
        self.write(".cursor/<script>|`&amp;", "x")
        self.write(".claude/\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), "x")
        self.git("-c", "user.name=\x1b[31m::set-output name=x::y", "commit", "-q", "--allow-empty", "-m",
                 "::stop-commands::x\n\nMade-with: Cursor")
        for name in self.formats():
            done = self.run_program("scan", "--format", name, env={"GITHUB_ACTIONS": "true"})
            self.assertEqual(done.code, 1, done.err)
            self.assertNotIn(b"\x1b", done.raw)
            self.assertNotIn(b"\x07", done.raw)
            self.assertNotIn(b"stop-commands", done.raw)
            self.assertNotIn(b"set-output", done.raw)
            lines = [line for line in done.out.splitlines() if line.lstrip().startswith("::")]
            self.assertTrue(all(line.startswith(("::warning ", "::error ", "::notice ")) and name == "github"
                                for line in lines), lines)

    def test_every_format_tells_it(self):
        self.write("CLAUDE.md", "x")
        for name in self.formats():
            report = self.path("report")
            done = self.run_program("scan", "--output", f"{name}={report}", "--lang", "fr")
            self.assertEqual(done.code, 1, done.err)
            text = self.read("report")
            os.remove(report)
            self.assertIn("Claude Code", text, name)
            self.assertIn("CLAUDE.md", text, name)

    def list_both(self):
        """A charter of which one entry lists two tools, and something that each of them left."""
        self.write("charter.yaml", LAW.replace("aliases: [Claude Code]", "aliases: [Claude Code, Cursor]"))
        self.write("a/CLAUDE.md", "x")
        self.write("b/.cursorrules", "x")

    def test_two_tools_of_one_entry_are_told_apart_in_every_format(self):
        self.list_both()
        for name in self.formats():
            done = self.run_program("scan", "--format", name)
            for word in ("Claude Code", "Cursor", "a/CLAUDE.md", "b/.cursorrules"):
                self.assertIn(word, done.out, name)
        results = json.loads(self.run_program("scan", "-f", "sarif").out)["runs"][0]["results"]
        marks = {one["partialFingerprints"]["primaryLocationLineHash"].split(":")[0] for one in results}
        self.assertEqual(len(marks), 2)
        self.assertEqual({one["id"]: [place["file"] for place in one["traces"]["places"]] for one in self.scan().json["verdicts"]},
                         {"Claude Code": ["a/CLAUDE.md"], "Cursor": ["b/.cursorrules"]})

    def test_what_is_declared_or_accepted_of_one_tool_covers_no_other_of_its_entry(self):
        self.list_both()
        for tool, declared in (("Claude Code", {"Claude Code"}), ("cursor", {"Cursor"}), ("good", {"Claude Code", "Cursor"})):
            self.write("usage.yaml", USE.format(tool))
            told = {name for name, (verdict, _) in self.told()[0].items() if verdict == "compliant"}
            self.assertEqual(told, declared, tool)
        os.remove(self.path("usage.yaml"))
        os.remove(self.path("b/.cursorrules"))
        self.assertEqual(self.told("--baseline", "accepted.json", "--update-baseline")[1], 0)
        self.write("b/.cursorrules", "x")
        self.assertEqual(self.told("--baseline", "accepted.json")[1], 1)

    def test_people_read_it_in_their_language(self):
        self.write("CLAUDE.md", "x")
        self.message("x\n\nCo-Authored-By: Claude <noreply@anthropic.com>")
        commit = self.git("rev-parse", "HEAD")
        text = "\n".join(line.rstrip() for line in self.run_program("scan", "--lang", "fr").out.splitlines())
        self.assertEqual(text.replace("\xa0", " "), FRENCH.replace("COMMIT", commit).replace("SHORT", commit[:12]).rstrip())
        self.assertIn("1 tool that left traces: 1 to review", self.run_program("scan").out)

    def test_thresholds_and_baselines_work_as_for_check(self):
        self.write("CLAUDE.md", "x")
        self.assertEqual(self.told("--fail-on", "non-compliant")[1], 0)
        self.assertEqual(self.told("--exit-zero")[1], 0)
        self.assertEqual(self.told("--baseline", "accepted.json", "--update-baseline")[1], 0)
        self.assertEqual(self.told("--baseline", "accepted.json")[1], 0)
        self.write(".claude/settings", "x")  # more of the same tool
        self.assertEqual(self.told("--baseline", "accepted.json")[1], 0)
        self.write(".cursorrules", "x")
        self.assertEqual(self.told("--baseline", "accepted.json")[1], 1)

    def test_a_run_that_could_not_read_everything_leaves_the_baseline(self):
        self.write("CLAUDE.md", "x")
        self.write("package.json", '{"dependencies": {"openai": "1"}}')
        self.assertEqual(self.told("--baseline", "accepted.json", "--update-baseline")[1], 0)
        before = self.read("accepted.json")
        self.write("package.json", "{")
        done = self.run_program("scan", "--baseline", "accepted.json", "--update-baseline")
        self.assertEqual((done.code, self.read("accepted.json")), (2, before))
        self.assertIn("accepted.json is left as it was: not everything could be read", done.err)

    def test_a_pipeline_reads_the_charter_of_the_main_branch(self):
        self.git("checkout", "-q", "-b", "branch")
        self.write("charter.yaml", LAW.split("traces:")[0] + "traces: {x: {tool: x, paths: nothing}}\n")
        self.write("CLAUDE.md", "x")
        self.commit()
        self.assertEqual(self.told()[1], 0)
        self.assertEqual(self.told("--charter-rev", "main", "--since", "main")[1], 1)
        self.refuses(self.run_program("scan", env={"CI": "true"}), "charter")
        for name in self.formats():
            done = self.run_program("scan", "-f", name, "--charter", "charter.yaml", "--charter-sha256", "0" * 64)
            self.assertEqual(done.code, 2)
            self.assertIn("sha256", done.err)
            self.assertEqual("run.stopped" in done.out, name != "text", done.out)

    def test_one_file_under_many_names_is_looked_into_so_far(self):
        for i in range(6):
            self.write(f"{i}/package.json", '{"dependencies": {"openai": "1"}}' + " " * 1000)
        self.write("z/CLAUDE.md", "x")
        done = self.run_program("scan", "-f", "json", "--max-scanned-bytes", "3100")
        self.assertEqual((done.code, done.codes, done.json["errors"][0]["file"]), (2, ["limit.cost"], "3/package.json"))
        self.assertIn("--max-scanned-bytes", done.json["errors"][0]["help"])
        self.assertIn("CLAUDE.md", done.out)
        self.assertEqual(self.run_program("scan", "-f", "json", "--max-scanned-bytes", "7000").codes, [])

    def test_a_charter_without_traces_finds_nothing_and_says_so(self):
        self.write("charter.yaml", LAW.split("traces:")[0])
        self.refuses(self.run_program("scan"), "std:traces")
        self.write("charter.yaml", LAW + "until: 2026-01-01\n")
        self.refuses(self.run_program("scan"), "in force")
        self.write("charter.yaml", LAW + "traces: {}\n")
        self.assertEqual(self.scan().code, 2)

    def test_slips_are_told(self):
        self.refuses(self.run_program("scan", "a", "b"), "one folder")
        self.refuses(self.run_program("scan", "gone"), "no folder")
        self.refuses(self.run_program("scan", "charter.yaml"), "no folder")
        self.refuses(self.run_program("scan", "--format", "jsn"), "json")
        self.refuses(self.run_program("scan", "--commits", "0"), "--commits")

    def test_a_run_in_a_terminal_is_the_same_twice(self):
        self.write("b/CLAUDE.md", "x")
        self.write("a/CLAUDE.md", "x")
        self.git("add", "b")
        self.assertEqual(self.scan().out, self.scan().out)
        self.assertEqual([one["file"] for one in self.scan().json["verdicts"][0]["traces"]["places"]],
                         ["a/CLAUDE.md", "b/CLAUDE.md"])
        json.dumps(self.scan().json)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Where declarations come from: named files, folders, standard input, the usual places; and what is never read."""

import os
import resource
import socket
import subprocess
import unittest

from running import BOUND_BY_PERMISSIONS, LAW, SANITIZED, USES, Case, use


class Inputs(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)

    # ---- the usual places ----

    def test_what_is_not_looked_into_is_not_said_to_be_empty(self):
        self.write("deep/" + "d/" * 70 + "a.yaml", use())
        os.symlink("two", self.path("one"))
        os.symlink("one", self.path("two"))
        for name, code, told in (("deep", "limit.depth", "nested too deep"), ("one", "input.unreadable", "leads back to itself")):
            with self.subTest(name):
                done = self.check(name)
                self.assertEqual((done.code, done.codes), (2, [code]))
                self.assertIn(told, done.out)

    def test_without_inputs_the_usual_places_are_read(self):
        self.write("usage.yaml", use())
        self.assertEqual(self.check().files, ["usage.yaml"])
        self.write(".ai-usage.yaml", use())
        self.write("ai-usage/b.yaml", use())
        self.assertEqual(self.check().files, ["usage.yaml", ".ai-usage.yaml", "ai-usage/b.yaml"])

    def test_nothing_to_judge_is_never_a_pass(self):
        self.refuses(self.run_program(), "there is nothing to judge", "usage.yaml", "name a declaration")
        self.refuses(self.run_program("--exit-zero"), "there is nothing to judge")
        os.mkdir(self.path("ai-usage"))
        done = self.check()
        self.assertEqual((done.code, done.codes), (2, ["input.empty"]))

    def test_a_named_input_that_is_not_there_is_an_error_beside_the_others(self):
        self.write("a.yaml", use())
        done = self.check("none.yaml", "a.yaml")
        self.assertEqual((done.code, done.files, done.codes), (2, ["a.yaml"], ["input.unreadable"]))
        shown = self.run_program("none.yaml", "a.yaml")
        self.assertIn("this file does not exist", shown.err)
        self.assertIn("1 reading error", shown.out)

    def test_inputs_are_judged_in_the_order_given(self):
        for name in ("a", "b", "c"):
            self.write(name + ".yaml", use())
        self.assertEqual(self.check("b.yaml", "a.yaml", "c.yaml").files, ["b.yaml", "a.yaml", "c.yaml"])

    def test_a_named_file_may_have_any_name(self):
        self.write("-odd name", use())
        self.write("check", use())
        self.assertEqual(self.check("--", "-odd name").files, ["-odd name"])
        self.assertEqual(self.check("./check").files, ["./check"])
        self.assertEqual(self.run_program("check", "--format", "json", "check").files, ["check"])

    # ---- folders ----

    def test_a_folder_is_read_in_byte_order_whatever_order_it_was_filled_in(self):
        names = ["b.yaml", "B.yml", "a/z.yaml", "a/a/deep.yaml", "é.yaml", "a.yaml", "10.yaml", "9.yaml"]
        for name in names:
            self.write("uses/" + name, use())
        expected = ["uses/10.yaml", "uses/9.yaml", "uses/B.yml", "uses/a/a/deep.yaml", "uses/a/z.yaml", "uses/a.yaml",
                    "uses/b.yaml", "uses/é.yaml"]
        self.assertEqual(self.check("uses").files, expected)
        self.assertEqual(self.check("uses/").files, expected)

    def test_in_a_folder_only_yaml_is_a_declaration_and_git_is_left_alone(self):
        for name in ("a.yaml", "b.yml", "README.md", "c.yaml.orig", "yaml", ".git/x.yaml", ".hidden/d.yaml"):
            self.write("uses/" + name, use() if name.endswith(("yaml", "yml")) else "[")
        self.assertEqual(self.check("uses").files, ["uses/.hidden/d.yaml", "uses/a.yaml", "uses/b.yml"])

    def test_a_folder_without_declarations_is_an_error(self):
        self.write("uses/deeper/README.md", "")
        done = self.check("uses")
        self.assertEqual((done.code, done.codes, done.verdicts), (2, ["input.empty"], []))

    def test_links_within_a_folder_are_refused_one_by_one_and_the_rest_is_judged(self):
        self.write("elsewhere/x.yaml", use())
        self.write("uses/a.yaml", use())
        os.symlink("../elsewhere/x.yaml", self.path("uses/b.yaml"))
        os.symlink("../elsewhere", self.path("uses/c"))
        os.symlink("/nowhere", self.path("uses/d.yaml"))
        os.symlink("../uses", self.path("uses/loop"))
        done = self.check("uses")
        self.assertEqual((done.code, done.files), (2, ["uses/a.yaml"]))
        self.assertEqual([e["file"] for e in done.json["errors"]], ["uses/b.yaml", "uses/c", "uses/d.yaml", "uses/loop"])
        self.assertEqual(set(done.codes), {"input.unreadable"})
        self.assertIn("links within a folder are not followed", done.json["errors"][0]["message"])

    def test_a_link_that_is_named_is_followed(self):
        self.write("elsewhere/x.yaml", use())
        self.write("y.yaml", use())
        os.symlink("y.yaml", self.path("link.yaml"))
        os.symlink("elsewhere", self.path("folder"))
        self.assertEqual(self.check("link.yaml", "folder").files, ["link.yaml", "folder/x.yaml"])

    def test_folders_nested_too_deep_are_an_error_and_the_rest_is_judged(self):
        self.write("uses/" + "d/" * 70 + "deep.yaml", use())
        self.write("uses/z.yaml", use())
        done = self.check("uses")
        self.assertEqual((done.code, done.files, done.codes), (2, ["uses/z.yaml"], ["limit.depth"]))

    def test_a_thousand_files_need_no_thousand_descriptors(self):
        for i in range(1000):
            self.write(f"uses/{i:04}.yaml", use())
        done = self.check("uses")
        self.assertEqual((done.code, len(done.files), done.files[-1]), (0, 1000, "uses/0999.yaml"))

    def test_a_file_that_may_not_be_read_is_an_error(self):
        os.chmod(self.write("a.yaml", use()), 0)
        done = self.check("a.yaml", behind=BOUND_BY_PERMISSIONS)
        self.assertEqual((done.code, done.codes), (2, ["input.unreadable"]))

    # ---- what is no file ----

    def test_pipes_devices_and_sockets_never_make_it_wait(self):
        os.mkfifo(self.path("pipe"))
        os.mkdir(self.path("uses"))
        os.mkfifo(self.path("uses/pipe.yaml"))
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self.path("socket"))
            for name in ("pipe", "uses", "socket", "/dev/zero", "/dev/null", "/dev/tty"):
                done = self.check(name)
                self.assertEqual((done.code, done.verdicts, done.codes), (2, [], ["input.unreadable"]), name)
        self.assertIn("write - as the input", self.run_program("pipe").err)

    def test_a_charter_that_is_a_pipe_never_makes_it_wait(self):
        self.write("usage.yaml", use())
        os.mkfifo(self.path("pipe.yaml"))
        for words in (("--charter", "pipe.yaml"), ("--exceptions", "pipe.yaml"), ("--charter", "/dev/zero")):
            done = self.check(*words)
            self.assertEqual((done.code, done.codes), (2, ["input.unreadable"]), words)
        os.unlink(self.path("charter.yaml"))
        os.mkfifo(self.path("charter.yaml"))
        self.assertEqual(self.check().codes, ["input.unreadable"])

    # ---- standard input ----

    def test_a_dash_is_standard_input_among_others(self):
        self.write("a.yaml", use())
        done = self.check("a.yaml", "-", stdin=USES["review"].encode())
        self.assertEqual((done.files, done.verdicts), (["a.yaml", "-"], ["compliant", "review"]))

    def test_standard_input_can_be_given_a_name(self):
        done = self.check("--stdin-filename", "uses/new.yaml", "-", stdin=USES["invalid"].encode())
        self.assertEqual(done.files, ["uses/new.yaml"])
        self.assertEqual(done.json["verdicts"][0]["errors"][0]["file"], "uses/new.yaml")

    def test_an_empty_standard_input_is_an_error(self):
        done = self.check("-")
        self.assertEqual((done.code, done.codes), (2, ["input.empty"]))

    def test_a_closed_standard_input_is_an_error(self):
        process = self.start("--format", "ndjson", "-", stdin=None, preexec_fn=lambda: os.close(0))
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"input.unreadable", out)

    def test_standard_input_that_comes_late_is_waited_for(self):
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        process = self.start("--format", "json", "-", stdin=reading)
        os.close(reading)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.communicate(timeout=0.3)
        os.write(writing, USES["compliant"].encode())
        os.close(writing)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, out + err)

    # ---- bytes ----

    def test_a_byte_order_mark_is_no_fault_in_either_file(self):
        self.write("charter.yaml", b"\xef\xbb\xbf" + LAW.encode())
        self.write("a.yaml", b"\xef\xbb\xbf" + USES["review"].encode())
        verdict = self.check("a.yaml").json["verdicts"][0]
        self.assertEqual((verdict["verdict"], verdict["line"]), ("review", 1))
        self.assertEqual((verdict["findings"][0]["line"], verdict["findings"][0]["column"]), (3, 7))

    def test_windows_line_ends_are_no_fault(self):
        self.write("a.yaml", USES["review"].replace("\n", "\r\n"))
        verdict = self.check("a.yaml").json["verdicts"][0]
        self.assertEqual((verdict["verdict"], verdict["findings"][0]["line"]), ("review", 3))

    def test_the_largest_declaration_can_be_set(self):
        self.write("a.yaml", "---\n".join([use() + "# " + "x" * 1100 + "\n", use()]))
        for size, verdicts in (("1K", ["invalid", "compliant"]), ("2K", ["compliant"] * 2), ("1024", ["invalid", "compliant"]),
                               ("1M", ["compliant"] * 2)):
            self.assertEqual(self.check("--max-bytes", size, "a.yaml").verdicts, verdicts, size)
        for wrong in ("0", "-1", "x", "1T", "1KK", "", " 1", "99999999999999999999", "4096M"):
            self.refuses(self.run_program("--max-bytes", wrong, "a.yaml"), "--max-bytes takes (SIZE)")

    def test_a_size_is_exact_to_the_byte_whatever_its_suffix(self):
        for size, count in (("300", 300), ("1K", 1 << 10), ("3K", 3 << 10), ("1M", 1 << 20), ("2M", 2 << 20)):
            for extra, verdict in ((0, "compliant"), (1, "invalid")):
                text = use() + "# "
                self.write("a.yaml", text + "x" * (count + extra - len(text) - 1) + "\n")
                self.assertEqual(self.check("--max-bytes", size, "a.yaml").verdicts, [verdict], f"{size} + {extra}")

    def test_the_sizes_that_are_read_and_the_others(self):
        self.write("a.yaml", use())
        for size in ("2147483647", "2097151K", "2047M"):
            self.assertEqual(self.check("--max-bytes", size, "a.yaml").verdicts, ["compliant"], size)
        for size in ("2147483648", "2097152K", "2048M", "1k", "1m", "1 K", "1KB", "1Ki", "K", "0K", "1.5K", "+1", "0x10", "1e3"):
            self.refuses(self.run_program("--max-bytes", size, "a.yaml"), "--max-bytes takes (SIZE)")

    # ---- many ----

    def test_a_hundred_thousand_declarations_fit_in_a_little_memory(self):
        count = 1000 if SANITIZED else 100000
        many = self.write("many.yaml", ("---\n" + use(tool="consumer", id="a-name-of-usual-length", purpose="Reword a note")) * count)
        most = 16 << 20  # of all that is written to: more than that is refused to the program
        limit = None if SANITIZED else lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        with open(self.path("out"), "wb") as out:
            process = self.start("--format", "ndjson", many, stdout=out, preexec_fn=limit)
            _, err = process.communicate(timeout=300)
        self.assertEqual((process.returncode, err), (1, b""))
        with open(self.path("out"), "rb") as out:
            self.assertEqual(sum(1 for _ in out), count + 1)


MAPPING = "intake: 1\ndeclare: {activity: Activity, tool: Tool, data: Data}\n"


class OwnMapping(Case):
    """A charter that names the mapping by which registers are read."""

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW + "intake: register/mapping.yaml\n")
        self.write("register/mapping.yaml", MAPPING)
        self.write("register/2026.csv", "Activity,Tool,Data\ndrafting,inhouse,internal\n")

    def test_it_reads_registers_that_are_named_and_those_of_folders(self):
        os.remove(self.path("register/mapping.yaml"))
        self.write("mapping.yaml", MAPPING)
        self.write("charter.yaml", LAW + "intake: mapping.yaml\n")
        for named in ("register/2026.csv", "register"):
            done = self.check(named)
            self.assertEqual((done.code, done.verdicts), (0, ["compliant"]), done.err)

    def test_standard_input_stays_yaml(self):
        done = self.check("-", stdin=USES["compliant"].encode())
        self.assertEqual(done.verdicts, ["compliant"], done.err)

    def test_another_one_on_the_way_comes_first(self):
        self.write("other.yaml", "intake: 1\ndeclare: {activity: Activity, tool: {constant: consumer}, data: Data}\n")
        done = self.check("--intake", "other.yaml", "register/2026.csv")
        self.assertEqual(done.verdicts, ["non-compliant"], done.err)


if __name__ == "__main__":
    unittest.main()

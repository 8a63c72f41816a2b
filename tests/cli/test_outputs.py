#!/usr/bin/env python3
"""Reports in files, whole or not at all; a standard output that is closed or full; a run that is stopped."""

import contextlib
import json
import os
import resource
import signal
import stat
import subprocess
import time
import unittest

from running import LAW, USES, Case, use, without_unnamed_files


class Outputs(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", "---\n".join(USES.values()))
        self.names = set(self.listed())

    def listed(self):
        return sorted(os.listdir(self.folder))

    def leaves_nothing_more(self):
        self.assertEqual(set(self.listed()), self.names)

    # ---- several files ----

    def test_files_hold_what_standard_output_would(self):
        """Colours and the width of the screen apart, which are standard output's."""
        formats = self.formats()
        self.assertGreater(len(formats), 2)
        words = [f"--output={name}=out.{name}" for name in formats]
        done = self.run_program("--quiet", *words)
        self.assertEqual(done.code, 2)
        for name in formats:
            self.assertEqual(self.read(f"out.{name}"), self.run_program("--quiet", "--format", name).out, name)

    def test_one_format_may_be_written_twice(self):
        self.run_program("-o", "json=a.json", "-o", "json=b.json")
        self.assertEqual(self.read("a.json"), self.read("b.json"))

    def test_a_hundred_files_are_no_trouble(self):
        os.mkdir(self.path("out"))
        self.run_program(*[f"--output=json=out/{i}.json" for i in range(100)])
        self.assertEqual(len({self.read(f"out/{name}") for name in os.listdir(self.path("out"))}), 1)
        self.assertEqual(len(os.listdir(self.path("out"))), 100)

    def test_two_reports_in_one_file_are_refused_however_it_is_called(self):
        self.write("old.json", "old")
        self.write("below/x", "")
        os.symlink("old.json", self.path("link.json"))
        os.symlink(".", self.path("here"))
        self.names = set(self.listed())
        for one, other in (("a.json", "a.json"), ("a.json", "./a.json"), ("a.json", self.path("a.json")),
                           ("a.json", "below/../a.json"), ("a.json", "here/a.json"), ("old.json", "link.json"),
                           ("old.json", "here/old.json")):
            done = self.run_program("-o", "json=" + one, "-o", "ndjson=" + other)
            self.refuses(done, "two reports cannot be written to one file")
            self.leaves_nothing_more()
        self.assertEqual(self.read("old.json"), "old")

    def test_what_is_no_format_and_file_is_refused(self):
        for wrong in ("json", "json=", "=", "", "=x.json"):
            self.refuses(self.run_program("--output", wrong))
        self.leaves_nothing_more()

    # ---- whole or not at all ----

    def test_a_file_takes_the_place_of_an_old_one_and_keeps_its_mode(self):
        for mode in (0o600, 0o640, 0o666):
            os.chmod(self.write("out.json", "old" * 100000), mode)
            self.run_program("--output", "json=out.json")
            self.assertEqual(len(json.loads(self.read("out.json"))["verdicts"]), 6)
            self.assertEqual(stat.S_IMODE(os.stat(self.path("out.json")).st_mode), mode)
        os.umask(0o027)
        self.run_program("--output", "json=new.json")
        os.umask(0o022)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("new.json")).st_mode), 0o640)

    def test_a_reader_of_the_old_file_never_sees_half_a_new_one(self):
        self.write("out.json", "old")
        with open(self.path("out.json"), encoding="utf-8") as reading:
            self.run_program("--output", "json=out.json")
            self.assertEqual(reading.read(), "old")

    def test_an_output_that_cannot_be_opened_is_told_and_no_other_is_touched(self):
        self.write("old.json", "old")
        self.write("file", "")
        self.names = set(self.listed())
        for wrong, why in (("none/x.json", "son dossier n’existe pas\n  créez d’abord son dossier"),
                           ("file/x.json", "une partie de ce chemin n’est pas un dossier\n"),
                           (".", "c’est un dossier"), ("/", "c’est un dossier"), ("home", "c’est un dossier")):
            done = self.run_program("-o", "json=old.json", "-o", "json=" + wrong)
            self.refuses(done, f"{wrong} cannot be written: ")
            french = self.run_program("--lang", "fr", "-o", "json=old.json", "-o", "json=" + wrong)
            self.assertIn(f"{wrong} ne peut pas être écrit\u00a0: {why}", french.err)
            self.assertEqual(self.read("old.json"), "old")
            self.leaves_nothing_more()

    def test_a_charter_with_an_error_writes_no_file(self):
        self.write("old.json", "old")
        self.write("charter.yaml", "charter: 1\nid: law\nrulse: {}\n")
        self.names = set(self.listed())
        done = self.check("--output", "json=old.json", "--output", "ndjson=new.ndjson")
        self.assertEqual((done.code, done.codes, self.read("old.json")), (2, ["key.unknown"], "old"))
        self.leaves_nothing_more()

    def test_no_inputs_write_no_file(self):
        os.unlink(self.path("usage.yaml"))
        self.refuses(self.run_program("--output", "json=new.json"))
        self.assertFalse(os.path.exists(self.path("new.json")))

    def test_errors_of_inputs_are_in_every_report(self):
        done = self.run_program("none.yaml", "-o", "json=a.json", "-o", "ndjson=b.ndjson")
        self.assertEqual(done.code, 2)
        self.assertEqual(json.loads(self.read("a.json"))["errors"][0]["code"], "input.unreadable")
        self.assertEqual(json.loads(self.read("b.ndjson").splitlines()[0])["error"]["code"], "input.unreadable")

    # ---- what is no regular file ----

    def test_devices_and_pipes_are_written_as_they_are(self):
        self.assertEqual(self.run_program("-o", "json=/dev/null", "--fail-on", "never", "-").code, 2)
        done = self.run_program("--quiet", "-o", "ndjson=/dev/stderr")
        self.assertEqual(len(done.err.splitlines()), 7)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        os.mkfifo(self.path("pipe"))
        reading = os.open(self.path("pipe"), os.O_RDONLY | os.O_NONBLOCK)
        self.run_program("-o", "json=pipe")
        self.assertEqual(len(json.loads(os.read(reading, 60000))["verdicts"]), 6)
        os.close(reading)
        self.assertTrue(stat.S_ISFIFO(os.stat(self.path("pipe")).st_mode))

    def test_a_link_is_followed_and_stays(self):
        self.write("real/out.json", "old")
        for target in ("real/out.json", "real/new.json"):
            os.symlink(target, self.path("link.json"))
            self.run_program("-o", "json=link.json")
            self.assertTrue(os.path.islink(self.path("link.json")), target)
            self.assertEqual(len(json.loads(self.read(target))["verdicts"]), 6)
            os.unlink(self.path("link.json"))

    def test_a_full_disk_is_told(self):
        done = self.run_program("--quiet", "-o", "json=/dev/full")
        self.assertEqual(done.code, 2)
        self.assertIn("/dev/full could not be written whole", done.err)


class StandardOutput(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", USES["compliant"])

    def ends(self, words, lang="C.UTF-8", **more):
        process = self.start(*words, env={"LC_ALL": lang}, **more)
        _, err = process.communicate(timeout=60)
        return process.returncode, err.decode()

    def test_a_full_or_closed_standard_output_is_a_failure_that_is_told(self):
        self.write("usage.yaml", USES["review"])  # of what complies some formats say nothing
        for name in self.formats():
            with open("/dev/full", "wb") as full:
                self.assertEqual(self.ends(["-f", name], stdout=full),
                                 (2, "charter-check: standard output could not be written whole\n"))
            self.assertEqual(self.ends(["-f", name], stdout=None, preexec_fn=lambda: os.close(1))[0], 2)
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.ends([], "fr_FR.UTF-8", stdout=full)[1],
                             "charter-check: la sortie standard n’a pas pu être écrite en entier\n")

    def test_a_closed_standard_error_changes_no_verdict_and_no_file(self):
        process = self.start("-f", "json", "none.yaml", "usage.yaml", "-o", "json=a.json", stderr=None,
                             preexec_fn=lambda: os.close(2))
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertEqual(out.decode(), self.read("a.json"))
        self.assertEqual(len(json.loads(out)["verdicts"]), 1)

    def test_a_report_goes_to_its_file_where_standard_output_is_closed(self):
        self.ends(["-o", "json=a.json"], stdout=None, preexec_fn=lambda: os.close(1))
        self.assertEqual(len(json.loads(self.read("a.json"))["verdicts"]), 1)

    def test_a_reader_that_goes_away_ends_the_run_with_2(self):
        self.write("usage.yaml", ("---\n" + USES["compliant"]) * 20000)
        process = self.start("-f", "ndjson")
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual((process.wait(timeout=60), err), (2, "charter-check: standard output could not be written whole\n"))

    def test_a_reader_that_goes_away_ends_a_run_whose_input_never_ends(self):
        reading, writing = os.pipe()
        process = self.start("-f", "ndjson", "-", stdin=reading)
        process.stdout.close()
        os.close(reading)
        try:
            for _ in range(100000):
                os.write(writing, ("---\n" + USES["compliant"]).encode() * 10)
            self.fail("it went on reading")
        except BrokenPipeError:
            pass
        os.close(writing)
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 2)

    def test_a_slow_reader_that_does_not_block_gets_everything(self):
        self.write("usage.yaml", ("---\n" + USES["compliant"]) * 2000)
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        process = self.start("-f", "ndjson", stdout=writing)
        os.close(writing)
        time.sleep(0.2)
        with os.fdopen(reading, "rb") as out:
            self.assertEqual(len(out.read().splitlines()), 2001)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)


class StandardOutput(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", USES["compliant"])

    def test_it_may_be_named_among_the_outputs(self):
        commands = {("check", "usage.yaml"): self.formats(), ("audit", "--at", "2026-11-01", "usage.yaml"): ["text", "csv", "html"],
                    ("check", "--quiet", "usage.yaml"): ["text", "github"]}
        for words, formats in commands.items():
            for name in formats:
                with self.subTest(f"{words} {name}"):
                    done, same = (self.run_program(*words, *more) for more in (["-o", name + "=-"], ["-f", name]))
                    self.assertEqual((done.code, done.out, done.err), (same.code, same.out, same.err))
        self.assertNotIn("-", os.listdir(self.folder))

    def test_others_go_to_files_beside_it(self):
        done = self.run_program("-o", "json=a.json", "-o", "sarif=-", "-o", "json=./-", "usage.yaml")
        self.assertEqual(done.code, 0)
        self.assertIn('"2.1.0"', done.out)
        self.assertEqual(self.read("a.json"), self.read("-"))

    def test_it_takes_one_report(self):
        for words in (["-f", "text", "-o", "json=-"], ["-o", "json=-", "-o", "sarif=-"], ["-o", "json=-", "-o", "json=-"]):
            done = self.run_program(*words, "-o", "json=a.json", "usage.yaml")
            self.assertEqual((done.code, done.out), (2, ""))
            self.assertIn("standard output takes one report", done.err)
            self.assertFalse(os.path.exists(self.path("a.json")))


class Stopped(Case):
    ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2,
              signal.SIGXCPU, signal.SIGPROF, signal.SIGVTALRM, signal.SIGIO)

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("old.json", "old")
        self.before = sorted(os.listdir(self.folder))

    def begun(self, before_it=lambda: None):
        """A run that has opened its reports and waits for more on standard input."""
        process = self.start("-o", "json=old.json", "-o", "ndjson=new.ndjson", "-", stdin=subprocess.PIPE,
                             preexec_fn=lambda: (resource.setrlimit(resource.RLIMIT_CORE, (0, 0)), before_it()))
        process.stdin.write((USES["compliant"] + "---\n").encode() * 1000)
        process.stdin.flush()
        while len(self.opened(process)) < 2:
            time.sleep(0.01)
            self.assertIsNone(process.poll())
        return process

    def opened(self, process):
        """What it has open for writing in the folder, by the names that the system gives it."""
        folder, names = f"/proc/{process.pid}/fd", []
        for name in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                names.append(os.readlink(os.path.join(folder, name)))
        return [name for name in names if name.startswith(self.folder) and (name.endswith(".tmp") or "(deleted)" in name)]

    def leaves_nothing(self, process, number):
        process.send_signal(number)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, -number)
        self.assertEqual((sorted(os.listdir(self.folder)), self.read("old.json")), (self.before, "old"))

    def test_a_signal_leaves_the_old_files_and_no_other(self):
        for number in self.ENDING:
            self.leaves_nothing(self.begun(without_unnamed_files), number)

    def test_what_no_program_can_catch_leaves_nothing_either(self):
        for number in (*self.ENDING, signal.SIGKILL):
            process = self.begun()
            self.assertEqual(sorted(os.listdir(self.folder)), self.before)
            self.leaves_nothing(process, number)

    def test_both_ways_write_the_same(self):
        os.chmod(self.path("old.json"), 0o640)
        found = []
        for before_it in (lambda: None, without_unnamed_files):
            process = self.start("-o", "json=old.json", "-o", "ndjson=new.ndjson", "-", stdin=subprocess.PIPE,
                                 preexec_fn=lambda first=before_it: (os.umask(0o027), first()))
            process.communicate(USES["compliant"].encode(), timeout=60)
            found.append([(name, oct(os.stat(self.path(name)).st_mode), self.read(name)) for name in ("old.json", "new.ndjson")])
            self.assertEqual(sorted(os.listdir(self.folder)), sorted([*self.before, "new.ndjson"]))
            os.unlink(self.path("new.ndjson"))
        self.assertEqual(*found)
        self.assertEqual([mode[-3:] for _, mode, _ in found[0]], ["640", "640"])

    def test_a_file_that_may_grow_no_further_is_a_failed_write(self):
        self.write("usage.yaml", ("---\n" + USES["compliant"]) * 200)
        before = sorted(os.listdir(self.folder))
        process = self.start("-o", "json=old.json", "-o", "ndjson=new.ndjson",
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
        _, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, sorted(os.listdir(self.folder)), self.read("old.json")), (2, before, "old"))
        for name in (b"old.json", b"new.ndjson"):
            self.assertIn(name, errors)

    def test_more_files_than_a_signal_could_remove_are_refused(self):
        self.write("usage.yaml", USES["compliant"])
        before = sorted(os.listdir(self.folder))
        outputs = [word for i in range(1100) for word in ("-o", f"json={i}.json")]
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        process = self.start(*outputs, preexec_fn=lambda: (
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(2000, most), most)), without_unnamed_files()))
        _, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, sorted(os.listdir(self.folder))), (2, before))
        self.assertIn(b"1024.json" if most >= 2000 else b".json", errors)

    def test_a_signal_that_is_ignored_stays_ignored(self):
        for before_it in (lambda: None, without_unnamed_files):
            process = self.begun(lambda first=before_it: (signal.signal(signal.SIGHUP, signal.SIG_IGN), first()))
            process.send_signal(signal.SIGHUP)
            out, _ = process.communicate(USES["compliant"].encode(), timeout=60)
            self.assertEqual(process.returncode, 0, out)
            self.assertEqual(len(json.loads(self.read("old.json"))["verdicts"]), 1001)


class Spared(Case):
    """No file is written over that the run reads, by whatever name; nothing is judged then, and nothing is left."""

    SENTENCE = "would be written over"

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("extra.yaml", "charter: 1\nid: law\nexceptions: {}\n")
        self.write("mapping.yaml", "intake: 1\ndeclare: {activity: What, tool: Tool}\n")
        self.write("usage.yaml", use())
        self.write("uses/one.yaml", use())
        self.write("uses/below/two.json", json.dumps({"usage": 1, "activity": "drafting", "tool": "inhouse", "data": "public"}))
        self.write("uses/notes.txt", "notes")
        self.write("text.txt", "a text")
        self.write("list.txt", "uses/one.yaml\n")
        os.mkdir(self.path("laws"))
        self.write("laws/law.yaml", LAW)
        os.symlink("uses/one.yaml", self.path("report.out"))

    def state(self):
        """Every file's bytes."""
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    found[os.path.relpath(os.path.join(folder, name), self.folder)] = file.read()
        return found

    def spares(self, *words, **more):
        before = self.state()
        self.refuses(self.run_program(*words, **more), self.SENTENCE)
        self.assertEqual(self.state(), before, words)

    def test_whatever_is_read_is_spared(self):
        law = ("--charter", "charter.yaml")
        for words in (
            (*law, "-o", "json=usage.yaml", "usage.yaml"), (*law, "-o", "json=usage.yaml"),
            (*law, "-o", "json=report.out", "uses"), (*law, "-o", "json=report.out", "uses/one.yaml"),
            (*law, "-o", "json=charter.yaml", "usage.yaml"), ("-o", "json=charter.yaml", "usage.yaml"),
            ("--charter", "laws", "-o", "json=laws/law.yaml", "usage.yaml"),
            (*law, "--exceptions", "extra.yaml", "-o", "json=extra.yaml", "usage.yaml"),
            (*law, "--intake", "mapping.yaml", "-o", "json=mapping.yaml", "usage.yaml"),
            (*law, "--text", "text.txt", "-o", "json=text.txt", "usage.yaml"),
            (*law, "--files-from", "list.txt", "-o", "json=list.txt"),
            (*law, "--files-from", "list.txt", "-o", "json=uses/one.yaml"),
            (*law, "-o", "json=uses/one.yaml", "uses"), (*law, "-o", "json=uses/below/two.json", "uses"),
            (*law, "-o", "text=out.txt", "-o", "json=usage.yaml", "usage.yaml"),
        ):
            with self.subTest(words):
                self.spares(*words)

    def test_another_spelling_and_a_link_are_the_same_file(self):
        os.symlink("usage.yaml", self.path("link.yaml"))
        os.symlink(".", self.path("here"))
        os.link(self.path("usage.yaml"), self.path("hard.yaml"))
        for name in ("./usage.yaml", self.path("usage.yaml"), "uses/../usage.yaml", "link.yaml", "here/usage.yaml", "hard.yaml"):
            with self.subTest(name):
                self.spares("-o", f"json={name}", "usage.yaml")
                self.spares("-o", "json=usage.yaml", name)
        self.spares("-o", "json=here/uses/one.yaml", "uses/")

    def test_standard_input_is_a_file_too(self):
        before = self.state()
        with open(self.path("usage.yaml"), "rb") as file:
            process = self.start("-o", "json=usage.yaml", "-", stdin=file)
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2)
        self.assertIn(self.SENTENCE, err.decode())
        self.assertEqual(self.state(), before)

    def test_a_baseline_is_spared_and_spares(self):
        self.assertEqual(self.run_program("--baseline", "accepted.yaml", "--update-baseline").code, 0)
        self.spares("--baseline", "accepted.yaml", "-o", "json=accepted.yaml")
        for name in ("usage.yaml", "charter.yaml"):
            self.spares("--charter", "charter.yaml", "--baseline", name, "--update-baseline", "usage.yaml")

    def test_audits_spare_what_they_add_up(self):
        for option in ("--partial", "--history", "--output=json"):
            for name in ("uses/one.yaml", "charter.yaml"):
                words = (f"{option}={name}",) if "=" in option else (option, name)
                with self.subTest((*words,)):
                    self.spares("audit", *words, "uses")
        self.write("uses/empty.yaml", "")
        self.spares("audit", "--history", "uses/empty.yaml", "uses")

    def test_a_register_is_spared_by_reports(self):
        self.assertEqual(self.run_program("audit", "--history", "kept.sqlite", "uses").code, 0)
        self.spares("audit", "--history", "kept.sqlite", "--output", "html=kept.sqlite", "uses")
        self.spares("trend", "--history", "kept.sqlite", "--output", "html=./kept.sqlite")

    def test_parts_are_spared_by_their_sum(self):
        for name in ("a.json", "b.json"):
            self.assertEqual(self.run_program("audit", "--partial", name, "uses").code, 0)
        self.spares("merge", "--partial", "a.json", "a.json", "b.json")
        self.spares("merge", "--output", "csv=b.json", "a.json", "b.json")

    def test_scans_spare_declarations_and_the_charter(self):
        self.write("charter.yaml", LAW + "include: std:traces\n")
        words = ("scan", "--no-history", "--charter", "charter.yaml")
        for name in ("usage.yaml", "charter.yaml"):
            self.spares(*words, "-o", f"json={name}")
        self.spares(*words, "--declarations", "uses", "--baseline", "uses/one.yaml", "--update-baseline")

    def test_other_files_are_written_over_as_ever(self):
        for name in ("uses/notes.txt", "text.txt", "mapping.yaml"):
            self.assertEqual(self.run_program("-o", f"json={name}", "uses").code, 0)
            self.assertEqual(len(json.loads(self.read(name))["verdicts"]), 2)


if __name__ == "__main__":
    unittest.main()

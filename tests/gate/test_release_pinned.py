#!/usr/bin/env python3
"""templates/pinned.sh: what runs is the release that has the hash, and nothing else, from a server of this machine.

# once: the program is only asked for its version.
"""

import os
import shutil
import ssl
import subprocess
import tarfile
import unittest

import release
from repository import Repository

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PINNED = os.path.abspath(os.path.join(ROOT, "templates/pinned.sh"))
TOOLS = ("sh mktemp rm tr mkdir sha256sum cut wc head cat mv tar gzip grep chmod uname sed tail").split()


class OnThisMachine(Repository):
    def setUp(self):
        super().setUp()
        self.archive = release.archive()
        self.server = release.Server(self, good=self.archive, cut=self.archive[:-9])
        self.cache = self.folder + "-cache"
        self.temporary = self.folder + "-tmp"
        os.mkdir(self.temporary)
        for folder in (self.cache, self.temporary):
            self.addCleanup(shutil.rmtree, folder, True)

    def run_pinned(self, url="good", sha256=None, shell="sh", words=("--version",), path=None, **more):
        environment = {**self.environment({}), "CHARTER_CHECK_CACHE": self.cache, "TMPDIR": self.temporary,
                       "CHARTER_CHECK_URL": url if "/" in url else self.server.url(url),
                       "CHARTER_CHECK_SHA256": release.sha256(self.archive) if sha256 is None else sha256, **more}
        environment["PATH"] = path or os.environ["PATH"]
        done = subprocess.run([shutil.which(shell), PINNED, *words], cwd=self.folder, env=environment, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual(os.listdir(self.temporary), [])
        return done

    def serve(self, *members):
        """The hash of an archive of these members, which is served as `made`."""
        self.server.files["made"] = release.archive(*members)
        return release.sha256(self.server.files["made"])

    def runs(self, done):
        self.assertEqual((done.returncode, done.stdout[:14]), (0, "charter-check "), done.stderr)

    def refuses(self, done, *words):
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertIn("charter-check was not run: ", done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def path_with(self, *tools):
        """A folder of these tools and those that are always there."""
        folder = self.temporary + "-bin"
        shutil.rmtree(folder, True)
        os.mkdir(folder)
        self.addCleanup(shutil.rmtree, folder, True)
        for tool in (*TOOLS, *tools):
            os.symlink(shutil.which(tool), os.path.join(folder, tool))
        return folder


class Pinned(OnThisMachine):
    def test_the_release_with_the_hash_runs_in_each_shell(self):
        for shell in filter(shutil.which, ("sh", "bash", "dash")):
            with self.subTest(shell):
                self.runs(self.run_pinned(shell=shell))
        self.runs(self.run_pinned(sha256=release.sha256(self.archive).upper()))

    def test_what_the_environment_says_to_tools_is_not_heard(self):
        for name in ("TAR_OPTIONS", "GZIP", "WGETRC"):
            self.runs(self.run_pinned(**{name: "--nosuch"}))

    def test_the_exit_status_and_the_folder_are_the_programs(self):
        self.write("charter.yaml", "charter: 1\n")
        self.assertEqual(self.run_pinned(words=("--nosuch",)).returncode, 2)
        self.git("add", "charter.yaml")
        done = self.run_pinned(words=("tables", "--ids", "tools", "--charter", "charter.yaml"))
        self.assertIn("charter.yaml:1", done.stderr)

    def test_without_a_hash_or_with_none_that_is_one_nothing_is_asked_for(self):
        for sha256, word in (("", "set CHARTER_CHECK_SHA256 to"), ("0" * 63, "64 digits"), ("0" * 65, "64 digits"),
                             ("g" * 64, "64 digits"), ("0" * 64 + "\n", "64 digits"), ("*" * 64, "64 digits")):
            with self.subTest(sha256):
                self.refuses(self.run_pinned(sha256=sha256), word)
        self.assertEqual(self.server.asked, [])

    def test_an_address_that_others_may_answer_is_refused(self):
        for url in ("", "http://example.org/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "-o/etc/x", "HTTPS://example.org/x",
                    "http://127.0.0.1:1@example.org/", "http://127.0.0.1.example.org/x"):
            with self.subTest(url):
                done = self.run_pinned(CHARTER_CHECK_URL=url)
                self.refuses(done, "CHARTER_CHECK_URL")

    def test_another_hash_a_cut_archive_and_none_are_refused(self):
        self.refuses(self.run_pinned(sha256="0" * 64), release.sha256(self.archive), "and not " + "0" * 64)
        self.refuses(self.run_pinned(url="cut"), "and not " + release.sha256(self.archive))
        self.refuses(self.run_pinned(url="nosuch"), "nothing could be fetched")
        self.assertEqual(os.listdir(self.cache), [])

    def test_what_is_kept_serves_without_a_server(self):
        self.runs(self.run_pinned())
        self.assertEqual(os.listdir(self.cache), [release.sha256(self.archive) + ".tar.gz"])
        self.server.files.clear()
        self.runs(self.run_pinned())
        self.assertEqual(self.server.asked, ["good"])

    def test_what_is_kept_is_hashed_again(self):
        evil = release.archive((release.MEMBER, b"#!/bin/sh\necho evil\n"))
        kept = os.path.join(self.cache, release.sha256(self.archive) + ".tar.gz")
        for poison in (evil, b"", self.archive[:-1]):
            with self.subTest(len(poison)):
                os.makedirs(self.cache, exist_ok=True)
                with open(kept, "wb") as file:
                    file.write(poison)
                self.runs(self.run_pinned())
                with open(kept, "rb") as file:
                    self.assertEqual(file.read(), self.archive)
        # Kept, and no server that has it: nothing runs.
        with open(kept, "wb") as file:
            file.write(evil)
        self.refuses(self.run_pinned(url="nosuch"), "nothing could be fetched")

    def test_what_is_kept_may_be_a_folder_a_pipe_or_a_link(self):
        kept = os.path.join(self.cache, release.sha256(self.archive) + ".tar.gz")
        victim = self.write("victim", "mine")
        for plant in (os.mkdir, os.mkfifo, lambda path: os.symlink(victim, path), lambda path: os.symlink("/dev/zero", path)):
            shutil.rmtree(self.cache, True)
            os.mkdir(self.cache)
            plant(kept)
            self.runs(self.run_pinned())
        self.assertEqual(self.read("victim"), "mine")

    def test_the_cache_is_none_is_unwritable_or_lies_in_what_is_judged(self):
        self.runs(self.run_pinned(CHARTER_CHECK_CACHE="none"))
        self.runs(self.run_pinned(CHARTER_CHECK_CACHE="/proc/nosuch"))
        self.refuses(self.run_pinned(CHARTER_CHECK_CACHE="cache"), "a path from / on")
        self.refuses(self.run_pinned(CHARTER_CHECK_CACHE=self.path("cache")), "lies in the folder that is judged")
        os.symlink(self.folder, self.cache)
        self.refuses(self.run_pinned(CHARTER_CHECK_CACHE=self.cache + "/c"), "lies in the folder that is judged")
        os.remove(self.cache)
        # Where nobody named one, HOME may be the folder that is judged: nothing is kept.
        self.runs(self.run_pinned(CHARTER_CHECK_CACHE="", HOME=self.folder))
        self.assertEqual(os.listdir(self.path(".cache/charter-check")), [])
        self.runs(self.run_pinned(CHARTER_CHECK_CACHE="", HOME=self.cache))
        self.assertEqual(len(os.listdir(self.cache + "/.cache/charter-check")), 1)

    def test_names_that_no_release_has_are_refused_and_nothing_is_written_by_them(self):
        link = tarfile.TarInfo(release.MEMBER)
        link.type, link.linkname = tarfile.SYMTYPE, "/bin/true"
        good = (release.MEMBER, release.program())
        outside = self.folder + "-outside"
        for members, word in (
                ([good, ("../" + os.path.basename(outside), b"x")], "more than the folder"),
                ([good, (release.FOLDER + "/../../" + os.path.basename(outside), b"x")], "leads out of it"),
                ([good, (outside, b"x")], "more than the folder"),
                ([(outside, b"x"), good], "no release"), ([("../x", b"x"), good], "no release"),
                ([good, ("other/bin/charter-check", b"x")], "more than the folder"),
                ([good, good], "once"), ([(release.FOLDER + "/bin/other", b"x")], "once"),
                ([link], "does not run here"), ([(release.MEMBER, b"\x7fELF")], "does not run here")):
            with self.subTest(word=word, members=len(members)):
                self.refuses(self.run_pinned("made", self.serve(*members)), word)
        self.assertFalse(os.path.exists(outside))
        self.server.files["made"] = b"no archive"
        self.refuses(self.run_pinned("made", release.sha256(b"no archive")), "no .tar.gz")

    def test_nothing_that_is_installed_runs_in_its_place(self):
        folder = self.path_with("curl")
        mark = self.folder + "-ran"
        with open(os.path.join(folder, "charter-check"), "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ntouch {mark}\n")
        os.chmod(file.name, 0o755)
        self.runs(self.run_pinned(path=folder))
        self.refuses(self.run_pinned("nosuch", "0" * 64, path=folder))
        self.assertFalse(os.path.exists(mark))


class Ways:
    """Each way to fetch."""
    tools = ()

    def setUp(self):
        super().setUp()
        if not all(shutil.which(tool) for tool in self.tools):
            self.skipTest(f"there is no {self.tools[0]}")
        self.only = self.path_with(*self.tools)

    def test_it_runs(self):
        self.runs(self.run_pinned(path=self.only))
        self.refuses(self.run_pinned("nosuch", "0" * 64, path=self.only), "nothing could be fetched")

    def test_what_it_is_sent_on_to_is_https_alone(self):
        for to in (self.server.url("good"), "http://127.0.0.1:1/", "file:///etc/passwd", "ftp://127.0.0.1/"):
            self.server.sent_on["moved"] = to
            self.refuses(self.run_pinned("moved", path=self.only), "nothing could be fetched")
        self.assertEqual(set(self.server.asked), {"moved"})
        # Nobody answers there, but it is asked.
        self.server.sent_on["moved"] = "https://127.0.0.1:1/"
        done = self.run_pinned("moved", path=self.only)
        self.refuses(done, "nothing could be fetched")

    def test_it_is_sent_on_to_https(self):
        if not shutil.which("openssl"):
            self.skipTest("there is no openssl, which makes a certificate")
        key, certificate = self.path("key.pem"), self.path("certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True,
                       timeout=60)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        safe = release.Server(self, tls, good=self.archive)
        safe.sent_on.update(again=safe.url("good"), round=safe.url("round"))
        self.server.sent_on.update(moved=safe.url("again"), round=safe.url("round"))
        self.trust(certificate)
        self.runs(self.run_pinned("moved", path=self.only, CURL_CA_BUNDLE=certificate))
        self.assertEqual(safe.asked, ["again", "good"])
        self.refuses(self.run_pinned("round", "0" * 64, path=self.only, CURL_CA_BUNDLE=certificate), "nothing could be fetched")
        # A server that nobody vouches for is not asked.
        self.refuses(self.run_pinned("moved", "0" * 64, path=self.path_with(*self.tools)), "nothing could be fetched")
        self.assertLess(len(safe.asked), 12)

    def trust(self, certificate):
        pass

    def test_what_never_ends_is_given_up(self):
        def endless(file):
            while True:
                file.write(b"\0" * (1 << 20))
        self.server.files["endless"] = endless
        self.refuses(self.run_pinned("endless", path=self.only))
        self.server.files["large"] = b"\0" * 33554433
        self.refuses(self.run_pinned("large", release.sha256(self.server.files["large"]), path=self.only))

    def test_no_file_of_the_folder_or_of_home_gives_it_options(self):
        mark = self.folder + "-trace"
        for folder in (self.folder, self.home):
            for name in (".curlrc", ".wgetrc", ".netrc"):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(f"trace-ascii = {mark}\noutput_document = {mark}\n")
                self.addCleanup(lambda path=file.name: os.path.exists(path) and os.remove(path))
        self.runs(self.run_pinned(path=self.only, HOME=self.home, WGETRC=self.path(".wgetrc"), CURL_HOME=self.folder))
        for folder in (self.folder, self.home):
            for name in (".curlrc", ".wgetrc", ".netrc"):
                os.remove(os.path.join(folder, name))
        self.assertFalse(os.path.exists(mark))


class Curl(Ways, OnThisMachine):
    tools = ("curl",)


class Wget(Ways, OnThisMachine):
    tools = ("wget",)

    def trust(self, certificate):
        wget = os.path.join(self.only, "wget")
        os.remove(wget)
        with open(wget, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\nexec {shutil.which("wget")} --ca-certificate={certificate} "$@"\n')
        os.chmod(wget, 0o755)


class Neither(OnThisMachine):
    def test_it_is_said_that_one_is_wanted(self):
        self.refuses(self.run_pinned(path=self.path_with()), "neither curl nor GNU wget")


if __name__ == "__main__":
    unittest.main(verbosity=2)

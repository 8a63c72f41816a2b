#!/usr/bin/env python3
"""Built in another folder, the module has the same bytes. The sources of what it stands on are Debian's, or none.

# once: it builds a module of its own.
# timeout: 900
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import unittest

import module

SOURCES = os.path.join(module.ROOT, "build", "wasm-sources")
SCRIPT = os.path.join(module.ROOT, "src", "wasm", "sources")


def setUpModule():
    module.require()
    if not os.path.isdir(SOURCES) or "CHARTER_WASM" in os.environ:
        raise unittest.SkipTest("the module was not built here")


class Build(unittest.TestCase):
    def test_another_folder_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "another place")
            shutil.copytree(module.ROOT, copy, symlinks=True, ignore=lambda path, names: {"build", ".git"} & set(names)
                            if os.path.samefile(path, module.ROOT) else set())
            shutil.copytree(SOURCES, os.path.join(copy, "build", "wasm-sources"))
            for command in (["cmake", "--preset", "wasm"], ["cmake", "--build", "--preset", "wasm", "-j", "2"]):
                done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False,
                                      env={**os.environ, "CCACHE_DISABLE": "1"})
                self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
            for name in ("charter.wasm", "charter.wasm.gz"):
                with open(os.path.join(copy, "build", "wasm", name), "rb") as made, \
                        open(os.path.join(module.ROOT, "build", "wasm", name), "rb") as here:
                    self.assertTrue(made.read() == here.read(), f"{name} has other bytes")


class Sources(unittest.TestCase):
    def run_script(self, folder, **variables):
        return subprocess.run([SCRIPT, folder], capture_output=True, text=True, check=False, timeout=600,
                              env={**os.environ, **variables})

    def test_what_is_there_is_not_fetched_again(self):
        done = self.run_script(SOURCES, PATH="/usr/bin:/bin", http_proxy="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_without_a_network_it_says_so_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.run_script(folder, http_proxy="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
            self.assertEqual(done.returncode, 1)
            self.assertIn("is there a network?", done.stderr)
            self.assertEqual(os.listdir(folder), [])

    def apt(self, folder, text):
        """The environment of an apt that has these places and no other."""
        os.makedirs(os.path.join(folder, "parts"))
        for name, written in (("list", text), ("apt.conf", f'Dir::Etc::sourcelist "{folder}/list";\n'
                                                           f'Dir::Etc::sourceparts "{folder}/parts";\n')):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(written)
        return {"APT_CONFIG": os.path.join(folder, "apt.conf"), "http_proxy": "http://127.0.0.1:9"}

    def test_what_debian_did_not_sign_is_not_taken_whatever_its_entry_says(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = os.path.join(folder, "archive", "dists", "bookworm", "main", "source")
            os.makedirs(archive)
            for name, written in (("main/source/Sources", "Package: libyaml\nBinary: libyaml-dev\nVersion: 9\nDirectory: x\n"
                                   f"Checksums-Sha256:\n {'0' * 64} 1 x.dsc\n\n"), ("Release", None)):
                with open(os.path.join(folder, "archive", "dists", "bookworm", name), "w", encoding="utf-8") as file:
                    file.write(written or f"Codename: bookworm\nComponents: main\nSHA256:\n {self.sha256(archive + '/Sources')}\n")
            for entry in ("[trusted=yes]", "[ arch=amd64 allow-insecure=yes trusted=yes ]"):
                done = self.run_script(os.path.join(folder, "out"), **self.apt(
                    tempfile.mkdtemp(dir=folder), f"deb {entry} file:{folder}/archive bookworm main\n"))
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn("not signed", done.stderr)
                self.assertEqual(os.listdir(os.path.join(folder, "out")), [])

    def sha256(self, path):
        with open(path, "rb") as file:
            data = file.read()
        return f"{hashlib.sha256(data).hexdigest()} {len(data)} main/source/Sources"

    def test_apt_without_a_place_of_debian_is_told(self):
        for text in ("", "# deb http://deb.debian.org/debian bookworm main\n", "deb https://x.example/ nodistro main\n",
                     "deb [signed-by=/x] cdrom:[Debian]/ bookworm main\n"):
            with tempfile.TemporaryDirectory() as folder:
                done = self.run_script(os.path.join(folder, "out"), **self.apt(folder, text))
                self.assertEqual((done.returncode, done.stdout), (1, ""), text)
                self.assertRegex(done.stderr, "^wasm sources: apt's lists on this machine name no place of Debian bookworm\n$")

    def test_without_the_tools_of_debian_it_says_which(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("env", "bash", "mkdir", "rm", "cat", "id", "apt-get"):
                os.symlink(shutil.which(name), os.path.join(folder, name))
            done = self.run_script(os.path.join(folder, "out"), PATH=folder)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stderr, "wasm sources: there is no dpkg-source: it is in the package dpkg-dev\n")

    def test_older_sources_are_told(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in os.listdir(SOURCES):
                os.makedirs(os.path.join(folder, name))
                with open(os.path.join(folder, name, "debian-version"), "w", encoding="utf-8") as file:
                    file.write("0.1-1\n")
            told = self.run_script(folder).stdout.splitlines()
            self.assertEqual(len(told), 5)
            self.assertRegex(told[0], "^wasm sources: libyaml is 0.1-1 in the module, 0.2.5-[^ ]* in the native program$")


if __name__ == "__main__":
    unittest.main()

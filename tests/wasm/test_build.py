#!/usr/bin/env python3
"""Built in another folder, the module has the same bytes. The sources of what it stands on are Debian's, or none.

# once: it builds a module of its own.
# timeout: 900
"""

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

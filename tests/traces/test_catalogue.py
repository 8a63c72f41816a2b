#!/usr/bin/env python3
"""Every entry of the catalogue finds what it is meant to find, and all of them spare what is like it."""
import concurrent.futures
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gate"))

from repository import Repository  # noqa: E402

try:
    import yaml
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
KINDS = {"paths": "path", "commits": "commit", "authors": "commit", "dependencies": "dependency", "configuration": "word"}
MANIFESTS = {
    "npm": ("package.json", lambda names: json.dumps({"dependencies": dict.fromkeys(names, "1")})),
    "pypi": ("requirements.txt", "\n".join),
    "go": ("go.mod", lambda names: "module example.org/x\n" + "".join(f"require {name} v1.0.0\n" for name in names)),
    "cargo": ("Cargo.toml", lambda names: "[dependencies]\n" + "".join(f'{name} = "1"\n' for name in names)),
    "maven": ("pom.xml", lambda names: "<project>" + "".join(
        "<dependency><groupId>{}</groupId><artifactId>{}</artifactId></dependency>".format(*name.split(":")) for name in names)
        + "</project>"),
}
PERSON, NOON = "A <a@example.org>", "1793534400 +0000"
LAW = "charter: 1\nid: law\ninclude: std:traces\nactivities: {coding: {status: allowed}}\n"


def load(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def examples(entry, more):
    """What an entry must find: its patterns without a star or with one at the end, and what examples.yaml adds."""
    def plain(patterns):
        return [re.sub(r"\*$", "1", pattern) for pattern in listed(patterns) if "*" not in pattern[:-1]]

    found = {
        "paths": plain(entry.get("paths")),
        "commits": [f"x\n\n{line}" for line in plain(entry.get("commits"))],
        "configuration": [f"value: {word}" for word in plain(entry.get("words"))],
        "dependencies": {kind: plain(names) for kind, names in entry.get("dependencies", {}).items()},
    }
    for key, value in (more or {}).items():
        if key == "dependencies":
            for kind, names in value.items():
                found[key].setdefault(kind, []).extend(names)
        else:
            found[key] = found.get(key, []) + value
    return found


class Catalogue(Repository):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = load("charter/traces.yaml")["traces"]
        cls.examples = load("tests/traces/examples.yaml")

    def make(self, folder, found):
        """A folder's files."""
        os.makedirs(self.path(folder), exist_ok=True)
        for number, path in enumerate(found.get("paths", [])):
            self.write(f"{folder}/{number}/{path}", "x")
        for number, text in enumerate(found.get("configuration", [])):
            self.write(f"{folder}/{number}.yml", text)
        for kind, names in found.get("dependencies", {}).items():
            name, write = MANIFESTS[kind]
            for number, one in enumerate(names):
                self.write(f"{folder}/of-{kind}/{number}/{name}", write([one]))

    def commit_all(self, histories):
        """{branch: its commits}, all in one go; gives {branch: its last one}."""
        stream = []
        for branch, found in histories.items():
            for author, text in [(None, text) for text in found.get("commits", [])] + \
                                [(author, "x") for author in found.get("authors", [])]:
                data = (text + "\n").encode()
                stream.append(f"commit refs/heads/{branch}\nauthor {author or PERSON} {NOON}\ncommitter {PERSON} {NOON}\n"
                              f"data {len(data)}\n".encode() + data + b"\n")
        self.git("fast-import", "--quiet", stdin=b"".join(stream))
        return dict(line.split() for line in self.git("for-each-ref", "--format=%(refname:short) %(objectname)").splitlines())

    def make_repository(self, folder, head):
        """The folder as a repository of its own, whose commits are in the other one."""
        self.write(f"{folder}/.git/HEAD", (head or "ref: refs/heads/unborn") + "\n")
        self.write(f"{folder}/.git/objects/info/alternates", self.path(".git", "objects") + "\n")
        os.mkdir(self.path(folder, ".git", "refs"))

    def scan(self, folder):
        done = self.run_program("scan", "--format", "json", "--charter", self.path("charter.yaml"), where=folder)
        self.assertTrue(done.out, done.err)
        self.assertEqual(done.json["errors"], [])
        return done.json["verdicts"]

    def test_there_are_many_and_each_says_where_to_read_on(self):
        self.assertGreaterEqual(len(self.entries), 40)
        for name, entry in self.entries.items():
            self.assertTrue(listed(entry["tool"]), name)
            self.assertRegex(entry["learn"], r"^https://[^ ]+$", name)
        self.assertEqual(set(self.examples["finds"]) - set(self.entries), set())

    def test_no_pattern_stands_in_two_entries(self):
        seen = {}
        for name, entry in self.entries.items():
            patterns = [(key, one) for key in ("paths", "commits", "words") for one in listed(entry.get(key))]
            patterns += [(kind, one) for kind, names in entry.get("dependencies", {}).items() for one in listed(names)]
            for pattern in patterns:
                self.assertNotIn(pattern, seen, f"{name} and {seen.get(pattern)}")
                seen[pattern] = name

    def test_every_kind_of_every_entry_has_an_example(self):
        for name, entry in self.entries.items():
            found = examples(entry, self.examples["finds"].get(name))
            for key, shown in (("paths", "paths"), ("commits", "commits"), ("words", "configuration")):
                if entry.get(key):
                    self.assertTrue(found[shown] or (key == "commits" and found.get("authors")), f"{name}: {key}")
            for kind in entry.get("dependencies", {}):
                self.assertTrue(found["dependencies"].get(kind), f"{name}: {kind}")

    def test_every_entry_finds_its_examples(self):
        self.write("charter.yaml", LAW)
        shown = {name: examples(entry, self.examples["finds"].get(name)) for name, entry in self.entries.items()}
        heads = self.commit_all(shown)
        for name, found in shown.items():
            self.make(name, found)
            self.make_repository(name, heads.get(name))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, verdicts in zip(shown, pool.map(self.scan, shown)):
                self.check_found(name, shown[name], verdicts)

    def check_found(self, name, found, verdicts):
        told = [one for one in verdicts if one["id"] == listed(self.entries[name]["tool"])[0]]
        self.assertEqual(len(told), 1, name)
        counts = told[0]["traces"]
        self.assertGreaterEqual(counts["path"], len(found["paths"]), name)
        self.assertGreaterEqual(counts["word"], len(found["configuration"]), name)
        self.assertEqual(counts["commit"], len(found["commits"]) + len(found.get("authors", [])), name)
        self.assertGreaterEqual(counts["dependency"], sum(map(len, found["dependencies"].values())), name)

    def test_none_finds_what_is_only_like_it(self):
        self.write("charter.yaml", LAW)
        self.make("x", self.examples["spares"])
        verdicts = self.scan("x")
        self.assertEqual([(one["id"], one["traces"]["places"]) for one in verdicts], [])


if __name__ == "__main__":
    unittest.main()

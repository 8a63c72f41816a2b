#!/usr/bin/env python3
"""What one input, and a run, may cost: bytes unpacked, declarations, invalid ones, bytes looked through. Reaching a bound is an
error that names it and the option that raises it; it hides nothing else; and how many jobs there are changes nothing."""

import gzip
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from running import BRIEF, Case, LAW, use  # noqa: E402

DETECTING = LAW + "detectors: {word: {pattern: secret, means: internal}}\n"
GOOD = "usage: 1\nactivity: drafting\ntool: inhouse\ndata: [public]\n"
ROWS = '{"usage":1,"activity":"drafting","tool":"inhouse","data":["public"]}\n'

# How declarations lie: in one small file, in one that is cut into chunks, in lines, in a list, packed.
SHAPES = {
    "small.yaml": lambda one, count: "---\n".join([one] * count).encode(),
    "large.yaml": lambda one, count: "---\n".join([one + "#" * 3000 + "\n"] * count).encode(),
    "packed.yaml.gz": lambda one, count: gzip.compress("---\n".join([one] * count).encode()),
    "list.yaml": lambda one, count: ("usage: 1\nusages:\n" + ("- {" + ", ".join(one.split("\n")[1:-1]) + "}\n") * count).encode(),
}


class Costs(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", DETECTING)
        self.write("z.yaml", use(id="last"))

    def judged(self, *words, jobs=("3",) if BRIEF else ("1", "3")):
        """The verdicts' number by file, and the errors, which are the same whatever the jobs."""
        runs = [self.check("--jobs", count, *words) for count in jobs]
        self.assertEqual(len({run.out for run in runs}), 1)
        files = runs[0].files
        return ({name: files.count(name) for name in files}, [(error["code"], error["file"]) for error in runs[0].json["errors"]],
                runs[0])

    def test_each_shape_and_each_cost(self):
        self.write("sent", "x" * 1000)
        cases = {
            "declarations": (GOOD, ("--max-declarations", "5"), 5),
            "invalid": (GOOD.replace("drafting", "[]"), ("--max-faults", "5"), 5),
            # Two files of 1,000 bytes each, and what opening them costs.
            "looked through": (GOOD + "files: [sent, sent]\n", ("--max-scanned-bytes", "40K"), 5),
        }
        for shape, write in SHAPES.items():
            for word, (one, option, most) in cases.items():
                with self.subTest(shape, cost=word):
                    self.write(shape, write(one, 12))
                    counts, errors, done = self.judged(*option, shape, "z.yaml")
                    self.assertEqual((counts, errors), ({shape: most, "z.yaml": 1}, [("limit.cost", shape)]))
                    self.assertEqual(done.code, 2)
                    self.assertIn(word, done.json["errors"][0]["message"])
                    self.assertIn(option[0], done.json["errors"][0]["help"])
                    self.write(shape, write(one, most))
                    self.assertEqual(self.judged(*option, shape, "z.yaml")[1], [])
                    self.write(shape, write(one, 12))
                    self.assertEqual(self.judged(option[0], "1M" if "bytes" in option[0] else "12", shape, "z.yaml")[1], [])

    def test_a_run_ends_where_its_inputs_use_up_what_four_may(self):
        for word, (one, option) in {"declarations": (GOOD, "--max-declarations"),
                                    "invalid": (GOOD.replace("drafting", "[]"), "--max-faults")}.items():
            for shape, write in SHAPES.items():
                with self.subTest(word, shape=shape):
                    names = [str(i) + shape for i in range(7)]
                    for name in names:
                        self.write(name, write(one, 2))
                    counts, errors, done = self.judged(option, "2", *names)
                    self.assertEqual((counts, errors), ({name: 2 for name in names[:4]}, [("limit.cost", names[4])]))
                    self.assertIn("those behind it, are not judged", done.json["errors"][0]["message"])
                    self.assertEqual(done.code, 2)

    def test_bytes_are_those_that_are_unpacked(self):
        self.write("a.ndjson.gz", gzip.compress(ROWS.encode() * 5000))
        self.write("b.ndjson", ROWS * 5000)
        size = len(ROWS) * 5000
        for name in ("a.ndjson.gz", "b.ndjson"):
            counts, errors, done = self.judged("--max-input-bytes", "100K", name, "z.yaml")
            self.assertEqual(errors, [("limit.cost", name)])
            self.assertEqual(counts["z.yaml"], 1)
            self.assertTrue(1000 < counts[name] < 1600, counts)
            self.assertIn("--max-input-bytes", done.json["errors"][0]["help"])
            self.assertEqual(self.judged("--max-input-bytes", str(size), name)[1], [])
            self.assertEqual(self.judged("--max-input-bytes", str(size - 1), name)[1], [("limit.cost", name)])
        # Four inputs' worth in all: what comes then is read no more, each told by its name.
        for i in range(6):
            shutil.copy(self.path("b.ndjson"), self.path(f"c{i}.ndjson"))
        counts, errors, _ = self.judged("--max-input-bytes", str(size), *(f"c{i}.ndjson" for i in range(6)), "z.yaml")
        self.assertEqual(errors, [("limit.cost", "c4.ndjson"), ("limit.cost", "c5.ndjson")])
        self.assertEqual(counts["z.yaml"], 1)

    def test_a_packed_input_holds_no_more_than_its_size_allows(self):
        if shutil.which("zstd") is None:
            self.skipTest("there is no zstd")
        self.write("bomb.yaml", b"#\n" * (100 << 20))
        subprocess.run(["zstd", "-q", "bomb.yaml"], cwd=self.folder, check=True)
        self.assertLess(os.path.getsize(self.path("bomb.yaml.zst")), 32 << 10)
        counts, errors, _ = self.judged("bomb.yaml.zst", "z.yaml")
        self.assertEqual((counts["z.yaml"], errors[-1]), (1, ("limit.cost", "bomb.yaml.zst")))
        # Who says how much may come of it has thought of it.
        self.assertNotIn(("limit.cost", "bomb.yaml.zst"), self.judged("--max-input-bytes", "1G", "bomb.yaml.zst")[1])

    def test_a_pipe_that_never_ends_is_read_so_far(self):
        done = self.check("--max-input-bytes", "1M", "z.yaml", "-", stdin=(ROWS.encode() * 20000))
        self.assertEqual((done.code, done.codes[-1], done.verdicts[0]), (2, "limit.cost", "compliant"))

    def test_nothing_of_one_input_is_counted_of_the_next(self):
        """Whatever size either is of, and however it is packed."""
        nothing = {"none.yaml.gz": gzip.compress(b""), "none.ndjson.gz": gzip.compress(b""), "none.json.gz": gzip.compress(b" "),
                   "none.yaml": b"# no\n" * 20000, "none.ndjson": b"\n" * 100000, "none.jsonl": b""}
        for name, text in nothing.items():
            self.write(name, text)
            for before in ("z.yaml", *(shape for shape in SHAPES)):
                if before in SHAPES:
                    self.write(before, SHAPES[before](GOOD, 2))
                with self.subTest(name, before=before):
                    counts, errors, done = self.judged(before, name)
                    self.assertEqual((done.code, list(counts), errors), (2, [before], [("input.empty", name)]))
        for one in SHAPES:
            for other in SHAPES:
                with self.subTest(one, before=other):
                    self.write("1" + one, SHAPES[one](GOOD, 2))
                    self.write("2" + other, SHAPES[other](GOOD, 2))
                    self.assertEqual(self.judged("--max-declarations", "2", "1" + one, "2" + other)[1], [])
                    self.assertEqual(self.judged("--max-declarations", "1", "1" + one, "2" + other)[1],
                                     [("limit.cost", "1" + one), ("limit.cost", "2" + other)])

    def test_an_audit_too(self):
        self.write("a.yaml", SHAPES["small.yaml"](GOOD, 12))
        done = self.run_program("audit", "--max-declarations", "5", "a.yaml", "z.yaml", "-f", "summary")
        self.assertEqual(done.code, 2)
        self.assertIn("limit.cost", done.err)

    def test_what_is_no_size_or_number_is_refused(self):
        for option in ("--max-input-bytes", "--max-scanned-bytes", "--max-declarations", "--max-faults"):
            for wrong in ("0", "-1", "x", "1T", "99999999999G", "18446744073709551616", "", " 1"):
                self.refuses(self.run_program(option, wrong, "z.yaml"), option)


if __name__ == "__main__":
    unittest.main()

"""results: counts a run of ctest, and names what was skipped in it.

usage: results.py JUNIT.xml

Reads what ctest --output-junit wrote, with the whole output of each program (--test-output-size-passed). Prints the
numbers of programs that passed and failed and the number of skips on one line, then each skip:

    skipped: cel/test_conformance (cel-conformance.json is not there)
    skipped: audit/test_audit: test_memory (a sanitizer's memory is its own)

A program that exits 77 is skipped as a whole, for the reason that it prints behind "skipped: ". One that passes or
fails may skip tests within, as unittest and cmocka tell; each of them counts as a skip, and the program once as what it
is. Skips that a program counts and does not name are told by their number.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

UNSAID = "it does not say why"
# unittest -v: "test_x (__main__.Class.test_x) ... skipped 'why'", or the two on lines of their own.
UNITTEST_NAME = re.compile(r"^\s*(\w+) \((?:__main__\.)?([\w.]+)\)")
UNITTEST_SKIP = re.compile(r"(?:^|\.\.\. )skipped (['\"])(.*)\1$")
UNITTEST_COUNT = re.compile(r"^(?:OK|FAILED) \(.*?\bskipped=(\d+)")
CMOCKA_SKIP = re.compile(r"^\[  SKIPPED \] (.+)$")
CMOCKA_COUNT = re.compile(r"^\[  SKIPPED \] (?:tests: )?(\d+) test\(s\), listed below:$")
REASON = re.compile(r"^skipped: (.*)$")


def skips_within(output):
    """(name, reason) of each test that a program's output says was skipped; a name is None where only their number is known."""
    found, counted, name, reason = [], 0, None, UNSAID
    for line in output.splitlines():
        count = UNITTEST_COUNT.match(line) or CMOCKA_COUNT.match(line)
        if count:
            counted += int(count[1])
            continue
        said, test = REASON.match(line), UNITTEST_NAME.match(line)
        reason = said[1] if said else reason
        name = test[1] if test else name
        unittest, cmocka = UNITTEST_SKIP.search(line), CMOCKA_SKIP.match(line)
        if cmocka and not counted:  # behind the count they are listed once more
            found.append((cmocka[1], reason))
            reason = UNSAID
        elif unittest:
            # A class that is skipped whole: its name says more than setUpClass does.
            found.append((test[2] if test and name == "setUpClass" else name or UNSAID, unittest[2]))
    return found + [(None, UNSAID)] * max(0, counted - len(found))


def reason_of(output):
    reasons = [line[1] for line in map(REASON.match, output.splitlines()) if line]
    return reasons[-1] if reasons else UNSAID


def read(path):
    """passed, failed, and the lines of what was skipped."""
    passed = failed = 0
    skips = []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name, output = case.get("name"), case.findtext("system-out") or ""
        if case.get("status") == "disabled":
            continue
        # ctest says "skipped" of a program that it cannot start too.
        said = case.find("skipped")
        if said is not None and said.get("message", "").startswith("SKIP_"):
            skips.append(f"{name} ({reason_of(output)})")
            continue
        passed += case.get("status") == "run"
        failed += case.get("status") != "run"
        skips += [f"{name}: {test or 'a test without a name'} ({reason})" for test, reason in skips_within(output)]
    return passed, failed, skips


def main():
    passed, failed, skips = read(sys.argv[1])
    print(passed, failed, len(skips))
    for skip in skips:
        print(f"skipped: {skip}")


if __name__ == "__main__":
    main()

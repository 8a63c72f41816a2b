#!/usr/bin/env python3
"""Just below and just above each limit (docs/charter.md), in odd bytes and with odd figures, the module says what the
native program says.

# once: it does not depend on how the program was built.
# timeout: 300
"""

import json
import os
import tempfile
import unittest

import module

LAW = """charter: 1
id: house
version: "1"
title: {en: House rules, fr: Règles de la maison}
data:
  internal: {title: {en: Internal, fr: Interne}}
  secret: {title: {en: Secret, fr: Secrète}}
fields:
  n: {title: n, type: number}
  t: {title: t, type: text}
  d: {title: d, type: date}
  b: {title: b, type: bool}
tools:
  writer: {title: Writer, aliases: [Rédaction, fi, ss], status: approved}
activities:
  drafting: {title: {en: Drafting, fr: Rédaction}, status: allowed}
"""
USAGE = "usage: 1\nactivity: drafting\ntool: writer\ndata: [internal]\n"


def rule(when):
    return LAW + f"rules:\n  r:\n    effect: forbid\n    because: b\n    when: {when}\n"


def many(count, row):
    return "".join(row.format(i) for i in range(count))


def setUpModule():
    module.require()
    if not os.path.isfile(module.PROGRAM):
        raise unittest.SkipTest("there is no program")


class Same(unittest.TestCase):
    def compare(self, cases):
        """`cases`: (what it is, charter, declaration); the verdicts and the errors that there were."""
        asked, expected, told = [], [], set()
        for count, (_, law, usage) in enumerate(cases):
            lang = "fr" if count % 2 else "en"
            files = {"charter.yaml": law} if not isinstance(law, dict) else law
            with tempfile.TemporaryDirectory() as folder:
                for name, data in {**files, "usage.yaml": usage}.items():
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(data if isinstance(data, bytes) else data.encode())
                expected.append(module.native(["check", "--charter", "charter.yaml", "--at", module.DAY, "--format", "json",
                                               "usage.yaml"], folder, lang).stdout.decode())
            asked.append((module.opening(files, at=module.DAY, lang=lang),
                          [["check", {"base64": module.packed(usage)}, {"at": module.DAY, "lang": lang}]]))
        for (what, _, _), expect, answer in zip(cases, expected, module.ask(asked)):
            with self.subTest(what):
                said = answer["opened"]["report"] if answer["opened"] else answer["answers"][0]
                self.assertEqual(said if isinstance(said, str) else said["report"], expect)
                document = json.loads(expect)
                told |= {one["verdict"] for one in document["verdicts"]}
                told |= {one["code"] for one in document["errors"] + [e for v in document["verdicts"] for e in v["errors"]]}
        return told

    def test_each_limit(self):
        cases = []
        for n in (0, 1):
            cases += [
                ("a file of a charter", LAW + "#" * ((4 << 20) - len(LAW.encode()) + n), USAGE),
                ("a document", LAW, USAGE + "#" * ((1 << 20) - len(USAGE) + n)),
                ("a text", LAW, USAGE + f"purpose: {'a' * (65536 + n)}\n"),
                ("a text of the charter", LAW.replace("Writer", "a" * (65536 + n)), USAGE),
                ("a name", LAW, USAGE.replace("writer", "a" * (1024 + n))),
                ("an alias", LAW.replace("fi,", "a" * (1024 + n) + ","), USAGE),
                ("a pattern", rule(f"{{usage.purpose: {{matches: '{'a' * (4096 + n)}'}}}}"), USAGE + "purpose: a\n"),
                ("depth", LAW, USAGE + f"facts: {{x: {'[' * (30 + n)}{']' * (30 + n)}}}\n"),
                ("depth of a charter", LAW + f"x: {'[' * (31 + n)}{']' * (31 + n)}\n", USAGE),
                ("values", LAW, USAGE.replace("[internal]", f"[{'internal,' * (49991 + n)}]")),
                ("classes", LAW.replace("fields:", many(254 + n, "  c{0}: {{title: C}}\n") + "fields:"), USAGE),
                ("tools", LAW.replace("activities:", many(19999 + n, "  f{0}: {{title: C, status: approved}}\n") + "activities:"),
                 USAGE),
                ("detectors", LAW + "detectors:\n" + many(256 + n, "  d{0}: {{pattern: 'N-{0}', means: secret, confidence: high}}\n"),
                 USAGE + "purpose: N-17\n"),
                ("nested operations", rule('"' + "(" * (249 + n) + "true" + ")" * (249 + n) + '"'), USAGE),
                ("values in CEL", rule(f'"size([{"1," * (19996 + n)} 1]) > 3"'), USAGE),
                ("cost", rule('"' + "usage.purpose.contains(usage.purpose) && " * (1 + 9 * n) + 'true"'), USAGE + "purpose: a\n"),
                ("what CEL makes", rule(f'"(usage.purpose{" + usage.purpose" * (5 + 25 * n)}).size() > 3"'),
                 USAGE + f"purpose: {'a' * 65536}\n"),
                ("steps of a detector", LAW + "detectors:\n  d: {pattern: '(?:a{1,5}){1,20}c', means: secret, confidence: high}\n",
                 USAGE + f"purpose: {'a' * (4000 + 2000 * n)}\n"),
                ("steps of a tool's pattern", LAW.replace("status: approved", "pattern: '*a*a*a*b', status: approved"),
                 USAGE.replace("writer", "a" * (100 + 900 * n))),
                ("ways at once", rule(f"{{usage.purpose: {{matches: '(?:a{{0,{400 + 300 * n}}}b?){{1,2}}c'}}}}"),
                 USAGE + f"purpose: {'a' * 2000}\n"),
                ("faults", LAW, USAGE + many(1000 + n, "x{0}: 1\n")),
                ("broken documents", LAW, "---\n[\n" * (1000 + n)),
            ]
        told = self.compare(cases)
        self.assertLessEqual({"compliant", "non-compliant", "undetermined", "invalid", "limit.size", "limit.text", "limit.depth",
                              "limit.entries"}, told)

    def test_odd_bytes(self):
        crlf, bom = (lambda text: text.replace("\n", "\r\n")), "\ufeff"
        cases = [("BOM and CRLF", bom + crlf(LAW), bom + crlf(USAGE)), ("CR", LAW, USAGE.replace("\n", "\r")),
                 ("a charter in CR", LAW.replace("\n", "\r"), USAGE), ("nothing", LAW, ""), ("no charter", "", USAGE),
                 ("a BOM", LAW, bom)]
        for encoding in ("utf-16", "utf-16-be", "utf-32"):
            cases += [(encoding, LAW, USAGE.encode(encoding)), (f"a charter in {encoding}", LAW.encode(encoding), USAGE)]
        for data in ("été".encode("latin-1"), b"\xed\xa0\x80", b"\xc0\x80", b"\xff", b'"a\0b"', b'"a\\0b"', "a\u202eb".encode(),
                     "a\u0085b\u2028c".encode(), b"&a x", b"!!binary aGk=", b"*a"):
            cases.append((repr(data), LAW, USAGE.encode() + b"purpose: " + data + b"\n"))
        for tool in ("re\u0301daction", "ｗｒｉｔｅｒ", "wr\u0456ter", "wri\u200dter", "WRITER", "wr\u0130ter", "ﬁ", "ß", "ſſ",
                     "w" + "\u0301" * 200, "👩\u200d👧"):
            cases.append((tool, LAW, USAGE.replace("writer", json.dumps(tool, ensure_ascii=False))))
        for include in ("[no.yaml]", "[../x.yaml]", "[charter.yaml]", "[/etc/passwd]", "[./part.yaml, part.yaml]", "['std:none']"):
            law = LAW.replace("data:\n", f"include: {include}\ndata:\n", 1)
            cases.append((include, {"charter.yaml": law, "part.yaml": "charter: 1\n"}, USAGE))
        self.assertIn("bytes.encoding", self.compare(cases))

    def test_odd_figures(self):
        cases = []
        for figure in ("1e400", "-1e400", "1e-400", "5e-324", "0x1F", "0o17", "017", "1_000", ".5", "5.", "+1", "-0", "~", "yes",
                       ".nan", ".inf", "9007199254740993", "18446744073709551616", "123456789.123456789123456789", "2026-02-30",
                       "0000-01-01", "10000-01-01"):
            for fact in "ntdb":
                cases.append((f"{fact}: {figure}", LAW, USAGE + f"facts: {{{fact}: {figure}}}\n"))
            cases.append((f"volume {figure}", LAW, USAGE + f"volume: {{requests: {figure}}}\ndate: {figure}\n"))
        for value in ("1.0 / 3.0", "0.1 + 0.2", "5e-324", "1.7976931348623157e308", "double('NaN')", "-double('inf')",
                      "9007199254740993.0", "99.95", "2.5", "1e23", "math.sqrt(2.0)", "18446744073709551615u", "-0.0",
                      "duration('-1.5s')", "timestamp('2026-03-29T01:30:00.123456789Z')", "[1, 2.5, 'é', null]"):
            for form in ("s", "d", "x", "b", "e", ".0f", ".3f", ".20e"):
                for bound in "058":   # what it writes is told by where it stands
                    cases.append((f"%{form} of {value}", rule(f'"\'%{form}\'.format([{value}]) < \'{bound}\' || facts.b"'),
                                  USAGE + "facts: {b: false}\n"))
        self.assertLessEqual({"compliant", "non-compliant", "invalid"}, self.compare(cases))


if __name__ == "__main__":
    unittest.main()

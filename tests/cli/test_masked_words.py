#!/usr/bin/env python3
"""Masking takes the secret and nothing else: words of the charter, numbers of lines and other words that only look like
it are shown in every format that tells them."""

import re
import unittest

from running import Case

LAW = """\
charter: 1
id: law
governance: {colleges: [users]}
data: {public: {}, personal: {above: public}, k-7: {above: public}}
units: [DMRG, K-5, Unit 1234]
fields: {account: {type: choice, values: [K-6, other]}}
detectors:
  k-8: {pattern: 'K-\\d+', means: personal}
  code: {pattern: 'code (\\w+)', means: personal}
tools:
  inhouse: {status: approved, aliases: [K-100, Tool (K-9)]}
  k-3: {status: banned, instead: [inhouse]}
activities: {drafting: {status: allowed, data: public}}
duties: {k-2: {due: before}}
rules:
  "1234": {when: {usage.output: public}}
  k-1: {when: {usage.output: public}, duties: [k-2], effect: review}
"""


def use(**keys):
    return "{" + ", ".join(f"{key}: {value}" for key, value in
                           {"usage": 1, "activity": "drafting", "tool": "inhouse", "data": "[public]", **keys}.items()) + "}\n"


class MaskedWords(Case):
    # what is declared; what is told in JSON's messages, help and names, each of it; what no format may show
    TABLE = {
        "a clause's own id": (use(output="public", purpose="code 1234"),
                              ['"clause": "rule.1234"', 'the rule \\"1234\\"'], "code 1234"),
        "ids that detectors find": (use(output="public", purpose="K-41"),
                                    ['"clause": "detector.k-8"', '(detector \\"k-8\\")', '"id": "k-2"'], "K-41"),
        "a secret within other words": (use(unit="x12345y", purpose="code 1234"),
                                        ['the charter does not list \\"x12345y\\"'], "code 1234"),
        "a secret that begins a longer number": (use(unit="'1234567'", purpose="code 1234"),
                                                 ['does not list \\"1234567\\"'], "code 1234"),
        "a secret by itself": (use(unit="'1234'", purpose="code 1234"), ['does not list \\"••••\\"'], "1234"),
        "a secret by itself among words": (use(unit="the 1234 unit", purpose="code 1234"),
                                           ['does not list \\"the •••• unit\\"'], "1234"),
        "a short secret by itself": (use(unit="'7'", purpose="code 7"), ['does not list \\"•\\"'], "code 7"),
        "a long secret within other words": (use(unit="xabcdefghijy", purpose="code abcdefghij"),
                                             ['does not list \\"x••••••••••y\\"'], "abcdefghij"),
        "a word that is proposed": (use(unit="DMRH", purpose="code DMRG"), ['did you mean \\"DMRG\\"?'], "code DMRG"),
        "words that are proposed": (use(facts="{account: zzzz}", purpose="code other"), ['the words that \\"account\\" takes'], "code other"),
        "a listed unit": (use(unit="K-5", data="[]", output="zzzz"), ["zzzz"], "K-41"),
        "a unit's name that holds it": (use(unit="Unit 12344", purpose="code 1234"), ['does not list \\"Unit 12344\\"'], "code 1234"),
        "a tool by its alias": (use(tool="K-100", output="public"), ['"tool": "inhouse"', 'the rule \\"1234\\"'], "K-41"),
        "a banned tool by its id": (use(tool="k-3"), ['bans the tool \\"k-3\\"'], "K-41"),
        "a line's number": ("#\n" * 1233 + use(unit="DMRG, purpose: code 1234, unit: DMRG"),
                            ['the first is on line 1234'], "code 1234"),
        "keys that are proposed": (use(unti="code unit"), ['did you mean \\"unit\\"?'], "code unit"),
        "a name with a break": (use(author='"K-4\\n1"', unit="zzzz"), ["zzzz"], "K-4"),
        "its neighbours in a name": (use(unit='"left K-41 right"'), ['does not list \\"left •••• right\\"'], "K-41"),
        "its neighbours around a break": (use(unit='"left code\\n  abcdef right"'),
                                          ['does not list \\"left code   •••••• right\\"'], "abcdef"),
    }

    def formats(self):
        text = self.run_program("check", "--help").out
        return re.findall(r"^  (\S+)", re.search(r"\nFormats:\n((?:  .*\n)+)", text)[1], re.M)

    def test_what_is_shown_and_what_is_not(self):
        self.write("law.yaml", LAW)
        formats = self.formats()
        for what, (declared, told, hidden) in self.TABLE.items():
            self.write("use.yaml", declared)
            for name in formats:
                done = self.run_program("check", "--charter", "law.yaml", "--at", "2026-11-02", "--format", name, "use.yaml",
                                        env={"COLUMNS": "300"})
                with self.subTest(what, format=name):
                    self.assertNotIn(hidden, done.out + done.err)
                    for words in told if name == "json" else ():
                        self.assertIn(words, done.out.replace("\\n", " "))


if __name__ == "__main__":
    unittest.main()

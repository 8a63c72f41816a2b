#!/usr/bin/env python3
"""Tools that are not listed: which listed one each may be, and how many uses an alias would settle, held against charters
in which it is one."""

import collections
import csv
import io
import json
import os
import random
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from running import Case, use  # noqa: E402

AT = "2026-11-02"
LAW = """\
charter: 1
id: law
version: "1"
lang: en
governance: {body: The board, contact: board@example.org, colleges: [users]}
unlisted: {activity: review, tool: %s, data: forbid}
hosting: {own: {}, abroad: {}}
data: {public: {}, internal: {above: public, hosting: [own]}}
fields: {account: {type: choice, values: [professional, personal]}}
duties:
  training: {due: before, evidence: training}
tools:
  house-assistant: {title: {en: House assistant, fr: Assistant maison}, status: approved, hosting: own, data: internal%s}
  translator: {status: approved, hosting: abroad%s}
  deepwriter: {status: banned, hosting: abroad}
activities:
  drafting: {status: allowed, data: internal}
  coding: {status: allowed, duties: [training]}
  deciding: {status: restricted}
rules:
  account: {when: {tool.hosting: abroad}, require: {facts.account: professional}}
  model: {when: {tool.model: old-1}, effect: review}
  by-name: {when: "tool.name == 'Translatr'", effect: review}
exceptions:
  pilot: {for: {usage.unit: LAB, tool: translator}, waives: [data.hosting], until: 2027-01-01, approved-by: [users]}
"""
NAMES = ("House asistant", "house-assistent", "HOUSE ASSISTENT", "Translatr", "tranlator", "deepwritr", "Something else", "translator Plus",
         "House assistant Pro", "h\u043euse-assistant")
ASKS = ("undetermined", "review")


class Nearest(Case):
    def uses(self, rng):
        for i in range(60):
            model = rng.choice(("", "", ", model: old-1", ", model: new-2"))
            yield use(id=i, tool="{name: %s%s}" % (json.dumps(rng.choice(NAMES), ensure_ascii=False), model),
                      activity=rng.choice(("drafting", "drafting", "coding", "deciding", "unheard-of")),
                      data=rng.choice(("[public]", "[internal]", "[unheard]", None)), unit=rng.choice((None, "LAB")),
                      training=rng.choice((None, "true")), stage=rng.choice(("planned", "in-use")),
                      facts=rng.choice((None, "{account: professional}", "{account: personal}")))

    def verdicts(self, charter):
        done = self.run_program("check", "--charter", charter, "--at", AT, "--format", "json", "uses.yaml")
        return [one["verdict"] for one in json.loads(done.out)["verdicts"]]

    def tools(self, *words):
        done = self.run_program("audit", "--quiet", "--charter", "law.yaml", "--at", AT, "--format", "json", *words, "uses.yaml")
        return {group["key"]: group for group in json.loads(done.out)["tables"]["other-tools"]["groups"]}

    def test_an_alias_settles_as_many_as_are_told(self):
        rng, seen = random.Random(11), collections.Counter()
        for unlisted in ("review", "forbid"):
            for _ in range(6):
                self.write("law.yaml", LAW % (unlisted, "", ""))
                self.write("uses.yaml", "---\n".join(self.uses(rng)))
                names = [self.folded(name) for name in re.findall(r'name: "(.*?)"', self.read("uses.yaml"))]
                before = self.verdicts("law.yaml")
                for key, group in self.tools().items():
                    near = group["nearest"] and group["nearest"]["id"]
                    seen[near] += 1
                    aliases = ", aliases: [%s]" % json.dumps(key)
                    if near is None:
                        self.assertEqual(group["alias-settles"], 0, key)
                        continue
                    self.write("aliased.yaml", LAW % (unlisted, aliases if near == "house-assistant" else "",
                                                      aliases if near == "translator" else ""))
                    changed = [(was, now) for name, was, now in zip(names, before, self.verdicts("aliased.yaml")) if name == key]
                    self.assertEqual(len(changed), group["uses"], key)
                    settled = sum(now not in ASKS and (was in ASKS or now in ("compliant", "conditional")) for was, now in changed)
                    self.assertEqual(group["alias-settles"], settled, (key, changed))
                    seen["settled"] += settled
        self.assertGreater(seen["house-assistant"] and seen["translator"] and seen[None] and seen["settled"], 5)

    @staticmethod
    def folded(name):
        return re.sub(r" +", " ", name.casefold())

    def test_what_is_no_misspelling_has_none(self):
        self.write("law.yaml", LAW % ("review", "", ""))
        for name, near in (("Something else", None), ("deepwritr", None), ("deepwriter Plus", None), ("h\u043euse-assistant", None),
                           ("house-asistant", "house-assistant"), ("Assistant maisonn", "house-assistant"),
                           ("House assistant Pro", "house-assistant")):
            self.write("uses.yaml", use(tool=json.dumps(name)))
            (group,) = self.tools().values()
            self.assertEqual(group["nearest"] and group["nearest"]["id"], near, name)

    def test_every_format_tells_it(self):
        self.write("law.yaml", LAW % ("review", "", ""))
        self.write("uses.yaml", "---\n".join([use(tool="{name: House asistant, model: new}"), use(tool="House asistant", data=None), use(tool="Nothing like it")]))
        group = self.tools("--lang", "fr")["house asistant"]
        self.assertEqual((group["title"], group["nearest"], group["alias-settles"]),
                         (None, {"id": "house-assistant", "title": "Assistant maison"}, 1))
        run = ["audit", "--quiet", "--charter", "law.yaml", "--at", AT, "--format"]
        rows = [row[1:] for row in csv.reader(io.StringIO(self.run_program(*run, "csv", "uses.yaml").out)) if row[0] == "other-tools"]
        self.assertIn(["house asistant", "", "nearest", "house-assistant"], rows)
        self.assertIn(["house asistant", "", "alias-settles", "1"], rows)
        self.assertIn("| house asistant | House assistant (house-assistant) | 2 | 1 |",
                      self.run_program(*run, "markdown", "uses.yaml").out)
        html = self.run_program(*run, "html", "uses.yaml").out
        self.assertIn("<td>House assistant (house-assistant)</td>", html)
        self.assertEqual(html.count(">nothing like it</th>"), 2)  # it is unlisted and to be decided, and near none

    def test_parts_tell_what_the_whole_tells(self):
        rng = random.Random(5)
        self.write("law.yaml", LAW % ("review", "", ""))
        for name in "ab":
            self.write(f"{name}.yaml", "---\n".join(self.uses(rng)))
            self.run_program("audit", "--quiet", "--charter", "law.yaml", "--at", AT, "--partial", f"{name}.json", f"{name}.yaml")
        whole = self.run_program("audit", "--quiet", "--charter", "law.yaml", "--at", AT, "--format", "json", "a.yaml", "b.yaml").out
        self.assertEqual(json.loads(self.run_program("merge", "--format", "json", "b.json", "a.json").out), json.loads(whole))


if __name__ == "__main__":
    unittest.main(verbosity=2)

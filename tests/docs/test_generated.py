#!/usr/bin/env python3
"""What is made from the program's tables (docs/generate/) is as it is; what is new in them is told, not passed over.

# once: the files do not depend on how the program was built.
"""

import copy
import os
import subprocess
import sys
import unittest

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FOLDER = os.path.join(ROOT, "docs", "generate")

sys.path[:0] = [FOLDER, os.path.join(ROOT, "tests", "harness")]
import french
import generate
import manuals
import recipes
import schemas
from tables import tables

KNOWN = tables()
KEY = {"key": "colour", "type": "text", "words": None, "required": False}
OPTION = {"name": "wide", "letter": "w", "argument": "N", "kind": "count", "choices": None, "title": "how wide"}


@unittest.skipIf(KNOWN is None, "there is no program")
class Generated(unittest.TestCase):
    def setUp(self):
        self.known = copy.deepcopy(KNOWN)

    def command(self, name):
        return next(one for one in self.known["commands"] if one["name"] == name)

    def test_no_checked_in_copy_is_stale(self):
        done = subprocess.run([sys.executable, "-B", os.path.join(FOLDER, "generate.py"), os.environ["CHARTER_CHECK"],
                               "--check"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), done.stdout + done.stderr)

    def test_what_is_stale_is_shown(self):
        self.known["words"]["stage"].append("archived")
        with self.assertRaisesRegex(schemas.Wrong, "meanings of stage"):
            schemas.files(self.known)
        self.known = copy.deepcopy(KNOWN)
        self.known["clauses"][0]["effects"] = []
        found = {path: (there, text) for path, there, text in generate.stale(self.known)}
        self.assertEqual(list(found), ["charter/schema/charter.schema.json"])
        self.assertIn('"activity.unlisted"', found["charter/schema/charter.schema.json"][0])
        self.assertNotIn('"activity.unlisted"', found["charter/schema/charter.schema.json"][1])

    def test_a_new_key_wants_a_description_in_the_schema_and_a_row_in_the_manual(self):
        self.known["keys"]["tool"].insert(1, KEY)
        with self.assertRaisesRegex(schemas.Wrong, "the key colour of tool"):
            schemas.files(self.known)
        text = manuals.files(self.known, generate.read)["docs/charter.md"]
        self.assertIn("| `colour` | |", text.split("\n"))
        self.assertEqual(manuals.SILENT, ["docs/charter.md: say what `colour` is"])
        text = french.files(self.known, generate.read)["docs/charter.fr.md"]
        self.assertIn("| `colour` | |", text.split("\n"))
        self.assertEqual(manuals.SILENT[1:], ["docs/charter.fr.md: say what `colour` is"])

    def test_a_key_that_is_gone_leaves_the_manual_and_is_refused_in_the_skeleton(self):
        self.known["keys"]["tool"] = [row for row in self.known["keys"]["tool"] if row["key"] != "retention"]
        with self.assertRaisesRegex(schemas.Wrong, "table tool has no key retention"):
            schemas.files(self.known)
        self.assertNotRegex(manuals.files(self.known, generate.read)["docs/charter.md"], r"\n\| `retention` \|")

    def test_required_and_figures_follow_the_program(self):
        next(row for row in self.known["keys"]["volume"] if row["key"] == "tokens")["required"] = True
        self.known["limits"]["name-bytes"] = 2048
        text = manuals.files(self.known, generate.read)["docs/charter.md"]
        self.assertRegex(text, r"\n\| `tokens` \| \*\*required\*\*: ")
        self.assertRegex(text, r"\n\| one name .*\| 2,048 bytes \|")
        text = french.files(self.known, generate.read)["docs/charter.fr.md"]
        self.assertRegex(text, r"\n\| `tokens` \| \*\*obligatoire\*\*\u00a0: un")
        self.assertRegex(text, r"\n\| un nom .*\| 2\u202f048 octets \|")

    def test_functions_are_told_with_their_types(self):
        self.known["functions"] = [{"name": "pick", "types": ["MsLA.i:OLA", "sTv:b"]},
                                   {"name": "_+_", "types": ["ii:i"]}]
        rows = manuals.files(self.known, generate.read)["docs/rules.md"].split("\n")
        self.assertIn("| `pick` | `map(string, list(A)).pick(int) → optional(list(A))`; "
                      "`pick(string, type(dyn)) → bool` |", rows)
        self.assertFalse([row for row in rows if row.startswith("| `_+_`")])

    def test_a_new_option_and_a_new_format_want_their_text_in_the_manual_page(self):
        self.command("check")["options"].insert(0, OPTION)
        self.command("audit")["formats"].append({"name": "yaml", "title": "as YAML", "for-people": False})
        text = manuals.files(self.known, generate.read)["docs/charter-check.1"]
        self.assertIn(".It Fl w , Fl -wide Ar N", text.split("\n"))
        self.assertIn(".It Cm yaml", text.split("\n"))
        self.assertEqual(manuals.SILENT, ["docs/charter-check.1: say what --wide of check is",
                                          "docs/charter-check.1: say what the format yaml of audit is"])

    def test_an_option_as_check_has_it_joins_those_that_are_alike(self):
        option = next(one for one in self.command("check")["options"] if one["name"] == "jobs")
        self.command("trend")["options"].insert(3, option)
        text = manuals.files(self.known, generate.read)["docs/charter-check.1"]
        self.assertEqual(manuals.SILENT, [])
        self.assertIn(".Fl -jobs ,", text[text.index(".Ss Options of trend"):].split("\n"))

    def test_the_page_in_french_says_what_the_catalogue_says_of_an_option(self):
        self.command("trend")["options"].insert(0, OPTION)
        with self.assertRaisesRegex(schemas.Wrong, "fr.po does not translate: how wide"):
            french.files(self.known, generate.read)

        def read(path):
            return generate.read(path) + '\nmsgid "how wide"\nmsgstr "la \\"largeur\\"\u00a0: .5 \\\\"\n' * (path == french.CATALOGUE)
        text = french.files(self.known, read)[french.PAGE]
        self.assertIn('.It Fl w , Fl -wide Ar N\nLa "largeur"\\~: .5 \\e.\n', text[text.index("commande trend"):])

    def test_what_a_recipe_would_read_otherwise_is_refused(self):
        def read(path, of=None, text=""):
            return generate.read(path).replace("set -eu\n", text + "\n", 1) if path == of else generate.read(path)
        for text in ("a\\b", "'''", "echo $$"):
            with self.assertRaisesRegex(schemas.Wrong, "would mean something else"):
                recipes.files(lambda path, text=text: read(path, recipes.SOURCE, text))
        with self.assertRaisesRegex(schemas.Wrong, "forgejo.yml does not say where"):
            recipes.files(lambda path: "" if path.endswith("forgejo.yml") else generate.read(path))
        made = recipes.files(lambda path: read(path, recipes.SOURCE, "set -eux"))
        self.assertEqual({text.count("set -eux\n") for text in made.values()}, {1})


if __name__ == "__main__":
    unittest.main()

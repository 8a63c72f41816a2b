#!/usr/bin/env python3
"""What somebody who has never seen YAML gets wrong: told at its own line, with what is to be written, in both languages.

No word of a parser's comes through; tests/unit/tree/test_slip.c has each complaint of libyaml, and
tests/unit/pattern/test_pattern.c each of PCRE2."""

import unittest

from running import LAW, Case

HEAD = "usage: 1\nactivity: drafting\ntool: inhouse\n"  # three lines

# What is written; its line; what the help shows in either language; words of the English and of the French one.
SLIPS = {
    "no space after a colon": ("usage: 1\nactivity:rédaction\ntool: inhouse\n", 2, "activity: rédaction",
                               "a space is missing", "il manque une espace"),
    "no space after any colon": ("usage:1\nactivity:drafting\ntool:inhouse\n", 1, "usage: 1",
                                 "a space is missing", "il manque une espace"),
    "no space after the last colon": (HEAD + "unit:DMRG\n", 4, "unit: DMRG", "a space is missing", "il manque une espace"),
    "a no-break space after a colon": (HEAD + "unit:\u00a0DMRG\n", 4, "unit: DMRG", "a space is missing",
                                       "il manque une espace"),
    "an apostrophe in single quotes": (HEAD + "purpose: 'Résumer l'avis'\nunit: DMRG\n", 4, '"Résumer l\'avis"',
                                       "this sign ends the text", "ce signe termine le texte"),
    "quotes within quotes": (HEAD + 'purpose: "Le rapport "Emploi" de mai"\n', 4, "'Le rapport \"Emploi\" de mai'",
                             "this sign ends the text", "ce signe termine le texte"),
    "a title in brackets": (HEAD + "purpose: [URGENT] note\n", 4, '"[URGENT] note"', "follows a bracket",
                            "suit un signe fermant"),
    "a tab that indents": ("usage: 1\nactivity: drafting\ntool:\n\tname: inhouse\n", 4, "", "a tab stands", "une tabulation"),
    "a list on its key's line": (HEAD + "data: - interne\n", 4, "data: [interne]", "a list begins", "une liste commence"),
    "a list of bullets": (HEAD + "data:\n• public\n• internal\n", 5, "- public", "an item of a list", "un élément de liste"),
    "indented bullets": (HEAD + "data:\n  • public\n  • internal\n", 5, "", "looks like items", "les éléments d’une liste"),
    "hyphens without a space": (HEAD + "data:\n-public\n-internal\n", 5, "- public", "a space is missing",
                                "il manque une espace"),
    "a list at the top": ("- usage: 1\n  activity: drafting\n  tool: inhouse\n", 1, "usages:", "remove the dash",
                          "retirez le tiret"),
    "a date as it is spoken": (HEAD + "date: 2/11/2026\n", 4, "2026-11-02", "not a date as it is written",
                               "n’est pas une date comme on les écrit"),
    "a date that does not exist": (HEAD + "date: 2026-02-30\n", 4, "2026-03-31", "not a date that exists",
                                   "n’est pas une date qui existe"),
    "a text with a colon": (HEAD + "purpose: Objet : note\n", 4, '"Objet : note"', "a second colon", "un second deux-points"),
    "two keys on a line": ("usage: 1, activity: drafting, tool: inhouse\n", 1, "", "a second key", "une deuxième clé"),
    "a key that is indented": ("usage: 1\nactivity: drafting\n  tool: inhouse\n", 3, "1", "further right",
                               "plus à droite"),
    "keys that are indented but for one": ("  usage: 1\n  activity: drafting\ntool: inhouse\n", 3, "", "further left",
                                           "plus à gauche"),
    "a key between two columns": (HEAD + "review:\n    by: c.durand\n  on: 2026-01-01\n", 6, "5", "aligned with none",
                                  "alignée avec aucune"),
    "a text on a second line": (HEAD + "purpose: Résumer une note\nde deux pages\nunit: DMRG\n", 5, "", "no colon",
                                "pas de deux-points"),
    "an equals sign": ("usage: 1\nactivity = drafting\ntool: inhouse\n", 2, "activity: drafting", "an equals sign",
                       "un signe égal"),
    "a line without a sign": ("usage: 1\nactivity drafting\ntool: inhouse\n", 2, "", "no colon", "pas de deux-points"),
    "a quote that stays open": (HEAD + 'purpose: "Résumer\nunit: DMRG\ndata: [public]\n', 4, "", "never closed",
                                "n’est jamais fermé"),
    "a quote that the next one closes": (HEAD + 'purpose: "Résumer\nunit: "DMRG"\n', 4, "", "ends on line 5",
                                         "se termine à la ligne 5"),
    "a bracket that stays open": (HEAD + "data: [public\nunit: DMRG\n", 4, "]", "is not closed", "n’est pas fermée"),
    "a bracket too many": (HEAD + "data: [public]]\n", 4, "", "closes nothing", "ne ferme rien"),
    "the wrong bracket": (HEAD + "data: [public}\n", 4, "]", "not of the kind", "ne ferme pas celui"),
    "an at sign": (HEAD + "author: @dupont\n", 4, '"@dupont"', "cannot begin with", "ne peut pas commencer par"),
    "a percent sign": (HEAD + "purpose: % du temps\n", 4, '"% du temps"', "cannot begin with",
                       "ne peut pas commencer par"),
    "a greater-than sign": (HEAD + "purpose: > 10 pages\n", 4, '"> 10 pages"', "several lines", "plusieurs lignes"),
    "a path in double quotes": (HEAD + 'files: "C:\\Users\\note.txt"\n', 4, "'C:\\Users\\note.txt'", "a backslash",
                                "la barre oblique inverse"),
    "a line of hyphens": (HEAD + "-----\nunit: DMRG\n", 4, "#", "is no key", "n’est pas une clé"),
    "a page's code fence": ("```yaml\n" + HEAD + "```\n", 1, "", "no part of the file", "pas sa place"),
    "three dots": (HEAD + "...\nunit: DMRG\n", 4, "", "three dots", "trois points"),
    "a key without a value": ("usage: 1\nactivity:\ntool: inhouse\n", 2, "", "has no value", "n’a pas de valeur"),
    "what belongs to a key beside it": (HEAD + "volume:\nrequests: 3\n", 5, "volume", "indent it", "décalez-le"),
    "no first line": ("activity: drafting\ntool: inhouse\n", 1, "usage: 1", "is missing", "manque"),
    "a text for a version": ("usage: oui\nactivity: drafting\ntool: inhouse\n", 1, "usage: 1", "the version of this language",
                             "la version de ce langage"),
    "a letter": ("Bonjour, je voudrais utiliser une IA.\n", 1, "usage: 1", "no declaration", "n’est pas une déclaration"),
    "commas at the lines' ends": ("usage: 1,\nactivity: drafting,\ntool: inhouse,\n", 1, "", "comma", "virgule"),
    "a key in typographic quotes": ("“usage”: 1\nactivity: drafting\ntool: inhouse\n", 1, '"', "typographic quotes",
                                    "guillemets typographiques"),
}

FILES = {
    "a PDF document": (b"%PDF-1.4\n1 0 obj\n", "PDF", "PDF"),
    "a document of Word": (b"PK\x03\x04\x14\x00\x06\x00", "office program", "bureautique"),
    "an old document of Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office program", "bureautique"),
    "rich text": (b"{\\rtf1\\ansi usage: 1}", "office program", "bureautique"),
    "a page of the web": (b"<!DOCTYPE html>\n<html></html>\n", "page of the web", "page web"),
    "UTF-16 with a mark": (HEAD.encode("utf-16"), "UTF-16", "UTF-16"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), "UTF-16", "UTF-16"),
    "Windows-1252": ((HEAD + "purpose: Résumé\n").encode("cp1252"), "not UTF-8", "pas de l’UTF-8"),
    "an old Macintosh's lines": (HEAD.replace("\n", "\r").encode(), "carriage return", "retour chariot"),
}

# Of libyaml's messages, what all of them have: no reader of French is told any.
FOREIGN = ("did not find", "could not find", "not allowed in this context", "found ", "while scanning", "while parsing",
           "mapping", "expected", "unexpected")


class Slips(Case):
    def setUp(self):
        super().setUp()
        self.write("law.yaml", LAW)

    def told(self, name, lang):
        done = self.check("--charter", "law.yaml", "--lang", lang, name)
        self.assertEqual(done.code, 2, done.out)
        document = done.json
        return document["errors"] + [error for verdict in document["verdicts"] for error in verdict["errors"]]

    def assert_French(self, error):
        for words in FOREIGN:
            self.assertNotIn(words, error["message"] + error["help"])

    def test_each_at_its_line_with_what_to_write(self):
        for name, (text, line, shown, english, french) in SLIPS.items():
            file = self.write("one.yaml", text)
            for lang, words in (("en", english), ("fr", french)):
                with self.subTest(name, lang=lang):
                    error = self.told(file, lang)[0]
                    self.assertEqual(error["line"], line)
                    self.assertIn(words, error["message"] + error["help"])
                    self.assertIn(shown, error["help"])
                    self.assertNotEqual(error["help"], "")
                    if lang == "fr":
                        self.assert_French(error)

    def test_what_is_shown_can_be_written(self):
        """The slip's line, replaced by what the help shows of it, is no slip any more."""
        for name, (text, line, shown, *_) in SLIPS.items():
            if ": " not in shown and shown[:1] not in ("'", '"') or shown in ('"', "usage: 1", "usages:"):
                continue
            lines = text.split("\n")
            key = lines[line - 1].split(":")[0]
            lines[line - 1] = shown if shown[0] not in "'\"" else f"{key}: {shown}"
            file = self.write("one.yaml", "\n".join(lines))
            with self.subTest(name):
                errors = [error for verdict in self.check("--charter", "law.yaml", file).json["verdicts"]
                          for error in verdict["errors"]]
                self.assertEqual([error for error in errors if error["line"] == line], [])

    def test_one_slip_is_told_once(self):
        for name in ("a key in typographic quotes", "no first line", "a list at the top", "a letter"):
            file = self.write("one.yaml", SLIPS[name][0])
            with self.subTest(name):
                self.assertEqual(len(self.told(file, "en")), 1)

    def test_a_charter_is_read_in_the_same_way(self):
        for name, (text, line, *_) in SLIPS.items():
            if "yaml.syntax" not in [error["code"] for error in self.told(self.write("one.yaml", text), "en")]:
                continue
            self.write("slip.yaml", text)
            self.write("good.yaml", HEAD)
            errors = self.check("--charter", "slip.yaml", "good.yaml").json["errors"]
            with self.subTest(name):
                self.assertEqual([(error["code"], error["line"]) for error in errors][:1], [("yaml.syntax", line)])

    def test_a_line_with_a_secret_is_not_shown_in_another_spelling(self):
        """A detector may know it by the very sign that the help replaces."""
        self.write("law.yaml", LAW + "detectors: {password: {pattern: 'pass(?:word)?[=:]\\S+', means: internal}}\n")
        for text in (HEAD + "password=hunter2\nunit: x\n", HEAD + "password:hunter2\nunit: x\n",
                     HEAD + "purpose: 'l'avis pass:hunter2'\n", HEAD + "data: - pass:hunter2\n",
                     HEAD + "purpose: a : password=hunter2\n", HEAD + 'files: "C:\\d pass=hunter2"\n'):
            file = self.write("one.yaml", text)
            for name in ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "ndjson"):
                with self.subTest(text, format=name):
                    done = self.run_program("--charter", "law.yaml", "--format", name, file)
                    self.assertEqual(done.code, 2)
                    self.assertNotIn("hunter2", done.out + done.err)

    def test_files_of_other_programs(self):
        for name, (content, english, french) in FILES.items():
            for lang, words in (("en", english), ("fr", french)):
                with self.subTest(name, lang=lang):
                    error = self.told(self.write("one.yaml", content), lang)[0]
                    self.assertIn(error["code"], ("bytes.encoding", "bytes.character"))
                    self.assertIn(words, error["message"])
                    self.assertIn("UTF-8" if error["code"] == "bytes.encoding" else "Unix", error["help"])


class FrenchWords(Case):
    """A French word is never read, and the word that is meant is named; case and accents do not matter."""

    USES = {"outil": "tool", "Données": "data", "ACTIVITÉ": "activity", "unite": "unit", "étape": "stage",
            "relecture": "review", "finalité": "purpose", "objet": "purpose", "preuves": "evidence", "fichiers": "files"}
    WORDS = {"output": {"interne": "internal", "publique": "public", "Décision": "decision"},
             "autonomy": {"suggérer": "suggest", "assisté": "assist", "supervisée": "supervised", "AUTONOME": "autonomous"},
             "stage": {"prévu": "planned", "en cours": "in-use", "terminée": "done"}}
    CHARTER = {
        "outils: {}": "tools", "règles: {}": "rules", "données: {}": "data", "hébergement: {}": "hosting",
        "gouvernance: {}": "governance", "titre: a": "title", "jusqu’au: 2026-01-01": "until", "unités: {}": "units",
        "tools: {t: {statut: banned}}": "status", "tools: {t: {status: recommandé}}": "recommended",
        "tools: {t: {status: interdit}}": "banned", "tools: {t: {status: validé}}": "approved",
        "activities: {a: {status: autorisée}}": "allowed", "activities: {a: {status: restreint}}": "restricted",
        "duties: {d: {due: avant}}": "before", "duties: {d: {échéance: before}}": "due",
        "rules: {r: {when: {tool.id: x}, effet: forbid}}": "effect",
        "rules: {r: {when: {tool.id: x}, effect: interdire}}": "forbid",
        "rules: {r: {when: {usage.output: interne}}}": "internal",
        "rules: {r: {when: \"usage.output == 'interne'\"}}": "internal",
        "rules: {r: {quand: {tool.id: x}}}": "when", "rules: {r: {when: {outil: x}}}": "tool",
        "rules: {r: {when: {usage.sortie: public}}}": "usage.output",
        "rules: {r: {when: {tous: [{tool.id: x}]}}}": "all", "fields: {f: {type: texte}}": "text",
        "fields: {f: {type: choix}}": "choice", "budgets: {b: {period: année}}": "year",
    }

    def helps(self, done):
        document = done.json
        errors = document["errors"] + [error for verdict in document["verdicts"] for error in verdict["errors"]]
        return [error["help"] for error in errors]

    def test_keys_of_a_declaration(self):
        self.write("law.yaml", LAW)
        for word, meant in self.USES.items():
            known = {"usage": "1", "activity": "drafting", "tool": "inhouse"}
            known.pop(meant, None)
            text = "".join(f"{key}: {value}\n" for key, value in known.items()) + f"{word}: inhouse\n"
            with self.subTest(word):
                self.assertEqual(self.helps(self.check("--charter", "law.yaml", self.write("one.yaml", text))),
                                 [f'did you mean "{meant}"?'])

    def test_words_of_a_declaration(self):
        self.write("law.yaml", LAW)
        for key, words in self.WORDS.items():
            for word, meant in words.items():
                file = self.write("one.yaml", HEAD + f"{key}: {word}\n")
                with self.subTest(f"{key}: {word}"):
                    self.assertEqual(self.helps(self.check("--charter", "law.yaml", file)), [f'did you mean "{meant}"?'])

    def test_keys_and_words_of_a_charter(self):
        self.write("one.yaml", HEAD)
        for line, meant in self.CHARTER.items():
            self.write("law.yaml", "charter: 1\nid: law\n" + line + "\n")
            with self.subTest(line):
                self.assertIn(f'did you mean "{meant}"?', self.helps(self.check("--charter", "law.yaml", "one.yaml")))

    def test_an_id_that_a_charter_has_in_English(self):
        self.write("law.yaml", LAW.replace("data: internal}", "data: interne}"))
        self.write("one.yaml", HEAD)
        self.assertIn('did you mean "internal"?', self.helps(self.check("--charter", "law.yaml", "one.yaml")))


if __name__ == "__main__":
    unittest.main()

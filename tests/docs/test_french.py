#!/usr/bin/env python3
"""What is in French is as French is written, and says what the English pages say.

- docs/charter.fr.md, docs/audit.fr.md and docs/page.fr.md have the headings, tables, blocks and links of the pages that they translate.
- Apostrophes and spaces are those of French typography, in pages, messages and the texts of charters. Code is left out: what
  people type stays what keyboards have.
- One word, one meaning.
- The messages that the guide quotes are messages, and --help names arguments in French.

# once: the files do not depend on how the program was built.
"""

import glob
import os
import re
import subprocess
import sys
import unittest

import markdown
from markdown import ROOT, codes, read

sys.path[:0] = [os.path.join(ROOT, "docs", "generate"), os.path.join(ROOT, "tests", "harness")]
import french
from tables import tables

KNOWN = tables()

PAIRS = {"docs/charter.fr.md": "docs/charter.md", "docs/audit.fr.md": "docs/audit.md", "docs/page.fr.md": "docs/page.md"}
PAGES = (*PAIRS, "docs/guide.fr.md", "docs/page-accessibility.fr.md")
MANUAL = "docs/charter-check.fr.1"
CATALOGUE = "src/po/fr.po"
LETTER = "[A-Za-zÀ-ÖØ-öø-ÿŒœ]"
NEVER, NARROW = "\u00a0", "\u202f"  # the no-break space, and the narrow one

FAULTS = {
    "a straight apostrophe": rf"{LETTER}'(?!s )(?={LETTER}|[«%*\d`\[])",
    "a space that may break before a colon": r" :(?=\s|$)",
    "no narrow no-break space": rf"(?<![«{NEVER}]) [;?!](?=\W|$)|(?<!«){NEVER}[;?!]",
    "a space that may break within « »": rf"«(?!{NEVER}) ?|(?<!{NEVER})»",
    "a space that may break before %": r"\d %(?!\d)",
}

# What was said otherwise once, and what is said now.
WORDS = {
    r"recens(?!ement)\w*": "mentionner",
    r"trouvailles?": "détection",
    r"\bavis\b(?! du délégué| méthodologique| de l’unité)": "verdict",
    r"\bpreuves?\b": "justificatif",
    r"(?<!table de )(?<!tables de )\bcorrespondances?\b(?! de ce motif)": "table de correspondance",
    r"obligations? ouvertes?": "à remplir",
}


def without_code(line):
    """A line of Markdown; what is code in it, or a link's target, is a letter."""
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", "x", line))


def lines_of(text):
    return [without_code(line) for line in markdown.prose(text) if not line.startswith("<!--")]


def lines_of_manual():
    """The text of the manual page: its requests aside, and what they name."""
    return [re.sub(r"\\~(?=[;?!])", NARROW, line).replace("\\~", NEVER) for line in read(MANUAL).split("\n") if not line.startswith(".")]


def texts_of_charters():
    """(path, text) of the French texts of the charters that come with the program: {fr: …, en: …}, and in a charter whose
    language is French titles, reasons and articles, and purposes in its cases. A little of YAML is read, as these files have it."""
    for path in sorted(glob.glob(os.path.join(ROOT, "charter", "*.yaml"))):
        text, charter = (read(os.path.relpath(one, ROOT)) for one in (path, path.replace(".cases.yaml", ".yaml")))
        keys = r"fr|title|because|article|purpose" if re.search(r"^lang: fr$", charter, re.M) else "fr"
        form = rf"(?:^ *|[{{ ])(?:{keys}): +(\"[^\"]*\"|'(?:[^']|'')*'|[^{{\[\n#,][^\n]*?)(?=, en:|\}}|\n)"
        for found in re.finditer(form, text, re.M):
            yield os.path.relpath(path, ROOT), found[1].replace("''", "'").strip("\"'")


class Pages(unittest.TestCase):
    """A translation that has drifted from its page is found."""
    maxDiff = None

    def each(self):
        for translated, page in PAIRS.items():
            yield read(translated), read(page)

    def test_the_headings_are_as_many_and_as_deep(self):
        for ours, theirs in self.each():
            depth = [[re.match("#+", line)[0] for line in markdown.prose(text) if re.match("#+ ", line)]
                     for text in (ours, theirs)]
            self.assertEqual(*depth)

    def test_the_blocks_are_the_same_but_for_texts_for_people(self):
        for ours, theirs in self.each():
            pair = [markdown.fences(text) for text in (ours, theirs)]
            self.assertEqual(*[[fence.words for fence in fences] for fences in pair])
            for our, their in zip(*pair):
                with self.subTest(f"line {our.first}"):
                    self.assertEqual(*[self.bones(fence) for fence in (our, their)])

    def bones(self, fence):
        """Of YAML the keys, line by line, and the ids; of commands what is run, without what is shown of it."""
        if fence.words[0] == "console":
            return [line.split(" | ")[0] for line in fence.lines if line.startswith("$ ")]
        if fence.words[0] != "yaml":
            return [line.split("#")[0] for line in fence.lines]
        texts = r"#.*|(?<=aliases: )\[.*?\]|'.*?'|\".*?\""
        return [re.findall(r"^ *|[\w.-]+(?=:)|(?<=\[)[a-z-]+(?=[,\]])", re.sub(texts, "", line)) for line in fence.lines]

    def test_the_tables_have_the_same_rows(self):
        for ours, theirs in self.each():
            self.assertEqual(*[[codes(line.split("|")[1]) for line in markdown.prose(text) if line.startswith("|")]
                               for text in (ours, theirs)])

    def test_the_links_lead_to_the_same_pages(self):
        for ours, theirs in self.each():
            there = [sorted(re.sub(r"\.fr\.md$", ".md", link.partition("#")[0]) for link in markdown.links(text))
                     for text in (ours, theirs)]
            own = [os.path.basename(page) for page in PAIRS.values()]
            self.assertEqual(*[[link for link in links if link not in (*own, "guide.md")] for links in there])

    def test_every_page_in_french_is_listed(self):
        listed = set(markdown.links(read("docs/README.md")))
        self.assertEqual({os.path.basename(page) for page in PAGES} - listed, set())
        self.assertEqual({f"docs/{name}" for name in os.listdir(os.path.join(ROOT, "docs")) if name.endswith(".fr.md")},
                         set(PAGES))


class Typography(unittest.TestCase):
    def holds(self, where, lines):
        found = [f"{where}: {what}: {line.strip()}" for line in lines for what, form in FAULTS.items() if re.search(form, line)]
        self.assertEqual(found, [])

    def test_what_is_looked_for_is_found(self):
        for text, faults in {"l'usage": 1, "l’usage": 0, "ceci : cela": 1, f"ceci{NEVER}: cela": 0, "ceci ; cela": 1,
                             f"ceci{NEVER}; cela": 1, f"ceci{NARROW}; cela": 0, "« oui »": 2, f"«{NEVER}oui{NEVER}»": 0,
                             "quoi ?": 1, f"quoi{NARROW}?": 0, "100 %": 1, "write 'word' here": 0, f"«{NEVER}?{NEVER}»": 0,
                             "clé: valeur": 0, "(« l'un »)": 3}.items():
            with self.subTest(text):
                self.assertEqual(sum(len(re.findall(form, text)) for form in FAULTS.values()), faults)

    def test_pages(self):
        for page in PAGES:
            with self.subTest(page):
                self.holds(page, lines_of(read(page)))

    def test_the_manual_page(self):
        self.holds(MANUAL, lines_of_manual())

    def test_messages(self):
        texts = french.catalogue(read(CATALOGUE))
        self.assertGreater(len(texts), 1000)
        self.holds(CATALOGUE, [text for text in texts.values() if "Plural-Forms" not in text])

    def test_charters(self):
        texts = list(texts_of_charters())
        self.assertGreater(len(texts), 400)
        for path, text in texts:
            self.holds(path, [text])


class Words(unittest.TestCase):
    def test_one_word_one_meaning(self):
        texts = {page: lines_of(read(page)) for page in PAGES}
        texts[MANUAL] = lines_of_manual()
        texts[CATALOGUE] = list(french.catalogue(read(CATALOGUE)).values())
        for place, lines in texts.items():
            for line in lines:
                for word, instead in WORDS.items():
                    self.assertNotRegex(line, word, f"{place}: say {instead}")

    def test_the_messages_that_the_guide_quotes_are_messages(self):
        known = french.catalogue(read(CATALOGUE)).values()
        rows = markdown.tables(read("docs/guide.fr.md"), "messages")["messages"]
        self.assertGreater(len(rows), 9)
        for row in rows:
            parts = [part.strip() for part in row[0].split("…") if part.strip()]
            self.assertTrue([text for text in known if all(part in text for part in parts)], row[0])

    @unittest.skipIf(KNOWN is None, "there is no program")
    def test_help_names_arguments_in_french(self):
        known = french.catalogue(read(CATALOGUE))
        for command in KNOWN["commands"]:
            done = subprocess.run([os.environ["CHARTER_CHECK"], command["name"], "--lang", "fr", "--help"], text=True,
                                  capture_output=True, timeout=60, check=True)
            named = [command["synopsis"], *(option["argument"] or "" for option in command["options"])]
            for word in {word for text in named for word in re.findall(r"\b[A-Z][A-Z-]+\b", text)}:
                with self.subTest(f"{command['name']}: {word}"):
                    self.assertIn(word, known, "say so in spelling(), src/cli/say.c")
                    self.assertRegex(done.stdout, rf"\b{known[word]}\b")
                    if known[word] != word:
                        self.assertNotRegex(re.sub(r"(?m)^  .*\$[A-Z]+", "", done.stdout), rf"(?<!\$)\b{word}\b")


if __name__ == "__main__":
    unittest.main()

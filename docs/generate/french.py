"""french: the manual page in French. The commands, the options and the formats are made from the program's tables, and what
is said of each is its French message; the rest is written by hand in the page.
"""

import ast
import re
import textwrap

import manuals
from schemas import Wrong

PAGE = "docs/charter-check.fr.1"
CATALOGUE = "src/po/fr.po"
ARGUMENTS = {"DIR": "dossier", "FILE": "fichier", "NAME": "nom", "REV": "révision", "HEX": "empreinte", "SIZE": "taille",
             "PATTERN": "motif", "KEY=VALUE": "CLÉ=VALEUR", "N": "N", "YYYY-MM-DD": "AAAA-MM-JJ", "-": "Fl"}


def catalogue(text):
    """{message: its translation} of a .po file."""
    found, key = {}, None
    for line in text.split("\n"):
        begun = re.match(r"(msgid|msgstr) (\".*\")$", line)
        if begun and begun[1] == "msgid":
            key = ast.literal_eval(begun[2])
        elif begun:
            found[key] = ast.literal_eval(begun[2])
    return found


def prose(text):
    """Lines of a manual page that say it, whatever letters it has."""
    for part in re.split(r"(?<=[.]) ", text):
        for line in textwrap.wrap(part.replace("\\", "\\e"), 82, break_long_words=False, break_on_hyphens=False):
            line = re.sub("[\u00a0\u202f]", r"\\~", line)
            yield "\\&" + line if line[0] in ".'" else line


class Page:
    def __init__(self, known, words):
        self.commands = [one for one in known["commands"] if not one["hidden"]]
        self.words = words

    def said(self, title):
        if title not in self.words:
            raise Wrong(f"{CATALOGUE} does not translate: {title}")
        text = self.words[title]
        if re.match(r"[\w'’-]+[ .]", text):  # and not the name of a format, or of places
            text = text[0].upper() + text[1:]
        return prose(text.removesuffix(".") + ".")

    def rewritten(self, text):
        lines = text.split("\n")
        place = lines.index("Les commandes sont\\~:") + 1
        end = lines.index(".El", place)
        listed = [line for one in self.commands for line in (f".It Cm {one['name']}", *self.said(one["title"]))]
        lines[place + 1:end] = listed
        begin, end = lines.index(".Sh OPTIONS"), lines.index(".Sh ENVIRONNEMENT")
        lines[begin + 1:end] = [line for one in self.commands for line in self.options(one)]
        return "\n".join(lines)

    def options(self, command):
        main = self.commands[0]
        alike = [] if command is main else [option for option in command["options"] if self.is_alike(option, command, main)]
        if command is not main:
            yield f".Ss Options de la commande {command['name']}"
        own = [option for option in command["options"] if option not in alike]
        if own:
            yield from (".Bl -tag -width Ds", *(line for one in own for line in self.item(one, command)), ".El")
        if alike and own:
            yield ".Pp"
        if alike:
            yield from ("Comme pour", f".Cm {main['name']} :")
            for option in alike:
                yield f".Fl -{option['name']} {'.' if option is alike[-1] else ','}"

    @staticmethod
    def is_alike(option, command, main):
        return option in main["options"] and (option["name"] != "format" or command["formats"] == main["formats"])

    def item(self, option, command):
        yield manuals.heading(option, ARGUMENTS)
        yield from self.said(option["title"])
        if option["name"] == "format" and command["formats"]:
            yield ".Bl -tag -width markdown -compact"
            for one in command["formats"]:
                yield from (f".It Cm {one['name']}", *self.said(one["title"]))
            yield ".El"


def files(known, read):
    """{path: text}"""
    return {PAGE: Page(known, catalogue(read(CATALOGUE))).rewritten(read(PAGE))}

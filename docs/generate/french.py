"""french: the manual page in French, and the tables of docs/charter.fr.md. The page's commands, options and formats are made
from the program's tables, and what is said of each is its French message; the rest is written by hand. The tables are made as
those of docs/charter.md are.
"""

import ast
import re
import textwrap

import manuals
from schemas import Wrong

PAGE = "docs/charter-check.fr.1"
CHARTER = "docs/charter.fr.md"
CATALOGUE = "src/po/fr.po"


# What a row of limits begins with, and how its figure is written.
LIMITS = {
    "one file of a charter": "un fichier d’une charte",
    "one document of declarations": "un document de déclarations",
    "depth of lists and mappings": "la profondeur des listes et des ensembles de clés",
    "values in one file of a charter": "les valeurs d’un fichier d’une charte",
    "values in one document of declarations": "les valeurs d’un document de déclarations",
    "one text": "un texte",
    "one name": "un nom",
    "one pattern of `matches`": "un motif de `matches`",
    "classes of data, hostings": "les classes de données, hébergements",
    "tools, activities": "les outils, activités",
    "uses in one page": "les usages d’une page",
    "included files": "les fichiers inclus",
    "one file that is looked into for traces": "un fichier où des traces sont cherchées",
    "commits that are read for traces": "les commits lus pour leurs traces",
    "one list of inputs": "une liste d’entrées",
    "names in one list of inputs": "les noms d’une liste d’entrées",
    "one file that is sent": "un fichier envoyé",
    "steps of a detector's pattern": "les étapes du motif d’un détecteur",
    "one text in CEL": "un texte en CEL",
    "cost of one text in CEL": "le coût d’un texte en CEL",
    "what one text in CEL makes": "ce qu’un texte en CEL produit",
    "steps of a tool's pattern": "les étapes du motif d’un outil",
    "ways in which": "les manières dont un motif de `matches`",
    "memory of one pattern": "la mémoire d’un motif",
    "faults shown": "les fautes montrées",
    "documents of one file that cannot be read": "les documents illisibles d’un fichier",
    "what is read of one input": "ce qui est lu d’une entrée",
    "declarations of one input": "les déclarations d’une entrée",
    "invalid declarations of one input": "les déclarations invalides d’une entrée",
    "what detectors look through": "ce que les détecteurs parcourent",
    "all inputs of a run": "toutes les entrées d’une exécution",
}
FIGURES = [
    (r"(?<=\d),(?=\d{3})", "\u202f"), (r" MiB", "\u00a0Mio"), (r", or ", " ou "), (r"; ", "\u202f; "),
    (r" bytes", " octets"), (r" of each", " de chaque sorte"), (r" and ", " et "), (r" files a declaration", " fichiers par déclaration"),
    (r" nested operations", " opérations imbriquées"), (r" values", " valeurs"), (r" steps", " étapes"),
    (r" times as much", " fois plus"),
]


def in_french(figure):
    for english, french in FIGURES:
        figure = re.sub(english, french, figure)
    return figure


class Tables(manuals.Tables):
    required = "**obligatoire**\u00a0: "

    def figures(self):
        return {LIMITS[name]: in_french(figure) for name, figure in super().figures().items()}


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
        self.arguments = {"N": "N", "-": "Fl", "YYYY-MM-DD": words["YYYY-MM-DD"],
                          **{word: said.lower() for word, said in words.items() if re.fullmatch("[A-Z]{2,}", word)}}

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
            yield from ("Comme pour", f".Cm {main['name']} Ns No \\~:")
            for option in alike:
                yield f".Fl -{option['name']} {'.' if option is alike[-1] else ','}"

    @staticmethod
    def is_alike(option, command, main):
        return option in main["options"] and (option["name"] != "format" or command["formats"] == main["formats"])

    def item(self, option, command):
        yield manuals.heading(option, self.arguments)
        yield from self.said(option["title"])
        if option["name"] == "format" and command["formats"]:
            yield ".Bl -tag -width markdown -compact"
            for one in command["formats"]:
                yield from (f".It Cm {one['name']}", *self.said(one["title"]))
            yield ".El"


def files(known, read):
    """{path: text}"""
    return {PAGE: Page(known, catalogue(read(CATALOGUE))).rewritten(read(PAGE)),
            CHARTER: Tables(known).rewritten(CHARTER, read(CHARTER))}

"""completion: what shells complete behind `charter-check`: commands, options, formats, fixed words, files, revisions
of Git, and, where an option takes the id of an entry, the ids of the charter, which the program is asked for.

What an option's argument is called says what stands there. A hidden command completes its options, and is not offered.
"""

import re

FOLDER = "docs/completion"
NOTE = "Made from the program's tables by docs/generate/: build the target generate instead of writing here."
FILES, FOLDERS, REVISIONS, OUTPUTS, IDS, NOTHING = "files", "folders", "revisions", "outputs", "ids", "nothing"
ARGUMENTS = {"FILE": FILES, "FILE|DIR": FILES, "FILE|-": FILES, "DIR": FOLDERS, "REV": REVISIONS, "NAME=FILE": OUTPUTS}


class Grammar:
    def __init__(self, known):
        self.commands = known["commands"]
        self.shown = [one for one in self.commands if not one["hidden"]]
        self.main = self.commands[0]
        self.explained = [*known["verdicts"], *(one["id"] for one in known["clauses"] if not one["family"]), *known["codes"]]
        self.vocabularies = {one["keys"].upper(): one["key"] for one in known["vocabularies"]}

    def formats(self, command):
        return [one["name"] for one in command["formats"] or self.main["formats"]]

    def value(self, command, option):
        """What stands behind an option: a kind, and its words."""
        if option["choices"] is not None:
            return "words", tuple(option["choices"])
        name = option["argument"]
        if option["name"] == "format":
            return "words", tuple(self.formats(command))
        if name == "NAME=FILE":
            return OUTPUTS, tuple(self.formats(command))
        if name == "VOCABULARY":
            return "words", tuple(self.vocabularies.values())
        if name in self.vocabularies:
            return IDS, (self.vocabularies[name],)
        return ARGUMENTS.get(name, NOTHING), ()

    def operand(self, command):
        """What stands where no option does: a kind, and its words."""
        words = re.sub(r"--[a-z-]+ \w+|\[OPTIONS\]", "", command["synopsis"])
        if "WORD" in words:
            return "words", tuple(self.explained)
        return FILES if "FILE" in words else FOLDERS if "DIR" in words else NOTHING, ()

    def values(self):
        """{(kind, words): [(command, option)]} of options that take a value."""
        found = {}
        for command in self.commands:
            for option in command["options"]:
                if option["argument"] is not None:
                    found.setdefault(self.value(command, option), []).append((command, option))
        return found

    def takes_ids(self):
        return any(kind == IDS for kind, _ in self.values())


def spellings(option):
    return [f"--{option['name']}"] + ([f"-{option['letter']}"] if option["letter"] else [])


def folded(words, between, indent, width=118):
    """Words in lines that end in a backslash."""
    lines, line = [], ""
    for word in words:
        more = f"{line}{between}{word}" if line else word
        if len(more) + indent > width and line:
            lines.append(line + between.rstrip() + " \\" if between.strip() else line + " \\")
            more = word
        line = more
    return f"\n{' ' * indent}".join([*lines, line])


# ---- bash ----

BASH_ACTIONS = {FILES: "_charter_check_files -f", FOLDERS: "_charter_check_files -d", NOTHING: ":",
                REVISIONS: 'words=$(git for-each-ref --format="%(refname:short)" 2>/dev/null)'}


def bash_action(kind, words):
    if kind == "words":
        return f'words="{folded(words, " ", 16)}"'
    if kind == OUTPUTS:
        return f'_charter_check_output "{" ".join(words)}"'
    return f'words=$(_charter_check_ids {words[0]})' if kind == IDS else BASH_ACTIONS[kind]


BASH_IDS = """
# The ids of a vocabulary, of the charter that the line names, or of the one that lies in its usual place.
_charter_check_ids() {
    local charter=() number
    for ((number = 1; number < COMP_CWORD - 1; number++)); do
        [ "${COMP_WORDS[number]}" = --charter ] || continue
        charter=(--charter "${COMP_WORDS[number + 1]}")
        [ "${charter[1]}" != = ] || charter=(--charter "${COMP_WORDS[number + 2]}")
    done
    "${COMP_WORDS[0]}" tables --ids "$1" "${charter[@]}" 2>/dev/null
}
"""


def bash(grammar):
    commands = " ".join(one["name"] for one in grammar.shown)
    lines = ["# shellcheck shell=bash", f"# Completion for bash. {NOTE}", """
_charter_check_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}

# A format and "="; what stands behind that is a file.
_charter_check_output() {
    compopt -o nospace 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -S = -W "$1" -- "$current")
}"""]
    if grammar.takes_ids():
        lines.append(BASH_IDS.rstrip())
    lines.append("""
_charter_check() {
    local current=${COMP_WORDS[COMP_CWORD]} command=%s at=$((COMP_CWORD - 1)) words=
    COMPREPLY=()
    if [ "$COMP_CWORD" -gt 1 ]; then
        case ${COMP_WORDS[1]} in
        %s) command=${COMP_WORDS[1]} ;;
        esac
    fi
    # bash parts a word at each "=".
    [ "$current" != = ] || current=
    [ "${COMP_WORDS[at]}" != = ] || at=$((at - 1))
    case "${COMP_WORDS[at]}" in
    -*) ;;
    *)
        if [ "$at" -lt $((COMP_CWORD - 1)) ] || [ "${COMP_WORDS[COMP_CWORD]}" = = ]; then
            _charter_check_files -f # --output NAME=FILE
            return
        fi
        ;;
    esac
    case "$command ${COMP_WORDS[at]}" in""" % (
        grammar.main["name"], folded([one["name"] for one in grammar.commands if one is not grammar.main], " | ", 8)))
    for (kind, words), pairs in grammar.values().items():
        patterns = [f'"{command["name"]} {word}"' for command, option in pairs for word in spellings(option)]
        lines += [f"    {folded(patterns, ' | ', 8)})", f"        {bash_action(kind, words)}", "        ;;"]
    lines += ["    *)", '        case "$command $current" in']
    for command in grammar.commands:
        words = [word for option in command["options"] for word in spellings(option) if word.startswith("--")]
        lines += [f'        "{command["name"]} -"*)', f'            words="{folded(words, " ", 16)}"', "            ;;"]
    by_operand = {}
    for command in grammar.commands:
        by_operand.setdefault(grammar.operand(command), []).append(f'"{command["name"]} "*')
    for (kind, words), patterns in by_operand.items():
        lines += [f"        {folded(patterns, ' | ', 12)}) {bash_action(kind, words)} ;;"]
    lines += ["        esac", f'        [ "$COMP_CWORD" -gt 1 ] || words="$words {commands}"', "        ;;", "    esac",
              '    [ -z "$words" ] ||',
              '        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$current")', "}", "", "complete -F _charter_check charter-check"]
    return "\n".join(lines) + "\n"


# ---- zsh ----

ZSH_ACTIONS = {FILES: "_files", FOLDERS: "_files -/", NOTHING: " ", REVISIONS: " _charter_check_revisions"}


# A blank before a function of ours: zsh adds no words to its own.
def zsh_action(kind, words):
    if kind == "words":
        return f"({' '.join(words)})"
    if kind == OUTPUTS:
        return f" _charter_check_output {' '.join(words)}"
    return f" _charter_check_ids {words[0]}" if kind == IDS else ZSH_ACTIONS[kind]


def zsh_quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_text(text):
    return re.sub(r"([\[\]:\\])", r"\\\1", text)


def zsh_option(grammar, command, option):
    repeated = "*" if option["kind"] == "texts" else ""
    value = ""
    if option["argument"] is not None:
        value = f":{zsh_text(option['argument'])}:{zsh_action(*grammar.value(command, option))}"
    names = spellings(option)
    alone = "" if repeated else f"({' '.join(names)})" if len(names) > 1 else ""
    rows = []
    for name in names:
        glued = "" if not value else "=" if name.startswith("--") else "+"
        rows.append(zsh_quoted(f"{repeated}{alone}{name}{glued}[{zsh_text(option['title'])}]{value}"))
    return rows


ZSH_IDS = """
# The ids of a vocabulary, of the charter that the line names, or of the one that lies in its usual place.
_charter_check_ids() {
    local -a charter ids
    [[ -n ${opt_args[--charter]} ]] && charter=(--charter ${(Q)opt_args[--charter]})
    ids=(${(f)"$($words[1] tables --ids $1 $charter 2>/dev/null)"})
    compadd -a ids
}
"""


def zsh(grammar):
    lines = ["#compdef charter-check", f"# Completion for zsh. {NOTE}", """
_charter_check_revisions() {
    local -a revisions
    revisions=(${(f)"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)"})
    compadd -a revisions
}

# A format and "="; what stands behind that is a file.
_charter_check_output() {
    if compset -P '*='; then
        _files
    else
        compadd -S = -- "$@"
    fi
}"""]
    if grammar.takes_ids():
        lines.append(ZSH_IDS.rstrip())
    lines += ["", "_charter_check_commands() {", "    local -a commands", "    commands=("]
    lines += [f"        {zsh_quoted(zsh_text(one['name']) + ':' + one['title'])}" for one in grammar.shown]
    lines.append("""    )
    _describe command commands
}

_charter_check() {
    local command=$words[2]
    case $command in
    %s)
        if (( CURRENT > 2 )); then
            words[2]=()
            (( CURRENT-- ))
        else
            command=%s
        fi
        ;;
    *) command=%s ;;
    esac
    case $command in""" % (" | ".join(one["name"] for one in grammar.commands), grammar.main["name"],
                           grammar.main["name"]))
    for command in grammar.commands:
        lines += [f"    {command['name']})", "        _arguments -s \\"]
        for option in command["options"]:
            lines += [f"            {row} \\" for row in zsh_option(grammar, command, option)]
        operand = zsh_action(*grammar.operand(command))
        if command is grammar.main:
            first = f'_alternative "commands:command:_charter_check_commands" "inputs:input:{operand}"'
            lines.append(f"            '1: :{first}' \\")
        lines += [f"            '*:input:{operand}'", "        ;;"]
    lines += ["    esac", "}", "", '_charter_check "$@"']
    return "\n".join(lines) + "\n"


# ---- fish ----

FISH_ACTIONS = {FILES: "-r -F", FOLDERS: "-x -a '(__fish_complete_directories)'", NOTHING: "-x",
                REVISIONS: "-x -a '(git for-each-ref --format=\"%(refname:short)\" 2>/dev/null)'"}


def fish_action(kind, words):
    if kind == "words":
        return f"-x -a '{' '.join(words)}'"
    if kind == OUTPUTS:
        return f"-r -F -a '{' '.join(word + '=' for word in words)}'"
    return f"-x -a '(__charter_check_ids {words[0]})'" if kind == IDS else FISH_ACTIONS[kind]


def fish_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


FISH_IDS = """
# The ids of a vocabulary, of the charter that the line names, or of the one that lies in its usual place.
function __charter_check_ids
    set -l words (commandline -opc)
    set -l charter
    if set -l at (contains -i -- --charter $words)
        set charter --charter $words[(math $at + 1)]
    end
    $words[1] tables --ids $argv[1] $charter 2>/dev/null
end
"""


def fish_row(commands, words):
    return f"complete -c charter-check -n '__charter_check_is {' '.join(commands)}' {words}"


def fish(grammar):
    others = " ".join(one["name"] for one in grammar.commands)
    lines = [f"# Completion for fish. {NOTE}", f"""
function __charter_check_is
    set -l words (commandline -opc)
    if not contains -- "$words[2]" {others}
        set words[2] {grammar.main['name']}
    end
    contains -- $words[2] $argv
end"""]
    if grammar.takes_ids():
        lines.append(FISH_IDS.rstrip())
    lines.append("")
    first = "-n 'test (count (commandline -opc)) -eq 1'"
    for command in grammar.shown:
        lines.append(f"complete -c charter-check {first} -a {command['name']} -d {fish_quoted(command['title'])}")
    by_operand = {}
    for command in grammar.commands:
        by_operand.setdefault(grammar.operand(command), []).append(command["name"])
    folders = by_operand[FOLDERS, ()]
    lines += [fish_row([name for (kind, _), names in by_operand.items() if kind != FILES for name in names], "-f"),
              fish_row(folders, "-a '(__fish_complete_directories)'")]
    lines += [fish_row(names, f"-a '{' '.join(words)}'") for (kind, words), names in by_operand.items() if kind == "words"]
    rows = {}
    for command in grammar.commands:
        for option in command["options"]:
            value = "" if option["argument"] is None else " " + fish_action(*grammar.value(command, option))
            letter = f" -s {option['letter']}" if option["letter"] else ""
            row = f"-l {option['name']}{letter}{value} -d {fish_quoted(option['title'])}"
            rows.setdefault(row, []).append(command["name"])
    lines += [fish_row(names, row) for row, names in rows.items()]
    return "\n".join(lines) + "\n"


def files(known):
    """{path: text}"""
    grammar = Grammar(known)
    return {f"{FOLDER}/charter-check.bash": bash(grammar), f"{FOLDER}/_charter-check": zsh(grammar),
            f"{FOLDER}/charter-check.fish": fish(grammar)}

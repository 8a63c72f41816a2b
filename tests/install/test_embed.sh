#!/usr/bin/env bash
# The programs that the manual of the C library shows: in C, in C++ and in Python, over what was installed.
# once: the customer is built without our flags.
set -eu
# shellcheck source=tests/install/installed.sh
. "$SOURCE_DIR/tests/install/installed.sh"

export LD_LIBRARY_PATH=$libdir
# shellcheck disable=SC2207 # words are what pkg-config gives
words=($(pkg-config --cflags --libs charter))
quietly "$CC" "${c_flags[@]}" "$customers/embed.c" -o "$work/embed-c" "${words[@]}"

good=$'usage: 1\nid: letter\nactivity: drafting\ntool: writer\ndata: []\n'
bad=$'usage: 1\nid: note\nactivity: drafting\ntool: robot\ndata: []\n'
hidden=$'usage: 1\nid: trick\nactivity: drafting\ntool: "r\xe2\x80\xaeobot"\ndata: []\n'

# tells WORDS… of what a program prints and exits with, for what is declared.
tells() {
    local declared=$1 code=0 printed word
    shift
    printed=$(printf '%s' "$declared" | "${program[@]}" 2>&1) || code=$?
    printed+=" ($code)"
    for word in "$@"; do
        [[ $printed == *"$word"* ]] || fail "${program[*]} does not tell '$word' of '$declared':" "$printed"
    done
    [[ $printed != *$'\xe2\x80\xae'* ]] || fail "${program[*]} prints what turns a line around"
}

program=("$work/embed-c")
tells "$good" "COMPLIANT" "letter" "(0)"
tells "$bad" "NON-COMPLIANT" 'the charter bans the tool "robot"' "(1)"
tells "$good---"$'\n'"$bad" "1 compliant, 1 non-compliant" "(1)"
tells "usage: 1" "INVALID" 'the key "tool" is missing' "(2)"
tells "$hidden" "U+202E" "(1)"
tells "" "1 reading error" "(2)"

program=(python3 "$customers/embed.py" "$libdir/libcharter.so.0")
tells "$good" "compliant (0)"
tells "$bad" 'the charter bans the tool "robot" (1)'
tells "$good---"$'\n'"$bad" $'compliant\nnon-compliant\nthe charter' "(1)"
tells "usage: 1" "invalid" 'the key "tool" is missing' "(2)"
tells "$hidden" '\u202e' "(1)"
tells "" "(2)"

[ -n "$cxx" ] || {
    echo "embed.cpp is left out: there is no C++ compiler"
    exit 0
}
quietly "$cxx" "${cxx_flags[@]}" "$customers/embed.cpp" -o "$work/embed-cpp" "${words[@]}"
program=("$work/embed-cpp")
tells "$good" '"file": "uses.yaml"' $'\ncompliant (0)'
tells "$bad" 'the charter bans the tool \"robot\"' $'\nnon-compliant (1)'
tells "usage: 1" '"verdict": "invalid"' "(2)"
tells "" '"code": "input.empty"' "(2)"

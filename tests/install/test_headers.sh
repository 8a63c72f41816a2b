#!/usr/bin/env bash
# Each public header stands by itself, and all stand together, in any order, in C and in C++.
# once: the same headers in every build
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
include=$SOURCE_DIR/include

c() {
    "$CC" -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -I"$include" -fsyntax-only -x c "$1"
}

for compiler in "${CXX:-c++}" g++ clang++ ""; do
    command -v "$compiler" >/dev/null && break
done
cpp() {
    [ -z "$compiler" ] || "$compiler" -std=c++17 -Wall -Wextra -Wpedantic -Werror -I"$include" -fsyntax-only -x c++ "$1"
}

include_all() {
    for header in "$@"; do
        printf '#include <charter/%s>\n' "${header##*/}"
    done
    printf 'int main(void) { return 0; }\n'
}

headers=("$include"/charter/*.h)
[ "${#headers[@]}" -gt 10 ]
backwards=()
for header in "${headers[@]}"; do
    include_all "$header" >"$work/alone"
    c "$work/alone"
    cpp "$work/alone"
    backwards=("$header" "${backwards[@]}")
    # charter.h is all of them.
    case ${header##*/} in
    charter.h | export.h) ;;
    *) grep -q "#include \"charter/${header##*/}\"" "$include/charter/charter.h" || {
        echo "charter.h does not include ${header##*/}"
        exit 1
    } ;;
    esac
done
for order in "${headers[*]}" "${backwards[*]}"; do
    # shellcheck disable=SC2086 # no header has a blank in its name
    include_all $order >"$work/all"
    c "$work/all"
    cpp "$work/all"
done

# Linked from C++, a function is the library's own.
printf '#include <charter/charter.h>\nint main() { return charter_version() == nullptr; }\n' >"$work/linked"
if [ -n "$compiler" ]; then
    "$compiler" -std=c++17 -I"$include" -x c++ -c "$work/linked" -o "$work/linked.o"
    nm "$work/linked.o" | grep -q ' U charter_version$' || {
        echo "C++ looks for another name than charter_version"
        exit 1
    }
fi

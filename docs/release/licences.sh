#!/usr/bin/env bash
# usage: licences.sh MAP FOLDER OURS ARCHIVE…
#
# Gathers in FOLDER the licences of all that a program was linked with: what the linker's map names, without what lies
# under the folder OURS, and the ARCHIVEs, of which copies were linked. Debian's package of each says what its licence
# is; texts that it refers to under /usr/share/common-licenses are taken along. LINKED lists package, version and archives.
set -euo pipefail
export LC_ALL=C

map=$1 folder=$2 ours=$3
shift 3

fail() {
    echo "licences: $*" >&2
    exit 1
}

command -v dpkg-query >/dev/null || fail "there is no dpkg here, whose packages say what the licence of each archive is"

linked_archives() {
    local path
    grep -oE '^(LOAD )?/[^ (]+\.[ao]\b' "$map" | sed 's/^LOAD //' | sort -u | while IFS= read -r path; do
        [[ $path == "$ours"/* ]] || echo "$path"
    done
}

# Archives go by their real names: /lib is a link.
mapfile -t archives < <({ linked_archives; printf '%s\n' "$@"; } | xargs -r -d '\n' realpath -e | sort -u)
[ ${#archives[@]} -gt $# ] || fail "$map names no archive"

rm -rf "$folder"
mkdir -p "$folder"
for archive in "${archives[@]}"; do
    # "PACKAGE:ARCHITECTURE: PATH"
    owner=$(dpkg-query -S "$archive" 2>/dev/null | head -n 1) || fail "no package owns $archive: nobody says what its licence is"
    package=${owner%%:*}
    printf '%s %s\n' "$(dpkg-query -W -f '${Package} ${Version}' "${owner%%: *}")" "$(basename "$archive")"
    [ -e "$folder/$package" ] || cp "/usr/share/doc/$package/copyright" "$folder/$package"
done >"$folder/LINKED"
sort -u -o "$folder/LINKED" "$folder/LINKED"

for text in $(grep -ohE '/usr/share/common-licenses/[A-Za-z0-9.+-]*[A-Za-z0-9]' "$folder"/* | sort -u); do
    [ -e "$text" ] || fail "$text is not here"
    cp "$(realpath "$text")" "$folder/$(basename "$text")"
done
cat >"$folder/README" <<'END'
charter-check is linked with what LINKED lists: package, version, archive. The file with a package's name is its copyright
file, as Debian has it; licences that it names are beside it. With the sources of charter-check, which are all that it is
made of, it can be linked with other versions of each: cmake --preset release && cmake --build --preset release.
END

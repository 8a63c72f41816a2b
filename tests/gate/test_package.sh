#!/usr/bin/env bash
# The Debian package: it is made, holds what it should and nothing more, needs no other, and lintian finds no error in it.
# once: it builds a program of its own.
set -eu
for tool in dpkg-deb cpack gcc; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
[ -z "${CHARTER_SANITIZE:-}" ] || { echo "skipped: nobody makes a package of a build with sanitizers"; exit 77; }

fail() {
    printf '%s\n' "$@"
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake -S "$SOURCE_DIR" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
    -DCMAKE_C_FLAGS_RELEASE=-O0 -DCHARTER_STATIC=ON -DCHARTER_DEB=ON -DBUILD_TESTING=OFF >"$work/log"
cmake --build "$work/build" -j 2 >>"$work/log"
(cd "$work/build" && cpack -G DEB >>"$work/log")
package=$(ls "$work"/build/charter-check_*.deb)

# What the presets of the package and of the release compile and link is the same.
built_by() {
    cmake --preset "$1" -B "$work/$1" >>"$work/log"
    cat "$work/$1/compile_commands.json" "$work/$1/build.ninja" | grep -E '"command"|FLAGS = |LINK_LIBRARIES = ' |
        sed "s,$work/$1,,g"
}
diff <(built_by release) <(built_by deb) || fail "the package is built otherwise than the release is"

dpkg-deb -x "$package" "$work/root"
"$work/root/usr/bin/charter-check" --version | grep -q '^charter-check '
for file in share/man/man1/charter-check.1.gz share/man/fr/man1/charter-check.1.gz \
    share/charter-check/charter/public-service.yaml share/doc/charter-check/copyright \
    share/doc/charter-check/changelog.gz share/doc/charter-check/licences/LINKED \
    share/bash-completion/completions/charter-check share/zsh/vendor-completions/_charter-check \
    share/fish/vendor_completions.d/charter-check.fish; do
    [ -s "$work/root/usr/$file" ] || fail "the package lacks $file"
done
[ ! -e "$work/root/usr/include" ] || fail "the package holds what is the library's"
for page in man1 fr/man1; do
    gzip -cd "$work/root/usr/share/man/$page/charter-check.1.gz" | grep -q '^\.Nm charter-check$' || fail "$page holds no manual"
done
[ -z "$(dpkg-deb -f "$package" Depends)" ] || fail "it needs $(dpkg-deb -f "$package" Depends)"
! command -v lintian >/dev/null || lintian --allow-root --fail-on error,warning "$package"

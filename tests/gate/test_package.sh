#!/usr/bin/env bash
# The Debian package: it is made, holds what it should, needs what it links with, and lintian finds no error in it.
# once: it builds a program of its own.
set -eu
for tool in dpkg-deb dpkg-shlibdeps cpack gcc; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
[ -z "${CHARTER_SANITIZE:-}" ] || { echo "skipped: nobody makes a package of a build with sanitizers"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake -S "$SOURCE_DIR" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
    -DCMAKE_C_FLAGS_RELEASE=-O0 -DCHARTER_DEB=ON -DBUILD_TESTING=OFF >"$work/log"
cmake --build "$work/build" -j 2 >>"$work/log"
(cd "$work/build" && cpack -G DEB >>"$work/log")
package=$(ls "$work"/build/charter-check_*.deb)

dpkg-deb -x "$package" "$work/root"
"$work/root/usr/bin/charter-check" --version | grep -q '^charter-check '
for file in share/man/man1/charter-check.1.gz share/charter-check/charter/public-service.yaml share/doc/charter-check/copyright \
    share/doc/charter-check/changelog.gz share/bash-completion/completions/charter-check \
    share/zsh/vendor-completions/_charter-check share/fish/vendor_completions.d/charter-check.fish; do
    [ -f "$work/root/usr/$file" ] || { echo "the package lacks $file"; exit 1; }
done
[ ! -e "$work/root/usr/include" ] || { echo "the package holds what is the library's"; exit 1; }
dpkg-deb -f "$package" Depends | grep -q 'libyaml-0-2' || { echo "it does not say what it links with"; exit 1; }
! command -v lintian >/dev/null || lintian --allow-root --fail-on error,warning "$package"

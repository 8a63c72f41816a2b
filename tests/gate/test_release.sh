#!/usr/bin/env bash
# The release: made twice, in two folders, it has the same bytes; what it holds is all there, owned by nobody and dated as is
# said; the program needs nothing beside it. The whole run builds as the preset does; the quick one builds once, and
# without optimising.
# once: it builds a program of its own.
# timeout: 900
set -eu
[ -z "${CHARTER_SANITIZE:-}" ] || { echo "skipped: nobody releases a build with sanitizers"; exit 77; }

for tool in wasm-ld dpkg-source; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool, which the module in the release is made with"; exit 77; }
done
[ -d "$SOURCE_DIR/build/wasm-sources/pcre2" ] || { echo "skipped: the sources of the module were not to be had"; exit 77; }

fail() {
    printf '%s\n' "$@"
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
epoch=1793577600 # 2026-11-02
export CCACHE_DISABLE=1
flags=(-DCMAKE_C_FLAGS_RELEASE=-O0 -DCHARTER_LTO=OFF)
[ "${CHARTER_RELEASE:-}" != whole ] || flags=()

# release FOLDER [FLAG]…: builds the sources copied there, and names the archive.
release() {
    (cd "$1" && cmake --preset release "${flags[@]}" "${@:2}" -B "$1-build" && cmake --build "$1-build" -j 2 --target release) \
        >"$work/log" 2>&1 || fail "the build in $1 failed" "$(tail -n 20 "$work/log")"
    archive=$(ls "$1-build"/charter-check-*.tar.gz)
}

copy() {
    mkdir "$1"
    tar -C "$SOURCE_DIR" --exclude=./build --exclude=./.git -c . | tar -C "$1" -x
    mkdir "$1/build"
    cp -r "$SOURCE_DIR/build/wasm-sources" "$1/build/"
}

copy "$work/one"
SOURCE_DATE_EPOCH=$epoch release "$work/one"
one=$archive

# In another folder, by somebody with another umask, dated by the commit; with the module of the first, since
# wasm/test_build makes that one twice.
made_again() {
    copy "$work/another place"
    cd "$work/another place"
    git init -q
    GIT_COMMITTER_DATE="@$epoch +0100" git -c user.name=A -c user.email=a@example.org commit -q --allow-empty -m x
    umask 077
    release "$work/another place" "-DCHARTER_MODULE=$work/one/build/wasm/charter.wasm.gz"
    cmp "$one" "$archive" || fail "made twice, it is not the same"
}
[ ${#flags[@]} != 0 ] || (made_again)

cd "$work"
(cd "$(dirname "$one")" && sha256sum --quiet -c "$(basename "$one").sha256")
mkdir nothing
! "$SOURCE_DIR/docs/release/archive.sh" nothing nothing.tar.gz / 2>told || fail "it is packed without a date"
grep -q 'set SOURCE_DATE_EPOCH' told || fail "nobody says what to do for a date:" "$(cat told)"

name=$(basename "$one" .tar.gz)
tar -tvzf "$one" --full-time --utc >listed
! grep -vE "^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) 0/0 .* 2026-11-02 00:00:00 $name/" listed || fail "a member is not as the others are"
tar -tzf "$one" | tr / '\001' | LC_ALL=C sort -c || fail "its members are in no order"
tar -xzf "$one"
(cd "$name" && sha256sum --quiet -c SHA256SUMS)
expect=$(find "$name" -type f ! -name SHA256SUMS | wc -l)
[ "$(wc -l <"$name/SHA256SUMS")" = "$expect" ] || fail "SHA256SUMS does not name each of the $expect files"
for file in bin/charter-check share/man/man1/charter-check.1 share/man/fr/man1/charter-check.1 \
    share/bash-completion/completions/charter-check share/zsh/vendor-completions/_charter-check \
    share/fish/vendor_completions.d/charter-check.fish share/charter-check/charter/public-service.yaml \
    share/doc/charter-check/LICENSE; do
    [ -s "$name/$file" ] || fail "it lacks $file"
done

# Licences: of each archive, by the package that owns it.
licences=$name/share/doc/charter-check/licences
for archive in yaml pcre2-8 utf8proc md unistring z zstd sqlite3 c gcc clang_rt.builtins-wasm32; do
    owner=$(awk -v name="lib$archive.a" '$3 == name && $1 != "wasi-libc" {print $1}' "$licences/LINKED")
    [ -n "$owner" ] || fail "LINKED does not name lib$archive.a"
    cmp "$licences/$owner" "/usr/share/doc/$owner/copyright" || fail "the licence of lib$archive.a is not there"
done
[ -s "$licences/wasi-libc" ] || fail "the licence of the module's C library is not there"
[ -s "$licences/LGPL-2.1" ] || fail "a licence that another names is not there"

program=$name/bin/charter-check
grep -q 'ch_page_module_size = [1-9]' "$work/one-build/embedded/ch_page_module.c" || fail "the program holds no module"
! grep -qaF "$work" "$program" || fail "the program holds paths of this machine"
! readelf -lW "$program" | grep -q INTERP || fail "the program wants a loader"
! readelf -dW "$program" | grep -q NEEDED || fail "the program wants shared libraries"
[ ${#flags[@]} != 0 ] || [ "$(stat -c %s "$program")" -lt 6700000 ] || fail "the program has grown beyond 6.7 MB"

# In an empty folder, and where there is nothing else at all.
mkdir empty
cp "$program" "$SOURCE_DIR/charter/public-service.yaml" empty
judge=(/charter-check --charter /public-service.yaml --at 2026-11-02 --lang fr -)
declared=$'usage: 1\nactivity: drafting\ntool: ChatGPT\ndata: [internal]\n'
for root in env chroot; do
    [ $root = env ] || [ "$(id -u)" = 0 ] || continue
    within=("$(command -v chroot)" "$work/empty") at=
    [ $root = chroot ] || within=() at=$work/empty
    code=0
    printf '%s' "$declared" | env -i "${within[@]}" "$at${judge[0]}" --charter "$at${judge[2]}" "${judge[@]:3}" >told 2>&1 || code=$?
    [[ $code = 1 && $(cat told) == "NON CONFORME"* ]] || fail "alone ($root), it exits $code and says" "$(cat told)"
done

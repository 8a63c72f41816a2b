#!/bin/sh
# usage: pinned.sh ARGUMENTS…
#
# Runs the charter-check of a release whose archive has the hash that is expected, and no other, whatever is installed.
#
#   CHARTER_CHECK_URL      where the archive is: https://…, or http://127.0.0.1…
#   CHARTER_CHECK_SHA256   the SHA-256 that it must have
#   CHARTER_CHECK_CACHE    the folder that keeps archives by their hash, outside of what is judged; none: keep nothing
#
# Nothing is read of the folder that it is called in. What is kept is hashed again before it is used. The exit status is
# the program's, and 2 where there is none to run. The recipes in this folder hold the lines between the marks, which the
# build target `generate` writes there: no backslash, and no three quotes in a row, may stand in them.

# -- pinned --
set -eu
refuse() {
    echo "charter-check was not run: $*" >&2
    exit 2
}
judged=$(pwd -P)
cd / # what stands in the folder that is judged has no say

sha256=${CHARTER_CHECK_SHA256:-}
[ -n "$sha256" ] || refuse "set CHARTER_CHECK_SHA256 to the SHA-256 of the release, which stands in its .sha256 file"
case $sha256 in *[!0-9a-fA-F]*) sha256= ;; esac
[ ${#sha256} = 64 ] || refuse "CHARTER_CHECK_SHA256 is no SHA-256: write the 64 digits, 0 to f, of the release's .sha256 file"
sha256=$(echo "$sha256" | tr A-F a-f)
url=${CHARTER_CHECK_URL:-}
case $url in
https://*) ;;
http://*@*) refuse "CHARTER_CHECK_URL must begin with https://" ;;
http://127.0.0.1[:/]*) ;; # a mirror on this machine
'') refuse "set CHARTER_CHECK_URL to the address of the release, an archive .tar.gz" ;;
*) refuse "CHARTER_CHECK_URL must begin with https://" ;;
esac

most=33554432 # bytes of an archive
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work"
unset TAR_OPTIONS GZIP WGETRC CURL_HOME
cache=${CHARTER_CHECK_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/charter-check}
case $cache in
none | /*) ;;
*) refuse "CHARTER_CHECK_CACHE is $cache: write a path from / on" ;;
esac
[ "$cache" != none ] && mkdir -p "$cache" 2>/dev/null && cache=$(cd "$cache" && pwd -P) || cache=none
case $cache/ in
"${judged%/}"/*)
    [ -z "${CHARTER_CHECK_CACHE:-}" ] || refuse "CHARTER_CHECK_CACHE lies in the folder that is judged: name another"
    cache=none
    ;;
esac
kept=$cache/$sha256.tar.gz

# Both follow five redirections, to https alone, and stop at what is too large.
fetch_by_curl() {
    curl -q --silent --show-error --fail --location --max-redirs 5 --proto '=https,http' --proto-redir '=https' --retry 3 --connect-timeout 30 --max-time 300 --max-filesize $most --output archive "$url"
}
fetch_by_wget() {
    for _ in 0 1 2 3 4 5; do
        wget --no-config --no-hsts --no-netrc --quiet --server-response --max-redirect=0 --tries=3 --timeout=30 --output-document=archive "$url" 2>answer && return
        url=$(sed -n 's/^ *[Ll]ocation: *//p' answer | tail -n 1 | tr -d '[:space:]')
        case $url in https://*) ;; *) cat answer >&2 && return 1 ;; esac
    done
    return 1
}
fetch() {
    ulimit -f 65536 # blocks of 512 bytes, or of 1,024
    if command -v curl >/dev/null; then
        fetch_by_curl
    elif wget --no-config --version 2>/dev/null | grep -q '^GNU Wget'; then
        fetch_by_wget
    else
        echo "there is neither curl nor GNU wget here: install one of them" >&2
        return 1
    fi
}
found() {
    sha256sum <archive | cut -c 1-64
}
is_right() {
    [ "$(wc -c <archive)" -le $most ] && [ "$(found)" = "$sha256" ]
}
keep() {
    partial=$(mktemp "$cache/partial.XXXXXX") && cat archive >"$partial" && mv -f "$partial" "$kept"
}
# What was kept may have been changed by whoever ran here before: it is copied, and the copy is hashed.
if ! { [ -f "$kept" ] && head -c $((most + 1)) "$kept" >archive && is_right; } 2>/dev/null; then
    rm -f archive
    (fetch) || refuse "nothing could be fetched from $url"
    is_right || refuse "what $url gives has the SHA-256 $(found), and not $sha256: it was not used"
    [ "$cache" = none ] || (keep) 2>/dev/null || echo "charter-check: the release could not be kept in $cache" >&2
fi

# One member alone is unpacked, and not by its name.
tar -tzf archive >names || refuse "what $url gives is no .tar.gz"
folder=$(head -n 1 names | cut -d / -f 1)
case $folder in charter-check-*) ;; *) refuse "the archive is no release of charter-check" ;; esac
while IFS= read -r name; do
    case $name/ in
    */../*) refuse "the archive holds a name that leads out of it" ;;
    "$folder"/*) ;;
    *) refuse "the archive holds more than the folder $folder" ;;
    esac
done <names
[ "$(grep -cxF "$folder/bin/charter-check" names)" = 1 ] || refuse "the archive does not hold $folder/bin/charter-check, once"
tar -xzOf archive "$folder/bin/charter-check" | head -c 134217728 >charter-check
chmod 700 charter-check
program=$work/charter-check
case $("$program" --version 2>/dev/null || :) in
"charter-check "*) ;;
*) refuse "the program of the release does not run here ($(uname -sm)): take that for this machine, or set TMPDIR to where programs may run" ;;
esac
cd "$judged"
# -- run --

"$program" "$@"

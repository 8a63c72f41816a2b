#!/usr/bin/env bash
# usage: archive.sh FOLDER ARCHIVE SOURCE
#
# Packs FOLDER, with the hashes of all that is in it, into ARCHIVE (.tar.gz), and says what its hash is. The bytes depend
# on the files alone: their times are SOURCE_DATE_EPOCH, or the time of the commit that SOURCE is at.
set -euo pipefail
export LC_ALL=C
folder=$1 archive=$2 source=$3

epoch=${SOURCE_DATE_EPOCH:-$(git -C "$source" log -1 --format=%ct 2>/dev/null || true)}
[[ $epoch =~ ^[0-9]+$ ]] || {
    echo "archive: there is no commit here: set SOURCE_DATE_EPOCH to the seconds since 1970 that files are to be dated" >&2
    exit 1
}

(cd "$folder" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum >SHA256SUMS)
tar --create --format=ustar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    --directory="$(dirname "$folder")" "$(basename "$folder")" | gzip -9n >"$archive"
(cd "$(dirname "$archive")" && sha256sum "$(basename "$archive")" | tee "$archive.sha256")

#!/usr/bin/env bash
# Builds and installs charter-check on Debian 12 or Ubuntu, from the sources that this file lies in: for who takes no release.
# The gates here do not look at what it installs: they run the release that has the hash (pinned.sh).
set -euo pipefail

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build_folder=$(mktemp -d)
trap 'rm -rf "$build_folder"' EXIT
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# shellcheck source=tests/packages.sh
. "$source_folder/tests/packages.sh"
as_root apt-get -q -y update
as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "${build_packages[@]}" git
cmake -S "$source_folder" -B "$build_folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF -DCHARTER_HARDEN=ON
cmake --build "$build_folder"
as_root cmake --install "$build_folder"

# shellcheck shell=bash disable=SC2034
# The packages that charter-check is built and tested with, Debian's and npm's, and how they get here. Sourced
# by quickstart and tests/run.

build_packages=(gcc libc6-dev cmake ninja-build pkg-config gettext
    libyaml-dev libpcre2-dev libutf8proc-dev libunistring-dev libmd-dev zlib1g-dev libzstd-dev libexpat1-dev
    libsqlite3-dev)
# libxml2-utils: xmllint, for the reports in XML; cmark-gfm: for those in Markdown; tzdata: the zones that CEL
# may name; python3-scipy: linear programs, which bound what is not published; git: the repositories that a gate
# judges; curl, wget, openssl: the releases that one fetches; lintian: the package; zstd: inputs; parallel: audits in
# parts; valgrind: instructions, counted; mandoc, man-db: the manual pages; chromium, firefox-esr: pages, used, and read
# by axe-core; clang-format: the layout of the code; clang-tidy: its lint; zsh, fish: completion.
# clang comes with its sanitizers' own package.
test_packages=(clang libclang-rt-14-dev llvm-14 libcmocka-dev python3 python3-yaml python3-jsonschema python3-scipy libxml2-utils
    cmark-gfm tzdata git curl wget openssl lintian zstd parallel valgrind mandoc man-db chromium firefox-esr
    clang-format clang-tidy zsh fish)

# For the WebAssembly module (src/wasm). clang: the compiler; lld: its linker; wasi-libc: a C library for WebAssembly;
# libclang-rt-14-dev-wasm32: what clang calls for arithmetic that a machine has no instruction for; dpkg-dev:
# dpkg-source, which unpacks the sources of the libraries.
wasm_packages=(clang lld llvm-14 wasi-libc libclang-rt-14-dev-wasm32 dpkg-dev)

# Node, where there is none: any from 18 on will do, and one that did not come from Debian may bring npm along.
node_packages() {
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
}

# Those of the packages given that are not installed, one a line.
missing_packages() {
    local package
    for package in "$@"; do
        # pkg-config is a name that pkgconf may answer to: ask for the state, not for the version.
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

on_debian_12() {
    [ -r /etc/os-release ] && command -v dpkg-query apt-get >/dev/null &&
        (. /etc/os-release && [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ])
}

# Runs apt-get as root; its output is shown where it fails.
as_root_apt_get() {
    local root=() log
    [ "$(id -u)" = 0 ] || root=(sudo)
    log=$(mktemp)
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null >"$log" 2>&1 || {
        cat "$log" >&2
        rm -f "$log"
        return 1
    }
    rm -f "$log"
}

# Installs those of the packages given that are missing: silent where there are none. Returns 2, with a
# sentence, where this is not ours to do.
install_packages() {
    local missing
    on_debian_12 || {
        echo "This is not Debian 12: please install what it calls $*, then build with cmake --preset release." >&2
        return 2
    }
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} = 0 ] && return
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        echo "Not root, and there is no sudo: please have these installed: ${missing[*]}" >&2
        return 2
    fi
    echo "Installing ${missing[*]}" >&2
    as_root_apt_get install --no-install-recommends "${missing[@]}" 2>/dev/null && return
    # The lists of packages are absent or old.
    as_root_apt_get update && as_root_apt_get install --no-install-recommends "${missing[@]}"
}

# What tests take from npm, at the versions of tests/npm/package-lock.json, in build/npm/. Silent where it is there.
# It cannot be had without a network: then the tests that need it are skipped, and say so.
install_npm_packages() {
    local wanted=tests/npm folder=build/npm log
    cmp -s $wanted/package-lock.json $folder/complete.json && return
    log=$(mktemp)
    mkdir -p $folder && cp $wanted/package.json $wanted/package-lock.json $folder/
    if npm ci --prefix $folder --ignore-scripts --no-audit --no-fund </dev/null >"$log" 2>&1; then
        cp $wanted/package-lock.json $folder/complete.json
    else
        echo "npm could not install what $wanted/package.json names; the tests that need it are skipped:" >&2
        grep -i '^npm err' "$log" | head -n 4 >&2
    fi
    rm -f "$log"
}

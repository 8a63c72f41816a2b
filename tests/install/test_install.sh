#!/usr/bin/env bash
# Installs into an empty folder, then builds and runs a customer there through CMake's find_package and
# through pkg-config. Needs nothing of the source but what was installed.
# once: the customer is built without our flags.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

# The customer is built without our flags, so a library full of sanitizers cannot serve him.
if [ -n "${CHARTER_SANITIZE:-}" ]; then
    echo "skipped: the library is built with -fsanitize=$CHARTER_SANITIZE"
    exit 77
fi
if grep -q '^CHARTER_COVERAGE:BOOL=ON' "$BUILD_DIR/CMakeCache.txt"; then
    echo "skipped: the library is built for coverage"
    exit 77
fi

quietly() {
    "$@" >"$work/log" 2>&1 || {
        echo "failed: $*"
        cat "$work/log"
        exit 1
    }
}

expect() {
    local what=$1 got=$2
    [ "$got" = "$version" ] && return
    echo "$what says version '$got', expected '$version'"
    exit 1
}

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$BUILD_DIR/CMakeCache.txt")
quietly "$CMAKE_COMMAND" --install "$BUILD_DIR" --prefix "$prefix"

libdir=$(dirname "$(find "$prefix" -name libcharter.so)")
for file in "$libdir/libcharter.so.0" "$libdir/libcharter.a" "$libdir/pkgconfig/charter.pc" \
    "$prefix/include/charter/charter.h" "$prefix/include/charter/export.h" "$prefix/bin/charter-check"; do
    [ -e "$file" ] || {
        echo "not installed: $file"
        exit 1
    }
done
if [ -d "$SOURCE_DIR/charter" ]; then
    diff -r "$SOURCE_DIR/charter" "$prefix/share/charter-check/charter"
fi
hidden=$(nm -D --defined-only "$libdir/libcharter.so" | awk '$2 ~ /[TDBR]/ && $3 !~ /^charter_/ {print $3}')
if [ -n "$hidden" ]; then
    printf 'the shared library shows what is not charter_…:\n%s\n' "$hidden"
    exit 1
fi

mkdir "$work/customer"
cp "$SOURCE_DIR/tests/install/customer.c" "$SOURCE_DIR/tests/install/CMakeLists.txt" "$work/customer"
quietly "$CMAKE_COMMAND" -G Ninja -S "$work/customer" -B "$work/build" \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_PREFIX_PATH="$prefix"
quietly "$CMAKE_COMMAND" --build "$work/build"
expect "a customer through find_package" "$("$work/build/customer")"
expect "a customer through find_package, static" "$("$work/build/customer-static")"

export PKG_CONFIG_PATH=$libdir/pkgconfig
# shellcheck disable=SC2046 # words are what pkg-config gives
quietly "$CC" -std=c11 -Wall -Wextra -Wpedantic -Werror "$work/customer/customer.c" -o "$work/by-pkg-config" \
    $(pkg-config --cflags --libs charter)
expect "a customer through pkg-config" "$(LD_LIBRARY_PATH=$libdir "$work/by-pkg-config")"
expect "pkg-config" "$(pkg-config --modversion charter)"

#!/usr/bin/env bash
# Installs into an empty folder, then builds and runs a customer there through CMake's find_package and
# through pkg-config. Needs nothing of the source but what was installed.
# once: the customer is built without our flags.
set -eu
# shellcheck source=tests/install/installed.sh
. "$SOURCE_DIR/tests/install/installed.sh"

for file in "$libdir/libcharter.so.0" "$libdir/libcharter.a" "$libdir/pkgconfig/charter.pc" \
    "$prefix/include/charter/charter.h" "$prefix/include/charter/export.h" "$prefix/bin/charter-check" \
    "$prefix/share/man/man1/charter-check.1" "$prefix/share/man/fr/man1/charter-check.1" \
    "$prefix/share/charter-check/charter/public-service.yaml" \
    "$prefix/share/charter-check/charter/public-service.cases.yaml"; do
    [ -e "$file" ] || fail "not installed: $file"
done
if [ -d "$SOURCE_DIR/charter" ]; then
    diff -r "$SOURCE_DIR/charter" "$prefix/share/charter-check/charter"
fi
hidden=$(nm -D --defined-only "$libdir/libcharter.so" | awk '$2 ~ /[TDBR]/ && $3 !~ /^charter_/ {print $3}')
[ -z "$hidden" ] || fail 'the shared library shows what is not charter_…:' "$hidden"

mkdir "$work/customer"
cp "$customers/customer.c" "$customers/CMakeLists.txt" "$work/customer"
quietly "$CMAKE_COMMAND" -G Ninja -S "$work/customer" -B "$work/build" \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_PREFIX_PATH="$prefix"
quietly "$CMAKE_COMMAND" --build "$work/build"
expect "a customer through find_package" "$("$work/build/customer")"
expect "a customer through find_package, static" "$("$work/build/customer-static")"

# shellcheck disable=SC2046 # words are what pkg-config gives
quietly "$CC" "${c_flags[@]}" "$customers/customer.c" -o "$work/by-pkg-config" $(pkg-config --cflags --libs charter)
expect "a customer through pkg-config" "$(LD_LIBRARY_PATH=$libdir "$work/by-pkg-config")"
expect "pkg-config" "$(pkg-config --modversion charter)"

# What tests of installation begin with: everything is installed into an empty folder, $prefix, whose libraries are in
# $libdir; $work is for the test's own files. Sourced.
# shellcheck shell=bash disable=SC2034

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

fail() {
    printf '%s\n' "$@"
    exit 1
}

quietly() {
    "$@" >"$work/log" 2>&1 || fail "failed: $*" "$(cat "$work/log")"
}

expect() {
    local what=$1 got=$2 expected=${3-$version}
    [ "$got" = "$expected" ] || fail "$what says '$got', expected '$expected'"
}

# customers: what they are warned of is an error too.
c_flags=(-std=c11 -Wall -Wextra -Wpedantic -Werror)
cxx_flags=(-std=c++17 -Wall -Wextra -Wpedantic -Werror)
for cxx in "${CXX:-c++}" g++ clang++ ""; do
    command -v "$cxx" >/dev/null && break
done

customers=$SOURCE_DIR/tests/install
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$BUILD_DIR/CMakeCache.txt")
quietly "$CMAKE_COMMAND" --install "$BUILD_DIR" --prefix "$prefix"
libdir=$(dirname "$(find "$prefix" -name libcharter.so)")
export PKG_CONFIG_PATH=$libdir/pkgconfig

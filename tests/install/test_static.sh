#!/usr/bin/env bash
# pkg-config --static names all that the archive needs: every object of it is linked, where there is no shared library.
# once: the customer is built without our flags.
set -eu
# shellcheck source=tests/install/installed.sh
. "$SOURCE_DIR/tests/install/installed.sh"

rm "$libdir"/libcharter.so*
# shellcheck disable=SC2207 # words are what pkg-config gives
cflags=($(pkg-config --static --cflags charter)) libs=($(pkg-config --static --libs charter))

quietly "$CC" "${c_flags[@]}" "$customers/customer.c" -o "$work/customer" "${cflags[@]}" "${libs[@]}"
expect "a customer of the archive" "$("$work/customer")"

# -z defs: nothing that is not found is forgiven.
quietly "$CC" "${c_flags[@]}" "$customers/customer.c" -o "$work/whole" "${cflags[@]}" -Wl,-z,defs \
    -Wl,--whole-archive "$libdir/libcharter.a" -Wl,--no-whole-archive "${libs[@]}"
expect "a customer of the whole archive" "$("$work/whole")"

# With archives alone, where this machine has them of what we stand on.
printf 'int main(void) { return 0; }\n' >"$work/nothing.c"
needs=("${libs[@]}")
if "$CC" -static "$work/nothing.c" -o "$work/nothing" "${needs[@]}" >"$work/log" 2>&1; then
    quietly "$CC" "${c_flags[@]}" -static "$customers/embed.c" -o "$work/alone" "${cflags[@]}" "${libs[@]}"
    printf 'usage: 1\nactivity: drafting\ntool: writer\ndata: []\n' >"$work/usage.yaml"
    "$work/alone" <"$work/usage.yaml" >"$work/told" || fail "a customer without shared libraries exits $?"
    grep -q '^COMPLIANT ' "$work/told" || fail "a customer without shared libraries says" "$(cat "$work/told")"
    [ -z "$(nm -D --undefined-only "$work/alone" 2>/dev/null)" ] || fail "it wants shared libraries"
else
    echo "without -static: some archive is not here"
fi

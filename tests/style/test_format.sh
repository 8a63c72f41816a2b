#!/usr/bin/env bash
# All C of src/, include/ and tests/ is laid out as clang-format 14 does it by .clang-format.
# once: the same sources in every build
set -u
command -v clang-format >/dev/null || { echo "skipped: there is no clang-format"; exit 77; }
find src include tests -name '*.[ch]' -print0 | xargs -0 -n 40 -P "$(nproc)" clang-format --dry-run -Werror || {
    echo "Mend it: find src include tests -name '*.[ch]' | xargs clang-format -i"
    exit 1
}

# A text may be absent, and memchr() and memcpy() may not have its address then: a sanitizer tells it only where a test
# comes by.
if grep -nE '(memchr\(|memcpy\([^;]*, )(\w|->|\.|\[|\])*(\.|->)at, ([^()]*, )?(\w|->|\.|\[|\])*(\.|->)length\);?' -r src --include='*.[ch]' | grep -v '^src/cli/\|^src/base/text.h:'; then
    echo "Mend it: ch_text_find(), ch_text_copy() of base/text.h"
    exit 1
fi

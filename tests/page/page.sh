# shellcheck shell=bash
# The tests of the page in browsers: `in_browsers NAME` runs NAME.mjs, or says what is missing and skips (77).
in_browsers() {
    local here module
    here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    export SOURCE_DIR=${SOURCE_DIR:-$(cd "$here/../.." && pwd)}
    export CHARTER_CHECK=${CHARTER_CHECK:-$SOURCE_DIR/build/ci/charter-check}
    export CHARTER_TEST_NPM=${CHARTER_TEST_NPM:-$SOURCE_DIR/build/npm}
    local made=$SOURCE_DIR/build/wasm/charter.wasm
    for module in "${CHARTER_TEST_MODULE:-}" "$made.gz" "$made"; do
        [ -n "$module" ] && [ -r "$module" ] && break
        module=
    done
    export CHARTER_TEST_MODULE=$module
    skip_without node "$(command -v node)"
    skip_without chromium "$(command -v chromium || command -v chromium-browser)"
    skip_without firefox-esr "$(command -v firefox-esr)"
    skip_without "puppeteer-core in build/npm" "$(ls -d "$CHARTER_TEST_NPM/node_modules/puppeteer-core" 2>/dev/null)"
    skip_without "axe-core in build/npm" "$(ls -d "$CHARTER_TEST_NPM/node_modules/axe-core" 2>/dev/null)"
    skip_without "the module (cmake --preset wasm, then cmake --build --preset wasm)" "$module"
    exec node --test-reporter=tap "$here/$1.mjs"
}

skip_without() {
    [ -n "$2" ] && return
    echo "skipped: $1 is not there"
    exit 77
}

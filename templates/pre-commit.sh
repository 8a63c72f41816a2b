#!/bin/sh
# usage: pre-commit.sh OPTIONS…
#
# What pre-commit runs, in the repository: the declarations that are to be committed are judged. Where some other YAML is to be,
# which may be part of the charter, and where nothing is (pre-commit run --all-files), all declarations that git knows are.
# Names reach the program as a list that ends each with a NUL: none of them is an option. It is the release of
# CHARTER_CHECK_SHA256 (pinned.sh), or, where none is named, what is installed.
set -euf
declarations='**/usage.yaml **/usage.yml **/.ai-usage.yaml **/.ai-usage.yml
    **/ai-usage/**/*.yaml **/ai-usage/**/*.yml **/ai-usage/**/*.json **/ai-usage/**/*.ndjson **/ai-usage/**/*.jsonl
    **/ai-usage/**/*.gz **/ai-usage/**/*.zst'

# pathspecs MAGIC: the declarations, as git wants to be asked for them.
pathspecs() {
    for pattern in $declarations; do echo ":($1glob,icase)$pattern"; done
}

# shellcheck disable=SC2046 # no pattern has a blank in it
known() {
    git ls-files --cached -z -- $(pathspecs '')
}

staged() {
    git diff --cached --name-only --no-ext-diff --no-renames --diff-filter=d -z -- "$@"
}

# shellcheck disable=SC2046
staged_declarations() {
    staged $(pathspecs '')
}

# shellcheck disable=SC2046
staged_others() {
    staged '*.yaml' '*.yml' $(pathspecs exclude,)
}

names() {
    if [ "$(staged_declarations | wc -c)" != 0 ] && [ "$(staged_others | wc -c)" = 0 ]; then
        staged_declarations
    else
        known
    fi
}

tell_what_ci_needs() {
    case ${CI:-false}${CHARTER_CHECK_CHARTER:-} in false) return ;; esac
    case " $*" in *" --charter"*) return ;; esac
    echo "charter-check: under CI no charter is looked for in what is judged: give this hook its charter, by" >&2
    echo "    args: [--charter-rev=refs/remotes/origin/main]   (a branch that others cannot change, and the whole history)" >&2
    echo "or args: [--charter=FILE, --charter-sha256=HASH]" >&2
}

if [ -n "${CHARTER_CHECK_SHA256:-}" ]; then
    program=$(dirname "$0")/pinned.sh
else
    program=charter-check
    command -v charter-check >/dev/null || {
        echo "charter-check is not installed, and CHARTER_CHECK_SHA256 names no release: the project's docs/ci.md says how" >&2
        exit 2
    }
fi
if [ "$(names | wc -c)" = 0 ]; then
    echo "no declaration is here to be judged" >&2
    exit 0
fi
status=0
names | "$program" "$@" --files-from - || status=$?
[ $status != 2 ] || tell_what_ci_needs "$@"
exit $status

#!/usr/bin/env bash
# The gate, as the GitHub action runs it: what is wanted stands in the environment, and nothing of it is ever part of a
# command line that a shell reads. Each GATE_… is an option of charter-check; GATE_INPUTS has an input a line. What runs is
# the release that pinned.sh is told of.
#
# Where GITHUB_STEP_SUMMARY and GITHUB_OUTPUT name files, the summary of the job is added to the one, and to the other
# `status` (the exit status) and how many declarations there are, and of each verdict: words of this file and digits, so that
# nothing that was declared can pass for an output.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

words=(check) refused=0
add() { [ -z "$2" ] || words+=("$1=$2"); }

add --charter "${GATE_CHARTER:-}"
add --charter-rev "${GATE_CHARTER_REV:-}"
add --charter-sha256 "${GATE_CHARTER_SHA256:-}"
add --baseline "${GATE_BASELINE:-}"
add --baseline-rev "${GATE_BASELINE_REV:-}"
add --changed-since "${GATE_CHANGED_SINCE:-}"
add --fail-on "${GATE_FAIL_ON:-}"
add --lang "${GATE_LANG:-}"
add --format "${GATE_FORMAT:-}"
# The branch may hold a report of its own under that name, or a link that leads elsewhere.
make_room() {
    local file=${1#*=} folder
    case $file in /* | - | '') return ;; esac
    folder=$(dirname -- "$file")
    if [ -d "$folder" ] && [ "$(cd -P -- "$folder" && pwd)" != "$(realpath -ms -- "$(pwd -P)/$folder")" ]; then
        echo "charter-check was not run: $folder is a link: the report $file would be written elsewhere" >&2
        return 1
    fi
    rm -f -- "$file"
}
while IFS= read -r output; do
    add --output "$output"
    make_room "$output" || refused=2
done <<<"${GATE_OUTPUTS:-}"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || add --output "markdown=$work/summary"
[ -z "${GITHUB_OUTPUT:-}" ] || add --output "ndjson=$work/verdicts"

inputs=()
while IFS= read -r input; do
    [ -z "$input" ] || inputs+=("$input")
done <<<"${GATE_INPUTS:-}"

status=$refused
[ $status != 0 ] || "$here/pinned.sh" "${words[@]}" -- ${inputs[@]+"${inputs[@]}"} || status=$?

tell_outputs() {
    local name count
    echo "status=$status"
    [ -s "$work/verdicts" ] || return 0
    for name in declarations compliant conditional review undetermined non-compliant invalid; do
        # The last line is the summary, which quotes nothing.
        count=$(tail -n 1 "$work/verdicts" | sed -nE "s/^\{\"summary\":\{(.*,)?\"$name\":([0-9]+)[,}].*/\2/p")
        [ -z "$count" ] || echo "$name=$count"
    done
}
[ -z "${GITHUB_OUTPUT:-}" ] || tell_outputs >>"$GITHUB_OUTPUT"

tell_summary() {
    if [ -s "$work/summary" ]; then cat "$work/summary"; else printf '## AI charter\n\nNothing was judged: the log says why.\n'; fi
}
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || tell_summary >>"$GITHUB_STEP_SUMMARY"
exit "$status"

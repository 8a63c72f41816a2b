#!/usr/bin/env bash
# The gate, as every pipeline here runs it: what is wanted stands in the environment, and nothing of it is ever part of a
# command line that a shell reads. Each GATE_… is an option of charter-check; GATE_INPUTS has an input a line.
set -euo pipefail

words=(check)
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
while IFS= read -r output; do
    add --output "$output"
done <<<"${GATE_OUTPUTS:-}"

inputs=()
while IFS= read -r input; do
    [ -z "$input" ] || inputs+=("$input")
done <<<"${GATE_INPUTS:-}"

exec charter-check "${words[@]}" -- ${inputs[@]+"${inputs[@]}"}

# shellcheck shell=bash
# Completion for bash. Made from the program's tables by docs/generate/: build the target generate instead of writing here.

_charter_check_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}

# A format and "="; what stands behind that is a file.
_charter_check_output() {
    compopt -o nospace 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -S = -W "$1" -- "$current")
}

# The ids of a vocabulary, of the charter that the line names, or of the one that lies in its usual place.
_charter_check_ids() {
    local charter=() number
    for ((number = 1; number < COMP_CWORD - 1; number++)); do
        [ "${COMP_WORDS[number]}" = --charter ] || continue
        charter=(--charter "${COMP_WORDS[number + 1]}")
        [ "${charter[1]}" != = ] || charter=(--charter "${COMP_WORDS[number + 2]}")
    done
    "${COMP_WORDS[0]}" tables --ids "$1" "${charter[@]}" 2>/dev/null
}

_charter_check() {
    local current=${COMP_WORDS[COMP_CWORD]} command=check at=$((COMP_CWORD - 1)) words=
    COMPREPLY=()
    if [ "$COMP_CWORD" -gt 1 ]; then
        case ${COMP_WORDS[1]} in
        ask | detect | scan | lint | test | prove | intake | audit | merge | trend | init | complete | which | page | \
        explain | help | tables) command=${COMP_WORDS[1]} ;;
        esac
    fi
    # bash parts a word at each "=".
    [ "$current" != = ] || current=
    [ "${COMP_WORDS[at]}" != = ] || at=$((at - 1))
    case "${COMP_WORDS[at]}" in
    -*) ;;
    *)
        if [ "$at" -lt $((COMP_CWORD - 1)) ] || [ "${COMP_WORDS[COMP_CWORD]}" = = ]; then
            _charter_check_files -f # --output NAME=FILE
            return
        fi
        ;;
    esac
    case "$command ${COMP_WORDS[at]}" in
    "check --charter" | "check --exceptions" | "check --baseline" | "check --intake" | "check --files-from" | \
        "check --text" | "ask --text" | "ask --save" | "ask --charter" | "ask --exceptions" | "detect --charter" | \
        "detect --exceptions" | "scan --charter" | "scan --exceptions" | "scan --declarations" | "scan --intake" | \
        "scan --baseline" | "lint --charter" | "lint --exceptions" | "test --charter" | "test --exceptions" | \
        "prove --charter" | "prove --exceptions" | "intake --charter" | "audit --charter" | "audit --exceptions" | \
        "audit --partial" | "audit --history" | "audit --published" | "audit --intake" | "audit --files-from" | \
        "merge --partial" | "merge --published" | "trend --history" | "init --charter" | "init --exceptions" | \
        "complete --charter" | "complete --exceptions" | "which --charter" | "which --exceptions" | "page --charter" | \
        "page --exceptions" | "page --style" | "page --module" | "explain --declaration" | "explain --charter" | \
        "explain --exceptions" | "tables --charter" | "tables --exceptions")
        _charter_check_files -f
        ;;
    "check --at" | "check --charter-sha256" | "check --jobs" | "check -j" | "check --max-bytes" | \
        "check --max-input-bytes" | "check --max-declarations" | "check --max-faults" | "check --max-scanned-bytes" | \
        "check --stdin-filename" | "ask --data" | "ask --fact" | "ask --at" | "detect --at" | "scan --at" | \
        "scan --charter-sha256" | "scan --exclude" | "scan --max-scanned-bytes" | "scan --commits" | "lint --at" | \
        "test --at" | "test --fail-under" | "test --jobs" | "test -j" | "prove --at" | "prove --most" | "intake --at" | \
        "intake --sheet" | "audit --at" | "audit --forget-before" | "audit --by" | "audit --min-group" | \
        "audit --jobs" | "audit -j" | "audit --max-bytes" | "audit --max-input-bytes" | "audit --max-declarations" | \
        "audit --max-faults" | "audit --max-scanned-bytes" | "audit --stdin-filename" | "merge --min-group" | \
        "init --at" | "init --from" | "init --answer" | "complete --at" | "which --data" | "which --fact" | \
        "which --at" | "page --at" | "page --charter-sha256" | "explain --at" | "tables --at")
        :
        ;;
    "check --charter-rev" | "check --baseline-rev" | "check --changed-since" | "scan --charter-rev" | \
        "scan --since" | "scan --baseline-rev" | "page --charter-rev")
        words=$(git for-each-ref --format="%(refname:short)" 2>/dev/null)
        ;;
    "check --format" | "check -f" | "ask --format" | "ask -f" | "scan --format" | "scan -f" | "lint --format" | \
        "lint -f")
        words="text json ndjson sarif junit github gitlab tap markdown compact csv"
        ;;
    "check --output" | "check -o" | "scan --output" | "scan -o" | "lint --output" | "lint -o")
        _charter_check_output "text json ndjson sarif junit github gitlab tap markdown compact csv"
        ;;
    "check --delimiter" | "audit --delimiter" | "merge --delimiter")
        words=", ; tab"
        ;;
    "check --fail-on" | "ask --fail-on" | "scan --fail-on" | "audit --fail-on")
        words="conditional review non-compliant never"
        ;;
    "check --lang" | "ask --lang" | "detect --lang" | "scan --lang" | "lint --lang" | "test --lang" | \
        "prove --lang" | "intake --lang" | "audit --lang" | "merge --lang" | "trend --lang" | "init --lang" | \
        "complete --lang" | "which --lang" | "page --lang" | "explain --lang" | "help --lang" | "tables --lang")
        words="en fr"
        ;;
    "check --color" | "ask --color" | "detect --color" | "scan --color" | "lint --color" | "test --color" | \
        "prove --color" | "intake --color" | "audit --color" | "merge --color" | "trend --color" | "init --color" | \
        "complete --color" | "which --color" | "page --color" | "explain --color" | "help --color" | "tables --color")
        words="auto always never"
        ;;
    "ask --activity" | "which --activity")
        words=$(_charter_check_ids activities)
        ;;
    "ask --tool" | "which --tool")
        words=$(_charter_check_ids tools)
        ;;
    "ask --output" | "which --output")
        words="internal public decision"
        ;;
    "ask --autonomy" | "which --autonomy")
        words="suggest assist supervised autonomous"
        ;;
    "detect --format" | "detect -f" | "prove --format" | "prove -f" | "explain --format" | "explain -f")
        words="text json"
        ;;
    "lint --fail-on")
        words="warning note never"
        ;;
    "test --format" | "test -f")
        words="text json junit lcov"
        ;;
    "test --output" | "test -o")
        _charter_check_output "text json junit lcov"
        ;;
    "prove --output" | "prove -o")
        _charter_check_output "text json"
        ;;
    "audit --format" | "audit -f" | "merge --format" | "merge -f")
        words="text html markdown csv json summary"
        ;;
    "audit --output" | "audit -o" | "merge --output" | "merge -o")
        _charter_check_output "text html markdown csv json summary"
        ;;
    "trend --format" | "trend -f")
        words="text html markdown"
        ;;
    "trend --output" | "trend -o")
        _charter_check_output "text html markdown"
        ;;
    "which --format" | "which -f")
        words="text json csv markdown"
        ;;
    "tables --ids")
        words="data hosting duties tools activities fields rules detectors traces exceptions commitments budgets \
                catalogue"
        ;;
    *)
        case "$command $current" in
        "check -"*)
            words="--charter --exceptions --at --charter-rev --charter-sha256 --format --output --delimiter --fail-on \
                --baseline --baseline-rev --update-baseline --changed-since --exit-zero --quiet --full --verbose \
                --sarif-all --intake --files-from --jobs --max-bytes --max-input-bytes --max-declarations --max-faults \
                --max-scanned-bytes --stdin-filename --text --version --lang --color --follow-links --help"
            ;;
        "ask -"*)
            words="--activity --tool --data --output --autonomy --fact --text --save --charter --exceptions --at --format \
                --fail-on --full --lang --color --follow-links --help"
            ;;
        "detect -"*)
            words="--charter --exceptions --at --format --quiet --lang --color --follow-links --help"
            ;;
        "scan -"*)
            words="--charter --exceptions --at --charter-rev --charter-sha256 --declarations --intake --exclude \
                --max-scanned-bytes --commits --since --no-history --format --output --fail-on --baseline \
                --baseline-rev --update-baseline --exit-zero --quiet --verbose --lang --color --follow-links --help"
            ;;
        "lint -"*)
            words="--charter --exceptions --at --format --output --fail-on --quiet --lang --color --follow-links --help"
            ;;
        "test -"*)
            words="--charter --exceptions --at --format --output --mutants --fail-under --update --jobs --full --quiet \
                --lang --color --follow-links --help"
            ;;
        "prove -"*)
            words="--charter --exceptions --at --format --output --most --lang --color --follow-links --help"
            ;;
        "intake -"*)
            words="--charter --at --tabs --sheet --lang --color --follow-links --help"
            ;;
        "audit -"*)
            words="--charter --exceptions --at --format --output --delimiter --partial --history --forget-before --by \
                --publish --published --min-group --with-names --fail-on --quiet --intake --files-from --jobs \
                --max-bytes --max-input-bytes --max-declarations --max-faults --max-scanned-bytes --stdin-filename \
                --lang --color --follow-links --help"
            ;;
        "merge -"*)
            words="--format --output --delimiter --partial --mixed --publish --published --min-group --lang --color \
                --follow-links --help"
            ;;
        "trend -"*)
            words="--history --format --output --lang --color --follow-links --help"
            ;;
        "init -"*)
            words="--charter --exceptions --at --from --answer --defaults --force --lang --color --follow-links --help"
            ;;
        "complete -"*)
            words="--charter --exceptions --at --in-place --lang --color --follow-links --help"
            ;;
        "which -"*)
            words="--activity --tool --data --output --autonomy --fact --charter --exceptions --at --format --lang \
                --color --follow-links --help"
            ;;
        "page -"*)
            words="--charter --exceptions --at --charter-rev --charter-sha256 --style --module --ask --force --lang \
                --color --follow-links --help"
            ;;
        "explain -"*)
            words="--declaration --charter --exceptions --at --format --lang --color --follow-links --help"
            ;;
        "help -"*)
            words="--lang --color --follow-links --help"
            ;;
        "tables -"*)
            words="--ids --charter --exceptions --at --lang --color --follow-links --help"
            ;;
        "check "* | "detect "* | "intake "* | "audit "* | "merge "* | "init "* | "complete "* | "page "*) _charter_check_files -f ;;
        "ask "* | "lint "* | "test "* | "prove "* | "trend "* | "which "* | "help "* | "tables "*) : ;;
        "scan "*) _charter_check_files -d ;;
        "explain "*) words="compliant conditional review undetermined non-compliant invalid activity.unlisted activity.status \
                activity.data activity.tools activity.autonomy tool.unlisted tool.status tool.data tool.activities \
                data.unlisted data.hosting data.files charter.period charter.review trace.undeclared bytes.encoding \
                bytes.character yaml.syntax yaml.anchor yaml.tag yaml.merge yaml.directive yaml.key json.syntax \
                xml.syntax csv.syntax intake.missing intake.measured intake.column intake.value intake.sheet \
                limit.size limit.depth limit.nodes limit.text limit.entries limit.faults limit.cost key.unknown \
                key.duplicate key.missing key.unsupported value.type value.form value.choice value.empty id.form \
                reference.unknown reference.cycle name.ambiguous dates.order dates.overlap pattern.invalid \
                detector.example condition.syntax condition.type condition.cost condition.silent condition.never \
                condition.form approval.lacking include.place fact.unknown name.unlisted input.unreadable input.empty \
                input.passed-over input.twice run.stopped case.expect case.differs lint.activity-unserved \
                lint.class-unserved lint.exception-broad lint.exception-idle lint.exception-lapsing lint.ignore-form \
                lint.ignore-unused lint.name-barred lint.name-caught lint.no-alternative lint.no-because lint.past \
                lint.rule-always lint.rule-never lint.silence lint.unused memory" ;;
        esac
        [ "$COMP_CWORD" -gt 1 ] || words="$words check ask detect scan lint test prove intake audit merge trend init complete which page explain help"
        ;;
    esac
    [ -z "$words" ] ||
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _charter_check charter-check

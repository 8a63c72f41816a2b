# Completion for fish. Made from the program's tables by docs/generate/: build the target generate instead of writing here.

function __charter_check_is
    set -l words (commandline -opc)
    if not contains -- "$words[2]" check detect scan lint intake audit merge trend init complete which explain help tables
        set words[2] check
    end
    contains -- $words[2] $argv
end

# The ids of a vocabulary, of the charter that the line names, or of the one that lies in its usual place.
function __charter_check_ids
    set -l words (commandline -opc)
    set -l charter
    if set -l at (contains -i -- --charter $words)
        set charter --charter $words[(math $at + 1)]
    end
    $words[1] tables --ids $argv[1] $charter 2>/dev/null
end

complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a check -d 'Check declared uses of AI against an organisation\'s charter.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a detect -d 'Look through a text, with the charter\'s detectors alone.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a scan -d 'Find traces of AI tools in a repository that no declaration names.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a lint -d 'Look a charter over: its errors, and what its author did not mean.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a intake -d 'Draft an intake mapping from the headers and values of a register (CSV, TSV).'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a audit -d 'Add up the verdicts of many declarations, and report the totals.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a merge -d 'Add up summaries of parts of an audit.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a trend -d 'Show what a history of audits holds over time.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a init -d 'Begin a declaration to fill in; or, with init charter, a charter.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a complete -d 'Tell what is open in declarations, and the line that closes it.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a which -d 'Tell what may be used, for what, and with which data.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a explain -d 'Explain a clause, a code or a verdict, or why a declaration gets its verdict.'
complete -c charter-check -n 'test (count (commandline -opc)) -eq 1' -a help -d 'Tell how a command is used, as its --help does.'
complete -c charter-check -n '__charter_check_is scan lint trend which help tables explain' -f
complete -c charter-check -n '__charter_check_is scan' -a '(__fish_complete_directories)'
complete -c charter-check -n '__charter_check_is explain' -a 'compliant conditional review undetermined non-compliant invalid activity.unlisted activity.status activity.data activity.tools activity.autonomy tool.unlisted tool.status tool.data tool.activities data.unlisted data.hosting data.files charter.period charter.review trace.undeclared bytes.encoding bytes.character yaml.syntax yaml.anchor yaml.tag yaml.merge yaml.directive yaml.key json.syntax xml.syntax csv.syntax intake.missing intake.column intake.value limit.size limit.depth limit.nodes limit.text limit.entries limit.faults limit.cost key.unknown key.duplicate key.missing key.unsupported value.type value.form value.choice value.empty id.form reference.unknown reference.cycle name.ambiguous dates.order dates.overlap pattern.invalid detector.example condition.syntax condition.type condition.cost condition.silent condition.never condition.form approval.lacking include.place fact.unknown name.unlisted input.unreadable input.empty input.passed-over input.twice run.stopped lint.activity-unserved lint.class-unserved lint.exception-broad lint.exception-idle lint.exception-lapsing lint.ignore-form lint.ignore-unused lint.name-barred lint.name-caught lint.no-alternative lint.no-because lint.past lint.rule-always lint.rule-never lint.silence lint.unused memory'
complete -c charter-check -n '__charter_check_is check detect scan lint audit init complete which explain tables' -l charter -r -F -d 'the charter, or a folder with its versions'
complete -c charter-check -n '__charter_check_is check detect scan lint audit init complete which explain tables' -l exceptions -r -F -d 'exceptions that are kept apart from the charter'
complete -c charter-check -n '__charter_check_is check detect scan lint audit init complete which explain tables' -l at -x -d 'the day to judge on (default: today)'
complete -c charter-check -n '__charter_check_is check scan' -l charter-rev -x -a '(git for-each-ref --format="%(refname:short)" 2>/dev/null)' -d 'read the charter, exceptions and intake mapping as that git revision has them'
complete -c charter-check -n '__charter_check_is check scan' -l charter-sha256 -x -d 'the SHA-256 that the charter must have, and each file beside it; several with commas'
complete -c charter-check -n '__charter_check_is check' -l format -s f -x -a 'text json ndjson sarif junit github gitlab tap markdown compact' -d 'what standard output is written in, of those below (default: text)'
complete -c charter-check -n '__charter_check_is check scan lint' -l output -s o -r -F -a 'text= json= ndjson= sarif= junit= github= gitlab= tap= markdown= compact=' -d 'a further report in a file (-: standard output); may be repeated'
complete -c charter-check -n '__charter_check_is check scan' -l fail-on -x -a 'conditional review non-compliant never' -d 'exit 1 from this verdict on: conditional, review, non-compliant or never (default: conditional)'
complete -c charter-check -n '__charter_check_is check scan' -l baseline -r -F -d 'breaches that are accepted: only others fail'
complete -c charter-check -n '__charter_check_is check scan' -l baseline-rev -x -a '(git for-each-ref --format="%(refname:short)" 2>/dev/null)' -d 'read the baseline as that git revision has it'
complete -c charter-check -n '__charter_check_is check scan' -l update-baseline -d 'accept what this run finds, and write it into the baseline'
complete -c charter-check -n '__charter_check_is check' -l changed-since -x -a '(git for-each-ref --format="%(refname:short)" 2>/dev/null)' -d 'judge only files that have changed since HEAD and that git revision parted'
complete -c charter-check -n '__charter_check_is check scan' -l exit-zero -d 'exit 0 where it would be 1; a 2 stays a 2'
complete -c charter-check -n '__charter_check_is check detect scan lint' -l quiet -s q -d 'text: the summary alone'
complete -c charter-check -n '__charter_check_is check' -l full -d 'text: all reasons, and all that is known, in place of the short answer'
complete -c charter-check -n '__charter_check_is check scan' -l verbose -s v -d 'every clause, those that are met too'
complete -c charter-check -n '__charter_check_is check' -l sarif-all -d 'every clause, and in sarif and junit each as a result of its own'
complete -c charter-check -n '__charter_check_is check scan audit' -l intake -r -F -d 'the mapping by which the rows of registers (CSV, TSV) become declarations'
complete -c charter-check -n '__charter_check_is check audit' -l files-from -r -F -d 'further inputs, a line or up to a NUL each; - for standard input'
complete -c charter-check -n '__charter_check_is check audit' -l jobs -s j -x -d 'how many threads judge (default: as many as there are processors)'
complete -c charter-check -n '__charter_check_is check audit' -l max-bytes -x -d 'the largest declaration that is read (default: 1M)'
complete -c charter-check -n '__charter_check_is check audit' -l max-input-bytes -x -d 'how much is read of one input, unpacked (default: 8G); of all, 4 times that'
complete -c charter-check -n '__charter_check_is check audit' -l max-declarations -x -d 'how many are judged of one input (default: 20000000); of all, 4 times that'
complete -c charter-check -n '__charter_check_is check audit' -l max-faults -x -d 'how many invalid ones are told of one input (default: 100000); of all, 4 times that'
complete -c charter-check -n '__charter_check_is check audit' -l max-scanned-bytes -x -d 'how much is looked through of what one input sends (default: 1G); of all, 4 times that'
complete -c charter-check -n '__charter_check_is check audit' -l stdin-filename -x -d 'what standard input is called in reports'
complete -c charter-check -n '__charter_check_is check' -l text -r -F -d 'the text that is about to be sent: detectors read it too'
complete -c charter-check -n '__charter_check_is check' -l version -d 'tell the version'
complete -c charter-check -n '__charter_check_is check detect scan lint intake audit merge trend init complete which explain help tables' -l lang -x -a 'en fr' -d 'the language of messages'
complete -c charter-check -n '__charter_check_is check detect scan lint intake audit merge trend init complete which explain help tables' -l color -x -a 'auto always never' -d 'colours in text'
complete -c charter-check -n '__charter_check_is check detect scan lint intake audit merge trend init complete which explain help tables' -l follow-links -d 'follow links that lead out of the repository too'
complete -c charter-check -n '__charter_check_is check detect scan lint intake audit merge trend init complete which explain help tables' -l help -s h -d 'print this help'
complete -c charter-check -n '__charter_check_is detect explain' -l format -s f -x -a 'text json' -d 'what standard output is written in'
complete -c charter-check -n '__charter_check_is scan' -l declarations -r -F -d 'where declarations are; may be repeated (default: those of the folder)'
complete -c charter-check -n '__charter_check_is scan' -l exclude -x -d 'leave out the files that it matches, such as \'tests/**\'; may be repeated'
complete -c charter-check -n '__charter_check_is scan' -l max-scanned-bytes -x -d 'how much of all files is looked into (default: 1G)'
complete -c charter-check -n '__charter_check_is scan' -l commits -x -d 'read the last N commits alone'
complete -c charter-check -n '__charter_check_is scan' -l since -x -a '(git for-each-ref --format="%(refname:short)" 2>/dev/null)' -d 'read the commits alone that this git revision does not have'
complete -c charter-check -n '__charter_check_is scan' -l no-history -d 'read no commits'
complete -c charter-check -n '__charter_check_is scan lint' -l format -s f -x -a 'text json ndjson sarif junit github gitlab tap markdown compact' -d 'what standard output is written in: a format of check (default: text)'
complete -c charter-check -n '__charter_check_is lint' -l fail-on -x -a 'warning note never' -d 'exit 1 from this on: warning (the default), note or never; an error is a 2'
complete -c charter-check -n '__charter_check_is intake' -l tabs -d 'the register\'s cells are separated by tabs'
complete -c charter-check -n '__charter_check_is audit merge' -l format -s f -x -a 'text html markdown csv json summary' -d 'what standard output is written in, of those below (default: text)'
complete -c charter-check -n '__charter_check_is audit merge' -l output -s o -r -F -a 'text= html= markdown= csv= json= summary=' -d 'a further report in a file (-: standard output); may be repeated'
complete -c charter-check -n '__charter_check_is audit' -l partial -r -F -d 'a summary of this part of an audit, for charter-check merge'
complete -c charter-check -n '__charter_check_is audit' -l history -r -F -d 'an SQLite file that keeps verdicts from audit to audit, for charter-check trend'
complete -c charter-check -n '__charter_check_is audit' -l forget-before -x -d 'the history forgets what was judged as of a day before this one'
complete -c charter-check -n '__charter_check_is audit merge' -l publish -d 'figures for publication: small groups, and what would give them back, are left out'
complete -c charter-check -n '__charter_check_is audit merge' -l min-group -x -d 'the smallest group that is published (default: 5)'
complete -c charter-check -n '__charter_check_is audit' -l with-names -d 'who declared and who reviewed is counted too'
complete -c charter-check -n '__charter_check_is audit' -l fail-on -x -a 'conditional review non-compliant never' -d 'exit 1 from this verdict on, and 2 for what is undetermined: conditional, review, non-compliant or never'
complete -c charter-check -n '__charter_check_is audit' -l quiet -s q -d 'no progress and no warnings'
complete -c charter-check -n '__charter_check_is merge' -l partial -r -F -d 'a summary of all of them, to be merged with others'
complete -c charter-check -n '__charter_check_is merge' -l mixed -d 'parts of different days, charters or options are added up too; the report says so'
complete -c charter-check -n '__charter_check_is trend' -l history -r -F -d 'the history that charter-check audit --history keeps'
complete -c charter-check -n '__charter_check_is trend' -l format -s f -x -a 'text html markdown' -d 'what standard output is written in, of those below (default: text)'
complete -c charter-check -n '__charter_check_is trend' -l output -s o -r -F -a 'text= html= markdown=' -d 'a further report in a file (-: standard output); may be repeated'
complete -c charter-check -n '__charter_check_is init' -l from -x -d 'charter: a copy of one that comes with the program, with no question asked'
complete -c charter-check -n '__charter_check_is init' -l answer -x -d 'charter: the answer to a question, which is then not asked; may be repeated'
complete -c charter-check -n '__charter_check_is init' -l defaults -d 'charter: take the usual answer to all other questions'
complete -c charter-check -n '__charter_check_is init' -l force -d 'replace the file if it is there already'
complete -c charter-check -n '__charter_check_is complete' -l in-place -s i -d 'write an empty line into the file for each thing that is open'
complete -c charter-check -n '__charter_check_is which' -l activity -x -a '(__charter_check_ids activities)' -d 'for this activity; for each where not given'
complete -c charter-check -n '__charter_check_is which' -l tool -x -a '(__charter_check_ids tools)' -d 'with this tool; with each where not given'
complete -c charter-check -n '__charter_check_is which' -l data -x -d 'with data of this class, or of several together; with each class where not given'
complete -c charter-check -n '__charter_check_is which' -l fact -x -d 'what else is so, as a declaration says it: account=professional, output=public'
complete -c charter-check -n '__charter_check_is which' -l format -s f -x -a 'text json csv markdown' -d 'what standard output is written in'
complete -c charter-check -n '__charter_check_is explain' -l declaration -r -F -d 'explain the verdicts on that file\'s declarations; WORD is then one clause'
complete -c charter-check -n '__charter_check_is tables' -l ids -x -a 'data hosting duties tools activities fields rules detectors traces exceptions commitments budgets' -d 'a charter\'s ids instead: of data, tools, activities, duties and so on, one a line'

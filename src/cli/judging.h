/* judging: what every command that judges declarations takes: a charter, a day, inputs; and the steps that they
 * share. */
#ifndef CLI_JUDGING_H
#define CLI_JUDGING_H

#include "changes.h"
#include "charter/audit.h"
#include "git.h"
#include "overwrite_guard.h"

typedef struct cli_judging {
    const char *charter, *exceptions, *stdin_filename;
    cli_texts intakes, files_from;
    const char *charter_rev;    /* the revision that what judges is read from; NULL: the disk */
    cli_texts charter_sha256;   /* the charter must have one of these hashes, where there are any */
    const cli_changes *changes; /* declarations that are told, of those that are judged; NULL: all */
    cli_revision revision;      /* which commit `charter_rev` is */
    charter_day at;
    size_t max_bytes;
    uint64_t max_input_bytes, max_scanned_bytes; /* 0: the usual ones, as of the next two */
    unsigned max_declarations, max_faults;
    unsigned jobs;
    cli_texts inputs;        /* operands */
    bool usual;              /* none was named: those that lie where they usually do */
    charter_intake *mapping; /* loaded: of all `intakes` */
    char *prompt;            /* read: --text */
    const char *text;
    cli_written written; /* none of which may be what is read */
} cli_judging;

/* clang-format off */
#define CLI_JUDGING_INIT {.at = CHARTER_NO_DAY}
/* clang-format on */

/* Rows of a table of options, for a struct `type` whose member `member` is a cli_judging. */
/* clang-format off */
#define CLI_CHARTER_OPTIONS(type, member) \
    {"charter", 0, "FILE|DIR", N_("the charter, or a folder with its versions"), CLI_ONCE, \
     offsetof(type, member.charter), NULL}, \
    {"exceptions", 0, "FILE", N_("exceptions that are kept apart from the charter"), CLI_ONCE, \
     offsetof(type, member.exceptions), NULL}, \
    {"at", 0, "YYYY-MM-DD", N_("the day to judge on (default: today)"), CLI_DAY, \
     offsetof(type, member.at), NULL}

#define CLI_PIN_OPTIONS(type, member) \
    {"charter-rev", 0, "REV", \
     N_("read the charter, exceptions and intake mapping as that git revision has them"), CLI_ONCE, \
     offsetof(type, member.charter_rev), NULL}, \
    {"charter-sha256", 0, "HEX", N_("the SHA-256 that the charter must have, and each file beside it; several with commas"), \
     CLI_TEXTS, offsetof(type, member.charter_sha256), NULL}

#define CLI_INPUT_OPTIONS(type, member) \
    {"intake", 0, "FILE", N_("a mapping by which rows of registers (CSV, TSV) become declarations; may be repeated"), \
     CLI_TEXTS, offsetof(type, member.intakes), NULL}, \
    {"files-from", 0, "FILE", N_("further inputs, a line or up to a NUL each; - for standard input"), CLI_TEXTS, \
     offsetof(type, member.files_from), NULL}, \
    {"jobs", 'j', "N", N_("how many threads judge (default: as many as there are processors)"), \
     CLI_COUNT, offsetof(type, member.jobs), NULL}, \
    {"max-bytes", 0, "SIZE", N_("the largest declaration that is read (default: 1M)"), CLI_BYTES, \
     offsetof(type, member.max_bytes), NULL}, \
    {"max-input-bytes", 0, "SIZE", N_("how much is read of one input, unpacked (default: 8G); of all, 4 times that"), \
     CLI_SIZE, offsetof(type, member.max_input_bytes), NULL}, \
    {"max-declarations", 0, "N", N_("how many are judged of one input (default: 20000000); of all, 4 times that"), \
     CLI_COUNT, offsetof(type, member.max_declarations), NULL}, \
    {"max-faults", 0, "N", \
     N_("how many invalid ones are told of one input (default: 100000); of all, 4 times that"), CLI_COUNT, \
     offsetof(type, member.max_faults), NULL}, \
    {"max-scanned-bytes", 0, "SIZE", \
     N_("how much is looked through of what one input sends (default: 1G); of all, 4 times that"), CLI_SIZE, \
     offsetof(type, member.max_scanned_bytes), NULL}, \
    {"stdin-filename", 0, "NAME", N_("what standard input is called in reports"), CLI_TEXT, \
     offsetof(type, member.stdin_filename), NULL}

#define CLI_TEXT_OPTION(type, member) \
    {"text", 0, "FILE|-", N_("the text that is about to be sent: detectors read it too"), CLI_ONCE, \
     offsetof(type, member.text), NULL}
/* clang-format on */

/* Where declarations lie when none are named, the folder last. */
enum { CLI_USUAL = 3 };
extern const char *const cli_usual_inputs[CLI_USUAL];

/* Whether one of the usual inputs is to be judged: unless nothing has that name. */
bool cli_is_there(const char *path);

/* Whether none of what is read (but for the charter, of which cli_judging_load asks) is to be written; says which
 * is. */
bool cli_judging_guards(const cli *c, const cli_judging *judging);

/* The day and the inputs where none are given. False, once it has said why, where there are none, or where one of them
 * is to be written. */
bool cli_judging_finish(const cli *c, cli_judging *judging);

/* Loads the charter, and shows what is wrong with it: warnings unless `quiet`. CLI_FINE, or CLI_STOPPED once it has
 * said why. Gives `*the_charter` and, in either case, `*faults`, which may be NULL. */
int cli_judging_load(const cli *c, cli_judging *judging, bool quiet, charter **the_charter,
                     charter_diagnostics **faults);

/* Opens the inputs as one batch, with the intake mapping where one is named. Gives `*batch`, also where it returns
 * CLI_STOPPED; keeps `the_charter` and `judging`. `wants` is any of these, or 0. */
enum { CLI_EVERY_CLAUSE = 1, CLI_ALTERNATIVES = 2, CLI_OFFENCES = 4, CLI_CHAINS = 8, CLI_MET = 16, CLI_MEASURED = 32 };
int cli_judging_open(const cli *c, cli_judging *judging, const charter *the_charter, unsigned wants,
                     charter_batch **batch);

/* Reads the text that is about to be sent, where one is named; it lives as long as `judging`. CLI_FINE, or CLI_STOPPED
 * once it has said why. */
int cli_judging_prompt(const cli *c, cli_judging *judging, charter_prompt *prompt);

/* Whether an item of the batch is to be told: with changes, where its declaration, what that says is sent or what could
 * not be read has changed, or where that cannot be known. */
bool cli_judging_wants(const cli_judging *judging, const charter_item *item);

/* Tells warnings about how declarations were read: the first of a run's, `*told` of them so far; then how many more
 * there were. */
void cli_tell_notes(const cli *c, const charter_diagnostics *notes, size_t *told);
void cli_tell_more_notes(const cli *c, size_t told);

/* Releases what was read for it. */
void cli_judging_free(cli_judging *judging);

/* From which verdict on something is found: --fail-on. */
extern const char *const cli_thresholds[];

/* The exit status of a run whose reports are written from `summary`: CLI_STOPPED where anything is unknown, else
 * CLI_FOUND from the verdict `threshold` on (of cli_thresholds, from 1; 0: the first), unless `exit_zero`. */
int cli_exit_code(const charter_summary *summary, int threshold, bool exit_zero);

/* The same of an audit. Without a threshold (0) verdicts are what it reports, and change nothing, as long as all was
 * read and there was something to read. */
int cli_audit_exit_code(const charter_totals *totals, int threshold);

#endif

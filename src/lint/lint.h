/* lint: what the files of this room share. One looking over of one version at a time: each check is a function of it,
 * and tells what it finds through ch_lint_tell, which knows what the author has ignored. */
#ifndef CH_LINT_LINT_H
#define CH_LINT_LINT_H

#include "charter/lint.h"
#include "charter/version.h"
#include "rule/evaluate.h"
#include "rule/reading.h"

/* An exception that ends within so many days is about to lapse. */
#define CH_LINT_LAPSING_DAYS 30

/* What holding entries against one another may take, of each check, about a nanosecond each: seconds at the very most,
 * whatever the charter. */
#define CH_LINT_BUDGET INT64_C(1000000000)

/* One `code: reason` of an x-lint-ignore. */
typedef struct ch_lint_ignore {
    ch_code code;
    const ch_source *source;
    const ch_entry *entry; /* NULL: of a file's top level */
    const ch_node *node;   /* the reason; its key is the code */
    bool used;
} ch_lint_ignore;

typedef struct ch_lint_ignores {
    ch_lint_ignore *items;
    uint32_t count, of_files;                /* the first ones are of files */
    uint32_t begin[CH_VOCABULARY_COUNT + 1]; /* where each vocabulary's begin, in the order of its entries */
} ch_lint_ignores;

/* What the tables alone let come together: classes, tools, activities. */
typedef struct ch_lint_reach {
    ch_set *receives; /* of each tool: the classes that it may be given, by itself */
    ch_set *served;   /* of each activity: the classes that some tool may be given in it */
    bool *some;       /* whether some tool serves it at all */
    ch_set all;       /* of all activities together */
    bool any, whole;  /* `whole`: all of it could be looked at */
} ch_lint_reach;

typedef struct ch_lint {
    const charter *charter;
    const ch_version *version;
    charter_day at, day; /* asked for; the same, or the version's nearest to it */
    charter_diagnostics *diagnostics;
    ch_arena *arena;   /* the version's: all that is worked out */
    ch_arena *working; /* of one condition that is tried */
    ch_evaluator *evaluator;
    int64_t budget; /* what is left of it */
    bool limited;   /* that it is spent has been told */
    ch_lint_ignores ignores;
    ch_lint_reach reach;
    ch_value *slots; /* of the scope; all absent between two uses */
    uint64_t *told;  /* of each code, in all versions */
} ch_lint;

/* An entry of the version. */
typedef struct ch_lint_of {
    ch_vocabulary vocabulary;
    uint32_t number;
} ch_lint_of;

/* Tells something about `span` of the entry's file, unless its author has ignored it. */
void ch_lint_tell(ch_lint *l, ch_code code, ch_lint_of of, ch_span span, ch_message message, ch_message help);

/* The same about a file of the version, and no entry. */
void ch_lint_tell_file(ch_lint *l, ch_code code, const ch_source *source, ch_span span, ch_message message,
                       ch_message help);

/* How many more there were of each code than were told. */
void ch_lint_tell_more(ch_lint *l);

/* Takes `cost` from what is left to the check. False where there is nothing left, which is told once for a version. */
bool ch_lint_spend(ch_lint *l, int64_t cost);

/* Whether the entry is the author's own: what comes with the program is not his to mend. */
bool ch_lint_is_own(const ch_lint *l, const ch_entry *entry);
bool ch_lint_is_current(const ch_lint *l, const ch_entry *entry); /* and has not ended by the day */
bool ch_lint_in_force(const ch_lint *l, const ch_entry *entry);   /* on the day; whoever's it is */

/* Where a key of an entry stands, or its id where it has no such key. */
ch_span ch_lint_span(const ch_entry *entry, const char *key);

/* ---- ignored.c ---- */

/* Whether a code is ignored for an entry (NULL: of none) of a file, which is then used. */
bool ch_lint_ignores_it(ch_lint *l, ch_code code, const ch_source *source, const ch_lint_of *of);

/* ---- ignore.c ---- */

/* Reads all x-lint-ignore of the version; complains of those that are not read. */
void ch_lint_read_ignores(ch_lint *l);
void ch_lint_ignore_loading(ch_lint *l); /* takes loading's warnings away that are ignored */
void ch_lint_tell_unused_ignores(ch_lint *l);

/* ---- facts.c: conditions held against what the charter itself says ---- */

/* Which of the version's tools, or activities, a condition can be true of: `may` has a place for each, and one more
 * for one that is not listed. False where all of them may be, or it cannot be told. */
bool ch_lint_tools_of(ch_lint *l, const ch_condition *condition, bool *may);
bool ch_lint_activities_of(ch_lint *l, const ch_condition *condition, bool *may);

/* Whether a condition is true whatever is declared. */
bool ch_lint_is_always(ch_lint *l, const ch_condition *condition);

/* ---- reach.c ---- */

/* Works out what the tables let come together. */
void ch_lint_work_out_reach(ch_lint *l);

/* ---- the checks, in the order in which they are made (lint.c) ---- */

/* Each tells what it finds in the version. Without memory what it worked out is not to be trusted: the arena says so.
 */
void ch_lint_dates(ch_lint *l);
void ch_lint_because(ch_lint *l);
void ch_lint_classes(ch_lint *l);
void ch_lint_activities(ch_lint *l);
void ch_lint_alternatives(ch_lint *l);
void ch_lint_unused(ch_lint *l);
void ch_lint_names(ch_lint *l);
void ch_lint_rules(ch_lint *l);
void ch_lint_exceptions(ch_lint *l);

#endif

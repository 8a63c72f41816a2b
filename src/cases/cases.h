/* cases: a charter's cases, for the files of this room alone.
 *
 *     cases.c     making and releasing them
 *     grow.c      arrays that grow
 *     read.c      what declarations expect
 *     run.c       judging them, on several threads
 *     compare.c   what a verdict says of what may be expected, and what differs
 *     coverage.c  what of the charter they reach
 *     mutants.c   the changes of a charter that its cases ought to notice
 *     tell.c      what differs, as diagnostics; text, json
 *     exchange.c  lcov and JUnit
 *     update.c    files with what the charter answers */
#ifndef CH_CASES_CASES_H
#define CH_CASES_CASES_H

#include "base/diagnostics.h"
#include "charter/cases.h"
#include "charter/mutant.h"
#include "judge/verdict.h"

/* What may be expected beside the verdict, a list of names each. All but `met` are whole: nothing more, and nothing
 * less. */
/* clang-format off */
#define CH_CASE_LISTS(list) \
    list(BREACHED, "breached")          /* clauses, and so the next three */ \
    list(UNDETERMINED, "undetermined") \
    list(WAIVED, "waived") \
    list(MET, "met")                    /* at least these */ \
    list(OPEN, "open")                  /* duties */ \
    list(MISSING, "missing")            /* keys: "facts.account" */ \
    list(INSTEAD, "instead")            /* tools */
/* clang-format on */

typedef enum ch_case_list {
#define CH_CASE_LIST(name, word) CH_CASE_##name,
    CH_CASE_LISTS(CH_CASE_LIST)
#undef CH_CASE_LIST
        CH_CASE_LIST_COUNT
} ch_case_list;

extern const char *const ch_case_list_names[CH_CASE_LIST_COUNT];

typedef struct ch_case_names {
    bool given; /* of what is expected: it may be left out */
    const ch_text *items;
    uint32_t count;
    ch_span span; /* in the file, of what is expected */
} ch_case_names;

/* What a verdict says of all that may be expected. */
typedef struct ch_case_answer {
    charter_decision decision;
    ch_case_names lists[CH_CASE_LIST_COUNT];
    ch_text decides; /* the clause, or duty, that the verdict rests on; `at` NULL: none */
    charter_place decides_at;
    ch_message fault; /* of an invalid one: its first error */
} ch_case_answer;

#define CH_DIFFERS_VERDICT    1U
#define CH_DIFFERS_IN(list)   (2U << (list))
#define CH_DIFFERS_UNEXPECTED (2U << CH_CASE_LIST_COUNT) /* it expects nothing */

typedef struct ch_case {
    uint32_t file, number; /* the file, and which of its declarations it is, from 0 */
    ch_text id;
    ch_span span;      /* all spans: in the file. Where it begins: its first key */
    bool expects, own; /* it says what is expected; it does so itself, and not by a key that others share */
    bool flow, quoted; /* its mapping is written in braces; with keys in quotes */
    ch_span verdict_span;
    charter_decision decision;
    charter_day at; /* CHARTER_NO_DAY: that of the run */
    ch_case_names lists[CH_CASE_LIST_COUNT];
    ch_case_answer got;
    unsigned differs; /* CH_DIFFERS_… */
} ch_case;

typedef struct ch_case_file {
    ch_source source; /* the whole file */
    uint32_t declarations;
    bool broken; /* it has errors of its own, and is never written */
} ch_case_file;

/* A clause of the charter, or a comparison in one of its conditions, of which cases may see two sides: met and
 * breached, true and false. An exception has the first alone, that it waived something; a class that is not listed the
 * second. */
enum { CH_FIRST_SIDE = 1, CH_SECOND_SIDE = 2, CH_BOTH_SIDES = 3 };

typedef struct ch_reached {
    const ch_version *version;
    ch_clause clause;
    const ch_entry *entry; /* of a family; NULL: the clause stands once */
    charter_place place;
    ch_text text;   /* "rule.embargo"; of a comparison as it is written */
    unsigned sides; /* that there are */
    /* Of a comparison: the condition that it is in, and which of its comparisons it is. */
    const ch_condition *condition;
    uint32_t number;
} ch_reached;

typedef struct ch_coverage {
    ch_reached *items;
    uint32_t count, clauses; /* clauses first, then comparisons */
    size_t cell_count;
} ch_coverage;

/* How many cases saw what: two numbers an item, and a byte a cell. */
typedef struct ch_seen {
    uint32_t *sides;
    unsigned char *cells;
} ch_seen;

typedef enum ch_fate { CH_MUTANT_LIVES, CH_MUTANT_NOTICED, CH_MUTANT_NO_CHARTER } ch_fate;

typedef struct ch_case_mutant {
    ch_mutant mutant;
    const char *what; /* an English text of the catalogue, of the entry's id */
    ch_text entry, word;
    charter_place place;
    ch_fate fate;
} ch_case_mutant;

struct charter_cases {
    const charter *charter;
    charter_cases_options options;
    ch_arena arena;
    charter_diagnostics *diagnostics; /* errors of files and of declarations that are no cases */
    charter_diagnostics *differences;
    ch_case_file *files;
    size_t file_count, file_room;
    ch_case *cases;
    size_t case_count, case_room;
    ch_coverage coverage;
    ch_seen seen;
    ch_case_mutant *mutants;
    size_t mutant_count, mutant_room;
};

/* ---- pieces ---- */

/* Doubles the room of an array that is full. False: no memory. */
bool ch_cases_grow(void **items, size_t count, size_t *room, size_t size);

/* A clause in full, in `arena`. */
ch_text ch_case_clause(ch_arena *arena, ch_clause clause, const ch_entry *entry);

/* Reads what a verdict says into `answer`, whose texts live in `arena`. */
void ch_case_read_answer(const charter_verdict *verdict, ch_arena *arena, ch_case_answer *answer);

/* What differs from what is expected. */
unsigned ch_case_compare(const ch_case *expected, const ch_case_answer *answer);

/* Whether it expects what only a judge tells that is asked for alternatives. */
bool ch_case_expects_alternatives(const ch_case *expected);

/* What of the charter can be covered, and room to count it in. False: no memory. */
bool ch_coverage_prepare(charter_cases *cases);
bool ch_seen_make(const ch_coverage *coverage, ch_seen *seen);
void ch_seen_free(ch_seen *seen);
void ch_seen_join(const ch_coverage *coverage, ch_seen *into, const ch_seen *seen);

/* Counts what a case reached: `judge` judged it last. False: no memory. */
bool ch_coverage_count(const charter_cases *cases, ch_seen *seen, charter_judge *judge, const charter_verdict *verdict);

/* How much of one kind is covered. */
charter_share ch_coverage_share(const charter_cases *cases, charter_covering covering);

/* Which of the items nobody saw, from `*at` on; NULL: no more. `*side` is the one that is not seen. */
const ch_reached *ch_coverage_next_open(const charter_cases *cases, uint32_t *at, uint32_t *side);

/* Lists the changes. False: no memory. */
bool ch_mutants_list(charter_cases *cases);

/* Has `work` done for each of `count` things, on as many threads as the options say (ch_cases_threads); each thread has
 * a number below that. */
void ch_cases_in_parallel(const charter_cases *cases, size_t count,
                          void (*work)(void *context, unsigned thread, size_t number), void *context);
unsigned ch_cases_threads(const charter_cases *cases);

/* What differs, as diagnostics, in the order of the files. */
void ch_cases_tell_differences(charter_cases *cases);

#endif

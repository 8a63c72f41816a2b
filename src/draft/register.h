/* draft_register: a first intake mapping for a register, in steps, a file each:
 *
 *     register_top.c      where its header is, what parts its cells
 *     register_columns.c  what its columns hold: few words, dates, numbers, people
 *     register_offers.c   which columns hold words that the charter lists
 *     register.c          the mapping's text; the whole
 *
 * Memory is bounded by the columns and the few words of each, however long the register is. */
#ifndef CH_DRAFT_REGISTER_H
#define CH_DRAFT_REGISTER_H

#include "charter/draft.h"
#include "charter/version.h"
#include "intake/register.h"

#define CH_DRAFT_WORDS 64 /* of a column that are kept; with more it is free text */

typedef struct ch_seen_word {
    ch_text word, folded;
    int64_t rows;
    ch_text meaning; /* what the charter calls it; `at` NULL: nobody knows */
} ch_seen_word;

/* What a column's values are, where they are not shown. */
typedef enum ch_unshown { CH_SHOWN, CH_MANY_VALUES, CH_OF_PEOPLE, CH_DETECTED } ch_unshown;

typedef struct ch_seen_column {
    ch_text header, folded;
    ch_seen_word *words; /* room for CH_DRAFT_WORDS */
    uint32_t count;
    int64_t filled;           /* rows in which it says something */
    uint32_t forms;           /* bit i: all dates but those of ISO 8601 are of form i (ch_draft_form) */
    int64_t dates, iso_dates; /* rows that hold one; of these, one of ISO 8601 */
    int64_t no_dates;         /* rows that hold something else */
    bool numbers[3];          /* by ch_decimal: all are numbers where that mark parts their decimals */
    ch_unshown unshown;
    bool hides_header; /* a detector finds something in the header itself */
    ch_text key;       /* that it is offered for; `at` NULL: none */
    bool by_header;    /* because the charter has a field of that name */
    const char *hint;  /* a key that its header speaks of; NULL: none */
    bool names_people; /* its header speaks of people */
} ch_seen_column;

/* Whether it is a column of dates: a few cells may hold something else, such as a month. */
static inline bool ch_seen_dates(const ch_seen_column *column)
{
    return column->dates > 0 && column->no_dates <= column->dates / 8;
}

/* Where a register's table begins. */
typedef struct ch_register_top {
    char delimiter;
    uint32_t skip, header; /* rows */
} ch_register_top;

/* Looks at the beginning of a register; `delimiter` 0: it is looked for too. False where there is no memory. */
bool ch_register_top_find(ch_register_top *top, const char *name, ch_text beginning, char delimiter);

typedef struct ch_seen_register {
    ch_arena arena;
    ch_seen_column *columns;
    uint32_t count;
    int64_t rows;
    bool guessed;                     /* some row was not UTF-8 */
    size_t unread;                    /* rows that could not be read */
    charter_diagnostics *diagnostics; /* which and why, of the first of them */
    bool sheet;                       /* its rows are those of a spreadsheet */
    ch_csv csv;
    ch_register_top top;
} ch_seen_register;

/* Reads all of it (`delimiter` as above): CHARTER_OK; CHARTER_INVALID: it has no header that can be read, `diagnostics`
 * say why. */
charter_status ch_seen_register_read(ch_seen_register *seen, const char *name, charter_input input, char delimiter);
void ch_seen_register_clear(ch_seen_register *seen);

/* The forms of dates that are looked for, in the order in which they are preferred; NULL beyond the last. `month_first`
 * and `day_first`: one that could be taken for the other. */
typedef struct ch_draft_form {
    const char *form;
    bool day_first, month_first;
} ch_draft_form;
extern const ch_draft_form ch_draft_forms[];

/* What a column's header speaks of, in English or French: `hint`, which is a hint for people and no more, and
 * `names_people`. False where there is no memory. */
bool ch_register_hint(ch_seen_column *column, ch_arena *arena);

/* Offers columns for the keys whose words they hold, by the version of the charter that is in force on `at`, else its
 * last one; and finds those in which its detectors find something. False where there is no memory. */
bool ch_register_offer(ch_seen_register *seen, const charter *the_charter, charter_day at);

#endif

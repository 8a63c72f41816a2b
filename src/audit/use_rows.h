/* use_rows: uses one by one, for who has to do something about them: those of each verdict but compliant that come
 * first, by file, line and column, up to a bound. Which are kept depends on them alone, never on the order in which
 * they come, so that parts that are joined give the rows of the whole. Nothing in them names a person. */
#ifndef CH_AUDIT_USE_ROWS_H
#define CH_AUDIT_USE_ROWS_H

#include "base/arena.h"
#include "base/message.h"
#include "charter/audit.h"

/* Where a use stands; `row` is 0 but in a register. */
typedef enum ch_use_number { CH_USE_LINE, CH_USE_COLUMN, CH_USE_ROW, CH_USE_NUMBERS } ch_use_number;

/* What is told of it, as texts for people. Behind CH_USE_CLAUSE each stands twice, by charter_lang; a title of the
 * charter that is in one language alone is "" in the other. */
typedef enum ch_use_text {
    CH_USE_FILE,
    CH_USE_ID,
    CH_USE_UNIT,
    CH_USE_ACTIVITY,
    CH_USE_TOOL,
    CH_USE_CLAUSE, /* "tool.status", or an error's code */
    CH_USE_DEMAND,
    CH_USE_REASON = CH_USE_DEMAND + CH_LANGS,
    CH_USE_MISSING = CH_USE_REASON + CH_LANGS,
    CH_USE_INSTEAD = CH_USE_MISSING + CH_LANGS,
    CH_USE_TEXTS = CH_USE_INSTEAD + CH_LANGS
} ch_use_text;

/* Names of both, as parts have them. */
extern const char *const ch_use_number_names[CH_USE_NUMBERS];
extern const char *const ch_use_text_names[CH_USE_TEXTS];

typedef struct ch_use_row {
    uint64_t numbers[CH_USE_NUMBERS];
    ch_text texts[CH_USE_TEXTS]; /* one line each, harmless, at most 400 bytes */
} ch_use_row;

/* Zeroed it is empty. */
typedef struct ch_use_rows {
    ch_use_row *items[CHARTER_DECISION_COUNT][CHARTER_USE_ROWS]; /* in order */
    uint32_t counts[CHARTER_DECISION_COUNT];
} ch_use_rows;

/* Takes a verdict, of which nothing is kept where it comes too late; works in `arena`. False where there is no memory:
 * so with the two below. */
bool ch_use_rows_take(ch_use_rows *rows, ch_arena *arena, const charter_verdict *verdict);

/* Adds a copy of one row, whatever its texts hold; works in `arena`. */
bool ch_use_rows_add(ch_use_rows *rows, ch_arena *arena, charter_decision decision, const ch_use_row *row);

/* Adds all of `from`. */
bool ch_use_rows_join(ch_use_rows *rows, const ch_use_rows *from);

/* Releases the rows; there are none then. */
void ch_use_rows_clear(ch_use_rows *rows);

#endif

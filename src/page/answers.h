/* answers: what the judge says of every use that a charter's activities, tools and classes make together on a day, kept
 * so that it can be told by activity, by tool, and as a matrix. Equal answers are one. */
#ifndef CH_PAGE_ANSWERS_H
#define CH_PAGE_ANSWERS_H

#include "charter/which.h"
#include "report/prose/answer.h"

/* What an answer rests on: a clause, and the entry of its family, or NULL. */
typedef struct ch_page_reason {
    ch_clause clause;
    const ch_entry *entry;
} ch_page_reason;

typedef struct ch_page_answer {
    ch_answer_kind kind;
    ch_set before, after; /* duties that are open; none where the answer is no */
    const ch_filled *conditions;
    uint32_t condition_count;
    const ch_page_reason *reasons;
    uint32_t reason_count;
    bool mixed; /* the reasons are of several answers, some of each */
} ch_page_answer;

/* Made by ch_page_answers_find; all of it lives in the caller's arena. */
typedef struct ch_page_answers {
    const ch_version *version;
    const ch_page_answer **items; /* by number, from 0 */
    uint32_t count, room;
    uint32_t *cells;      /* by activity, tool, class: the answer's number and one; 0: not in force */
    uint32_t class_count; /* 1 where classes are not tried */
    bool tried;           /* there are uses at all */
    bool classes_tried;   /* the charter has classes in force */
    ch_set classes;       /* those in force */
} ch_page_answers;

/* Judges all uses. CHARTER_OK, CHARTER_NO_MEMORY, or CHARTER_UNKNOWN: no version is in force on that day. */
charter_status ch_page_answers_find(ch_page_answers *answers, const charter *the_charter, charter_day at,
                                    ch_arena *arena);

/* One no for several: the reasons that all of them share, else all of their reasons. NULL: no memory. */
const ch_page_answer *ch_page_answers_join(ch_page_answers *answers, const ch_page_answer *const *items, uint32_t count,
                                           ch_arena *arena);

/* The answer to one use; NULL: one of the three is not in force. */
static inline const ch_page_answer *ch_page_answer_to(const ch_page_answers *answers, uint32_t activity, uint32_t tool,
                                                      uint32_t class)
{
    size_t row = (size_t)activity * answers->version->tools.count + tool;
    uint32_t number = answers->cells == NULL ? 0 : answers->cells[row * answers->class_count + class];
    return number == 0 ? NULL : answers->items[number - 1];
}

#endif

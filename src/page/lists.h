/* lists: the answers on one activity, by tools; or on one tool, by activities. What is alike is told once. */
#ifndef CH_PAGE_LISTS_H
#define CH_PAGE_LISTS_H

#include "page/put.h"

/* Classes that have one answer. */
typedef struct ch_page_row {
    const ch_page_answer *answer;
    ch_set classes;
} ch_page_row;

/* The rows of one use, the best answer first: one a kind of answer; how many. `rows` has room for as many as there are
 * classes. 0: the activity or the tool is not in force. */
uint32_t ch_page_rows(const ch_page_answers *answers, uint32_t activity, uint32_t tool, ch_page_row *rows);

/* Names classes: "all data", or each; and, as `rest`, "other data" where that is shorter. */
void ch_put_classes(ch_page *page, const ch_set *classes, bool rest);

/* A word for an answer: "yes, if". */
void ch_put_answer_word(ch_page *page, ch_answer_kind kind);
const char *ch_page_kind_name(ch_answer_kind kind); /* in classes and data-verdict: "yes", "first", "if" … */

/* Duties as links. */
void ch_put_duties(ch_page *page, const ch_set *duties);

/* All answers on activity `number`, or on tool `number`. */
void ch_put_answers_on_activity(ch_page *page, uint32_t number);
void ch_put_answers_on_tool(ch_page *page, uint32_t number);

#endif

/* questions: what is asked before a charter is drafted, and answers as they are read. */
#ifndef CH_DRAFT_QUESTIONS_H
#define CH_DRAFT_QUESTIONS_H

#include "base/text.h"
#include "charter/draft.h"

#define CH_QUESTIONS 12

/* The answer to one question. */
typedef struct ch_answered {
    uint32_t choices; /* bit i: the choice i; of a text, 0 */
    ch_text text;     /* of a question for a text */
} ch_answered;

/* The question of that key, and its place; NULL: there is none. */
const charter_question *ch_question(ch_text key, size_t *place);

/* The choice of that id; -1: there is none. */
int ch_question_choice(const charter_question *question, ch_text id);

/* Reads an answer. False: it is none. */
bool ch_question_read(const charter_question *question, ch_text value, ch_answered *out);

#endif

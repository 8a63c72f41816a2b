/* clause_words: what each clause of a charter is about, for who meets its id in a list of rules. */
#ifndef CH_REPORT_PROSE_CLAUSE_WORDS_H
#define CH_REPORT_PROSE_CLAUSE_WORDS_H

#include "judge/verdict.h"

/* English texts of the catalogue. */
typedef struct ch_clause_words {
    const char *id;    /* as in the table of clauses: "tool.status", "duty." */
    const char *name;  /* what it is about, as a row of a table is called */
    const char *title; /* what it demands, a sentence */
    const char *mend;  /* what to do where it is breached, a sentence */
} ch_clause_words;

/* Never NULL: a clause that the table lacks is called a demand of the charter. */
const ch_clause_words *ch_words_of_clause(ch_clause clause);

/* The same by a clause's id, with or without an entry's: "tool.status", "duty.training". */
const ch_clause_words *ch_words_of_clause_id(ch_text id);

#endif

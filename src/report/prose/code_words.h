/* code_words: what each code of a diagnostic means, an example of it, and how it is mended, for who meets the code. */
#ifndef CH_REPORT_PROSE_CODE_WORDS_H
#define CH_REPORT_PROSE_CODE_WORDS_H

#include "base/diagnostics.h"

/* Where an example's lines would stand. */
typedef enum ch_example_place { CH_ELSEWHERE, CH_IN_DECLARATION, CH_IN_CHARTER } ch_example_place;

typedef struct ch_code_words {
    const char *what, *mend; /* English texts of the catalogue */
    const char *example;     /* lines that give the code, as they are; NULL: they would be too long to show */
    ch_example_place place;
} ch_code_words;

/* Each code has its row. */
const ch_code_words *ch_words_of_code(ch_code code);

#endif

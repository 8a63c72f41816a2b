/* words: every sentence that the script shows. It has none of its own, so that the catalogue translates them all. */
#ifndef CH_PAGE_WORDS_H
#define CH_PAGE_WORDS_H

typedef struct ch_page_word {
    const char *key;     /* by which the script asks for it */
    const char *english; /* a text of the catalogue; %s or %1$s stand for what the script puts in */
} ch_page_word;

/* A row without a key ends them. */
extern const ch_page_word ch_page_words[];

#endif

/* sentence: a text as words, each with what stands between it and the one before. Names of a charter are read in the
 * same way, so that both can be held against each other. */
#ifndef CH_ASK_SENTENCE_H
#define CH_ASK_SENTENCE_H

#include "ask/words.h"
#include "base/arena.h"

/* What stands before a word. Blanks, hyphens and apostrophes part the words of a name. */
enum {
    CH_GAP_BLANK = 1 << 0,
    CH_GAP_HYPHEN = 1 << 1,
    CH_GAP_APOSTROPHE = 1 << 2,
    CH_GAP_COMMA = 1 << 3,
    CH_GAP_DOT = 1 << 4,
    CH_GAP_STOP = 1 << 5, /* what ends a clause: ; : ! ? brackets, a dash, a line's end; a dot before a blank too */
    CH_GAP_GLUE = 1 << 6, /* _ @ / \ and the like */
    CH_GAP_QUOTE = 1 << 7,
    CH_GAP_PLUS = 1 << 8,  /* right behind the word: "ChatGPT+" */
    CH_GAP_COLON = 1 << 9, /* a stop too */
    CH_GAP_OTHER = 1 << 10
};

typedef struct ch_word {
    ch_span at;         /* in the text */
    ch_text folded;     /* NFC, letter case folded */
    ch_text bare;       /* the same without accents */
    uint32_t gap;       /* CH_GAP_…: what stands before it; of the first word too */
    uint32_t roles;     /* CH_WORD_…; of a phrase, those of the whole at its first word, PLAIN at the others */
    uint32_t phrase;    /* words of the phrase that begins here; 0: it is within one */
    uint32_t adjective; /* of data; 0: none */
    uint32_t quotation; /* of which it is a part; 0: none */
    bool capital;       /* its first letter is, or it begins with a digit */
    bool shaped;        /* a capital letter or a digit behind its first: ChatGPT, 4o */
    bool opaque;        /* of an address, a path or a name of a file */
} ch_word;

typedef struct ch_sentence {
    const ch_small_words *known;
    ch_text text;
    ch_word *words;
    uint32_t count;
    uint32_t last_gap; /* what stands behind the last word */
    bool english;      /* by its small words */
    bool loud;         /* all of its letters are capitals */
} ch_sentence;

/* Reads a text, which is well-formed and lives as long as the result; what is made lives in `arena`. `french`: what it
 * is where its words do not show it. False when there is no memory. */
bool ch_sentence_read(ch_sentence *sentence, ch_text text, const ch_small_words *known, bool french, ch_arena *arena);

/* What stands behind the word at `index`. */
uint32_t ch_gap_behind(const ch_sentence *sentence, uint32_t index);

/* Whether a gap parts the words of one name: blanks, a hyphen or an apostrophe, and no dash. */
bool ch_gap_is_soft(uint32_t gap);

/* Whether what stands on both sides is one word: a hyphen, a dot or glue without a blank. */
bool ch_gap_joins(uint32_t gap);

#endif

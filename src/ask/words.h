/* words: what small words of French and English do in a sentence.
 *
 * They are looked up folded and without accents. A phrase ("au lieu de") is one entry. What a word means is left to
 * the charter: here are only the words around its names. */
#ifndef CH_ASK_WORDS_H
#define CH_ASK_WORDS_H

#include "base/arena.h"

enum {
    CH_WORD_FRENCH = 1 << 0,
    CH_WORD_ENGLISH = 1 << 1,
    CH_WORD_ARTICLE = 1 << 2,     /* le, une, the, my */
    CH_WORD_OF = 1 << 3,          /* de, of */
    CH_WORD_WITH = 1 << 4,        /* avec, using: a tool follows */
    CH_WORD_BY = 1 << 5,          /* à, to: a tool follows, or a person */
    CH_WORD_ON = 1 << 6,          /* sur, on: a tool follows, or a subject */
    CH_WORD_ABOUT = 1 << 7,       /* a subject, or somebody, follows */
    CH_WORD_INTO = 1 << 8,        /* pour, to: something is to be done */
    CH_WORD_BARS_NAME = 1 << 9,   /* sans, plutôt que: what it governs is not meant */
    CH_WORD_BARS_REST = 1 << 10,  /* pas, not: nor is anything to the end of the clause */
    CH_WORD_TURNS = 1 << 11,      /* mais, whether: no longer barred */
    CH_WORD_JOINS = 1 << 12,      /* et, or */
    CH_WORD_IS = 1 << 13,         /* est, marked: between a text and its class */
    CH_WORD_VERY = 1 << 14,       /* très, strictly */
    CH_WORD_PERSON = 1 << 15,     /* Mme, collègue: a person's name follows */
    CH_WORD_BODY = 1 << 16,       /* service, team: named after what it does */
    CH_WORD_CONTENT = 1 << 17,    /* note, file: what data are in */
    CH_WORD_DATA = 1 << 18,       /* données, records: nothing but data */
    CH_WORD_MAKES = 1 << 19,      /* rédiger, write: what follows is what is made */
    CH_WORD_PRONOUN = 1 << 20,    /* "puis-je", "traduis-moi" */
    CH_WORD_OFFER = 1 << 21,      /* Pro, Enterprise: behind a product's name */
    CH_WORD_OFFER_NAME = 1 << 22, /* Plus, Code: likewise, with a capital */
    CH_WORD_VENDOR = 1 << 23,     /* Microsoft: before a product's name */
    CH_WORD_COMPANY = 1 << 24,    /* avec, in: what follows may be somebody, or somewhere, as well */
    CH_WORD_EVENT = 1 << 25, /* réunion, interview: what is said there can be a text's class, but for a mild one */
    CH_WORD_PLAIN = 1 << 26  /* any other that is no name, nor part of one */
};

/* What stands between names and is none itself. */
#define CH_WORD_SMALL                                                                                       \
    (CH_WORD_ARTICLE | CH_WORD_OF | CH_WORD_WITH | CH_WORD_BY | CH_WORD_ON | CH_WORD_ABOUT | CH_WORD_INTO | \
     CH_WORD_BARS_NAME | CH_WORD_BARS_REST | CH_WORD_TURNS | CH_WORD_JOINS | CH_WORD_IS | CH_WORD_VERY |    \
     CH_WORD_PRONOUN | CH_WORD_PLAIN)

#define CH_PHRASE_WORDS 5 /* of a phrase, at most */

/* The small words, by their first letter. */
typedef struct ch_small_word {
    const char *words; /* up to a bar or the NUL */
    uint32_t roles;
} ch_small_word;

typedef struct ch_small_words {
    const ch_small_word *items;
    uint32_t first[256]; /* of those that begin with a byte; up to the next byte's */
    uint32_t count;
} ch_small_words;

/* Makes them ready to be looked up; they live in `arena`. NULL: no memory. */
const ch_small_words *ch_small_words_make(ch_arena *arena);

/* What the word or phrase does that `words` begins with; `*length` is how many of them it is, at least 1. 0: nothing
 * that is known. Plurals of nouns are known too. */
uint32_t ch_word_roles(const ch_small_words *known, const ch_text *words, size_t count, size_t *length);

/* Which adjective of data a word is, from 1, in any gender and number ("publiques" is "public"); 0: none. Such a word
 * speaks of data beside a word for content alone: "le public" is no class. */
uint32_t ch_word_adjective(ch_text word);

/* Whether an adjective says something of data alone: a "personal note" is the writer's own. */
bool ch_adjective_is_strict(uint32_t adjective);

/* Whether it lessens what is declared ("public"): it then counts right beside what it is said of, and no farther. */
bool ch_adjective_is_mild(uint32_t adjective);

/* Whether two words are one, plurals forgiven: notes, journaux, policies, boxes. */
bool ch_words_same(ch_text a, ch_text b);

#endif

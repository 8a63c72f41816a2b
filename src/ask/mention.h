/* mention: what is found in a sentence, while it is being understood.
 *
 *     names.c    the charter's names, as words, and which of them stand in the sentence
 *     denied.c   those behind "without" and "not"
 *     tools.c    what a tool's name is part of, and where it stands
 *     aside.c    what is no declaration: of people, quoted, spoken of, worked on
 *     unknown.c  what stands in the place of a name and is none
 *     understand.c  the order of all this, and the public calls */
#ifndef CH_ASK_MENTION_H
#define CH_ASK_MENTION_H

#include "ask/sentence.h"
#include "charter/ask.h"
#include "charter/version.h"

/* A name of the charter that is in force. */
typedef struct ch_known_name {
    charter_vocabulary vocabulary;
    const ch_listed_name *listed;
    ch_sentence words;
} ch_known_name;

typedef struct ch_mention {
    charter_vocabulary vocabulary;
    charter_mention_kind kind;
    uint32_t from, to; /* words; `to` is exclusive */
    size_t *entries;
    uint32_t entry_count;
    ch_text name;       /* as the charter has it */
    ch_text as_written; /* of a tool: what is no listed name, as far as known ("ChatGPT Plus"); `at` NULL: it is */
    bool ordinary;      /* of a tool: it may be a word or a person's name as well: Claude, Cursor */
} ch_mention;

typedef struct ch_understanding_work {
    const ch_version *version;
    ch_day day;
    ch_arena *arena;
    ch_sentence sentence;
    const ch_known_name *names;
    uint32_t name_count;
    ch_mention *mentions; /* in the sentence's order */
    uint32_t count;
    uint32_t *covered; /* by word: the number of the mention that it is of, from 1; 0: of none */
} ch_understanding_work;

/* Each is false when there is no memory. */
bool ch_ask_find_names(ch_understanding_work *work);
bool ch_ask_find_mentions(ch_understanding_work *work);
bool ch_ask_find_unknown(ch_understanding_work *work);

/* Takes what belongs to a tool's name to it. */
void ch_ask_extend_tools(ch_understanding_work *work);

/* Adds what looks like a tool that the charter does not name. False when there is no memory. */
bool ch_ask_find_products(ch_understanding_work *work);

/* Marks those that are denied. */
void ch_ask_find_denied(ch_understanding_work *work);

/* Sets aside what is no declaration, whatever else the sentence names; then what is not the only one. */
void ch_ask_set_aside(ch_understanding_work *work);
void ch_ask_find_rivals(ch_understanding_work *work);

/* Adds a mention behind the others; NULL: no memory. */
ch_mention *ch_ask_add(ch_understanding_work *work, const ch_mention *mention);

/* The entries whose names are nearest to some words, the nearest first; at most CH_NEAREST. */
#define CH_NEAREST 3
uint32_t ch_ask_nearest(const ch_understanding_work *work, charter_vocabulary vocabulary, ch_text words,
                        size_t entries[CH_NEAREST]);

static inline const ch_word *ch_ask_word(const ch_understanding_work *work, uint32_t index)
{
    return &work->sentence.words[index];
}

static inline bool ch_word_does(const ch_word *word, uint32_t roles)
{
    return (word->roles & roles) != 0;
}

#endif

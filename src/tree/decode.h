/* decode: from a located map to a C struct, by a table of its keys.
 *
 * A table says each key's name, the type of its value and where it goes; unknown keys, wrong types and
 * missing keys are complained of with their places, all of them in one run. Types come from the table:
 * quotes never change one, and a null value is an absent key.
 *
 * Where a value is refused, the help shows how it is written (correction.h, misread.h).
 *
 *     static const ch_field review_fields[] = {
 *         {"by", CH_TEXT, offsetof(review, by), NULL, true},
 *         {"on", CH_DATE, offsetof(review, on), NULL, false},
 *         {0},
 *     }; */
#ifndef CH_TREE_DECODE_H
#define CH_TREE_DECODE_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/suggest.h"
#include "tree/tree.h"

/* Each type's C type is in brackets. */
typedef enum ch_type {
    CH_TEXT = 1, /* [ch_text] any scalar */
    CH_NAME,     /* [ch_text] a scalar of at most CH_NAME_MAX bytes */
    CH_ID,       /* [ch_text] [a-z0-9][a-z0-9-]* */
    CH_WORDS,    /* [ch_localized] text for people: a scalar, or a map by language */
    CH_BOOL,     /* [ch_answer] true or false */
    CH_COUNT,    /* [ch_count] an integer from 0 on */
    CH_NUMBER,   /* [double] decimal, as JSON writes numbers */
    CH_DATE,     /* [ch_day] CHARTER_NO_DAY where absent */
    CH_DAYS,     /* [ch_days] one day; of a register it may be several. CH_NO_DAYS where absent */
    CH_DURATION, /* [ch_duration] */
    CH_CHOICE,   /* [int] 1 for the first of `choices`, and so on; 0 where absent */
    CH_NAMES,    /* [const ch_node *] one name, or a list of names; several in one plain scalar are refused */
    CH_ONE,      /* [const ch_node *] a scalar of at most CH_NAME_MAX bytes, with its place */
    CH_MAPPING,  /* [const ch_node *] a map, to be read by whoever knows its keys */
    CH_LISTING,  /* [const ch_node *] a list, likewise */
    CH_ANY,      /* [const ch_node *] any value */
    CH_IGNORED,  /* read by somebody else */
    CH_LATER     /* a key that this version does not support yet: an error that says so */
} ch_type;

#define CH_NAME_MAX 1024

typedef enum ch_answer { CH_UNSAID, CH_NO, CH_YES } ch_answer;

typedef struct ch_count {
    bool given;
    int64_t value;
} ch_count;

typedef struct ch_field {
    const char *name;
    ch_type type;
    size_t offset;
    const char *const *choices; /* CH_CHOICE: NULL-terminated */
    bool required;
} ch_field;

/* A table of keys, by the name that schemas and manuals know it by. */
typedef struct ch_key_table {
    const char *name;
    const ch_field *fields; /* NULL ends a list of tables */
} ch_key_table;

/* What a type is called there: "text", "names". */
const char *ch_type_name(ch_type type);

typedef struct ch_decoder {
    const ch_source *source;
    ch_arena *arena;
    charter_diagnostics *diagnostics;
} ch_decoder;

/* Reads `map` into `into`, which is zeroed. `what` ("a tool") is named in messages. Where `base` is not
 * NULL it is a second map whose keys hold for those that `map` does not have. */
void ch_decode(const ch_decoder *decoder, const ch_node *map, const ch_node *base, const ch_field *fields,
               const char *what, void *into);

/* Pieces for whoever reads by hand: each complains and returns false where the value is not one. */
bool ch_decode_map(const ch_decoder *decoder, const ch_node *node);
bool ch_decode_scalar(const ch_decoder *decoder, const ch_node *node, size_t most);
bool ch_decode_value(const ch_decoder *decoder, const ch_node *node, const ch_field *field, void *at);

/* "did you mean …", or else the words that are known. */
ch_message ch_help_with_words(ch_arena *arena, ch_text word, const char *const *known);

/* Complains about a value that is not among `choices`. */
void ch_error_choice(const ch_decoder *decoder, const ch_node *node, const char *const *choices);

bool ch_key_is_extension(ch_text key); /* x-… */

/* Which of `words` (NULL-terminated) `text` is, from 0; -1: none. */
int ch_word_index(const char *const *words, ch_text text);

#endif

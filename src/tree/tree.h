/* tree: what a parser read, every value with its place.
 *
 * All syntaxes become the same nodes; decoding (decode.h) gives them types. Nodes live in an arena. */
#ifndef CH_TREE_TREE_H
#define CH_TREE_TREE_H

#include "base/arena.h"
#include "base/source.h"
#include "base/text.h"

typedef enum ch_kind { CH_SCALAR, CH_LIST, CH_MAP } ch_kind;

typedef struct ch_node {
    ch_kind kind : 8;
    bool plain;     /* a scalar without quotes: it may spell null, or not be what its writer meant (misread.h) */
    bool unread;    /* a register's: null in place of what could not be read, or an id that is a word of no */
    bool days;      /* a register's: a date that may say no day, in the notation of ch_days_parse */
    uint32_t count; /* children of a list, entries of a map */
    ch_span span;
    ch_text text;                        /* a scalar's value */
    struct ch_node *key;                 /* in a map: the scalar that this value stands under */
    struct ch_node *first, *last, *next; /* children in the order of the file */
} ch_node;

/* Puts a child behind those that a list or a map has. */
void ch_node_append(ch_node *parent, ch_node *child);

/* An absent value: NULL itself, or a plain `null`, `Null`, `NULL` (as YAML's core schema has them), `~` or nothing. */
bool ch_node_absent(const ch_node *node);

/* The value under `key` in a map, or NULL where there is none or it is null. Of a key that stands twice (an error
 * by itself) the first value that is not null: where decoding found one, there is one. */
const ch_node *ch_node_get(const ch_node *map, const char *key);

/* What a condition or a list of names says, one or several: its first scalar, and the one after. A scalar
 * is a list of itself. */
const ch_node *ch_names_first(const ch_node *names);
const ch_node *ch_names_next(const ch_node *name);

/* The span of a value, or of its key where the value is a collection: what a caret can underline. */
ch_span ch_node_caret(const ch_node *node);

#endif

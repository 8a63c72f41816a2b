/* loading: what the parts of loading a mapping share: load.c reads its keys, words.c the words and tables of values
 * among them, paths.c the keys of a declaration that it aims at. Of this room alone. */
#ifndef CH_INTAKE_LOADING_H
#define CH_INTAKE_LOADING_H

#include "intake/intake.h"

typedef struct ch_loader {
    charter_intake *intake;
    ch_decoder decoder;
    const ch_aim *each; /* the key that makes several declarations; NULL: none does */
} ch_loader;

/* Zeroed memory of the mapping's own; NULL where there is none, which its diagnostics then know. */
void *ch_loader_take(ch_loader *loader, size_t count, size_t size);

/* An error at a place of the mapping. */
void ch_loader_error(ch_loader *loader, ch_code code, ch_span span, ch_message message, ch_message help);

/* The words of a list; none where there is no list. */
ch_words_list ch_loader_words(ch_loader *loader, const ch_node *names);

/* What the entries of a mapping mean. */
void ch_loader_table(ch_loader *loader, const ch_node *map, ch_value_table *table);

/* All under `tables`, before the aims, which name them. */
void ch_loader_tables(ch_loader *loader);

/* The table of that name; NULL, with an error at the key "table" of `node`: there is none. */
const ch_value_table *ch_loader_find_table(ch_loader *loader, const ch_node *node, ch_text name);

/* Fills in what the path of `aim` says of it: its steps, what its cells hold, whether it is evidence. False, with an
 * error at its node: no declaration has such a key. */
bool ch_loader_path(ch_loader *loader, ch_aim *aim);

#endif

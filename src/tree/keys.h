/* keys: a map's keys stand once, whatever the syntax and the spelling. */
#ifndef CH_TREE_KEYS_H
#define CH_TREE_KEYS_H

#include "base/diagnostics.h"
#include "tree/tree.h"

/* Complains of each key of `map` that stands a second time; keys compare in their normal form. `ascii`: all
 * of them are. False when there is no memory. */
bool ch_check_keys(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, const ch_node *map,
                   bool ascii);

/* Complains where `node`, whose text was written with escapes, spells a character that may not stand in the
 * bytes. `*ascii` becomes false where a character is not. */
void ch_check_spelt(const ch_source *source, charter_diagnostics *diagnostics, const ch_node *node, bool *ascii);

#endif

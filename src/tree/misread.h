/* misread: YAML that says something else than it looks like to whoever wrote it.
 *
 * A comma ends a value in braces and brackets; a "#" behind a blank begins a comment; quotes of printers are part
 * of the text, and so is a no-break space. What may be meant as it is read stays legal: which side each case is on
 * is told in docs/architecture.md, and all of them in the table of docs/charter.md. */
#ifndef CH_TREE_MISREAD_H
#define CH_TREE_MISREAD_H

#include "base/diagnostics.h"
#include "tree/tree.h"

/* Complains where a plain scalar, key or value, begins or ends with a no-break space (it is taken away: the rest is
 * read on), stands in typographic quotes, or ends at a "#" that no comment begins with. `scalar->span` ends where
 * its text ends. */
void ch_check_plain(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_node *scalar);

/* Whether a text as a whole stands in typographic quotes, of any language. */
bool ch_text_in_quotes(ch_text text);

/* Bytes of what a text begins with where it looks like an item of a list and YAML reads none: a bullet, a dash of
 * printers, a hyphen without its space. 0: it looks like none. */
size_t ch_bullet(ch_text text);

/* Whether a text begins or ends with a typographic double quote that no other answers. */
bool ch_text_half_quoted(ch_text text);

/* Help about a key that is not known and stands in braces without a colon: what its writer will have meant. Nothing
 * to say of any other key. */
ch_message ch_help_bare_key(const ch_source *source, ch_arena *arena, const ch_node *key);

/* Whether digits at `at` go on with a number that a decimal comma has cut; and that number, with its point. */
bool ch_cut_number(const ch_source *source, ch_arena *arena, uint32_t at, ch_text *number);

/* Whether some numbers of a list are cut by decimal commas, or could be: one comma without a blank behind it, alone
 * ([0,9]) or beside others with a blank ([0,2, 0,5]). `*meant` is the list with decimal points. */
bool ch_list_misread(const ch_source *source, ch_arena *arena, const ch_node *list, ch_text *meant);

#endif

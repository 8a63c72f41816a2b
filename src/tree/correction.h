/* correction: how to write a value that somebody wrote as people do: 0,9 or 1 000, 2/11/2026, oui, 2 ans.
 *
 * Such a value is refused, never read; the help shows the spelling that is. Where it could mean two things the
 * help shows both, or the form alone: nothing is guessed. All lists of words are in this file's source. */
#ifndef CH_TREE_CORRECTION_H
#define CH_TREE_CORRECTION_H

#include "base/arena.h"
#include "base/message.h"

/* Help for a text that is no value of the type, in French or in English; it names the form alone where the text
 * is none that is known. What it shows lives in `arena`; without memory the form alone. */
ch_message ch_help_number(ch_arena *arena, ch_text text);
ch_message ch_help_count(ch_arena *arena, ch_text text);
ch_message ch_help_bool(ch_text text);
ch_message ch_help_date(ch_arena *arena, ch_text text);
ch_message ch_help_duration(ch_arena *arena, ch_text text);

/* Whether a text has the form YYYY-MM-DD, whatever its digits say. */
bool ch_is_date_form(ch_text text);

/* The number that `text` will have meant; `*other` is a second one that it may have meant, or has no bytes. False
 * where it is none that is known. */
bool ch_correct_number(ch_arena *arena, ch_text text, ch_text *one, ch_text *other);

#endif

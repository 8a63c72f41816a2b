/* person: names of people, as far as a program can tell: whether a text names somebody, and whether two texts name the
 * same one. */
#ifndef CH_BASE_PERSON_H
#define CH_BASE_PERSON_H

#include "base/unicode.h"

typedef enum ch_person_fault {
    CH_PERSON_NAMED,
    CH_PERSON_NOBODY, /* blank, without a letter or digit, a word of yes, or of no that is no initials ("N. D.") */
    CH_PERSON_MIXES_SCRIPTS,
    CH_PERSON_HIDES_FORMAT
} ch_person_fault;

/* Whether `name` names somebody. Logins and staff numbers do. */
ch_person_fault ch_person_check(ch_text name);

/* Whether two names hold the same words, whatever their order, their case and what parts them, an address's domain left
 * out: "a.martin", "Martin A.", "a.martin@example.org"; but "a.martin2" is somebody else. Letters are compared as they look.
 * True, too, where there is no memory (the arena has then failed). */
bool ch_person_same(ch_arena *arena, ch_text one, ch_text other);

/* The words of a name as they are compared, with a space between them; `at` NULL where there is no memory. */
ch_text ch_person_words(ch_arena *arena, ch_text name);

#endif

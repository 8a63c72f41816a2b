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

/* Whether two names hold the same words in any form, whatever their order, their case and what parts them, an address's
 * domain left out: "a.martin", "Martin A.", "a.martin@example.org"; but "a.martin2" is somebody else. True, too, where
 * there is no memory (the arena has then failed). */
bool ch_person_same(ch_arena *arena, ch_text one, ch_text other);

/* A name's words in each form in which they are compared, with a space between them: as they are written, and twice as
 * their reader sees them, since letters look alike in small or in capitals alone (U+041D is an H, U+043D no h). */
typedef enum ch_person_form { CH_PERSON_WRITTEN, CH_PERSON_SEEN, CH_PERSON_SEEN_SMALL, CH_PERSON_FORMS } ch_person_form;

/* How many of them tell names apart: ASCII reads as it is written. */
static inline ch_person_form ch_person_forms(ch_text one, ch_text other)
{
    return ch_text_is_ascii(one) && ch_text_is_ascii(other) ? CH_PERSON_SEEN : CH_PERSON_FORMS;
}

/* `at` is NULL where there is no memory. */
ch_text ch_person_words(ch_arena *arena, ch_text name, ch_person_form form);

#endif

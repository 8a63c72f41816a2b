/* re2: the language of `matches`, as a gate before PCRE2.
 *
 * Conditions promise RE2's language (https://github.com/google/re2/wiki/Syntax), whatever engine runs it.
 * PCRE2 accepts more, and reads some of it otherwise: the gate refuses the one and rewrites the other. */
#ifndef CH_PATTERN_RE2_H
#define CH_PATTERN_RE2_H

#include "base/arena.h"
#include "base/text.h"

typedef struct ch_re2_fault {
    size_t offset;       /* bytes from the beginning of the pattern */
    const char *message; /* English, marked for translation; NULL: no memory */
} ch_re2_fault;

/* Gives in `*out` (in `arena`) a PCRE2 pattern that means what `pattern` means in RE2 when PCRE2 compiles
 * it with PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C and no other option. False where RE2
 * would refuse it. `*bounded`: what it matches has a greatest length. */
bool ch_re2_translate(ch_text pattern, ch_arena *arena, ch_text *out, bool *bounded, ch_re2_fault *fault);

#endif

/* pattern: regular expressions. The only file that knows PCRE2.
 *
 * Patterns come from the charter, never from a declaration, and are compiled when it loads. What they are
 * searched in is hostile: every match has limits, and a limit that is reached is an answer of its own. */
#ifndef CH_PATTERN_PATTERN_H
#define CH_PATTERN_PATTERN_H

#include "base/message.h"
#include "tree/tree.h"

#define CH_PATTERN_MAX 4096 /* bytes of a pattern's text */

/* What one match may take. A hostile text ends within milliseconds; a text that is searched has many places. */
#define CH_PATTERN_STEPS_MAX       100000
#define CH_PATTERN_PLACE_STEPS_MAX 5000
#define CH_PATTERN_HEAP_KIB        (16 * 1024)
#define CH_PATTERN_STATES_MAX      512 /* ways to match at once, of RE2's language */

typedef struct ch_pattern ch_pattern;

/* Which language a pattern is written in. */
typedef enum ch_pattern_language {
    CH_PCRE2,       /* `pattern` of a tool or a detector */
    CH_PCRE2_WHOLE, /* `allow` of a detector: it must match the whole text */
    CH_RE2          /* `matches` of a condition */
} ch_pattern_language;

typedef struct ch_pattern_fault {
    size_t offset;       /* bytes from the beginning of the pattern's text */
    const char *message; /* English, marked for translation; NULL: no memory */
    ch_text refused;     /* a part of the pattern that the message names; else its length is 0 */
} ch_pattern_fault;

/* Gives a compiled pattern (ch_pattern_free), or NULL: then `fault->message` says why, and is NULL where
 * there was no memory. Refused too is what makes a match depend on more than the text: where the search
 * began (texts are searched in pieces, and again behind each match), or how it is run. `arena` is working
 * memory. */
ch_pattern *ch_pattern_compile(ch_text text, ch_pattern_language language, ch_arena *arena, ch_pattern_fault *fault);
void ch_pattern_free(ch_pattern *pattern);

/* The fault as a message, and where it stands: the pattern's text is the value of `scalar`. */
ch_message ch_pattern_message(const ch_pattern_fault *fault);
ch_span ch_pattern_place(const ch_pattern_fault *fault, const ch_source *source, const ch_node *scalar,
                         ch_arena *arena);

/* One thread's memory for matching. */
typedef struct ch_matcher ch_matcher;

/* Gives a matcher (ch_matcher_free); NULL: no memory. */
ch_matcher *ch_matcher_new(void);
void ch_matcher_free(ch_matcher *matcher);

/* Gives up after `steps` of a match, where ch_pattern_find usually takes CH_PATTERN_STEPS_MAX. */
void ch_matcher_bound(ch_matcher *matcher, uint32_t steps);

typedef enum ch_match {
    CH_MATCH_NO,
    CH_MATCH_YES,
    CH_MATCH_LIMIT,
    CH_MATCH_NO_MEMORY /* of ch_pattern_search alone */
} ch_match;

/* Whether `pattern` is found anywhere in `text`, which is well-formed UTF-8. Failures other than a limit
 * (no memory) count as a limit: undecided. What is RE2's language takes a time that grows with the text's length, and
 * reaches a limit only where the pattern itself is very large. */
ch_match ch_pattern_find(const ch_pattern *pattern, ch_matcher *matcher, ch_text text);

/* Whether some match failed for want of memory since this was last asked. */
bool ch_matcher_failed(ch_matcher *matcher);

/* The first match that begins in `text` at `from` or later; it is never empty. */
typedef struct ch_found {
    ch_span whole;
    ch_span part; /* its first group, where it has one that took part; else the whole */
} ch_found;

/* `open`: more of the line follows, so that `$` does not hold at the text's end. The limits are tighter than
 * ch_pattern_find's: a text is long, and each place in it may cost as much. */
ch_match ch_pattern_search(const ch_pattern *pattern, ch_matcher *matcher, ch_text text, size_t from, bool open,
                           ch_found *found);

#endif

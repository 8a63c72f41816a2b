/* slip: what broke the syntax of YAML, told to whoever wrote it and knows no YAML.
 *
 * A parser tells where it gave up, which may be lines behind the slip: `activity:drafting` is found out when the next
 * line has a colon. Here the lines around are looked at again, for what people do write: the place becomes the
 * slip's, and the help is the line as it should be, where it is known. */
#ifndef CH_TREE_SLIP_H
#define CH_TREE_SLIP_H

#include "base/diagnostics.h"
#include "tree/tree.h"

/* What a parser wanted and did not find, or found where it may not be. */
typedef enum ch_broken {
    CH_BROKEN_OTHERWISE, /* by a complaint that is not known here */
    CH_BROKEN_BEGINNING, /* a character that nothing can begin with */
    CH_BROKEN_TAB,       /* a tab where spaces must indent */
    CH_BROKEN_COLON,     /* a colon where no key can be */
    CH_BROKEN_KEY,       /* a line that is no key, for want of a colon */
    CH_BROKEN_MAP,       /* a line that is no entry of the mapping around */
    CH_BROKEN_LIST,      /* the same of a list */
    CH_BROKEN_QUOTE,     /* a quote that is never closed */
    CH_BROKEN_BRACKETS,  /* a list in brackets that does not go on */
    CH_BROKEN_BRACES,    /* the same of a mapping in braces */
    CH_BROKEN_VALUE,     /* a sign where a value must be */
    CH_BROKEN_GLUED,     /* a colon in brackets or braces with a sign of theirs behind it */
    CH_BROKEN_LINES,     /* a text of several lines (| or >) whose first line says more */
    CH_BROKEN_DASH,      /* an item of a list where none can be */
    CH_BROKEN_NAME,      /* an anchor or an alias without a name */
    CH_BROKEN_QUESTION,  /* a question mark where no key can be */
    CH_BROKEN_ESCAPE,    /* an escape that is none */
    CH_BROKEN_TAG,       /* a tag that is none */
    CH_BROKEN_END,       /* more behind the document's end */
    CH_BROKEN_COUNT
} ch_broken;

typedef struct ch_stop {
    ch_broken broken;
    size_t at;           /* the byte at which the parser gave up */
    size_t from;         /* where begins what it was reading (a key, a quote, a bracket); `at`: it does not say */
    const ch_node *last; /* the last scalar before `at`; NULL: there is none */
} ch_stop;

typedef struct ch_slip {
    ch_span span;
    ch_message message, help;
} ch_slip;

/* What the messages show lives in `arena`; without memory they show less. Costs a walk over the lines above. */
ch_slip ch_find_slip(const ch_source *source, ch_arena *arena, const ch_stop *stop);

/* Whether a plain text begins its line as a key does, whose colon lacks its space or is another sign. It is no fault of
 * the syntax: "name:ChatGPT" is a text. */
bool ch_find_glued_key(const ch_source *source, ch_arena *arena, const ch_node *scalar, ch_slip *slip);

#endif

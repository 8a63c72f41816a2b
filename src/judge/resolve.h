/* resolve: which activity, tool and data classes a declaration means, on the judged day. */
#ifndef CH_JUDGE_RESOLVE_H
#define CH_JUDGE_RESOLVE_H

#include "base/unicode.h"
#include "charter/version.h"
#include "declaration/declaration.h"

typedef struct ch_resolved {
    uint32_t number;        /* CH_NOT_FOUND: not listed */
    ch_suspicion suspicion; /* why a name matches no alias and no pattern */
    const ch_entry *lapsed; /* an entry of that name that is not in force on the day, or NULL */
    uint32_t variant;       /* of a name that is not listed: the tool whose name, and more, it is; else CH_NOT_FOUND */
    ch_text variant_name;   /* which of that tool's names */
    const ch_catalogued *known; /* what a catalogue knows of a tool that the charter does not list, or NULL */
    bool failed;                /* there was no memory */
    bool limit;                 /* a pattern's limit was reached before any other matched: undecided */
} ch_resolved;

/* Each finds what a declared name means, by id, alias or title, on a day. A tool is found by a pattern too, and last by
 * what a catalogue calls it, where that makes nothing milder: a name that is a banned tool's, or a variant of one,
 * without the catalogue stays it. */
ch_resolved ch_resolve_activity(const ch_version *version, ch_day day, ch_text text, ch_arena *arena);
ch_resolved ch_resolve_tool(const ch_version *version, ch_day day, ch_text text, ch_arena *arena, ch_matcher *matcher);
ch_resolved ch_resolve_class(const ch_version *version, ch_day day, ch_text text, ch_arena *arena);

/* Whether some tool in force bears the words of `text`, whole, as id, alias or title, shared ones included, as a reader
 * sees them ("ChatGPT.", in full width): no pattern is asked. True, too, where there is no memory (the arena has then
 * failed). */
bool ch_resolve_is_tool(const ch_version *version, ch_day day, ch_text text, ch_arena *arena);

#endif

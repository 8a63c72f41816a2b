/* Drafts: files to begin with, which a person completes. What is drafted claims nothing that nobody said. */
#ifndef CHARTER_DRAFT_H
#define CHARTER_DRAFT_H

#include "charter/load.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_declaration_draft_options {
    charter_day at;    /* the day whose version of the charter is drafted from */
    bool own_lang;     /* comments are in the charter's own language, where it says one that is known */
    charter_lang lang; /* else in this one */
} charter_declaration_draft_options;

/* Writes a declaration to begin with, in YAML: each key that matters under the charter, empty, below a comment that
 * lists what it may hold. The activity and the tool, without which nothing is a declaration, have a name to be
 * replaced that the charter does not list: the draft is read, and never judged compliant as it is. CHARTER_END: no
 * version is in force on that day. CHARTER_UNKNOWN: it is no day, or the language is none. Borrows everything. */
CHARTER_API charter_status charter_declaration_draft_sized(const charter *the_charter,
                                                           const charter_declaration_draft_options *options,
                                                           size_t options_size, charter_sink sink);
static inline charter_status charter_declaration_draft(const charter *the_charter,
                                                       const charter_declaration_draft_options *options,
                                                       charter_sink sink)
{
    return charter_declaration_draft_sized(the_charter, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif

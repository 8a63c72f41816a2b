/* syntax: what names of files and their first bytes say. */
#ifndef CH_DECLARATION_SYNTAX_H
#define CH_DECLARATION_SYNTAX_H

#include "base/text.h"

#define CH_FIRST_BYTES 4096 /* of a file, that are looked at */

/* Whether a file or folder is called nearly as those are that are judged where no input is named: "usage.yml",
 * ".ai-usage.json", "AI-Usage". */
bool ch_is_named_as_declaration(const char *name);

/* Whether a file with these first bytes begins as a declaration does, whatever it is called: with "usage: 1" or
 * "usages:", in YAML or JSON, behind comments or none. */
bool ch_begins_as_declaration(ch_text first);

#endif

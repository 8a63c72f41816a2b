/* syntax: what names of files and their first bytes say. */
#ifndef CH_DECLARATION_SYNTAX_H
#define CH_DECLARATION_SYNTAX_H

#include "base/text.h"

#define CH_FIRST_BYTES ((size_t)4096)      /* of a file, that are looked at */
#define CH_MOST_BYTES  ((size_t)64 * 1024) /* where comments and blanks alone stand in them */

/* Whether a file or folder is called nearly as those are that are judged where no input is named: "usage.yml",
 * ".ai-usage.json", "AI-Usage". */
bool ch_is_named_as_declaration(const char *name);

/* Whether a file is called as a packed declaration is, and packed in a way, or under a name, that is not read:
 * "x.yaml.xz", "x.yaml.bak.gz". */
bool ch_is_named_as_packed(const char *name);

/* Whether a file with these first bytes begins as a declaration does, whatever it is called: with "usage: 1" or
 * "usages:", in YAML or JSON, behind comments or none, in UTF-8 or UTF-16. Changes `bytes`. CH_BEGINS_LATER:
 * comments and blanks stand before so much of it that more bytes are needed, where there are any. */
typedef enum ch_beginning { CH_BEGINS_OTHERWISE, CH_BEGINS_SO, CH_BEGINS_LATER } ch_beginning;
ch_beginning ch_begins_as_declaration(char *bytes, size_t length);

#endif

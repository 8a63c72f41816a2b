/* yaml: one YAML document as a tree. The only file that knows libyaml.
 *
 * libyaml's events are taken, never its documents: its memory stays small and its depth ours. What YAML
 * allows and we refuse: tags, merge keys, directives, keys that are not scalars, keys that stand twice,
 * nesting beyond a bound; anchors and aliases too, but in a charter. */
#ifndef CH_TREE_YAML_H
#define CH_TREE_YAML_H

#include "base/diagnostics.h"
#include "tree/tree.h"

#define CH_YAML_MAX_DEPTH 64
#define CH_YAML_TEXT_MAX  ((size_t)64 * 1024) /* bytes of one scalar */

typedef struct ch_yaml_rules {
    unsigned depth; /* of nested collections, at most CH_YAML_MAX_DEPTH */
    size_t nodes;   /* in one document */
    bool aliases;   /* anchors and aliases are followed, each as a copy */
    bool any_text;  /* of JSON: texts are of any length and may hold any character; who takes one looks at it */
} ch_yaml_rules;

typedef enum ch_yaml_status {
    CH_YAML_DOCUMENT,
    CH_YAML_NOTHING, /* no document: blanks and comments alone */
    CH_YAML_FAULT,   /* its syntax is broken: the diagnostics say how; there is no tree */
    CH_YAML_NO_MEMORY
} ch_yaml_status;

/* Reads the one document of `source`, which has been checked (ch_source_check). Faults that do not break
 * the syntax (a duplicate key, a tag) are added to `diagnostics`, and there is a tree all the same. The
 * tree lives in `arena`, and borrows nothing. */
ch_yaml_status ch_yaml_read(const ch_source *source, const ch_yaml_rules *rules, ch_arena *arena,
                            charter_diagnostics *diagnostics, ch_node **root);

/* Checks a source's bytes, and complains of the first that may not stand there. */
bool ch_yaml_check_bytes(ch_source *source, charter_diagnostics *diagnostics);

#endif

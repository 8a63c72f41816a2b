/* json_reader: one JSON text (RFC 8259) as a tree of the same located nodes that YAML gives.
 *
 * Strict: no comments, no trailing commas, no single quotes, no NaN. Keys that stand twice, halves of
 * surrogate pairs and control characters behind escapes are refused. Numbers, true, false and null stay as
 * they are spelt: types come from the schema, as everywhere. */
#ifndef CH_TREE_JSON_READER_H
#define CH_TREE_JSON_READER_H

#include "tree/yaml.h"

/* Reads the one value of `source`, which has been checked (ch_source_check). `rules` as for YAML, but for
 * `aliases`. A fault of the syntax ends the reading; a key that stands twice does not. The tree lives in
 * `arena`, and borrows nothing. */
ch_yaml_status ch_json_read(const ch_source *source, const ch_yaml_rules *rules, ch_arena *arena,
                            charter_diagnostics *diagnostics, ch_node **root);

#endif

/* charter_build: how a version is made, for the files of this room alone.
 *
 *     read_version.c  its top-level keys, and the entries of each vocabulary, from all of its files
 *     link_version.c  names to entries, the order of data classes, conditions; everything that refers
 *     link_names.c    what declarations may call entries by
 *     link_detectors.c  detectors: patterns, checks, the classes that they mean; the scanner
 *     link_conditions.c  what conditions read, and the values that they tell apart
 *     link_traces.c   traces: that each says something, and not too little
 *     check_version.c what must hold between entries: dates, ambiguous names, approvals
 *     load.c          files, includes, hashes; the versions' dates against one another */
#ifndef CH_CHARTER_BUILD_H
#define CH_CHARTER_BUILD_H

#include "charter/version.h"

typedef struct ch_builder {
    charter *charter;
    ch_version *version;
    charter_diagnostics *diagnostics;
    const ch_file *exceptions; /* of the file of exceptions kept apart, or NULL */
} ch_builder;

/* A decoder for entries of `source`. */
static inline ch_decoder ch_builder_decoder(const ch_builder *builder, const ch_source *source)
{
    return (ch_decoder){source, &builder->charter->arena, builder->diagnostics};
}

/* Each complains of what it finds; the version is of use only where nothing was. */
void ch_version_read(ch_builder *builder);
void ch_version_read_part(ch_builder *builder, const ch_file *file);
void ch_version_read_vocabularies(ch_builder *builder);
void ch_version_link(ch_builder *builder);
void ch_version_check(ch_builder *builder);

/* The names that declarations resolve. False when there is no memory. */
bool ch_version_link_names(ch_builder *builder);

/* Whether an entry says `key` itself; null is not said. */
bool ch_entry_says(const ch_entry *entry, const char *key);

/* Detectors, once the names of data classes are known. False when there is no memory. */
bool ch_version_link_detectors(ch_builder *builder);

/* Traces. False when there is no memory. */
bool ch_version_link_traces(ch_builder *builder);

/* What is known of conditions before anything is judged, once they are read. False when there is no memory. */
bool ch_version_link_conditions(ch_builder *builder);

/* Complains that `builder` ran out of memory. */
void ch_builder_no_memory(const ch_builder *builder);

#endif

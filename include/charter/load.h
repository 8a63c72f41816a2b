/* Loading a charter: one file, or several versions of it with their dates in force. */
#ifndef CHARTER_LOAD_H
#define CHARTER_LOAD_H

#include "charter/diagnostics.h"
#include "charter/intake.h"
#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One or several versions of an organisation's charter. Immutable, and shared between threads. */
typedef struct charter charter;

#define CHARTER_LEAVES_OUT_INTAKE ((uint64_t)1) /* its intake mappings are not read: for who drafts one */

typedef struct charter_load_options {
    charter_limits limits;
    bool follow_links;      /* from the disk: links that lead out of the work tree too (charter_leads_out) */
    const char *exceptions; /* a further file of exceptions; NULL: none */
    uint64_t leaves_out;    /* CHARTER_LEAVES_OUT_INTAKE, or nothing */
} charter_load_options;

/* Loads the charters `names`, each a version, whose dates may not overlap. Included files and
 * `options->exceptions` are read through `files`. A name that another of the names includes is a part
 * of that one, not a version.
 *
 * Gives `*out` (charter_free) where CHARTER_OK: `diagnostics` may then hold warnings. CHARTER_INVALID:
 * it holds every error that was found, and `*out` is NULL. Borrows all arguments; `options` may be NULL. */
CHARTER_API charter_status charter_load_sized(charter **out, const char *const *names, size_t count,
                                              const charter_files *files, const charter_load_options *options,
                                              size_t options_size, charter_diagnostics *diagnostics);
static inline charter_status charter_load(charter **out, const char *const *names, size_t count,
                                          const charter_files *files, const charter_load_options *options,
                                          charter_diagnostics *diagnostics)
{
    return charter_load_sized(out, names, count, files, options, sizeof *options, diagnostics);
}

/* The same from the disk: `path` is a file, or a folder that holds versions (*.yaml, *.yml). */
CHARTER_API charter_status charter_load_path_sized(charter **out, const char *path, const charter_load_options *options,
                                                   size_t options_size, charter_diagnostics *diagnostics);
static inline charter_status charter_load_path(charter **out, const char *path, const charter_load_options *options,
                                               charter_diagnostics *diagnostics)
{
    return charter_load_path_sized(out, path, options, sizeof *options, diagnostics);
}

/* Releases it, once nothing keeps it; NULL is nothing to release. */
CHARTER_API void charter_free(charter *charter);

/* How many versions it has: one or more. */
CHARTER_API size_t charter_version_count(const charter *charter);

/* What a version says of itself; texts live as long as the charter. */
typedef struct charter_identity {
    charter_text id, version;
    charter_day from, until; /* CHARTER_NO_DAY: open */
    const char *file;
} charter_identity;

/* The version at `index`, below their count, in the order in which they were named. */
CHARTER_API charter_identity charter_version_at(const charter *charter, size_t index);

/* The SHA-256 of a version in lower-case hex, with a NUL: of its file where it is one, else of the lines that
 * sha256sum prints for all of its files, in the order in which they are included, its intake mapping last. */
CHARTER_API void charter_version_sha256(const charter *charter, size_t index, char out[CHARTER_SHA256_SIZE]);

/* That of the file `options->exceptions`, which is no part of a version's; "" where there is none. */
CHARTER_API void charter_exceptions_sha256(const charter *charter, char out[CHARTER_SHA256_SIZE]);

/* Holds a mapping against the charter, before a stream or batch reads by it: keys, names and words that the charter
 * does not have are errors in the mapping, and so is what it gives no declaration. Rows are then read by what the
 * charter says that each cell holds. CHARTER_INVALID: `diagnostics` holds every error. A charter's own mapping is held
 * against it when it is loaded. */
CHARTER_API charter_status charter_intake_check(charter_intake *intake, const charter *the_charter,
                                                charter_diagnostics *diagnostics);

/* The intake mapping that the version in force on `day` names; NULL: none, or no such day. It lives as long as the
 * charter. */
CHARTER_API const charter_intake *charter_intake_on(const charter *charter, charter_day day);

#ifdef __cplusplus
}
#endif

#endif

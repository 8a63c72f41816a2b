/* names: what the names of files say, and paths made of them. */
#ifndef CH_BATCH_NAMES_H
#define CH_BATCH_NAMES_H

#include "base/arena.h"

/* Whether a file is called *.yaml or *.yml. */
bool ch_is_yaml_name(const char *name);

/* Whether a file is called NAME.cases.yaml or NAME.cases.yml: a charter's cases (charter/cases.h), which declare no
 * use.
 */
bool ch_is_cases_name(const char *name);

/* The cases beside the charter `path`: NAME.cases.yaml for NAME.yaml, in `arena`; NULL where there is no memory, or
 * where the charter is not called so. */
const char *ch_cases_path(ch_arena *arena, const char *path);

/* "folder/name" in `arena`, without a second slash; NULL where there is no memory. */
const char *ch_path_join(ch_arena *arena, const char *folder, const char *name);

#endif

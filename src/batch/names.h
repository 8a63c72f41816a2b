/* names: what the names of files say, and paths made of them. */
#ifndef CH_BATCH_NAMES_H
#define CH_BATCH_NAMES_H

#include "base/arena.h"

/* Whether a file is called *.yaml or *.yml. */
bool ch_is_yaml_name(const char *name);

/* Whether a file within a folder may hold declarations: *.yaml, *.yml. */
bool ch_may_declare(const char *name);

/* "folder/name" in `arena`, without a second slash; NULL where there is no memory. */
const char *ch_path_join(ch_arena *arena, const char *folder, const char *name);

#endif

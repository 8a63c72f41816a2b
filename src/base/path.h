/* path: names of files as they are known again, by their letters alone: no disk is asked, since what is kept is held
 * against what somebody else has checked out. */
#ifndef CH_BASE_PATH_H
#define CH_BASE_PATH_H

#include "base/arena.h"
#include "base/text.h"

/* One name for all spellings of a path, without ".", "..", and slashes that stand twice: "./uses//a.yaml" is
 * "uses/a.yaml". In `arena`; `at` is NULL where there is no memory. */
ch_text ch_path_plain(ch_arena *arena, const char *path);

/* The same into room for as many bytes as `path` has, and a NUL; how long it is. */
size_t ch_path_make_plain(char *into, const char *path);

/* What `path` is behind the folder `folder`: "b/c" of "/a/b/c" and "/a", "" of "/a" itself. Both are plain, and from
 * the root on. `at` is NULL where it lies elsewhere. */
ch_text ch_path_below(ch_text path, const char *folder);

/* That name as our JSON can spell it, and no other name: `%`, what may not stand in a declaration (base/source) and
 * bytes that are no text stand as in a URI. */
ch_text ch_path_writable(ch_arena *arena, const char *path);

#endif

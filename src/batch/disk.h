/* disk: files and folders, opened so that nothing found there makes us wait, or read what is no file.
 *
 * The only room that touches the disk is batch; everything below it reads through callbacks. */
#ifndef CH_BATCH_DISK_H
#define CH_BATCH_DISK_H

#include "base/arena.h"
#include "charter/types.h"

typedef enum ch_disk_kind { CH_DISK_FILE, CH_DISK_FOLDER } ch_disk_kind;

typedef struct ch_opened {
    int file;          /* a descriptor; or a negative errno */
    ch_disk_kind kind; /* without a descriptor: CH_DISK_FOLDER also where nobody can tell */
    size_t size;
} ch_opened;

/* Opens the current folder's `name`. -EPERM for what is neither a regular file nor a folder, -EMLINK for links that
 * lead in a circle; unless `follow_links`, -EXDEV where a link leads out of the work tree (charter_leads_out). */
ch_opened ch_disk_open(const char *name, bool follow_links);

/* Opens an entry of the folder `at`. -ELOOP for a link. */
ch_opened ch_disk_open_entry(int at, const char *name);

/* The bytes of an open descriptor, which `*file` names, as a stream. Keeps `file`. */
charter_input ch_disk_input(const int *file);

/* An open folder, entry by entry, in byte order of names. */
typedef struct ch_folder {
    int file;
    ch_arena arena;
    const char **names;
    size_t count, next;
} ch_folder;

/* Whether an entry is wanted; `is_folder` where it is one, or a link to one. */
typedef bool ch_folder_choice(const char *name, bool is_folder);

/* Takes over the descriptor `file`, whatever comes of it. 0, or a positive errno. */
int ch_folder_open(ch_folder *folder, int file, ch_folder_choice *wanted);
void ch_folder_close(ch_folder *folder);

#endif

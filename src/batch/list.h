/* list: names of inputs, as charter/batch.h has them, one behind the other in the list's own bytes. */
#ifndef CH_BATCH_LIST_H
#define CH_BATCH_LIST_H

#include "base/buffer.h"
#include "charter/batch.h"

struct charter_list {
    const char *name;
    ch_buffer bytes;  /* of the whole list; each name ends with a NUL */
    uint32_t *starts; /* of names */
    size_t count, room;
};

#endif

#include "base/options.h"

bool ch_options_copy(void *ours, size_t size, const void *options, size_t known)
{
    const unsigned char *theirs = options;
    memset(ours, 0, size);
    if (theirs == NULL)
        return true;
    memcpy(ours, theirs, known < size ? known : size);
    for (size_t i = size; i < known; i++)
        if (theirs[i] != 0)
            return false;
    return true;
}

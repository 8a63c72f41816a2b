/* options: a caller's options copied into ours, whichever of the two was compiled with the newer header. Whether their
 * values make sense is left to the function that takes them. */
#include "base/options.h"

bool ch_options_copy(void *ours, size_t size, const void *options, size_t known)
{
    const unsigned char *theirs = options;
    memset(ours, 0, size);
    if (theirs == NULL)
        return true;
    memcpy(ours, theirs, known < size ? known : size);
    /* As openat2(2) does (E2BIG): what a newer caller asks for and we do not know is refused, and not left out. */
    for (size_t i = size; i < known; i++)
        if (theirs[i] != 0)
            return false;
    return true;
}

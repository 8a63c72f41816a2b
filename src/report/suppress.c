/* Primary and complementary suppression of one margin. */
#include "report/suppress.h"

/* The smallest group that is still shown; `count` where there is none. */
static size_t smallest_shown(const uint64_t *sizes, size_t count, const bool *hidden)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++)
        if (!hidden[i] && sizes[i] > 0 && (found == count || sizes[i] < sizes[found]))
            found = i;
    return found;
}

void ch_suppress(const uint64_t *sizes, size_t count, uint64_t smallest, bool *hidden)
{
    uint64_t members = 0, together = 0;
    for (size_t i = 0; i < count; i++) {
        hidden[i] = sizes[i] > 0 && sizes[i] < smallest;
        members += hidden[i];
        together += hidden[i] ? sizes[i] : 0;
    }
    /* A remainder of one group is that group; one as small as a group is one; one of ones gives each of them. */
    while (members > 0 && (members < 2 || together < smallest || together <= members)) {
        size_t next = smallest_shown(sizes, count, hidden);
        if (next == count)
            return;
        hidden[next] = true;
        members++;
        together += sizes[next];
    }
}

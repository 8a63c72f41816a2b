/* options: structs of the public API that grow while programs that were compiled with older headers go on.
 *
 * Each function that takes one is told how many bytes of it its caller knows. What an older caller does not know is
 * zero, and zero is what such a member was before it was there. What a newer caller knows and we do not has to be
 * zero too: to leave out what somebody asked for would be a lie. The kernel does the same in openat2(2). */
#ifndef CH_BASE_OPTIONS_H
#define CH_BASE_OPTIONS_H

#include "base/text.h"

/* Copies a caller's options, of which he knows `known` bytes, into ours, of `size` bytes; NULL are options that are all
 * zero. False where something is set that we do not know. */
bool ch_options_copy(void *ours, size_t size, const void *options, size_t known);

/* The bytes behind the last member of an older struct may hold anything: a further member may not lie in them, so
 * there are none. */
#define CH_OPTIONS_END_WITH(type, member)                                                   \
    _Static_assert(offsetof(type, member) + sizeof(((type *)NULL)->member) == sizeof(type), \
                   #type " has room behind " #member)

#endif

# cmake -DFROM=FILE -DTO=FILE.c -DSYMBOL=NAME -P embed.cmake
#
# Writes TO: the bytes of FROM as `const unsigned char NAME[]`, and their number as `NAME_size`.
file(READ "${FROM}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
if(bytes STREQUAL "")
    set(size 0)
    set(bytes "0")
else()
    file(SIZE "${FROM}" size)
endif()
get_filename_component(name "${FROM}" NAME)
file(WRITE "${TO}"
"/* ${name}, byte for byte. Generated: do not edit. */
#include <stddef.h>

extern const unsigned char ${SYMBOL}[];
extern const size_t ${SYMBOL}_size;

const unsigned char ${SYMBOL}[] = {
${bytes}};
const size_t ${SYMBOL}_size = ${size};
")

# cmake "-DFROM=FILE;…" -DTO=FILE.c -DSYMBOL=NAME -P embed.cmake
#
# Writes TO: the bytes of FROM, one file after the other, as `const unsigned char NAME[]`, and their number as `NAME_size`.
set(bytes "")
set(size 0)
set(names "")
foreach(file IN LISTS FROM)
    file(READ "${file}" more HEX)
    string(APPEND bytes "${more}")
    file(SIZE "${file}" more)
    math(EXPR size "${size} + ${more}")
    get_filename_component(name "${file}" NAME)
    list(APPEND names "${name}")
endforeach()
list(JOIN names ", " names)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
if(bytes STREQUAL "")
    set(bytes "0")
endif()
file(WRITE "${TO}"
"/* ${names}, byte for byte. Generated: do not edit. */
#include <stddef.h>

extern const unsigned char ${SYMBOL}[];
extern const size_t ${SYMBOL}_size;

const unsigned char ${SYMBOL}[] = {
${bytes}};
const size_t ${SYMBOL}_size = ${size};
")

/* fuzz: what every fuzz target defines, for libFuzzer and for the replay alike. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Reads `size` bytes from a stranger; returns 0. Whatever is wrong with them, it does not crash, hang or
 * leak: a sanitizer or an assert says so. Borrows `bytes`. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif

/* judging: a charter and declarations from memory, for the targets that go all the way to the reports. */
#ifndef TESTS_FUZZ_JUDGING_H
#define TESTS_FUZZ_JUDGING_H

#include "charter/charter.h"

/* Loads a charter whose one file is `bytes`; NULL where it is refused. */
charter *load_bytes(charter_text bytes);

/* Judges the declarations in `bytes`, fed `step` bytes at a time, and writes them in every format and
 * language to nowhere. Asserts what must hold of every verdict. */
void judge_bytes(const charter *the_charter, charter_text bytes, size_t step);

/* The same of a stream that is named and read as `options` say. */
void judge_stream(const charter *the_charter, const char *name, const charter_stream_options *options,
                  charter_text bytes, size_t step);

/* Loads an intake mapping whose one file is `bytes`; NULL where it is refused. */
charter_intake *load_intake_bytes(charter_text bytes);

#endif

/* judging: a charter and declarations from memory, for the targets that go all the way to the reports. */
#ifndef TESTS_FUZZ_JUDGING_H
#define TESTS_FUZZ_JUDGING_H

#include "charter/charter.h"

/* Loads a charter whose one file is `bytes`; NULL where it is refused. */
charter *load_bytes(charter_text bytes);

/* A small charter that has something of everything that registers can speak of. Loaded once, since that takes longer
 * than any input; it lives as long as the program. */
const charter *small_charter(void);

/* The day of judging, 2026-11-02. */
enum { DAY = 20759 };

/* Asserts what must hold of what a reader of `size` bytes says: that nothing is refused without an error, nor read with
 * one, and that each has words and a place within. */
void check_faults(charter_status status, const charter_diagnostics *faults, size_t size);

/* A sink's: asserts that no control character gets out. */
int check_output(void *context, const char *bytes, size_t length);

/* Judges the declarations in `bytes`, which are YAML, and gives each verdict to `take`, which borrows it. Findings say
 * what breaches rest on. */
void judge_each(const charter *the_charter, charter_text bytes, void *context,
                void (*take)(void *context, const charter_verdict *verdict));

/* Judges the declarations in `bytes`, fed `step` bytes at a time, and writes them to nowhere: replayed, in
 * every format and language. Asserts what must hold of every verdict. */
void judge_bytes(const charter *the_charter, charter_text bytes, size_t step);

/* The same of a stream that is named and read as `options` say. Returns how many declarations and faults it gave. */
size_t judge_stream(const charter *the_charter, const char *name, const charter_stream_options *options,
                    charter_text bytes, size_t step);

/* How many declarations and faults such a stream gives; nothing is judged. */
size_t count_stream(const char *name, const charter_stream_options *options, charter_text bytes, size_t step);

/* Loads an intake mapping whose one file is `bytes`; NULL where it is refused. */
charter_intake *load_intake_bytes(charter_text bytes);

#endif

/* pin: where a branch may have edited the charter too: the charter as a revision has it, or as its hash says. */
#ifndef CLI_PIN_H
#define CLI_PIN_H

#include "git.h"

/* Whether each of `wanted` is hashes with commas between them; says which is not. */
bool cli_pin_reads(const cli *c, const cli_texts *wanted);

/* Whether every version of the charter, and the file `exceptions` (--exceptions; may be NULL), has one of the hashes
 * in `wanted`, where there are any; says which has not. */
bool cli_pin_allows(const cli *c, const charter *the_charter, const char *exceptions, const cli_texts *wanted);

/* The same of the mapping `name` of --intake. */
bool cli_pin_allows_intake(const cli *c, const charter_intake *intake, const char *name, const cli_texts *wanted);

/* In continuous integration, where the work tree is what somebody wants to get in: says so where `path`, which judges
 * and is NULL where there is none, is read from it. */
void cli_pin_tell_loose(const cli *c, const char *path);

/* Likewise where `revision`, as `option` gives it, is that of the work tree. */
void cli_pin_tell_own(const cli *c, const char *option, const char *revision);

/* The charter that `named` (--charter; may be NULL) or the environment means in a revision, or that lies at its top:
 * a path from the current folder, to be freed. NULL, once it has said why, where there is none. */
char *cli_pin_find_charter(const cli *c, const char *named, const cli_revision *revision);

/* Loads it as charter_load_path does, all of its files from that revision. */
charter_status cli_pin_load(charter **the_charter, const char *path, cli_revision *revision,
                            const charter_load_options *options, charter_diagnostics *faults);

#endif

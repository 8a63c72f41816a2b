/* origin: what totals are made of: by which charter, with which options, of which inputs. By it merging refuses what
 * was added already, and what was judged otherwise. */
#ifndef CH_AUDIT_ORIGIN_H
#define CH_AUDIT_ORIGIN_H

#include <sha256.h>

#include "audit/groups.h"
#include "base/buffer.h"
#include "charter/audit.h"

/* In what parts may be unlike one another: rows of ch_unlike_names. */
typedef enum ch_unlike { CH_UNLIKE_DAY, CH_UNLIKE_CHARTER, CH_UNLIKE_OPTIONS, CH_UNLIKES } ch_unlike;

/* "day", "charter", "options": never translated. */
extern const char *const ch_unlike_names[CH_UNLIKES];

/* How uses were judged. Hashes are "" where there is no such file. */
typedef struct ch_judged_by {
    charter_day at;
    char charter[CHARTER_SHA256_SIZE]; /* all of its versions */
    char exceptions[CHARTER_SHA256_SIZE], intake[CHARTER_SHA256_SIZE];
    char by[CHARTER_SHA256_SIZE]; /* of the ids of fields that were asked for, a line each */
    uint64_t document_bytes;      /* the largest declaration that was read */
    bool with_names;
} ch_judged_by;

/* Inputs are groups: which are kept where there are too many depends on them alone, so that parts that are merged give
 * the same in any order, and an input of one part that was kept is found among those of all. */
typedef struct ch_origin {
    bool known; /* some uses were judged as `by` says; false: nothing was added yet */
    ch_judged_by by;
    bool mixed[CH_UNLIKES]; /* parts were unlike in this */
    ch_groups inputs;       /* "DIGEST NAME": how many declarations */
    ch_groups parts;        /* the hashes of those that were read */

    ch_buffer name;        /* of the input at hand, with a NUL; empty: there is none */
    SHA2_CTX digest;       /* of what it declares, so far */
    uint64_t declarations; /* of it */
    ch_arena working;
    bool failed; /* there was no memory */
} ch_origin;

/* Gives an origin (ch_origin_free), of which nothing is known; NULL where there is no memory. */
ch_origin *ch_origin_new(void);
void ch_origin_free(ch_origin *origin);

/* Says how everything is judged that comes. */
void ch_origin_begin(ch_origin *origin, const charter *the_charter, const charter_totals_options *options);

/* Says by which facts uses are added up, in their order. */
void ch_origin_ask(ch_origin *origin, const ch_text *by, size_t count);

/* Takes note of a use's input. Verdicts of one input come one after the other. Nothing of what it declares is kept but
 * digested names and places: what detectors find must not be guessed from a digest. */
void ch_origin_take(ch_origin *origin, const charter_verdict *verdict);

/* Ends the input at hand, which then stands among the others. */
void ch_origin_end(ch_origin *origin);

/* Whether two are unlike in something; of options, which (`*option`, "--intake"), where that is not NULL. */
bool ch_origin_unlike(const ch_origin *one, const ch_origin *other, ch_unlike what, const char **option);

/* The name of an input that both have; `at` is NULL: none. */
ch_text ch_origin_shared(const ch_origin *one, const ch_origin *other);

/* Adds all that `from` is made of. Of what they are unlike in, what comes last in order is kept: the same whichever is
 * added to which. */
void ch_origin_join(ch_origin *origin, const ch_origin *from);

#endif

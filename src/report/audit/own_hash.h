/* own_hash: JSON whose last member is the SHA-256 of all that stands before it, so that whoever reads it back knows
 * that nothing was cut or edited (audit/reading.h). */
#ifndef CH_REPORT_AUDIT_OWN_HASH_H
#define CH_REPORT_AUDIT_OWN_HASH_H

#include <sha256.h>

#include "report/write/json_writer.h"

typedef struct ch_own_hash {
    SHA2_CTX hash;
    ch_output *output;
    ch_output through; /* what is written to this goes on to `output`, and is hashed on its way */
    char room[4096];
} ch_own_hash;

/* Stays where it is until it has ended. */
void ch_own_hash_begin(ch_own_hash *own, ch_output *output);

/* Adds the member "sha256" to the object at hand of `json`, which writes to `through`; flush that when all is written.
 */
void ch_own_hash_put(ch_own_hash *own, ch_json *json);

#endif

/* The hash of what is being written. */
#include "report/audit/own_hash.h"

#include "charter/types.h"

static int hash_bytes(void *context, const char *bytes, size_t length)
{
    ch_own_hash *own = context;
    SHA256Update(&own->hash, (const uint8_t *)bytes, length);
    ch_output_add(own->output, (ch_text){bytes, length});
    return 0;
}

void ch_own_hash_begin(ch_own_hash *own, ch_output *output)
{
    own->output = output;
    own->through = ch_output_init((charter_sink){own, hash_bytes}, own->room, sizeof own->room);
    SHA256Init(&own->hash);
}

/* The key is hashed; what it holds cannot be. */
void ch_own_hash_put(ch_own_hash *own, ch_json *json)
{
    char digits[SHA256_DIGEST_STRING_LENGTH];
    ch_json_break(json);
    CH_JSON_KEY(json, "sha256");
    ch_output_flush(&own->through);
    SHA256End(&own->hash, digits);
    SHA256Init(&own->hash);
    ch_json_text(json, ch_text_of(digits));
}

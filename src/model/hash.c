/* The hash that names a charter exactly. Worked out when a report asks: it costs a fifth of loading one. */
#include <sha256.h>
#include <stdio.h>

#include "model/charter.h"

static void put_hex(SHA2_CTX *context, char out[CH_HASH_SIZE])
{
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Final(digest, context);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

static void add(SHA2_CTX *context, ch_text text)
{
    SHA256Update(context, (const uint8_t *)text.at, text.length);
}

/* As it stands on the disk: with the byte order mark, where it has one. */
static void hash_file(const ch_file *file, char out[CH_HASH_SIZE])
{
    SHA2_CTX context;
    SHA256Init(&context);
    if (file->source.offset > 0)
        add(&context, CH_LITERAL("\xEF\xBB\xBF"));
    add(&context, file->source.bytes);
    put_hex(&context, out);
}

void ch_version_hash(const ch_version *version, char out[CH_HASH_SIZE])
{
    SHA2_CTX listing; /* the lines that sha256sum prints */
    int files = 0;
    SHA256Init(&listing);
    for (const ch_file *file = version->files; file != NULL; file = file->next) {
        if (file->listed_as == NULL)
            continue;
        hash_file(file, out);
        add(&listing, ch_text_of(out));
        add(&listing, CH_LITERAL("  "));
        add(&listing, ch_text_of(file->listed_as));
        add(&listing, CH_LITERAL("\n"));
        files++;
    }
    if (files > 1)
        put_hex(&listing, out);
}

void charter_version_sha256(const charter *c, size_t index, char out[CHARTER_SHA256_SIZE])
{
    ch_version_hash(&c->versions[index], out);
}

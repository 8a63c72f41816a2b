/* The hashes that name a charter, and what is read beside it, exactly. Worked out when a report asks: it costs a
 * fifth of loading one. SHA-256 (FIPS 180-4) is libmd's; which files a version is made of, and by which names, is
 * load.c's. */
#include <sha256.h>
#include <stdio.h>

#include "charter/version.h"
#include "intake/intake.h"

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
static void hash_source(const ch_source *source, char out[CH_HASH_SIZE])
{
    SHA2_CTX context;
    SHA256Init(&context);
    if (source->offset > 0)
        add(&context, CH_LITERAL("\xEF\xBB\xBF"));
    add(&context, source->bytes);
    put_hex(&context, out);
}

/* The line that sha256sum prints; `out` gets the hash alone. Two spaces: text mode. Of several files their hashes are
 * hashed, not their bytes one after the other: else bytes could move from the end of one to the beginning of the next
 * unnoticed. */
static void list(SHA2_CTX *listing, const ch_source *source, ch_text name, char out[CH_HASH_SIZE])
{
    hash_source(source, out);
    add(listing, ch_text_of(out));
    add(listing, CH_LITERAL("  "));
    add(listing, name);
    add(listing, CH_LITERAL("\n"));
}

void ch_version_hash(const ch_version *version, char out[CH_HASH_SIZE])
{
    SHA2_CTX listing;
    int files = 0;
    SHA256Init(&listing);
    for (const ch_file *file = version->files; file != NULL; file = file->next)
        /* The file of exceptions kept apart has no name here: it may change without the charter becoming another
         * one. */
        if (file->listed_as != NULL) {
            list(&listing, &file->source, ch_text_of(file->listed_as), out);
            files++;
        }
    for (const charter_intake *intake = version->intake; intake != NULL; intake = intake->next)
        list(&listing, &intake->source, intake->listed_as, out);
    /* A single file keeps its own hash, which `out` holds already, as sha256sum prints it. The context owns no
     * memory: it may be left unfinished. */
    if (files > 1 || version->intake != NULL)
        put_hex(&listing, out);
}

/* It joins every version (load.c): the first one has it, where there is one. */
void charter_exceptions_sha256(const charter *c, char out[CHARTER_SHA256_SIZE])
{
    out[0] = '\0';
    const ch_file *file = c->versions[0].files;
    while (file != NULL && file->listed_as != NULL)
        file = file->next;
    if (file != NULL)
        hash_source(&file->source, out);
}

void charter_intake_sha256(const charter_intake *intake, char out[CHARTER_SHA256_SIZE])
{
    SHA2_CTX all;
    hash_source(&intake->source, out);
    if (intake->next == NULL)
        return;
    SHA256Init(&all);
    for (const charter_intake *one = intake; one != NULL; one = one->next) {
        hash_source(&one->source, out);
        add(&all, ch_text_of(out));
        add(&all, CH_LITERAL("\n"));
    }
    put_hex(&all, out);
}

void charter_version_sha256(const charter *c, size_t index, char out[CHARTER_SHA256_SIZE])
{
    ch_version_hash(&c->versions[index], out);
}

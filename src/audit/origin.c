/* What totals are made of. What of it is refused is summary.c's to say; how it is spelt, audit_summary.c's. */
#include "audit/origin.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/path.h"
#include "charter/load.h"
#include "judge/verdict.h"

const char *const ch_unlike_names[CH_UNLIKES] = {"day", "charter", "options"};

static const ch_group_column columns[] = {{"declarations", CH_SUM, false}};

/* Half a megabyte of a part at the most. Of an input that was added twice all is there twice: that some of its fellows
 * are not kept hides it only where it is one of few. */
static const ch_group_kind inputs_kind = {"inputs", columns, 1, 10000, CH_BY_HASH, NULL};
static const ch_group_kind parts_kind = {"parts", columns, 1, 1000 * 1000, CH_BY_HASH, NULL};

ch_origin *ch_origin_new(void)
{
    ch_origin *o = calloc(1, sizeof *o);
    if (o == NULL)
        return NULL;
    o->by.at = CHARTER_NO_DAY;
    o->name = ch_buffer_init(SIZE_MAX / 2);
    if (ch_groups_init(&o->inputs, &inputs_kind) && ch_groups_init(&o->parts, &parts_kind))
        return o;
    ch_origin_free(o);
    return NULL;
}

void ch_origin_free(ch_origin *o)
{
    if (o == NULL)
        return;
    ch_groups_clear(&o->inputs);
    ch_groups_clear(&o->parts);
    ch_buffer_clear(&o->name);
    ch_arena_clear(&o->working);
    free(o);
}

/* ---- how it is judged ---- */

/* One version is known by its own hash, as everywhere; several by that of their hashes, a line each. */
static void hash_charter(const charter *the_charter, char out[CHARTER_SHA256_SIZE])
{
    SHA2_CTX all;
    size_t count = charter_version_count(the_charter);
    SHA256Init(&all);
    for (size_t i = 0; i < count; i++) {
        charter_version_sha256(the_charter, i, out);
        SHA256Update(&all, (const uint8_t *)out, strlen(out));
        SHA256Update(&all, (const uint8_t *)"\n", 1);
    }
    if (count > 1)
        SHA256End(&all, out);
}

void ch_origin_begin(ch_origin *o, const charter *the_charter, const charter_totals_options *options)
{
    o->known = true;
    o->by.at = options->at;
    o->by.with_names = options->with_names;
    o->by.document_bytes = options->document_bytes == 0 ? CH_DOCUMENT_BYTES : options->document_bytes;
    hash_charter(the_charter, o->by.charter);
    charter_exceptions_sha256(the_charter, o->by.exceptions);
    if (options->intake != NULL)
        charter_intake_sha256(options->intake, o->by.intake);
}

void ch_origin_ask(ch_origin *o, const ch_text *by, size_t count)
{
    SHA2_CTX all;
    SHA256Init(&all);
    for (size_t i = 0; i < count; i++) {
        SHA256Update(&all, (const uint8_t *)by[i].at, by[i].length);
        SHA256Update(&all, (const uint8_t *)"\n", 1);
    }
    if (count > 0)
        SHA256End(&all, o->by.by);
}

/* ---- inputs ---- */

/* The same bytes on any machine, and lengths before texts: no two lists of them are one. */
static void add_number(ch_origin *o, uint64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    SHA256Update(&o->digest, bytes, sizeof bytes);
}

static void add_text(ch_origin *o, ch_text text)
{
    add_number(o, text.length);
    SHA256Update(&o->digest, (const uint8_t *)text.at, text.length);
}

static void begin_input(ch_origin *o, const char *name)
{
    ch_origin_end(o);
    ch_buffer_add(&o->name, (ch_text){name, strlen(name) + 1});
    o->failed = o->failed || o->name.failed;
    SHA256Init(&o->digest);
}

/* As the verdict shows it: where, how long, who, what. */
void ch_origin_take(ch_origin *o, const charter_verdict *v)
{
    const charter_declaration *declaration = v->declaration;
    charter_place place = charter_verdict_place(v);
    if (o->name.length == 0 || strcmp(o->name.at, place.file) != 0)
        begin_input(o, place.file);
    o->declarations++;
    add_number(o, place.line);
    add_number(o, declaration->source->bytes.length);
    add_number(o, (uint64_t)v->decision);
    add_text(o, declaration->id);
    add_text(o, declaration->unit);
    add_text(o, declaration->activity == NULL ? CH_NO_TEXT : declaration->activity->text);
    add_text(o, declaration->tool_name);
}

/* "DIGEST NAME" */
static ch_text key_of(ch_origin *o)
{
    char whole[SHA256_DIGEST_STRING_LENGTH];
    ch_text name = ch_path_writable(&o->working, o->name.at);
    size_t digits = CH_DIGEST_SIZE - 1;
    char *key = name.at == NULL ? NULL : ch_arena_take_raw(&o->working, digits + 1 + name.length);
    if (key == NULL)
        return CH_NO_TEXT;
    add_text(o, name);
    SHA256End(&o->digest, whole);
    memcpy(key, whole, digits);
    key[digits] = ' ';
    ch_text_copy(key + digits + 1, name);
    return (ch_text){key, digits + 1 + name.length};
}

void ch_origin_end(ch_origin *o)
{
    if (o->name.length == 0 || o->failed)
        return;
    ch_arena_reset(&o->working);
    o->failed = !ch_groups_add(&o->inputs, key_of(o), NULL, &o->declarations);
    o->name.length = 0;
    o->declarations = 0;
}

/* ---- two of them ---- */

static const char *other_option(const ch_judged_by *one, const ch_judged_by *other)
{
    if (strcmp(one->exceptions, other->exceptions) != 0)
        return "--exceptions";
    if (strcmp(one->intake, other->intake) != 0)
        return "--intake";
    if (one->document_bytes != other->document_bytes)
        return "--max-bytes";
    if (strcmp(one->by, other->by) != 0)
        return "--by";
    return one->with_names != other->with_names ? "--with-names" : NULL;
}

bool ch_origin_unlike(const ch_origin *one, const ch_origin *other, ch_unlike what, const char **option)
{
    const char *found = NULL;
    if (!one->known || !other->known)
        return false;
    switch (what) {
    case CH_UNLIKE_DAY:
        return one->by.at != other->by.at;
    case CH_UNLIKE_CHARTER:
        return strcmp(one->by.charter, other->by.charter) != 0;
    default:
        found = other_option(&one->by, &other->by);
        if (option != NULL)
            *option = found;
        return found != NULL;
    }
}

ch_text ch_origin_shared(const ch_origin *one, const ch_origin *other)
{
    for (uint32_t i = 0; i < other->inputs.count; i++) {
        ch_text key = other->inputs.items[i].key;
        if (key.length >= CH_DIGEST_SIZE && ch_groups_have(&one->inputs, key))
            return (ch_text){key.at + CH_DIGEST_SIZE, key.length - CH_DIGEST_SIZE};
    }
    return CH_NO_TEXT;
}

static void keep_later(char one[CHARTER_SHA256_SIZE], const char *other)
{
    if (strcmp(other, one) > 0)
        memcpy(one, other, CHARTER_SHA256_SIZE);
}

static void join_judged_by(ch_judged_by *one, const ch_judged_by *other)
{
    one->at = other->at > one->at ? other->at : one->at;
    one->document_bytes = other->document_bytes > one->document_bytes ? other->document_bytes : one->document_bytes;
    one->with_names = one->with_names || other->with_names;
    keep_later(one->charter, other->charter);
    keep_later(one->exceptions, other->exceptions);
    keep_later(one->intake, other->intake);
    keep_later(one->by, other->by);
}

void ch_origin_join(ch_origin *o, const ch_origin *from)
{
    for (int i = 0; i < CH_UNLIKES; i++)
        o->mixed[i] = o->mixed[i] || from->mixed[i] || ch_origin_unlike(o, from, (ch_unlike)i, NULL);
    if (!o->known)
        o->by = from->by;
    else if (from->known)
        join_judged_by(&o->by, &from->by);
    o->known = o->known || from->known;
    o->failed = o->failed || from->failed || !ch_groups_join(&o->inputs, &from->inputs) ||
                !ch_groups_join(&o->parts, &from->parts);
}

/* Values of files that audits wrote, and whether such a file is whole. What they mean is summary.c's and
 * publications.c's. */
#include "audit/reading.h"

#include <sha256.h>
#include <string.h>

#include "audit/totals.h"

bool ch_reading_refuse_with(ch_reading *r, const ch_node *node, ch_message message, ch_message help)
{
    ch_span span = node == NULL ? (ch_span){0, 0} : ch_node_caret(node);
    ch_error_at(r->diagnostics, CH_VALUE_FORM, &r->source, span, message, help);
    return false;
}

bool ch_reading_refuse(ch_reading *r, const ch_node *node, ch_message message)
{
    return ch_reading_refuse_with(r, node, message, r->help);
}

bool ch_read_number(ch_reading *r, const ch_node *node, uint64_t *out)
{
    uint64_t number = 0;
    bool good = node != NULL && node->kind == CH_SCALAR && node->text.length > 0 && node->text.length <= 20;
    for (size_t i = 0; good && i < node->text.length; i++) {
        unsigned digit = (unsigned)(unsigned char)node->text.at[i] - '0';
        /* Exact over all of 64 bits: no double comes between. */
        good = digit <= 9 && number <= (UINT64_MAX - digit) / 10;
        number = number * 10 + digit;
    }
    if (!good)
        return ch_reading_refuse(r, node, ch_say("this must be a number from 0 to 18446744073709551615"));
    *out = number;
    return true;
}

bool ch_read_day(ch_reading *r, const ch_node *map, const char *key, charter_day *out)
{
    const ch_node *node = ch_node_get(map, key);
    *out = CHARTER_NO_DAY;
    if (node == NULL || (node->kind == CH_SCALAR && charter_day_parse(node->text, out)))
        return true;
    return ch_reading_refuse(r, node, ch_say("this must be a date"));
}

const ch_node *ch_read_list(ch_reading *r, const ch_node *map, const char *key)
{
    const ch_node *node = ch_node_get(map, key);
    if (node != NULL && node->kind == CH_LIST)
        return node;
    ch_reading_refuse(r, node == NULL ? map : node, ch_say1("\"%s\" must be a list", ch_text_of(key)));
    return NULL;
}

const ch_node *ch_read_map(ch_reading *r, const ch_node *map, const char *key)
{
    const ch_node *node = ch_node_get(map, key);
    if (node != NULL && node->kind == CH_MAP)
        return node;
    ch_reading_refuse(r, node == NULL ? map : node, ch_say1("\"%s\" must hold keys and values", ch_text_of(key)));
    return NULL;
}

/* Anew, though it was one when it was written: the file may have been edited. */
ch_text ch_read_key(ch_reading *r, const ch_node *node)
{
    ch_text key = ch_group_key(&r->arena, ch_node_absent(node) ? CH_LITERAL("") : node->text);
    r->no_memory = r->no_memory || key.at == NULL;
    return key;
}

/* The key of the hash is the last thing that is hashed. */
bool ch_reading_is_whole(ch_reading *r)
{
    static const char key[] = "\"sha256\": ", end[] = "\"}";
    char digits[CHARTER_SHA256_SIZE];
    ch_text bytes = r->source.bytes;
    if (bytes.length > 0 && bytes.at[bytes.length - 1] == '\n')
        bytes.length--;
    size_t hash = strlen(end) + CHARTER_SHA256_SIZE; /* with the quote before it */
    if (bytes.length < strlen(key) + hash || memcmp(bytes.at + bytes.length - strlen(end), end, strlen(end)) != 0)
        return false;
    size_t head = bytes.length - hash;
    r->hash = (ch_text){bytes.at + head + 1, CHARTER_SHA256_SIZE - 1};
    SHA256Data((const uint8_t *)bytes.at, head, digits);
    return memcmp(bytes.at + head - strlen(key), key, strlen(key)) == 0 && bytes.at[head] == '"' &&
           memcmp(digits, r->hash.at, r->hash.length) == 0;
}

/* The entrance of parts of audits, which `merge` adds up: any bytes as one, as they are and with the hash that they
 * would need. What is written of a part is read again as the same, in whatever order it is added to another; none is
 * added twice, and what is refused adds nothing. */
#include <assert.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char declarations[] =
    "usage: 1\nid: one\nactivity: drafting\ntool: bad\ndata: [public]\nunit: DMRG\ndate: 2026-03-02\nauthor: x\n---\n"
    "usage: 1\nid: two\nactivity: coding\ntool: other\nfacts: {n: 3}\nvolume: {requests: 4}\nstage: in-use\n";

enum { MOST_BYTES = 16 * 1024 * 1024 };

static void take(void *context, const charter_verdict *verdict)
{
    if (charter_totals_verdict(context, verdict) != CHARTER_OK)
        abort();
}

/* `wants`: as charter_totals_options has it. */
static charter_totals *totals_of(const charter *the_charter, uint64_t wants)
{
    const charter_totals_options options = {.with_names = true,
                                            .at = the_charter == NULL ? CHARTER_NO_DAY : DAY,
                                            .wants = wants};
    charter_totals *totals;
    if (charter_totals_new(&totals, the_charter, &options) != CHARTER_OK)
        abort();
    if (the_charter != NULL)
        judge_each(the_charter, (charter_text){declarations, sizeof declarations - 1}, totals, take);
    return totals;
}

static charter_buffer *write_summary(const charter_totals *totals)
{
    const charter_report_options reporting = {.lang = CHARTER_EN};
    const charter_audit_options options = {.min_group = 0};
    charter_buffer *written;
    if (charter_buffer_new(&written, MOST_BYTES) != CHARTER_OK ||
        charter_audit_report(totals, "summary", &reporting, &options, charter_buffer_sink(written)) != CHARTER_OK)
        abort();
    return written;
}

/* A part of our own, to add others to: written once, since judging takes longer than reading. */
static charter_text own_part(void)
{
    static charter_buffer *written;
    if (written == NULL) {
        charter_totals *own = totals_of(small_charter(), CHARTER_WANTS_PART);
        written = write_summary(own);
        charter_totals_free(own);
    }
    return charter_buffer_text(written);
}

static void check_same_text(charter_text one, charter_text other)
{
    assert(one.length == other.length && memcmp(one.at, other.at, one.length) == 0);
    (void)one;
    (void)other;
}

/* Frees both. */
static void check_same(charter_buffer *one, charter_buffer *other)
{
    check_same_text(charter_buffer_text(one), charter_buffer_text(other));
    charter_buffer_free(one);
    charter_buffer_free(other);
}

/* Whether it is a part that may be added. What is refused adds nothing. */
static bool adds(charter_totals *totals, charter_text bytes)
{
    charter_diagnostics *faults;
    charter_buffer *before = write_summary(totals);
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        abort();
    charter_status status = charter_totals_read(totals, "part.json", bytes, faults);
    check_faults(status, faults, bytes.length);
    charter_diagnostics_free(faults);
    if (status == CHARTER_OK)
        charter_buffer_free(before);
    else
        check_same(before, write_summary(totals));
    return status == CHARTER_OK;
}

/* ---- the hash ---- */

static const char key[] = "\"sha256\": ";

/* How much of it stands before its hash, the key included; 0: there is none. */
static size_t length_to_hash(charter_text bytes)
{
    size_t length = sizeof key - 1, end = bytes.length;
    while (end >= length && memcmp(bytes.at + end - length, key, length) != 0)
        end--;
    return end >= length ? end : 0;
}

/* With a hash that is right, whatever stands before it: nothing else of a part is looked at until then. To be freed. */
static char *seal(charter_text bytes, size_t *sealed_length)
{
    size_t keyed = length_to_hash(bytes), length = keyed > 0 ? keyed : bytes.length;
    char digits[CHARTER_SHA256_SIZE];
    char *sealed = malloc(length + sizeof key + CHARTER_SHA256_SIZE + sizeof ",\"\"}\n");
    if (sealed == NULL)
        abort();
    memcpy(sealed, bytes.at, length);
    if (keyed == 0)
        length += (size_t)sprintf(sealed + length, ",%s", key);
    SHA256Data((const uint8_t *)sealed, length, digits);
    length += (size_t)sprintf(sealed + length, "\"%s\"}\n", digits);
    *sealed_length = length;
    return sealed;
}

/* An editor may have left out the end of the last line. */
static bool is_sealed(charter_text bytes, charter_text sealed)
{
    bool same = bytes.length == sealed.length || bytes.length + 1 == sealed.length;
    return same && memcmp(bytes.at, sealed.at, bytes.length) == 0;
}

/* ---- what holds of a part ---- */

static void check_read_again(const charter_totals *totals)
{
    charter_totals *again = totals_of(NULL, CHARTER_WANTS_PART | CHARTER_WANTS_MIXED);
    charter_buffer *written = write_summary(totals);
    bool added = adds(again, charter_buffer_text(written));
    assert(added);
    (void)added;
    check_same(written, write_summary(again));
    charter_totals_free(again);
}

/* Whether all that was added was judged alike. */
static bool is_alike(const charter_totals *totals)
{
    static const char none[] = "\"mixed\": []";
    charter_buffer *written = write_summary(totals);
    charter_text text = charter_buffer_text(written);
    bool alike = memmem(text.at, text.length, none, sizeof none - 1) != NULL;
    charter_buffer_free(written);
    return alike;
}

/* The one and then the other; NULL where one of them is refused. Each is then refused if it comes once more. */
static charter_buffer *add_both(charter_text one, charter_text other, uint64_t wants)
{
    charter_totals *totals = totals_of(NULL, wants | CHARTER_WANTS_PART);
    bool added = adds(totals, one) && adds(totals, other);
    charter_buffer *written = added ? write_summary(totals) : NULL;
    assert(!added || (!adds(totals, one) && !adds(totals, other)));
    assert(wants == CHARTER_WANTS_MIXED || is_alike(totals));
    charter_totals_free(totals);
    return written;
}

/* Groups that are kept, and what of the others is added up, depend on their names and not on the order; what is refused
 * beside another is so before and behind it. */
static charter_buffer *add_to_own(charter_text part, uint64_t wants)
{
    charter_buffer *before = add_both(part, own_part(), wants), *behind = add_both(own_part(), part, wants);
    assert((before == NULL) == (behind == NULL));
    if (before != NULL)
        check_same_text(charter_buffer_text(before), charter_buffer_text(behind));
    charter_buffer_free(behind);
    return before;
}

/* What may be added to its like may be added where anything may, and gives the same; what is merged is what is read. */
static void check_sums(const charter_totals *totals, charter_text part)
{
    charter_buffer *like = add_to_own(part, 0), *mixed = add_to_own(part, CHARTER_WANTS_MIXED);
    charter_totals *merged = totals_of(NULL, CHARTER_WANTS_PART | CHARTER_WANTS_MIXED);
    if (!adds(merged, own_part()) || charter_totals_merge(merged, totals) != CHARTER_OK)
        abort();
    assert(like == NULL || mixed != NULL);
    if (like != NULL)
        check_same_text(charter_buffer_text(like), charter_buffer_text(mixed));
    if (mixed != NULL)
        check_same(mixed, write_summary(merged));
    charter_buffer_free(like);
    charter_totals_free(merged);
}

/* CSV ends its lines as RFC 4180 has it: neither of the two stands anywhere else. */
static int check_csv(void *context, const char *bytes, size_t length)
{
    bool *returned = context;
    for (size_t i = 0; i < length; i++) {
        assert((bytes[i] == '\n') == *returned);
        *returned = bytes[i] == '\r';
        if (!*returned)
            check_output(NULL, bytes + i, 1);
    }
    return 0;
}

static void report(const charter_totals *totals, const char *format, charter_lang lang, bool publish)
{
    const charter_report_options reporting = {.lang = lang, .width = 80};
    const charter_audit_options options = {.publish = publish};
    bool returned = false;
    charter_sink sink = {&returned, strcmp(format, "csv") == 0 ? check_csv : check_output};
    charter_status status = charter_audit_report(totals, format, &reporting, &options, sink);
    assert(status == CHARTER_OK || (publish && status == CHARTER_INVALID));
    assert(!returned);
    (void)status;
}

/* The replay writes every format, to be published and not, in the language that the input's size chooses; libFuzzer one
 * of them, which the size chooses too: a run takes a seventh less. */
static void check_reports(const charter_totals *totals, size_t size)
{
    size_t all = 2 * charter_audit_format_count(), first = 0, end = all;
    charter_lang lang = size % 2 == 0 ? CHARTER_EN : CHARTER_FR;
#ifdef CHARTER_FUZZ
    first = size / 2 % all;
    end = first + 1;
#endif
    for (size_t i = first; i < end; i++)
        report(totals, charter_audit_format_at(i / 2)->name, lang, i % 2 == 0);
}

/* Whether it is a part. Without CHARTER_WANTS_MIXED it is none where it is mixed itself. */
static bool check_part(charter_text part)
{
    charter_totals *like = totals_of(NULL, CHARTER_WANTS_PART);
    charter_totals *totals = totals_of(NULL, CHARTER_WANTS_PART | CHARTER_WANTS_MIXED);
    bool is_like = adds(like, part), is_part = adds(totals, part);
    assert(is_like == (is_part && is_alike(totals)));
    (void)is_like;
    if (is_part) {
        check_read_again(totals);
        check_sums(totals, part);
        check_reports(totals, part.length);
    }
    charter_totals_free(like);
    charter_totals_free(totals);
    return is_part;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const charter_text given = {size == 0 ? "" : (const char *)bytes, size};
    size_t sealed_length;
    char *room = seal(given, &sealed_length);
    const charter_text sealed = {room, sealed_length};
    charter_totals *totals = totals_of(NULL, CHARTER_WANTS_PART | CHARTER_WANTS_MIXED);
    bool is_part = check_part(sealed), is_whole = adds(totals, given);
    assert(is_whole == (is_part && is_sealed(given, sealed)));
    (void)is_part;
    (void)is_whole;
    charter_totals_free(totals);
    free(room);
    return 0;
}

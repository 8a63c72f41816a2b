/* Totals, by the public API: what one verdict adds, keys that are harmless, and summaries that are read back. */
#include "unit/report/reporting.h"

#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/totals.h"

static charter *the_charter;
static const char first_use[] = "usage: 1\nunit: LAB\nactivity: drafting\ntool: helper\nvolume: {requests: 3}\n"
                                "date: 2026-03-31\n";

static charter_totals *totals_of(const char *declarations, bool with_names)
{
    memory_input memory = {.at = declarations, .left = strlen(declarations)};
    const charter_judge_options judging = {.at = day("2026-07-01"), .wants = CHARTER_WANTS_MET};
    const charter_totals_options options = {.at = judging.at, .with_names = with_names, .wants = CHARTER_WANTS_PART};
    charter_totals *totals;
    charter_stream *stream;
    charter_judge *judge;
    assert_int_equal(charter_totals_new(&totals, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        assert_int_equal(charter_totals_verdict(totals, verdict), CHARTER_OK);
    }
    charter_judge_free(judge);
    charter_stream_close(stream);
    return totals;
}

/* The numbers of a group; NULL where there is none. */
static const uint64_t *numbers(const charter_totals *t, charter_table table, const char *key)
{
    for (size_t i = 0; i < charter_totals_group_count(t, table); i++) {
        charter_group group = charter_totals_group(t, table, i);
        if (ch_text_is(group.key, key) || (*key == '\0' && group.key.length == 0))
            return group.numbers;
    }
    return NULL;
}

static void footprints_are_added_up_in_millionths(void **state)
{
    (void)state;
    charter_totals *t = totals_of(first_use, false);
    const uint64_t *n = numbers(t, CHARTER_UNITS, "LAB");
    assert_non_null(n);
    assert_int_equal(n[CH_N_REQUESTS], 3);
    assert_int_equal(n[CH_N_ENERGY + CH_MEASURE_LOW], 600000);
    assert_int_equal(n[CH_N_ENERGY + CH_MEASURE_HIGH], 1500000);
    assert_int_equal(n[CH_N_WATER + CH_MEASURE_USES], 0);
    charter_totals_free(t);
}

static void a_volume_without_bound_stops_at_the_largest_number(void **state)
{
    (void)state;
    charter_totals *t =
        totals_of("usage: 1\nactivity: drafting\ntool: helper\nvolume: {requests: 9223372036854775807}\n", false);
    const uint64_t *n = numbers(t, CHARTER_ALL, "");
    assert_int_equal(n[CH_N_ENERGY + CH_MEASURE_HIGH], UINT64_MAX);
    charter_totals_free(t);
}

typedef struct key_row {
    const char *name, *unit, *key;
} key_row;

static const key_row keys[] = {
    {"white space is squeezed", "\"  two   words \"", "two words"},
    {"case is kept", "Lab", "Lab"},
    {"what turns the line round is spelt", "\"a\\u202Eb\"", "aU+202Eb"},
    {"what is invisible is spelt", "\"a\\u200Bb\"", "aU+200Bb"},
    {"so is what is beyond the first plane", "\"a\\U000E0041b\"", "aU+E0041b"},
};

static void a_key_is_harmless(void **state)
{
    const key_row *r = *state;
    char declaration[256];
    snprintf(declaration, sizeof declaration, "usage: 1\nunit: %s\nactivity: drafting\ntool: helper\n", r->unit);
    charter_totals *t = totals_of(declaration, false);
    assert_int_equal(charter_totals_group_count(t, CHARTER_UNITS), 1);
    assert_text_equal(charter_totals_group(t, CHARTER_UNITS, 0).key, r->key);
    charter_totals_free(t);
}

static void summary_of(const charter_totals *t, paper *p)
{
    *p = (paper){0};
    assert_int_equal(charter_audit_report(t, "summary", NULL, NULL, sink_on(p)), CHARTER_OK);
}

static const char *const batches[] = {
    "",
    first_use,
    "usage: 1\nactivity: drafting\ntool: \"\\u202E x\"\nauthor: somebody\nreview: {by: another}\n---\nnonsense: 1\n",
    "usage: 1\nactivity: deciding\ntool: chatgpt\nunit: \"\\\"quoted\\\" <b>\"\nstage: done\ndate: 2025-12-31\n",
};

static void a_summary_is_read_back_as_it_was_written(void **state)
{
    (void)state;
    static paper before, after;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
    for (size_t i = 0; i < COUNT_OF(batches); i++) {
        charter_totals *t = totals_of(batches[i], true), *read;
        charter_diagnostics *faults;
        summary_of(t, &before);
        assert_int_equal(charter_totals_new(&read, NULL, &nothing), CHARTER_OK);
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        assert_int_equal(charter_totals_read(read, "part.json", (charter_text){before.text, before.length}, faults),
                         CHARTER_OK);
        summary_of(read, &after);
        assert_string_equal(after.text, before.text);
        charter_diagnostics_free(faults);
        charter_totals_free(read);
        charter_totals_free(t);
    }
}

/* Gives a part that was edited the hash of what it then is. */
static void seal(char *text)
{
    char *last = NULL;
    for (char *at = text; (at = strstr(at, "\"sha256\": \"")) != NULL; at++)
        last = at;
    assert_non_null(last);
    last += strlen("\"sha256\": ");
    char digits[CHARTER_SHA256_SIZE];
    SHA256Data((const uint8_t *)text, (size_t)(last - text), digits);
    memcpy(last + 1, digits, strlen(digits));
}

/* A summary in which one text stands in the place of another. */
static charter_status read_changed_of(const char *declarations, const char *from, const char *to, charter_totals *into,
                                      charter_diagnostics *faults)
{
    static paper summary;
    static char text[2 * sizeof summary.text];
    charter_totals *t = totals_of(declarations, true);
    summary_of(t, &summary);
    charter_totals_free(t);
    const char *place = strstr(summary.text, from);
    assert_non_null(place);
    int length =
        snprintf(text, sizeof text, "%.*s%s%s", (int)(place - summary.text), summary.text, to, place + strlen(from));
    seal(text);
    return charter_totals_read(into, "charter.yaml", (charter_text){text, (size_t)length}, faults);
}

static charter_status read_changed(const char *from, const char *to, charter_totals *into, charter_diagnostics *faults)
{
    return read_changed_of(batches[3], from, to, into, faults);
}

typedef struct broken_row {
    const char *name, *from, *to, *message;
} broken_row;

static const broken_row broken[] = {
    {"another version", "\"charter-check-audit\": 5", "\"charter-check-audit\": 6", "not a summary of an audit"},
    {"no version yet", "\"charter-check-audit\": 5", "\"charter-check-audit\": 0", "not a summary of an audit"},
    {"the first version", "\"charter-check-audit\": 5", "\"charter-check-audit\": 1", "of an earlier version"},
    {"the second version", "\"charter-check-audit\": 5", "\"charter-check-audit\": 2", "of an earlier version"},
    {"the third version", "\"charter-check-audit\": 5", "\"charter-check-audit\": 3", "of an earlier version"},
    {"the fourth version", "\"charter-check-audit\": 5", "\"charter-check-audit\": 4", "of an earlier version"},
    {"a version that is a list", "\"charter-check-audit\": 5", "\"charter-check-audit\": [1]",
     "not a summary of an audit"},
    {"no version", "\"charter-check-audit\"", "\"charter-check\"", "not a summary of an audit"},
    {"a day that is none", "\"at\": \"2026-07-01\"", "\"at\": \"2026-07-32\"", "must be a date"},
    {"a day that is a list", "\"at\": \"2026-07-01\"", "\"at\": []", "must be a date"},
    {"a count below nothing", "\"errors\": 0", "\"errors\": -1", "must be a number"},
    {"a count with a fraction", "\"errors\": 0", "\"errors\": 0.5", "must be a number"},
    {"a count beyond the largest", "\"errors\": 0", "\"errors\": 18446744073709551616", "must be a number"},
    {"a count of too many digits", "\"errors\": 0", "\"errors\": 000000000000000000000", "must be a number"},
    {"a count of nothing", "\"errors\": 0", "\"errors\": ''", "must be a number"},
    {"a count that is a map", "\"errors\": 0", "\"errors\": {}", "must be a number"},
    {"no count", "\"errors\"", "\"eRRors\"", "must be a number"},
    {"titles that are no list", "\"title\": [", "\"title\": x, \"other\": [", "\"title\" must be a list"},
    {"a charter that is no hash", "\"charter\": \"", "\"charter\": \"0", "must be a SHA-256"},
    {"a charter that is a list", "\"charter\": ", "\"charter\": [], \"other\": ", "must be a SHA-256"},
    {"an intake mapping that is no hash", "\"intake\": null", "\"intake\": 1", "must be a SHA-256"},
    {"no options", "\"options\"", "\"option\"", "does not say with which options"},
    {"options that are a list", "\"options\": {", "\"options\": [], \"other\": {", "does not say with which options"},
    {"a size that is none", "\"max-bytes\": 1048576", "\"max-bytes\": x", "must be a number"},
    {"no word of whether it is mixed", "\"mixed\"", "\"mixt\"", "\"mixed\" must be a list"},
    {"no inputs", "\"inputs\"", "\"input\"", "there is no table \"inputs\""},
    {"inputs that lack a number", "\"columns\": [\"declarations\"], \"groups\": [",
     "\"columns\": [\"declarations\"], \"groups\": [[a, b, c], ", "lacks a number"},
    {"no tables", "\"tables\"", "\"table\"", "has no tables"},
    {"tables that are a list", "\"tables\": {", "\"tables\": [], \"other\": {", "has no tables"},
    {"a table that is missing", "\"units\"", "\"unitz\"", "there is no table \"units\""},
    {"a table that is a list", "\"units\": {", "\"units\": [], \"other\": {", "there is no table \"units\""},
    {"a column of another version", "\"uses\"", "\"used\"", "are not those of this version"},
    {"columns that are no list", "\"columns\": [", "\"columns\": 1, \"other\": [", "\"columns\" must be a list"},
    {"a column less", "\"columns\": [\"", "\"columns\": [], \"other\": [\"", "are not those of this version"},
    {"groups that are no list", "\"groups\": [", "\"groups\": 1, \"other\": [", "\"groups\" must be a list"},
    {"a group that is no row", "\"groups\": [", "\"groups\": [1, ", "begins with its key and two titles"},
    {"a group without a key", "\"groups\": [", "\"groups\": [[], ", "begins with its key and two titles"},
    {"a group whose key is a list", "\"groups\": [", "\"groups\": [[[], a, b], ", "begins with its key and two titles"},
    {"a group that lacks a number", "\"groups\": [", "\"groups\": [[a, b, c, 1], ", "lacks a number"},
    {"a group with a word for a number", "\"groups\": [", "\"groups\": [[a, b, c, x], ", "must be a number"},
    {"others that lack a number", "\"others\": null", "\"others\": [1]", "lacks a number"},
    {"no uses", "\"uses\": {", "\"use\": {", "there is no table \"uses\""},
    {"uses that are a list", "\"uses\": {", "\"uses\": [], \"other\": {", "there is no table \"uses\""},
    {"a text of uses of another version", "\"reason.en\"", "\"reason.de\"", "are not those of this version"},
    {"a text of uses more", "\"instead.fr\"", "\"instead.fr\", \"instead.de\"", "are not those of this version"},
    {"rows that are no list", "\"rows\": [", "\"rows\": 1, \"other\": [", "\"rows\" must be a list"},
    {"a row that is none", "\"rows\": [", "\"rows\": [1, ", "no verdict of which uses"},
    {"a row of compliant uses", "\"rows\": [", "\"rows\": [[compliant, 1], ", "no verdict of which uses"},
    {"a row that lacks a number", "\"rows\": [", "\"rows\": [[review, 1, 2], ", "must be a number"},
    {"a row that lacks a text", "\"rows\": [", "\"rows\": [[review, 1, 2, 3, a], ", "lacks a text"},
    {"a row whose text is a list", "\"rows\": [", "\"rows\": [[review, 1, 2, 3, []], ", "lacks a text"},
    {"what is nested too deep", "\"errors\"", "\"x-deep\": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]], \"errors\"", "nested"},
    {"bytes that are no text", "\"errors\"", "\"\x01\"", "may not stand here"},
    {"what is no YAML", "{", "{{", ""},
    {"a count twice", "\"errors\": 0", "\"errors\": 0, \"errors\": 7", "stands here a second time"},
    {"a table twice", "\"units\": {", "\"units\": {}, \"units\": {", "stands here a second time"},
    {"an escape of what no text may hold", "\"errors\"", "\"x\": \"\\u001B\", \"errors\"", "may not stand here"},
    {"an anchor", "\"errors\": 0", "\"errors\": &a 0", ""},
    {"a tag", "\"errors\": 0", "\"errors\": !!str 0", ""},
};

/* One part that is broken must not be added in half. */
static void what_is_no_summary_is_told_and_adds_nothing(void **state)
{
    static paper before, after;
    const broken_row *row = *state;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
    charter_totals *into;
    charter_diagnostics *faults;
    assert_int_equal(charter_totals_new(&into, NULL, &nothing), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    summary_of(into, &before);
    assert_int_equal(read_changed(row->from, row->to, into, faults), CHARTER_INVALID);
    assert_true(charter_diagnostics_error_count(faults) > 0);
    assert_non_null(strstr(tell_messages(faults), row->message));
    summary_of(into, &after);
    assert_string_equal(after.text, before.text);
    charter_diagnostics_free(faults);
    charter_totals_free(into);
}

static void what_a_later_version_adds_is_passed_over_as_deep_as_16(void **state)
{
    (void)state;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
    charter_totals *into;
    charter_diagnostics *faults;
    assert_int_equal(charter_totals_new(&into, NULL, &nothing), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(read_changed("\"errors\"", "\"x-deep\": [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]], \"errors\"", into,
                                  faults),
                     CHARTER_OK);
    assert_int_equal(charter_diagnostics_error_count(faults), 0);
    charter_diagnostics_free(faults);
    charter_totals_free(into);
}

static void totals_that_took_no_note_of_it_are_no_part(void **state)
{
    (void)state;
    static paper p;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY}, judged = {.at = day("2026-07-01")},
                                 unknown = {.at = CHARTER_NO_DAY, .wants = 4};
    charter_totals *t, *sum;
    assert_int_equal(charter_totals_new(&t, the_charter, &judged), CHARTER_OK);
    assert_int_equal(charter_totals_new(&sum, NULL, &nothing), CHARTER_OK);
    assert_int_equal(charter_audit_report(t, "summary", NULL, NULL, sink_on(&p)), CHARTER_INVALID);
    assert_int_equal(charter_totals_merge(sum, t), CHARTER_OK);
    assert_int_equal(charter_audit_report(sum, "summary", NULL, NULL, sink_on(&p)), CHARTER_INVALID);
    charter_totals_free(sum);
    charter_totals_free(t);
    assert_int_equal(charter_totals_new(&t, NULL, &unknown), CHARTER_UNKNOWN);
}

static void merging_is_the_same_in_any_order(void **state)
{
    (void)state;
    static paper one, other;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
    charter_totals *forward, *backward;
    assert_int_equal(charter_totals_new(&forward, NULL, &nothing), CHARTER_OK);
    assert_int_equal(charter_totals_new(&backward, NULL, &nothing), CHARTER_OK);
    for (size_t i = 0; i < COUNT_OF(batches); i++) {
        charter_totals *a = totals_of(batches[i], true), *b = totals_of(batches[COUNT_OF(batches) - 1 - i], true);
        assert_int_equal(charter_totals_merge(forward, a), CHARTER_OK);
        assert_int_equal(charter_totals_merge(backward, b), CHARTER_OK);
        charter_totals_free(a);
        charter_totals_free(b);
    }
    summary_of(forward, &one);
    summary_of(backward, &other);
    assert_string_equal(one.text, other.text);
    charter_totals_free(forward);
    charter_totals_free(backward);
}

/* Of two parts of one charter, the title that comes last in byte order is kept, whichever part is read first. */
static void the_title_of_several_parts_is_the_last(void **state)
{
    (void)state;
    static paper summary;
    for (int order = 0; order < 2; order++) {
        const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
        charter_totals *into;
        charter_diagnostics *faults;
        assert_int_equal(charter_totals_new(&into, NULL, &nothing), CHARTER_OK);
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        assert_int_equal(read_changed("\"title\": [",
                                      order ? "\"title\": [A, C], \"x-was\": [" : "\"title\": [B, D], \"x-was\": [",
                                      into, faults),
                         CHARTER_OK);
        assert_int_equal(read_changed_of(first_use, "\"title\": [",
                                         order ? "\"title\": [B, D], \"x-was\": [" : "\"title\": [A, C], \"x-was\": [",
                                         into, faults),
                         CHARTER_OK);
        summary_of(into, &summary);
        assert_non_null(strstr(summary.text, "[\"B\",\"D\"]") != NULL ? summary.text
                                                                      : strstr(summary.text, "[\"B\", \"D\"]"));
        charter_diagnostics_free(faults);
        charter_totals_free(into);
    }
}

/* Where a table is full, what nobody chose decides which groups are kept; only of months and budgets the latest are. */
static void names_that_come_first_or_last_do_not_push_others_out(void **state)
{
    (void)state;
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++) {
        ch_groups groups;
        char key[16];
        bool first = false, last = false;
        if (ch_table_kinds[i].most < 100)
            continue;
        assert_true(ch_groups_init(&groups, &ch_table_kinds[i]));
        for (uint32_t k = 0; k < 2 * ch_table_kinds[i].most; k++) {
            int length = snprintf(key, sizeof key, "%08u", k);
            assert_non_null(ch_groups_find(&groups, (ch_text){key, (size_t)length}, NULL));
        }
        for (uint32_t k = 0; k < groups.count; k++) {
            first = first || ch_text_compare(groups.items[k].key, CH_LITERAL("00000040")) < 0;
            last = last || ch_text_compare(groups.items[k].key, CH_LITERAL("00000160")) > 0;
        }
        assert_int_equal(first, i != CHARTER_MONTHS && i != CHARTER_BUDGETS);
        assert_true(last);
        ch_groups_clear(&groups);
    }
}

/* ---- more than a table keeps ---- */

enum { MONTHS_KEPT = 240 };

/* One use in each of `count` months, from that of number `first` since 2001. */
static charter_totals *months_of(int first, int count)
{
    static char uses[400 * 80];
    size_t length = 0;
    uses[0] = '\0';
    for (int i = first; i < first + count; i++)
        length += (size_t)snprintf(uses + length, sizeof uses - length,
                                   "---\nusage: 1\nactivity: drafting\ntool: helper\ndate: %d-%02d-07\n", 2001 + i / 12,
                                   i % 12 + 1);
    return totals_of(uses, false);
}

/* "240 groups from 2006-01, 60 others": what the table of months holds. */
static const char *tell_months(const charter_totals *t)
{
    static char told[64];
    const uint64_t *others = charter_totals_others(t, CHARTER_MONTHS);
    charter_text first = charter_totals_group(t, CHARTER_MONTHS, 0).key;
    for (size_t i = 1; i < charter_totals_group_count(t, CHARTER_MONTHS); i++) {
        charter_text key = charter_totals_group(t, CHARTER_MONTHS, i).key;
        if (ch_text_compare(key, first) < 0)
            first = key;
    }
    snprintf(told, sizeof told, "%zu groups from %.*s, %llu others", charter_totals_group_count(t, CHARTER_MONTHS),
             (int)first.length, first.at, others == NULL ? 0ULL : (unsigned long long)others[CH_N_USES]);
    return told;
}

typedef struct many_row {
    const char *name;
    int first, count;   /* of one part */
    int second, number; /* of another */
    const char *told;   /* of both together */
} many_row;

static const many_row many[] = {
    {"one month", 0, 1, 0, 0, "1 groups from 2001-01, 0 others"},
    {"as many as are kept", 0, MONTHS_KEPT, 0, 0, "240 groups from 2001-01, 0 others"},
    {"one more", 0, MONTHS_KEPT + 1, 0, 0, "240 groups from 2001-02, 1 others"},
    {"many more", 0, MONTHS_KEPT + 60, 0, 0, "240 groups from 2006-01, 60 others"},
    {"together as many as are kept", 0, 120, 120, 120, "240 groups from 2001-01, 0 others"},
    {"together one more", 0, 120, 120, 121, "240 groups from 2001-02, 1 others"},
    {"each with others", 0, 250, 250, 50, "240 groups from 2006-01, 60 others"},
    {"both with others", 0, 245, 30, 245, "240 groups from 2003-12, 40 others"},
};

static charter_totals *read_back(const charter_totals *t)
{
    static paper summary;
    const charter_totals_options nothing = {.at = CHARTER_NO_DAY};
    charter_totals *read;
    charter_diagnostics *faults;
    summary_of(t, &summary);
    assert_int_equal(charter_totals_new(&read, NULL, &nothing), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(charter_totals_read(read, "part.json", (charter_text){summary.text, summary.length}, faults),
                     CHARTER_OK);
    charter_diagnostics_free(faults);
    return read;
}

/* No use is lost or counted twice, in what order so ever parts are added, and whether or not they were written down. */
static void a_table_that_is_full_loses_nothing(void **state)
{
    const many_row *row = *state;
    for (int order = 0; order < 4; order++) {
        charter_totals *one = months_of(row->first, row->count), *other = months_of(row->second, row->number);
        charter_totals *into = order & 1 ? one : other, *from = order & 1 ? other : one;
        charter_totals *written = order & 2 ? read_back(from) : NULL;
        assert_int_equal(charter_totals_merge(into, written != NULL ? written : from), CHARTER_OK);
        assert_string_equal(tell_months(into), row->told);
        assert_int_equal(numbers(into, CHARTER_ALL, "")[CH_N_USES], row->count + row->number);
        charter_totals_free(written);
        charter_totals_free(one);
        charter_totals_free(other);
    }
}

static void a_day_and_its_number_are_one(void **state)
{
    (void)state;
    assert_int_equal(ch_day_number(day("2026-03-09")), 20260309);
    assert_int_equal(ch_day_of_number(20260309), day("2026-03-09"));
    assert_int_equal(ch_day_number(CHARTER_NO_DAY), 0);
    assert_int_equal(ch_day_of_number(20260231), CHARTER_NO_DAY);
    assert_int_equal(ch_day_of_number(UINT64_MAX), CHARTER_NO_DAY);
}

static void no_name_of_a_person_is_taken_unasked(void **state)
{
    (void)state;
    charter_totals *t = totals_of(batches[2], false), *named = totals_of(batches[2], true);
    assert_int_equal(charter_totals_group_count(t, CHARTER_AUTHORS), 0);
    assert_int_equal(charter_totals_group_count(t, CHARTER_REVIEWERS), 0);
    assert_non_null(numbers(named, CHARTER_AUTHORS, "somebody"));
    assert_non_null(numbers(named, CHARTER_REVIEWERS, "another"));
    charter_totals_free(t);
    charter_totals_free(named);
}

int main(void)
{
    const test_table tables[] = {
        TEST(footprints_are_added_up_in_millionths),
        TEST(a_volume_without_bound_stops_at_the_largest_number),
        TEST_ROWS(keys, a_key_is_harmless),
        TEST(a_summary_is_read_back_as_it_was_written),
        TEST_ROWS(broken, what_is_no_summary_is_told_and_adds_nothing),
        TEST(what_a_later_version_adds_is_passed_over_as_deep_as_16),
        TEST(totals_that_took_no_note_of_it_are_no_part),
        TEST(merging_is_the_same_in_any_order),
        TEST(the_title_of_several_parts_is_the_last),
        TEST(names_that_come_first_or_last_do_not_push_others_out),
        TEST_ROWS(many, a_table_that_is_full_loses_nothing),
        TEST(a_day_and_its_number_are_one),
        TEST(no_name_of_a_person_is_taken_unasked),
    };
    the_charter = good_charter(LAW);
    int failures = RUN_TABLES(tables);
    charter_free(the_charter);
    return failures;
}

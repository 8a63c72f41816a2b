/* What an issue is about, digested. */
#include "report/gate/fingerprint.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* Far beyond what a declaration's names and one value can take. */
#define IDENTITY_MAX ((size_t)8 * 1024 * 1024)

ch_fingerprints ch_fingerprints_new(size_t max)
{
    return (ch_fingerprints){ch_tally_new(max), ch_buffer_new(IDENTITY_MAX)};
}

void ch_fingerprints_free(ch_fingerprints *f)
{
    ch_tally_free(&f->seen);
    ch_buffer_free(&f->identity);
}

/* Lengths before texts, and an end behind the rule: no two lists of texts are one. */
static void add_part(ch_buffer *identity, ch_text text)
{
    ch_buffer_int(identity, (int64_t)text.length);
    ch_buffer_add_char(identity, ':');
    ch_buffer_add(identity, text);
}

static ch_text declared_activity(const charter_verdict *v)
{
    if (v->activity != NULL)
        return v->activity->entry.id;
    return v->usage->activity == NULL ? CH_NO_TEXT : v->usage->activity->text;
}

static ch_text declared_tool(const charter_verdict *v)
{
    return v->tool != NULL ? v->tool->entry.id : v->usage->tool_name;
}

/* What a finding points at, as it is written; nothing where it is the declaration as a whole. */
static ch_text value_at_fault(const ch_issue *issue)
{
    const charter_finding *f = issue->finding;
    if (issue->fault != NULL)
        return issue->fault->line;
    if (f == NULL || f->path.length == 0)
        return CH_NO_TEXT;
    assert(issue->verdict != NULL); /* a finding is one of a verdict */
    return (ch_text){issue->verdict->usage->source->bytes.at + f->span.start, f->span.end - f->span.start};
}

/* From the beginning of the line that `value` begins in to the end of that in which it ends: what gives a secret away
 * may stand beside it. */
static ch_text lines_of(const ch_source *source, ch_text value)
{
    uint32_t start = (uint32_t)(value.at - source->bytes.at), end = start + (uint32_t)value.length;
    ch_text first = ch_source_line(source, start), last = ch_source_line(source, end);
    const char *behind =
        last.at + last.length > value.at + value.length ? last.at + last.length : value.at + value.length;
    return (ch_text){first.at, (size_t)(behind - first.at)};
}

static void add_shown(ch_buffer *identity, ch_text value, const bool *hidden)
{
    ch_buffer_int(identity, (int64_t)value.length);
    ch_buffer_add_char(identity, ':');
    for (size_t i = 0; i < value.length; i++)
        ch_buffer_add_char(identity, hidden[i] ? '*' : value.at[i]);
}

/* Of what detectors find, only where it is and how long: from a digest of a number, the number is found in no time. */
static void add_value(ch_buffer *identity, const ch_issue *issue)
{
    ch_text value = value_at_fault(issue);
    if (issue->fault != NULL || value.length == 0 || !ch_verdict_detects(issue->verdict)) {
        add_part(identity, value);
        return;
    }
    const ch_source *source = issue->verdict->usage->source;
    ch_text lines = lines_of(source, value);
    bool *hidden = malloc(lines.length * sizeof *hidden);
    if (hidden == NULL) {
        identity->failed = true;
        return;
    }
    ch_verdict_hides(issue->verdict, lines, (uint32_t)(lines.at - source->bytes.at), hidden, &identity->failed);
    add_shown(identity, value, hidden + (value.at - lines.at));
    free(hidden);
}

static void identify(ch_buffer *identity, const ch_issue *issue)
{
    const charter_verdict *v = issue->verdict;
    bool named = v != NULL && v->usage->id.length > 0;
    identity->length = 0;
    ch_issue_rule(identity, issue);
    ch_buffer_add_char(identity, '\n');
    add_part(identity, named ? v->usage->id : CH_NO_TEXT);
    add_part(identity, named ? CH_NO_TEXT : ch_text_of(issue->place.file));
    add_part(identity, v == NULL ? CH_NO_TEXT : declared_activity(v));
    add_part(identity, v == NULL ? CH_NO_TEXT : declared_tool(v));
    add_value(identity, issue);
}

void ch_fingerprint(ch_fingerprints *f, const ch_issue *issue, char out[CH_FINGERPRINT_SIZE])
{
    identify(&f->identity, issue);
    ch_digest digest = ch_digest_of(ch_buffer_text(&f->identity));
    uint32_t count = ch_tally_count(&f->seen, digest);
    for (int i = 0; i < CH_DIGEST_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", digest.bytes[i]);
    snprintf(out + 2 * CH_DIGEST_BYTES, 12, ":%u", (unsigned)count);
}

void ch_fingerprints_settle(const ch_fingerprints *f, charter_report *report)
{
    if (f->seen.failed || f->identity.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
}

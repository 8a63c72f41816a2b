/* What an issue is about, digested. Places and messages are no part of it: lines move, and languages change. What a
 * service does with it is sarif.c's and gitlab.c's. */
#include "report/gate/fingerprint.h"

#include <assert.h>
#include <stdio.h>

/* Far beyond what a declaration's names and one value can take. */
#define IDENTITY_MAX ((size_t)8 * 1024 * 1024)

ch_fingerprints ch_fingerprints_init(size_t max)
{
    return (ch_fingerprints){ch_counting_set_init(max), ch_buffer_init(IDENTITY_MAX)};
}

void ch_fingerprints_clear(ch_fingerprints *f)
{
    ch_counting_set_clear(&f->seen);
    ch_buffer_clear(&f->identity);
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
    return v->declaration->activity == NULL ? CH_NO_TEXT : v->declaration->activity->text;
}

static ch_text declared_tool(const charter_verdict *v)
{
    return v->tool != NULL ? v->tool->entry.id : v->declaration->tool_name;
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
    return (ch_text){issue->verdict->declaration->source->bytes.at + f->span.start, f->span.end - f->span.start};
}

/* Of what detectors find, only where it is and how long: from a digest of a number, the number is found in no time. */
static void add_value(ch_buffer *identity, const ch_issue *issue)
{
    ch_text value = value_at_fault(issue);
    if (issue->fault != NULL || value.length == 0 || issue->verdict->hidden == NULL) {
        add_part(identity, value);
        return;
    }
    ch_buffer_int(identity, (int64_t)value.length);
    ch_buffer_add_char(identity, ':');
    uint32_t offset = (uint32_t)(value.at - issue->verdict->declaration->source->bytes.at);
    for (size_t i = 0; i < value.length; i++)
        ch_buffer_add_char(identity, ch_verdict_hides(issue->verdict, offset + (uint32_t)i) ? '*' : value.at[i]);
}

static void identify(ch_buffer *identity, const ch_issue *issue)
{
    const charter_verdict *v = issue->verdict;
    /* A declaration with an id is known by it, wherever its file has moved to; else by its file. */
    bool named = v != NULL && v->declaration->id.length > 0;
    identity->length = 0;
    ch_issue_rule(identity, issue);
    ch_buffer_add_char(identity, '\n');
    add_part(identity, named ? v->declaration->id : CH_NO_TEXT);
    add_part(identity, named ? CH_NO_TEXT : ch_text_of(issue->place.file));
    add_part(identity, v == NULL ? CH_NO_TEXT : declared_activity(v));
    add_part(identity, v == NULL ? CH_NO_TEXT : declared_tool(v));
    add_value(identity, issue);
}

void ch_fingerprint(ch_fingerprints *f, const ch_issue *issue, char out[CH_FINGERPRINT_SIZE])
{
    identify(&f->identity, issue);
    ch_digest digest = ch_digest_of(ch_buffer_text(&f->identity));
    uint32_t count = ch_counting_set_add(&f->seen, digest);
    ch_digest_hex(&digest, out);
    snprintf(out + 2 * CH_DIGEST_BYTES, 12, ":%u", (unsigned)count);
}

void ch_fingerprints_finish(const ch_fingerprints *f, ch_output *output)
{
    if (f->seen.failed || f->identity.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
}

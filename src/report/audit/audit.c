/* The public API of audits' reports, and the formats that are a document. Totals are audit/'s, what may be
 * published is audit_view.c's, and what people read of it is audit_document.c's. */
#include "report/audit/audit.h"

#include <stdlib.h>

#include "audit/publications.h"
#include "report/audit/audit_document.h"
#include "report/audit/suppress_after.h"
#include "base/catalog.h"
#include "base/options.h"
#include "report/write/csv_writer.h"

CH_OPTIONS_END_WITH(charter_audit_options, published);

static const ch_audit_format *const formats[] = {
#define CH_AUDIT_FORMAT(name) &ch_audit_format_##name,
    CH_AUDIT_FORMATS(CH_AUDIT_FORMAT)
#undef CH_AUDIT_FORMAT
};

size_t charter_audit_format_count(void)
{
    return sizeof formats / sizeof *formats;
}

const charter_format *charter_audit_format_at(size_t index)
{
    return &formats[index]->shown;
}

static const ch_audit_format *find_format(const char *name)
{
    for (size_t i = 0; i < charter_audit_format_count(); i++)
        if (strcmp(formats[i]->shown.name, name) == 0)
            return formats[i];
    return NULL;
}

/* Fewer uses than the smallest group: the total itself would be such a group; and so would be what came since. */
static bool may_be_published(const charter_totals *totals, const ch_audit_options *options)
{
    const uint64_t *all = ch_totals_all(totals);
    const charter_publications *before = options->published;
    uint64_t smallest = ch_view_smallest(options);
    if (all == NULL || all[CH_N_USES] < smallest)
        return false;
    for (size_t i = 0; before != NULL && i < before->count; i++)
        if (!ch_is_large_change(all[CH_N_USES], before->items[i]->uses, smallest))
            return false;
    return true;
}

charter_status charter_audit_report_sized(const charter_totals *totals, const char *name,
                                          const charter_report_options *reporting, size_t reporting_size,
                                          const charter_audit_options *options, size_t options_size, charter_sink sink)
{
    const ch_audit_format *format = find_format(name);
    ch_audit_options o = {.brief = false};
    charter_audit_options asked;
    if (format == NULL || !ch_options_copy(&o.reporting, sizeof o.reporting, reporting, reporting_size) ||
        !ch_is_lang(o.reporting.lang) || !ch_csv_is_delimiter(o.reporting.delimiter) ||
        !ch_options_copy(&asked, sizeof asked, options, options_size))
        return CHARTER_UNKNOWN;
    o.publish = asked.publish;
    o.min_group = asked.min_group;
    o.published = asked.published;
    /* A summary holds every number, since merging needs them: it is never published. */
    if (o.publish && (format->is_part || !may_be_published(totals, &o)))
        return CHARTER_INVALID;
    /* One that does not say what it is made of could be added twice. */
    if (format->is_part && !totals->tells_origin)
        return CHARTER_INVALID;
    char *room = malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    charter_status status = format->write(totals, &o, &output);
    if (status == CHARTER_OK)
        ch_output_flush(&output);
    free(room);
    return status != CHARTER_OK ? status : output.status;
}

/* ---- documents ---- */

typedef void write_document(const ch_document *document, ch_output *output, const charter_report_options *options);

static charter_status put_document(const charter_totals *totals, const ch_audit_options *options, ch_output *output,
                                   write_document *write, bool brief)
{
    ch_document document;
    ch_audit_options o = *options;
    o.brief = brief;
    ch_document_init(&document, options->reporting.lang);
    ch_audit_document(&document, totals, &o);
    bool failed = ch_document_failed(&document);
    /* A document that lacks a part for want of memory is not written at all: nobody would see what is missing. */
    if (!failed)
        write(&document, output, &options->reporting);
    ch_document_clear(&document);
    return failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status put_text(const charter_totals *totals, const ch_audit_options *options, ch_output *output)
{
    return put_document(totals, options, output, ch_document_write_text, true);
}

static charter_status put_html(const charter_totals *totals, const ch_audit_options *options, ch_output *output)
{
    return put_document(totals, options, output, ch_document_write_html, false);
}

static charter_status put_markdown(const charter_totals *totals, const ch_audit_options *options, ch_output *output)
{
    return put_document(totals, options, output, ch_document_write_markdown, true);
}

const ch_audit_format ch_audit_format_text = {.shown = {.name = "text",
                                                        .title = N_("totals for a terminal"),
                                                        .for_people = true},
                                              .write = put_text};
const ch_audit_format ch_audit_format_html = {.shown = {.name = "html",
                                                        .title = N_("one accessible page, with charts"),
                                                        .for_people = true},
                                              .write = put_html};
const ch_audit_format ch_audit_format_markdown = {.shown = {.name = "markdown",
                                                            .title = N_("the same in Markdown, without charts"),
                                                            .for_people = true},
                                                  .write = put_markdown};

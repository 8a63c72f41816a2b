/* A document in Markdown: headings, lists of facts, tables. Charts are left out, as their numbers stand in the
 * tables. Escaping is markdown_writer.c's, of what the sanitizer let through. */
#include "report/write/markdown_writer.h"
#include "report/audit/document.h"
#include "report/prose/sanitizer.h"

#define AT_ONCE ((size_t)1 << 20)

typedef struct paper {
    ch_output *output;
    ch_sanitizer sanitizer;
    ch_buffer text; /* of what is written next */
    charter_lang lang;
} paper;

static void put(paper *p, const char *text)
{
    ch_output_add(p->output, ch_text_of(text));
}

static void put_text(paper *p, ch_text text)
{
    p->text.length = 0;
    ch_markdown_text(&p->text, ch_sanitized_text(&p->sanitizer, text));
    ch_output_add(p->output, ch_buffer_text(&p->text));
}

static void put_cells(paper *p, const ch_text *cells, unsigned count)
{
    put(p, "|");
    for (unsigned c = 0; c < count; c++) {
        put(p, " ");
        put_text(p, cells[c]);
        put(p, " |");
    }
    put(p, "\n");
}

static void put_table(paper *p, const ch_document_table *t)
{
    put(p, "\n**");
    put_text(p, t->caption);
    put(p, "**\n\n");
    put_cells(p, t->columns, t->column_count);
    put(p, "|");
    for (unsigned c = 0; c < t->column_count; c++)
        /* Numbers stand at the right, digit under digit (tables of GitHub's Markdown). */
        put(p, c < t->text_columns ? " --- |" : " ---: |");
    put(p, "\n");
    for (const ch_document_row *row = t->first; row != NULL; row = row->next)
        put_cells(p, row->cells, t->column_count);
}

static void put_fact(paper *p, const ch_block *block)
{
    put(p, "- ");
    put_text(p, block->label);
    ch_output_add(p->output, ch_phrase_colon(p->lang));
    put(p, "**");
    put_text(p, block->text);
    put(p, "**\n");
}

static void put_block(paper *p, const ch_block *block)
{
    if (block->kind == CH_TABLE) {
        put_table(p, block->table);
    } else if (block->kind == CH_FACT) {
        put_fact(p, block);
    } else {
        put(p, "\n");
        put_text(p, block->text);
        put(p, "\n");
    }
}

static void put_heading(paper *p, const char *level, ch_text title)
{
    put(p, level);
    put_text(p, title);
    put(p, "\n");
}

void ch_document_write_markdown(const ch_document *document, ch_output *output, const charter_report_options *options)
{
    (void)options;
    paper p = {.output = output, .text = ch_buffer_init(AT_ONCE), .lang = document->lang};
    ch_sanitizer_init(&p.sanitizer, document->lang);
    put_heading(&p, "# ", document->title);
    if (document->subtitle.length > 0) {
        put(&p, "\n");
        put_text(&p, document->subtitle);
        put(&p, "\n");
    }
    for (const ch_section *section = document->first; section != NULL; section = section->next) {
        put(&p, "\n");
        put_heading(&p, "## ", section->title);
        if (section->first->kind == CH_FACT)
            put(&p, "\n");
        for (const ch_block *block = section->first; block != NULL; block = block->next)
            put_block(&p, block);
    }
    /* A text that was cut for want of memory must not be read as whole. */
    if (p.text.failed)
        ch_output_fail(output, CHARTER_NO_MEMORY);
    ch_sanitizer_finish(&p.sanitizer, output);
    ch_sanitizer_clear(&p.sanitizer);
    ch_buffer_clear(&p.text);
}

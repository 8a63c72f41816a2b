/* The matrix: tools down, activities across; in each cell a word and the classes of data that it is for. Which of them
 * are shown is the script's, by the attributes of the cells. */
#include "base/catalog.h"
#include "page/lists.h"
#include "page/read.h"

static void put_head(ch_page *p)
{
    ch_html_open(&p->h, "thead");
    ch_html_open(&p->h, "tr");
    ch_html_open(&p->h, "th");
    ch_html_attribute(&p->h, "scope", CH_LITERAL("col"));
    ch_put_translated(p, N_("Tool"));
    ch_html_close(&p->h);
    for (uint32_t i = 0; i < p->version->activities.count; i++) {
        const ch_entry *entry = &p->version->activities.items[i].entry;
        if (!ch_period_holds(entry->period, p->at))
            continue;
        ch_html_open(&p->h, "th");
        ch_html_attribute(&p->h, "scope", CH_LITERAL("col"));
        ch_html_attribute(&p->h, "data-activity", entry->id);
        ch_put_link(p, CH_PAGE_ACTIVITY, entry);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

static void put_verdicts(ch_page *p, const ch_page_row *rows, uint32_t count)
{
    p->text.length = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            ch_buffer_add_char(&p->text, ' ');
        ch_buffer_add(&p->text, ch_text_of(ch_page_kind_name(rows[i].answer->kind)));
    }
    ch_html_attribute(&p->h, "data-verdict", ch_buffer_text(&p->text));
    p->text.length = 0;
}

static void put_cell(ch_page *p, uint32_t activity, uint32_t tool, ch_page_row *rows)
{
    uint32_t count = ch_page_rows(p->answers, activity, tool, rows);
    ch_html_open(&p->h, "td");
    ch_html_attribute(&p->h, "data-activity", p->version->activities.items[activity].entry.id);
    ch_html_attribute(&p->h, "data-tool", p->version->tools.items[tool].entry.id);
    put_verdicts(p, rows, count);
    for (uint32_t i = 0; i < count; i++) {
        ch_html_open(&p->h, "p");
        ch_put_answer_word(p, rows[i].answer->kind);
        ch_html_text(&p->h, CH_LITERAL(" "));
        ch_put_classes(p, &rows[i].classes, i > 0 && i + 1 == count);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
}

static void put_row(ch_page *p, uint32_t tool, ch_page_row *rows)
{
    const ch_entry *entry = &p->version->tools.items[tool].entry;
    if (!ch_period_holds(entry->period, p->at))
        return;
    ch_html_open(&p->h, "tr");
    ch_html_attribute(&p->h, "data-tool", entry->id);
    ch_html_open(&p->h, "th");
    ch_html_attribute(&p->h, "scope", CH_LITERAL("row"));
    ch_put_link(p, CH_PAGE_TOOL, entry);
    ch_html_close(&p->h);
    for (uint32_t i = 0; i < p->version->activities.count; i++)
        if (ch_period_holds(p->version->activities.items[i].entry.period, p->at))
            put_cell(p, i, tool, rows);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

void ch_put_matrix(ch_page *p)
{
    ch_page_row *rows = ch_arena_take_many(p->arena, p->answers->class_count, sizeof *rows);
    if (!p->answers->tried || rows == NULL)
        return;
    ch_put_open_section(p, "matrix", N_("All answers in a table"));
    ch_put_said(
        p, "p", NULL,
        N_("A cell tells what may be sent to the tool for the activity. Conditions and duties stand with the activity and with the tool."));
    ch_html_open(&p->h, "div");
    ch_html_attribute(&p->h, "class", CH_LITERAL("filters"));
    ch_html_attribute(&p->h, "hidden", CH_LITERAL(""));
    ch_html_close(&p->h);
    /* A wide table scrolls within its own region, which the keyboard reaches. */
    ch_put_open(p, "div", "scroll");
    ch_html_attribute(&p->h, "role", CH_LITERAL("region"));
    ch_html_attribute(&p->h, "tabindex", CH_LITERAL("0"));
    ch_put_anchor(p, "aria-labelledby", "table", NULL);
    ch_html_open(&p->h, "table");
    ch_html_open(&p->h, "caption");
    ch_put_anchor(p, "id", "table", NULL);
    ch_put_translated(p, N_("Each tool, for each activity"));
    ch_html_close(&p->h);
    put_head(p);
    ch_html_open(&p->h, "tbody");
    for (uint32_t i = 0; i < p->version->tools.count; i++)
        put_row(p, i, rows);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_put_close_section(p);
}

/* A document as one HTML file that needs nothing else: no script, no address outside itself.
 *
 * It is held to WCAG 2.1 AA, and to RGAA 4.1.2 with it: a language, a title, landmarks, headings in order, tables with
 * captions and scopes, charts with a text and the same numbers in a table, states told in words and shapes as well as
 * in colours, a visible focus, a print style. */
#include <stdio.h>
#include <string.h>

#include "base/catalog.h"
#include "report/audit/document_charts.h"
#include "report/prose/terminal.h"

/* Every colour of text has 4.5:1 against what is behind it, those of charts 3:1; by light, and by dark. On paper it is
 * always light. Where the system forces its colours (Windows' high contrast), verdicts are told by patterns alone. */
#define LIGHT                                                                                                 \
    "--ink:#1b1f24;--faint:#545b64;--line:#d5dae0;--rule:#8d96a0;--paper:#fff;--wash:#f5f7fa;--blue:#1f4e8c;" \
    "--good:#1d6b38;--watch:#805300;--bad:#b3261e;--bar:#3b6db3;"                                             \
    "--v0:#2a7e43;--v1:#9a6700;--v2:#2b63b8;--v3:#6b4ea0;--v4:#b3261e;--v5:#545b64"
#define DARK                                                                                                     \
    "--ink:#e6e9ed;--faint:#a9b1bb;--line:#3a414a;--rule:#6b7480;--paper:#14171b;--wash:#1f242a;--blue:#8ab4f0;" \
    "--good:#6cc98a;--watch:#e0b050;--bad:#ff8a80;--bar:#6f9fe0;"                                                \
    "--v0:#57b574;--v1:#d29a2c;--v2:#6f9fe0;--v3:#a98be0;--v4:#f0665c;--v5:#98a1ac"

static const char style[] =
    ":root{color-scheme:light;" LIGHT "}"
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;" DARK "}}"
    "*{box-sizing:border-box}"
    "body{margin:0;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;color:var(--ink);"
    "background:var(--paper);overflow-wrap:break-word}"
    "a{color:var(--blue)}a:focus,[tabindex]:focus{outline:3px solid #d9480f;outline-offset:2px}"
    ".skip{position:absolute;left:-999em}.skip:focus{position:static;display:inline-block;margin:.5rem}"
    "header,nav,main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}"
    "header{padding-top:2rem;padding-bottom:.5rem;border-bottom:3px solid var(--blue)}"
    "h1{font-size:1.9rem;line-height:1.2;margin:0}header p{margin:.4rem 0 .6rem;color:var(--faint)}"
    "nav{padding-top:1rem}nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:0;padding:0;"
    "font-size:.9rem}"
    "section{margin:2.2rem 0}h2{font-size:1.35rem;margin:0 0 .8rem;padding-bottom:.2rem;border-bottom:1px solid "
    "var(--line)}"
    "dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.7rem;margin:0 0 1.2rem}"
    "dl div{background:var(--wash);border-left:4px solid var(--blue);padding:.55rem .8rem}"
    "dt{font-size:.85rem;color:var(--faint)}dd{margin:0;font-size:1.1rem;font-weight:600;overflow-wrap:anywhere}"
    "p{max-width:46rem}p.watch{border-left:4px solid var(--watch);padding-left:.8rem}"
    "p.bad{border-left:4px solid var(--bad);padding-left:.8rem}"
    ".scroll{overflow-x:auto;margin:.4rem 0 1.6rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "caption,figcaption{text-align:left;font-weight:600;padding:.35rem 0}"
    "caption.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;"
    "padding:0}"
    "th,td{padding:.32rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}"
    "thead th{background:var(--wash);border-bottom:2px solid var(--rule)}"
    "tbody th{font-weight:400;min-width:9.5rem;overflow-wrap:break-word}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}"
    ".m{display:inline-block;width:1.1em;font-weight:700}.m.good{color:var(--good)}.m.watch{color:var(--watch)}"
    ".m.bad{color:var(--bad)}"
    "footer{color:var(--faint);font-size:.85rem;border-top:1px solid var(--line);padding-top:.8rem;padding-bottom:2rem}"
    "@media (max-width:40rem){header,nav,main,footer{padding-left:1rem;padding-right:1rem}th,td{padding:.3rem .35rem}"
    "tbody th{min-width:6rem}}"
    "@media print{nav,.skip{display:none}body{font-size:10pt}section{margin:1.2rem 0}figure,tr,dl "
    "div{break-inside:avoid}"
    "h2,caption,figcaption{break-after:avoid}.scroll{overflow:visible}table{font-size:7.5pt}"
    "th,td{padding:.15rem .25rem}tbody th{min-width:5rem}"
    "tbody th,td:not(.n){overflow-wrap:anywhere}td.n{white-space:normal}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

static const char chart_style[] =
    "figure{margin:.6rem 0 .8rem;font-size:.85rem}figcaption{font-size:1rem}"
    ".legend{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin-bottom:.4rem}"
    ".legend span{display:flex;align-items:center;gap:.4rem}"
    ".bars{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr auto;gap:.45rem .7rem;align-items:center}"
    ".name{max-width:15rem;text-align:right;overflow-wrap:anywhere}.value{text-align:right;font-variant-numeric:"
    "tabular-nums}"
    "svg.row{display:block;width:100%;border-left:1px solid var(--rule)}svg.swatch{width:14px;flex:none}"
    "svg.columns{display:block;width:calc(100% - 3.6rem);margin:0 1.8rem;overflow:visible}"
    "svg text{font-size:.8rem;fill:var(--ink)}.month{text-anchor:middle}"
    "svg.patterns{position:absolute;width:0;height:0}"
    "pattern path{stroke:var(--paper);stroke-opacity:.6;stroke-width:.9;fill:none}"
    "pattern circle{fill:var(--paper);fill-opacity:.6}"
    ".bar{fill:var(--bar)}.v0{fill:var(--v0)}.v1{fill:var(--v1)}.v2{fill:var(--v2)}.v3{fill:var(--v3)}"
    ".v4{fill:var(--v4)}.v5{fill:var(--v5)}"
    ".v0,.v1,.v2,.v3,.v4,.v5{stroke:var(--paper);stroke-width:.5}"
    ".p1{fill:url(#diagonal)}.p2{fill:url(#dots)}.p3{fill:url(#upright)}.p4{fill:url(#crossed)}.p5{fill:url(#level)}"
    ".axis{stroke:var(--faint)}.grid{stroke:var(--line)}.thread{stroke:var(--rule);stroke-dasharray:2 3}"
    ".end{stroke:var(--ink);stroke-width:2}"
    "@media (max-width:40rem){.bars{grid-template-columns:1fr auto;gap:.1rem .6rem}"
    ".name{grid-column:1/-1;max-width:none;text-align:left;margin-top:.4rem}.wide{display:none}}"
    "@media (forced-colors:active){svg{forced-color-adjust:none}svg text{fill:CanvasText}"
    ".bar,.v0{fill:CanvasText}.v1,.v2,.v3,.v4,.v5{fill:Canvas}"
    ".bar,.v0,.v1,.v2,.v3,.v4,.v5,.axis,.grid,.thread,.end{stroke:CanvasText}svg.row{border-color:CanvasText}"
    "pattern path{stroke:CanvasText;stroke-opacity:1}pattern circle{fill:CanvasText;fill-opacity:1}}";

typedef struct paper {
    ch_html h;
    const ch_document *document;
    charter_lang lang;
    unsigned number; /* of the latest table, or section */
} paper;

static ch_text word(const paper *p, const char *english)
{
    return ch_text_of(ch_translate(p->lang, english));
}

static void identify(paper *p, const char *attribute, const char *letter, unsigned number)
{
    char id[24];
    int length = snprintf(id, sizeof id, "%s%u", letter, number);
    ch_html_attribute(&p->h, attribute, (ch_text){id, (size_t)length});
}

static void put_said(paper *p, const char *element, ch_text text)
{
    ch_html_open(&p->h, element);
    ch_foreign_put_language(&p->h, &p->document->foreign, text);
    ch_foreign_put_text(&p->h, &p->document->foreign, text);
    ch_html_close(&p->h);
}

/* ---- head ---- */

static void put_meta(paper *p, const char *name_attribute, const char *name, const char *content)
{
    ch_html_void(&p->h, "meta");
    ch_html_attribute(&p->h, name_attribute, ch_text_of(name));
    ch_html_attribute(&p->h, "content", ch_text_of(content));
}

static void put_head(paper *p, const ch_document *document)
{
    ch_html_open(&p->h, "head");
    ch_html_void(&p->h, "meta");
    ch_html_attribute(&p->h, "charset", CH_LITERAL("utf-8"));
    /* Escaping is what keeps declared text from being markup; this keeps a browser from loading or running anything
     * all the same. */
    put_meta(p, "http-equiv", "Content-Security-Policy",
             "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    put_meta(p, "name", "viewport", "width=device-width, initial-scale=1");
    put_meta(p, "name", "referrer", "no-referrer");
    ch_html_open(&p->h, "title");
    ch_html_text(&p->h, document->title);
    if (document->subtitle.length > 0)
        ch_html_text(&p->h, CH_LITERAL(" \xE2\x80\x93 "));
    ch_html_text(&p->h, document->subtitle);
    ch_html_close(&p->h);
    ch_html_open(&p->h, "style");
    /* Ours, a constant: the only markup here that is not escaped, with the doctype and the patterns. */
    ch_html_raw(&p->h, style);
    ch_html_raw(&p->h, chart_style);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

/* ---- tables ---- */

/* A state's shape; its words stand in the row. */
static void put_mark(paper *p, ch_mark mark)
{
    static const char *const shapes[] = {"", "\xE2\x9C\x93", "!", "\xE2\x9C\x97"};
    static const char *const classes[] = {"", "m good", "m watch", "m bad"};
    if (mark == CH_NO_MARK)
        return;
    ch_html_open(&p->h, "span");
    ch_html_attribute(&p->h, "class", ch_text_of(classes[mark]));
    ch_html_attribute(&p->h, "aria-hidden", CH_LITERAL("true"));
    ch_html_text(&p->h, ch_text_of(shapes[mark]));
    ch_html_close(&p->h);
}

static void open_cell(paper *p, const ch_document_table *t, unsigned column, const char *element, const char *scope)
{
    ch_html_open(&p->h, element);
    if (scope != NULL)
        ch_html_attribute(&p->h, "scope", ch_text_of(scope));
    if (column >= t->text_columns)
        ch_html_attribute(&p->h, "class", CH_LITERAL("n"));
}

/* WCAG 1.3.1: scopes say which cells a head is for. */
static void put_columns(paper *p, const ch_document_table *t)
{
    ch_html_open(&p->h, "thead");
    ch_html_open(&p->h, "tr");
    for (unsigned c = 0; c < t->column_count; c++) {
        open_cell(p, t, c, "th", "col");
        ch_html_text(&p->h, t->columns[c]);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

static void put_row(paper *p, const ch_document_table *t, const ch_document_row *row)
{
    ch_html_open(&p->h, "tr");
    for (unsigned c = 0; c < t->column_count; c++) {
        open_cell(p, t, c, c == 0 ? "th" : "td", c == 0 ? "row" : NULL);
        ch_foreign_put_language(&p->h, &p->document->foreign, row->cells[c]);
        if (c == 0)
            put_mark(p, row->mark);
        ch_foreign_put_text(&p->h, &p->document->foreign, row->cells[c]);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
}

static unsigned larger(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

static unsigned longest_word(ch_text text)
{
    unsigned longest = 0;
    for (size_t from = 0; from < text.length;) {
        const char *space = memchr(text.at + from, ' ', text.length - from);
        size_t to = space == NULL ? text.length : (size_t)(space - text.at);
        longest = larger(longest, ch_columns((ch_text){text.at + from, to - from}));
        from = to + 1;
    }
    return longest;
}

/* Whether a screen of 320 pixels (WCAG 1.4.10) may be too narrow for a table, by characters of a wide font. A tab stop
 * on each table, most of which never scroll, would be a burden of its own. */
static bool may_scroll(const ch_document_table *t)
{
    enum { ROOM = 288, CHARACTER = 9, PADDING = 12, NAME = 96 }; /* pixels */
    unsigned total = 0;
    for (unsigned c = 0; c < t->column_count; c++) {
        unsigned width = longest_word(t->columns[c]);
        for (const ch_document_row *row = t->first; row != NULL; row = row->next)
            width = larger(width, c < t->text_columns ? longest_word(row->cells[c]) : ch_columns(row->cells[c]));
        total += larger(width * CHARACTER + PADDING, c == 0 ? NAME : 0);
    }
    return total > ROOM;
}

/* A wide table scrolls within its own region, which the keyboard reaches. */
static void put_table(paper *p, const ch_document_table *t)
{
    unsigned number = ++p->number;
    bool drawn = ch_chart_draw(&p->h, p->document, t);
    ch_html_open(&p->h, "div");
    ch_html_attribute(&p->h, "class", CH_LITERAL("scroll"));
    if (may_scroll(t)) {
        ch_html_attribute(&p->h, "role", CH_LITERAL("region"));
        ch_html_attribute(&p->h, "tabindex", CH_LITERAL("0"));
        identify(p, "aria-labelledby", "t", number);
    }
    ch_html_open(&p->h, "table");
    ch_html_open(&p->h, "caption");
    identify(p, "id", "t", number);
    if (drawn) /* its caption stands above the chart */
        ch_html_attribute(&p->h, "class", CH_LITERAL("heard"));
    ch_html_text(&p->h, t->caption);
    ch_html_close(&p->h);
    put_columns(p, t);
    ch_html_open(&p->h, "tbody");
    for (const ch_document_row *row = t->first; row != NULL; row = row->next)
        put_row(p, t, row);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

/* ---- sections ---- */

static void put_paragraph(paper *p, const ch_block *block)
{
    static const char *const classes[] = {"", "", "watch", "bad"};
    ch_html_open(&p->h, "p");
    if (*classes[block->mark] != '\0')
        ch_html_attribute(&p->h, "class", ch_text_of(classes[block->mark]));
    ch_foreign_put_text(&p->h, &p->document->foreign, block->text);
    ch_html_close(&p->h);
}

/* Facts that follow one another are one list. */
static const ch_block *put_facts(paper *p, const ch_block *block)
{
    ch_html_open(&p->h, "dl");
    for (; block != NULL && block->kind == CH_FACT; block = block->next) {
        ch_html_open(&p->h, "div");
        ch_html_element(&p->h, "dt", block->label);
        put_said(p, "dd", block->text);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    return block;
}

static void put_section(paper *p, const ch_section *section, unsigned number)
{
    ch_html_open(&p->h, "section");
    identify(p, "aria-labelledby", "s", number);
    ch_html_open(&p->h, "h2");
    identify(p, "id", "s", number);
    ch_html_text(&p->h, section->title);
    ch_html_close(&p->h);
    for (const ch_block *block = section->first; block != NULL;) {
        if (block->kind == CH_FACT) {
            block = put_facts(p, block);
            continue;
        }
        if (block->kind == CH_TABLE)
            put_table(p, block->table);
        else
            put_paragraph(p, block);
        block = block->next;
    }
    ch_html_close(&p->h);
}

/* ---- the whole ---- */

static void put_link(paper *p, const char *class, ch_text to, ch_text said)
{
    ch_html_open(&p->h, "a");
    if (class != NULL)
        ch_html_attribute(&p->h, "class", ch_text_of(class));
    ch_html_attribute(&p->h, "href", to);
    ch_html_text(&p->h, said);
    ch_html_close(&p->h);
}

static void put_contents(paper *p, const ch_document *document)
{
    unsigned number = 0;
    ch_html_open(&p->h, "nav");
    ch_html_attribute(&p->h, "aria-label", word(p, N_("Contents")));
    ch_html_open(&p->h, "ul");
    for (const ch_section *section = document->first; section != NULL; section = section->next) {
        char to[24];
        int length = snprintf(to, sizeof to, "#s%u", ++number);
        ch_html_open(&p->h, "li");
        put_link(p, NULL, (ch_text){to, (size_t)length}, section->title);
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

static void put_header(paper *p, const ch_document *document)
{
    ch_html_open(&p->h, "header");
    ch_html_element(&p->h, "h1", document->title);
    if (document->subtitle.length > 0)
        put_said(p, "p", document->subtitle);
    ch_html_close(&p->h);
}

static void put_footer(paper *p)
{
    ch_html_open(&p->h, "footer");
    ch_html_open(&p->h, "p");
    ch_html_text(&p->h, CH_LITERAL("charter-check "));
    ch_html_text(&p->h, ch_text_of(charter_version()));
    ch_html_close(&p->h);
    ch_html_close(&p->h);
}

static void put_body(paper *p, const ch_document *document)
{
    unsigned number = 0;
    ch_html_open(&p->h, "body");
    /* WCAG 2.4.1: the keyboard passes over the contents; hence it comes first. */
    put_link(p, "skip", CH_LITERAL("#content"), word(p, N_("Skip to the content")));
    ch_chart_patterns(&p->h);
    put_header(p, document);
    put_contents(p, document);
    ch_html_open(&p->h, "main");
    ch_html_attribute(&p->h, "id", CH_LITERAL("content"));
    for (const ch_section *section = document->first; section != NULL; section = section->next)
        put_section(p, section, ++number);
    ch_html_close(&p->h);
    put_footer(p);
    ch_html_close(&p->h);
}

void ch_document_write_html(const ch_document *document, ch_output *output, const charter_report_options *options)
{
    (void)options;
    paper p = {.h = ch_html_init(output), .document = document, .lang = document->lang};
    ch_html_raw(&p.h, "<!DOCTYPE html>\n");
    ch_html_open(&p.h, "html");
    ch_html_attribute(&p.h, "lang", ch_text_of(ch_lang_name(p.lang)));
    put_head(&p, document);
    put_body(&p, document);
    ch_html_close(&p.h);
}

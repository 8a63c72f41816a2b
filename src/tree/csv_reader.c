/* Registers, row by row, after RFC 4180: a row is cut by its quotes and line feeds alone, and its cells are read
 * later, perhaps by another thread. What columns mean is intake/'s. Lines may end in LF alone, which the RFC does not
 * have. */
#include "tree/csv_reader.h"

#include <stdlib.h>
#include <strings.h>

#include "base/unicode.h"

void ch_csv_clear(ch_csv *csv)
{
    ch_window_clear(&csv->window);
    free(csv->converted);
    free(csv->spans);
    free(csv->texts);
    *csv = (ch_csv){.name = NULL};
}

void ch_csv_open(ch_csv *csv, const char *name, charter_input input, const ch_csv_rules *rules)
{
    *csv = (ch_csv){.name = name,
                    .window = ch_window_again(&csv->window, input),
                    .rules = *rules,
                    .converted = csv->converted,
                    .converted_room = csv->converted_room,
                    .spans = csv->spans,
                    .texts = csv->texts};
}

/* ---- where a row ends ---- */

/* Looks on for the quote that closes a cell. False where it is not in the window yet. A quote in a quoted cell is
 * written twice (RFC 4180, section 2, 7). */
static bool leave_quotes(ch_csv *csv, const char *at, size_t length, size_t *i)
{
    const char *quote = memchr(at + *i, '"', length - *i);
    if (quote == NULL) {
        *i = length;
        return false;
    }
    size_t next = (size_t)(quote - at) + 1;
    if (next == length && !csv->window.ended) {
        *i = next - 1; /* the next byte may double it */
        return false;
    }
    bool doubled = next < length && at[next] == '"';
    *i = doubled ? next + 1 : next;
    csv->in_quotes = doubled;
    csv->closed = !doubled;
    return true;
}

/* What of the window a row is looked for in: two bytes more than the largest one, so that what a row is found to be
 * does not depend on the pieces in which it is read. */
static size_t searchable(const ch_csv *csv)
{
    size_t left = ch_window_left(&csv->window), most = csv->rules.row_bytes + 2;
    return left < most ? left : most;
}

/* Looks on for the row's line feed, from `*searched` on. A quote opens at a cell's beginning alone. RFC 4180 (section
 * 2, 5) has no quote within a cell that does not begin with one; here it is a character like others, and read_cell()
 * takes it so too: both must agree on where a row ends. The state is in `csv`: a window may end anywhere. */
static bool find_row_end(ch_csv *csv, size_t *searched)
{
    const char *at = ch_window_at(&csv->window);
    size_t length = searchable(csv), i = *searched;
    bool found = false;
    while (i < length && !found) {
        if (csv->in_quotes) {
            if (!leave_quotes(csv, at, length, &i))
                break;
            continue;
        }
        char c = at[i];
        found = c == '\n';
        csv->torn = csv->torn || (csv->closed && !found && c != '\r' && c != csv->rules.delimiter);
        csv->closed = false;
        csv->in_quotes = c == '"' && !csv->in_cell;
        csv->in_cell = c != csv->rules.delimiter;
        i += !found;
    }
    *searched = i;
    return found;
}

static void begin_search(ch_csv *csv)
{
    csv->in_quotes = csv->in_cell = csv->closed = csv->torn = false;
}

static void pass_row(ch_csv *csv, size_t length, bool found)
{
    ch_window_drop(&csv->window, length + found, ch_count_feeds(ch_window_at(&csv->window), length) + found);
    begin_search(csv);
}

/* Reads on to the end of a line that is over the limit, forgetting what it reads. Its quotes are not looked at: one
 * that is never closed would take the rest of a file with it. */
static bool skip_line(ch_csv *csv, ch_document_status *status)
{
    for (;;) {
        const char *at = ch_window_at(&csv->window);
        size_t left = ch_window_left(&csv->window);
        const char *feed = left == 0 ? NULL : memchr(at, '\n', left);
        if (feed != NULL || csv->window.ended) {
            pass_row(csv, feed == NULL ? left : (size_t)(feed - at), feed != NULL);
            csv->skipping = false;
            return true;
        }
        ch_window_drop(&csv->window, left, 0);
        if (!ch_window_more(&csv->window, status))
            return false;
    }
}

/* ---- quoted cells that hold rows ---- */

static bool is_blank(ch_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if ((unsigned char)line.at[i] > ' ')
            return false;
    return true;
}

/* Whether a line has as many cells as a row has, as if it stood by itself: no fewer than columns with a name, and
 * beyond the header none that holds something. `plain`: quotes are characters like others. */
static bool is_like_row(const ch_csv *csv, ch_text line, bool plain)
{
    uint32_t count = 1, filled = 0;
    bool in_cell = false, quoted = false, open = false;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (c == '"' && !plain) {
            quoted = quoted || !in_cell;
            open = quoted && !open;
            in_cell = true;
            filled = count;
        } else if (c == csv->rules.delimiter && !open) {
            count++;
            in_cell = quoted = false;
        } else {
            in_cell = true;
            filled = (unsigned char)c > ' ' ? count : filled;
        }
    }
    return count >= csv->named && filled <= csv->width;
}

/* What of a line, which begins within a quoted cell, is that cell's. */
static ch_text within_quotes(ch_text line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.at[i] != '"')
            continue;
        if (i + 1 == line.length || line.at[i + 1] != '"')
            return (ch_text){line.at, i};
        i++;
    }
    return line;
}

/* The line at the beginning of `rest`, which then is what follows it. */
static ch_text take_line(ch_text *rest)
{
    const char *feed = ch_text_find(*rest, '\n');
    ch_text line = {rest->at, feed == NULL ? rest->length : (size_t)(feed - rest->at)};
    size_t taken = line.length + (feed != NULL);
    *rest = (ch_text){rest->at + taken, rest->length - taken};
    return line;
}

/* Whether a row over several lines holds rows: a line of a quoted cell has as many cells as the header, or all of its
 * lines have, its quotes aside. Two stray quotes look so, and would take with them what stands between them. */
static bool holds_rows(const ch_csv *csv, ch_text row)
{
    bool all = is_like_row(csv, take_line(&row), true);
    while (row.length > 0) {
        ch_text line = take_line(&row), within = within_quotes(line);
        if (!is_blank(within) && is_like_row(csv, within, false))
            return true;
        all = all && (is_blank(line) || is_like_row(csv, line, true));
    }
    return all;
}

/* Whether the row of `length` bytes, or its beginning where the search gave up, is no row: rather one or more whose
 * quotes went astray. */
static bool went_astray(const ch_csv *csv, size_t length)
{
    const char *at = ch_window_at(&csv->window);
    if (length == 0 || memchr(at, '\n', length) == NULL)
        return false;
    return csv->in_quotes || csv->torn ||
           (csv->width > 0 && !csv->rules.multi_line && holds_rows(csv, (ch_text){at, length}));
}

/* ---- encodings ---- */

/* Windows-1252, 0x80 to 0x9F; what it leaves free is C1, which nobody may write here. They map to themselves, and
 * ch_yaml_check_bytes() refuses them once the row is UTF-8. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static bool is_ascii(ch_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* Each search goes on where the one before stopped. ch_source_check() sets `ascii`, so it gets a copy. */
ch_byte_fault ch_csv_check(const ch_source *source)
{
    ch_source rest = *source;
    ch_span at;
    ch_byte_fault first = ch_source_check(&rest, &at);
    for (ch_byte_fault found = first; found == CH_BYTES_FORBIDDEN; found = ch_source_check(&rest, &at)) {
        rest.bytes = (ch_text){rest.bytes.at + at.end, rest.bytes.length - at.end};
        rest.offset += at.end;
        if (ch_source_check(&rest, &at) == CH_BYTES_NOT_UTF8)
            return CH_BYTES_NOT_UTF8;
    }
    return first;
}

/* Whether the row has to be converted; notes where that is a guess. ASCII is the same in all of them. Other bytes of
 * Windows-1252 are hardly ever well-formed UTF-8, which is what the guess rests on. */
static bool to_convert(ch_csv *csv, const ch_source *source)
{
    csv->guessed = false;
    if (csv->rules.encoding == CH_UTF_8 || is_ascii(source->bytes))
        return false;
    if (csv->rules.encoding != CH_ENCODING_GUESSED)
        return true;
    csv->guessed = ch_csv_check(source) == CH_BYTES_NOT_UTF8;
    return csv->guessed;
}

/* Places stay those of the file: `converted` tells base/source.c to count characters as bytes. */
static bool convert(ch_csv *csv, ch_source *source)
{
    /* One byte of Windows-1252 takes at most three in UTF-8 (U+20AC). */
    enum { WIDEST = 3 };
    size_t needed = source->bytes.length * WIDEST;
    if (csv->converted_room < needed) {
        char *larger = realloc(csv->converted, needed);
        if (larger == NULL)
            return false;
        csv->converted = larger;
        csv->converted_room = needed;
    }
    char *to = csv->converted;
    for (size_t i = 0; i < source->bytes.length; i++) {
        unsigned char c = (unsigned char)source->bytes.at[i];
        bool special = c >= 0x80 && c < 0xA0 && csv->rules.encoding != CH_ISO_8859_1;
        to = ch_character_put(special ? windows_1252[c - 0x80] : c, to);
    }
    source->bytes = (ch_text){csv->converted, (size_t)(to - csv->converted)};
    source->converted = true;
    return true;
}

bool ch_csv_convert(ch_csv *csv, ch_source *source)
{
    return !to_convert(csv, source) || convert(csv, source);
}

/* ---- rows ---- */

/* CRLF is the RFC's end of a line: its CR is no part of the last cell. */
static ch_document_status give_row(ch_csv *csv, size_t length, bool found, ch_source *out)
{
    const char *at = ch_window_at(&csv->window);
    size_t trimmed = length > 0 && at[length - 1] == '\r' ? length - 1 : length;
    *out = ch_window_source(&csv->window, csv->name, trimmed);
    out->row = &csv->row;
    pass_row(csv, length, found);
    return CH_DOCUMENT;
}

/* The first line alone of a row that went astray. Nothing is looked at twice for long: a search ends at the first odd
 * run of quotes, and only such a run can begin another. */
static ch_document_status give_line(ch_csv *csv, size_t length, ch_source *out)
{
    const char *at = ch_window_at(&csv->window);
    const char *feed = memchr(at, '\n', length);
    uint32_t feeds = ch_count_feeds(at, length);
    csv->until = csv->window.lines + feeds + (at[length - 1] != '\n');
    return give_row(csv, (size_t)(feed - at), true, out);
}

static ch_document_status cut_row(ch_csv *csv, ch_source *out)
{
    ch_document_status status;
    size_t searched = 0;
    csv->row.number++;
    csv->row.count = 0;
    csv->until = 0;
    for (;;) {
        bool found = find_row_end(csv, &searched);
        bool whole = csv->window.ended || ch_window_left(&csv->window) >= csv->rules.row_bytes + 2;
        bool over = whole && searched > csv->rules.row_bytes;
        if ((found || over || csv->window.ended) && went_astray(csv, searched))
            return give_line(csv, searched, out);
        if (over) {
            *out = ch_window_source(&csv->window, csv->name, csv->rules.row_bytes);
            out->row = &csv->row;
            csv->skipping = true;
            begin_search(csv);
            return CH_DOCUMENT_TOO_LARGE;
        }
        if (found || csv->window.ended)
            return give_row(csv, searched, found, out);
        if (!ch_window_more(&csv->window, &status))
            return status;
    }
}

/* "sep=;", which spreadsheets write and obey: the delimiter, and no row of the table. It is a line all the same, which
 * `skip` may count. False where reading failed. */
static bool take_delimiter(ch_csv *csv, ch_document_status *status)
{
    enum { LENGTH = 5 };
    if (csv->row.number > 0)
        return true;
    if (!ch_window_fill(&csv->window, LENGTH - 1, status))
        return false;
    if (ch_window_left(&csv->window) < LENGTH - 1 || strncasecmp(ch_window_at(&csv->window), "sep=", LENGTH - 1) != 0)
        return true;
    if (!ch_window_fill(&csv->window, LENGTH + 2, status))
        return false;
    const char *at = ch_window_at(&csv->window);
    size_t left = ch_window_left(&csv->window), end = LENGTH;
    if (left <= LENGTH)
        return true;
    end += at[end] == '\r' && end + 1 < left;
    if (at[end] != '\n' || strchr("\"\r\n", at[LENGTH - 1]) != NULL)
        return true;
    csv->rules.delimiter = at[LENGTH - 1];
    csv->row.number++;
    pass_row(csv, end, true);
    return true;
}

ch_document_status ch_csv_next(ch_csv *csv, ch_source *out)
{
    ch_document_status status;
    if (csv->skipping && !skip_line(csv, &status))
        return status;
    if (csv->window.offset == 0 && !ch_window_fill(&csv->window, 3, &status))
        return status;
    ch_window_skip_mark(&csv->window);
    if (!take_delimiter(csv, &status))
        return status;
    for (;;) {
        if (!ch_window_fill(&csv->window, 1, &status))
            return status;
        if (ch_window_left(&csv->window) == 0)
            return CH_DOCUMENTS_END;
        status = cut_row(csv, out);
        if (status != CH_DOCUMENT || out->bytes.length > 0)
            return status;
    }
}

/* ---- cells ---- */

typedef struct parting {
    ch_csv *csv;
    const ch_source *source;
    ch_arena *arena;
    charter_diagnostics *diagnostics;
    ch_csv_status status;
} parting;

static bool fault(parting *p, ch_code code, size_t start, size_t end, ch_message message, ch_message help)
{
    ch_error_at(p->diagnostics, code, p->source, (ch_span){(uint32_t)start, (uint32_t)end}, message, help);
    p->status = CH_CSV_FAULT;
    return false;
}

/* Once for a register, for the widest row: nothing is allocated for each. */
bool ch_csv_make_room(ch_csv *csv)
{
    if (csv->spans == NULL)
        csv->spans = malloc(CH_CSV_MOST_CELLS * sizeof *csv->spans);
    if (csv->texts == NULL)
        csv->texts = malloc(CH_CSV_MOST_CELLS * sizeof *csv->texts);
    csv->row.cells = csv->spans;
    csv->row.count = 0;
    return csv->spans != NULL && csv->texts != NULL;
}

/* Without the second of each pair of quotes. */
static bool undouble(parting *p, ch_text *text)
{
    char *copy = ch_arena_take_raw(p->arena, text->length), *to = copy;
    if (copy == NULL) {
        p->status = CH_CSV_NO_MEMORY;
        return false;
    }
    for (size_t i = 0; i < text->length; i++) {
        *to++ = text->at[i];
        i += text->at[i] == '"';
    }
    *text = (ch_text){copy, (size_t)(to - copy)};
    return true;
}

/* Of a cell that was given up the lines are told: who looks for the quote that was forgotten looks there. */
static bool fault_open(parting *p, size_t start)
{
    ch_message never = ch_say("a quote that was opened is never closed");
    uint32_t first = p->source->lines_before + 1, last = p->csv->until;
    if (last > first)
        never = ch_say2("the quote that opens here holds lines %1$s to %2$s, or is never closed: each is read as a row",
                        ch_text_int(p->arena, first), ch_text_int(p->arena, last));
    return fault(p, CH_CSV_SYNTAX, start, start + 1, never,
                 last > first ? ch_say("close it in its line; \"multi-line: true\" in the intake mapping takes a cell "
                                       "that is meant to hold such lines")
                              : ch_say("close it; a quote within a quoted cell is written twice"));
}

/* A cell whose quote stands at `start`; `*end` is then behind the quote that closes it. memchr() from quote to quote:
 * a quoted cell may be as large as a row. */
static bool read_quoted(parting *p, size_t start, size_t *end, ch_text *text)
{
    ch_text row = p->source->bytes;
    bool doubled = false;
    for (size_t i = start + 1;; i += 2) {
        const char *quote = i < row.length ? memchr(row.at + i, '"', row.length - i) : NULL;
        if (quote == NULL)
            return fault_open(p, start);
        i = (size_t)(quote - row.at);
        if (i + 1 == row.length || row.at[i + 1] != '"') {
            *end = i + 1;
            *text = (ch_text){row.at + start + 1, i - start - 1};
            return !doubled || undouble(p, text);
        }
        doubled = true;
    }
}

static size_t cell_end(const parting *p, size_t i)
{
    ch_text row = p->source->bytes;
    while (i < row.length && row.at[i] != p->csv->rules.delimiter)
        i++;
    return i;
}

/* What follows a closing quote is refused and not joined: where the cell should have ended is a guess. */
static bool read_cell(parting *p, size_t start, size_t *end)
{
    ch_text row = p->source->bytes, text;
    if (p->csv->row.count == CH_CSV_MOST_CELLS)
        return fault(p, CH_LIMIT_ENTRIES, start, row.length,
                     ch_say1("this row has more than %s cells", ch_text_int(p->arena, CH_CSV_MOST_CELLS)),
                     ch_say("check the delimiter and the quotes"));
    if (start < row.length && row.at[start] == '"') {
        if (!read_quoted(p, start, end, &text))
            return false;
        if (*end < row.length && row.at[*end] != p->csv->rules.delimiter)
            return fault(p, CH_CSV_SYNTAX, *end, cell_end(p, *end),
                         ch_say("something follows the closing quote of a cell"),
                         ch_say("put the whole cell in quotes; a quote within it is written twice"));
    } else {
        *end = cell_end(p, start);
        text = (ch_text){row.at + start, *end - start};
        const char *lone = p->csv->unclean ? ch_text_find(text, '\r') : NULL;
        if (lone != NULL)
            return fault(p, CH_BYTES_CHARACTER, (size_t)(lone - row.at), (size_t)(lone - row.at) + 1,
                         ch_say("a carriage return stands here alone: it ends lines of old Macintosh files"),
                         ch_say("save the file with the line ends of Windows or of Unix"));
    }
    if (text.length > CH_CSV_CELL_MAX)
        return fault(p, CH_LIMIT_TEXT, start, *end,
                     ch_say1("this cell is longer than %s bytes", ch_text_int(p->arena, (int64_t)CH_CSV_CELL_MAX)),
                     ch_say("shorten it; look for a quote that is not closed"));
    p->csv->spans[p->csv->row.count] = (ch_span){(uint32_t)start, (uint32_t)*end};
    p->csv->texts[p->csv->row.count++] = text;
    return true;
}

ch_csv_status ch_csv_read(ch_csv *csv, const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics)
{
    parting p = {csv, source, arena, diagnostics, CH_CSV_ROW};
    if (!ch_csv_make_room(csv))
        return CH_CSV_NO_MEMORY;
    for (size_t start = 0, end; start <= source->bytes.length; start = end + 1)
        if (!read_cell(&p, start, &end))
            return diagnostics->failed ? CH_CSV_NO_MEMORY : p.status;
    return CH_CSV_ROW;
}

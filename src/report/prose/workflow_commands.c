/* Workflow commands, as GitHub calls them, and a sink that takes them out of what it passes on. People's text and the
 * formats of verdicts are made so that none stands in them (terminal.c); what is data for other programs, and written
 * to a log all the same, goes through this sink. */
#include "report/prose/workflow_commands.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"
#include "charter/report.h"

/* Unicode's White_Space: what runners trim off a line's beginning. */
static bool is_white(int32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ch_log_line_completes(const ch_log_line *line, int32_t c)
{
    return (c == ':' && line->one_colon) || (c == '[' && line->hashes == 2);
}

void ch_log_line_pass(ch_log_line *line, int32_t c, unsigned columns)
{
    if (columns == 0)
        return;
    if (c == '#')
        line->hashes = line->hashes == 0 ? 1 : 2;
    else if (line->hashes < 2 || !is_letter(c))
        line->hashes = 0;
    line->one_colon = c == ':' && !line->begun;
    line->begun = line->begun || !is_white(c);
}

/* ---- the sink ---- */

enum { LONGEST = 4, ROOM = 4096 }; /* bytes of a character; of what is passed on at once */

struct charter_defuser {
    charter_sink to;
    ch_log_line line;
    char cut[LONGEST]; /* a character that has not come whole yet */
    size_t cut_length;
    char room[ROOM];
    size_t length;
};

charter_status charter_defuser_new(charter_defuser **out, charter_sink to)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return CHARTER_NO_MEMORY;
    (*out)->to = to;
    return CHARTER_OK;
}

static int flush(charter_defuser *d)
{
    size_t length = d->length;
    d->length = 0;
    return length == 0 ? 0 : d->to.write(d->to.context, d->room, length);
}

static int put(charter_defuser *d, ch_text bytes)
{
    int error = d->length + bytes.length > sizeof d->room ? flush(d) : 0;
    ch_text_copy(d->room + d->length, bytes);
    d->length += bytes.length;
    return error;
}

static int put_character(charter_defuser *d, ch_text bytes, int32_t c)
{
    int error = 0;
    if (c == '\n' || c == '\r') {
        d->line = (ch_log_line){.begun = false};
        return put(d, bytes);
    }
    if (ch_log_line_completes(&d->line, c)) {
        ch_log_line_pass(&d->line, ' ', 1);
        error = put(d, CH_LITERAL(" "));
    }
    ch_log_line_pass(&d->line, c, c == '\t' ? 1 : ch_character_width(c));
    return error != 0 ? error : put(d, bytes);
}

/* How many bytes the character has that `first` begins; RFC 3629. */
static size_t length_of(unsigned char first)
{
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : LONGEST;
}

/* All characters of `text` that are whole; how many bytes they are. What is malformed is passed on byte by byte. */
static int put_whole(charter_defuser *d, ch_text text, size_t *taken)
{
    int error = 0;
    *taken = 0;
    while (error == 0 && *taken < text.length && length_of((unsigned char)text.at[*taken]) <= text.length - *taken) {
        int32_t c;
        ch_text rest = {text.at + *taken, text.length - *taken};
        rest.length = ch_character_next(rest, &c);
        error = put_character(d, rest, c);
        *taken += rest.length;
    }
    return error;
}

static int write_defused(void *context, const char *bytes, size_t length)
{
    charter_defuser *d = context;
    size_t taken;
    int error = 0;
    /* The rest of a character that was cut. */
    for (; error == 0 && d->cut_length > 0 && length > 0; bytes++, length--) {
        d->cut[d->cut_length++] = *bytes;
        error = put_whole(d, (ch_text){d->cut, d->cut_length}, &taken);
        memmove(d->cut, d->cut + taken, d->cut_length - taken);
        d->cut_length -= taken;
    }
    if (error == 0)
        error = put_whole(d, (ch_text){bytes, length}, &taken);
    if (error != 0)
        return error;
    if (taken < length) {
        d->cut_length = length - taken;
        memcpy(d->cut, bytes + taken, d->cut_length);
    }
    return flush(d);
}

charter_sink charter_defuser_sink(charter_defuser *d)
{
    return (charter_sink){d, write_defused};
}

int charter_defuser_end(charter_defuser *d)
{
    size_t length = d->cut_length;
    d->cut_length = 0;
    return length == 0 ? 0 : d->to.write(d->to.context, d->cut, length);
}

void charter_defuser_free(charter_defuser *d)
{
    free(d);
}

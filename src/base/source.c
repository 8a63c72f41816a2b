/* source: checking bytes, and finding lines and columns. What the bytes mean is left to src/tree/, one reader
 * a syntax. */
#include "base/source.h"

#include <utf8proc.h>

/* U+0085, U+2028 and U+2029 end a line for libyaml and not in an editor: "tool: X<U+0085>approved: true" would be two
 * keys that look like one. ESC and its like steer a terminal. */
bool ch_character_allowed(int32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    if (c >= 0x7F && c < 0xA0)
        return false;
    return c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

static bool is_plain(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

/* How many of the bytes from `at` on are printable ASCII, TAB or LF: nearly all of them, nearly always. A
 * block without a branch in it becomes vector instructions. */
static size_t plain_run(const char *at, size_t length)
{
    enum { BLOCK = 32 };
    const unsigned char *bytes = (const unsigned char *)at;
    size_t i = 0;
    for (; i + BLOCK <= length; i += BLOCK) {
        unsigned char other = 0;
        for (size_t k = 0; k < BLOCK; k++) {
            unsigned char c = bytes[i + k];
            other |= (unsigned char)(((unsigned char)(c - 0x20) >= 0x5F) & (c != '\n') & (c != '\t'));
        }
        if (other != 0)
            break;
    }
    while (i < length && is_plain(bytes[i]))
        i++;
    return i;
}

/* libyaml would read it without a word. */
static bool starts_as_utf16(ch_text bytes)
{
    return bytes.length >= 2 && (memcmp(bytes.at, "\xFF\xFE", 2) == 0 || memcmp(bytes.at, "\xFE\xFF", 2) == 0);
}

ch_byte_fault ch_source_check(ch_source *source, ch_span *at)
{
    ch_text bytes = source->bytes;
    source->ascii = true;
    if (source->offset == 0 && starts_as_utf16(bytes)) {
        *at = (ch_span){0, 2};
        return CH_BYTES_UTF16;
    }
    for (size_t i = 0; i < bytes.length;) {
        i += plain_run(bytes.at + i, bytes.length - i);
        if (i == bytes.length)
            break;
        /* The end of a line in Windows. A lone CR is refused below: some editors break lines there, and YAML does
         * too. */
        if (bytes.at[i] == '\r' && i + 1 < bytes.length && bytes.at[i + 1] == '\n') {
            i += 2;
            continue;
        }
        utf8proc_int32_t character;
        /* Overlong forms, surrogates and what is beyond U+10FFFF are no UTF-8 (RFC 3629, 3): utf8proc refuses them. */
        utf8proc_ssize_t width =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes.at + i, (utf8proc_ssize_t)(bytes.length - i), &character);
        if (width <= 0) {
            *at = (ch_span){(uint32_t)i, (uint32_t)i + 1};
            return CH_BYTES_NOT_UTF8;
        }
        if (!ch_character_allowed(character)) {
            *at = (ch_span){(uint32_t)i, (uint32_t)(i + (size_t)width)};
            return CH_BYTES_FORBIDDEN;
        }
        source->ascii = source->ascii && width == 1;
        i += (size_t)width;
    }
    return CH_BYTES_FINE;
}

static uint32_t count_lines(ch_text bytes)
{
    uint32_t lines = 1;
    const char *end = bytes.at + bytes.length;
    for (const char *at = bytes.at; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

bool ch_source_index(ch_source *source, ch_arena *arena)
{
    uint32_t count = count_lines(source->bytes);
    uint32_t *starts = ch_arena_take_many(arena, count, sizeof *starts);
    if (starts == NULL)
        return false;
    uint32_t line = 1;
    const char *begin = source->bytes.at, *end = begin + source->bytes.length;
    for (const char *at = begin; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        starts[line++] = (uint32_t)(at + 1 - begin);
    source->line_starts = starts;
    source->line_count = count;
    return true;
}

/* The last line that starts at or before `offset`: its number from 0, and its start. */
static uint32_t find_line(const ch_source *source, uint32_t offset, uint32_t *start)
{
    if (source->line_starts == NULL) {
        const char *begin = source->bytes.at, *end = begin + offset;
        uint32_t line = 0;
        *start = 0;
        for (const char *at = begin; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
            line++;
            *start = (uint32_t)(at + 1 - begin);
        }
        return line;
    }
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *start = source->line_starts[low];
    return low;
}

static uint32_t count_code_points(const char *at, const char *end)
{
    uint32_t count = 0;
    for (; at < end; at++)
        count += ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

static void find_position(const ch_source *source, uint32_t offset, uint32_t *line, uint32_t *column)
{
    if (offset > source->bytes.length)
        offset = (uint32_t)source->bytes.length;
    uint32_t start;
    *line = find_line(source, offset, &start) + 1 + source->lines_before;
    *column = count_code_points(source->bytes.at + start, source->bytes.at + offset) + 1;
    if (start == 0)
        *column += source->columns_before;
}

/* The byte of the file that `offset` was. */
static size_t byte_of_file(const ch_source *source, uint32_t offset)
{
    if (!source->converted)
        return source->offset + offset;
    if (offset > source->bytes.length)
        offset = (uint32_t)source->bytes.length;
    /* Each of its characters was one byte of the file. */
    return source->offset + count_code_points(source->bytes.at, source->bytes.at + offset);
}

/* The last cell that begins at or before `offset`, from 1. */
static uint32_t find_cell(const ch_row *row, uint32_t offset)
{
    uint32_t cell = row->count;
    while (cell > 1 && row->cells[cell - 1].start > offset)
        cell--;
    return cell;
}

charter_place ch_source_place(const ch_source *source, ch_span span)
{
    charter_place place = {.file = source->name,
                           .start = byte_of_file(source, span.start),
                           .end = byte_of_file(source, span.end)};
    find_position(source, span.start, &place.line, &place.column);
    find_position(source, span.end, &place.end_line, &place.end_column);
    if (place.line == source->lines_before + 1)
        place.skipped = source->columns_before;
    if (source->row != NULL) {
        place.row = source->row->number;
        place.cell = find_cell(source->row, span.start);
    }
    return place;
}

ch_text ch_source_line(const ch_source *source, uint32_t offset)
{
    if (offset > source->bytes.length)
        offset = (uint32_t)source->bytes.length;
    uint32_t start;
    find_line(source, offset, &start);
    const char *begin = source->bytes.at + start;
    size_t left = source->bytes.length - start;
    const char *end = left == 0 ? NULL : memchr(begin, '\n', left);
    size_t length = end == NULL ? left : (size_t)(end - begin);
    if (length > 0 && begin[length - 1] == '\r')
        length--;
    return (ch_text){begin, length};
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

ch_text ch_source_around(const ch_source *source, ch_text part)
{
    const char *begin = source->bytes.at, *end = begin + source->bytes.length;
    const char *from = part.at, *until = part.at + part.length;
    if (source->row != NULL)
        return part;
    from = from - begin > CH_AROUND ? from - CH_AROUND : begin;
    until = end - until > CH_AROUND ? until + CH_AROUND : end;
    while (from < part.at && !begins_character(*from))
        from++;
    while (until < end && until > part.at + part.length && !begins_character(*until))
        until--;
    return (ch_text){from, (size_t)(until - from)};
}

ch_text ch_source_on_one_line(const ch_source *source, ch_span span, ch_arena *arena)
{
    ch_text bytes = {source->bytes.at + span.start, span.end - span.start};
    char *at = ch_arena_take_raw(arena, bytes.length + 1);
    size_t length = 0;
    if (at == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < bytes.length; i++) {
        bool blank = memchr(" \t\r\n", bytes.at[i], 4) != NULL;
        if (!blank || (length > 0 && at[length - 1] != ' '))
            at[length++] = blank ? ' ' : bytes.at[i];
    }
    length -= length > 0 && at[length - 1] == ' ';
    return (ch_text){at, length};
}

/* Screens: safety, styles, measuring and wrapping. Excerpts are in excerpt.c. */
#include "report/prose/terminal.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/unicode.h"

#define USUAL_WIDTH 80
#define NARROWEST   40
#define WIDEST      100 /* longer lines are hard to read */

ch_screen ch_screen_init(ch_output *output, const charter_report_options *options)
{
    unsigned width = options->width == 0 ? USUAL_WIDTH : options->width;
    if (width < NARROWEST)
        width = NARROWEST;
    if (width > WIDEST)
        width = WIDEST;
    return (ch_screen){.output = output,
                       .width = width,
                       .colour = options->colour,
                       .defuse = options->defuse,
                       .links = options->defuse ? CH_NO_TEXT : ch_text_of(options->links),
                       .fresh = true};
}

/* Select Graphic Rendition, ECMA-48 8.3.117. */
static void show_style(ch_screen *s, ch_style style)
{
    static const char *const codes[] = {
        [CH_PLAIN] = "0",       [CH_STRONG] = "0;1", [CH_FAINT] = "0;2",      [CH_GREEN] = "0;1;32",
        [CH_YELLOW] = "0;1;33", [CH_RED] = "0;1;31", [CH_MAGENTA] = "0;1;35", [CH_BLUE] = "0;1;34",
    };
    if (!s->colour || s->shown == style)
        return;
    ch_output_add(s->output, CH_LITERAL("\033["));
    ch_output_add(s->output, ch_text_of(codes[style]));
    ch_output_char(s->output, 'm');
    s->shown = style;
}

/* ---- putting ---- */

static void put_bytes(ch_screen *s, ch_text bytes, int32_t c, unsigned columns)
{
    /* Parted by a space: people still read it, and no runner does. */
    if (s->defuse && ch_log_line_completes(&s->line, c))
        put_bytes(s, CH_LITERAL(" "), ' ', 1);
    ch_log_line_pass(&s->line, c, columns);
    ch_output_add(s->output, bytes);
    s->column += columns;
}

/* Spelt, and not dropped: what is invisible must be seen where it may deceive. */
static void put_code_point(ch_screen *s, int32_t character)
{
    char spelt[16];
    int length = snprintf(spelt, sizeof spelt, "U+%04X", (unsigned)character);
    for (int i = 0; i < length; i++)
        put_bytes(s, (ch_text){&spelt[i], 1}, spelt[i], 1);
}

/* Printable ASCII: nearly all there is, and one column wide. */
static bool is_usual(char c)
{
    return c >= 0x20 && c < 0x7F;
}

/* Puts the first character of `text`; gives its length in bytes. */
static size_t put_character(ch_screen *s, ch_text text)
{
    int32_t c;
    if (is_usual(*text.at)) {
        put_bytes(s, (ch_text){text.at, 1}, *text.at, 1);
        return 1;
    }
    size_t length = ch_character_next(text, &c);
    if (ch_character_misleads(c))
        put_code_point(s, c);
    else if (c == 0xFFFD) /* malformed bytes too: they never pass as they are */
        put_bytes(s, CH_LITERAL("\xEF\xBF\xBD"), c, 1);
    else
        put_bytes(s, (ch_text){text.at, length}, c, ch_character_width(c));
    return length;
}

void ch_screen_put(ch_screen *s, ch_text text)
{
    if (text.length == 0)
        return;
    show_style(s, s->style);
    s->fresh = false;
    for (size_t i = 0; i < text.length;)
        i += put_character(s, (ch_text){text.at + i, text.length - i});
}

void ch_screen_go_to(ch_screen *s, unsigned column)
{
    while (s->column < column)
        put_bytes(s, CH_LITERAL(" "), ' ', 1);
    s->fresh = true;
}

/* What may begin a command, or be one, ends with the line. */
void ch_screen_end_line(ch_screen *s)
{
    show_style(s, CH_PLAIN);
    ch_output_char(s->output, '\n');
    s->column = 0;
    s->fresh = true;
    s->space_due = false;
    s->line = (ch_log_line){.begun = false};
}

/* ---- measuring ---- */

unsigned ch_character_columns(int32_t c)
{
    if (!ch_character_misleads(c))
        return c == 0xFFFD ? 1 : ch_character_width(c);
    return c < 0x10000 ? 6 : c < 0x100000 ? 7 : 8;
}

unsigned ch_columns(ch_text text)
{
    unsigned columns = 0;
    int32_t c;
    for (size_t i = 0; i < text.length;) {
        if (is_usual(text.at[i])) {
            columns++;
            i++;
            continue;
        }
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &c);
        columns += ch_character_columns(c);
    }
    return columns;
}

/* ---- wrapping ---- */

static void continue_on_next_line(ch_screen *s, unsigned indent)
{
    ch_screen_end_line(s);
    ch_screen_go_to(s, indent);
}

/* A word that no line can hold, in as many lines as it takes. */
static void put_broken(ch_screen *s, ch_text word, unsigned indent)
{
    for (size_t i = 0; i < word.length;) {
        int32_t c;
        ch_text character = {word.at + i, word.length - i};
        character.length = ch_character_next(character, &c);
        if (s->column + ch_character_columns(c) > s->width && !s->fresh)
            continue_on_next_line(s, indent);
        ch_screen_put(s, character);
        i += character.length;
    }
}

/* An address is of use only whole. */
static bool is_address(ch_text word)
{
    return ch_text_begins(word, "https://") || ch_text_begins(word, "http://");
}

void ch_screen_flow_whole(ch_screen *s, ch_text text, unsigned indent)
{
    unsigned columns = ch_columns(text);
    bool spaced = s->space_due && !s->fresh;
    s->space_due = false;
    if (spaced && s->column + 1 + columns > s->width)
        continue_on_next_line(s, indent);
    else if (spaced)
        ch_screen_put(s, CH_LITERAL(" "));
    if (indent + columns > s->width && !is_address(text))
        put_broken(s, text, indent);
    else
        ch_screen_put(s, text);
}

/* ---- links ---- */

/* What an address may hold (RFC 3986, 2): nothing that ends an escape sequence, and nothing that a terminal obeys. */
static bool is_of_address(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

/* The lengths that terminals take: VTE's 2083 bytes are the least of them. */
static bool leads_somewhere(ch_text address)
{
    enum { LONGEST = 2083 };
    if (!(is_address(address) || ch_text_begins(address, "file://")) || address.length > LONGEST)
        return false;
    for (size_t i = 0; i < address.length; i++)
        if (!is_of_address(address.at[i]))
            return false;
    return true;
}

/* OSC 8 (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda): ESC ] 8 ; ; ADDRESS ST. An empty address ends
 * the link. Here alone it is written. */
static void put_link(ch_screen *s, ch_text address)
{
    ch_output_add(s->output, CH_LITERAL("\033]8;;"));
    ch_output_add(s->output, address);
    ch_output_add(s->output, CH_LITERAL("\033\\"));
}

void ch_screen_put_link(ch_screen *s, ch_text text, ch_text address)
{
    bool link = s->links.length > 0 && leads_somewhere(address);
    if (link)
        put_link(s, address);
    ch_screen_put(s, text);
    if (link)
        put_link(s, CH_LITERAL(""));
}

/* Whatever is not plainly of a path is written as %XX: a name of a file may hold any byte. */
static void add_percent_encoded(ch_buffer *buffer, const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = c < 0x80 && is_of_address(*path) && strchr("?#[]%;", *path) == NULL;
        if (!plain)
            ch_buffer_add_char(buffer, '%');
        ch_buffer_add_char(buffer, plain ? *path : hex[c / 16]);
        if (!plain)
            ch_buffer_add_char(buffer, hex[c % 16]);
    }
}

/* "file://host", of which a name that begins with a slash goes on. */
static ch_text host_of(ch_text links)
{
    size_t length = strlen("file://");
    while (length < links.length && links.at[length] != '/')
        length++;
    return (ch_text){links.at, length < links.length ? length : links.length};
}

void ch_screen_put_file_link(ch_screen *s, ch_text text, const char *file)
{
    enum { LONGEST = 4096 };
    ch_buffer address = ch_buffer_init(LONGEST);
    /* What is no file of the disk leads nowhere: standard input, and what comes with the program. */
    bool leads = s->links.length > 0 && file != NULL && strcmp(file, "-") != 0 && strncmp(file, "std:", 4) != 0;
    if (leads) {
        ch_buffer_add(&address, file[0] == '/' ? host_of(s->links) : s->links);
        add_percent_encoded(&address, file);
    }
    /* A name that is too long is no link; neither is one that there was no memory for. */
    ch_screen_put_link(s, text, address.failed ? CH_NO_TEXT : ch_buffer_text(&address));
    ch_buffer_clear(&address);
}

static bool is_space(char c, bool prose)
{
    return c == ' ' || (prose && (c == '\t' || c == '\n'));
}

/* An address is put whole, however long it is: a part of it would lead elsewhere. */
static void flow_link(ch_screen *s, ch_text address, unsigned indent)
{
    bool spaced = s->space_due && !s->fresh;
    s->space_due = false;
    if (spaced && s->column + 1 + ch_columns(address) > s->width)
        continue_on_next_line(s, indent);
    else if (spaced)
        ch_screen_put(s, CH_LITERAL(" "));
    ch_screen_put_link(s, address, address);
}

static void flow(ch_screen *s, ch_text text, unsigned indent, bool prose, bool links)
{
    for (size_t i = 0; i < text.length;) {
        size_t length = 0;
        while (i + length < text.length && !is_space(text.at[i + length], prose))
            length++;
        ch_text word = {text.at + i, length};
        if (links && is_address(word))
            flow_link(s, word, indent);
        else if (length > 0)
            ch_screen_flow_whole(s, word, indent);
        i += length;
        if (i < text.length) {
            s->space_due = true;
            i++;
        }
    }
}

void ch_screen_flow(ch_screen *s, ch_text text, unsigned indent)
{
    flow(s, text, indent, false, false);
}

void ch_screen_flow_prose(ch_screen *s, ch_text text, unsigned indent)
{
    flow(s, text, indent, true, false);
}

void ch_screen_flow_links(ch_screen *s, ch_text text, unsigned indent)
{
    flow(s, text, indent, true, true);
}

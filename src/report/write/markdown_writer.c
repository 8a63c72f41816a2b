/* Escaping Markdown. It owns what CommonMark, GitHub and GitLab make of a character; control characters and line
 * breaks were made harmless before (prose/sanitizer.c). */
#include "report/write/markdown_writer.h"

#include <ctype.h>
#include <strings.h>

static bool has(const char *set, char c)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* ---- code ---- */

static size_t longest_run(ch_text text, char c)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.length; i++) {
        run = text.at[i] == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* CommonMark 6.1: fences longer than any run within, blanks where a backtick stands at an edge, or where
 * blanks do at both. */
static void add_span(ch_buffer *buffer, ch_text text)
{
    size_t fence = longest_run(text, '`') + 1;
    bool padded = has("` ", text.at[0]) || has("` ", text.at[text.length - 1]);
    ch_buffer_repeat(buffer, '`', fence);
    ch_buffer_repeat(buffer, ' ', padded);
    ch_buffer_add(buffer, text);
    ch_buffer_repeat(buffer, ' ', padded);
    ch_buffer_repeat(buffer, '`', fence);
}

/* A bar would end a table's cell, in code too: it stands between two spans. */
void ch_markdown_code(ch_buffer *buffer, ch_text text)
{
    for (size_t i = 0, length; i < text.length; i += length) {
        for (length = 0; i + length < text.length && text.at[i + length] != '|';)
            length++;
        if (length > 0) {
            add_span(buffer, (ch_text){text.at + i, length});
        } else {
            ch_buffer_literal(buffer, "\\|");
            length = 1;
        }
    }
}

/* ---- what services make links of ---- */

static bool holds(ch_text text, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++)
        if (strncasecmp(text.at + i, part, length) == 0)
            return true;
    return false;
}

/* @name, #12, and GitLab's !12 $12 %12 ~name &12 ^name: a sign and a word. */
static bool refers(ch_text word)
{
    for (size_t i = 0; i + 1 < word.length; i++)
        if (has("@#!$%~&^", word.at[i]) && (is_word(word.at[i + 1]) || word.at[i + 1] == '"'))
            return true;
    return false;
}

/* A commit's hash is seven hexadecimal digits or more. */
static bool holds_hash(ch_text word)
{
    size_t run = 0;
    bool digit = false;
    for (size_t i = 0; i < word.length; i++) {
        bool hex = isxdigit((unsigned char)word.at[i]) != 0;
        digit = hex && (digit || isdigit((unsigned char)word.at[i]));
        run = hex ? run + 1 : 0;
        if (run >= 7 && digit)
            return true;
    }
    return false;
}

/* In code no service makes a link, a mention or a reference of a word: to tell a name must not call whoever bears
 * it. */
static bool becomes_link(ch_text word)
{
    return holds(word, "://") || holds(word, "www.") || holds(word, "mailto:") || holds(word, "xmpp:") ||
           holds(word, "gh-") || holds(word, "[[") || holds_hash(word) || refers(word);
}

/* ---- text ---- */

/* At the beginning, "- ", "+ ", "# ", "1. " and "1) " would begin a list or a heading. */
static bool begins_block(ch_text text, size_t i)
{
    size_t digits = 0;
    while (digits < i && isdigit((unsigned char)text.at[digits]))
        digits++;
    if (i == 0)
        return has("-+#=", text.at[0]);
    return digits == i && has(".)", text.at[i]);
}

/* CommonMark 2.4: any punctuation of ASCII may be escaped. */
static void add_word(ch_buffer *buffer, ch_text word, bool first)
{
    for (size_t i = 0; i < word.length; i++) {
        if (has("\\`*_[]<>|~&$", word.at[i]) || (first && begins_block(word, i)))
            ch_buffer_add_char(buffer, '\\');
        ch_buffer_add_char(buffer, word.at[i]);
    }
}

void ch_markdown_text(ch_buffer *buffer, ch_text text)
{
    for (size_t i = 0, length; i < text.length; i += length) {
        for (length = 0; i + length < text.length && text.at[i + length] != ' ';)
            length++;
        ch_text word = {text.at + i, length};
        if (length > 0 && becomes_link(word))
            ch_markdown_code(buffer, word);
        else
            add_word(buffer, word, i == 0);
        if (i + length < text.length) {
            ch_buffer_add_char(buffer, ' ');
            length++;
        }
    }
}

void ch_markdown_address(ch_buffer *buffer, ch_text text)
{
    /* Nothing but characters of an address, so that none of them ends the autolink (CommonMark 6.5). */
    bool address = ch_text_begins(text, "https://");
    for (size_t i = 0; i < text.length; i++)
        address = address && (isalnum((unsigned char)text.at[i]) || has("-._~:/?#@!$&'()*+,;=%", text.at[i]));
    if (!address) {
        ch_markdown_text(buffer, text);
        return;
    }
    ch_buffer_add_char(buffer, '<');
    ch_buffer_add(buffer, text);
    ch_buffer_add_char(buffer, '>');
}

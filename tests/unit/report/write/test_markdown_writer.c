/* Text in Markdown. */
#include "unit/report/reporting.h"

#include "report/write/markdown_writer.h"

typedef struct text_row {
    const char *name, *text, *markdown;
} text_row;

static const text_row texts[] = {
    {"plain text stands as it is", "drafting a note, with care.", "drafting a note, with care."},
    {"nothing stays nothing", "", ""},
    {"blanks stay", "a  b ", "a  b "},
    {"emphasis is none", "*a* _b_ ~ c ~", "\\*a\\* \\_b\\_ \\~ c \\~"},
    {"code is none", "`a`", "\\`a\\`"},
    {"a link is none", "[a](b)", "\\[a\\](b)"},
    {"a picture is none", "![a](b)", "!\\[a\\](b)"},
    {"HTML is none", "<b>a</b>", "\\<b\\>a\\</b\\>"},
    {"an entity is none", "&lt; a", "`&lt;` a"},
    {"a cell does not end", "a|b | c", "a\\|b \\| c"},
    {"a backslash escapes nothing", "a\\*b\\", "a\\\\\\*b\\\\"},
    {"a formula is none", "$ a$", "\\$ a\\$"},
    {"a list is none", "- a", "\\- a"},
    {"a numbered one neither", "12. a", "12\\. a"},
    {"nor with a parenthesis", "1) a", "1\\) a"},
    {"a heading is none", "# a", "\\# a"},
    {"in the middle they stand as they are", "a - 12. # b", "a - 12. # b"},
    {"an address is code", "see http://evil.example/x now", "see `http://evil.example/x` now"},
    {"of any scheme", "(ftp://a.b)", "`(ftp://a.b)`"},
    {"without a scheme too", "WWW.evil.example", "`WWW.evil.example`"},
    {"a mail address is code", "to a.b@example.org, then", "to `a.b@example.org,` then"},
    {"a mention is code", "@someone", "`@someone`"},
    {"a reference is code", "closes #123 and a/b#4 and GH-5", "closes `#123` and `a/b#4` and `GH-5`"},
    {"GitLab's too", "!1 $2 %3 &4 ~label", "`!1` `$2` `%3` `&4` `~label`"},
    {"a commit is code", "in 0123abc", "in `0123abc`"},
    {"a word of seven letters is not", "effaced", "effaced"},
    {"what GitLab takes for a page is code", "[[page", "`[[page`"},
    {"code may hold backticks", "@a`b``c", "```@a`b``c```"},
    {"at its edges too", "`@a`", "`` `@a` ``"},
    {"a bar in code ends no cell", "@a|b", "`@a`\\|`b`"},
    {"bars at its edges", "|@a|", "\\|`@a`\\|"},
    {"code ends before a backslash does", "@a\\", "`@a\\`"},
};

static void escapes(void **state)
{
    const text_row *row = *state;
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_markdown_text(&buffer, ch_text_of(row->text));
    assert_text_equal(buffer.at == NULL ? CH_LITERAL("") : ch_buffer_text(&buffer), row->markdown);
    ch_buffer_clear(&buffer);
}

static const text_row addresses[] = {
    {"an address of https is a link", "https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"},
    {"one of http is not", "http://example.org", "`http://example.org`"},
    {"nor another scheme", "javascript:alert(1)", "javascript:alert(1)"},
    {"nor one with more behind it", "https://example.org and more", "`https://example.org` and more"},
    {"nor one that would end itself", "https://a>b", "`https://a>b`"},
    {"words are words", "the course, chapter 3", "the course, chapter 3"},
};

static void links(void **state)
{
    const text_row *row = *state;
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_markdown_address(&buffer, ch_text_of(row->text));
    assert_text_equal(ch_buffer_text(&buffer), row->markdown);
    ch_buffer_clear(&buffer);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(texts, escapes),
        TEST_ROWS(addresses, links),
    };
    return RUN_TABLES(tables);
}

/* What the operating system refuses, in words: of whatever error, in both languages. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>

#include "base/io_error.h"

static void rendered(const ch_message *message, charter_lang lang, char *into, size_t size)
{
    ch_buffer text = ch_buffer_init(SIZE_MAX / 2);
    ch_message_add(&text, message, lang);
    snprintf(into, size, "%.*s", (int)text.length, text.at);
    ch_buffer_clear(&text);
}

static void every_error_is_told_in_both_languages(void **state)
{
    (void)state;
    ch_arena arena = {0};
    for (int error = 1; error < 150; error++) {
        ch_message messages[] = {ch_say_unreadable(&arena, error), ch_help_unreadable(error)};
        for (int i = 0; i < 2; i++) {
            char english[200], french[200];
            rendered(&messages[i], CHARTER_EN, english, sizeof english);
            rendered(&messages[i], CHARTER_FR, french, sizeof french);
            assert_string_not_equal(english, "");
            assert_string_not_equal(english, french);
            assert_null(strstr(english, strerror(error)));
        }
    }
    ch_arena_clear(&arena);
}

static void what_has_no_words_is_told_by_its_number(void **state)
{
    (void)state;
    ch_arena arena = {0};
    char text[200];
    ch_message message = ch_say_unreadable(&arena, EPROTO);
    rendered(&message, CHARTER_EN, text, sizeof text);
    assert_string_equal(text, "the system gives error 71 (EPROTO)");
    message = ch_say_unreadable(&arena, 4000);
    rendered(&message, CHARTER_FR, text, sizeof text);
    assert_string_equal(text, "le système donne l’erreur 4000 (?)");
    ch_arena_clear(&arena);
}

static void reading_and_writing_have_words_of_their_own(void **state)
{
    (void)state;
    assert_string_equal(charter_io_error(ENOENT, false).message, "this file does not exist");
    assert_string_equal(charter_io_error(ENOENT, true).message, "its folder does not exist");
    assert_null(charter_io_error(ENOSPC, false).message);
    assert_string_equal(charter_io_error(ENOSPC, true).message, "the disk is full");
    assert_null(charter_io_error(EPROTO, true).message);
}

int main(void)
{
    const test_table tables[] = {
        TEST(every_error_is_told_in_both_languages),
        TEST(what_has_no_words_is_told_by_its_number),
        TEST(reading_and_writing_have_words_of_their_own),
    };
    return RUN_TABLES(tables);
}

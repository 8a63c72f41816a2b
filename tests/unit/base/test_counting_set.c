/* How often each text came. */
#include "unit/support.h"

#include <stdio.h>

#include "base/counting_set.h"

static uint32_t count(ch_counting_set *set, const char *text)
{
    return ch_counting_set_add(set, ch_digest_of(ch_text_of(text)));
}

static void texts_are_counted_each_for_itself(void **state)
{
    (void)state;
    ch_counting_set set = ch_counting_set_init(100);
    assert_int_equal(count(&set, "a"), 1);
    assert_int_equal(count(&set, "b"), 1);
    assert_int_equal(count(&set, "a"), 2);
    assert_int_equal(count(&set, ""), 1);
    assert_int_equal(count(&set, "a"), 3);
    ch_counting_set_clear(&set);
}

static void many_texts_are_told_apart(void **state)
{
    (void)state;
    ch_counting_set set = ch_counting_set_init(10000);
    char text[16];
    for (uint32_t round = 1; round <= 2; round++)
        for (int i = 0; i < 10000; i++) {
            snprintf(text, sizeof text, "%d", i);
            assert_int_equal(count(&set, text), round);
        }
    assert_int_equal(count(&set, "beyond"), 0);
    assert_int_equal(count(&set, "7"), 3);
    assert_false(set.failed);
    ch_counting_set_clear(&set);
}

/* FIPS 180-4: "abc". */
static void a_digest_is_the_beginning_of_sha256(void **state)
{
    (void)state;
    static const uint8_t abc[CH_DIGEST_BYTES] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                                 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23};
    ch_digest digest = ch_digest_of(CH_LITERAL("abc"));
    assert_memory_equal(digest.bytes, abc, sizeof abc);
}

int main(void)
{
    const test_table tables[] = {
        TEST(texts_are_counted_each_for_itself),
        TEST(many_texts_are_told_apart),
        TEST(a_digest_is_the_beginning_of_sha256),
    };
    return RUN_TABLES(tables);
}

/* Time since 1970 as a day. */
#include "unit/support.h"

#include "base/date.h"
#include "intake/unix_days.h"

static void a_number_is_a_day(void **state)
{
    static const struct {
        const char *form, *text;
        int days; /* since 1970 began; -1: none */
    } rows[] = {
        {"unix", "0", 0},
        {"unix", "86399", 0},
        {"unix", "86400", 1},
        {"unix", "1764500000", 20422},
        {"unix", "1764500000.75", 20422},
        {"unix-ms", "1764500000123", 20422},
        {"unix-us", "1764500000123456", 20422},
        {"unix-ns", "1764500000123456789", 20422},
        {"unix", "", -1},
        {"unix", "-1", -1},
        {"unix", "x", -1},
        {"unix", "1764500000.x", -1},
        {"YYYY", "1764500000", -1},
        /* Rounded, as spreadsheets show large numbers: which day it was is not told. */
        {"unix", "1.7645E+09", -1},
        {"unix", "1.7645e9", -1},
        {"unix-ms", "1.7645e12", -1},
        {"unix", "1e9", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        charter_day day = -1;
        bool read = ch_unix_day(ch_text_of(rows[i].form), ch_text_of(rows[i].text), &day);
        if (read != (rows[i].days >= 0) || (read && day != rows[i].days))
            fail_msg("%s as %s: %s, day %d", rows[i].text, rows[i].form, read ? "read" : "not read", (int)day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What people write in cells that are dates, by the forms of a mapping: a day, or the days of a month, a quarter, a
 * half or a year. */
#include "intake/dates.h"

#include "base/unicode.h"
#include "unit/support.h"

static ch_node scalar(const char *text)
{
    return (ch_node){.kind = CH_SCALAR, .text = ch_text_of(text)};
}

typedef struct date_row {
    const char *name, *form, *cell;
    const char *days; /* as ch_days_parse reads them; NULL: it is no such date */
} date_row;

static const date_row dates[] = {
    {"a day", "DD/MM/YYYY", "31/12/2025", "2025-12-31"},
    {"a day that does not exist", "DD/MM/YYYY", "31/02/2025", NULL},
    {"day nought", "DD/MM/YYYY", "00/02/2025", NULL},
    {"month nought", "MM/YYYY", "00/2025", NULL},
    {"year nought", "YYYY", "0000", NULL},
    {"a thirteenth month", "MM/YYYY", "13/2025", NULL},
    {"a name of a month", "DD-Mon-YYYY", "02-Jan-2025", "2025-01-02"},
    {"a name with an accent", "Mmm-YY",
     "d\xC3\xA9"
     "c.-25",
     "2025-12"},
    {"a name of four letters", "MMM YYYY", "Sept 2025", "2025-09"},
    {"a name as a whole", "MMM YYYY", "ao\xC3\xBBt 2025", "2025-08"},
    {"no name", "MMM YYYY", "Fructidor 2025", NULL},
    {"the first, in French", "D MMM YYYY", "1er janvier 2025", "2025-01-01"},
    {"the second, in English", "MMM D, YYYY", "March 2nd, 2025", "2025-03-02"},
    {"an ordinal without a day", "MMM D, YYYY", "March nd, 2025", NULL},
    {"a month", "MM/YYYY", "01/2025", "2025-01"},
    {"a February", "YYYY-MM", "2024-02", "2024-02"},
    {"a month of one digit", "M.YYYY", "2.2025", "2025-02"},
    {"a month and a day is no month", "MM/YYYY", "01/01/2025", NULL},
    {"years of two digits up to 2049", "MM/YY", "01/49", "2049-01"},
    {"and from 1950", "MM/YY", "01/50", "1950-01"},
    {"a quarter", "Qn YYYY", "Q4 2025", "2025-10/2025-12"},
    {"a quarter behind its year", "YYYY-Qn", "2025-q1", "2025-01/2025-03"},
    {"a trimestre", "Qn YYYY", "T2 2025", "2025-04/2025-06"},
    {"glued together", "YYYYQn", "2025Q3", "2025-07/2025-09"},
    {"a fifth quarter", "Qn YYYY", "Q5 2025", NULL},
    {"quarter nought", "Qn YYYY", "Q0 2025", NULL},
    {"no number of a quarter", "YYYY Qn", "2025 Q", NULL},
    {"a half", "Sn YYYY", "H1 2025", "2025-01/2025-06"},
    {"a semestre", "Sn YYYY", "s2 2025", "2025-07/2025-12"},
    {"a third half", "Sn YYYY", "S3 2025", NULL},
    {"a year", "YYYY", "2025", "2025"},
    {"a time behind", "YYYY-MM-DD hh:mm:ss", "2025-01-02 10:00:00", "2025-01-02"},
    {"midnight", "MM/DD/YYYY hh:mm:ss AM", "05/01/2024 12:00:00 AM", "2024-05-01"},
    {"the afternoon", "MM/DD/YYYY hh:mm AM", "05/01/2024 3:05 PM", "2024-05-01"},
    {"an instant of ISO 8601", "YYYY-MM-DDThh:mm:ssZ", "2025-01-02T10:00:00Z", "2025-01-02"},
    {"eight digits", "YYYYMMDD", "20250102", "2025-01-02"},
    {"seven digits", "YYYYMMDD", "2025012", NULL},
    {"nothing", "YYYY", "", NULL},
};

static void reads_date(void **state)
{
    const date_row *row = *state;
    ch_arena arena = {0};
    ch_node form = scalar(row->form);
    ch_days days = CH_NO_DAYS;
    char said[CHARTER_DAYS_SIZE];
    assert_int_equal(ch_date_by_forms(&form, ch_name_fold(&arena, ch_text_of(row->cell)), &days), row->days != NULL);
    charter_days_format(days.first, days.last, said);
    if (row->days != NULL)
        assert_string_equal(said, row->days);
    ch_arena_clear(&arena);
}

typedef struct form_row {
    const char *name, *form;
    bool good;
} form_row;

static const form_row forms[] = {
    {"a day", "DD/MM/YYYY", true},
    {"a month", "MM/YYYY", true},
    {"a quarter", "Qn YYYY", true},
    {"a half", "YYYY-Sn", true},
    {"a year", "YYYY", true},
    {"hours", "DD/MM/YYYY hhhmm", true},
    {"no year", "DD/MM", false},
    {"a day without its month", "DD YYYY", false},
    {"a day of a quarter", "DD Qn YYYY", false},
    {"a month of a quarter", "MM Qn YYYY", false},
    {"two years", "YYYY-YYYY", false},
    {"two days", "DD-DD-MM-YYYY", false},
    {"a letter that means nothing", "YYYY-MM-DD HH:mm", false},
    {"a quarter without its number", "Q YYYY", false},
    {"nothing", "", false},
};

static void checks_form(void **state)
{
    const form_row *row = *state;
    charter_diagnostics diagnostics = {0};
    ch_source source = {.name = "mapping.yaml", .bytes = CH_LITERAL("x")};
    ch_node form = scalar(row->form);
    ch_date_form_check(&diagnostics, &source, &form);
    assert_int_equal(diagnostics.errors == 0, row->good);
    ch_diagnostics_clear(&diagnostics);
}

/* What one does not fit may fit another; what two of them read as two days is no date. */
static void tries_all_forms(void **state)
{
    ch_node list = {.kind = CH_LIST}, items[] = {scalar("DD/MM/YYYY"), scalar("MM/DD/YYYY"), scalar("MM/YYYY")};
    static const char *const cells[][2] = {{"02/03/2025", NULL},
                                           {"03/03/2025", "2025-03-03"},
                                           {"12/31/2025", "2025-12-31"},
                                           {"03/2025", "2025-03"}};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        ch_node_append(&list, &items[i]);
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        ch_days days;
        char said[CHARTER_DAYS_SIZE];
        assert_int_equal(ch_date_by_forms(&list, ch_text_of(cells[i][0]), &days), cells[i][1] != NULL);
        if (cells[i][1] == NULL)
            continue;
        charter_days_format(days.first, days.last, said);
        assert_string_equal(said, cells[i][1]);
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(dates, reads_date),
        TEST_ROWS(forms, checks_form),
        TEST(tries_all_forms),
    };
    return RUN_TABLES(tables);
}

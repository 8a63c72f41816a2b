/* What people write, and how it is to be written. */
#include "unit/support.h"

#include "tree/correction.h"

typedef struct correction_row {
    const char *name; /* what is written */
    const char *help; /* what the help shows first; "": the form alone */
} correction_row;

static const correction_row numbers[] = {
    {"0,9", "write 0.9:"},
    {"-0,5", "write -0.5:"},
    {"\xE2\x88\x92"
     "5",
     "write -5:"}, /* minus sign */
    {"\xE2\x80\x93"
     "5",
     "write -5:"}, /* en dash */
    {".5", "write 0.5:"},
    {",5", "write 0.5:"},
    {"5.", "write 5:"},
    {"+5", "write 5:"},
    {"007", "write 7:"},
    {"00,5", "write 0.5:"},
    {"1 000", "write 1000:"},
    {"1\xC2\xA0"
     "000",
     "write 1000:"}, /* no-break space */
    {"1\xE2\x80\xAF"
     "000",
     "write 1000:"}, /* narrow no-break space */
    {"1\xE2\x80\x89"
     "000,5",
     "write 1000.5:"}, /* thin space */
    {"1 234 567,89", "write 1234567.89:"},
    {"1'000", "write 1000:"},
    {"1\xE2\x80\x99"
     "000",
     "write 1000:"}, /* apostrophe as printers have it */
    {"1_000", "write 1000:"},
    {"1,000", "write 1000 or 1.000,"},
    {"0,125", "write 0.125:"},
    {"1,000,000", "write 1000000:"},
    {"1.000.000", "write 1000000:"},
    {"1.000,50", "write 1000.50:"},
    {"1,000.50", "write 1000.50:"},
    {"90 %", "write 90 or 0.9,"},
    {"90%", "write 90 or 0.9,"},
    {"2,5\xC2\xA0%", "write 2.5 or 0.025,"},
    {"5 \xE2\x82\xAC", "write 5:"},
    {"\xE2\x82\xAC 5", "write 5:"},
    {"$5", "write 5:"},
    {"5 kWh", "write 5:"},
    {"40 requ\xC3\xAAtes", "write 40:"},
    {"12h30", "write 12.5:"},
    {"12:30", "write 12.5:"},
    {"12 h", "write 12:"},
    {"0x1F", "write 31:"},
    {"0o17", "write 15:"},
    {"\xC2\xAB 0.9 \xC2\xBB", "write 0.9:"},
    {"10 k", ""},
    {"2 millions", ""},
    {"1 00", ""},
    {"1 0000", ""},
    {"1,5,2", ""},
    {"10-20", ""},
    {"12:75", ""},
    {"0xZZ", ""},
    {"1234567890123", ""},
    {"1 234 567 890 123 456", ""},
    {"forty", ""},
    {"", ""},
    {"-", ""},
    {"1e", ""},
    {"\xE2\x82\xAC", ""},
    {"0,9 and much more than forty bytes of text behind it", ""},
};

static const correction_row counts[] = {
    {"1 000", "write 1000:"},
    {"1'000", "write 1000:"},
    {"1_000", "write 1000:"},
    {"1,000", "write 1000:"},
    {"1.000", "write 1000:"},
    {"1e3", "write 1000:"},
    {"1E3", "write 1000:"},
    {"+40", "write 40:"},
    {"040", "write 40:"},
    {"40 requests", "write 40:"},
    {"40 %", "write 40:"},
    {"0x10", "write 16:"},
    {"-40", ""},
    {"40,5", ""},
    {"2.5", ""},
    {"0,900", ""},
    {"12:30", ""},
    {"08:30", ""},
    {"1e300", ""},
    {"many", ""},
};

static const correction_row answers[] = {
    {"oui", "write true or false: here, true"},
    {"Oui", "write true or false: here, true"},
    {"vrai", "write true or false: here, true"},
    {"yes", "write true or false: here, true"},
    {"Yes", "write true or false: here, true"},
    {"YES", "write true or false: here, true"},
    {"on", "write true or false: here, true"},
    {"True", "write true or false: here, true"},
    {"1", "write true or false: here, true"},
    {"non", "write true or false: here, false"},
    {"faux", "write true or false: here, false"},
    {"no", "write true or false: here, false"},
    {"Off", "write true or false: here, false"},
    {"FALSE", "write true or false: here, false"},
    {"0", "write true or false: here, false"},
    {"perhaps", ""},
    {"", ""},
    {"true, I think", ""},
};

static const correction_row dates[] = {
    {"2026-11-2", "write 2026-11-02:"},
    {"2026-1-2", "write 2026-01-02:"},
    {"2026/11/02", "write 2026-11-02:"},
    {"2026.11.02", "write 2026-11-02:"},
    {"20261102", "write 2026-11-02:"},
    {"2026-11-02T10:00:00Z", "write 2026-11-02:"},
    {"2026-11-02 10:00", "write 2026-11-02:"},
    {"2026\xE2\x80\x91"
     "11\xE2\x80\x91"
     "02",
     "write 2026-11-02:"}, /* no-break hyphens */
    {"31/12/2026", "write 2026-12-31:"},
    {"12/31/2026", "write 2026-12-31:"},
    {"11/11/2026", "write 2026-11-11:"},
    {"2 novembre 2026", "write 2026-11-02:"},
    {"1er ao\xC3\xBBt 2026", "write 2026-08-01:"},
    {"2 f\xC3\xA9vrier 2026", "write 2026-02-02:"},
    {"2 F\xC3\x89VR. 2026", "write 2026-02-02:"},
    {"November 2, 2026", "write 2026-11-02:"},
    {"the 2nd of November 2026", "write 2026-11-02:"},
    {"2 Nov 2026", "write 2026-11-02:"},
    {"2/11/2026", "write 2026-11-02, or 2026-02-11 where the month stood first"},
    {"30/02/2026", ""},
    {"02-11-2026", "write 2026-11-02, or 2026-02-11"},
    {"02.11.26", ""},
    {"2026-11", ""},
    {"novembre 2026", ""},
    {"2026-02-30", ""},
    {"31/02/2026", ""},
    {"0026-11-02", ""},
    {"2026-11-02-03", ""},
    {"2 novembre 2026 at noon", ""},
    {"2026-novembre-02", "write 2026-11-02:"},
    {"20261332", ""},
    {"yesterday", ""},
    {"", ""},
};

static const correction_row durations[] = {
    {"2 ans", "write P2Y:"},
    {"2 years", "write P2Y:"},
    {"1 an", "write P1Y:"},
    {"6 mois", "write P6M:"},
    {"6 months", "write P6M:"},
    {"2 semaines", "write P2W:"},
    {"30 jours", "write P30D:"},
    {"30 j", "write P30D:"},
    {"30d", "write P30D:"},
    {"P30J", "write P30D:"},
    {"P2A", "write P2Y:"},
    {"2 ann\xC3\xA9"
     "es",
     "write P2Y:"},
    {"99999 ans", ""},
    {"deux ans", ""},
    {"ans", ""},
    {"PT1H", ""},
    {"30", ""},
    {"", ""},
};

static ch_message help_bool(ch_arena *arena, ch_text text)
{
    (void)arena;
    return ch_help_bool(text);
}

/* The help of a row, or of a text of no value of the type, which is the form. */
static void assert_help(const correction_row *row, ch_message (*help)(ch_arena *, ch_text))
{
    ch_arena arena = {0};
    char told[400], form[400];
    ch_message message = help(&arena, ch_text_of(row->name)), none = help(&arena, CH_LITERAL("none of these"));
    ch_message_print(&message, CHARTER_EN, told, sizeof told);
    ch_message_print(&none, CHARTER_EN, form, sizeof form);
    if (row->help[0] == '\0')
        assert_string_equal(told, form);
    else if (strncmp(told, row->help, strlen(row->help)) != 0)
        fail_msg("%s: %s", row->name, told);
    ch_arena_clear(&arena);
}

static void a_number(void **state)
{
    assert_help(*state, ch_help_number);
}

static void a_count(void **state)
{
    assert_help(*state, ch_help_count);
}

static void an_answer(void **state)
{
    assert_help(*state, help_bool);
}

static void a_date(void **state)
{
    assert_help(*state, ch_help_date);
}

static void a_duration(void **state)
{
    assert_help(*state, ch_help_duration);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(numbers, a_number), TEST_ROWS(counts, a_count),       TEST_ROWS(answers, an_answer),
        TEST_ROWS(dates, a_date),     TEST_ROWS(durations, a_duration),
    };
    return RUN_TABLES(tables);
}

/* Check digits: right ones, wrong ones, and what only looks like an identifier. */
#include <stdio.h>
#include <stdlib.h>

#include "detect/checks.h"
#include "unit/support.h"

typedef struct check_row {
    const char *name, *check, *text;
    bool holds;
} check_row;

static const check_row check_rows[] = {
    {"a NIR with its key", "nir", "253072B07300470", true},
    {"a NIR in groups", "nir", "2 95 10 99 126 111 93", true},
    {"a NIR with narrow no-break spaces", "nir",
     "2\xE2\x80\xAF"
     "95\xE2\x80\xAF"
     "10\xE2\x80\xAF"
     "99\xE2\x80\xAF"
     "126\xE2\x80\xAF"
     "111\xE2\x80\xAF"
     "93",
     true},
    {"a NIR of 2A", "nir", "253072A07300443", true},
    {"a NIR of 2A in small letters", "nir", "253072a07300443", true},
    {"2A and 2B have different keys", "nir", "253072B07300443", false},
    {"2C is no department", "nir", "253072C07300470", false},
    {"a letter anywhere else", "nir", "2530A2B07300470", false},
    {"a NIR with a wrong key", "nir", "295109912611199", false},
    {"a NIR without its key", "nir", "2951099126111", false},
    {"sex 5 is given to nobody", "nir", "595109912611140", false},
    {"month 00 does not exist", "nir", "295009912611130", false},
    {"month 01", "nir", "295019912611146", true},
    {"month 12", "nir", "295129912611128", true},
    {"month 13 does not exist", "nir", "295139912611144", false},
    {"month 19 does not exist", "nir", "295199912611143", false},
    {"an incomplete record, month 20", "nir", "1402075056001 36", true},
    {"an incomplete record, month 42", "nir", "295429912611123", true},
    {"month 43 does not exist", "nir", "295439912611139", false},
    {"month 49 does not exist", "nir", "295499912611138", false},
    {"an incomplete record, month 50", "nir", "295509912611154", true},
    {"an incomplete record, month 99", "nir", "295999912611162", true},
    {"fifteen noughts", "nir", "000000000000000", false},
    {"a SIREN", "siren", "732 829 320", true},
    {"a SIREN with a wrong key", "siren", "404833047", false},
    {"nine noughts are no SIREN", "siren", "000000000", false},
    {"eight digits are no SIREN", "siren", "73282932", false},
    {"a SIRET", "siret", "732 829 320 00074", true},
    {"a SIRET with a wrong key", "siret", "73282932000075", false},
    {"a SIRET whose SIREN has a wrong key", "siret", "73282932100007", false},
    {"La Poste's head office, by Luhn", "siret", "35600000000048", true},
    {"La Poste's other establishments, by fives", "siret", "35600000049837", true},
    {"one of La Poste's by neither", "siret", "35600000049838", false},
    {"one of La Poste's by both", "siret", "35600000000105", true},
    {"one of La Poste's by fives alone", "siret", "35600000000114", true},
    {"one of La Poste's by Luhn, one beyond five", "siret", "35600000000147", false},
    {"one of La Poste's by Luhn, two beyond five", "siret", "35600000000139", false},
    {"one of La Poste's by Luhn, three beyond five", "siret", "35600000000121", false},
    {"one of La Poste's by Luhn, four beyond five", "siret", "35600000000113", false},
    {"one of La Poste's one beyond five", "siret", "35600000000101", false},
    {"one of La Poste's four beyond five", "siret", "35600000000104", false},
    {"a card", "luhn", "4111 1111 1111 1111", true},
    {"a card of fifteen digits", "luhn", "3782-822463-10005", true},
    {"a card with a wrong digit", "luhn", "4111111111111112", false},
    {"two digits the other way round", "luhn", "4111111111111117", false},
    {"noughts are no card", "luhn", "0000000000000000", false},
    {"a French IBAN", "iban", "FR14 2004 1010 0505 0001 3M02 606", true},
    {"a German IBAN", "iban", "DE89370400440532013000", true},
    {"a Norwegian IBAN, the shortest", "iban", "NO93 8601 1117 947", true},
    {"a Maltese IBAN", "iban", "MT84MALT011000012345MTLCAST001S", true},
    {"an IBAN with a wrong key", "iban", "FR1420041010050500013M02607", false},
    {"an IBAN of another country's length", "iban", "DE893704004405320130000", false},
    {"a country without IBANs", "iban", "US64SVBKUS6S3300958879", false},
    {"an IBAN with letters for its key", "iban", "FRAA20041010050500013M02606", false},
    {"a RIB", "rib", "20041 01005 0500013M026 06", true},
    {"a RIB with a wrong key", "rib", "20041 01005 0500013M026 07", false},
    {"noughts are no RIB", "rib", "00000000000000000000097", false},
    {"a French tax number", "nif", "30 23 217 600 053", true},
    {"a tax number with a wrong key", "nif", "3023217600054", false},
    {"a tax number that begins with 4", "nif", "4023217600053", false},
    {"noughts are no tax number", "nif", "0000000000000", false},
    {"a VAT number with a key of digits", "tva-fr", "FR 40 303 265 045", true},
    {"a VAT number with a letter in its key", "tva-fr", "FR K7 399 859 412", true},
    {"a VAT number with a digit and a letter in its key", "tva-fr", "FR 1J 399 859 412", true},
    {"a VAT number with another letter behind a digit", "tva-fr", "FR 1A 399 859 412", false},
    {"a VAT number without FR", "tva-fr", "K7399859412", true},
    {"a VAT number with another letter", "tva-fr", "FRK8399859412", false},
    {"a VAT number with a key of digits that is wrong", "tva-fr", "FR41303265045", false},
    {"a VAT number with an O in its key", "tva-fr", "FRO7399859412", false},
    {"a VAT number of Monaco", "tva-fr", "FR 53 0000 04605", true},
    {"a social security number", "ssn-us", "536-90-4399", true},
    {"one that was printed in wallets", "ssn-us", "078-05-1120", false},
    {"area 666", "ssn-us", "666-12-3456", false},
    {"area 900", "ssn-us", "900-12-3456", false},
    {"area 000", "ssn-us", "000-12-3456", false},
    {"group 00", "ssn-us", "536-00-4399", false},
    {"serial 0000", "ssn-us", "536-90-0000", false},
    {"random characters have much entropy", "entropy>=3.5", "q7Gx0ZpL2vTr9YwB", true},
    {"a word has little", "entropy>=3.5", "passwordpassword", false},
    {"one character has none", "entropy>=0.1", "aaaaaaaaaaaa", false},
    {"sixteen different bytes have four bits each", "entropy>=4", "0123456789abcdef", true},
    {"and no more than four", "entropy>=4.01", "0123456789abcdef", false},
    {"no text at all", "nir", "", false},
    {"a text that is far too long", "luhn", "41111111111111114111111111111111411111111111111141111111", false},
    {"other characters within", "luhn", "4111_1111_1111_1111", false},
};

static void check_digits(void **state)
{
    const check_row *row = *state;
    ch_check check;
    assert_true(ch_check_parse(ch_text_of(row->check), &check));
    assert_int_equal(ch_check_holds(check, ch_text_of(row->text)), row->holds);
}

typedef struct word_row {
    const char *name, *word;
    bool known;
} word_row;

static const word_row word_rows[] = {
    {"a check is named in small letters", "NIR", false},    {"entropy has a bound", "entropy", false},
    {"entropy is at most eight bits", "entropy>=9", false}, {"entropy is a number", "entropy>=much", false},
    {"entropy without a fraction", "entropy>=4", true},     {"there is no check of nothing", "", false},
};

static void check_words(void **state)
{
    const word_row *row = *state;
    ch_check check;
    assert_int_equal(ch_check_parse(ch_text_of(row->word), &check), row->known);
}

static void every_word_that_is_shown_is_known(void **state)
{
    (void)state;
    ch_check check;
    for (size_t i = 0; ch_check_words[i] != NULL; i++)
        assert_true(ch_check_parse(ch_text_of(ch_check_words[i]), &check));
}

static const struct {
    const char *check, *text;
    size_t length; /* of what is left; 0: it does not hold */
} trims[] = {
    {"iban", "BE68 5390 0754 7034", 19},
    {"iban", "BE68 5390 0754 7034 2026 12", 19},
    {"iban", "BE68539007547034 - 2026", 16},
    {"iban", "BE68.5390.0754.7034./2026", 19},
    {"iban", "BE68539007547034A", 0},
    {"iban", "BE68 5390 0754 7035 2026", 0},
    {"iban", " ", 0},
    {"iban", "", 0},
    {"nir", "2 95 10 99 126 111 93 12", 0},
    {"nir", "2 95 10 99 126 111 93", 21},
};

static void what_stands_behind_an_iban_is_none_of_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(trims); i++) {
        ch_check check;
        ch_text text = ch_text_of(trims[i].text);
        assert_true(ch_check_parse(ch_text_of(trims[i].check), &check));
        assert_int_equal(ch_check_trim(check, &text), trims[i].length > 0);
        assert_int_equal(text.length, trims[i].length > 0 ? trims[i].length : strlen(trims[i].text));
    }
}

static void a_zeroed_check_holds_for_everything(void **state)
{
    (void)state;
    assert_true(ch_check_holds((ch_check){.kind = CH_CHECK_NONE}, CH_LITERAL("anything")));
}

static const struct {
    const char *check, *text;
    bool keyed; /* by a key that every wrong digit changes */
} good[] = {{"nir", "253072B07300470", true},
            {"nir", "295109912611193", true},
            {"siren", "732829320", true},
            {"siret", "73282932000074", true},
            {"siret", "35600000049837", false},
            {"luhn", "4111111111111111", true},
            {"iban", "DE89370400440532013000", true},
            {"iban", "MT84MALT011000012345MTLCAST001S", true},
            {"rib", "20041010050500013M02606", true},
            {"nif", "3023217600053", true},
            {"tva-fr", "FR40303265045", true},
            {"tva-fr", "FRK7399859412", true},
            {"ssn-us", "536904399", false}};

static void has_not(const char *check, const char *before, size_t length, const char *put, const char *behind)
{
    char text[80];
    ch_check parsed;
    snprintf(text, sizeof text, "%.*s%s%s", (int)length, before, put, behind);
    assert_true(ch_check_parse(ch_text_of(check), &parsed));
    if (ch_check_holds(parsed, ch_text_of(text)))
        fail_msg("%s holds for %s as for %s", check, text, before);
}

/* Wherever it stands: a character that no identifier has, one too many, one too few. */
static void another_character_or_length_is_always_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        const char *text = good[i].text;
        bool of_one_length = strcmp(good[i].check, "luhn") != 0;
        for (size_t at = 0; at < strlen(text); at++) {
            has_not(good[i].check, text, at, "_", text + at + 1);
            has_not(good[i].check, text, at, "\xC3\xA9", text + at + 1);
            if (of_one_length)
                has_not(good[i].check, text, at, "", text + at + 1);
            if (of_one_length)
                has_not(good[i].check, text, at, "7", text + at);
        }
    }
}

/* One wrong digit never keeps its key; two neighbours that change places seldom do. */
static void one_wrong_digit_is_always_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        ch_check check;
        char text[40];
        assert_true(ch_check_parse(ch_text_of(good[i].check), &check));
        for (size_t at = 0; good[i].keyed && at < strlen(good[i].text); at++)
            for (char digit = '0'; digit <= '9'; digit++) {
                snprintf(text, sizeof text, "%s", good[i].text);
                if (text[at] < '0' || text[at] > '9' || text[at] == digit)
                    continue;
                text[at] = digit;
                if (ch_check_holds(check, ch_text_of(text)))
                    fail_msg("%s holds for %s as for %s", good[i].check, text, good[i].text);
            }
    }
}

/* kind,value,valid: public vectors, of which two kinds have another name here. */
static void public_vectors(void **state)
{
    (void)state;
    FILE *file = fopen(CHARTER_TEST_DATA "/checksum-vectors.csv", "r");
    char line[256], kind[32], value[128], valid[16];
    int count = 0;
    if (file == NULL)
        SKIP_BECAUSE("checksum-vectors.csv is not among the test data");
    while (fgets(line, sizeof line, file) != NULL) {
        ch_check check;
        if (sscanf(line, "%31[^,],%127[^,],%15[A-Za-z]", kind, value, valid) != 3 || strcmp(kind, "kind") == 0)
            continue;
        const char *word = strcmp(kind, "tva") == 0 ? "tva-fr" : strcmp(kind, "ssn") == 0 ? "ssn-us" : kind;
        if (!ch_check_parse(ch_text_of(word), &check))
            fail_msg("there is no check %s", word);
        if (ch_check_holds(check, ch_text_of(value)) != (strcmp(valid, "True") == 0))
            fail_msg("%s of %s is not %s", kind, value, valid);
        count++;
    }
    fclose(file);
    assert_true(count > 10);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(check_rows, check_digits),       TEST_ROWS(word_rows, check_words),
        TEST(every_word_that_is_shown_is_known),   TEST(what_stands_behind_an_iban_is_none_of_it),
        TEST(a_zeroed_check_holds_for_everything), TEST(another_character_or_length_is_always_seen),
        TEST(one_wrong_digit_is_always_seen),      TEST(public_vectors),
    };
    return RUN_TABLES(tables);
}

/* checks: check digits, a function each, in one table. Each says where its rule is published. What an identifier looks
 * like is left to the detectors' patterns. */
#include "detect/checks.h"

#include <math.h>

/* No identifier is longer: an IBAN has at most 34 characters (ISO 13616-1). */
#define LONGEST 40

/* The characters of an identifier: capitals and digits, without what stands between them. */
typedef struct compact {
    char at[LONGEST + 1];
    size_t length;
} compact;

/* How many bytes of a separator `text` begins with: ASCII's, or the blanks of typography (U+00A0, U+2009, U+202F). */
static size_t separator(ch_text text)
{
    static const char *const blanks[] = {" ", "-", ".", "/", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (ch_text_begins(text, blanks[i]))
            return strlen(blanks[i]);
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool read_compact(ch_text text, compact *out)
{
    *out = (compact){.length = 0};
    for (size_t i = 0; i < text.length;) {
        size_t skipped = separator((ch_text){text.at + i, text.length - i});
        if (skipped > 0) {
            i += skipped;
            continue;
        }
        char c = text.at[i++];
        c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if ((!is_digit(c) && !is_capital(c)) || out->length == LONGEST)
            return false;
        out->at[out->length++] = c;
    }
    return true;
}

static bool all_digits(const char *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_digit(at[i]))
            return false;
    return true;
}

static bool has_digits(const compact *id, size_t count)
{
    return id->length == count && all_digits(id->at, count);
}

/* At most 18 digits. */
static uint64_t number_of(const char *at, size_t count)
{
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (uint64_t)(at[i] - '0');
    return number;
}

/* The Luhn formula (ISO/IEC 7812-1, annex B): from the right, each second digit doubled, the sum of all digits a
 * multiple of ten. */
static bool luhn_holds(const char *at, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned digit = (unsigned)(at[count - 1 - i] - '0') * (i % 2 == 0 ? 1 : 2);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

static bool all_noughts(const char *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at[i] != '0')
            return false;
    return true;
}

/* ---- people ---- */

/* The month of a NIR: that of birth, or 20 to 42 and 50 to 99 where the record of it is incomplete or the number
 * was given before the register knew it. */
static bool is_nir_month(uint64_t month)
{
    return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
}

/* Numéro d'inscription au répertoire: decree no. 82-103 of 22 January 1982, article 4, and Insee's definition of it.
 * Sex (1 2; 3 4 and 7 8 for those being registered), year, month, department (2A and 2B in Corsica since 1976),
 * commune or country, number of order; then the key, 97 less the number's remainder by 97, where 2A counts as 19 and
 * 2B as 18. */
static bool nir_holds(const compact *id)
{
    char digits[15];
    if (id->length != 15)
        return false;
    memcpy(digits, id->at, sizeof digits);
    if (digits[5] == '2' && (digits[6] == 'A' || digits[6] == 'B')) {
        digits[5] = '1';
        digits[6] = digits[6] == 'A' ? '9' : '8';
    }
    if (!all_digits(digits, sizeof digits) || strchr("123478", digits[0]) == NULL)
        return false;
    bool places =
        is_nir_month(number_of(digits + 3, 2)) && number_of(digits + 5, 2) > 0 && number_of(digits + 10, 3) > 0;
    return places && 97 - number_of(digits, 13) % 97 == number_of(digits + 13, 2);
}

/* French tax number (numéro fiscal, SPI): 13 digits of which the first is 0 to 3; the last three are the first ten's
 * remainder by 511 (OECD, "Tax identification numbers: France", structure of the TIN). */
static bool nif_holds(const compact *id)
{
    return has_digits(id, 13) && id->at[0] <= '3' && !all_noughts(id->at, 10) &&
           number_of(id->at, 10) % 511 == number_of(id->at + 10, 3);
}

/* US social security number: areas 000, 666 and 900 to 999, group 00 and serial 0000 are never given (Social Security
 * Administration, "Social Security Number Randomization"); nor are numbers that were printed in advertisements. */
static bool ssn_holds(const compact *id)
{
    static const char *const printed[] = {"078051120", "219099999", "457555462"};
    if (!has_digits(id, 9))
        return false;
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
        if (memcmp(id->at, printed[i], 9) == 0)
            return false;
    uint64_t area = number_of(id->at, 3);
    return area != 0 && area != 666 && area < 900 && number_of(id->at + 3, 2) > 0 && number_of(id->at + 5, 4) > 0;
}

/* ---- enterprises ---- */

static bool is_siren(const char *at)
{
    return all_digits(at, 9) && !all_noughts(at, 9) && luhn_holds(at, 9);
}

/* SIREN: nine digits with a Luhn key (Code de commerce, art. R123-220 and R123-221; Insee). */
static bool siren_holds(const compact *id)
{
    return id->length == 9 && is_siren(id->at);
}

#define LA_POSTE             "356000000"
#define LA_POSTE_HEAD_OFFICE "35600000000048"

static unsigned digit_sum(const char *at, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (unsigned)(at[i] - '0');
    return sum;
}

/* SIRET: a SIREN and five digits, with a Luhn key over all fourteen. La Poste has more establishments than keys: its
 * own have a sum of digits that five divides, but for its head office (Insee, note on the SIRETs of La Poste). */
static bool siret_holds(const compact *id)
{
    if (!has_digits(id, 14) || !is_siren(id->at))
        return false;
    if (memcmp(id->at, LA_POSTE, 9) == 0 && memcmp(id->at, LA_POSTE_HEAD_OFFICE, 14) != 0)
        return digit_sum(id->at, 14) % 5 == 0;
    return luhn_holds(id->at, 14);
}

/* A key with a letter counts in an alphabet without I and O: one that begins with a digit in steps of 24, one that
 * begins with a letter in steps of 34. -1: not a key. */
static int letter_key(char first, char second)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const char *high = strchr(alphabet, first), *low = strchr(alphabet, second);
    if (high == NULL || low == NULL)
        return -1;
    int value = (int)(high - alphabet) * (is_digit(first) ? 24 : 34) + (int)(low - alphabet);
    return value - (is_digit(first) ? 10 : 100);
}

/* French VAT number: FR (which may be missing), a key of two characters, a SIREN, which in Monaco begins with 000 and
 * has no key of its own. A key of digits is the remainder by 97 of the SIREN followed by 12; one with letters follows
 * the rule of Code général des impôts, art. 286 ter, and the Commission's VIES algorithm for FR. */
static bool tva_holds(const compact *id)
{
    const char *at = id->at;
    size_t prefix = id->length == 13 && at[0] == 'F' && at[1] == 'R' ? 2 : 0;
    at += prefix;
    if (id->length - prefix != 11 || !all_digits(at + 2, 9) || (memcmp(at + 2, "000", 3) != 0 && !is_siren(at + 2)))
        return false;
    uint64_t siren = number_of(at + 2, 9);
    if (all_digits(at, 2))
        return (siren * 100 + 12) % 97 == number_of(at, 2);
    int key = letter_key(at[0], at[1]);
    return key >= 0 && (siren + 1 + (uint64_t)key / 11) % 11 == (uint64_t)key % 11;
}

/* ---- money ---- */

/* Cards and devices: the Luhn formula over 8 to 19 digits (ISO/IEC 7812-1). */
static bool card_holds(const compact *id)
{
    return id->length >= 8 && id->length <= 19 && all_digits(id->at, id->length) && !all_noughts(id->at, id->length) &&
           luhn_holds(id->at, id->length);
}

/* The length of each country's IBAN: SWIFT, "IBAN Registry" (ISO 13616-2), as of 2024. */
static const struct {
    char country[3];
    uint8_t length;
} ibans[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
    {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22},
    {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
    {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

static size_t iban_length(const char *country)
{
    for (size_t i = 0; i < sizeof ibans / sizeof *ibans; i++)
        if (memcmp(country, ibans[i].country, 2) == 0)
            return ibans[i].length;
    return 0;
}

/* Digits as they are, letters as 10 to 35: the remainder by 97 of the number that they spell. */
static unsigned spelt_mod_97(const char *at, size_t count, unsigned before)
{
    unsigned rest = before;
    for (size_t i = 0; i < count; i++)
        rest = is_digit(at[i]) ? (rest * 10 + (unsigned)(at[i] - '0')) % 97
                               : (rest * 100 + (unsigned)(at[i] - 'A') + 10) % 97;
    return rest;
}

/* IBAN (ISO 13616-1): country, two check digits, an account of the country's length; with its first four characters
 * put last, the remainder by 97 is 1 (ISO/IEC 7064, MOD 97-10). */
static bool iban_holds(const compact *id)
{
    if (id->length < 5 || id->length != iban_length(id->at) || !all_digits(id->at + 2, 2))
        return false;
    return spelt_mod_97(id->at, 4, spelt_mod_97(id->at + 4, id->length - 4, 0)) == 1;
}

/* The digits that letters of an account stand for: A to I, J to R are 1 to 9, S to Z are 2 to 9. */
static char rib_digit(char c)
{
    if (is_digit(c))
        return c;
    return (char)('1' + (c < 'S' ? (c - 'A') % 9 : c - 'S' + 1));
}

/* French RIB: bank, branch, account, key: 97 less the remainder by 97 of 89 b + 15 g + 3 c (Comité français
 * d'organisation et de normalisation bancaires). */
static bool rib_holds(const compact *id)
{
    char account[11];
    if (id->length != 23 || !all_digits(id->at, 10) || !all_digits(id->at + 21, 2))
        return false;
    for (size_t i = 0; i < sizeof account; i++)
        account[i] = rib_digit(id->at[10 + i]);
    uint64_t weighed = 89 * number_of(id->at, 5) + 15 * number_of(id->at + 5, 5) + 3 * number_of(account, 11);
    return !all_noughts(id->at, 21) && 97 - weighed % 97 == number_of(id->at + 21, 2);
}

/* ---- secrets ---- */

/* Shannon's entropy of the bytes: what is random has more of it than what is written (C. E. Shannon, "A Mathematical
 * Theory of Communication", 1948, section 6). */
static double entropy_of(ch_text text)
{
    size_t counts[256] = {0};
    double entropy = 0;
    for (size_t i = 0; i < text.length; i++)
        counts[(unsigned char)text.at[i]]++;
    for (size_t i = 0; i < 256; i++) {
        double share = (double)counts[i] / (double)text.length;
        entropy -= counts[i] == 0 ? 0 : share * log2(share);
    }
    return entropy;
}

/* ---- the table ---- */

static const struct {
    const char *name;
    bool (*holds)(const compact *id);
} checks[] = {
    [CH_CHECK_NIR] = {"nir", nir_holds},       [CH_CHECK_SIREN] = {"siren", siren_holds},
    [CH_CHECK_SIRET] = {"siret", siret_holds}, [CH_CHECK_LUHN] = {"luhn", card_holds},
    [CH_CHECK_IBAN] = {"iban", iban_holds},    [CH_CHECK_RIB] = {"rib", rib_holds},
    [CH_CHECK_NIF] = {"nif", nif_holds},       [CH_CHECK_TVA_FR] = {"tva-fr", tva_holds},
    [CH_CHECK_SSN_US] = {"ssn-us", ssn_holds},
};

const char *const ch_check_words[] = {"nir", "siren",  "siret",  "luhn",         "iban", "rib",
                                      "nif", "tva-fr", "ssn-us", "entropy>=3.5", NULL};

bool ch_check_parse(ch_text text, ch_check *out)
{
    static const char entropy[] = "entropy>=";
    *out = (ch_check){.kind = CH_CHECK_NONE};
    for (int i = CH_CHECK_NIR; i < CH_CHECK_ENTROPY; i++)
        if (ch_text_is(text, checks[i].name)) {
            out->kind = (ch_check_kind)i;
            return true;
        }
    if (!ch_text_begins(text, entropy))
        return false;
    out->kind = CH_CHECK_ENTROPY;
    return ch_text_to_number((ch_text){text.at + sizeof entropy - 1, text.length - (sizeof entropy - 1)},
                             &out->least) &&
           out->least >= 0 && out->least <= 8;
}

bool ch_check_holds(ch_check check, ch_text text)
{
    compact id;
    if (check.kind == CH_CHECK_NONE)
        return true;
    if (check.kind == CH_CHECK_ENTROPY)
        return entropy_of(text) >= check.least;
    return read_compact(text, &id) && checks[check.kind].holds(&id);
}

static bool ends_between_groups(ch_text text)
{
    return text.length > 0 && memchr(" -./", text.at[text.length - 1], 4) != NULL;
}

static ch_text without_last_group(ch_text text)
{
    while (text.length > 0 && !ends_between_groups(text))
        text.length--;
    while (ends_between_groups(text))
        text.length--;
    return text;
}

bool ch_check_trim(ch_check check, ch_text *text)
{
    ch_text shorter = *text;
    bool holds = ch_check_holds(check, shorter);
    while (check.kind == CH_CHECK_IBAN && !holds && shorter.length > 0) {
        shorter = without_last_group(shorter);
        holds = ch_check_holds(check, shorter);
    }
    *text = holds ? shorter : *text;
    return holds;
}

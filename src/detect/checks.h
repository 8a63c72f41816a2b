/* checks: whether what looks like an identifier is one, by its check digits. Pure functions over texts.
 *
 * A pattern finds fifteen digits; only the key says that they are a social security number. Blanks, hyphens, dots
 * and slashes between the characters are not looked at; any other character is a fault. */
#ifndef CH_DETECT_CHECKS_H
#define CH_DETECT_CHECKS_H

#include "base/text.h"

typedef enum ch_check_kind {
    CH_CHECK_NONE, /* a zeroed check: everything holds */
    CH_CHECK_NIR,
    CH_CHECK_SIREN,
    CH_CHECK_SIRET,
    CH_CHECK_LUHN,
    CH_CHECK_IBAN,
    CH_CHECK_RIB,
    CH_CHECK_NIF,
    CH_CHECK_TVA_FR,
    CH_CHECK_SSN_US,
    CH_CHECK_ENTROPY
} ch_check_kind;

typedef struct ch_check {
    ch_check_kind kind;
    double least; /* of an entropy: bits a byte */
} ch_check;

/* Reads "nir", "iban" … or "entropy>=3.5" (0 to 8); false where it is none. */
bool ch_check_parse(ch_text text, ch_check *out);

/* The words that ch_check_parse reads, NULL-terminated, for messages. */
extern const char *const ch_check_words[];

/* Whether the check digits of `text` are right. Other characters than its digits and letters are passed over. */
bool ch_check_holds(ch_check check, ch_text text);

/* As ch_check_holds, but first takes from an IBAN what stands behind it: no pattern knows each country's length. */
bool ch_check_trim(ch_check check, ch_text *text);

#endif

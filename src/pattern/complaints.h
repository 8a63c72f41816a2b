/* complaints: what PCRE2 refuses when it compiles a pattern, in words of the catalogue. */
#ifndef CH_PATTERN_COMPLAINTS_H
#define CH_PATTERN_COMPLAINTS_H

/* English, marked for translation, for a positive code of pcre2_compile(); a code of another version of PCRE2 too gives
 * a sentence. Says nothing about where. */
const char *ch_pattern_complaint(int code);

#endif

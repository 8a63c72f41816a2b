/* Telling text from everything else: well-known beginnings, control characters, well-formed UTF-8. Names of files
 * are not asked: a PDF that is called .txt would be looked through, and found clean. */
#include "judge/sent_text.h"

#include "base/unicode.h"

/* PDF and RTF may be ASCII throughout, with what they say encoded: without a row, detectors would find nothing in
 * them. UTF-32's mark begins as UTF-16's does, and so stands before it. */
static const struct {
    ch_text begins;
    const char *what;
} kinds[] = {
    {CH_TEXT_INIT("%PDF-"), N_("a PDF document")},
    {CH_TEXT_INIT("PK\x03\x04"), N_("an office document or a ZIP archive")},
    {CH_TEXT_INIT("\xD0\xCF\x11\xE0"), N_("an office document")},
    {CH_TEXT_INIT("{\\rtf"), N_("an RTF document")},
    {CH_TEXT_INIT("\x89PNG"), N_("an image")},
    {CH_TEXT_INIT("\xFF\xD8\xFF"), N_("an image")},
    {CH_TEXT_INIT("GIF8"), N_("an image")},
    {CH_TEXT_INIT("\x1F\x8B"), N_("a compressed file")},
    {CH_TEXT_INIT("\xFF\xFE\0\0"), N_("text in UTF-32")},
    {CH_TEXT_INIT("\0\0\xFE\xFF"), N_("text in UTF-32")},
    {CH_TEXT_INIT("\xFF\xFE"), N_("text in UTF-16")},
    {CH_TEXT_INIT("\xFE\xFF"), N_("text in UTF-16")},
};

static const char *known_kind(ch_text bytes)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bytes.length >= kinds[i].begins.length && memcmp(bytes.at, kinds[i].begins.at, kinds[i].begins.length) == 0)
            return kinds[i].what;
    return NULL;
}

/* Controls that texts do hold: TAB, LF, FF, CR. */
static bool is_control(unsigned char byte)
{
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\f' && byte != '\r') || byte == 0x7F;
}

/* Detectors search well-formed UTF-8 alone. One bad byte makes the whole unread: looked through in part would be
 * told as looked through. */
static const char *fault_of(ch_text text)
{
    for (size_t i = 0; i < text.length;) {
        if ((unsigned char)text.at[i] < 0x80) {
            if (is_control((unsigned char)text.at[i++]))
                return N_("a binary file");
            continue;
        }
        int32_t character;
        size_t length = ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        /* A byte that is not ASCII and stands for itself: malformed. */
        if (length == 1)
            return N_("no text in UTF-8");
        i += length;
    }
    return NULL;
}

ch_text ch_sent_text(ch_text bytes, ch_message *why)
{
    const char *what = known_kind(bytes);
    size_t mark = bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    ch_text text = {bytes.at + mark, bytes.length - mark};
    if (what == NULL)
        what = fault_of(text);
    if (what == NULL)
        /* An empty file is a text; NULL would say that it is none. */
        return text.at == NULL ? CH_LITERAL("") : text;
    *why = ch_say1("it is %s, and only text is read", ch_text_of(what));
    why->spoken = 1;
    return CH_NO_TEXT;
}

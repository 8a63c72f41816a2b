/* skeleton: a line as its reader sees it, for detectors: characters without width are left out, digits and letters of
 * another width, style or script are what they look like, blanks are spaces. Case is kept.
 *
 * A copy with its way back: what is found in it has its place in the line. It is never longer than the line. */
#ifndef CH_DETECT_SKELETON_H
#define CH_DETECT_SKELETON_H

#include "base/text.h"

/* Zeroed, it is an empty one; made anew for each line, in the same memory. */
typedef struct ch_skeleton {
    ch_text text;
    char *bytes;      /* of `text` */
    uint32_t *places; /* of each byte of `text`, and of its end: where the character that it stands for begins */
    size_t room;
    ch_text line; /* borrowed */
} ch_skeleton;

/* Where the first character of `text` at `from` or behind it stands that may read otherwise than it is written, for all
 * that one look at its first byte tells; the text's length where there is none. */
size_t ch_skeleton_suspect(ch_text text, size_t from);

/* Whether a line may read otherwise than it is written. Of ASCII, and of French as it is usually set, it need not even
 * be made plain to know: a no-break space beside quotation marks or before `;`, `!`, `?`, `%` hides nothing. */
bool ch_skeleton_wanted(ch_text line);

/* Makes `line`, well-formed UTF-8 of less than 4 GiB, plain. Borrows it as long as places are asked for. False when
 * there is no memory. */
bool ch_skeleton_read(ch_skeleton *skeleton, ch_text line);

/* Where in the line a part of the plain text, which is not empty, stands: whatever is unseen within it is of it, and so
 * are the marks on its last character. */
ch_span ch_skeleton_place(const ch_skeleton *skeleton, ch_span part);

/* Forgets the line that was read. */
void ch_skeleton_clear(ch_skeleton *skeleton);

#endif

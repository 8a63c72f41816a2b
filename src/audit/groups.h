/* groups: numbers added up by key, in bounded memory, so that parts add up to the whole.
 *
 * A table of groups keeps at most so many of them; what does not fit is added up as "others". Which ones are kept
 * depends on their keys alone, never on the order in which they come: those of lowest rank. A group that is kept has
 * therefore been kept in every part, and its numbers are whole; so tables that were filled apart and are then joined
 * are, bit by bit, the table that had been filled at once. Numbers stop at UINT64_MAX instead of wrapping round. */
#ifndef CH_AUDIT_GROUPS_H
#define CH_AUDIT_GROUPS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "charter/types.h"

/* Longer keys and labels are cut. */
#define CH_GROUP_TEXT_MAX 200

/* CH_MIN: 0 is none, and less than nothing. */
typedef enum ch_adding { CH_SUM, CH_MAX, CH_MIN } ch_adding;

typedef struct ch_group_column {
    const char *name;
    ch_adding adding;
    bool scaled; /* in millionths */
} ch_group_column;

/* Which groups are kept where there are too many: as if at random, or those whose keys come last (dates). The empty
 * key is always kept. Of names, and what comes last by them, keys that differ in letter case alone are one group. */
typedef enum ch_ranking { CH_BY_HASH, CH_LATEST, CH_BY_NAME, CH_LATEST_NAME } ch_ranking;

typedef struct ch_group_kind {
    const char *name;
    const ch_group_column *columns;
    uint32_t column_count, most;
    ch_ranking ranking;
    const char *label; /* what labels are, "ID TITLE" of an entry; NULL: titles of the group */
} ch_group_kind;

typedef struct ch_group {
    ch_text key;      /* owned, and the labels with it; of several spellings, the last in byte order */
    ch_text label[2]; /* by charter_lang; of several, the last in byte order */
    uint64_t hash;
    uint64_t *numbers; /* one a column */
} ch_group;

typedef struct ch_groups {
    const ch_group_kind *kind;
    ch_group *items;
    uint32_t count, room;
    uint32_t *slots; /* open addressing: index + 1; 0: free */
    uint32_t mask;
    uint32_t *heap;  /* indices, the highest rank first; made when the table is full */
    bool overflowed; /* something was added to the others */
    uint64_t *others;
} ch_groups;

/* False where there is no memory; free it all the same. Keeps `kind`. */
bool ch_groups_init(ch_groups *groups, const ch_group_kind *kind);
void ch_groups_clear(ch_groups *groups);

/* The numbers of the group `key`, or those of the others where it is not kept. `labels` may be NULL. NULL where there
 * is no memory. Lives until the next call. */
uint64_t *ch_groups_find(ch_groups *groups, ch_text key, const ch_text labels[2]);

/* The group `key`, or NULL where it is not kept. Lives until something is added. */
const ch_group *ch_groups_get(const ch_groups *groups, ch_text key);

/* The numbers of the group `key` where it is kept; else NULL. */
const uint64_t *ch_groups_look_up(const ch_groups *groups, ch_text key);

/* Adds a row to the group `key`, or to the others. False where there is no memory, or `key.at` is NULL for want of it.
 */
bool ch_groups_add(ch_groups *groups, ch_text key, const ch_text labels[2], const uint64_t *row);

/* Whether the group `key` is kept. */
bool ch_groups_have(const ch_groups *groups, ch_text key);

/* Whether they are one name where groups are names: letter case aside. */
bool ch_group_names_same(ch_text a, ch_text b);

/* At most so many bytes of `text`, whole characters; of a key CH_GROUP_TEXT_MAX. */
ch_text ch_text_cut(ch_text text, size_t most);

static inline ch_text ch_group_cut(ch_text text)
{
    return ch_text_cut(text, CH_GROUP_TEXT_MAX);
}

/* The numbers of what is not kept, which then counts as something. */
uint64_t *ch_groups_others(ch_groups *groups);

/* `text` as one line: characters that could mislead its reader are spelled out. In `arena`, or `text` itself; `at` is
 * NULL where there is no memory. */
ch_text ch_harmless_line(ch_arena *arena, ch_text text);

/* The same as a group's key: what is too long is cut. */
ch_text ch_group_key(ch_arena *arena, ch_text text);

/* Adds the numbers of a row to another, each as its column says. */
void ch_group_add(const ch_group_kind *kind, uint64_t *into, const uint64_t *numbers);

/* Adds all of `from`. False where there is no memory. */
bool ch_groups_join(ch_groups *groups, const ch_groups *from);

/* All groups in the byte order of their keys, in `arena`; NULL where there is no memory. */
const ch_group **ch_groups_sorted(const ch_groups *groups, ch_arena *arena);

static inline uint64_t ch_sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

#define CH_GROUP_KEY_MOST ((size_t)1 << 20) /* bytes of a buffer that a key is written into, before it is cut */

/* What was written, cut, in `arena`; clears the buffer. `at` is NULL where there is no memory. */
ch_text ch_group_keep(ch_arena *arena, ch_buffer *key);

/* "WORD REST", as in "ID UNIT": the word has no space. `at` is NULL where there is no memory, or `rest.at` is NULL for
 * want of it. */
ch_text ch_group_key_of_word(ch_arena *arena, ch_text word, ch_text rest);

/* `text` as the left part of a key of two: short, and without "=". */
ch_text ch_group_key_left(ch_arena *arena, ch_text text);

/* "LEFT = RIGHT": they part at the first "=". */
ch_text ch_group_key_of_two(ch_arena *arena, ch_text left, ch_text right);

#endif

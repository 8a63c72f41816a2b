/* RE2's language through the pattern room's own door, held to what libre2 answered: tests/re2/golden.txt. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "pattern/pattern.h"

#define GOLDEN SOURCE_DIR "/tests/re2/golden.txt"

enum { TEXTS_MAX = 64, ROWS_MAX = 2000 };

/* A pattern of the file: where its answer and the texts of its group stand. */
typedef struct golden_row {
    const char *name; /* "GROUP: PATTERN", as the file spells them */
    char *answer;     /* "refused", or "y" or "n" a text */
    ch_text pattern;
    const ch_text *texts;
    size_t text_count;
} golden_row;

static golden_row rows[ROWS_MAX];
static size_t row_count;
static ch_arena arena; /* of all that has been read */
static size_t limits;  /* patterns with too many states */

static int hex(char digit)
{
    const char *digits = "0123456789ABCDEF";
    const char *found = strchr(digits, digit);
    return found == NULL ? -1 : (int)(found - digits);
}

/* "%0A" is the byte 10. In memory of just its size, so that a sanitizer sees any read beyond. */
static ch_text decode(const char *text)
{
    size_t length = strlen(text), n = 0;
    char *bytes = malloc(length > 0 ? length : 1);
    for (size_t i = 0; bytes != NULL && i < length; i++) {
        bytes[n++] = text[i];
        if (text[i] == '%') {
            bytes[n - 1] = (char)(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        }
    }
    return (ch_text){n == 0 ? bytes : realloc(bytes, n), n};
}

static void read_pattern(char *line, const char *group, const ch_text *texts, size_t text_count)
{
    char *pattern = strchr(line + 2, ' '), name[400];
    if (pattern == NULL || row_count == ROWS_MAX)
        return;
    *pattern++ = '\0';
    snprintf(name, sizeof name, "%s: %s", group, pattern);
    rows[row_count++] =
        (golden_row){ch_arena_text(&arena, ch_text_of(name)).at, line + 2, decode(pattern), texts, text_count};
}

/* Keeps `line`. */
static void read_line(char *line)
{
    static const char *group = "";
    static ch_text *texts;
    static size_t text_count;
    if (line[0] == '=') {
        group = line + 2;
        texts = ch_arena_take_many(&arena, TEXTS_MAX, sizeof *texts);
        text_count = 0;
    } else if (line[0] == 't' && texts != NULL && text_count < TEXTS_MAX) {
        texts[text_count++] = decode(line[1] == '\0' ? "" : line + 2);
    } else if (line[0] == 'p' && texts != NULL) {
        read_pattern(line, group, texts, text_count);
    }
}

static bool read_golden(void)
{
    FILE *file = fopen(GOLDEN, "rb");
    char line[1024];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        ch_text kept = ch_arena_text(&arena, ch_text_of(line));
        if (kept.at != NULL)
            read_line((char *)(uintptr_t)kept.at);
    }
    return file != NULL && fclose(file) == 0;
}

static void release_rows(void)
{
    const ch_text *group = NULL;
    for (size_t i = 0; i < row_count; i++) {
        free((void *)(uintptr_t)rows[i].pattern.at);
        for (size_t j = 0; rows[i].texts != group && j < rows[i].text_count; j++)
            free((void *)(uintptr_t)rows[i].texts[j].at);
        group = rows[i].texts;
    }
    ch_arena_clear(&arena);
}

static void is_answered(const golden_row *row, bool walked)
{
    ch_arena work = {0};
    ch_pattern_fault fault;
    char answer[TEXTS_MAX + 1] = "refused";
    ch_pattern *pattern = ch_pattern_compile(row->pattern, CH_RE2, &work, &fault);
    ch_matcher *matcher = ch_matcher_new();
    assert_non_null(matcher);
    if (walked)
        ch_matcher_bound(matcher, 0);
    for (size_t i = 0; pattern != NULL && i < row->text_count; i++) {
        answer[i] = "ny?"[ch_pattern_find(pattern, matcher, row->texts[i])];
        answer[i + 1] = '\0';
    }
    ch_matcher_free(matcher);
    ch_pattern_free(pattern);
    ch_arena_clear(&work);
    /* Gone through at once, some have too many states (a thousand, say). */
    if (!walked || strchr(answer, '?') == NULL)
        assert_string_equal(answer, row->answer);
    limits += walked && strchr(answer, '?') != NULL;
}

/* Without a step a text is gone through once, as long ones are. */
static void is_answered_as_by_RE2(void **state)
{
    is_answered(*state, false);
    is_answered(*state, true);
}

static void the_file_holds_what_it_is_for(void **state)
{
    (void)state;
    size_t pairs = 0, refused = 0;
    for (size_t i = 0; i < row_count; i++) {
        bool is_refused = strcmp(rows[i].answer, "refused") == 0;
        assert_true(is_refused || strlen(rows[i].answer) == rows[i].text_count);
        refused += is_refused;
        pairs += is_refused ? 0 : rows[i].text_count;
    }
    assert_true(pairs > 5000 && refused > 150 && limits <= 2);
}

int main(void)
{
    if (!read_golden())
        return 1;
    const test_table tables[] = {
        {rows, NULL, row_count, sizeof *rows, is_answered_as_by_RE2},
        TEST(the_file_holds_what_it_is_for),
    };
    int result = RUN_TABLES(tables);
    release_rows();
    return result;
}

/* The table of clauses: ids read and told. */
#include "unit/support.h"

#include "charter/clause.h"

typedef struct clause_row {
    const char *name, *id;
    ch_clause clause;
    const char *entry; /* NULL: none */
} clause_row;

static const clause_row rows[] = {
    {"a clause that stands once", "tool.status", CH_CLAUSE_TOOL_STATUS, NULL},
    {"the first of the table", "activity.unlisted", CH_CLAUSE_ACTIVITY_UNLISTED, NULL},
    {"a duty", "duty.human-review", CH_CLAUSE_DUTY, "human-review"},
    {"a rule", "rule.r", CH_CLAUSE_RULE, "r"},
    {"an exception", "exception.e", CH_CLAUSE_EXCEPTION, "e"},
    {"a family without an entry", "duty.", CH_CLAUSE_DUTY, ""},
    {"what follows a family's prefix is the entry, dots and all", "rule.a.b", CH_CLAUSE_RULE, "a.b"},
    {"a family's name without its dot", "duty", CH_CLAUSE_COUNT, NULL},
    {"more than a clause", "tool.status.x", CH_CLAUSE_COUNT, NULL},
    {"less than a clause", "tool.stat", CH_CLAUSE_COUNT, NULL},
    {"another case", "Tool.status", CH_CLAUSE_COUNT, NULL},
    {"nothing", "", CH_CLAUSE_COUNT, NULL},
};

static void parse(void **state)
{
    const clause_row *row = *state;
    ch_text entry;
    assert_int_equal(ch_clause_parse((ch_text){row->id, strlen(row->id)}, &entry), row->clause);
    if (row->entry == NULL)
        assert_null(entry.at);
    else
        assert_text_equal(entry, row->entry);
}

static void every_clause_is_parsed_from_its_own_id(void **state)
{
    (void)state;
    for (int i = 0; i < CH_CLAUSE_COUNT; i++) {
        ch_text entry;
        const char *id = ch_clause_rows[i].id;
        assert_int_equal(ch_clause_parse((ch_text){id, strlen(id)}, &entry), i);
        assert_int_equal(entry.at != NULL, ch_clause_rows[i].family);
    }
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, parse),
        TEST(every_clause_is_parsed_from_its_own_id),
    };
    return RUN_TABLES(tables);
}

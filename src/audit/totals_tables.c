/* The tables of an audit: their names, columns and bounds. */
#include "audit/totals.h"

/* clang-format off */
#define MEASURE(name) \
    {name ".low", CH_SUM, true}, {name ".high", CH_SUM, true}, {name ".uses", CH_SUM, false}, {name ".requests", CH_SUM, false}

#define USE_COLUMNS \
    {"uses", CH_SUM, false}, {"requests", CH_SUM, false}, {"compliant", CH_SUM, false}, {"conditional", CH_SUM, false}, \
        {"review", CH_SUM, false}, {"undetermined", CH_SUM, false}, {"non-compliant", CH_SUM, false}, {"invalid", CH_SUM, false}, \
        {"concerned", CH_SUM, false}, {"perhaps-concerned", CH_SUM, false}, {"concerned-compliant", CH_SUM, false}, \
        {"waived", CH_SUM, false}, {"fact-missing", CH_SUM, false}, {"concern-unknown", CH_SUM, false}, \
        {"with-volume", CH_SUM, false}, \
        MEASURE("energy-wh"), MEASURE("co2-g"), MEASURE("water-ml")
/* clang-format on */

static const ch_group_column use_columns[] = {USE_COLUMNS};
static const ch_group_column budget_columns[] = {USE_COLUMNS,
                                                 {"limit-energy-wh", CH_MAX, true},
                                                 {"limit-co2-g", CH_MAX, true},
                                                 {"limit-requests", CH_MAX, false}};
static const ch_group_column other_tool_columns[] = {USE_COLUMNS, {"alias-settles", CH_SUM, false}};
static const ch_group_column clause_columns[] = {{"advise", CH_SUM, false},       {"review", CH_SUM, false},
                                                 {"forbid", CH_SUM, false},       {"waived", CH_SUM, false},
                                                 {"undetermined", CH_SUM, false}, {"concerned", CH_SUM, false},
                                                 {"met", CH_SUM, false},          {"open", CH_SUM, false},
                                                 {"fact-missing", CH_SUM, false}, {"concern-unknown", CH_SUM, false}};
static const ch_group_column duty_columns[] = {{"asked", CH_SUM, false},         {"met", CH_SUM, false},
                                               {"open-before", CH_SUM, false},   {"open-after", CH_SUM, false},
                                               {"overdue", CH_SUM, false},       {"due-soon", CH_SUM, false},
                                               {"due-later", CH_SUM, false},     {"due-once-over", CH_SUM, false},
                                               {"overdue-since", CH_MIN, false}, {"next-due", CH_MIN, false},
                                               {"training", CH_MAX, false},      {"undetermined", CH_SUM, false},
                                               {"waived", CH_SUM, false}};
/* clang-format off */
#define EXCEPTION_COLUMNS \
    {"uses", CH_SUM, false}, {"waived", CH_SUM, false}, {"lapsed", CH_SUM, false}, {"unapproved", CH_SUM, false}, \
        {"from", CH_MAX, false}, {"until", CH_MAX, false}
/* clang-format on */
static const ch_group_column exception_columns[] = {EXCEPTION_COLUMNS};
static const ch_group_column college_columns[] = {EXCEPTION_COLUMNS, {"approved", CH_MAX, false}};
static const ch_group_column pending_columns[] = {{"uses", CH_SUM, false}, {"since", CH_MIN, false}};
static const ch_group_column governance_columns[] = {{"advise", CH_MAX, false}, {"review", CH_MAX, false},
                                                     {"forbid", CH_MAX, false}, {"uses", CH_SUM, false},
                                                     {"lapsed", CH_SUM, false}, {"unapproved", CH_SUM, false}};

static const ch_group_column evidence_columns[] = {{"uses", CH_SUM, false},
                                                   {"declared", CH_SUM, false},
                                                   {"found", CH_SUM, false},
                                                   {"undeclared", CH_SUM, false}};
static const ch_group_column text_columns[] = {{"uses", CH_SUM, false},
                                               {"looked-into", CH_SUM, false},
                                               {"unreadable", CH_SUM, false},
                                               {"no-text", CH_SUM, false},
                                               {"undeclared", CH_SUM, false}};
static const ch_group_column unmapped_columns[] = {{"rows", CH_SUM, false}, {"first-row", CH_MIN, false}};
static const ch_group_column unread_columns[] = {{"errors", CH_SUM, false}, {"first-line", CH_MIN, false}};
static const ch_group_column repeated_columns[] = {{"uses", CH_SUM, false}, {"first-line", CH_MIN, false}};
static const ch_group_column volume_columns[] = {
    {"listed", CH_MAX, false},
    {"unresolved", CH_SUM, false},
    {"declared.uses", CH_SUM, false},
    {"declared.with-requests", CH_SUM, false},
    {"declared.requests", CH_SUM, false},
    {"declared.with-tokens", CH_SUM, false},
    {"declared.tokens", CH_SUM, false},
    {"measured.rows", CH_SUM, false},
    {"measured.with-requests", CH_SUM, false},
    {"measured.requests", CH_SUM, false},
    {"measured.with-tokens", CH_SUM, false},
    {"measured.tokens", CH_SUM, false},
};
static const ch_group_column source_columns[] = {
    {"rows", CH_SUM, false},         {"energy-wh.low", CH_SUM, true}, {"energy-wh.high", CH_SUM, true},
    {"co2-g.low", CH_SUM, true},     {"co2-g.high", CH_SUM, true},    {"water-ml.low", CH_SUM, true},
    {"water-ml.high", CH_SUM, true},
};
static const ch_group_column commitment_columns[] = {{"position", CH_MIN, false}};

_Static_assert(sizeof use_columns / sizeof *use_columns == CH_N_USE_COLUMNS, "a column of uses lacks its name");
_Static_assert(sizeof budget_columns / sizeof *budget_columns == CH_N_BUDGET_COLUMNS, "a column of budgets does");
_Static_assert(sizeof other_tool_columns / sizeof *other_tool_columns == CH_N_OTHER_TOOL_COLUMNS, "a tool's does");
_Static_assert(sizeof clause_columns / sizeof *clause_columns == CH_N_CLAUSE_COLUMNS, "a column of clauses does");
_Static_assert(sizeof duty_columns / sizeof *duty_columns == CH_N_DUTY_COLUMNS, "a column of duties does");
_Static_assert(sizeof exception_columns / sizeof *exception_columns == CH_N_UNTIL + 1, "one of exceptions does");
_Static_assert(sizeof college_columns / sizeof *college_columns == CH_N_APPROVED + 1, "one of colleges does");
_Static_assert(sizeof governance_columns / sizeof *governance_columns == CH_N_GOVERNANCE_COLUMNS, "governance does");
_Static_assert(sizeof pending_columns / sizeof *pending_columns == CH_N_SINCE + 1, "one of what waits does");
_Static_assert(sizeof evidence_columns / sizeof *evidence_columns == CH_N_UNDECLARED + 1, "one of evidence does");
_Static_assert(sizeof text_columns / sizeof *text_columns == CH_N_TELLTALE + 1, "one of texts does");
_Static_assert(sizeof unmapped_columns / sizeof *unmapped_columns == CH_N_FIRST_ROW + 1, "one of unmapped values does");
_Static_assert(sizeof unread_columns / sizeof *unread_columns == CH_N_FIRST_LINE + 1, "one of unread inputs does");
_Static_assert(sizeof repeated_columns / sizeof *repeated_columns == CH_N_FIRST_AGAIN + 1, "one of repeated ids does");
_Static_assert(sizeof commitment_columns / sizeof *commitment_columns == CH_N_POSITION + 1, "one of commitments does");

_Static_assert(sizeof volume_columns / sizeof *volume_columns == CH_N_VOLUME_COLUMNS, "one of volumes does");
_Static_assert(sizeof source_columns / sizeof *source_columns == CH_N_SOURCE_COLUMNS, "one of measured sources does");

/* clang-format off */
#define TABLE(name, columns, most, ranking) {name, columns, sizeof(columns) / sizeof *(columns), most, ranking, NULL}
#define LABELLED(name, columns, most, ranking, label) {name, columns, sizeof(columns) / sizeof *(columns), most, ranking, label}
/* clang-format on */

/* What a charter lists, a table keeps whole, within reason; of what people write themselves, it keeps so much as
 * anybody will read. */
const ch_group_kind ch_table_kinds[CHARTER_TABLE_COUNT] = {
    [CHARTER_ALL] = TABLE("all", use_columns, 1, CH_BY_HASH),
    [CHARTER_CHARTERS] = TABLE("charters", use_columns, 100, CH_BY_HASH),
    [CHARTER_MONTHS] = TABLE("months", use_columns, 240, CH_LATEST),
    [CHARTER_UNITS] = TABLE("units", use_columns, 2000, CH_BY_NAME),
    [CHARTER_ACTIVITIES] = TABLE("activities", use_columns, 2000, CH_BY_HASH),
    [CHARTER_TOOLS] = TABLE("tools", use_columns, 2000, CH_BY_HASH),
    [CHARTER_DATA] = TABLE("data", use_columns, 1000, CH_BY_HASH),
    [CHARTER_STAGES] = TABLE("stages", use_columns, 8, CH_BY_HASH),
    [CHARTER_HOSTINGS] = TABLE("hostings", use_columns, 1000, CH_BY_HASH),
    [CHARTER_TRAINING] = TABLE("training-on-inputs", use_columns, 8, CH_BY_HASH),
    [CHARTER_RETENTIONS] = TABLE("retentions", use_columns, 200, CH_BY_HASH),
    [CHARTER_SOURCES] = TABLE("sources", use_columns, 500, CH_BY_HASH),
    [CHARTER_BUDGETS] = TABLE("budgets", budget_columns, 5000, CH_LATEST_NAME),
    [CHARTER_CLAUSES] = TABLE("clauses", clause_columns, 5000, CH_BY_HASH),
    [CHARTER_DUTIES] = TABLE("duties", duty_columns, 1000, CH_BY_HASH),
    [CHARTER_EXCEPTIONS] = TABLE("exceptions", exception_columns, 2000, CH_BY_HASH),
    [CHARTER_OTHER_TOOLS] = LABELLED("other-tools", other_tool_columns, 4000, CH_BY_HASH, "nearest"),
    [CHARTER_OTHER_ACTIVITIES] = TABLE("other-activities", use_columns, 1000, CH_BY_HASH),
    [CHARTER_EVIDENCE] = TABLE("evidence", evidence_columns, 1000, CH_BY_HASH),
    [CHARTER_UNIT_EVIDENCE] = TABLE("unit-evidence", evidence_columns, 5000, CH_BY_NAME),
    [CHARTER_TEXTS] = TABLE("texts", text_columns, 2000, CH_BY_NAME),
    [CHARTER_UNMAPPED] = TABLE("unmapped", unmapped_columns, 4000, CH_BY_HASH),
    [CHARTER_UNREAD] = TABLE("unread", unread_columns, 2000, CH_BY_HASH),
    [CHARTER_AUTHORS] = TABLE("authors", use_columns, 5000, CH_BY_HASH),
    [CHARTER_REVIEWERS] = TABLE("reviewers", use_columns, 5000, CH_BY_HASH),
    [CHARTER_COMMITMENTS] = TABLE("commitments", commitment_columns, 2000, CH_BY_HASH),
    [CHARTER_FACTS] = TABLE("facts", use_columns, 5000, CH_BY_HASH),
    [CHARTER_REPEATED] = TABLE("repeated-ids", repeated_columns, 2000, CH_BY_HASH),
    [CHARTER_UNIT_CLAUSES] = TABLE("unit-clauses", clause_columns, 10000, CH_BY_NAME),
    [CHARTER_PENDING] = TABLE("pending", pending_columns, 5000, CH_BY_HASH),
    [CHARTER_UNIT_PENDING] = TABLE("unit-pending", pending_columns, 10000, CH_BY_NAME),
    [CHARTER_UNIT_DUTIES] = TABLE("unit-duties", duty_columns, 10000, CH_BY_NAME),
    [CHARTER_COLLEGE_EXCEPTIONS] = TABLE("college-exceptions", college_columns, 5000, CH_BY_HASH),
    [CHARTER_GOVERNANCE] = TABLE("governance", governance_columns, 100, CH_BY_HASH),
    [CHARTER_VOLUMES] = TABLE("volumes", volume_columns, 20000, CH_BY_NAME),
    [CHARTER_MEASURED_SOURCES] = TABLE("measured-sources", source_columns, 500, CH_BY_HASH),
};

const char *charter_table_name(charter_table table)
{
    return ch_table_kinds[table].name;
}

size_t charter_table_column_count(charter_table table)
{
    return ch_table_kinds[table].column_count;
}

const char *charter_table_column(charter_table table, size_t column)
{
    return ch_table_kinds[table].columns[column].name;
}

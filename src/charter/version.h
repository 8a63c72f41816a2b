/* charter: a loaded charter as structs, all names resolved. Immutable once loaded.
 *
 * Who may read it: the judge, and reports for what they cite. It is made by load.c (files and versions),
 * read_version.c (one version's entries) and link_version.c (names to entries, orders, checks). */
#ifndef CH_CHARTER_VERSION_H
#define CH_CHARTER_VERSION_H

#include "base/index.h"
#include "base/set.h"
#include "charter/load.h"
#include "charter/clause.h"
#include "charter/names.h"
#include "base/enumerations.h"
#include "rule/condition.h"
#include "detect/scanner.h"
#include "tree/decode.h"
#include "tree/manifest.h"

/* What every entry of a charter carries. */
typedef struct ch_entry {
    ch_text id;
    ch_localized title, because, article, learn;
    ch_period period;
    const ch_node *node;     /* its map; its key is the id */
    const ch_source *source; /* the file that it stands in */
} ch_entry;

/* A list of entries of one vocabulary, by number. */
typedef struct ch_refs {
    const uint32_t *items;
    uint32_t count;
} ch_refs;

typedef struct ch_data_class {
    ch_entry entry;
    const ch_node *aliases, *above, *hosting_names, *duty_names;
    bool hosted;     /* it, or a class below it, has a hosting set */
    ch_set hostings; /* the intersection of its own and of those below it */
    ch_set duties;   /* its own and those of every class below it */
} ch_data_class;

typedef struct ch_hosting {
    ch_entry entry;
} ch_hosting;

/* Where a declaration shows that a duty is done. */
typedef enum ch_evidence_kind { CH_BY_REVIEW, CH_BY_TRAINING, CH_BY_EVIDENCE, CH_BY_FACT } ch_evidence_kind;

typedef struct ch_evidence_path {
    ch_evidence_kind kind;
    ch_text text;  /* as the charter has it: "evidence.dpia" */
    ch_text id;    /* of an evidence: "dpia" */
    uint32_t slot; /* of a fact */
} ch_evidence_path;

typedef struct ch_duty {
    ch_entry entry;
    int due;
    ch_answer by_another;
    ch_duration every, valid_for;
    const ch_node *evidence_names, *accepts;
    const ch_evidence_path *paths; /* any of them will do */
    uint32_t path_count;
} ch_duty;

/* An interval; `low` is negative where there is none. */
typedef struct ch_interval {
    double low, high;
} ch_interval;

typedef struct ch_footprint {
    int per; /* 0: the tool has none */
    ch_interval energy_wh, co2_g, water_ml;
    const ch_node *energy_node, *co2_node, *water_node;
    ch_text scope, source;
    ch_day on;
} ch_footprint;

/* A ceiling on data: everything at or below some classes. */
typedef struct ch_ceiling {
    bool given;
    ch_set classes;
} ch_ceiling;

/* What a catalogue knows of a tool. It lists none: only a charter's own entry of the same id does, and takes from here
 * what it does not say itself. */
typedef struct ch_catalogued {
    ch_entry entry;
    ch_text vendor;
    ch_answer trains_on_inputs;
    const ch_node *aliases, *pattern_node, *hosting_name, *source_names;
    ch_day on;
    uint32_t tool; /* the charter's entry of the same id, or CH_NOT_FOUND */
} ch_catalogued;

typedef struct ch_tool {
    ch_entry entry;
    int status;
    ch_text vendor, pattern_text, retention;
    ch_duration retention_duration;
    ch_answer trains_on_inputs;
    const ch_node *aliases, *pattern_node, *hosting_name, *data_names, *duty_names, *activity_names, *instead_names,
        *footprint_node, *retention_node;
    const ch_pattern *pattern;
    const ch_catalogued *catalogued;     /* NULL: no catalogue has its id */
    const ch_pattern *catalogue_pattern; /* where the charter says none */
    int32_t hosting;                     /* -1: not said */
    ch_ceiling data;
    ch_set duties;
    bool limits_activities;
    ch_refs activities, instead;
    ch_footprint footprint;
} ch_tool;

typedef struct ch_activity {
    ch_entry entry;
    int status, autonomy;
    const ch_node *aliases, *data_names, *duty_names, *tools_node;
    ch_ceiling data;
    ch_set duties;
    bool limits_tools;
    const ch_node *only_names, *not_names, *status_names;
    ch_refs only, not_these;
    unsigned statuses; /* bit s: tools of status s; 0: not said */
} ch_activity;

typedef struct ch_fact_field {
    ch_entry entry;
    int type;
    const ch_node *value_names;
    const ch_text *values;
    const ch_localized *value_titles; /* one a value; NULL: none has one */
    uint32_t value_count;
} ch_fact_field;

typedef struct ch_rule {
    ch_entry entry;
    int effect_word;
    charter_effect effect;
    const ch_node *when_node, *require_node, *duty_names;
    const ch_condition *when, *require; /* NULL: none */
    ch_text requires;                   /* `require` as it is written, on one line */
    ch_set duties;
    uint32_t tool_slots; /* bit i: it reads slot CH_SLOT_TOOL_ID + i: another tool may give another answer */
    ch_set reads;        /* names that it reads, as CH_LACKING_… count them, modulo CH_SET_MAX */
    bool asks;           /* whether a fact is there: to declare one may turn an answer around */
} ch_rule;

/* What the scanner looks for is in the version's `detections`, under the detector's number. */
typedef struct ch_detector {
    ch_entry entry;
    int effect_word, confidence;
    charter_effect effect;
    const ch_node *pattern_node, *check_name, *context_node, *allow_names, *class_names, *finds, *spares;
    const ch_node *raises, *lowers;
    ch_count within, at_least;
    uint32_t class; /* that it means; CH_NOT_FOUND: the charter has none of those that it names */
} ch_detector;

/* A tool, and what gives away in a repository that it was used. */
typedef struct ch_trace {
    ch_entry entry;
    const ch_node *tool_names; /* what declarations may call it */
    const ch_node *paths, *commits, *words, *dependencies_node;
    const ch_node *dependencies[CH_ECOSYSTEMS];
} ch_trace;

/* A clause, and the entry of its family that is meant. */
typedef struct ch_clause_ref {
    ch_clause clause;
    uint32_t entry;
} ch_clause_ref;

typedef struct ch_exception {
    ch_entry entry;
    const ch_node *for_node, *waives_names, *approved_names;
    const ch_condition *condition; /* NULL: every use */
    const ch_clause_ref *waives;
    uint32_t waive_count;
    ch_set approved_by; /* colleges */
    bool asks;          /* as a rule's */
} ch_exception;

/* What some uses may take in a period, at most. */
typedef struct ch_budget {
    ch_entry entry;
    int period, each; /* each: 0: all uses together */
    const ch_node *unit_names, *activity_names, *energy_node, *co2_node;
    ch_refs activities;
    double energy_wh, co2_g; /* negative: no limit */
    ch_count requests;
} ch_budget;

typedef struct ch_governance {
    ch_localized body, contact;
    const ch_node *college_names, *approval_node;
    const ch_text *colleges;
    uint32_t college_count;
    ch_set approval[3]; /* by charter_effect: the colleges that must approve */
} ch_governance;

typedef struct ch_unlisted {
    int activity, tool, data; /* words: 1 review, 2 forbid */
    int variants;             /* likewise: of a banned tool's name with more words */
} ch_unlisted;

/* The slots that conditions read; the facts of the charter's own fields follow. */
typedef enum ch_slot {
    CH_SLOT_USAGE_ID,
    CH_SLOT_UNIT,
    CH_SLOT_AUTHOR,
    CH_SLOT_ROLE,
    CH_SLOT_PURPOSE,
    CH_SLOT_OUTPUT,
    CH_SLOT_AUTONOMY,
    CH_SLOT_STAGE,
    CH_SLOT_DATE,
    CH_SLOT_REQUESTS,
    CH_SLOT_TOKENS,
    CH_SLOT_ACTIVITY_ID,
    CH_SLOT_ACTIVITY_LISTED,
    CH_SLOT_ACTIVITY_STATUS,
    CH_SLOT_TOOL_ID,
    CH_SLOT_TOOL_LISTED,
    CH_SLOT_TOOL_STATUS,
    CH_SLOT_TOOL_HOSTING,
    CH_SLOT_TOOL_VENDOR,
    CH_SLOT_TOOL_TRAINS,
    CH_SLOT_TOOL_NAME,
    CH_SLOT_TOOL_MODEL,
    CH_SLOT_FACTS /* the first of them */
} ch_slot;

/* A file that belongs to a version. */
typedef struct ch_file {
    ch_source source;
    const char *listed_as; /* how the charter's hash names it; NULL: no part of it */
    ch_node *root;
    const ch_node *included_by; /* in the main file: what names a file that comes with the program; else NULL */
    bool carried;               /* such a file that the module lacks: it goes where the charter goes */
    struct ch_file *next;
} ch_file;

/* Values that a declaration may give a fact, and that tell apart what conditions can answer: all words of a closed
 * list, in its order; for numbers, dates and texts the constants of conditions, and one step on either side. */
typedef struct ch_values {
    const ch_value *items;
    uint32_t count;
    bool cut; /* there are more constants than these */
} ch_values;

#define CH_LIST_OF(type) \
    struct {             \
        type *items;     \
        uint32_t count;  \
    }

/* One version of a charter. */
typedef struct ch_version {
    ch_file *files; /* the main one first */
    ch_text id, number, lang_name;
    ch_localized title;
    charter_lang lang;
    bool lang_known;
    ch_period period;
    ch_day review_by;
    const ch_node *governance_node, *unlisted_node, *include_names, *units_node, *roles_node;
    ch_governance governance;
    ch_unlisted unlisted;
    const ch_text *units, *roles;
    const ch_localized *unit_titles, *role_titles; /* one a name; NULL: none has one */
    const ch_node *intake_names;                   /* as `intake` says them, below the charter's folder */
    charter_intake *intake;                        /* NULL: none is named */
    uint32_t unit_count, role_count;

    CH_LIST_OF(ch_data_class) data;
    CH_LIST_OF(ch_hosting) hosting;
    CH_LIST_OF(ch_duty) duties;
    CH_LIST_OF(ch_tool) tools;
    CH_LIST_OF(ch_activity) activities;
    CH_LIST_OF(ch_fact_field) fields;
    CH_LIST_OF(ch_rule) rules;
    CH_LIST_OF(ch_detector) detectors;
    CH_LIST_OF(ch_trace) traces;
    CH_LIST_OF(ch_exception) exceptions;
    CH_LIST_OF(ch_entry) commitments;
    CH_LIST_OF(ch_budget) budgets;
    CH_LIST_OF(ch_catalogued) catalogue;

    ch_set *at_or_below, *at_or_above; /* of each data class */
    bool some_hosted;                  /* some class has a hosting set */
    bool some_pattern;                 /* some tool has a pattern */
    ch_names activity_names, tool_names, class_names;
    ch_index catalogue_names; /* by their letters (ch_name_letters), to numbers in `catalogue` */
    ch_scope scope;
    const ch_values *values;          /* of each variable of the scope; none of what the charter says itself */
    ch_refs waivers[CH_CLAUSE_COUNT]; /* exceptions that name the clause, or an entry of its family */
    const ch_detector_spec *detections;
    ch_scanner *scanner; /* NULL: there are no detectors */
} ch_version;

typedef struct ch_kept_pattern {
    ch_pattern *pattern;
    struct ch_kept_pattern *next;
} ch_kept_pattern;

struct charter {
    ch_arena arena;
    ch_version *versions;
    size_t count;
    ch_kept_pattern *patterns;
};

/* The kinds of entries that are referred to by id. */
typedef enum ch_vocabulary {
    CH_VOCABULARY_DATA,
    CH_VOCABULARY_HOSTING,
    CH_VOCABULARY_DUTIES,
    CH_VOCABULARY_TOOLS,
    CH_VOCABULARY_ACTIVITIES,
    CH_VOCABULARY_FIELDS,
    CH_VOCABULARY_RULES,
    CH_VOCABULARY_DETECTORS,
    CH_VOCABULARY_TRACES,
    CH_VOCABULARY_EXCEPTIONS,
    CH_VOCABULARY_COMMITMENTS,
    CH_VOCABULARY_BUDGETS,
    CH_VOCABULARY_CATALOGUE,
    CH_VOCABULARY_COUNT
} ch_vocabulary;

uint32_t ch_vocabulary_size(const ch_version *version, ch_vocabulary vocabulary);
ch_entry *ch_vocabulary_entry(const ch_version *version, ch_vocabulary vocabulary, uint32_t number);
const char *ch_vocabulary_what(ch_vocabulary vocabulary); /* "a tool", marked for translation */

/* The values of a variable of the scope that tell apart what the version's conditions, and `also` (or NULL), can
 * answer. They live in `arena`. False: no memory. */
bool ch_version_values(const ch_version *version, const ch_condition *also, uint32_t slot, ch_arena *arena,
                       ch_values *out);

/* The version in force on `day`, or NULL. */
const ch_version *ch_charter_on(const charter *charter, ch_day day);

/* The field of facts with that id, letter for letter, or NULL. */
const ch_fact_field *ch_find_field(const ch_version *version, ch_text id);

/* Whether a detector is in force on `day`, and the class that it means, too: one out of force counts nowhere. */
bool ch_detector_holds(const ch_version *version, uint32_t detector, ch_day day);

#define CH_HASH_SIZE CHARTER_SHA256_SIZE

/* Lower-case hex of the version's SHA-256, and a NUL: of its file where it is one, else of the lines that
 * sha256sum prints for all of them, the mapping that it names last. */
void ch_version_hash(const ch_version *version, char out[CH_HASH_SIZE]);

/* Text for people in `lang`: in it, else in the charter's own language, else in any. */
ch_text ch_localized_in(const ch_localized *words, charter_lang lang, const ch_version *version);

/* Whether a list of entries has `number`. */
bool ch_refs_have(ch_refs refs, uint32_t number);

/* Where `key` of an entry stands in the charter, or the entry itself where it has no such key. */
charter_place ch_entry_place(const ch_entry *entry, const char *key);

/* Keeps a compiled pattern for the charter's life; on failure it is freed. False when there is no memory. */
bool ch_charter_keep_pattern(void *charter, ch_pattern *pattern);

#endif

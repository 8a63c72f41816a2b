/* What is claimed, and what of the charter cannot be gone through whole. */
#include "proof/proof.h"

#include <stdlib.h>

#include "base/options.h"
#include "rule/condition_read.h"
#include "rule/reading.h"
#include "tree/yaml.h"

CH_OPTIONS_END_WITH(charter_proof_options, most);

/* ---- the claim ---- */

static const char *const verdicts[] = {"compliant", "conditional", "review", "undetermined", "non-compliant", NULL};

typedef struct said {
    const ch_node *never, *always;
    int reachable;
} said;

static const ch_field fields[] = {
    {"never", CH_ANY, offsetof(said, never), NULL, false},
    {"always", CH_ANY, offsetof(said, always), NULL, false},
    {"reachable", CH_CHOICE, offsetof(said, reachable), verdicts, false},
    {0},
};

static bool read_claim(charter_proof *p, charter_diagnostics *diagnostics, const ch_node *root)
{
    said s = {.reachable = 0};
    ch_decoder decoder = {&p->source, &p->arena, diagnostics};
    if (!ch_decode_map(&decoder, root))
        return false;
    ch_decode(&decoder, root, NULL, fields, N_("a claim"), &s);
    if (diagnostics->errors == 0 && (s.never != NULL) + (s.always != NULL) + (s.reachable != 0) != 1)
        ch_error_at(diagnostics, CH_KEY_MISSING, &p->source, root->span, ch_say("a claim says one thing"),
                    ch_say("write never: CONDITION, always: CONDITION or reachable: VERDICT"));
    if (diagnostics->errors > 0)
        return false;
    p->claim = s.never != NULL ? CH_CLAIM_NEVER : s.always != NULL ? CH_CLAIM_ALWAYS : CH_CLAIM_REACHABLE;
    p->wanted = (charter_decision)(s.reachable - (s.reachable > 0));
    if (p->claim == CH_CLAIM_REACHABLE)
        return true;
    ch_condition_reader reader = {&decoder, &p->version->scope, ch_charter_keep_pattern, p->own};
    p->condition = ch_condition_read(&reader, s.never != NULL ? s.never : s.always);
    return p->condition != NULL;
}

static bool parse(charter_proof *p, charter_text claim, charter_diagnostics *diagnostics)
{
    const ch_yaml_rules rules = {.depth = 32, .nodes = 10000};
    ch_node *root;
    p->claim_text = ch_arena_text(&p->arena, claim);
    p->source = (ch_source){.name = "claim", .bytes = p->claim_text};
    if (p->claim_text.at == NULL || !ch_source_index(&p->source, &p->arena) ||
        !ch_yaml_check_bytes(&p->source, diagnostics))
        return false;
    switch (ch_yaml_read(&p->source, &rules, &p->arena, diagnostics, &root)) {
    case CH_YAML_DOCUMENT:
        return read_claim(p, diagnostics, root);
    case CH_YAML_NOTHING:
        ch_error_in_file(diagnostics, CH_INPUT_EMPTY, p->source.name, ch_say("nothing is claimed"),
                         ch_say("write never: CONDITION, always: CONDITION or reachable: VERDICT"));
        return false;
    default:
        return false;
    }
}

/* ---- what is read ---- */

typedef struct looking {
    charter_proof *p;
    bool *reads; /* of each variable: some condition reads it */
    uint8_t *asked;
} looking;

void ch_proof_gap(charter_proof *p, ch_message message, charter_place place)
{
    ch_gap **at = &p->gaps;
    for (; *at != NULL; at = &(*at)->next)
        if (ch_message_same(&(*at)->message, &message) && (*at)->place.line == place.line)
            return;
    if (p->gap_count++ >= CH_GAPS_MOST)
        return;
    ch_gap *gap = ch_arena_take(&p->arena, sizeof *gap);
    if (gap == NULL)
        return; /* the arena has failed */
    *gap = (ch_gap){.message = message, .place = place};
    ch_message_keep(&gap->message, &p->arena);
    *at = gap;
}

static bool is_open_kind(ch_value_kind kind)
{
    return kind == CH_VALUE_TEXT || kind == CH_VALUE_INT || kind == CH_VALUE_NUMBER || kind == CH_VALUE_DATE;
}

static charter_place place_of(const ch_entry *entry)
{
    return entry == NULL ? (charter_place){.file = NULL} : ch_entry_place(entry, NULL);
}

/* What is compared otherwise than with what is written out may have answers that no value tells apart. */
static void look_at(looking *l, const ch_condition *condition, const ch_entry *entry, bool all_first)
{
    charter_proof *p = l->p;
    const ch_scope *scope = &p->version->scope;
    if (condition == NULL)
        return;
    bool plain = ch_condition_is_plain(condition);
    ch_condition_asked(condition, l->asked);
    for (uint32_t slot = 0; slot < scope->count; slot++) {
        const ch_variable *variable = &scope->variables[slot];
        if (!ch_condition_reads_among(condition, slot, slot))
            continue;
        l->reads[slot] = true;
        if (all_first)
            p->choices[slot].first = true;
        if (!plain && !variable->closed && is_open_kind(variable->kind) && variable->reads == 0)
            ch_proof_gap(p, ch_say1("\"%s\" is held against a pattern, or something is computed of it", variable->name),
                         place_of(entry));
        if (slot == CH_SLOT_TOOL_NAME || slot == CH_SLOT_STAGE)
            ch_proof_gap(p, ch_say1("a condition reads %s, which is not gone through", variable->name),
                         place_of(entry));
    }
}

static bool look_at_all(looking *l)
{
    charter_proof *p = l->p;
    const ch_version *v = p->version;
    for (uint32_t i = 0; i < v->rules.count; i++) {
        const ch_rule *rule = &v->rules.items[i];
        if (!ch_period_holds(rule->entry.period, p->options.at))
            continue;
        look_at(l, rule->when, &rule->entry, false);
        look_at(l, rule->require, &rule->entry, false);
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        if (ch_period_holds(v->exceptions.items[i].entry.period, p->options.at))
            look_at(l, v->exceptions.items[i].condition, &v->exceptions.items[i].entry, true);
    look_at(l, p->condition, NULL, false);
    for (uint32_t i = 0; p->claim == CH_CLAIM_REACHABLE && i < v->duties.count; i++)
        for (uint32_t k = 0; k < v->duties.items[i].path_count; k++)
            if (v->duties.items[i].paths[k].kind == CH_BY_FACT)
                p->choices[v->duties.items[i].paths[k].slot].first = true;
    for (uint32_t slot = 0; slot < v->scope.count; slot++) {
        ch_choice *choice = &p->choices[slot];
        choice->first = choice->first || l->asked[CH_LACKING_VARIABLE(slot)] != 0;
        if (v->scope.variables[slot].reads != 0 || slot == CH_SLOT_STAGE)
            continue;
        if (!ch_version_values(v, p->condition, slot, &p->arena, &choice->values))
            return false;
        if (choice->values.cut && l->reads[slot])
            ch_proof_gap(p,
                         ch_say1("\"%s\" is compared with more values than are gone through",
                                 v->scope.variables[slot].name),
                         (charter_place){.file = NULL});
    }
    return true;
}

static bool prepare(charter_proof *p)
{
    const ch_scope *scope = &p->version->scope;
    looking l = {.p = p,
                 .reads = ch_arena_take_many(&p->arena, scope->count + 1, sizeof *l.reads),
                 .asked = ch_arena_take_many(&p->arena, CH_LACKING_SIZE(scope), 1)};
    p->choices = ch_arena_take_many(&p->arena, scope->count + 1, sizeof *p->choices);
    return l.reads != NULL && l.asked != NULL && p->choices != NULL && look_at_all(&l);
}

charter_status charter_proof_new_sized(charter_proof **out, const charter *the_charter, charter_text claim,
                                       const charter_proof_options *options, size_t options_size,
                                       charter_diagnostics *diagnostics)
{
    charter_proof_options o;
    *out = NULL;
    if (options == NULL || !ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at))
        return CHARTER_UNKNOWN;
    const ch_version *version = ch_charter_on(the_charter, o.at);
    if (version == NULL)
        return CHARTER_END;
    charter_proof *p = calloc(1, sizeof *p);
    if (p == NULL)
        return CHARTER_NO_MEMORY;
    p->version = version;
    p->options = o;
    p->answer = CHARTER_UNDECIDED;
    p->text = ch_buffer_init(1 << 20);
    p->own = calloc(1, sizeof *p->own);
    const charter_judge_options judging = {.at = o.at};
    bool good = p->own != NULL && charter_judge_new(&p->judge, the_charter, &judging) == CHARTER_OK;
    bool read = good && parse(p, claim, diagnostics);
    /* What is not read and not told had no memory. */
    good = good && (read ? prepare(p) : diagnostics->errors > 0) && !p->arena.failed && !diagnostics->failed;
    if (good && read) {
        *out = p;
        return CHARTER_OK;
    }
    charter_proof_free(p);
    return good ? CHARTER_INVALID : CHARTER_NO_MEMORY;
}

void charter_proof_free(charter_proof *p)
{
    if (p == NULL)
        return;
    charter_judge_free(p->judge);
    charter_stream_close(p->stream);
    charter_free(p->own);
    ch_buffer_clear(&p->text);
    ch_arena_clear(&p->arena);
    free(p);
}

charter_answer_of_proof charter_proof_answer(const charter_proof *p)
{
    return p->answer;
}

charter_text charter_proof_witness(const charter_proof *p)
{
    return p->witness;
}

uint64_t charter_proof_judged(const charter_proof *p)
{
    return p->judged;
}

/* type: types, and the inference of those that are not written (CEL specification, Gradual Type Checking): dyn fits
 * everything, and is decided when it is evaluated. Which expression has which type is check.c's. */
#include "cel/type.h"

#include "base/buffer.h"

#define SIMPLE(symbol, the_kind, spelling) \
    const ch_cel_type ch_cel_type_##symbol = {.kind = (the_kind), .name = CH_TEXT_INIT(spelling)}

SIMPLE(dyn, CH_CEL_T_DYN, "dyn");
SIMPLE(null, CH_CEL_T_NULL, "null_type");
SIMPLE(bool, CH_CEL_T_BOOL, "bool");
SIMPLE(int, CH_CEL_T_INT, "int");
SIMPLE(uint, CH_CEL_T_UINT, "uint");
SIMPLE(double, CH_CEL_T_DOUBLE, "double");
SIMPLE(string, CH_CEL_T_STRING, "string");
SIMPLE(bytes, CH_CEL_T_BYTES, "bytes");
SIMPLE(timestamp, CH_CEL_T_TIMESTAMP, "google.protobuf.Timestamp");
SIMPLE(duration, CH_CEL_T_DURATION, "google.protobuf.Duration");
/* To people a string: only the checker knows that it has an order of its own. */
SIMPLE(word, CH_CEL_T_WORD, "string");
SIMPLE(type, CH_CEL_T_TYPE, "type");

static const ch_cel_type *compound(ch_arena *arena, ch_cel_type_kind kind, ch_text name,
                                   const ch_cel_type *const *params, uint32_t count)
{
    ch_cel_type *type = ch_arena_take(arena, sizeof *type);
    if (type == NULL || count > CH_CEL_TYPE_PARAMS)
        return NULL;
    *type = (ch_cel_type){.kind = kind, .count = count, .name = name};
    for (uint32_t i = 0; i < count; i++) {
        /* What there was no memory for makes nothing of the whole: callers ask once. */
        if (params[i] == NULL)
            return NULL;
        type->params[i] = params[i];
    }
    return type;
}

const ch_cel_type *ch_cel_type_list(ch_arena *arena, const ch_cel_type *element)
{
    return compound(arena, CH_CEL_T_LIST, CH_LITERAL("list"), &element, 1);
}

const ch_cel_type *ch_cel_type_map(ch_arena *arena, const ch_cel_type *key, const ch_cel_type *value)
{
    const ch_cel_type *params[] = {key, value};
    return compound(arena, CH_CEL_T_MAP, CH_LITERAL("map"), params, 2);
}

const ch_cel_type *ch_cel_type_optional(ch_arena *arena, const ch_cel_type *held)
{
    return compound(arena, CH_CEL_T_OPAQUE, CH_LITERAL("optional_type"), &held, 1);
}

const ch_cel_type *ch_cel_type_of(ch_arena *arena, const ch_cel_type *type)
{
    return compound(arena, CH_CEL_T_TYPE, CH_LITERAL("type"), &type, 1);
}

const ch_cel_type *ch_cel_type_opaque(ch_arena *arena, ch_text name, const ch_cel_type *const *params, uint32_t count)
{
    return compound(arena, CH_CEL_T_OPAQUE, name, params, count);
}

const ch_cel_type *ch_cel_type_param(ch_arena *arena, ch_text name, uint32_t number)
{
    ch_cel_type *type = ch_arena_take(arena, sizeof *type);
    if (type != NULL)
        *type = (ch_cel_type){.kind = CH_CEL_T_PARAM, .number = number, .name = name};
    return type;
}

bool ch_cel_type_is_optional(const ch_cel_type *type)
{
    return type->kind == CH_CEL_T_OPAQUE && type->count == 1 && ch_text_is(type->name, "optional_type");
}

bool ch_cel_type_same(const ch_cel_type *a, const ch_cel_type *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->count != b->count || a->number != b->number || !ch_text_same(a->name, b->name))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!ch_cel_type_same(a->params[i], b->params[i]))
            return false;
    return true;
}

static void write_type(ch_buffer *into, const ch_cel_type *type)
{
    ch_buffer_add(into, type->name);
    for (uint32_t i = 0; i < type->count; i++) {
        ch_buffer_add(into, i == 0 ? CH_LITERAL("(") : CH_LITERAL(", "));
        write_type(into, type->params[i]);
    }
    if (type->count > 0)
        ch_buffer_add_char(into, ')');
}

ch_text ch_cel_type_text(ch_arena *arena, const ch_cel_type *type)
{
    ch_buffer buffer = ch_buffer_init(4096);
    write_type(&buffer, type);
    ch_text text = ch_arena_text(arena, ch_buffer_text(&buffer));
    ch_buffer_clear(&buffer);
    return text;
}

/* ---- inference ---- */

typedef ch_cel_inference inference;

const ch_cel_type *ch_cel_type_fresh(inference *in)
{
    if (in->count == in->room) {
        uint32_t room = in->room == 0 ? 32 : in->room * 2;
        const ch_cel_type **bound = ch_arena_take_many(in->arena, room, sizeof *bound);
        if (bound == NULL) {
            in->failed = true;
            return &ch_cel_type_dyn;
        }
        if (in->count > 0)
            memcpy(bound, in->bound, in->count * sizeof *bound);
        in->bound = bound;
        in->room = room;
    }
    const ch_cel_type *type = ch_cel_type_param(in->arena, CH_LITERAL("dyn"), in->count);
    if (type == NULL) {
        in->failed = true;
        return &ch_cel_type_dyn;
    }
    in->bound[in->count++] = NULL;
    return type;
}

/* A type that held itself would have no end. */
static bool occurs(const inference *in, uint32_t number, const ch_cel_type *within)
{
    if (within->kind == CH_CEL_T_PARAM) {
        if (within->number == number)
            return true;
        const ch_cel_type *bound = in->bound[within->number];
        return bound != NULL && occurs(in, number, bound);
    }
    for (uint32_t i = 0; i < within->count; i++)
        if (occurs(in, number, within->params[i]))
            return true;
    return false;
}

/* Whether `a` is `b` or says less than it; both fit. */
static bool as_general(const ch_cel_type *a, const ch_cel_type *b)
{
    if (a->kind == CH_CEL_T_DYN || a->kind == CH_CEL_T_PARAM)
        return true;
    if (b->kind == CH_CEL_T_NULL)
        return true;
    if (b->kind == CH_CEL_T_DYN || b->kind == CH_CEL_T_PARAM || a->kind != b->kind)
        return false;
    if (a->kind == CH_CEL_T_TYPE)
        return true;
    if (a->count != b->count || !ch_text_same(a->name, b->name))
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!as_general(a->params[i], b->params[i]))
            return false;
    return true;
}

static bool fits(inference *in, const ch_cel_type *given, const ch_cel_type *wanted);

/* Tries to bind `param` to `type`. `*known`: it was bound already. */
static bool bind(inference *in, const ch_cel_type *type, const ch_cel_type *param, bool *known)
{
    const ch_cel_type *bound = in->bound[param->number];
    *known = bound != NULL || ch_cel_type_same(type, param);
    if (ch_cel_type_same(type, param))
        return true;
    if (bound == NULL) {
        if (occurs(in, param->number, type))
            return false;
        in->bound[param->number] = type;
        return true;
    }
    if (ch_cel_type_same(type, bound))
        return true;
    if (!fits(in, type, bound))
        return false;
    const ch_cel_type *general = as_general(type, bound) ? type : bound;
    if (!occurs(in, param->number, general))
        in->bound[param->number] = general;
    return true;
}

/* null stands for objects that are not there; not for lists, maps or numbers. */
static bool takes_null(const ch_cel_type *type)
{
    return type->kind == CH_CEL_T_NULL || type->kind == CH_CEL_T_OPAQUE || type->kind == CH_CEL_T_TIMESTAMP ||
           type->kind == CH_CEL_T_DURATION;
}

static bool fits_known(inference *in, const ch_cel_type *given, const ch_cel_type *wanted)
{
    if (given->kind == CH_CEL_T_DYN || wanted->kind == CH_CEL_T_DYN)
        return true;
    if (given->kind == CH_CEL_T_NULL)
        return takes_null(wanted);
    if (wanted->kind == CH_CEL_T_NULL)
        return takes_null(given);
    if (given->kind != wanted->kind)
        return false;
    if (given->kind == CH_CEL_T_TYPE)
        return true;
    if (given->count != wanted->count || !ch_text_same(given->name, wanted->name))
        return false;
    for (uint32_t i = 0; i < given->count; i++)
        if (!fits(in, given->params[i], wanted->params[i]))
            return false;
    return true;
}

/* Recursion follows types, whose depth is that of the expression. */
static bool fits(inference *in, const ch_cel_type *given, const ch_cel_type *wanted)
{
    bool known;
    if (wanted->kind == CH_CEL_T_PARAM) {
        if (bind(in, given, wanted, &known))
            return true;
        if (known)
            return false;
    }
    if (given->kind == CH_CEL_T_PARAM)
        return bind(in, wanted, given, &known);
    return fits_known(in, given, wanted);
}

/* All or nothing: an overload that does not fit leaves no binding behind for the next one. */
bool ch_cel_types_fit(inference *in, const ch_cel_type *const *given, const ch_cel_type *const *wanted, uint32_t count)
{
    enum { FEW = 64 };
    const ch_cel_type *few[FEW], **before = few;
    /* Few expressions have more: the others ask for no memory. */
    if (in->count > FEW)
        before = ch_arena_take_many(in->arena, in->count, sizeof *before);
    if (before == NULL) {
        in->failed = true;
        return false;
    }
    if (in->count > 0)
        memcpy(before, in->bound, in->count * sizeof *before);
    bool all = true;
    for (uint32_t i = 0; all && i < count; i++)
        all = fits(in, given[i], wanted[i]);
    if (!all && in->count > 0)
        memcpy(in->bound, before, in->count * sizeof *before);
    return all;
}

/* dyn where they have nothing in common: a list may mix types. */
const ch_cel_type *ch_cel_type_join(inference *in, const ch_cel_type *a, const ch_cel_type *b)
{
    if (a == NULL)
        return b;
    if (!ch_cel_types_fit(in, &a, &b, 1))
        return &ch_cel_type_dyn;
    return as_general(a, b) ? a : b;
}

/* It ends: bind() lets no type hold itself. */
const ch_cel_type *ch_cel_type_resolve(inference *in, const ch_cel_type *type, bool finish)
{
    if (type->kind == CH_CEL_T_PARAM) {
        const ch_cel_type *bound = in->bound[type->number];
        if (bound != NULL)
            return ch_cel_type_resolve(in, bound, finish);
        return finish ? &ch_cel_type_dyn : type;
    }
    const ch_cel_type *params[CH_CEL_TYPE_PARAMS];
    bool same = true;
    for (uint32_t i = 0; i < type->count; i++) {
        params[i] = ch_cel_type_resolve(in, type->params[i], finish);
        same = same && params[i] == type->params[i];
    }
    if (same)
        return type;
    const ch_cel_type *resolved = compound(in->arena, type->kind, type->name, params, type->count);
    if (resolved == NULL)
        in->failed = true;
    return resolved == NULL ? &ch_cel_type_dyn : resolved;
}

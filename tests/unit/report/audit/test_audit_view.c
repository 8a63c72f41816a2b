/* What is published of a data class's evidence: the uses that hold it are told, so what is found and what is not
 * declared must not give a small part of them away. Tried by brute force: every class that would be published alike. */
#include "unit/support.h"

#include "report/audit/audit_view.h"

enum { LARGEST = 13, SMALLEST = 4 };

static const ch_audit_options publishing = {.publish = true, .min_group = SMALLEST};

/* Uses where nothing was found, where it was found and declared, and where it was found alone. */
typedef struct world {
    uint64_t parts[3];
    uint64_t found, undeclared; /* UINT64_MAX: not published */
} world;

static world publish(uint64_t none, uint64_t declared, uint64_t alone)
{
    const uint64_t numbers[] = {[CH_N_EVIDENT] = none + declared + alone,
                                [CH_N_DECLARED] = none + declared,
                                [CH_N_FOUND] = declared + alone,
                                [CH_N_UNDECLARED] = alone};
    bool hidden[CH_N_UNDECLARED + 1];
    ch_view_evidence(CH_LITERAL("personal"), numbers, &publishing, hidden);
    assert_true(hidden[CH_N_DECLARED] && !hidden[CH_N_EVIDENT]);
    return (world){.parts = {none, declared, alone},
                   .found = hidden[CH_N_FOUND] ? UINT64_MAX : numbers[CH_N_FOUND],
                   .undeclared = hidden[CH_N_UNDECLARED] ? UINT64_MAX : numbers[CH_N_UNDECLARED]};
}

/* Whether `part` has another value in some world of as many uses that looks the same. */
static bool in_doubt(const world *w, int part)
{
    uint64_t uses = w->parts[0] + w->parts[1] + w->parts[2];
    for (uint64_t none = 0; none <= uses; none++)
        for (uint64_t declared = 0; none + declared <= uses; declared++) {
            world other = publish(none, declared, uses - none - declared);
            if (other.found == w->found && other.undeclared == w->undeclared && other.parts[part] != w->parts[part])
                return true;
        }
    return false;
}

static void no_small_part_of_a_class_can_be_worked_out(void **state)
{
    (void)state;
    size_t hidden = 0;
    for (uint64_t uses = SMALLEST; uses <= LARGEST; uses++)
        for (uint64_t none = 0; none <= uses; none++)
            for (uint64_t declared = 0; none + declared <= uses; declared++) {
                world w = publish(none, declared, uses - none - declared);
                for (int part = 0; part < 3; part++)
                    if (w.parts[part] > 0 && w.parts[part] < SMALLEST && ++hidden > 0 && !in_doubt(&w, part))
                        fail_msg("%d, %d, %d: part %d is known", (int)w.parts[0], (int)w.parts[1], (int)w.parts[2],
                                 part);
            }
    assert_true(hidden > 0);
}

static void what_is_large_enough_is_published(void **state)
{
    (void)state;
    world w = publish(4, 5, 6);
    assert_int_equal(w.found, 11);
    assert_int_equal(w.undeclared, 6);
    w = publish(0, 0, 9);
    assert_int_equal(w.found, 9);
    assert_int_equal(w.undeclared, 9);
}

static void everything_is_shown_where_nothing_is_published(void **state)
{
    (void)state;
    const uint64_t numbers[] = {1, 1, 1, 1};
    bool hidden[CH_N_UNDECLARED + 1];
    ch_view_evidence(CH_LITERAL("personal"), numbers, &(ch_audit_options){0}, hidden);
    for (int i = 0; i <= CH_N_UNDECLARED; i++)
        assert_false(hidden[i]);
}

int main(void)
{
    const test_table tables[] = {
        TEST(no_small_part_of_a_class_can_be_worked_out),
        TEST(what_is_large_enough_is_published),
        TEST(everything_is_shown_where_nothing_is_published),
    };
    return RUN_TABLES(tables);
}

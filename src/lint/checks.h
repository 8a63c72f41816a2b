/* checks: what lint looks for, a row each: its code, how much it matters, and what it is. docs/lint.md has a paragraph
 * and an example of each, in this order. */
#ifndef CH_LINT_CHECKS_H
#define CH_LINT_CHECKS_H

/* clang-format off */
#define CH_LINT_CHECKS(check) \
    check(LINT_CLASS_UNSERVED, WARNING, N_("a data class that no tool may be given in any activity")) \
    check(LINT_ACTIVITY_UNSERVED, WARNING, N_("an activity that no listed tool can serve")) \
    check(LINT_NO_ALTERNATIVE, WARNING, N_("a banned tool in whose place nothing may be used")) \
    check(LINT_NAME_CAUGHT, WARNING, N_("a name that the pattern of a tool with a milder status catches")) \
    check(LINT_NAME_BARRED, NOTE, N_("a name that the pattern of another tool catches, no milder than its own")) \
    check(LINT_UNUSED, NOTE, N_("a class, hosting, duty or field that nothing uses")) \
    check(LINT_RULE_NEVER, NOTE, N_("a rule that holds for nothing that the charter lists")) \
    check(LINT_RULE_ALWAYS, WARNING, N_("a condition that is always true")) \
    check(LINT_SILENCE, NOTE, N_("a condition that lets pass whoever leaves a fact out")) \
    check(LINT_EXCEPTION_BROAD, WARNING, N_("an exception that is wider than one decision")) \
    check(LINT_EXCEPTION_IDLE, WARNING, N_("an exception without effect")) \
    check(LINT_EXCEPTION_LAPSING, WARNING, N_("an exception that is about to lapse")) \
    check(LINT_PAST, WARNING, N_("a date that is past")) \
    check(LINT_NO_BECAUSE, WARNING, N_("a ban, a rule or an exception that does not say why")) \
    check(LINT_IGNORE_UNUSED, WARNING, N_("an x-lint-ignore that ignores nothing")) \
    check(LINT_IGNORE_FORM, WARNING, N_("an x-lint-ignore without a code or a reason"))
/* clang-format on */

enum {
#define CH_LINT_COUNT(name, severity, title) CH_CHECK_##name,
    CH_LINT_CHECKS(CH_LINT_COUNT)
#undef CH_LINT_COUNT
        CH_LINT_CHECK_COUNT
};

#endif

/* What a run came to. The exit status of a check follows from it alone (src/cli), and not from what a format shows. */
#include "charter/report.h"

static uint64_t sum(const uint64_t counts[CHARTER_DECISION_COUNT])
{
    uint64_t total = 0;
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        total += counts[i];
    return total;
}

uint64_t charter_summary_verdict_count(const charter_summary *s)
{
    return sum(s->verdicts);
}

uint64_t charter_summary_accepted_count(const charter_summary *s)
{
    return sum(s->accepted);
}

bool charter_summary_is_read(const charter_summary *s)
{
    return s->errors == 0 && s->verdicts[CHARTER_DECISION_INVALID] == 0;
}

/* What is undetermined was not decided, whatever a baseline accepts: unable to decide is never a pass. */
bool charter_summary_is_decided(const charter_summary *s)
{
    return charter_summary_is_read(s) && s->verdicts[CHARTER_DECISION_UNDETERMINED] == 0;
}

charter_decision charter_summary_gravest(const charter_summary *s)
{
    /* The gravest first. Undetermined and invalid are not among them: they are no answer, which is_decided tells. */
    static const charter_decision decided[] = {CHARTER_DECISION_NON_COMPLIANT, CHARTER_DECISION_REVIEW,
                                               CHARTER_DECISION_CONDITIONAL};
    for (size_t i = 0; i < sizeof decided / sizeof *decided; i++)
        if (s->verdicts[decided[i]] > s->accepted[decided[i]])
            return decided[i];
    return CHARTER_DECISION_COMPLIANT;
}

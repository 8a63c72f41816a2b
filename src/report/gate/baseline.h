/* baseline: which issues of the verdict that is being told are accepted. The public side is charter/baseline.h. */
#ifndef CH_REPORT_GATE_BASELINE_H
#define CH_REPORT_GATE_BASELINE_H

#include "charter/baseline.h"
#include "judge/verdict.h"

/* Whether a finding, or an open duty, of the verdict that was taken last is accepted; false where there is no
 * baseline. */
bool ch_baseline_has_finding(const charter_baseline *baseline, const charter_finding *finding);
bool ch_baseline_has_duty(const charter_baseline *baseline, const ch_duty_state *duty);

/* Whether all that stands against it is; false where there is no baseline. */
bool ch_baseline_has_all(const charter_baseline *baseline);

#endif

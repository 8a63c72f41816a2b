/* which: for who tells the uses that a charter's entries make together. The public side is charter/which.h. */
#ifndef CH_JUDGE_WHICH_H
#define CH_JUDGE_WHICH_H

#include "charter/version.h"
#include "charter/which.h"

/* The version that judges. */
const ch_version *ch_which_version(const charter_which *which);

#endif

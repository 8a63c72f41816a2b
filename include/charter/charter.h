/* charter-check: declared uses of AI, judged against an organisation's charter. The whole public API. */
#ifndef CHARTER_CHARTER_H
#define CHARTER_CHARTER_H

#include "charter/ask.h"
#include "charter/audit.h"
#include "charter/baseline.h"
#include "charter/batch.h"
#include "charter/cases.h"
#include "charter/check.h"
#include "charter/diagnostics.h"
#include "charter/draft.h"
#include "charter/intake.h"
#include "charter/judge.h"
#include "charter/lint.h"
#include "charter/load.h"
#include "charter/memory.h"
#include "charter/page.h"
#include "charter/proof.h"
#include "charter/report.h"
#include "charter/detect.h"
#include "charter/explain.h"
#include "charter/tables.h"
#include "charter/traces.h"
#include "charter/types.h"
#include "charter/vocabulary.h"
#include "charter/which.h"

#endif

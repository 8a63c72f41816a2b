/* foreign: files of other programs, known by what they begin with. Each would fail further on, at a byte that nobody
 * has typed. */
#ifndef CH_TREE_FOREIGN_H
#define CH_TREE_FOREIGN_H

#include "base/diagnostics.h"

/* Whether `source` is the beginning of such a file: then an error says which, and, of a register (its rows), as what to
 * save it. */
bool ch_refuse_foreign(const ch_source *source, charter_diagnostics *diagnostics);

#endif

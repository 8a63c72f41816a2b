/* ask: what its files share: what is known of the use so far, how a sentence adds to it, and how answers do. */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include "use.h"

typedef struct cli_asking {
    const cli *c;
    const charter *the_charter;
    charter_day at;
    size_t version; /* that is in force */
    cli_declared declared;
    charter_understanding *understood; /* the sentence; NULL: there was none */
    char **asked;                      /* what was asked, once */
    size_t asked_count;
    size_t questions; /* how many were asked */
    bool ended;       /* there are no more answers */
} cli_asking;

/* Reads `sentence` (kept), tells what it is understood to say, and declares it where no option has. CLI_FINE, or
 * CLI_STOPPED once it has said why. */
int cli_ask_sentence(cli_asking *asking, charter_text sentence);

/* Whether an entry may be named on that day. */
bool cli_ask_lists(const cli_asking *asking, charter_vocabulary vocabulary, size_t index);

/* What people call an entry: its title, or else its id. */
charter_text cli_ask_title(const cli_asking *asking, charter_vocabulary vocabulary, size_t index);

/* Tells that a name is in no list, with the nearest that are. */
void cli_ask_tell_unknown(const cli_asking *asking, const charter_mention *mention);

/* Asks for an activity, a tool: whatever the charter lists there, or a name that is typed. False where there is no
 * memory. */
bool cli_ask_name(cli_asking *asking, charter_vocabulary vocabulary);

/* Asks the next question that could still change the verdict, and declares the answer. False: there is none, or there
 * are no more answers; where there is no memory it has said so, and `*failed`. */
bool cli_ask_missing(cli_asking *asking, const charter_verdict *verdict, bool *failed);

/* Releases all of it. */
void cli_ask_free(cli_asking *asking);

#endif

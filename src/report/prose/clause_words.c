/* The clauses, one row each. docs/verdicts.md explains them at length. What a clause demands, and when it is
 * breached, is the judge's; these are the words for it. */
#include "report/prose/clause_words.h"

#include "base/catalog.h"

static const ch_clause_words rows[] = {
    {"activity.unlisted", N_("Activity that the charter lists"), N_("The charter must list the activity."),
     N_("Name the activity as the charter does, or ask whoever looks after the charter.")},
    {"activity.status", N_("Status of the activity"), N_("The activity must be one that the charter allows with AI."),
     N_("Do it without AI, or ask where the charter says that each case is decided.")},
    {"activity.data", N_("Data within what the activity allows"),
     N_("The data must be within what the activity allows."),
     N_("Leave out the data that are above the activity's ceiling.")},
    {"activity.tools", N_("Tool that the activity allows"), N_("The tool must be one that the activity allows."),
     N_("Use one of the tools that the activity allows.")},
    {"activity.autonomy", N_("Autonomy that the activity allows"),
     N_("The tool must have no more autonomy than the activity allows."),
     N_("Keep a person in charge, as far as the activity asks.")},
    {"tool.unlisted", N_("Tool that the charter lists"), N_("The charter must list the tool."),
     N_("Use a tool that the charter lists, or ask for this one to be assessed.")},
    {"tool.status", N_("Status of the tool"), N_("The tool must not be one that the charter bans."),
     N_("Use another tool, best one that the charter recommends.")},
    {"tool.data", N_("Data within what the tool may be given"),
     N_("The data must be within what the tool may be given."),
     N_("Leave the data out, or use a tool that may be given them.")},
    {"tool.activities", N_("Tool that is meant for the activity"), N_("The tool must be meant for the activity."),
     N_("Use a tool that is meant for the activity.")},
    {"data.unlisted", N_("Data classes that the charter lists"), N_("The charter must list the classes of data."),
     N_("Declare the data by a class that the charter lists.")},
    {"data.hosting", N_("Hosting where the data may go"), N_("The tool must be hosted where the data may go."),
     N_("Use a tool that is hosted where these data may go, or leave them out.")},
    {"data.files", N_("Files that can be looked into"),
     N_("The files that are sent must be ones that can be looked into."),
     N_("Send text that can be read, from the declaration's folder.")},
    {"detector.", N_("Nothing found that is not declared"), N_("What is sent must hold nothing that was not declared."),
     N_("Remove what was found, or declare the class of data that it belongs to.")},
    {"duty.", N_("Duty"), N_("The duty must be done, and shown in the declaration."),
     N_("Do what is asked, then declare it with its date.")},
    {"rule.", N_("Rule"), N_("A rule of the charter must hold."),
     N_("See what the rule asks for, and change the use accordingly.")},
    {"charter.period", N_("Charter in force on the day"), N_("A charter must be in force on the day of the use."),
     N_("Declare the day of the use, or get the charter of that day.")},
    {"charter.review", N_("Charter reviewed in time"), N_("The charter must have been reviewed in time."),
     N_("Review the charter, and give it a new date of review.")},
    {"trace.undeclared", N_("Traces of declared uses alone"),
     N_("Every use of AI that leaves a trace must be declared."), N_("Declare the use that was found.")},
    {"exception.", N_("Exception in force and approved"),
     N_("An exception that is relied on must be in force and approved."),
     N_("Stop the use, or have the exception renewed or approved.")},
};

/* A clause that lacks its row is told in general words, and is not left out. */
static const ch_clause_words any = {"", N_("Demand of the charter"), N_("A demand of the charter."),
                                    N_("See what the charter asks for.")};

const ch_clause_words *ch_words_of_clause_id(ch_text id)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool family = rows[i].id[strlen(rows[i].id) - 1] == '.';
        if (family ? ch_text_begins(id, rows[i].id) : ch_text_is(id, rows[i].id))
            return &rows[i];
    }
    return &any;
}

const ch_clause_words *ch_words_of_clause(ch_clause clause)
{
    return ch_words_of_clause_id(ch_text_of(ch_clause_rows[clause].id));
}

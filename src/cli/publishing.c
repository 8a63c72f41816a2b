/* Earlier publications of a register, and how the next one is asked for. What they allow to be worked out is the
 * library's. */
#include "publishing.h"

#include "say.h"

static charter_status load_all(const cli *c, cli_publishing *p, charter_diagnostics *faults)
{
    charter_files files = charter_files_on_disk(c->follow_links);
    charter_status status = charter_publications_new(&p->earlier);
    for (size_t i = 0; status == CHARTER_OK && i < p->published.count; i++)
        status = charter_publications_load(p->earlier, p->published.items[i], &files, faults);
    return status;
}

int cli_publishing_load(const cli *c, cli_publishing *p, const cli_written *written, bool quiet)
{
    if (p->published.count == 0) {
        if (p->publish && !quiet)
            cli_say(c, N_("no earlier publication was looked at: where there are some of this register, name each with "
                          "--published FILE"));
        return CLI_FINE;
    }
    if (!p->publish) {
        cli_say(c, N_("--published names what was published before: it wants --publish"));
        return CLI_STOPPED;
    }
    charter_diagnostics *faults = NULL;
    if (!cli_guards_all(c, written, &p->published))
        return CLI_STOPPED;
    charter_status status = charter_diagnostics_new(&faults);
    if (status == CHARTER_OK)
        status = load_all(c, p, faults);
    if (status == CHARTER_INVALID) {
        cli_explain_all(c, faults);
        cli_say(c, N_("nothing is published where an earlier publication cannot be read"));
    }
    charter_diagnostics_free(faults);
    if (status == CHARTER_OK)
        return CLI_FINE;
    return status == CHARTER_INVALID ? CLI_STOPPED : cli_no_memory(c);
}

charter_audit_options cli_publishing_options(const cli_publishing *p)
{
    return (charter_audit_options){.publish = p->publish, .min_group = p->min_group, .published = p->earlier};
}

void cli_publishing_free(cli_publishing *p)
{
    charter_publications_free(p->earlier);
    p->earlier = NULL;
}

/* Footprints: a tool's figures, each an interval, times the declared volume. What lacks a source or a date is
 * multiplied all the same; totals leave it out (audit/totals.c). */
#include "judge/judging.h"

static ch_interval times(ch_interval figure, double factor)
{
    /* Below 0: the charter gives no such figure. It must not become a figure of nothing. */
    if (figure.low < 0)
        return figure;
    return (ch_interval){figure.low * factor, figure.high * factor};
}

void ch_judge_footprint(const ch_judging *j, ch_footprint_sum *out)
{
    if (j->tool == NULL || j->tool->footprint.per == 0)
        return;
    const ch_footprint *figures = &j->tool->footprint;
    bool by_request = figures->per == CH_PER_REQUEST;
    ch_count volume = by_request ? j->declaration->requests : j->declaration->tokens;
    /* No volume is no footprint, and not one of 0. */
    if (!volume.given)
        return;
    /* Figures are per request, or per 1000 tokens. */
    double factor = (double)volume.value / (by_request ? 1 : 1000);
    *out = (ch_footprint_sum){.figures = figures,
                              .energy_wh = times(figures->energy_wh, factor),
                              .co2_g = times(figures->co2_g, factor),
                              .water_ml = times(figures->water_ml, factor)};
}

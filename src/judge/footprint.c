/* Footprints: a tool's figures, each an interval, times the declared volume. */
#include "judge/judging.h"

static ch_interval times(ch_interval figure, double factor)
{
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
    if (!volume.given)
        return;
    double factor = (double)volume.value / (by_request ? 1 : 1000);
    *out = (ch_footprint_sum){.figures = figures,
                              .energy_wh = times(figures->energy_wh, factor),
                              .co2_g = times(figures->co2_g, factor),
                              .water_ml = times(figures->water_ml, factor)};
}

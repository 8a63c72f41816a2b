/* The charters that come with the library, whole: who wants one of his own begins with the nearest of them. What is
 * included by name is charter/shipped.c's. */
#include "charter/draft.h"

#include <string.h>

/* Generated from the files of charter/ (CMakeLists.txt, charter_embed). */
#define SHIPPED(symbol)                               \
    extern const unsigned char ch_shipped_##symbol[]; \
    extern const size_t ch_shipped_##symbol##_size;
SHIPPED(ai_act)
SHIPPED(open_source_project)
SHIPPED(public_service)
SHIPPED(statistics_institute)

static const struct {
    const char *name;
    const unsigned char *bytes;
    const size_t *size;
} charters[] = {
    {"public-service", ch_shipped_public_service, &ch_shipped_public_service_size},
    {"statistics-institute", ch_shipped_statistics_institute, &ch_shipped_statistics_institute_size},
    {"open-source-project", ch_shipped_open_source_project, &ch_shipped_open_source_project_size},
    {"ai-act", ch_shipped_ai_act, &ch_shipped_ai_act_size},
};
enum { CHARTERS = sizeof charters / sizeof *charters };

const char *charter_shipped_at(size_t index)
{
    return index < CHARTERS ? charters[index].name : NULL;
}

charter_text charter_shipped(const char *name)
{
    for (size_t i = 0; i < CHARTERS; i++)
        if (strcmp(charters[i].name, name) == 0)
            return (charter_text){(const char *)charters[i].bytes, *charters[i].size};
    return (charter_text){NULL, 0};
}

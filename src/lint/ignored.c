/* Whether the author of a charter has ignored what is about to be told. What he has written is read by ignore.c. */
#include "lint/lint.h"

/* At the top of the main file it is of the whole version, at the top of an included one of its entries. */
static bool of_file(const ch_lint *l, const ch_lint_ignore *ignore, const ch_source *source)
{
    return ignore->source == source || ignore->source == &l->version->files->source;
}

/* The entry's own, by halving: they stand in the order of the entries. */
static ch_lint_ignore *first_of(const ch_lint *l, const ch_lint_of *of)
{
    const ch_entry *entry = ch_vocabulary_entry(l->version, of->vocabulary, of->number);
    uint32_t low = l->ignores.begin[of->vocabulary], high = l->ignores.begin[of->vocabulary + 1], end = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (l->ignores.items[middle].entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && l->ignores.items[low].entry == entry ? &l->ignores.items[low] : NULL;
}

bool ch_lint_ignores_it(ch_lint *l, ch_code code, const ch_source *source, const ch_lint_of *of)
{
    ch_lint_ignore *end = l->ignores.items + l->ignores.count;
    ch_lint_ignore *one = of == NULL || l->ignores.items == NULL ? NULL : first_of(l, of);
    bool ignored = false;
    for (; one != NULL && one < end && one->entry == ch_vocabulary_entry(l->version, of->vocabulary, of->number); one++)
        if (one->code == code)
            ignored = one->used = true;
    for (uint32_t i = 0; !ignored && l->ignores.items != NULL && i < l->ignores.of_files; i++)
        if (l->ignores.items[i].code == code && of_file(l, &l->ignores.items[i], source))
            ignored = l->ignores.items[i].used = true;
    return ignored;
}

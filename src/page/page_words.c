/* The sentences of page.js, by key. */
#include "base/catalog.h"
#include "page/words.h"

const ch_page_word ch_page_words[] = {
    {"filters", N_("Show only")},
    {0},
};

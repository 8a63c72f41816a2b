/* Cutting a stream into documents. A cut looks at lines that begin with --- and nothing else, which is enough because
 * directives are refused (yaml.c). Reading what was cut is yaml.c's. */
#include "tree/documents.h"

void ch_yaml_documents_open(ch_yaml_documents *documents, const char *name, charter_input input, size_t limit)
{
    *documents =
        (ch_yaml_documents){.name = name, .window = ch_window_again(&documents->window, input), .limit = limit};
}

void ch_yaml_documents_close(ch_yaml_documents *documents)
{
    ch_window_clear(&documents->window);
}

/* A document's mark is --- at a line's beginning, before white space or a line's end, even within a quoted or a block
 * scalar (YAML 1.2, 9.1.2: c-forbidden). */
static bool marks_document(const char *line, size_t length)
{
    if (length < 3 || memcmp(line, "---", 3) != 0)
        return false;
    return length == 3 || line[3] == '\n' || line[3] == ' ' || line[3] == '\t' || line[3] == '\r';
}

/* How far into the window the search for the next document's mark has come. */
typedef struct search {
    size_t searched; /* bytes from `begin` that hold no mark */
    uint32_t lines;  /* line feeds among them */
} search;

/* Looks on for a mark. True where one stands right after `searched`. A line that might still become a
 * mark when more is read is left unsearched. */
static bool find_mark(const ch_window *window, search *cut)
{
    const char *begin = ch_window_at(window);
    size_t length = ch_window_left(window);
    for (;;) {
        const char *feed = cut->searched < length ? memchr(begin + cut->searched, '\n', length - cut->searched) : NULL;
        if (feed == NULL)
            return false;
        size_t next = (size_t)(feed - begin) + 1;
        /* Lines without a byte hold no mark: a gigabyte of them is looked at byte by byte, not line by line. */
        for (; length - next > 4 && begin[next] == '\n'; next++)
            cut->lines++;
        if (length - next < 4 && !window->ended)
            return false;
        cut->searched = next;
        cut->lines++;
        if (marks_document(begin + next, length - next))
            return true;
    }
}

/* Reads on to the end of a document that is over the limit, forgetting what it reads. */
static bool skip_document(ch_yaml_documents *documents, ch_document_status *status)
{
    enum { LONGEST_MARK = 8 };
    ch_window *window = &documents->window;
    documents->skipping = false;
    for (;;) {
        search cut = {0};
        bool found = find_mark(window, &cut);
        ch_window_drop(window, cut.searched, cut.lines);
        if (found)
            return true;
        size_t left = ch_window_left(window);
        if (window->ended) {
            ch_window_drop(window, left, 0);
            return true;
        }
        if (left > CH_WINDOW_CHUNK) /* a line without an end so far; a mark can only follow its end */
            ch_window_drop(window, left - LONGEST_MARK, 0);
        if (!ch_window_more(window, status))
            return false;
    }
}

ch_document_status ch_yaml_documents_next(ch_yaml_documents *documents, ch_source *out)
{
    ch_window *window = &documents->window;
    ch_document_status status;
    if (documents->skipping && !skip_document(documents, &status))
        return status;
    search cut = {0};
    if (!ch_window_fill(window, 4, &status))
        return status;
    ch_window_skip_mark(window);
    if (ch_window_left(window) == 0)
        return CH_DOCUMENTS_END;
    for (;;) {
        bool found = find_mark(window, &cut);
        size_t length = found ? cut.searched : ch_window_left(window);
        size_t undecided = found || window->ended ? 0 : 3; /* these last bytes may begin the next mark */
        if (length > documents->limit && length - documents->limit > undecided) {
            *out = ch_window_source(window, documents->name, documents->limit);
            documents->skipping = true;
            return CH_DOCUMENT_TOO_LARGE;
        }
        if (found || window->ended) {
            *out = ch_window_source(window, documents->name, length);
            ch_window_drop(window, length, cut.lines);
            return CH_DOCUMENT;
        }
        if (!ch_window_more(window, &status))
            return status;
    }
}

/* Judges the declarations on standard input by a charter that is a text, and tells each verdict and its reasons, as a
 * person reads them. Exits 0 where all comply, 1 where one does not, 2 where it could not be told. */
#include <charter/charter.h>
#include <stdio.h>

static const char law_text[] = "charter: 1\n"
                               "id: house\n"
                               "activities: {drafting: {status: allowed}}\n"
                               "tools: {writer: {status: approved}, robot: {status: banned}}\n";

static int print(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, context) == length ? 0 : 5; /* EIO */
}

/* Whether everything was judged; what it came to is then in the report's summary. */
static bool judge_all(charter_judge *judge, charter_stream *stream, charter_report *report)
{
    const charter_declaration *usage;
    const charter_verdict *verdict;
    charter_status status;
    while ((status = charter_stream_next(stream, &usage)) == CHARTER_OK &&
           (status = charter_judge_declaration(judge, usage, &verdict)) == CHARTER_OK)
        charter_report_verdict(report, verdict, NULL);
    return charter_report_end(report) == CHARTER_OK && status == CHARTER_END &&
           charter_summary_is_decided(charter_report_summary(report));
}

int main(void)
{
    static char bytes[1 << 16];
    charter_text left = {bytes, fread(bytes, 1, sizeof bytes, stdin)};
    const charter_memory_file files[] = {{"charter.yaml", charter_text_of(law_text)}, {NULL, {NULL, 0}}};
    const charter_files from = charter_files_in_memory(files);
    charter_judge_options judging = {.at = 20759}; /* 2026-11-02 */
    charter_report_options reporting = {.lang = CHARTER_EN, .at = judging.at};
    charter_diagnostics *faults = NULL;
    charter *law = NULL;
    charter_judge *judge = NULL;
    charter_stream *stream = NULL;
    charter_report *report = NULL;
    int code = 2;
    if (charter_diagnostics_new(&faults) == CHARTER_OK &&
        charter_load(&law, &files[0].name, 1, &from, NULL, faults) == CHARTER_OK &&
        charter_judge_new(&judge, law, &judging) == CHARTER_OK &&
        charter_stream_open(&stream, "uses", charter_input_from_memory(&left), NULL) == CHARTER_OK &&
        charter_report_open(&report, "text", &reporting, (charter_sink){stdout, print}) == CHARTER_OK &&
        judge_all(judge, stream, report))
        code = charter_summary_gravest(charter_report_summary(report)) != CHARTER_DECISION_COMPLIANT;
    charter_report_close(report);
    charter_stream_close(stream);
    charter_judge_free(judge);
    charter_free(law);
    charter_diagnostics_free(faults);
    return code;
}

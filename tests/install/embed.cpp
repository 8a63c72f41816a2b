// Judges the declarations on standard input by a charter that is a text, in one call, and tells the document and what
// it came to. Exits 0 where all comply, 1 where one does not, 2 where it could not be told.
#include <charter/charter.h>

#include <iostream>
#include <iterator>
#include <memory>
#include <string>

static const std::string law_text = "charter: 1\n"
                                    "id: house\n"
                                    "activities: {drafting: {status: allowed}}\n"
                                    "tools: {writer: {status: approved}, robot: {status: banned}}\n";

struct release {
    void operator()(charter_buffer *buffer) const
    {
        charter_buffer_free(buffer);
    }
};

static charter_text text_of(const std::string &string)
{
    return {string.data(), string.size()};
}

int main()
{
    const std::string declared{std::istreambuf_iterator<char>(std::cin), {}};
    charter_day today;
    charter_buffer *made = nullptr;
    charter_summary summary;
    charter_check_options options{};
    options.declaration_name = "uses.yaml";
    if (!charter_day_parse(text_of("2026-11-02"), &today) || charter_buffer_new(&made, 1 << 20) != CHARTER_OK)
        return 2;
    const std::unique_ptr<charter_buffer, release> json{made};
    const charter_status status = charter_check_text(text_of(law_text), text_of(declared), today, &options,
                                                     charter_buffer_sink(json.get()), &summary);
    const charter_text document = charter_buffer_text(json.get());
    std::cout << std::string{document.at, document.length};
    if (status != CHARTER_OK || !charter_summary_is_decided(&summary))
        return 2;
    const charter_decision gravest = charter_summary_gravest(&summary);
    std::cout << charter_decision_name(gravest) << "\n";
    return gravest == CHARTER_DECISION_COMPLIANT ? 0 : 1;
}

// Fills in RE2's answers: reads golden.txt on the standard input and writes it anew. See README.md.
#include <re2/re2.h>

#include <iostream>
#include <string>
#include <vector>

// "%0A" is the byte 10; a percent sign itself is written so.
static std::string decode(const std::string &text)
{
    std::string bytes;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] == '%' && i + 2 < text.size()) {
            bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

static std::string answer(const std::string &pattern, const std::vector<std::string> &texts)
{
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 re(pattern, options);
    if (!re.ok())
        return "refused";
    std::string found;
    for (const std::string &text : texts)
        found += RE2::PartialMatch(text, re) ? 'y' : 'n';
    return found;
}

int main()
{
    std::vector<std::string> texts;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.rfind("=", 0) == 0)
            texts.clear();
        if (line.rfind("t", 0) == 0)
            texts.push_back(line.size() < 2 ? "" : decode(line.substr(2)));
        if (line.rfind("p ", 0) == 0) {
            const std::string pattern = line.substr(line.find(' ', 2) + 1);
            line = "p " + answer(decode(pattern), texts) + " " + pattern;
        }
        std::cout << line << '\n';
    }
}

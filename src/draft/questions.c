/* The twelve questions, one row each, with their choices. What an answer does to a charter is in the two texts
 * charter.en.in and charter.fr.in, which ask for choices by their ids. */
#include "draft/questions.h"

#include "base/catalog.h"
#include "base/source.h"
#include "base/unicode.h"

#define LONGEST_ANSWER 200 /* bytes of a text */

static const charter_choice activities[] = {
    {"drafting", N_("write and correct texts")},
    {"summary", N_("summarise")},
    {"translation", N_("translate")},
    {"research", N_("look for information")},
    {"coding", N_("write code")},
    {"transcription", N_("transcribe meetings")},
    {"images", N_("make images")},
    {"answers", N_("prepare answers to the public, each decided on by somebody")},
};

static const charter_choice banned[] = {
    {"deciding", N_("to decide on a person")},
    {"rating", N_("to rate, sort or monitor people")},
    {"alone", N_("to work alone, without a person at every step")},
};

static const charter_choice tools[] = {
    {"own", N_("an assistant on your own servers")},
    {"local", N_("a model on one's own machine (Ollama, LM Studio…)")},
    {"eu", N_("an assistant under contract, in the European Union")},
    {"other", N_("an assistant under contract, elsewhere")},
};

static const charter_choice banned_tools[] = {
    {"chatgpt", "ChatGPT"},   {"copilot", "Microsoft Copilot"},
    {"gemini", "Gemini"},     {"claude", "Claude"},
    {"le-chat", "Le Chat"},   {"deepl", "DeepL"},
    {"deepseek", "DeepSeek"}, {"recorders", N_("robots that record meetings")},
};

static const charter_choice unlisted[] = {
    {"review", N_("somebody is asked, each time")},
    {"forbid", N_("it may not be used")},
};

static const charter_choice data[] = {
    {"sensitive", N_("health, opinions, origin, convictions")},
    {"secret", N_("secrets protected by law or by contract")},
    {"embargo", N_("results before their publication")},
};

static const charter_choice leaves[] = {
    {"public", N_("nothing but what is published already")},
    {"internal", N_("internal documents too, to a service under contract in the European Union")},
    {"personal", N_("internal documents and data about people, likewise")},
};

static const charter_choice reuse[] = {
    {"never", N_("no, whatever is sent")},
    {"public", N_("only from what is published already")},
};

static const charter_choice review[] = {
    {"author", N_("a person, who may be the author")},
    {"published", N_("a person; somebody else than the author where it is published")},
    {"other", N_("somebody else than the author, always")},
};

static const charter_choice trained[] = {
    {"before", N_("yes, within the last two years")},
    {"no", N_("no")},
};

#define CHOICES(list) (list), sizeof(list) / sizeof *(list)

static const charter_question questions[] = {
    {"organisation", N_("What is your organisation called?"), CHARTER_ASKS_TEXT, NULL, 0, N_("our organisation")},
    {"body", N_("Who follows the charter, and decides what it leaves open?"), CHARTER_ASKS_TEXT, NULL, 0,
     N_("the management")},
    {"activities", N_("What may AI be used for?"), CHARTER_ASKS_SOME, CHOICES(activities),
     "drafting,summary,translation,research,coding"},
    {"banned", N_("What may it never be used for?"), CHARTER_ASKS_ANY, CHOICES(banned), "deciding,rating,alone"},
    {"tools", N_("Which AI tools do you have?"), CHARTER_ASKS_SOME, CHOICES(tools), "own"},
    {"banned-tools", N_("Which services are banned where you have no contract with them?"), CHARTER_ASKS_ANY,
     CHOICES(banned_tools), "chatgpt,copilot,gemini,claude,deepseek,recorders"},
    {"unlisted", N_("And a tool, or an activity, that the charter does not name?"), CHARTER_ASKS_ONE, CHOICES(unlisted),
     "review"},
    {"data", N_("Which data do you hold, besides internal documents and data about people?"), CHARTER_ASKS_ANY,
     CHOICES(data), "sensitive,secret"},
    {"leaves", N_("What may leave the house, to a service that others run?"), CHARTER_ASKS_ONE, CHOICES(leaves),
     "public"},
    {"reuse", N_("May a service's models learn from what you send it?"), CHARTER_ASKS_ONE, CHOICES(reuse), "never"},
    {"review", N_("Who verifies what a tool made?"), CHARTER_ASKS_ONE, CHOICES(review), "published"},
    {"trained", N_("Must people be trained before they use a tool?"), CHARTER_ASKS_ONE, CHOICES(trained), "before"},
};

_Static_assert(sizeof questions / sizeof *questions == CH_QUESTIONS, "an answer for each");

size_t charter_question_count(void)
{
    return CH_QUESTIONS;
}

const charter_question *charter_question_at(size_t index)
{
    return index < CH_QUESTIONS ? &questions[index] : NULL;
}

const charter_question *ch_question(ch_text key, size_t *place)
{
    for (size_t i = 0; i < CH_QUESTIONS; i++)
        if (ch_text_is(key, questions[i].key)) {
            *place = i;
            return &questions[i];
        }
    return NULL;
}

int ch_question_choice(const charter_question *question, ch_text id)
{
    for (size_t i = 0; i < question->choice_count; i++)
        if (ch_text_is(id, question->choices[i].id))
            return (int)i;
    return -1;
}

/* ---- answers ---- */

/* Something to be seen, and nothing that misleads or that no file may hold. */
static bool read_text(ch_text value, ch_answered *out)
{
    int32_t character;
    bool seen = false;
    for (ch_text rest = value; rest.length > 0;) {
        size_t width = ch_character_next(rest, &character);
        if (ch_character_misleads(character) || (character == 0xFFFD && width == 1))
            return false;
        seen = seen || character != ' ';
        rest = (ch_text){rest.at + width, rest.length - width};
    }
    out->text = value;
    return seen && value.length <= LONGEST_ANSWER;
}

static ch_text trimmed(ch_text text)
{
    while (text.length > 0 && text.at[0] == ' ')
        text = (ch_text){text.at + 1, text.length - 1};
    while (text.length > 0 && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

/* Ids, with commas between them. */
static bool read_choices(const charter_question *question, ch_text value, ch_answered *out)
{
    while (value.length > 0) {
        const char *comma = ch_text_find(value, ',');
        size_t length = comma == NULL ? value.length : (size_t)(comma - value.at);
        int choice = ch_question_choice(question, trimmed((ch_text){value.at, length}));
        if (choice < 0)
            return false;
        out->choices |= UINT32_C(1) << choice;
        length += comma != NULL;
        value = (ch_text){value.at + length, value.length - length};
    }
    return out->choices != 0;
}

bool ch_question_read(const charter_question *question, ch_text value, ch_answered *out)
{
    *out = (ch_answered){0, CH_NO_TEXT};
    value = trimmed(value);
    if (question->kind == CHARTER_ASKS_TEXT)
        return read_text(value, out);
    if (question->kind == CHARTER_ASKS_ANY && ch_text_is(value, "none"))
        return true;
    bool one = question->kind == CHARTER_ASKS_ONE;
    return read_choices(question, value, out) && (!one || (out->choices & (out->choices - 1)) == 0);
}

bool charter_question_takes(const charter_question *question, charter_text value)
{
    ch_answered answered;
    return ch_question_read(question, value, &answered);
}

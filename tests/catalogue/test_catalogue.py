#!/usr/bin/env python3
"""The catalogue of tools: what each line must have, and what must be nobody's name."""
import datetime
import os
import re
import sys
import unittest

try:
    import yaml  # noqa: F401
except ModuleNotFoundError:
    print("skipped: Python has no package yaml (python3-yaml)")
    sys.exit(77)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from known import CATALOGUE, PROGRAM, ROOT, letters, listed, names_of, tools_of  # noqa: E402

FACTS = ("hosting", "trains-on-inputs")
PLACES = ("eu", "non-eu")

# Words, all the same, which as the name of a tool mean one product to everybody.
PRODUCTS = {"cursor", "perplexity", "gemini", "claude", "mistral", "whisper", "codex", "windsurf", "poolside", "albert", "canva",
            "llama", "grok", "gemma", "replika", "poe", "manus", "sora", "suno", "warp", "gpt", "chatgpt", "copilot studio"}

# What is no tool, or any: names of makers, of what a tool does, of what somebody else makes.
GENERIC = """
AI, IA, GPT, LLM, chatbot, chat bot, assistant, assistants, copilot, Copilot, Co-Pilot, Copilot Chat, agent, agents, bot,
model, modèle, AI assistant, AI tool, AI chatbot, assistant IA, outil, outil interne, tool, tools, internal tool, various,
various tools, several, divers, other, autre, none, aucun, N/A, A, N, unknown, inconnu, yes, no, oui, non, test, search,
translate, translator, translation, traducteur, traduction, transcription, transcriber, summariser, writer, editor, correcteur,
studio, office, suite, cloud, API, code, coder, coding assistant, code assistant, generative AI, GenAI, IA générative, genie,
notes, notetaker, meeting, teams, Teams, Word, Excel, Outlook, PowerPoint, Office, Windows, Edge, Chrome, Google, Microsoft,
Apple, Meta, Amazon, AWS, Azure, Adobe, OpenAI, Anthropic, IBM, Oracle, SAP, Nvidia, Salesforce, Atlassian, X, Bing, Zoom, Slack,
Notion, Figma, Miro, Box, Dropbox, Zendesk, Tableau, Firefly, Bedrock, Einstein, Foundry, Flow, Falcon, Command, Paradigm,
Response, Recording, Mode, Consensus, Elicit, Relativity, Fin, Breeze, Joule, Storm, Bloom, Granite, Nova, Phi, Pi, Flux, Dust,
Bolt, Rev, Amp, Goose, Jules, Jan, Harvey, Jasper, Comet, Glean, Runway, Pika, Luma, Motion, Gamma, Tome, Fathom, Granola, Monica,
Leo, Lucie, Humphrey, Antidote, Concur, Viva, Imagen, Replicate, Lovable, Abridge, Doctrine, Delta, Atlas, Gov, Pro, Plus,
Enterprise, Government, Apple Maps, Google Maps, Google Search, Waze, iPhone, Apple iPhone, smartphone, firewall, face recognition
"""

# A name, and what it is: not what it looks like. None: nobody's.
APART = {
    "ChatGPT Enterprise": "chatgpt-enterprise", "ChatGPT Edu": "chatgpt-edu", "Chat GPT Team": "chatgpt-business",
    "GPT-4o": "openai-gpt", "Azure OpenAI GPT-4o": None, "GPT for Sheets": None, "NIPRGPT": "niprgpt", "VA GPT": "va-gpt",
    "Claude Code": "claude-code", "Claude Team": "claude-for-work", "Gemini Code Assist": "gemini-code-assist",
    "Gemini CLI": "gemini-cli", "Gemini for Google Workspace": "gemini-workspace", "GitHub Copilot": "github-copilot",
    "GitHub Copilot Enterprise": "github-copilot-business", "Microsoft Copilot": "microsoft-copilot",
    "Microsoft 365 Copilot": "microsoft-365-copilot", "Microsoft 365": "microsoft-365", "Magnet Copilot": "magnet-copilot",
    "Code Llama": "code-llama", "LlamaIndex": "llamaindex", "Ollama": "ollama", "llama.cpp": "llama-cpp",
    "Mistral Le Chat": "le-chat", "Le Chat Enterprise": "le-chat-enterprise", "Codestral": "codestral",
    "DeepL Pro": "deepl-pro", "Amazon Q Developer": "amazon-q-developer", "Amazon Q": "amazon-q-business",
    "Groq": "groqcloud", "Grok": "grok", "Splunk": "splunk", "Splunk AI Assistant": "splunk-ai-assistant",
    "LexisNexis": "lexisnexis", "Lexis+ AI": "lexis-plus-ai", "Dragon Copilot": "dragon-copilot",
    "Falcon EDR": "crowdstrike-falcon", "Falcon 40B": "falcon-llm", "Albert Camus": None, "Claude Monet": None,
    "Cursor movement": None, "Gemini space program": None, "Perplexity of a model": None,
}

# As people write them; nothing of this stands in the catalogue so.
WRITTEN = {
    "Chat GPT 4o": "chatgpt", "chat-gpt": "chatgpt", "CHATGPT 4": "chatgpt", "ChatGPT-5 Thinking": "chatgpt", "chatGPT plus": "chatgpt",
    "chatgpt-enterprise": "chatgpt-enterprise", "gpt 4o mini": "openai-gpt", "GPT4": "openai-gpt", "GPT-5.1-Codex": "openai-gpt", "gpt4-turbo": "openai-gpt",
    "MS Copilot": "microsoft-copilot", "M365Copilot": "microsoft-365-copilot", "Microsoft365 Copilot": "microsoft-365-copilot",
    "Copilot (M365)": "microsoft-365-copilot", "Github CoPilot": "github-copilot", "Claude 3.7 Sonnet": "claude",
    "claude opus 4.1": "claude", "Claude Sonnet 4.5": "claude", "Gemini 2.5 Pro": "gemini", "gemini 1.5 flash": "gemini",
    "Mistral Large 2": "mistral", "mistral-small 3.1": "mistral", "Mixtral 8x7B": "mistral", "Llama 3.3 70B Instruct": "llama",
    "llama3": "llama", "Meta Llama 3.1 8B": "llama", "Qwen2.5-Coder-32B": "qwen", "Deepseek-R1": "deepseek", "Deep Seek": "deepseek",
    "OpenWebUI": "open-webui", "AskSage": "ask-sage", "Notebook LM": "notebooklm", "deepl.com": None, "Dall-E 3": "dall-e",
    "DALLE3": "dall-e", "Eleven Labs": "elevenlabs", "tldv": "tldv", "Otter.ai": "otter", "Fireflies.ai": "fireflies",
    "Hey Gen": "heygen", "Mid Journey": "midjourney", "Stable diffusion XL": "stable-diffusion", "le chat (Mistral)": "le-chat",
    "Albert API": "albert", "Cursor AI": "cursor",
}


def prose():
    """The plain words of the manuals: what is no code, and no name."""
    words = set()
    folder = os.path.join(ROOT, "docs")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".md"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = re.sub(r"(?s)```.*?```|`[^`]*`|\]\([^)]*\)", " ", file.read())
        words.update(re.findall(r"(?<![\w./:'’-])[^\W\d_]+(?![\w/:-])", text))
    return {word for word in words if word.islower()}


class Lines(unittest.TestCase):
    def test_there_are_many(self):
        self.assertGreaterEqual(len(CATALOGUE), 400)

    def test_each_has_a_title_and_a_vendor(self):
        for tool, entry in CATALOGUE.items():
            with self.subTest(tool):
                self.assertTrue(entry["title"].strip() and entry["vendor"].strip())
                self.assertNotIn("status", entry)

    def test_each_fact_has_a_source_and_a_day(self):
        for tool, entry in CATALOGUE.items():
            with self.subTest(tool):
                told = any(fact in entry for fact in FACTS)
                self.assertEqual(told, "source" in entry)
                self.assertEqual(told, "on" in entry)
                self.assertIn(entry.get("hosting", "eu"), PLACES)
                for source in listed(entry.get("source")):
                    self.assertRegex(source, r"^https://[\w.-]+/\S*$")
                if told:
                    self.assertLess(datetime.date(2024, 1, 1), entry["on"])

    def test_each_name_is_one_tool_s_and_stands_there_once(self):
        owners = {}
        for tool in CATALOGUE:
            for name in names_of(tool):
                self.assertEqual(owners.setdefault(letters(name), tool), tool, name)
            own = [letters(name) for name in names_of(tool)[1:]]
            self.assertEqual(len(own), len(set(own)), f"{tool}: one spelling is enough")

    def test_no_name_is_a_plain_word(self):
        words = {letters(word) for word in prose()} | {letters(word) for word in GENERIC.replace("\n", " ").split(",")}
        plain = [(tool, name) for tool in CATALOGUE for number, name in enumerate(names_of(tool))
                 if letters(name) in words and (number > 1 or name.lower() not in PRODUCTS)]
        self.assertEqual(plain, [])


@unittest.skipUnless(PROGRAM, "CHARTER_CHECK names no program")
class Names(unittest.TestCase):
    def test_each_name_is_its_tool_however_it_is_spelt(self):
        spelt = {}
        for tool in CATALOGUE:
            for name in names_of(tool):
                spelt.update({name: tool, name.upper(): tool, re.sub(r"[\s-]", "", name): tool, name.replace(" ", "-"): tool})
        found = tools_of(list(spelt))
        self.assertEqual({name: found[name] for name in spelt if found[name] != spelt[name]}, {})

    def test_what_is_generic_is_nobody(self):
        generic = [word.strip() for word in GENERIC.replace("\n", " ").split(",") if word.strip()]
        found = tools_of(generic)
        self.assertEqual({name: tool for name, tool in found.items() if tool is not None}, {})

    def test_names_that_look_like_another(self):
        self.assertEqual(tools_of(list(APART)), APART)

    def test_names_as_people_write_them(self):
        self.assertEqual(tools_of(list(WRITTEN)), WRITTEN)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""What the catalogue knows of the names in a public register of commercial AI that US agencies use (2025)."""
import csv
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
from known import PROGRAM, ROOT, letters, tools_of  # noqa: E402

DATA = os.environ.get("CHARTER_TEST_DATA") or os.path.join(ROOT, "..", "shared", "data")
REGISTER = os.path.join(DATA, "us-2025-cots.csv")
if not os.path.exists(REGISTER) or not PROGRAM:
    print(f"skipped: there is no {REGISTER}" if PROGRAM else "skipped: CHARTER_CHECK names no program")
    sys.exit(77)

# Of a hundred, at least so many; on 30 November 2026 it knew 98 of 116 names, and 447 of 503 uses.
AI_KNOWN, USES_KNOWN = 84, 88

# Names in the register that are no AI product: nobody's, a maker's alone, devices, what is bought for something else, words
# that describe. They are in no rate, whether the catalogue knows them or not.
NOT_AI = """
A, N, Various, AI, AI Plugin, Gen AI-powered assistant, Response, Recording, Mode, IAM, integrated with, for Government,
with intelligent meeting recap, open LLM, auto caption, Face recognition for GFE phones, Google Deep Mind, Google AI, WebApps,
External- Chatbots, Internal Gov Cloud- Chatbots, Internal Gov Cloud - Chatbots, External- Smartphone OS,
External- Creative Production Suite, External- Cybersecurity Suites, External- Government Travel System,
External-Generative Coding Assistant, Native map applications on mobile devices, Enterprise Travel System 2.0,
DDSP Travel Request Form, CBSA - Commercial Business Support Application, OGC Docket Database,
Adobe, Adobe Suite, Adobe creative suite, Adobe Connect, Photoshop, Adobe Premier, Adobe Premiere Spech to Text, Davinci Resolve,
Snagit, YouTube Live, Apple, Apple iOS, Apple iPad, Apple iPhone, iPhones, Apple Maps, Apple News, Face ID, Samsung, Google Pixel,
Googel Maps, Google Maps, Google Maps on GFE by individual users, Google Calendar, Google News, Google News Brief, Google Search,
Googla Appliance, Google Lens, Open StreetMap, Waze, Windows Hello, Meta, Amazon Web Services, AWS, Azure, Microsoft Azure,
Azure Synapse Analytics, Thomas Reuters, Lexis Nexis, Law360, Palantir, Open AI, OpenAI, IntelliJ IDEA Ult, GitHub Enterprise 1.0,
Microsoft 365, Microsoft 365 1, Microsoft 365 apps, Microsoft 365 suite, NNSS-Microsoft 365, Microsoft Outlook, Microsoft Power Suite,
Microsoft Word, Word, Excel, PowerPoint, SharePoint, Teams, Microsoft Teams, MS Teams, Microsoft Power BI, Power Automate,
Microsoft Viva, Viva Insights, Microsoft Purview, Purvue, Microsoft Defender, MS Defender, Microsoft Defender XDR, KCNSC-Intune,
Absolute, BigFix, CRIBL, Crowdstrike, Crowdstrike Falcon, CrowdStrike Falcon 1.0, Crowdstrike Falcon Threat Detection, Falcon EDR,
Cylance, Dark Trace, Dtex, Elastic Cloud, Ivanti, KnowBe4, Lookout for mobile security, NetApp ARP, Palo Alto, Palo Alto Firewall,
Qualys. Palo Alto, Qualys Cloud Detection, SentinelOne, Splunk, Splunk Clowd, Splunk Online, SplunkCloud, Splunk Enterprise Security,
Splunk Search Processing Language, IT Service Intelligence, Tenable, Traceable, Wiz, Zscaler, Cloudlocker,
Asana, Monday.com, Mural, Box, VA Box, Slack, Zoom, Calendly, Concur, SAP Concur, Navan, CWTSatoTravel, Timely, Appian, Alteryx,
Tableau, Tableau Enterprise Visualization 1.0, Databricks, Azure Databricks, Dataiku, Opentext, OpenText Content Server, ServiceNow,
ServiceNow HR Service Delivery, ServiceDesk, ServiceDesk Plus, Supportbench, Zendesk, Amazon Connect, Genesys Cloud CX, Medallia,
Hootsuite, Sprout, Sprout Social, Sprinklr, ContentStudio, Meltwater, TV eyes, Bloomberg Government, Evidence.com, EndNote, Zotero,
Schoology, Signals ELN, OFF-X, Cortellis, Biorender, Relativity, Relativity Server, Relativity One, RelativityOne,
Relativity Technology Assisted Review, Litera-compare, Flashpoint Ignite AI, Flashpoint Echosec AI, Konica Minolta Dispatcher Paragon,
MCG Energy Solutions Integrated Asset Manager, OATI Transmission Scheduling, Doble Engineering Doble Test Assistant, Bravozone, Artic,
FS Pro, PRISM, Palantir Foundry, Plantir Foundry, Foundry
"""


def names():
    """{the letters of a name: [the name, how many uses have it]}."""
    found = {}
    with open(REGISTER, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for name in re.split(r"[,;/&()\n]| and ", row["Name of Commercial Product or Service Used"] or ""):
                name = " ".join(name.split()).strip(" .")
                if letters(name):
                    found.setdefault(letters(name), [name, 0])[1] += 1
    return found


class Register(unittest.TestCase):
    def test_most_products_are_known(self):
        not_ai = {letters(name) for name in NOT_AI.replace("\n", " ").split(",")}
        found = {key: value for key, value in names().items() if key not in not_ai}
        tools = tools_of([name for name, _ in found.values()])
        known = [name for name, _ in found.values() if tools[name] is not None]
        uses = sum(count for name, count in found.values() if tools[name] is not None)
        every = sum(count for _, count in found.values())
        print(f"AI products: {len(known)} of {len(found)} names, {uses} of {every} uses; unknown: "
              + ", ".join(sorted(name for name, _ in found.values() if tools[name] is None)))
        self.assertGreaterEqual(len(known) * 100, AI_KNOWN * len(found))
        self.assertGreaterEqual(uses * 100, USES_KNOWN * every)

    def test_what_is_no_product_is_not_known(self):
        nobody = [name.strip() for name in NOT_AI.replace("\n", " ").split(",")][:30]
        self.assertEqual({name: tool for name, tool in tools_of(nobody).items() if tool is not None}, {})


if __name__ == "__main__":
    unittest.main()

/* The page's worker and the program on 200 random declarations: see test_agrees.sh. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { HERE, Visit, launch, make, program } from "./browser.mjs";

const COUNT = 200,
    DAY = "2026-11-30";

/** Numbers that are the same in each run (mulberry32). */
function random(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const next = random(15);
const pick = (list) => list[Math.floor(next() * list.length)];
const KEYS = {
    activity: ["drafting", "translating", "coding", "printing", "mailing", "rating", "Traduction", "gardening"],
    tool: [
        "house",
        "house",
        "translator",
        "DeepL",
        "chat",
        "ChatGPT Plus",
        "сhat",
        "Unheard Of",
        '"<script>"',
        "{name: chat, model: m}",
    ],
    data: ["[public]", "[public]", "[internal]", "[personal, public]", "[]", "[secret]"],
    output: ["internal", "public", "decision"],
    autonomy: ["suggest", "assist", "supervised", "autonomous"],
    stage: ["planned", "in-use", "done"],
    date: ["2026-11-01", "2026-11-30", "2027-01-01"],
    purpose: ["a note", '"key-4711"', '"é \\u00e9 𝒳"'],
    author: ["a.martin", "chat"],
    review: ["true", "false", "{by: c.durand, on: 2026-11-03}", "{by: a.martin, on: 2026-11-30}"],
    training: ["{id: ia-101, on: 2026-01-02}", "[{id: ia-101, on: 2020-01-02}]", "{id: other, on: 2026-01-02}"],
    evidence: ["{dpia: true}", "{dpia: {ref: D-1}}"],
    facts: [
        "{account: professional}",
        "{account: private, pages: 3}",
        "{pages: 2.5, sure: true, day: 2026-02-01, why: x}",
        '{why: "nothing"}',
    ],
    volume: ["{requests: 40}"],
};
/* Slips and attacks, now and then. */
const ODD = [
    "activity: ꙮ",
    "data: x",
    "output: x",
    "date: 2026-02-30",
    'purpose: "a\\nb"',
    'author: ""',
    "review: todo",
    "review: {}",
    "evidence: {dpia: {ref: N/A}}",
    "facts: {sure: maybe}",
    "facts: {unknown: 1}",
    "facts: {pages: 1e400}",
    "volume: {tokens: -1}",
    "x: &a [*a]",
];

function declaration() {
    const lines = ["usage: 1"];
    for (const [key, values] of Object.entries(KEYS))
        if (next() < (["activity", "tool", "data"].includes(key) ? 0.97 : 0.4)) lines.push(`${key}: ${pick(values)}`);
    if (next() < 0.15) lines.push(pick(ODD));
    return `${lines.join("\n")}\n`;
}

test(`${COUNT} random declarations: the same bytes`, async () => {
    const file = make("charter", fs.readFileSync(path.join(HERE, "charter.yaml"), "utf8"));
    const texts = Array.from({ length: COUNT }, declaration);
    const browser = await launch();
    try {
        const v = await Visit.open(browser, file);
        /* The worker that the page makes, of the page's own text, module and files, under the page's policy. */
        const answers = await v.page.evaluate(
            async (all, at) => {
                const data = JSON.parse(document.getElementById("page-data").textContent);
                const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
                const worker = new Worker(
                    URL.createObjectURL(new Blob([document.getElementById("page-worker").textContent])),
                );
                const call = (name, ...args) =>
                    new Promise((resolve, reject) => {
                        worker.onmessage = ({ data: { result, error } }) =>
                            error ? reject(new Error(error.message)) : resolve(result);
                        worker.postMessage({ id: 1, call: name, args });
                    });
                const files = data.files.map(({ name, base64 }) => ({ name, bytes: bytes(base64) }));
                await call("open", bytes(document.getElementById("page-module").textContent), {
                    files,
                    charters: data.charters,
                    exceptions: null,
                });
                const said = [];
                for (const [i, text] of all.entries())
                    said.push(await call("check", text, { at, lang: i % 2 ? "fr" : "en" }));
                return said;
            },
            texts,
            DAY,
        );
        const verdicts = {};
        for (const [i, text] of texts.entries()) {
            const native = program(
                [
                    "check",
                    "--charter",
                    "charter.yaml",
                    "--at",
                    DAY,
                    "--lang",
                    i % 2 ? "fr" : "en",
                    "--format",
                    "json",
                    "--exit-zero",
                    "--stdin-filename",
                    "usage.yaml",
                    "-",
                ],
                text,
                [0, 2],
            );
            assert.equal(answers[i], native, text);
            const { verdict } = JSON.parse(native).verdicts[0] ?? { verdict: "none" };
            verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        }
        console.log(`# ${COUNT} declarations agree: ${JSON.stringify(verdicts)}`);
        assert.ok(Object.keys(verdicts).length >= 5, "they reach most verdicts");
        await v.close();
    } finally {
        await browser.close();
    }
});

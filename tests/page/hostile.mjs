/* Hostile charters, sentences, texts, files and links: see test_hostile.sh. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { HERE, Visit, folder, launch, make } from "./browser.mjs";

const CHARTER = fs.readFileSync(path.join(HERE, "charter.yaml"), "utf8");

const PAYLOADS = [
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    '<img src=x onerror="window.broken=1">',
    '"><svg onload=window.broken=1>',
    "' autofocus onfocus=window.broken=1 x='",
    "javascript:window.broken=1",
    "<!--<script>-->]]></style><style>*{display:none}",
    '{{constructor.constructor("window.broken=1")()}} ${window.broken=1}',
    "%3Cscript%3Ewindow.broken=1%3C/script%3E &lt;b&gt; &#60;i&#62;",
    "__proto__ constructor toString %1$s %s \\u003c",
];

let browser;
before(async () => {
    browser = await launch();
});
after(() => browser.close());

/** What of a page is not text: this must not change, whatever is said in it. */
const bones = (v) =>
    v.page.evaluate(() => ({
        broken: window.broken ?? null,
        hidden: getComputedStyle(document.body).display,
        scripts: document.scripts.length,
        styles: document.querySelectorAll("style").length,
        odd: document.querySelectorAll(
            'img, svg, iframe, object, embed, link, base, [onerror], [onload], [onfocus], [style], ' +
                'a[href^="javascript:"]',
        ).length,
        address: location.href.replace(/#.*/, ""),
    }));

const sound = async (v, where) => {
    const found = await bones(v);
    assert.deepEqual(
        found,
        { broken: null, hidden: "block", scripts: found.scripts, styles: 1, odd: 0, address: v.file },
        where,
    );
    assert.ok(found.scripts === 4, `${where}: ${found.scripts} scripts`);
    v.clean(where);
};

const quoted = (text) => JSON.stringify(text);

/** The charter with a text in the place of every other of its texts. */
function hostile(payload) {
    const texts =
        /(title|because|article|learn|body|contact): (?:\{en: [^{}]*, fr: [^{}]*\}|[A-Z][^,}\n]*|board@example\.org)/g;
    const spoilt = CHARTER.replace(texts, (_, key) => `${key}: {en: ${quoted(payload)}, fr: ${quoted(payload)}}`);
    assert.ok(spoilt.split(quoted(payload)).length > 20, "every text is in it");
    return spoilt.replace('version: "3"', `version: ${quoted(payload)}`);
}

test("names that every object has are names like others", async () => {
    for (const fragment of [
        "constructor=x&activity=drafting&tool=house",
        "activity=constructor&tool=toString&data=valueOf",
        "activity=drafting&tool=house&facts.constructor=toString",
        "activity=drafting&tool=house&facts.hasownproperty=__proto__",
    ]) {
        const v = await Visit.open(browser, make("charter", CHARTER), { fragment: `#ask=${fragment}` });
        await v.settle();
        assert.match(await v.verdict(), /./, fragment);
        await v.say("draft with ChatGPT");
        assert.equal(await v.verdict(), "No", fragment);
        await v.close(fragment);
    }
});

test("characters that mislead are spelt out, wherever they come from", async () => {
    const hidden = "\u202egpj\u200b\ufeff\u0085\u2028\u{e0041}";
    const told = "U+202EgpjU+200BU+FEFFU+0085U+2028U+E0041";
    const misleads = /[^\P{C}\t\n]|[\u2028\u2029]/u;
    const spoilt = CHARTER.replace(/\ntitle: .*/, `\ntitle: ${quoted("Charter \u202eof")}`);
    const v = await Visit.open(browser, make("hidden", spoilt));
    const whole = () =>
        v.page.evaluate(
            (root) =>
                document.title +
                document.querySelector(root).innerText +
                [...document.querySelectorAll(`${root} :is([aria-label], [title])`)]
                    .map((one) => `${one.ariaLabel} ${one.title}`)
                    .join(),
            v.root,
        );
    for (const key of ["activity", "tool", "purpose"]) {
        await v.page.evaluate(
            (text) => {
                location.hash = `#ask=${text}`;
            },
            `activity=drafting&tool=house&${key}=${encodeURIComponent(hidden)}`,
        );
        await new Promise((done) => setTimeout(done, 50));
        await v.settle();
        assert.ok((await whole()).includes(told), key);
        assert.doesNotMatch(await whole(), misleads, key);
    }
    const name = path.join(folder, "usage\u202elmay.yaml");
    fs.writeFileSync(name, `usage: 1\nactivity: ${hidden}\n`);
    await (await v.page.$(v.at("input[type=file]"))).uploadFile(name);
    await new Promise((done) => setTimeout(done, 100));
    await v.settle();
    assert.match(await v.text(".ask-known"), /usageU\+202Elmay/);
    assert.doesNotMatch(await whole(), misleads);
    await v.close();
});

for (const [i, payload] of PAYLOADS.entries())
    describe(`payload ${i}: ${payload.slice(0, 30)}`, () => {
        test("in every text of the charter", async () => {
            const v = await Visit.open(browser, make(`hostile${i}`, hostile(payload)), { lang: i % 2 ? "fr" : "en" });
            await sound(v, "read");
            for (const sentence of [
                "",
                "drafting with house",
                "draft with chat",
                "coding with house",
                "rating with house",
                "printing with house",
                "mailing with house",
            ]) {
                await v.say(sentence);
                await sound(v, sentence);
                for (let n = 0; n < 3 && (await v.count(".ask-question form")) > 0; n++) {
                    await v.page.evaluate(
                        (all) => [...document.querySelectorAll(all)][0]?.click(),
                        v.at(".ask-question input:is([type=radio], [type=checkbox])"),
                    );
                    await v.press(v.at(".ask-question .ask-main"));
                    await sound(v, `${sentence}, question ${n}`);
                }
            }
            await v.say("draft with chat");
            await v.press(v.at(".ask-which button"));
            await sound(v, "which");
            await v.close(payload);
        });

        test("in what is typed, opened, looked through and linked to", async () => {
            const spelt = encodeURIComponent(payload);
            const v = await Visit.open(browser, make("charter", CHARTER));
            await v.say(payload);
            await sound(v, "the sentence");
            await v.say(`translate with "${payload}" or with DeepL`);
            await sound(v, "within a sentence");
            for (const key of ["activity", "tool"]) {
                await v.say(key === "tool" ? "translate" : "");
                await v.page.evaluate(
                    (field, text) => {
                        document.querySelector(field).value = text;
                    },
                    v.at(".ask-other input"),
                    payload,
                );
                await v.press(v.at(".ask-question .ask-main"));
                await sound(v, key);
                assert.ok(
                    (
                        await v.page.evaluate((one) => document.querySelector(one).textContent, v.at(".ask-known"))
                    ).includes(payload),
                    "it is shown as text",
                );
            }
            await v.say("Printing published data with house");
            for (const answer of ["7", null, "2026-02-03", payload]) {
                if (answer === null) await v.choose("yes");
                else await v.fill(answer);
                await sound(v, "an answer");
            }
            assert.equal(await v.verdict(), "Yes");
            await v.declaration();
            await sound(v, "the declaration");
            await v.page.evaluate(
                (area, text) => {
                    document.querySelector(area).value = `key-1 ${text}`;
                },
                v.at("textarea"),
                payload,
            );
            await v.press(v.at(".ask-more form button:not([type])"));
            await v.page.waitForSelector(v.at(".ask-found table"));
            await sound(v, "a text");
            for (const text of [
                `usage: 1\nactivity: ${quoted(payload)}\ntool: ${quoted(payload)}\n`,
                payload,
                [
                    `# charter-check page: charter=${spelt}&version=${spelt}&sha256=0`,
                    `# answers: activity=${spelt}&tool=x`,
                    "usage: 1\nactivity: drafting\ntool: house\n",
                ].join("\n"),
            ]) {
                const name = path.join(folder, `${payload.replace(/[^<>=.a-z ]/g, "")}.yaml`);
                fs.writeFileSync(name, text);
                await (await v.page.$(v.at("input[type=file]"))).uploadFile(name);
                await new Promise((done) => setTimeout(done, 100));
                await v.settle();
                await sound(v, "a file");
            }
            for (const fragment of [
                `#ask=activity=${encodeURIComponent(payload)}&tool=${encodeURIComponent(payload)}`,
                `#ask=facts.why=${encodeURIComponent(payload)}`,
                `#ask=${payload}`,
                `#${payload}`,
            ]) {
                await v.page.evaluate((text) => {
                    location.hash = text;
                }, fragment);
                await new Promise((done) => setTimeout(done, 50));
                await v.settle();
                await sound(v, fragment);
            }
            await v.close(payload);
        });
    });

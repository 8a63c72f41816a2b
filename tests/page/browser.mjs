/* What the tests of the page share: pages that are made, browsers that open them, and what a clean page is. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const npm = createRequire(path.join(process.env.CHARTER_TEST_NPM, "package.json"));
const puppeteer = npm("puppeteer-core");
const AXE = fs.readFileSync(npm.resolve("axe-core/axe.min.js"), "utf8");

export const HERE = path.dirname(new URL(import.meta.url).pathname);
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), "charter-page-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

/** What the program writes, with an exit status that is among `fine`. */
export function program(args, input = "", fine = [0]) {
    const { status, stdout, stderr } = spawnSync(process.env.CHARTER_CHECK, args, {
        cwd: folder,
        input,
        encoding: "utf8",
        maxBuffer: 1 << 28,
    });
    assert.ok(fine.includes(status), `${args.join(" ")}: exit ${status}\n${stderr}`);
    return stdout;
}

/** Writes a page of a charter's text; gives its path. */
export function make(name, charter, ...options) {
    fs.writeFileSync(path.join(folder, `${name}.yaml`), charter);
    const file = path.join(folder, `${name}.html`);
    program([
        "page",
        "--force",
        "--charter",
        `${name}.yaml`,
        "--module",
        process.env.CHARTER_TEST_MODULE,
        ...options,
        file,
    ]);
    return file;
}

/** Another page that differs by `edits`, [[what, by what]…], and whose policy allows its script. */
export function amend(file, name, edits) {
    let text = fs.readFileSync(file, "utf8");
    const scriptOf = () => text.slice(text.lastIndexOf("<script>") + "<script>".length, text.lastIndexOf("</script>"));
    const hash = (script) => `sha256-${createHash("sha256").update(script).digest("base64")}`;
    const before = hash(scriptOf());
    assert.ok(text.includes(before), "the policy allows the script");
    for (const [what, by] of edits) {
        assert.ok(text.includes(what), `not in the page: ${what}`);
        text = text.replace(what, () => by);
    }
    text = text.replace(before, () => hash(scriptOf()));
    const changed = path.join(folder, `${name}.html`);
    fs.writeFileSync(changed, text);
    return changed;
}

const EXECUTABLES = { chrome: ["chromium", "chromium-browser"], firefox: ["firefox-esr"] };
const found = (names) =>
    process.env.PATH.split(":")
        .flatMap((at) => names.map((name) => path.join(at, name)))
        .find(fs.existsSync);

export function launch(browser = "chrome") {
    return puppeteer.launch({
        browser,
        executablePath: found(EXECUTABLES[browser]),
        headless: true,
        ...(browser === "chrome"
            ? { args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"] }
            : {
                  extraPrefsFirefox: {
                      "network.proxy.type": 1,
                      "network.proxy.http": "127.0.0.1",
                      "network.proxy.http_port": 9,
                  },
              }),
    });
}

const OWN = /^(?:file|blob|data):/;

/** A page that somebody uses. */
export class Visit {
    /** Opens `file`; the browser prefers `lang`. */
    static async open(browser, file, { lang = "en", width = 1280, height = 900, features = [], fragment = "" } = {}) {
        const page = await browser.newPage();
        const visit = Object.assign(new Visit(), { page, lang, complaints: [] });
        page.on("console", (message) => visit.complaints.push(`console: ${message.text()}`));
        page.on("pageerror", (error) => visit.complaints.push(`error: ${error.message}`));
        page.on("dialog", (dialog) => {
            visit.complaints.push("dialog");
            dialog.dismiss();
        });
        page.on("request", (request) => OWN.test(request.url()) || visit.complaints.push(`request: ${request.url()}`));
        await page.setViewport({ width, height });
        if (features.length) await page.emulateMediaFeatures(features);
        await page.evaluateOnNewDocument((tag) => {
            Object.defineProperty(navigator, "languages", { get: () => [tag] });
        }, lang);
        visit.file = pathToFileURL(file).href;
        await page.goto(visit.file + fragment);
        return visit;
    }

    get root() {
        return `.language[data-lang="${this.lang}"] section.ask`;
    }

    at(selector) {
        return `${this.root} ${selector}`;
    }

    /** Until nothing is being judged. */
    async settle() {
        await this.page.waitForFunction(
            (root) => !document.querySelector(root).hasAttribute("aria-busy"),
            { polling: 20 },
            this.root,
        );
    }

    text(selector) {
        return this.page.evaluate(
            (all) =>
                [...document.querySelectorAll(all)]
                    .map((one) => one.innerText)
                    .join("\n")
                    .replace(/[\u00a0\u202f]/g, " "),
            this.at(selector),
        );
    }

    count(selector) {
        return this.page.evaluate((all) => document.querySelectorAll(all).length, this.at(selector));
    }

    async say(sentence) {
        await this.page.evaluate(
            (field, text) => {
                document.querySelector(field).value = text;
            },
            this.at(".ask-sentence input"),
            sentence,
        );
        await this.press(this.at(".ask-sentence .ask-main"));
    }

    async press(selector) {
        await this.page.evaluate((one) => document.querySelector(one).click(), selector);
        await this.settle();
    }

    /** Chooses the option with this label, and goes on. */
    async choose(...labels) {
        await this.page.evaluate(
            (root, wanted) => {
                for (const label of document.querySelectorAll(`${root} .ask-question label`))
                    if (wanted.includes(label.textContent.replace(/[\u00a0\u202f]/g, " ")))
                        document.getElementById(label.htmlFor).click();
            },
            this.root,
            labels,
        );
        await this.press(this.at(".ask-question .ask-main"));
    }

    async fill(...values) {
        await this.page.evaluate(
            (fields, typed) => {
                [...document.querySelectorAll(fields)].forEach((field, i) => {
                    field.value = typed[i];
                });
            },
            this.at(".ask-line input"),
            values,
        );
        await this.press(this.at(".ask-question .ask-main"));
    }

    /** The button with this text. */
    async button(text) {
        await this.page.evaluate(
            (all, wanted) => {
                [...document.querySelectorAll(all)]
                    .find((one) => one.innerText.replace(/[\u00a0\u202f]/g, " ").startsWith(wanted))
                    .click();
            },
            this.at("button"),
            text,
        );
        await this.settle();
    }

    question() {
        return this.text(".ask-question legend");
    }

    verdict() {
        return this.text(".ask-word");
    }

    known() {
        return this.text(".ask-chips li > span");
    }

    focused() {
        return this.page.evaluate(() => document.activeElement.innerText?.replace(/[\u00a0\u202f]/g, " ") ?? "");
    }

    async declaration() {
        await this.page.waitForFunction(
            (one) => document.querySelector(one) !== null,
            { polling: 20 },
            this.at(".ask-declaration h3"),
        );
        return this.text(".ask-declaration pre");
    }

    /** axe-core finds nothing in Ask; or, `whole`, in the page. */
    async accessible(state, whole) {
        await this.page.evaluate(`typeof axe === 'undefined' && (() => { ${AXE} })()`);
        const found = await this.page.evaluate(
            async (within) => {
                const { violations } = await axe.run(within ?? document, {
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                });
                return violations.map(
                    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
                );
            },
            whole ? null : this.root,
        );
        assert.deepEqual(found, [], `axe-core, ${state}`);
    }

    /** Whether the page scrolls to the side. */
    overflow() {
        return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    }

    clean(state) {
        assert.deepEqual(this.complaints, [], `the console and the network, ${state}`);
    }

    async close(state = "") {
        this.clean(state);
        await this.page.close();
    }
}

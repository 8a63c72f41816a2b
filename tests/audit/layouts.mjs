/* Reports in Chromium as they are met: on a desk and on phones, dark, in the system's own colours, on paper. Nothing is
 * clipped, what scrolls is reached by the keyboard, and words are seen. Arguments: pages. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const puppeteer = createRequire(path.join(process.env.CHARTER_TEST_NPM, "package.json"))("puppeteer-core");

const DARK = { name: "prefers-color-scheme", value: "dark" };
const FORCED = { name: "forced-colors", value: "active" };
const MODES = [
    { name: "desk", width: 1280 },
    { name: "phone", width: 390 },
    { name: "narrowest", width: 320 }, // WCAG 1.4.10
    { name: "between", width: 660 },
    { name: "dark", width: 900, features: [DARK] },
    { name: "forced", width: 900, features: [FORCED] },
    { name: "forced dark", width: 900, features: [FORCED, DARK] },
    { name: "paper", width: 680, media: "print" }, // A4 within usual margins
];

/** What is wrong in the page as it is shown; runs there. */
function faults(paper) {
    const found = [];
    const room = document.documentElement.clientWidth;
    const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
            const p = part / 255;
            return p <= 0.03928 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    if (document.documentElement.scrollWidth > room) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const behind = getComputedStyle(document.body).backgroundColor;
    const words = [...document.querySelectorAll("figure text, figure span, figcaption")].filter(
        (one) => one.textContent.trim() && getComputedStyle(one).display !== "none",
    );
    const boxes = words.map((one) => one.getBoundingClientRect());
    words.forEach((one, i) => {
        const style = getComputedStyle(one);
        const box = boxes[i];
        if (box.left < -0.5 || box.right > room + 0.5) found.push(`clipped: ${one.textContent}`);
        if (parseFloat(style.fontSize) < 10) found.push(`letters of ${style.fontSize}: ${one.textContent}`);
        const ink = one.namespaceURI.endsWith("svg") ? style.fill : style.color;
        if (!paper && contrast(ink, behind) < 4.5) found.push(`${ink} on ${behind}: ${one.textContent}`);
    });
    const months = words.map((one, i) => [one, boxes[i]]).filter(([one]) => one.classList.contains("month"));
    months.slice(1).forEach(([one, box], i) => {
        const before = months[i];
        if (before[0].parentNode === one.parentNode && before[1].right > box.left)
            found.push(`${before[0].textContent} runs into ${one.textContent}`);
    });
    for (const one of document.querySelectorAll("*")) {
        const style = getComputedStyle(one);
        if (one.matches("caption.heard, html, body, svg, svg *")) continue;
        const beyond = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
        if (!beyond) continue;
        if (paper) found.push(`beyond the paper: ${one.outerHTML.slice(0, 60)} ${one.scrollWidth} > ${one.clientWidth}`);
        else if (style.overflowX === "visible") continue;
        else if (one.tabIndex < 0) found.push(`scrolls, and the keyboard does not reach it: ${one.textContent.slice(0, 60)}`);
    }
    return found;
}

const browser = await puppeteer.launch({
    executablePath: process.env.CHARTER_TEST_CHROMIUM,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const all = [];
try {
    const page = await browser.newPage();
    const session = await page.createCDPSession();
    for (const file of process.argv.slice(2))
        for (const { name, width, features = [], media = "" } of MODES) {
            await page.setViewport({ width, height: 900 });
            await session.send("Emulation.setEmulatedMedia", { media, features });
            await page.goto(pathToFileURL(file).href);
            const found = await page.evaluate(faults, media === "print");
            all.push(...found.map((fault) => `${path.basename(file)}, ${name}: ${fault}`));
        }
} finally {
    await browser.close();
}
assert.deepEqual(all, []);

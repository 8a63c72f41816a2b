/* The page's script, which the files of this folder are, one after the other (CMakeLists.txt has their order). It asks
 * what `charter-check ask` asks, in the same order: what a verdict lacks is the judge's list (`missing`), and nothing here
 * works it out. Every sentence that it shows is in the page's data (words.h), or the judge's; every text goes in as text.
 * Nothing is stored, and nothing is sent.
 *
 * Here: the page's data, its sentences, and elements. */
"use strict";

/* Keys come from links, files and charters: no object has any but its own, so that "constructor" is none. */
const bare = (_, value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.assign(Object.create(null), value)
        : value;
const data = JSON.parse(document.getElementById("page-data").textContent, bare);
let lang = data.lang[0];

/** The sentence of a key, with its arguments in the places of %s, or of %1$s and so on. */
function say(key, ...args) {
    let next = 0;
    return (data.words[lang][key] ?? key).replace(/%(?:(\d)\$)?s/g, (_, n) => args[n ? n - 1 : next++] ?? "");
}

/* As the library's ch_character_misleads has them; a declaration that is shown has lines. */
const MISLEADING = /[^\P{C}\t\n]|[\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** A text as it is shown: what would turn it round, or hide a part of it, is spelt U+202E. */
const plain = (text) =>
    text.replace(MISLEADING, (one) => `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
const shownText = (child) => (typeof child === "string" ? plain(child) : child);
const SPOKEN = ["aria-label", "title"];

/** An element. Of `props`, functions listen, `class` and the like are attributes, and false leaves one out. */
function el(tag, props, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(props ?? {}))
        if (typeof value === "function") made.addEventListener(name, value);
        else if (value !== false && value != null)
            made.setAttribute(name, value === true ? "" : SPOKEN.includes(name) ? plain(value) : String(value));
    const shown = children.flat().filter((child) => child !== null && child !== undefined && child !== "");
    made.append(...shown.map(shownText));
    return made;
}

const button = (text, click, props) => el("button", { type: "button", click, ...props }, text);
const hidden = (text) => el("span", { class: "ask-unseen" }, text);
const fold = (title, ...children) => el("details", null, el("summary", null, title), ...children);
let ids = 0;
const newId = () => `ask-${++ids}`;

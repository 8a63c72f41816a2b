/* Which language is shown, and the start. */
"use strict";

const parts = new Map(
    [...document.querySelectorAll(".language[data-lang]")].map((part) => [part.dataset.lang, part]),
);

/** The one that an address leads to, or that the browser prefers; else the page's first. */
function preferred() {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    const led = target?.closest(".language")?.dataset.lang;
    const known = [led, ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())].find((tag) =>
        parts.has(tag),
    );
    return known ?? data.lang[0];
}

/** What stands outside the languages, in the page's first, says so; the title that is read comes first. */
function markTitle(shown) {
    const title = document.querySelector("h1");
    for (const part of document.querySelectorAll("h1 > span, .skip, footer")) part.lang ||= data.lang[0];
    title.prepend([...title.children].find((one) => one.lang === shown) ?? "");
}

function showLanguage(shown) {
    lang = shown;
    markTitle(shown);
    document.documentElement.lang = shown;
    document.getElementById("charter").dataset.lang = shown;
    for (const link of document.querySelectorAll("a[hreflang]"))
        link.ariaCurrent = link.hreflang === shown ? "true" : null;
    document.title = plain(data.charter.title?.[shown] ?? document.title);
    buildFilters(parts.get(shown) ?? document.body);
    const section = document.getElementById("page-module") && parts.get(shown)?.querySelector("section.ask");
    if (!section) return;
    build(section);
    if (state.said.length || state.opened || state.note || state.sentence) renew();
}

function followFragment() {
    if (readFragment()) {
        state.begun = true;
        place.sentence.value = "";
        return renew();
    }
    const led = preferred();
    if (location.hash.length > 1 && led !== lang) showLanguage(led);
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
    return undefined;
}

/* ---- the start ---- */

forget();
lang = preferred();
readFragment();
showLanguage(lang);
addEventListener("hashchange", followFragment);
document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[hreflang]");
    if (link && parts.has(link.hreflang)) {
        event.preventDefault();
        showLanguage(link.hreflang);
    }
});

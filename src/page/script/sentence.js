/* One's own words, what of them is understood, and how it is taken back. */
"use strict";

function sentenceForm() {
    const id = newId(),
        hint = newId();
    place.sentence = el("input", {
        id,
        type: "text",
        maxlength: 1000,
        autocomplete: "off",
        "aria-describedby": hint,
    });
    place.sentence.value = state.sentence;
    const submit = (event) => {
        event.preventDefault();
        begin(place.sentence.value.trim());
    };
    return el(
        "form",
        { submit, class: "ask-sentence" },
        el("label", { for: id }, say("sentence.label")),
        el("p", { id: hint, class: "ask-hint" }, say("sentence.hint")),
        el("div", { class: "ask-row" }, place.sentence, el("button", { class: "ask-main" }, say("sentence.ask"))),
        el(
            "p",
            null,
            button(say("sentence.without"), () => begin(""), { class: "ask-link" }),
        ),
    );
}

async function begin(sentence) {
    forget();
    state.begun = true;
    state.sentence = place.sentence.value = sentence;
    if (sentence === "") return renew();
    show("known"); /* it was another sentence's */
    return turn(async (current) => {
        const { mentions } = await judge.understand(sentence);
        if (current()) {
            understood(mentions);
            renew();
        }
    });
}

function understood(mentions) {
    state.mentions = mentions;
    for (const mention of mentions) {
        const key = KEYS[mention.vocabulary];
        if (mention.kind === "taken" && !saidOf(key).some((one) => one.value === mention.declared))
            declare(key, [...saidOf(key).map((one) => one.value), mention.declared]);
    }
}

/* ---- what is understood, and can be taken back ---- */

/** A tool by the name that is declared, where that is not its id; all else by its title. */
function chip(one) {
    const title = keyTitle(one.key),
        value = valueTitle(one.key, one.value);
    return el(
        "li",
        null,
        el("span", null, el("span", { class: "ask-key" }, say("colon", title)), " ", value),
        " ",
        button(el("span", { "aria-hidden": "true" }, "×"), () => takeBack(one), {
            class: "ask-back",
            "aria-label": say("take-back", title, value),
            title: say("take-back", title, value),
        }),
    );
}

function asideChip([name, title]) {
    const ask = () => {
        state.aside.delete(name);
        state.stopped = false;
        renew();
    };
    return el(
        "li",
        { class: "ask-unknown" },
        el("span", null, el("span", { class: "ask-key" }, say("colon", title)), " ", say("not-known")),
        " ",
        button(say("ask-again"), ask, { class: "ask-link", "aria-label": say("ask-again-of", title) }),
    );
}

function setAside(mention) {
    const key = KEYS[mention.vocabulary];
    if (mention.kind === "taken") return null;
    const nearest = mention.entries.map(({ title, id }) => title ?? id).join(", ");
    const told =
        mention.kind === "unknown"
            ? say(`unknown.${key}`, mention.written)
            : say(`aside.${mention.kind}`, mention.written);
    const near = mention.kind === "unknown" && nearest ? ` ${say("nearest", nearest)}` : "";
    return el("li", null, told + near);
}

function showKnown() {
    if (state.opened !== null)
        return show(
            "known",
            heading(say("opened", state.opened.name)),
            state.note ? el("p", null, state.note) : null,
            el(
                "p",
                null,
                button(say("close"), () => begin("")),
            ),
        );
    const chips = [...state.said.map(chip), ...[...state.aside].map(asideChip)];
    const asides = state.mentions.map(setAside).filter((line) => line !== null);
    const nothing = state.sentence !== "" && !state.mentions.some(({ kind }) => kind === "taken");
    if (chips.length + asides.length === 0 && !nothing && !state.note) return show("known");
    return show(
        "known",
        chips.length + asides.length > 0 || nothing ? heading(say("understood")) : null,
        state.note ? el("p", null, state.note) : null,
        nothing ? el("p", null, say("understood.nothing")) : null,
        chips.length ? el("ul", { class: "ask-chips" }, chips) : null,
        asides.length ? el("ul", { class: "ask-asides" }, asides) : null,
    );
}

/* The parts of Ask in the page, and what is shown in them. */
"use strict";

let place = null; /* of the language that is shown: its parts */

const ANSWERS_SHOWN = ["trouble", "question", "answer", "which", "declaration"];
const PARTS = ["known", ...ANSWERS_SHOWN];

function build(section) {
    place = { section, status: el("p", { role: "status", class: "ask-status" }) };
    for (const part of PARTS) place[part] = el("div", { class: `ask-${part}` });
    const heading = newId();
    section.setAttribute("aria-labelledby", heading);
    section.replaceChildren(
        el("h2", { id: heading }, say("ask.title")),
        el("p", { class: "ask-lead" }, say("ask.lead")),
        sentenceForm(),
        place.known,
        place.status,
        place.trouble,
        place.question,
        place.answer,
        place.which,
        place.declaration,
        el("div", { class: "ask-more" }, textForm(), openForm()),
    );
    section.hidden = false;
}

function show(part, ...children) {
    place[part].classList.remove("ask-old");
    place[part].replaceChildren(...children.filter((child) => child !== null));
}

/** Takes out of sight, and out of reach, what may be an old answer. It keeps its place, so that nothing jumps. */
const hide = (parts) => parts.forEach((part) => place[part].classList.add("ask-old"));

const clear = (parts) =>
    parts.filter((part) => place[part].classList.contains("ask-old")).forEach((part) => show(part));

function focusOn(element) {
    element.tabIndex = -1;
    element.focus();
}

const heading = (text, props) => el("h3", props, text);

/* One question at a time: a form for each kind of what is missing. */
"use strict";

const MANY = 8; /* choices: a longer list has a filter */

/** A form with one question: its legend gets the focus. `read` gives null where the answer is none, once it has
 * called `complain`; `why` says why it is asked. */
function question({ title, why, fields, read, unknown, name, after }) {
    const error = el("p", { class: "ask-error", id: newId() });
    const legend = el("legend", { class: "ask-legend" }, title);
    const complain = (text, input) => {
        error.textContent = plain(text);
        if (input) {
            input.setAttribute("aria-invalid", "true");
            input.setAttribute("aria-describedby", error.id);
            input.focus();
        }
    };
    const submit = (event) => {
        event.preventDefault();
        error.textContent = "";
        const work = read(complain);
        if (work) answerQuestion(work);
    };
    const leave = () => answerQuestion(() => state.aside.set(name, title));
    const form = el(
        "form",
        { submit, novalidate: true, class: "ask-form" },
        el(
            "fieldset",
            { "aria-describedby": error.id },
            legend,
            why ? el("p", { class: "ask-hint" }, why) : null,
            fields,
            error,
        ),
        el(
            "div",
            { class: "ask-buttons" },
            el("button", { class: "ask-main" }, say("continue")),
            button(say(unknown), leave),
            after ?? null,
        ),
    );
    show("question", form);
    if (state.complaint) {
        const input = form.querySelector("input:not([type=radio]):not([type=checkbox])");
        complain(state.complaint, input);
        state.complaint = null;
        if (input) return;
    }
    if (state.begun) focusOn(legend);
}

function option(type, name, value, text, checked) {
    const id = newId();
    return el(
        "div",
        { class: "ask-option" },
        el("input", { type, name, id, value, checked }),
        el("label", { for: id }, text),
    );
}

const checkedOf = (list) => [...list.querySelectorAll("input:checked")].map((input) => input.value);

/** A list of choices; a long one has a filter, which leaves what is chosen in sight. */
function choices(type, values) {
    const name = newId();
    const options = values.map(({ id, title }) => option(type, name, id, title ?? id, false));
    const list = el("div", { class: values.length <= MANY ? "ask-options" : "ask-options ask-many" }, options);
    if (values.length <= MANY) return { list, shown: [list] };
    const id = newId();
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const filter = (event) => {
        const wanted = fold(event.target.value);
        for (const one of options) one.hidden = !one.firstChild.checked && !fold(one.textContent).includes(wanted);
    };
    const input = el("input", { type: "search", id, input: filter, autocomplete: "off" });
    return {
        list,
        shown: [el("p", { class: "ask-filter" }, el("label", { for: id }, say("filter")), " ", input), list],
    };
}

/** All that are listed; of several that the sentence may mean, these. */
function listed(key) {
    const meant = state.mentions
        .filter((mention) => KEYS[mention.vocabulary] === key && mention.kind === "ambiguous")
        .flatMap((mention) => mention.entries.map(({ id }) => id));
    const all = entries(key).filter(inForce);
    return meant.length ? all.filter(({ id }) => meant.includes(id)) : all;
}

function showNameQuestion(key) {
    const { list, shown } = choices("radio", listed(key));
    const id = newId();
    const other = el("input", { type: "text", id, maxlength: 200, autocomplete: "off" });
    const read = (complain) => {
        const typed = other.value.trim(),
            [chosen] = checkedOf(list);
        if (typed === "" && chosen === undefined) return complain(say("choose")), null;
        return () => declare(key, [typed || chosen], key);
    };
    question({
        title: say(`question.${key}`),
        name: key,
        unknown: "do-not-know",
        read,
        fields: [
            ...shown,
            el("p", { class: "ask-other" }, el("label", { for: id }, say(`other.${key}`)), " ", other),
        ],
    });
    offerWhich();
}

function showUnnamed() {
    const title = heading(say(isSaid("activity") ? "unnamed.tool" : "unnamed.activity"));
    show("answer", title, el("p", null, say("unnamed.help")));
    offerWhich();
    focusOn(title);
}

const yesNo = () => [
    { id: "true", title: say("yes") },
    { id: "false", title: say("no") },
];

function chooseOne(missing) {
    const many = missing.key === "data";
    const values = missing.values.length ? missing.values : yesNo();
    const { list, shown } = choices(many ? "checkbox" : "radio", values);
    const read = (complain) => {
        const chosen = checkedOf(list);
        return chosen.length
            ? () => declare(keyOf(missing), chosen, nameOf(missing))
            : (complain(say("choose")), null);
    };
    return { fields: [many ? el("p", { class: "ask-hint" }, say("several")) : null, ...shown], read };
}

const LINES = {
    number: {
        type: "text",
        inputmode: "decimal",
        fits: (text) => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text),
        word: "write.number",
    },
    date: { type: "date", fits: (text) => /^\d{4}-\d\d-\d\d$/.test(text), word: "write.date" },
    text: { type: "text", fits: (text) => text !== "", word: "write.text" },
};
const HINTED = "number"; /* the others say what they want by themselves */

/** A line to be typed: its field, and what reads it. */
function line(type, label, autocomplete = "off") {
    const { fits, word, type: kind, inputmode } = LINES[type];
    const id = newId(),
        hint = type === HINTED ? newId() : null;
    const input = el("input", {
        id,
        type: kind,
        inputmode,
        maxlength: 500,
        autocomplete,
        "aria-describedby": hint,
    });
    const read = (complain) => {
        const typed = input.value.trim();
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
        return fits(typed) ? typed : (complain(say(word), input), null);
    };
    return {
        shown: el(
            "p",
            { class: "ask-line" },
            el("label", { for: id }, label),
            " ",
            input,
            hint ? [" ", el("span", { id: hint, class: "ask-hint" }, say(word))] : null,
        ),
        read,
    };
}

function typeLine(missing) {
    const own = missing.key === "usage.author" ? "name" : "off";
    const one = line(missing.type, say(`label.${missing.type}`), own);
    const read = (complain) => {
        const typed = one.read(complain);
        return typed === null ? null : () => declare(keyOf(missing), [typed], nameOf(missing));
    };
    return { fields: [one.shown], read };
}

const FILL = { id: "text", by: "text", on: "date" };

/** Whether it is done. "Not yet" is an answer: nothing is said then. Who did it, and when, a person knows. */
function duty(missing, verdict) {
    const keys = missing.values.length ? [] : Object.keys(missing.fill ?? {}).filter((key) => key in FILL);
    const yes = missing.values.length ? missing.values : [{ id: "true", title: say("done") }];
    const { list } = choices(
        "radio",
        yes.map(({ id, title }) => ({ id, title: id === "true" ? say("done") : (title ?? id) })),
    );
    const lines = keys.map((key) => [key, line(FILL[key], say(`fill.${key}`))]);
    const below = el(
        "div",
        { class: "ask-fill", hidden: true },
        lines.map(([, one]) => one.shown),
    );
    list.append(option("radio", list.querySelector("input").name, "", say("not-yet"), false));
    list.addEventListener("change", () => {
        below.hidden = checkedOf(list)[0] !== "true" || keys.length === 0;
    });
    const how = verdict.duties.find(({ id }) => missing["asked-by"].includes(`duty.${id}`))?.how;
    const read = (complain) => {
        const [chosen] = checkedOf(list),
            name = nameOf(missing);
        if (chosen === undefined) return complain(say("choose")), null;
        if (chosen === "") return () => state.aside.set(name, missing.title ?? missing.key);
        if (keys.length === 0) return () => declare(keyOf(missing), [chosen], name);
        const filled = [];
        for (const [key, one] of lines) {
            const typed = one.read(complain);
            if (typed === null) return null;
            filled.push([`${keyOf(missing)}.${key}`, typed]);
        }
        return () => filled.forEach(([key, value]) => declare(key, [value], name));
    };
    return { fields: [how ? el("p", { class: "ask-hint" }, how) : null, list, below], read };
}

const ASK = {
    evidence: duty,
    number: typeLine,
    date: typeLine,
    text: typeLine,
    choice: chooseOne,
    bool: chooseOne,
};

function showMissing(verdict, missing) {
    const stop = () => {
        state.stopped = true;
        renew();
    };
    question({
        ...ASK[missing.type](missing, verdict),
        title: missing.title ?? keyOf(missing),
        why: missing.because,
        name: nameOf(missing),
        unknown: "do-not-know",
        after: button(say("answer-now"), stop, { class: "ask-link" }),
    });
}

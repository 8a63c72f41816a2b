/* The page's script. It asks what `charter-check ask` asks, in the same order: what a verdict lacks is the judge's list
 * (`missing`), and nothing here works it out. Every sentence that it shows is in the page's data, or the judge's; every
 * text goes in as text. Nothing is stored, and nothing is sent. */
"use strict";

(() => {
    const DEADLINE = 10000; /* milliseconds for one request to the judge */
    const LINK_MAX = 8192,
        LINK_PAIRS = 64,
        FILE_MAX = 1 << 20,
        MANY = 8;

    const data = JSON.parse(document.getElementById("page-data").textContent);
    let lang = data.lang[0];

    /* ---- words and elements ---- */

    /** The sentence of a key, with its arguments in the places of %s, or of %1$s and so on. */
    function say(key, ...args) {
        let next = 0;
        return (data.words[lang][key] ?? key).replace(/%(?:(\d)\$)?s/g, (_, n) => args[n ? n - 1 : next++] ?? "");
    }

    /** An element. Of `props`, functions listen, `class` and the like are attributes, and false leaves one out. */
    function el(tag, props, ...children) {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(props ?? {}))
            if (typeof value === "function") made.addEventListener(name, value);
            else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : String(value));
        made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
        return made;
    }

    const button = (text, click, props) => el("button", { type: "button", click, ...props }, text);
    const hidden = (text) => el("span", { class: "ask-unseen" }, text);
    const fold = (title, ...children) => el("details", null, el("summary", null, title), ...children);
    let ids = 0;
    const newId = () => `ask-${++ids}`;

    /* ---- the judge, in a worker under a deadline ---- */

    /** What a judge says, or what became of it. `kind`: 'judge', 'trap' or 'deadline'. */
    class Refusal extends Error {
        constructor(kind, message, report) {
            super(message);
            this.kind = kind;
            this.report = report ?? null;
        }
    }

    function bytesOf(base64) {
        const text = atob(base64.replace(/\s+/g, ""));
        return Uint8Array.from(text, (c) => c.charCodeAt(0));
    }

    const judge = (() => {
        let worker = null,
            waiting = null,
            last = Promise.resolve(),
            count = 0;

        function end() {
            worker?.terminate();
            worker = null;
        }

        function start() {
            const text = document.getElementById("page-worker").textContent;
            const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
            worker = new Worker(address);
            URL.revokeObjectURL(address);
            worker.addEventListener("message", ({ data: said }) => waiting?.id === said.id && waiting.settle(said));
            worker.addEventListener("error", (event) => {
                event.preventDefault();
                waiting?.settle({ error: { message: event.message, trapped: true } });
            });
        }

        /** One request. A worker that trapped or was not in time is ended; the next request has a new one. */
        function request(call, args) {
            return new Promise((resolve, reject) => {
                const id = ++count;
                const fail = (refusal) => {
                    if (refusal.kind !== "judge") end();
                    reject(refusal);
                };
                const clock = setTimeout(() => {
                    waiting = null;
                    fail(new Refusal("deadline", ""));
                }, DEADLINE);
                waiting = {
                    id,
                    settle({ result, error }) {
                        clearTimeout(clock);
                        waiting = null;
                        if (error) fail(new Refusal(error.trapped ? "trap" : "judge", error.message, error.report));
                        else resolve(result);
                    },
                };
                worker.postMessage({ id, call, args });
            });
        }

        async function opened() {
            if (worker !== null) return;
            start();
            const files = data.files.map(({ name, base64 }) => ({ name, bytes: bytesOf(base64) }));
            const module = bytesOf(document.getElementById("page-module").textContent);
            try {
                await request("open", [module, { files, charters: data.charters, exceptions: data.exceptions }]);
            } catch (refusal) {
                end();
                throw refusal;
            }
        }

        /** Requests go one after the other. */
        function call(name, ...args) {
            const turn = last.then(() => opened()).then(() => request(name, args));
            last = turn.catch(() => {});
            return turn;
        }

        const when = () => ({ at: today(), lang });
        return {
            check: async (text) => JSON.parse(await call("check", text, when())),
            understand: async (sentence) => JSON.parse(await call("understand", sentence, when())),
            which: async (text, every) => JSON.parse(await call("which", text, { ...when(), every })),
            detect: async (text) => JSON.parse(await call("detect", text, when())),
            declare: (said) => call("declare", said),
        };
    })();

    const today = () => data.at ?? new Date().toISOString().slice(0, 10);

    /* ---- what is known of the use ---- */

    const KEYS = { activities: "activity", tools: "tool", data: "data", activity: "activity", tool: "tool" };
    const PLAIN = /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?|\d{4}-\d\d-\d\d)$/;
    const TEXTS = ["activity", "tool", "data", "author", "purpose", "id", "unit", "role"];

    /* said: [{key, value, question}], in order; aside: questions that nobody could answer; opened: a declaration that
     * is judged as it is written; asked: what a key was called when it was asked for. */
    const state = {};

    function forget() {
        Object.assign(state, {
            sentence: "",
            said: [],
            aside: new Map(),
            mentions: [],
            opened: null,
            asked: new Map(),
            stopped: false,
            complaint: null,
            note: null,
            last: null,
            stamp: null,
        });
    }

    const saidOf = (key) => state.said.filter((one) => one.key === key);
    const isSaid = (key) => state.said.some((one) => one.key === key);

    /** Says `values` of a key in the place of what was said of it. */
    function declare(key, values, question) {
        const at = state.said.findIndex((one) => one.key === key);
        const made = values.map((value) => ({ key, value: String(value), question }));
        const below = (one, other) => one.startsWith(`${other}.`);
        const rest = state.said.filter((one) => one.key !== key && !below(one.key, key) && !below(key, one.key));
        rest.splice(at < 0 ? rest.length : at, 0, ...made);
        state.said = rest;
    }

    function takeBack(one) {
        state.said = state.said.filter((other) => other !== one && (!one.question || other.question !== one.question));
        state.stopped = false;
        renew();
    }

    /** For the judge. A number, a day, true or false is seen by its shape: types are the schema's. */
    const forJudge = () =>
        state.said.map(({ key, value }) => ({ key, value, plain: !TEXTS.includes(key) && PLAIN.test(value) }));

    /* ---- what the charter calls things ---- */

    const inForce = ({ from, until }) => !(from && from > today()) && !(until && until < today());
    const version = () => data.versions.find(inForce) ?? data.versions[data.versions.length - 1];
    const entries = (key) => version()?.entries[lang]?.[key] ?? [];
    const titleOf = (key, id) => entries(key).find((entry) => entry.id === id)?.title ?? id;

    /** What a key is called: as it was asked for, by the words of this page, or as the charter has it. */
    function keyTitle(key) {
        const word = `key.${key}`;
        const field = key.startsWith("facts.") ? key.slice("facts.".length) : null;
        return (
            state.asked.get(`${lang} ${key}`)?.title ??
            (word in data.words[lang] ? say(word) : field === null ? key : titleOf("fields", field))
        );
    }

    function valueTitle(key, value) {
        const asked = state.asked.get(`${lang} ${key}`)?.values.find(({ id }) => id === value)?.title;
        const word = { true: "yes", false: "no" }[value];
        return asked ?? (word ? say(word) : entries(key).length > 0 ? titleOf(key, value) : value);
    }

    const keyOfPath = (path) => {
        const [head, ...rest] = path
            .slice(1)
            .split("/")
            .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
        return head === "data" ? head : [head, ...rest].join(".");
    };
    const keyOf = (missing) => missing.key.replace(/^usage\./, "");
    const condition = ({ path, value }) =>
        say("condition", keyTitle(keyOfPath(path)), valueTitle(keyOfPath(path), String(value)));

    /** Keeps what a verdict calls things, for when they are no longer missing. */
    function remember(verdict) {
        for (const missing of verdict.missing)
            state.asked.set(`${lang} ${keyOf(missing)}`, {
                title: missing.title ?? keyOf(missing),
                values: missing.values,
            });
    }

    /* ---- which question is next ---- */

    const SETTLED = ["compliant", "review", "non-compliant", "invalid"];

    /** Two duties may look for the same evidence. */
    const nameOf = (missing) =>
        missing.type === "evidence" ? `${missing.key} ${missing["asked-by"][0]}` : missing.key;

    /** Whether what a clause asks for is what keeps the verdict from being settled. */
    function decides(verdict, clause) {
        if (verdict.verdict === "conditional")
            return verdict.duties.some(({ id, due, met }) => clause === `duty.${id}` && due === "before" && !met);
        return verdict.findings.some(
            (finding) => finding.clause === clause && finding.outcome === "undetermined" && finding.effect !== "advise",
        );
    }

    function mayAsk(missing) {
        return missing.path !== null && !missing.later && (missing.key !== "data" || missing.path === "/data");
    }

    const wasAsked = (name) => state.aside.has(name) || state.said.some((one) => one.question === name);

    function nextMissing(verdict) {
        if (SETTLED.includes(verdict.verdict)) return null;
        return (
            verdict.missing.find(
                (missing) =>
                    mayAsk(missing) &&
                    !wasAsked(nameOf(missing)) &&
                    missing["asked-by"].some((clause) => decides(verdict, clause)),
            ) ?? null
        );
    }

    const nextName = () => ["activity", "tool"].find((key) => !isSaid(key) && !state.aside.has(key)) ?? null;

    /* ---- places of the page ---- */

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

    function focus(element) {
        element.tabIndex = -1;
        element.focus();
    }

    const heading = (text, props) => el("h3", props, text);

    /* ---- one's own words ---- */

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
            heading(say("understood")),
            state.note ? el("p", null, state.note) : null,
            nothing ? el("p", null, say("understood.nothing")) : null,
            chips.length ? el("ul", { class: "ask-chips" }, chips) : null,
            asides.length ? el("ul", { class: "ask-asides" }, asides) : null,
        );
    }

    /* ---- judging ---- */

    let sequence = 0;

    /** Runs `work`, of which only the newest may show anything: `current()` is false once another has begun. While it
     * runs no answer is shown, for it would be an old one. */
    async function turn(work) {
        const mine = ++sequence;
        const current = () => mine === sequence;
        hide(ANSWERS_SHOWN);
        place.section.setAttribute("aria-busy", "true");
        place.status.textContent = say("judging");
        try {
            await work(current);
        } catch (error) {
            if (current()) showTrouble(error);
        } finally {
            if (current()) {
                clear(ANSWERS_SHOWN);
                place.section.removeAttribute("aria-busy");
                if (place.status.textContent === say("judging")) place.status.textContent = "";
            }
        }
    }

    const ENDED = { trap: "trouble.trap", deadline: "trouble.deadline" };

    /** A refusal of the judge's own has its sentences; what it says of places is left out. */
    function refusalLines(error) {
        const report = error.report ? JSON.parse(error.report) : { errors: [] };
        const lines = (report.errors ?? []).map(lineOf);
        return lines.length ? lines : [error.message];
    }

    function showTrouble(error) {
        const kind = error instanceof Refusal ? error.kind : "trap";
        const title = heading(say(ENDED[kind] ?? "trouble.judge"));
        show(
            "trouble",
            title,
            ...(kind === "judge" ? refusalLines(error).map((line) => el("p", null, line)) : []),
            el("p", null, button(say("try-again"), renew)),
        );
        focus(title);
    }

    /** Judges what is said, and shows the next question or the answer. */
    function renew() {
        showKnown();
        return turn(async (current) => {
            if (state.opened !== null) return showOpened(current);
            const name = nextName();
            if (name !== null) return showNameQuestion(name);
            if (!isSaid("activity") || !isSaid("tool")) return showUnnamed();
            const { text, verdict, refused } = await judged();
            if (!current()) return undefined;
            if (refused && state.last) return refuseLast(refused);
            state.last = null;
            remember(verdict);
            noteStamp(verdict);
            showKnown();
            const missing = state.stopped ? null : nextMissing(verdict);
            return missing === null ? showAnswer(verdict, text, current) : showMissing(verdict, missing);
        });
    }

    const lineOf = ({ message, help }) => (help ? say("colon-between", message, help) : message);

    /** The declaration that says what is known, its verdict, and, where the last answer spoils it, why. */
    async function judged() {
        try {
            const text = await judge.declare(forJudge());
            const [verdict] = (await judge.check(text)).verdicts;
            return {
                text,
                verdict,
                refused: verdict.verdict === "invalid" ? verdict.errors.map(lineOf).join(" ") : null,
            };
        } catch (error) {
            if (error.kind === "judge" && state.last) return { refused: error.message };
            throw error;
        }
    }

    /** An answer that spoils the declaration, such as a number that is too large, is taken back and told. */
    function refuseLast(why) {
        const { said, aside } = state.last;
        Object.assign(state, { said, aside, last: null, complaint: why });
        return renew();
    }

    function answerQuestion(work) {
        state.last = { said: [...state.said], aside: new Map(state.aside) };
        work();
        renew();
    }

    /* ---- a question ---- */

    /** A form with one question: its legend gets the focus. `read` gives null where the answer is none, once it has
     * called `complain`; `why` says why it is asked. */
    function question({ title, why, fields, read, unknown, name, after }) {
        const error = el("p", { class: "ask-error", id: newId() });
        const legend = el("legend", { class: "ask-legend" }, title);
        const complain = (text, input) => {
            error.textContent = text;
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
        if (state.begun) focus(legend);
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
        focus(title);
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

    /* ---- the answer ---- */

    const gravity = ({ outcome, effect }) =>
        outcome === "waived"
            ? 0
            : effect === "advise"
              ? 1
              : outcome === "undetermined"
                ? 3
                : effect === "forbid"
                  ? 4
                  : 2;

    /** The gravest; of these the first. */
    function decisive(verdict) {
        const reasons = verdict.findings.filter((finding) => gravity(finding) > 1);
        const most = Math.max(...reasons.map(gravity));
        return reasons.find((finding) => gravity(finding) === most) ?? null;
    }

    const isReason = (verdict, id) => verdict.findings.some(({ clause }) => clause === `duty.${id}`);
    const leftToDo = (verdict, due) =>
        verdict.duties.filter((one) => !one.met && one.due === due && !isReason(verdict, one.id));

    const row = (key, ...children) => [el("dt", null, say(key)), el("dd", null, ...children)];
    const cited = (finding) =>
        el("p", { class: "ask-cited" }, [finding.article, finding.clause].filter(Boolean).join(" · "));
    const learnOf = (text) => (text ? el("p", { class: "ask-learn" }, say("learn", text)) : null);

    function reasonOf(finding) {
        return [
            el("p", null, finding.message),
            finding.because ? el("p", { class: "ask-because" }, finding.because) : null,
            cited(finding),
            finding.help ? el("p", { class: "ask-hint" }, finding.help) : null,
            learnOf(finding.learn),
        ];
    }

    /** Puts an offered tool in place, with what would have to be so for it. */
    function putInPlace({ tool, if: conditions }) {
        for (const { path, value } of [{ path: "/tool", value: tool }, ...conditions]) {
            const key = keyOfPath(path);
            declare(key, [value], state.said.find((one) => one.key === key)?.question ?? key);
        }
        state.stopped = false;
        state.begun = true;
        renew();
    }

    const ifs = (conditions) =>
        conditions.length
            ? [
                  el("p", null, say("if")),
                  el(
                      "ul",
                      null,
                      conditions.map((one) => el("li", null, condition(one))),
                  ),
              ]
            : null;

    function alternative(one) {
        const title = one.title ?? titleOf("tool", one.tool);
        return [
            el("p", null, el("strong", null, title)),
            el("p", { class: "ask-hint" }, say(`then.${one.verdict}`)),
            ...(ifs(one.if) ?? []),
            el(
                "p",
                null,
                button([say(one.if.length ? "put-in-place-if" : "put-in-place"), hidden(` (${title})`)], () =>
                    putInPlace(one),
                ),
            ),
        ];
    }

    function insteadOf(verdict) {
        const others = verdict.alternatives.filter(({ tool }) => tool !== verdict.tool);
        if (others.length === 0) return [];
        const [best, ...rest] = others;
        const more = rest.length
            ? fold(
                  say("more-tools", rest.length + verdict["more-alternatives"]),
                  el(
                      "ul",
                      null,
                      rest.map((one) => el("li", null, alternative(one))),
                  ),
              )
            : null;
        return row("instead", ...alternative(best), more);
    }

    function noWay(verdict) {
        if (verdict["none-because"].length === 0 || verdict.verdict === "review") return [];
        return row("instead", el("p", null, say("no-tool", verdict["none-because"].join(", "))));
    }

    function askWhom({ ask }) {
        const whom = [ask?.body, ask?.contact].filter(Boolean).join(", ");
        return whom ? row("ask-whom", el("p", null, whom)) : [];
    }

    function dutiesOf(verdict, due) {
        const open = leftToDo(verdict, due);
        if (open.length === 0) return [];
        const lines = open.map((one) => {
            const missing = verdict.missing.find((each) => each["asked-by"].includes(`duty.${one.id}`));
            const title = missing?.title ?? titleOf("duties", one.id);
            return el(
                "li",
                null,
                el("strong", null, title),
                one.how ? el("p", { class: "ask-hint" }, one.how) : null,
                (one.because ?? missing?.because)
                    ? el("p", { class: "ask-because" }, one.because ?? missing.because)
                    : null,
                one.article ? el("p", { class: "ask-cited" }, one.article) : null,
                learnOf(one.learn ?? entries("duties").find(({ id }) => id === one.id)?.learn),
            );
        });
        return row(`due.${due}`, el("ul", null, lines));
    }

    const isFact = (missing) => missing.type !== "evidence";

    function missingOf(verdict) {
        const lines = verdict.missing
            .filter(isFact)
            .filter(({ "asked-by": by }) =>
                verdict.findings.some(({ clause, effect }) => by.includes(clause) && effect !== "advise"),
            );
        return lines.map((missing) =>
            el(
                "li",
                null,
                missing.title ?? keyOf(missing),
                missing.paste ? [" ", el("code", null, missing.paste)] : null,
            ),
        );
    }

    const advice = (verdict) =>
        verdict.findings.filter(({ effect, outcome }) => effect === "advise" && outcome !== "waived");

    function foldedOf(verdict, told) {
        const others = verdict.findings.filter((finding) => finding !== told && gravity(finding) > 1);
        const unknown = verdict.verdict === "undetermined" ? [] : missingOf(verdict);
        const made = verdict.charter;
        const list = (key, items) => (items.length ? fold(say(key, items.length), el("ul", null, items)) : null);
        return [
            list(
                "more-reasons",
                others.map((one) => el("li", null, reasonOf(one))),
            ),
            list("more-missing", unknown),
            list(
                "advice",
                advice(verdict).map((one) => el("li", null, reasonOf(one))),
            ),
            made
                ? el(
                      "p",
                      { class: "ask-stamp" },
                      say("judged-by-line", made.id, made.version ?? "", verdict.day),
                      " ",
                      el("span", { class: "ask-hash" }, say("sha256", made.sha256)),
                  )
                : null,
        ];
    }

    /* What the short answer has of each verdict, in order. */
    const ROWS = {
        "non-compliant": (v, told) => [...row("because", ...reasonOf(told)), ...insteadOf(v), ...noWay(v)],
        review: (v, told) => [...row("because", ...reasonOf(told)), ...askWhom(v), ...insteadOf(v)],
        undetermined: (v, told) => [
            ...(missingOf(v).length
                ? row("missing", el("ul", null, missingOf(v)))
                : told
                  ? row("because", ...reasonOf(told))
                  : []),
            ...insteadOf(v),
        ],
        conditional: (v) => [...dutiesOf(v, "before"), ...dutiesOf(v, "after"), ...insteadOf(v)],
        compliant: (v) => [...dutiesOf(v, "before"), ...dutiesOf(v, "after")],
        invalid: (v) => row("because", ...v.errors.map((error) => el("p", null, lineOf(error)))),
    };

    function sentenceOf(verdict) {
        const then =
            verdict.verdict === "compliant" &&
            leftToDo(verdict, "after").length + leftToDo(verdict, "before").length > 0;
        return say(then ? "says.then" : `says.${verdict.verdict}`);
    }

    function answerOf(verdict) {
        const told = decisive(verdict);
        const title = heading(say(`verdict.${verdict.verdict}`), { class: "ask-word" });
        const use = [verdict["activity-title"] ?? verdict.activity, verdict["tool-title"] ?? verdict.tool]
            .filter(Boolean)
            .join(" · ");
        return {
            title,
            told: `${title.textContent}. ${sentenceOf(verdict)}`,
            shown: el(
                "div",
                { class: `ask-verdict ask-is-${verdict.verdict}` },
                title,
                el("p", { class: "ask-says" }, sentenceOf(verdict)),
                use ? el("p", { class: "ask-use" }, use) : null,
                el("dl", null, ROWS[verdict.verdict](verdict, told)),
                foldedOf(verdict, told),
            ),
        };
    }

    async function showAnswer(verdict, text, current) {
        const { title, told, shown } = answerOf(verdict);
        show("answer", shown);
        place.status.textContent = told;
        if (state.begun) focus(title);
        offerWhich();
        await showDeclaration(verdict, text, current);
    }

    /* ---- what may be used ---- */

    function offerWhich() {
        const key = isSaid("activity") ? "tool" : isSaid("tool") ? "activity" : null;
        if (key !== null)
            show(
                "which",
                el(
                    "p",
                    null,
                    button(say(`which.${key}`), () => which(key)),
                ),
            );
    }

    function which(key) {
        state.begun = true;
        return turn(async (current) => {
            const any = isSaid(key) ? [] : [{ key, value: "x", plain: false }]; /* each is tried in its place */
            const text = await judge.declare([...forJudge(), ...any]);
            const { uses } = await judge.which(text, [key]);
            if (current()) showWhich(key, uses);
        });
    }

    const GROUPS = [
        ["compliant", true],
        ["conditional", true],
        ["review", true],
        ["undetermined", false],
        ["non-compliant", false],
    ];

    function showWhich(key, uses) {
        const verdictOf = (use) => use.then ?? use.verdict;
        const dutyLine = (word, list) =>
            list.length
                ? el("p", { class: "ask-hint" }, say(word, list.map((id) => titleOf("duties", id)).join(", ")))
                : null;
        const item = (use) => {
            const title = titleOf(key, use[key]);
            const choose = () => {
                declare(key, [use[key]], key);
                state.aside.delete(key);
                renew();
            };
            return el(
                "li",
                null,
                el("strong", null, title),
                ifs(use.if),
                dutyLine("which.before", use.before),
                dutyLine("which.after", use.after),
                el("p", null, button([say("choose-this"), hidden(` (${title})`)], choose)),
            );
        };
        const title = heading(say(`which.${key}`));
        const groups = GROUPS.map(([verdict, open]) => {
            const items = uses.filter((use) => verdictOf(use) === verdict);
            return items.length
                ? el(
                      "details",
                      { open },
                      el("summary", null, say(`which.is.${verdict}`, items.length)),
                      el("ul", { class: "ask-uses" }, items.map(item)),
                  )
                : null;
        });
        show("which", title, ...groups, el("p", null, button(say("back"), renew)));
        focus(title);
    }

    /* ---- a text, looked through before it is sent ---- */

    function textForm() {
        const id = newId(),
            hint = newId();
        const area = el("textarea", {
            id,
            rows: 6,
            "aria-describedby": hint,
            autocomplete: "off",
            spellcheck: "false",
        });
        const found = el("div", { class: "ask-found", role: "status" });
        let latest = 0;
        const submit = async (event) => {
            const mine = ++latest;
            event.preventDefault();
            found.replaceChildren(el("p", null, say("judging")));
            const shown = await judge
                .detect(area.value)
                .then(foundIn, (error) => [
                    el("p", null, error.kind === "judge" ? error.message : say(ENDED[error.kind] ?? "trouble.trap")),
                ]);
            if (mine === latest) found.replaceChildren(...shown);
        };
        const clear = () => {
            latest++;
            area.value = "";
            found.replaceChildren();
            area.focus();
        };
        area.addEventListener("input", () => {
            latest++;
            found.replaceChildren();
        });
        return fold(
            say("text.title"),
            el(
                "form",
                { submit, class: "ask-form" },
                el("label", { for: id }, say("text.label")),
                el("p", { id: hint, class: "ask-hint" }, say("text.hint")),
                area,
                el(
                    "div",
                    { class: "ask-buttons" },
                    el("button", null, say("text.look")),
                    button(say("text.clear"), clear),
                ),
            ),
            found,
        );
    }

    function addClass(id) {
        if (!saidOf("data").some(({ value }) => value === id))
            declare("data", [...saidOf("data").map(({ value }) => value), id], "data");
        state.aside.delete("data");
        state.opened = null;
        state.begun = true;
        renew();
    }

    /** Counts and places of each detector: nothing of the text. */
    function foundIn({ hits, more, undecided }) {
        const groups = new Map();
        for (const hit of hits) groups.set(hit.detector, [...(groups.get(hit.detector) ?? []), hit]);
        const rows = [...groups].map(([detector, of]) =>
            el(
                "tr",
                null,
                el("th", { scope: "row" }, detector),
                el("td", null, titleOf("data", of[0].class)),
                el("td", null, String(of.length)),
                el(
                    "td",
                    null,
                    of.map(({ line, column, length }) => say("text.place", line, column, length)).join(" ; "),
                ),
            ),
        );
        const sure = [...new Set(hits.filter(({ counts }) => counts).map((hit) => hit.class))];
        const columns = ["detector", "class", "count", "places"].map((key) =>
            el("th", { scope: "col" }, say(`text.${key}`)),
        );
        return [
            el("p", null, say(hits.length ? "text.found" : "text.nothing", hits.length)),
            rows.length
                ? el(
                      "div",
                      { class: "ask-scroll", tabindex: 0, role: "region", "aria-label": say("text.table") },
                      el(
                          "table",
                          null,
                          el("caption", null, say("text.table")),
                          el("thead", null, el("tr", null, columns)),
                          el("tbody", null, rows),
                      ),
                  )
                : null,
            hits.some(({ counts }) => !counts) ? el("p", { class: "ask-hint" }, say("text.unsure")) : null,
            more ? el("p", null, say("text.more")) : null,
            undecided.length ? el("p", null, say("text.undecided", undecided.join(", "))) : null,
            sure.length
                ? el(
                      "div",
                      { class: "ask-buttons" },
                      sure.map((id) => {
                          const title = titleOf("data", id);
                          return button(say("text.add", title), () => addClass(id));
                      }),
                  )
                : null,
        ].filter((child) => child !== null);
    }

    /* ---- the declaration ---- */

    const pairs = (list) =>
        list.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join("&");
    const answers = () => pairs(state.said.map(({ key, value }) => [key, value]));

    const STAMP = "# charter-check page: ",
        ANSWERS = "# answers: ";

    /** Which charter a declaration was made by, and the answers that made it. */
    function stamped(verdict, text) {
        const { id, version, sha256 } = verdict.charter ?? data.charter;
        const made = pairs([
            ["charter", id],
            ["version", version ?? ""],
            ["sha256", sha256],
            ["day", verdict.day ?? today()],
        ]);
        return `${STAMP}${made}\n${ANSWERS}${answers()}\n${text}`;
    }

    /** What a detector finds in the declaration is shown nowhere, and in no link. */
    async function isClean(text) {
        try {
            return (await judge.detect(text)).hits.length === 0;
        } catch (error) {
            return error.kind === "judge";
        }
    }

    async function showDeclaration(verdict, text, current) {
        const clean = await isClean(text);
        if (!current()) return;
        const whole = stamped(verdict, text);
        const told = el("p", { role: "status" }),
            shown = el(
                "pre",
                { tabindex: 0, role: "region", "aria-label": say("declaration") },
                el("code", null, text),
            );
        const copy = (what) => async () => {
            const done = await navigator.clipboard?.writeText(what).then(
                () => true,
                () => false,
            );
            told.textContent = say(done ? "copied" : "copy-yourself");
            if (!done) getSelection().selectAllChildren(shown);
        };
        const link = `#ask=${answers()}`;
        show(
            "declaration",
            heading(say("declaration")),
            el("p", { class: "ask-hint" }, say("declaration.hint")),
            clean ? shown : el("p", null, say("declaration.unshown")),
            el(
                "div",
                { class: "ask-buttons" },
                clean ? button(say("copy"), copy(whole)) : null,
                button(say("save"), () => save(whole)),
                button(say("print"), printAnswer),
                clean && link.length <= LINK_MAX ? el("a", { href: link }, say("link")) : null,
            ),
            told,
        );
    }

    /** Of the page the answer alone. */
    function printAnswer() {
        document.body.classList.add("ask-printing");
        addEventListener("afterprint", () => document.body.classList.remove("ask-printing"), { once: true });
        print();
    }

    function save(text) {
        const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
        el("a", { href: address, download: "usage.yaml" }).click();
        setTimeout(() => URL.revokeObjectURL(address), 60000);
    }

    /* ---- a declaration, opened again ---- */

    function openForm() {
        const id = newId(),
            hint = newId();
        const change = async (event) => {
            const file = event.target.files[0];
            if (file) open(file.name, file.size > FILE_MAX ? null : await file.text());
            event.target.value = "";
        };
        return fold(
            say("open.title"),
            el(
                "p",
                null,
                el("label", { for: id }, say("open.label")),
                " ",
                el("input", { type: "file", id, change, "aria-describedby": hint, accept: ".yaml,.yml,.json,.txt" }),
            ),
            el("p", { id: hint, class: "ask-hint" }, say("open.hint")),
        );
    }

    /** Answers of a link or a file, [[key, value]…]; null where they are none. */
    function readPairs(text) {
        if (text.length > LINK_MAX) return null;
        try {
            const list = text
                .split("&")
                .filter((part) => part !== "")
                .map((part) => {
                    const at = part.indexOf("=");
                    return [part.slice(0, at), part.slice(at + 1)].map(decodeURIComponent);
                });
            const good =
                list.length <= LINK_PAIRS &&
                list.every(([key]) => /^[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*){0,2}$/.test(key));
            return good ? list : null;
        } catch {
            return null;
        }
    }

    const toSaid = (list) => list.map(([key, value]) => ({ key, value, question: key }));

    function stampOf(text) {
        const lines = text.split(/\r?\n/, 2);
        if (!lines[0].startsWith(STAMP)) return null;
        const made = new Map(readPairs(lines[0].slice(STAMP.length)) ?? []);
        return { made, answers: lines[1]?.startsWith(ANSWERS) ? readPairs(lines[1].slice(ANSWERS.length)) : null };
    }

    /** A file that is what these answers write goes on from there; any other is judged as it is written. */
    function open(name, text) {
        forget();
        state.begun = true;
        if (text === null) {
            showKnown();
            return turn(() => Promise.reject(new Refusal("judge", say("open.large"))));
        }
        const stamp = stampOf(text);
        state.stamp = stamp;
        state.opened = { name, text };
        return turn(async (current) => {
            const same = stamp?.answers && (await isWritten(stamp.answers, text));
            if (!current()) return;
            if (same) {
                state.said = toSaid(stamp.answers);
                state.opened = null;
            }
            renew();
        });
    }

    /** A stamp of another charter, or of another version, is told once it is known which one judges here. */
    function noteStamp(verdict) {
        const made = state.stamp?.made,
            here = verdict?.charter;
        if (!made || !here || made.get("sha256") === here.sha256) return;
        state.note = say(
            "open.other",
            made.get("charter") ?? "",
            made.get("version") ?? "",
            here.id,
            here.version ?? "",
        );
        showKnown();
    }

    async function isWritten(list, text) {
        const before = state.said;
        try {
            state.said = toSaid(list);
            const body = text.split(/\r?\n/).slice(2).join("\n");
            return (await judge.declare(forJudge())) === body;
        } catch {
            return false;
        } finally {
            state.said = before;
        }
    }

    async function showOpened(current) {
        const report = await judge.check(state.opened.text);
        if (!current()) return;
        const shown = report.verdicts.map(answerOf);
        const errors = report.errors.map((error) => el("p", null, lineOf(error)));
        const title = shown[0]?.title ?? heading(say("trouble.judge"));
        noteStamp(report.verdicts[0]);
        show("answer", errors.length && shown.length === 0 ? title : null, ...errors, ...shown.map((one) => one.shown));
        place.status.textContent = shown[0]?.told ?? "";
        focus(title);
    }

    /* ---- the link ---- */

    function readFragment() {
        const found = /^#ask=(.*)$/.exec(location.hash);
        if (found === null) return false;
        const list = readPairs(found[1]);
        forget();
        if (list === null) state.note = say("link.bad");
        else state.said = toSaid(list);
        return true;
    }

    /* ---- the table of all answers, filtered ---- */

    const FILTERS = ["activity", "tool", "verdict"];

    function optionsOf(table, by) {
        const seen = new Map();
        const headed = by === "activity" ? "thead th" : "tbody th";
        if (by === "verdict")
            for (const cell of table.querySelectorAll("td[data-verdict]"))
                cell.dataset.verdict
                    .split(" ")
                    .forEach(
                        (name, i) => name && seen.set(name, cell.children[i]?.firstElementChild?.textContent ?? name),
                    );
        else
            for (const head of table.querySelectorAll(headed)) {
                const id = head.dataset[by] ?? head.parentElement.dataset[by];
                if (id !== undefined) seen.set(id, head.textContent);
            }
        return [...seen];
    }

    /** Hides the columns of other activities, the rows of other tools, and what has another answer. */
    function filterTable(table, wanted) {
        let left = 0;
        for (const cell of table.querySelectorAll("[data-activity]"))
            cell.hidden = wanted.activity !== "" && cell.dataset.activity !== wanted.activity;
        for (const row of table.querySelectorAll("tbody tr")) {
            const cells = [...row.querySelectorAll("td")].filter((cell) => !cell.hidden);
            const fits = (cell) =>
                wanted.verdict === "" || (cell.dataset.verdict ?? "").split(" ").includes(wanted.verdict);
            for (const cell of cells) cell.classList.toggle("ask-unfit", !fits(cell));
            row.hidden = (wanted.tool !== "" && row.dataset.tool !== wanted.tool) || !cells.some(fits);
            left += row.hidden ? 0 : 1;
        }
        return left;
    }

    function buildFilters(part) {
        const table = part.querySelector("table:has([data-tool])"),
            into = part.querySelector(".filters");
        if (!table || !into) return;
        const told = el("p", { role: "status" });
        const selects = FILTERS.map((by) => {
            const id = newId();
            const select = el(
                "select",
                { id, change: () => refresh() },
                el("option", { value: "" }, say("filter.all")),
                optionsOf(table, by).map(([value, text]) => el("option", { value }, text)),
            );
            return [by, select, el("p", null, el("label", { for: id }, say(`filter.${by}`)), " ", select)];
        });
        const refresh = () => {
            const wanted = Object.fromEntries(selects.map(([by, select]) => [by, select.value]));
            told.textContent = filterTable(table, wanted) === 0 ? say("filter.none") : "";
        };
        into.replaceChildren(
            el(
                "fieldset",
                null,
                el("legend", null, say("filters")),
                selects.map(([, , shown]) => shown),
            ),
            told,
        );
        into.hidden = false;
    }

    /* ---- the language that is shown ---- */

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
        document.title = data.charter.title?.[shown] ?? document.title;
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
})();

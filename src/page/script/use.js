/* What is known of the use that is asked about, what the charter calls it, and which question is next. */
"use strict";

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
const forJudge = (said = state.said) =>
    said.map(({ key, value }) => ({ key, value, plain: !TEXTS.includes(key) && PLAIN.test(value) }));

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

const WORDS_OF = new Map([
    ["true", "yes"],
    ["false", "no"],
]);

function valueTitle(key, value) {
    const asked = state.asked.get(`${lang} ${key}`)?.values.find(({ id }) => id === value)?.title;
    const word = WORDS_OF.get(value);
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

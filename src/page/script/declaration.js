/* The declaration: to copy, save, print, and open again, from a file or from a link. */
"use strict";

const LINK_MAX = 8192,
    LINK_PAIRS = 64,
    FILE_MAX = 1 << 20;

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
        if (file) openFile(file.name, file.size > FILE_MAX ? null : new Uint8Array(await file.arrayBuffer()));
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
                if (at < 0) throw new URIError(part);
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

/** Null: it is no text, which is the judge's to say. */
function textOf(bytes) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        return null;
    }
}

function stampOf(text) {
    const lines = text.split(/\r?\n/, 2);
    if (!lines[0].startsWith(STAMP)) return null;
    const made = new Map(readPairs(lines[0].slice(STAMP.length)) ?? []);
    return { made, answers: lines[1]?.startsWith(ANSWERS) ? readPairs(lines[1].slice(ANSWERS.length)) : null };
}

/** A file that is what these answers write goes on from there; any other is judged as it is written, byte for byte. */
function openFile(name, bytes) {
    forget();
    state.begun = true;
    if (bytes === null) {
        showKnown();
        return turn(() => Promise.reject(new Refusal("judge", say("open.large"))));
    }
    const text = textOf(bytes),
        stamp = text === null ? null : stampOf(text);
    state.stamp = stamp;
    state.opened = { name, bytes, read: /\.json$/i.test(name) ? "usage.json" : "usage.yaml" };
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
    try {
        const body = text.split(/\r?\n/).slice(2).join("\n");
        return (await judge.declare(forJudge(toSaid(list)))) === body;
    } catch {
        return false;
    }
}

async function showOpened(current) {
    const report = await judge.check(state.opened.bytes, state.opened.read);
    if (!current()) return;
    const shown = report.verdicts.map(answerOf);
    const errors = report.errors.map((error) => el("p", null, lineOf(error)));
    const title = shown[0]?.title ?? heading(say("trouble.judge"));
    noteStamp(report.verdicts[0]);
    show("answer", errors.length && shown.length === 0 ? title : null, ...errors, ...shown.map((one) => one.shown));
    place.status.textContent = shown[0]?.told ?? "";
    focusOn(title);
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

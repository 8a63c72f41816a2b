/* From what is said to what is shown next: the only place where the judge is asked for a verdict. */
"use strict";

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
    focusOn(title);
}

/** Judges what is said, and shows the next question or the answer. */
function renew() {
    showKnown();
    return turn(async (current) => {
        if (state.opened !== null) return showOpened(current);
        const name = nextName();
        if (name !== null && !data.versions.some(inForce)) throw new Refusal("judge", say("no-version"));
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

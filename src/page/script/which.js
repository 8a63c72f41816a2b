/* What may be used for this, or for what this may be used: every entry tried by the judge. */
"use strict";

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
    focusOn(title);
}

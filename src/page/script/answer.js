/* The answer, as short as `charter-check ask` gives it. */
"use strict";

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
    if (state.begun) focusOn(title);
    offerWhich();
    await showDeclaration(verdict, text, current);
}

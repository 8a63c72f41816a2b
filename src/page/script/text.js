/* A text, looked through before it is sent. Nothing of it is shown again. */
"use strict";

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

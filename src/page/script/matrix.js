/* The table of all answers, filtered. */
"use strict";

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

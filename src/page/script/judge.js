/* The judge, in a worker under a deadline: one request after the other, each answered, refused or given up. */
"use strict";

const DEADLINE = 10000; /* milliseconds for one request to the judge */

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

    const when = () => ({ at: today(), lang });

    async function opened() {
        if (worker !== null) return;
        start();
        const files = data.files.map(({ name, base64 }) => ({ name, bytes: bytesOf(base64) }));
        const module = bytesOf(document.getElementById("page-module").textContent);
        try {
            const { charters, exceptions } = data;
            await request("open", [module, { files, charters, exceptions, ...when() }]);
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

    return {
        check: async (text, name = "usage.yaml") => JSON.parse(await call("check", text, { ...when(), name })),
        understand: async (sentence) => JSON.parse(await call("understand", sentence, when())),
        which: async (text, every) => JSON.parse(await call("which", text, { ...when(), every })),
        detect: async (text) => JSON.parse(await call("detect", text, when())),
        declare: (said) => call("declare", said),
    };
})();

const today = () => data.at ?? new Date().toISOString().slice(0, 10);

/* The page's worker: the judge, away from what a person sees, so that it can be ended. charter.js stands above it in
 * the same text. */
"use strict";

(() => {
    const CALLS = ["check", "understand", "which", "detect", "declare"];
    let judge = null;

    async function answer(call, args) {
        if (call === "open") judge = await Charter.open(...args);
        else if (judge === null || !CALLS.includes(call)) throw new Error(call);
        else return judge[call](...args);
        return null;
    }

    function told(error) {
        const report = error.report ?? null;
        return {
            message: String(error.message),
            report: report === null || typeof report === "string" ? report : JSON.stringify(report),
            trapped: error.trapped === true || error instanceof WebAssembly.RuntimeError,
        };
    }

    addEventListener("message", async ({ data: { id, call, args } }) => {
        try {
            postMessage({ id, result: await answer(call, args) });
        } catch (error) {
            postMessage({ id, error: told(error) });
        }
    });
})();

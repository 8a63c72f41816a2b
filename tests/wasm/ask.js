/* node ask.js JOBS.json: what a module answers. JOBS: {"glue", "module", "cases": [{"charter": what Charter.open takes, with
 * "base64" in place of bytes, "calls": [[method, ...arguments], …]}]}. A line of JSON a case: {"opened": null or an error,
 * "stack": {"used", "whole"}, "answers": [a string, or {"error", "report", "trapped"}, …]}. An argument {"base64"} is bytes. A call [":stack", …] does
 * the same, and answers how many bytes of the stack it used; ":spoil" overwrites memory. */
"use strict";

const fs = require("fs");
const vm = require("vm");

const STACK = 1 << 20, UNTOUCHED = 0xa5;
const jobs = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const instantiate = WebAssembly.instantiate;
let memory = null, loading = null; // of the instance that was made last

WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    memory = made.instance.exports.memory;
    loading = watchStack();
    return made;
};
vm.runInThisContext(fs.readFileSync(jobs.glue, "utf8"), { filename: jobs.glue });

const bytesOf = value => value !== null && value !== undefined && value.base64 !== undefined ? Buffer.from(value.base64, "base64") : value;

function failure(error) {
    if (!(error instanceof Charter.Error))
        throw error;
    return { error: error.message, report: error.report, trapped: error.trapped };
}

/* From here on: `used` is how deep the stack went, `whole` whether the constants behind it are as they were. */
function watchStack() {
    const behind = Buffer.from(memory.buffer.slice(STACK, STACK + 65536));
    new Uint8Array(memory.buffer, 0, STACK).fill(UNTOUCHED);
    return () => {
        const lowest = new Uint8Array(memory.buffer, 0, STACK).findIndex(byte => byte !== UNTOUCHED);
        return { used: lowest < 0 ? 0 : STACK - lowest, whole: behind.equals(Buffer.from(memory.buffer.slice(STACK, STACK + 65536))) };
    };
}

function watched(answer) {
    const stack = watchStack();
    const said = answer();
    return { ...stack(), said };
}

function call(judge, [method, ...given]) {
    const values = given.map(bytesOf);
    try {
        if (method === ":stack")
            return watched(() => call(judge, given));
        if (method === ":spoil")
            return new Uint8Array(memory.buffer, STACK).fill(0xff).length;
        if (method === ":big")
            return call(judge, [given[0], given[1].repeat(given[2]), ...given.slice(3)]).error ?? "no error";
        return judge[method](...values);
    } catch (error) {
        return failure(error);
    }
}

(async () => {
    const module = fs.readFileSync(jobs.module);
    for (const { charter, calls } of jobs.cases) {
        const files = charter.files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") }));
        let opened = null, stack = null, answers = [];
        try {
            const judge = await Charter.open(module, { ...charter, files });
            stack = loading();
            answers = calls.map(one => call(judge, one));
        } catch (error) {
            opened = failure(error);
            stack ??= loading();
        }
        fs.writeSync(1, JSON.stringify({ opened, stack, answers }) + "\n");
    }
})();

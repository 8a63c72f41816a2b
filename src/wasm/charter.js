/* The judge of a charter, as a page or a program calls it: all that it does is in the module (wasm.c), which imports
 * nothing, so that it can read no file, ask no network and know no time. A classic script without dependencies, for a
 * Worker, a page and node alike: it defines Charter. */
"use strict";

(function (scope) {
    const NONE = 0, OK = 0;
    const every = { activity: 1, tool: 2, data: 4 };
    const encoder = new TextEncoder();
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

    /* `report`: the JSON document that says what is wrong, or null. `trapped`: the module stopped where it must not,
     * and this judge answers nothing any more: open another. */
    class CharterError extends Error {
        constructor(message, report = null, trapped = false) {
            super(message);
            this.name = "Charter.Error";
            this.report = report;
            this.trapped = trapped;
        }
    }

    function today() {
        return new Date().toISOString().slice(0, 10);
    }

    function bytesOf(text) {
        return text instanceof Uint8Array ? text : encoder.encode(String(text));
    }

    async function unpack(bytes) {
        if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
            return bytes;
        const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        return new Uint8Array(await new Response(plain).arrayBuffer());
    }

    class Judge {
        #module;      // what the instance exports
        #taken = [];  // memory of this request
        #trapped = false;

        constructor(instance) {
            this.#module = instance.exports;
            this.#call("_initialize");
        }

        /* Whatever a module throws, its memory is then in no known state. */
        #call(name, ...values) {
            if (this.#trapped)
                throw new CharterError("this judge has stopped: open another", null, true);
            try {
                return this.#module[name](...values);
            } catch (cause) {
                this.#trapped = true;
                throw new CharterError(`the judge stopped, and nothing is judged (${cause.message})`, null, true);
            }
        }

        /* [address, length] of a copy, with a NUL behind it; the address is 0 where there is no memory, which the
         * module then says. */
        #bytes(bytes) {
            const at = this.#call("take", bytes.length) >>> 0;
            if (at !== NONE) {
                const memory = new Uint8Array(this.#module.memory.buffer, at, bytes.length + 1);
                memory.set(bytes);
                memory[bytes.length] = 0;
                this.#taken.push(at);
            }
            return [at, bytes.length];
        }

        /* The same of a short text, which ends with a NUL. */
        #string(text) {
            const bytes = bytesOf(text);
            if (bytes.includes(0))
                throw new CharterError("a name holds a NUL");
            return this.#bytes(bytes)[0];
        }

        #text(name) {
            const [at, length] = new Uint32Array(this.#module.memory.buffer, this.#call(name) >>> 0, 2);
            return at === NONE ? null : decoder.decode(new Uint8Array(this.#module.memory.buffer, at, length));
        }

        /* What `ask` makes the module answer. */
        #request(ask) {
            try {
                const status = ask();
                const answer = this.#text("answer");
                if (status === OK)
                    return answer;
                throw new CharterError(this.#text("reason"), answer);
            } finally {
                while (!this.#trapped && this.#taken.length > 0)
                    this.#call("give", this.#taken.pop());
            }
        }

        load({ files, charters, exceptions = null, at = today(), lang = "en" }) {
            const kept = [];
            this.#request(() => {
                for (const { name, bytes } of files)
                    this.#call("add_file", this.#string(name), ...this.#bytes(bytesOf(bytes)));
                for (const name of charters)
                    this.#call("add_version", this.#string(name));
                const further = exceptions === null ? NONE : this.#string(exceptions);
                kept.push(...this.#taken.splice(0)); // the charter points into them
                return this.#call("load", further, this.#string(at), this.#string(lang));
            });
        }

        check(text, { at = today(), lang = "en", name = "usage.yaml", verbose = false } = {}) {
            return this.#request(() => this.#call("check", this.#string(name), ...this.#bytes(bytesOf(text)),
                                                  this.#string(at), this.#string(lang), verbose ? 1 : 0));
        }

        /* The module counts bytes, JavaScript units of UTF-16. */
        understand(sentence, { at = today(), lang = "en" } = {}) {
            const bytes = bytesOf(sentence);
            const document = JSON.parse(this.#request(() => this.#call("understand", ...this.#bytes(bytes),
                                                                       this.#string(at), this.#string(lang))));
            for (const mention of document.mentions)
                for (const end of ["start", "end"])
                    mention[end] = decoder.decode(bytes.subarray(0, mention[end])).length;
            return JSON.stringify(document);
        }

        which(declaration, { at = today(), lang = "en", every: tried = [] } = {}) {
            const flags = tried.reduce((all, key) => all | every[key], 0);
            return this.#request(() => this.#call("which", ...this.#bytes(bytesOf(declaration)), this.#string(at),
                                                  this.#string(lang), flags));
        }

        detect(text, { at = today(), lang = "en" } = {}) {
            return this.#request(() => this.#call("detect", ...this.#bytes(bytesOf(text)), this.#string(at),
                                                  this.#string(lang)));
        }

        /* All is in memory before the first is said: what is half said would be part of the next declaration. */
        declare(said, { lang = "en" } = {}) {
            return this.#request(() => {
                const pieces = said.map(({ key, value, plain = false }) =>
                    [this.#string(key), ...this.#bytes(bytesOf(value)), plain ? 1 : 0]);
                const spoken = this.#string(lang);
                for (const piece of pieces)
                    this.#call("say", ...piece);
                return this.#call("declare", spoken);
            });
        }
    }

    async function open(moduleBytes, charter) {
        let instance;
        try {
            ({ instance } = await WebAssembly.instantiate(await unpack(moduleBytes), {}));
        } catch (cause) {
            throw new CharterError(`the module cannot be run: ${cause.message}`);
        }
        const judge = new Judge(instance);
        judge.load(charter);
        return judge;
    }

    scope.Charter = { open, Error: CharterError };
})(globalThis);

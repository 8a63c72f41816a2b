/* system: what glibc has and wasi-libc has not. Each file of the library is compiled with it. */
#ifndef CH_WASM_SYSTEM_H
#define CH_WASM_SYSTEM_H

/* Always NULL: there are no files here that could fail. */
const char *strerrorname_np(int error);

#endif

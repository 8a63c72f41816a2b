/* export: which functions the shared library shows to its customers. Everything else stays hidden. */
#ifndef CHARTER_EXPORT_H
#define CHARTER_EXPORT_H

#if defined(__GNUC__) || defined(__clang__)
#define CHARTER_API __attribute__((visibility("default")))
#else
#define CHARTER_API
#endif

#endif

# The WebAssembly module charter.wasm: the library as it is, the libraries that it stands on from Debian's source
# packages (`sources`), and the few functions that a page calls (wasm.c). The root includes this in place of all that
# it builds for machines.
find_program(GZIP gzip REQUIRED)
set(CHARTER_WASM_SOURCES "${PROJECT_SOURCE_DIR}/build/wasm-sources" CACHE PATH
    "Where the sources of the libraries are brought to; builds share them")
execute_process(COMMAND "${PROJECT_SOURCE_DIR}/src/wasm/sources" "${CHARTER_WASM_SOURCES}"
    COMMAND_ERROR_IS_FATAL ANY)
set(from "${CHARTER_WASM_SOURCES}")

# The same bytes wherever it is built.
add_compile_options(-Oz -flto -ffunction-sections -fdata-sections -fno-ident
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=." "-ffile-prefix-map=${PROJECT_BINARY_DIR}=build"
    "-ffile-prefix-map=${from}=libraries")

# ---- the libraries: what of them is reached is linked -------------------------------------------------------------

set(made "${PROJECT_BINARY_DIR}/libraries") # headers that their own configure would make
file(WRITE "${made}/config.h" "")
configure_file("${from}/pcre2/src/config.h.generic" "${made}/pcre2/config.h" COPYONLY)
configure_file("${from}/pcre2/src/pcre2.h.generic" "${made}/pcre2/pcre2.h" COPYONLY)
configure_file("${from}/pcre2/src/pcre2_chartables.c.dist" "${made}/pcre2/pcre2_chartables.c" COPYONLY)
foreach(name IN ITEMS unictype unitypes)
    configure_file("${from}/libunistring/lib/${name}.in.h" "${made}/unistring/${name}.h" COPYONLY)
endforeach()

file(READ "${from}/libyaml/debian-version" yaml_version)
string(REGEX MATCH "^([0-9]+)\\.([0-9]+)\\.([0-9]+)" yaml_version "${yaml_version}")
add_library(yaml STATIC)
foreach(name IN ITEMS api reader scanner parser)
    target_sources(yaml PRIVATE "${from}/libyaml/src/${name}.c")
endforeach()
target_compile_definitions(yaml PRIVATE YAML_VERSION_STRING="${yaml_version}" YAML_VERSION_MAJOR=${CMAKE_MATCH_1}
    YAML_VERSION_MINOR=${CMAKE_MATCH_2} YAML_VERSION_PATCH=${CMAKE_MATCH_3})
target_include_directories(yaml PUBLIC "${from}/libyaml/include")

add_library(pcre2 STATIC "${made}/pcre2/pcre2_chartables.c")
foreach(name IN ITEMS auto_possess compile config context dfa_match error extuni find_bracket jit_compile match
        match_data newline ord2utf pattern_info script_run string_utils study substring tables ucd valid_utf xclass)
    target_sources(pcre2 PRIVATE "${from}/pcre2/src/pcre2_${name}.c")
endforeach()
target_compile_definitions(pcre2 PRIVATE HAVE_CONFIG_H SUPPORT_UNICODE PUBLIC PCRE2_CODE_UNIT_WIDTH=8 PCRE2_STATIC)
target_include_directories(pcre2 PUBLIC "${made}/pcre2" PRIVATE "${from}/pcre2/src")

add_library(utf8proc STATIC "${from}/utf8proc/utf8proc.c")
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)
target_include_directories(utf8proc PUBLIC "${from}/utf8proc")

add_library(unistring STATIC "${from}/libunistring/lib/unictype/scripts.c" "${from}/libunistring/lib/unictype/digit.c")
target_include_directories(unistring PUBLIC "${made}/unistring" PRIVATE "${made}" "${from}/libunistring/lib")

add_library(md STATIC "${from}/libmd/src/sha2.c")
target_include_directories(md PUBLIC "${from}/libmd/include" PRIVATE "${made}")

# ---- ours ------------------------------------------------------------------------------------------------------------

# Verdicts are written as JSON alone: the page tells people.
list(FILTER library_sources EXCLUDE REGEX
    "/src/report/(text|text_short|compact|csv|ndjson|sarif|sarif_rules|junit|github|gitlab|tap|markdown)\\.c$")
add_library(charter-library STATIC ${library_sources})
target_include_directories(charter-library PUBLIC "${PROJECT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(charter-library PRIVATE CHARTER_JSON_ALONE CHARTER_CATALOGUE_CARRIED
    CHARTER_VERSION="${PROJECT_VERSION}" CHARTER_HOMEPAGE="${PROJECT_HOMEPAGE_URL}")
# wasi-libc lacks a function of glibc's, which system.c has.
target_compile_options(charter-library PRIVATE -include "${PROJECT_SOURCE_DIR}/src/wasm/system.h")
target_link_libraries(charter-library PRIVATE charter-flags PUBLIC yaml pcre2 utf8proc unistring md)

# The stack comes first: below it is no memory, so that what outgrows it ends in a trap. Where it lay behind the data,
# as lld puts it by itself, it would overwrite them, and the answer would be wrong. No -O when linking, so none in
# CMAKE_C_FLAGS: clang would run wasm-opt where it finds one, and the bytes would depend on the machine.
add_executable(charter-module src/wasm/wasm.c src/wasm/system.c)
target_include_directories(charter-module PRIVATE "${PROJECT_SOURCE_DIR}/src")
set_target_properties(charter-module PROPERTIES OUTPUT_NAME charter SUFFIX .wasm)
target_link_libraries(charter-module PRIVATE charter-flags charter-library c-printscan-long-double)
target_link_options(charter-module PRIVATE -flto -mexec-model=reactor
    -Wl,--stack-first -Wl,-z,stack-size=1048576 -Wl,--max-memory=268435456 -Wl,--strip-all
    -Wl,-O2 -Wl,--compress-relocations) # addresses and calls as short as they are: 5 KB of the packed module

add_custom_command(TARGET charter-module POST_BUILD
    COMMAND "${GZIP}" -9nkf "$<TARGET_FILE:charter-module>"
    VERBATIM)

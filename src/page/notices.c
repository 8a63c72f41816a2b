/* notices: a row for each part of the module. src/wasm/sources brings the first, and the compiler's packages the rest.
 */
#include "page/notices.h"

/* Of the licences that ask for their own words, one text each: the wording is that of the SPDX list. */
static const char mit[] =
    "MIT: Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated "
    "documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation "
    "the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and "
    "to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above "
    "copyright notice and this permission notice shall be included in all copies or substantial portions of the "
    "Software. THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT "
    "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT "
    "SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION "
    "OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER "
    "DEALINGS IN THE SOFTWARE.";

static const char bsd[] =
    "BSD-3-Clause: Redistribution and use in source and binary forms, with or without modification, are permitted "
    "provided that the following conditions are met: 1. Redistributions of source code must retain the above copyright "
    "notice, this list of conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the "
    "above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other "
    "materials provided with the distribution. 3. Neither the name of the copyright holder nor the names of its "
    "contributors may be used to endorse or promote products derived from this software without specific prior written "
    "permission. THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR "
    "IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A "
    "PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY "
    "DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, "
    "PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER "
    "CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR "
    "OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.";

typedef struct notice {
    const char *package; /* Debian's source package */
    const char *licence; /* SPDX */
    const char *holders;
} notice;

static const notice notices[] = {
    {"libyaml", "MIT", "\xC2\xA9 2006-2016 Kirill Simonov, 2017-2020 Ingy d\xC3\xB6t Net"},
    {"pcre2", "BSD-3-Clause", "\xC2\xA9 1997-2022 University of Cambridge"},
    {"utf8proc", "MIT, Unicode-DFS-2015",
     "\xC2\xA9 2009, 2013 Public Software Group e. V., Berlin; 2014-2021 Steven G. Johnson, Jiahao Chen, Tony Kelman, "
     "Jonas Fonseca, and others; 1991-2007 Unicode, Inc."},
    {"libunistring", "LGPL-3.0-or-later OR GPL-2.0-or-later", "\xC2\xA9 2001-2022 Free Software Foundation, Inc."},
    {"libmd", "BSD-3-Clause", "\xC2\xA9 2000-2001 Aaron D. Gifford"},
    {"wasi-libc", "MIT, CC0-1.0, BSD-2-Clause",
     "\xC2\xA9 2005-2019 Rich Felker and others (musl); 2018-2020 Dan Gohman and the contributors of wasi-libc; "
     "2015-2017 Nuxi"},
    {"llvm-toolchain-14", "Apache-2.0 WITH LLVM-exception", "\xC2\xA9 the contributors of LLVM (compiler-rt)"},
};

static void put_notice(ch_page *p, const notice *one)
{
    ch_buffer *address = &p->text;
    ch_html_open(&p->h, "li");
    ch_html_open(&p->h, "a");
    address->length = 0;
    ch_buffer_literal(address, "https://sources.debian.org/src/");
    ch_buffer_add(address, ch_text_of(one->package));
    ch_buffer_literal(address, "/");
    ch_html_attribute(&p->h, "href", ch_buffer_text(address));
    ch_html_attribute(&p->h, "rel", CH_LITERAL("noreferrer noopener"));
    address->length = 0;
    ch_html_text(&p->h, ch_text_of(one->package));
    ch_html_close(&p->h);
    ch_html_text(&p->h, CH_LITERAL(" ("));
    ch_html_text(&p->h, ch_text_of(one->licence));
    ch_html_text(&p->h, CH_LITERAL(") "));
    ch_html_element(&p->h, "small", ch_text_of(one->holders));
    ch_html_close(&p->h);
}

void ch_put_notices(ch_page *p)
{
    static const char *const texts[] = {mit, bsd};
    ch_put_open(p, "details", "notices");
    ch_put_said(p, "summary", NULL, N_("Whose code is in this page"));
    ch_put_said(p, "p", NULL,
                N_("Ask runs the judge of charter-check (MIT) and, with it, code of others. Its sources are Debian's: "
                   "src/wasm/sources of charter-check brings them, so that the module can be built anew, with changed "
                   "libraries too."));
    ch_html_open(&p->h, "ul");
    ch_html_attribute(&p->h, "lang", CH_LITERAL("en"));
    for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
        put_notice(p, &notices[i]);
    ch_html_close(&p->h);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ch_put_open(p, "p", "licence");
        ch_html_attribute(&p->h, "lang", CH_LITERAL("en"));
        ch_html_text(&p->h, ch_text_of(texts[i]));
        ch_html_close(&p->h);
    }
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

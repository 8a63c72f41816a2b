#!/usr/bin/env bash
# 200 random declarations: the page's judge and the program give the same bytes.
# once: a browser sees no sanitizer.
# timeout: 300
. "$(dirname "$0")/page.sh"
in_browsers agrees

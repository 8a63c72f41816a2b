#!/usr/bin/env bash
# Nothing that a charter, a sentence, a text, a file or a link says breaks out of the page.
# once: a browser sees no sanitizer.
# timeout: 300
. "$(dirname "$0")/page.sh"
in_browsers hostile

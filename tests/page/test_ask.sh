#!/usr/bin/env bash
# What a person sees and does in the page: the ways to each verdict, by keyboard, in two languages and two browsers.
# once: a browser sees no sanitizer.
# timeout: 300
. "$(dirname "$0")/page.sh"
in_browsers ask

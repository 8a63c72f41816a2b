"""Judges the declarations on standard input by a charter that is a text, and tells each verdict and its reasons.

embed.py LIBRARY, which is libcharter.so.0. Exits 0 where all comply, 1 where one does not, 2 where it could not be
told.
"""
import ctypes
import datetime
import json
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_void_p

LAW = b"""charter: 1
id: house
activities: {drafting: {status: allowed}}
tools: {writer: {status: approved}, robot: {status: banned}}
"""
OK = 0


class Text(ctypes.Structure):
    _fields_ = [("at", c_char_p), ("length", c_size_t)]


class Sink(ctypes.Structure):
    _fields_ = [("context", c_void_p), ("write", c_void_p)]


library = ctypes.CDLL(sys.argv[1])
library.charter_buffer_new.argtypes = [POINTER(c_void_p), c_size_t]
library.charter_buffer_sink.argtypes, library.charter_buffer_sink.restype = [c_void_p], Sink
library.charter_buffer_text.argtypes, library.charter_buffer_text.restype = [c_void_p], Text
library.charter_buffer_free.argtypes, library.charter_buffer_free.restype = [c_void_p], None
library.charter_check_text_sized.argtypes = [Text, Text, c_int32, c_void_p, c_size_t, Sink, c_void_p]


def check(law, declared, day):
    """The verdicts of declarations, as the program writes them in JSON."""
    at = (day - datetime.date(1970, 1, 1)).days
    buffer = c_void_p()
    if library.charter_buffer_new(byref(buffer), 1 << 20) != OK:
        raise MemoryError
    try:
        status = library.charter_check_text_sized(Text(law, len(law)), Text(declared, len(declared)), at, None, 0,
                                                  library.charter_buffer_sink(buffer), None)
        document = library.charter_buffer_text(buffer).at  # a copy
        return status, json.loads(document or b"{}")
    finally:
        library.charter_buffer_free(buffer)


def say(line):
    """What is quoted may hold characters that mislead whoever reads a screen."""
    print(line.encode("unicode_escape").decode())


status, found = check(LAW, sys.stdin.buffer.read(), datetime.date(2026, 11, 2))
verdicts, errors = found.get("verdicts", []), found.get("errors", [])
for verdict in verdicts:
    say(verdict["verdict"])
    for reason in verdict["errors"] + verdict["findings"]:
        say(reason["message"])
for error in errors:
    say(error["message"])
told = {verdict["verdict"] for verdict in verdicts}
if status != OK or errors or not told.isdisjoint({"invalid", "undetermined"}):
    sys.exit(2)
sys.exit(0 if told == {"compliant"} else 1)
